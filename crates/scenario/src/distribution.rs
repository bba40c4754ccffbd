//! Distributions of uncertain inputs (parameter uncertainty) that people can elicit. All have the
//! support their names say; none is ever clamped, and none is normal, which would have no lower
//! end.

use super::problem::{Fault, plain};
use super::quantity::Quantity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use staircase_numerics::maths::{self, beta, gamma, normal};

/// How an uncertain number varies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    /// Log-normal by its median and the value that 95 in 100 lie below.
    Lognormal {
        /// Half lie below.
        median: f64,
        /// 95 in 100 lie below.
        p95: f64,
    },
    /// Log-normal by its mean and standard deviation.
    LognormalMean {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// Log-normal by the range that holds 95 in 100.
    LognormalRange {
        /// 2.5 in 100 lie below.
        low: f64,
        /// 2.5 in 100 lie above.
        high: f64,
    },
    /// Gamma by its mean and standard deviation.
    Gamma {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// Triangular.
    Triangular {
        /// Smallest possible.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest possible.
        high: f64,
    },
    /// PERT: a smooth triangle.
    Pert {
        /// Smallest possible.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest possible.
        high: f64,
    },
    /// Beta by its mean and the number of observations it is worth.
    Beta {
        /// Mean, between 0 and 1.
        mean: f64,
        /// Equivalent sample size.
        n: f64,
    },
    /// Equally likely between two values.
    Uniform {
        /// Smallest possible.
        low: f64,
        /// Largest possible.
        high: f64,
    },
}

/// 95th and 97.5th percentiles of the standard normal distribution.
const Z95: f64 = 1.644_853_626_951_472_2;
const Z97_5: f64 = 1.959_963_984_540_054;

impl Distribution {
    /// The value with `share` of the distribution below it.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        match *self {
            Self::Lognormal { .. } | Self::LognormalMean { .. } | Self::LognormalRange { .. } => {
                let (mean, sd) = self.log_scale();
                maths::exp(mean + sd * normal::quantile(share))
            }
            Self::Gamma { mean, sd } => {
                let shape = (mean / sd) * (mean / sd);
                gamma::quantile(shape, share) * (mean / shape)
            }
            Self::Triangular { low, mode, high } => {
                let range = high - low;
                let value = if share < (mode - low) / range {
                    low + maths::sqrt(share * range * (mode - low))
                } else {
                    high - maths::sqrt((1.0 - share) * range * (high - mode))
                };
                within(value, low, high)
            }
            Self::Pert { low, mode, high } => {
                let range = high - low;
                let (a, b) = (1.0 + 4.0 * (mode - low) / range, 1.0 + 4.0 * (high - mode) / range);
                within(low + range * beta::quantile(a, b, share), low, high)
            }
            Self::Beta { mean, n } => beta::quantile(mean * n, (1.0 - mean) * n, share),
            Self::Uniform { low, high } => within(low + (high - low) * share, low, high),
        }
    }

    /// The true mean, which for a lopsided distribution is neither its middle nor its mode.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Lognormal { .. } | Self::LognormalRange { .. } => {
                let (mean, sd) = self.log_scale();
                maths::exp(mean + sd * sd / 2.0)
            }
            Self::LognormalMean { mean, .. }
            | Self::Gamma { mean, .. }
            | Self::Beta { mean, .. } => mean,
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::Uniform { low, high } => f64::midpoint(low, high),
        }
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        match *self {
            Self::Lognormal { .. } | Self::LognormalRange { .. } => {
                let sd = self.log_scale().1;
                mean * mean * (maths::exp(sd * sd) - 1.0)
            }
            Self::LognormalMean { sd, .. } | Self::Gamma { sd, .. } => sd * sd,
            Self::Triangular { low, mode, high } => {
                let squares = low * low + mode * mode + high * high;
                (squares - low * mode - low * high - mode * high) / 18.0
            }
            Self::Pert { low, high, .. } => (mean - low) * (high - mean) / 7.0,
            Self::Beta { mean, n } => mean * (1.0 - mean) / (n + 1.0),
            Self::Uniform { low, high } => (high - low) * (high - low) / 12.0,
        }
    }

    /// Mean and standard deviation of the logarithm; of a log-normal only.
    #[must_use]
    pub fn log_scale(&self) -> (f64, f64) {
        match *self {
            Self::Lognormal { median, p95 } => (maths::ln(median), maths::ln(p95 / median) / Z95),
            Self::LognormalMean { mean, sd } => {
                let variance = maths::ln_1p((sd / mean) * (sd / mean));
                (maths::ln(mean) - variance / 2.0, maths::sqrt(variance))
            }
            Self::LognormalRange { low, high } => {
                let (low, high) = (maths::ln(low), maths::ln(high));
                (f64::midpoint(low, high), (high - low) / (2.0 * Z97_5))
            }
            _ => (f64::NAN, f64::NAN),
        }
    }

    /// The distribution in words, for the register, always with its true mean.
    #[must_use]
    pub fn words(&self) -> String {
        let shape = match *self {
            Self::Lognormal { .. } | Self::LognormalMean { .. } | Self::LognormalRange { .. } => {
                format!("log-normal, {}", self.range_in_words())
            }
            Self::Gamma { .. } => format!("gamma, {}", self.range_in_words()),
            Self::Triangular { low, mode, high } => {
                format!("triangular {}, {}, {}", plain(low), plain(mode), plain(high))
            }
            Self::Pert { low, mode, high } => {
                format!("PERT {}, {}, {}", plain(low), plain(mode), plain(high))
            }
            Self::Beta { n, .. } => format!("beta, worth {} cases", plain(n)),
            Self::Uniform { low, high } => {
                format!("anywhere between {} and {}", plain(low), plain(high))
            }
        };
        format!("{shape}, mean {}", short(self.mean()))
    }

    /// The distribution in words, and what a value with it is if it is not its mean: which
    /// of the two is used when nothing is sampled.
    #[must_use]
    pub fn words_beside(&self, value: f64) -> String {
        let (words, mean) = (self.words(), self.mean());
        if (mean - value).abs() <= 5e-4 * mean.abs() {
            return words;
        }
        let what = match *self {
            Self::Triangular { mode, .. } | Self::Pert { mode, .. } if same(mode, value) => {
                "is the most likely value"
            }
            Self::Lognormal { median, .. } if same(median, value) => "is the median",
            _ => "is the value in the file",
        };
        format!("{words}; the central projection uses the mean, {} {what}", plain(value))
    }

    /// Why a value does not go with this distribution, if it does not: it lies outside the
    /// range, or outside both the mean and what 95 in 100 lie in where there is no end.
    pub(super) fn outside(&self, value: f64) -> Option<Fault> {
        let (low, high) = match *self {
            Self::Triangular { low, high, .. }
            | Self::Pert { low, high, .. }
            | Self::LognormalRange { low, high }
            | Self::Uniform { low, high } => (low, high),
            _ => (self.at(0.025), self.at(0.975)),
        };
        let (low, high) = (low.min(self.mean()), high.max(self.mean()));
        let hair = 1e-9 * high.abs();
        (!(low - hair..=high + hair).contains(&value)).then(|| {
            let statement = format!(
                "The value {} lies outside its own distribution, {} to {}. Change the value or \
                 the distribution.",
                plain(value),
                short(low),
                short(high)
            );
            Fault::Contradiction { statement }
        })
    }

    fn range_in_words(&self) -> String {
        format!("95 in 100 between {} and {}", short(self.at(0.025)), short(self.at(0.975)))
    }

    /// Why the numbers do not make a distribution of this quantity, if they do not.
    pub(super) fn fault(&self, quantity: &Quantity) -> Option<Fault> {
        let (low, high, good, rule) = match *self {
            Self::Lognormal { median, p95 } => {
                (median, p95, median > 0.0 && p95 > median, "0 < median < p95")
            }
            Self::LognormalMean { mean, sd } => (
                mean,
                sd,
                mean > 0.0 && sd > 0.0 && sd <= mean * 1000.0,
                "mean > 0, sd > 0 and at most a thousand times the mean",
            ),
            Self::LognormalRange { low, high } => {
                (low, high, low > 0.0 && high > low, "0 < low < high")
            }
            Self::Gamma { mean, sd } => (
                mean,
                sd,
                mean > 0.0 && sd >= mean / 10_000.0 && sd <= mean * 1000.0,
                "mean > 0, sd between a ten-thousandth and a thousand times the mean",
            ),
            Self::Triangular { low, mode, high } | Self::Pert { low, mode, high } => (
                low,
                high,
                low <= mode && mode <= high && low < high,
                "low ≤ mode ≤ high, low < high",
            ),
            Self::Beta { mean, n } => (
                mean,
                mean,
                mean > 0.0 && mean < 1.0 && n > 0.0 && n <= beta::MOST,
                "0 < mean < 1, 0 < n ≤ 100,000,000",
            ),
            Self::Uniform { low, high } => (low, high, low < high, "low < high"),
        };
        for value in [low, high] {
            if !value.is_finite() || (self.bounded() && !quantity.allows(value)) {
                return Some(quantity.refusal(value));
            }
        }
        if !good {
            let statement = format!("These numbers do not make a distribution: it needs {rule}.");
            return Some(Fault::Contradiction { statement });
        }
        if self.bounded() {
            return None;
        }
        if quantity.maximum <= 1.0 {
            let statement = format!(
                "This distribution has no upper end, and {} cannot be above {}. \
                 Use beta, triangular, pert or uniform.",
                quantity.phrase,
                plain(quantity.maximum)
            );
            return Some(Fault::Contradiction { statement });
        }
        (!quantity.allows(self.mean())).then(|| quantity.refusal(self.mean()))
    }

    fn bounded(&self) -> bool {
        matches!(
            self,
            Self::Triangular { .. } | Self::Pert { .. } | Self::Beta { .. } | Self::Uniform { .. }
        )
    }
}

