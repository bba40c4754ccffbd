//! A scenario that comes with the program, for examples and tests that open no file.

use crate::Files;

/// Path of the shipped scenario, and its files.
#[must_use]
pub fn shipped() -> (&'static str, Files) {
    let files = [
        ("rotherham-2019.toml", include_str!("../../../scenarios/rotherham-2019.toml")),
        ("frameworks/rotherham.toml", include_str!("../../../scenarios/frameworks/rotherham.toml")),
        (
            "councils/rotherham-2019.toml",
            include_str!("../../../scenarios/councils/rotherham-2019.toml"),
        ),
        (
            "defaults/england-2025.toml",
            include_str!("../../../scenarios/defaults/england-2025.toml"),
        ),
        (
            "options/rotherham-2019.toml",
            include_str!("../../../scenarios/options/rotherham-2019.toml"),
        ),
        ("money/england.toml", include_str!("../../../scenarios/money/england.toml")),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
    ("rotherham-2019.toml", files)
}
