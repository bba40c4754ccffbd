//! Means, percentiles and Monte Carlo errors over draws.

use serde::{Deserialize, Serialize};
use staircase_numerics::chance::point::REPLICATES;
use staircase_numerics::maths;

/// A series with its spread over draws. Percentiles are of runs: p10 to p90
/// holds 8 runs in 10. Interval ends are never added or subtracted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Band {
    /// Mean over draws, or the expected-value path.
    pub mean: Vec<f64>,
    /// 2.5th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p2_5: Vec<f64>,
    /// 10th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p10: Vec<f64>,
    /// 25th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p25: Vec<f64>,
    /// Median.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p50: Vec<f64>,
    /// 75th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p75: Vec<f64>,
    /// 90th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p90: Vec<f64>,
    /// 97.5th percentile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub p97_5: Vec<f64>,
    /// Monte Carlo standard error of the mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub error: Vec<f64>,
}

impl Band {
    /// A band without spread.
    #[must_use]
    pub fn expected(mean: Vec<f64>) -> Self {
        Self { mean: mean.into_iter().map(rounded).collect(), ..Self::default() }
    }

    /// The band of many draws: `value(draw, time)` for `times` points.
    /// With no draws every series is empty.
    #[must_use]
    pub fn of(draws: usize, times: usize, value: impl Fn(usize, usize) -> f64) -> Self {
        let mut band = Self::default();
        if draws == 0 {
            return band;
        }
        let mut values = vec![0.0; draws];
        for time in 0..times {
            for (draw, slot) in values.iter_mut().enumerate() {
                *slot = value(draw, time);
            }
            let (mean, error) = mean_and_error(&values);
            maths::ascend(&mut values);
            let at = |share| rounded(percentile(&values, share));
            band.mean.push(rounded(mean));
            band.p2_5.push(at(0.025));
            band.p10.push(at(0.1));
            band.p25.push(at(0.25));
            band.p50.push(at(0.5));
            band.p75.push(at(0.75));
            band.p90.push(at(0.9));
            band.p97_5.push(at(0.975));
            band.error.push(rounded(error));
        }
        band
    }
}

/// Three decimals: more than any run supports, few enough to keep answers small.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0 + 0.0
}

/// Mean over draws and its standard error, in draw order (so the bits never depend on
/// threads). Draws that share their uncertain numbers count as one observation: what
/// they have in common does not average out between them.
#[must_use]
pub fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let groups = values.chunks(REPLICATES as usize);
    let count = groups.len() as f64;
    if count < 2.0 {
        return (mean, 0.0);
    }
    let squares: f64 = groups
        .map(|group| group.iter().map(|value| value - mean).sum::<f64>())
        .map(|departure| departure * departure)
        .sum();
    (mean, maths::sqrt(squares * count / (count - 1.0)) / n)
}

/// Percentile of sorted values, by linear interpolation between order statistics
/// (Hyndman and Fan 1996, definition 7).
#[must_use]
pub fn percentile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = (place as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

/// To the penny, and never −0.
#[must_use]
pub fn pence(pounds: f64) -> f64 {
    (pounds * 100.0).round() / 100.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_interpolate_and_never_leave_the_data() {
        let sorted = [1.0, 2.0, 3.0, 4.0];
        assert!((percentile(&sorted, 0.5) - 2.5).abs() < 1e-12);
        assert!((percentile(&sorted, 0.0) - 1.0).abs() < 1e-12);
        assert!((percentile(&sorted, 1.0) - 4.0).abs() < 1e-12);
        assert!((percentile(&[], 0.5)).abs() < 1e-12);
    }

    /// Fails if draws that share their numbers are counted as independent: twins say no
    /// more than one of them, opposites say that the mean is known exactly.
    #[test]
    fn draws_that_share_numbers_count_as_one() {
        let twins = [1.0, 1.0, 5.0, 5.0, 6.0, 6.0];
        let error = 7.0_f64.sqrt() / 3.0_f64.sqrt();
        assert!((mean_and_error(&twins).1 - error).abs() < 1e-12);
        assert!(mean_and_error(&[1.0, 5.0, 0.0, 6.0]).1.abs() < 1e-12);
    }

    /// Fails if the error is that of one draw rather than of the mean.
    #[test]
    fn the_error_of_the_mean_falls_with_the_root_of_draws() {
        let few: Vec<f64> = (0..100).map(|i| f64::from(i % 10)).collect();
        let many: Vec<f64> = (0..10_000).map(|i| f64::from(i % 10)).collect();
        let ratio = mean_and_error(&few).1 / mean_and_error(&many).1;
        assert!((ratio - 10.0).abs() < 0.15, "{ratio}");
    }
}
