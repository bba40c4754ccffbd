//! `staircase run`: options against the baseline, to tidy CSV files, JSON or a workbook.

use super::{Failure, written};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::outcome::precision::{PrecisionReached, Wanted};
use staircase_answers::outcome::workings::Workings;
use staircase_answers::study::runs::Runs;
use staircase_answers::study::{MOST_CHILDREN, MOST_MEMORY, Study};
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::told::{Tell, ToldAnswer, ToldCase};
use staircase_reporting::{break_even, brief, contributions};
use staircase_scenario::resolved::PolicyOption;
use std::path::PathBuf;

/// Arguments of `staircase run`.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// Scenario file, with or without .toml
    scenario: PathBuf,
    /// Option to run; repeat for several (default: all)
    #[arg(long = "option")]
    options: Vec<String>,
    /// Number of runs; the most of them with --precision. 1,000 runs are 500 parameter sets with
    /// 2 replicates each
    #[arg(allow_negative_numbers = true, long = "runs", alias = "draws", value_name = "RUNS", default_value_t = 1000, value_parser = super::typed::draws())]
    draws: u64,
    /// Stop early once the average difference after 5 years is known to within this many
    /// children (0.5) or this share of itself (20%). Checked after 64, 128, 256 … runs, for
    /// every option, by the 95% Monte Carlo interval
    #[arg(allow_negative_numbers = true, long)]
    precision: Option<Wanted>,
    /// Seed: the same seed, scenario and version give the same numbers everywhere
    #[arg(allow_negative_numbers = true, long, default_value_t = 1, value_parser = super::typed::between(0, u64::MAX))]
    seed: u64,
    /// Folder for the files (made if it is not there)
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also write every run: a row for each option, run, measure and date. As CSV, or as Parquet
    /// with --format parquet
    #[arg(long, requires = "out")]
    every_run: bool,
    /// Kinds of file, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv", requires = "out")]
    format: Vec<Format>,
    /// Stochastic uncertainty only: uncertain inputs at their central values, one set of
    /// evidence, no year-to-year drift
    #[arg(long)]
    central: bool,
    /// Number of threads (default: one a core); never changes a result
    #[arg(allow_negative_numbers = true, long, value_parser = super::typed::between(1, 1024))]
    threads: Option<u64>,
    /// Discount schedule of the money file to use instead of the one it names
    #[arg(long)]
    pub(super) schedule: Option<String>,
    /// Unit cost uplift above inflation to use instead of the one that the money file names
    #[arg(long)]
    pub(super) growth: Option<String>,
    /// Reserve in pounds (500,000 or £2m): report how often cumulative net cost (cash terms)
    /// exceeds it
    #[arg(allow_hyphen_values = true, long, value_parser = super::typed::number)]
    reserve: Option<f64>,
    /// Also report break-even (threshold) analysis, the effect of a 1% change in each main
    /// input, and the value of each change alone. Slow
    #[arg(long)]
    break_even: bool,
    /// Print no summary and no progress bar
    #[arg(long)]
    quiet: bool,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tidy tables as text, with metadata
    Csv,
    /// The whole answer, as the page receives it
    Json,
    /// One Excel workbook
    Xlsx,
    /// Every run, one row for each option, run, measure and date
    Parquet,
}

/// What is drawn, whatever it is written to.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    pub(super) most: u64,
    pub(super) precision: Option<Wanted>,
    pub(super) seed: u64,
    pub(super) central: bool,
    pub(super) threads: Option<u64>,
    pub(super) quiet: bool,
    /// What is chosen among the money rules.
    pub(super) ask: Ask,
    /// Whether break-even is asked for; recorded with the files.
    pub(super) break_even: bool,
    /// Whether files are written that need what stands behind an answer.
    pub(super) workings: bool,
    /// Whether every run is written as CSV.
    pub(super) every_run: bool,
}

/// An option's answer, what stands behind it, and the precision of its first number.
pub(super) struct Outcome {
    pub(super) answer: ToldAnswer,
    /// Only where files are written.
    pub(super) workings: Option<Workings>,
    pub(super) reached: Option<PrecisionReached>,
    /// Runs in a hundred in which cost is covered, all funders, by the end of each financial year.
    pub(super) covered_all_funders: Vec<f64>,
    /// Only where the scenario has money rules.
    pub(super) case: Option<ToldCase>,
}

impl RunArguments {
    fn ask(&self) -> Ask {
        Ask { schedule: self.schedule.clone(), growth: self.growth.clone(), reserve: self.reserve }
    }
}

