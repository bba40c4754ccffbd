//! A month of the path, in the same order as a month of a draw: moves between
//! levels; support ends, fades, waiting families drop out; birthdays; births;
//! referrals and places.

use super::cohorts::Cohorts;
use super::state::{Fields, State};
use crate::maths;
use crate::model::plan::Plan;
use crate::model::space::Space;
use crate::model::tables::Tables;
use crate::record::{Block, FlowIndex, Record, Turnover};
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
    survival: Vec<f64>,
    /// Cells below the statutory threshold: they come first.
    community: usize,
    /// What a family takes along on each move.
    taken: Vec<Taken>,
    /// Cells that each programme serves, and whether their families were known before.
    served: Vec<Vec<(usize, usize)>>,
}

/// What a family takes along on a move: its dose always; its place only while
/// below the statutory threshold; its turn in a queue only to a level that the
/// programme serves.
#[derive(Debug, Clone)]
struct Taken {
    /// Leading fields that go along.
    fields: usize,
    /// Fields among them that do not: queues.
    left_behind: Vec<usize>,
}

impl Taken {
    fn new(scenario: &Scenario, fields: Fields, mv: usize) -> Self {
        let it = &scenario.moves[mv];
        let below = |level: usize| !scenario.levels[level].statutory();
        if !(below(it.from) && below(it.to)) {
            return Self { fields: fields.always(), left_behind: Vec::new() };
        }
        let left_behind = (0..fields.programmes)
            .filter(|p| !scenario.programmes[*p].levels.contains(&it.to))
            .map(|p| fields.waiting(p))
            .collect();
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
    /// Families whose index child turned 18, by level.
    pub grown: Vec<f64>,
}

impl<'a> Setting<'a> {
    /// Prepares a path with windows of `width` months of births.
    #[must_use]
    pub fn new(scenario: &'a Scenario, space: &'a Space, tables: &'a Tables, width: i32) -> Self {
        let ages = scenario.age_bands.len();
        let mut survival = Vec::with_capacity(ages * space.cells.len());
        for age in 0..ages {
            for cell in &space.cells {
                let hazards = tables.hazards(cell.level, cell.stay_band(), age, cell.history());
                survival.push(maths::exp(-hazards.iter().sum::<f64>()));
            }
        }
        let community =
            space.cells.partition_point(|cell| !scenario.levels[cell.level].statutory());
        let fields = Fields::new(scenario);
        let moves = 0..scenario.moves.len();
        let taken = moves.map(|mv| Taken::new(scenario, fields, mv)).collect();
        let served = scenario
            .programmes
            .iter()
            .map(|programme| {
                let cells = space.cells.iter().enumerate();
                cells
                    .filter(|(_, cell)| programme.levels.contains(&cell.level))
                    .map(|(place, cell)| (place, usize::from(cell.known.class() > 0)))
                    .collect()
            })
            .collect();
        Self {
            scenario,
            space,
            tables,
            cohorts: Cohorts::new(width),
            survival,
            community,
            taken,
            served,
        }
    }

    /// Everyone never known and without need, birthdays evenly spread, before month `month`.
    #[must_use]
    pub fn unborn_need(&self, month: i32) -> State {
        let mut state = State::empty(self.scenario, self.space, self.cohorts.columns);
        let each = self.scenario.families() / f64::from(crate::scenario::resolved::ADULT);
        let row = self.space.newborn * state.fields.width();
        for (column, (first, last)) in self.cohorts.living(month) {
            state.numbers[(row, column)] = each * f64::from(last - first + 1);
        }
        state
    }

    /// One month. `places` holds the places of each programme at its end.
    pub fn step(&self, state: &mut State, month: i32, places: &[f64]) -> MonthFlows {
        let mut flows = MonthFlows {
            all: vec![0.0; self.scenario.moves.len()],
            recent: vec![0.0; self.scenario.moves.len()],
            grown: vec![0.0; self.scenario.levels.len()],
        };
        let mut next = State::empty(self.scenario, self.space, self.cohorts.columns);
        for (column, window) in self.cohorts.living(month) {
            self.moves(state, &mut next, month, column, window, &mut flows);
        }
        *state = next;
        self.support_ends(state);
        self.birthdays(state, month, &mut flows);
        self.births(state, month);
        self.referrals(state);
        for (programme, places) in places.iter().enumerate() {
            self.grant(state, programme, *places);
        }
        flows
    }

