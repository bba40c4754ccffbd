//! What is calibrated, with priors: the level of six groups of rates, and the shape of three.

use staircase_scenario::written::HistoryTest;

/// A group of rates that a council has its own level of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Tag of its moves.
    pub tag: &'static str,
    /// What it is, in words.
    pub words: &'static str,
    /// Spread of its level between authorities, standard deviation of the log.
    pub prior: f64,
    /// Where the spread comes from.
    pub source: &'static str,
}

/// Number of groups.
pub const GROUPS: usize = 6;

/// The groups: three ways in, three ways out.
pub const ALL: [Group; GROUPS] = [
    Group {
        tag: "starts_case",
        words: "cases starting",
        prior: 0.28,
        source: "children in need per 10,000 by authority, 2025: 240 to 495 for the middle 80 in 100",
    },
    Group {
        tag: "plan_start",
        words: "plans starting",
        prior: 0.35,
        source: "children on plans per 10,000 by authority, 2025: 28 to 69 for the middle 80 in 100",
    },
    Group {
        tag: "care_entry",
        words: "care starting",
        prior: 0.42,
        source: "looked-after children per 10,000 by authority, 2025: 40 to 117 for the middle 80 in 100",
    },
    Group {
        tag: "need_closed",
        words: "cases closing",
        prior: 0.25,
        source: "judgement: stays vary less between authorities than numbers do",
    },
    Group {
        tag: "plan_end",
        words: "plans ending",
        prior: 0.25,
        source: "judgement: stays vary less between authorities than numbers do",
    },
    Group {
        tag: "care_exit",
        words: "leaving care",
        prior: 0.25,
        source: "judgement: stays vary less between authorities than numbers do",
    },
];

/// Places of the groups by name.
pub const NEED_IN: usize = 0;
/// Plans starting.
pub const PLAN_IN: usize = 1;
/// Care starting.
pub const CARE_IN: usize = 2;
/// Cases closing.
pub const NEED_OUT: usize = 3;
/// Plans ending.
pub const PLAN_OUT: usize = 4;
/// Leaving care.
pub const CARE_OUT: usize = 5;

/// A feature of rates that does not change from year to year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Tag of its moves.
    pub tag: &'static str,
    /// Only families with this history.
    pub history: Option<HistoryTest>,
    /// What it is, in words.
    pub words: &'static str,
    /// Spread between authorities, standard deviation of the log.
    pub prior: f64,
    /// Where the spread comes from.
    pub source: &'static str,
}

/// The shapes.
pub const SHAPES: [Shape; 3] = [
    Shape {
        tag: "entry",
        history: Some(HistoryTest::Recent),
        words: "coming back within 12 months, against others",
        prior: 0.25,
        source: "re-referral within 12 months is 16 to 32% in the published councils",
    },
    Shape {
        tag: "plan_start",
        history: Some(HistoryTest::PriorPlan),
        words: "plans after an earlier plan, against first ones",
        prior: 0.25,
        source: "second or later plans are 16 to 28% in the published councils",
    },
    Shape {
        tag: "care_from_plan",
        history: None,
        words: "care from a plan, against care from a case",
        prior: 0.35,
        source: "judgement: no figure by authority is published",
    },
];

/// Groups that drift together: the way in and the way out of need, plans and care. What
/// is counted as a case, and how long it stays open, change by the same decisions.
pub const PAIRS: [(usize, usize); 3] =
    [(NEED_IN, NEED_OUT), (PLAN_IN, PLAN_OUT), (CARE_IN, CARE_OUT)];
