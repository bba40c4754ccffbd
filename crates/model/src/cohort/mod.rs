//! The deterministic cohort model (expected-value path): expected numbers in each state, from the
//! same equations. It gives the central projection.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`path`] | **the order of a month**, and the path through all months |
//! | [`process`] | the processes of a month: front door, moves, support, births and departures |
//! | [`month`] | a month on its way: what its processes share |
//! | [`setting`] | what does not change along a path |
//! | [`state`] | families, dose, supported and waiting in every cell and cohort |
//! | [`flows`] | what happens in a month |
//! | `recording` | the path written into a record |
//! | [`detail`] | who moves, by history and age |
//! | [`spells`] | how long children stay in a group of levels |
//!
//! What a setting is made of:
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`cohorts`] | which ages each birth cohort holds |
//! | [`lanes`] | birth cohorts worked on side by side |
//! | [`numbers`] | the numbers of every cell and cohort |
//! | [`fields`] | where the numbers of a cell stand |
//! | [`needed`] | which of these numbers a path needs |
//! | [`pools`] | cells with the same hazards, and where each move leads |
//! | [`blend`] | rates for each mix of ages that a cohort can have |
//! | [`rates`] | rates in force in a month |
//! | [`room`] | room to work out moves in |
//! | [`fading`] | how doses fade, or set in |
//! | [`served`] | who can be given a place |
//!
//! The path is the instant preview, the reference that coverage and the start
//! are taken from, and the workhorse of fitting. Where places bind it is an
//! approximation: it uses the mean number of families at the head of the queue.

pub mod blend;
pub mod cohorts;
pub mod detail;
pub mod fading;
pub mod fields;
pub mod flows;
pub mod lanes;
pub mod month;
pub mod needed;
pub mod numbers;
pub mod path;
pub mod pools;
pub mod process;
pub mod rates;
mod recording;
pub mod room;
pub mod served;
pub mod setting;
pub mod spells;
pub mod state;
