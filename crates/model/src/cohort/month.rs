//! A month on its way: what its processes share.

use super::detail::Detail;
use super::flows::MonthFlows;
use super::setting::{CohortInputs, When};
use super::state::State;
use crate::plan::Plan;

/// A month on its way. Each process reads what stands before it and leaves what it did in
/// the state and the flows.
#[derive(Debug)]
pub struct Month<'a> {
    /// What does not change along the path.
    pub setting: &'a CohortInputs<'a>,
    /// Which month it is.
    pub when: When,
    /// What is offered; nothing is in a scenario without programmes.
    pub plan: Option<&'a Plan>,
    /// Factors on the hazard of each move; all are one where there are none.
    pub factors: Option<Vec<f64>>,
    /// Where everyone is.
    pub state: &'a mut State,
    /// What has happened so far.
    pub flows: MonthFlows,
}

impl<'a> Month<'a> {
    /// A month in which nothing has happened yet and nothing is offered, under the
    /// observed rates.
    #[must_use]
    pub fn new(setting: &'a CohortInputs<'a>, state: &'a mut State, when: When) -> Self {
        let flows = MonthFlows::new(setting.scenario);
        Self { setting, when, plan: None, factors: None, state, flows }
    }

    /// The same month under a plan, and at the rates of its period.
    #[must_use]
    pub fn under(mut self, plan: &'a Plan) -> Self {
        let periods = &self.setting.tables.periods;
        let period = self.when.projected.then(|| periods.of(self.when.at));
        self.factors = period
            .filter(|period| periods.departs(*period))
            .map(|period| periods.factors(period).to_vec());
        self.plan = Some(plan);
        self
    }

    /// The same month, with who moves in it added to `detail`.
    #[must_use]
    pub fn counting(mut self, detail: Option<Detail>) -> Self {
        self.flows.detail = detail;
        self
    }
}
