//! Process variation: how far a group's rates move from one year to the next (a random walk).
//!
//! The log factors `z(y)` that make the path follow an area's figures are read as
//!
//! ```text
//! z(y) = x(y) + e(y)        x(y) = x(y − 1) + σ·normal        e(y) ~ normal, variance w(y)
//! ```
//!
//! where `w` is chance in a number of this size (families move whole, so
//! `w = E[m²] ÷ E[m] ÷ n`) and `x` starts anywhere within the spread between authorities.
//! The spread `σ` has a prior around what other areas show, and its posterior is kept on a
//! grid. Nothing after the last year fitted is looked at.

use nalgebra::{Cholesky, DMatrix, DVector};
use serde::Serialize;
use staircase_numerics::maths::{self, normal};

/// Steps of the grid.
const STEPS: usize = 41;

/// Least and largest spread looked at.
const RANGE: (f64, f64) = (0.01, 0.6);

/// What is believed of a spread before any area is looked at: the middle of 0.08 to 0.12
/// (evidence pack 7.4), and how uncertain that is on the log scale.
pub const GENERAL: (f64, f64) = (0.10, 0.5);

/// How much authorities differ in their spreads, on the log scale: judgement.
pub const BETWEEN: f64 = 0.4;

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
    /// Covariance of the log factors at a spread.
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

    /// Log likelihood of a spread.
    #[must_use]
    pub fn log_likelihood(&self, spread: f64) -> f64 {
        let Some(root) = Cholesky::new(self.covariance(spread)) else { return -1e300 };
        let logs = DVector::from_column_slice(&self.logs);
        let fit = root.solve(&logs).dot(&logs);
        let determinant: f64 = root.l_dirty().diagonal().iter().map(|d| maths::ln(d.abs())).sum();
        -0.5 * fit - determinant
    }
}

/// What is known of a spread: weights on a grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// Spreads.
    pub grid: Vec<f64>,
    /// Weight of each, adding up to one.
    pub weights: Vec<f64>,
    /// Middle and spread of the log.
    pub log: (f64, f64),
}

impl Spread {
    /// The posterior of a spread, given tracks and a prior (median, spread of the log).
    #[must_use]
    pub fn new(tracks: &[&Track], (median, doubt): (f64, f64)) -> Self {
        let ratio = maths::ln(RANGE.1 / RANGE.0) / (STEPS - 1) as f64;
        let grid: Vec<f64> =
            (0..STEPS).map(|step| RANGE.0 * maths::exp(ratio * step as f64)).collect();
        let heights: Vec<f64> = grid
            .iter()
            .map(|spread| {
                let off = maths::ln(spread / median) / doubt;
                let seen: f64 = tracks.iter().map(|track| track.log_likelihood(*spread)).sum();
                seen - 0.5 * off * off
            })
            .collect();
        let top = heights.iter().copied().fold(f64::MIN, f64::max);
        let mut weights: Vec<f64> = heights.iter().map(|h| maths::exp(h - top)).collect();
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        let mean: f64 = grid.iter().zip(&weights).map(|(s, w)| maths::ln(*s) * w).sum();
        let square: f64 = grid
            .iter()
            .zip(&weights)
            .map(|(s, w)| (maths::ln(*s) - mean) * (maths::ln(*s) - mean) * w)
            .sum();
        Self { grid, weights, log: (mean, maths::sqrt(square)) }
    }

    /// The middle of the posterior.
    #[must_use]
    pub fn median(&self) -> f64 {
        maths::exp(self.log.0)
    }

    /// The value with `share` of a log-normal of the same middle and spread below it.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        maths::exp(self.log.0 + self.log.1 * normal::quantile(share))
    }
}

/// How far the groups of an area drift, and how those of a pair go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Spread of each group.
    pub spreads: Vec<Spread>,
    /// Correlation of the drift of each pair, not below zero.
    pub pairs: [f64; 3],
    /// Spread of the number of unaccompanied children.
    pub stream: Spread,
}

/// Steps that a correlation of nothing is worth when pairs are looked at.
const DOUBT: f64 = 8.0;

/// Correlation of the steps of two groups over all areas, drawn towards none.
#[must_use]
pub fn correlation(areas: &[&[Track]], (a, b): (usize, usize)) -> f64 {
    let steps = |track: &Track| -> Vec<f64> {
        track.logs.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    let (mut both, mut first, mut second, mut count) = (0.0, 0.0, 0.0, 0.0);
    for area in areas {
        for (x, y) in steps(&area[a]).into_iter().zip(steps(&area[b])) {
            both += x * y;
            first += x * x;
            second += y * y;
            count += 1.0;
        }
    }
    let size = maths::sqrt(first * second);
    if size > 0.0 { (both / size * count / (count + DOUBT)).clamp(0.0, 0.9) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_distr::{Distribution, StandardNormal};
    use staircase_numerics::chance::{Chance, Purpose};

    /// Fails if a spread that made the data is not found again, or chance is taken for
    /// drift. The mean over six sets of 60 areas with eight years each has a standard error
    /// of under 5%.
    #[test]
    fn spreads_are_found_again() {
        for (spread, chance) in [(0.15, 0.0004), (0.03, 0.0004), (0.05, 0.01)] {
            let found: Vec<f64> = (0..6).map(|set| found(set, spread, chance)).collect();
            let mean = found.iter().sum::<f64>() / 6.0;
            assert!((mean / spread - 1.0).abs() < 0.15, "{spread} {found:?}");
        }
    }

    fn found(set: u64, spread: f64, chance: f64) -> f64 {
        let tracks: Vec<Track> = (0..60)
            .map(|track| {
                let draw = |year: u32, kind: u64| -> f64 {
                    let own = Chance::new(set, track, Purpose::AuthorityYear);
                    StandardNormal.sample(&mut own.stream(kind, year))
                };
                let mut level = 0.2 * draw(0, 1);
                let logs = (0..8)
                    .map(|year| {
                        level += if year > 0 { spread * draw(year, 2) } else { 0.0 };
                        level + maths::sqrt(chance) * draw(year, 3)
                    })
                    .collect();
                Track { logs, chance: vec![chance; 8], level: 0.3 }
            })
            .collect();
        let all: Vec<&Track> = tracks.iter().collect();
        Spread::new(&all, GENERAL).median()
    }
}
