//! Population flows (open population): births, birthdays, families coming and going, and when
//! each is next looked at.

use super::draw_context::month_of;
use super::family::{Family, GROWN, KNOWN};
use super::run::Run;
use crate::history;
use crate::record::{Block, PopulationFlows};
use staircase_scenario::resolved::ADULT;
use staircase_scenario::strata;

/// When each family is next looked at, so that another option of the draw can go on
/// from where the two part. Nothing is kept unless asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Due {
    pub(super) kept: bool,
    /// Time of the next proposal; 0 without one.
    pub(super) wake: Vec<f64>,
    /// Month of the next look at its eighteenth birthday.
    pub(super) grow: Vec<i32>,
    /// Month in which it may go elsewhere; 0 without one.
    pub(super) leave: Vec<i32>,
}

impl Due {
    pub(super) fn wakes(&mut self, id: u32, time: f64) {
        set(self.kept, &mut self.wake, id, time);
    }

    pub(super) fn grows(&mut self, id: u32, month: i32) {
        set(self.kept, &mut self.grow, id, month);
    }

    pub(super) fn leaves(&mut self, id: u32, month: usize) {
        set(self.kept, &mut self.leave, id, month as i32);
    }
}

fn set<T: Copy + Default>(kept: bool, list: &mut Vec<T>, id: u32, value: T) {
    if kept {
        let place = id as usize;
        if place >= list.len() {
            list.resize(place + 1, T::default());
        }
        list[place] = value;
    }
}

impl<'a> Run<'a> {
    pub(super) fn birthdays(&mut self, now: i32, month: usize) {
        let own = std::mem::take(&mut self.grow_up[month]);
        for id in self.first_day(&self.world.grow_up[month]).iter().chain(&own) {
            let family = &self.families[*id as usize];
            let Some(level) = self.world.scenario.levels.get(usize::from(family.level)) else {
                continue;
            };
            let leaves_at = i32::from(family.born) + level.leaves_at;
            if now >= leaves_at {
                let (level, size) = (usize::from(family.level), f64::from(family.size));
                if self.world.statutory[level] {
                    let months = (now - i32::from(family.spell)).clamp(1, 9999) as u16 - 1;
                    let year = self.world.scenario.calendar.year_index(month);
                    self.tally.count(
                        *id,
                        Block::SpellsEnded,
                        history::stay_band(months),
                        year,
                        size,
                    );
                }
                self.depart(*id, now);
                self.tally.count(
                    *id,
                    Block::PopulationFlows,
                    PopulationFlows::GrownFamilies as usize,
                    month,
                    1.0,
                );
                self.tally.count(
                    *id,
                    Block::PopulationFlows,
                    PopulationFlows::GrownChildren as usize,
                    month,
                    size,
                );
            } else if let Some(list) = self.grow_up.get_mut(leaves_at.max(0) as usize) {
                self.due.grows(*id, leaves_at);
                list.push(*id);
            }
        }
    }

    /// A family leaves the model.
    pub(super) fn depart(&mut self, id: u32, now: i32) {
        let family = &mut self.families[id as usize];
        self.support.end(family, now);
        self.support.leave_queue(family);
        self.children[usize::from(family.level)] -= i64::from(family.size);
        self.level_families[usize::from(family.level)] -= 1;
        family.level = GROWN;
        family.rests = i16::MIN; // its next proposal lapses
        family.at_door = false;
        self.seats.remove(id);
        self.door.iter_mut().for_each(|door| door.withdraw(id));
    }

    /// Births are even: each month as many families as bring the running total, from
    /// a random start below one, to its expected value.
    pub(super) fn births(&mut self, month: usize) {
        self.births += self.world.turnover.births(month as i32);
        while self.births >= 1.0 {
            self.births -= 1.0;
            let size = self.join(month, month as i32);
            self.tally.record.add(
                Block::PopulationFlows,
                PopulationFlows::BornFamilies as usize,
                month,
                1.0,
            );
            self.tally.record.add(
                Block::PopulationFlows,
                PopulationFlows::BornChildren as usize,
                month,
                size,
            );
        }
    }

    /// Families without a history come from elsewhere, of any age.
    pub(super) fn arrivals(&mut self, month: usize) {
        let world = self.world;
        self.arrivals += world.turnover.arrivals(month);
        while self.arrivals >= 1.0 {
            self.arrivals -= 1.0;
            let uniform = world.arrival.uniform(self.families.len() as u64, month as u32);
            let size = self.join(month, month as i32 - (uniform * f64::from(ADULT)) as i32);
            self.tally.record.add(
                Block::PopulationFlows,
                PopulationFlows::ArrivedFamilies as usize,
                month,
                1.0,
            );
            self.tally.record.add(
                Block::PopulationFlows,
                PopulationFlows::ArrivedChildren as usize,
                month,
                size,
            );
        }
    }

    /// Families without a history go elsewhere.
    pub(super) fn go_elsewhere(&mut self, month: usize) {
        let world = self.world;
        let own = std::mem::take(&mut self.leavers[month]);
        for id in self.first_day(&world.leavers[month]).iter().chain(&own) {
            let family = self.families[*id as usize];
            if family.untouched() {
                self.depart(*id, month as i32);
                let size = f64::from(family.size);
                self.tally.count(
                    *id,
                    Block::PopulationFlows,
                    PopulationFlows::LeftFamilies as usize,
                    month,
                    1.0,
                );
                self.tally.count(
                    *id,
                    Block::PopulationFlows,
                    PopulationFlows::LeftChildren as usize,
                    month,
                    size,
                );
            } else if family.level != GROWN && family.marks & KNOWN == 0 {
                // It may go later, should its need fall again.
                self.plan_to_leave(*id, month + 1);
            }
        }
    }

    pub(super) fn plan_to_leave(&mut self, id: u32, month: usize) {
        if let Some(at) = self.world.leaves_in(u64::from(id), month) {
            self.due.leaves(id, at);
            self.leavers[at].push(id);
        }
    }

    /// A family without a history joins at the end of a month; it is quiet. Returns
    /// its children.
    pub(super) fn join(&mut self, month: usize, born: i32) -> f64 {
        let world = self.world;
        let id = self.families.len() as u32;
        let size = world.simulator.roster.size(world.sizes.uniform(u64::from(id), 0));
        let stratum = match world.born.as_slice() {
            [(only, _)] => *only,
            several => strata::pick(several, world.class.uniform(u64::from(id), month as u32)),
        } as u8;
        let family = Family { born: born as i16, stratum, ..Family::newborn(month as i16, size) };
        self.families.push(family);
        self.children[0] += i64::from(size);
        self.level_families[0] += 1;
        let grown = born + ADULT;
        if let Some(list) = self.grow_up.get_mut(grown.max(0) as usize) {
            self.due.grows(id, grown);
            list.push(id);
        }
        self.plan_to_leave(id, month + 1);
        self.rest(id, month as i32);
        f64::from(size)
    }

    /// Notes when a family that is now quiet will next be proposed a move.
    pub(super) fn rest(&mut self, id: u32, now: i32) {
        let family = &mut self.families[id as usize];
        family.rests = now as i16;
        let time = self.world.quiet.next_proposal(u64::from(id), family, f64::from(now), 0);
        if let Some(time) = time {
            self.due.wakes(id, time);
            self.wakes[month_of(time)].push((id, time, now as i16));
        }
    }
}
