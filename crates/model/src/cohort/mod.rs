//! The deterministic cohort model (expected-value path): expected numbers in each state, from the
//! same equations. It gives the central projection.
//!
//! | Module | Concept |
//! | --- | --- |
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

mod birthdays;
pub mod blend;
pub mod cohorts;
pub mod detail;
pub mod ends;
pub mod fields;
pub mod lanes;
pub mod moves;
pub mod numbers;
pub mod path;
pub mod pools;
pub mod rates;
mod recording;
pub mod served;
pub mod spells;
mod start;
pub mod state;
pub mod support;
