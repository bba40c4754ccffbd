//! Files as written, checked, resolved.

#![forbid(unsafe_code)]

#[path = "../../../src"]
mod rooms {
    pub mod scenario;
}

pub use rooms::scenario;
pub use staircase_numbers::{chance, maths, stay};
