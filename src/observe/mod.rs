//! Published or own figures from a table: read tolerantly, reported in words.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`measures`] | the measures that are used |
//! | [`cell`] | one cell: a number, a missing one, nonsense |
//! | [`layout`] | tall and wide tables |
//! | [`units`] | rates where counts are meant, shares where percentages are |
//!
//! Two layouts are read. A *tall* table has a row for each number, with columns `year`,
//! `measure`, `value` and, if wanted, `area`, `area_code`, `unit`, `basis`, `source`. A
//! *wide* one has a row for each year and a column for each measure, or the reverse.
//! Nothing is guessed in silence: whatever is converted, left out or sorted is a note,
//! and what cannot be read is refused with its line and column. Decision 0050.

pub mod cell;
pub mod layout;
pub mod measures;
pub mod units;

use crate::scenario::{Fault, Problem};
use layout::Entry;
use measures::Measure;
use serde::Serialize;
use std::collections::BTreeMap;

/// Largest table that is read, bytes. All English authorities for twelve years are about
/// four million.
pub const LARGEST: u64 = 20_000_000;

/// Most problems that are listed.
const MOST_PROBLEMS: usize = 20;

/// What a table says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Observations {
    /// Areas in order of their names.
    pub areas: Vec<Area>,
    /// What was converted, left out or sorted, in sentences.
    pub notes: Vec<String>,
}

/// One area's figures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Area {
    /// Code, where the table gives one.
    pub code: String,
    /// Name, where the table gives one.
    pub name: String,
    /// Series by measure id.
    pub series: BTreeMap<String, Series>,
}

/// One measure of one area.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Series {
    /// Year to (or at) 31 March, and the number.
    pub points: BTreeMap<i32, f64>,
    /// Where it comes from: the first release that the table names.
    pub source: String,
    /// The release of each year's number, where the table names one.
    pub releases: BTreeMap<i32, String>,
}

impl Series {
    /// The release that a year's number comes from; nothing if the table names none.
    #[must_use]
    pub fn release(&self, year: i32) -> &str {
        self.releases.get(&year).unwrap_or(&self.source)
    }

    /// Every release that its numbers come from, the latest year's first.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for year in self.points.keys().rev() {
            let release = self.release(*year);
            if !release.is_empty() && !found.contains(&release) {
                found.push(release);
            }
        }
        found
    }
}

impl Area {
    /// The number of a measure in a year.
    #[must_use]
    pub fn at(&self, measure: &str, year: i32) -> Option<f64> {
        self.series.get(measure)?.points.get(&year).copied()
    }

    /// First and last year with a number.
    #[must_use]
    pub fn years(&self) -> Option<(i32, i32)> {
        let years = || self.series.values().flat_map(|series| series.points.keys().copied());
        Some((years().min()?, years().max()?))
    }

    /// The same without anything after a year.
    #[must_use]
    pub fn until(&self, year: i32) -> Self {
        let mut cut = self.clone();
        for series in cut.series.values_mut() {
            series.points.retain(|at, _| *at <= year);
        }
        cut.series.retain(|_, series| !series.points.is_empty());
        cut
    }

    /// What to call it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }
}

