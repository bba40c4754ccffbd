//! Reuse of identical histories across options: only what differs is simulated again.
//!
//! Options of a draw share families, hazards and random numbers, and a family's random numbers are
//! its own. So a family that has had the same support in two options has had the same
//! life in both, to the last bit, and where rates of referral, lengths of support and
//! drop-out are the same, only the offer of places can make it differ. The first option
//! of a draw (the *leader*) is run in full. An option that *follows* holds copies of the
//! families that fare differently, from the month in which they first do:
//!
//! ```text
//! its counts = the leader's − the leader's for families that differ + its own for them
//! ```
//!
//! Counts are whole numbers, so that is exact: the record is that of a run in full, bit
//! for bit. Places are offered in each option to all families. One that is given a place
//! in both and comes out the same is shared again at once. Decision 0083.

use super::active_families::ActiveFamilies;
use super::allocation::Households;
use super::draw_context::{DrawContext, month_of};
use super::family::{Family, GROWN, KNOWN};
use super::residual_effects::Protection;
use super::run::{Run, own_referrals};
use super::support::Before;
use super::tally::Tally;
use super::turnover::Due;
use crate::plan::{Plan, Provided};
use crate::record::{Block, Record};

/// Options that may follow one leader: as many as a mask has bits.
const MOST: usize = 32;

/// Counts that add up over families. Others are written down as they are.
const FLOWS: [Block; 6] = [
    Block::Flow,
    Block::Moved,
    Block::MovedChildren,
    Block::PopulationFlows,
    Block::Support,
    Block::SpellsEnded,
];

/// Runs the plans of a world; the first one leads.
pub(super) fn carry_out<'a>(
    world: &'a DrawContext<'a>,
    baseline: &Plan,
    plans: &[&Plan],
) -> Vec<Vec<f64>> {
    let Some((first, others)) = plans.split_first() else { return Vec::new() };
    let mut leader = Run::new(world, first);
    let mut followers: Vec<Follower<'a, '_>> = Vec::new();
    let mut place_of = Vec::new();
    for plan in others {
        let follows = followers.len() < MOST
            && leader.door.is_none()
            && alike(first, plan)
            && (own_referrals(plan) || same_referrals(baseline, plan))
            && Run::new_door(world, plan).is_none();
        place_of.push(follows.then_some(followers.len()));
        if follows {
            followers.push(Follower::new(world, plan, followers.len(), &leader));
        }
    }
    if !followers.is_empty() {
        leader.lead(followers.len());
    }
    leader.record_stocks(0);
    followers.iter_mut().for_each(|it| it.record_stocks(0, &leader));
    for month in 1..=world.simulator.model.layout.months {
        leader.advance(month, first);
        followers.iter_mut().for_each(|it| it.advance(month, &leader));
        leader.offer(month as i32, first);
        for follower in &mut followers {
            follower.offer(month as i32, &mut leader);
        }
        leader.forget();
        leader.close(month);
        followers.iter_mut().for_each(|it| it.close(month, &leader));
    }
    let made: Vec<Vec<f64>> = followers.into_iter().map(|it| it.finish(&leader)).collect();
    let mut records = vec![leader.finish(first)];
    for (plan, place) in others.iter().zip(place_of) {
        records.push(match place {
            Some(place) => made[place].clone(),
            None => Run::carry_out(world, plan),
        });
    }
    records
}

/// Whether only the offer of places can tell two plans apart.
fn alike(a: &Plan, b: &Plan) -> bool {
    let same = |a: &Provided, b: &Provided| bits(&a.ends, &b.ends) && bits(&a.drops, &b.drops);
    same_referrals(a, b) && a.programmes.iter().zip(&b.programmes).all(|(a, b)| same(a, b))
}

fn same_referrals(a: &Plan, b: &Plan) -> bool {
    a.programmes.len() == b.programmes.len()
        && a.programmes.iter().zip(&b.programmes).all(|(a, b)| bits(&a.referral, &b.referral))
}

