//! The numbers of every cell and cohort, cohorts side by side in blocks of
//! [`LANES`]: block, then row, then cohort. A row is one number of one cell.

use super::lanes::{LANES, Lanes};
use std::ops::{Index, IndexMut};

/// A table of `rows × columns`, one column a birth cohort.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    rows: usize,
    columns: usize,
    blocks: Vec<Vec<Lanes>>,
}

impl Numbers {
    /// Nothing anywhere. Lanes past the last column stay empty.
    #[must_use]
    pub fn none(rows: usize, columns: usize) -> Self {
        Self { rows, columns, blocks: vec![vec![Lanes::NONE; rows]; columns.div_ceil(LANES)] }
    }

    /// Rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The rows of every block.
    #[must_use]
    pub fn blocks(&self) -> &[Vec<Lanes>] {
        &self.blocks
    }

    /// The rows of every block, to change.
    pub fn blocks_mut(&mut self) -> &mut [Vec<Lanes>] {
        &mut self.blocks
    }

    /// One column.
    #[must_use]
    pub fn column(&self, column: usize) -> Vec<f64> {
        self.blocks[column / LANES].iter().map(|lanes| lanes.each()[column % LANES]).collect()
    }

    /// Changes a column `width` rows at a time.
    pub fn change(&mut self, column: usize, width: usize, mut change: impl FnMut(&mut [f64])) {
        let mut here = vec![0.0; width];
        for rows in self.blocks[column / LANES].chunks_exact_mut(width) {
            here.iter_mut().zip(&*rows).for_each(|(to, row)| *to = row.each()[column % LANES]);
            change(&mut here);
            rows.iter_mut()
                .zip(&here)
                .for_each(|(row, from)| row.each_mut()[column % LANES] = *from);
        }
    }

    /// Leaves nothing in a column.
    pub fn empty(&mut self, column: usize) {
        let rows = self.blocks[column / LANES].iter_mut();
        rows.for_each(|lanes| lanes.each_mut()[column % LANES] = 0.0);
    }

    /// A row summed over columns, always in the same order.
    #[must_use]
    pub fn row_sum(&self, row: usize) -> f64 {
        self.blocks.iter().fold(Lanes::NONE, |sum, block| sum + block[row]).sum()
    }

    /// Multiplies a row.
    pub fn scale_row(&mut self, row: usize, factor: f64) {
        self.blocks.iter_mut().for_each(|block| block[row] = block[row] * factor);
    }
}

impl Index<(usize, usize)> for Numbers {
    type Output = f64;
    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.blocks[column / LANES][row].each()[column % LANES]
    }
}

impl IndexMut<(usize, usize)> for Numbers {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.blocks[column / LANES][row].each_mut()[column % LANES]
    }
}
