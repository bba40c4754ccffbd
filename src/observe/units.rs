//! Units: rates per 10,000 children where counts are meant, thousands, shares where
//! percentages are. What is converted is said; what is neither is refused.

use super::layout::Entry;
use super::measures::{Kind, Measure, words};
use super::{Area, MOST_PROBLEMS, Series, refusal};
use crate::scenario::Problem;
use std::collections::BTreeMap;

/// An area's figures before units are settled.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Rows by measure id.
    pub series: BTreeMap<&'static str, Vec<Entry>>,
}

/// How a row's number is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Unsaid,
    Plain,
    Rate(u32),
    Thousands,
    Percent,
}

fn unit(text: &str) -> Unit {
    let words = words(text);
    let rate = |children: &str| words.contains("per") && words.contains(children);
    if words.is_empty() {
        Unit::Unsaid
    } else if rate("10 000") || rate("10000") || rate("10k") {
        Unit::Rate(10_000)
    } else if rate("100 000") || rate("100000") {
        Unit::Rate(100_000)
    } else if rate("1 000") || rate("1000") {
        Unit::Rate(1_000)
    } else if text.contains('%') || words.contains("percent") || words.contains("per cent") {
        Unit::Percent
    } else if words.contains("thousand") {
        Unit::Thousands
    } else {
        Unit::Plain
    }
}

/// The areas with every number in the unit of its measure.
pub(super) fn counted(
    name: &str,
    raws: Vec<Raw>,
    notes: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Area> {
    raws.into_iter()
        .map(|raw| {
            let of = if raw.name.is_empty() { String::new() } else { format!("{}: ", raw.name) };
            let mut area = Area { code: raw.code, name: raw.name, series: BTreeMap::new() };
            let mut desk = Desk { name, of: &of, notes, problems };
            if let Some(rows) = raw.series.get("population_0_17") {
                desk.settle(rows, &mut area);
            }
            for (_, rows) in raw.series.iter().filter(|(id, _)| **id != "population_0_17") {
                desk.settle(rows, &mut area);
            }
            area
        })
        .collect()
}

struct Desk<'a> {
    name: &'a str,
    of: &'a str,
    notes: &'a mut Vec<String>,
    problems: &'a mut Vec<Problem>,
}

impl Desk<'_> {
    fn refuse(&mut self, entry: &Entry, statement: String) {
        if self.problems.len() < MOST_PROBLEMS {
            let place = format!("line {}, column {}", entry.place.line, entry.place.column);
            self.problems.push(refusal(self.name, place, statement));
        }
    }

    /// Puts the rows of one measure into the area, in the measure's unit.
    fn settle(&mut self, rows: &[Entry], area: &mut Area) {
        let Some(first) = rows.first() else { return };
        let measure = first.place.measure;
        let before = self.problems.len();
        let by_size = self.looks_like_rates(measure, rows, area);
        let mut points = BTreeMap::new();
        let mut said: Vec<String> = Vec::new();
        let shares = measure.kind == Kind::Percent
            && rows.iter().all(|row| row.value <= 1.0 && !row.percent_sign)
            && rows.iter().any(|row| row.value > 0.0);
        for row in rows {
            if let Some(value) = self.value(row, area, (by_size, shares), &mut said) {
                points.insert(row.place.year, value);
            }
        }
        said.dedup();
        for words in said {
            self.notes.push(format!("{}{}: {words}", self.of, measure.id));
        }
        if self.problems.len() == before {
            let source = first.place.source.clone();
            let named = rows.iter().filter(|row| !row.place.source.is_empty());
            let releases = named.map(|row| (row.place.year, row.place.source.clone())).collect();
            area.series.insert(measure.id.to_owned(), Series { points, source, releases });
        }
    }

    /// Whether a count without a unit is plainly a rate per 10,000 in every row.
    fn looks_like_rates(&self, measure: &Measure, rows: &[Entry], area: &Area) -> bool {
        let Kind::Count { low, high } = measure.kind else { return false };
        let (low, high) = (f64::from(low), f64::from(high));
        let said_nothing =
            |row: &Entry| matches!(unit(&row.place.unit), Unit::Unsaid | Unit::Plain);
        low > 0.0
            && !rows.is_empty()
            && rows.iter().all(|row| {
                let rate = area.at("population_0_17", row.place.year).map(|p| row.value / p * 1e4);
                said_nothing(row)
                    && (low..=high).contains(&row.value)
                    && rate.is_some_and(|rate| rate < 0.75 * low)
            })
    }

    fn value(
        &mut self,
        row: &Entry,
        area: &Area,
        (by_size, shares): (bool, bool),
        said: &mut Vec<String>,
    ) -> Option<f64> {
        let population = area.at("population_0_17", row.place.year);
        let id = row.place.measure.id;
        let written = unit(&row.place.unit);
        match row.place.measure.kind {
            Kind::Percent => {
                let value = if shares { row.value * 100.0 } else { row.value };
                if shares {
                    said.push("shares up to 1 are read as percentages.".to_owned());
                }
                if value > 100.0 || matches!(written, Unit::Rate(_)) {
                    let statement = format!(
                        "{id} is a percentage from 0 to 100; this row has {} {}.",
                        row.value, row.place.unit
                    );
                    self.refuse(row, statement);
                    return None;
                }
                Some(value)
            }
            Kind::Population => {
                let value = if written == Unit::Thousands { row.value * 1000.0 } else { row.value };
                if written == Unit::Thousands {
                    said.push("thousands are read as children.".to_owned());
                }
                if row.percent_sign
                    || matches!(written, Unit::Rate(_) | Unit::Percent)
                    || !(500.0..=2e7).contains(&value)
                {
                    let statement = format!(
                        "{id} is a number of children between 500 and 20 million; this row has {}{}.",
                        row.value,
                        if row.place.unit.is_empty() {
                            String::new()
                        } else {
                            format!(" {}", row.place.unit)
                        }
                    );
                    self.refuse(row, statement);
                    return None;
                }
                Some(value)
            }
            Kind::Count { high, .. } => {
                if row.percent_sign || written == Unit::Percent {
                    self.refuse(row, format!("{id} is a count; this row has a percentage."));
                    return None;
                }
                let per = match written {
                    Unit::Rate(per) => Some(per),
                    _ if by_size => Some(10_000),
                    _ => None,
                };
                if let Some(per) = per {
                    let Some(population) = population else {
                        let statement = format!(
                            "{id} is a rate per {per} here. It can only be turned into a count \
                             with population_0_17 for {}.",
                            row.place.year
                        );
                        self.refuse(row, statement);
                        return None;
                    };
                    let how = if matches!(written, Unit::Rate(_)) {
                        "as its unit says"
                    } else {
                        "by its size"
                    };
                    said.push(format!(
                        "read as a rate per {per} children ({how}) and multiplied by population_0_17."
                    ));
                    return Some(row.value * population / f64::from(per));
                }
                let value = if written == Unit::Thousands {
                    said.push("thousands are read as children.".to_owned());
                    row.value * 1000.0
                } else {
                    row.value
                };
                if let Some(population) = population
                    && value / population * 1e4 > 3.0 * f64::from(high)
                {
                    let statement = format!(
                        "{id} of {value} in a population of {population} children is {:.0} per \
                         10,000, more than is ever seen. Check the unit and the area.",
                        value / population * 1e4
                    );
                    self.refuse(row, statement);
                    return None;
                }
                Some(value)
            }
        }
    }
}
