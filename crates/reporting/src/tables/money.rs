//! Money by line and financial year, and who pays.

use super::super::table::{Cell, Column, Kind, Table};
use super::YEAR;
use staircase_answers::outcome::answer::Answer;

const BASELINE: Column = Column::new("baseline_pounds", "Baseline (£)", Kind::Pounds);
const OPTION: Column = Column::new("option_pounds", "Option (£)", Kind::Pounds);
const DIFFERENCE: Column = Column::new("difference_pounds", "Difference (£)", Kind::Pounds);

/// What the row of a sum of years is called.
pub const ALL_YEARS: &str = "All years";

/// Cost lines by financial year and of all years; the central projection beside the runs, if
/// it is given.
#[must_use]
pub fn money(answer: &Answer, central: Option<&Answer>) -> Table {
    let mut table = Table::new(
        "Money by year",
        "Pounds by line and financial year, April to March",
        "",
        &[
            Column::new("line", "Line", Kind::Text),
            Column::new("kind", "Kind", Kind::Text),
            YEAR,
            BASELINE,
            OPTION,
            DIFFERENCE,
            Column::new(
                "difference_p2_5_pounds",
                "2.5th percentile of the difference (£)",
                Kind::Pounds,
            ),
            Column::new(
                "difference_p10_pounds",
                "10th percentile of the difference (£)",
                Kind::Pounds,
            ),
            Column::new(
                "difference_p90_pounds",
                "90th percentile of the difference (£)",
                Kind::Pounds,
            ),
            Column::new(
                "difference_p97_5_pounds",
                "97.5th percentile of the difference (£)",
                Kind::Pounds,
            ),
            Column::new(
                "difference_monte_carlo_error_pounds",
                "Monte Carlo error of the difference (£)",
                Kind::Pounds,
            ),
            Column::new(
                "central_baseline_pounds",
                "Central projection, baseline (£)",
                Kind::Pounds,
            ),
            Column::new("central_option_pounds", "Central projection, option (£)", Kind::Pounds),
            Column::new(
                "central_difference_pounds",
                "Central projection, difference (£)",
                Kind::Pounds,
            ),
        ],
    );
    for (place, line) in answer.costs.iter().enumerate() {
        let middle = central.map(|it| &it.costs[place]);
        let middle: Vec<_> =
            middle.iter().flat_map(|it| it.years.iter().chain([&it.total])).collect();
        for (year, row) in line.years.iter().chain([&line.total]).enumerate() {
            let middle = middle.get(year);
            table.push(
                &[(&line.name).into(), line.kind.word().into(), (&row.year).into()],
                [
                    row.baseline.into(),
                    row.option.into(),
                    row.difference.into(),
                    row.p2_5.into(),
                    row.p10.into(),
                    row.p90.into(),
                    row.p97_5.into(),
                    row.error.into(),
                    middle.map(|it| it.baseline).into(),
                    middle.map(|it| it.option).into(),
                    middle.map(|it| it.difference).into(),
                ],
            );
        }
    }
    table
}

/// What each source of money pays for each programme, by financial year.
#[must_use]
pub fn funding(answer: &Answer) -> Table {
    let mut table = Table::new(
        "Who pays",
        "Who pays for programmes, by financial year",
        "Named sources by the plans; the base budget pays the rest (central projection).",
        &[
            Column::new("programme", "Programme", Kind::Text),
            Column::new("source", "Source of money", Kind::Text),
            YEAR,
            BASELINE,
            OPTION,
            DIFFERENCE,
        ],
    );
    for line in &answer.funding {
        for year in &line.years {
            let start = [&line.programme, &line.source, &year.year].map(Cell::from);
            let pounds = [year.baseline, year.option, year.option - year.baseline];
            table.push(&start, pounds.map(Cell::from));
        }
    }
    table
}
