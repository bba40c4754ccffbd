//! The model, its two kinds of runs, and what they cost.

#![forbid(unsafe_code)]

#[path = "../../../src"]
mod rooms {
    pub mod appraise;
    pub mod expected;
    pub mod model;
    pub mod record;
    pub mod simulate;
}

pub use rooms::{appraise, expected, model, record, simulate};
pub use staircase_numbers::{chance, maths, stay};
pub use staircase_scenario::scenario;
