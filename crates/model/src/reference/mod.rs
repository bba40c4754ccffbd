//! The steady state: the starting state and coverage under the current offer.
//!
//! The expected-value path is run for one whole childhood (18 years) under the
//! observed rates and the current offer, from nobody known to everybody in a
//! steady year. From it come (1) the mean dose of each effect in each group,
//! from which natural hazards are recovered, and (2) the make-up of each level
//! on the first day: ages, months in level, histories, who is supported. The
//! published stocks then fix how many children each level holds; what is left of
//! support from before that day is dealt out by [`earlier`].
//!
//! It runs the cohort, so it stands above it: nothing in the cohort knows of it.

pub mod earlier;

use crate::cohort::cohorts::Cohorts;
use crate::cohort::detail::Detail;
use crate::cohort::path;
use crate::cohort::setting::{CohortInputs, When};
use crate::cohort::spells::Spells;
use crate::cohort::state::State;
use crate::effects::EffectTable;
use crate::history;
use crate::plan::Plan;
use crate::space::Space;
use crate::tables::{EffectWeights, Tables};
use earlier::Earlier;
use staircase_scenario::Scenario;

/// Months of births in one window of the path used throughout.
pub const WINDOW: i32 = 12;

/// What a steady year under the current offer looks like, and the first day.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Mean dose of each effect by level and class of history.
    pub doses: EffectWeights,
    /// The steady state, before levels are scaled to the published stocks.
    pub steady: State,
    /// The state on the first day.
    pub start: State,
    /// Yearly flows of the steady state by move, children.
    pub flows: Vec<f64>,
    /// Children at each level in the steady state.
    pub stocks: Vec<f64>,
    /// Who moved in the steady year.
    pub detail: Detail,
}

impl Reference {
    /// Statutory spells in the steady year.
    #[must_use]
    pub fn spells(&self, scenario: &Scenario, space: &Space) -> Spells {
        let inside: Vec<bool> = scenario.levels.iter().map(|level| level.statutory()).collect();
        self.stays(scenario, space, &inside)
    }

    /// Stays in a group of levels in the steady year.
    #[must_use]
    pub fn stays(&self, scenario: &Scenario, space: &Space, inside: &[bool]) -> Spells {
        let tables = Tables::new(scenario, true, &EffectWeights::none());
        let setting = CohortInputs::new(scenario, space, &tables, WINDOW);
        Spells::new(&setting, &self.steady, inside)
    }

    /// Runs a scenario to its steady year.
    #[must_use]
    pub fn new(scenario: &Scenario, space: &Space) -> Self {
        let tables = Tables::new(scenario, true, &EffectWeights::none());
        let setting = CohortInputs::new(scenario, space, &tables, WINDOW);
        let plan = Plan::new(scenario, &scenario.options[0], &vec![1.0; scenario.funding.len()]);
        let first = 1 - scenario.oldest();
        let mut state = setting.unborn_need(first);
        let size = scenario.mean_family_size();
        let mut flows = vec![0.0; scenario.moves.len()];
        let mut detail = Detail::new(scenario);
        for month in first..=0 {
            let when = When { month, at: 0, projected: false };
            if month <= -12 {
                path::step(&setting, &mut state, when, &plan);
                continue;
            }
            let moved =
                path::step_counting(&setting, &mut state, when, &plan, Some(detail.clone()));
            flows.iter_mut().zip(&moved.all).for_each(|(sum, one)| *sum += one * size);
            detail = moved.detail.unwrap_or(detail);
        }
        let stocks = state
            .by_level(space, scenario.levels.len())
            .into_iter()
            .map(|families| families * size)
            .collect();
        let doses = doses(scenario, space, &state, &setting.cohorts);
        let start = first_day(scenario, space, &state, &tables.effects);
        Self { doses, steady: state, start, flows, stocks, detail }
    }
}

/// Mean dose of each effect in each group of families, as they stand for month 1.
fn doses(scenario: &Scenario, space: &Space, state: &State, cohorts: &Cohorts) -> EffectWeights {
    let (ages, profiles) = (scenario.age_bands.len(), history::profiles(scenario));
    let groups = scenario.levels.len() * ages * profiles;
    let effects = state.fields.effects;
    let mut families = vec![0.0; groups];
    let mut doses = vec![vec![0.0; groups]; effects];
    let mut shares = vec![0.0; ages];
    let width = state.fields.width();
    for (column, window) in cohorts.living(1) {
        Cohorts::band_shares(scenario, 1, window, &mut shares);
        let column = state.numbers.column(column);
        for (here, cell) in column.chunks(width).zip(&space.cells) {
            for (age, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                let group = (cell.level * ages + age) * profiles + cell.profile();
                families[group] += here[0] * share;
                for (effect, dose) in doses.iter_mut().enumerate() {
                    dose[group] += here[state.fields.dose(effect)] * share;
                }
            }
        }
    }
    for dose in &mut doses {
        for (dose, families) in dose.iter_mut().zip(&families) {
            *dose = if *families > 0.0 { *dose / families } else { 0.0 };
        }
    }
    EffectWeights::new(ages, profiles, doses)
}

/// The steady state with each level scaled to its published stock. What is left of
/// earlier support is dealt out as draws deal it.
fn first_day(scenario: &Scenario, space: &Space, steady: &State, effects: &[EffectTable]) -> State {
    let mut start = steady.clone();
    let size = scenario.mean_family_size();
    let now = steady.by_level(space, scenario.levels.len());
    for (level, families) in now.iter().enumerate() {
        let wanted = scenario.stocks[level] / size;
        if *families > 0.0 {
            start.scale_level(space, level, wanted / families);
        }
    }
    let fields = start.fields.clone();
    let width = fields.width();
    for programme in 0..fields.programmes {
        let Some(earlier) = Earlier::of(scenario, space, programme, effects) else { continue };
        for column in 0..start.numbers.columns() {
            start.numbers.change(column, width, |here| earlier.deal(&fields, here, effects));
        }
    }
    start
}
