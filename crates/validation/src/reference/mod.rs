//! Chains and queues in closed form, which only published cases use: a case that rests on them
//! checks the arithmetic of the field, not the engine's own code.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`absorption`] | how long until a chain leaves some states, and which it ever reaches |
//! | [`chain`] | a cohort moving by a fixed matrix, and what it earns under a named counting rule |
//! | [`counts`] | counts whose probability or rate is uncertain itself |
//! | [`generator`] | rates in continuous time: probabilities over any step by the matrix exponential |
//! | [`spread`] | variance of the counts of a cohort; cohorts that people join |
//! | [`waiting`] | long-run waiting and loss at a given number of slots |

pub mod absorption;
pub mod chain;
pub mod counts;
pub mod generator;
pub mod spread;
pub mod waiting;
