//! Months in order; options of a draw side by side.
//!
//! Order within a month: moves between levels; the front door; support ends, waiting
//! families drop out; birthdays; births, people coming and going; referrals and places;
//! the month is recorded.

use super::door::{Door, Verdict};
use super::family::{Family, GROWN, KNOWN, LONG_AGO};
use super::protection::NO_CARD;
use super::roster::Roster;
use super::seats::Seats;
use super::support::{Counts, Referral, Support};
use super::thresholds::{Thresholds, decide_exactly, in_period};
use super::visitors::Visitors;
use super::world::{World, first_referrals, month_of};
use crate::appraise::cost;
use crate::chance::point::parameter_draw;
use crate::chance::{Chance, Purpose};
use crate::model::Model;
use crate::model::history;
use crate::model::plan::Plan;
use crate::model::population;
use crate::model::tables::Tables;
use crate::record::{Block, DoorItem, FlowIndex, Record, SupportItem, Turnover};
use crate::scenario::Scenario;
use crate::scenario::resolved::ADULT;
use crate::scenario::resolved::Choice;
use crate::scenario::strata;
use crate::scenario::written::ClosedAs;

/// Which parameter values a draw uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// Drawn from their distributions.
    Sampled,
    /// The central values: chance only.
    Central,
}

/// A model made ready for drawing.
#[derive(Debug)]
pub struct Simulator<'a> {
    pub(super) model: &'a Model,
    pub(super) roster: Roster,
    pub(super) flows: FlowIndex,
    pub(super) turnover: population::Turnover,
    pub(super) seed: u64,
    pub(super) parameters: Parameters,
}

impl<'a> Simulator<'a> {
    /// Prepares a model.
    #[must_use]
    pub fn new(model: &'a Model, seed: u64, parameters: Parameters) -> Self {
        let flows = FlowIndex::new(&model.scenario, &model.layout);
        let untouched = model.reference.start.untouched(&model.space);
        let turnover = population::Turnover::new(&model.scenario, untouched);
        Self { model, roster: Roster::new(model), flows, turnover, seed, parameters }
    }

    /// Runs one draw: a record for each option. Options share parameters and chance;
    /// those of a null-effect world share its hazards. Draws `2k` and `2k + 1` share
    /// parameters and not chance, so that the two can be told apart.
    #[must_use]
    pub fn draw(&self, draw: u64, options: &[Choice]) -> Vec<Vec<f64>> {
        let mut scenario = match self.parameters {
            Parameters::Sampled => self.model.scenario.sampled(self.seed, parameter_draw(draw)),
            Parameters::Central => self.model.scenario.clone(),
        };
        scenario.take_route(scenario.route_of(self.seed, parameter_draw(draw)));
        let renewed = self.renewals(&scenario, draw);
        let baseline = Plan::new(&scenario, &scenario.options[0], &renewed);
        let tables = [false, true].map(|null_effect| {
            let wanted = options.iter().any(|option| option.null_effect == null_effect);
            wanted.then(|| self.tables(&scenario, null_effect, draw))
        });
        let Some(effects) = tables.iter().flatten().map(|tables| &tables.effects).next() else {
            return Vec::new();
        };
        let population = self.roster.deal(self.model, effects, self.seed, draw);
        let visitors = Visitors::new(&scenario, self.seed, draw);
        let worlds = tables.each_ref().map(|tables| {
            let tables = tables.as_ref()?;
            Some(World::new(self, &scenario, tables, draw, &population, &visitors, &baseline))
        });
        options
            .iter()
            .filter_map(|option| {
                let world = worlds[usize::from(option.null_effect)].as_ref()?;
                Some(Run::carry_out(world, &Plan::new(&scenario, option, &renewed)))
            })
            .collect()
    }

    fn tables(&self, scenario: &Scenario, null_effect: bool, draw: u64) -> Tables {
        let mut tables = Tables::new(scenario, null_effect, &self.model.reference.doses);
        if self.parameters == Parameters::Sampled {
            tables.periods.draw_authority_years(scenario, self.seed, draw);
        }
        tables
    }

    /// Which sources of money are renewed at their end, alike in all options.
    fn renewals(&self, scenario: &Scenario, draw: u64) -> Vec<f64> {
        let chance = Chance::new(self.seed, draw, Purpose::Renewal);
        let sources = scenario.funding.iter().zip(0_u64..);
        sources
            .map(|(source, id)| f64::from(u8::from(chance.uniform(id, 0) < source.renewal.now)))
            .collect()
    }
}

/// Room to work out one family's odds in: the hazard of each move, and what support
/// leaves of it.
#[derive(Default)]
struct Odds {
    hazards: Vec<f64>,
    ratios: Vec<f64>,
}

