//! Everything that must hold, in the order that finds the cheapest mistake first.

use std::fs::{self, File};
use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::command::Task;
use crate::maths_gate::{self, ENGINE};
use crate::project::Project;
use crate::{chromium, serve};

/// How much of a failed step's output is shown.
const LINES_SHOWN: usize = 150;

/// How long the journeys may take; a browser that hangs would otherwise hang CI.
const JOURNEYS_LIMIT: Duration = Duration::from_secs(1200);

/// The published results, recomputed by the shipped WebAssembly outside a browser.
const GOLDEN: &str = "tests/browser/golden-node.mjs";

/// How much a visitor downloads, against bounds.
const SIZES: &str = "tests/browser/sizes.mjs";

/// One line of the report.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    run: fn(&Project, &File) -> Result<()>,
}

/// What is checked most often: seconds, once compiled.
const QUICK: &[Step] = &[
    Step {
        name: "formatting",
        run: |project, log| cargo(project, log, &["fmt", "--all", "--check"]),
    },
    Step { name: "lints", run: lints },
    Step { name: "documentation", run: documentation },
    Step { name: "no std mathematics in the engine", run: |project, _| maths_gate::check(project) },
    Step {
        name: "engine tests",
        run: |project, log| {
            let command = ["test", "--no-fail-fast"];
            cargo(project, log, &[&command, ENGINE, FEATURES].concat())
        },
    },
];

/// The rest.
const THOROUGH: &[Step] = &[
    Step {
        name: "build tool tests",
        run: |project, log| cargo(project, log, &["test", "-p", "xtask"]),
    },
    Step {
        name: "build of the page",
        run: |project, log| cargo(project, log, &["xtask", "build"]),
    },
    Step {
        name: "size of the page",
        run: |project, log| {
            Task::new("node").args([SIZES, "--check"]).folder(&project.root).log_to(log)?.run()
        },
    },
    Step { name: "page types", run: |project, log| npm(project, log, "check") },
    Step { name: "page tests", run: |project, log| npm(project, log, "test") },
    Step { name: SAME_RESULTS, run: golden },
    Step { name: "journeys in a browser", run: journeys },
];

/// What takes long, and is run before a larger change is called done.
const SLOW: &[Step] = &[
    Step {
        name: "same results as shipped",
        run: |project, log| {
            cargo(
                project,
                log,
                &["test", "-p", "staircase", "--release", "--test", "engine", "golden"],
            )
        },
    },
    Step {
        name: "slow engine tests",
        run: |project, log| {
            let command = ["test", "--no-fail-fast"];
            cargo(project, log, &[&command, ENGINE, FEATURES, &["--", "--ignored"]].concat())
        },
    },
];

/// With what the engine is tested: all that the page may ask, and the types it is told, so that
/// one compilation serves every test.
const FEATURES: &[&str] = &["--features", "staircase-page/typescript"];

/// The one step that is left out, and said to be, until its script exists.
const SAME_RESULTS: &str = "same results in Node.js";

/// `cargo xtask test`.
pub fn everything(project: &Project) -> Result<()> {
    let golden = project.root.join(GOLDEN).exists();
    if !golden {
        println!("{SAME_RESULTS:<34} left out: there is no {GOLDEN}");
    }
    let there = |step: &&Step| golden || step.name != SAME_RESULTS;
    run(project, QUICK.iter().chain(THOROUGH).filter(there))
}

/// `cargo xtask test --slow`.
pub fn slow(project: &Project) -> Result<()> {
    run(project, SLOW.iter())
}

/// `cargo xtask test --quick`.
pub fn quick(project: &Project) -> Result<()> {
    run(project, QUICK.iter())
}

/// Runs steps one after the other, up to the first failure.
fn run<'a>(project: &Project, steps: impl Iterator<Item = &'a Step>) -> Result<()> {
    let logs = project.stamps().join("logs");
    fs::create_dir_all(&logs)?;
    let mut passed = 0;
    for step in steps {
        print!("{:<34} ", step.name);
        std::io::stdout().flush()?;
        let path = logs.join(format!("{}.log", step.name.replace([' ', ',', '.'], "-")));
        let log = File::create(&path)?;
        let started = Instant::now();
        let result = (step.run)(project, &log);
        let seconds = started.elapsed().as_secs_f64();
        if let Err(error) = result {
            println!("FAILED {seconds:>6.1} s");
            let output = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            println!("{}", last_lines(&output, LINES_SHOWN));
            println!("{passed} passed, 1 failed");
            return Err(error.context(format!("`{}` failed", step.name)));
        }
        println!("ok     {seconds:>6.1} s");
        passed += 1;
    }
    println!("{passed} passed, 0 failed");
    Ok(())
}

/// The end of a text, by lines.
fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn cargo(project: &Project, log: &File, arguments: &[&str]) -> Result<()> {
    Task::cargo(project).args(arguments).log_to(log)?.run()
}

fn npm(project: &Project, log: &File, script: &str) -> Result<()> {
    Task::npm(project).args(["run", script]).log_to(log)?.run()
}

/// Clippy on all of the engine, then on what has other features: the engine as the page has it,
/// and the packages that must not switch on features in it.
fn lints(project: &Project, log: &File) -> Result<()> {
    let engine = [ENGINE, FEATURES, &["--all-targets"]].concat();
    let selections: [&[&str]; 5] = [
        &engine,
        &["-p", "staircase-page", "--lib"],
        &["-p", "staircase-page", "--lib", "--features", "extras"],
        &["-p", "xtask", "--all-targets"],
        &["-p", "staircase-benches", "--all-targets"],
    ];
    for selection in selections {
        let command = [&["clippy"], selection, &["--", "-D", "warnings"]].concat();
        cargo(project, log, &command)?;
    }
    Ok(())
}

fn documentation(project: &Project, log: &File) -> Result<()> {
    Task::cargo(project)
        .args(["doc", "--lib", "--no-deps"])
        .args(ENGINE)
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .log_to(log)?
        .run()
}

fn golden(project: &Project, log: &File) -> Result<()> {
    Task::new("node").arg(GOLDEN).folder(&project.root).log_to(log)?.run()
}

fn journeys(project: &Project, log: &File) -> Result<()> {
    let browser = chromium::find()?;
    let address = serve::in_background(project)?;
    Task::npm(project)
        .args(["run", "journeys"])
        .env("CHROMIUM", browser)
        .env("STAIRCASE_URL", address)
        .log_to(log)?
        .run_within(JOURNEYS_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_name_of_its_own() {
        let mut names: Vec<_> =
            [QUICK, THOROUGH, SLOW].concat().iter().map(|step| step.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn the_end_of_a_long_output_is_shown() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
        assert_eq!(last_lines("", 2), "");
    }
}
