//! The gate that keeps standard-library mathematics out of the engine.
//!
//! `exp`, `ln` and `pow` of the standard library differ between platforms; the engine's results
//! must not. The numeric libraries take theirs from libm as long as nobody switches on the feature
//! `std` of num-traits, which any dependency could do for all of them.

use anyhow::{Result, bail, ensure};

use crate::command::Task;
use crate::project::Project;
use crate::toolchain::WASM;

/// All of the engine, without what may switch on features in it.
pub const ENGINE: &[&str] =
    &["--workspace", "--exclude", "xtask", "--exclude", "staircase-benches"];

/// The ways the engine is built that must give the same bits.
const BUILDS: [(&str, &[&str], &[&str]); 3] = [
    ("the command line", &["--package", "staircase"], &["-e", "normal,features"]),
    ("its tests", ENGINE, &["-e", "normal,dev,features"]),
    (
        "WebAssembly",
        &["--package", "staircase-page"],
        &["-e", "normal,features", "--all-features", "--target", WASM],
    ),
];

/// Fails if any build of the engine switches on std mathematics, naming who asked for it.
pub fn check(project: &Project) -> Result<()> {
    for (build, packages, options) in BUILDS {
        let tree = Task::cargo(project)
            .args(["tree", "--quiet", "--invert", "num-traits"])
            .args(packages)
            .args(options)
            .read();
        let tree = match tree {
            // Without num-traits there is nothing to switch on.
            Err(error) if error.to_string().contains("did not match any packages") => continue,
            tree => tree?,
        };
        ensure!(tree.starts_with("num-traits v"), "cannot read the output of cargo tree:\n{tree}");
        if std_is_on(&tree) {
            bail!(
                "the feature `std` of num-traits is on in the build for {build}, which makes \
                 results differ between platforms; who asks for it:\n{tree}"
            );
        }
    }
    Ok(())
}

/// Whether a tree from `cargo tree -e features -i num-traits` shows the feature `std`, itself or
/// through num-traits' own default features.
fn std_is_on(tree: &str) -> bool {
    tree.lines().map(|line| line.trim_start_matches(|c: char| !c.is_ascii_alphanumeric())).any(
        |line| {
            line.starts_with("num-traits feature \"std\"")
                || line.starts_with("num-traits feature \"default\"")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_num_traits_own_std_feature_counts() {
        let off = "num-traits v0.2.19\n├── num-traits feature \"libm\"\n│   └── nalgebra v0.35.0\n\
                   └── other-num-traits feature \"std\"\n    └── serde feature \"std\"\n";
        assert!(!std_is_on(off));
        let on = "num-traits v0.2.19\n└── num-traits feature \"std\"\n    └── criterion v0.8.0\n";
        assert!(std_is_on(on));
        let by_default = "num-traits v0.2.19\n├── num-traits feature \"default\"\n";
        assert!(std_is_on(by_default));
        assert!(!std_is_on("num-traits v0.2.19\n└── num-traits feature \"std-like\"\n"));
    }
}
