//! A month of the deterministic cohort model, in the same order as a month of a draw: transitions
//! between levels; support ends, fades, waiting families drop out; birthdays; births, people
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
use super::blend::Blends;
use super::cohorts::Cohorts;
use super::detail::Detail;
use super::ends::{Fading, SupportEnds};
use super::fields::Fields;
use super::moves::Room;
use super::pools::Pools;
use super::recording::{self, Month};
use super::served::Served;
use super::state::State;
use super::support::SupportFlows;
use crate::plan::{DoorPlan, Plan};
use crate::population::Turnover;
use crate::record::{FlowIndex, Layout, Record};
use crate::space::Space;
use crate::tables::Tables;
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use std::cell::RefCell;

/// What does not change along a path.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its cells.
    pub space: &'a Space,
    /// Hazards in force.
    pub tables: &'a Tables,
    /// Windows of births.
    pub cohorts: Cohorts,
    /// Births, people coming and going.
    pub turnover: Turnover,
    /// Where the numbers of a cell stand.
    pub(super) fields: Fields,
    /// Levels at which a family can hold a place or wait for one.
    pub(super) carries: Vec<bool>,
    /// How the doses of each programme fade.
    pub(super) fading: Vec<Vec<Fading>>,
    /// Cells with the same hazards, and where families go.
    pub(super) pools: Pools,
    /// Rates by mix of ages.
    pub(super) blends: Blends,
    /// Room to work in.
    pub(super) room: RefCell<Room>,
    /// Cells that each programme serves.
    pub(super) served: Vec<Vec<Served>>,
}

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

/// A month being stepped: which one, and its place in the plan and the periods.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Simulated month; those before the first day are not above 0.
    pub month: i32,
    /// Place in the plan's series.
    pub at: usize,
    /// Whether rates follow the projection's drivers; the steady year has none.
    pub projected: bool,
}

impl<'a> Setting<'a> {
    /// Prepares a path with windows of `width` months of births.
    #[must_use]
    pub fn new(scenario: &'a Scenario, space: &'a Space, tables: &'a Tables, width: i32) -> Self {
        let untouched = scenario.stocks[0] / scenario.mean_family_size();
        Self::with(Fields::new(scenario), (scenario, space, tables), width, untouched)
    }

    /// Prepares the path of `plan` from `start`: the families never known and without need
    /// are those that it holds, and only numbers that differ from each other are kept.
    #[must_use]
    pub fn along(
        scenario: &'a Scenario,
        space: &'a Space,
        tables: &'a Tables,
        width: i32,
        (start, plan): (&State, &Plan),
    ) -> Self {
        let fields = Fields::needed(scenario, space, &tables.effects, (start, plan));
        Self::with(fields, (scenario, space, tables), width, start.untouched(space))
    }

    fn with(
        fields: Fields,
        (scenario, space, tables): (&'a Scenario, &'a Space, &'a Tables),
        width: i32,
        untouched: f64,
    ) -> Self {
        let programmes = &scenario.programmes;
        let cohorts = Cohorts::new(width, scenario.oldest());
        let carries: Vec<bool> = (0..scenario.levels.len())
            .map(|level| {
                let holds = |p: &usize| {
                    programmes[*p].follows[level] || programmes[*p].levels.contains(&level)
                };
                fields.live.iter().any(holds)
            })
            .collect();
        let pools = Pools::new(scenario, (space, tables), &fields, &carries);
        let rows = space.cells.len() * fields.width();
        Self {
            scenario,
            space,
            tables,
            turnover: Turnover::new(scenario, untouched),
            blends: Blends::new(scenario, &pools, tables, &cohorts),
            room: RefCell::new(Room::new(&pools, rows, fields.width())),
            pools,
            carries,
            fading: (0..programmes.len()).map(|p| Fading::of(&fields, tables, p)).collect(),
            served: programmes.iter().map(|p| Served::by(scenario, space, p)).collect(),
            cohorts,
            fields,
        }
    }

    /// Everyone never known and without need before month `month`.
    #[must_use]
    pub fn unborn_need(&self, month: i32) -> State {
        let mut state = State::empty(self.scenario, self.space, self.cohorts.columns);
        let width = state.fields.width();
        for (column, (first, last)) in self.cohorts.living(month) {
            let families: f64 = (first..=last).map(|born| self.turnover.births(born)).sum();
            for (cell, share) in &self.space.newborn {
                state.numbers[(cell * width, column)] = families * share;
            }
        }
        state
    }

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
