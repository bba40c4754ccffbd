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

use super::cohorts::Cohorts;
use super::detail::Detail;
use super::recording::{self, Month};
use super::state::{Fields, State};
use super::support::{Served, SupportFlows};
use crate::maths;
use crate::model::plan::{DoorPlan, Plan};
use crate::model::population::Turnover;
use crate::model::space::Space;
use crate::model::tables::Tables;
use crate::record::{FlowIndex, Layout, Record};
use crate::scenario::Scenario;

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
    survival: Vec<f64>,
    /// Levels at which a family can hold a place or wait for one.
    carries: Vec<bool>,
    /// What a family takes along on each move.
    taken: Vec<Taken>,
    /// Cells that each programme serves.
    pub(super) served: Vec<Vec<Served>>,
}

/// What a family takes along on a move: its dose always; its place only where
/// support follows; its turn in a queue only to a level that the programme serves.
#[derive(Debug, Clone)]
struct Taken {
    /// Leading fields that go along.
    fields: usize,
    /// Fields among them that do not: places and queues.
    left_behind: Vec<usize>,
}

impl Taken {
    fn new(scenario: &Scenario, space: &Space, fields: &Fields, mv: usize) -> Self {
        let to = scenario.moves[mv].to;
        let mut left_behind = Vec::new();
        for (p, programme) in scenario.programmes.iter().enumerate() {
            if !programme.levels.contains(&to) {
                left_behind.push(fields.waiting(p));
            }
            if !programme.follows[to] {
                left_behind.push(fields.supported(p));
                left_behind.extend(fields.idle(p));
                for place in space.effects[p].clone().filter_map(|e| fields.from_start(e)) {
                    left_behind.push(place.held);
                    left_behind.extend(place.pending.map(|(_, held)| held));
                }
            }
        }
        let all = fields.width() - fields.always();
        if left_behind.len() == all {
            return Self { fields: fields.always(), left_behind: Vec::new() };
        }
        Self { fields: fields.width(), left_behind }
    }
}

