//! One hash over many results of shipped scenarios: equal in debug and release, on
//! one thread and many, natively and in WebAssembly.

use crate::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_numerics::chance::mix;
use staircase_scenario::Files;
use staircase_scenario::shipped::shipped;

/// Folds the bits of numbers into a hash; order matters.
#[must_use]
pub fn fold(hash: u64, numbers: &[f64]) -> u64 {
    numbers.iter().fold(hash, |hash, number| mix(hash.rotate_left(5) ^ number.to_bits()))
}

/// The illustrative authority with a front door: classes, streams, routes of evidence
/// and waiting lines, none of which the first scenario has.
fn wider() -> (&'static str, Files) {
    let council = concat!(
        include_str!("../../../scenarios/councils/england-2025.toml"),
        include_str!("golden.toml")
    );
    let files = [
        ("england-2025.toml", include_str!("../../../scenarios/england-2025.toml")),
        ("frameworks/national.toml", include_str!("../../../scenarios/frameworks/national.toml")),
        ("councils/england-2025.toml", council),
        (
            "defaults/england-2025.toml",
            include_str!("../../../scenarios/defaults/england-2025.toml"),
        ),
        ("options/england-2025.toml", include_str!("../../../scenarios/options/england-2025.toml")),
        ("money/england.toml", include_str!("../../../scenarios/money/england.toml")),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
    ("england-2025.toml", files)
}

/// Options of a scenario that are folded in: every kind of change is among the first.
const MOST: usize = 6;

/// Where folding starts.
pub const START: u64 = 1;

/// The hash, as 16 hexadecimal digits.
#[must_use]
pub fn golden() -> String {
    let mut hash = START;
    for ((main, files), draws) in [(shipped(), 2), (wider(), 2)] {
        let Ok(study) = Study::open(main, &files) else {
            return format!("{main} does not open");
        };
        hash = fold_study(hash, &study, draws);
    }
    written(hash)
}

/// Folds in the expected-value path and a few draws with sampled parameters, of the
/// baseline and of the first options.
#[must_use]
pub fn fold_study(hash: u64, study: &Study, draws: u64) -> u64 {
    let all = &study.model.scenario.options;
    let options = &all[..all.len().min(MOST)];
    let path = |option| study.path(&study.model.plan(option));
    let mut hash = options.iter().fold(hash, |hash, option| fold(hash, &path(option)));
    let simulator = study.simulator(2019, Parameters::Sampled);
    for draw in 0..draws {
        for record in simulator.draw(draw, options) {
            hash = fold(hash, &record);
        }
    }
    hash
}

/// The hash as people compare it.
#[must_use]
pub fn written(hash: u64) -> String {
    format!("{hash:016x}")
}
