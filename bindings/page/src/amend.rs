//! Numbers of the register, changed in the text of their files.

use super::json;
use super::{problems_json, unreadable};
use serde::{Deserialize, Serialize};
use staircase_scenario::{Files, amend};
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "AmendRequest"))]
pub(crate) struct Request {
    main: String,
    files: Files,
    /// Row of the register.
    path: String,
    /// Its words: rates by age share a path.
    label: String,
    /// The new number; absent to put the row back.
    value: Option<f64>,
    /// Files as they came, for putting back.
    #[serde(default)]
    originals: Files,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct Amended {
    /// The file that holds the row.
    file: String,
    /// Its new text.
    text: String,
}

/// The file of one row of the register with another number in it, or with its number put
/// back. JSON in (`main`, `files`, `path`, `label`, and `value` or `originals`) and out.
///
/// # Errors
/// Problems that the scenario would have, as JSON.
#[wasm_bindgen]
pub fn amend_row(request_json: &str) -> Result<String, String> {
    let Request { main, files, path, label, value, originals } =
        json::read(request_json).map_err(|error| problems_json(&unreadable("request", &error)))?;
    let (file, text) = match value {
        Some(value) => amend::amend(&main, &files, (&path, &label), value),
        None => amend::restore(&main, &files, &originals, (&path, &label)),
    }
    .map_err(|problems| problems_json(&problems))?;
    Ok(json::text(&Amended { file, text }))
}
