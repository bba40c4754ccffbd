//! The gamma distribution of scale one.

use super::root;
use super::saddle::{deviance, stirling_error};

/// Terms after which a series is given up; enough for shapes up to [`MOST`].
const TERMS: u32 = 200_000;

/// Largest shape that the series are made for.
pub const MOST: f64 = 1e8;

/// Probabilities below and above `x`. Each keeps its own digits, however small.
#[must_use]
pub fn sides(shape: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    let weight = weight(shape, x);
    if x < shape + 1.0 {
        let below = (weight / shape * series(shape, x)).min(1.0);
        (below, 1.0 - below)
    } else {
        let above = (weight * fraction(shape, x)).min(1.0);
        (1.0 - above, above)
    }
}

/// `x` times the density at `x`.
fn weight(shape: f64, x: f64) -> f64 {
    let exponent = -stirling_error(shape) - deviance(shape, x);
    super::exp(exponent) * super::sqrt(shape / core::f64::consts::TAU)
}

fn series(shape: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..TERMS {
        term *= x / (shape + f64::from(k));
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// The continued fraction of the upper tail, by Lentz's method.
fn fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut product = d;
    for k in 1..TERMS {
        let k = f64::from(k);
        let a = -k * (k - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        product *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

/// The value with probability `share` below it.
#[must_use]
pub fn quantile(shape: f64, share: f64) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return f64::INFINITY;
    }
    // On the log scale both tails are log-concave, so Newton's steps converge.
    let log = root::rising(super::ln(shape), (-700.0, 30.0), |log| {
        let x = super::exp(log);
        let (below, above) = sides(shape, x);
        super::log_error(share, (below, above), weight(shape, x))
    });
    super::exp(log)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shape 1 is the exponential, and 3.841… is the published 95% point of chi-squared
    /// with one degree of freedom; fails if either tail is wrong.
    #[test]
    fn known_points() {
        for x in [1e-8, 0.3, 1.0, 2.5, 40.0] {
            let (below, above) = sides(1.0, x);
            assert!((below / crate::maths::leave_probability(x) - 1.0).abs() < 1e-14, "{x}");
            assert!((above / crate::maths::exp(-x) - 1.0).abs() < 1e-14, "{x}");
        }
        assert!((2.0 * quantile(0.5, 0.95) - 3.841_458_820_694_124).abs() < 1e-13);
        assert!((quantile(1.0, 0.5) - core::f64::consts::LN_2).abs() < 1e-15);
    }

    /// Poisson quantiles of case B17.7: P(X ≤ k) is the upper side at shape k + 1.
    /// Fails if either side is off by one step.
    #[test]
    fn poisson_of_a_hundred() {
        for (share, k) in [(0.05, 84.0), (0.1, 87.0), (0.5, 100.0), (0.9, 113.0), (0.95, 117.0)] {
            assert!(sides(k + 1.0, 100.0).1 >= share, "{k}");
            assert!(sides(k, 100.0).1 < share, "{k}");
        }
    }

    /// Digits from a 30-digit calculation; fails if a quantile loses more than two or
    /// three of a double's last digits.
    #[test]
    fn quantiles_have_their_digits() {
        for (shape, share, x) in [
            (25.0, 0.05, 17.382_125_841_750_873),
            (2.5, 0.999, 10.257_502_826_216_44),
            (0.3, 0.1, 0.000_323_724_621_823_432_77),
            (400.0, 0.3, 389.275_263_148_945_2),
        ] {
            assert!((quantile(shape, share) / x - 1.0).abs() < 2e-14, "{shape}");
        }
    }

    /// Fails if the inverse is not an inverse, from shapes far below one to very large.
    #[test]
    fn sides_undo_quantile() {
        for shape in [0.05, 0.3, 1.0, 2.5, 25.0, 400.0, 1e5, MOST] {
            for share in [1e-9, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1.0 - 1e-9] {
                let (below, above) = sides(shape, quantile(shape, share));
                assert!((below / share - 1.0).abs() < 1e-8, "{shape} {share} {below}");
                assert!((above / (1.0 - share) - 1.0).abs() < 1e-6, "{shape} {share} {above}");
            }
        }
    }
}