fn bits(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

impl Run<'_> {
    /// Keeps what options that follow need to know.
    fn lead(&mut self, followers: usize) {
        let layout = self.tally.record.layout;
        self.tally.besides = (0..followers).map(|_| Record::new(layout)).collect();
        self.tally.split = vec![0; self.families.len()];
        self.due = self.world.due.clone();
        let cards = Protection::new(self.world.tables.effects.len());
        self.support.before = Some(Before { families: Vec::new(), cards });
    }

    /// Forgets what followers needed to know about this month.
    fn forget(&mut self) {
        self.joiners.clear();
        if let Some(before) = &mut self.support.before {
            before.families.clear();
            before.cards.clear();
        }
        if self.due.kept {
            self.tally.split.resize(self.families.len(), 0);
        }
    }
}

/// An option that follows.
#[derive(Debug)]
struct Follower<'a, 'p> {
    run: Run<'a>,
    plan: &'p Plan,
    place: usize,
    /// Families that fare differently.
    members: Vec<u32>,
    /// Those that came to this month.
    fresh: Vec<u32>,
}

impl<'a, 'p> Follower<'a, 'p> {
    fn new(world: &'a DrawContext<'a>, plan: &'p Plan, place: usize, leader: &Run<'a>) -> Self {
        let months = world.wakes.len();
        let levels = leader.children.len();
        let run = Run {
            world,
            families: vec![absent(); leader.families.len()],
            seats: ActiveFamilies::new(leader.families.len()),
            awake: 0,
            wakes: vec![Vec::new(); months],
            referrals: vec![Vec::new(); months],
            opened: Vec::new(),
            grow_up: vec![Vec::new(); months],
            leavers: vec![Vec::new(); months],
            own_referrals: true,
            support: leader.support.for_followers(),
            children: vec![0; levels],
            level_families: vec![0; levels],
            tally: Tally::new(leader.tally.record.layout),
            births: 0.0,
            arrivals: 0.0,
            odds: super::run::Odds::default(),
            pending: Vec::new(),
            door: None,
            returns: vec![Vec::new(); months],
            follows: true,
            due: Due::default(),
            joiners: Vec::new(),
        };
        Self { run, plan, place, members: Vec::new(), fresh: Vec::new() }
    }

    /// A month until places are offered. The leader's has got as far.
    fn advance(&mut self, month: usize, leader: &Run<'_>) {
        self.run.families.resize(leader.families.len(), absent());
        self.run.advance(month, self.plan);
        let bit = 1 << self.place;
        for (id, programme) in &leader.joiners {
            if leader.tally.split.get(*id as usize).is_none_or(|split| split & bit == 0) {
                self.run.support.line_up(*id, *programme, month as i32);
            }
        }
        let mut supported: Vec<i64> =
            leader.support.supported.iter().map(|it| i64::from(*it)).collect();
        let mut waiting: Vec<i64> =
            leader.support.waiting.iter().map(|it| i64::from(*it)).collect();
        for id in &self.members {
            let (theirs, ours) = (&leader.families[*id as usize], &self.run.families[*id as usize]);
            for (family, sign) in [(theirs, -1), (ours, 1)] {
                if family.support > 0 {
                    supported[usize::from(family.support) - 1] += sign;
                }
                if family.waiting > 0 {
                    waiting[usize::from(family.waiting) - 1] += sign;
                }
            }
        }
        let whole = |it: Vec<i64>| it.into_iter().map(|it| it.max(0) as u32).collect();
        self.run.support.supported = whole(supported);
        self.run.support.waiting = whole(waiting);
    }

