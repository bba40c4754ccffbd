//! The transitions of a month in the cohort model: competing risks between levels.

use super::lanes::{LANES, Lanes};
use super::path::{MonthFlows, Setting};
use super::pools::{Places, Pool, Pools, Touch};
use super::rates::Rates;
use super::state::State;
use std::ops::Range;

/// Room to work out moves in, and the rates in force, kept from month to month.
#[derive(Debug, Clone)]
pub struct Room {
    rates: Rates,
    /// Rows of a block after the month.
    after: Vec<Lanes>,
    odds: Odds,
    /// What leaves a pool per unit of hazard: `[bundle][field]`.
    sums: Vec<Lanes>,
}

impl Room {
    /// Room for `rows` of numbers, `width` a cell.
    #[must_use]
    pub fn new(pools: &Pools, rows: usize, width: usize) -> Self {
        let bundles = pools.levels.iter().map(|ways| ways.bundles).max().unwrap_or(0);
        Self {
            rates: Rates::default(),
            after: vec![Lanes::NONE; rows],
            odds: Odds::default(),
            sums: vec![Lanes::NONE; bundles * width],
        }
    }
}

/// Odds of the families of every cell of a pool.
#[derive(Debug, Clone, Default)]
struct Odds {
    /// Probability of staying, by cell.
    stay: Vec<Lanes>,
    /// Probability of leaving per unit of hazard without support: `[bundle][cell]`.
    leave: Vec<Lanes>,
    /// Ratio of each bundle's hazards to those without support, in one cell.
    ratios: Vec<Lanes>,
}

/// A pool in a block: what holds for all of its cells.
#[derive(Clone, Copy)]
struct Here<'a> {
    pool: &'a Pool,
    /// Its rates.
    rates: &'a [Lanes],
    /// All rows of the block.
    from: &'a [Lanes],
    block: usize,
}

/// Adds `part` of each number of some fields of a cell.
#[inline(always)]
fn add(to: &mut [Lanes], from: &[Lanes], part: Lanes) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += *from * part);
}

