//! The financial case: its rows by year, its single figures, who pays and who gains.

use super::super::financial_case::ratio_of;
use super::super::table::{Cell, Column, Kind, Table};
use super::YEAR;
use super::money::ALL_YEARS;
use staircase_answers::outcome::appraisal::rows::Row;
use staircase_answers::outcome::appraisal::{Appraisal, Spread};

fn cells(spread: &Spread) -> [Cell; 3] {
    [spread.mean.into(), spread.p10.into(), spread.p90.into()]
}

/// The numbers of a row of the case: on which basis, of which year, and how much.
fn numbers<'a>(case: &'a Appraisal, row: &'a Row) -> Vec<(&'static str, &'a str, &'a Spread)> {
    let bases = if row.id == "discounted" {
        // Present values have no cash of a year.
        vec![("present value", &row.real)]
    } else {
        vec![("real", &row.real), ("cash", &row.cash)]
    };
    let mut numbers = Vec::new();
    for (basis, series) in bases {
        let years = case.years.iter().zip(&series.years);
        numbers.extend(years.map(|(year, spread)| (basis, year.as_str(), spread)));
        numbers.push((basis, ALL_YEARS, &series.total));
    }
    numbers.extend(row.present.iter().map(|present| ("present value", ALL_YEARS, present)));
    numbers
}

/// Rows of the financial-year table: real, in cash, and present value.
#[must_use]
pub fn financial_case(case: &Appraisal) -> Table {
    let mut table = Table::new(
        "Financial case",
        "What each option spends and avoids by financial year: real, cash and present value",
        "A cost is positive. Rows that are not sums of others add up to the net cost to the council. \
         Ends of ranges do not add up.",
        &[
            Column::new("row", "Identity", Kind::Text),
            Column::new("name", "Row", Kind::Text),
            Column::new("part", "Part", Kind::Text),
            Column::new("is_sum", "Sum of other rows", Kind::Text),
            Column::new("basis", "Basis", Kind::Text),
            YEAR,
            Column::new("mean_pounds", "Mean (£)", Kind::Pence),
            Column::new("p10_pounds", "10th percentile (£)", Kind::Pence),
            Column::new("p90_pounds", "90th percentile (£)", Kind::Pence),
        ],
    );
    for row in &case.rows {
        for (basis, year, spread) in numbers(case, row) {
            let start = [
                (&row.id).into(),
                (&row.name).into(),
                row.part.word().into(),
                row.sum.into(),
                basis.into(),
                year.into(),
            ];
            table.push(&start, cells(spread));
        }
    }
    table
}

/// Single figures of the case. A cell is empty where there is no number.
#[must_use]
pub fn figures(case: &Appraisal) -> Table {
    let keys = ["figure", "when", "unit", "value", "p10", "p90"];
    let mut table = Table::file("Case figures", "Single figures of the financial case", &keys);
    let mut put = |figure: &str, when: &str, unit: &str, values: [Cell; 3]| {
        table.push(&[figure.into(), when.into(), unit.into()], values);
    };
    let alone = |value: Option<f64>| [value.into(), Cell::Empty, Cell::Empty];
    for (figure, spread) in [
        ("net present value to the council (a minus sign means a net cost)", &case.npv),
        ("net present value to all budgets here", &case.npv_public),
        (
            "net present value to all budgets here, before the optimism bias allowance",
            &case.npv_public_before_allowance,
        ),
    ] {
        put(figure, "", "pounds", cells(spread));
    }
    let yearly = alone(case.equivalent_annual);
    put("equivalent annual net cost to the council", "", "pounds a year", yearly);
    let ratio = &case.ratio;
    let values = [ratio.value, ratio.p10, ratio.p90].map(Cell::from);
    put(&format!("ratio: {}", ratio_of(ratio.of)), "", "pounds per pound", values);
    let simple = &case.payback.simple;
    let months = [simple.median, simple.p10, simple.p90].map(Cell::from);
    put("month of payback for the council, half of the runs", "", "months", months);
    let what =
        if case.payback.applies { "paid back for the council by" } else { "saving remains at" };
    for (year, share) in case.years.iter().zip(&case.payback.by_year) {
        put(what, year, "share of runs", alone(*share));
    }
    if let Some(reserve) = &case.reserve {
        let what = format!("cumulative net cost above £{} in cash terms", reserve.amount);
        for (year, share) in case.years.iter().zip(&reserve.above_by_year) {
            put(&what, year, "share of runs", alone(Some(*share)));
        }
    }
    let steps = bridge(case);
    for row in steps.rows {
        if let [name, real, present] = row.as_slice() {
            for (unit, value) in [("pounds, real", real), ("pounds, present value", present)] {
                let start = [name.clone(), ALL_YEARS.into(), unit.into()];
                table.push(&start, [value.clone(), Cell::Empty, Cell::Empty]);
            }
        }
    }
    table
}

/// From gross to net cost, all years.
#[must_use]
pub fn bridge(case: &Appraisal) -> Table {
    let mut table = Table::new(
        "From gross to net",
        "From gross to net cost, all years",
        "",
        &[
            Column::new("step", "Line", Kind::Text),
            Column::new("real_pounds", "Real (£)", Kind::Pounds),
            Column::new("present_pounds", "Present value (£)", Kind::Pounds),
        ],
    );
    for step in &case.steps {
        table.push(&[], [(&step.name).into(), step.real.into(), step.present.into()]);
    }
    table
}

/// Who pays, who gains, and value outside the council's lines, which is never added up.
#[must_use]
pub fn parties(case: &Appraisal) -> Table {
    let mut table = Table::new(
        "Who pays and who gains",
        "Who pays and who gains, by agency and source of money",
        "",
        &[
            Column::new("table", "Part", Kind::Text),
            Column::new("agency", "Agency", Kind::Text),
            Column::new("item", "Item", Kind::Text),
            Column::new("kind_of_value", "Kind of value", Kind::Text),
            Column::new("grade", "Grade", Kind::Text),
            YEAR,
            Column::new("pounds", "Pounds (£)", Kind::Pounds),
            Column::new("source", "Source", Kind::Text),
        ],
    );
    let mut years = |kind: &str, agency: &str, item: &str, series: &[f64]| {
        for (year, value) in case.years.iter().zip(series) {
            let place = [kind.into(), agency.into(), item.into(), "fiscal".into()];
            table.push(&place, [Cell::Empty, year.into(), (*value).into(), Cell::Empty]);
        }
    };
    for agency in &case.agencies {
        years("agency", &agency.name, "statutory cost (avoided is negative)", &agency.statutory);
        years("agency", &agency.name, "pays for early help", &agency.pays);
        years("agency", &agency.name, "net cost", &agency.net);
    }
    for row in &case.funding {
        let item = format!("{}: {}", row.programme, row.source);
        years("funding", &row.agency, &item, &row.years);
    }
    for row in &case.wider {
        table.push(
            &["value elsewhere (present value; never added)".into()],
            [
                (&row.agency).into(),
                (&row.name).into(),
                row.kind.word().into(),
                row.grade.word().into(),
                ALL_YEARS.into(),
                row.present.mean.into(),
                (&row.source).into(),
            ],
        );
    }
    table
}
