//! Support along the path: ends, fade, queues, places, in the mean.
//!
//! Each cell holds the summed dose of every effect. A month fades what is left outside
//! support and adds what sets in; a start adds `1 − mean dose` for each family that had
//! no place. Free places go to the queue, the same share of all who wait with the same
//! claim, and the rest by weighted lot, where a share `1 − e^(−weight·x)` of each group
//! is taken and `x` fills the places. Decisions 0002 to 0004, 0027.

use super::cohorts::Cohorts;
use super::fields::{Fields, FromStart};
use super::path::{MonthFlows, Setting, When};
use super::state::State;
use crate::maths;
use crate::model::effects::EffectTable;
use crate::model::history;
use crate::model::plan::Plan;
use crate::model::space::Space;
use crate::model::tables::Tables;
use crate::scenario::Scenario;
use crate::scenario::resolved::Programme;
use crate::scenario::written::Order;

/// A cell whose families a programme takes.
#[derive(Debug, Clone, Copy)]
pub struct Served {
    cell: usize,
    /// Whether its families were known before.
    known: usize,
    /// Place in the order of need; 0 goes first.
    rank: usize,
}

impl Served {
    /// The cells that a programme serves.
    #[must_use]
    pub fn by(scenario: &Scenario, space: &Space, programme: &Programme) -> Vec<Self> {
        let cells = space.cells.iter().enumerate();
        cells
            .filter(|(_, cell)| {
                programme.levels.contains(&cell.level)
                    && history::takes(&programme.who, cell.profile())
            })
            .map(|(place, cell)| {
                let known =
                    usize::from(cell.known.class() > 0 || scenario.levels[cell.level].statutory());
                let rank = match programme.order {
                    Order::FirstCome => 0,
                    Order::ByNeed => 2 * (scenario.levels.len() - 1 - cell.level) + 1 - known,
                };
                Self { cell: place, known, rank }
            })
            .collect()
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

/// Families of a cell with no place and in no queue.
fn free_families(here: &[f64], fields: &Fields) -> f64 {
    let held: f64 =
        fields.live.iter().map(|p| here[fields.supported(*p)] + here[fields.waiting(*p)]).sum();
    (here[0] - held).max(0.0)
}

impl Setting<'_> {
    /// Planned ends and drop-outs; then every dose takes its course.
    pub(super) fn support_ends(
        &self,
        state: &mut State,
        when: When,
        plan: &Plan,
        flows: &mut MonthFlows,
    ) {
        let fields = &self.fields;
        let width = fields.width();
        let ends: Vec<Ends> =
            fields.live.iter().map(|programme| Ends::new(self, *programme, when, plan)).collect();
        for column in 0..state.numbers.ncols() {
            let cells = state.cohort_mut(column).chunks_exact_mut(width).zip(&self.space.cells);
            for (here, cell) in cells.filter(|(here, _)| here[0] > 0.0) {
                if !self.carries[cell.level] {
                    self.fading.iter().flatten().for_each(|fading| fading.without_places(here));
                    continue;
                }
                for it in &ends {
                    it.of_month(here, &mut flows.support[it.programme]);
                }
            }
        }
    }

    pub(super) fn referrals(&self, state: &mut State, when: When, plan: &Plan) {
        let fields = &self.fields;
        for programme in fields.live.iter().copied() {
            let it = &self.scenario.programmes[programme];
            let base = plan.programmes[programme].referral[when.at];
            let asks = [
                maths::leave_probability(base),
                maths::leave_probability(base * it.known_weight.now),
            ];
            self.each_served(state, programme, when, |here, served, aged| {
                let free = free_families(here, fields);
                here[fields.waiting(programme)] += free * asks[served.known] * aged;
            });
        }
    }

    /// Places go first to those waiting, in order of need where the programme says
    /// so; what is left, by outreach, to anyone with the need, families known before
    /// weighted: `Σ n·(1 − e^(−w·x)) = places left`.
    pub(super) fn grant(
        &self,
        state: &mut State,
        programme: usize,
        when: When,
        plan: &Plan,
        flows: &mut MonthFlows,
    ) {
        let fields = &self.fields;
        let it = &self.scenario.programmes[programme];
        let provided = &plan.programmes[programme];
        let held = self.supported(state, programme);
        let mut free = (provided.open[when.at] - held).max(0.0);
        let waiting = fields.waiting(programme);
        let mut queue = vec![0.0; 2 * self.scenario.levels.len() + 2];
        self.each_served(state, programme, when, |here, served, _| {
            queue[served.rank] += here[waiting];
        });
        let offered: Vec<f64> = queue
            .iter()
            .map(|waiting| {
                let part = if *waiting > 0.0 { (free / waiting).min(1.0) } else { 0.0 };
                free -= waiting * part;
                part
            })
            .collect();
        let start = Start::new(self, programme, when, plan);
        let started = &mut flows.support[programme].started;
        let mut enough = [0.0; 2];
        self.each_served(state, programme, when, |here, served, aged| {
            let starts = here[waiting] * offered[served.rank];
            here[waiting] -= starts;
            start.families(here, fields, starts);
            *started += starts;
            enough[served.known] += free_families(here, fields) * aged;
        });
        if !it.outreach || free <= 1e-9 || enough[0] + enough[1] <= 0.0 {
            return;
        }
        let taken = weighted_shares(free, enough, [1.0, it.known_weight.now]);
        self.each_served(state, programme, when, |here, served, aged| {
            let starts = free_families(here, fields) * aged * taken[served.known];
            start.families(here, fields, starts);
            *started += starts;
        });
    }

    /// Families that a programme supports.
    fn supported(&self, state: &State, programme: usize) -> f64 {
        let (width, field) = (self.fields.width(), self.fields.supported(programme));
        let cohort = width * self.space.cells.len();
        let mut families = 0.0;
        for numbers in state.numbers.as_slice().chunks_exact(cohort.max(1)) {
            let cells = numbers.chunks_exact(width).zip(&self.space.cells);
            // The others hold none, so that the sum has the same bits without them.
            for (here, _) in cells.filter(|(_, cell)| self.carries[cell.level]) {
                families += here[field];
            }
        }
        families
    }

    /// Visits every cell and cohort that a programme serves; the visitor also learns
    /// what share of the cohort has the right age.
    fn each_served(
        &self,
        state: &mut State,
        programme: usize,
        when: When,
        mut visit: impl FnMut(&mut [f64], Served, f64),
    ) {
        let width = state.fields.width();
        let ages = self.scenario.programmes[programme].ages;
        for (column, window) in self.cohorts.living(when.month + 1) {
            let aged = Cohorts::share_aged(when.month + 1, window, ages);
            if aged <= 0.0 {
                continue;
            }
            let cohort = state.cohort_mut(column);
            for served in &self.served[programme] {
                let here = &mut cohort[served.cell * width..(served.cell + 1) * width];
                if here[0] > 0.0 {
                    visit(here, *served, aged);
                }
            }
        }
    }
}

/// What a month does to those who hold a place of a programme or wait for one.
struct Ends<'a> {
    programme: usize,
    /// Share of places that end in the month, and of families that drop out of the queue.
    ends: f64,
    drops: f64,
    /// Part of the places that are not used that end.
    unused: f64,
    completion: f64,
    supported: usize,
    waiting: usize,
    idle: Option<usize>,
    fading: &'a [Fading],
}

