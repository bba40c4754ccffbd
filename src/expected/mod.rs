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
//! | [`lanes`] | birth cohorts worked on side by side |
//! | [`numbers`] | the numbers of every cell and cohort |
//! | [`fields`] | where the numbers of a cell stand |
//! | [`state`] | families, dose, supported and waiting in every cell and cohort |
//! | [`pools`] | cells with the same hazards, and where each move leads |
//! | [`blend`] | rates for each mix of ages that a cohort can have |
//! | [`rates`] | rates in force in a month |
//! | [`moves`] | the moves of a month |
//! | [`path`] | a month of the path, in the same order as a month of a draw |
//! | `birthdays` | births, birthdays, families who come or go |
//! | [`support`] | support along the path: queues and places |
//! | [`ends`] | ends of support, and how doses fade |
//! | [`served`] | who can be given a place |
//! | `start` | what a start does to doses |
//! | [`detail`] | who moves, by history and age |
//! | [`spells`] | how long children stay in a group of levels |
//! | `recording` | the path written into a record |
//!
//! The path is the instant preview, the reference that coverage and the start
//! are taken from, and the workhorse of fitting. Where places bind it is an
//! approximation: it uses the mean number of families at the head of the queue.

pub mod absorption;
mod birthdays;
pub mod blend;
pub mod chain;
pub mod cohorts;
pub mod counts;
pub mod detail;
pub mod ends;
pub mod fields;
pub mod generator;
pub mod lanes;
pub mod moves;
pub mod numbers;
pub mod path;
pub mod pools;
pub mod rates;
mod recording;
pub mod served;
pub mod spells;
pub mod spread;
mod start;
pub mod state;
pub mod support;
pub mod waiting;
