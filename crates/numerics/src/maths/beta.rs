//! The beta distribution.

use super::root;
use super::saddle::{deviance, stirling_error};

/// Terms after which the fraction is given up; enough for sizes up to [`MOST`].
const TERMS: u32 = 200_000;

/// Largest sum of the two sizes that the fraction is made for.
pub const MOST: f64 = 1e8;

/// Probabilities below and above `x`. Each keeps its own digits, however small.
#[must_use]
pub fn sides(a: f64, b: f64, x: f64) -> (f64, f64) {
    sides_of(a, b, x, 1.0 - x)
}

/// As [`sides`], with `1 − x` given apart, for points very near 1.
fn sides_of(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let weight = weight(a, b, x, y);
    if x < (a + 1.0) / (a + b + 2.0) {
        let below = (weight / a * fraction(a, b, x)).min(1.0);
        (below, 1.0 - below)
    } else {
        let above = (weight / b * fraction(b, a, y)).min(1.0);
        (1.0 - above, above)
    }
}

/// `x (1 − x)` times the density at `x`.
fn weight(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let exponent = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance(a, n * x)
        - deviance(b, n * y);
    super::exp(exponent) * super::sqrt(a / n * b / core::f64::consts::TAU)
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        product *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        product *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

/// The value with probability `share` below it.
#[must_use]
pub fn quantile(a: f64, b: f64, share: f64) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    // On the log-odds scale both tails are log-concave, so Newton's steps converge.
    let odds = root::rising(super::ln(a / b), (-700.0, 700.0), |odds| {
        let (x, y) = at_odds(odds);
        super::log_error(share, sides_of(a, b, x, y), weight(a, b, x, y))
    });
    at_odds(odds).0
}

fn at_odds(odds: f64) -> (f64, f64) {
    let away = super::exp(-odds.abs());
    let (large, small) = (1.0 / (1.0 + away), away / (1.0 + away));
    if odds >= 0.0 { (large, small) } else { (small, large) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::pow;

    /// One size of 1 has a closed form; Beta(20, 180) stands behind case B17.7.
    /// Fails if either tail is wrong.
    #[test]
    fn known_points() {
        for x in [1e-6, 0.2, 0.5, 0.93] {
            assert!((sides(2.5, 1.0, x).0 / pow(x, 2.5) - 1.0).abs() < 1e-14, "{x}");
            assert!((sides(1.0, 4.0, x).1 / pow(1.0 - x, 4.0) - 1.0).abs() < 1e-14, "{x}");
        }
        assert!((sides(2.0, 3.0, 0.5).0 - 0.6875).abs() < 1e-15);
        assert!((quantile(2.0, 3.0, 0.6875) - 0.5).abs() < 1e-15);
    }

    /// Binomial tails of case B17.7: P(X ≥ k) of n is the lower side at (k, n − k + 1).
    /// Fails if the fraction stops early or a size is off by one.
    #[test]
    fn binomial_of_two_hundred() {
        let at_least = |k: f64| sides(k, 201.0 - k, 0.1).0;
        assert!((at_least(30.0) - 0.016_327).abs() < 5e-7);
        for (share, k) in [(0.05, 13.0), (0.1, 15.0), (0.5, 20.0), (0.9, 26.0), (0.95, 27.0)] {
            assert!(1.0 - at_least(k + 1.0) >= share, "{k}");
            assert!(1.0 - at_least(k) < share, "{k}");
        }
    }

    /// Digits from a 30-digit calculation; fails if a quantile loses more than two or
    /// three of a double's last digits.
    #[test]
    fn quantiles_have_their_digits() {
        for (a, b, share, x) in [
            (2.0, 4.0, 0.1, 0.112_234_958_545_858_56),
            (20.0, 180.0, 0.95, 0.136_946_695_661_492_05),
            (0.5, 0.5, 0.2, 0.095_491_502_812_526_29),
            (0.05, 0.2, 0.7, 0.050_339_319_951_615_95),
        ] {
            assert!((quantile(a, b, share) / x - 1.0).abs() < 5e-14, "{a}");
        }
    }

    /// Fails if the inverse is not an inverse, for U-shaped, flat and very narrow shapes.
    #[test]
    fn sides_undo_quantile() {
        for (a, b) in [
            (0.05, 0.2),
            (0.5, 0.5),
            (1.0, 1.0),
            (2.0, 4.0),
            (20.0, 180.0),
            (3e4, 10.0),
            (5e7, 5e7),
        ] {
            for share in [1e-9, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999] {
                let x = quantile(a, b, share);
                assert!((0.0..=1.0).contains(&x));
                if x > 1e-290 && x < 1.0 - 1e-9 {
                    let below = sides(a, b, x).0;
                    assert!((below / share - 1.0).abs() < 1e-8, "{a} {b} {share} {below}");
                }
            }
        }
    }
}
