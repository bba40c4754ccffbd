//! The command line: the same functions as the page, with files and progress bars.

#![forbid(unsafe_code)]

mod commands;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A demand and cost model for children's early help.
#[derive(Debug, Parser)]
#[command(name = "staircase", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run options against the baseline and write tables: CSV, JSON, Excel
    Run(commands::run::RunArguments),
    /// Say in plain words what options come to, beside the same spending without effects
    Report(commands::report::ReportArguments),
    /// Report every problem of a scenario's files at once
    Check {
        /// Scenario files (their parts are checked with them)
        #[arg(required = true)]
        scenarios: Vec<PathBuf>,
    },
    /// Print the assumptions register: every number, unit, source, grade
    Explain {
        /// Scenario file
        scenario: PathBuf,
        /// Print as CSV
        #[arg(long)]
        csv: bool,
        /// Only rows whose place, words or source contain this text
        #[arg(long)]
        find: Option<String>,
    },
    /// Fit the factors marked `fitted_to` so that a steady year gives published figures back
    Fit {
        /// Scenario file
        scenario: PathBuf,
    },
    /// Move one uncertain number at a time to either end of its 8 in 10 range
    Sensitivity(commands::sensitivity::SensitivityArguments),
    /// Fit a council's own rates to published or own figures, with their uncertainty
    Calibrate(commands::calibrate::CalibrateArguments),
    /// Fit up to a year, project, and compare with what was published later
    Backtest(commands::backtest::BacktestArguments),
    /// Print the JSON Schema of a kind of file
    Schema {
        /// Which file
        #[arg(value_enum)]
        kind: commands::schema::Kind,
    },
    /// Run published cases with the engine's own code and compare
    Validate(commands::validate::ValidateArguments),
    /// Print the golden hash of this build
    Golden,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => commands::run::run(&arguments),
        Command::Report(arguments) => commands::report::report(&arguments),
        Command::Check { scenarios } => commands::check::check(&scenarios),
        Command::Explain { scenario, csv, find } => {
            commands::explain::explain(&scenario, csv, find.as_deref())
        }
        Command::Fit { scenario } => commands::fit::fit(&scenario),
        Command::Sensitivity(arguments) => commands::sensitivity::sensitivity(&arguments),
        Command::Calibrate(arguments) => commands::calibrate::calibrate(&arguments),
        Command::Backtest(arguments) => commands::backtest::backtest(&arguments),
        Command::Schema { kind } => commands::schema::schema(kind),
        Command::Validate(arguments) => commands::validate::validate(&arguments),
        Command::Golden => commands::print(&format!("{}\n", staircase_answers::golden::golden())),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}
