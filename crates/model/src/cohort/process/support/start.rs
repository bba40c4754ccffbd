//! What a start of support does to the effect weights (doses) of a cell.

use crate::cohort::fields::Fields;
use crate::cohort::lanes::Lanes;
use crate::cohort::setting::{CohortInputs, When};
use crate::effects::EffectTable;
use crate::plan::Plan;

/// What a start of support in a month does to doses.
#[derive(Debug)]
pub struct Start<'a> {
    programme: usize,
    engagement: f64,
    /// Effects of the programme: number, table, share of starts for which it counts.
    effects: Vec<(usize, &'a EffectTable, f64)>,
}

/// Supported families for whom an effect is in force.
fn in_force(here: &[Lanes], fields: &Fields, programme: usize, table: &EffectTable) -> Lanes {
    let idle = fields.idle(programme).filter(|_| table.engaged_only);
    here[fields.supported(programme)] - idle.map_or(Lanes::NONE, |place| here[place])
}

/// Mean of what families without a place have, from 0 to 1.
#[inline]
fn mean(of: Lanes, without: Lanes) -> Lanes {
    (of * without).at_least(0.0).at_most(1.0)
}

impl<'a> Start<'a> {
    /// Starts in a month of a plan.
    pub fn new(setting: &'a CohortInputs<'_>, programme: usize, when: When, plan: &Plan) -> Self {
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
    pub fn families(&self, here: &mut [Lanes], fields: &Fields, starts: Lanes) {
        if !starts.any() {
            return;
        }
        let supported = here[fields.supported(self.programme)];
        let without = (here[0] - supported).inverse();
        for (number, table, counts) in &self.effects {
            let dose = fields.dose(*number);
            let Some(place) = fields.from_start(*number) else {
                let on = in_force(here, fields, self.programme, table);
                let mean = mean(here[dose] - on, without);
                here[dose] += starts * *counts * (Lanes::ONE - mean);
                continue;
            };
            let mean_now = mean(here[dose] - here[place.held], without);
            let missing = Lanes::ONE - mean_now;
            match place.pending {
                None => {
                    here[dose] += starts * *counts * missing;
                    here[place.held] += starts * (mean_now + missing * *counts);
                }
                Some((pending, held)) => {
                    let old = mean(here[pending] - here[held], without);
                    let new = (missing - old) * *counts;
                    here[pending] += starts * new;
                    here[place.held] += starts * mean_now;
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
