//! What of a link the engine reads: an option, a person's changes, what is asked of the money
//! rules, a seed. An input has a line for each, after one that says what is asked.
//!
//! The page's own reader of addresses has such a test beside it: www/src/state/damaged.test.ts.

use crate::dice::Dice;
use crate::files;
use crate::mutate;
use crate::target::short;
use staircase_page as web;

/// Questions in a line each: what, option, edit, ask, seed.
const GOOD: [[&str; 5]; 6] = [
    ["preview", "half-as-many-again", "null", "null", "1"],
    [
        "check_edit",
        "half-as-many-again",
        r#"{"programme": "intensive", "staff": 51, "caseload": 8.5, "start": "2021-04", "ramp_months": 12}"#,
        "{}",
        "20261122",
    ],
    [
        "preview",
        "twelve-fewer",
        r#"{"programme": "intensive", "staff": 20.5, "start": "2022-01", "until": "2025-04", "paid_by": ""}"#,
        "{}",
        "0",
    ],
    [
        "appraisal",
        "half-as-many-again",
        "null",
        r#"{"schedule": "green-book", "growth": "none", "reserve": 100000}"#,
        "1",
    ],
    [
        "collector",
        "grant-ends-null",
        r#"{"programme": "intensive", "grants": {"troubled-families": "2021-04"}}"#,
        "{}",
        "18446744073709551615",
    ],
    [
        "preview",
        "grant-ends",
        r#"{"programme": "intensive", "staff": 30, "against": {"option": "half-as-many-again", "edit": {"programme": "intensive", "staff": 40}}}"#,
        "{}",
        "7",
    ],
];

/// A good question with its lines damaged.
pub fn make(dice: &mut Dice) -> Vec<u8> {
    let Some([what, rest @ ..]) = dice.one(&GOOD) else { return Vec::new() };
    let mut lines = vec![(*what).to_owned()];
    for line in rest {
        let damaged = mutate::damaged(line, dice).replace(['\n', '\r'], " ");
        lines.push(if dice.once_in(2) { (*line).to_owned() } else { damaged });
    }
    lines.join("\n").into_bytes()
}

/// Asks it of the shipped scenario.
pub fn give(bytes: &[u8]) {
    thread_local! {
        static STUDY: Option<web::Study> = files::scenario("rotherham-2019.toml")
            .and_then(|scenario| web::Study::open(&files::handed(scenario)).ok());
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<&str> = text.split('\n').collect();
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let (option, edit, ask, seed) = (line(1), line(2), line(3), line(4));
    STUDY.with(|study| {
        let Some(study) = study else { return };
        let answer = match line(0) {
            "check_edit" => Err(study.check_edit(option, edit)),
            "appraisal" => study.appraisal(option, edit, ask),
            "collector" => study.collector(option, edit, seed).and_then(|it| it.appraisal(ask)),
            _ => study.preview(option, edit),
        };
        if let Err(problems) = answer {
            short(&problems);
        }
    });
}
