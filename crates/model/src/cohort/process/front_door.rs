//! What the front door lets through.
//!
//! Where it has a capacity, it is a fluid queue: with `want` entries in the month,
//! `backlog` waiting and `gave_up` of them dropping out,
//!
//! ```text
//! line     = backlog − gave_up + want
//! passed   = min(line, capacity)           each entry's hazard × passed ÷ want
//! ours     = want × (1 − partners')
//! capacity = min(screening × want ÷ (want + contacts below),
//!                assessments ÷ length × want ÷ (ours + not in need) × (1 − turned away))
//! ```
//!
//! Decision 0036.

use super::moves;
use crate::cohort::month::Month;
use staircase_numerics::maths;

/// Entries that pass the door are held to what it lets through: those who want in and
/// those who wait pass together at the mean rate, and share each stage with contacts and
/// assessments that come to nothing. Queues that form by chance below capacity are not in
/// the path.
pub fn hold(month: &mut Month<'_>) {
    let plan = month.plan.filter(|_| month.when.projected);
    let Some(plan) = plan.and_then(|plan| plan.door.as_ref()) else { return };
    let Some(door) = &month.setting.scenario.door else { return };
    let at = month.when.at;
    let (screening, slots) = (plan.screening[at], plan.assessments[at]);
    if screening.is_infinite() && slots.is_infinite() {
        return;
    }
    let wanted = moves::wanted(month);
    let passes = |mv: &usize| door.moves[*mv];
    let want: f64 = (0..door.moves.len()).filter(passes).map(|mv| wanted.all[mv]).sum();
    if want <= 0.0 {
        return;
    }
    let ours = want * (1.0 - door.partner_held.now);
    let shared = |with: f64, room: f64, own: f64| {
        if own > 0.0 { room * own / (own + with) * want / own } else { f64::INFINITY }
    };
    let screened = shared(plan.contacts_below[at], screening, want);
    let assessed = shared(door.not_in_need, slots / door.assessment_length.now, ours);
    let capacity = screened.min(assessed * (1.0 - door.misrouted.now));
    let (state, flows) = (&mut *month.state, &mut month.flows);
    flows.gave_up = state.backlog * maths::leave_probability(door.drop_out.now / 12.0);
    let line = state.backlog - flows.gave_up + want;
    let passed = line.min(capacity);
    state.backlog = line - passed;
    flows.turned_away = passed * door.misrouted.now / (1.0 - door.misrouted.now).max(1e-9);
    let row = month.factors.get_or_insert_with(|| vec![1.0; door.moves.len()]);
    (0..door.moves.len()).filter(passes).for_each(|mv| row[mv] *= passed / want);
}
