//! What the tests share: the shipped scenario, random ones, and what must hold of both.

pub mod holds;
pub mod random;
pub mod reads;
pub mod sketch;

use staircase_answers::study::Study;
use staircase_scenario::shipped::shipped;
use staircase_scenario::{Files, load};
use std::path::{Path, PathBuf};

/// The shipped scenario, opened.
pub fn rotherham() -> Study {
    let (main, files) = shipped();
    Study::open(main, &files).expect("the shipped scenario is good")
}

/// A scenario file from the disk with the parts that it names: its name, and all files.
pub fn from_disk(path: &Path) -> (String, Files) {
    load::from_disk(path).unwrap_or_else(|(path, error)| panic!("{}: {error}", path.display()))
}

/// Every scenario that ships, opened, by the name of its file.
pub fn every_shipped() -> Vec<(String, Study)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7, "{paths:?}");
    let open = |path: &PathBuf| {
        let (main, files) = from_disk(path);
        let study = Study::open(&main, &files);
        let study = study.unwrap_or_else(|problems| panic!("{main}: {problems:?}"));
        (main, study)
    };
    paths.iter().map(open).collect()
}

/// Every file in folders, given from the root of the project, and below them.
pub fn files_below(folders: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

/// The shipped files with some text replaced. Fails if the text is not there.
pub fn changed(file: &str, from: &str, to: &str) -> (&'static str, Files) {
    let (main, mut files) = shipped();
    let text = files.get_mut(file).expect("a shipped file");
    assert!(text.contains(from), "{from:?} is not in {file}");
    *text = text.replacen(from, to, 1);
    (main, files)
}

/// The shipped scenario with text added at the end of one of its files.
pub fn shipped_with(file: &str, text: &str) -> Study {
    let (main, mut files) = shipped();
    files.get_mut(file).expect("a shipped file").push_str(text);
    Study::open(main, &files).unwrap_or_else(|problems| {
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", words.join("\n"))
    })
}

/// Path of the council's file.
pub const COUNCIL: &str = "councils/rotherham-2019.toml";
/// Path of the shared defaults' file.
pub const DEFAULTS: &str = "defaults/england-2025.toml";
/// Path of the options' file.
pub const OPTIONS: &str = "options/rotherham-2019.toml";
/// Path of the framework's file.
pub const FRAMEWORK: &str = "frameworks/rotherham.toml";
/// Path of the scenario's file.
pub const MAIN: &str = "rotherham-2019.toml";
