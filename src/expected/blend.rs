//! Hazards of every cell for each mix of ages that a window of births can have.
//!
//! While a window crosses the edge of an age band, its members move at their mean
//! hazards. Which mixes there are repeats every window's width, so all are worked out
//! before the path starts.

use super::cohorts::Cohorts;
use crate::maths;
use crate::model::space::Space;
use crate::model::tables::Tables;
use crate::scenario::Scenario;

/// One mix of ages.
#[derive(Debug)]
pub struct Blend {
    /// Share of the members in each age band.
    pub shares: Vec<f64>,
    /// Hazards of each cell's moves without support, cell after cell.
    pub hazards: Vec<f64>,
    /// Their sum, by cell.
    pub totals: Vec<f64>,
    /// Probability of staying without support, by cell.
    pub stays: Vec<f64>,
    /// One minus the ratio of each effect, times the share for whom it works:
    /// `[profile][effect]`.
    pub gaps: Vec<f64>,
}

impl Blend {
    fn new(space: &Space, tables: &Tables, shares: Vec<f64>) -> Self {
        let mut blend = Self {
            shares,
            hazards: Vec::new(),
            totals: Vec::with_capacity(space.cells.len()),
            stays: Vec::with_capacity(space.cells.len()),
            gaps: Vec::with_capacity(tables.profiles * tables.effects.len()),
        };
        let present = || blend.shares.iter().enumerate().filter(|(_, share)| **share > 0.0);
        for cell in &space.cells {
            let first = blend.hazards.len();
            blend.hazards.resize(first + tables.levels[cell.level].moves.len(), 0.0);
            let mixed = &mut blend.hazards[first..];
            for (age, share) in present() {
                let row = tables.hazards(cell.level, cell.stay_band(), age, cell.profile());
                mixed.iter_mut().zip(row).for_each(|(mean, hazard)| *mean += share * hazard);
            }
            let total: f64 = mixed.iter().sum();
            blend.totals.push(total);
            blend.stays.push(maths::exp(-total));
        }
        for profile in 0..tables.profiles {
            for effect in &tables.effects {
                let works = present().filter(|(age, _)| effect.works_for(*age, profile));
                blend.gaps.push(effect.gap * works.map(|(_, share)| share).sum::<f64>());
            }
        }
        blend
    }
}

/// All mixes, and which of them each window has in a month.
#[derive(Debug)]
pub struct Blends {
    all: Vec<Blend>,
    /// Place of the mix of each living window, by months since a window began.
    places: Vec<Vec<usize>>,
}

impl Blends {
    /// Works out the mixes of all windows.
    #[must_use]
    pub fn new(scenario: &Scenario, space: &Space, tables: &Tables, cohorts: &Cohorts) -> Self {
        let mut all: Vec<Blend> = Vec::new();
        let mut place = |month, window| {
            let mut shares = vec![0.0; scenario.age_bands.len()];
            Cohorts::band_shares(scenario, month, window, &mut shares);
            all.iter().position(|blend| blend.shares == shares).unwrap_or_else(|| {
                all.push(Blend::new(space, tables, shares));
                all.len() - 1
            })
        };
        let places = (0..cohorts.width)
            .map(|month| cohorts.living(month).map(|(_, window)| place(month, window)).collect())
            .collect();
        Self { all, places }
    }

    /// The mix of each living window in a month, in the order of [`Cohorts::living`].
    pub fn of(&self, month: i32) -> impl Iterator<Item = &Blend> {
        let phase = month.rem_euclid(self.places.len().max(1) as i32) as usize;
        self.places.get(phase).into_iter().flatten().map(|place| &self.all[*place])
    }
}
