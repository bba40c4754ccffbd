//! A month of the path, in the same order as a month of a draw: moves between
//! levels; support ends, fades, waiting families drop out; birthdays; births, people
//! coming and going; referrals and places.
//!
//! Of the families `n` of a cell, `n·e^(−Σh)` stay and `n·(1 − e^(−Σh))·hᵢ ÷ Σh` make
//! move `i`, with hazards at the cell's mean doses and mean age. They take their doses
//! along; their place only where support follows, their turn in a queue only to a level
//! that the programme serves.
//!
//! Where the front door has a capacity, it is a fluid queue: with `want` entries in the
//! month, `backlog` waiting and `gave_up` of them dropping out,
//!
//! ```text
//! line     = backlog − gave_up + want
//! passed   = min(line, capacity)           each entry's hazard × passed ÷ want
//! ours     = want × (1 − partners')
//! capacity = min(screening × want ÷ (want + contacts below),
//!                assessments ÷ length × want ÷ (ours + not in need) × (1 − turned away))
//! ```
//!
//! Decisions 0010, 0036.

use super::birthdays::Birthdays;
use super::detail::Detail;
use super::ends::SupportEnds;
use super::flows::MonthFlows;
use super::recording::{self, Month};
use super::setting::{Setting, When};
use super::state::State;
use crate::plan::{DoorPlan, Plan};
use crate::record::{FlowIndex, Layout, Record};
use staircase_numerics::maths;

impl Setting<'_> {
    /// One month.
    pub fn step(&self, state: &mut State, when: When, plan: &Plan) -> MonthFlows {
        self.step_counting(state, when, plan, None)
    }

    /// One month, and who moved in it added to `detail`.
    pub fn step_counting(
        &self,
        state: &mut State,
        when: When,
        plan: &Plan,
        detail: Option<Detail>,
    ) -> MonthFlows {
        let mut flows = MonthFlows::new(self.scenario);
        flows.detail = detail;
        let period = when.projected.then(|| self.tables.periods.of(when.at));
        let mut factors = period
            .filter(|period| self.tables.periods.departs(*period))
            .map(|period| self.tables.periods.factors(period).to_vec());
        if let (Some(door), true) = (&plan.door, when.projected) {
            self.throttle(state, when, door, &mut factors, &mut flows);
        }
        let mut ends = SupportEnds::new(self, when, plan);
        let mut birthdays = Birthdays::new(self, when.month);
        // One block after the other, so that each is in the cache once.
        self.all_move(state, when.month, factors.as_deref(), &mut flows, |block, rows, flows| {
            ends.of_block(self, rows);
            birthdays.of_block(self, (block, rows), flows);
        });
        ends.count(self, &mut flows);
        birthdays.count(&mut flows);
        self.births(state, when, &mut flows);
        self.referrals(state, when, plan);
        for programme in &self.fields.live {
            self.grant(state, *programme, when, plan, &mut flows);
        }
        flows
    }

    /// One month of a scenario without programmes, with a factor on every move.
    pub fn step_with(
        &self,
        state: &mut State,
        month: i32,
        factors: &[f64],
        detail: Option<Detail>,
    ) -> MonthFlows {
        let mut flows = MonthFlows::new(self.scenario);
        flows.detail = detail;
        let mut birthdays = Birthdays::new(self, month);
        self.all_move(state, month, Some(factors), &mut flows, |block, rows, flows| {
            birthdays.of_block(self, (block, rows), flows);
        });
        birthdays.count(&mut flows);
        self.births(state, When { month, at: 0, projected: false }, &mut flows);
        flows
    }

    /// Where the front door has a capacity, entries that pass it are held to what it
    /// lets through: those who want in and those who wait pass together at the mean
    /// rate, and share each stage with contacts and assessments that come to nothing.
    /// Queues that form by chance below capacity are not in the path.
    fn throttle(
        &self,
        state: &mut State,
        when: When,
        plan: &DoorPlan,
        factors: &mut Option<Vec<f64>>,
        flows: &mut MonthFlows,
    ) {
        let Some(door) = &self.scenario.door else { return };
        let (screening, slots) = (plan.screening[when.at], plan.assessments[when.at]);
        if screening.is_infinite() && slots.is_infinite() {
            return;
        }
        let mut wanted = MonthFlows::new(self.scenario);
        self.all_would_move(state, when.month, factors.as_deref(), &mut wanted);
        let passes = |mv: &usize| door.moves[*mv];
        let want: f64 = (0..door.moves.len()).filter(passes).map(|mv| wanted.all[mv]).sum();
        if want <= 0.0 {
            return;
        }
        let ours = want * (1.0 - door.partner_held.now);
        let shared = |with: f64, room: f64, own: f64| {
            if own > 0.0 { room * own / (own + with) * want / own } else { f64::INFINITY }
        };
        let screened = shared(plan.contacts_below[when.at], screening, want);
        let assessed = shared(door.not_in_need, slots / door.assessment_length.now, ours);
        let capacity = screened.min(assessed * (1.0 - door.misrouted.now));
        flows.gave_up = state.backlog * maths::leave_probability(door.drop_out.now / 12.0);
        let line = state.backlog - flows.gave_up + want;
        let passed = line.min(capacity);
        state.backlog = line - passed;
        flows.turned_away = passed * door.misrouted.now / (1.0 - door.misrouted.now).max(1e-9);
        let row = factors.get_or_insert_with(|| vec![1.0; door.moves.len()]);
        (0..door.moves.len()).filter(passes).for_each(|mv| row[mv] *= passed / want);
    }
}

/// A path under way: where everyone is after a month, and the record so far.
#[derive(Debug, Clone)]
pub struct Walk {
    month: usize,
    state: State,
    numbers: Vec<f64>,
}

impl Walk {
    /// A path on its first day.
    #[must_use]
    pub fn new(setting: &Setting<'_>, start: &State, layout: &Layout) -> Self {
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
    pub fn fits(&self, setting: &Setting<'_>) -> bool {
        self.state.fields == setting.fields
    }

    /// Goes on under a plan until a month, that month included.
    pub fn go_on(&mut self, setting: &Setting<'_>, plan: &Plan, layout: &Layout, until: usize) {
        let index = FlowIndex::new(setting.scenario, layout);
        let mut record = Record { layout, numbers: std::mem::take(&mut self.numbers) };
        for month in self.month + 1..=until {
            let when = When { month: month as i32, at: month, projected: true };
            let flows = setting.step(&mut self.state, when, plan);
            recording::flows(setting, &mut record, &Month { month, flows: &flows, index: &index });
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
    setting: &Setting<'_>,
    start: &State,
    plan: &Plan,
    layout: &'a Layout,
) -> Record<'a> {
    let mut walk = Walk::new(setting, start, layout);
    walk.go_on(setting, plan, layout, layout.months);
    walk.record(layout)
}
