//! A cohort moving by a matrix of probabilities, and what it earns.
//!
//! Row vectors and row-stochastic matrices: `n(t+1) = n(t)·P`. Counting rules
//! are named by what they do, because the words "beginning" and "end" have
//! changed places between versions of at least one well-known package.

use nalgebra::{DMatrix, DVector, RowDVector};

/// On which occupancy a cycle is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Cycle t is counted on who is there before it: `n(t−1)`.
    Start,
    /// Cycle t is counted on who is there after it: `n(t)`.
    End,
    /// Cycle t is counted on the mean of both: `(n(t−1) + n(t))/2`, the life-table rule.
    LifeTable,
}

/// A matrix of probabilities whose rows each add up to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    pub(super) matrix: DMatrix<f64>,
}

/// Why a matrix is not one of probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChainError {
    /// The matrix is not square.
    NotSquare,
    /// An entry is below 0, above 1 or not a number.
    Probability {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// The entry.
        value: f64,
    },
    /// A row does not add up to one.
    RowSum {
        /// Row, from 0.
        row: usize,
        /// Its sum.
        sum: f64,
    },
}

impl std::fmt::Display for ChainError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotSquare => write!(f, "a matrix of moves must be square"),
            Self::Probability { row, column, value } => write!(
                f,
                "row {}, column {}: {value} is not a probability; use 0 to 1",
                row + 1,
                column + 1
            ),
            Self::RowSum { row, sum } => {
                write!(f, "row {} adds up to {sum}; it must add up to 1", row + 1)
            }
        }
    }
}

impl std::error::Error for ChainError {}

impl Chain {
    /// A chain from its rows.
    ///
    /// # Errors
    /// The first entry or row that is not a distribution.
    pub fn new(states: usize, rows: &[f64]) -> Result<Self, ChainError> {
        if rows.len() != states * states {
            return Err(ChainError::NotSquare);
        }
        Self::from_matrix(DMatrix::from_row_slice(states, states, rows))
    }

    pub(super) fn from_matrix(matrix: DMatrix<f64>) -> Result<Self, ChainError> {
        for row in 0..matrix.nrows() {
            for column in 0..matrix.ncols() {
                let value = matrix[(row, column)];
                if !(-1e-12..=1.0 + 1e-12).contains(&value) {
                    return Err(ChainError::Probability { row, column, value });
                }
            }
            let sum = matrix.row(row).sum();
            if !(1.0 - 1e-9..=1.0 + 1e-9).contains(&sum) {
                return Err(ChainError::RowSum { row, sum });
            }
        }
        Ok(Self { matrix })
    }

    /// Probability of moving from one state to another in a cycle.
    #[must_use]
    pub fn probability(&self, from: usize, to: usize) -> f64 {
        self.matrix[(from, to)]
    }

    /// Occupancy at nodes 0, 1 … `cycles`.
    #[must_use]
    pub fn trace(&self, start: &[f64], cycles: usize) -> Vec<Vec<f64>> {
        let mut now = RowDVector::from_row_slice(start);
        let mut nodes = vec![start.to_vec()];
        for _ in 0..cycles {
            now = &now * &self.matrix;
            nodes.push(now.iter().copied().collect());
        }
        nodes
    }

    /// How many states there are.
    #[must_use]
    pub fn states(&self) -> usize {
        self.matrix.nrows()
    }

    /// What moves into each state earn in a cycle that starts with `people`, at `each`
    /// a move, row by row.
    #[must_use]
    pub fn earned_on_moves(&self, people: &[f64], each: &[f64]) -> Vec<f64> {
        let states = self.states();
        let earned = |to: usize| -> f64 {
            people
                .iter()
                .zip(each.chunks(states))
                .enumerate()
                .map(|(from, (there, each))| there * self.probability(from, to) * each[to])
                .sum()
        };
        (0..states).map(earned).collect()
    }
}

/// What a trace earns: `Σ_t reward · n · factor^(t−1)` over cycles 1…T under the
/// counting rule, discounted from the first cycle on at `rate` a cycle.
#[must_use]
pub fn earned(trace: &[Vec<f64>], reward: &[f64], counting: Counting, rate: f64) -> f64 {
    let reward = DVector::from_row_slice(reward);
    let at = |t: usize| -> f64 {
        trace[t].iter().zip(reward.iter()).map(|(people, each)| people * each).sum()
    };
    let mut factor = 1.0;
    let mut total = 0.0;
    for cycle in 1..trace.len() {
        total += factor
            * match counting {
                Counting::Start => at(cycle - 1),
                Counting::End => at(cycle),
                Counting::LifeTable => f64::midpoint(at(cycle - 1), at(cycle)),
            };
        factor /= 1.0 + rate;
    }
    total
}

/// What a trace earns when each node has a weight of its own:
/// `Σ_t weight(t) · reward · n(t) · (1 + rate)^(−t)` over nodes 0…T. Nodes without a
/// weight count nothing.
#[must_use]
pub fn earned_at_nodes(trace: &[Vec<f64>], reward: &[f64], weights: &[f64], rate: f64) -> f64 {
    let mut factor = 1.0;
    let mut total = 0.0;
    for (node, weight) in trace.iter().zip(weights) {
        let at: f64 = node.iter().zip(reward).map(|(people, each)| people * each).sum();
        total += weight * factor * at;
        factor /= 1.0 + rate;
    }
    total
}

/// Weights of nodes 0…`cycles` that count every cycle on the mean of its two ends.
#[must_use]
pub fn half_cycle_weights(cycles: usize) -> Vec<f64> {
    (0..=cycles).map(|node| if node == 0 || node == cycles { 0.5 } else { 1.0 }).collect()
}
