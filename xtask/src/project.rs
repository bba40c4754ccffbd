//! Where things are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::version::Version;

/// The project's folders.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
}

impl Project {
    /// The project that this program was started in, once its compiler is known to be new enough.
    pub fn find() -> Result<Self> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own.parent().context("xtask has no folder above it")?.to_path_buf();
        let project = Self { root };
        let found = Version::of_program(Path::new("rustc"))?;
        let needed = project.rust_needed()?;
        ensure!(found >= needed, "Rust {needed} or newer is needed; this is Rust {found}");
        let stamps = project.stamps();
        fs::create_dir_all(&stamps)
            .with_context(|| format!("cannot make the folder {}", stamps.display()))?;
        Ok(project)
    }

    /// The dashboard's source.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The finished static folder.
    pub fn dist(&self) -> PathBuf {
        self.www().join("dist")
    }

    /// Notes of what the finished steps had read.
    pub fn stamps(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// The oldest Rust that the workspace accepts, from the root `Cargo.toml`.
    pub fn rust_needed(&self) -> Result<Version> {
        let path = self.root.join("Cargo.toml");
        let manifest =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        manifest
            .lines()
            .find_map(|line| line.strip_prefix("rust-version = "))
            .and_then(Version::first_in)
            .context("Cargo.toml has no line `rust-version = \"…\"`")
    }
}
