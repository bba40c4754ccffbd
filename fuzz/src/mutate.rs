//! Texts damaged by chance: by letters, by words and numbers, by lines, by blocks.
//!
//! A *block* is what stands under one heading of a TOML file, or a line of any other text that
//! is not TOML.

use crate::dice::Dice;
use std::ops::Range;

/// Numbers at which things break.
const EXTREMES: [&str; 46] = [
    "0",
    "-0.0",
    "1",
    "-1",
    "2",
    "3",
    "12",
    "13",
    "24",
    "25",
    "216",
    "217",
    "300",
    "360",
    "361",
    "255",
    "256",
    "32767",
    "32768",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1e6",
    "5e6",
    "1e9",
    "1e18",
    "1e308",
    "-1e308",
    "1e-308",
    "5e-324",
    "nan",
    "inf",
    "-inf",
    "0.05",
    "0.999999999",
    "1.0000001",
    "1900",
    "2200",
];

/// Pieces that mean something somewhere.
const PIECES: [&str; 40] = [
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    "\r",
    "\0",
    "#",
    "\\",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "é",
    "𝄞",
    "null",
    "true",
    "-",
    "2019-02-30",
    "2020-13",
    "9999-12-31",
    "id",
    "a.b.c",
    "%",
    "£",
    "1,000",
    "[[divisions]]\n",
    "[[options]]\n",
    "__proto__",
    ";",
    "\t",
    "(",
    "<script>",
];

/// How often a copied block is repeated.
const COPIES: [usize; 8] = [1, 1, 1, 2, 5, 17, 65, 430];

/// Longest text that is made.
const LONGEST: usize = 300_000;

/// Damages a text once or a few times.
pub fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.below(3) * dice.below(3) {
        text = match dice.below(12) {
            0 => letters(&text, dice),
            1 | 2 => lines(&text, dice),
            3..=5 => number(&text, dice),
            6 => name(&text, dice),
            7 => piece(&text, dice),
            _ => blocks(&text, dice),
        };
        if text.len() > LONGEST {
            text.truncate(edge(&text, LONGEST));
        }
    }
    text
}

