//! Draws merged in draw order, whoever ran them.

use staircase_model::record::Layout;
use std::collections::BTreeMap;

/// Pairs of records, baseline and option, by draw number.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    pairs: BTreeMap<u64, (Vec<f64>, Vec<f64>)>,
}

/// A block of numbers that is not a whole number of pairs of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit {
    /// Numbers given.
    pub found: usize,
    /// Numbers in one pair.
    pub pair: usize,
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} numbers are not whole draws of {}", self.found, self.pair)
    }
}

impl std::error::Error for Misfit {}

impl Collected {
    /// Adds one draw. A draw already there is replaced by its equal.
    pub fn add(&mut self, draw: u64, baseline: Vec<f64>, option: Vec<f64>) {
        self.pairs.insert(draw, (baseline, option));
    }

    /// Adds draws `first`, `first + 1` … from one flat list.
    ///
    /// # Errors
    /// If the list is not whole pairs of records of this layout.
    pub fn add_flat(&mut self, layout: &Layout, first: u64, flat: &[f64]) -> Result<(), Misfit> {
        let width = layout.len();
        if !flat.len().is_multiple_of(2 * width) {
            return Err(Misfit { found: flat.len(), pair: 2 * width });
        }
        for (draw, pair) in (first..).zip(flat.chunks(2 * width)) {
            let (baseline, option) = pair.split_at(width);
            self.add(draw, baseline.to_vec(), option.to_vec());
        }
        Ok(())
    }

    /// Draws so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pairs.len()
    }

    /// The pairs in draw order.
    #[must_use]
    pub fn in_order(&self) -> Vec<(&[f64], &[f64])> {
        self.pairs.values().map(|(a, b)| (a.as_slice(), b.as_slice())).collect()
    }
}
