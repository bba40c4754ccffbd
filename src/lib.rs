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
//! | [`observe`] | published or own figures from a table |
//! | [`report`] | sentences, tables, what the page shows |
//! | [`study`] | a scenario opened for questions, used by both doors |
//! | [`record`] | everything one run yields, as one list of numbers |
//! | [`stay`] | how long someone stays |
//! | [`validate`] | published cases, run by the engine's own code |
//! | [`chance`] | keyed random numbers, points across draws |
//! | [`maths`] | the only door to exponentials, logarithms and quantiles |
//!
//! # The model, in reading order
//!
//! 1. **What moves.** Families at levels of need, with history and lasting classes:
//!    [`scenario::written`] for the words, [`model::history`], [`scenario::strata`].
//! 2. **How fast.** Hazards by level, months in it, age and profile:
//!    [`model::tables`]. What changes them over time: [`model::periods`].
//! 3. **What support does.** Doses and their course: [`model::effects`]; what is left
//!    from before the first day: [`model::earlier`].
//! 4. **What is offered.** An option as series by month: [`model::plan`].
//! 5. **Who comes and goes.** [`model::population`]; children from outside:
//!    [`simulate::visitors`].
//! 6. **The mean.** A month of the path: [`expected::path`], [`expected::support`]. The
//!    steady year, mean doses and the first day: [`mod@model::reference`]. Statutory
//!    spells: [`expected::spells`]. Fitting: [`explore::fit`].
//! 7. **A draw.** Months in order: [`simulate::draw`]. A move by one number:
//!    [`simulate::thresholds`]; families to whom nothing happens: [`simulate::quiet`];
//!    places and queues: [`simulate::support`]; the front door: [`simulate::door`].
//! 8. **Chance.** Keys: [`chance`]. Uncertain numbers across draws: [`chance::point`],
//!    [`scenario::distribution`]. Chance and ignorance apart: [`outcome::split`].
//! 9. **Money.** [`record::cost`].
//! 10. **Why it can be trusted to compute what it says.** [`validate`].
//!
//! Symbols are the same throughout: `h` a hazard a month, `e` the ratio of an effect,
//! `w` a dose, `d` a mean dose. Why each choice was made, on what evidence, is in
//! `docs/decisions`, by number.
//!
//! ```
//! use staircase_engine::{golden, simulate::draw::Parameters, study::Study};
//!
//! // Files in memory; `Study::open_path` opens a scenario on the disk.
//! let (main, files) = golden::shipped();
//! let study = Study::open(main, &files).expect("the shipped scenario is good");
//! let option = study.option("half-as-many-again", None).expect("it is in the file");
//!
//! // The instant answer, without chance …
//! let preview = study.expected(&option);
//! assert!(preview.words.headline.starts_with("By March 2026"));
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
pub mod observe;
pub mod outcome;
/// How the page's door reads and writes. The door itself is compiled for WebAssembly only; its
/// JSON is compiled here too, so that its tests run with all others.
#[cfg(all(test, not(feature = "web")))]
#[path = "web/json.rs"]
mod page_json;
pub mod record;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod stay;
pub mod study;
pub mod validate;
#[cfg(feature = "web")]
pub mod web;
