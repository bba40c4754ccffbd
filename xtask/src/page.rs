//! The whole build: from the engine's source and the page's source to `www/dist`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use crate::command::Task;
use crate::fresh;
use crate::project::Project;
use crate::toolchain::Compiler;
use crate::{node, wasm};

/// What the page may read besides its own folder: scenarios it ships with, pages it links to, the
/// project's version.
const ALSO_READ: [&str; 4] = ["scenarios", "docs", "CHANGELOG.md", "Cargo.toml"];

/// Prints how much a visitor downloads.
const SIZES: &str = "tests/browser/sizes.mjs";

/// Makes `www/dist`, skipping every step whose inputs are unchanged.
pub fn build(project: &Project) -> Result<()> {
    let started = Instant::now();
    let _lock = fresh::only_build(project)?;
    println!("Building Staircase");
    // Checked first, so that a slip in a version number costs a second and not a minute.
    wasm::bindgen_version(project)?;
    let compiler = Compiler::find(project)?;
    node::prepare(project)?;
    for module in &wasm::MODULES {
        let compiled = wasm::compile(project, &compiler, module)?;
        wasm::bind(project, module, &compiled)?;
    }
    bundle(project)?;
    Task::new("node").arg(SIZES).folder(&project.root).run()?;
    println!("Built www/dist in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Lets Vite write the page, unless nothing it reads has changed.
fn bundle(project: &Project) -> Result<()> {
    let read: Vec<PathBuf> = ALSO_READ.map(|name| project.root.join(name)).into();
    let www = project.www();
    let inputs: Vec<&Path> = read.iter().map(PathBuf::as_path).chain([www.as_path()]).collect();
    if fresh::newer(&project.dist().join("index.html"), &inputs) {
        println!("  page         unchanged");
        return Ok(());
    }
    Task::npm(project).args(["run", "--silent", "build"]).run()?;
    println!("  page         written to www/dist");
    Ok(())
}
