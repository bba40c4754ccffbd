//! Transition hazards in force in a month, for every pool and cohort.
//!
//! Most cohorts have the rates that they had the month before; only those that cross the
//! edge of an age band get others, or all where the factors on moves change.

use super::blend::{self, Blends};
use super::cohorts::Cohorts;
use super::lanes::{LANES, Lanes};
use super::pools::HazardGroups;

/// Rates in force.
#[derive(Debug, Clone, Default)]
pub struct Rates {
    /// Mix of ages of each column, if anyone is in it.
    mixes: Vec<Option<usize>>,
    /// Factors on each move; all are one where there are none.
    factors: Option<Vec<f64>>,
    /// By block, rates of each pool: see [`super::pools::Places`].
    blocks: Vec<Vec<Lanes>>,
}

impl Rates {
    /// Brings the rates of all columns to a month.
    pub fn bring_to(
        &mut self,
        month: i32,
        factors: Option<&[f64]>,
        (pools, blends, cohorts): (&HazardGroups, &Blends, &Cohorts),
    ) {
        let mut mixes = vec![None; cohorts.columns];
        for ((column, _), mix) in cohorts.living(month).zip(blends.of(month)) {
            mixes[column] = Some(mix);
        }
        let blocks = cohorts.columns.div_ceil(LANES);
        let all = self.blocks.len() != blocks || self.factors.as_deref() != factors;
        if all {
            self.factors = factors.map(<[f64]>::to_vec);
            self.blocks.resize_with(blocks, || vec![Lanes::NONE; pools.rates]);
            self.mixes.resize(cohorts.columns, None);
        }
        let mut changed = Vec::new();
        for (column, mix) in mixes.iter().enumerate() {
            if !all && self.mixes[column] == *mix {
                continue;
            }
            let lanes = self.blocks[column / LANES].iter_mut();
            let lanes = lanes.map(|lanes| &mut lanes.each_mut()[column % LANES]);
            match mix.map(|mix| &blends.all[mix].rates) {
                None => lanes.for_each(|rate| *rate = 0.0),
                Some(rates) if factors.is_none() => {
                    lanes.zip(rates).for_each(|(rate, now)| *rate = *now);
                }
                Some(rates) => {
                    changed.clone_from(rates);
                    Self::multiply(pools, &mut changed, factors.unwrap_or_default());
                    lanes.zip(&changed).for_each(|(rate, now)| *rate = *now);
                }
            }
        }
        self.mixes = mixes;
    }

    fn multiply(pools: &HazardGroups, rates: &mut [f64], factors: &[f64]) {
        for pool in &pools.all {
            let ways = &pools.levels[pool.level];
            let places = ways.places();
            let own = &mut rates[pool.rates..];
            for (place, way) in places.moves.zip(&ways.moves) {
                own[place] *= factors[way.mv];
            }
        }
        blend::complete(pools, rates);
    }

    /// Rates of the columns of a block.
    #[must_use]
    pub fn block(&self, block: usize) -> &[Lanes] {
        &self.blocks[block]
    }

    /// Mix of ages of a column, if anyone is in it.
    #[must_use]
    pub fn mix(&self, column: usize) -> Option<usize> {
        self.mixes.get(column).copied().flatten()
    }
}
