//! Monthly hazards by level, months in it, age and history.
//!
//! `hazard(i→j) = base_ij(months in level) × age × history × factors × drift(year) × effects`
//!
//! The files give rates **as observed under the current offer**. Support
//! multiplies the hazard of a family that has the need by `1 − (1 − e)·w`, where
//! `e` is the effect's ratio and `w` its dose: 1 while supported, then fading
//! with its half-life. If under the current offer the mean dose of a group is
//! `d`, the natural hazard is the observed one divided by `1 − (1 − e)·d`, so
//! that the baseline gives the observed rates back.

use super::history::{self, CLASSES, HISTORIES};
use crate::chance::{Chance, Purpose};
use crate::maths;
use crate::scenario::Scenario;
use crate::scenario::resolved::STAY_BANDS;

/// Mean dose of each effect under the current offer: `[effect][level][class of history]`.
pub type Doses = Vec<Vec<[f64; CLASSES]>>;

/// Least part of a natural hazard that support may leave on average. A scenario
/// whose effects remove more at central values is refused ([`overstretched`]): its
/// natural hazards would rest on almost nothing. In sampled draws it bounds them.
const LEAST_REMAINING: f64 = 0.05;

/// The level at which effects and coverage under the current offer leave less than
/// a twentieth of a natural hazard, if there is one.
#[must_use]
pub fn overstretched(scenario: &Scenario, doses: &Doses) -> Option<usize> {
    let effects = effects(scenario, false);
    (0..scenario.levels.len()).find(|level| {
        (0..CLASSES).any(|class| {
            let left: f64 = effects
                .iter()
                .zip(doses)
                .map(|(effect, dose)| 1.0 - effect.gap.max(0.0) * dose[*level][class])
                .product();
            left < LEAST_REMAINING
        })
    })
}

/// Hazards of the moves out of one level.
#[derive(Debug, Clone)]
pub struct LevelTable {
    /// Moves in the order of the inverse distribution function: downward moves
    /// first, lowest level first; then upward moves, highest level last.
    pub moves: Vec<usize>,
    /// How many of them lead downward (to a level earlier in the list).
    pub downward: usize,
    /// Whether hazards depend on the months spent at the level.
    pub clocked: bool,
    /// Whether it is at or above the statutory threshold.
    pub statutory: bool,
    /// For each effect that touches this level: its index and the touched moves.
    pub effects: Vec<(usize, Vec<bool>)>,
    /// Which drift each move follows, if any.
    drifts: Vec<Option<usize>>,
    hazards: Vec<f64>,
}

/// An effect ready for use.
#[derive(Debug, Clone)]
pub struct EffectTable {
    /// The programme whose support has it.
    pub programme: usize,
    /// One minus the ratio used; zero in a null-effect world.
    pub gap: f64,
    /// Part of the dose left each month after support has ended.
    pub keep: f64,
    /// `fade[k]`: dose k months after support has ended.
    pub fade: Vec<f64>,
}

/// All hazards at one set of parameter values.
#[derive(Debug, Clone)]
pub struct Tables {
    /// One table a level.
    pub levels: Vec<LevelTable>,
    /// Effects of all programmes in order.
    pub effects: Vec<EffectTable>,
    /// Drift factor by drift and financial year of the projection; 1 at central values.
    pub drift: Vec<Vec<f64>>,
    ages: usize,
}

impl Tables {
    /// Compiles the values in force. `doses` is empty while the reference itself
    /// is being made: then rates are used as observed.
    #[must_use]
    pub fn new(scenario: &Scenario, null_effect: bool, doses: &Doses) -> Self {
        let effects = effects(scenario, null_effect);
        let years = scenario.calendar.financial_years().len();
        let clocked = scenario.clocked_levels();
        let levels = (0..scenario.levels.len())
            .map(|level| level_table(scenario, level, clocked[level], &effects, doses))
            .collect();
        Self {
            levels,
            effects,
            drift: vec![vec![1.0; years]; scenario.drifts.len()],
            ages: scenario.age_bands.len(),
        }
    }

    /// Draws the authority-year effects: a first-order autoregression on the log
    /// scale, starting at zero (the calibration year is known), shared by all
    /// options of the draw. Half its variance is taken off, so that the mean of each
    /// year's factor is one.
    pub fn draw_drift(&mut self, scenario: &Scenario, seed: u64, draw: u64) {
        let chance = Chance::new(seed, draw, Purpose::AuthorityYear);
        for (place, drift) in scenario.drifts.iter().enumerate() {
            let (mut log, mut variance) = (0.0, 0.0);
            let (keep, spread) = (scenario.persistence.now, drift.spread.now);
            for (year, factor) in self.drift[place].iter_mut().enumerate() {
                let mut stream = chance.stream(place as u64, year as u32);
                let normal: f64 =
                    rand_distr::Distribution::sample(&rand_distr::StandardNormal, &mut stream);
                log = keep * log + spread * normal;
                variance = keep * keep * variance + spread * spread;
                *factor = maths::exp(log - variance / 2.0);
            }
        }
    }

