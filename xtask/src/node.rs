//! Node.js, npm and the page's packages.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::command::Task;
use crate::debian;
use crate::fresh;
use crate::project::Project;
use crate::version::Version;

/// The oldest Node.js that the page's tools accept.
const NEEDED: Version = Version(20, 19, 0);

/// Installs the page's packages exactly as `package-lock.json` lists them, unless that is done.
pub fn prepare(project: &Project) -> Result<()> {
    let www = project.www();
    let lock = www.join("package-lock.json");
    ensure!(
        lock.exists(),
        "www/package-lock.json is missing: run `npm install` in www and commit what it writes"
    );
    let node = find(project)?;
    // npm writes this file when it has installed them all.
    let installed = www.join("node_modules/.package-lock.json");
    if fresh::newer(&installed, &[&lock]) {
        println!("  packages     unchanged (Node.js {node})");
        return Ok(());
    }
    Task::npm(project).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).run()?;
    println!("  packages     installed with npm (Node.js {node})");
    Ok(())
}

/// The version of a Node.js that will do, with npm beside it; installed if need be.
fn find(project: &Project) -> Result<Version> {
    let version = || Version::of_program(Path::new("node")).ok();
    let npm = || Task::npm(project).arg("--version").read().is_ok();
    if (version().is_none() || !npm()) && debian::can_install() {
        debian::install(&["nodejs", "npm"])?;
    }
    let found = version().filter(|_| npm());
    let advice = format!("install Node.js {NEEDED} or newer, with npm, from https://nodejs.org");
    let Some(found) = found else { anyhow::bail!("Node.js or npm is missing: {advice}") };
    ensure!(found >= NEEDED, "Node.js {found} is too old: {advice}");
    Ok(found)
}
