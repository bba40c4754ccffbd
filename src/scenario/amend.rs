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

/// What a typed number gives as its source.
pub const TYPED: &str = "typed in the page";

/// A row of the register: its path and its words. Rates by age share a path.
pub type Name<'a> = (&'a str, &'a str);

/// What marks a number while it is looked for.
const MARK: &str = "\u{2020} sought";

/// Keys of a distribution that move with the number. `n`, a number of observations, does not.
const MOVING: [&str; 7] = ["median", "p95", "mean", "sd", "low", "mode", "high"];

/// `key = value` somewhere in a text.
#[derive(Debug, Clone, PartialEq)]
struct Entry<'a> {
    /// Which table it stands in.
    table: usize,
    key: &'a str,
    value: Range<usize>,
}

/// Every entry of a TOML text, and where each table stands. The text has been read by toml
/// before, so what makes no sense here does not come; whatever comes, the scan ends.
#[derive(Debug, Default)]
struct Scan<'a> {
    text: &'a str,
    at: usize,
    tables: Vec<Range<usize>>,
    entries: Vec<Entry<'a>>,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str) -> Self {
        let whole = 0..text.len();
        let mut scan = Self { text, at: 0, tables: vec![whole], entries: Vec::new() };
        let mut table = 0;
        loop {
            scan.skip(&[' ', '\t', '\r', '\n']);
            match scan.next() {
                None => break,
                Some('[') => {
                    scan.tables[table].end = scan.at;
                    scan.line();
                    table = scan.tables.len();
                    scan.tables.push(scan.at..text.len());
                }
                Some(_) => scan.entry(table),
            }
        }
        scan
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Past blanks of these kinds, and comments.
    fn skip(&mut self, blanks: &[char]) {
        while let Some(letter) = self.next() {
            if letter == '#' {
                self.line();
            } else if blanks.contains(&letter) {
                self.at += letter.len_utf8();
            } else {
                break;
            }
        }
    }

    /// To the end of the line.
    fn line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn entry(&mut self, table: usize) {
        let rest = self.rest();
        let Some(sign) = rest.find(['=', '\n', '}']).filter(|at| rest[*at..].starts_with('='))
        else {
            // Not an entry: on, by a letter at least.
            self.at += rest.find('\n').unwrap_or(rest.len()).max(1).min(rest.len());
            return;
        };
        let key = rest[..sign].trim();
        self.at += sign + 1;
        self.skip(&[' ', '\t']);
        let start = self.at;
        self.value();
        let value = start..start + self.text[start..self.at].trim_end().len();
        self.entries.push(Entry { table, key, value });
    }

    fn value(&mut self) {
        let rest = self.rest();
        match self.next() {
            Some('{') => {
                let table = self.tables.len();
                self.tables.push(self.at..self.at);
                self.at += 1;
                loop {
                    self.skip(&[' ', '\t', '\r', '\n', ',']);
                    match self.next() {
                        None => break,
                        Some('}') => {
                            self.at += 1;
                            break;
                        }
                        Some(_) => self.entry(table),
                    }
                }
                self.tables[table].end = self.at;
            }
            Some('[') => {
                self.at += 1;
                loop {
                    self.skip(&[' ', '\t', '\r', '\n', ',']);
                    match self.next() {
                        None => break,
                        Some(']') => {
                            self.at += 1;
                            break;
                        }
                        Some(_) => {
                            let before = self.at;
                            self.value();
                            self.at = self.at.max(before + 1);
                        }
                    }
                }
            }
            Some(quote @ ('"' | '\'')) => {
                let long: String = [quote; 3].iter().collect();
                let end = if rest.starts_with(&long) { long } else { quote.to_string() };
                self.at += end.len();
                while let Some(letter) = self.next() {
                    if self.rest().starts_with(&end) {
                        self.at += end.len();
                        break;
                    }
                    self.at += letter.len_utf8();
                    if letter == '\\' && quote == '"' {
                        self.at += self.next().map_or(0, char::len_utf8);
                    }
                }
            }
            _ => self.at += rest.find([',', ']', '}', '\n', '#']).unwrap_or(rest.len()),
        }
    }

    fn in_table(&self, table: usize, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.table == table && entry.key == key)
    }

    fn word(&self, table: usize, key: &str) -> Option<&'a str> {
        let value = self.text.get(self.in_table(table, key)?.value.clone())?;
        Some(value.trim_matches(['"', '\'']))
    }

    fn number(&self, entry: &Entry<'_>) -> Option<f64> {
        self.text.get(entry.value.clone())?.replace('_', "").parse().ok()
    }
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