    fn moves(
        &self,
        from: &State,
        next: &mut State,
        month: i32,
        column: usize,
        window: (i32, i32),
        flows: &mut MonthFlows,
    ) {
        let ages = self.scenario.age_bands.len();
        let mut shares = vec![0.0; ages];
        Cohorts::band_shares(self.scenario, month, window, &mut shares);
        let pure = shares.iter().position(|share| *share > 1.0 - 1e-12);
        let width = from.fields.width();
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
            hazards.clear();
            let stay = match pure {
                Some(age) => {
                    hazards.extend_from_slice(self.tables.hazards(
                        cell.level,
                        cell.stay_band(),
                        age,
                        cell.history(),
                    ));
                    self.survival[age * cells + index]
                }
                None => {
                    for (age, share) in shares.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                        let row =
                            self.tables.hazards(cell.level, cell.stay_band(), age, cell.history());
                        hazards.resize(row.len(), 0.0);
                        hazards.iter_mut().zip(row).for_each(|(h, r)| *h += share * r);
                    }
                    maths::exp(-hazards.iter().sum::<f64>())
                }
            };
            let (leave_each, stay) = self.protect(cell.level, here, &mut hazards, stay);
            let rest = self.space.stay[index] * width;
            let own = if index < self.community { width } else { from.fields.always() };
            add(&mut target[rest..rest + own], &here[..own], stay);
            let recent = cell.known.class() == 1;
            let table = &self.tables.levels[cell.level];
            let exits = hazards.iter().zip(&table.moves).zip(&self.space.exits[index]);
            for ((hazard, mv), to) in exits {
                let part = hazard * leave_each;
                if part <= 0.0 {
                    continue;
                }
                flows.all[*mv] += families * part;
                if recent {
                    flows.recent[*mv] += families * part;
                }
                let there = &mut target[to * width..(to + 1) * width];
                let taken = &self.taken[*mv];
                add(&mut there[..taken.fields], &here[..taken.fields], part);
                for waiting in &taken.left_behind {
                    there[*waiting] -= here[*waiting] * part;
                }
            }
        }
    }

    /// Reduces hazards by the mean dose in the cell. Returns the probability of
    /// leaving per unit of hazard, and of staying.
    fn protect(&self, level: usize, here: &[f64], hazards: &mut [f64], stay: f64) -> (f64, f64) {
        let mut stay = stay;
        let before: f64 = hazards.iter().sum();
        if before <= 0.0 {
            return (0.0, 1.0);
        }
        let mut after = before;
        for (effect, touched) in &self.tables.levels[level].effects {
            let dose = here[1 + effect] / here[0];
            let gap = self.tables.effects[*effect].gap;
            if dose <= 0.0 || gap == 0.0 {
                continue;
            }
            let ratio = 1.0 - gap * dose;
            for (hazard, touched) in hazards.iter_mut().zip(touched) {
                if *touched {
                    *hazard *= ratio;
                }
            }
            after = hazards.iter().sum();
        }
        if after.to_bits() != before.to_bits() {
            stay *= maths::exp(before - after);
        }
        if after <= 0.0 {
            return (0.0, 1.0);
        }
        ((1.0 - stay) / after, stay)
    }

    fn support_ends(&self, state: &mut State) {
        let fields = state.fields;
        let width = fields.width();
        let ends: Vec<f64> =
            self.scenario.programmes.iter().map(|p| 1.0 / p.length.now.max(1.0)).collect();
        let drops: Vec<f64> = self
            .scenario
            .programmes
            .iter()
            .map(|p| maths::leave_probability(p.drop_out.now / 12.0))
            .collect();
        for column in 0..state.numbers.ncols() {
            for (place, here) in state.cohort_mut(column).chunks_mut(width).enumerate() {
                if here[0] <= 0.0 {
                    continue;
                }
                for programme in 0..fields.programmes {
                    if place < self.community {
                        here[fields.supported(programme)] *= 1.0 - ends[programme];
                        here[fields.waiting(programme)] *= 1.0 - drops[programme];
                    }
                    let supported = here[fields.supported(programme)];
                    for effect in self.space.effects[programme].clone() {
                        let keep = self.tables.effects[effect].keep;
                        let dose = &mut here[fields.dose(effect)];
                        *dose = supported + (*dose - supported).max(0.0) * keep;
                    }
                }
            }
        }
    }

    fn birthdays(&self, state: &mut State, month: i32, flows: &mut MonthFlows) {
        let width = state.fields.width();
        for (column, window) in self.cohorts.living(month) {
            let leaving = Cohorts::leaving(month, window);
            if leaving > 0.0 {
                let mut column = state.numbers.column_mut(column);
                for (index, cell) in self.space.cells.iter().enumerate() {
                    flows.grown[cell.level] += column[index * width] * leaving;
                }
                column.scale_mut(1.0 - leaving);
            }
        }
    }

    fn births(&self, state: &mut State, month: i32) {
        let row = self.space.newborn * state.fields.width();
        let each = self.scenario.families() / f64::from(crate::scenario::resolved::ADULT);
        state.numbers[(row, self.cohorts.column(month))] += each;
    }

    fn referrals(&self, state: &mut State) {
        let fields = state.fields;
        for (programme, it) in self.scenario.programmes.iter().enumerate() {
            let base = it.referral.now / 12.0;
            let asks = [
                maths::leave_probability(base),
                maths::leave_probability(base * it.known_weight.now),
            ];
            self.each_served(state, programme, |here, known| {
                here[fields.waiting(programme)] += free_families(here, fields) * asks[known];
            });
        }
    }

    /// Places go first to those waiting; what is left, to anyone with the need,
    /// families known before weighted: `Σ n·(1 − e^(−w·x)) = places left`.
    fn grant(&self, state: &mut State, programme: usize, places: f64) {
        let fields = state.fields;
        let (supported, waiting) = (fields.supported(programme), fields.waiting(programme));
        let width = fields.width();
        let (mut held, mut queue) = (0.0, 0.0);
        for column in 0..state.numbers.ncols() {
            let cells = &state.cohort_mut(column)[..self.community * width];
            for here in cells.chunks(width) {
                held += here[supported];
                queue += here[waiting];
            }
        }
        let free = (places - held).max(0.0);
        let offered = if queue > 0.0 { (free / queue).min(1.0) } else { 0.0 };
        let effects = self.space.effects[programme].clone();
        let mut enough = [0.0; 2];
        self.each_served(state, programme, |here, known| {
            let starts = here[waiting] * offered;
            here[waiting] -= starts;
            start_support(here, fields, programme, &effects, starts);
            enough[known] += free_families(here, fields);
        });
        let left = free - queue * offered;
        if left <= 1e-9 || enough[0] + enough[1] <= 0.0 {
            return;
        }
        let weights = [1.0, self.scenario.programmes[programme].known_weight.now];
        let taken = weighted_shares(left, enough, weights);
        self.each_served(state, programme, |here, known| {
            let starts = free_families(here, fields) * taken[known];
            start_support(here, fields, programme, &effects, starts);
        });
    }

    /// Visits every cell and cohort that a programme serves; the visitor also
    /// learns whether its families were known before (1) or not (0).
    fn each_served(
        &self,
        state: &mut State,
        programme: usize,
        mut visit: impl FnMut(&mut [f64], usize),
    ) {
        let width = state.fields.width();
        for column in 0..state.numbers.ncols() {
            let cohort = state.cohort_mut(column);
            for (place, known) in &self.served[programme] {
                let here = &mut cohort[place * width..(place + 1) * width];
                if here[0] > 0.0 {
                    visit(here, *known);
                }
            }
        }
    }

    /// Writes the state at the end of a month into a record, children at the mean family size.
    pub fn record(
        &self,
        record: &mut Record<'_>,
        state: &State,
        month: usize,
        flows: Option<(&MonthFlows, &FlowIndex)>,
    ) {
        let size = self.scenario.mean_family_size();
        let (fields, totals) = (state.fields, state.totals());
        let cells = || totals.chunks(fields.width()).zip(&self.space.cells);
        for (here, cell) in cells() {
            record.add(Block::Children, cell.level, month, here[0] * size);
            for programme in 0..fields.programmes {
                let (supported, waiting) =
                    (here[fields.supported(programme)], here[fields.waiting(programme)]);
                record.add(Block::Supported, programme, month, supported);
                record.add(Block::Waiting, programme, month, waiting);
            }
        }
        let calendar = &self.scenario.calendar;
        if let Some((flows, index)) = flows {
            let born = self.scenario.families() / f64::from(crate::scenario::resolved::ADULT);
            let grown: f64 = flows.grown.iter().sum();
            record.add(Block::Turnover, Turnover::BornFamilies as usize, month, born);
            record.add(Block::Turnover, Turnover::BornChildren as usize, month, born * size);
            record.add(Block::Turnover, Turnover::GrownFamilies as usize, month, grown);
            record.add(Block::Turnover, Turnover::GrownChildren as usize, month, grown * size);
            let year = calendar.year_index(month);
            for mv in 0..flows.all.len() {
                record.add(Block::Moved, mv, year, flows.all[mv]);
                record.add(Block::MovedChildren, mv, year, flows.all[mv] * size);
                for (flow, only_recent) in index.of(mv) {
                    let families = if *only_recent { flows.recent[mv] } else { flows.all[mv] };
                    record.add(Block::Flow, *flow, month, families * size);
                }
            }
        }
        if let Some(year) = calendar.count_index(month) {
            for (here, cell) in cells() {
                record.add(Block::Families, cell.level, year, here[0]);
                for programme in 0..fields.programmes {
                    let supported = here[fields.supported(programme)];
                    let waiting = here[fields.waiting(programme)];
                    record.add(Block::FamiliesSupported, cell.level, year, supported);
                    record.add(Block::FamiliesWaiting, cell.level, year, waiting);
                }
            }
        }
    }
}

