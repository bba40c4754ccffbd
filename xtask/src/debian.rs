//! Installing what is missing, on Debian and its relatives, when run as root.

use std::path::Path;

use anyhow::{Context, Result};

use crate::command::Task;

/// Whether packages can be installed without asking anyone.
pub fn can_install() -> bool {
    let root = Task::new("id").arg("-u").read().is_ok_and(|id| id.trim() == "0");
    root && Path::new("/usr/bin/apt-get").exists()
}

/// Installs packages by name, without what they merely recommend.
pub fn install(packages: &[&str]) -> Result<()> {
    println!("  installing Debian packages: {}", packages.join(" "));
    apt_get(&["update"])?;
    let options = ["install", "--yes", "--no-install-recommends"];
    apt_get(&[&options, packages].concat())
        .with_context(|| format!("cannot install {}", packages.join(" ")))
}

/// The highest number NN among the packages called `lld-NN`.
pub fn newest_linker() -> Option<u32> {
    let names =
        Task::new("apt-cache").args(["search", "--names-only", "^lld-[0-9]+$"]).read().ok()?;
    highest_suffix(&names, "lld-")
}

/// The highest NN among the words `<prefix>NN` that begin the lines of a text.
pub fn highest_suffix(lines: &str, prefix: &str) -> Option<u32> {
    lines
        .lines()
        .filter_map(|line| line.split_whitespace().next()?.strip_prefix(prefix)?.parse().ok())
        .max()
}

/// Runs apt-get, waiting for another one that may be running; its output shows only on failure.
fn apt_get(arguments: &[&str]) -> Result<()> {
    Task::new("apt-get")
        .args(["-o", "DPkg::Lock::Timeout=300", "--quiet"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .read()
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_linker_is_the_highest_number_and_not_the_last_word() {
        let names = "lld-13 - LLVM linker\nlld-22 - LLVM linker\nlld-9 - LLVM linker\n";
        assert_eq!(highest_suffix(names, "lld-"), Some(22));
        assert_eq!(highest_suffix("", "lld-"), None);
    }
}
