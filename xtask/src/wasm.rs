//! The engine as WebAssembly: compiled by cargo, then made importable by wasm-bindgen.
//!
//! Twice: what the page needs at first view, and everything, which it loads when somebody asks
//! for what the first lacks. What runs the model is compiled for speed and the rest for size,
//! crate by crate (root Cargo.toml). `wasm-opt` has no part in it: it makes the file a twentieth
//! smaller and its download a tenth larger (docs/decisions/0080-two-modules.md).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::fresh;
use crate::project::Project;
use crate::toolchain::{Compiler, WASM};
use crate::version::locked;

/// What cargo calls the door.
const PACKAGE: &str = "staircase-page";

/// What it calls the file.
const LIBRARY: &str = "staircase_page";

/// One WebAssembly module.
#[derive(Debug)]
pub struct Module {
    /// What it is called on the terminal.
    title: &'static str,
    /// What its files are called.
    name: &'static str,
    /// What of the engine it holds: bindings/page/Cargo.toml.
    features: &'static str,
    /// How it is compiled: root Cargo.toml.
    profile: &'static str,
    /// Its folder below `target/`. Each has one of its own, because cargo gives both results the
    /// same name.
    target: &'static str,
    /// Its folder below `www/src/engine`.
    package: &'static str,
}

/// Both modules.
pub const MODULES: [Module; 2] = [
    Module {
        title: "engine",
        name: "staircase_engine",
        features: "",
        profile: "wasm",
        target: "wasm",
        package: "pkg",
    },
    Module {
        title: "extras",
        name: "staircase_extras",
        features: "extras",
        profile: "extras",
        target: "wasm-extras",
        package: "pkg-extras",
    },
];

/// Compiles a module; cargo itself knows what is unchanged.
pub fn compile(project: &Project, compiler: &Compiler, module: &Module) -> Result<PathBuf> {
    let target = project.root.join("target").join(module.target);
    let made = target.join(WASM).join(module.profile).join(format!("{LIBRARY}.wasm"));
    let before = fs::metadata(&made).and_then(|file| file.modified()).ok();
    if before.is_none() {
        println!("  {:<12} compiling, which takes a minute or two the first time", module.title);
    }
    compiler
        .cargo_build(project)
        .args(["--quiet", "--lib", "--package", PACKAGE, "--profile", module.profile])
        .args(["--features", module.features, "--target", WASM])
        .arg("--target-dir")
        .arg(target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(project))
        .run()
        .context("the engine does not compile for WebAssembly")?;
    let file = fs::metadata(&made)
        .with_context(|| format!("cargo wrote no {}: is `cdylib` missing?", made.display()))?;
    let unchanged = before.is_some() && before == file.modified().ok();
    println!("  {:<12} {}", module.title, if unchanged { "unchanged" } else { "compiled" });
    Ok(made)
}

/// Compiler flags: vector instructions, which every current browser has; and no folder names of
/// this machine in the file.
fn flags(project: &Project) -> String {
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
    .chain(["-Ctarget-feature=+simd128".to_owned()])
    .collect::<Vec<_>>()
    .join("\u{1f}")
}

/// Writes what the page imports, unless it is there already.
pub fn bind(project: &Project, module: &Module, compiled: &Path) -> Result<()> {
    let package = project.www().join("src/engine").join(module.package);
    let version = bindgen_version(project)?;
    let script = package.join(format!("{}.js", module.name));
    if fresh::newer(&script, &[compiled]) {
        println!("  bindings     unchanged");
        return Ok(());
    }
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name(module.name)
        .web(true)?
        .typescript(true)
        // Names of functions are a tenth of the file, and nobody on the page reads them.
        .remove_name_section(true)
        .generate(&package)
        .context("wasm-bindgen cannot read the compiled engine")?;
    println!("  bindings     written by wasm-bindgen {version}");
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
