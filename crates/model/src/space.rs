//! The states (cells) of the cohort model, with tunnel states for time in a level.
//!
//! A cell is a level with the months in it (exact to 24, then 24 and more), the
//! time since closure (exact to 12 months), the marks of plan and care and the stratum. Age
//! is not part of a cell: the path keeps one column a birth cohort. Only cells
//! that a family can reach are listed.

use super::effects;
use super::history::{self, Known};
use staircase_scenario::Scenario;
use staircase_scenario::written::ClosedAs;
use std::collections::BTreeSet;

/// Last month that is counted exactly on the clock of a level.
pub const LAST_CLOCK: u16 = 24;

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The level.
    pub level: usize,
    /// Completed months in it; always 0 where no hazard depends on them.
    pub clock: u16,
    /// Time since closure.
    pub known: Known,
    /// Plan and care, now or before.
    pub marks: u8,
    /// Classes of every division.
    pub stratum: usize,
}

impl Cell {
    /// Index of the profile: history and stratum.
    #[must_use]
    pub fn profile(&self) -> usize {
        history::profile(self.stratum, history::index(self.known.class(), self.marks))
    }

    /// Whether families here were never known and have no need.
    #[must_use]
    pub fn untouched(&self) -> bool {
        self.level == 0 && self.known == Known::Never && self.marks == 0
    }

    /// Length-of-stay band.
    #[must_use]
    pub fn stay_band(&self) -> usize {
        history::stay_band(self.clock)
    }
}

/// All cells, and where each leads.
#[derive(Debug, Clone)]
pub struct Space {
    /// The cells, in order of level.
    pub cells: Vec<Cell>,
    /// Cells after a month without a move, with the share of families that come to each.
    pub stay: Vec<Vec<(usize, f64)>>,
    /// Cells after each move of the level's table, in the table's order, with the
    /// share of families that come to each: `[cell][move]`.
    pub exits: Vec<Vec<Vec<(usize, f64)>>>,
    /// Cells of newborn families, with the share in each.
    pub newborn: Vec<(usize, f64)>,
    /// Effects of each programme.
    pub effects: Vec<std::ops::Range<usize>>,
}

impl Space {
    /// Lists the cells of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let clocked = scenario.clocked_levels();
        let orders: Vec<Vec<usize>> =
            (0..scenario.levels.len()).map(|level| scenario.moves_from(level)).collect();
        let newborn = |stratum| Cell { level: 0, clock: 0, known: Known::Never, marks: 0, stratum };
        let born = scenario.strata.born();
        let mut places = BTreeSet::new();
        let mut waiting: Vec<Cell> = born.iter().map(|(stratum, _)| newborn(*stratum)).collect();
        while let Some(cell) = waiting.pop() {
            if places.insert(cell) {
                waiting.push(after_staying(&cell, &clocked));
                let moves = &orders[cell.level];
                for mv in moves {
                    let after = after_moving(scenario, &cell, *mv, &clocked);
                    waiting.extend(after.into_iter().map(|(cell, _)| cell));
                }
            }
        }
        let cells: Vec<Cell> = places.into_iter().collect();
        let place = |cell: Cell| cells.binary_search(&cell).unwrap_or(0);
        let shares = |after: Vec<(Cell, f64)>| -> Vec<(usize, f64)> {
            after.into_iter().map(|(cell, share)| (place(cell), share)).collect()
        };
        Self {
            stay: cells
                .iter()
                .map(|cell| vec![(place(after_staying(cell, &clocked)), 1.0)])
                .collect(),
            exits: cells
                .iter()
                .map(|cell| {
                    let moves = &orders[cell.level];
                    moves
                        .iter()
                        .map(|m| shares(after_moving(scenario, cell, *m, &clocked)))
                        .collect()
                })
                .collect(),
            newborn: shares(born.into_iter().map(|(s, share)| (newborn(s), share)).collect()),
            effects: (0..scenario.programmes.len()).map(|p| effects::range(scenario, p)).collect(),
            cells,
        }
    }
}

fn after_staying(cell: &Cell, clocked: &[bool]) -> Cell {
    let clock = if clocked[cell.level] { (cell.clock + 1).min(LAST_CLOCK) } else { 0 };
    Cell { clock, known: cell.known.older(), ..*cell }
}

/// The cells after a move: clock started, history updated, classes drawn or lapsed.
fn after_moving(scenario: &Scenario, cell: &Cell, mv: usize, clocked: &[bool]) -> Vec<(Cell, f64)> {
    let this = &scenario.moves[mv];
    let (from, to) = (&scenario.levels[this.from], &scenario.levels[this.to]);
    let known = match (from.statutory(), to.statutory()) {
        (_, true) => Known::Never,
        (true, false) => match this.closed_as {
            ClosedAs::Recent => Known::Recent(1),
            ClosedAs::Longer => Known::Longer,
        },
        (false, false) => cell.known.older(),
    };
    let clock = if this.keeps_clock { cell.clock + 1 } else { this.clock_starts_at };
    let strata = scenario.strata.moved(cell.stratum, this.from, this.to);
    let moved = |(stratum, share)| {
        let clock = if clocked[this.to] { clock.min(LAST_CLOCK) } else { 0 };
        let marks = cell.marks | history::mark_bit(to.marks);
        (Cell { level: this.to, clock, known, marks, stratum }, share)
    };
    strata.into_iter().map(moved).collect()
}
