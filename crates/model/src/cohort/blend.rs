//! Transition hazards of every pool for each mix of ages that a window of births can have.
//!
//! While a window crosses the edge of an age band, its members move at their mean
//! hazards. Which mixes there are repeats every window's width, so all are calculated
//! before the path starts.

use super::cohorts::Cohorts;
use super::pools::{HazardGroups, Places};
use crate::tables::Tables;
use staircase_numerics::maths;
use staircase_scenario::Scenario;

/// One mix of ages.
#[derive(Debug)]
pub struct Blend {
    /// Share of the members in each age band.
    pub shares: Vec<f64>,
    /// Rates of each pool, pool after pool, in the places that [`Places`] names.
    pub rates: Vec<f64>,
}

impl Blend {
    fn new(pools: &HazardGroups, tables: &Tables, shares: Vec<f64>) -> Self {
        let mut rates = vec![0.0; pools.rates];
        let present = || shares.iter().enumerate().filter(|(_, share)| **share > 0.0);
        for pool in &pools.all {
            let ways = &pools.levels[pool.level];
            let places = ways.places();
            let own = &mut rates[pool.rates..pool.rates + places.gaps.end];
            for (age, share) in present() {
                let row = tables.hazards(pool.level, pool.band, age, pool.profile);
                let mixed = own[places.moves.clone()].iter_mut().zip(row);
                mixed.for_each(|(mean, hazard)| *mean += share * hazard);
            }
            for (gap, touch) in own[places.gaps].iter_mut().zip(&ways.touches) {
                let effect = &tables.effects[touch.effect];
                let works = present().filter(|(age, _)| effect.works_for(*age, pool.profile));
                *gap = effect.gap * works.map(|(_, share)| share).sum::<f64>();
            }
        }
        let mut blend = Self { shares, rates };
        complete(pools, &mut blend.rates);
        blend
    }
}

/// Works out, from the hazard of every move, what else there is to know of each pool.
pub fn complete(pools: &HazardGroups, rates: &mut [f64]) {
    for pool in &pools.all {
        let ways = &pools.levels[pool.level];
        let places = ways.places();
        let own = &mut rates[pool.rates..pool.rates + places.gaps.end];
        own[places.bundles.clone()].fill(0.0);
        for (place, way) in places.moves.clone().zip(&ways.moves) {
            own[places.bundles.start + way.bundle] += own[place];
        }
        let total: f64 = own[places.bundles].iter().sum();
        own[Places::TOTAL] = total;
        own[Places::STAY] = maths::exp(-total);
        own[Places::LEAVE] = if total > 0.0 { (1.0 - own[Places::STAY]) / total } else { 0.0 };
    }
}

/// All mixes, and which of them each window has in a month.
#[derive(Debug)]
pub struct Blends {
    /// The mixes.
    pub all: Vec<Blend>,
    /// Place of the mix of each living window, by months since a window began.
    places: Vec<Vec<usize>>,
}

impl Blends {
    /// Works out the mixes of all windows.
    #[must_use]
    pub fn new(
        scenario: &Scenario,
        pools: &HazardGroups,
        tables: &Tables,
        cohorts: &Cohorts,
    ) -> Self {
        let mut all: Vec<Blend> = Vec::new();
        let mut place = |month, window| {
            let mut shares = vec![0.0; scenario.age_bands.len()];
            Cohorts::band_shares(scenario, month, window, &mut shares);
            all.iter().position(|blend| blend.shares == shares).unwrap_or_else(|| {
                all.push(Blend::new(pools, tables, shares));
                all.len() - 1
            })
        };
        let places = (0..cohorts.width)
            .map(|month| cohorts.living(month).map(|(_, window)| place(month, window)).collect())
            .collect();
        Self { all, places }
    }

    /// Place of the mix of each living window in a month, in the order of
    /// [`Cohorts::living`].
    pub fn of(&self, month: i32) -> impl Iterator<Item = usize> {
        let phase = month.rem_euclid(self.places.len().max(1) as i32) as usize;
        self.places.get(phase).into_iter().flatten().copied()
    }
}
