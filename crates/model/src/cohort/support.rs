//! Support along the path: ends, fade, queues, places, in the mean.
//!
//! Each cell holds the summed dose of every effect. A month fades what is left outside
//! support and adds what sets in; a start adds `1 − mean dose` for each family that had
//! no place. Free places go to the queue, the same share of all who wait with the same
//! claim, and the rest by weighted lot, where a share `1 − e^(−weight·x)` of each group
//! is taken and `x` fills the places. Decisions 0002 to 0004, 0027.

use super::cohorts::Cohorts;
use super::fields::Fields;
use super::flows::MonthFlows;
use super::lanes::{LANES, Lanes};
use super::served::Served;
use super::setting::{Setting, When};
use super::start::Start;
use super::state::State;
use crate::plan::Plan;
use staircase_numerics::maths;

/// Families of a cell with no place and in no queue.
#[inline]
fn free_families(here: &[Lanes], fields: &Fields) -> Lanes {
    let mut held = Lanes::NONE;
    for programme in &fields.live {
        held += here[fields.supported(*programme)] + here[fields.waiting(*programme)];
    }
    (here[0] - held).at_least(0.0)
}

impl Setting<'_> {
    /// By block, the share of each cohort that has the right age for a programme after a
    /// month's birthdays.
    fn aged(&self, programme: usize, when: When) -> Vec<Lanes> {
        let ages = self.scenario.programmes[programme].ages;
        let mut aged = vec![Lanes::NONE; self.cohorts.columns.div_ceil(LANES)];
        for (column, window) in self.cohorts.living(when.month + 1) {
            aged[column / LANES].each_mut()[column % LANES] =
                Cohorts::share_aged(when.month + 1, window, ages);
        }
        aged
    }

    /// Visits every cell that a programme serves, block by block; the visitor also learns
    /// what share of each cohort has the right age.
    fn each_served(
        &self,
        state: &mut State,
        (programme, aged): (usize, &[Lanes]),
        mut visit: impl FnMut(&mut [Lanes], Served, Lanes),
    ) {
        let width = state.fields.width();
        for (rows, aged) in state.numbers.blocks_mut().iter_mut().zip(aged) {
            if !aged.any() {
                continue;
            }
            for served in &self.served[programme] {
                let here = &mut rows[served.cell * width..(served.cell + 1) * width];
                if here[0].any() {
                    visit(here, *served, *aged);
                }
            }
        }
    }

    /// Families with the need and no place ask for one.
    pub(super) fn referrals(&self, state: &mut State, when: When, plan: &Plan) {
        let fields = &self.fields;
        for programme in fields.live.iter().copied() {
            let it = &self.scenario.programmes[programme];
            let base = plan.programmes[programme].referral[when.at];
            let asks = [
                maths::leave_probability(base),
                maths::leave_probability(base * it.known_weight.now),
            ];
            let aged = self.aged(programme, when);
            self.each_served(state, (programme, &aged), |here, served, aged| {
                let asks = aged * asks[served.known];
                here[fields.waiting(programme)] += free_families(here, fields) * asks;
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
        let held = self.carried(state, fields.supported(programme));
        let mut free = (provided.open[when.at] - held).max(0.0);
        let waiting = fields.waiting(programme);
        let aged = self.aged(programme, when);
        let mut queue = vec![Lanes::NONE; 2 * self.scenario.levels.len() + 2];
        self.each_served(state, (programme, &aged), |here, served, aged| {
            queue[served.rank] += here[waiting] * aged.above();
        });
        let offered: Vec<f64> = queue
            .iter()
            .map(|waiting| {
                let waiting = waiting.sum();
                let part = if waiting > 0.0 { (free / waiting).min(1.0) } else { 0.0 };
                free -= waiting * part;
                part
            })
            .collect();
        let start = Start::new(self, programme, when, plan);
        let mut started = Lanes::NONE;
        let mut enough = [Lanes::NONE; 2];
        self.each_served(state, (programme, &aged), |here, served, aged| {
            let starts = here[waiting] * offered[served.rank] * aged.above();
            here[waiting] -= starts;
            start.families(here, fields, starts);
            started += starts;
            enough[served.known] += free_families(here, fields) * aged;
        });
        let enough = enough.map(Lanes::sum);
        if it.outreach && free > 1e-9 && enough[0] + enough[1] > 0.0 {
            let taken = weighted_shares(free, enough, [1.0, it.known_weight.now]);
            self.each_served(state, (programme, &aged), |here, served, aged| {
                let starts = free_families(here, fields) * aged * taken[served.known];
                start.families(here, fields, starts);
                started += starts;
            });
        }
        flows.support[programme].started += started.sum();
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
