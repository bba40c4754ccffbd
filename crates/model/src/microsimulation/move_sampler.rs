//! The monthly transition of a family: one of several competing risks, by one uniform number.
//!
//! Moves downward stand at the low end of the unit interval, moves upward at the
//! high end with the highest level last, staying in between. So an effect on
//! stepping up leaves the other fates of a family very nearly as they were, and
//! most family-months need one look-up and two comparisons.
//!
//! ```text
//! P(leave) = 1 − e^(−Σh)        P(move i) = P(leave) × hᵢ ÷ Σh
//! ```
//!
//! Decision 0007.

use crate::history;
use crate::tables::{LevelTable, Tables};
use staircase_numerics::maths;
use staircase_scenario::resolved::STAY_BANDS;

/// Edges of the unit interval for every level, stay band, age band and profile
/// in one period.
#[derive(Debug, Clone)]
pub struct Thresholds {
    /// `[low edge, high edge]` of staying, two a row: for families that support does
    /// not touch, exactly; for those it does, edges between which they stay
    /// whatever their dose. Most family-months need nothing else.
    pub edges: Vec<[f64; 2]>,
    levels: Vec<LevelThresholds>,
    ages: usize,
    profiles: usize,
}

#[derive(Debug, Clone)]
struct LevelThresholds {
    /// Probability of each move, row by row.
    moves: Vec<f64>,
    width: usize,
    downward: usize,
}

impl Thresholds {
    /// Compiles one period of the projection.
    #[must_use]
    pub fn new(tables: &Tables, ages: usize, period: usize) -> Self {
        let rows = STAY_BANDS * ages * tables.profiles;
        let mut edges = Vec::with_capacity(tables.levels.len() * rows * 2);
        let mut hazards = Vec::new();
        let levels = (0..tables.levels.len())
            .map(|level| {
                let table = &tables.levels[level];
                let width = table.moves.len();
                let worst = worst_ratios(tables, table);
                let mut moves = Vec::with_capacity(rows * width);
                for band in 0..STAY_BANDS {
                    for age in 0..ages {
                        for profile in 0..tables.profiles {
                            let (statutory, clocked) = (table.statutory, table.clocked);
                            if !history::reachable(statutory, clocked, band, profile) {
                                edges.extend([[0.0, 1.0]; 2]);
                                moves.extend(table.moves.iter().map(|_| 0.0));
                                continue;
                            }
                            in_period(tables, (level, band, age, profile), period, &mut hazards);
                            let each = leave_each(&hazards);
                            let sure = sure_edges(&hazards, &worst, table.downward);
                            hazards.iter_mut().for_each(|h| *h *= each);
                            edges.push(stay_edges(&hazards, table.downward));
                            edges.push(sure);
                            moves.extend_from_slice(&hazards);
                        }
                    }
                }
                LevelThresholds { moves, width, downward: table.downward }
            })
            .collect();
        Self { edges, levels, ages, profiles: tables.profiles }
    }

    fn row(&self, band: usize, age: usize, profile: usize) -> usize {
        (band * self.ages + age) * self.profiles + profile
    }

    /// Place in `edges` of a family; the same in every period.
    #[inline]
    #[must_use]
    pub fn edge(
        &self,
        level: usize,
        band: usize,
        age: usize,
        profile: usize,
        touched: bool,
    ) -> u32 {
        let rows = STAY_BANDS * self.ages * self.profiles;
        let row = level * rows + self.row(band, age, profile);
        (row * 2 + usize::from(touched)) as u32
    }

    /// The move of a family that support does not touch: its place among the
    /// level's moves, or `None` if it stays.
    #[must_use]
    pub fn decide(
        &self,
        level: usize,
        band: usize,
        age: usize,
        profile: usize,
        uniform: f64,
    ) -> Option<usize> {
        let table = &self.levels[level];
        let row = self.row(band, age, profile);
        let moves = &table.moves[row * table.width..(row + 1) * table.width];
        pick(moves, table.downward, uniform)
    }
}