/// A text with the number of one table replaced, its source and grade with it.
fn with(scan: &Scan<'_>, table: usize, value: f64, source: &str) -> Option<String> {
    let entry = scan.in_table(table, "value")?;
    let was = scan.number(entry)?;
    let mut pieces = vec![(entry.value.clone(), format!("{value}"))];
    let inline = scan.text[scan.tables[table].clone()].starts_with('{');
    let mut put = |key: &str, word: &str| match scan.in_table(table, key) {
        Some(found) => pieces.push((found.value.clone(), format!("\"{word}\""))),
        None => {
            let between = if inline { ", " } else { "\n" };
            pieces[0].1.push_str(&format!("{between}{key} = \"{word}\""));
        }
    };
    put("source", source);
    put("grade", Grade::Assumed.word());
    if let Some(spread) =
        scan.in_table(table, "distribution").filter(|_| was.to_bits() != value.to_bits())
    {
        let inside = |entry: &&Entry<'_>| {
            entry.value.start > spread.value.start && entry.value.end <= spread.value.end
        };
        let moving = scan.entries.iter().filter(inside).filter(|entry| MOVING.contains(&entry.key));
        for entry in moving {
            if let Some(number) = scan.number(entry) {
                pieces.push((entry.value.clone(), short(number * (value / was))));
            }
        }
    }
    Some(replaced(scan.text, pieces))
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
fn candidates(scan: &Scan<'_>, row: &Row) -> Vec<usize> {
    let values = scan.entries.iter().filter(|entry| entry.key == "value");
    let alike = values.filter(|entry| scan.number(entry).map(plain).as_ref() == Some(&row.value));
    let tables = alike.map(|entry| entry.table);
    tables.filter(|table| scan.word(*table, "unit").is_none_or(|unit| unit == row.unit)).collect()
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
    let scan = Scan::of(text);
    for table in candidates(&scan, &row) {
        let scaled = row.distribution.is_some()
            && !(value
                / scan.in_table(table, "value").and_then(|it| scan.number(it)).unwrap_or(1.0))
            .is_finite();
        if scaled {
            let statement =
                "It varies around 0, so a distribution cannot move with it. Change it in the file."
                    .to_owned();
            return Err(vec![Problem::new(&file, &place, Fault::Contradiction { statement })]);
        }
        let Some(changed) = with(&scan, table, value, TYPED) else { continue };
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
    let scan = Scan::of(text);
    for table in candidates(&scan, &row) {
        let now = scan.in_table(table, "value").and_then(|entry| scan.number(entry));
        let Some(marked) = now.and_then(|value| with(&scan, table, value, MARK)) else { continue };
        let mut next = files.clone();
        next.insert(file.clone(), marked);
        let marked =
            |row: &Row| (row.path.as_str(), row.label.as_str()) == name && row.source == MARK;
        if register(main, &next).is_ok_and(|rows| rows.iter().any(marked)) {
            return Ok((file, scan.tables[table].clone()));
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
                        mode = 3, high = 9 } } }\n[[y]]\nlist = [{ value = 3 }, { value = 4 }]\n";

    /// Fails if braces in texts or comments are taken for tables, or an entry for another's.
    #[test]
    fn entries_are_found_where_toml_has_them() {
        let scan = Scan::of(TEXT);
        let values: Vec<f64> = scan
            .entries
            .iter()
            .filter(|entry| entry.key == "value")
            .filter_map(|entry| scan.number(entry))
            .collect();
        assert_eq!(values, [2.5, 3.0, 3.0, 4.0]);
        assert!(TEXT.parse::<toml::Table>().is_ok());
    }

    /// Fails if anything but number, source, grade and the spread moves.
    #[test]
    fn a_number_takes_its_spread_with_it_and_nothing_else() {
        let scan = Scan::of(TEXT);
        let entry =
            scan.entries.iter().find(|entry| &TEXT[entry.value.clone()] == "3").expect("is there");
        let text = with(&scan, entry.table, 6.0, "t").expect("is one");
        let inner = "s = { value = 6, grade = \"assumed\", unit = \"u\", source = \"t\", \
                     distribution = { pert = { low = 2, mode = 6, high = 18 } } }";
        assert!(text.contains(inner), "{text}");
        assert_eq!(text.lines().count(), TEXT.lines().count());
    }

    /// Fails if broken text keeps the scan from ending, or makes it panic.
    #[test]
    fn damaged_text_ends_the_scan() {
        for end in (0..TEXT.len()).filter(|end| TEXT.is_char_boundary(*end)) {
            Scan::of(&TEXT[..end]);
            Scan::of(&TEXT[end..]);
        }
        for text in ["[[[", "{{{", "= =", "a = [", "a = \"\\", "é = 'ü", "a = {,,", "a = }"] {
            Scan::of(text);
        }
    }
}
