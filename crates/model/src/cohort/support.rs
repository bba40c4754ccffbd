//! Support in the cohort model: ends, waning of effects, queues and capacity, in expectation.
//!
//! Each cell holds the summed dose of every effect. A month fades what is left outside
//! support and adds what sets in; a start adds `1 − mean dose` for each family that had
//! no place. Free places go to the queue, the same share of all who wait with the same
//! claim, and the rest by weighted lot, where a share `1 − e^(−weight·x)` of each group
//! is taken and `x` fills the places. Decisions 0002 to 0004, 0027.

use super::lanes::Lanes;
use super::path::{MonthFlows, Setting, When};
use super::served::free_families;
use super::start::Start;
use super::state::State;
use crate::plan::Plan;
use staircase_numerics::maths;

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

impl Setting<'_> {
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

    /// Families in places or queues: a number summed over the cells that can have it.
    pub(super) fn carried(&self, state: &State, field: usize) -> f64 {
        let width = self.fields.width();
        let mut families = Lanes::NONE;
        for rows in state.numbers.blocks() {
            let cells = rows.chunks_exact(width).zip(&self.space.cells);
            for (here, _) in cells.filter(|(_, cell)| self.carries[cell.level]) {
                families += here[field];
            }
        }
        families.sum()
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
