//! Monthly transition hazards by level, months in it, age band and profile: a semi-Markov model
//! with competing risks. Time in a level (sojourn time) is kept in monthly tunnel states, and an
//! effect of support is a hazard ratio.
//!
//! A profile is a family's history and stratum. The hazard a month of a move is
//!
//! ```text
//! observed = Σ rates(months in level) × share(age) × Π factors(age, history, class) ÷ 12
//! natural  = observed ÷ max(Π (1 − (1 − e)·d), floor)
//! hazard   = natural × drivers × drift × max(Π (1 − (1 − e)·w), floor)
//! ```
//!
//! The files give rates **as observed under the current offer**. Support multiplies
//! the hazard of a family that has the need by `1 − (1 − e)·w`, where `e` is the
//! effect's ratio and `w` its dose: see [`super::effects`]. If under the current offer
//! the mean dose of a group is `d`, the natural hazard is the observed one divided by
//! `1 − (1 − e)·d`, so that the baseline gives the observed rates back. The form is
//! linear in the dose, so for one effect the mean hazard of a group depends on the mean
//! dose alone. `d` comes from the steady year, by level, age band and profile
//! ([`mod@super::reference`]).
//!
//! All effects together leave at least `floor` of a hazard. A scenario that would need
//! less at central values is refused ([`Tables::overstretched`]). Decisions 0002, 0026.

use super::effects::{EffectTable, effects};
use super::history::{self, profiles};
use super::periods::Periods;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::{Factor, Rate, STAY_BANDS};

/// Mean dose of each effect under the current offer, by level, age band and profile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EffectWeights {
    ages: usize,
    profiles: usize,
    /// `[effect][level][age band][profile]`; empty while the reference is being made.
    values: Vec<Vec<f64>>,
}

impl EffectWeights {
    /// No doses at all: rates are used as observed.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// EffectWeights of every effect, each `[level][age band][profile]`.
    #[must_use]
    pub fn new(ages: usize, profiles: usize, values: Vec<Vec<f64>>) -> Self {
        Self { ages, profiles, values }
    }

    /// Mean dose of an effect in a group.
    #[must_use]
    pub fn of(&self, effect: usize, level: usize, age: usize, profile: usize) -> f64 {
        let place = (level * self.ages + age) * self.profiles + profile;
        self.values.get(effect).and_then(|all| all.get(place)).copied().unwrap_or(0.0)
    }
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
    hazards: Vec<f64>,
}

/// All hazards at one set of parameter values.
#[derive(Debug, Clone)]
pub struct Tables {
    /// By level.
    pub levels: Vec<LevelTable>,
    /// The effects of all programmes, in order.
    pub effects: Vec<EffectTable>,
    /// Factors that change over time.
    pub periods: Periods,
    /// Least part of a hazard that all effects together may leave.
    pub floor: f64,
    /// Number of profiles.
    pub profiles: usize,
    ages: usize,
    /// The level at which effects remove more than the floor allows, if there is one.
    overstretched: Option<usize>,
    /// Ratio on each move while a family waits at the front door; empty without one.
    escalation: Vec<f64>,
}

impl Tables {
    /// Compiles the values in force. Without `doses` rates are used as observed.
    #[must_use]
    pub fn new(scenario: &Scenario, null_effect: bool, doses: &EffectWeights) -> Self {
        let effects = effects(scenario, null_effect);
        let clocked = scenario.clocked_levels();
        let mut tables = Self {
            levels: Vec::new(),
            effects,
            periods: Periods::new(scenario),
            floor: scenario.effects_floor,
            profiles: profiles(scenario),
            ages: scenario.age_bands.len(),
            overstretched: None,
            escalation: scenario.door.as_ref().map_or_else(Vec::new, |door| {
                let (ratio, moves) = &door.escalation;
                moves.iter().map(|escalates| if *escalates { ratio.now } else { 1.0 }).collect()
            }),
        };
        for (level, clocked) in clocked.into_iter().enumerate() {
            let table = tables.level_table(scenario, level, clocked, doses);
            tables.levels.push(table);
        }
        tables
    }

    /// The level at which effects and coverage under the current offer leave less of
    /// a natural hazard than the scenario's floor, if there is one: natural hazards
    /// would rest on almost nothing.
    #[must_use]
    pub fn overstretched(&self) -> Option<usize> {
        self.overstretched
    }

