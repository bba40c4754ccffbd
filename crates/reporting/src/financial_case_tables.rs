//! The financial case as long tables, and its on-request parts as lines.

use super::break_even::EvenWords;
use super::financial_case::ratio_of;
use super::number::pounds;
use super::table::{Cell, Table};
use super::tidy::{columns, with};
use staircase_answers::outcome::appraisal::rows::Row;
use staircase_answers::outcome::appraisal::{Appraisal, Spread};
use staircase_answers::outcome::break_even::BreakEven;
use staircase_answers::outcome::sensitivity::Sensitivity;
use staircase_answers::study::Parts;
use staircase_scenario::resolved::PolicyOption;

fn cells(spread: &Spread) -> [Cell; 3] {
    [spread.mean.into(), spread.p10.into(), spread.p90.into()]
}

fn start(case: &Appraisal) -> Vec<Cell> {
    vec![case.option.as_str().into(), case.null_effect.into()]
}

/// The numbers of a row of the case: on which basis, of which year, and how much.
pub(crate) fn numbers<'a>(
    case: &'a Appraisal,
    row: &'a Row,
) -> Vec<(&'static str, &'a str, &'a Spread)> {
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
        numbers.push((basis, "All years", &series.total));
    }
    numbers.extend(row.present.iter().map(|present| ("present value", "All years", present)));
    numbers
}

/// Rows of the financial-year table: real, in cash, and present value.
#[must_use]
pub fn by_year(cases: &[&Appraisal]) -> Table {
    let mut table = Table::file(
        "financial-case.csv",
        "what each option spends and avoids by financial year, a cost is positive: real, cash, \
         present value",
        &columns(&[
            "row",
            "name",
            "part",
            "is_sum",
            "basis",
            "financial_year",
            "mean_pounds",
            "p10_pounds",
            "p90_pounds",
        ]),
    );
    for case in cases {
        for row in &case.rows {
            let place = with(
                &start(case),
                [(&row.id).into(), (&row.name).into(), row.part.word().into(), row.sum.into()],
            );
            for (basis, year, spread) in numbers(case, row) {
                table.push(&with(&place, [basis.into(), year.into()]), cells(spread));
            }
        }
    }
    table
}

/// Single figures of the case. A cell is empty where there is no number.
#[must_use]
pub fn figures(cases: &[&Appraisal]) -> Table {
    let mut table = Table::file(
        "case-figures.csv",
        "net present value (a minus sign means a net cost), ratio, payback, reserve, and the \
         steps from gross to net cost",
        &columns(&["figure", "when", "unit", "value", "p10", "p90"]),
    );
    for case in cases {
        let start = start(case);
        let mut put = |figure: &str, when: &str, unit: &str, values: [Cell; 3]| {
            table.push(&with(&start, [figure.into(), when.into(), unit.into()]), values);
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
        for step in &case.steps {
            put(&step.name, "All years", "pounds, real", alone(Some(step.real)));
            put(&step.name, "All years", "pounds, present value", alone(Some(step.present)));
        }
    }
    table
}

/// Who pays, who gains, and value outside the council's lines, which is never added up.
#[must_use]
pub fn parties(cases: &[&Appraisal]) -> Table {
    let mut table = Table::file(
        "who-pays-and-gains.csv",
        "by agency and source of funding, a cost is positive; value elsewhere, which is never \
         added up, and where a benefit is positive",
        &columns(&[
            "table",
            "agency",
            "item",
            "kind_of_value",
            "grade",
            "financial_year",
            "pounds",
            "source",
        ]),
    );
    for case in cases {
        let start = start(case);
        let mut years = |kind: &str, agency: &str, item: &str, series: &[f64]| {
            for (year, value) in case.years.iter().zip(series) {
                let place = with(&start, [kind.into(), agency.into(), item.into()]);
                let rest =
                    ["fiscal".into(), Cell::Empty, year.into(), (*value).into(), Cell::Empty];
                table.push(&place, rest);
            }
        };
        for agency in &case.agencies {
            years(
                "agency",
                &agency.name,
                "statutory cost (avoided is negative)",
                &agency.statutory,
            );
            years("agency", &agency.name, "pays for early help", &agency.pays);
            years("agency", &agency.name, "net cost", &agency.net);
        }
        for row in &case.funding {
            let item = format!("{}: {}", row.programme, row.source);
            years("funding", &row.agency, &item, &row.years);
        }
        for row in &case.wider {
            table.push(
                &with(&start, ["value elsewhere (present value; never added)".into()]),
                [
                    (&row.agency).into(),
                    (&row.name).into(),
                    row.kind.word().into(),
                    row.grade.word().into(),
                    "All years".into(),
                    row.present.mean.into(),
                    (&row.source).into(),
                ],
            );
        }
    }
    table
}

/// Break-even, one-per-cent sensitivity, and the present value of each change, as
/// lines for the command line.
#[must_use]
pub fn on_request(
    option: &PolicyOption,
    even: &BreakEven,
    moved: &Sensitivity,
    parts: &Parts,
) -> Vec<String> {
    let words = EvenWords::new(option, even);
    let mut lines = vec![words.sentence];
    let routes = even.routes.iter().zip(words.routes);
    lines.extend(routes.map(|(on, words)| format!("    {}: {words}", on.name)));
    lines.extend(even.effects.iter().map(|effect| {
        format!("    {}: {} now, {} needed", effect.name, effect.now, effect.needed)
    }));
    if !moved.rows.is_empty() {
        lines.push(
            "Change in the present value of the net cost when an input is 1% lower or higher:"
                .to_owned(),
        );
    }
    lines.extend(moved.rows.iter().map(|row| {
        format!("    {:>12} {:>12}  {}", pounds_exact(row.down), pounds_exact(row.up), row.name)
    }));
    if parts.alone.len() > 1 {
        lines.push(
            "Present value of the net cost of each change alone and together (central projection):"
                .to_owned(),
        );
        lines.extend(
            parts.alone.iter().map(|(words, value)| format!("    {}  {words}", pounds(*value))),
        );
        lines.push(format!("    {}  together", pounds(parts.together)));
        lines.push(format!("    {}  interaction", pounds(parts.interaction)));
    }
    lines
}

/// "−£1,234", to the pound.
fn pounds_exact(value: f64) -> String {
    let sign = if value.round() < 0.0 { "−" } else { "" };
    let digits = format!("{:.0}", value.abs().round());
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}£{grouped}")
}

#[cfg(test)]
mod tests {
    use super::pounds_exact;

    #[test]
    fn pounds_are_grouped() {
        assert_eq!(pounds_exact(-1_234_567.4), "−£1,234,567");
        assert_eq!(pounds_exact(999.0), "£999");
        assert_eq!(pounds_exact(-0.2), "£0");
    }
}
