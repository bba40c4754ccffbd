//! Mathematics, chance, lengths of stay.

#![forbid(unsafe_code)]

#[path = "../../../src"]
mod rooms {
    pub mod chance;
    pub mod maths;
    pub mod stay;
}

pub use rooms::{chance, maths, stay};
