//! A table as it is read: its headings, what stands above and below, what was left out.

use super::layout::{Label, MOST_PREAMBLE, Sheet};
use super::measures::Kind;
use super::naming::Named;
use super::period::{self, When};
use super::role::{Role, Shape, role, shape};
use super::unit::{self, Unit};
use super::words::{clipped, tokens};
use super::{MOST_PROBLEMS, refusal};
use crate::Problem;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Table<'a> {
    pub(super) name: &'a str,
    pub(super) comma_decimals: bool,
    /// What has been read of names of measures.
    pub(super) read: BTreeMap<String, Named>,
    /// What has been read of dates.
    pub(super) dates: BTreeMap<String, Option<When>>,
    /// The date of the row that is being read.
    pub(super) now: Option<When>,
    pub(super) before: usize,
    pub(super) above: Vec<String>,
    pub(super) shape: Option<Shape>,
    pub(super) roles: Vec<Role>,
    pub(super) columns: Vec<String>,
    pub(super) sheet: Sheet,
    pub(super) problems: Vec<Problem>,
    /// Rows of measures that are not used, by name.
    pub(super) others: BTreeMap<String, usize>,
    pub(super) parts: usize,
    pub(super) older: usize,
    pub(super) asides: usize,
    pub(super) nameless: usize,
    pub(super) middles: bool,
    pub(super) places: BTreeMap<Label, usize>,
}

