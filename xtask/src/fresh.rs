//! What may be skipped: a step whose result is newer than everything it read.

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use crate::project::Project;

/// Names of folders that hold results, not inputs.
const RESULTS: [&str; 4] = ["node_modules", "dist", "target", ".git"];

/// Whether a file is there and no input, file or folder, has changed since it was written.
pub fn newer(result: &Path, inputs: &[&Path]) -> bool {
    let written = |path: &Path| fs::metadata(path).and_then(|it| it.modified());
    let Ok(made) = written(result) else { return false };
    inputs.iter().all(|input| latest(input).is_some_and(|changed| changed < made))
}

/// When something at or below a path last changed; a folder changes when a file in it goes.
fn latest(path: &Path) -> Option<SystemTime> {
    let mut last = fs::metadata(path).ok()?.modified().ok()?;
    if path.is_dir() {
        for entry in fs::read_dir(path).ok()? {
            let entry = entry.ok()?;
            if !RESULTS.iter().any(|name| entry.file_name() == *name) {
                last = last.max(latest(&entry.path())?);
            }
        }
    }
    Some(last)
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
    use std::time::Duration;

    /// Fails if a change, a new file or a lost one is not noticed, or a result counts as input.
    #[test]
    fn a_result_is_newer_until_something_it_read_changes() {
        let folder = std::env::temp_dir().join(format!("staircase-fresh-{}", std::process::id()));
        let (source, result) = (folder.join("source"), folder.join("result"));
        fs::create_dir_all(source.join("node_modules")).unwrap();
        fs::write(source.join("a"), "one").unwrap();
        assert!(!newer(&result, &[&source]));
        let later = |seconds| SystemTime::now() + Duration::from_secs(seconds);
        let touch = |path: &Path, seconds| {
            File::open(path).unwrap().set_modified(later(seconds)).unwrap();
        };
        fs::write(&result, "made").unwrap();
        touch(&result, 10);
        assert!(newer(&result, &[&source]));
        touch(&source.join("node_modules"), 20);
        assert!(newer(&result, &[&source]));
        touch(&source.join("a"), 20);
        assert!(!newer(&result, &[&source]));
        assert!(!newer(&result, &[&folder.join("lost")]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
