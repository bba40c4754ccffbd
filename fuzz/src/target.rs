//! What is given damaged inputs. An input is bytes; each target says what they mean.

use crate::dice::Dice;

/// A kind of input.
#[derive(Debug)]
pub struct Target {
    /// What it is called: also its folder of former failures.
    pub name: &'static str,
    /// How many inputs are tried in the bounded run.
    pub bounded: u64,
    /// Makes an input by chance.
    pub make: fn(&mut Dice) -> Vec<u8>,
    /// Gives an input to the engine. It may refuse it; it must not panic, run on or fill the
    /// memory, and what it says must be short.
    pub give: fn(&[u8]),
    /// The parts of an input that may be left out while a failure is made smaller.
    pub parts: fn(&[u8]) -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: [Target; 4] = [
    Target {
        name: "scenario",
        bounded: 400,
        make: crate::scenario::make,
        give: crate::scenario::give,
        parts: by_blocks,
    },
    Target {
        name: "table",
        bounded: 2000,
        make: crate::table::make,
        give: crate::table::give,
        parts: by_lines,
    },
    Target {
        name: "link",
        bounded: 150,
        make: crate::link::make,
        give: crate::link::give,
        parts: by_letters,
    },
    Target {
        name: "share",
        bounded: 80,
        make: crate::share::make,
        give: crate::share::give,
        parts: by_lines,
    },
];

/// Blocks of a text, or its lines where there are few.
fn by_blocks(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let blocks: Vec<Vec<u8>> =
        crate::mutate::split(&text).into_iter().map(String::into_bytes).collect();
    if blocks.len() > 40 { blocks } else { by_lines(bytes) }
}

fn by_lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.len() > 3 { lines } else { by_letters(bytes) }
}

fn by_letters(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.chunks(1 + bytes.len() / 200).map(<[u8]>::to_vec).collect()
}

/// Fails if a sentence of the engine, or the list of them, is longer than a screen.
pub fn short(json: &str) {
    let all: serde_json::Value = serde_json::from_str(json).expect("answers are JSON");
    let Some(problems) = all.get("problems").and_then(serde_json::Value::as_array) else { return };
    assert!(problems.len() <= staircase_scenario::grouped::MOST, "{}", problems.len());
    for problem in problems {
        let length = |key: &str| problem[key].as_str().map_or(0, |text| text.chars().count());
        let all: usize = ["file", "path", "message"].into_iter().map(length).sum();
        assert!(all < 1600, "a problem of {all} characters");
    }
}
