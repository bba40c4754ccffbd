//! Verification: published and closed-form benchmarks (cases), and whose code gives what is
//! obtained: the engine's own, or a reference chain.
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
//! | [`finance`] | B14: discounting, annuities, payback, optimism |
//! | [`interaction`] | B15: parts of a change and what is left over |
//! | [`ladder`] | B17.12: a ladder of need, closed and open |
//!
//! [`mod@reference`] holds chains and queues that only these cases use.

#![forbid(unsafe_code)]

pub mod finance;
pub mod hiv;
pub mod immigration;
pub mod interaction;
pub mod ladder;
pub mod primer;
pub mod queues;
pub mod rates;
pub mod reference;
pub mod report;
pub mod sick_sicker;
pub mod small;
pub mod stays;
pub mod uncertainty;

pub use report::{CaseReport, ComputedBy, Effort, Row};

/// Cases that are run together.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Identities of its cases.
    pub ids: &'static [&'static str],
    /// Runs them.
    pub run: fn(&Effort) -> Vec<CaseReport>,
}

/// All families, in the order of their cases.
pub const FAMILIES: &[Family] = &[
    Family { ids: &["B1"], run: hiv::b1 },
    Family { ids: &["B4"], run: primer::b4 },
    Family { ids: &["B5"], run: sick_sicker::b5 },
    Family { ids: &["B9"], run: small::b9 },
    Family { ids: &["B11"], run: queues::b11 },
    Family {
        ids: &["B12.00001", "B12.00020", "B12.00037", "B12.M/M/inf", "B12.M/G/inf"],
        run: immigration::b12,
    },
    Family { ids: &["B14"], run: finance::b14 },
    Family { ids: &["B15"], run: interaction::b15 },
    Family { ids: &["B17.1", "B17.2", "B17.3", "B17.4", "B17.5"], run: rates::b17_1_to_5 },
    Family { ids: &["B17.6"], run: stays::b17_6 },
    Family { ids: &["B17.7", "B17.8", "B17.9", "B17.10", "B17.11"], run: uncertainty::b17_7_to_11 },
    Family { ids: &["B17.12"], run: ladder::b17_12 },
];

/// Cases that are not yet run, and why.
pub const NOT_YET: &[(&str, &str)] = &[
    ("B10", "value of information, which the engine does not compute yet"),
    (
        "B13",
        "shares of variance by input (Sobol, Morris), which the engine does not compute: \
         `sensitivity` moves one number at a time",
    ),
];

/// How many cases are run: the number that the README and decision 0040 give.
#[must_use]
pub fn cases() -> usize {
    FAMILIES.iter().map(|family| family.ids.len()).sum()
}

/// Whether a case is the one asked for or one of its parts: B17.6 belongs to B17.
#[must_use]
pub fn belongs(id: &str, asked: &str) -> bool {
    let (id, asked) = (id.to_ascii_uppercase(), asked.to_ascii_uppercase());
    id == asked || id.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('.'))
}

/// Runs the cases that are `wanted`, family by family.
pub fn run<'a>(
    effort: &'a Effort,
    wanted: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = CaseReport> + 'a {
    FAMILIES.iter().flat_map(move |family| {
        let asked = family.ids.iter().any(|id| wanted(id));
        let mut reports = if asked { (family.run)(effort) } else { Vec::new() };
        reports.retain(|report| wanted(report.id));
        reports
    })
}
