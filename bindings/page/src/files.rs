//! Files that the page offers, made from the answers that it shows.

use super::json;
use staircase_reporting::tables::sheets::Subject;
use staircase_reporting::told::{ToldAnswer, ToldCase};
use staircase_reporting::workbook;
use wasm_bindgen::prelude::wasm_bindgen;

/// An Excel workbook of a study's view, of answers (a list) and of their financial cases (a
/// list, perhaps empty), all as the page has them. `changed` is a list of sentences, one for
/// each input that is not as in the scenario's files; `made` is the day, as people write it.
///
/// # Errors
/// In words, if they cannot be read or written.
#[wasm_bindgen]
pub fn excel(
    view_json: &str,
    answers_json: &str,
    cases_json: &str,
    changed_json: &str,
    made: &str,
) -> Result<Vec<u8>, String> {
    let answers: Vec<ToldAnswer> = json::read(answers_json)?;
    let cases: Vec<ToldCase> = json::read(cases_json)?;
    let subject = Subject {
        study: json::read(view_json)?,
        answers: answers.iter().collect(),
        cases: cases.iter().collect(),
        changed: json::read(changed_json)?,
        choices: Vec::new(),
        made: made.to_owned(),
    };
    workbook::of(&subject).map_err(|error| error.to_string())
}