/// Bytes damaged as bytes: no longer text, perhaps.
pub fn damaged_bytes(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 if !bytes.is_empty() => bytes[at] = dice.below(256) as u8,
            2 => bytes.insert(at, dice.below(256) as u8),
            3 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + dice.below(200)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

/// The last place up to `at` where the text can be cut.
fn edge(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn cut(text: &str, range: Range<usize>, put: &str) -> String {
    let start = edge(text, range.start);
    let end = edge(text, range.end).max(start);
    [&text[..start], put, &text[end..]].concat()
}

fn letters(text: &str, dice: &mut Dice) -> String {
    let at = dice.below(text.len());
    match dice.below(4) {
        0 => text[..edge(text, at)].to_owned(),
        1 => cut(text, at..at + 1, dice.one(&["0", "9", "-", "\"", "=", "e", "é"]).unwrap_or(&"")),
        2 => cut(text, at..at + dice.below(60), ""),
        _ => {
            let from = edge(text, dice.below(text.len()));
            let to = edge(text, from + dice.below(200));
            cut(text, at..at, &text[from..to])
        }
    }
}

fn lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
    if lines.is_empty() {
        return String::new();
    }
    match dice.below(4) {
        0 => lines.swap(a, b),
        1 => {
            lines.remove(a);
        }
        2 => lines.insert(b, lines[a]),
        _ => {
            let copies = *dice.one(&COPIES).unwrap_or(&1);
            let line = lines[a];
            lines.splice(a..a, std::iter::repeat_n(line, copies));
        }
    }
    lines.join("\n") + "\n"
}

/// Another number in the place of one.
fn number(text: &str, dice: &mut Dice) -> String {
    let found = numbers(text);
    let Some(range) = dice.one(&found).cloned() else { return piece(text, dice) };
    let other = match dice.below(4) {
        0 => scaled(&text[range.clone()], dice),
        1 => dice.one(&found).map_or_else(String::new, |other| text[other.clone()].to_owned()),
        _ => (*dice.one(&EXTREMES).unwrap_or(&"0")).to_owned(),
    };
    cut(text, range, &other)
}

fn scaled(number: &str, dice: &mut Dice) -> String {
    let value: f64 = number.parse().unwrap_or(1.0);
    let by = [0.1, 0.5, 0.99, 1.01, 2.0, 10.0, 100.0][dice.below(7)];
    if number.contains('.') { format!("{:?}", value * by) } else { format!("{:.0}", value * by) }
}

/// Where numbers stand that are not part of a word.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let inside = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = (at..bytes.len()).find(|end| !inside(bytes[*end])).unwrap_or(bytes.len());
        if end > at && (at == 0 || !word(bytes[at - 1])) {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
}

/// A text in quotes in the place of another.
fn name(text: &str, dice: &mut Dice) -> String {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let quoted: Vec<Range<usize>> = quotes
        .chunks_exact(2)
        .map(|pair| pair[0] + 1..pair[1])
        .filter(|range| !text[range.clone()].contains('\n'))
        .collect();
    match (dice.one(&quoted).cloned(), dice.one(&quoted)) {
        (Some(to), Some(from)) => cut(text, to, &text[from.clone()]),
        _ => piece(text, dice),
    }
}

fn piece(text: &str, dice: &mut Dice) -> String {
    let at = dice.below(text.len() + 1);
    let times = if dice.once_in(20) { 5000 } else { 1 + dice.below(3) };
    let piece = if dice.once_in(3) { dice.one(&EXTREMES) } else { dice.one(&PIECES) };
    cut(text, at..at, &piece.unwrap_or(&"").repeat(times))
}

fn blocks(text: &str, dice: &mut Dice) -> String {
    let mut blocks = split(text);
    let (a, b) = (dice.below(blocks.len()), dice.below(blocks.len()));
    let Some(block) = blocks.get(a).cloned() else { return text.to_owned() };
    match dice.below(4) {
        0 => {
            blocks.remove(a);
        }
        1 => blocks.swap(a, b),
        2 => blocks.insert(b, block),
        _ => {
            let copies = *dice.one(&COPIES).unwrap_or(&1);
            let anew = dice.once_in(2);
            let copy = |number| if anew { renamed(&block, number) } else { block.clone() };
            blocks.splice(a..a, (0..copies).map(copy));
        }
    }
    blocks.concat()
}

/// The blocks of a text.
pub fn split(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let headed = text.lines().any(|line| line.starts_with('['));
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') || !headed {
            blocks.push(String::new());
        }
        if let Some(last) = blocks.last_mut() {
            *last += line;
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// A block with names of its own, so that the copy is another thing.
fn renamed(block: &str, number: usize) -> String {
    ["id = \"", "name = \"", "id=\"", "name=\"", "\"id\": \""]
        .iter()
        .fold(block.to_owned(), |text, key| text.replace(key, &format!("{key}c{number}-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if an input cannot be made again from its seed and number.
    #[test]
    fn the_same_numbers_give_the_same_damage() {
        let text = "[[a]]\nid = \"x\"\nvalue = 12.5 # é\n[[b]]\nid = \"y\"\n";
        let mut different = 0;
        for input in 0..2000 {
            let once = damaged(text, &mut Dice::of(7, input));
            assert_eq!(once, damaged(text, &mut Dice::of(7, input)));
            different += usize::from(once != text);
        }
        assert!(different > 1500, "{different}");
    }

    #[test]
    fn numbers_and_blocks_are_found() {
        let text = "a = 12.5\nb2 = \"c-3\"\n[x]\nc = [1, 2]\n";
        let found: Vec<&str> = numbers(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["12.5", "1", "2"]);
        assert_eq!(split(text).len(), 2);
        assert_eq!(split("a,b\n1,2\n").len(), 2);
    }
}
