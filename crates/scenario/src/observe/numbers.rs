//! The numbers of a row: which measure each is of, and in which unit.

use super::cell;
use super::layout::Place;
use super::measures::{self, Kind, Measure};
use super::naming::{Name, Named};
use super::period::When;
use super::role::Role;
use super::table::{Table, not_march};
use super::unit::{self, Unit};
use super::words::{clipped, tokens};

impl Table<'_> {
    /// The measure that a row names in one of its columns, and what the others say of units.
    pub(super) fn measure(&mut self, row: &csv::StringRecord, line: usize) -> Option<(Name, Unit)> {
        let mut candidates = self.cells(row, &Role::Measure);
        if !self.has(&Role::Measure) {
            let other = |role: &Role| matches!(role, Role::Other(_) | Role::Area);
            let cells = self.roles.iter().zip(row.iter()).filter(|(role, _)| other(role));
            candidates = cells.map(|(_, cell)| cell).collect();
        }
        let mut found = None;
        let mut spare: Option<(&str, Named)> = None;
        let mut units = Vec::new();
        for text in candidates {
            match self.named(text) {
                Named::Used(name) if found.is_none() => found = Some(name),
                Named::Population(when) if found.is_none() && self.child_ages(row) => {
                    let measure = measures::measure("population_0_17")?;
                    found = Some(Name { measure, unit: Unit::Unsaid, when, dated: false });
                }
                named => {
                    match unit::unit(text) {
                        Unit::Foreign => {}
                        unit => units.push(unit),
                    }
                    let known = matches!(named, Named::Slip(_) | Named::Population(_));
                    if spare.as_ref().is_none_or(|(_, old)| known && matches!(old, Named::Other(_)))
                    {
                        spare = Some((text, named));
                    }
                }
            }
        }
        let Some(name) = found else {
            match spare {
                Some((text, Named::Slip(near))) => self.slip(line, "measure", text, near),
                Some((text, Named::Population(_))) if !self.has(&Role::Age) => self.refuse(
                    format!("line {line}"),
                    format!(
                        "{:?} does not give the ages counted. Call it population_0_17 if it \
                         counts children aged 0 to 17. Otherwise remove it.",
                        clipped(text)
                    ),
                ),
                Some((_, Named::Population(_))) => self.older += 1,
                Some((text, named)) => {
                    let near = if let Named::Other(near) = named { near } else { None };
                    self.sheet.unused.entry(clipped(text)).or_insert(near);
                    *self.others.entry(clipped(text)).or_default() += 1;
                }
                None => {}
            }
            return None;
        };
        units.push(name.unit.clone());
        for (role, cell) in self.roles.iter().zip(row.iter()) {
            let said = match role {
                Role::Unit => unit::unit(cell),
                Role::Other(_) if cell::number(cell, true).is_err() => match unit::unit(cell) {
                    said @ (Unit::Rate(_) | Unit::Percent | Unit::Thousands) => said,
                    said @ Unit::Unclear(_) if tokens(cell).iter().all(|it| unit::known(it)) => {
                        said
                    }
                    _ => continue,
                },
                _ => continue,
            };
            units.push(if said == Unit::Foreign { Unit::Unclear(clipped(cell)) } else { said });
        }
        Some((name, unit::all(units)))
    }

    /// Whether a row says that it is about children aged 0 to 17.
    pub(super) fn child_ages(&self, row: &csv::StringRecord) -> bool {
        let ages = self.cells(row, &Role::Age);
        !ages.is_empty() && ages.iter().all(|text| ages_of(text) == Ages::Children)
    }

    pub(super) fn wanted_ages(&mut self, row: &csv::StringRecord, measure: &Measure) -> bool {
        let ages: Vec<Ages> = self.cells(row, &Role::Age).into_iter().map(ages_of).collect();
        if ages.contains(&Ages::Part) {
            self.parts += 1;
            return false;
        }
        if measure.kind == Kind::Population && ages.contains(&Ages::All) {
            self.older += 1;
            return false;
        }
        true
    }

    pub(super) fn tall(&mut self, row: &csv::StringRecord, line: usize) {
        let Some((name, unit)) = self.measure(row, line) else { return };
        if !self.wanted_ages(row, name.measure) {
            return;
        }
        let Some(area) = self.area(row) else { return };
        let Some(year) = self.year((row, line, area), name.measure, (None, "")) else { return };
        if name.when == Some(When::Elsewhere) {
            let text = self.cells(row, &Role::Measure).join(" ");
            self.fault(area, line, "measure", not_march(&text));
            return;
        }
        let source = self.cell(row, &Role::Source).to_owned();
        for at in self.values(name.measure) {
            let Some(text) = row.get(at) else { continue };
            let own =
                if let Role::Value(own) = &self.roles[at] { own.clone() } else { Unit::Unsaid };
            let place = Place {
                line,
                column: clipped(&self.columns[at]),
                area,
                year,
                measure: name.measure,
                unit: unit::all([unit.clone(), own]),
                source: source.clone(),
            };
            self.add(text, place);
        }
    }

    /// The columns of numbers that are read for a measure: counts where there are counts.
    pub(super) fn values(&self, measure: &Measure) -> Vec<usize> {
        let of = |wanted: fn(&Unit) -> bool| {
            let found = |at: &usize| matches!(&self.roles[*at], Role::Value(unit) if wanted(unit));
            (0..self.roles.len()).find(found)
        };
        let plain = of(|unit| *unit == Unit::Unsaid);
        let percent = of(|unit| *unit == Unit::Percent);
        let first = if measure.kind == Kind::Percent { percent.or(plain) } else { plain };
        first.or_else(|| of(|_| true)).into_iter().collect()
    }

    pub(super) fn wide(&mut self, row: &csv::StringRecord, line: usize) {
        let mut area = None;
        for at in 0..self.roles.len() {
            let (measure, unit, own) = match &self.roles[at] {
                Role::Of(measure, unit, own) => (*measure, unit.clone(), *own),
                Role::Population(own) => {
                    let own = *own;
                    let Some(measure) = measures::measure("population_0_17") else { continue };
                    if self.has(&Role::Age) && !self.child_ages(row) {
                        self.older += 1;
                        continue;
                    }
                    if self
                        .roles
                        .iter()
                        .any(|role| matches!(role, Role::Of(it, ..) if *it == measure))
                    {
                        continue;
                    }
                    (measure, Unit::Unsaid, own)
                }
                _ => continue,
            };
            let Some(text) = row.get(at) else { continue };
            if !self.wanted_ages(row, measure) {
                continue;
            }
            if area.is_none() {
                let Some(found) = self.area(row) else { return };
                area = Some(found);
            }
            let area = area.unwrap_or_default();
            let column = clipped(&self.columns[at]);
            let Some(year) = self.year((row, line, area), measure, (own, &column)) else { return };
            let middle = self.middles(measure, own);
            self.middles |= middle;
            let year = year + i32::from(middle);
            let place = Place { line, column, area, year, measure, unit, source: String::new() };
            self.add(text, place);
        }
    }

    /// Whether the years of populations are those of mid-year estimates: the release of
    /// estimates alone, with their ages beside them. Beside counts, DfE gives the
    /// population of the year before.
    pub(super) fn middles(&self, measure: &Measure, own: Option<When>) -> bool {
        let counts = |role: &Role| matches!(role, Role::Of(..) | Role::Measure);
        measure.kind == Kind::Population
            && own.is_none()
            && self.has(&Role::Age)
            && self.has(&Role::Population(None))
            && !self.roles.iter().any(counts)
    }

    pub(super) fn across(&mut self, row: &csv::StringRecord, line: usize) {
        let Some((name, unit)) = self.measure(row, line) else { return };
        if !self.wanted_ages(row, name.measure) {
            return;
        }
        let Some(area) = self.area(row) else { return };
        if name.when == Some(When::Elsewhere) {
            self.fault(
                area,
                line,
                "measure",
                not_march(&row.iter().next().map_or(String::new(), str::to_owned)),
            );
            return;
        }
        for at in 0..self.roles.len() {
            let (Role::In(when), Some(text)) = (&self.roles[at], row.get(at)) else { continue };
            let when = *when;
            let column = clipped(&self.columns[at]);
            let Some(year) = self.year((row, line, area), name.measure, (Some(when), &column))
            else {
                continue;
            };
            let place = Place {
                line,
                column,
                area,
                year,
                measure: name.measure,
                unit: unit.clone(),
                source: String::new(),
            };
            self.add(text, place);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ages {
    All,
    Children,
    Part,
}

fn ages_of(text: &str) -> Ages {
    let words = tokens(text);
    let joined = words.join(" ");
    if ["0 to 17", "0 17", "under 18"].iter().any(|ages| joined.contains(ages)) {
        return Ages::Children;
    }
    match joined.as_str() {
        "all" | "total" | "all ages" | "all age groups" | "persons" => Ages::All,
        "all children" | "children" => Ages::Children,
        _ => Ages::Part,
    }
}
