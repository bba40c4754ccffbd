//! The browser for the page's journeys.

use std::path::PathBuf;

use anyhow::{Result, bail, ensure};

use crate::command::Task;
use crate::debian;

/// Names that Chromium and Chrome go by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where Chrome is on a Mac.
const ON_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The path of a Chromium that starts; installed if need be.
pub fn find() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(starts(&named), "CHROMIUM is {}, which does not start", named.display());
        return Ok(named);
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian::can_install() {
        debian::install(&["chromium", "fonts-liberation"])?;
        if let Some(found) = installed() {
            return Ok(found);
        }
    }
    bail!(
        "the browser journeys need Chromium or Chrome: install it (on Debian, as root, \
         `apt-get install chromium fonts-liberation`) or set CHROMIUM to its path"
    )
}

/// The first browser on the search path that starts.
fn installed() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .chain([PathBuf::from(ON_MAC)])
        .find(|path| path.is_file() && starts(path))
}

/// Whether a browser answers to its name.
fn starts(path: &PathBuf) -> bool {
    Task::new(path).arg("--version").read().is_ok()
}
