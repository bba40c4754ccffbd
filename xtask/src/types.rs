//! What is made from the engine's types and kept beside what reads it, so that this builds and is
//! read without a generator: the page's TypeScript of what crosses the door, and the keys of
//! scenario files.

use std::fs;

use anyhow::{Context, Result};

use crate::command::Task;
use crate::project::Project;

/// Files, and with what argument they are printed.
const FILES: [(&str, &[&str]); 2] =
    [("www/src/engine/generated/types.ts", &[]), ("crates/scenario/src/shape.json", &["shape"])];

/// What prints them: bindings/page/src/bin/page-types.rs.
const PRINT: [&str; 10] = [
    "run",
    "--quiet",
    "--profile",
    "types",
    "--package",
    "staircase-page",
    "--features=typescript",
    "--bin",
    "page-types",
    "--",
];

/// `cargo xtask types`.
pub fn write(project: &Project) -> Result<()> {
    for (file, arguments) in FILES {
        let (path, made) = (project.root.join(file), print(project, arguments)?);
        if fs::read_to_string(&path).is_ok_and(|there| there == made) {
            println!("  types        as they are in {file}");
            continue;
        }
        let folder = path.parent().context("a file is in a folder")?;
        fs::create_dir_all(folder)?;
        fs::write(&path, made).with_context(|| format!("writing {}", path.display()))?;
        println!("  types        written to {file}");
    }
    Ok(())
}

fn print(project: &Project, arguments: &[&str]) -> Result<String> {
    Task::cargo(project).args(PRINT).args(arguments).read()
}
