//! The moves of a month along the path.
//!
//! Of the families `n` of a cell, `n·e^(−Σh)` stay and `n·(1 − e^(−Σh))·hᵢ ÷ Σh` make
//! move `i`, with hazards at the cell's mean doses and mean age. They take their doses
//! along; their place only where support follows, their turn in a queue only to a level
//! that the programme serves. Decision 0010.

use crate::cohort::flows::MonthFlows;
use crate::cohort::lanes::{LANES, Lanes};
use crate::cohort::month::Month;
use crate::cohort::pools::{Places, Pool, Touch};
use crate::cohort::rates::Rates;
use crate::cohort::room::{Odds, Scratch};
use crate::cohort::setting::CohortInputs;
use std::cell::RefMut;
use std::ops::Range;

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

/// The moves of a month.
#[derive(Debug)]
pub struct Moves<'a> {
    setting: &'a CohortInputs<'a>,
    room: RefMut<'a, Scratch>,
}

impl<'a> Moves<'a> {
    /// Brings the rates to the month; cohorts that nobody is in hold nobody.
    #[must_use]
    pub fn new(month: &mut Month<'a>) -> Self {
        let (setting, numbers) = (month.setting, &mut month.state.numbers);
        let room = room_for(setting, month.when.month, month.factors.as_deref());
        for column in 0..numbers.columns() {
            if room.rates.mix(column).is_none() {
                numbers.empty(column);
            }
        }
        Self { setting, room }
    }

    /// Moves the families of a block.
    pub fn of_block(&mut self, (block, rows): (usize, &mut Vec<Lanes>), flows: &mut MonthFlows) {
        let room = &mut *self.room;
        clear(self.setting, &mut room.after);
        move_block::<true>(self.setting, (block, rows), room, flows);
        std::mem::swap(rows, &mut room.after);
    }
}

/// All moves of a month.
pub fn all(month: &mut Month<'_>) {
    let mut moves = Moves::new(month);
    for (block, rows) in month.state.numbers.blocks_mut().iter_mut().enumerate() {
        moves.of_block((block, rows), &mut month.flows);
    }
}

/// The flows of a month's moves that nobody makes yet.
#[must_use]
pub fn wanted(month: &Month<'_>) -> MonthFlows {
    let setting = month.setting;
    let mut flows = MonthFlows::new(setting.scenario);
    let room = &mut *room_for(setting, month.when.month, month.factors.as_deref());
    for (block, rows) in month.state.numbers.blocks().iter().enumerate() {
        move_block::<false>(setting, (block, rows), room, &mut flows);
    }
    flows
}

/// The room to work in, with the rates of a month.
fn room_for<'a>(
    setting: &'a CohortInputs<'_>,
    month: i32,
    factors: Option<&[f64]>,
) -> RefMut<'a, Scratch> {
    let mut room = setting.room.borrow_mut();
    room.rates.bring_to(month, factors, (&setting.pools, &setting.blends, &setting.cohorts));
    room
}

/// Empties the fields that families can have.
fn clear(setting: &CohortInputs<'_>, rows: &mut [Lanes]) {
    let cells = rows.chunks_exact_mut(setting.fields.width()).zip(&setting.space.cells);
    for (here, cell) in cells {
        here[..setting.pools.levels[cell.level].kept].fill(Lanes::NONE);
    }
}

/// Moves the cohorts of a block, or only says who would move.
fn move_block<const MOVES: bool>(
    setting: &CohortInputs<'_>,
    (block, from): (usize, &[Lanes]),
    room: &mut Scratch,
    flows: &mut MonthFlows,
) {
    let Scratch { rates, after, odds, sums } = room;
    let width = setting.fields.width();
    for pool in &setting.pools.all {
        if !pool.cells.iter().any(|(row, _)| from[*row].any()) {
            continue;
        }
        let here = Here { pool, rates: &rates.block(block)[pool.rates..], from, block };
        let ways = &setting.pools.levels[pool.level];
        set_odds(setting, here, odds);
        if MOVES {
            for ((row, stay), part) in pool.cells.iter().zip(&odds.stay) {
                for (to, share) in &setting.pools.landings[stay.clone()] {
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
        count(setting, here, sums, rates, flows);
        if MOVES {
            leave(setting, here, (odds, sums), after);
        }
    }
}

/// Counts the moves out of a pool.
fn count(
    setting: &CohortInputs<'_>,
    here: Here<'_>,
    sums: &[Lanes],
    rates: &Rates,
    flows: &mut MonthFlows,
) {
    let Here { pool, block, .. } = here;
    let ways = &setting.pools.levels[pool.level];
    let hazards = &here.rates[ways.places().moves];
    for (place, (way, hazard)) in ways.moves.iter().zip(hazards).enumerate() {
        let moved = sums[way.bundle * setting.fields.width()] * *hazard;
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
            let shares = setting.blends.all[mix].shares.iter().enumerate();
            let by_age = shares.map(|(age, share)| {
                share * setting.tables.hazards(pool.level, pool.band, age, pool.profile)[place]
            });
            detail.count(way.mv, &pool.cell, *families, by_age);
        }
    }
}

/// Adds those who leave a pool where they come to.
fn leave(
    setting: &CohortInputs<'_>,
    here: Here<'_>,
    (odds, sums): (&Odds, &[Lanes]),
    after: &mut [Lanes],
) {
    let Here { pool, rates, from, .. } = here;
    let ways = &setting.pools.levels[pool.level];
    let hazards = &rates[ways.places().moves];
    let mut land = |taken: &[Range<usize>], from: &[Lanes], to: &Range<usize>, part: Lanes| {
        for (to, share) in &setting.pools.landings[to.clone()] {
            for run in taken {
                let there = &mut after[to + run.start..to + run.end];
                add(there, &from[run.clone()], part * *share);
            }
        }
    };
    for (way, to) in &pool.shared {
        let (way, hazard) = (&ways.moves[*way], hazards[*way]);
        if hazard.any() {
            land(&way.taken, &sums[way.bundle * setting.fields.width()..], to, hazard);
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

/// Sets the odds in the cells of a pool, with hazards reduced by their mean doses.
fn set_odds(setting: &CohortInputs<'_>, here: Here<'_>, odds: &mut Odds) {
    let Here { pool, rates, from, .. } = here;
    let ways = &setting.pools.levels[pool.level];
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
        ratios(setting, here, (&ways.touches, gaps), &mut odds.ratios);
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
fn ratios(
    setting: &CohortInputs<'_>,
    here: &[Lanes],
    (touches, gaps): (&[Touch], &[Lanes]),
    ratios: &mut [Lanes],
) {
    ratios.fill(Lanes::ONE);
    let each = here[0].inverse();
    for (touch, gap) in touches.iter().zip(gaps) {
        let left = Lanes::ONE - *gap * here[touch.dose].at_least(0.0) * each;
        touch.bundles.iter().for_each(|bundle| ratios[*bundle] *= left);
    }
    let floor = setting.tables.floor;
    ratios.iter_mut().for_each(|ratio| *ratio = ratio.at_least(floor));
}