    /// Offers places to all families, after the leader has.
    fn offer(&mut self, now: i32, leader: &mut Run<'_>) {
        leader.tally.split.resize(leader.families.len(), 0);
        let run = &mut self.run;
        let before = leader.support.before.as_ref();
        let mut families = Beside {
            bit: 1 << self.place,
            leader: &leader.families,
            leader_cards: &leader.support.protection,
            leader_seats: &leader.seats,
            split: &mut leader.tally.split,
            families: &mut run.families,
            seats: &mut run.seats,
            fresh: &mut self.fresh,
        };
        // Whom the leader gave a place this month is as before, here.
        for (id, family) in before.iter().flat_map(|before| &before.families) {
            if families.split[*id as usize] & families.bit == 0
                && let Some(before) = before
            {
                let (cards, held) = (&mut run.support.protection, &mut run.support.held);
                families.part(*id, family, &before.cards, cards, held);
            }
        }
        let mut started = Vec::new();
        for programme in 0..self.plan.programmes.len() {
            run.support.offer(&mut families, programme, self.plan, now, |id| started.push(id));
        }
        started.into_iter().for_each(|id| run.seats.stale(id));
        self.keep_those_that_differ(now, leader);
    }

    /// Families that parted this month and came out the same are shared again.
    fn keep_those_that_differ(&mut self, now: i32, leader: &mut Run<'_>) {
        let fresh = std::mem::take(&mut self.fresh);
        let mut shared = false;
        for id in &fresh {
            let place = *id as usize;
            let (theirs, ours) = (&leader.families[place], &self.run.families[place]);
            let same = Family { card: 0, ..*theirs } == Family { card: 0, ..*ours }
                && self.run.support.protection.same(
                    ours.card,
                    &leader.support.protection,
                    theirs.card,
                );
            if same {
                leader.tally.split[place] &= !(1 << self.place);
                self.run.families[place] = absent();
                self.run.seats.remove(*id);
                shared = true;
            } else {
                self.members.push(*id);
                self.take_over(*id, now, leader);
            }
        }
        if shared {
            let families = &self.run.families;
            self.run.support.held.retain(|id| families[*id as usize].level != GROWN);
        }
    }

    /// What is to come in a family's life comes here too from now on.
    fn take_over(&mut self, id: u32, now: i32, leader: &Run<'_>) {
        let run = &mut self.run;
        let place = id as usize;
        let family = run.families[place];
        let ahead = |list: &[i32]| list.get(place).copied().filter(|month| *month > now);
        if let Some(month) = ahead(&leader.due.grow)
            && let Some(list) = run.grow_up.get_mut(month as usize)
        {
            list.push(id);
        }
        if let Some(month) = ahead(&leader.due.leave)
            && family.marks & KNOWN == 0
        {
            run.leavers[month as usize].push(id);
        }
        if let Some(time) = leader.due.wake.get(place).copied()
            && month_of(time) as i32 > now
            && family.rests != i16::MIN
        {
            run.wakes[month_of(time)].push((id, time, family.rests));
        }
        if family.support == 0 && family.waiting == 0 {
            let (since, referrals) = (i32::from(family.open_since), &mut run.referrals);
            run.world.provision.referrals(id, &family, since, self.plan, |at, it| {
                if at as i32 > now {
                    referrals[at].push(it);
                }
            });
        }
    }

    fn close(&mut self, month: usize, leader: &Run<'_>) {
        self.run.settle(month as i32);
        self.run.record_started(month);
        self.record_stocks(month, leader);
        let (ours, theirs) = (&self.run.families, &leader.families);
        self.members.retain(|id| {
            let gone = |families: &[Family]| families[*id as usize].level == GROWN;
            !gone(ours) || !gone(theirs)
        });
    }