/// Runs the options named, or all.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let study = super::open(&arguments.scenario)?;
    let options = chosen(&study, &arguments.options)?;
    refuse_the_impossible(&study, arguments.draws, options.len())?;
    if let Some(money) = &study.model.scenario.money {
        arguments.ask().check(money).map_err(Failure::Input)?;
    }
    let draws = Draws {
        most: arguments.draws,
        precision: arguments.precision,
        seed: arguments.seed,
        central: arguments.central,
        threads: arguments.threads,
        quiet: arguments.quiet,
        ask: arguments.ask(),
        break_even: arguments.break_even,
        workings: arguments.out.is_some() && arguments.format.contains(&Format::Csv),
        every_run: arguments.every_run && !arguments.format.contains(&Format::Parquet),
    };
    let (runs, outcomes) = draw_all(&study, &options, &draws)?;
    // What was found is said even if it cannot be written.
    let written = arguments.out.as_ref().map_or(Ok(()), |folder| {
        written::write(&study, &runs, &outcomes, &draws, &arguments.format, None, folder)
    });
    if arguments.quiet {
        return written;
    }
    let pairs = options.iter().zip(&outcomes);
    let mut text = String::new();
    for (option, outcome) in pairs {
        text += &summary(&study, option, outcome, arguments)?;
    }
    if let (Some(wanted), Some(outcome)) = (arguments.precision, outcomes.first()) {
        let met = outcomes.iter().all(|it| it.reached.is_some_and(|it| it.meets(wanted)));
        let verdict = if met { "reached with" } else { "not reached with" };
        text += &format!("Precision of {wanted} {verdict} {} runs.\n", outcome.answer.draws);
    }
    if let (Some(folder), Ok(())) = (&arguments.out, &written) {
        text += &format!("Written to {}.\n", folder.display());
    }
    super::print(&text)?;
    written
}

/// Sizes are bounded before work starts.
pub(super) fn refuse_the_impossible(
    study: &Study,
    draws: u64,
    options: usize,
) -> Result<(), Failure> {
    let children = study.model.scenario.population.children;
    if children > MOST_CHILDREN {
        return Err(Failure::Call(format!(
            "{children} children are too many to simulate one by one. The most is {MOST_CHILDREN}."
        )));
    }
    let record = study.model.layout.len() as f64 * 8.0;
    let memory = record * draws as f64 * (options + 2) as f64;
    if memory > MOST_MEMORY {
        let most = MOST_MEMORY / record / (options + 2) as f64;
        return Err(Failure::Call(format!(
            "{draws} runs of {options} options would take about {:.0} GB of memory. \
             Ask for at most {most:.0} runs, or fewer options at a time.",
            memory / 1e9
        )));
    }
    Ok(())
}

pub(super) fn chosen(study: &Study, names: &[String]) -> Result<Vec<PolicyOption>, Failure> {
    if names.is_empty() {
        return Ok(study.model.scenario.options.clone());
    }
    names.iter().map(|name| study.option(name, None).map_err(Failure::Input)).collect()
}

/// All options and their baselines in paired runs, until the draws or the precision asked for are
/// reached.
pub(super) fn draw_all(
    study: &Study,
    options: &[PolicyOption],
    arguments: &Draws,
) -> Result<(Runs, Vec<Outcome>), Failure> {
    let parameters = if arguments.central { Parameters::Central } else { Parameters::Sampled };
    let mut runs = Runs::new(study, options.to_vec(), arguments.seed, parameters);
    let bar = progress_bar(arguments);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.threads.map_or(0, |threads| threads as usize))
        .build()
        .map_err(|error| Failure::Call(error.to_string()))?;
    runs.until(study, arguments.most, arguments.precision, |range, run| {
        pool.install(|| range.into_par_iter().map(run).inspect(|_| bar.inc(1)).collect())
    });
    bar.finish_and_clear();
    let outcome = |(place, option): (usize, &PolicyOption)| Outcome {
        case: runs
            .appraisal(study, place, &arguments.ask)
            .ok()
            .map(|case| case.tell(&study.model, option)),
        reached: runs.reached(study, place),
        covered_all_funders: brief::covered_all_funders(&study.model, &runs.pairs(place)),
        workings: arguments.workings.then(|| runs.workings(study, place)),
        answer: runs.answer(study, place).tell(&study.model, option),
    };
    let outcomes = options.iter().enumerate().map(outcome).collect();
    Ok((runs, outcomes))
}

fn progress_bar(arguments: &Draws) -> ProgressBar {
    let target =
        if arguments.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(arguments.most), target);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {pos} of {len} runs, about {eta} left")
    {
        bar.set_style(style);
    }
    bar
}

fn summary(
    study: &Study,
    option: &PolicyOption,
    outcome: &Outcome,
    arguments: &RunArguments,
) -> Result<String, Failure> {
    let words = &outcome.answer.words;
    let mut lines = vec![option.name.clone(), words.headline.clone(), words.range.clone()];
    lines.extend(words.truths.iter().map(|truth| format!("{} {}", truth.lead, truth.rest)));
    lines.extend(words.support.iter().cloned());
    if option.changes.len() > 1 {
        lines.extend(contributions::lines(&study.model, option, &study.contributions(option)));
    }
    lines.extend(outcome.case.iter().flat_map(|case| case.words.sentences.clone()));
    if arguments.break_even && outcome.case.is_some() && !option.changes.is_empty() {
        let ask = arguments.ask();
        let even = study.break_even(option, &ask).map_err(Failure::Input)?;
        let moved = study.one_percent(option, &ask).map_err(Failure::Input)?;
        let parts = study.parts(option, &ask).map_err(Failure::Input)?;
        lines.extend(break_even::on_request(option, &even, &moved, &parts));
    }
    lines.extend(words.warnings.iter().cloned());
    lines.extend(outcome.reached.filter(|reached| !reached.exact).map(|reached| {
        format!(
            "{} runs: the average difference is known to within {:.2} children either way \
             (95% Monte Carlo interval).",
            reached.draws, reached.half_width
        )
    }));
    Ok(lines.join("\n  ") + "\n\n")
}
