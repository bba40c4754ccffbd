//! A set of files written as one: all of them, or none and what was there as it was.

use super::Failure;
use std::ffi::OsString;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// A file of a set: its name and what is in it.
pub type Content = (&'static str, Vec<u8>);

/// Writes a set into a folder, in place of the files called `old`.
///
/// Everything is first written into a new folder beside it. A folder that is not there yet
/// is that one, renamed. In one that is there, the old files are put aside and the new ones
/// take their places; if one of them cannot, every step is taken back.
pub fn write(folder: &Path, files: &[Content], old: &[String]) -> Result<(), Failure> {
    let unwritten = |(path, error)| Failure::Unwritten(path, error);
    // A name such as "results/." has no last part to name a sibling after.
    let there = fs::canonicalize(folder).ok();
    let target = there.clone().unwrap_or_else(|| folder.components().collect());
    let whole = |error| (target.clone(), error);
    let name = target.file_name().ok_or_else(|| whole(Error::from(ErrorKind::InvalidInput)));
    let name = name.map_err(unwritten)?.to_owned();
    let parent = target.parent().unwrap_or(Path::new("")).to_owned();
    if let Some(there) = &there {
        // A folder within, so that all renames stay on one disk.
        let new = Temporary::new(there, &name, "new").map_err(unwritten)?;
        new.fill(files).map_err(unwritten)?;
        let aside = Temporary::new(there, &name, "old").map_err(unwritten)?;
        return replace(there, &new.0, &aside.0, files, old).map_err(unwritten);
    }
    let made = first_missing(&parent);
    let result = Temporary::new(&parent, &name, "new").and_then(|new| {
        new.fill(files)?;
        fs::rename(&new.0, &target).map_err(whole)
    });
    if let (Err(_), Some(made)) = (&result, made) {
        // Only folders made for this set, and only if they are empty.
        let mut empty = Some(parent.as_path());
        while let Some(own) = empty.filter(|own| own.starts_with(&made)) {
            let _ = fs::remove_dir(own);
            empty = own.parent();
        }
    }
    result.map_err(unwritten)
}

/// Writes one file, whole or not at all.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let stop = |error| Failure::File(path.to_owned(), error);
    let name = path.file_name().ok_or_else(|| stop(Error::from(ErrorKind::InvalidInput)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let new = Temporary::new(folder, &name.to_owned(), "new");
    let new = new.map_err(|(path, error)| Failure::File(path, error))?;
    let own = new.0.join(name);
    fs::write(&own, content).and_then(|()| fs::rename(&own, path)).map_err(stop)
}

/// What could not be done, and where.
type Stop = (PathBuf, Error);

/// A folder that is gone when its work is done, or cannot be done.
struct Temporary(PathBuf);

impl Temporary {
    fn new(within: &Path, name: &OsString, what: &str) -> Result<Self, Stop> {
        let mut own = OsString::from(".");
        own.push(name);
        own.push(format!("-{what}-{}", std::process::id()));
        let path = within.join(own);
        fs::create_dir_all(&path).map_err(|error| (within.to_owned(), error))?;
        Ok(Self(path))
    }

    fn fill(&self, files: &[Content]) -> Result<(), Stop> {
        files.iter().try_for_each(|(file, content)| {
            let path = self.0.join(file);
            fs::write(&path, content).map_err(|error| (PathBuf::from(file), error))
        })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The topmost part of a path that is not there.
fn first_missing(path: &Path) -> Option<PathBuf> {
    let missing = path.ancestors().filter(|it| !it.as_os_str().is_empty() && !it.exists());
    missing.last().map(Path::to_owned)
}

/// Puts the old files aside and the new ones in their places, or takes every step back.
fn replace(
    folder: &Path,
    new: &Path,
    aside: &Path,
    files: &[Content],
    old: &[String],
) -> Result<(), Stop> {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let gone = old.iter().map(String::as_str).filter(|name| !names.contains(name));
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut step = |from: PathBuf, to: PathBuf| match fs::rename(&from, &to) {
        Ok(()) => {
            moved.push((from, to));
            Ok(())
        }
        Err(error) => Err(error),
    };
    let all: Vec<&str> = names.iter().copied().chain(gone).collect();
    let result = all.iter().try_for_each(|name| {
        let place = folder.join(name);
        let stop = |error| (place.clone(), error);
        if place.is_dir() {
            return Err(stop(Error::from(ErrorKind::IsADirectory)));
        }
        if place.symlink_metadata().is_ok() {
            step(place.clone(), aside.join(name)).map_err(stop)?;
        }
        if names.contains(name) {
            step(new.join(name), place.clone()).map_err(stop)
        } else {
            Ok(())
        }
    });
    if result.is_err() {
        for (from, to) in moved.iter().rev() {
            let _ = fs::rename(to, from);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(name: &str) -> PathBuf {
        let own = format!("staircase-set-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(own);
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn listed(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn set(files: &[(&'static str, &str)]) -> Vec<Content> {
        files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect()
    }

    /// Fails if a set is not whole, a file of the set before is left, or somebody else's is
    /// touched.
    #[test]
    fn a_set_takes_the_place_of_the_one_before() {
        let folder = fresh("whole").join("deep/er");
        write(&folder, &set(&[("a", "1"), ("b", "1")]), &[]).expect("a new folder");
        fs::write(folder.join("notes.txt"), "own").expect("a file");
        let old = ["a", "b"].map(str::to_owned);
        write(&folder, &set(&[("a", "2"), ("c", "2")]), &old).expect("again");
        assert_eq!(listed(&folder), ["a", "c", "notes.txt"]);
        assert_eq!(fs::read_to_string(folder.join("a")).expect("a file"), "2");
    }

    /// Fails if a file that cannot be replaced leaves a mix, or anything that was not there.
    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = fresh("fails");
        write(&folder, &set(&[("a", "1"), ("b", "1")]), &[]).expect("a new folder");
        fs::create_dir(folder.join("c")).expect("a folder in a file's place");
        let failure = write(&folder, &set(&[("a", "2"), ("c", "2")]), &["b".to_owned()]);
        assert!(matches!(failure, Err(Failure::Unwritten(path, _)) if path.ends_with("c")));
        assert_eq!(listed(&folder), ["a", "b", "c"]);
        assert_eq!(fs::read_to_string(folder.join("a")).expect("a file"), "1");

        // A file where a folder should be: nothing is made beside it.
        let under = folder.join("a").join("results");
        assert!(write(&under, &set(&[("a", "2")]), &[]).is_err());
        assert_eq!(listed(&folder), ["a", "b", "c"]);
        assert!(write(&folder.join("a"), &set(&[("a", "2")]), &[]).is_err());
        assert_eq!(fs::read_to_string(folder.join("a")).expect("a file"), "1");
    }
}
