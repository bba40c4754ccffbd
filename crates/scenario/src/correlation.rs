//! Uncertain numbers that move together: a Gaussian copula.
//!
//! The points of a group are turned into normal scores, mixed by the lower Cholesky
//! factor of the correlations, and turned back. Each point stays uniform, so each
//! number keeps exactly its own distribution. The first of a group keeps its own points.

use nalgebra::{Cholesky, DMatrix};
use staircase_numerics::maths::normal;

/// A connected group of correlated numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Keys of the numbers.
    members: Vec<u64>,
    /// Lower Cholesky factor of their correlations.
    lower: DMatrix<f64>,
}

impl Group {
    /// Numbers with correlations between pairs of positions; pairs not named have none.
    /// `None` if the correlations cannot all hold (the matrix is not positive definite).
    #[must_use]
    pub fn new(members: Vec<u64>, pairs: &[(usize, usize, f64)]) -> Option<Self> {
        let mut matrix = DMatrix::identity(members.len(), members.len());
        for (a, b, value) in pairs {
            matrix[(*a, *b)] = *value;
            matrix[(*b, *a)] = *value;
        }
        let lower = Cholesky::new(matrix)?.unpack();
        Some(Self { members, lower })
    }

    /// Key and point of each member, given the point that each would have alone.
    pub fn points(&self, alone: impl Fn(u64) -> f64) -> impl Iterator<Item = (u64, f64)> {
        let scores: Vec<f64> =
            self.members.iter().map(|key| normal::quantile(alone(*key))).collect();
        self.members.iter().enumerate().map(move |(row, key)| {
            let score = (0..=row).map(|column| self.lower[(row, column)] * scores[column]).sum();
            (*key, normal::below(score))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_numerics::chance::point::point;

    /// Three that cannot all hold: fails if an impossible group is mended in silence.
    #[test]
    fn impossible_correlations_are_refused() {
        let all = |c: f64| Group::new(vec![1, 2, 3], &[(0, 1, 0.9), (1, 2, 0.9), (0, 2, c)]);
        assert!(all(-0.9).is_none());
        assert!(all(0.7).is_some());
    }

    /// Fails if the correlation of normal scores is not the one asked for, or if a
    /// member's own distribution changes: its quartiles must stay at 1/4, 1/2 and 3/4.
    #[test]
    fn scores_correlate_and_margins_stay() {
        let group = Group::new(vec![1, 2, 3], &[(0, 1, -0.8), (1, 2, 0.5)]).expect("possible");
        let n = 1 << 14;
        let points: Vec<Vec<f64>> = (0..n)
            .map(|draw| group.points(|key| point(3, draw, key)).map(|(_, u)| u).collect())
            .collect();
        let correlation = |a: usize, b: usize| {
            let score = |row: &Vec<f64>, at: usize| normal::quantile(row[at]);
            points.iter().map(|row| score(row, a) * score(row, b)).sum::<f64>() / n as f64
        };
        assert!((correlation(0, 1) + 0.8).abs() < 0.02);
        assert!((correlation(1, 2) - 0.5).abs() < 0.03);
        assert!(correlation(0, 2).abs() < 0.03);
        for member in 0..3 {
            for quarter in [0.25, 0.5, 0.75] {
                let below = points.iter().filter(|row| row[member] < quarter).count() as f64;
                assert!((below / n as f64 - quarter).abs() < 0.01, "{member} {quarter}");
            }
        }
        assert!((0..64).all(|draw| (points[draw][0] - point(3, draw as u64, 1)).abs() < 1e-14));
    }
}
