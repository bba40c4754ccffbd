//! Files that the page offers, made from the answers that it shows.

use crate::report::tables::Subject;
use crate::report::workbook;
use wasm_bindgen::prelude::wasm_bindgen;

/// An Excel workbook of a study's view and of answers (a list), both as the page has them;
/// `made` is the day, as people write it.
///
/// # Errors
/// In words, if they cannot be read or written.
#[wasm_bindgen]
pub fn excel(view_json: &str, answers_json: &str, made: &str) -> Result<Vec<u8>, String> {
    let read = |json: &str| serde_json::from_str(json).map_err(|error| error.to_string());
    let study = read(view_json)?;
    let answers = serde_json::from_str(answers_json).map_err(|error| error.to_string())?;
    let subject = Subject { study, answers, cases: Vec::new(), made: made.to_owned() };
    workbook::of(&subject).map_err(|error| error.to_string())
}
