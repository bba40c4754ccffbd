//! What is asked of a model, as facts: no sentence is made here.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`study`] | a scenario opened for questions, used by the command line and the page |
//! | [`outcome`] | intervals, paired differences, variance decomposition, Monte Carlo error, the financial case |
//! | [`authorities`] | every English authority: figures, neighbours, fits, scenarios |
//! | [`explore`] | calibration, predictive validation, sensitivity analysis |
//! | [`golden`] | one hash over many results |

#![forbid(unsafe_code)]

pub mod authorities;
pub mod explore;
pub mod golden;
pub mod outcome;
pub mod study;
