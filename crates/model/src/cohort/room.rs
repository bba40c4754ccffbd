//! Scratch to work out the moves of a month in.

use super::lanes::Lanes;
use super::pools::HazardGroups;
use super::rates::Rates;

/// Scratch to work out moves in, and the rates in force, kept from month to month.
#[derive(Debug, Clone)]
pub struct Scratch {
    /// The rates in force.
    pub(super) rates: Rates,
    /// Rows of a block after the month.
    pub(super) after: Vec<Lanes>,
    /// The odds in the cells of a pool.
    pub(super) odds: Odds,
    /// What leaves a pool per unit of hazard: `[bundle][field]`.
    pub(super) sums: Vec<Lanes>,
}

impl Scratch {
    /// Scratch for `rows` of numbers, `width` a cell.
    #[must_use]
    pub fn new(pools: &HazardGroups, rows: usize, width: usize) -> Self {
        let bundles = pools.levels.iter().map(|ways| ways.bundles).max().unwrap_or(0);
        Self {
            rates: Rates::default(),
            after: vec![Lanes::NONE; rows],
            odds: Odds::default(),
            sums: vec![Lanes::NONE; bundles * width],
        }
    }
}

/// Odds of the families of every cell of a pool.
#[derive(Debug, Clone, Default)]
pub struct Odds {
    /// Probability of staying, by cell.
    pub(super) stay: Vec<Lanes>,
    /// Probability of leaving per unit of hazard without support: `[bundle][cell]`.
    pub(super) leave: Vec<Lanes>,
    /// Ratio of each bundle's hazards to those without support, in one cell.
    pub(super) ratios: Vec<Lanes>,
}