impl Table<'_> {
    /// Refuses the table.
    pub(super) fn refuse(&mut self, place: impl Into<String>, statement: String) {
        let problem = refusal(self.name, place, statement);
        if self.problems.len() < MOST_PROBLEMS && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Refuses the figures of one area.
    pub(super) fn fault(&mut self, area: usize, line: usize, column: &str, statement: String) {
        let place = format!("line {line}, column {}", clipped(column));
        let known = self.sheet.faults.entry(area).or_default();
        if known.len() < MOST_PROBLEMS {
            known.push(refusal(self.name, place, statement));
        }
    }

    pub(super) fn slip(&mut self, line: usize, column: &str, found: &str, near: &str) {
        let statement = format!("{:?} is not a measure. Did you mean {near}?", clipped(found));
        self.refuse(format!("line {line}, column {}", clipped(column)), statement);
    }

    pub(super) fn headings(&mut self, row: &csv::StringRecord, line: usize) {
        let columns: Vec<String> = row.iter().map(str::to_owned).collect();
        let roles: Vec<Role> = columns.iter().map(|text| role(text)).collect();
        let Some(shape) = shape(&roles, &columns) else {
            self.before += 1;
            self.above.extend(columns);
            self.aside(row, line);
            return;
        };
        for (role, column) in roles.iter().zip(&columns) {
            match role {
                Role::Slip(near) => self.slip(line, column, column, near),
                Role::Other(near) if shape == Shape::Wide && !column.is_empty() => {
                    self.sheet.unused.insert(clipped(column), *near);
                }
                Role::In(When::Elsewhere | When::Middle(_))
                | Role::Of(_, _, Some(When::Elsewhere))
                | Role::Population(Some(When::Elsewhere)) => {
                    let middle = matches!(role, Role::In(When::Middle(_)));
                    if !middle {
                        let statement = not_march(column);
                        self.refuse(format!("line {line}, column {}", clipped(column)), statement);
                    }
                }
                _ => {}
            }
        }
        (self.shape, self.roles, self.columns) = (Some(shape), roles, columns);
        let aged = self.has(&Role::Age) || self.columns.iter().any(|it| it == "population_count");
        let known = self
            .roles
            .iter()
            .any(|role| matches!(role, Role::Of(measure, ..) if measure.kind == Kind::Population));
        for at in 0..self.roles.len() {
            if matches!(self.roles[at], Role::Population(_)) && !aged && !known {
                let column = self.columns[at].clone();
                self.refuse(
                    format!("line {line}, column {}", clipped(&column)),
                    "It does not give the ages counted. Call the column population_0_17 if it \
                     counts children aged 0 to 17. Otherwise remove it."
                        .to_owned(),
                );
            }
        }
    }

    pub(super) fn has(&self, wanted: &Role) -> bool {
        self.roles.contains(wanted)
    }

    /// The cells of all columns of a role that hold something.
    pub(super) fn cells<'r>(&self, row: &'r csv::StringRecord, wanted: &Role) -> Vec<&'r str> {
        let cells = self.roles.iter().zip(row.iter()).filter(|(role, _)| *role == wanted);
        cells.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty()).collect()
    }

    pub(super) fn cell<'r>(&self, row: &'r csv::StringRecord, wanted: &Role) -> &'r str {
        self.cells(row, wanted).first().copied().unwrap_or_default()
    }

    pub(super) fn named(&mut self, text: &str) -> Named {
        if let Some(known) = self.read.get(text) {
            return known.clone();
        }
        let named = Named::of(text);
        self.read.insert(text.to_owned(), named.clone());
        named
    }

    /// A line above or below the table: not read, but what it says of all numbers counts.
    pub(super) fn aside(&mut self, row: &csv::StringRecord, line: usize) {
        for text in row.iter().filter(|text| !text.is_empty()) {
            if period::elsewhere(text) {
                let statement = format!("{:?} {}", clipped(text), MARCH);
                self.refuse(format!("line {line}"), statement);
            }
            let words = tokens(text);
            if let Some(at) = words.iter().position(|word| word == "per")
                && matches!(unit::of(&words[at..words.len().min(at + 2)]), Unit::Rate(_))
            {
                self.sheet.rates_said.get_or_insert((line, clipped(text)));
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Sheet, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        if self.shape.is_none() {
            return Err(vec![refusal(self.name, "line 1", self.no_headings())]);
        }
        let mut notes = Vec::new();
        let unused = &self.sheet.unused;
        if self.shape == Some(Shape::Wide) && !unused.is_empty() {
            notes.push(format!("Columns that are not used: {}.", listed(unused)));
        } else if !self.others.is_empty() {
            let rows = self.others.values().sum::<usize>();
            notes.push(format!(
                "Rows of measures that are not used: {rows}. These are {}.",
                listed(unused)
            ));
        }
        let said = [
            (self.asides, "taken for notes under or above the table"),
            (self.parts, "of parts of a whole (ages, sexes and the like), not used"),
            (self.older, "of a population that is not of children aged 0 to 17, not used"),
            (self.nameless, "without an area, not used"),
        ];
        for (rows, what) in said.into_iter().filter(|(rows, _)| *rows > 0) {
            notes.push(format!("Rows {what}: {rows}."));
        }
        if self.middles {
            notes.push(
                "Mid-year estimates are used for the year to March after them, as DfE does."
                    .to_owned(),
            );
        }
        self.sheet.notes = notes;
        Ok(self.sheet)
    }

    /// Why no row is one of headings, with what comes nearest.
    pub(super) fn no_headings(&self) -> String {
        let near: Vec<String> = self
            .above
            .iter()
            .filter_map(|text| match role(text) {
                Role::Of(measure, ..) => Some(format!("{:?} is {}", clipped(text), measure.id)),
                Role::Other(Some(near)) => Some(format!("{:?} is near {near}", clipped(text))),
                Role::Year => Some(format!("{:?} is the year", clipped(text))),
                _ => None,
            })
            .take(6)
            .collect();
        let found = if near.is_empty() {
            String::new()
        } else {
            format!(" Of what was found, {}.", near.join(", "))
        };
        format!(
            "No row of headings was found in the first {MOST_PREAMBLE} rows.{found} Give a column \
             `year` with a column for each measure, such as cin_stock or cla_starts; or columns \
             `year`, `measure` and `value`; or a row for each measure with a column for each year."
        )
    }
}

/// What is said of a date that is not in March.
pub(super) const MARCH: &str = "is not the year to 31 March, or that day. Only such figures are read: give \
                     those, with the year as 2019 or 2018-19.";

pub(super) fn not_march(text: &str) -> String {
    format!("{:?} {MARCH}", clipped(text))
}

/// Names that are not used, with the measures they are nearest to.
pub(super) fn listed(names: &BTreeMap<String, Option<&'static str>>) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(12)
        .map(|(name, near)| match near {
            Some(near) => format!("{name} (nearest: {near})"),
            None => name.clone(),
        })
        .collect();
    let more = names.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
