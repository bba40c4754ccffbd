//! x
#![forbid(unsafe_code)]
pub mod appraise;
pub mod expected;
pub mod explore;
pub mod maths;
pub mod model;
pub mod outcome;
pub mod scenario;
pub mod simulate;
