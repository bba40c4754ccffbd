//! The page's TypeScript of what crosses the door, made from the engine's types and kept beside
//! the page, so that it builds and is read without compiling the engine.

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::command::Task;
use crate::project::Project;

/// Where the page has it.
const FILE: &str = "src/engine/generated/types.ts";

/// What prints it: bindings/page/src/typescript.rs.
const PRINT: [&str; 9] = [
    "run",
    "--quiet",
    "--profile",
    "types",
    "--package",
    "staircase-page",
    "--features=typescript",
    "--bin",
    "page-types",
];

/// `cargo xtask types`.
pub fn write(project: &Project) -> Result<()> {
    let (path, made) = (path(project), print(project)?);
    if fs::read_to_string(&path).is_ok_and(|there| there == made) {
        println!("  types        as they are in www/{FILE}");
        return Ok(());
    }
    let folder = path.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(&path, made).with_context(|| format!("writing {}", path.display()))?;
    println!("  types        written to www/{FILE}");
    Ok(())
}

/// The page has the types that the engine has.
pub fn check(project: &Project, _: &File) -> Result<()> {
    let there = fs::read_to_string(path(project)).unwrap_or_default();
    ensure!(
        there == print(project)?,
        "www/{FILE} is not as the engine's types are. Run `cargo xtask types` and commit the file."
    );
    Ok(())
}

fn path(project: &Project) -> PathBuf {
    project.www().join(FILE)
}

fn print(project: &Project) -> Result<String> {
    Task::cargo(project).args(PRINT).read()
}
