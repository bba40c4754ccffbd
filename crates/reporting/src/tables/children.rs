//! Children and families: counts, moves, steps, spread, published figures.

use super::super::table::{Cell, Shown, Table};
use super::{Subject, at, cell, cells, list, text};
use serde_json::Value;

impl Subject {
    /// Months that end on a 31 March, with the year.
    fn marches(answer: &Value) -> Vec<(usize, f64)> {
        let dates = list(answer, "dates").iter().enumerate();
        dates
            .filter_map(|(month, date)| {
                let year = date.as_str()?.strip_suffix("-03-31")?.parse().ok()?;
                Some((month, year))
            })
            .collect()
    }

    pub(super) fn measures(&self) -> Table {
        let mut table = Table::new(
            "Children by year",
            "Children on each 31 March",
            "Counts on the day, with their ranges. Movements in a year are on the next sheet.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Mean (children)", Shown::Count),
                ("2.5th percentile (children)", Shown::Count),
                ("10th percentile (children)", Shown::Count),
                ("Median (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
                ("97.5th percentile (children)", Shown::Count),
                ("Monte Carlo error of the mean (children)", Shown::Fine),
            ],
        );
        for (answer, measure) in self.measures_of("stock") {
            for (month, year) in Self::marches(answer) {
                for side in ["baseline", "option", "difference"] {
                    let band = measure.get(side).unwrap_or(&Value::Null);
                    let [option, support] = self.heading(answer);
                    let name = self.measure_name(&text(measure, "id"));
                    let mut row = vec![option, support, name.into(), year.into(), side.into()];
                    let keys = ["mean", "p2_5", "p10", "p50", "p90", "p97_5", "error"];
                    row.extend(keys.map(|key| at(band.get(key), month)));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    /// Answers with their measures of one kind.
    fn measures_of(&self, kind: &'static str) -> impl Iterator<Item = (&Value, &Value)> {
        let kinds = list(&self.study, "measures");
        let is = move |measure: &Value| {
            let id = text(measure, "id");
            kinds.iter().any(|it| text(it, "id") == id && text(it, "kind") == kind)
        };
        self.answers.iter().flat_map(move |answer| {
            let measures = list(answer, "measures").iter().filter(move |it| is(it));
            measures.map(move |measure| (answer, measure))
        })
    }

    pub(super) fn changes(&self) -> Table {
        let mut table = Table::new(
            "Moves in a month",
            "Children moving, month by month",
            "Averages, and ranges of the month alone. Averages of twelve months add up to the year; ranges do not.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Month ending", Shown::Words),
                ("Series", Shown::Words),
                ("Mean (children)", Shown::Fine),
                ("2.5th percentile (children)", Shown::Count),
                ("10th percentile (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
                ("97.5th percentile (children)", Shown::Count),
            ],
        );
        for (answer, measure) in self.measures_of("flow") {
            for (month, date) in list(answer, "dates").iter().enumerate().skip(1) {
                for side in ["baseline", "option", "difference"] {
                    let band = measure.get(side).unwrap_or(&Value::Null);
                    let [option, support] = self.heading(answer);
                    let name = self.measure_name(&text(measure, "id"));
                    let mut row = vec![option, support, name.into(), cell(Some(date)), side.into()];
                    let keys = ["mean", "p2_5", "p10", "p90", "p97_5"];
                    row.extend(keys.map(|key| at(band.get(key), month)));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    pub(super) fn staircase(&self) -> Table {
        let mut table = Table::new(
            "Staircase",
            "Families and children by step on each 31 March",
            "Averages over runs.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Step", Shown::Words),
                ("Families", Shown::Count),
                ("Children", Shown::Count),
                ("Families supported", Shown::Count),
                ("Families waiting", Shown::Count),
            ],
        );
        self.by_step(
            &mut table,
            ["baseline", "option"],
            &["step", "families", "children", "supported", "waiting"],
        );
        table
    }

    pub(super) fn moves(&self) -> Table {
        let mut table = Table::new(
            "Moves between steps",
            "Families moving between steps in the year to each 31 March",
            "Averages over runs.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Year (to 31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("From step", Shown::Words),
                ("To step", Shown::Words),
                ("Families", Shown::Count),
            ],
        );
        self.by_step(&mut table, ["moves_baseline", "moves_option"], &["from", "to", "families"]);
        table
    }

    fn by_step(&self, table: &mut Table, sides: [&str; 2], keys: &[&str]) {
        for answer in &self.answers {
            for year in list(answer, "staircase") {
                for (side, called) in sides.iter().zip(["baseline", "option"]) {
                    for it in list(year, side) {
                        let [option, support] = self.heading(answer);
                        let mut row = vec![option, support, cell(year.get("year")), called.into()];
                        row.extend(cells(it, keys));
                        table.rows.push(row);
                    }
                }
            }
        }
    }

    pub(super) fn spread(&self) -> Table {
        let mut table = Table::new(
            "Chance and uncertain inputs",
            "Where the variation between runs comes from: children each 31 March, net cost of all years",
            "Variances: chance (stochastic uncertainty) and uncertain inputs (parameter uncertainty). Estimates: a small one can be below zero.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Unit of the variance", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Variance", Shown::Fine),
                ("Part from chance", Shown::Fine),
                ("Part from uncertain inputs", Shown::Fine),
                ("Chance, % of the variance", Shown::Count),
            ],
        );
        for answer in &self.answers {
            let mut add = |what: [Cell; 2], year: Cell, sides: &Value| {
                for side in ["baseline", "option", "difference"] {
                    let split = sides.get(side).unwrap_or(&Value::Null);
                    let part = |key: &str| cell(split.get(key).and_then(|it| it.get("variance")));
                    let mut row = self.heading(answer).to_vec();
                    row.extend(what.clone());
                    row.extend([year.clone(), side.into()]);
                    row.extend(["total", "chance", "numbers"].map(part));
                    row.push(
                        split
                            .get("chance_share")
                            .and_then(Value::as_f64)
                            .map(|it| 100.0 * it)
                            .into(),
                    );
                    table.rows.push(row);
                }
            };
            for measure in list(answer, "measures") {
                let name = self.measure_name(&text(measure, "id"));
                for year in list(measure, "split") {
                    let what = [(&name).into(), "children squared".into()];
                    add(what, cell(year.get("year")), year);
                }
            }
            if let Some(sides) = answer.get("net_split").filter(|it| !it.is_null()) {
                let what = ["Net cost, all funders, all years".into(), "pounds squared".into()];
                add(what, Cell::Empty, sides);
            }
        }
        table
    }

    pub(super) fn observed(&self) -> Table {
        let mut table = Table::new(
            "Observed",
            "Published figures beside the projection",
            "As published; nothing here is modelled.",
            &[
                ("Measure", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Value (children)", Shown::Count),
                ("Source", Shown::Words),
            ],
        );
        for point in list(&self.study, "observed") {
            let mut row = vec![self.measure_name(&text(point, "measure")).into()];
            row.extend(cells(point, &["year", "value", "source"]));
            table.rows.push(row);
        }
        table
    }
}
