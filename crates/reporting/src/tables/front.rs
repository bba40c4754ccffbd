//! What stands around the numbers: cover, notes, sentences, options, assumptions.

use super::super::table::{Cell, Column, Kind, Table};
use super::super::told::ToldCase;
use super::super::view::OptionView;
use super::Names;
use super::sheets::Subject;
use staircase_answers::outcome::appraisal::Named;

impl Subject<'_> {
    pub(super) fn cover(&self, names: &Names) -> Table {
        let mut table = Table::words(
            "Cover",
            &format!("Staircase: {}", self.study.about.title),
            "Projections of an illustrative model, not forecasts and not a recommendation. Read the notes before the numbers.",
            &["What", "Value"],
        );
        let about = &self.study.about;
        let first = self.answers.first();
        let runs = match first {
            Some(answer) if answer.draws > 0 => answer.draws.to_string(),
            _ => "none: the central projection, without chance".to_owned(),
        };
        let options: Vec<String> = self.study.options.iter().map(OptionView::called).collect();
        let case = self.cases.first();
        let rule = |of: fn(&ToldCase) -> &Named| {
            case.map_or_else(|| "none".to_owned(), |case| of(case).name.clone())
        };
        let reserve = case.and_then(|case| case.reserve.as_ref());
        let answered: Vec<String> = self
            .answers
            .iter()
            .map(|answer| match names.start(&answer.option, answer.null_effect) {
                [Cell::Named(_, name), Cell::Named(_, support)] => {
                    format!("{name} (support {support})")
                }
                _ => answer.option.clone(),
            })
            .collect();
        let rows = [
            ("Authority", about.authority.clone()),
            ("Question", about.question.clone()),
            ("Options in the scenario", options.join("; ")),
            ("Options in this file", answered.join("; ")),
            ("Compared with", first.map_or_else(String::new, |it| names.option(&it.baseline))),
            ("Scenario by", about.author.clone()),
            ("Scenario as of", about.date.clone()),
            ("File made on", self.made.clone()),
            ("First day of the projection", self.study.start.clone()),
            ("Months", self.study.months.to_string()),
            ("Prices", about.price_base.clone()),
            ("Engine", format!("Staircase {}", self.study.engine_version)),
            ("Scenario hash", self.study.scenario_hash.clone()),
            ("Seed", first.map_or_else(String::new, |it| it.seed.clone())),
            ("Runs", runs),
            ("Discount schedule", rule(|case| &case.rules.schedule)),
            ("Growth of costs", rule(|case| &case.rules.growth)),
            (
                "Reserve tested (£)",
                reserve.map_or("none".to_owned(), |it| format!("{:?}", it.amount)),
            ),
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

    pub(super) fn notes(&self, names: &Names) -> Table {
        let mut table = Table::words(
            "Notes",
            "Definitions, limits and sources",
            "What the words mean, and what the model leaves out.",
            &["Kind", "About", "Note"],
        );
        let levels = self.study.levels.iter().map(|it| ("Level", &it.name, &it.definition));
        let measures = self.study.measures.iter().map(|it| ("Measure", &it.name, &it.definition));
        for (kind, name, definition) in levels.chain(measures) {
            table.rows.push(vec![kind.into(), name.into(), definition.into()]);
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
        for limit in &self.study.limits {
            table.rows.push(vec!["Limit".into(), Cell::Empty, limit.into()]);
        }
        for source in &self.study.about.sources {
            table.rows.push(vec!["Source".into(), Cell::Empty, source.into()]);
        }
        for reference in self.references(|_| true) {
            table.rows.push(vec!["Reference".into(), Cell::Empty, reference.into()]);
        }
        for answer in &self.answers {
            for warning in &answer.words.warnings {
                let option = names.option(&answer.option);
                table.rows.push(vec!["Warning".into(), option.into(), warning.into()]);
            }
        }
        table
    }

    pub(super) fn sentences(&self, names: &Names) -> Table {
        let mut table = Table::words(
            "In words",
            "The results of each option, in words",
            "Sentences made from the numbers on the other sheets.",
            &["Option", "Support", "Subject", "Sentence"],
        );
        for answer in &self.answers {
            let words = &answer.words;
            let mut row = |subject: &str, sentence: String| {
                let start = names.start(&answer.option, answer.null_effect);
                table.push(&start, [subject.into(), sentence.into()]);
            };
            row("effect", words.headline.clone());
            row("range", words.range.clone());
            for truth in &words.truths {
                row("how to read this", format!("{} {}", truth.lead, truth.rest));
            }
            for sentence in &words.support {
                row("support", sentence.clone());
            }
        }
        table
    }

    pub(super) fn options(&self) -> Table {
        let mut table = Table::words(
            "Options",
            "What the options change",
            "One row a change. The baseline changes nothing.",
            &["Option", "Description", "Change", "Source", "Grade"],
        );
        for option in &self.study.options {
            let start = [option.called().into(), (&option.description).into()];
            if option.changes.is_empty() {
                table.push(&start, [Cell::Empty, Cell::Empty, Cell::Empty]);
            }
            for change in &option.changes {
                let rest =
                    [(&change.text).into(), (&change.source).into(), change.grade.word().into()];
                table.push(&start, rest);
            }
        }
        table
    }

    /// Documents in full, of those with the ids that are wanted.
    fn references(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let all = self.study.references.iter().filter(|it| wanted(&it.id));
        all.map(|it| {
            let parts = [Some(&it.citation), it.url.as_ref(), Some(&it.about)];
            let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join(" ")
        })
        .collect()
    }

    pub(super) fn register(&self) -> Table {
        let mut table = Table::new(
            "Assumptions",
            "Every number of the scenario, with unit, source and grade",
            "One row a number, or a list of numbers that belong together. Grades are explained in the notes.",
            &[
                Column::new("What it is", "What it is", Kind::Text),
                Column::new("Value", "Value", Kind::Fine),
                Column::new("Values, if several", "Values, if several", Kind::Text),
                Column::new("Unit", "Unit", Kind::Text),
                Column::new("Distribution between runs", "Distribution between runs", Kind::Text),
                Column::new("Grade", "Grade", Kind::Text),
                Column::new("Source", "Source", Kind::Text),
                Column::new("Note", "Note", Kind::Text),
                Column::new("Place in the files", "Place in the files", Kind::Text),
                Column::new("References in full", "References in full", Kind::Text),
            ],
        );
        for it in &self.study.register {
            let (value, values) = match it.value.replace(',', "").parse::<f64>() {
                Ok(number) => (Cell::Number(number), Cell::Empty),
                Err(_) => (Cell::Empty, (&it.value).into()),
            };
            table.rows.push(vec![
                (&it.label).into(),
                value,
                values,
                (&it.unit).into(),
                it.distribution.as_ref().into(),
                it.grade.word().into(),
                (&it.source).into(),
                it.note.as_ref().into(),
                (&it.path).into(),
                self.references(|id| it.references.iter().any(|own| own == id)).join("\n").into(),
            ]);
        }
        table
    }
}
