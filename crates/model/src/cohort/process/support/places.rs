//! Who asks for a place, and who is given one.

use super::start::Start;
use crate::cohort::cohorts::Cohorts;
use crate::cohort::fields::Fields;
use crate::cohort::lanes::{LANES, Lanes};
use crate::cohort::month::Month;
use crate::cohort::served::Served;
use crate::cohort::setting::{CohortInputs, When};
use crate::cohort::state::State;
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

/// By block, the share of each cohort that has the right age for a programme after a
/// month's birthdays.
fn aged(setting: &CohortInputs<'_>, programme: usize, when: When) -> Vec<Lanes> {
    let ages = setting.scenario.programmes[programme].ages;
    let mut aged = vec![Lanes::NONE; setting.cohorts.columns.div_ceil(LANES)];
    for (column, window) in setting.cohorts.living(when.month + 1) {
        aged[column / LANES].each_mut()[column % LANES] =
            Cohorts::share_aged(when.month + 1, window, ages);
    }
    aged
}

/// Visits every cell that a programme serves, block by block; the visitor also learns
/// what share of each cohort has the right age.
fn each_served(
    setting: &CohortInputs<'_>,
    state: &mut State,
    (programme, aged): (usize, &[Lanes]),
    mut visit: impl FnMut(&mut [Lanes], Served, Lanes),
) {
    let width = state.fields.width();
    for (rows, aged) in state.numbers.blocks_mut().iter_mut().zip(aged) {
        if !aged.any() {
            continue;
        }
        for served in &setting.served[programme] {
            let here = &mut rows[served.cell * width..(served.cell + 1) * width];
            if here[0].any() {
                visit(here, *served, *aged);
            }
        }
    }
}

/// Families with the need and no place ask for one.
pub fn ask(month: &mut Month<'_>) {
    let Month { setting, when, plan, .. } = *month;
    let Some(plan) = plan else { return };
    let state = &mut *month.state;
    let fields = &setting.fields;
    for programme in fields.live.iter().copied() {
        let it = &setting.scenario.programmes[programme];
        let base = plan.programmes[programme].referral[when.at];
        let asks =
            [maths::leave_probability(base), maths::leave_probability(base * it.known_weight.now)];
        let aged = aged(setting, programme, when);
        each_served(setting, state, (programme, &aged), |here, served, aged| {
            let asks = aged * asks[served.known];
            here[fields.waiting(programme)] += free_families(here, fields) * asks;
        });
    }
}

/// Places go first to those waiting, in order of need where the programme says
/// so; what is left, by outreach, to anyone with the need, families known before
/// weighted: `Σ n·(1 − e^(−w·x)) = places left`.
pub fn grant(month: &mut Month<'_>) {
    let Month { setting, when, plan, .. } = *month;
    let Some(plan) = plan else { return };
    for programme in setting.fields.live.iter().copied() {
        let started = granted(setting, month.state, (programme, when), plan);
        month.flows.support[programme].started += started;
    }
}

/// Gives the free places of a programme; how many families got one.
fn granted(
    setting: &CohortInputs<'_>,
    state: &mut State,
    (programme, when): (usize, When),
    plan: &Plan,
) -> f64 {
    let fields = &setting.fields;
    let it = &setting.scenario.programmes[programme];
    let provided = &plan.programmes[programme];
    let held = setting.carried(state, fields.supported(programme));
    let mut free = (provided.open[when.at] - held).max(0.0);
    let waiting = fields.waiting(programme);
    let aged = aged(setting, programme, when);
    let mut queue = vec![Lanes::NONE; 2 * setting.scenario.levels.len() + 2];
    each_served(setting, state, (programme, &aged), |here, served, aged| {
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
    let start = Start::new(setting, programme, when, plan);
    let mut started = Lanes::NONE;
    let mut enough = [Lanes::NONE; 2];
    each_served(setting, state, (programme, &aged), |here, served, aged| {
        let starts = here[waiting] * offered[served.rank] * aged.above();
        here[waiting] -= starts;
        start.families(here, fields, starts);
        started += starts;
        enough[served.known] += free_families(here, fields) * aged;
    });
    let enough = enough.map(Lanes::sum);
    if it.outreach && free > 1e-9 && enough[0] + enough[1] > 0.0 {
        let taken = weighted_shares(free, enough, [1.0, it.known_weight.now]);
        each_served(setting, state, (programme, &aged), |here, served, aged| {
            let starts = free_families(here, fields) * aged * taken[served.known];
            start.families(here, fields, starts);
            started += starts;
        });
    }
    started.sum()
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
