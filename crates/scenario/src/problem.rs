//! What can be wrong with an input, as facts; the sentence is made from them.

use serde::Serialize;
use std::fmt;

/// One thing wrong with an input. `Display` is a sentence a finance officer can act on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The file has no content.
    Empty,
    /// The text is not TOML or JSON at all.
    Unreadable {
        /// The parser's own words, with line and column.
        reason: String,
    },
    /// A file that another file refers to was not given.
    FileMissing {
        /// The path as written.
        name: String,
    },
    /// The format number is not one this engine reads.
    Format {
        /// The number as written.
        found: i64,
    },
    /// A key that the format does not know.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The nearest known key.
        suggestion: Option<String>,
    },
    /// A required key is absent.
    Missing {
        /// The key.
        key: String,
    },
    /// A value of another type than the format expects.
    WrongType {
        /// What is expected, in words.
        expected: String,
        /// What was found.
        found: String,
    },
    /// A number that is NaN or infinite.
    NotFinite {
        /// What the number is.
        phrase: &'static str,
        /// The value as read.
        value: f64,
        /// Smallest and largest allowed value.
        range: (f64, f64),
    },
    /// A number outside its allowed range.
    OutOfRange {
        /// What the number is.
        phrase: &'static str,
        /// The value as read.
        value: f64,
        /// Smallest and largest allowed value.
        range: (f64, f64),
        /// Unit of all three.
        unit: &'static str,
    },
    /// The unit is not the one this quantity is measured in.
    WrongUnit {
        /// The unit as written.
        found: String,
        /// The unit required.
        expected: &'static str,
    },
    /// A number with neither a source nor the grade `assumed`.
    NoSource,
    /// A name that refers to nothing.
    UnknownName {
        /// What kind of thing it should be (a level, a programme …).
        kind: &'static str,
        /// The name as written.
        name: String,
        /// The nearest known name.
        suggestion: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// A source names a document that the bibliography does not have.
    UnknownReference {
        /// The id as written.
        id: String,
        /// The nearest id of the bibliography.
        suggestion: Option<String>,
    },
    /// Two things of one kind share a name.
    Duplicate {
        /// What kind of thing.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// Shares that must add up to one do not.
    Shares {
        /// Their sum.
        sum: f64,
    },
    /// A list of numbers of the wrong length.
    Length {
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
        /// What each stands for.
        of: &'static str,
    },
    /// A list of more entries than can be taken.
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
        /// What they are.
        of: String,
    },
    /// A date that is not YYYY-MM or YYYY-MM-DD, or lies outside the projection.
    Date {
        /// The text as written.
        found: String,
        /// What is allowed.
        allowed: String,
    },
    /// Two statements that cannot both hold.
    Contradiction {
        /// Both statements, in words.
        statement: String,
    },
}

/// A [`Fault`] and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// File, as named by whoever refers to it.
    pub file: String,
    /// Place in the file, e.g. `programmes.intensive.staff`.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

/// The problem as the page and `--format json` receive it.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "Problem"))]
pub struct ProblemText {
    /// File, as named by whoever refers to it.
    pub file: String,
    /// Place in the file.
    pub path: String,
    /// The whole sentence.
    pub message: String,
    /// The nearest known word, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

impl Problem {
    /// A problem of `file` at `path`.
    #[must_use]
    pub fn new(file: &str, path: impl Into<String>, fault: Fault) -> Self {
        Self { file: file.to_owned(), path: path.into(), fault }
    }