    /// Ratio on a move while a family waits at the front door.
    #[inline]
    #[must_use]
    pub fn escalation(&self, mv: usize) -> f64 {
        self.escalation.get(mv).copied().unwrap_or(1.0)
    }

    /// Monthly hazards out of a level, in the order of its moves, without the
    /// factors of the period and without the effects of support.
    #[inline]
    #[must_use]
    pub fn hazards(
        &self,
        level: usize,
        stay_band: usize,
        age_band: usize,
        profile: usize,
    ) -> &[f64] {
        let table = &self.levels[level];
        let width = table.moves.len();
        let row = (stay_band * self.ages + age_band) * self.profiles + profile;
        &table.hazards[row * width..(row + 1) * width]
    }

    fn level_table(
        &mut self,
        scenario: &Scenario,
        level: usize,
        clocked: bool,
        doses: &EffectWeights,
    ) -> LevelTable {
        let statutory = scenario.levels[level].statutory();
        let moves = scenario.moves_from(level);
        let downward = moves.iter().filter(|m| scenario.moves[**m].to < level).count();
        let all = scenario.programmes.iter().flat_map(|p| &p.effects).enumerate();
        let touched: Vec<(usize, Vec<bool>)> = all
            .map(|(e, effect)| {
                (e, moves.iter().map(|m| effect.moves.contains(m)).collect::<Vec<_>>())
            })
            .filter(|(_, touched)| touched.contains(&true))
            .collect();
        let observed: Vec<Observed<'_>> =
            moves.iter().map(|mv| Observed::new(scenario, *mv)).collect();
        let mut hazards = Vec::new();
        for band in 0..STAY_BANDS {
            for age in 0..self.ages {
                for profile in 0..self.profiles {
                    let possible = history::reachable(statutory, clocked, band, profile)
                        && scenario.strata.possible(profile / history::REPLICATES, level);
                    if !possible {
                        hazards.extend(moves.iter().map(|_| 0.0));
                        continue;
                    }
                    for (place, observed) in observed.iter().enumerate() {
                        let left = self.left(doses, &touched, place, (level, age, profile));
                        if left < self.floor {
                            self.overstretched = self.overstretched.or(Some(level));
                        }
                        hazards.push(observed.hazard(band, age, profile) / left.max(self.floor));
                    }
                }
            }
        }
        LevelTable { moves, downward, clocked, statutory, effects: touched, hazards }
    }

    /// What effects leave of a move's natural hazard in a group under the current offer.
    fn left(
        &self,
        doses: &EffectWeights,
        touched: &[(usize, Vec<bool>)],
        place: usize,
        (level, age, profile): (usize, usize, usize),
    ) -> f64 {
        touched
            .iter()
            .filter(|(effect, moves)| moves[place] && self.effects[*effect].works_for(age, profile))
            .map(|(effect, _)| {
                1.0 - self.effects[*effect].gap * doses.of(*effect, level, age, profile)
            })
            .product()
    }
}

/// What makes up the hazard of one move, as observed under the current offer.
struct Observed<'a> {
    scenario: &'a Scenario,
    rates: Vec<&'a Rate>,
    factors: Vec<&'a Factor>,
}

impl<'a> Observed<'a> {
    fn new(scenario: &'a Scenario, mv: usize) -> Self {
        Self {
            scenario,
            rates: scenario.rates.iter().filter(|rate| rate.mv == mv).collect(),
            factors: scenario.factors.iter().filter(|it| it.moves.contains(&mv)).collect(),
        }
    }

    /// Hazard a month.
    fn hazard(&self, band: usize, age: usize, profile: usize) -> f64 {
        let per_year: f64 =
            self.rates.iter().map(|rate| rate.per_year[band] * rate.by_age[age]).sum();
        let strata = &self.scenario.strata;
        let factors: f64 = self
            .factors
            .iter()
            .filter(|factor| {
                factor.age.is_none_or(|only| only == age)
                    && factor.history.is_none_or(|test| history::passes(profile, test))
                    && factor
                        .class
                        .is_none_or(|class| strata.is(profile / history::REPLICATES, class))
            })
            .map(|factor| factor.value.now)
            .product();
        per_year * factors / 12.0
    }
}
