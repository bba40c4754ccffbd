//! Long tables of what stands behind an answer: support and the front door by month,
//! lengths of statutory spells, families by stratum.

use super::table::{Cell, Table};
use super::tables::SIDES;
use staircase_answers::outcome::workings::{Monthly, Workings};
use staircase_model::Model;

/// Keys of a table's columns: what every table of options begins with, and its own.
fn columns<'a>(own: &[&'a str]) -> Vec<&'a str> {
    [&["option", "null_effect"], own].concat()
}

/// What many rows begin with, and more.
fn with<const N: usize>(start: &[Cell], more: [Cell; N]) -> Vec<Cell> {
    start.iter().cloned().chain(more).collect()
}

fn start(it: &Workings) -> Vec<Cell> {
    vec![it.option.as_str().into(), it.null_effect.into()]
}

const BY_MONTH: [&str; 7] =
    ["count", "side", "date", "mean_families", "p10_families", "p90_families", "path_families"];

/// Families supported and waiting, starting, finishing and giving up, by programme.
#[must_use]
pub fn support(model: &Model, all: &[&Workings]) -> Table {
    let mut table = Table::file(
        "support.csv",
        "families by programme and month: supported, waiting, started, finished, dropped out",
        &columns(&[&["programme"], &BY_MONTH[..]].concat()),
    );
    for it in all {
        for series in &it.support {
            let place = with(&start(it), [(&series.programme).into(), series.count.into()]);
            months(&mut table, model, &place, series);
        }
    }
    table
}

/// Families at the front door. `None` where the council has none.
#[must_use]
pub fn front_door(model: &Model, all: &[&Workings]) -> Option<Table> {
    model.scenario.door.as_ref()?;
    let mut table = Table::file(
        "front-door.csv",
        "families by month at the front door: waiting, passed, gave up, turned away",
        &columns(&BY_MONTH),
    );
    for it in all {
        for series in &it.door {
            months(&mut table, model, &with(&start(it), [series.count.into()]), series);
        }
    }
    Some(table)
}

/// A flow has no row for the first day.
fn months(table: &mut Table, model: &Model, place: &[Cell], series: &Monthly) {
    for ((side, band), path) in SIDES.into_iter().zip(&series.sides).zip(&series.path) {
        for month in usize::from(series.flow)..=model.layout.months {
            let date = model.scenario.calendar.date(month);
            let numbers = [&band.mean, &band.p10, &band.p90, path];
            let place = with(place, [side.into(), date.into()]);
            table.push(&place, numbers.map(|series| series.get(month).copied().into()));
        }
    }
}

/// Children who leave the statutory levels, by length of the whole spell.
#[must_use]
pub fn spells(all: &[&Workings]) -> Table {
    let mut table = Table::file(
        "spells.csv",
        "children leaving the statutory levels, by financial year and months there",
        &columns(&[
            "side",
            "financial_year",
            "from_months",
            "below_months",
            "mean_children",
            "share_of_year",
        ]),
    );
    for it in all {
        for row in &it.spells {
            let (from, below) = row.months;
            for (side, place) in SIDES.into_iter().zip(0..2) {
                table.push(
                    &start(it),
                    [
                        side.into(),
                        (&row.year).into(),
                        from.into(),
                        below.into(),
                        row.children[place].into(),
                        row.share[place].into(),
                    ],
                );
            }
        }
    }
    table
}

/// Families by level and stratum on each day of counting, with a column for each
/// division. `None` where families do not differ.
#[must_use]
pub fn strata(model: &Model, all: &[&Workings]) -> Option<Table> {
    let divisions = &model.scenario.strata.divisions;
    if model.layout.strata < 2 {
        return None;
    }
    let classes: Vec<String> = divisions.iter().map(|it| format!("class: {}", it.name)).collect();
    let classes: Vec<&str> = classes.iter().map(String::as_str).collect();
    let own = [&["side", "date", "level"], &classes[..], &["mean_families", "path_families"]];
    let mut table = Table::file(
        "strata.csv",
        "families by level and class on the first day and each 31 March",
        &columns(&own.concat()),
    );
    for it in all {
        for row in &it.strata {
            for (side, place) in SIDES.into_iter().zip(0..2) {
                let day = [side.into(), (&row.date).into(), (&row.level).into()];
                let mut cells = with(&start(it), day);
                cells.extend(row.classes.iter().map(Cell::from));
                table.push(&cells, [row.families[place].into(), row.path[place].into()]);
            }
        }
    }
    Some(table)
}
