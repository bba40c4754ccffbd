//! Shares of a whole that are uncertain together.

use staircase_numerics::maths;
use staircase_numerics::maths::gamma;

/// Shares as known from how many were counted in each of several groups (Dirichlet).
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    counts: Vec<f64>,
}

impl Shares {
    /// `None` unless all counts are positive and finite.
    #[must_use]
    pub fn counted(counts: &[f64]) -> Option<Self> {
        let good = !counts.is_empty() && counts.iter().all(|c| *c > 0.0 && c.is_finite());
        good.then(|| Self { counts: counts.to_vec() })
    }

    /// Mean and standard deviation of each share.
    #[must_use]
    pub fn means_and_spreads(&self) -> Vec<(f64, f64)> {
        let total: f64 = self.counts.iter().sum();
        self.counts
            .iter()
            .map(|count| count / total)
            .map(|mean| (mean, maths::sqrt(mean * (1.0 - mean) / (total + 1.0))))
            .collect()
    }

    /// One set of shares, adding up to one, from a uniform number for each group.
    pub fn at(&self, mut uniform: impl FnMut() -> f64) -> Vec<f64> {
        let mut shares: Vec<f64> =
            self.counts.iter().map(|count| gamma::quantile(*count, uniform())).collect();
        let total: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= total);
        shares
    }
}