/// One option of one draw, under way.
struct Run<'a> {
    world: &'a World<'a>,
    families: Vec<Family>,
    seats: Seats,
    /// How many seats were taken before this month's quiet moves.
    awake: usize,
    wakes: Vec<Vec<(u32, f64, i16)>>,
    referrals: Vec<Vec<Referral>>,
    /// Families that may have become open to referral this month.
    opened: Vec<u32>,
    /// Families that come of age by month, besides those of the first day.
    grow_up: Vec<Vec<u32>>,
    /// Families that may go elsewhere by month, besides those of the first day.
    leavers: Vec<Vec<u32>>,
    /// Whether referrals of the first day follow this option's own rates.
    own_referrals: bool,
    support: Support<'a>,
    children: Vec<i64>,
    level_families: Vec<i64>,
    record: Record<'a>,
    births: f64,
    arrivals: f64,
    odds: Odds,
    pending: Vec<u32>,
    /// The front door, where it has a capacity.
    door: Option<Door>,
    /// Families turned away that come back, by month: who, for which level.
    returns: Vec<Vec<(u32, usize)>>,
}

impl<'a> Run<'a> {
    /// Runs a plan and returns its record.
    fn carry_out(world: &'a World<'a>, plan: &Plan) -> Vec<f64> {
        let mut run = Run::new(world, plan);
        run.record_stocks(0);
        for month in 1..=world.simulator.model.layout.months {
            run.month(month, plan);
        }
        world.visitors.record(&mut run.record);
        cost::charge(&mut run.record, world.scenario, plan);
        run.record.numbers
    }

    fn new(world: &'a World<'a>, plan: &Plan) -> Self {
        let scenario = world.scenario;
        let mut families = world.population.families.clone();
        let mut children = vec![0; scenario.levels.len()];
        let mut level_families = vec![0; scenario.levels.len()];
        for family in &mut families {
            family.open_since = 1;
            children[usize::from(family.level)] += i64::from(family.size);
            level_families[usize::from(family.level)] += 1;
        }
        let months = world.wakes.len();
        let own_referrals = plan.programmes.iter().any(|provided| !provided.steady_referral);
        let mut referrals = vec![Vec::new(); months];
        if own_referrals {
            for (id, family) in families.iter().enumerate() {
                let put = |at: usize, it: Referral| referrals[at].push(it);
                first_referrals(&world.provision, id as u32, family, plan, put);
            }
        }
        Self {
            world,
            families,
            seats: world.seats.clone(),
            awake: 0,
            wakes: vec![Vec::new(); months],
            referrals,
            opened: Vec::new(),
            grow_up: vec![Vec::new(); months],
            leavers: vec![Vec::new(); months],
            own_referrals,
            support: Support::new(&world.provision, &world.tables.effects, world.population),
            children,
            level_families,
            record: Record::new(&world.simulator.model.layout),
            births: world.birth.uniform(0, 0),
            arrivals: world.birth.uniform(1, 0),
            odds: Odds::default(),
            pending: Vec::new(),
            door: plan.door.as_ref().and_then(|it| Door::new(it, world.simulator.seed, world.draw)),
            returns: vec![Vec::new(); months],
        }
    }

    fn month(&mut self, month: usize, plan: &Plan) {
        let now = month as i32;
        let calendar = &self.world.scenario.calendar;
        let year = calendar.year_index(month);
        self.wake(now, month, year);
        self.move_all(now, month, year);
        self.pass_door(now, plan, year);
        self.end_support(now, plan);
        self.birthdays(now, month);
        self.births(month);
        self.come_and_go(month);
        self.refer(now, plan, month);
        self.offer(now, plan);
        self.settle(now);
        self.record_support(month);
        self.record_stocks(month);
    }

