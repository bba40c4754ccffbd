//! What a run yields: records, intervals, paired differences, Monte Carlo error.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`band`] | means, percentiles and errors over draws |
//! | [`split`] | variance decomposition: chance and uncertain inputs |
//! | [`by_evidence_set`] | results by set of evidence (structural uncertainty) |
//! | [`headline`] | the number that people read first, and its day |
//! | [`run_pairs`] | records of both sides, and where they come from |
//! | [`answer`] | the comparison of an option with its baseline |
//! | [`measures`] | its measures, month by month |
//! | [`staircase`] | its staircase, each 31 March |
//! | [`money`] | its money, by line and financial year |
//! | [`support`] | its support, by programme and financial year; how places bind |
//! | [`contributions`] | what each of its changes does alone |
//! | [`appraisal`] | the financial case of an option |
//! | [`mod@break_even`] | by what factor effects would have to be multiplied for it to pay |
//! | [`sensitivity`] | what a 1% change of each main input moves |
//! | [`every_run`] | every run by itself, for the files |
//! | [`workings`] | what stands behind it, for the files |
//! | [`precision`] | when enough draws are enough |

pub mod answer;
pub mod appraisal;
pub mod band;
pub mod break_even;
pub mod by_evidence_set;
pub mod contributions;
pub mod every_run;
pub mod headline;
pub mod measures;
pub mod money;
pub mod precision;
pub mod run_pairs;
pub mod sensitivity;
pub mod split;
pub mod staircase;
pub mod support;
pub mod workings;
