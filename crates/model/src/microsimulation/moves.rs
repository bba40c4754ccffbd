//! Transitions of families between levels, through the front door where there is one.

use super::door::Verdict;
use super::draw_context::month_of;
use super::family::{Family, KNOWN, LONG_AGO};
use super::move_sampler::{Thresholds, decide_exactly, in_period};
use super::residual_effects::NO_CARD;
use super::run::{Odds, Run};
use crate::history;
use crate::plan::Plan;
use crate::record::{Block, DoorItem};
use staircase_scenario::strata;
use staircase_scenario::written::ClosedAs;

impl<'a> Run<'a> {
    /// Proposals to quiet families whose time has come. Those that move join the active.
    pub(super) fn wake(&mut self, now: i32, month: usize, year: usize) {
        let world = self.world;
        self.awake = self.seats.all().len();
        let own = std::mem::take(&mut self.wakes[month]);
        for (id, time, rests) in self.first_day(&world.wakes[month]).iter().chain(&own) {
            let (id, mut time, rests) = (*id, *time, *rests);
            let mut attempt = 0;
            loop {
                let family = self.families[id as usize];
                if family.rests != rests {
                    break;
                }
                let place = world.quiet.choose(u64::from(id), &family, now, attempt);
                let factor = self.factor(&family, now, place);
                if world.quiet.accepts(u64::from(id), place, now, attempt, factor) {
                    let mv = world.tables.levels[0].moves[place];
                    if !self.knocks(id, mv, now) {
                        self.make(id, mv, now, month, year);
                        self.seats.add(id);
                        break;
                    }
                }
                attempt += 1;
                match world.quiet.next_proposal(u64::from(id), &family, time, attempt) {
                    Some(next) if month_of(next) == month => time = next,
                    Some(next) => {
                        self.due.wakes(id, next);
                        self.wakes[month_of(next)].push((id, next, rests));
                        break;
                    }
                    None => break,
                }
            }
        }
    }

    /// The factor that support, now or before, puts on a move of a quiet family.
    pub(super) fn factor(&self, family: &Family, now: i32, place: usize) -> f64 {
        if !family.touched() {
            return 1.0;
        }
        let world = self.world;
        let waiting = self.waiting_ratio(family, world.tables.levels[0].moves[place]);
        if family.card == NO_CARD {
            return waiting;
        }
        let (age, profile) = (world.age_band(family, now), family.profile(now, false));
        let mut factor = 1.0;
        for (number, touched) in &world.tables.levels[0].effects {
            let effect = &world.tables.effects[*number];
            if touched[place] && effect.works_for(age, profile) {
                let dose = self.support.protection.dose(family.card, *number, effect, now);
                factor *= 1.0 - effect.gap * dose;
            }
        }
        factor.max(world.tables.floor) * waiting
    }

    /// Ratio on a move because the family waits at the front door.
    pub(super) fn waiting_ratio(&self, family: &Family, mv: usize) -> f64 {
        if family.at_door { self.world.tables.escalation(mv) } else { 1.0 }
    }

    /// Moves of all other families. Nearly all stay between their edges.
    pub(super) fn move_all(&mut self, now: i32, month: usize, year: usize) {
        let world = self.world;
        let period = world.tables.periods.of(month);
        let thresholds = &world.thresholds[period.min(world.thresholds.len() - 1)];
        let mut pending = std::mem::take(&mut self.pending);
        pending.resize(self.awake, 0);
        // Without a branch, because nothing foretells who is next to move.
        let mut found = 0;
        for seat in &self.seats.all()[..self.awake] {
            let uniform = world.moves.uniform(u64::from(seat.id), now as u32);
            let [low, high] = thresholds.edges[seat.edge as usize];
            pending[found] = seat.id;
            found += usize::from((uniform < low) | (uniform >= high));
        }
        pending.truncate(found);
        let mut odds = std::mem::take(&mut self.odds);
        for id in &pending {
            if let Some(mv) = self.decide(*id, now, period, thresholds, &mut odds)
                && !self.knocks(*id, mv, now)
            {
                self.make(*id, mv, now, month, year);
            }
        }
        self.odds = odds;
        self.pending = pending;
    }

    /// Whether a move first has to pass the front door; if so, the family has knocked.
    pub(super) fn knocks(&mut self, id: u32, mv: usize, now: i32) -> bool {
        let Some(door) = &mut self.door else { return false };
        let scenario = self.world.scenario;
        if !scenario.door.as_ref().is_some_and(|door| door.moves[mv]) {
            return false;
        }
        door.knock(id, scenario.moves[mv].to, now);
        self.families[id as usize].at_door = true;
        self.seats.stale(id);
        true
    }

    /// Screening, assessment, decision.
    pub(super) fn pass_door(&mut self, now: i32, plan: &Plan, year: usize) {
        let (Some(mut door), Some(rules), Some(series)) =
            (self.door.take(), self.world.scenario.door.as_ref(), plan.door.as_ref())
        else {
            return;
        };
        let month = now as usize;
        for (id, level) in std::mem::take(&mut self.returns[month]) {
            let family = &mut self.families[id as usize];
            let below = usize::from(family.level) < self.world.statutory.len()
                && !self.world.statutory[usize::from(family.level)];
            if below {
                family.at_door = true;
                self.seats.stale(id);
                door.knock(id, level, now);
            }
        }
        for (id, level, verdict) in door.month(rules, series, now) {
            self.families[id as usize].at_door = false;
            self.seats.stale(id);
            match verdict {
                Verdict::InNeed => self.enter(id, level, now, year),
                Verdict::GaveUp => {
                    self.tally.count(id, Block::Door, DoorItem::GaveUp as usize, month, 1.0);
                }
                Verdict::TurnedAway(back) => {
                    self.tally.count(id, Block::Door, DoorItem::TurnedAway as usize, month, 1.0);
                    if let Some(list) = self.returns.get_mut(back) {
                        list.push((id, level));
                    }
                }
            }
        }
        self.door = Some(door);
    }

