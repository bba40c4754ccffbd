//! The financial case as long tables, and its on-request parts as lines.

use super::number::pounds;
use super::tidy::quoted;
use crate::outcome::appraisal::{Appraisal, Spread};
use crate::outcome::break_even::BreakEven;
use crate::outcome::sensitivity::Sensitivity;
use crate::study::Parts;
use std::fmt::Write;

fn cells(spread: &Spread) -> String {
    let cell = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    format!("{},{},{}", spread.mean, cell(spread.p10), cell(spread.p90))
}

fn word(value: impl serde::Serialize) -> String {
    let text = serde_json::to_string(&value).unwrap_or_default();
    text.trim_matches('"').to_owned()
}

/// Rows of the financial-year table: real, in cash, and present value.
#[must_use]
pub fn by_year(cases: &[&Appraisal]) -> String {
    let mut text = String::from(
        "option,null_effect,row,name,part,is_sum,basis,financial_year,mean_pounds,p10_pounds,p90_pounds\n",
    );
    for case in cases {
        for row in &case.rows {
            let start = format!(
                "{},{},{},{},{},{}",
                case.option,
                case.null_effect,
                row.id,
                quoted(&row.name),
                row.part,
                row.sum
            );
            let bases = if row.id == "discounted" {
                vec![("present value", &row.real)]
            } else {
                vec![("real", &row.real), ("cash", &row.cash)]
            };
            for (basis, series) in bases {
                let years = case.years.iter().zip(&series.years);
                for (year, spread) in years {
                    let _ = writeln!(text, "{start},{basis},{year},{}", cells(spread));
                }
                let _ = writeln!(text, "{start},{basis},All years,{}", cells(&series.total));
            }
            if let Some(present) = &row.present {
                let _ = writeln!(text, "{start},present value,All years,{}", cells(present));
            }
        }
    }
    text
}

/// Single figures of the case. A cell is empty where there is no number.
#[must_use]
pub fn figures(cases: &[&Appraisal]) -> String {
    let mut text = String::from("option,null_effect,figure,when,unit,value,p10,p90\n");
    let optional = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    for case in cases {
        let start = format!("{},{}", case.option, case.null_effect);
        let mut put = |figure: &str, when: &str, unit: &str, values: String| {
            let _ = writeln!(text, "{start},{},{when},{unit},{values}", quoted(figure));
        };
        for (figure, spread) in [
            ("net present value to the council (a minus sign means a net cost)", &case.npv),
            ("net present value to all budgets here", &case.npv_public),
            (
                "net present value to all budgets here, before the allowance for optimism",
                &case.npv_public_before_allowance,
            ),
        ] {
            put(figure, "", "pounds", cells(spread));
        }
        let yearly = optional(case.equivalent_annual);
        put(
            "equivalent annual net cost to the council",
            "",
            "pounds a year",
            format!("{yearly},,"),
        );
        let ratio = &case.ratio;
        let values = [ratio.value, ratio.p10, ratio.p90].map(optional).join(",");
        put(&format!("ratio: {}", ratio.meaning), "", "pounds per pound", values);
        let months = [case.payback.simple.median, case.payback.simple.p10, case.payback.simple.p90]
            .map(|month| optional(month.map(|month| month as f64)));
        put("month of payback, half of the runs", "", "months", months.join(","));
        let what = if case.payback.applies { "paid back by" } else { "still ahead at" };
        for (year, share) in case.years.iter().zip(&case.payback.by_year) {
            put(what, year, "share of runs", format!("{},,", optional(*share)));
        }
        if let Some(reserve) = &case.reserve {
            let what = format!("cumulative net cost above £{} in cash", reserve.amount);
            for (year, share) in case.years.iter().zip(&reserve.above_by_year) {
                put(&what, year, "share of runs", format!("{share},,"));
            }
        }
        for step in &case.steps {
            put(&step.name, "All years", "pounds, real", format!("{},,", step.real));
            put(&step.name, "All years", "pounds, present value", format!("{},,", step.present));
        }
    }
    text
}

/// Who pays, who gains, and value outside the council's lines, which is never added up.
#[must_use]
pub fn parties(cases: &[&Appraisal]) -> String {
    let mut text = String::from(
        "option,null_effect,table,agency,item,kind_of_value,grade,financial_year,pounds,source\n",
    );
    for case in cases {
        let start = format!("{},{}", case.option, case.null_effect);
        for agency in &case.agencies {
            let name = quoted(&agency.name);
            for (item, series) in [
                ("statutory cost", &agency.statutory),
                ("pays", &agency.pays),
                ("net cost", &agency.net),
            ] {
                for (year, value) in case.years.iter().zip(series) {
                    let _ = writeln!(text, "{start},agency,{name},{item},fiscal,,{year},{value},");
                }
            }
        }
        for row in &case.funding {
            let item = quoted(&format!("{}: {}", row.programme, row.source));
            for (year, value) in case.years.iter().zip(&row.years) {
                let agency = quoted(&row.agency);
                let _ = writeln!(text, "{start},funding,{agency},{item},fiscal,,{year},{value},");
            }
        }
        for row in &case.wider {
            let _ = writeln!(
                text,
                "{start},value elsewhere (present value; never added),{},{},{},{},All years,{},{}",
                quoted(&row.agency),
                quoted(&row.name),
                word(row.kind),
                row.grade.word(),
                row.present.mean,
                quoted(&row.source)
            );
        }
    }
    text
}

/// What would have to be true, what moves the result, and the worth of each change, as
/// lines for the command line.
#[must_use]
pub fn on_request(even: &BreakEven, moved: &Sensitivity, parts: &Parts) -> Vec<String> {
    let mut lines = vec![even.words.clone()];
    lines.extend(even.routes.iter().map(|on| format!("    {}: {}", on.name, on.words)));
    lines.extend(even.effects.iter().map(|effect| {
        format!("    {}: {} now, {} needed", effect.name, effect.now, effect.needed)
    }));
    if !moved.rows.is_empty() {
        lines.push(
            "The present value of the net cost moves when an input is 1% lower or higher, by:"
                .to_owned(),
        );
    }
    lines.extend(moved.rows.iter().map(|row| {
        format!("    {:>12} {:>12}  {}", pounds_exact(row.down), pounds_exact(row.up), row.name)
    }));
    if parts.alone.len() > 1 {
        lines.push(
            "Present value of the net cost of each change alone and together, without chance:"
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
