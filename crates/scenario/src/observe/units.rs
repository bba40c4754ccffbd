//! Units: rates per 10,000 children where counts are meant, thousands, shares where
//! percentages are. What is converted is said; what is neither is refused. A table is read
//! alike from end to end: rows without a unit are never counts beside rows that are rates.

use super::layout::Entry;
use super::measures::{Kind, Measure};
use super::unit::{Unit, grouped, words};
use super::{Area, MOST_PROBLEMS, Series, refusal};
use crate::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest children that an area is taken to have.
const FEWEST: f64 = 100.0;

/// Children of an area from which on its rates are like those of others.
const LARGE: f64 = 5000.0;

type Key = (usize, &'static str, i32);

/// What a table says of each area, by measure, before units are settled.
pub(super) type Raw = BTreeMap<&'static str, Vec<Entry>>;

fn is_count(entry: &Entry) -> bool {
    matches!(entry.place.unit, Unit::Unsaid | Unit::Plain | Unit::Thousands) && !entry.percent_sign
}

/// Leaves out rates beside counts; refuses units that are not understood, and rows without
/// a unit among rows with one.
pub(super) fn alike(
    name: &str,
    entries: Vec<Entry>,
    rates_said: Option<&(usize, String)>,
    notes: &mut Vec<String>,
) -> Result<Vec<Entry>, Vec<Problem>> {
    let key = |entry: &Entry| (entry.place.area, entry.place.measure.id, entry.place.year);
    let counted = |entry: &&Entry| matches!(entry.place.measure.kind, Kind::Count { .. });
    let counts: BTreeSet<Key> =
        entries.iter().filter(counted).filter(|entry| is_count(entry)).map(key).collect();
    let whole: BTreeSet<&str> = counts.iter().map(|(_, id, _)| *id).collect();
    let before = entries.len();
    let kept: Vec<Entry> = entries
        .into_iter()
        .filter(|entry| {
            !counted(&entry)
                || is_count(entry)
                || !(counts.contains(&key(entry))
                    || (matches!(entry.place.unit, Unit::Unclear(_))
                        && whole.contains(entry.place.measure.id)))
        })
        .collect();
    if kept.len() < before {
        notes.push(format!(
            "Rates and shares given beside counts of the same measure are not used: {}.",
            before - kept.len()
        ));
    }
    let mut problems: Vec<Problem> = Vec::new();
    let mut refuse = |entry: &Entry, statement: String| {
        let place = format!("line {}, column {}", entry.place.line, entry.place.column);
        if problems.len() < MOST_PROBLEMS {
            problems.push(refusal(name, place, statement));
        }
    };
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut unsaid: BTreeMap<(&str, &str), &Entry> = BTreeMap::new();
    for entry in &kept {
        let measure = entry.place.measure;
        if let Unit::Unclear(text) = &entry.place.unit
            && seen.insert((measure.id, text.clone()))
        {
            let statement = format!(
                "The unit of {}, {text:?}, is not understood. Write children, per 10,000 children \
                 or percent.",
                measure.id
            );
            refuse(entry, statement);
        }
        if entry.place.unit == Unit::Unsaid {
            unsaid.entry((measure.id, entry.place.column.as_str())).or_insert(entry);
        }
    }
    for entry in &kept {
        let measure = entry.place.measure;
        let place = (measure.id, entry.place.column.as_str());
        if matches!(entry.place.unit, Unit::Rate(_) | Unit::Thousands)
            && let Some(other) = unsaid.remove(&place)
        {
            let statement = format!(
                "{} has the unit {} here and none in line {}. Give the unit in every row.",
                measure.id,
                words(&entry.place.unit),
                other.place.line
            );
            refuse(entry, statement);
        }
    }
    if let Some((line, text)) = rates_said
        && let Some(entry) = kept.iter().filter(counted).find(|it| it.place.unit == Unit::Unsaid)
    {
        let statement = format!(
            "{text:?} in line {line} means that the table has rates, and {} has no unit. Write the \
             unit in its heading: children, or per 10,000 children.",
            entry.place.column
        );
        refuse(entry, statement);
    }
    if problems.is_empty() { Ok(kept) } else { Err(problems) }
}

/// Whether a series without a unit is plainly one of rates per 10,000.
fn rates(rows: &[Entry], population: &Population) -> Option<bool> {
    let Kind::Count { low, high } = rows.first()?.place.measure.kind else { return None };
    let (low, high) = (f64::from(low), f64::from(high));
    if low <= 0.0 || rows.iter().any(|row| row.place.unit != Unit::Unsaid) {
        return None;
    }
    Some(rows.iter().all(|row| {
        let rate = population.get(&row.place.year).map(|children| row.value / children * 1e4);
        (low..=high).contains(&row.value) && rate.is_some_and(|rate| rate < 0.75 * low)
    }))
}

type Population = BTreeMap<i32, f64>;

/// Whether every figure without a unit is plainly a rate, in every area.
pub(super) fn all_rates(raws: &[Raw]) -> bool {
    let mut any = false;
    for raw in raws {
        let population: Population = raw
            .get("population_0_17")
            .map(|rows| rows.iter().map(|row| (row.place.year, row.value)).collect())
            .unwrap_or_default();
        for found in raw.values().filter_map(|rows| rates(rows, &population)) {
            if !found {
                return false;
            }
            any = true;
        }
    }
    any
}

/// Puts the figures of an area into the units of their measures.
pub(super) fn counted(name: &str, raw: &Raw, by_size: bool, area: &mut Area) -> Vec<Problem> {
    let mut reader = Reader { name, by_size, problems: Vec::new() };
    if let Some(rows) = raw.get("population_0_17") {
        reader.settle(rows, area);
    }
    for (_, rows) in raw.iter().filter(|(id, _)| **id != "population_0_17") {
        reader.settle(rows, area);
    }
    reader.problems
}

struct Reader<'a> {
    name: &'a str,
    by_size: bool,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn refuse(&mut self, entry: &Entry, statement: String) {
        if self.problems.len() < MOST_PROBLEMS {
            let place = format!("line {}, column {}", entry.place.line, entry.place.column);
            self.problems.push(refusal(self.name, place, statement));
        }
    }

    /// Refuses a value that is not of its measure's kind.
    fn refuse_value(&mut self, row: &Entry, kind: &str) {
        let statement = format!(
            "{} is {kind}; this row has {}{}.",
            row.place.measure.id,
            row.value,
            beside(row)
        );
        self.refuse(row, statement);
    }

    /// Puts the rows of one measure into the area, in the measure's unit.
    fn settle(&mut self, rows: &[Entry], area: &mut Area) {
        let Some(first) = rows.first() else { return };
        let measure = first.place.measure;
        let mut points = BTreeMap::new();
        let mut said: BTreeSet<String> = BTreeSet::new();
        let shares = measure.kind == Kind::Percent
            && rows.iter().all(|row| row.value <= 1.0 && !row.percent_sign)
            && rows.iter().any(|row| row.value > 0.0);
        for row in rows {
            let value = match measure.kind {
                Kind::Percent => self.percent(row, shares, &mut said),
                Kind::Population => self.population(row, &mut said),
                Kind::Count { high, .. } => {
                    let population = area.at("population_0_17", row.place.year);
                    self.count(row, measure, (population, high), &mut said)
                }
            };
            points.extend(value.map(|value| (row.place.year, value)));
        }
        for words in said {
            area.notes.push(format!("{}: {words}", measure.id));
        }
        let source = first.place.source.clone();
        let named = rows.iter().filter(|row| !row.place.source.is_empty());
        let releases = named.map(|row| (row.place.year, row.place.source.clone())).collect();
        area.series.insert(measure.id.to_owned(), Series { points, source, releases });
    }

    fn percent(&mut self, row: &Entry, shares: bool, said: &mut BTreeSet<String>) -> Option<f64> {
        let value = if shares { row.value * 100.0 } else { row.value };
        if shares {
            said.insert("shares up to 1 are read as percentages.".to_owned());
        }
        if value > 100.0 || matches!(row.place.unit, Unit::Rate(_) | Unit::Thousands) {
            self.refuse_value(row, "a percentage from 0 to 100");
            return None;
        }
        Some(value)
    }

    fn population(&mut self, row: &Entry, said: &mut BTreeSet<String>) -> Option<f64> {
        let thousands = row.place.unit == Unit::Thousands;
        let value = if thousands { row.value * 1000.0 } else { row.value };
        if thousands {
            said.insert("thousands are read as children.".to_owned());
        }
        let good = (thousands || matches!(row.place.unit, Unit::Unsaid | Unit::Plain))
            && !row.percent_sign
            && (FEWEST..=2e7).contains(&value)
            && (thousands || whole(value));
        if !good {
            let kind = format!("a whole number of children between {FEWEST} and 20 million");
            self.refuse_value(row, &kind);
            return None;
        }
        Some(value)
    }

    fn count(
        &mut self,
        row: &Entry,
        measure: &Measure,
        (population, high): (Option<f64>, u32),
        said: &mut BTreeSet<String>,
    ) -> Option<f64> {
        let id = measure.id;
        if row.percent_sign || row.place.unit == Unit::Percent {
            self.refuse(row, format!("{id} is a count; this row has a percentage."));
            return None;
        }
        let (per, how) = match row.place.unit {
            Unit::Rate(per) => (Some(per), "as its unit says"),
            Unit::Unsaid if self.by_size => (Some(10_000), "by its size"),
            _ => (None, ""),
        };
        let value = if let Some(per) = per {
            let Some(population) = population else {
                let statement = format!(
                    "{id} is a rate per {} here. It can only be turned into a count with \
                     population_0_17 for {}.",
                    grouped(per),
                    row.place.year
                );
                self.refuse(row, statement);
                return None;
            };
            said.insert(format!(
                "read as a rate per {} children ({how}) and multiplied by population_0_17.",
                grouped(per)
            ));
            row.value * population / f64::from(per)
        } else if row.place.unit == Unit::Thousands {
            said.insert("thousands are read as children.".to_owned());
            row.value * 1000.0
        } else if whole(row.value) {
            row.value
        } else {
            let statement = format!(
                "{id} is {} here, and a count is a whole number. If it is a rate, write per 10,000 \
                 children in its heading, and give population_0_17.",
                row.value
            );
            self.refuse(row, statement);
            return None;
        };
        let Some(population) = population else { return Some(value) };
        let rate = value / population * 1e4;
        if rate > 3.0 * f64::from(high) {
            let statement = format!(
                "{id} of {value:.0} in a population of {population} children is {rate:.0} per \
                 10,000, more than is ever seen. Check the unit and the area."
            );
            self.refuse(row, statement);
            return None;
        }
        if let Kind::Count { low, .. } = measure.kind
            && id == "cin_stock"
            && population > LARGE
            && rate < f64::from(low)
        {
            let statement = format!(
                "{id} of {value:.0} in a population of {population} children is {rate:.0} per \
                 10,000, less than is ever seen. Is it a rate, or is the population of all ages?"
            );
            self.refuse(row, statement);
            return None;
        }
        Some(value)
    }
}

/// A unit after its number.
fn beside(row: &Entry) -> String {
    match row.place.unit {
        Unit::Unsaid | Unit::Plain => String::new(),
        _ => format!(" {}", words(&row.place.unit)),
    }
}

fn whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}
