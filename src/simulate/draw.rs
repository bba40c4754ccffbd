//! Months in order; options of a draw side by side.
//!
//! Order within a month: moves between levels; support ends, waiting families
//! drop out; birthdays; births; referrals and places; the month is recorded.

use super::family::{Family, GROWN, KNOWN, LONG_AGO};
use super::roster::Roster;
use super::seats::Seats;
use super::support::{Referral, Support};

use super::thresholds::{Thresholds, decide_exactly, drifted};
use super::world::{World, month_of};
use crate::appraise::cost;
use crate::chance::point::parameter_draw;
use crate::model::Model;
use crate::model::history;
use crate::model::plan::Plan;
use crate::record::{Block, FlowIndex, Record, Turnover};
use crate::scenario::resolved::ADULT;
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
    pub(super) seed: u64,
    pub(super) parameters: Parameters,
}

impl<'a> Simulator<'a> {
    /// Prepares a model.
    #[must_use]
    pub fn new(model: &'a Model, seed: u64, parameters: Parameters) -> Self {
        let flows = FlowIndex::new(&model.scenario, &model.layout);
        Self { model, roster: Roster::new(model), flows, seed, parameters }
    }

    /// Runs one draw: a record for each plan. Plans share parameters and chance;
    /// those of a null-effect world share its hazards. Draws `2k` and `2k + 1` share
    /// parameters and not chance, so that the two can be told apart.
    #[must_use]
    pub fn draw(&self, draw: u64, plans: &[Plan]) -> Vec<Vec<f64>> {
        let scenario = match self.parameters {
            Parameters::Sampled => self.model.scenario.sampled(self.seed, parameter_draw(draw)),
            Parameters::Central => self.model.scenario.clone(),
        };
        let population = self.roster.deal(self.model, self.seed, draw);
        let mut worlds: [Option<World<'_>>; 2] = [None, None];
        plans
            .iter()
            .map(|plan| {
                let world = worlds[usize::from(plan.null_effect)].get_or_insert_with(|| {
                    World::new(self, &scenario, plan.null_effect, draw, &population)
                });
                Run::carry_out(world, plan)
            })
            .collect()
    }
}

/// One option of one draw, under way.
struct Run<'a> {
    world: &'a World<'a>,
    families: Vec<Family>,
    ended: Vec<i16>,
    seats: Seats,
    /// How many seats were taken before this month's quiet moves.
    awake: usize,
    wakes: Vec<Vec<(u32, f64)>>,
    referrals: Vec<Vec<Referral>>,
    /// Families that may have become open to referral this month.
    opened: Vec<u32>,
    born: Vec<(u32, u32)>,
    support: Support<'a>,
    children: Vec<i64>,
    level_families: Vec<i64>,
    record: Record<'a>,
    births: f64,
    hazards: Vec<f64>,
    pending: Vec<u32>,
}

impl<'a> Run<'a> {
    /// Runs a plan and returns its record.
    fn carry_out(world: &'a World<'a>, plan: &Plan) -> Vec<f64> {
        let mut run = Run::new(world);
        run.record_stocks(0);
        for month in 1..=world.simulator.model.layout.months {
            run.month(month, plan);
        }
        cost::charge(&mut run.record, world.scenario, plan);
        run.record.numbers
    }

    fn new(world: &'a World<'a>) -> Self {
        let scenario = world.scenario;
        let mut families = world.population.families.clone();
        let mut children = vec![0; scenario.levels.len()];
        let mut level_families = vec![0; scenario.levels.len()];
        for family in &mut families {
            family.open_since = 1;
            children[usize::from(family.level)] += i64::from(family.size);
            level_families[usize::from(family.level)] += 1;
        }
        Self {
            world,
            families,
            ended: world.population.ended.clone(),
            seats: world.seats.clone(),
            awake: 0,
            wakes: vec![Vec::new(); world.wakes.len()],
            referrals: vec![Vec::new(); world.wakes.len()],
            opened: Vec::new(),
            born: Vec::new(),
            support: Support::new(&world.provision, world.population),
            children,
            level_families,
            record: Record::new(&world.simulator.model.layout),
            births: 0.0,
            hazards: Vec::new(),
            pending: Vec::new(),
        }
    }

    fn month(&mut self, month: usize, plan: &Plan) {
        let now = month as i32;
        let calendar = &self.world.scenario.calendar;
        let year = calendar.year_index(month);
        self.wake(now, month, year);
        self.move_all(now, month, year);
        self.end_support(now);
        self.birthdays(now, month);
        self.births(month);
        self.refer(now, month);
        self.offer(now, plan, month);
        self.settle(now);
        self.record_stocks(month);
    }

