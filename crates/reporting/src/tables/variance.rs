//! Where the variation between runs comes from.

use super::super::table::{Cell, Column, Kind, Table};
use super::{Names, SERIES, SIDES};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::band::rounded;
use staircase_answers::outcome::split::{Part, Sides};

/// Variances of every measure each 31 March, and of the net cost of all years. A cell is empty
/// where it is too small to tell.
#[must_use]
pub fn variance(names: &Names, answer: &Answer) -> Table {
    let mut table = Table::new(
        "Chance and uncertain inputs",
        "Where the variation between runs comes from: children each 31 March, net cost of all years",
        "Variances: chance (stochastic uncertainty) and uncertain inputs (parameter uncertainty). Estimates: a small one can be below zero.",
        &[
            Column::new("measure", "Measure", Kind::Text),
            Column::new("unit", "Unit of the variance", Kind::Text),
            SERIES,
            Column::new("date", "Year (31 March)", Kind::Year),
            Column::new("variance", "Variance", Kind::Fine),
            Column::new("variance_error", "Monte Carlo error of the variance", Kind::Fine),
            Column::new("chance", "Part from chance", Kind::Fine),
            Column::new("chance_error", "Monte Carlo error, chance", Kind::Fine),
            Column::new("uncertain_numbers", "Part from uncertain inputs", Kind::Fine),
            Column::new(
                "uncertain_numbers_error",
                "Monte Carlo error, uncertain inputs",
                Kind::Fine,
            ),
            Column::new("chance_share", "Chance, % of the variance", Kind::Share),
            Column::new("chance_share_error", "Monte Carlo error of the %", Kind::Share),
        ],
    );
    for measure in &answer.measures {
        for split in &measure.split {
            let what = [names.measure(&measure.id), "children squared".into()];
            rows(&mut table, what, &Cell::March(split.year), &split.sides);
        }
    }
    if let (Some(sides), Some(date)) = (&answer.net_split, answer.dates.last()) {
        let name = "Net cost, all funders, all years".to_owned();
        let net = Cell::Named("net_cost_all_years".to_owned(), name);
        // People read no year beside all of them.
        let date = Cell::Named(date.clone(), String::new());
        rows(&mut table, [net, "pounds squared".into()], &date, sides);
    }
    table
}

fn rows(table: &mut Table, [measure, unit]: [Cell; 2], date: &Cell, sides: &Sides) {
    let splits = [&sides.baseline, &sides.option, &sides.difference];
    for (side, split) in SIDES.into_iter().zip(splits) {
        let told = |part: &Part| part.told().into();
        table.push(
            &[measure.clone(), unit.clone(), side.into(), date.clone()],
            [
                told(&split.total),
                rounded(split.total.error).into(),
                told(&split.chance),
                rounded(split.chance.error).into(),
                told(&split.numbers),
                rounded(split.numbers.error).into(),
                split.chance_share.into(),
                split.share_error.into(),
            ],
        );
    }
}
