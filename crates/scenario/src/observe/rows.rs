//! The rows of a table: which are read, of which area and year.

use super::cell::{self, Cell};
use super::layout::{Entry, Label, Place};
use super::measures::{Kind, Measure};
use super::period::{self, When};
use super::role::{Role, Shape, Wider};
use super::table::{Table, not_march};
use super::words::{clipped, tokens};

impl Table<'_> {
    pub(super) fn row(&mut self, row: &csv::StringRecord, line: usize) {
        if row.iter().eq(self.columns.iter().map(String::as_str)) {
            return;
        }
        self.dated(row);
        if self.is_aside(row) {
            self.asides += 1;
            self.aside(row, line);
            return;
        }
        let total = |cell: &&str| {
            matches!(
                tokens(cell).join(" ").as_str(),
                "total"
                    | "all"
                    | "persons"
                    | "people"
                    | "both"
                    | "all children"
                    | "all persons"
                    | "z"
            )
        };
        if !self.cells(row, &Role::Part).iter().all(total) {
            self.parts += 1;
            return;
        }
        match self.shape {
            Some(Shape::Tall) => {
                self.tall(row, line);
                self.wide(row, line);
            }
            Some(Shape::Wide) => self.wide(row, line),
            Some(Shape::Across) => self.across(row, line),
            None => {}
        }
    }

    /// Whether a row is a note under the table: it has no number, or no year and the words
    /// that such notes begin with.
    pub(super) fn is_aside(&self, row: &csv::StringRecord) -> bool {
        let holds = |role: &Role| {
            matches!(role, Role::Value(_) | Role::Of(..) | Role::In(_) | Role::Population(_))
        };
        let numbers = self.roles.iter().zip(row.iter()).any(|(role, cell)| {
            holds(role) && matches!(cell::number(cell, self.comma_decimals), Ok(Cell::Number(..)))
        });
        if self.now.is_some() {
            return false;
        }
        let year = self.cell(row, &Role::Year);
        let first = row.iter().find(|cell| !cell.is_empty()).map(tokens).unwrap_or_default();
        let begins =
            ["source", "sources", "note", "notes", "footnote", "crown", "contains", "copyright"];
        let noted = first.first().is_some_and(|word| begins.contains(&word.as_str()));
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        match self.shape {
            Some(Shape::Across) => !numbers && (filled == 1 || noted),
            _ => (!numbers && (filled <= 1 || year.is_empty())) || noted,
        }
    }

    /// Reads the date of a row, with the heading over it and what stands beside it.
    fn dated(&mut self, row: &csv::StringRecord) {
        let heading = self.roles.iter().position(|role| *role == Role::Year);
        let heading = heading.map_or("", |at| self.columns[at].as_str());
        let mut text = self.cell(row, &Role::Year).to_owned();
        let beside = self.cells(row, &Role::Period).join(" ");
        // What cannot be in a date parts what is around it from it.
        text.extend(["\u{1}", beside.as_str()]);
        if let Some(known) = self.dates.get(&text) {
            self.now = *known;
            return;
        }
        let own = &text[..text.len() - beside.len() - 1];
        self.now = period::when(&format!("{heading} {beside}"), own);
        self.dates.insert(text, self.now);
    }

    /// The area of a row; none where other rows name theirs and this one does not.
    pub(super) fn area(&mut self, row: &csv::StringRecord) -> Option<usize> {
        let mut label = Label {
            code: self.cell(row, &Role::Code).to_owned(),
            name: self.cell(row, &Role::Area).to_owned(),
            wider: false,
        };
        let level = self.cell(row, &Role::Level).to_ascii_lowercase();
        let wide = |which| self.cell(row, &Role::Wider(which)).to_owned();
        if label.name.is_empty() && label.code.is_empty() {
            let region = (wide(Wider::RegionName), wide(Wider::RegionCode));
            let country = (wide(Wider::CountryName), wide(Wider::CountryCode));
            let (name, code) =
                if region.0.is_empty() && region.1.is_empty() { country } else { region };
            let wider = !(name.is_empty() && code.is_empty());
            label = Label { code, name, wider };
            if label.name.is_empty() && label.code.is_empty() && level.starts_with("nation") {
                label.name = "England".to_owned();
            }
        }
        label.wider |= level.starts_with("nation")
            || level.starts_with("region")
            || level.starts_with("country")
            || ["E12", "E13", "E92"].iter().any(|sign| label.code.starts_with(sign));
        let given = [Role::Area, Role::Code, Role::Level].iter().any(|role| self.has(role));
        if given && label.name.is_empty() && label.code.is_empty() {
            self.nameless += 1;
            return None;
        }
        let next = self.sheet.areas.len();
        let areas = &mut self.sheet.areas;
        Some(*self.places.entry(label.clone()).or_insert_with(|| {
            areas.push(label);
            next
        }))
    }

    /// The year of a number, by the date of its heading or its row.
    pub(super) fn year(
        &mut self,
        (row, line, area): (&csv::StringRecord, usize, usize),
        measure: &Measure,
        (own, heading): (Option<When>, &str),
    ) -> Option<i32> {
        let text = self.cell(row, &Role::Year);
        let when = own.or(self.now);
        match when {
            Some(When::March(year)) => return Some(year),
            // The children of the middle of a year are those of the year to March after it.
            Some(When::Middle(year)) if measure.kind == Kind::Population => return Some(year + 1),
            _ => {}
        }
        let at = self.roles.iter().position(|role| *role == Role::Year);
        let column = at.map_or("year", |at| self.columns[at].as_str()).to_owned();
        if own.is_some() {
            self.fault(area, line, heading, not_march(heading));
        } else if when.is_none() {
            let statement = format!(
                "{:?} is not a year. Write the year to 31 March as 2019 or 2018-19.",
                clipped(text)
            );
            self.fault(area, line, &column, statement);
        } else {
            let said = format!("{column} {text} {}", self.cells(row, &Role::Period).join(" "));
            self.fault(area, line, &column, not_march(&said));
        }
        None
    }

    /// Adds a number, if the cell holds one.
    pub(super) fn add(&mut self, text: &str, place: Place) {
        match cell::number(text, self.comma_decimals) {
            Ok(Cell::Missing) => *self.sheet.missing.entry(place.area).or_default() += 1,
            Ok(Cell::Number(value, percent_sign)) => {
                self.sheet.entries.push(Entry { place, value, percent_sign });
            }
            Err(why) => {
                let statement = format!("{:?} {why}.", clipped(text));
                self.fault(place.area, place.line, &place.column, statement);
            }
        }
    }
}
