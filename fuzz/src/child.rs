//! The process that gives inputs to the engine. It says on a line of its own which input is
//! next and how much memory it has taken so far, and does nothing about failures.

use crate::dice::Dice;
use crate::target::{TARGETS, Target};
use std::io::Write;
use std::process::ExitCode;

/// `child TARGET file PATH`, or `child TARGET made SEED FIRST END`.
pub fn run(arguments: &[&str]) -> ExitCode {
    let Some((target, work)) = arguments
        .split_first()
        .and_then(|(name, work)| Some((TARGETS.iter().find(|target| target.name == *name)?, work)))
    else {
        return ExitCode::from(2);
    };
    let number = |text: &str| text.parse::<u64>().unwrap_or_default();
    match work {
        ["file", path] => {
            let Ok(bytes) = std::fs::read(path) else { return ExitCode::from(2) };
            say(0);
            (target.give)(&bytes);
        }
        ["made", seed, first, end] => made(target, number(seed), number(first)..number(end)),
        _ => return ExitCode::from(2),
    }
    say(u64::MAX);
    ExitCode::SUCCESS
}

fn made(target: &Target, seed: u64, inputs: std::ops::Range<u64>) {
    for input in inputs {
        let bytes = (target.make)(&mut Dice::of(seed, input));
        say(input);
        (target.give)(&bytes);
    }
}

fn say(input: u64) {
    let mut out = std::io::stdout().lock();
    // If nobody reads it any more, this process ends soon.
    let _ = writeln!(out, "{input} {}", memory()).and_then(|()| out.flush());
}

/// The most memory that this process has had, in kilobytes; 0 where it cannot be known.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
