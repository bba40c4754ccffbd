//! The starting state and coverage under the current offer.
//!
//! The expected-value path is run for one whole childhood (18 years) under the
//! observed rates and the current offer, from nobody known to everybody in a
//! steady year. From it come (1) the mean dose of each effect in each group,
//! from which natural hazards are recovered, and (2) the make-up of each level
//! on the first day: ages, months in level, histories, who is supported. The
//! published stocks then fix how many children each level holds.

use super::history::CLASSES;
use super::space::Space;
use super::tables::{Doses, Tables};
use crate::expected::path::Setting;
use crate::expected::state::State;
use crate::maths;
use crate::scenario::Scenario;
use crate::scenario::resolved::ADULT;

/// Months of births in one window of the path used throughout.
pub const WINDOW: i32 = 12;

/// What a steady year under the current offer looks like, and the first day.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Mean dose of each effect by level and class of history.
    pub doses: Doses,
    /// The steady state, before levels are scaled to the published stocks.
    pub steady: State,
    /// The state on the first day.
    pub start: State,
    /// Yearly flows of the steady state by move, children.
    pub flows: Vec<f64>,
    /// Children at each level in the steady state.
    pub stocks: Vec<f64>,
}

/// Mean months since support ended, in half-lives over ln 2, among families
/// once supported: the spread that first-day doses are dealt out with.
pub const SINCE_SUPPORT: f64 = 1.0 / core::f64::consts::LN_2;

impl Reference {
    /// Runs a scenario to its steady year.
    #[must_use]
    pub fn new(scenario: &Scenario, space: &Space) -> Self {
        let tables = Tables::new(scenario, true, &Vec::new());
        let setting = Setting::new(scenario, space, &tables, WINDOW);
        let places: Vec<f64> = scenario.programmes.iter().map(|p| p.staff * p.caseload).collect();
        let mut state = setting.unborn_need(1 - ADULT);
        let size = scenario.mean_family_size();
        let mut flows = vec![0.0; scenario.moves.len()];
        for month in 1 - ADULT..=0 {
            let moved = setting.step(&mut state, month, &places);
            if month > -12 {
                flows.iter_mut().zip(&moved.all).for_each(|(sum, one)| *sum += one * size);
            }
        }
        let stocks = state
            .by_level(space, scenario.levels.len())
            .into_iter()
            .map(|families| families * size)
            .collect();
        let doses = doses(scenario, space, &state);
        let start = first_day(scenario, space, &state);
        Self { doses, steady: state, start, flows, stocks }
    }
}

fn doses(scenario: &Scenario, space: &Space, state: &State) -> Doses {
    let totals = state.totals();
    (0..state.fields.effects)
        .map(|effect| {
            let mut families = vec![[0.0; CLASSES]; scenario.levels.len()];
            let mut dose = vec![[0.0; CLASSES]; scenario.levels.len()];
            for (here, cell) in totals.chunks(state.fields.width()).zip(&space.cells) {
                families[cell.level][cell.known.class()] += here[0];
                dose[cell.level][cell.known.class()] += here[state.fields.dose(effect)];
            }
            dose.iter()
                .zip(&families)
                .map(|(dose, families)| {
                    [0, 1, 2].map(|class| {
                        if families[class] > 0.0 { dose[class] / families[class] } else { 0.0 }
                    })
                })
                .collect()
        })
        .collect()
}

/// The steady state with each level scaled to its published stock, and doses of
/// families no longer supported dealt out as [`since_support`] does in draws.
fn first_day(scenario: &Scenario, space: &Space, steady: &State) -> State {
    let mut start = steady.clone();
    let size = scenario.mean_family_size();
    let now = steady.by_level(space, scenario.levels.len());
    for (level, families) in now.iter().enumerate() {
        let wanted = scenario.stocks[level] / size;
        let factor = if *families > 0.0 { wanted / families } else { 0.0 };
        start.scale_level(space, level, factor);
    }
    let (fields, width) = (start.fields, start.fields.width());
    for programme in 0..fields.programmes {
        let effects = space.effects[programme].clone();
        let Some(first) = effects.clone().next() else { continue };
        let half_lives: Vec<f64> =
            scenario.programmes[programme].effects.iter().map(|e| e.half_life.now).collect();
        for column in 0..start.numbers.ncols() {
            for cell in 0..space.cells.len() {
                let mut column = start.numbers.column_mut(column);
                let here = &mut column.as_mut_slice()[cell * width..(cell + 1) * width];
                let supported = here[fields.supported(programme)];
                let once = once_supported(
                    here[0] - supported,
                    here[fields.dose(first)] - supported,
                    half_lives[0],
                );
                for (place, effect) in effects.clone().enumerate() {
                    let mean = mean_dose(half_lives[0], half_lives[place]);
                    here[fields.dose(effect)] = supported + once * mean;
                }
            }
        }
    }
    start
}

/// Families, of `without` a place, that were supported before, given their summed dose.
#[must_use]
pub fn once_supported(without: f64, dose: f64, half_life: f64) -> f64 {
    let mean = mean_dose(half_life, half_life);
    (dose.max(0.0) / mean).min(without.max(0.0))
}

/// Chance that one more month has passed since support ended (geometric, from month 1).
#[must_use]
pub fn since_support(half_life: f64) -> f64 {
    1.0 - 1.0 / (half_life * SINCE_SUPPORT).max(1.000_001)
}

/// Mean dose of an effect of half-life `of` among families whose time since
/// support is geometric with the spread of `main`.
fn mean_dose(main: f64, of: f64) -> f64 {
    let keep = maths::remaining(1.0, of);
    let more = since_support(main);
    (1.0 - more) * keep / (1.0 - more * keep)
}
