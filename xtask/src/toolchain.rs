//! Which compiler makes WebAssembly.
//!
//! Usually the Rust in use, once `rustup target add wasm32-unknown-unknown` has fetched the
//! target's standard library. Where that cannot be had, Debian's newer Rust (`rustc-web`, kept up
//! to date for browsers) with its source of the standard library, which cargo then compiles too.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::command::Task;
use crate::debian;
use crate::project::Project;
use crate::version::Version;

/// The target's name.
pub const WASM: &str = "wasm32-unknown-unknown";

/// How long rustup may take to fetch the target.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where Debian's Rust is.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// What the calling cargo and the user's settings tell a compiler, and must not tell this one.
const INHERITED: [&str; 8] = [
    "RUSTUP_TOOLCHAIN",
    "LD_LIBRARY_PATH",
    "CARGO",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
];

/// A compiler that can make WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiler {
    /// The Rust in use, which has the target's standard library.
    InUse,
    /// Debian's Rust, which compiles the standard library from source.
    Debian {
        /// Name of LLVM's linker for WebAssembly, such as `wasm-ld-22`.
        linker: String,
    },
}

impl Compiler {
    /// Finds a compiler, installing one if need be, and says which.
    pub fn find(project: &Project) -> Result<Self> {
        let memory = project.stamps().join("wasm-compiler");
        if target_is_installed()? {
            println!("  compiler     the Rust in use, which has {WASM}");
            return Ok(Self::InUse);
        }
        let known_to_need_debian = fs::read_to_string(&memory).is_ok_and(|way| way == "debian");
        if !known_to_need_debian && rustup_adds_target()? {
            println!("  compiler     the Rust in use; rustup has just added {WASM}");
            return Ok(Self::InUse);
        }
        let compiler = Self::debian(project)?;
        fs::write(memory, "debian")?;
        println!(
            "  compiler     Debian's Rust {}, with the standard library from source",
            Version::of_program(Path::new(DEBIAN_RUSTC))?
        );
        Ok(compiler)
    }

    /// `cargo build`, set up for this compiler, with the flags that make it work.
    pub fn cargo_build(&self, project: &Project) -> Task {
        match self {
            Self::InUse => Task::cargo(project).without_env(&INHERITED[3..]).arg("build"),
            Self::Debian { linker } => Task::new(DEBIAN_CARGO)
                .folder(&project.root)
                .without_env(&INHERITED)
                .env("RUSTC", DEBIAN_RUSTC)
                // Allows -Zbuild-std in a stable compiler; no source here uses unstable features.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .args(["build", "-Zbuild-std=std,panic_abort"]),
        }
    }

    /// Debian's Rust and linker, installed if need be.
    fn debian(project: &Project) -> Result<Self> {
        let needed = project.rust_needed()?;
        if !debian_rust_is(needed) {
            ensure!(debian::can_install(), NEEDED);
            debian::install(&["rustc-web", "cargo-web", "rust-web-src"])?;
            ensure!(debian_rust_is(needed), "Debian's Rust is older than {needed}. {NEEDED}");
        }
        if linker().is_none() {
            ensure!(debian::can_install(), NEEDED);
            let newest = debian::newest_linker()
                .map_or_else(|| "lld".to_owned(), |number| format!("lld-{number}"));
            debian::install(&[&newest])?;
        }
        let linker = linker();
        ensure!(linker.is_some(), "no wasm-ld in /usr/bin after installing lld. {NEEDED}");
        Ok(Self::Debian { linker: linker.unwrap_or_default() })
    }
}

/// What to do where nothing can be installed.
const NEEDED: &str = "To compile for WebAssembly, install the target with \
    `rustup target add wasm32-unknown-unknown`; or, on Debian, as root: \
    `apt-get install rustc-web cargo-web rust-web-src lld-NN` (the highest NN there is)";

/// Whether the Rust in use has the target's standard library.
fn target_is_installed() -> Result<bool> {
    let sysroot = Task::new("rustc").args(["--print", "sysroot"]).read()?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir())
}

/// Whether Debian's Rust is there with its source, and new enough.
fn debian_rust_is(needed: Version) -> bool {
    let files = [DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_SOURCE];
    files.iter().all(|file| Path::new(file).exists())
        && Version::of_program(Path::new(DEBIAN_RUSTC)).is_ok_and(|found| found >= needed)
}

/// Asks rustup for the target. Without a network this fails or hangs, so its time is limited.
fn rustup_adds_target() -> Result<bool> {
    if Task::new("rustup").arg("--version").read().is_err() {
        return Ok(false);
    }
    println!("  asking rustup for {WASM}, for at most {} s", PATIENCE.as_secs());
    let added = Task::new("rustup").args(["target", "add", WASM]).quiet().run_within(PATIENCE);
    if let Err(error) = added {
        println!("  rustup could not add it: {error:#}");
        return Ok(false);
    }
    target_is_installed()
}

/// The name of the newest LLVM linker for WebAssembly.
fn linker() -> Option<String> {
    let names: Vec<String> = fs::read_dir("/usr/bin")
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("wasm-ld"))
        .collect();
    newest_of(&names)
}

/// The highest `wasm-ld-NN`, or a plain `wasm-ld`.
fn newest_of(names: &[String]) -> Option<String> {
    debian::highest_suffix(&names.join("\n"), "wasm-ld-")
        .map(|number| format!("wasm-ld-{number}"))
        .or_else(|| names.iter().find(|name| *name == "wasm-ld").cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_linker_is_taken() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let found = newest_of(&names(&["wasm-ld", "wasm-ld-9", "wasm-ld-22"]));
        assert_eq!(found.as_deref(), Some("wasm-ld-22"));
        assert_eq!(newest_of(&names(&["wasm-ld"])).as_deref(), Some("wasm-ld"));
        assert_eq!(newest_of(&[]), None);
    }
}
