//! How long until a chain leaves some states for good, and which it ever reaches.

use super::chain::Chain;
use nalgebra::DMatrix;

impl Chain {
    /// Expected visits to each transient state from each, `(I − Q)⁻¹`: the
    /// fundamental matrix. `None` if the states named never empty.
    #[must_use]
    pub fn fundamental(&self, transient: &[usize]) -> Option<DMatrix<f64>> {
        let n = transient.len();
        let q = DMatrix::from_fn(n, n, |i, j| self.matrix[(transient[i], transient[j])]);
        (DMatrix::identity(n, n) - q).try_inverse()
    }

    /// Expected cycles until all of `transient` are left, from each of them.
    /// `None` if they never empty.
    #[must_use]
    pub fn cycles_to_leave(&self, transient: &[usize]) -> Option<Vec<f64>> {
        let visits = self.fundamental(transient)?;
        Some(visits.row_iter().map(|row| row.sum()).collect())
    }

    /// Probability of ever reaching `target` from each of `through`, passing only
    /// through those. `None` if they never empty.
    #[must_use]
    pub fn ever_reach(&self, through: &[usize], target: usize) -> Option<Vec<f64>> {
        let visits = self.fundamental(through)?;
        let into = |row: usize| -> f64 {
            (0..through.len()).map(|k| visits[(row, k)] * self.matrix[(through[k], target)]).sum()
        };
        Some((0..through.len()).map(into).collect())
    }
}