    /// Monthly hazards out of a level, in the order of its moves, without drift
    /// and without the effects of support.
    #[inline]
    #[must_use]
    pub fn hazards(
        &self,
        level: usize,
        stay_band: usize,
        age_band: usize,
        history: usize,
    ) -> &[f64] {
        let table = &self.levels[level];
        let width = table.moves.len();
        let row = (stay_band * self.ages + age_band) * HISTORIES + history;
        &table.hazards[row * width..(row + 1) * width]
    }

    /// Drift factor of the `place`-th move of a level in a year of the projection.
    #[inline]
    #[must_use]
    pub fn drift_of(&self, level: usize, place: usize, year: usize) -> f64 {
        self.levels[level].drifts[place].map_or(1.0, |drift| self.drift[drift][year])
    }

    /// Whether any drift moves in this draw.
    #[must_use]
    pub fn drifts(&self) -> bool {
        self.drift.iter().flatten().any(|factor| factor.to_bits() != 1.0_f64.to_bits())
    }
}

fn effects(scenario: &Scenario, null_effect: bool) -> Vec<EffectTable> {
    let months = scenario.calendar.months;
    scenario
        .programmes
        .iter()
        .enumerate()
        .flat_map(|(programme, it)| it.effects.iter().map(move |effect| (programme, effect)))
        .map(|(programme, effect)| {
            let half_life = effect.half_life.now;
            EffectTable {
                programme,
                gap: if null_effect { 0.0 } else { 1.0 - effect.used() },
                keep: maths::remaining(1.0, half_life),
                fade: (0..months + 260)
                    .map(|month| maths::remaining(month as f64, half_life))
                    .collect(),
            }
        })
        .collect()
}

/// Index of the first effect of each programme, and one past the last.
pub(super) fn effect_range(scenario: &Scenario, programme: usize) -> std::ops::Range<usize> {
    let before: usize = scenario.programmes[..programme].iter().map(|p| p.effects.len()).sum();
    before..before + scenario.programmes[programme].effects.len()
}

fn level_table(
    scenario: &Scenario,
    level: usize,
    clocked: bool,
    effects: &[EffectTable],
    doses: &Doses,
) -> LevelTable {
    let statutory = scenario.levels[level].statutory();
    let moves = scenario.moves_from(level);
    let downward = moves.iter().filter(|m| scenario.moves[**m].to < level).count();
    let drifts =
        moves.iter().map(|m| scenario.drifts.iter().position(|d| d.moves.contains(m))).collect();
    let touched: Vec<(usize, Vec<bool>)> = scenario
        .programmes
        .iter()
        .flat_map(|p| &p.effects)
        .enumerate()
        .map(|(e, effect)| (e, moves.iter().map(|m| effect.moves.contains(m)).collect::<Vec<_>>()))
        .filter(|(_, touched)| touched.contains(&true))
        .collect();
    let mut hazards = Vec::new();
    for band in 0..STAY_BANDS {
        for age in 0..scenario.age_bands.len() {
            for history in 0..HISTORIES {
                if !history::reachable(statutory, clocked, band, history) {
                    hazards.extend(moves.iter().map(|_| 0.0));
                    continue;
                }
                for (place, mv) in moves.iter().enumerate() {
                    let observed = observed_hazard(scenario, *mv, band, age, history);
                    let left = touched
                        .iter()
                        .filter(|(_, touched)| touched[place])
                        .filter_map(|(e, _)| {
                            let dose = doses.get(*e)?[level][history / 4];
                            Some(1.0 - effects[*e].gap * dose)
                        })
                        .product::<f64>();
                    hazards.push(observed / left.max(LEAST_REMAINING));
                }
            }
        }
    }
    LevelTable { moves, downward, clocked, statutory, effects: touched, drifts, hazards }
}

fn observed_hazard(scenario: &Scenario, mv: usize, band: usize, age: usize, history: usize) -> f64 {
    let per_year: f64 = scenario
        .rates
        .iter()
        .filter(|rate| rate.mv == mv)
        .map(|rate| rate.per_year[band] * rate.by_age[age])
        .sum();
    let factors: f64 = scenario
        .factors
        .iter()
        .filter(|factor| {
            factor.moves.contains(&mv)
                && factor.age.is_none_or(|only| only == age)
                && factor.history.is_none_or(|test| history::passes(history, test))
        })
        .map(|factor| factor.value.now)
        .product();
    per_year * factors / 12.0
}