/// Largest factor that any dose of all effects, and waiting at the front door, can put
/// on each move of a level.
pub fn worst_ratios(tables: &Tables, table: &LevelTable) -> Vec<f64> {
    let mut worst = vec![1.0; table.moves.len()];
    for (effect, touched) in &table.effects {
        let harm = (1.0 - tables.effects[*effect].gap).max(1.0);
        worst.iter_mut().zip(touched).filter(|(_, t)| **t).for_each(|(w, _)| *w *= harm);
    }
    for (worst, mv) in worst.iter_mut().zip(&table.moves) {
        *worst *= tables.escalation(*mv).max(1.0);
    }
    worst
}

/// A move's probability never passes its hazard, so summed hazards at their worst
/// bound both edges.
fn sure_edges(hazards: &[f64], worst: &[f64], downward: usize) -> [f64; 2] {
    let bound = |range: std::ops::Range<usize>| -> f64 {
        range.map(|place| hazards[place] * worst[place]).sum()
    };
    [bound(0..downward), 1.0 - bound(downward..hazards.len())]
}

/// Hazards of a level, stay band, age band and profile in a period, in the order of
/// the level's moves.
pub fn in_period(
    tables: &Tables,
    (level, band, age, profile): (usize, usize, usize, usize),
    period: usize,
    out: &mut Vec<f64>,
) {
    out.clear();
    let factors = tables.periods.factors(period);
    let row = tables.hazards(level, band, age, profile);
    out.extend(row.iter().zip(&tables.levels[level].moves).map(|(h, mv)| h * factors[*mv]));
}

/// Probability of leaving per unit of hazard: moves share it in proportion.
#[must_use]
pub fn leave_each(hazards: &[f64]) -> f64 {
    let total: f64 = hazards.iter().sum();
    if total > 0.0 { maths::leave_probability(total) / total } else { 0.0 }
}

/// The move of a family whose hazards were changed by support.
#[must_use]
pub fn decide_exactly(table: &LevelTable, hazards: &mut [f64], uniform: f64) -> Option<usize> {
    let each = leave_each(hazards);
    hazards.iter_mut().for_each(|h| *h *= each);
    pick(hazards, table.downward, uniform)
}

/// The edges between which [`pick`] finds no move, by the same sums in the same
/// order, so that both ways of deciding agree to the last bit.
#[must_use]
pub fn stay_edges(probabilities: &[f64], downward: usize) -> [f64; 2] {
    let low = probabilities[..downward].iter().fold(0.0, |edge, p| edge + p);
    let high = probabilities[downward..].iter().rev().fold(1.0, |edge, p| edge - p);
    [low, high]
}

/// The move that a uniform number decides on: its place among `probabilities`, of which
/// the first `downward` lead downward, or `None` if it is to stay.
#[must_use]
pub fn pick(probabilities: &[f64], downward: usize, uniform: f64) -> Option<usize> {
    let mut edge = 0.0;
    for (place, p) in probabilities[..downward].iter().enumerate() {
        edge += p;
        if uniform < edge {
            return Some(place);
        }
    }
    let mut edge = 1.0;
    for (place, p) in probabilities.iter().enumerate().skip(downward).rev() {
        edge -= p;
        if uniform >= edge && *p > 0.0 {
            return Some(place);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if moves overlap, leave a gap or change ends.
    #[test]
    fn down_is_low_up_is_high_and_staying_lies_between() {
        let probabilities = [0.1, 0.05, 0.2, 0.02];
        assert_eq!(pick(&probabilities, 2, 0.0), Some(0));
        assert_eq!(pick(&probabilities, 2, 0.12), Some(1));
        assert_eq!(pick(&probabilities, 2, 0.16), None);
        assert_eq!(pick(&probabilities, 2, 0.77), None);
        assert_eq!(pick(&probabilities, 2, 0.79), Some(2));
        assert_eq!(pick(&probabilities, 2, 0.985), Some(3));
        assert_eq!(pick(&[0.0, 0.0], 0, 0.999_999), None);
    }
}
