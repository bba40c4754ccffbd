//! Long tables by month, financial year and 31 March: one row a number, units in headers.

use super::table::{Cell, Table};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::band::{Band, rounded};
use staircase_answers::outcome::split::{Part, Sides};

/// Sides of a comparison, as files name them.
pub(super) const SIDES: [&str; 3] = ["baseline", "option", "difference"];

/// Names of a table's columns: what every table of options begins with, and its own.
pub(super) fn columns<'a>(own: &[&'a str]) -> Vec<&'a str> {
    [&["option", "null_effect"], own].concat()
}

fn start(answer: &Answer) -> Vec<Cell> {
    vec![answer.option.as_str().into(), answer.null_effect.into()]
}

/// What many rows begin with, and more.
pub(super) fn with<const N: usize>(start: &[Cell], more: [Cell; N]) -> Vec<Cell> {
    start.iter().cloned().chain(more).collect()
}

/// Children by measure and month; the central projection beside the runs.
#[must_use]
pub fn monthly(answers: &[&Answer], central: &[&Answer]) -> Table {
    let mut table = Table::file(
        "monthly.csv",
        "children by measure and month; flows are of the month",
        &columns(&[
            "measure",
            "side",
            "date",
            "mean_children",
            "p2_5_children",
            "p10_children",
            "p50_children",
            "p90_children",
            "p97_5_children",
            "monte_carlo_error_children",
            "central_children",
        ]),
    );
    for (answer, central) in answers.iter().zip(central) {
        for (measure, middle) in answer.measures.iter().zip(&central.measures) {
            let bands = [&measure.baseline, &measure.option, &measure.difference];
            let middles = [&middle.baseline, &middle.option, &middle.difference];
            for ((side, band), middle) in SIDES.into_iter().zip(bands).zip(middles) {
                for (month, date) in answer.dates.iter().enumerate() {
                    let mut row = with(
                        &start(answer),
                        [measure.id.as_str().into(), side.into(), date.into()],
                    );
                    row.extend(band_cells(band, &middle.mean, month));
                    table.rows.push(row);
                }
            }
        }
    }
    table
}

fn band_cells(band: &Band, central: &[f64], month: usize) -> [Cell; 8] {
    let own = [&band.mean, &band.p2_5, &band.p10, &band.p50, &band.p90, &band.p97_5, &band.error];
    let [a, b, c, d, e, f, g] = own.map(Vec::as_slice);
    [a, b, c, d, e, f, g, central].map(|series| series.get(month).copied().into())
}

/// Cost lines by financial year; the central projection beside the runs.
#[must_use]
pub fn yearly(answers: &[&Answer], central: &[&Answer]) -> Table {
    let mut table = Table::file(
        "financial-years.csv",
        "pounds by cost line and financial year, April to March; a cost is positive",
        &columns(&[
            "line",
            "kind",
            "financial_year",
            "baseline_pounds",
            "option_pounds",
            "difference_pounds",
            "difference_p2_5_pounds",
            "difference_p10_pounds",
            "difference_p90_pounds",
            "difference_p97_5_pounds",
            "difference_monte_carlo_error_pounds",
            "central_baseline_pounds",
            "central_option_pounds",
            "central_difference_pounds",
        ]),
    );
    for (answer, central) in answers.iter().zip(central) {
        for (line, middle) in answer.costs.iter().zip(&central.costs) {
            let start = with(&start(answer), [line.name.as_str().into(), line.kind.word().into()]);
            let middles = middle.years.iter().chain([&middle.total]);
            for (row, middle) in line.years.iter().chain([&line.total]).zip(middles) {
                table.push(
                    &start,
                    [
                        row.year.as_str().into(),
                        row.baseline.into(),
                        row.option.into(),
                        row.difference.into(),
                        row.p2_5.into(),
                        row.p10.into(),
                        row.p90.into(),
                        row.p97_5.into(),
                        row.error.into(),
                        middle.baseline.into(),
                        middle.option.into(),
                        middle.difference.into(),
                    ],
                );
            }
        }
    }
    table
}

/// Where the spread over draws comes from: variances of every measure each 31 March, and
/// of the net cost of all years. A cell is empty where it is too small to tell.
#[must_use]
pub fn spread(answers: &[&Answer]) -> Table {
    let mut table = Table::file(
        "spread.csv",
        "variances each 31 March: chance, and uncertain inputs",
        &columns(&[
            "measure",
            "unit",
            "side",
            "date",
            "variance",
            "variance_error",
            "chance",
            "chance_error",
            "uncertain_numbers",
            "uncertain_numbers_error",
            "chance_share",
            "chance_share_error",
        ]),
    );
    for answer in answers {
        let start = start(answer);
        for measure in &answer.measures {
            let place = with(&start, [measure.id.as_str().into(), "children squared".into()]);
            for split in &measure.split {
                spread_rows(&mut table, &place, &format!("{}-03-31", split.year), &split.sides);
            }
        }
        if let (Some(sides), Some(date)) = (&answer.net_split, answer.dates.last()) {
            let place = with(&start, ["net_cost_all_years".into(), "pounds squared".into()]);
            spread_rows(&mut table, &place, date, sides);
        }
    }
    table
}

fn spread_rows(table: &mut Table, place: &[Cell], date: &str, sides: &Sides) {
    let splits = [&sides.baseline, &sides.option, &sides.difference];
    for (side, split) in SIDES.into_iter().zip(splits) {
        let told = |part: &Part| part.told().into();
        table.push(
            place,
            [
                side.into(),
                date.into(),
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

/// Families by step each 31 March, and moves between steps in the year before.
#[must_use]
pub fn staircase(answers: &[&Answer]) -> Table {
    let mut table = Table::file(
        "staircase.csv",
        "families by step each 31 March, and moves in the year before",
        &columns(&[
            "side",
            "date",
            "step",
            "to_step",
            "families",
            "children",
            "families_supported",
            "families_waiting",
        ]),
    );
    for answer in answers {
        for year in &answer.staircase {
            for (side, states, moves) in [
                ("baseline", &year.baseline, &year.moves_baseline),
                ("option", &year.option, &year.moves_option),
            ] {
                let date = format!("{}-03-31", year.year);
                let start = with(&start(answer), [side.into(), date.into()]);
                for s in states {
                    let numbers = [s.families, s.children, s.supported, s.waiting];
                    let row = with(&start, [s.step.as_str().into(), Cell::Empty]);
                    table.push(&row, numbers.map(Cell::from));
                }
                for m in moves {
                    let row = with(&start, [m.from.as_str().into(), m.to.as_str().into()]);
                    table.push(&row, [m.families.into(), Cell::Empty, Cell::Empty, Cell::Empty]);
                }
            }
        }
    }
    table
}
