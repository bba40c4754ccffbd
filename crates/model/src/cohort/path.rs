//! A month of the deterministic cohort model, and all months of it into a record.
//!
//! The order of a month, the same as of a month of a draw:
//!
//! | | Process | What happens |
//! | --- | --- | --- |
//! | 1 | [`front_door`] | entries are held to what the door lets through |
//! | 2 | [`moves`](super::process::moves) | families move between levels |
//! | 3 | [`support::ends`](super::process::support::ends) | places end, waiting families drop out, doses take their course |
//! | 4 | [`births`] | birthdays: who comes of age leaves |
//! | 5 | [`births`] | births; families without a history come and go |
//! | 6 | [`support::places`](super::process::support::places) | families ask for places |
//! | 7 | [`support::places`](super::process::support::places) | places go to the queue, then by outreach |
//!
//! Decision 0010.

use super::detail::Detail;
use super::flows::MonthFlows;
use super::month::Month;
use super::process::births::{self, Birthdays};
use super::process::front_door;
use super::process::moves::Moves;
use super::process::support::ends::Ends;
use super::process::support::places;
use super::recording;
use super::setting::{CohortInputs, When};
use super::state::State;
use crate::plan::Plan;
use crate::record::{FlowIndex, Layout, Record};

/// Passes a month: every process in its order.
fn pass(mut month: Month<'_>) -> MonthFlows {
    front_door::hold(&mut month);
    let mut moves = Moves::new(&mut month);
    let mut ends = Ends::new(&month);
    let mut birthdays = Birthdays::new(&month);
    // One block after the other, so that each is in the cache once.
    for (block, rows) in month.state.numbers.blocks_mut().iter_mut().enumerate() {
        moves.of_block((block, rows), &mut month.flows);
        ends.of_block(rows);
        birthdays.of_block((block, rows), &mut month.flows);
    }
    ends.count(&mut month.flows);
    birthdays.count(&mut month.flows);
    births::come_and_go(&mut month);
    places::ask(&mut month);
    places::grant(&mut month);
    month.flows
}

/// One month under a plan.
pub fn step(setting: &CohortInputs<'_>, state: &mut State, when: When, plan: &Plan) -> MonthFlows {
    pass(Month::new(setting, state, when).under(plan))
}

/// One month under a plan, and who moved in it added to `detail`.
pub fn step_counting(
    setting: &CohortInputs<'_>,
    state: &mut State,
    when: When,
    plan: &Plan,
    detail: Option<Detail>,
) -> MonthFlows {
    pass(Month::new(setting, state, when).under(plan).counting(detail))
}

/// One month of a scenario without programmes, with a factor on every move.
pub fn step_with(
    setting: &CohortInputs<'_>,
    state: &mut State,
    month: i32,
    factors: &[f64],
    detail: Option<Detail>,
) -> MonthFlows {
    let when = When { month, at: 0, projected: false };
    let mut month = Month::new(setting, state, when).counting(detail);
    month.factors = Some(factors.to_vec());
    pass(month)
}

/// A path under way: where everyone is after a month, and the record so far.
#[derive(Debug, Clone)]
pub struct CohortRun {
    month: usize,
    state: State,
    numbers: Vec<f64>,
}

impl CohortRun {
    /// A path on its first day.
    #[must_use]
    pub fn new(setting: &CohortInputs<'_>, start: &State, layout: &Layout) -> Self {
        let mut record = Record::new(layout);
        let state = start.with(&setting.fields);
        recording::stocks(setting, &mut record, &state, 0);
        Self { month: 0, state, numbers: record.numbers }
    }

    /// The last month walked.
    #[must_use]
    pub fn month(&self) -> usize {
        self.month
    }

    /// Whether a setting has the numbers of this walk.
    #[must_use]
    pub fn fits(&self, setting: &CohortInputs<'_>) -> bool {
        self.state.fields == setting.fields
    }

    /// Goes on under a plan until a month, that month included.
    pub fn go_on(
        &mut self,
        setting: &CohortInputs<'_>,
        plan: &Plan,
        layout: &Layout,
        until: usize,
    ) {
        let index = FlowIndex::new(setting.scenario, layout);
        let mut record = Record { layout, numbers: std::mem::take(&mut self.numbers) };
        for month in self.month + 1..=until {
            let when = When { month: month as i32, at: month, projected: true };
            let flows = step(setting, &mut self.state, when, plan);
            recording::flows(setting, &mut record, (month, &flows, &index));
            recording::stocks(setting, &mut record, &self.state, month);
            self.month = month;
        }
        self.numbers = record.numbers;
    }

    /// What was recorded, without costs.
    #[must_use]
    pub fn record(self, layout: &Layout) -> Record<'_> {
        Record { layout, numbers: self.numbers }
    }
}

/// Runs an option from a starting state and returns its record, without costs.
#[must_use]
pub fn run<'a>(
    setting: &CohortInputs<'_>,
    start: &State,
    plan: &Plan,
    layout: &'a Layout,
) -> Record<'a> {
    let mut walk = CohortRun::new(setting, start, layout);
    walk.go_on(setting, plan, layout, layout.months);
    walk.record(layout)
}
