//! `staircase report`: a plain-English report on each option.

use super::run::{self, Draws, Format, Outcome};
use super::{Failure, written};
use clap::{Args, ValueEnum};
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::study::Study;
use staircase_reporting::brief::{Brief, BriefInputs, escaped};
use staircase_scenario::resolved::PolicyOption;
use std::path::PathBuf;

/// Arguments of `staircase report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Scenario file, with or without .toml
    scenario: PathBuf,
    /// Option to report on; repeat for several (default: all)
    #[arg(long = "option")]
    options: Vec<String>,
    /// Number of runs
    #[arg(allow_negative_numbers = true, long = "runs", alias = "draws", value_name = "RUNS", default_value_t = 1000, value_parser = super::typed::draws())]
    draws: u64,
    /// Seed: the same seed, scenario and version give the same numbers everywhere
    #[arg(allow_negative_numbers = true, long, default_value_t = 1, value_parser = super::typed::between(0, u64::MAX))]
    seed: u64,
    /// Folder for the files (made if it is not there)
    #[arg(long)]
    out: Option<PathBuf>,
    /// Kinds of file, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', default_value = "md", requires = "out")]
    format: Vec<Written>,
    /// Number of threads (default: one a core); never changes a result
    #[arg(allow_negative_numbers = true, long, value_parser = super::typed::between(1, 1024))]
    threads: Option<u64>,
    /// Print no report and no progress bar
    #[arg(long)]
    quiet: bool,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Written {
    /// The report that is printed, as a document
    Md,
    /// Tidy tables as text, with metadata
    Csv,
    /// One Excel workbook
    Xlsx,
}

/// Reports on the options named, or on all, each with the same option where support has no effect.
pub fn report(arguments: &ReportArguments) -> Result<(), Failure> {
    let study = super::open(&arguments.scenario)?;
    let chosen = run::chosen(&study, &arguments.options)?;
    let twins = chosen
        .iter()
        .filter(|it| has_twin(it))
        .map(|option| PolicyOption { null_effect: true, ..option.clone() });
    let options: Vec<PolicyOption> = chosen.iter().cloned().chain(twins).collect();
    run::refuse_the_impossible(&study, arguments.draws, options.len())?;
    let tables = arguments.format.contains(&Written::Csv);
    let draws = Draws {
        most: arguments.draws,
        precision: None,
        seed: arguments.seed,
        central: false,
        threads: arguments.threads,
        quiet: arguments.quiet,
        ask: Ask::default(),
        break_even: false,
        workings: arguments.out.is_some() && tables,
        every_run: false,
    };
    let (runs, outcomes) = run::draw_all(&study, &options, &draws)?;
    let (own, twins) = outcomes.split_at(chosen.len());
    let mut twins = twins.iter();
    let briefs: Vec<Brief> = chosen
        .iter()
        .zip(own)
        .map(|(option, Outcome { answer, covered_all_funders, case, .. })| {
            let twin =
                has_twin(option).then(|| twins.next().map(|twin| &twin.answer.facts)).flatten();
            let (model, case) = (&study.model, case.as_ref());
            Brief::new(&BriefInputs { model, option, answer, covered_all_funders, case, twin })
        })
        .collect();
    let origin = origin(&study, &draws);
    let written = arguments.out.as_ref().map_or(Ok(()), |folder| {
        let formats: Vec<Format> = [(Written::Csv, Format::Csv), (Written::Xlsx, Format::Xlsx)]
            .into_iter()
            .filter(|(asked, _)| arguments.format.contains(asked))
            .map(|(_, format)| format)
            .collect();
        let words = arguments.format.contains(&Written::Md);
        let document = words.then(|| document(&study, &briefs, &origin));
        written::write(&study, &runs, &outcomes, &draws, &formats, document, folder)
    });
    if arguments.quiet {
        return written;
    }
    let texts: Vec<String> = briefs.iter().map(Brief::text).collect();
    let mut text = format!("{}\n{}\n", texts.join("\n"), origin.join("\n"));
    if let (Some(folder), Ok(())) = (&arguments.out, &written) {
        text += &format!("Written to {}.\n", folder.display());
    }
    super::print(&text)?;
    written
}

/// Whether an option is reported beside the same option without effects.
fn has_twin(option: &PolicyOption) -> bool {
    !option.changes.is_empty() && !option.null_effect
}

/// Where the numbers come from, and what they are not.
fn origin(study: &Study, draws: &Draws) -> Vec<String> {
    let scenario = &study.model.scenario;
    vec![
        format!(
            "{}. {} runs, seed {}, Staircase {}, scenario {:016x}.",
            scenario.about.title,
            draws.most,
            draws.seed,
            env!("CARGO_PKG_VERSION"),
            scenario.hash
        ),
        "These are model projections under stated assumptions, not forecasts and not a \
         recommendation. An assumed effect is not evidence that an option works."
            .to_owned(),
    ]
}

/// The words that are printed, as a document.
fn document(study: &Study, briefs: &[Brief], origin: &[String]) -> String {
    let scenario = &study.model.scenario;
    let mut text = format!("# {}\n\n", escaped(&scenario.about.title));
    if !scenario.about.question.is_empty() {
        text += &format!("{}\n\n", escaped(&scenario.about.question));
    }
    text += &briefs.iter().map(Brief::markdown).collect::<Vec<_>>().join("\n");
    text += "\n## What the model leaves out\n\n";
    for limit in &scenario.limits {
        text += &format!("- {}\n", escaped(limit));
    }
    text += "\n## Where the numbers come from\n\n";
    for line in origin {
        text += &format!("- {}\n", escaped(line));
    }
    text += &format!("- Written on {}.\n", written::today());
    text += "\n## Sources\n\n";
    for reference in &scenario.references {
        text += &format!("- {}\n", escaped(&reference.full()));
    }
    text
}