    /// The problem in words.
    #[must_use]
    pub fn text(&self) -> ProblemText {
        let suggestion = match &self.fault {
            Fault::UnknownKey { suggestion, .. }
            | Fault::UnknownName { suggestion, .. }
            | Fault::UnknownReference { suggestion, .. } => suggestion.clone(),
            _ => None,
        };
        ProblemText {
            file: cut(&self.file, LONGEST_PLACE),
            path: cut(&self.path, LONGEST_PLACE),
            message: cut(&self.fault.to_string(), LONGEST_MESSAGE),
            suggestion,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl fmt::Display for ProblemText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut places = [&self.file, &self.path].into_iter().filter(|place| !place.is_empty());
        places.try_for_each(|place| write!(f, "{place}: "))?;
        f.write_str(&self.message)
    }
}

/// Most characters of a place, and of a sentence: names and texts in a file can be of any length.
const LONGEST_PLACE: usize = 200;
const LONGEST_MESSAGE: usize = 1000;

/// A text with its middle left out where it is too long.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most * 2 / 3).collect();
    let end: Vec<char> = text.chars().rev().take(most / 3 - 3).collect();
    format!("{start} … {}", end.iter().rev().collect::<String>())
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                write!(f, "The file is empty. It needs at least [about] and format = 1.")
            }
            Self::Unreadable { reason } => {
                write!(f, "This is not TOML or JSON that can be read: {reason}")
            }
            Self::FileMissing { name } => write!(f, "The file {name:?} was not found."),
            Self::Format { found } => {
                write!(f, "Format {found} is not known to this version. Use format = 1.")
            }
            Self::UnknownKey { key, suggestion } => {
                write!(f, "The key {key:?} is not known here.")?;
                did_you_mean(f, suggestion.as_deref())
            }
            Self::Missing { key } => write!(f, "The key {key:?} is missing."),
            Self::WrongType { expected, found } => {
                write!(f, "Expected {expected}, found {found}.")
            }
            Self::NotFinite { phrase, value, range } => write!(
                f,
                "{value} is not a number that can be used for {phrase}. Use {}.",
                between(*range, "")
            ),
            Self::OutOfRange { phrase, value, range, unit } => write!(
                f,
                "{} is out of range for {phrase}. Enter a number from {}.",
                plain(*value),
                between(*range, dimension(unit))
            ),
            Self::WrongUnit { found, expected } => {
                write!(f, "The unit is {found:?}. Give this number in {expected:?}.")
            }
            Self::NoSource => write!(
                f,
                "This number has no source. Name the document it comes from, or set grade = \"assumed\"."
            ),
            Self::UnknownName { kind, name, suggestion, known } => {
                write!(f, "There is no {kind} called {name:?}.")?;
                if suggestion.is_some() {
                    did_you_mean(f, suggestion.as_deref())
                } else {
                    write!(f, " Known: {}.", known.join(", "))
                }
            }
            Self::UnknownReference { id, suggestion } => {
                write!(f, "The bibliography has no reference called {id:?}.")?;
                did_you_mean(f, suggestion.as_deref())?;
                write!(f, " Add it there, or write the source in full, without \"[@\".")
            }
            Self::Duplicate { kind, name } => {
                write!(f, "More than one {kind} is called {name:?}. Give each its own name.")
            }
            Self::Shares { sum } => write!(
                f,
                "These shares add up to {}. They must add up to 1. Staircase does not rescale them.",
                plain(*sum)
            ),
            Self::Length { found, expected, of } => {
                write!(f, "There are {found} numbers. Give {expected}: {of}.")
            }
            Self::TooMany { found, most, of } => write!(
                f,
                "There are {} {of}; at most {} can be read. Leave some out.",
                plain(*found as f64),
                plain(*most as f64)
            ),
            Self::Date { found, allowed } => {
                write!(f, "{found:?} is not a date that can be used. Use {allowed}.")
            }
            Self::Contradiction { statement } => write!(f, "{statement}"),
        }
    }
}

fn did_you_mean(f: &mut fmt::Formatter<'_>, suggestion: Option<&str>) -> fmt::Result {
    match suggestion {
        Some(word) => write!(f, " Did you mean {word:?}?"),
        None => Ok(()),
    }
}

/// A unit where it says more than the kind of number does.
fn dimension(unit: &str) -> &str {
    match unit {
        "share" | "times" | "ratio" | "shape" | "index" | "correlation" | "as a calendar year" => {
            ""
        }
        unit => unit,
    }
}

fn between((low, high): (f64, f64), unit: &str) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    format!("{} to {}{unit}", plain(low), plain(high))
}

/// A number as a person would write it: thousands separated from 10,000 on, no trailing noise.
#[must_use]
pub fn plain(value: f64) -> String {
    grouped(value, 5)
}

/// The same, with thousands separated in numbers of so many digits before the point, or more.
#[must_use]
pub fn grouped(value: f64, least: usize) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let text = format!("{}", (value * 1e6).round() / 1e6);
    let (whole, rest) = match text.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (text.as_str(), String::new()),
    };
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() >= least {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

/// "A", "A and B", "A, B and C".
#[must_use]
pub fn listed(words: &[String]) -> String {
    match words {
        [rest @ .., before, last] => {
            let rest: String = rest.iter().map(|word| format!("{word}, ")).collect();
            format!("{rest}{before} and {last}")
        }
        _ => words.concat(),
    }
}

/// The known word nearest to `word`, if it is near enough to be a slip.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let most = |candidate: &str| 1 + candidate.len().min(word.len()) / 4;
    known
        .into_iter()
        // Names of very different lengths are never near, and slow to compare.
        .filter(|candidate| {
            let (one, other) = (candidate.chars().count(), word.chars().count());
            one.abs_diff(other) <= most(candidate)
        })
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a person cannot act on the sentence: value, range and unit must be in it.
    #[test]
    fn a_range_fault_names_value_and_range() {
        let fault =
            Fault::OutOfRange { phrase: "a share", value: 1.4, range: (0.0, 1.0), unit: "share" };
        assert_eq!(
            fault.to_string(),
            "1.4 is out of range for a share. Enter a number from 0 to 1."
        );
    }

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        assert_eq!(nearest("caseloda", ["caseload", "staff"]), Some("caseload".to_owned()));
        assert_eq!(nearest("zebra", ["caseload", "staff"]), None);
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(plain(1_234_828.0), "1,234,828");
        assert_eq!(plain(-2000.0), "-2000");
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(f64::NAN), "NaN");
    }
}
