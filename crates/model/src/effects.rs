//! Effects of support as hazard ratios, ready for use: how large, for whom, and how they set in
//! and wane.
//!
//! Support multiplies a hazard by `1 − gap·w`, where `gap` is one minus the ratio
//! used and `w` the dose. A dose is 1 at full effect. It runs in one of two ways:
//!
//! - *while supported*: 1 while supported; each month after the end `keep` of it is left;
//! - *from the start*: on the start of support 1 is pending; each month `onset` of
//!   what is pending sets in and `keep` of what has set in is left, whatever becomes
//!   of the support. Without a delay it sets in at once.
//!
//! ```text
//! keep = 2^(−1 ÷ half-life)            onset = 1 ÷ max(delay, 1)
//! while supported:  w(m) = keep^m                      m months after the end
//! from the start:   w(m+1) = keep·w(m) + onset·p(m),   p(m+1) = (1 − onset)·p(m)
//! ```
//!
//! A repeat place does not add to protection that is already there: only what is
//! missing to 1 is given anew. An effect that changes sign is two effects on one move.
//! The ratio used is `1 − (1 − ratio)·(1 − haircut)` for a benefit; a ratio above 1 is
//! used as it is. Decisions 0021, 0027 to 0029.

use super::history;
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::Course;

/// Months before the first day that a fade is followed for.
const BEFORE: usize = 260;

/// An effect ready for use.
#[derive(Debug, Clone)]
pub struct EffectTable {
    /// The programme whose support has it.
    pub programme: usize,
    /// One minus the ratio used; zero in a null-effect world.
    pub gap: f64,
    /// Part of the dose left each month once it fades.
    pub keep: f64,
    /// Part of what is pending that sets in each month; `None` while supported.
    pub onset: Option<f64>,
    /// Dose by months: since support ended, or since it started.
    pub course: Vec<f64>,
    /// `keep` to the power of months.
    pub fade: Vec<f64>,
    /// Only families who engage.
    pub engaged_only: bool,
    /// Only families reached by places added within this many months.
    pub newly_reached: Option<usize>,
    /// For whom: `[age band × profile]`; empty is everyone.
    scope: Vec<bool>,
    profiles: usize,
}

impl EffectTable {
    /// Whether it works for an age band and profile.
    #[inline]
    #[must_use]
    pub fn works_for(&self, age: usize, profile: usize) -> bool {
        self.scope.is_empty() || self.scope[age * self.profiles + profile]
    }

    /// Whether a family's dose of both is always the same if it once was.
    #[must_use]
    pub fn runs_like(&self, other: &Self) -> bool {
        self.programme == other.programme
            && self.keep.to_bits() == other.keep.to_bits()
            && self.onset == other.onset
            && self.engaged_only == other.engaged_only
            && self.newly_reached == other.newly_reached
    }

    /// Dose in the `months`-th month after the end, or the start, of support (the
    /// first is 1), for a family with `left` of an earlier dose.
    #[inline]
    #[must_use]
    pub fn dose(&self, months: i32, left: f64) -> f64 {
        let at = months.max(0) as usize;
        if self.onset.is_none() {
            return self.course.get(at).copied().unwrap_or(0.0);
        }
        let at = at.saturating_sub(1);
        let (course, fade) = (self.course.get(at), self.fade.get(at));
        left * fade.copied().unwrap_or(0.0) + (1.0 - left) * course.copied().unwrap_or(0.0)
    }
}

/// The effects of all programmes, in order, at the values in force.
#[must_use]
pub fn effects(scenario: &Scenario, null_effect: bool) -> Vec<EffectTable> {
    let months = scenario.calendar.months + BEFORE;
    let profiles = history::profiles(scenario);
    let ages = scenario.age_bands.len();
    let all = scenario.programmes.iter().enumerate();
    all.flat_map(|(programme, it)| it.effects.iter().map(move |effect| (programme, effect)))
        .map(|(programme, effect)| {
            let keep = maths::remaining(1.0, effect.half_life.now);
            let fade: Vec<f64> = (0..months)
                .map(|month| maths::remaining(month as f64, effect.half_life.now))
                .collect();
            let onset = match effect.course {
                Course::WhileSupported => None,
                Course::FromStart(delay) => Some(if delay > 1.0 { 1.0 / delay } else { 1.0 }),
            };
            let course = match (onset, effect.course) {
                (Some(onset), Course::FromStart(delay)) if delay > 0.0 => {
                    delayed(onset, keep, months)
                }
                _ => fade.clone(),
            };
            let everyone = effect.ages.is_empty()
                && effect.who.history.is_none()
                && effect.who.strata.is_empty();
            let scope = (0..if everyone { 0 } else { ages * profiles })
                .map(|row| {
                    let (age, profile) = (row / profiles, row % profiles);
                    effect.ages.get(age).copied().unwrap_or(true)
                        && history::takes(&effect.who, profile)
                })
                .collect();
            EffectTable {
                programme,
                gap: if null_effect { 0.0 } else { 1.0 - effect.used() },
                keep,
                onset,
                course,
                fade,
                engaged_only: effect.engaged_only,
                newly_reached: effect.newly_reached,
                scope,
                profiles,
            }
        })
        .collect()
}

/// Dose by months since the start: what is pending sets in, what has set in fades.
fn delayed(onset: f64, keep: f64, months: usize) -> Vec<f64> {
    let (mut pending, mut dose) = (1.0, 0.0);
    (0..months)
        .map(|_| {
            let now = dose;
            dose = dose * keep + pending * onset;
            pending *= 1.0 - onset;
            now
        })
        .collect()
}

/// Index of the first effect of each programme, and one past the last.
pub(super) fn range(scenario: &Scenario, programme: usize) -> std::ops::Range<usize> {
    let before: usize = scenario.programmes[..programme].iter().map(|p| p.effects.len()).sum();
    before..before + scenario.programmes[programme].effects.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a delayed effect is felt at once, or fades before it has set in.
    #[test]
    fn a_delayed_effect_rises_and_then_fades() {
        let dose = delayed(0.25, 0.9, 60);
        assert!(dose[0].abs() < 1e-15);
        let top = (0..60).max_by(|a, b| dose[*a].total_cmp(&dose[*b])).unwrap_or(0);
        assert!((4..12).contains(&top), "top at {top}");
        assert!(dose[59] < 0.05 && dose.iter().all(|dose| (0.0..=1.0).contains(dose)));
    }
}
