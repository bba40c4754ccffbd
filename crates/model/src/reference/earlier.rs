//! Residual effects, on the first day, of support from before it.
//!
//! The steady year says how many families were supported once, not when. Times are
//! dealt out alike to the path and to draws: the months since support ended are
//! geometric with a mean of one mean life of the programme's first effect, and the
//! length of a support that started at an unknown time is geometric as planned.
//!
//! ```text
//! mean life = half-life ÷ ln 2
//! P(ended a months ago)     ∝ (1 − 1 ÷ mean life)^a
//! P(started b months ago)   ∝ (1 − 1 ÷ planned length)^b      while still supported
//! ```
//!
//! How many were supported once follows from the dose that the steady year leaves
//! outside support, over the mean dose of one such family. Decision 0027.

use crate::cohort::fields::Fields;
use crate::effects::EffectTable;
use crate::space::Space;
use staircase_numerics::maths;
use staircase_scenario::Scenario;

/// Months that are followed back.
const BACK: usize = 250;

/// Mean dose and mean pending part of one effect.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Mean {
    dose: f64,
    pending: f64,
}

/// Earlier support by one programme.
#[derive(Debug, Clone)]
pub struct Earlier {
    programme: usize,
    /// The effect that tells how many were supported once.
    main: usize,
    /// Chance that one more month has passed since support ended.
    pub more: f64,
    /// Chance that support had already lasted one more month.
    pub longer: f64,
    /// Share of families given a place who engaged.
    pub engaged: f64,
    /// Whether the main effect already counts only those who engaged.
    main_engaged: bool,
    /// By effect of the programme: supported now, supported once.
    means: Vec<(usize, Mean, Mean)>,
}

impl Earlier {
    /// Earlier support by a programme; `None` if nothing is left of it.
    #[must_use]
    pub fn of(
        scenario: &Scenario,
        space: &Space,
        programme: usize,
        effects: &[EffectTable],
    ) -> Option<Self> {
        let it = &scenario.programmes[programme];
        let own = space.effects[programme].clone();
        let main = own.clone().find(|effect| effects[*effect].newly_reached.is_none())?;
        let half_life = it.effects[main - own.start].half_life.central;
        let mean_life = (half_life / core::f64::consts::LN_2).max(1.000_001);
        let mut earlier = Self {
            programme,
            main,
            more: 1.0 - 1.0 / mean_life,
            longer: 1.0 - 1.0 / it.length.central.max(1.0),
            engaged: it.engagement.central,
            main_engaged: effects[main].engaged_only,
            means: Vec::new(),
        };
        earlier.means = own
            .map(|effect| {
                let (now, once) = earlier.means_of(&effects[effect]);
                (effect, now, once)
            })
            .collect();
        Some(earlier)
    }

    fn means_of(&self, effect: &EffectTable) -> (Mean, Mean) {
        let none = Mean::default();
        if effect.newly_reached.is_some() {
            return (none, none);
        }
        let ended = geometric(self.more);
        let Some(onset) = effect.onset else {
            let dose = |ago: usize| effect.dose(ago as i32 + 1, 0.0);
            let once = ended.iter().enumerate().map(|(ago, chance)| chance * dose(ago)).sum();
            return (Mean { dose: 1.0, pending: 0.0 }, Mean { dose: once, pending: 0.0 });
        };
        let started = geometric(self.longer);
        let mut since_start = vec![0.0; 2 * BACK];
        for (ago, ended) in ended.iter().enumerate() {
            for (before, started) in started.iter().enumerate() {
                // Support of at least one month lies between start and end.
                since_start[(ago + before + 1).min(2 * BACK - 1)] += ended * started;
            }
        }
        let mean = |chances: &[f64]| {
            let mut sum = Mean::default();
            for (ago, chance) in chances.iter().enumerate() {
                sum.dose += chance * effect.dose(ago as i32 + 1, 0.0);
                sum.pending += chance * maths::pow(1.0 - onset, ago as f64);
            }
            sum
        };
        (mean(&started), mean(&since_start))
    }

    /// Families of a cell without a place that were supported once, in the steady year.
    fn once(&self, fields: &Fields, here: &[f64]) -> f64 {
        let supported = here[fields.supported(self.programme)];
        let without = (here[0] - supported).max(0.0);
        let Some((_, _, mean)) = self.means.iter().find(|(effect, ..)| *effect == self.main) else {
            return 0.0;
        };
        let dose = here[fields.dose(self.main)];
        let on = match fields.from_start(self.main) {
            Some(place) => here[place.held],
            None => self.in_force(fields, here, self.main_engaged),
        };
        if mean.dose > 0.0 { ((dose - on).max(0.0) / mean.dose).min(without) } else { 0.0 }
    }

    fn in_force(&self, fields: &Fields, here: &[f64], engaged_only: bool) -> f64 {
        let idle = fields.idle(self.programme).filter(|_| engaged_only);
        here[fields.supported(self.programme)] - idle.map_or(0.0, |place| here[place])
    }

    /// Chance that a family of a cell without a place was supported once.
    #[must_use]
    pub fn chance_of_once(&self, fields: &Fields, here: &[f64]) -> f64 {
        let without = here[0] - here[fields.supported(self.programme)];
        if without > 0.0 { self.once(fields, here) / without } else { 0.0 }
    }

    /// Of those supported once, the share for whom an effect counts.
    #[must_use]
    pub fn counts(&self, effect: &EffectTable) -> f64 {
        if effect.engaged_only && !self.main_engaged { self.engaged } else { 1.0 }
    }

    /// Replaces the steady year's doses in a cell by those dealt out.
    pub fn deal(&self, fields: &Fields, here: &mut [f64], effects: &[EffectTable]) {
        if here[0] <= 0.0 {
            return;
        }
        let once = self.once(fields, here);
        for (number, now, earlier) in &self.means {
            let effect = &effects[*number];
            let on = self.in_force(fields, here, effect.engaged_only);
            let once = once * self.counts(effect);
            here[fields.dose(*number)] = on * now.dose + once * earlier.dose;
            if let Some(place) = fields.from_start(*number) {
                here[place.held] = on * now.dose;
                if let Some((pending, held)) = place.pending {
                    here[held] = on * now.pending;
                    here[pending] = on * now.pending + once * earlier.pending;
                }
            }
        }
    }
}

/// Chances of 0, 1, 2 … more months when each comes with chance `more`.
fn geometric(more: f64) -> Vec<f64> {
    let mut left = 1.0;
    let mut chances: Vec<f64> = (0..BACK)
        .map(|_| {
            let here = left * (1.0 - more);
            left *= more;
            here
        })
        .collect();
    // Whoever is left stands at the far end.
    if let Some(last) = chances.last_mut() {
        *last += left;
    }
    chances
}

/// Months back by one uniform number, as the geometric chances have it.
#[must_use]
pub fn months_back(more: f64, uniform: f64) -> i16 {
    if more <= 0.0 {
        return 0;
    }
    let months = maths::ln(1.0 - uniform) / maths::ln(more);
    months.min(BACK as f64 - 1.0) as i16
}
