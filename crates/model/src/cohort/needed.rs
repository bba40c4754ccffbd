//! Which numbers of a cell a path needs.
//!
//! A starting state has all fields of its scenario. A path of one plan keeps those that
//! can differ from zero and from each other: fewer numbers a cell, the same results.

use super::fields::Fields;
use super::state::State;
use crate::effects::EffectTable;
use crate::plan::Plan;
use crate::space::Space;
use staircase_scenario::Scenario;

/// The fields that a path of `plan` from `start` makes use of: programmes that have
/// families or get any, and of effects that always have the same dose only one. An
/// effect that changes nothing has none.
#[must_use]
pub fn fields(
    scenario: &Scenario,
    space: &Space,
    tables: &[EffectTable],
    (start, plan): (&State, &Plan),
) -> Fields {
    let all = &start.fields;
    let width = all.width();
    let blocks = start.numbers.blocks();
    let numbers_at =
        |at: usize| blocks.iter().flat_map(move |rows| rows.iter().skip(at).step_by(width));
    let none = |at: usize| !numbers_at(at).any(|lanes| lanes.any());
    let live: Vec<bool> = (0..all.programmes)
        .map(|p| {
            let provided = &plan.programmes[p];
            let given = provided.open.iter().chain(&provided.referral).any(|it| *it > 0.0);
            let of_effect = |e: &usize| {
                let place = all.from_start(*e);
                let pending = place.and_then(|place| place.pending);
                none(all.dose(*e))
                    && place.is_none_or(|place| none(place.held))
                    && pending.is_none_or(|(one, other)| none(one) && none(other))
            };
            given
                || !none(all.supported(p))
                || !none(all.waiting(p))
                || !space.effects[p].clone().all(|e| of_effect(&e))
        })
        .collect();
    let alike = |a: usize, b: usize| numbers_at(a).eq(numbers_at(b));
    let same = |one: usize, other: usize| {
        tables[one].runs_like(&tables[other])
            && alike(all.dose(one), all.dose(other))
            && match (all.from_start(one), all.from_start(other)) {
                (None, None) => true,
                (Some(one), Some(other)) => {
                    alike(one.held, other.held)
                        && match (one.pending, other.pending) {
                            (None, None) => true,
                            (Some(a), Some(b)) => alike(a.0, b.0) && alike(a.1, b.1),
                            _ => false,
                        }
                }
                _ => false,
            }
    };
    let mut like: Vec<Option<usize>> = Vec::new();
    for (effect, table) in tables.iter().enumerate() {
        let wanted = table.gap != 0.0 && live[table.programme];
        let first = (0..effect).find(|first| like[*first] == Some(*first) && same(*first, effect));
        like.push(wanted.then(|| first.unwrap_or(effect)));
    }
    Fields::placed(scenario, &like, &live)
}
