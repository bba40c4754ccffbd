//! The engine as WebAssembly: compiled by cargo, then made importable by wasm-bindgen.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::Task;
use crate::fresh::{Inputs, Stamp};
use crate::project::Project;
use crate::toolchain::{Compiler, WASM};
use crate::version::locked;

/// What cargo calls the engine.
const LIBRARY: &str = "staircase_engine";

/// Compiles the engine; cargo itself knows what is unchanged.
pub fn compile(project: &Project, compiler: &Compiler) -> Result<PathBuf> {
    let made = project.wasm_target().join(WASM).join("wasm").join(format!("{LIBRARY}.wasm"));
    let before = fs::metadata(&made).and_then(|file| file.modified()).ok();
    if before.is_none() {
        println!("  engine       compiling, which takes a minute or two the first time");
    }
    compiler
        .cargo_build(project)
        .args(["--quiet", "--lib", "--package", "staircase", "--profile", "wasm"])
        .args(["--no-default-features", "--features", "web", "--target", WASM])
        .arg("--target-dir")
        .arg(project.wasm_target())
        .env("CARGO_ENCODED_RUSTFLAGS", same_paths_everywhere(project))
        .run()
        .context("the engine does not compile for WebAssembly")?;
    let file = fs::metadata(&made)
        .with_context(|| format!("cargo wrote no {}: is `cdylib` missing?", made.display()))?;
    let unchanged = before.is_some() && before == file.modified().ok();
    println!(
        "  engine       {}, {} kB",
        if unchanged { "unchanged" } else { "compiled" },
        file.len() / 1000
    );
    Ok(made)
}

/// Compiler flags that keep this machine's folder names out of the file.
fn same_paths_everywhere(project: &Project) -> String {
    let home = |variable: &str, folder: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| Some(std::env::home_dir()?.join(folder)))
    };
    [
        (home("CARGO_HOME", ".cargo"), "cargo"),
        (home("RUSTUP_HOME", ".rustup"), "rustup"),
        (Some(project.root.clone()), "staircase"),
    ]
    .into_iter()
    .filter_map(|(from, to)| Some(format!("--remap-path-prefix={}=/{to}", from?.display())))
    .collect::<Vec<_>>()
    .join("\u{1f}")
}

/// Writes the module that the page imports, unless it is there already.
pub fn bind(project: &Project, compiled: &Path) -> Result<()> {
    let package = project.engine_package();
    let optimiser = optimiser(project);
    let version = bindgen_version(project)?;
    let mark = Inputs::new()
        .text(&version)
        .text(if optimiser.is_some() { "optimised" } else { "as compiled" })
        .text("without names")
        .path(compiled)?
        .mark();
    let stamp = Stamp::at(project.stamps().join("bindings"));
    let result = package.join(format!("{LIBRARY}_bg.wasm"));
    if stamp.matches(&mark) && result.exists() && package.join(format!("{LIBRARY}.js")).exists() {
        println!("  bindings     unchanged");
        return Ok(());
    }
    stamp.forget();
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(true)
        // Names of functions are a tenth of the file, and nobody on the page reads them.
        .remove_name_section(true)
        .generate(&package)
        .context("wasm-bindgen cannot read the compiled engine")?;
    if let Some(optimiser) = &optimiser {
        optimise(optimiser, &result)?;
    }
    stamp.record(&mark)?;
    println!(
        "  bindings     written by wasm-bindgen {version}{}, {} kB",
        if optimiser.is_some() { " and wasm-opt" } else { "" },
        fs::metadata(&result)?.len() / 1000
    );
    Ok(())
}

/// The version of wasm-bindgen, which must be one and the same in the engine and in this program:
/// they share a format that changes with every version.
pub fn bindgen_version(project: &Project) -> Result<String> {
    let path = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let of = |name| locked(&lock, name).with_context(|| format!("Cargo.lock has no {name}"));
    let engine = of("wasm-bindgen")?;
    let tool = of("wasm-bindgen-cli-support")?;
    ensure!(
        engine == tool,
        "the engine uses wasm-bindgen {engine} and the build tool wasm-bindgen-cli-support {tool}: \
         write the same `=` version in Cargo.toml and xtask/Cargo.toml"
    );
    Ok(engine.to_owned())
}

/// wasm-opt, if the page's packages include it.
fn optimiser(project: &Project) -> Option<PathBuf> {
    let path = project.www().join("node_modules/.bin/wasm-opt");
    path.exists().then_some(path)
}

/// Makes a file smaller and faster in place, with the features that Rust's target has on.
fn optimise(optimiser: &Path, file: &Path) -> Result<()> {
    let features = [
        "bulk-memory",
        "bulk-memory-opt",
        "multivalue",
        "mutable-globals",
        "nontrapping-float-to-int",
        "reference-types",
        "sign-ext",
    ];
    Task::new(optimiser)
        .arg("-O3")
        .args(features.map(|name| format!("--enable-{name}")))
        .arg(file)
        .arg("-o")
        .arg(file)
        .run()
}
