//! What may be skipped: a step leaves a stamp of everything it read, and is run again only when
//! that has changed or when what it made has gone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;

/// Names of folders that hold results, not inputs.
const RESULTS: [&str; 4] = ["node_modules", "dist", "target", ".git"];

/// A short mark of the contents of files and of other text that a step depends on.
///
/// A different Rust may compute a different mark for the same inputs: then a step runs once more
/// than it had to.
#[derive(Debug, Default)]
pub struct Inputs(DefaultHasher);

impl Inputs {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text, such as a version.
    pub fn text(mut self, text: &str) -> Self {
        self.0.write(text.as_bytes());
        self.0.write_u8(0xff);
        self
    }

    /// Adds a file, or every file in a folder, by name and content. What does not exist counts as
    /// empty.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        let mut files = BTreeSet::new();
        collect(path, &mut files)?;
        for file in files {
            let content = match fs::read(&file) {
                Ok(content) => content,
                // Another program may delete a temporary file between listing and reading.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => {
                    return Err(error).with_context(|| format!("reading {}", file.display()));
                }
            };
            self = self.text(&file.to_string_lossy());
            self.0.write_usize(content.len());
            self.0.write(&content);
        }
        Ok(self)
    }

    /// The mark.
    pub fn mark(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Adds the files at or below a path.
fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.insert(path.to_path_buf());
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if !RESULTS.iter().any(|name| entry.file_name() == *name) {
                collect(&entry.path(), files)?;
            }
        }
    }
    Ok(())
}

/// The memory of one step: a file that holds the mark of the inputs of its last success.
#[derive(Debug)]
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The stamp kept in a file.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Whether the step last succeeded with these inputs.
    pub fn matches(&self, mark: &str) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|last| last == mark)
    }

    /// Records a success; call only after the step is complete.
    pub fn record(&self, mark: &str) -> Result<()> {
        fs::write(&self.path, mark).with_context(|| format!("writing {}", self.path.display()))
    }

    /// Forgets the last success; call before a step begins to replace what it made.
    pub fn forget(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Lets one build run at a time; a second one waits. Released when the value is dropped.
pub fn only_build(project: &Project) -> Result<File> {
    let lock = File::create(project.stamps().join("lock"))?;
    if lock.try_lock().is_err() {
        println!("  waiting for another build of this project to finish");
        lock.lock()?;
    }
    Ok(lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(folder: &Path) -> String {
        Inputs::new().path(folder).unwrap().mark()
    }

    #[test]
    fn a_mark_changes_with_names_and_contents_but_not_with_results() {
        let folder = std::env::temp_dir().join(format!("staircase-fresh-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(folder.join("a"), "one").unwrap();
        let first = mark(&folder);
        assert_eq!(first, mark(&folder));
        fs::write(folder.join("node_modules/b"), "two").unwrap();
        assert_eq!(first, mark(&folder));
        fs::write(folder.join("a"), "other").unwrap();
        let changed = mark(&folder);
        assert_ne!(first, changed);
        fs::rename(folder.join("a"), folder.join("c")).unwrap();
        assert_ne!(changed, mark(&folder));

        let stamp = Stamp::at(folder.join("stamp"));
        assert!(!stamp.matches(&first));
        stamp.record(&first).unwrap();
        assert!(stamp.matches(&first));
        stamp.forget();
        assert!(!stamp.matches(&first));
        fs::remove_dir_all(&folder).unwrap();
    }
}
