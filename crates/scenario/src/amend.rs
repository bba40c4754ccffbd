//! One number of the register changed in the text of its file, and put back.
//!
//! The text stays as people wrote it: only the number, its source and its grade are replaced,
//! and a distribution moves with its number, in proportion. Which of several alike numbers
//! is meant is found by trying: the right one is the one that changes that row of the
//! register when the scenario is read again.

use super::figure::Grade;
use super::load::{Files, load};
use super::problem::{Fault, Problem, plain};
use super::register::Row;
use super::resolve::resolve;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a typed number gives as its source.
pub const TYPED: &str = "typed in the page";

/// A row of the register: its path and its words. Rates by age share a path.
pub type Name<'a> = (&'a str, &'a str);

/// What marks a number while it is looked for.
const MARK: &str = "\u{2020} sought";

/// Keys of a distribution that move with the number. `n`, a number of observations, does not.
const MOVING: [&str; 7] = ["median", "p95", "mean", "sd", "low", "mode", "high"];

/// A table of a file's text that holds a number.
#[derive(Debug, Clone, Copy)]
struct Numbered<'t> {
    text: &'t str,
    table: &'t DeTable<'t>,
    /// Whether it stands in braces, on one line.
    inline: bool,
}

impl<'t> Numbered<'t> {
    /// All of a value's, in the order of keys.
    fn within(text: &'t str, value: &'t Spanned<DeValue<'t>>, found: &mut Vec<Self>) {
        match value.get_ref() {
            DeValue::Table(table) => {
                let inline = text.get(value.span()).is_some_and(|it| it.starts_with('{'));
                Self::of(text, table, inline, found);
            }
            DeValue::Array(list) => list.iter().for_each(|it| Self::within(text, it, found)),
            _ => {}
        }
    }

    fn of(text: &'t str, table: &'t DeTable<'t>, inline: bool, found: &mut Vec<Self>) {
        let this = Self { text, table, inline };
        if this.number().is_some() {
            found.push(this);
        }
        table.iter().for_each(|(_, value)| Self::within(text, value, found));
    }

    fn place(&self, key: &str) -> Option<Range<usize>> {
        Some(self.table.iter().find(|(it, _)| it.get_ref() == key)?.1.span())
    }

    fn number(&self) -> Option<f64> {
        number(self.text, self.place("value")?)
    }

    fn word(&self, key: &str) -> Option<&'t str> {
        self.table.iter().find(|(it, _)| it.get_ref() == key)?.1.get_ref().as_str()
    }

    /// From its first key to its last value, without tables under headings of their own.
    fn span(&self) -> Range<usize> {
        let braced = |value: &Spanned<DeValue<'_>>| {
            self.text.get(value.span()).is_some_and(|it| it.starts_with('{'))
        };
        let own = || self.table.iter().filter(|(_, it)| !it.get_ref().is_table() || braced(it));
        let starts = own().map(|(key, _)| key.span().start);
        let ends = own().map(|(_, value)| value.span().end);
        starts.min().unwrap_or_default()..ends.max().unwrap_or_default()
    }

    /// The text with this number replaced, its source and grade with it.
    fn with(&self, value: f64, source: &str) -> Option<String> {
        let was = self.number()?;
        let mut pieces = vec![(self.place("value")?, format!("{value}"))];
        let mut put = |key: &str, word: &str| match self.place(key) {
            Some(place) => pieces.push((place, format!("\"{word}\""))),
            None => {
                let between = if self.inline { ", " } else { "\n" };
                pieces[0].1.push_str(&format!("{between}{key} = \"{word}\""));
            }
        };
        put("source", source);
        put("grade", Grade::Assumed.word());
        let spread = self.table.iter().find(|(key, _)| key.get_ref() == "distribution");
        if let Some((_, spread)) = spread.filter(|_| was.to_bits() != value.to_bits()) {
            let mut places = Vec::new();
            moving(spread.get_ref(), &mut places);
            for place in places {
                if let Some(number) = number(self.text, place.clone()) {
                    pieces.push((place, short(number * (value / was))));
                }
            }
        }
        Some(replaced(self.text, pieces))
    }
}

