//! # Staircase
//!
//! A demand and cost model for children's early help in one English local
//! authority. Families step up and down a continuum of need under different
//! early-help offers; the model projects children in need, protection plans and
//! looked-after children, and what they cost, with honest uncertainty.
//!
//! Data flows one way:
//!
//! `scenario files → Scenario (checked) → Model (compiled) → draws | expected path → Answer → words, tables, files`
//!
//! | Room | What it holds |
//! | --- | --- |
//! | [`scenario`] | files as written, checked, resolved |
//! | [`model`] | compiled hazards, plans, the starting state |
//! | [`simulate`] | a draw: families one by one, with keyed chance |
//! | [`expected`] | the same tables as a deterministic cohort |
//! | [`outcome`] | intervals, paired differences, chance and ignorance, Monte Carlo error |
//! | [`appraise`] | money |
//! | [`explore`] | fitting to published figures |
//! | [`report`] | sentences, tables, what the page shows |
//! | [`study`] | a scenario opened for questions, used by both doors |
//! | [`record`] | everything one run yields, as one list of numbers |
//! | [`stay`] | how long someone stays |
//! | [`validate`] | published cases, run by the engine's own code |
//! | [`chance`] | keyed random numbers, points across draws |
//! | [`maths`] | the only door to exponentials, logarithms and quantiles |
//!
//! ```
//! use staircase_engine::{golden, simulate::draw::Parameters, study::Study};
//!
//! let (main, files) = golden::shipped();
//! let study = Study::open(main, &files).expect("the shipped scenario is good");
//! let option = study.option("half-as-many-again", None).expect("it is in the file");
//!
//! // The instant answer, without chance …
//! let preview = study.expected(&option);
//! assert!(preview.words.headline.starts_with("By March 2024"));
//!
//! // … and two draws, each run with and without the option on the same chance.
//! let plans = study.pair(&option);
//! let records = study.simulator(1, Parameters::Sampled).draw(0, &plans);
//! assert_eq!(records.len(), 2);
//! ```

#![forbid(unsafe_code)]

pub mod appraise;
pub mod chance;
pub mod expected;
pub mod explore;
pub mod golden;
pub mod maths;
pub mod model;
pub mod outcome;
pub mod record;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod stay;
pub mod study;
pub mod validate;
#[cfg(feature = "web")]
pub mod web;
