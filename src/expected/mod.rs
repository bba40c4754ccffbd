//! The expected-value path: the deterministic mean of the same equations.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`chain`] | a cohort moving by a fixed matrix, and what it earns under a named counting rule |
//! | [`absorption`] | how long until a chain leaves some states, and which it ever reaches |
//! | [`spread`] | variance of the counts of a cohort; cohorts that people join |
//! | [`counts`] | counts whose probability or rate is uncertain itself |
//! | [`waiting`] | long-run waiting and loss at a given number of slots |
//! | [`generator`] | rates in continuous time: probabilities over any step by the matrix exponential |
//! | [`cohorts`] | which ages each birth cohort holds |
//! | [`fields`] | where the numbers of a cell stand |
//! | [`state`] | families, dose, supported and waiting in every cell and cohort |
//! | [`blend`] | hazards for each mix of ages that a cohort can have |
//! | [`moves`] | the moves of a month |
//! | [`path`] | a month of the path, in the same order as a month of a draw |
//! | [`support`] | support along the path: ends, fade, queues, places |
//! | [`detail`] | who moves, by history and age |
//! | [`spells`] | how long children stay in a group of levels |
//! | `recording` | the path written into a record |
//!
//! The path is the instant preview, the reference that coverage and the start
//! are taken from, and the workhorse of fitting. Where places bind it is an
//! approximation: it uses the mean number of families at the head of the queue.

pub mod absorption;
pub mod blend;
pub mod chain;
pub mod cohorts;
pub mod counts;
pub mod detail;
pub mod fields;
pub mod generator;
pub mod moves;
pub mod path;
mod recording;
pub mod spells;
pub mod spread;
pub mod state;
pub mod support;
pub mod waiting;
