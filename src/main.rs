//! The command line: the same functions as the page, with files and progress bars.

#![forbid(unsafe_code)]

mod commands;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A microsimulation model of demand and cost in one English council's children's services
/// under different early help offers.
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
    /// Write a plain-English report on each option, with the same spending if support has no
    /// effect
    Report(commands::report::ReportArguments),
    /// Report every problem of a scenario's files at once
    Check {
        /// Scenario files (their parts are checked with them)
        #[arg(required = true)]
        scenarios: Vec<PathBuf>,
    },
    /// Print the assumptions register: every number, unit, source, grade
    #[command(alias = "assumptions")]
    Explain {
        /// Scenario file
        scenario: PathBuf,
        /// Print as CSV
        #[arg(long)]
        csv: bool,
        /// Only rows whose place, name or source contain this text
        #[arg(long)]
        find: Option<String>,
    },
    /// Calibrate factors marked `fitted_to` so that a steady-state year reproduces published figures
    Fit {
        /// Scenario file
        scenario: PathBuf,
    },
    /// One-way sensitivity analysis: set each uncertain number to its 10th and 90th percentile
    /// (tornado)
    Sensitivity(commands::sensitivity::SensitivityArguments),
    /// Bayesian calibration of a council's rates to published or own figures (posterior mode with
    /// a normal approximation)
    Calibrate(commands::calibrate::CalibrateArguments),
    /// Predictive validation: fit up to a year, project, and compare with later published figures
    Backtest(commands::backtest::BacktestArguments),
    /// List every English authority: the word that opens it, name, code, region
    List {
        /// Only those whose name, former name, code or region contains this text
        find: Option<String>,
    },
    /// Fit every English authority to its published figures, and project it from the past
    Authorities(commands::authorities::AuthoritiesArguments),
    /// Project one option of every English authority in paired runs, to one table
    Projections(commands::projections::ProjectionsArguments),
    /// Print the JSON Schema of a kind of file
    Schema {
        /// Which file
        #[arg(value_enum)]
        kind: commands::schema::Kind,
    },
    /// Verification: run published benchmarks with the engine's own code and compare. To check
    /// your own files, use `check`
    #[command(alias = "validate")]
    Verify(commands::validate::ValidateArguments),
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
        Command::List { find } => commands::authorities::list(find.as_deref()),
        Command::Authorities(arguments) => commands::authorities::authorities(&arguments),
        Command::Projections(arguments) => commands::projections::projections(&arguments),
        Command::Schema { kind } => commands::schema::schema(kind),
        Command::Verify(arguments) => commands::validate::validate(&arguments),
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
