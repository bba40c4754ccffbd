//! Files that the page offers, made from the answers that it shows.

use staircase_reporting::tables::Subject;
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
    let read = |json: &str| serde_json::from_str(json).map_err(|error| error.to_string());
    let study = read(view_json)?;
    let answers = serde_json::from_str(answers_json).map_err(|error| error.to_string())?;
    let cases = serde_json::from_str(cases_json).map_err(|error| error.to_string())?;
    let changed = serde_json::from_str(changed_json).map_err(|error| error.to_string())?;
    let choices = Vec::new();
    let subject = Subject { study, answers, cases, changed, choices, made: made.to_owned() };
    workbook::of(&subject).map_err(|error| error.to_string())
}
