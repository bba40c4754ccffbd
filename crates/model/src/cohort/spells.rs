//! Sojourn times in a group of levels (episodes above the threshold): entrants of a steady month,
//! followed month by month until they leave it.
//!
//! Levels keep a clock of their own. Published figures on children in need cover the
//! whole spell above the threshold, through need, plan and care. In a steady year the
//! spells that end have the lengths of those that begin, and those under way at a
//! time are as many as the survivors of all earlier months.
//!
//! ```text
//! P(ended stay lasted m months) = leavers in month m ÷ entrants of a month
//! P(stay under way, m months so far) = survivors of m months ÷ Σ survivors
//! ```
//!
//! Months are completed months. Decision 0037.

use super::flows::MonthFlows;
use super::lanes::Lanes;
use super::month::Month;
use super::process::{births, moves};
use super::setting::{CohortInputs, When};
use super::state::State;
use crate::space::LAST_CLOCK;

/// Months that are followed; longer stays are one group.
pub const FOLLOWED: usize = LAST_CLOCK as usize;

/// Stays in a group of levels, families of a steady month.
#[derive(Debug, Clone, PartialEq)]
pub struct Spells {
    /// Entrants of a month.
    pub entrants: f64,
    /// Those who move out of the group in their first, second … month.
    pub ended: Vec<f64>,
    /// Those who come of age in it.
    pub grown: Vec<f64>,
    /// Those still there after each month, by cell: `[month][cell]`, month 0 at entry.
    pub there: Vec<Vec<f64>>,
    /// Everyone in the group, by cell.
    pub stock: Vec<f64>,
}

impl Spells {
    /// Follows the entrants of month 1 after a steady state under `setting`'s rates.
    #[must_use]
    pub fn new(setting: &CohortInputs<'_>, steady: &State, inside: &[bool]) -> Self {
        let space = setting.space;
        let width = steady.fields.width();
        let within = |cell: usize| inside[space.cells[cell].level];
        let keep = |state: &mut State, wanted: bool| -> f64 {
            let mut dropped = Lanes::NONE;
            for rows in state.numbers.blocks_mut() {
                for (cell, here) in rows.chunks_exact_mut(width).enumerate() {
                    if within(cell) != wanted {
                        dropped += here[0];
                        here.fill(Lanes::NONE);
                    }
                }
            }
            dropped.sum()
        };
        let by_cell = |state: &State| -> Vec<f64> {
            state.totals().chunks(width).map(|here| here[0]).collect()
        };
        let mut stock = by_cell(steady);
        stock.iter_mut().enumerate().for_each(|(cell, n)| *n *= f64::from(u8::from(within(cell))));
        let mut state = steady.clone();
        keep(&mut state, false);
        let pass = |state: &mut State, month: i32, process: fn(&mut Month<'_>)| -> MonthFlows {
            let when = When { month, at: 0, projected: false };
            let mut month = Month::new(setting, state, when);
            process(&mut month);
            month.flows
        };
        pass(&mut state, 1, moves::all);
        keep(&mut state, true);
        pass(&mut state, 1, births::birthdays);
        let mut there = vec![by_cell(&state)];
        let entrants = there[0].iter().sum();
        let (mut ended, mut grown) = (Vec::new(), Vec::new());
        for month in 2..FOLLOWED as i32 + 2 {
            pass(&mut state, month, moves::all);
            ended.push(keep(&mut state, true));
            let flows = pass(&mut state, month, births::birthdays);
            grown.push(flows.grown.iter().sum());
            there.push(by_cell(&state));
        }
        Self { entrants, ended, grown, there, stock }
    }

    /// Share of the stays that end which last `from` up to below `below` completed
    /// months, as the clocks of levels count them. Coming of age ends a stay like any
    /// other.
    #[must_use]
    pub fn share_ended(&self, from: u16, below: u16) -> f64 {
        let up_to = |months: u16| -> f64 {
            let months = usize::from(months);
            if months > FOLLOWED {
                return self.entrants;
            }
            (0..months).map(|month| self.ended[month] + self.grown[month]).sum()
        };
        if self.entrants > 0.0 { (up_to(below) - up_to(from)) / self.entrants } else { 0.0 }
    }

    /// Share of the stays under way which have lasted `from` up to below `below`
    /// months: those who came in this month have lasted under one.
    #[must_use]
    pub fn share_under_way(&self, from: u16, below: u16) -> f64 {
        let stock: f64 = self.stock.iter().sum();
        let up_to = |months: u16| -> f64 {
            let months = usize::from(months);
            if months > FOLLOWED {
                return stock;
            }
            (0..months).map(|month| self.there[month].iter().sum::<f64>()).sum()
        };
        if stock > 0.0 { (up_to(below) - up_to(from)) / stock } else { 0.0 }
    }

    /// Chance that a family of a cell has been in the group for fewer than
    /// 1, 2 … months: what first-day spells are dealt from. The rest are longer.
    #[must_use]
    pub fn began_within(&self, cell: usize) -> Vec<f64> {
        let mut sum = 0.0;
        let stock = self.stock[cell];
        (0..FOLLOWED)
            .map(|month| {
                sum += self.there[month][cell];
                if stock > 0.0 { (sum / stock).min(1.0) } else { 0.0 }
            })
            .collect()
    }
}
