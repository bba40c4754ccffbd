//! An answer as tidy tables, from the same text that the page receives, so that the page's
//! numbers and a file's are one and the same.

use super::table::{Cell, Shown, Table};
use serde_json::Value;

/// What is written down: a study without results, and answers to it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// [`super::view::StudyView`], as data.
    pub study: Value,
    /// [`crate::outcome::answer::Answer`]s, as data.
    pub answers: Vec<Value>,
    /// [`crate::outcome::appraisal::Appraisal`]s, as data, where there are money rules.
    pub cases: Vec<Value>,
    /// Inputs that are not as in the scenario's files, in sentences.
    pub changed: Vec<String>,
    /// The day that the file is made on, as people write it.
    pub made: String,
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn cell(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::Number(number)) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Some(Value::String(text)) => Cell::Text(text.clone()),
        Some(Value::Bool(yes)) => Cell::from(if *yes { "yes" } else { "no" }),
        _ => Cell::Empty,
    }
}

/// The cells of several keys.
fn cells(value: &Value, keys: &[&str]) -> Vec<Cell> {
    keys.iter().map(|key| cell(value.get(*key))).collect()
}

fn at(series: Option<&Value>, month: usize) -> Cell {
    cell(series.and_then(|series| series.get(month)))
}

impl Subject {
    /// All tables, in the order of reading.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let all = [
            self.cover(),
            self.notes(),
            self.sentences(),
            self.options(),
            self.measures(),
            self.changes(),
            self.staircase(),
            self.moves(),
            self.money(),
            self.money_totals(),
            self.financial_case(),
            self.case_in_words(),
            self.funding(),
            self.support(),
            self.door(),
            self.spread(),
            self.observed(),
            self.register(),
        ];
        all.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    fn about(&self, key: &str) -> String {
        self.study.get("about").map_or_else(String::new, |about| text(about, key))
    }

    /// Letter and name of an answer's option, and whether support changes nothing in it.
    fn heading(&self, answer: &Value) -> [Cell; 2] {
        let id = text(answer, "option");
        let options = list(&self.study, "options");
        let option = options.iter().find(|option| text(option, "id") == id);
        let name = option
            .map_or(id, |option| format!("{}: {}", text(option, "letter"), text(option, "name")));
        let null = answer.get("null_effect").and_then(Value::as_bool).unwrap_or_default();
        [name.into(), if null { "changes nothing" } else { "as in the evidence" }.into()]
    }

    fn measure_name(&self, id: &str) -> String {
        let measures = list(&self.study, "measures");
        let found = measures.iter().find(|measure| text(measure, "id") == id);
        found.map_or_else(|| id.to_owned(), |measure| text(measure, "name"))
    }

    fn cover(&self) -> Table {
        let mut table = Table::new(
            "Cover",
            &format!("Staircase: {}", self.about("title")),
            "Projections of an illustrative model, not forecasts. Read the notes before the numbers.",
            &[("What", Shown::Words), ("Value", Shown::Words)],
        );
        let first = self.answers.first().unwrap_or(&Value::Null);
        let runs = match text(first, "kind").as_str() {
            "expected" => "none: the expected-value path, without chance".to_owned(),
            _ => text(first, "draws"),
        };
        let options: Vec<String> = list(&self.study, "options")
            .iter()
            .map(|option| format!("{}: {}", text(option, "letter"), text(option, "name")))
            .collect();
        let rows = [
            ("Authority", self.about("authority")),
            ("Question", self.about("question")),
            ("Options in the scenario", options.join("; ")),
            ("Scenario by", self.about("author")),
            ("Scenario as of", self.about("date")),
            ("File made on", self.made.clone()),
            ("First day of the projection", text(&self.study, "start")),
            ("Months", text(&self.study, "months")),
            ("Prices", self.about("price_base")),
            ("Engine", format!("Staircase {}", text(&self.study, "engine_version"))),
            ("Scenario hash", text(&self.study, "scenario_hash")),
            ("Seed", text(first, "seed")),
            ("Runs", runs),
            (
                "How to read ranges",
                "In 8 runs in 10 the number lies between the 10th and the 90th percentile. \
                 Ends of ranges do not add up, not over years and not over lines."
                    .to_owned(),
            ),
            (
                "How to read differences",
                "Option less baseline, run by run on the same chance. Negative is fewer, or \
                 cheaper."
                    .to_owned(),
            ),
            (
                "To get the same numbers",
                "Same scenario hash, engine version, seed and runs.".to_owned(),
            ),
        ];
        table.rows =
            rows.into_iter().map(|(what, value)| vec![what.into(), value.into()]).collect();
        table
    }

    fn notes(&self) -> Table {
        let mut table = Table::new(
            "Notes",
            "Definitions, limits and sources",
            "What the words mean, and what the model leaves out.",
            &[("Kind", Shown::Words), ("About", Shown::Words), ("Note", Shown::Words)],
        );
        for (kind, key) in [("Level", "levels"), ("Measure", "measures")] {
            for it in list(&self.study, key) {
                let row = [kind.to_owned(), text(it, "name"), text(it, "definition")];
                table.rows.push(row.map(Cell::from).to_vec());
            }
        }
        for (kind, about, words) in [
            ("Grade", "measured-here", "Measured in this authority."),
            ("Grade", "measured-elsewhere", "Measured in other authorities or countries."),
            ("Grade", "claimed", "Claimed in a report, without a measurement that can be checked."),
            ("Grade", "assumed", "A judgement; no evidence stands behind the number."),
            ("Money", "cost avoided", "Not a saving until a placement or a team is given up."),
            (
                "Support",
                "changes nothing",
                "The same spending in a world where support changes no rate.",
            ),
        ] {
            table.rows.push(vec![kind.into(), about.into(), words.into()]);
        }
        for changed in &self.changed {
            table.rows.push(vec!["Changed input".into(), Cell::Empty, changed.as_str().into()]);
        }
        for limit in list(&self.study, "limits") {
            table.rows.push(vec!["Limit".into(), Cell::Empty, cell(Some(limit))]);
        }
        let sources = self.study.get("about").map_or(&[][..], |about| list(about, "sources"));
        for source in sources {
            table.rows.push(vec!["Source".into(), Cell::Empty, cell(Some(source))]);
        }
        for answer in &self.answers {
            let words = answer.get("words").unwrap_or(&Value::Null);
            for warning in list(words, "warnings") {
                let [option, _] = self.heading(answer);
                table.rows.push(vec!["Warning".into(), option, cell(Some(warning))]);
            }
        }
        table
    }

    fn sentences(&self) -> Table {
        let mut table = Table::new(
            "In words",
            "What each option comes to, in words",
            "Sentences made from the numbers on the other sheets.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Subject", Shown::Words),
                ("Sentence", Shown::Words),
            ],
        );
        for answer in &self.answers {
            let words = answer.get("words").unwrap_or(&Value::Null);
            let mut row = |subject: &str, sentence: String| {
                let [option, support] = self.heading(answer);
                table.rows.push(vec![option, support, subject.into(), sentence.into()]);
            };
            row("effect", text(words, "headline"));
            row("range", text(words, "range"));
            for truth in list(words, "truths") {
                row("beside it", format!("{} {}", text(truth, "lead"), text(truth, "rest")));
            }
            for sentence in list(words, "support").iter().filter_map(Value::as_str) {
                row("support", sentence.to_owned());
            }
        }
        table
    }

    fn options(&self) -> Table {
        let mut table = Table::new(
            "Options",
            "What the options change",
            "One row a change. The baseline changes nothing.",
            &[
                ("Option", Shown::Words),
                ("Description", Shown::Words),
                ("Change", Shown::Words),
                ("Source", Shown::Words),
                ("Grade", Shown::Words),
            ],
        );
        for option in list(&self.study, "options") {
            let name = format!("{}: {}", text(option, "letter"), text(option, "name"));
            let changes = list(option, "changes");
            let none = Value::Null;
            let rows = if changes.is_empty() { std::slice::from_ref(&none) } else { changes };
            for change in rows {
                let mut row = vec![name.clone().into(), text(option, "description").into()];
                row.extend(cells(change, &["text", "source", "grade"]));
                table.rows.push(row);
            }
        }
        table
    }

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

    fn measures(&self) -> Table {
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
                ("10th percentile (children)", Shown::Count),
                ("Median (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
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
                    let keys = ["mean", "p10", "p50", "p90", "error"];
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

    fn changes(&self) -> Table {
        let mut table = Table::new(
            "Moves in a month",
            "Children moving, month by month",
            "Means, and ranges of the month alone. Means of twelve months add up to the year; ranges do not.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Month ending", Shown::Words),
                ("Series", Shown::Words),
                ("Mean (children)", Shown::Fine),
                ("10th percentile (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
            ],
        );
        for (answer, measure) in self.measures_of("flow") {
            for (month, date) in list(answer, "dates").iter().enumerate().skip(1) {
                for side in ["baseline", "option", "difference"] {
                    let band = measure.get(side).unwrap_or(&Value::Null);
                    let [option, support] = self.heading(answer);
                    let name = self.measure_name(&text(measure, "id"));
                    let mut row = vec![option, support, name.into(), cell(Some(date)), side.into()];
                    row.extend(["mean", "p10", "p90"].map(|key| at(band.get(key), month)));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    fn staircase(&self) -> Table {
        let mut table = Table::new(
            "Staircase",
            "Families and children by step on each 31 March",
            "Means over runs.",
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

    fn moves(&self) -> Table {
        let mut table = Table::new(
            "Moves between steps",
            "Families moving between steps in the year to each 31 March",
            "Means over runs.",
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

    fn money(&self) -> Table {
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

    fn money_totals(&self) -> Table {
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
                "{}, not discounted. Lines and sums stand under each other in one column: kinds \
                 avoided, spent and net are sums. Cost avoided is not a saving until a placement \
                 or a team is given up.",
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
                ("10th percentile of the difference (£)", Shown::Pounds),
                ("90th percentile of the difference (£)", Shown::Pounds),
                ("Monte Carlo error of the difference (£)", Shown::Pounds),
            ],
        )
    }

    fn money_row(&self, answer: &Value, line: &Value, row: &Value) -> Vec<Cell> {
        let mut made = self.heading(answer).to_vec();
        made.extend(cells(line, &["name", "kind"]));
        let keys = ["year", "baseline", "option", "difference", "p10", "p90", "error"];
        made.extend(cells(row, &keys));
        made
    }

    fn financial_case(&self) -> Table {
        let mut table = Table::new(
            "Financial case",
            "What each option spends and avoids by financial year: real, cash and present value",
            "Rows marked as sums stand beside the lines they are made of. Ends of ranges do not add up.",
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

    fn case_in_words(&self) -> Table {
        let mut table = Table::new(
            "Case in words",
            "The financial case in sentences, and the rules it is counted by",
            "Fiscal, economic and social value are never added to one another.",
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
            let words = list(case, "words").iter().filter_map(Value::as_str).map(str::to_owned);
            for sentence in words.chain(counted) {
                let mut row = self.heading(case).to_vec();
                row.push(sentence.into());
                table.rows.push(row);
            }
        }
        table
    }

    fn funding(&self) -> Table {
        let mut table = Table::new(
            "Who pays",
            "Who pays for programmes, by financial year",
            "Named sources by the plans; the base budget pays the rest, along the path without chance.",
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

    fn support(&self) -> Table {
        let mut table = Table::new(
            "Support",
            "Families supported, waiting and leaving, by programme and financial year",
            "Sums of the year for families starting, finishing and giving up; means of month ends for the rest.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Programme", Shown::Words),
                ("Financial year", Shown::Words),
                ("Series", Shown::Words),
                ("Started (families)", Shown::Count),
                ("Finished (families)", Shown::Count),
                ("Gave up waiting (families)", Shown::Count),
                ("Waiting (families)", Shown::Count),
                ("Supported (families)", Shown::Count),
                ("Places", Shown::Count),
                ("Places open to families with the need", Shown::Count),
            ],
        );
        let keys = ["started", "finished", "dropped_out", "waiting", "supported", "places", "open"];
        for answer in &self.answers {
            for programme in list(answer.get("support").unwrap_or(&Value::Null), "programmes") {
                for year in list(programme, "years") {
                    for side in ["baseline", "option"] {
                        let mut row = self.heading(answer).to_vec();
                        row.extend(cells(programme, &["name"]));
                        row.extend(cells(year, &["year"]));
                        row.push(side.into());
                        row.extend(cells(year.get(side).unwrap_or(&Value::Null), &keys));
                        table.rows.push(row);
                    }
                }
            }
        }
        table
    }

    fn door(&self) -> Table {
        let mut table = Table::new(
            "Front door",
            "Families at the front door, by financial year",
            "Waiting is the mean of month ends; the rest are sums of the year.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Financial year", Shown::Words),
                ("Series", Shown::Words),
                ("Waiting (families)", Shown::Count),
                ("Passed (families)", Shown::Count),
                ("Gave up waiting (families)", Shown::Count),
                ("Turned away in need (families)", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for year in list(answer.get("support").unwrap_or(&Value::Null), "door") {
                for side in ["baseline", "option"] {
                    let mut row = self.heading(answer).to_vec();
                    row.extend(cells(year, &["year"]));
                    row.push(side.into());
                    let figures = year.get(side).unwrap_or(&Value::Null);
                    row.extend(cells(figures, &["waiting", "passed", "gave_up", "turned_away"]));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    fn spread(&self) -> Table {
        let mut table = Table::new(
            "Chance and ignorance",
            "Where the spread of runs comes from, each 31 March",
            "Variances: those of chance, and those of numbers not known exactly. Estimates: a small one can come out below zero.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Variance (children squared)", Shown::Fine),
                ("Of it chance", Shown::Fine),
                ("Of it uncertain numbers", Shown::Fine),
                ("Chance, share in a hundred", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for measure in list(answer, "measures") {
                for year in list(measure, "split") {
                    for side in ["baseline", "option", "difference"] {
                        let split = year.get(side).unwrap_or(&Value::Null);
                        let part =
                            |key: &str| cell(split.get(key).and_then(|it| it.get("variance")));
                        let mut row = self.heading(answer).to_vec();
                        row.push(self.measure_name(&text(measure, "id")).into());
                        row.push(cell(year.get("year")));
                        row.push(side.into());
                        row.extend(["total", "chance", "numbers"].map(part));
                        row.push(cell(split.get("chance_share")));
                        table.rows.push(row);
                    }
                }
            }
        }
        table
    }

    fn observed(&self) -> Table {
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

    fn register(&self) -> Table {
        let mut table = Table::new(
            "Assumptions",
            "Every number of the scenario, with unit, source and grade",
            "One row a number, or a list of numbers that belong together. Grades are explained in the notes.",
            &[
                ("What it is", Shown::Words),
                ("Value", Shown::Fine),
                ("Values, if several", Shown::Words),
                ("Unit", Shown::Words),
                ("Distribution between runs", Shown::Words),
                ("Grade", Shown::Words),
                ("Source", Shown::Words),
                ("Note", Shown::Words),
                ("Place in the files", Shown::Words),
            ],
        );
        for it in list(&self.study, "register") {
            let written = text(it, "value");
            let number = written.replace(',', "").parse::<f64>();
            let (value, values) = match number {
                Ok(number) => (Cell::Number(number), Cell::Empty),
                Err(_) => (Cell::Empty, Cell::Text(written)),
            };
            let mut row = vec![cell(it.get("label")), value, values];
            row.extend(cells(it, &["unit", "distribution", "grade", "source", "note", "path"]));
            table.rows.push(row);
        }
        table
    }
}