    /// Proposals to quiet families whose time has come. Those that move join the active.
    fn wake(&mut self, now: i32, month: usize, year: usize) {
        let world = self.world;
        self.awake = self.seats.all().len();
        let own = std::mem::take(&mut self.wakes[month]);
        for (id, time) in world.wakes[month].iter().chain(&own) {
            let (id, mut time) = (*id, *time);
            let mut attempt = 0;
            loop {
                let family = self.families[id as usize];
                let place = world.quiet.choose(u64::from(id), &family, now, attempt);
                let factor = self.factor(id, &family, now, place);
                if world.quiet.accepts(u64::from(id), place, now, attempt, factor) {
                    self.make(id, world.tables.levels[0].moves[place], now, month, year);
                    self.seats.add(id);
                    break;
                }
                attempt += 1;
                match world.quiet.next_proposal(u64::from(id), &family, time, attempt) {
                    Some(next) if month_of(next) == month => time = next,
                    Some(next) => {
                        self.wakes[month_of(next)].push((id, next));
                        break;
                    }
                    None => break,
                }
            }
        }
    }

    /// The factor that support, now or before, puts on a move of a quiet family.
    fn factor(&self, id: u32, family: &Family, now: i32, place: usize) -> f64 {
        if !family.touched() {
            return 1.0;
        }
        let world = self.world;
        let programmes = world.scenario.programmes.len();
        let ended = &self.ended[id as usize * programmes..(id as usize + 1) * programmes];
        let mut factor = 1.0;
        for (effect, touched) in &world.tables.levels[0].effects {
            if touched[place] {
                let effect = &world.tables.effects[*effect];
                factor *= 1.0 - effect.gap * family.dose(effect, ended, now);
            }
        }
        factor
    }

    /// Moves of all other families. Nearly all stay between their edges.
    fn move_all(&mut self, now: i32, month: usize, year: usize) {
        let world = self.world;
        let thresholds = &world.thresholds[year.min(world.thresholds.len() - 1)];
        let mut pending = std::mem::take(&mut self.pending);
        pending.clear();
        for seat in &self.seats.all()[..self.awake] {
            let uniform = world.moves.uniform(u64::from(seat.id), now as u32);
            let [low, high] = thresholds.edges[seat.edge as usize];
            if uniform < low || uniform >= high {
                pending.push(seat.id);
            }
        }
        let mut hazards = std::mem::take(&mut self.hazards);
        for id in &pending {
            if let Some(mv) = self.decide(*id, now, year, thresholds, &mut hazards) {
                self.make(*id, mv, now, month, year);
            }
        }
        self.hazards = hazards;
        self.pending = pending;
    }

