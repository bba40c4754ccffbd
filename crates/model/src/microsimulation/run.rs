//! One option of one draw, month by month: one realisation of the microsimulation.
//!
//! Order within a month: moves between levels; the front door; support ends, waiting
//! families drop out; birthdays; births, people coming and going; referrals and places;
//! the month is recorded. What a move is stands in `moves`, births and departures in
//! `turnover`, what is written down in `tally`.

use super::active_families::ActiveFamilies;
use super::allocation::AllFamilies;
use super::door::Door;
use super::draw_context::{DrawContext, first_referrals};
use super::eligibility::Referral;
use super::family::{Family, GROWN};
use super::support::{Outcome, Support};
use super::tally::Tally;
use super::turnover::Due;
use crate::plan::Plan;
use crate::record::{Block, SupportItem, cost};

/// Room to work out one family's odds in: the hazard of each move, and what support
/// leaves of it.
#[derive(Debug, Default)]
pub(super) struct Odds {
    pub(super) hazards: Vec<f64>,
    pub(super) ratios: Vec<f64>,
}

/// One option of one draw, under way.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) world: &'a DrawContext<'a>,
    pub(super) families: Vec<Family>,
    pub(super) seats: ActiveFamilies,
    /// How many seats were taken before this month's quiet moves.
    pub(super) awake: usize,
    pub(super) wakes: Vec<Vec<(u32, f64, i16)>>,
    pub(super) referrals: Vec<Vec<Referral>>,
    /// Families that may have become open to referral this month.
    pub(super) opened: Vec<u32>,
    /// Families that come of age by month, besides those of the first day.
    pub(super) grow_up: Vec<Vec<u32>>,
    /// Families that may go elsewhere by month, besides those of the first day.
    pub(super) leavers: Vec<Vec<u32>>,
    /// Whether referrals of the first day follow this option's own rates.
    pub(super) own_referrals: bool,
    pub(super) support: Support<'a>,
    pub(super) children: Vec<i64>,
    pub(super) level_families: Vec<i64>,
    pub(super) tally: Tally<'a>,
    pub(super) births: f64,
    pub(super) arrivals: f64,
    pub(super) odds: Odds,
    pub(super) pending: Vec<u32>,
    /// The front door, where it has a capacity.
    pub(super) door: Option<Door>,
    /// Families turned away that come back, by month: who, for which level.
    pub(super) returns: Vec<Vec<(u32, usize)>>,
    /// Whether it holds only families that fare differently from another option's.
    pub(super) follows: bool,
    /// When families are next looked at, where another option may need to know.
    pub(super) due: Due,
    /// Families that joined a queue this month: who, programme.
    pub(super) joiners: Vec<(u32, usize)>,
}

impl<'a> Run<'a> {
    /// Runs a plan and returns its record.
    pub(super) fn carry_out(world: &'a DrawContext<'a>, plan: &Plan) -> Vec<f64> {
        let mut run = Run::new(world, plan);
        run.record_stocks(0);
        for month in 1..=world.simulator.model.layout.months {
            run.advance(month, plan);
            run.offer(month as i32, plan);
            run.close(month);
        }
        run.finish(plan)
    }

    /// The front door of a plan, where it has a capacity.
    pub(super) fn new_door(world: &DrawContext<'_>, plan: &Plan) -> Option<Door> {
        plan.door.as_ref().and_then(|it| Door::new(it, world.simulator.seed, world.draw))
    }

    /// Adds what is not counted month by month, and charges costs.
    pub(super) fn finish(mut self, plan: &Plan) -> Vec<f64> {
        self.world.visitors.record(&mut self.tally.record);
        cost::charge(&mut self.tally.record, self.world.scenario, plan);
        self.tally.record.numbers
    }

    pub(super) fn new(world: &'a DrawContext<'a>, plan: &Plan) -> Self {
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
        let own_referrals = own_referrals(plan);
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
            tally: Tally::new(&world.simulator.model.layout),
            births: world.birth.uniform(0, 0),
            arrivals: world.birth.uniform(1, 0),
            odds: Odds::default(),
            pending: Vec::new(),
            door: Self::new_door(world, plan),
            returns: vec![Vec::new(); months],
            follows: false,
            due: Due::default(),
            joiners: Vec::new(),
        }
    }

    /// A month until places are offered.
    pub(super) fn advance(&mut self, month: usize, plan: &Plan) {
        let now = month as i32;
        let calendar = &self.world.scenario.calendar;
        let year = calendar.year_index(month);
        self.wake(now, month, year);
        self.move_all(now, month, year);
        self.pass_door(now, plan, year);
        self.end_support(now, plan);
        self.birthdays(now, month);
        if !self.follows {
            self.births(month);
            self.arrivals(month);
        }
        self.go_elsewhere(month);
        self.refer(now, plan, month);
    }

    /// What is left of a month when places are offered.
    pub(super) fn close(&mut self, month: usize) {
        self.settle(month as i32);
        self.record_started(month);
        self.record_stocks(month);
    }

    /// A list of the first day, which a run that follows another one leaves to it.
    pub(super) fn first_day<T>(&self, list: &'a [T]) -> &'a [T] {
        if self.follows { &[] } else { list }
    }

    /// Planned ends and drop-outs.
    pub(super) fn end_support(&mut self, now: i32, plan: &Plan) {
        let mut held = std::mem::take(&mut self.support.held);
        held.retain(|id| {
            let family = &mut self.families[*id as usize];
            let outcome = self.support.month_of(*id, family, plan, now);
            let counted = match outcome {
                Outcome::Finished(programme) => Some((SupportItem::Finished, programme)),
                Outcome::DroppedOut(programme) => Some((SupportItem::DroppedOut, programme)),
                Outcome::Stays | Outcome::Ended => None,
            };
            if let Some((item, programme)) = counted {
                self.tally.count(*id, Block::Support, item.of(programme), now as usize, 1.0);
            }
            if outcome != Outcome::Stays {
                self.opened.push(*id);
            }
            family.support > 0 || family.waiting > 0
        });
        self.support.held = held;
    }

    /// Families newly open learn when they will be referred; this month's
    /// referrals join their queues.
    pub(super) fn refer(&mut self, now: i32, plan: &Plan, month: usize) {
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
        let first_day: &[Referral] =
            if self.own_referrals { &[] } else { self.first_day(&world.referrals[month]) };
        for referral in first_day.iter().chain(&own) {
            if self.support.refer(&mut self.families, *referral, now) && self.due.kept {
                self.joiners.push((referral.id, usize::from(referral.programme)));
            }
        }
    }

    pub(super) fn offer(&mut self, now: i32, plan: &Plan) {
        for programme in 0..plan.programmes.len() {
            let mut started = Vec::new();
            let mut everyone = AllFamilies { families: &mut self.families, seats: &self.seats };
            self.support.offer(&mut everyone, programme, plan, now, |id| started.push(id));
            started.into_iter().for_each(|id| self.seats.stale(id));
        }
    }

    /// Looks up the edges of families for whom others apply next month. Those that
    /// have become quiet leave the monthly loop.
    pub(super) fn settle(&mut self, now: i32) {
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
}

/// Whether referrals of the first day follow the plan's own rates.
pub(super) fn own_referrals(plan: &Plan) -> bool {
    plan.programmes.iter().any(|provided| !provided.steady_referral)
}