/// Adds `part` of each number.
#[inline]
fn add(there: &mut [f64], here: &[f64], part: f64) {
    there.iter_mut().zip(here).for_each(|(there, here)| *there += here * part);
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
        let ages = scenario.age_bands.len();
        let mut survival = Vec::with_capacity(ages * space.cells.len());
        for age in 0..ages {
            for cell in &space.cells {
                let hazards = tables.hazards(cell.level, cell.stay_band(), age, cell.profile());
                survival.push(maths::exp(-hazards.iter().sum::<f64>()));
            }
        }
        let fields = Fields::new(scenario);
        let moves = 0..scenario.moves.len();
        let programmes = &scenario.programmes;
        Self {
            scenario,
            space,
            tables,
            cohorts: Cohorts::new(width, scenario.oldest()),
            turnover: Turnover::new(scenario, scenario.stocks[0] / scenario.mean_family_size()),
            survival,
            carries: (0..scenario.levels.len())
                .map(|level| {
                    programmes.iter().any(|p| p.follows[level] || p.levels.contains(&level))
                })
                .collect(),
            taken: moves.map(|mv| Taken::new(scenario, space, &fields, mv)).collect(),
            served: programmes.iter().map(|p| Served::by(scenario, space, p)).collect(),
        }
    }

    /// The setting with the families never known and without need that a first day holds.
    #[must_use]
    pub fn starting_from(mut self, start: &State) -> Self {
        self.turnover = Turnover::new(self.scenario, start.untouched(self.space));
        self
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
        let mut next = self.all_moved(state, when.month, factors.as_deref(), &mut flows);
        next.backlog = state.backlog;
        *state = next;
        self.support_ends(state, when, plan, &mut flows);
        self.birthdays(state, when.month, &mut flows);
        self.births(state, when, &mut flows);
        self.referrals(state, when, plan);
        for programme in 0..plan.programmes.len() {
            self.grant(state, programme, when, plan, &mut flows);
        }
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
        self.all_moved(state, when.month, factors.as_deref(), &mut wanted);
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

    /// The state after a month's moves at the rates of the steady year.
    pub(super) fn moved(&self, state: &State, month: i32, flows: &mut MonthFlows) -> State {
        self.all_moved(state, month, None, flows)
    }

    fn all_moved(
        &self,
        state: &State,
        month: i32,
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
    ) -> State {
        let mut next = State::empty(self.scenario, self.space, self.cohorts.columns);
        for (column, window) in self.cohorts.living(month) {
            self.moves(state, &mut next, (month, column, window), factors, flows);
        }
        next
    }

    fn moves(
        &self,
        from: &State,
        next: &mut State,
        (month, column, window): (i32, usize, (i32, i32)),
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
    ) {
        let ages = self.scenario.age_bands.len();
        let mut shares = vec![0.0; ages];
        Cohorts::band_shares(self.scenario, month, window, &mut shares);
        let pure = shares.iter().position(|share| *share > 1.0 - 1e-12);
        let width = from.fields.width();
        let always = from.fields.always();
        let cells = self.space.cells.len();
        let source = from.numbers.column(column);
        let source = source.as_slice();
        let target = next.cohort_mut(column);
        let mut hazards: Vec<f64> = Vec::new();
        for (index, cell) in self.space.cells.iter().enumerate() {
            let here = &source[index * width..(index + 1) * width];
            let families = here[0];
            if families <= 0.0 {
                continue;
            }
            let profile = cell.profile();
            let row = |age| self.tables.hazards(cell.level, cell.stay_band(), age, profile);
            let table = &self.tables.levels[cell.level];
            hazards.clear();
            let mut stay = None;
            match pure {
                Some(age) => {
                    hazards.extend_from_slice(row(age));
                    stay = Some(self.survival[age * cells + index]);
                }
                None => {
                    for (age, share) in shares.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                        let row = row(age);
                        hazards.resize(row.len(), 0.0);
                        hazards.iter_mut().zip(row).for_each(|(h, r)| *h += share * r);
                    }
                }
            }
            if let Some(factors) = factors {
                hazards.iter_mut().zip(&table.moves).for_each(|(h, mv)| *h *= factors[*mv]);
                stay = None;
            }
            let (leave_each, stay) = self.protect(index, here, (&shares, pure), &mut hazards, stay);
            let rest = self.space.stay[index] * width;
            let own = if self.carries[cell.level] { width } else { always };
            add(&mut target[rest..rest + own], &here[..own], stay);
            let recent = cell.known.class() == 1;
            let exits = hazards.iter().zip(&table.moves).zip(&self.space.exits[index]);
            for (place, ((hazard, mv), after)) in exits.enumerate() {
                let part = hazard * leave_each;
                if part <= 0.0 {
                    continue;
                }
                flows.all[*mv] += families * part;
                if recent {
                    flows.recent[*mv] += families * part;
                }
                if let Some(detail) = &mut flows.detail {
                    let by_age = shares.iter().enumerate().map(|(a, share)| share * row(a)[place]);
                    detail.count(*mv, cell, families * part, by_age);
                }
                let taken = &self.taken[*mv];
                for (to, share) in after {
                    let part = part * share;
                    let there = &mut target[to * width..(to + 1) * width];
                    add(&mut there[..taken.fields], &here[..taken.fields], part);
                    for field in &taken.left_behind {
                        there[*field] -= here[*field] * part;
                    }
                }
            }
        }
    }

    /// Reduces hazards by the mean dose in the cell. Returns the probability of
    /// leaving per unit of hazard, and of staying. `stay` is that probability
    /// without support, where it is known.
    fn protect(
        &self,
        index: usize,
        here: &[f64],
        (shares, pure): (&[f64], Option<usize>),
        hazards: &mut [f64],
        stay: Option<f64>,
    ) -> (f64, f64) {
        let cell = &self.space.cells[index];
        let table = &self.tables.levels[cell.level];
        let before: f64 = hazards.iter().sum();
        if before <= 0.0 {
            return (0.0, 1.0);
        }
        let mut stay = stay.unwrap_or_else(|| maths::exp(-before));
        let dosed = table.effects.iter().any(|(effect, _)| here[1 + effect] > 0.0);
        if !dosed {
            return ((1.0 - stay) / before, stay);
        }
        let profile = cell.profile();
        let mut after = 0.0;
        for (place, hazard) in hazards.iter_mut().enumerate() {
            let mut ratio = 1.0;
            for (number, _) in table.effects.iter().filter(|(_, touched)| touched[place]) {
                let effect = &self.tables.effects[*number];
                let works = match pure {
                    Some(age) => f64::from(u8::from(effect.works_for(age, profile))),
                    None => (0..shares.len())
                        .filter(|age| effect.works_for(*age, profile))
                        .map(|age| shares[age])
                        .sum(),
                };
                ratio *= 1.0 - effect.gap * works * here[1 + number] / here[0];
            }
            *hazard *= ratio.max(self.tables.floor);
            after += *hazard;
        }
        if after.to_bits() != before.to_bits() {
            // Guarded: where next to nobody stays, the ratio of the two overflows.
            stay =
                if stay > 1e-200 { stay * maths::exp(before - after) } else { maths::exp(-after) };
        }
        if after <= 0.0 {
            return (0.0, 1.0);
        }
        ((1.0 - stay) / after, stay)
    }

    pub(super) fn birthdays(&self, state: &mut State, month: i32, flows: &mut MonthFlows) {
        let width = state.fields.width();
        let mut leaving = vec![0.0; self.scenario.levels.len()];
        for (column, window) in self.cohorts.living(month) {
            for (part, level) in leaving.iter_mut().zip(&self.scenario.levels) {
                *part = Cohorts::leaving(month, window, level.leaves_at);
            }
            if leaving.iter().all(|part| *part <= 0.0) {
                continue;
            }
            let cohort = state.cohort_mut(column);
            for (here, cell) in cohort.chunks_mut(width).zip(&self.space.cells) {
                let part = leaving[cell.level];
                flows.grown[cell.level] += here[0] * part;
                if let (Some(detail), true) = (&mut flows.detail, part > 0.0) {
                    detail.grown.count(self.scenario, cell, here[0] * part);
                }
                here.iter_mut().for_each(|number| *number *= 1.0 - part);
            }
        }
    }

    /// Births, and families without a history who come or go.
    fn births(&self, state: &mut State, when: When, flows: &mut MonthFlows) {
        let width = state.fields.width();
        flows.born = self.turnover.births(when.month);
        let column = self.cohorts.column(when.month);
        for (cell, share) in &self.space.newborn {
            state.numbers[(cell * width, column)] += flows.born * share;
        }
        if !when.projected {
            return;
        }
        let arrived = self.turnover.arrivals(when.at);
        let leave = maths::leave_probability(self.turnover.leaving(when.at));
        if arrived <= 0.0 && leave <= 0.0 {
            return;
        }
        let adult = crate::scenario::resolved::ADULT;
        for (column, window) in self.cohorts.living(when.month + 1) {
            let members = f64::from(window.1 - window.0 + 1);
            let young = Cohorts::share_aged(when.month + 1, window, (0, adult)) * members;
            for (cell, share) in &self.space.newborn {
                let number = &mut state.numbers[(cell * width, column)];
                *number += arrived * share * young / f64::from(adult);
            }
            if leave > 0.0 {
                let cohort = state.cohort_mut(column);
                for (here, cell) in cohort.chunks_mut(width).zip(&self.space.cells) {
                    if cell.untouched() {
                        flows.left += here[0] * leave;
                        here.iter_mut().for_each(|number| *number *= 1.0 - leave);
                    }
                }
            }
        }
        flows.arrived = arrived;
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
    let mut record = Record::new(layout);
    let index = FlowIndex::new(setting.scenario, layout);
    let mut state = start.clone();
    recording::stocks(setting, &mut record, &state, 0);
    for month in 1..=layout.months {
        let when = When { month: month as i32, at: month, projected: true };
        let flows = setting.step(&mut state, when, plan);
        recording::flows(setting, &mut record, &Month { month, flows: &flows, index: &index });
        recording::stocks(setting, &mut record, &state, month);
    }
    record
}
