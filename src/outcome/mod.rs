//! What a run yields: records, intervals, paired differences, Monte Carlo error.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`record`] | everything one run of one option yields, as one flat list of numbers |
//! | [`band`] | means, percentiles and errors over draws |
//! | [`answer`] | the comparison of an option with its baseline |
//! | [`collect`] | draws merged in draw order, whoever ran them |

pub mod answer;
pub mod band;
pub mod collect;
pub mod record;