/// Where the numbers stand that move a distribution with its value.
fn moving(distribution: &DeValue<'_>, places: &mut Vec<Range<usize>>) {
    for (key, value) in distribution.as_table().into_iter().flat_map(DeTable::iter) {
        if MOVING.contains(&key.get_ref().as_ref()) {
            places.push(value.span());
        }
        moving(value.get_ref(), places);
    }
}

fn number(text: &str, place: Range<usize>) -> Option<f64> {
    text.get(place)?.replace('_', "").parse().ok()
}

/// Pieces of a text replaced, from the last to the first.
fn replaced(text: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    pieces.into_iter().fold(text.to_owned(), |mut text, (range, with)| {
        text.replace_range(range, &with);
        text
    })
}

/// Six figures are enough for the ends of a distribution.
fn short(value: f64) -> String {
    let rounded = format!("{value:.5e}").parse().unwrap_or(value);
    format!("{}", if rounded.is_finite() { rounded } else { value })
}

/// The rows of a scenario's register, or what is wrong with it.
fn register(main: &str, files: &Files) -> Result<Vec<Row>, Vec<Problem>> {
    Ok(resolve(&load(main, files)?, files)?.register)
}

/// A row of the register: its file, its place in it, and the row.
fn sought(
    main: &str,
    files: &Files,
    (path, label): Name<'_>,
) -> Result<(String, String, Row), Vec<Problem>> {
    let not_here =
        |statement: String| vec![Problem::new(path, "", Fault::Contradiction { statement })];
    let row = register(main, files)?.into_iter().find(|row| row.path == path && row.label == label);
    let Some(row) = row else {
        return Err(not_here("No number of this name is in the scenario.".to_owned()));
    };
    let Some((file, place)) = path.split_once(": ").filter(|_| row.range.is_some()) else {
        return Err(not_here("This is several numbers: change them in the file.".to_owned()));
    };
    Ok((file.to_owned(), place.to_owned(), row.clone()))
}

/// Tables of a file that could be that of a row.
fn candidates<'t>(text: &'t str, file: &'t DeTable<'t>, row: &Row) -> Vec<Numbered<'t>> {
    let mut found = Vec::new();
    Numbered::of(text, file, false, &mut found);
    found.retain(|it| {
        it.number().map(plain).as_ref() == Some(&row.value)
            && it.word("unit").is_none_or(|unit| unit == row.unit)
    });
    found
}

/// A file's text with where everything stands in it. It has been read before, so that a
/// text that cannot be read does not come.
fn parsed<'t>(text: &'t str, file: &str) -> Result<Spanned<DeTable<'t>>, Vec<Problem>> {
    DeTable::parse(text).map_err(|_| not_found(file))
}

fn not_found(path: &str) -> Vec<Problem> {
    let statement = "This number cannot be changed in the table. Change it in the file.".to_owned();
    vec![Problem::new(path, "", Fault::Contradiction { statement })]
}

/// The text of the file of the row `name`, with `value` for its number.
///
/// # Errors
/// The problems that the scenario would have, and a row that is not one number.
pub fn amend(
    main: &str,
    files: &Files,
    name: Name<'_>,
    value: f64,
) -> Result<(String, String), Vec<Problem>> {
    let (file, place, row) = sought(main, files, name)?;
    let text = files.get(&file).map_or("", String::as_str);
    let document = parsed(text, &file)?;
    for candidate in candidates(text, document.get_ref(), &row) {
        let scaled =
            row.distribution.is_some() && !(value / candidate.number().unwrap_or(1.0)).is_finite();
        if scaled {
            let statement =
                "It varies around 0, so a distribution cannot move with it. Change it in the file."
                    .to_owned();
            return Err(vec![Problem::new(&file, &place, Fault::Contradiction { statement })]);
        }
        let Some(changed) = candidate.with(value, TYPED) else { continue };
        let mut next = files.clone();
        next.insert(file.clone(), changed.clone());
        match register(main, &next) {
            Ok(rows) => {
                let written = |now: &Row| {
                    (now.path.as_str(), now.label.as_str()) == name
                        && now.source == TYPED
                        && now.value == plain(value)
                };
                if rows.iter().any(written) {
                    return Ok((file, changed));
                }
            }
            Err(problems) => {
                // Another number's trouble only says that this was not the one.
                let own =
                    |problem: &Problem| problem.file == file && problem.path.starts_with(&place);
                let mine: Vec<Problem> = problems.into_iter().filter(own).collect();
                if !mine.is_empty() {
                    return Err(mine);
                }
            }
        }
    }
    Err(not_found(name.0))
}

