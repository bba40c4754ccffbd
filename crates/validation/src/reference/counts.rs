//! Counts of families when the probability or the rate behind them is uncertain itself.
//!
//! A number drawn once a run and used for everyone makes families move together. The
//! variance is then the mean variance of the process plus the variance that the
//! uncertain number brings, and the second part does not shrink as families are added.

/// The distribution of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    chances: Vec<f64>,
}

impl Counts {
    /// Of `trials`, each with the same known probability.
    #[must_use]
    pub fn binomial(trials: u32, probability: f64) -> Self {
        let odds = probability / (1.0 - probability);
        let n = f64::from(trials);
        Self::from_ratios(trials as usize, |k| (n - k) / (k + 1.0) * odds)
    }

    /// Of `trials` whose common probability is Beta(`a`, `b`).
    #[must_use]
    pub fn beta_binomial(trials: u32, a: f64, b: f64) -> Self {
        let n = f64::from(trials);
        Self::from_ratios(trials as usize, |k| (n - k) * (a + k) / ((k + 1.0) * (b + n - k - 1.0)))
    }

    /// Poisson with a known mean.
    #[must_use]
    pub fn poisson(mean: f64) -> Self {
        Self::from_ratios(far(mean, mean), |k| mean / (k + 1.0))
    }

    /// Poisson whose mean is Gamma(`shape`, `scale`).
    #[must_use]
    pub fn gamma_poisson(shape: f64, scale: f64) -> Self {
        let mean = shape * scale;
        let share = scale / (1.0 + scale);
        Self::from_ratios(far(mean, mean * (1.0 + scale)), |k| (shape + k) / (k + 1.0) * share)
    }

    /// From the ratios of the chances of `k + 1` and `k`, for counts up to `most`.
    fn from_ratios(most: usize, ratio: impl Fn(f64) -> f64) -> Self {
        let mut chances = vec![1.0];
        let mut last = 1.0;
        for k in 0..most {
            last *= ratio(k as f64);
            chances.push(last);
            if last > 1e250 {
                chances.iter_mut().for_each(|chance| *chance /= 1e250);
                last /= 1e250;
            }
        }
        let total: f64 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= total);
        Self { chances }
    }

    /// Mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.expectation(|k| k)
    }

    /// Variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        self.expectation(|k| (k - mean) * (k - mean))
    }

    fn expectation(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.chances.iter().enumerate().map(|(k, chance)| chance * of(k as f64)).sum()
    }

    /// Probability of `count` or more.
    #[must_use]
    pub fn at_least(&self, count: usize) -> f64 {
        self.chances.iter().skip(count).sum()
    }

    /// Smallest count that a run stays at or below with probability `share`.
    #[must_use]
    pub fn quantile(&self, share: f64) -> usize {
        let mut sum = 0.0;
        let below = |chance: &&f64| {
            sum += **chance;
            sum < share
        };
        self.chances.iter().take_while(below).count()
    }
}

/// A count that is practically never passed.
fn far(mean: f64, variance: f64) -> usize {
    (mean + 40.0 * staircase_numerics::maths::sqrt(variance) + 40.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if large counts overflow, or chances do not add up.
    #[test]
    fn large_counts_keep_their_mean_and_variance() {
        for counts in [Counts::poisson(4000.0), Counts::binomial(8000, 0.5)] {
            let variance = counts.variance();
            assert!((counts.mean() - 4000.0).abs() < 1e-6);
            assert!((variance - 4000.0).abs() < 1e-3 || (variance - 2000.0).abs() < 1e-3);
        }
    }
}