impl<'a> Ends<'a> {
    fn new(setting: &'a Setting<'_>, programme: usize, when: When, plan: &Plan) -> Self {
        let (it, fields) = (&setting.scenario.programmes[programme], &setting.fields);
        let provided = &plan.programmes[programme];
        Self {
            programme,
            ends: provided.ends[when.at],
            drops: provided.drops[when.at],
            unused: 1.0 / it.unused.now.max(1.0),
            completion: it.completion.now,
            supported: fields.supported(programme),
            waiting: fields.waiting(programme),
            idle: fields.idle(programme),
            fading: &setting.fading[programme],
        }
    }

    #[inline]
    fn of_month(&self, here: &mut [f64], flow: &mut SupportFlows) {
        let supported = here[self.supported];
        if supported > 0.0 {
            let idle = self.idle.map_or(0.0, |place| here[place]);
            let finished = (supported - idle) * self.ends;
            flow.finished += finished * self.completion;
            let left = supported - finished - idle * self.unused;
            here[self.supported] = left;
            if let Some(place) = self.idle {
                here[place] = idle * (1.0 - self.unused);
            }
            let still = left / supported;
            for (_, place) in self.fading.iter().filter_map(|fading| fading.from_start) {
                here[place.held] *= still;
                place.pending.iter().for_each(|(_, held)| here[*held] *= still);
            }
        }
        let dropped = here[self.waiting] * self.drops;
        here[self.waiting] -= dropped;
        flow.dropped_out += dropped;
        self.fading.iter().for_each(|fading| fading.with_places(here));
    }
}

