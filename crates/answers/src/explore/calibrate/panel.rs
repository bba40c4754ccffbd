//! What the panel of English authorities says of how rates move from year to year.
//!
//! Estimated on the published histories of 139 authorities, 2013 to 2025, without the twelve
//! that are held out (decision 0094). An authority's own past says no more of how far its
//! rates will move than the panel does, so every authority has the same constants.
//!
//! The log of each group's rate is, in year `y` after the last one published,
//!
//! ```text
//! a + d + x(y) + e(y)     a  level that the projection goes on with (`onward`)
//!                         d ~ normal, [`DOUBTS`]: how far the next years lie from it
//!                         x(y) = φ·x(y − 1) + σ·normal: drift
//!                         e(y): chance, by the size of the flow
//! ```

use super::facts::STOCKS;
use super::groups::GROUPS;
use crate::outcome::band::percentile;
use nalgebra::DMatrix;
use staircase_numerics::maths;
use staircase_scenario::observe::Area;

/// `σ`: standard deviation of a year's step of drift, log scale, by group.
pub const SPREADS: [f64; GROUPS] = [0.17, 0.19, 0.22, 0.18, 0.22, 0.20];

/// Standard deviation of the lasting departure from the level, log scale, by group.
pub const DOUBTS: [f64; GROUPS] = [0.11, 0.13, 0.055, 0.09, 0.17, 0.06];

/// Correlation of drift on the way in and the way out of need, plans and care
/// ([`super::groups::PAIRS`]): what counts as a case and how long it stays open change by the
/// same decisions.
pub const TOGETHER: [f64; 3] = [0.7, 0.7, 0.9];

/// `φ`: the share of drift that is left a year later.
pub const PERSISTENCE: f64 = 0.7;

/// Standard deviation of a year's step of the number of unaccompanied children, log scale.
pub const STREAM: f64 = 0.25;

/// Where the constants come from.
pub const SOURCE: &str = "Estimated on 139 English authorities, 2013 to 2025 (decision 0094)";

/// Fewest authorities of a table that stand for the nation.
const FEW: usize = 20;

/// Years over which the nation's growth is taken.
const GROWTH_YEARS: i32 = 5;

/// Children above which an area is a nation rather than an authority.
pub const NATION: f64 = 2_000_000.0;

/// The authorities of a table, up to a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nation {
    /// Median log of stock over children, `[need, plan, care]`.
    pub rates: [Option<f64>; 3],
    /// Median yearly growth of the log of each stock over the last years.
    pub growth: [f64; 3],
}

impl Nation {
    /// Reads the authorities of a table. Fewer than twenty say nothing.
    #[must_use]
    pub fn of(areas: &[&Area], until: i32) -> Self {
        let authorities: Vec<&&Area> = areas
            .iter()
            .filter(|area| !area.wider)
            .filter(|area| area.at("population_0_17", until).is_some_and(|all| all < NATION))
            .collect();
        let mut nation = Self::default();
        for (which, (id, _)) in STOCKS.iter().enumerate() {
            let log = |area: &Area, id: &str, year| {
                area.at(id, year).filter(|number| *number > 0.0).map(maths::ln)
            };
            let rate =
                |area: &&&Area| Some(log(area, id, until)? - log(area, "population_0_17", until)?);
            let grown = |area: &&&Area| {
                Some(
                    (log(area, id, until)? - log(area, id, until - GROWTH_YEARS)?)
                        / f64::from(GROWTH_YEARS),
                )
            };
            nation.rates[which] = median(authorities.iter().filter_map(rate).collect());
            nation.growth[which] =
                median(authorities.iter().filter_map(grown).collect()).unwrap_or(0.0);
        }
        nation
    }
}

/// The median of enough numbers.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    maths::ascend(&mut numbers);
    (numbers.len() >= FEW).then(|| percentile(&numbers, 0.5))
}

/// One series of log factors with the variance of chance in each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    /// Log factors, by year.
    pub logs: Vec<f64>,
    /// Variance of chance in each.
    pub chance: Vec<f64>,
    /// Spread of the level between authorities.
    pub level: f64,
}

impl Track {
    /// Covariance of the log factors of the years fitted, whose level walks at a spread.
    #[must_use]
    pub fn covariance(&self, spread: f64) -> DMatrix<f64> {
        let n = self.logs.len();
        let mut all = DMatrix::from_fn(n, n, |a, b| {
            self.level * self.level + spread * spread * a.min(b) as f64
        });
        for (place, chance) in self.chance.iter().enumerate() {
            all[(place, place)] += chance;
        }
        all
    }
}
