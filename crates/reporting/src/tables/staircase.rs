//! The staircase: families by step, and moves between steps.

use super::super::table::{Cell, Column, Kind, Table};
use super::{Names, SERIES};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::staircase::StepState;
use std::array;

/// Families, their children, and the families by support: supported, waiting, neither.
fn numbers(it: &StepState) -> [f64; 5] {
    let neither = (it.families - it.supported - it.waiting).max(0.0);
    [it.families, it.children, it.supported, it.waiting, neither]
}

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
            Column::new("families_without_support", "Families without support", Kind::Count),
        ],
    );
    for year in &answer.staircase {
        for (side, states, moves) in [
            ("baseline", &year.baseline, &year.moves_baseline),
            ("option", &year.option, &year.moves_option),
        ] {
            let start = [side.into(), Cell::March(year.year)];
            for it in states {
                let [a, b, c, d, e] = numbers(it).map(Cell::from);
                table.push(&start, [names.step(&it.step), Cell::Empty, a, b, c, d, e]);
            }
            for it in moves {
                let steps = [names.step(&it.from), names.step(&it.to)].to_vec();
                let row = [&start[..], &steps].concat();
                let [b, c, d, e] = [const { Cell::Empty }; 4];
                table.push(&row, [it.families.into(), b, c, d, e]);
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
            let (less, more) = (numbers(one), numbers(other));
            let change: [f64; 5] = array::from_fn(|place| more[place] - less[place]);
            table.push(&start, change.map(Cell::from));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::every_run::tests::four_runs;

    /// Fails if a family on a step is counted under two kinds of support or under none, or if a
    /// difference is not that of its two sides.
    #[test]
    fn families_of_a_step_are_supported_waiting_or_neither() {
        let (study, runs) = four_runs();
        let table = with_differences(&Names::new(&study.model), &runs.answer(&study, 0));
        let steps = table.keep("to_step", |cell| *cell == Cell::Empty);
        let mut rows = 0;
        for row in &steps.rows {
            let number = |place: usize| match row[place] {
                Cell::Number(number) => number,
                _ => panic!("{row:?}"),
            };
            let parts: f64 = (6..9).map(number).sum();
            assert!((number(4) - parts).abs() < 1e-6, "{row:?}");
            rows += 1;
        }
        assert!(rows > 30, "{rows} rows");
    }
}