/// Families of a cell with no place and in no queue.
fn free_families(here: &[f64], fields: Fields) -> f64 {
    (here[0] - here[1 + fields.effects..].iter().sum::<f64>()).max(0.0)
}

/// Moves families without a place into one: their dose becomes 1, whatever was
/// left of an earlier one (protection does not add to itself).
fn start_support(
    here: &mut [f64],
    fields: Fields,
    programme: usize,
    effects: &std::ops::Range<usize>,
    starts: f64,
) {
    let supported = here[fields.supported(programme)];
    let without = (here[0] - supported).max(f64::MIN_POSITIVE);
    for effect in effects.clone() {
        let dose = here[fields.dose(effect)];
        let mean = ((dose - supported) / without).clamp(0.0, 1.0);
        here[fields.dose(effect)] += starts * (1.0 - mean);
    }
    here[fields.supported(programme)] += starts;
}

/// Shares taken of two groups when `left` places go by weighted lot.
fn weighted_shares(left: f64, enough: [f64; 2], weights: [f64; 2]) -> [f64; 2] {
    if left >= enough[0] + enough[1] {
        return [1.0, 1.0];
    }
    let taken = |x: f64| [0, 1].map(|g| maths::leave_probability(weights[g] * x));
    let filled = |x: f64| taken(x).iter().zip(enough).map(|(t, n)| t * n).sum::<f64>();
    let (mut low, mut high) = (0.0, 1.0);
    while filled(high) < left && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if filled(middle) < left { low = middle } else { high = middle }
    }
    taken(f64::midpoint(low, high))
}

/// Runs an option from a starting state and returns its record, without costs.
#[must_use]
pub fn run<'a>(
    setting: &Setting<'_>,
    start: &State,
    plan: &Plan,
    layout: &'a crate::record::Layout,
) -> Record<'a> {
    let mut record = Record::new(layout);
    let index = FlowIndex::new(setting.scenario, layout);
    let mut state = start.clone();
    setting.record(&mut record, &state, 0, None);
    for month in 1..=layout.months {
        let places: Vec<f64> = plan.places.iter().map(|places| places[month]).collect();
        let flows = setting.step(&mut state, month as i32, &places);
        setting.record(&mut record, &state, month, Some((&flows, &index)));
    }
    record
}
