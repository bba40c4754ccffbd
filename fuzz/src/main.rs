//! Inputs damaged by chance, given to the engine: scenario files, tables of own figures, links,
//! shared files. Whatever they are, they must be answered or refused in words: no panic, no
//! overflow, no endless work, no memory filled.
//!
//! ```text
//! cargo xtask fuzz                 the former failures and a fixed number of inputs
//! cargo xtask fuzz --minutes 30    the former failures, then new inputs for so long
//! ```
//!
//! An input is a function of a seed and its number ([`dice`]). A second process of this
//! program ([`child`]) gives inputs to the engine and says before each which it is; this one
//! ([`watch`]) times it, so that an endless loop, a full memory or a full stack is found like a
//! panic. A failing input is made smaller ([`minimise`]) and saved in `corpus/`, whose inputs
//! are tried first from then on. Mend the engine, and leave the file there.

mod child;
mod dice;
mod files;
mod link;
mod minimise;
mod mutate;
mod scenario;
mod share;
mod table;
mod target;
mod watch;

#[cfg(test)]
mod exported;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use target::{TARGETS, Target};
use watch::{Failure, Work};

/// The seed of the bounded run.
const SEED: u64 = 2026;

/// How many times as many inputs go in one round where time is what bounds them.
const LONGER: u64 = 4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child", rest @ ..] => child::run(rest),
        [] => all(SEED, None),
        ["--minutes", minutes] => long(minutes, None),
        ["--minutes", minutes, "--seed", seed] => long(minutes, Some(seed)),
        _ => {
            eprintln!("Options: --minutes N, and with it --seed N");
            ExitCode::from(2)
        }
    }
}

fn long(minutes: &str, seed: Option<&str>) -> ExitCode {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seed = seed.map_or(Ok(now.as_secs()), str::parse);
    match (minutes.parse::<u64>(), seed) {
        (Ok(minutes), Ok(seed)) => all(seed, Some(Duration::from_secs(60 * minutes))),
        _ => {
            eprintln!("--minutes and --seed need whole numbers");
            ExitCode::from(2)
        }
    }
}

/// Tries former failures, then inputs of every target: a fixed number, or for some time.
fn all(seed: u64, time: Option<Duration>) -> ExitCode {
    println!("Seed {seed}");
    let mut failures = 0;
    for target in &TARGETS {
        let former = former(target);
        let failed = former.iter().filter(|path| {
            let work = Work::File(path);
            watch::one(target, &work)
                .inspect(|failure| println!("{}: {failure}", path.display()))
                .is_some()
        });
        let failed = failed.count();
        println!("{:<9} {} former failures, {failed} fail again", target.name, former.len());
        failures += failed;
    }
    let ends = time.map(|time| Instant::now() + time);
    let mut round = 0;
    loop {
        let failed = std::thread::scope(|threads| {
            let tried = TARGETS.each_ref().map(|target| {
                let count = target.bounded * if time.is_some() { LONGER } else { 1 };
                let start = round * count;
                threads.spawn(move || tried(target, seed, start..start + count))
            });
            // A thread that panics has found a fault of this program.
            tried.into_iter().map(|tried| tried.join().unwrap_or(1)).sum::<usize>()
        });
        failures += failed;
        round += 1;
        if ends.is_none_or(|ends| Instant::now() >= ends) {
            break;
        }
    }
    println!("{failures} failures");
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Inputs that once failed, in the order of their names.
fn former(target: &Target) -> Vec<PathBuf> {
    let folder = files::root().join("fuzz/corpus").join(target.name);
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort_unstable();
    paths
}

/// Tries inputs of a target; saves what fails. How many did.
fn tried(target: &Target, seed: u64, inputs: std::ops::Range<u64>) -> usize {
    let (mut next, mut failures) = (inputs.start, 0);
    let mut slowest = (Duration::ZERO, 0);
    let started = Instant::now();
    while next < inputs.end {
        let found = watch::several(target, seed, next..inputs.end, &mut slowest);
        let Some((input, failure)) = found else { break };
        failures += 1;
        println!("{} input {input} of seed {seed}: {failure}", target.name);
        save(target, seed, input, &failure);
        next = input + 1;
        if failures >= 20 {
            println!("{}: 20 failures; the rest is left out", target.name);
            break;
        }
    }
    println!(
        "{:<9} {} inputs in {:.1} s, slowest {:.2} s (input {})",
        target.name,
        inputs.end - inputs.start,
        started.elapsed().as_secs_f64(),
        slowest.0.as_secs_f64(),
        slowest.1
    );
    failures
}

/// Makes a failing input smaller and puts it with the former failures.
fn save(target: &Target, seed: u64, input: u64, failure: &Failure) {
    let bytes = (target.make)(&mut dice::Dice::of(seed, input));
    let small = minimise::smaller(target, bytes, failure);
    let folder = files::root().join("fuzz/corpus").join(target.name);
    let path = folder.join(format!("{seed}-{input}"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, small));
    match written {
        Ok(()) => println!("  saved as {}", path.display()),
        Err(error) => println!("  cannot be saved: {error}"),
    }
}
