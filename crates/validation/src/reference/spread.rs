//! Variance of the counts of a cohort, and cohorts that people join.
//!
//! In a closed cohort families move independently, so counts are sums of
//! multinomials. In a cohort that starts empty and that people join at random
//! (Poisson), every count is Poisson and counts of different states are independent:
//! their variance is their mean.

use super::chain::Chain;
use nalgebra::{DMatrix, RowDVector};

impl Chain {
    /// Covariance of the counts after `cycles`, of a closed cohort with `start` people in
    /// each state: `Σ_i n_i (diag(p_i) − p_i p_iᵀ)`, where `p_i` is where a person of
    /// state `i` is then.
    #[must_use]
    pub fn covariance(&self, start: &[f64], cycles: usize) -> DMatrix<f64> {
        let states = self.states();
        let mut covariance = DMatrix::zeros(states, states);
        for (state, people) in start.iter().enumerate() {
            let mut alone = vec![0.0; states];
            alone[state] = 1.0;
            let there = self.trace(&alone, cycles).pop().unwrap_or(alone);
            for (a, p) in there.iter().enumerate() {
                covariance[(a, a)] += people * p;
                for (b, q) in there.iter().enumerate() {
                    covariance[(a, b)] -= people * p * q;
                }
            }
        }
        covariance
    }

    /// Occupancy at nodes 0, 1 … `cycles` when `inflow` joins at the end of every cycle:
    /// `n(t+1) = n(t)·P + b`.
    #[must_use]
    pub fn trace_with_inflow(&self, start: &[f64], inflow: &[f64], cycles: usize) -> Vec<Vec<f64>> {
        let mut nodes = vec![start.to_vec()];
        let mut now = RowDVector::from_row_slice(start);
        let inflow = RowDVector::from_row_slice(inflow);
        for _ in 0..cycles {
            now = &now * &self.matrix + &inflow;
            nodes.push(now.iter().copied().collect());
        }
        nodes
    }

    /// Where such a cohort settles in its `transient` states: `b·(I − Q)⁻¹`. `None` if
    /// they never empty.
    #[must_use]
    pub fn settles_at(&self, transient: &[usize], inflow: &[f64]) -> Option<Vec<f64>> {
        let visits = self.fundamental(transient)?;
        let inflow =
            RowDVector::from_iterator(transient.len(), transient.iter().map(|s| inflow[*s]));
        Some((inflow * visits).iter().copied().collect())
    }
}
