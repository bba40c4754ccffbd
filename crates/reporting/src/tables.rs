//! An answer as tidy tables, from the same text that the page receives, so that the page's
//! numbers and a file's are one and the same.

mod children;
mod front;
mod money;
mod offer;

use super::table::{Cell, Table};
use serde_json::Value;

/// What is written down: a study without results, and answers to it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// [`super::view::StudyView`], as data.
    pub study: Value,
    /// [`staircase_answers::outcome::answer::Answer`]s, as data.
    pub answers: Vec<Value>,
    /// [`staircase_answers::outcome::appraisal::Appraisal`]s, as data, where there are money rules.
    pub cases: Vec<Value>,
    /// Inputs that are not as in the scenario's files, in sentences.
    pub changed: Vec<String>,
    /// What was chosen for a run, beside what answers and cases say: what, and how.
    pub choices: Vec<(String, String)>,
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

    /// Letter and name of an answer's option, and whether support has no effect in it.
    fn heading(&self, answer: &Value) -> [Cell; 2] {
        let id = text(answer, "option");
        let options = list(&self.study, "options");
        let option = options.iter().find(|option| text(option, "id") == id);
        let name = option
            .map_or(id, |option| format!("{}: {}", text(option, "letter"), text(option, "name")));
        let null = answer.get("null_effect").and_then(Value::as_bool).unwrap_or_default();
        [name.into(), if null { "has no effect" } else { "as in the evidence" }.into()]
    }

    fn measure_name(&self, id: &str) -> String {
        let measures = list(&self.study, "measures");
        let found = measures.iter().find(|measure| text(measure, "id") == id);
        found.map_or_else(|| id.to_owned(), |measure| text(measure, "name"))
    }
}
