//! Runs the process that tries inputs, and knows which one it was at when something happened.

use crate::target::Target;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long one input may take.
const LIMIT: Duration = Duration::from_secs(20);

/// How much memory one input may add, kilobytes, and how much the process may have.
const MOST_ADDED: u64 = 700_000;
const MOST_IN_ALL: u64 = 6_000_000;

/// What is tried.
#[derive(Debug)]
pub enum Work<'a> {
    /// An input in a file.
    File(&'a Path),
    /// Inputs of a seed.
    Made(u64, Range<u64>),
}

/// How an input failed.
#[derive(Debug)]
pub enum Failure {
    /// The process ended; the last of what it said.
    Ended(String),
    /// It took too long.
    Slow,
    /// It took too much memory, in kilobytes.
    Large(u64),
}

impl Failure {
    /// Whether two are the same fault, so that a smaller input shows no other.
    pub fn like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ended(one), Self::Ended(two)) => place(one) == place(two),
            (Self::Slow, Self::Slow) | (Self::Large(_), Self::Large(_)) => true,
            _ => false,
        }
    }
}

/// The line of a panic that says where it was.
fn place(said: &str) -> &str {
    said.lines()
        .find(|line| line.contains("panicked at"))
        .map_or("", |line| line.split("panicked at").nth(1).unwrap_or_default())
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(said) => write!(f, "{}", said.trim_end()),
            Self::Slow => write!(f, "takes more than {} seconds", LIMIT.as_secs()),
            Self::Large(kilobytes) => write!(f, "takes {} MB", kilobytes / 1000),
        }
    }
}

/// Tries one input. How it failed, if it did.
pub fn one(target: &Target, work: &Work<'_>) -> Option<Failure> {
    run(target, work, &mut |_, _| {}).map(|(_, failure)| failure)
}

/// Tries inputs up to the first that fails: its number, and how. `slowest` is kept up.
pub fn several(
    target: &Target,
    seed: u64,
    inputs: Range<u64>,
    slowest: &mut (Duration, u64),
) -> Option<(u64, Failure)> {
    run(target, &Work::Made(seed, inputs), &mut |input, took| {
        if took > slowest.0 {
            *slowest = (took, input);
        }
    })
}

fn start(target: &Target, work: &Work<'_>) -> std::io::Result<Child> {
    let this = std::env::current_exe()?;
    let mut command = if cfg!(unix) {
        // What asks for more than there is fails at once, and not the whole computer.
        let mut shell = Command::new("sh");
        let limited = format!("ulimit -v {MOST_IN_ALL}; exec \"$0\" \"$@\"");
        shell.arg("-c").arg(limited).arg(this);
        shell
    } else {
        Command::new(this)
    };
    command.args(["child", target.name]);
    match work {
        Work::File(path) => command.arg("file").arg(path),
        Work::Made(seed, inputs) => command.args([
            "made".to_owned(),
            seed.to_string(),
            inputs.start.to_string(),
            inputs.end.to_string(),
        ]),
    };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}

/// Runs the process; tells `took` how long each input took.
fn run(
    target: &Target,
    work: &Work<'_>,
    took: &mut dyn FnMut(u64, Duration),
) -> Option<(u64, Failure)> {
    let first = if let Work::Made(_, inputs) = work { inputs.start } else { 0 };
    let mut child = match start(target, work) {
        Ok(child) => child,
        Err(error) => return Some((first, Failure::Ended(error.to_string()))),
    };
    let lines = lines(&mut child);
    let said = child.stderr.take().map(|mut stderr| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    // Getting ready is not yet an input.
    let mut at: Option<(u64, u64)> = None;
    let mut since = Instant::now();
    let failure = loop {
        let (input, memory) = match lines.recv_timeout(LIMIT) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => break Some(Failure::Slow),
            Err(RecvTimeoutError::Disconnected) => break Some(Failure::Ended(String::new())),
        };
        if let Some((last, before)) = at {
            took(last, since.elapsed());
            let added = memory.saturating_sub(before);
            if added > MOST_ADDED {
                break Some(Failure::Large(added));
            }
        }
        if input == u64::MAX {
            break None;
        }
        (at, since) = (Some((input, memory)), Instant::now());
    };
    let _ = child.kill();
    let status = child.wait();
    let text = said.and_then(|said| said.join().ok()).unwrap_or_default();
    let at = at.map_or(first, |(input, _)| input);
    Some((
        at,
        match failure? {
            Failure::Ended(_) => {
                let status = status.map_or_else(|error| error.to_string(), |it| it.to_string());
                let text: String = text.chars().take(1500).collect();
                Failure::Ended(format!("{status}\n{text}"))
            }
            other => other,
        },
    ))
}

/// Numbers of inputs and memory, as the process says them.
fn lines(child: &mut Child) -> Receiver<(u64, u64)> {
    let (send, receive) = channel();
    if let Some(stdout) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let mut numbers = line.split(' ').filter_map(|number| number.parse().ok());
                let (Some(input), Some(memory)) = (numbers.next(), numbers.next()) else {
                    continue;
                };
                if send.send((input, memory)).is_err() {
                    break;
                }
            }
        });
    }
    receive
}
