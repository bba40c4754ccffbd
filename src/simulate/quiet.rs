//! Families with no need, no recent contact and no protection left wait for
//! their next move.
//!
//! Their hazard depends only on age, history and year, so the month of the next
//! move is found at once from one uniform number: it is the first month in which
//! the summed hazard passes an exponential number. This has the same law as
//! deciding month by month, `P(move in month t | none before) = 1 − e^(−h_t)`,
//! and leaves only families that something is happening to in the monthly loop.

use super::family::Family;
use super::stream::{Chance, Purpose};
use super::thresholds::drifted;
use crate::maths;
use crate::model::history::HISTORIES;
use crate::model::tables::Tables;
use crate::scenario::Scenario;
use crate::scenario::resolved::ADULT;

/// Summed hazards of the universal level, and the random numbers that decide.
#[derive(Debug)]
pub struct Quiet {
    wait: Chance,
    choice: Chance,
    /// `[year][age band × history]`, per month.
    totals: Vec<Vec<f64>>,
    /// Hazards by move in the same order.
    moves: Vec<Vec<f64>>,
    width: usize,
    /// Last simulated month of each financial year.
    year_ends: Vec<i32>,
    /// First month of age above each age band.
    age_ends: Vec<i32>,
}

impl Quiet {
    /// Sums the hazards of a draw.
    #[must_use]
    pub fn new(scenario: &Scenario, tables: &Tables, seed: u64, draw: u64) -> Self {
        let ages = scenario.age_bands.len();
        let calendar = scenario.calendar;
        let years = calendar.financial_years();
        let first = years.first().copied().unwrap_or(0);
        let mut year_ends = vec![0; years.len()];
        for month in 1..=calendar.months {
            year_ends[(calendar.financial_year(month) - first) as usize] = month as i32;
        }
        let (mut totals, mut moves, mut row) = (Vec::new(), Vec::new(), Vec::new());
        for year in 0..years.len() {
            let (mut total, mut all) = (Vec::new(), Vec::new());
            for age in 0..ages {
                for history in 0..HISTORIES {
                    drifted(tables, 0, 0, age, history, year, &mut row);
                    total.push(row.iter().sum());
                    all.extend_from_slice(&row);
                }
            }
            totals.push(total);
            moves.push(all);
        }
        Self {
            wait: Chance::new(seed, draw, Purpose::Quiet),
            choice: Chance::new(seed, draw, Purpose::QuietMove),
            totals,
            moves,
            width: tables.levels[0].moves.len(),
            year_ends,
            age_ends: scenario.age_bands.iter().map(|band| band.below).collect(),
        }
    }

    /// Month of the next move of a family that is quiet at the end of `month`,
    /// if it comes before the end and before the eighteenth birthday.
    #[must_use]
    pub fn next_move(&self, id: u64, family: &Family, month: i32) -> Option<i32> {
        let history = family.history(month + 1, false);
        let mut left = -maths::ln(1.0 - self.wait.uniform(id, month as u32));
        let mut at = month + 1;
        let last = i32::from(family.born) + ADULT;
        let mut year = self.year_ends.iter().position(|end| *end >= at)?;
        let mut age = self.age_ends.iter().position(|below| family.age(at) < *below)?;
        loop {
            let age_end = i32::from(family.born) + self.age_ends[age];
            let end = self.year_ends[year].min(age_end).min(last);
            let months = end - at + 1;
            let hazard = self.totals[year][age * HISTORIES + history];
            if hazard * f64::from(months) > left {
                // The first month whose running total passes what is left.
                return Some((at + (left / hazard) as i32).min(end));
            }
            left -= hazard * f64::from(months);
            at = end + 1;
            if at > last {
                return None;
            }
            if at > self.year_ends[year] {
                year += 1;
                if year >= self.year_ends.len() {
                    return None;
                }
            }
            if at > age_end {
                age = (age + 1).min(self.age_ends.len() - 1);
            }
        }
    }

    /// Which move a quiet family makes in `month`: its place among the universal level's moves.
    #[must_use]
    pub fn choose(&self, id: u64, family: &Family, month: i32) -> usize {
        let year = self.year_ends.iter().position(|end| *end >= month).unwrap_or(0);
        let age = self.age_ends.iter().position(|below| family.age(month) < *below).unwrap_or(0);
        let row = age * HISTORIES + family.history(month, false);
        let moves = &self.moves[year][row * self.width..(row + 1) * self.width];
        let mut point = self.choice.uniform(id, month as u32) * self.totals[year][row];
        for (place, hazard) in moves.iter().enumerate() {
            point -= hazard;
            if point < 0.0 {
                return place;
            }
        }
        moves.iter().rposition(|hazard| *hazard > 0.0).unwrap_or(0)
    }
}
