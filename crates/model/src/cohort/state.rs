//! The state of the cohort model: families, effect weights (doses), supported and waiting in
//! every cell and cohort.

use super::fields::Fields;
use super::lanes::Lanes;
use super::numbers::Numbers;
use crate::space::Space;
use staircase_scenario::Scenario;

/// The state: one column a birth cohort, `width` rows a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Where the numbers of a cell stand.
    pub fields: Fields,
    /// The numbers.
    pub numbers: Numbers,
    /// Families waiting at the front door.
    pub backlog: f64,
}

impl State {
    /// Nobody anywhere.
    #[must_use]
    pub fn empty(scenario: &Scenario, space: &Space, columns: usize) -> Self {
        let fields = Fields::new(scenario);
        let numbers = Numbers::none(space.cells.len() * fields.width(), columns);
        Self { fields, numbers, backlog: 0.0 }
    }

    /// The same families with only the numbers of `fields`.
    #[must_use]
    pub fn with(&self, fields: &Fields) -> Self {
        let (from, width) = (fields.among(&self.fields), self.fields.width());
        let rows = self.numbers.rows() / width * fields.width();
        let mut numbers = Numbers::none(rows, self.numbers.columns());
        for (block, all) in numbers.blocks_mut().iter_mut().zip(self.numbers.blocks()) {
            for (here, all) in block.chunks_mut(from.len()).zip(all.chunks(width)) {
                here.iter_mut().zip(&from).for_each(|(to, from)| *to = all[*from]);
            }
        }
        Self { fields: fields.clone(), numbers, backlog: self.backlog }
    }

    /// Every number summed over cohorts: `cells × width`.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        (0..self.numbers.rows()).map(|row| self.numbers.row_sum(row)).collect()
    }

    /// A number of a cell summed over cohorts.
    #[must_use]
    pub fn in_cell(&self, cell: usize, field: usize) -> f64 {
        self.numbers.row_sum(cell * self.fields.width() + field)
    }

    /// Families never known and without need.
    #[must_use]
    pub fn untouched(&self, space: &Space) -> f64 {
        let cells = space.cells.iter().enumerate().filter(|(_, cell)| cell.untouched());
        cells.map(|(cell, _)| self.in_cell(cell, 0)).sum()
    }

    /// Families at each level.
    #[must_use]
    pub fn by_level(&self, space: &Space, levels: usize) -> Vec<f64> {
        let mut families = vec![Lanes::NONE; levels];
        for rows in self.numbers.blocks() {
            let cells = rows.chunks_exact(self.fields.width()).zip(&space.cells);
            cells.for_each(|(here, it)| families[it.level] += here[0]);
        }
        families.into_iter().map(Lanes::sum).collect()
    }

    /// Multiplies every number of a level's cells.
    pub fn scale_level(&mut self, space: &Space, level: usize, factor: f64) {
        let width = self.fields.width();
        let cells = space.cells.iter().enumerate().filter(|(_, cell)| cell.level == level);
        for (cell, _) in cells {
            (0..width).for_each(|field| self.numbers.scale_row(cell * width + field, factor));
        }
    }
}
