//! Published or own figures from a table: read tolerantly, reported in words.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`text`] | bytes as text, and what is none |
//! | [`words`] | headings, units and dates as words |
//! | [`cell`] | one cell: a number, a missing one, nonsense |
//! | [`period`], `date` | the year to 31 March, and other dates told apart |
//! | [`mod@unit`] | what a unit says |
//! | [`measures`] | the measures that are used |
//! | [`naming`] | measure, unit and date in one heading |
//! | [`role`] | what each column is |
//! | [`layout`] | from text to one entry a number |
//! | `table`, `rows`, `numbers` | a table's headings, rows and cells |
//! | [`areas`] | which areas are one |
//! | [`units`] | rates where counts are meant, shares where percentages are |
//! | [`choose`] | the area that is asked for |
//!
//! Two layouts are read. A *tall* table has a row for each number, with columns `year`,
//! `measure`, `value` and, if wanted, `area`, `area_code`, `unit`, `basis`, `source`. A
//! *wide* one has a row for each year and a column for each measure, or the reverse. The
//! files of the Department for Education are read as they are published. Nothing is
//! guessed in silence: whatever is converted, left out or sorted is a note, and what
//! cannot be read is refused with its line and column. What is wrong with one area does
//! not touch the others. Decision 0050.

pub mod areas;
pub mod cell;
pub mod choose;
mod date;
pub mod layout;
pub mod measures;
pub mod naming;
mod numbers;
pub mod period;
pub mod role;
mod rows;
mod table;
pub mod text;
pub mod unit;
pub mod units;
pub mod words;

use crate::Fault;
use crate::Problem;
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
    /// Areas whose figures cannot be used, with why.
    pub refused: Vec<(Area, Vec<Problem>)>,
    /// What was converted, left out or sorted in all of the table, in sentences.
    pub notes: Vec<String>,
}

/// One area's figures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Area {
    /// Code, where the table gives one; the newest of several.
    pub code: String,
    /// Name, where the table gives one.
    pub name: String,
    /// Codes that it had before.
    pub former: Vec<String>,
    /// Whether it is a country or a region.
    pub wider: bool,
    /// Series by measure id.
    pub series: BTreeMap<String, Series>,
    /// What was converted or is missing in its figures, in sentences.
    pub notes: Vec<String>,
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
        match (self.name.as_str(), self.code.as_str()) {
            ("", "") => "This area",
            ("", code) => code,
            (name, _) => name,
        }
    }
}

/// Reads a table.
///
/// # Errors
/// What cannot be read, with line, column and value.
pub fn read(name: &str, bytes: &[u8]) -> Result<Observations, Vec<Problem>> {
    too_large(name, bytes.len() as u64)?;
    let (text, encoding) = text::decode(name, bytes)?;
    let mut sheet = layout::sheet(name, &text)?;
    let joined = areas::join(&mut sheet);
    let mut notes: Vec<String> = encoding.into_iter().chain(sheet.notes).collect();
    let entries = units::alike(name, sheet.entries, sheet.rates_said.as_ref(), &mut notes)?;
    let mut raws = vec![units::Raw::new(); sheet.areas.len()];
    let (unsorted, repeats) = sort(name, entries, &mut raws, &mut sheet.faults);
    if unsorted {
        notes.push("Years are not in order; they were sorted.".to_owned());
    }
    if repeats > 0 {
        notes.push(format!("Rows that repeat another are ignored: {repeats}."));
    }
    let by_size = units::all_rates(&raws);
    let mut read = Observations { notes, ..Observations::default() };
    for (at, (raw, label)) in raws.iter().zip(&sheet.areas).enumerate() {
        let (former, note) = joined.get(&at).cloned().unwrap_or_default();
        let mut area = Area {
            code: label.code.clone(),
            name: label.name.clone(),
            wider: label.wider,
            former,
            ..Area::default()
        };
        area.notes.extend((!note.is_empty()).then_some(note));
        let mut problems = sheet.faults.remove(&at).unwrap_or_default();
        problems.extend(units::counted(name, raw, by_size, &mut area));
        if let Some(missing) = sheet.missing.get(&at) {
            area.notes.push(format!(
                "Cells that are blank or carry a sign for a missing number: {missing}; none is read \
                 as zero."
            ));
        }
        gaps(&mut area);
        if !problems.is_empty() {
            problems.truncate(MOST_PROBLEMS);
            read.refused.push((area, problems));
        } else if !area.series.is_empty() {
            read.areas.push(area);
        }
    }
    read.areas.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    finish(name, read, &sheet.unused)
}

