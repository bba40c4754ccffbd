//! # Staircase
//!
//! A demand and cost model for children's early help in one English local
//! authority. Families step up and down a continuum of need under different
//! early-help offers; the model projects children in need, protection plans and
//! looked-after children, and what they cost, with honest uncertainty.
//!
//! This crate is the library's face: open a scenario, choose an option, run it, ask.
//!
//! ```
//! use staircase::{Parameters, Runs, Study, Tell, shipped};
//!
//! // Files in memory; `Study::open_path` opens a scenario on the disk.
//! let (main, files) = shipped();
//! let study = Study::open(main, &files).expect("the shipped scenario is good");
//! let option = study.option("half-as-many-again", None).expect("it is in the file");
//!
//! // The projection at central values, without chance …
//! let projection = study.expected(&option).tell(&study.model, &option);
//! assert!(projection.words.headline.starts_with("By March 2026"));
//!
//! // … and two runs, each with and without the option on the same chance.
//! let mut runs = Runs::new(&study, vec![option], 1, Parameters::Sampled);
//! runs.until(&study, 2, None, |range, run| range.map(run).collect());
//! assert_eq!(runs.answer(&study, 0).draws, 2);
//! ```
//!
//! Data flows one way, each room a crate that knows only those below it:
//!
//! `scenario files → Scenario (checked) → Model (compiled) → runs | central projection → Answer (facts) → words, tables, files`
//!
//! | Crate | What it holds |
//! | --- | --- |
//! | [`staircase_numerics`] | the only door to exponentials and logarithms; keyed random numbers; lengths of stay |
//! | [`staircase_scenario`] | files as written, checked, resolved; published or own figures |
//! | [`staircase_model`] | compiled hazards, plans, the first day; the cohort and the microsimulation; the record of a run |
//! | [`staircase_appraisal`] | discounting, returns, cashable savings |
//! | [`staircase_answers`] | intervals, paired differences, Monte Carlo error; fits, backtests, sensitivity |
//! | [`staircase_reporting`] | sentences, tables, workbooks |
//! | [`staircase_validation`] | published cases |
//!
//! # The model, in reading order
//!
//! 1. **What moves.** Families at levels of need, with history and lasting classes:
//!    [`staircase_scenario::written`] for the words, [`staircase_model::history`],
//!    [`staircase_scenario::strata`].
//! 2. **How fast.** Hazards by level, months in it, age and profile:
//!    [`staircase_model::tables`]. What changes them over time: [`staircase_model::periods`].
//! 3. **What support does.** Doses and their course: [`staircase_model::effects`]; what is left
//!    from before the first day: [`staircase_model::reference::earlier`].
//! 4. **What is offered.** An option as series by month: [`staircase_model::plan`].
//! 5. **Who comes and goes.** [`staircase_model::population`]; children from outside:
//!    [`staircase_model::microsimulation::visitors`].
//! 6. **The mean.** A month of the cohort: [`staircase_model::cohort::path`],
//!    [`staircase_model::cohort::process`]. The steady year, mean doses and the first day:
//!    [`mod@staircase_model::reference`]. Statutory spells: [`staircase_model::cohort::spells`].
//!    Fitting: [`staircase_answers::explore::fit`].
//! 7. **A run.** Months in order: [`staircase_model::microsimulation::draw`]. A move by one
//!    number: [`staircase_model::microsimulation::thresholds`]; families to whom nothing happens:
//!    [`staircase_model::microsimulation::quiet`]; places and queues:
//!    [`staircase_model::microsimulation::support`]; the front door:
//!    [`staircase_model::microsimulation::door`].
//! 8. **Chance.** Keys: [`staircase_numerics::chance`]. Uncertain numbers across runs:
//!    [`staircase_numerics::chance::point`], [`staircase_scenario::distribution`]. Chance and
//!    ignorance apart: [`staircase_answers::outcome::split`].
//! 9. **Money.** [`staircase_model::record::cost`], [`staircase_appraisal`].
//! 10. **Why it can be trusted to compute what it says.** [`staircase_validation`].
//!
//! Symbols are the same throughout: `h` a hazard a month, `e` the ratio of an effect,
//! `w` a dose, `d` a mean dose. Why each choice was made, on what evidence, is in
//! `docs/decisions`, by number.

#![forbid(unsafe_code)]

pub use staircase_answers::outcome::answer::Answer;
pub use staircase_answers::outcome::appraisal::Appraisal;
pub use staircase_answers::outcome::appraisal::asked::Ask;
pub use staircase_answers::outcome::precision::Wanted;
pub use staircase_answers::study::runs::Runs;
pub use staircase_answers::study::{Study, Unopened};
pub use staircase_model::microsimulation::draw::Parameters;
pub use staircase_model::record::Block;
pub use staircase_reporting::told::{Tell, Told, ToldAnswer, ToldCase};
pub use staircase_scenario::resolved::Choice;
pub use staircase_scenario::shipped::shipped;
pub use staircase_scenario::{Edit, Files, Problem};
