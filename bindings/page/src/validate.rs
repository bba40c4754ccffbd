//! Published cases, one family at a time, for a worker of the page.

use super::json;
use serde::Serialize;
use staircase_validation::{CaseReport, Effort, FAMILIES, NOT_YET};
use wasm_bindgen::prelude::wasm_bindgen;

/// Most runs of a case.
const MOST_RUNS: u32 = 1_000_000;

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "CasesPart"))]
pub(crate) struct Part {
    /// How many families of cases there are.
    families: usize,
    reports: Vec<CaseReport>,
    /// Cases that are not yet run, and what they wait for.
    not_yet: &'static [(&'static str, &'static str)],
}

/// What the cases of one family came to, as JSON; none beyond the last family.
#[wasm_bindgen]
#[must_use]
pub fn published_cases(family: usize, runs: u32) -> String {
    let run = FAMILIES.get(family).map(|family| (family.run)(&Effort::of(runs.min(MOST_RUNS))));
    let reports = run.unwrap_or_default();
    let part = Part { families: FAMILIES.len(), reports, not_yet: NOT_YET };
    json::text(&part)
}
