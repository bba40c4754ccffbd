//! `staircase run`: options against the baseline, to tidy CSV files.

use super::Failure;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;
use staircase_engine::outcome::answer::Answer;
use staircase_engine::report::tidy;
use staircase_engine::scenario::resolved::Choice;
use staircase_engine::simulate::draw::Parameters;
use staircase_engine::study::{MOST_CHILDREN, MOST_DRAWS, MOST_MEMORY, Study};
use std::path::{Path, PathBuf};

/// Arguments of `staircase run`.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// Scenario file, with or without .toml
    scenario: PathBuf,
    /// Option to run; repeat for several (default: all)
    #[arg(long = "option")]
    options: Vec<String>,
    /// Number of draws
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=MOST_DRAWS))]
    draws: u64,
    /// Seed: the same seed, scenario and version give the same numbers everywhere
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for the CSV files (made if it is not there)
    #[arg(long)]
    out: Option<PathBuf>,
    /// Keep every parameter at its central value: chance only
    #[arg(long)]
    central: bool,
    /// Number of threads (default: one a core); never changes a result
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Print no summary and no progress bar
    #[arg(long)]
    quiet: bool,
}

/// What was run, for whoever finds the files.
#[derive(Debug, Serialize)]
struct Metadata<'a> {
    engine: &'static str,
    engine_version: &'static str,
    scenario: &'a str,
    scenario_hash: String,
    authority: &'a str,
    baseline: &'a str,
    options: Vec<&'a str>,
    draws: u64,
    seed: u64,
    parameters: &'static str,
    price_base: &'a str,
    discounting: &'static str,
    files: [(&'static str, &'static str); 3],
    limits: &'a [String],
}

/// Runs the options named, or all.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let study = super::open(&arguments.scenario)?;
    let options = chosen(&study, &arguments.options)?;
    refuse_the_impossible(&study, arguments.draws, options.len())?;
    let answers = draw_all(&study, &options, arguments)?;
    if let Some(folder) = &arguments.out {
        write_files(&study, &options, &answers, arguments, folder)?;
    }
    if arguments.quiet {
        return Ok(());
    }
    let pairs = options.iter().zip(&answers);
    let mut text: String = pairs.map(|(option, answer)| summary(option, answer)).collect();
    if let Some(folder) = &arguments.out {
        text += &format!("Written to {}.\n", folder.display());
    }
    super::print(&text)
}

/// Sizes are bounded before work starts.
fn refuse_the_impossible(study: &Study, draws: u64, options: usize) -> Result<(), Failure> {
    let children = study.model.scenario.population.children;
    if children > MOST_CHILDREN {
        return Err(Failure::Call(format!(
            "{children} children are too many to follow one by one; at most {MOST_CHILDREN} can be run."
        )));
    }
    let record = study.model.layout.len() as f64 * 8.0;
    let memory = record * draws as f64 * (options + 2) as f64;
    if memory > MOST_MEMORY {
        let most = MOST_MEMORY / record / (options + 2) as f64;
        return Err(Failure::Call(format!(
            "{draws} draws of {options} options would take about {:.0} GB of memory. \
             Run at most {most:.0} draws, or fewer options at a time.",
            memory / 1e9
        )));
    }
    Ok(())
}

fn chosen(study: &Study, names: &[String]) -> Result<Vec<Choice>, Failure> {
    if names.is_empty() {
        return Ok(study.model.scenario.options.clone());
    }
    names.iter().map(|name| study.option(name, None).map_err(Failure::Input)).collect()
}

/// All options and their baselines on the same chance, draw by draw.
fn draw_all(
    study: &Study,
    options: &[Choice],
    arguments: &RunArguments,
) -> Result<Vec<Answer>, Failure> {
    let parameters = if arguments.central { Parameters::Central } else { Parameters::Sampled };
    let simulator = study.simulator(arguments.seed, parameters);
    let mut wanted = options.to_vec();
    let baselines = [false, true].map(|null_effect| {
        let baseline = &study.model.scenario.options[0];
        Choice { null_effect, ..baseline.clone() }
    });
    let null_wanted = options.iter().any(|option| option.null_effect);
    wanted.push(baselines[0].clone());
    if null_wanted {
        wanted.push(baselines[1].clone());
    }
    let bar = progress_bar(arguments);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Failure::Call(error.to_string()))?;
    let draws: Vec<Vec<Vec<f64>>> = pool.install(|| {
        (0..arguments.draws)
            .into_par_iter()
            .map(|draw| {
                let records = simulator.draw(draw, &wanted);
                bar.inc(1);
                records
            })
            .collect()
    });
    bar.finish_and_clear();
    Ok(options
        .iter()
        .enumerate()
        .map(|(place, option)| {
            let baseline = options.len() + usize::from(option.null_effect);
            let pairs = draws
                .iter()
                .map(|records| (records[baseline].as_slice(), records[place].as_slice()))
                .collect();
            study.compare(option, pairs, arguments.seed)
        })
        .collect())
}

fn progress_bar(arguments: &RunArguments) -> ProgressBar {
    let target =
        if arguments.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(arguments.draws), target);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {pos} of {len} draws, about {eta} left")
    {
        bar.set_style(style);
    }
    bar
}

fn write_files(
    study: &Study,
    options: &[Choice],
    answers: &[Answer],
    arguments: &RunArguments,
    folder: &Path,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::File(folder.to_owned(), error))?;
    let scenario = &study.model.scenario;
    let metadata = Metadata {
        engine: "staircase",
        engine_version: env!("CARGO_PKG_VERSION"),
        scenario: &scenario.about.title,
        scenario_hash: format!("{:016x}", scenario.hash),
        authority: &scenario.about.authority,
        baseline: &scenario.options[0].id,
        options: options.iter().map(|option| option.id.as_str()).collect(),
        draws: arguments.draws,
        seed: arguments.seed,
        parameters: if arguments.central { "central" } else { "sampled" },
        price_base: &scenario.about.price_base,
        discounting: "none",
        files: [
            ("monthly.csv", "children by measure and month; flows are of the month"),
            ("financial-years.csv", "pounds by cost line and financial year, April to March"),
            ("staircase.csv", "families by step each 31 March, and moves in the year before"),
        ],
        limits: &scenario.limits,
    };
    let metadata = serde_json::to_string_pretty(&metadata)
        .map_err(|error| Failure::Call(error.to_string()))?;
    write_whole(&folder.join("monthly.csv"), &tidy::monthly(answers))?;
    write_whole(&folder.join("financial-years.csv"), &tidy::yearly(answers))?;
    write_whole(&folder.join("staircase.csv"), &tidy::staircase(answers))?;
    write_whole(&folder.join("metadata.json"), &metadata)
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let part = path.with_extension("part");
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| Failure::File(path.to_owned(), error))
}

fn summary(option: &Choice, answer: &Answer) -> String {
    let words = &answer.words;
    let mut lines = vec![option.name.clone(), words.headline.clone(), words.range.clone()];
    lines.extend(words.truths.iter().map(|truth| format!("{} {}", truth.lead, truth.rest)));
    lines.extend(words.warnings.iter().cloned());
    lines.join("\n  ") + "\n\n"
}
