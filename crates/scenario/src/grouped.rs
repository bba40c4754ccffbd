//! Problems as people read them: repeated ones once, at most a screenful, the rest counted.

use super::problem::{Problem, ProblemText};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Most problems that are written out, so that they fit a screen.
pub const MOST: usize = 40;

/// How many of each kind are written out where not all fit.
const OF_A_KIND: [usize; 3] = [MOST, 3, 1];

/// Problems for people: `Display` gives a line for each that is written out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Grouped {
    /// How many there are in all.
    pub count: usize,
    /// Those written out, in the order in which they were found.
    pub problems: Vec<ProblemText>,
}

impl Grouped {
    /// Groups problems. The same problem found again is written once. Where more differ than
    /// fit, three of a kind are written, or one, and each kind says how many more there are.
    #[must_use]
    pub fn new(problems: &[Problem]) -> Self {
        let texts: Vec<ProblemText> = problems.iter().map(Problem::text).collect();
        // By kind: how many, and the first place of each that differs.
        let mut kinds: BTreeMap<(&str, String, String), (usize, Vec<usize>)> = BTreeMap::new();
        let mut seen = BTreeMap::new();
        for (place, it) in texts.iter().enumerate() {
            let same = *seen.entry((&it.file, &it.path, &it.message)).or_insert(place);
            let kind = (it.file.as_str(), shape(&it.path), shape(&it.message));
            let (count, firsts) = kinds.entry(kind).or_default();
            *count += 1;
            if same == place {
                firsts.push(place);
            }
        }
        let shown =
            |each: usize| kinds.values().map(|(_, firsts)| firsts.len().min(each)).sum::<usize>();
        let each = OF_A_KIND.into_iter().find(|each| shown(*each) <= MOST).unwrap_or(1);
        let mut written: Vec<(usize, usize)> = Vec::new();
        for (count, firsts) in kinds.values() {
            let some = &firsts[..firsts.len().min(each)];
            let more = count - some.len();
            let last = some.len().saturating_sub(1);
            let rest = |at: usize| if at == last { more } else { 0 };
            written.extend(some.iter().enumerate().map(|(at, place)| (*place, rest(at))));
        }
        written.sort_unstable();
        let fits = if written.len() > MOST { MOST - 1 } else { MOST };
        let left: usize = written.iter().skip(fits).map(|(_, more)| 1 + more).sum();
        let mut problems: Vec<ProblemText> = written
            .into_iter()
            .take(fits)
            .map(|(place, more)| {
                let mut text = texts[place].clone();
                if more > 0 {
                    text.message += &format!(" (And {more} more like it.)");
                }
                text
            })
            .collect();
        if left > 0 {
            let message =
                format!("And {left} more problems. They are listed once these are corrected.");
            problems.push(ProblemText { message, ..ProblemText::default() });
        }
        Self { count: texts.len(), problems }
    }
}

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = if self.count == 1 { "" } else { "s" };
        writeln!(f, "{} problem{s}:", self.count)?;
        self.problems.iter().try_for_each(|problem| writeln!(f, "  {problem}"))
    }
}

/// A text without what differs between problems of one kind: numbers, names in quotes and in
/// brackets.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let end = match letter {
            '[' => ']',
            '"' => '"',
            '0'..='9' | '-' | '.' | ',' => {
                if !shape.ends_with('#') {
                    shape.push('#');
                }
                continue;
            }
            _ => {
                shape.push(letter);
                continue;
            }
        };
        shape.push(letter);
        while let Some(inside) = letters.next().filter(|inside| *inside != end) {
            if inside == '\\' {
                letters.next();
            }
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fault;

    fn named(name: &str) -> Problem {
        let fault = Fault::Duplicate { kind: "class", name: name.to_owned() };
        Problem::new("council.toml", "divisions", fault)
    }

    fn words(problems: &[Problem]) -> Vec<String> {
        Grouped::new(problems).to_string().lines().map(str::to_owned).collect()
    }

    /// Fails if one problem found 432 times takes more than one line, or is counted wrong.
    #[test]
    fn the_same_problem_is_written_once() {
        let lines = words(&vec![named("edge"); 432]);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines[0], "432 problems:");
        assert!(lines[1].ends_with("Give each its own name. (And 431 more like it.)"), "{lines:?}");
    }

    /// Fails if problems that fit a screen are not all written, each where it is.
    #[test]
    fn few_problems_are_all_written() {
        let few: Vec<Problem> = (0..MOST).map(|place| named(&format!("c{place}"))).collect();
        let lines = words(&few);
        assert_eq!(lines.len(), 1 + MOST);
        assert!(!lines.concat().contains("more"), "{lines:?}");
    }

    /// Fails if many problems of a kind push out others, or if any is not counted.
    #[test]
    fn many_problems_are_a_screenful_and_the_rest_is_counted() {
        let mut many: Vec<Problem> = (0..500).map(|place| named(&format!("c{place}"))).collect();
        many.push(Problem::new("options.toml", "options", Fault::Empty));
        let lines = words(&many);
        assert_eq!(lines.len(), 5, "{lines:?}");
        assert!(lines[3].ends_with("(And 497 more like it.)"), "{lines:?}");
        assert!(lines[4].contains("The file is empty"), "{lines:?}");
        let key = |place: usize| {
            let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
            [letter(place / 26), letter(place)].iter().collect::<String>()
        };
        let kinds: Vec<Problem> = (0..300)
            .map(|place| {
                let fault = Fault::UnknownKey { key: key(place), suggestion: None };
                Problem::new("options.toml", key(place), fault)
            })
            .collect();
        let lines = words(&kinds);
        assert_eq!(lines.len(), 1 + MOST, "{lines:?}");
        assert!(lines[MOST].contains("And 261 more problems"), "{}", lines[MOST]);
    }

    /// Fails if text from a file can make a line as long as it likes.
    #[test]
    fn long_texts_are_cut() {
        let key = "é".repeat(100_000);
        let fault = Fault::UnknownKey { key: key.clone(), suggestion: None };
        let lines = words(&[Problem::new(&key, key.as_str(), fault)]);
        assert!(lines.iter().all(|line| line.chars().count() < 1500), "{}", lines[1].len());
    }
}