/// A month of an effect's course in a cell.
#[derive(Debug)]
pub struct Fading {
    dose: usize,
    keep: f64,
    /// From the start of support: what of the pending sets in, and where it all stands.
    from_start: Option<(f64, FromStart)>,
    supported: usize,
    /// Those who do not engage, where they have no effect.
    idle: Option<usize>,
}

impl Fading {
    /// Courses of the effects of a programme.
    #[must_use]
    pub fn of(fields: &Fields, tables: &Tables, programme: usize) -> Vec<Self> {
        let course = |effect: &usize| {
            let table = &tables.effects[*effect];
            Self {
                dose: fields.dose(*effect),
                keep: table.keep,
                from_start: table.onset.zip(fields.from_start(*effect)),
                supported: fields.supported(programme),
                idle: fields.idle(programme).filter(|_| table.engaged_only),
            }
        };
        fields.kept[programme].iter().map(course).collect()
    }

    #[inline]
    fn with_places(&self, here: &mut [f64]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            let on = here[self.supported] - self.idle.map_or(0.0, |place| here[place]);
            here[self.dose] = on + (here[self.dose] - on).max(0.0) * self.keep;
        }
    }

    /// Where nobody holds a place.
    #[inline]
    fn without_places(&self, here: &mut [f64]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            here[self.dose] = here[self.dose].max(0.0) * self.keep;
        }
    }

    #[inline]
    fn since_start(&self, here: &mut [f64]) {
        let Some((onset, place)) = self.from_start else { return };
        here[self.dose] *= self.keep;
        here[place.held] *= self.keep;
        if let Some((pending, held)) = place.pending {
            here[self.dose] += here[pending] * onset;
            here[place.held] += here[held] * onset;
            here[pending] *= 1.0 - onset;
            here[held] *= 1.0 - onset;
        }
    }
}

/// Supported families for whom an effect is in force.
fn in_force(here: &[f64], fields: &Fields, programme: usize, table: &EffectTable) -> f64 {
    let idle = fields.idle(programme).filter(|_| table.engaged_only);
    here[fields.supported(programme)] - idle.map_or(0.0, |place| here[place])
}

/// What a start of support in a month does to doses.
struct Start<'a> {
    programme: usize,
    engagement: f64,
    /// Effects of the programme: number, table, share of starts for which it counts.
    effects: Vec<(usize, &'a EffectTable, f64)>,
}

impl<'a> Start<'a> {
    fn new(setting: &'a Setting<'_>, programme: usize, when: When, plan: &Plan) -> Self {
        let provided = &plan.programmes[programme];
        let engagement = provided.engagement[when.at];
        let effects = setting.fields.kept[programme]
            .iter()
            .map(|number| {
                let number = *number;
                let table = &setting.tables.effects[number];
                let engaged = if table.engaged_only { engagement } else { 1.0 };
                let new = table.newly_reached.map_or(1.0, |window| {
                    if when.projected { provided.added_share(when.at, window) } else { 0.0 }
                });
                (number, table, engaged * new)
            })
            .collect();
        Self { programme, engagement, effects }
    }

    /// Moves families without a place into one. Only what is missing to a full dose
    /// is added (protection does not add to itself).
    fn families(&self, here: &mut [f64], fields: &Fields, starts: f64) {
        if starts <= 0.0 {
            return;
        }
        let supported = here[fields.supported(self.programme)];
        let without = (here[0] - supported).max(f64::MIN_POSITIVE);
        for (number, table, counts) in &self.effects {
            let dose = fields.dose(*number);
            let Some(place) = fields.from_start(*number) else {
                let on = in_force(here, fields, self.programme, table);
                let mean = ((here[dose] - on) / without).clamp(0.0, 1.0);
                here[dose] += starts * counts * (1.0 - mean);
                continue;
            };
            let mean = ((here[dose] - here[place.held]) / without).clamp(0.0, 1.0);
            match place.pending {
                None => {
                    here[dose] += starts * counts * (1.0 - mean);
                    here[place.held] += starts * (mean + counts * (1.0 - mean));
                }
                Some((pending, held)) => {
                    let old = ((here[pending] - here[held]) / without).clamp(0.0, 1.0);
                    let new = counts * (1.0 - mean - old);
                    here[pending] += starts * new;
                    here[place.held] += starts * mean;
                    here[held] += starts * (old + new);
                }
            }
        }
        here[fields.supported(self.programme)] += starts;
        if let Some(idle) = fields.idle(self.programme) {
            here[idle] += starts * (1.0 - self.engagement);
        }
    }
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