    /// A family found in need makes the move from where it is now to the level it came
    /// for, if that is permitted.
    pub(super) fn enter(&mut self, id: u32, level: usize, now: i32, year: usize) {
        let world = self.world;
        let Some(rules) = &world.scenario.door else { return };
        let from = usize::from(self.families[id as usize].level);
        let moves = world.scenario.moves.iter().enumerate();
        let mv = moves
            .filter(|(place, it)| rules.moves[*place] && it.from == from && it.to == level)
            .map(|(place, _)| place)
            .next();
        if let Some(mv) = mv {
            let quiet = self.families[id as usize].quiet(now);
            self.tally.count(id, Block::Door, DoorItem::Passed as usize, now as usize, 1.0);
            self.make(id, mv, now, now as usize, year);
            if quiet {
                // What it was going to be proposed no longer holds.
                self.families[id as usize].rests = i16::MIN;
                self.seats.add(id);
            }
        }
    }

    /// The move of one family in a month, if it makes one.
    pub(super) fn decide(
        &self,
        id: u32,
        now: i32,
        period: usize,
        thresholds: &Thresholds,
        odds: &mut Odds,
    ) -> Option<usize> {
        let world = self.world;
        let family = &self.families[id as usize];
        let level = usize::from(family.level);
        let uniform = world.moves.uniform(u64::from(id), now as u32);
        let band = world.band(family, now);
        let age = world.age_band(family, now);
        let profile = family.profile(now, world.statutory[level]);
        let place = if family.touched() {
            self.with_support(family, now, period, (level, band, age, profile), odds);
            decide_exactly(&world.tables.levels[level], &mut odds.hazards, uniform)
        } else {
            thresholds.decide(level, band, age, profile, uniform)
        };
        place.map(|place| world.tables.levels[level].moves[place])
    }

    /// Hazards of a family in a month under what support does, now or since.
    pub(super) fn with_support(
        &self,
        family: &Family,
        now: i32,
        period: usize,
        row: (usize, usize, usize, usize),
        Odds { hazards, ratios }: &mut Odds,
    ) {
        let tables = self.world.tables;
        let (level, _, age, profile) = row;
        let table = &tables.levels[level];
        in_period(tables, row, period, hazards);
        ratios.clear();
        ratios.resize(hazards.len(), 1.0);
        for (number, touched) in table.effects.iter().filter(|_| family.card != NO_CARD) {
            let effect = &tables.effects[*number];
            if effect.works_for(age, profile) {
                let dose = self.support.protection.dose(family.card, *number, effect, now);
                let left = 1.0 - effect.gap * dose;
                for (ratio, touched) in ratios.iter_mut().zip(touched) {
                    *ratio *= if *touched { left } else { 1.0 };
                }
            }
        }
        for ((hazard, ratio), mv) in hazards.iter_mut().zip(ratios).zip(&table.moves) {
            *hazard *= ratio.max(tables.floor) * self.waiting_ratio(family, *mv);
        }
    }

    /// Makes a move: level, clock, history, class, support and every count.
    pub(super) fn make(&mut self, id: u32, mv: usize, now: i32, month: usize, year: usize) {
        let world = self.world;
        let scenario = world.scenario;
        let it = &scenario.moves[mv];
        let (from, to) = (&scenario.levels[it.from], &scenario.levels[it.to]);
        let family = &mut self.families[id as usize];
        let recent = !from.statutory() && family.marks & KNOWN != 0 && family.recent(now);
        let size = i64::from(family.size);
        self.children[it.from] -= size;
        self.children[it.to] += size;
        self.level_families[it.from] -= 1;
        self.level_families[it.to] += 1;
        self.tally.count(id, Block::Moved, mv, year, 1.0);
        self.tally.count(id, Block::MovedChildren, mv, year, size as f64);
        for (flow, only_recent) in world.simulator.flows.of(mv) {
            if recent || !only_recent {
                self.tally.count(id, Block::Flow, *flow, month, size as f64);
            }
        }
        family.level = it.to as u8;
        if !it.keeps_clock {
            family.entered = (now - i32::from(it.clock_starts_at)) as i16;
        }
        family.marks |= history::mark_bit(to.marks);
        if to.statutory() {
            family.marks |= KNOWN;
            if !from.statutory() {
                family.spell = now as i16;
            }
        } else if from.statutory() {
            family.closed = match it.closed_as {
                ClosedAs::Recent => now as i16,
                ClosedAs::Longer => LONG_AGO,
            };
            let band =
                history::stay_band((now - i32::from(family.spell)).clamp(1, 9999) as u16 - 1);
            self.tally.count(id, Block::SpellsEnded, band, year, size as f64);
        }
        if let Some(strata) = world.moved.get(mv) {
            let after = &strata[usize::from(family.stratum)];
            family.stratum = match after.as_slice() {
                [(only, _)] => *only,
                several => strata::pick(several, world.class.uniform(u64::from(id), now as u32)),
            } as u8;
        }
        self.support.arrive(family, now);
        if family.at_door && to.statutory() {
            family.at_door = false;
            self.door.iter_mut().for_each(|door| door.withdraw(id));
        }
        if now - i32::from(family.born) >= to.leaves_at {
            self.grow_up[month].push(id);
        }
        self.seats.stale(id);
        self.opened.push(id);
    }
}
