//! Version numbers, as programs print them and as `Cargo.lock` records them.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};

use crate::command::Task;

/// Major, minor and patch number, compared in that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// The first number with a dot in a text: `v20.20.2`, `rustc 1.95.0 (…)`, `"1.89"`.
    pub fn first_in(text: &str) -> Option<Self> {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .find(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains('.'))
            .and_then(|part| {
                let mut numbers = part.split('.').map(str::parse);
                let major = numbers.next()?.ok()?;
                let minor = numbers.next()?.ok()?;
                Some(Self(major, minor, numbers.next().and_then(Result::ok).unwrap_or(0)))
            })
    }

    /// What a program answers to `--version`.
    pub fn of_program(program: &Path) -> Result<Self> {
        let text = Task::new(program).arg("--version").read()?;
        Self::first_in(&text)
            .with_context(|| format!("{} printed no version: {text}", program.display()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// The version of a package in the text of a `Cargo.lock`.
pub fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    let name = format!("name = \"{package}\"");
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        assert_eq!(Version::first_in("v20.19.0"), Some(Version(20, 19, 0)));
        assert_eq!(Version::first_in("rustc 1.95.0 (598 2026-04-14)"), Some(Version(1, 95, 0)));
        assert_eq!(Version::first_in("\"1.89\""), Some(Version(1, 89, 0)));
        assert_eq!(Version::first_in("no number"), None);
        assert!(Version(1, 100, 0) > Version(1, 89, 2));
    }

    #[test]
    fn locked_versions_are_of_the_exact_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"0.2.2\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked(lock, "wasm-bindgen-cli-support"), Some("0.2.2"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
