//! The only place with exponentials, logarithms, powers and quantiles.
//!
//! The standard library hands these to the platform, whose answers differ in
//! the last bits between machines; the pinned pure-Rust [`libm`] gives the
//! same bits natively and in WebAssembly. `clippy.toml` refuses the others.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`normal`] | the standard normal distribution and its quantiles |
//! | [`beta`] | the beta distribution and its quantiles |
//! | [`mod@gamma`] | the gamma distribution and its quantiles |

pub mod beta;
pub mod gamma;
pub mod normal;
mod root;
mod saddle;

use std::ops::{Add, Mul};

/// Puts numbers in rising order. One function for all, so that it is compiled once.
pub fn ascend(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
}

/// e to the power `x`.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// How far from zero [`exp_near_zero`] may be used.
pub const NEAR_ZERO: f64 = 0.0625;

/// e to the power `x` for `|x| ≤` [`NEAR_ZERO`], by its series: `Σ xⁿ ÷ n!` up to `n = 8`,
/// where the next term is below 10⁻¹⁶. It has no branch, so `x` may be several numbers.
#[inline(always)]
#[must_use]
pub fn exp_near_zero<T>(x: T) -> T
where
    T: Copy + From<f64> + Add<Output = T> + Mul<Output = T>,
{
    const TERMS: [f64; 8] =
        [1.0 / 5_040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 1.0 / 2.0, 1.0, 1.0];
    TERMS.iter().fold(T::from(1.0 / 40_320.0), |sum, term| sum * x + T::from(*term))
}

/// Natural logarithm of `x`.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Natural logarithm of `1 + x`, with all digits where `x` is small.
#[must_use]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// `base` to the power `exponent`.
#[must_use]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The gamma function.
#[must_use]
pub fn gamma(x: f64) -> f64 {
    libm::tgamma(x)
}

/// Square root (IEEE 754 defines every bit of it).
#[must_use]
pub fn sqrt(x: f64) -> f64 {
    libm::sqrt(x)
}

/// Probability of leaving within one period under a summed hazard per period: `1 − e^(−hazard)`.
///
/// Uses `expm1` so that small hazards keep all their digits.
#[must_use]
pub fn leave_probability(hazard: f64) -> f64 {
    -libm::expm1(-hazard)
}

/// Hazard per period that gives a probability of leaving: `−ln(1 − probability)`.
#[must_use]
pub fn hazard_of(probability: f64) -> f64 {
    -libm::log1p(-probability)
}

/// What is left of a protective effect after `months`, given its half-life in months.
#[must_use]
pub fn remaining(months: f64, half_life: f64) -> f64 {
    libm::exp2(-months / half_life)
}

/// How far a point is from having `share` below it, on the log scale of the smaller
/// side, and how fast that rises: what a quantile's root is sought of.
fn log_error(share: f64, (below, above): (f64, f64), rise: f64) -> (f64, f64) {
    if share <= 0.5 {
        (ln(below / share), rise / below)
    } else {
        (ln((1.0 - share) / above), rise / above)
    }
}

/// A response that rises by `x` at first and levels off at `ceiling`:
/// `2c / (1 + e^(−2x/c)) − c`.
#[must_use]
pub fn saturating(x: f64, ceiling: f64) -> f64 {
    2.0 * ceiling / (1.0 + exp(-2.0 * x / ceiling)) - ceiling
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published case B17.5; fails if a rate is divided where it must be converted.
    #[test]
    fn annual_probability_becomes_quarter_and_month_through_the_rate() {
        let rate = hazard_of(0.2);
        assert!((rate - 0.223_143_551_314).abs() < 1e-12);
        assert!((leave_probability(rate / 4.0) - 0.054_258_391).abs() < 1e-9);
        assert!((leave_probability(rate / 12.0) - 0.018_423_470).abs() < 1e-9);
        assert!((leave_probability(0.2) - 0.181_269_247).abs() < 1e-9);
    }

    /// Fails if fade is linear or starts late.
    #[test]
    fn half_an_effect_is_left_after_one_half_life() {
        assert!((remaining(0.0, 24.0) - 1.0).abs() < 1e-15);
        assert!((remaining(24.0, 24.0) - 0.5).abs() < 1e-15);
        assert!((remaining(48.0, 24.0) - 0.25).abs() < 1e-15);
    }
}