    /// Stocks: the leader's, less what families that differ are there, plus what they
    /// are here.
    fn record_stocks(&mut self, month: usize, leader: &Run<'_>) {
        let (run, layout) = (&mut self.run, leader.tally.record.layout);
        let calendar = &run.world.scenario.calendar;
        let record = &mut run.tally.record;
        for level in 0..layout.levels {
            let children = leader.tally.record.get(Block::Children, level, month);
            record.add(Block::Children, level, month, children);
        }
        for (programme, families) in run.support.supported.iter().enumerate() {
            record.add(Block::Supported, programme, month, f64::from(*families));
        }
        for (programme, families) in run.support.waiting.iter().enumerate() {
            record.add(Block::Waiting, programme, month, f64::from(*families));
        }
        let year = calendar.count_index(month);
        if let Some(year) = year {
            for block in [Block::Families, Block::FamiliesSupported, Block::FamiliesWaiting] {
                for level in 0..layout.levels {
                    record.add(block, level, year, leader.tally.record.get(block, level, year));
                }
            }
            for row in 0..layout.levels * layout.strata {
                let families = leader.tally.record.get(Block::FamiliesByStratum, row, year);
                record.add(Block::FamiliesByStratum, row, year, families);
            }
        }
        for id in &self.members {
            let place = *id as usize;
            for (family, sign) in [(&leader.families[place], -1.0), (&run.families[place], 1.0)] {
                if family.level == GROWN {
                    continue;
                }
                let level = usize::from(family.level);
                record.add(Block::Children, level, month, sign * f64::from(family.size));
                let Some(year) = year else { continue };
                record.add(Block::Families, level, year, sign);
                let row = level * layout.strata + usize::from(family.stratum);
                let row = if layout.strata > 1 { row } else { level };
                record.add(Block::FamiliesByStratum, row, year, sign);
                if family.support > 0 {
                    record.add(Block::FamiliesSupported, level, year, sign);
                } else if family.waiting > 0 {
                    record.add(Block::FamiliesWaiting, level, year, sign);
                }
            }
        }
    }

    fn finish(mut self, leader: &Run<'_>) -> Vec<f64> {
        let record = &mut self.run.tally.record;
        let (all, beside) = (&leader.tally.record, &leader.tally.besides[self.place]);
        for block in FLOWS {
            for place in record.layout.places(block) {
                record.numbers[place] += all.numbers[place] - beside.numbers[place];
            }
        }
        self.run.finish(self.plan)
    }
}

/// A family that is not held here.
fn absent() -> Family {
    Family { level: GROWN, ..Family::newborn(0, 0) }
}

/// The families of an option that follows: its own copies, and the leader's.
struct Beside<'r> {
    bit: u32,
    leader: &'r [Family],
    leader_cards: &'r Protection,
    leader_seats: &'r ActiveFamilies,
    split: &'r mut [u32],
    families: &'r mut [Family],
    seats: &'r mut ActiveFamilies,
    fresh: &'r mut Vec<u32>,
}

impl Beside<'_> {
    /// Takes a copy of a family; it is seated if it is with the leader.
    fn part(
        &mut self,
        id: u32,
        family: &Family,
        its_cards: &Protection,
        cards: &mut Protection,
        held: &mut Vec<u32>,
    ) {
        let place = id as usize;
        let card = cards.copy(its_cards, family.card);
        self.families[place] = Family { card, ..*family };
        self.split[place] |= self.bit;
        self.fresh.push(id);
        if self.leader_seats.has(id) {
            self.seats.add(id);
        }
        if family.support > 0 || family.waiting > 0 {
            held.push(id);
        }
    }
}

impl Households for Beside<'_> {
    fn get(&self, id: u32) -> &Family {
        let place = id as usize;
        if self.split[place] & self.bit == 0 { &self.leader[place] } else { &self.families[place] }
    }

    fn own(&mut self, id: u32, cards: &mut Protection, held: &mut Vec<u32>) -> &mut Family {
        let place = id as usize;
        if self.split[place] & self.bit == 0 {
            let family = self.leader[place];
            self.part(id, &family, self.leader_cards, cards, held);
        }
        &mut self.families[place]
    }

    fn candidates(&self) -> impl Iterator<Item = u32> {
        let shared = self.leader_seats.all().iter().map(|seat| seat.id);
        let shared = shared.filter(|id| self.split[*id as usize] & self.bit == 0);
        shared.chain(self.seats.all().iter().map(|seat| seat.id))
    }
}
