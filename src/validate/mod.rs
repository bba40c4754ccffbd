//! Published and closed-form cases, run by the engine's own code.
//!
//! Each case says what was published or computed independently, what the engine gives,
//! and by which rule they count as equal. The command line prints them, the tests
//! require them, and the page shows them to whoever doubts the engine.
//!
//! | Module | Cases |
//! | --- | --- |
//! | [`report`] | rows, rules, and the Z and Y rules for what is drawn |
//! | [`hiv`] | B1: costs, effects and net benefit under the life-table rule |
//! | [`primer`] | B4: counting before, after and between moves; costs of moves |
//! | [`sick_sicker`] | B5: weights of nodes given by the user, discounting, dominance |
//! | [`queues`] | B11: waiting lines |
//! | [`small`] | B9: a cycle on the mean of its ends; a cost paid once |
//! | [`rates`] | B17.1 to B17.5: competing moves, the matrix exponential, rates |
//! | [`stays`] | B17.6: Weibull stays |
//! | [`immigration`] | B12: arrivals from outside, stays, growth from within |
//! | [`uncertainty`] | B17.7 to B17.11: shared numbers, shared luck, distributions |
//! | [`ladder`] | B17.12: a ladder of need, closed and open |

pub mod hiv;
pub mod immigration;
pub mod ladder;
pub mod primer;
pub mod queues;
pub mod rates;
pub mod report;
pub mod sick_sicker;
pub mod small;
pub mod stays;
pub mod uncertainty;

pub use report::{CaseReport, Effort, Row};

/// A family of cases.
type Family = (&'static str, fn(&Effort) -> Vec<CaseReport>);

/// The families, by the identity that their cases begin with.
pub const FAMILIES: &[Family] = &[
    ("B1", hiv::b1),
    ("B4", primer::b4),
    ("B5", sick_sicker::b5),
    ("B9", small::b9),
    ("B11", queues::b11),
    ("B12", immigration::b12),
    ("B17", rates::b17_1_to_5),
    ("B17.6", stays::b17_6),
    ("B17.7", uncertainty::b17_7_to_11),
    ("B17.12", ladder::b17_12),
];

/// Cases that are not yet run, and what they wait for.
pub const NOT_YET: &[(&str, &str)] = &[
    ("B10", "value of information: waits for the module of that name"),
    ("B13", "sensitivity analysis: waits for the module of that name"),
    ("B14", "discounting, annuities, payback: waits for the appraisal of money over years"),
    ("B15", "interaction of changes, resampled records: waits for the bridge between options"),
];

/// Runs every case.
#[must_use]
pub fn run(effort: &Effort) -> Vec<CaseReport> {
    FAMILIES.iter().flat_map(|(_, family)| family(effort)).collect()
}

/// Whether a case is the one asked for or one of its parts: B17.6 belongs to B17.
#[must_use]
pub fn belongs(id: &str, asked: &str) -> bool {
    let (id, asked) = (id.to_ascii_uppercase(), asked.to_ascii_uppercase());
    id == asked || id.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('.'))
}
