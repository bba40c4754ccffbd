//! One module a command. Exit codes: 0 done, 1 a problem in the input,
//! 2 a wrong call (from the argument parser), 3 files could not be read or written.

pub mod backtest;
pub mod calibrate;
pub mod check;
pub mod explain;
pub mod fit;
pub mod report;
pub mod run;
pub mod schema;
pub mod sensitivity;
pub mod validate;
mod written;

use clap::builder::TypedValueParser;
use staircase_engine::scenario::{Files, Problem};
use staircase_engine::study::{MOST_DRAWS, Study};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A number of draws on the command line.
pub fn draws() -> impl TypedValueParser<Value = u64> {
    // Read with its sign, so that a refusal names the range.
    clap::value_parser!(i64).range(1..=MOST_DRAWS as i64).map(i64::unsigned_abs)
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// The input has problems.
    Input(Vec<Problem>),
    /// A call that cannot be carried out, in words.
    Call(String),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
}

impl Failure {
    /// The exit code that says so.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Input(_) | Self::Call(_) => ExitCode::from(1),
            Self::File(..) => ExitCode::from(3),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(problems) => {
                let count = problems.len();
                writeln!(f, "{count} problem{}:", if count == 1 { "" } else { "s" })?;
                for problem in problems {
                    writeln!(f, "  {problem}")?;
                }
                Ok(())
            }
            Self::Call(words) => write!(f, "{words}"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

/// The scenario file (with or without `.toml`) and every file it refers to, by
/// path relative to its folder.
pub fn read_files(path: &Path) -> Result<(String, Files), Failure> {
    let path = if path.exists() || path.extension().is_some() {
        path.to_owned()
    } else {
        path.with_extension("toml")
    };
    let read = |path: &Path| {
        std::fs::read(path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|error| Failure::File(path.to_owned(), error))
    };
    let text = read(&path)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let main = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = Files::new();
    for part in staircase_engine::scenario::load::parts(&text) {
        let place = folder.join(&part);
        // A part that is not there is reported by name with the other problems.
        if place.exists() {
            files.insert(part, read(&place)?);
        }
    }
    files.insert(main.clone(), text);
    Ok((main, files))
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

/// Opens a scenario for questions.
pub fn open(path: &Path) -> Result<Study, Failure> {
    let (main, files) = read_files(path)?;
    Study::open(&main, &files).map_err(Failure::Input)
}