impl Setting<'_> {
    /// A month's moves; `factors` on each move are all one where they are left out. What
    /// is to be done `then` to a block of cohorts is done at once.
    pub(super) fn all_move(
        &self,
        state: &mut State,
        month: i32,
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
        mut then: impl FnMut(usize, &mut [Lanes], &mut MonthFlows),
    ) {
        let room = &mut *self.room.borrow_mut();
        room.rates.bring_to(month, factors, (&self.pools, &self.blends, &self.cohorts));
        for column in 0..state.numbers.columns() {
            if room.rates.mix(column).is_none() {
                state.numbers.empty(column);
            }
        }
        for (block, rows) in state.numbers.blocks_mut().iter_mut().enumerate() {
            self.clear(&mut room.after);
            self.move_block::<true>((block, rows), room, flows);
            std::mem::swap(rows, &mut room.after);
            then(block, rows, flows);
        }
    }

    /// The flows of a month's moves that nobody makes yet.
    pub(super) fn all_would_move(
        &self,
        state: &State,
        month: i32,
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
    ) {
        let room = &mut *self.room.borrow_mut();
        room.rates.bring_to(month, factors, (&self.pools, &self.blends, &self.cohorts));
        for (block, rows) in state.numbers.blocks().iter().enumerate() {
            self.move_block::<false>((block, rows), room, flows);
        }
    }

    /// Empties the fields that families can have.
    fn clear(&self, rows: &mut [Lanes]) {
        let cells = rows.chunks_exact_mut(self.fields.width()).zip(&self.space.cells);
        for (here, cell) in cells {
            here[..self.pools.levels[cell.level].kept].fill(Lanes::NONE);
        }
    }

    /// Moves the cohorts of a block, or only says who would move.
    fn move_block<const MOVES: bool>(
        &self,
        (block, from): (usize, &[Lanes]),
        room: &mut Room,
        flows: &mut MonthFlows,
    ) {
        let Room { rates, after, odds, sums } = room;
        let width = self.fields.width();
        for pool in &self.pools.all {
            if !pool.cells.iter().any(|(row, _)| from[*row].any()) {
                continue;
            }
            let here = Here { pool, rates: &rates.block(block)[pool.rates..], from, block };
            let ways = &self.pools.levels[pool.level];
            self.odds(here, odds);
            if MOVES {
                for ((row, stay), part) in pool.cells.iter().zip(&odds.stay) {
                    for (to, share) in &self.pools.landings[stay.clone()] {
                        let there = &mut after[*to..to + ways.kept];
                        add(there, &from[*row..row + ways.kept], *part * *share);
                    }
                }
            }
            let cells = pool.cells.len();
            for (bundle, summed) in pool.summed.iter().enumerate() {
                let leave = &odds.leave[bundle * cells..(bundle + 1) * cells];
                for field in 0..if MOVES { *summed } else { 1 } {
                    let mut sum = Lanes::NONE;
                    for ((row, _), part) in pool.cells.iter().zip(leave) {
                        sum += from[row + field] * *part;
                    }
                    sums[bundle * width + field] = sum;
                }
            }
            self.count(here, sums, rates, flows);
            if MOVES {
                self.leave(here, (odds, sums), after);
            }
        }
    }

    /// Counts the moves out of a pool.
    fn count(&self, here: Here<'_>, sums: &[Lanes], rates: &Rates, flows: &mut MonthFlows) {
        let Here { pool, block, .. } = here;
        let ways = &self.pools.levels[pool.level];
        let hazards = &here.rates[ways.places().moves];
        for (place, (way, hazard)) in ways.moves.iter().zip(hazards).enumerate() {
            let moved = sums[way.bundle * self.fields.width()] * *hazard;
            if !moved.any() {
                continue;
            }
            let families = moved.sum();
            flows.all[way.mv] += families;
            if pool.recent {
                flows.recent[way.mv] += families;
            }
            let Some(detail) = &mut flows.detail else { continue };
            for (lane, families) in moved.each().iter().enumerate().filter(|(_, n)| **n > 0.0) {
                let Some(mix) = rates.mix(block * LANES + lane) else { continue };
                let shares = self.blends.all[mix].shares.iter().enumerate();
                let by_age = shares.map(|(age, share)| {
                    share * self.tables.hazards(pool.level, pool.band, age, pool.profile)[place]
                });
                detail.count(way.mv, &pool.cell, *families, by_age);
            }
        }
    }

    /// Adds those who leave a pool where they come to.
    fn leave(&self, here: Here<'_>, (odds, sums): (&Odds, &[Lanes]), after: &mut [Lanes]) {
        let Here { pool, rates, from, .. } = here;
        let ways = &self.pools.levels[pool.level];
        let hazards = &rates[ways.places().moves];
        let mut land = |taken: &[Range<usize>], from: &[Lanes], to: &Range<usize>, part: Lanes| {
            for (to, share) in &self.pools.landings[to.clone()] {
                for run in taken {
                    let there = &mut after[to + run.start..to + run.end];
                    add(there, &from[run.clone()], part * *share);
                }
            }
        };
        for (way, to) in &pool.shared {
            let (way, hazard) = (&ways.moves[*way], hazards[*way]);
            if hazard.any() {
                land(&way.taken, &sums[way.bundle * self.fields.width()..], to, hazard);
            }
        }
        for (cell, way, to) in &pool.own {
            let (way, hazard) = (&ways.moves[*way], hazards[*way]);
            if hazard.any() {
                let part = odds.leave[way.bundle * pool.cells.len() + cell] * hazard;
                land(&way.taken, &from[pool.cells[*cell].0..], to, part);
            }
        }
    }

    /// The odds in the cells of a pool, with hazards reduced by their mean doses.
    fn odds(&self, here: Here<'_>, odds: &mut Odds) {
        let Here { pool, rates, from, .. } = here;
        let ways = &self.pools.levels[pool.level];
        let (places, cells) = (ways.places(), pool.cells.len());
        odds.stay.clear();
        odds.stay.resize(cells, rates[Places::STAY]);
        odds.leave.clear();
        odds.leave.resize(cells * ways.bundles, rates[Places::LEAVE]);
        if ways.touches.is_empty() {
            return;
        }
        odds.ratios.clear();
        odds.ratios.resize(ways.bundles, Lanes::ONE);
        let (bundles, gaps) = (&rates[places.bundles], &rates[places.gaps]);
        for (cell, (row, _)) in pool.cells.iter().enumerate() {
            let here = &from[*row..row + ways.kept];
            if !ways.touches.iter().any(|touch| here[touch.dose].any()) {
                continue;
            }
            self.ratios(here, (&ways.touches, gaps), &mut odds.ratios);
            let mut sum = Lanes::NONE;
            for (hazard, ratio) in bundles.iter().zip(&odds.ratios) {
                sum += *hazard * *ratio;
            }
            let stay = Lanes::decayed(rates[Places::STAY], rates[Places::TOTAL], sum);
            let each = (Lanes::ONE - stay) * sum.inverse();
            odds.stay[cell] = stay;
            for (bundle, ratio) in odds.ratios.iter().enumerate() {
                odds.leave[bundle * cells + cell] = each * *ratio;
            }
        }
    }

    /// What doses leave of the hazards of each bundle.
    #[inline(always)]
    fn ratios(&self, here: &[Lanes], (touches, gaps): (&[Touch], &[Lanes]), ratios: &mut [Lanes]) {
        ratios.fill(Lanes::ONE);
        let each = here[0].inverse();
        for (touch, gap) in touches.iter().zip(gaps) {
            let left = Lanes::ONE - *gap * here[touch.dose].at_least(0.0) * each;
            touch.bundles.iter().for_each(|bundle| ratios[*bundle] *= left);
        }
        let floor = self.tables.floor;
        ratios.iter_mut().for_each(|ratio| *ratio = ratio.at_least(floor));
    }
}
