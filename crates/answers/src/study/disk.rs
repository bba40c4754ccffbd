//! A scenario opened from the disk.

use super::Study;
use staircase_scenario::Problem;
use staircase_scenario::load::from_disk;
use std::fmt;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a scenario on the disk could not be opened.
#[derive(Debug)]
pub enum Unopened {
    /// A file could not be read.
    File(PathBuf, Error),
    /// What is wrong in its files.
    Problems(Vec<Problem>),
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, error) if error.kind() == ErrorKind::NotFound => {
                write!(f, "Cannot open {}: no such file. Check the path.", path.display())
            }
            Self::File(path, error) => write!(f, "Cannot open {}: {error}.", path.display()),
            Self::Problems(problems) => {
                let count = problems.len();
                writeln!(f, "{count} problem{}:", if count == 1 { "" } else { "s" })?;
                problems.iter().try_for_each(|problem| writeln!(f, "  {problem}"))
            }
        }
    }
}

impl std::error::Error for Unopened {}

impl Study {
    /// Opens a scenario file on the disk, with or without `.toml`, and the parts that it names.
    ///
    /// # Errors
    /// A file that cannot be read, or every problem of the files.
    ///
    /// ```
    /// use staircase_answers::study::Study;
    ///
    /// let study = Study::open_path("../../scenarios/england-2025.toml")?;
    /// let option = study.option("half-as-many-again", None).expect("it is in the file");
    /// assert!(study.expected(&option).measures.len() > 2);
    /// assert!(Study::open_path("scenarios/no-such-file").is_err());
    /// # Ok::<(), staircase_answers::study::Unopened>(())
    /// ```
    pub fn open_path(path: impl AsRef<Path>) -> Result<Self, Unopened> {
        let read = from_disk(path.as_ref());
        let (main, files) = read.map_err(|(path, error)| Unopened::File(path, error))?;
        Self::open(&main, &files).map_err(Unopened::Problems)
    }
}
