//! Rates in continuous time.
//!
//! A matrix of several competing moves must never be rescaled entry by entry:
//! probabilities over a step of length h are `exp(Q·h)`.

use super::chain::{Chain, ChainError};
use nalgebra::DMatrix;

/// Rates of moving between states; each row adds up to zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Generator {
    rates: DMatrix<f64>,
}

impl Generator {
    /// A generator from its off-diagonal rates, row by row (the diagonal is ignored
    /// and made so that rows add up to zero). `None` if a rate is negative or not a number.
    #[must_use]
    pub fn new(states: usize, rows: &[f64]) -> Option<Self> {
        if rows.len() != states * states {
            return None;
        }
        let mut rates = DMatrix::from_row_slice(states, states, rows);
        for i in 0..states {
            rates[(i, i)] = 0.0;
            if rates.row(i).iter().any(|rate| !(*rate >= 0.0 && rate.is_finite())) {
                return None;
            }
            let out = rates.row(i).sum();
            rates[(i, i)] = -out;
        }
        Some(Self { rates })
    }

    /// States 0, 1 … in which the count rises at `up(count)` and falls at `down(count)`;
    /// it never rises above `most`. `None` as for [`Self::new`].
    #[must_use]
    pub fn of_counts(
        most: usize,
        up: impl Fn(usize) -> f64,
        down: impl Fn(usize) -> f64,
    ) -> Option<Self> {
        let states = most + 1;
        let mut rows = vec![0.0; states * states];
        for count in 0..most {
            rows[count * states + count + 1] = up(count);
            rows[(count + 1) * states + count] = down(count + 1);
        }
        Self::new(states, &rows)
    }

    /// The distribution that does not change, by elimination without subtraction
    /// (Grassmann, Taksar and Heyman 1985, Operations Research 33). `None` if some state
    /// cannot be left for an earlier one, so that there may be several.
    #[must_use]
    pub fn steady(&self) -> Option<Vec<f64>> {
        let states = self.rates.nrows();
        let mut rates = self.rates.clone();
        for last in (1..states).rev() {
            let out: f64 = (0..last).map(|to| rates[(last, to)]).sum();
            if out <= 0.0 {
                return None;
            }
            for from in 0..last {
                rates[(from, last)] /= out;
                for to in 0..last {
                    rates[(from, to)] += rates[(from, last)] * rates[(last, to)];
                }
            }
        }
        let mut weights = vec![1.0];
        for state in 1..states {
            weights.push((0..state).map(|from| weights[from] * rates[(from, state)]).sum());
        }
        let total: f64 = weights.iter().sum();
        Some(weights.into_iter().map(|weight| weight / total).collect())
    }

    /// Probabilities over a step of `length`, in the time unit of the rates.
    ///
    /// # Errors
    /// If rounding spoilt the result beyond use.
    pub fn over(&self, length: f64) -> Result<Chain, ChainError> {
        Chain::from_matrix(exponential(&self.rates * length))
    }
}

/// Matrix exponential by scaling and squaring: the matrix is halved until its
/// norm is below 1/2, where 18 Taylor terms reach rounding, and squared back.
/// (nalgebra's own needs the standard library's mathematics.)
fn exponential(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let states = matrix.nrows();
    let mut scaled = matrix;
    let mut halvings = 0;
    while scaled.amax() * states as f64 > 0.5 && halvings < 60 {
        scaled *= 0.5;
        halvings += 1;
    }
    let mut term = DMatrix::identity(states, states);
    let mut sum = term.clone();
    for order in 1..=18 {
        term = &term * &scaled / f64::from(order);
        sum += &term;
    }
    for _ in 0..halvings {
        sum = &sum * &sum;
    }
    sum
}
