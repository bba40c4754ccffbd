//! Families, doses, supported and waiting in every cell and cohort.

use super::fields::Fields;
use crate::model::space::Space;
use crate::scenario::Scenario;
use nalgebra::DMatrix;

/// The state: one column a birth cohort, `width` rows a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Where the numbers of a cell stand.
    pub fields: Fields,
    /// The numbers.
    pub numbers: DMatrix<f64>,
    /// Families waiting at the front door.
    pub backlog: f64,
}

impl State {
    /// Nobody anywhere.
    #[must_use]
    pub fn empty(scenario: &Scenario, space: &Space, columns: usize) -> Self {
        let fields = Fields::new(scenario);
        let numbers = DMatrix::zeros(space.cells.len() * fields.width(), columns);
        Self { fields, numbers, backlog: 0.0 }
    }

    /// The same families with only the numbers of `fields`.
    #[must_use]
    pub fn with(&self, fields: &Fields) -> Self {
        let (from, width) = (fields.among(&self.fields), self.fields.width());
        let rows = self.numbers.nrows() / width * fields.width();
        let cells = self.numbers.as_slice().chunks(width);
        let numbers = cells.flat_map(|here| from.iter().map(|from| here[*from]));
        let numbers = DMatrix::from_iterator(rows, self.numbers.ncols(), numbers);
        Self { fields: fields.clone(), numbers, backlog: self.backlog }
    }

    /// Every number summed over cohorts: `cells × width`.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.numbers.nrows()];
        for column in self.numbers.as_slice().chunks_exact(totals.len().max(1)) {
            totals.iter_mut().zip(column).for_each(|(sum, one)| *sum += one);
        }
        totals
    }

    /// A field summed over cells and cohorts.
    #[must_use]
    pub fn total(&self, field: usize) -> f64 {
        let width = self.fields.width();
        self.numbers.as_slice().iter().skip(field).step_by(width).sum()
    }

    /// Families never known and without need.
    #[must_use]
    pub fn untouched(&self, space: &Space) -> f64 {
        let totals = self.totals();
        let cells = totals.chunks(self.fields.width()).zip(&space.cells);
        cells.filter(|(_, cell)| cell.untouched()).map(|(here, _)| here[0]).sum()
    }

    /// The numbers of one cohort, cell after cell.
    pub fn cohort_mut(&mut self, column: usize) -> &mut [f64] {
        let rows = self.numbers.nrows();
        &mut self.numbers.as_mut_slice()[column * rows..(column + 1) * rows]
    }

    /// Families at each level.
    #[must_use]
    pub fn by_level(&self, space: &Space, levels: usize) -> Vec<f64> {
        let mut families = vec![0.0; levels];
        let totals = self.totals();
        for (here, it) in totals.chunks(self.fields.width()).zip(&space.cells) {
            families[it.level] += here[0];
        }
        families
    }

    /// Multiplies every number of a level's cells.
    pub fn scale_level(&mut self, space: &Space, level: usize, factor: f64) {
        let width = self.fields.width();
        for (cell, it) in space.cells.iter().enumerate() {
            if it.level == level {
                for field in 0..width {
                    self.numbers.row_mut(cell * width + field).scale_mut(factor);
                }
            }
        }
    }
}
