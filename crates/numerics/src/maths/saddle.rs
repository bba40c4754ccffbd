//! The two parts that Loader's saddle-point forms of the binomial and Poisson
//! densities are made of (Loader 2000, "Fast and accurate computation of binomial
//! probabilities"). Powers and gamma functions that would cancel never appear, so
//! densities keep their digits however large the numbers are.

/// `ln Γ(n+1)` less Stirling's formula for it.
pub(super) fn stirling_error(n: f64) -> f64 {
    if n > 15.0 {
        let square = 1.0 / (n * n);
        let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0];
        return terms.iter().rev().fold(0.0, |sum, term| sum * square + term) / n;
    }
    const HALF_LOG_TWO_PI: f64 = 0.918_938_533_204_672_8;
    libm::lgamma(n + 1.0) - (n + 0.5) * super::ln(n) + n - HALF_LOG_TWO_PI
}

/// `x ln(x/mean) + mean − x`, without cancellation where `x` is near `mean`.
pub(super) fn deviance(x: f64, mean: f64) -> f64 {
    if (x - mean).abs() >= 0.1 * (x + mean) {
        return x * super::ln(x / mean) + mean - x;
    }
    let v = (x - mean) / (x + mean);
    let (mut sum, mut power) = ((x - mean) * v, 2.0 * x * v);
    for odd in 1..100_u32 {
        power *= v * v;
        let next = sum + power / f64::from(2 * odd + 1);
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
    }
    sum
}
