//! Answers, and the door through which the page asks for them.

#![forbid(unsafe_code)]

#[path = "../../../src"]
mod rooms {
    pub mod explore;
    pub mod golden;
    pub mod observe;
    pub mod outcome;
    pub mod report;
    pub mod study;
    pub mod validate;
    pub mod web;
}

pub use rooms::{explore, golden, observe, outcome, report, study, validate, web};
pub use staircase_numbers::{chance, maths, stay};
pub use staircase_runs::{appraise, expected, model, record, simulate};
pub use staircase_scenario::scenario;
