//! What the tests of the shipped scenario share.
#![allow(dead_code)]

use staircase_engine::golden::shipped;
use staircase_engine::scenario::Files;
use staircase_engine::study::Study;

/// The shipped scenario, opened.
pub fn rotherham() -> Study {
    let (main, files) = shipped();
    Study::open(main, &files).expect("the shipped scenario is good")
}

/// The shipped files with some text replaced. Fails if the text is not there.
pub fn changed(file: &str, from: &str, to: &str) -> (&'static str, Files) {
    let (main, mut files) = shipped();
    let text = files.get_mut(file).expect("a shipped file");
    assert!(text.contains(from), "{from:?} is not in {file}");
    *text = text.replacen(from, to, 1);
    (main, files)
}

/// Path of the council's file.
pub const COUNCIL: &str = "councils/rotherham-2019.toml";
/// Path of the options' file.
pub const OPTIONS: &str = "options/rotherham-2019.toml";
/// Path of the framework's file.
pub const FRAMEWORK: &str = "frameworks/rotherham.toml";
/// Path of the scenario's file.
pub const MAIN: &str = "rotherham-2019.toml";

/// Draws for a statistical test: a debug build is an order of magnitude slower.
pub fn draws(release: u64) -> u64 {
    if cfg!(debug_assertions) { release / 20 } else { release }
}