impl Observations {
    /// The area called `wanted` (name or code, capitals aside), or the only one, or the
    /// one that `hint` (a council's full name) contains.
    ///
    /// # Errors
    /// A sentence that lists the areas there are.
    pub fn area(&self, wanted: Option<&str>, hint: &str) -> Result<&Area, String> {
        let list = || {
            let names: Vec<String> = self
                .areas
                .iter()
                .take(40)
                .map(|area| match (area.name.as_str(), area.code.as_str()) {
                    ("", code) => code.to_owned(),
                    (name, "") => name.to_owned(),
                    (name, code) => format!("{name} ({code})"),
                })
                .collect();
            names.join(", ")
        };
        let Some(wanted) = wanted else {
            if let [only] = self.areas.as_slice() {
                return Ok(only);
            }
            let hint = measures::words(hint);
            let inside = |area: &&Area| {
                let name = measures::words(&area.name);
                !name.is_empty() && format!(" {hint} ").contains(&format!(" {name} "))
            };
            let found: Vec<&Area> = self.areas.iter().filter(inside).collect();
            return match found.as_slice() {
                [one] => Ok(one),
                _ => Err(format!(
                    "The table holds {} areas. Choose one by name or code: {}.",
                    self.areas.len(),
                    list()
                )),
            };
        };
        let same = |text: &str| measures::words(text) == measures::words(wanted);
        let exact: Vec<&Area> =
            self.areas.iter().filter(|area| same(&area.name) || same(&area.code)).collect();
        match exact.as_slice() {
            [one] => Ok(one),
            [] => {
                let names = self.areas.iter().map(|area| area.name.as_str());
                let near = crate::scenario::problem::nearest(wanted, names)
                    .map_or_else(String::new, |near| format!(" Did you mean {near}?"));
                Err(format!("The table has no area {wanted:?}.{near} It holds: {}.", list()))
            }
            _ => Err(format!(
                "{wanted:?} fits several areas. Use the code. The table holds: {}.",
                list()
            )),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// What cannot be read, with line, column and value.
pub fn read(name: &str, bytes: &[u8]) -> Result<Observations, Vec<Problem>> {
    too_large(name, bytes.len() as u64)?;
    let text = layout::decode(bytes);
    let sheet = layout::sheet(name, &text)?;
    let mut notes = sheet.notes;
    let mut problems = Vec::new();
    let entries = without_repeats(name, sheet.entries, &mut notes, &mut problems);
    let areas = areas(entries, &sheet.areas, &mut notes);
    let areas = units::counted(name, areas, &mut notes, &mut problems);
    if !problems.is_empty() {
        problems.truncate(MOST_PROBLEMS);
        return Err(problems);
    }
    let mut areas: Vec<Area> = areas.into_iter().filter(|area| !area.series.is_empty()).collect();
    areas.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    if areas.is_empty() {
        let ids: Vec<&str> = measures::MEASURES.iter().take(10).map(|it| it.id).collect();
        return Err(vec![refusal(
            name,
            "",
            format!(
                "The table holds no figure of a measure that is used. Those are {} and others; \
             see the page of the format.",
                ids.join(", ")
            ),
        )]);
    }
    for area in &areas {
        gaps(area, &mut notes);
    }
    Ok(Observations { areas, notes })
}

/// Refuses a table that is larger than is ever read; ask before reading it.
///
/// # Errors
/// The size and the limit.
pub fn too_large(name: &str, bytes: u64) -> Result<(), Vec<Problem>> {
    if bytes <= LARGEST {
        return Ok(());
    }
    let statement = format!(
        "The file has {:.1} million bytes; at most {} million are read. Keep only the areas and \
         measures that are needed.",
        bytes as f64 / 1e6,
        LARGEST / 1_000_000
    );
    Err(vec![refusal(name, "", statement)])
}

pub(crate) fn refusal(name: &str, place: impl Into<String>, statement: String) -> Problem {
    Problem::new(name, place, Fault::Contradiction { statement })
}

/// Drops rows that say the same twice; refuses rows that contradict each other.
fn without_repeats(
    name: &str,
    entries: Vec<Entry>,
    notes: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    let mut seen: BTreeMap<(usize, &'static str, i32), (usize, f64)> = BTreeMap::new();
    let mut repeats = 0_usize;
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        match seen.get(&(entry.place.area, entry.place.measure.id, entry.place.year)) {
            Some((_, value)) if (value - entry.value).abs() < 1e-9 => repeats += 1,
            Some((line, value)) => {
                if problems.len() < MOST_PROBLEMS {
                    let statement = format!(
                        "{} in {} is {} here and {value} in line {line}. Keep one.",
                        entry.place.measure.id, entry.place.year, entry.value
                    );
                    problems.push(refusal(name, format!("line {}", entry.place.line), statement));
                }
            }
            None => {
                seen.insert(
                    (entry.place.area, entry.place.measure.id, entry.place.year),
                    (entry.place.line, entry.value),
                );
                kept.push(entry);
            }
        }
    }
    if repeats > 0 {
        notes.push(format!("{repeats} rows say the same as another and are left out."));
    }
    kept
}

/// Series of each area, with the units as written beside the numbers.
fn areas(
    entries: Vec<Entry>,
    names: &[(String, String)],
    notes: &mut Vec<String>,
) -> Vec<units::Raw> {
    let mut areas: Vec<units::Raw> = names
        .iter()
        .map(|(code, name)| units::Raw {
            code: code.clone(),
            name: name.clone(),
            ..units::Raw::default()
        })
        .collect();
    let mut last: BTreeMap<(usize, &'static str), i32> = BTreeMap::new();
    let mut unsorted = false;
    for entry in entries {
        let before = last.insert((entry.place.area, entry.place.measure.id), entry.place.year);
        unsorted |= before.is_some_and(|before| before > entry.place.year);
        if let Some(area) = areas.get_mut(entry.place.area) {
            area.series.entry(entry.place.measure.id).or_default().push(entry);
        }
    }
    if unsorted {
        notes.push("Years are not in order; they were sorted.".to_owned());
    }
    areas
}

/// Says which years are missing between the first and the last.
fn gaps(area: &Area, notes: &mut Vec<String>) {
    for (id, series) in &area.series {
        let years = || series.points.keys().copied();
        let (Some(first), Some(last)) = (years().min(), years().max()) else { continue };
        let missing: Vec<String> = (first..=last)
            .filter(|year| !series.points.contains_key(year))
            .map(|year| year.to_string())
            .collect();
        if !missing.is_empty() && missing.len() <= 30 {
            let of =
                if area.label().is_empty() { String::new() } else { format!("{}: ", area.label()) };
            notes.push(format!(
                "{of}{id} has no figure for {}; the gap is left open, not filled with zero.",
                missing.join(", ")
            ));
        }
    }
}

/// A measure that is used.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    measures::measure(id)
}
