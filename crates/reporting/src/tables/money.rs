//! Money: lines by financial year, the financial case, who pays.

use super::super::table::{Cell, Shown, Table};
use super::{Subject, cell, cells, list, text};
use serde_json::Value;

impl Subject {
    pub(super) fn money(&self) -> Table {
        let mut table =
            self.money_table("Money by year", "Pounds by line and financial year, April to March");
        for answer in &self.answers {
            for line in list(answer, "costs") {
                for row in list(line, "years") {
                    table.rows.push(self.money_row(answer, line, row));
                }
            }
        }
        table
    }

    pub(super) fn money_totals(&self) -> Table {
        let mut table =
            self.money_table("Money, all years", "Pounds by line, all financial years together");
        for answer in &self.answers {
            for line in list(answer, "costs") {
                if let Some(total) = line.get("total") {
                    table.rows.push(self.money_row(answer, line, total));
                }
            }
        }
        table
    }

    fn money_table(&self, name: &'static str, title: &str) -> Table {
        Table::new(
            name,
            title,
            &format!(
                "{}, not discounted. Cost lines and sums are in one column: kinds avoided, spent and \
                 net are sums. A negative difference means less cost. Cost avoided is not a \
                 saving until the council stops paying for a placement or a team.",
                self.about("price_base")
            ),
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Line", Shown::Words),
                ("Kind", Shown::Words),
                ("Financial year", Shown::Words),
                ("Baseline (£)", Shown::Pounds),
                ("Option (£)", Shown::Pounds),
                ("Difference (£)", Shown::Pounds),
                ("2.5th percentile of the difference (£)", Shown::Pounds),
                ("10th percentile of the difference (£)", Shown::Pounds),
                ("90th percentile of the difference (£)", Shown::Pounds),
                ("97.5th percentile of the difference (£)", Shown::Pounds),
                ("Monte Carlo error of the difference (£)", Shown::Pounds),
            ],
        )
    }

    fn money_row(&self, answer: &Value, line: &Value, row: &Value) -> Vec<Cell> {
        let mut made = self.heading(answer).to_vec();
        made.extend(cells(line, &["name", "kind"]));
        let keys =
            ["year", "baseline", "option", "difference", "p2_5", "p10", "p90", "p97_5", "error"];
        made.extend(cells(row, &keys));
        made
    }

    pub(super) fn financial_case(&self) -> Table {
        let mut table = Table::new(
            "Financial case",
            "What each option spends and avoids by financial year: real, cash and present value",
            "A cost is positive. Rows that are not sums of others add up to the net cost to the council. \
             Ends of ranges do not add up.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Row", Shown::Words),
                ("Part", Shown::Words),
                ("Sum of other rows", Shown::Words),
                ("Basis", Shown::Words),
                ("Financial year", Shown::Words),
                ("Mean (£)", Shown::Pence),
                ("10th percentile (£)", Shown::Pence),
                ("90th percentile (£)", Shown::Pence),
            ],
        );
        for case in &self.cases {
            let years: Vec<Value> = list(case, "years").to_vec();
            for row in list(case, "rows") {
                let mut add = |basis: &str, year: Cell, spread: &Value| {
                    let mut made = self.heading(case).to_vec();
                    made.extend(cells(row, &["name", "part", "sum"]));
                    made.extend([basis.into(), year]);
                    made.extend(cells(spread, &["mean", "p10", "p90"]));
                    table.rows.push(made);
                };
                let real = if text(row, "id") == "discounted" { "present value" } else { "real" };
                for (key, basis) in [("real", real), ("cash", "cash")] {
                    // Present values have no cash of a year.
                    let Some(series) = row.get(key).filter(|_| key == "real" || real == "real")
                    else {
                        continue;
                    };
                    for (year, spread) in years.iter().zip(list(series, "years")) {
                        add(basis, cell(Some(year)), spread);
                    }
                    add(basis, "All years".into(), series.get("total").unwrap_or(&Value::Null));
                }
                if let Some(present) = row.get("present").filter(|it| !it.is_null()) {
                    add("present value", "All years".into(), present);
                }
            }
        }
        table
    }

    pub(super) fn case_in_words(&self) -> Table {
        let mut table = Table::new(
            "Case in words",
            "The financial case in sentences, and the rules it follows",
            "Fiscal, economic and social value are never added to one another (a cost-consequence presentation).",
            &[("Option", Shown::Words), ("Support", Shown::Words), ("Sentence", Shown::Words)],
        );
        for case in &self.cases {
            let rules = case.get("rules").unwrap_or(&Value::Null);
            let schedule = rules.pointer("/schedule/name").and_then(Value::as_str);
            let vintage = text(rules, "vintage");
            let counted = schedule.map(|it| {
                let base = text(rules, "price_base");
                format!(
                    "Discount schedule: {it} ({vintage}). Price index: {}. {base}.",
                    text(rules, "deflator")
                )
            });
            let words = case.get("words").map_or(&[][..], |words| list(words, "sentences"));
            let words = words.iter().filter_map(Value::as_str).map(str::to_owned);
            for sentence in words.chain(counted) {
                let mut row = self.heading(case).to_vec();
                row.push(sentence.into());
                table.rows.push(row);
            }
        }
        table
    }

    pub(super) fn funding(&self) -> Table {
        let mut table = Table::new(
            "Who pays",
            "Who pays for programmes, by financial year",
            "Named sources by the plans; the base budget pays the rest (central projection).",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Programme", Shown::Words),
                ("Source of money", Shown::Words),
                ("Financial year", Shown::Words),
                ("Baseline (£)", Shown::Pounds),
                ("Option (£)", Shown::Pounds),
            ],
        );
        for answer in &self.answers {
            for line in list(answer, "funding") {
                for year in list(line, "years") {
                    let mut row = self.heading(answer).to_vec();
                    row.extend(cells(line, &["programme", "source"]));
                    row.extend(cells(year, &["year", "baseline", "option"]));
                    table.rows.push(row);
                }
            }
        }
        table
    }
}
