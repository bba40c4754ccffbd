//! What stands around the numbers: cover, notes, sentences, options, assumptions.

use super::super::table::{Cell, Shown, Table};
use super::{Subject, cell, cells, list, text};
use serde_json::Value;

impl Subject {
    pub(super) fn cover(&self) -> Table {
        let mut table = Table::new(
            "Cover",
            &format!("Staircase: {}", self.about("title")),
            "Projections of an illustrative model, not forecasts and not a recommendation. Read the notes before the numbers.",
            &[("What", Shown::Words), ("Value", Shown::Words)],
        );
        let first = self.answers.first().unwrap_or(&Value::Null);
        let runs = match text(first, "kind").as_str() {
            "expected" => "none: the central projection, without chance".to_owned(),
            _ => text(first, "draws"),
        };
        let options: Vec<String> = list(&self.study, "options")
            .iter()
            .map(|option| format!("{}: {}", text(option, "letter"), text(option, "name")))
            .collect();
        let rules = self.cases.first().and_then(|case| case.get("rules"));
        let rule = |key: &str| {
            let name = rules.and_then(|rules| rules.get(key)).map(|it| text(it, "name"));
            name.unwrap_or_else(|| "none".to_owned())
        };
        let reserve = self.cases.first().and_then(|case| case.pointer("/reserve/amount"));
        let answered: Vec<String> = self
            .answers
            .iter()
            .map(|answer| match self.heading(answer) {
                [Cell::Text(name), Cell::Text(support)] => format!("{name} (support {support})"),
                _ => text(answer, "option"),
            })
            .collect();
        let baseline = list(&self.study, "options")
            .iter()
            .find(|option| text(option, "id") == text(first, "baseline"))
            .map_or_else(
                || text(first, "baseline"),
                |option| format!("{}: {}", text(option, "letter"), text(option, "name")),
            );
        let rows = [
            ("Authority", self.about("authority")),
            ("Question", self.about("question")),
            ("Options in the scenario", options.join("; ")),
            ("Options in this file", answered.join("; ")),
            ("Compared with", baseline),
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
            ("Discount schedule", rule("schedule")),
            ("Growth of costs", rule("growth")),
            ("Reserve tested (£)", reserve.map_or("none".to_owned(), Value::to_string)),
            (
                "How to read ranges",
                "8 in 10 runs are between the 10th and the 90th percentile. Do not add up ends of \
                 ranges, over years or over cost lines."
                    .to_owned(),
            ),
            (
                "How to read differences",
                "Option minus baseline, in paired runs (same families, same chance events). \
                 Negative means fewer children or less cost."
                    .to_owned(),
            ),
            (
                "How to read money",
                "A cost is positive; a cost avoided, a saving or income is negative, and columns \
                 add up. Only a net present value has the other sign: a minus sign means a net \
                 cost."
                    .to_owned(),
            ),
            (
                "To get the same numbers",
                "Same scenario hash, engine version, seed and runs.".to_owned(),
            ),
        ];
        let chosen = self.choices.iter().map(|(what, how)| (what.as_str(), how.clone()));
        table.rows = rows
            .into_iter()
            .chain(chosen)
            .map(|(what, value)| vec![what.into(), value.into()])
            .collect();
        table
    }

    pub(super) fn notes(&self) -> Table {
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
            ("Grade", "assumed", "A judgement; no evidence supports the number."),
            (
                "Money",
                "cost avoided",
                "Not a saving until the council stops paying for a placement or a team.",
            ),
            ("Support", "has no effect", "The same spending if support changes no rate."),
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
        for reference in self.references(&self.study) {
            table.rows.push(vec!["Reference".into(), Cell::Empty, reference.into()]);
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

    pub(super) fn sentences(&self) -> Table {
        let mut table = Table::new(
            "In words",
            "The results of each option, in words",
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
                row("how to read this", format!("{} {}", text(truth, "lead"), text(truth, "rest")));
            }
            for sentence in list(words, "support").iter().filter_map(Value::as_str) {
                row("support", sentence.to_owned());
            }
        }
        table
    }

    pub(super) fn options(&self) -> Table {
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

    /// Documents named by a row of the register, in full; all of them for the study itself.
    fn references(&self, of: &Value) -> Vec<String> {
        let wanted = list(of, "references");
        let all = list(&self.study, "references").iter();
        all.filter(|it| it.get("id").is_some_and(|id| wanted.contains(id) || wanted.contains(it)))
            .map(|it| [text(it, "citation"), text(it, "url"), text(it, "about")])
            .map(|parts| {
                parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    pub(super) fn register(&self) -> Table {
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
                ("References in full", Shown::Words),
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
            row.push(self.references(it).join("\n").into());
            table.rows.push(row);
        }
        table
    }
}