/// Whether two numbers of a file are the same one.
fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

/// Takes back a last digit lost to rounding.
fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// Enough digits to tell values apart.
fn short(value: f64) -> String {
    let decimals = if value.abs() < 10.0 { 10_000.0 } else { 100.0 };
    plain((value * decimals).round() / decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity;
    use staircase_numerics::chance::point::point;

    /// Mean and variance over `2^14` stratified points.
    fn moments(distribution: &Distribution) -> (f64, f64) {
        let n = 1 << 14;
        let values: Vec<f64> = (0..n).map(|draw| distribution.at(point(1, draw, 2))).collect();
        let mean = values.iter().sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        (mean, squares / n as f64)
    }

    /// Cases B17.10 and B18.13b: what the register calls the mean is the mean of the
    /// values drawn. Fails if any quantile function or any closed form is wrong, or if
    /// a distribution is clamped.
    #[test]
    fn the_mean_reported_is_the_mean_drawn() {
        for (distribution, mean, variance) in [
            (Distribution::LognormalMean { mean: 1.2, sd: 0.3 }, 1.2, 0.09),
            (Distribution::Pert { low: 10.0, mode: 15.0, high: 30.0 }, 50.0 / 3.0, 12.698_413),
            (Distribution::Triangular { low: 12.0, mode: 24.0, high: 60.0 }, 32.0, 104.0),
            (Distribution::Beta { mean: 0.1, n: 200.0 }, 0.1, 0.09 / 201.0),
            (Distribution::Gamma { mean: 100.0, sd: 20.0 }, 100.0, 400.0),
            (Distribution::Uniform { low: -1.0, high: 2.0 }, 0.5, 0.75),
            (Distribution::Lognormal { median: 0.8, p95: 1.0581 }, 0.811_642, 0.019_315),
            (Distribution::LognormalRange { low: 0.7, high: 1.0 }, 0.840_129, 0.005_868),
        ] {
            let (drawn, spread) = moments(&distribution);
            assert!((drawn / distribution.mean() - 1.0).abs() < 5e-5, "{distribution:?} {drawn}");
            assert!((drawn / mean - 1.0).abs() < 5e-5, "{distribution:?} {drawn}");
            assert!((spread / variance - 1.0).abs() < 5e-3, "{distribution:?} {spread}");
            let closed = distribution.variance();
            assert!((closed / variance - 1.0).abs() < 1e-4, "{distribution:?} {closed}");
        }
    }

    /// Case B18.13b: a normal distribution with 80 in 100 between 0.70 and 1.00, clamped
    /// at 1, has mean 0.844459 and not 0.85. Fails if points and quantiles cannot show
    /// such a bias, which is why no distribution here is normal or clamped.
    #[test]
    fn clamping_moves_a_mean() {
        let clamped = |low: f64, high: f64| {
            let (mean, sd) = (f64::midpoint(low, high), (high - low) / 2.563_103_1);
            let n = 1 << 16;
            let value = |draw| (mean + sd * normal::quantile(point(1, draw, 3))).min(1.0);
            (0..n).map(value).sum::<f64>() / n as f64
        };
        assert!((clamped(0.7, 1.0) - 0.844_459).abs() < 2e-6);
        assert!((clamped(0.9, 1.0) - 0.948_153).abs() < 2e-6);
    }

    /// Case B17.10: mean 1.2 and standard deviation 0.3 are 0.152009 and 0.246221 on the
    /// log scale. Fails if the fit forgets half the variance.
    #[test]
    fn log_normal_by_mean_and_spread() {
        let (mean, sd) = Distribution::LognormalMean { mean: 1.2, sd: 0.3 }.log_scale();
        assert!((mean - 0.152_009_246).abs() < 1e-9 && (sd - 0.246_220_677).abs() < 1e-9);
    }

    /// Fails if the two numbers that define a log-normal are not where they were put.
    #[test]
    fn percentiles_are_where_they_were_put() {
        let by_median = Distribution::Lognormal { median: 0.9, p95: 1.0964 };
        assert!((by_median.at(0.5) - 0.9).abs() < 1e-15);
        assert!((by_median.at(0.95) - 1.0964).abs() < 1e-14);
        let by_range = Distribution::LognormalRange { low: 0.7, high: 1.0 };
        assert!((by_range.at(0.025) - 0.7).abs() < 1e-14);
        assert!((by_range.at(0.975) - 1.0).abs() < 1e-14);
    }

    /// Fails if the register hides a mean that differs from the most likely value.
    #[test]
    fn words_give_the_true_mean() {
        let words = Distribution::Triangular { low: 12.0, mode: 24.0, high: 60.0 }.words();
        assert_eq!(words, "triangular 12, 24, 60, mean 32");
        let words = Distribution::LognormalRange { low: 0.7, high: 1.0 }.words();
        assert_eq!(words, "log-normal, 95 in 100 between 0.7 and 1, mean 0.8401");
    }

    /// Fails if a reader is not told that the central projection uses another number than
    /// the one written, or is told so where they are the same.
    #[test]
    fn words_say_which_number_the_central_projection_uses() {
        let cost = Distribution::Pert { low: 4000.0, mode: 7900.0, high: 10_000.0 };
        assert_eq!(
            cost.words_beside(7900.0),
            "PERT 4000, 7900, 10,000, mean 7600; the central projection uses the mean, 7900 is \
             the most likely value"
        );
        assert_eq!(cost.words_beside(7600.0), cost.words());
        let ratio = Distribution::Lognormal { median: 0.8, p95: 1.0581 };
        assert!(ratio.words_beside(0.8).ends_with("0.8 is the median"));
        assert!(ratio.words_beside(0.81).ends_with("0.81 is the value in the file"));
    }

    /// Fails if a value may lie outside its own distribution, or if a mean, a mode or a
    /// median may not be the value.
    #[test]
    fn a_value_lies_within_its_distribution() {
        for (distribution, good, bad) in [
            (Distribution::Pert { low: 100.0, mode: 120.0, high: 140.0 }, 140.0, 24.0),
            (Distribution::Triangular { low: 0.0, mode: 0.0, high: 1.0 }, 0.0, 1.001),
            (Distribution::Uniform { low: 100.0, high: 140.0 }, 100.0, 24.0),
            (Distribution::LognormalRange { low: 100.0, high: 140.0 }, 118.0, 24.0),
            (Distribution::Lognormal { median: 120.0, p95: 140.0 }, 120.0, 24.0),
            (Distribution::LognormalMean { mean: 120.0, sd: 10.0 }, 120.0, 24.0),
            (Distribution::Gamma { mean: 120.0, sd: 10.0 }, 120.0, 24.0),
            (Distribution::Beta { mean: 0.001, n: 1.0 }, 0.001, 0.9),
        ] {
            assert_eq!(distribution.outside(good), None, "{distribution:?}");
            let fault = distribution.outside(bad).expect("outside");
            assert!(fault.to_string().contains("lies outside its own distribution"), "{fault}");
        }
    }

    /// Fails if an endless distribution is taken for a share, or impossible numbers for
    /// any distribution.
    #[test]
    fn impossible_distributions_are_refused() {
        let share = |distribution: Distribution| distribution.fault(&quantity::SHARE);
        assert!(share(Distribution::Gamma { mean: 0.3, sd: 0.1 }).is_some());
        assert!(share(Distribution::Beta { mean: 0.3, n: 10.0 }).is_none());
        assert!(share(Distribution::Beta { mean: 0.3, n: 1e12 }).is_some());
        assert!(share(Distribution::Uniform { low: 0.3, high: 1.2 }).is_some());
        let effect = |distribution: Distribution| distribution.fault(&quantity::EFFECT);
        assert!(effect(Distribution::Lognormal { median: 0.9, p95: 1.1 }).is_none());
        assert!(effect(Distribution::Lognormal { median: 0.9, p95: f64::NAN }).is_some());
        assert!(effect(Distribution::Lognormal { median: 1e-3, p95: 4.0 }).is_some());
        assert!(effect(Distribution::LognormalMean { mean: 1e-9, sd: 1e300 }).is_some());
    }
}