/// Refuses a table of which nothing can be used; says which areas cannot.
fn finish(
    name: &str,
    mut read: Observations,
    unused: &BTreeMap<String, Option<&'static str>>,
) -> Result<Observations, Vec<Problem>> {
    if read.areas.is_empty() && !read.refused.is_empty() {
        let all = read.refused.into_iter().flat_map(|(_, problems)| problems);
        return Err(all.take(MOST_PROBLEMS).collect());
    }
    if read.areas.is_empty() {
        let ids: Vec<&str> = measures::MEASURES.iter().take(15).map(|it| it.id).collect();
        let found = if unused.is_empty() {
            String::new()
        } else {
            format!(" It has {}.", table::listed(unused))
        };
        let statement = format!(
            "The table has no figure of a measure that Staircase uses.{found} It uses {} and shares \
             of lengths.",
            ids.join(", ")
        );
        return Err(vec![refusal(name, "", statement)]);
    }
    if !read.refused.is_empty() {
        let names: Vec<&str> = read.refused.iter().take(6).map(|(area, _)| area.label()).collect();
        let more = read.refused.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        read.notes.push(format!(
            "The figures of {}{more} cannot be used; choose the area to see why.",
            names.join(", ")
        ));
    }
    Ok(read)
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

/// Puts entries to their areas and measures. Drops those that say the same twice; refuses
/// those that contradict each other. Answers whether years were out of order, and how many
/// were dropped.
fn sort(
    name: &str,
    entries: Vec<Entry>,
    raws: &mut [units::Raw],
    faults: &mut BTreeMap<usize, Vec<Problem>>,
) -> (bool, usize) {
    let mut seen: BTreeMap<(usize, &'static str, i32), (usize, f64)> = BTreeMap::new();
    let (mut unsorted, mut repeats) = (false, 0);
    for entry in entries {
        let place = &entry.place;
        let key = (place.area, place.measure.id, place.year);
        match seen.get(&key) {
            // A population may stand beside each of several counts.
            Some((_, value)) if (value - entry.value).abs() < 1e-9 => {
                repeats += usize::from(place.measure.kind != measures::Kind::Population);
            }
            Some((line, value)) => {
                let statement = format!(
                    "{} in {} is {} here and {value} in line {line}. Keep one.",
                    place.measure.id, place.year, entry.value
                );
                let at = format!("line {}, column {}", place.line, place.column);
                faults.entry(place.area).or_default().push(refusal(name, at, statement));
            }
            None => {
                seen.insert(key, (place.line, entry.value));
                if let Some(raw) = raws.get_mut(place.area) {
                    let rows = raw.entry(place.measure.id).or_default();
                    unsorted |= rows.last().is_some_and(|last| last.place.year > place.year);
                    rows.push(entry);
                }
            }
        }
    }
    (unsorted, repeats)
}

/// Says which years are missing between the first and the last.
fn gaps(area: &mut Area) {
    let mut notes = Vec::new();
    for (id, series) in &area.series {
        let years = || series.points.keys().copied();
        let (Some(first), Some(last)) = (years().min(), years().max()) else { continue };
        let missing: Vec<String> = (first..=last)
            .filter(|year| !series.points.contains_key(year))
            .map(|year| year.to_string())
            .collect();
        if !missing.is_empty() && missing.len() <= 30 {
            notes.push(format!(
                "{id} has no figure for {}; the gap is left open, not filled with zero.",
                missing.join(", ")
            ));
        }
    }
    area.notes.extend(notes);
}

/// A measure that is used.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    measures::measure(id)
}