    /// Proposals to quiet families whose time has come. Those that move join the active.
    fn wake(&mut self, now: i32, month: usize, year: usize) {
        let world = self.world;
        self.awake = self.seats.all().len();
        let own = std::mem::take(&mut self.wakes[month]);
        for (id, time, rests) in world.wakes[month].iter().chain(&own) {
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
                        self.wakes[month_of(next)].push((id, next, rests));
                        break;
                    }
                    None => break,
                }
            }
        }
    }

    /// The factor that support, now or before, puts on a move of a quiet family.
    fn factor(&self, family: &Family, now: i32, place: usize) -> f64 {
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
    fn waiting_ratio(&self, family: &Family, mv: usize) -> f64 {
        if family.at_door { self.world.tables.escalation(mv) } else { 1.0 }
    }

    /// Moves of all other families. Nearly all stay between their edges.
    fn move_all(&mut self, now: i32, month: usize, year: usize) {
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
    fn knocks(&mut self, id: u32, mv: usize, now: i32) -> bool {
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
    fn pass_door(&mut self, now: i32, plan: &Plan, year: usize) {
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
                    self.record.add(Block::Door, DoorItem::GaveUp as usize, month, 1.0);
                }
                Verdict::TurnedAway(back) => {
                    self.record.add(Block::Door, DoorItem::TurnedAway as usize, month, 1.0);
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
    fn enter(&mut self, id: u32, level: usize, now: i32, year: usize) {
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
            self.record.add(Block::Door, DoorItem::Passed as usize, now as usize, 1.0);
            self.make(id, mv, now, now as usize, year);
            if quiet {
                // What it was going to be proposed no longer holds.
                self.families[id as usize].rests = i16::MIN;
                self.seats.add(id);
            }
        }
    }

    /// Planned ends and drop-outs.
    fn end_support(&mut self, now: i32, plan: &Plan) {
        let mut held = std::mem::take(&mut self.support.held);
        held.retain(|id| {
            let family = &mut self.families[*id as usize];
            if self.support.month_of(*id, family, plan, now) {
                self.opened.push(*id);
            }
            family.support > 0 || family.waiting > 0
        });
        self.support.held = held;
    }

    /// The move of one family in a month, if it makes one.
    fn decide(
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
    fn with_support(
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
    fn make(&mut self, id: u32, mv: usize, now: i32, month: usize, year: usize) {
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
        self.record.add(Block::Moved, mv, year, 1.0);
        self.record.add(Block::MovedChildren, mv, year, size as f64);
        for (flow, only_recent) in world.simulator.flows.of(mv) {
            if recent || !only_recent {
                self.record.add(Block::Flow, *flow, month, size as f64);
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
            self.record.add(Block::SpellsEnded, band, year, size as f64);
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

    fn birthdays(&mut self, now: i32, month: usize) {
        let own = std::mem::take(&mut self.grow_up[month]);
        for id in self.world.grow_up[month].iter().chain(&own) {
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
                    self.record.add(Block::SpellsEnded, history::stay_band(months), year, size);
                }
                self.depart(*id, now);
                self.record.add(Block::Turnover, Turnover::GrownFamilies as usize, month, 1.0);
                self.record.add(Block::Turnover, Turnover::GrownChildren as usize, month, size);
            } else if let Some(list) = self.grow_up.get_mut(leaves_at.max(0) as usize) {
                list.push(*id);
            }
        }
    }

    /// A family leaves the model.
    fn depart(&mut self, id: u32, now: i32) {
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
    fn births(&mut self, month: usize) {
        self.births += self.world.turnover.births(month as i32);
        while self.births >= 1.0 {
            self.births -= 1.0;
            let size = self.join(month, month as i32);
            self.record.add(Block::Turnover, Turnover::BornFamilies as usize, month, 1.0);
            self.record.add(Block::Turnover, Turnover::BornChildren as usize, month, size);
        }
    }

    /// Families without a history come from elsewhere, of any age, or go there.
    fn come_and_go(&mut self, month: usize) {
        let world = self.world;
        self.arrivals += world.turnover.arrivals(month);
        while self.arrivals >= 1.0 {
            self.arrivals -= 1.0;
            let uniform = world.arrival.uniform(self.families.len() as u64, month as u32);
            let size = self.join(month, month as i32 - (uniform * f64::from(ADULT)) as i32);
            self.record.add(Block::Turnover, Turnover::ArrivedFamilies as usize, month, 1.0);
            self.record.add(Block::Turnover, Turnover::ArrivedChildren as usize, month, size);
        }
        let own = std::mem::take(&mut self.leavers[month]);
        for id in world.leavers[month].iter().chain(&own) {
            let family = self.families[*id as usize];
            if family.untouched() {
                self.depart(*id, month as i32);
                let size = f64::from(family.size);
                self.record.add(Block::Turnover, Turnover::LeftFamilies as usize, month, 1.0);
                self.record.add(Block::Turnover, Turnover::LeftChildren as usize, month, size);
            } else if family.level != GROWN && family.marks & KNOWN == 0 {
                // It may go later, should its need fall again.
                self.plan_to_leave(*id, month + 1);
            }
        }
    }

    fn plan_to_leave(&mut self, id: u32, month: usize) {
        if let Some(at) = self.world.leaves_in(u64::from(id), month) {
            self.leavers[at].push(id);
        }
    }

    /// A family without a history joins at the end of a month; it is quiet. Returns
    /// its children.
    fn join(&mut self, month: usize, born: i32) -> f64 {
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
        let grown = born + world.scenario.levels[0].leaves_at;
        if let Some(list) = self.grow_up.get_mut(grown.max(0) as usize) {
            list.push(id);
        }
        self.plan_to_leave(id, month + 1);
        self.rest(id, month as i32);
        f64::from(size)
    }

    /// Notes when a family that is now quiet will next be proposed a move.
    fn rest(&mut self, id: u32, now: i32) {
        let family = &mut self.families[id as usize];
        family.rests = now as i16;
        let time = self.world.quiet.next_proposal(u64::from(id), family, f64::from(now), 0);
        if let Some(time) = time {
            self.wakes[month_of(time)].push((id, time, now as i16));
        }
    }

    /// Families newly open learn when they will be referred; this month's
    /// referrals join their queues.
    fn refer(&mut self, now: i32, plan: &Plan, month: usize) {
        let world = self.world;
        for id in std::mem::take(&mut self.opened) {
            let family = &mut self.families[id as usize];
            if family.support == 0 && family.waiting == 0 && family.level != GROWN {
                family.open_since = now as i16;
                let referrals = &mut self.referrals;
                world.provision.referrals(id, family, now, plan, |at, it| referrals[at].push(it));
            }
        }
        let own = std::mem::take(&mut self.referrals[month]);
        let first_day: &[Referral] = if self.own_referrals { &[] } else { &world.referrals[month] };
        for referral in first_day.iter().chain(&own) {
            self.support.refer(&mut self.families, *referral, now);
        }
    }

    fn offer(&mut self, now: i32, plan: &Plan) {
        for programme in 0..plan.programmes.len() {
            let mut started = Vec::new();
            self.support.offer(
                &mut self.families,
                self.seats.all().iter().map(|seat| seat.id),
                programme,
                plan,
                now,
                |id| started.push(id),
            );
            started.into_iter().for_each(|id| self.seats.stale(id));
        }
    }

    /// Looks up the edges of families for whom others apply next month. Those that
    /// have become quiet leave the monthly loop.
    fn settle(&mut self, now: i32) {
        let mut place = 0;
        while let Some(seat) = self.seats.all().get(place).copied() {
            if seat.until > now + 1 {
                place += 1;
                continue;
            }
            let family = &self.families[seat.id as usize];
            if family.quiet(now) {
                self.seats.remove(seat.id);
                self.rest(seat.id, now);
                continue;
            }
            let (edge, until) = self.world.look_up(family, now + 1);
            let seat = self.seats.at(place);
            (seat.edge, seat.until) = (edge, until);
            place += 1;
        }
    }

    fn record_support(&mut self, month: usize) {
        for (programme, counts) in self.support.counts.iter_mut().enumerate() {
            for (item, families) in [
                (SupportItem::Started, counts.started),
                (SupportItem::Finished, counts.finished),
                (SupportItem::DroppedOut, counts.dropped_out),
            ] {
                self.record.add(Block::Support, item.of(programme), month, f64::from(families));
            }
            *counts = Counts::default();
        }
    }

    fn record_stocks(&mut self, month: usize) {
        for (level, children) in self.children.iter().enumerate() {
            self.record.add(Block::Children, level, month, *children as f64);
        }
        for programme in 0..self.support.supported.len() {
            let (supported, waiting) =
                (self.support.supported[programme], self.support.waiting[programme]);
            self.record.add(Block::Supported, programme, month, f64::from(supported));
            self.record.add(Block::Waiting, programme, month, f64::from(waiting));
        }
        if self.world.scenario.door.is_some() {
            let waiting = self.door.as_ref().map_or(0, Door::waiting);
            self.record.add(Block::Door, DoorItem::Waiting as usize, month, waiting as f64);
        }
        let calendar = &self.world.scenario.calendar;
        if let Some(year) = calendar.count_index(month) {
            for (level, families) in self.level_families.iter().enumerate() {
                self.record.add(Block::Families, level, year, *families as f64);
            }
            if self.record.layout.strata > 1 {
                for family in self.families.iter().filter(|family| family.level != GROWN) {
                    let strata = self.record.layout.strata;
                    let row = usize::from(family.level) * strata + usize::from(family.stratum);
                    self.record.add(Block::FamiliesByStratum, row, year, 1.0);
                }
            } else {
                for (level, families) in self.level_families.iter().enumerate() {
                    self.record.add(Block::FamiliesByStratum, level, year, *families as f64);
                }
            }
            for id in &self.support.held {
                if self.families[*id as usize].level == GROWN {
                    continue;
                }
                let family = &self.families[*id as usize];
                let level = usize::from(family.level);
                if family.support > 0 {
                    self.record.add(Block::FamiliesSupported, level, year, 1.0);
                } else if family.waiting > 0 {
                    self.record.add(Block::FamiliesWaiting, level, year, 1.0);
                }
            }
        }
    }
}