    /// Planned ends and drop-outs.
    fn end_support(&mut self, now: i32) {
        let programmes = self.world.scenario.programmes.len();
        let mut held = std::mem::take(&mut self.support.held);
        held.retain(|id| {
            let family = &mut self.families[*id as usize];
            let place = *id as usize * programmes;
            let ended = &mut self.ended[place..place + programmes];
            if self.support.month_of(*id, family, ended, now) {
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
        year: usize,
        thresholds: &Thresholds,
        hazards: &mut Vec<f64>,
    ) -> Option<usize> {
        let world = self.world;
        let family = &self.families[id as usize];
        let level = usize::from(family.level);
        let uniform = world.moves.uniform(u64::from(id), now as u32);
        let band = world.band(family, now);
        let age = usize::from(world.age_bands[family.age(now) as usize]);
        let history = family.history(now, world.statutory[level]);
        let place = if family.touched() {
            self.decide_with_support(id, now, year, (level, band, age, history), uniform, hazards)
        } else {
            thresholds.decide(level, band, age, history, uniform)
        };
        place.map(|place| world.tables.levels[level].moves[place])
    }

    fn decide_with_support(
        &self,
        id: u32,
        now: i32,
        year: usize,
        (level, band, age, history): (usize, usize, usize, usize),
        uniform: f64,
        hazards: &mut Vec<f64>,
    ) -> Option<usize> {
        let world = self.world;
        let family = &self.families[id as usize];
        let table = &world.tables.levels[level];
        let programmes = world.scenario.programmes.len();
        let ended = &self.ended[id as usize * programmes..(id as usize + 1) * programmes];
        drifted(&world.tables, level, band, age, history, year, hazards);
        for (effect, touched) in &table.effects {
            let effect = &world.tables.effects[*effect];
            let ratio = 1.0 - effect.gap * family.dose(effect, ended, now);
            for (hazard, touched) in hazards.iter_mut().zip(touched) {
                if *touched {
                    *hazard *= ratio;
                }
            }
        }
        decide_exactly(table, hazards, uniform)
    }

    /// Makes a move: level, clock, history, support and every count.
    fn make(&mut self, id: u32, mv: usize, now: i32, month: usize, year: usize) {
        let scenario = self.world.scenario;
        let it = &scenario.moves[mv];
        let (from, to) = (&scenario.levels[it.from], &scenario.levels[it.to]);
        let programmes = scenario.programmes.len();
        let family = &mut self.families[id as usize];
        let recent = !from.statutory() && family.marks & KNOWN != 0 && family.recent(now);
        let size = i64::from(family.size);
        self.children[it.from] -= size;
        self.children[it.to] += size;
        self.level_families[it.from] -= 1;
        self.level_families[it.to] += 1;
        self.record.add(Block::Moved, mv, year, 1.0);
        self.record.add(Block::MovedChildren, mv, year, size as f64);
        for (flow, only_recent) in self.world.simulator.flows.of(mv) {
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
            let ended = &mut self.ended[id as usize * programmes..(id as usize + 1) * programmes];
            self.support.end(family, ended, now);
        } else if from.statutory() {
            family.closed = match it.closed_as {
                ClosedAs::Recent => now as i16,
                ClosedAs::Longer => LONG_AGO,
            };
        }
        if family.waiting > 0
            && !self.world.provision.serves(usize::from(family.waiting) - 1, family.level)
        {
            self.support.leave_queue(family);
        }
        self.seats.stale(id);
        self.opened.push(id);
    }

    fn birthdays(&mut self, now: i32, month: usize) {
        let programmes = self.world.scenario.programmes.len();
        let late =
            usize::try_from(now - ADULT).ok().and_then(|born| self.born.get(born.wrapping_sub(1)));
        let late = late.map_or(0..0, |(first, last)| *first..*last);
        for id in self.world.grow_up[month].iter().copied().chain(late) {
            let family = &mut self.families[id as usize];
            let place = id as usize * programmes;
            self.support.end(family, &mut self.ended[place..place + programmes], now);
            self.support.leave_queue(family);
            self.children[usize::from(family.level)] -= i64::from(family.size);
            self.level_families[usize::from(family.level)] -= 1;
            family.level = GROWN;
            self.seats.remove(id);
            let size = f64::from(family.size);
            self.record.add(Block::Turnover, Turnover::GrownFamilies as usize, month, 1.0);
            self.record.add(Block::Turnover, Turnover::GrownChildren as usize, month, size);
        }
    }

    /// Births are even: each month as many families as bring the running total to
    /// its expected value. A newborn family is quiet.
    fn births(&mut self, month: usize) {
        let world = self.world;
        let scenario = world.scenario;
        let first = self.families.len() as u32;
        self.births += scenario.families() / f64::from(ADULT);
        while self.births >= 1.0 {
            self.births -= 1.0;
            let id = self.families.len() as u32;
            let size = world.simulator.roster.size(world.sizes.uniform(u64::from(id), 0));
            let family = Family {
                born: month as i16,
                entered: month as i16,
                closed: LONG_AGO,
                queued: 0,
                open_since: 0,
                size,
                level: 0,
                marks: 0,
                support: 0,
                waiting: 0,
                dosed: 0,
            };
            self.families.push(family);
            self.ended.extend(std::iter::repeat_n(0, scenario.programmes.len()));
            self.children[0] += i64::from(size);
            self.level_families[0] += 1;
            self.record.add(Block::Turnover, Turnover::BornFamilies as usize, month, 1.0);
            self.record.add(
                Block::Turnover,
                Turnover::BornChildren as usize,
                month,
                f64::from(size),
            );
            self.rest(id, month as i32);
        }
        self.born.push((first, self.families.len() as u32));
    }

    /// Notes when a family that is now quiet will next be proposed a move.
    fn rest(&mut self, id: u32, now: i32) {
        let family = &self.families[id as usize];
        let time = self.world.quiet.next_proposal(u64::from(id), family, f64::from(now), 0);
        if let Some(time) = time {
            self.wakes[month_of(time)].push((id, time));
        }
    }

    /// Families newly open learn when they will be referred; this month's
    /// referrals join their queues.
    fn refer(&mut self, now: i32, month: usize) {
        let world = self.world;
        let last = world.simulator.model.layout.months;
        for id in std::mem::take(&mut self.opened) {
            let family = &mut self.families[id as usize];
            if family.support == 0 && family.waiting == 0 && family.level != GROWN {
                family.open_since = now as i16;
                let referrals = &mut self.referrals;
                world.provision.referrals(id, family, now, last, |at, it| referrals[at].push(it));
            }
        }
        let own = std::mem::take(&mut self.referrals[month]);
        for referral in world.referrals[month].iter().chain(&own) {
            self.support.refer(&mut self.families, *referral, now);
        }
    }

    fn offer(&mut self, now: i32, plan: &Plan, month: usize) {
        for (programme, places) in plan.places.iter().enumerate() {
            let mut started = Vec::new();
            self.support.offer(
                &mut self.families,
                self.seats.all().iter().map(|seat| seat.id),
                programme,
                places[month],
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
        let calendar = &self.world.scenario.calendar;
        if let Some(year) = calendar.count_index(month) {
            for (level, families) in self.level_families.iter().enumerate() {
                self.record.add(Block::Families, level, year, *families as f64);
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
