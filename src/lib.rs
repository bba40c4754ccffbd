//! # Staircase
//!
//! A microsimulation model of demand and cost in one English council's children's
//! services. Families move between levels of need under different early help offers;
//! the model projects children in need, protection plans and looked-after children, and
//! what they cost, with ranges.
//!
//! # Model in brief
//!
//! Staircase is a discrete-time (monthly), family-level microsimulation: a semi-Markov
//! multi-state model with competing risks, an open population and capacity-limited
//! services. Transition hazards depend on time in state (sojourn time), age, history and
//! fixed group. Options are compared incrementally in paired runs with common random
//! numbers (CRN). Each run uses a parameter set from a probabilistic sensitivity analysis
//! (PSA); each set is used in 2 runs, so variance is split into parameter (second-order)
//! and stochastic (first-order) uncertainty. Alternative evidence sets represent
//! structural uncertainty. A deterministic cohort version of the same equations gives the
//! central projection and drives calibration. Perspective: the council; results for all
//! public budgets are shown as well. Value to others is presented as a cost-consequence
//! table, never summed. Not computed: value of information, multi-way sensitivity.
//!
//! # Use
//!
//! Open a scenario, choose an option, run it, read the answer.
//!
//! ```
//! use staircase::{Parameters, Runs, Study, Tell, shipped};
//!
//! // Files in memory; `Study::open_path` opens a scenario on the disk.
//! let (main, files) = shipped();
//! let study = Study::open(main, &files).expect("the shipped scenario is good");
//! let option = study.option("half-as-many-again", None).expect("it is in the file");
//!
//! // The central projection: expected values, without chance …
//! let projection = study.expected(&option).tell(&study.model, &option);
//! assert!(projection.words.headline.starts_with("By March 2026"));
//!
//! // … and two paired runs: the baseline and the option, with common random numbers.
//! let mut runs = Runs::new(&study, vec![option], 1, Parameters::Sampled);
//! runs.until(&study, 2, None, |range, run| range.map(run).collect());
//! assert_eq!(runs.answer(&study, 0).draws, 2);
//! ```
//!
//! Data flows one way, each module a crate that uses only those below it:
//!
//! `scenario files → Scenario (checked) → Model (compiled) → runs | central projection → Answer (facts) → words, tables, files`
//!
//! | Crate | What it holds |
//! | --- | --- |
//! | [`staircase_numerics`] | the only place with exponentials and logarithms; keyed random numbers; sojourn times |
//! | [`staircase_scenario`] | files as written, checked, resolved; published or own figures |
//! | [`staircase_model`] | compiled hazards, plans, the first day; the cohort and the microsimulation; the record of a run |
//! | [`staircase_appraisal`] | discounting, returns, cashable cost |
//! | [`staircase_answers`] | intervals, paired differences, Monte Carlo error; calibration, predictive validation, sensitivity |
//! | [`staircase_reporting`] | sentences, tables, workbooks |
//! | [`staircase_validation`] | verification against published benchmarks |
//!
//! # The model, in reading order
//!
//! 1. **What moves.** Families at levels of need (the states), with history and fixed groups:
//!    [`staircase_scenario::written`] for the words, [`staircase_model::history`],
//!    [`staircase_scenario::strata`].
//! 2. **How fast.** Transition hazards by level, months in it (sojourn time), age and profile:
//!    [`staircase_model::tables`]. What changes them over time: [`staircase_model::periods`].
//! 3. **The effect of support.** Hazard ratios and how they wane: [`staircase_model::effects`];
//!    what remains of support before the first day: [`staircase_model::reference::earlier`].
//! 4. **What is offered.** An option as series by month: [`staircase_model::plan`].
//! 5. **Who comes and goes.** [`staircase_model::population`]; children from outside:
//!    [`staircase_model::microsimulation::external_children`].
//! 6. **The central projection.** A month of the deterministic cohort model: [`staircase_model::cohort::path`],
//!    [`staircase_model::cohort::process`]. The steady year, mean effect weights and the first day:
//!    [`mod@staircase_model::reference`]. Statutory spells: [`staircase_model::cohort::spells`].
//!    Steady-state calibration: [`staircase_answers::explore::fit`].
//! 7. **A run.** Months in order: [`staircase_model::microsimulation::draw`]. A move by one
//!    number: [`staircase_model::microsimulation::move_sampler`]; next-event scheduling for
//!    families without need: [`staircase_model::microsimulation::next_event`]; capacity and queues:
//!    [`staircase_model::microsimulation::support`]; the front door:
//!    [`staircase_model::microsimulation::door`].
//! 8. **Uncertainty.** Common random numbers: [`staircase_numerics::chance`]. Parameter sets:
//!    [`staircase_numerics::chance::point`], [`staircase_scenario::distribution`].
//!    Stochastic and parameter uncertainty apart: [`staircase_answers::outcome::split`].
//! 9. **Money.** [`staircase_model::record::cost`], [`staircase_appraisal`].
//! 10. **Verification.** [`staircase_validation`].
//!
//! Symbols are the same throughout: `h` a hazard a month, `e` the hazard ratio of an effect,
//! `w` an effect weight (dose), `d` a mean weight. Why each choice was made, on what evidence, is in
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
pub use staircase_scenario::resolved::PolicyOption;
pub use staircase_scenario::shipped::shipped;
pub use staircase_scenario::{Edit, Files, Problem};
