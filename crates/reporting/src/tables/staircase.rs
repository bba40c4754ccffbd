//! The staircase: families by step, and moves between steps.

use super::super::table::{Cell, Column, Kind, Table};
use super::{Names, SERIES};
use staircase_answers::outcome::answer::Answer;

const FAMILIES: Column = Column::new("families", "Families", Kind::Count);

/// Families by step each 31 March, and moves between steps in the year before: a row with a
/// second step is a move.
#[must_use]
pub fn staircase(names: &Names, answer: &Answer) -> Table {
    let mut table = Table::new(
        "Staircase",
        "Families and children by step on each 31 March",
        "Averages over runs.",
        &[
            SERIES,
            Column::new("date", "Year (31 March)", Kind::Year),
            Column::new("step", "Step", Kind::Text),
            Column::new("to_step", "To step", Kind::Text),
            FAMILIES,
            Column::new("children", "Children", Kind::Count),
            Column::new("families_supported", "Families supported", Kind::Count),
            Column::new("families_waiting", "Families waiting", Kind::Count),
        ],
    );
    for year in &answer.staircase {
        for (side, states, moves) in [
            ("baseline", &year.baseline, &year.moves_baseline),
            ("option", &year.option, &year.moves_option),
        ] {
            let start = [side.into(), Cell::March(year.year)];
            for it in states {
                let numbers = [it.families, it.children, it.supported, it.waiting];
                let [a, b, c, d] = numbers.map(Cell::from);
                table.push(&start, [names.step(&it.step), Cell::Empty, a, b, c, d]);
            }
            for it in moves {
                let steps = [names.step(&it.from), names.step(&it.to)].to_vec();
                let row = [&start[..], &steps].concat();
                table.push(&row, [it.families.into(), Cell::Empty, Cell::Empty, Cell::Empty]);
            }
        }
    }
    table
}

/// The same with how many families more the option has on each step.
pub(super) fn with_differences(names: &Names, answer: &Answer) -> Table {
    let mut table = staircase(names, answer);
    for year in &answer.staircase {
        for (one, other) in year.baseline.iter().zip(&year.option) {
            let step = names.step(&one.step);
            let start = ["difference".into(), Cell::March(year.year), step, Cell::Empty];
            let more = [
                other.families - one.families,
                other.children - one.children,
                other.supported - one.supported,
                other.waiting - one.waiting,
            ];
            table.push(&start, more.map(Cell::from));
        }
    }
    table
}