/// Where the table of a row stands in its file.
fn stands(
    main: &str,
    files: &Files,
    name: Name<'_>,
) -> Result<(String, Range<usize>), Vec<Problem>> {
    let (file, _, row) = sought(main, files, name)?;
    let text = files.get(&file).map_or("", String::as_str);
    let document = parsed(text, &file)?;
    for candidate in candidates(text, document.get_ref(), &row) {
        let marked = candidate.number().and_then(|value| candidate.with(value, MARK));
        let Some(marked) = marked else { continue };
        let mut next = files.clone();
        next.insert(file.clone(), marked);
        let marked =
            |row: &Row| (row.path.as_str(), row.label.as_str()) == name && row.source == MARK;
        if register(main, &next).is_ok_and(|rows| rows.iter().any(marked)) {
            return Ok((file, candidate.span()));
        }
    }
    Err(not_found(name.0))
}

/// The text of the file of the row `name`, with its number as `originals` have it.
///
/// # Errors
/// A row that is not one number, or is not in both.
pub fn restore(
    main: &str,
    files: &Files,
    originals: &Files,
    name: Name<'_>,
) -> Result<(String, String), Vec<Problem>> {
    let (file, here) = stands(main, files, name)?;
    let (_, there) = stands(main, originals, name)?;
    let text = files.get(&file).map_or("", String::as_str);
    let original = originals.get(&file).and_then(|text| text.get(there)).unwrap_or_default();
    Ok((file, replaced(text, vec![(here, original.to_owned())])))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a = 1 # value = 9\n[x]\nvalue = 2.5\nunit = \"u\"\ns = { value = 3, \
                        unit = \"u\", source = 'is { value = 3 }', distribution = { pert = { low = 1, \
                        mode = 3, high = 9 } } }\n[x.z]\nw = 1\n[[y]]\nlist = [{ value = 3 }, { value = 4 }]\n";

    fn tables<'t>(document: &'t DeTable<'t>) -> Vec<Numbered<'t>> {
        let mut found = Vec::new();
        Numbered::of(TEXT, document, false, &mut found);
        found
    }

    /// Fails if braces in texts or comments are taken for tables, or an entry for another's.
    #[test]
    fn numbers_are_found_where_toml_has_them() {
        let document = DeTable::parse(TEXT).expect("is TOML");
        let found = tables(document.get_ref());
        let mut values: Vec<_> =
            found.iter().filter_map(|it| Some((it.number()?, it.inline))).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(values, [(2.5, false), (3.0, true), (3.0, true), (4.0, true)]);
    }

    /// Fails if anything but number, source, grade and the spread moves.
    #[test]
    fn a_number_takes_its_spread_with_it_and_nothing_else() {
        let document = DeTable::parse(TEXT).expect("is TOML");
        let found = tables(document.get_ref());
        let spread = found.iter().find(|it| it.place("distribution").is_some()).expect("is there");
        let text = spread.with(6.0, "t").expect("is one");
        let inner = "s = { value = 6, grade = \"assumed\", unit = \"u\", source = \"t\", \
                     distribution = { pert = { low = 2, mode = 6, high = 18 } } }";
        assert!(text.contains(inner), "{text}");
        assert_eq!(text.lines().count(), TEXT.lines().count());
    }

    /// Fails if a table under a heading takes more or less than its own entries along.
    #[test]
    fn a_table_reaches_from_its_first_key_to_its_last_value() {
        let document = DeTable::parse(TEXT).expect("is TOML");
        let found = tables(document.get_ref());
        let spans: Vec<&str> = found.iter().map(|it| &TEXT[it.span()]).collect();
        assert!(spans.contains(&"value = 4"), "{spans:?}");
        let heading = spans.iter().find(|it| it.contains("value = 2.5")).expect("is there");
        assert!(heading.starts_with("value = 2.5"), "{heading}");
        assert!(heading.ends_with("} } }"), "{heading}");
    }
}
