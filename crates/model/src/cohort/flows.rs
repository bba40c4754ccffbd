//! What happens in a month: flows of families.

use super::detail::Detail;
use staircase_scenario::Scenario;

/// Flows of one month, families.
#[derive(Debug, Clone)]
pub struct MonthFlows {
    /// By move.
    pub all: Vec<f64>,
    /// By move, families closed within the last 12 months only.
    pub recent: Vec<f64>,
    /// Families whose index child came of age, by level.
    pub grown: Vec<f64>,
    /// Families born, who came, who left.
    pub born: f64,
    /// Families who came from elsewhere.
    pub arrived: f64,
    /// Families who went elsewhere.
    pub left: f64,
    /// By programme.
    pub support: Vec<SupportFlows>,
    /// Families who gave up at the front door.
    pub gave_up: f64,
    /// Families in need who were first turned away at it.
    pub turned_away: f64,
    /// Who moved, where it is asked for.
    pub detail: Option<Detail>,
}

impl MonthFlows {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let moves = scenario.moves.len();
        Self {
            all: vec![0.0; moves],
            recent: vec![0.0; moves],
            grown: vec![0.0; scenario.levels.len()],
            born: 0.0,
            arrived: 0.0,
            left: 0.0,
            support: vec![SupportFlows::default(); scenario.programmes.len()],
            gave_up: 0.0,
            turned_away: 0.0,
            detail: None,
        }
    }
}

/// What happens in a programme in a month, families.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SupportFlows {
    /// Given a place.
    pub started: f64,
    /// Completed.
    pub finished: f64,
    /// Gave up waiting.
    pub dropped_out: f64,
}
