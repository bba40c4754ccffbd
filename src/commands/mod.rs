//! One module a command. Exit codes: 0 done, 1 a problem in the input,
//! 2 a wrong call (from the argument parser), 3 files could not be read or written,
//! 4 done, but the result must not be used.

pub mod authorities;
pub mod backtest;
pub mod calibrate;
pub mod check;
pub mod explain;
pub mod fit;
mod past;
pub mod projections;
pub mod report;
pub mod run;
pub mod schema;
pub mod sensitivity;
mod set;
mod typed;
pub mod validate;
mod written;

use staircase_answers::study::{Study, Unopened};
use staircase_reporting::csv::csv;
use staircase_reporting::table::Table;
use staircase_scenario::Problem;
use staircase_scenario::grouped::Grouped;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// The input has problems.
    Input(Vec<Problem>),
    /// A call that cannot be carried out, in words.
    Call(String),
    /// Carried out, but the result must not be used: why, in words.
    Doubt(String),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
    /// A set of results could not be written at this file, and none of it was.
    Unwritten(PathBuf, std::io::Error),
}

impl Failure {
    /// The exit code that says so.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Input(_) | Self::Call(_) => ExitCode::from(1),
            Self::File(..) | Self::Unwritten(..) => ExitCode::from(3),
            Self::Doubt(_) => ExitCode::from(4),
        }
    }
}

impl From<Unopened> for Failure {
    fn from(why: Unopened) -> Self {
        match why {
            Unopened::File(path, error) => Self::File(path, error),
            Unopened::Problems(problems) => Self::Input(problems),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(problems) => write!(f, "{}", Grouped::new(problems)),
            Self::Call(words) | Self::Doubt(words) => write!(f, "{words}"),
            Self::File(path, error) if error.kind() == ErrorKind::NotFound => {
                write!(f, "Cannot open {}: no such file or folder. Check the path.", path.display())
            }
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Unwritten(path, error) => write!(
                f,
                "The results are not written: {}: {error}. What was there is unchanged. Close or \
                 move what is in the way, or name another folder with --out.",
                path.display()
            ),
        }
    }
}

/// Prints text. A reader that has seen enough and closed its end is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Call(format!("The output cannot be written: {error}.")))
        }
        _ => Ok(()),
    }
}

/// A table as CSV.
pub fn csv_of(table: &Table) -> Result<String, Failure> {
    csv(table).map_err(|error| Failure::Call(error.to_string()))
}

/// Prints a table as CSV.
pub fn print_csv(table: &Table) -> Result<(), Failure> {
    print(&csv_of(table)?)
}

/// Opens a scenario for questions: a file, or an authority by name.
pub fn open(path: &Path) -> Result<Study, Failure> {
    let (main, files) = authorities::files(path)?;
    Study::open(&main, &files).map_err(Failure::Input)
}
