//! Families, doses, supported and waiting in every cell and cohort.

use crate::model::space::Space;
use crate::scenario::Scenario;
use nalgebra::DMatrix;

/// Where the numbers of a cell stand: families, then the dose of each effect,
/// then supported and waiting families of each programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    /// Effects of all programmes.
    pub effects: usize,
    /// Programmes.
    pub programmes: usize,
}

impl Fields {
    /// The fields of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let effects = scenario.programmes.iter().map(|p| p.effects.len()).sum();
        Self { effects, programmes: scenario.programmes.len() }
    }

    /// Numbers a cell.
    #[must_use]
    pub fn width(&self) -> usize {
        1 + self.effects + 2 * self.programmes
    }

    /// Leading fields that families always keep: families and doses.
    #[must_use]
    pub fn always(&self) -> usize {
        1 + self.effects
    }

    /// Place of the summed dose of an effect.
    #[must_use]
    pub fn dose(&self, effect: usize) -> usize {
        1 + effect
    }

    /// Place of the supported families of a programme.
    #[must_use]
    pub fn supported(&self, programme: usize) -> usize {
        1 + self.effects + programme
    }

    /// Place of the waiting families of a programme.
    #[must_use]
    pub fn waiting(&self, programme: usize) -> usize {
        1 + self.effects + self.programmes + programme
    }
}

/// The state: one column a birth cohort, `width` rows a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Where the numbers of a cell stand.
    pub fields: Fields,
    /// The numbers.
    pub numbers: DMatrix<f64>,
}

impl State {
    /// Nobody anywhere.
    #[must_use]
    pub fn empty(scenario: &Scenario, space: &Space, columns: usize) -> Self {
        let fields = Fields::new(scenario);
        Self { fields, numbers: DMatrix::zeros(space.cells.len() * fields.width(), columns) }
    }

    /// Every number summed over cohorts: `cells × width`.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.numbers.nrows()];
        for column in self.numbers.column_iter() {
            totals.iter_mut().zip(column.iter()).for_each(|(sum, one)| *sum += one);
        }
        totals
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
