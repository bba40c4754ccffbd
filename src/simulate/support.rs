//! Places, queues, offers, ends.
//!
//! Families with the need and no place are referred at a rate; the month of a
//! referral is found at once when the family becomes open to it. Free places go
//! first to the queue (in order of joining, or of need; those who joined together by
//! lot), then, by outreach, to any family with the need by weighted lot.
//!
//! ```text
//! referred in the month in which Σ rate × weight passes −ln(1 − u)
//! lot = −ln(1 − u) ÷ weight, the smallest win
//! support ends with 1 ÷ length a month, or 1 ÷ unused for who does not engage
//! ```
//!
//! A family's numbers `u` are its own, so with more places everyone who would have won
//! still wins. Decisions 0003, 0004, 0029, 0030.

use super::family::{Family, GROWN, KNOWN};
use super::protection::{NO_CARD, Protection};
use super::roster::Population;
use super::seats::Seats;
use crate::chance::{Chance, Purpose};
use crate::maths;
use crate::model::effects::EffectTable;
use crate::model::history::{self, Known};
use crate::model::plan::{Plan, Provided};
use crate::model::space::Space;
use crate::scenario::Scenario;
use crate::scenario::resolved::Programme;
use crate::scenario::written::{HistoryTest, Order};

/// Random numbers of support in one draw, and who may have it.
#[derive(Debug, Clone)]
pub struct Provision {
    end: Chance,
    drop_out: Chance,
    referral: Chance,
    offer: Chance,
    engage: Chance,
    complete: Chance,
    new: Chance,
    programmes: Vec<Rules>,
    /// Whether each level is at or above the statutory threshold.
    statutory: Vec<bool>,
    profiles: usize,
}

/// What a programme asks of a family.
#[derive(Debug, Clone)]
struct Rules {
    /// Families taken, by level and profile.
    takes: Vec<bool>,
    /// Levels at which it takes any.
    serves: Vec<bool>,
    ages: (i32, i32),
    /// Levels to which support follows.
    follows: Vec<bool>,
    only_longer: bool,
    by_need: bool,
    outreach: bool,
    /// Weight of families known before when places go by lot.
    known_weight: f64,
    /// Chance that a place held by a family that does not engage falls free in a month.
    unused_ends: f64,
    /// Share of engaged families that complete.
    completion: f64,
    /// The programme's effects.
    effects: std::ops::Range<usize>,
}

impl Rules {
    fn new(scenario: &Scenario, space: &Space, number: usize, it: &Programme) -> Self {
        let profiles = history::profiles(scenario);
        let takes = (0..scenario.levels.len() * profiles)
            .map(|row| {
                it.levels.contains(&(row / profiles)) && history::takes(&it.who, row % profiles)
            })
            .collect();
        Self {
            takes,
            serves: (0..scenario.levels.len()).map(|level| it.levels.contains(&level)).collect(),
            ages: it.ages,
            follows: it.follows.clone(),
            only_longer: it.who.history == Some(HistoryTest::Longer),
            by_need: it.order == Order::ByNeed,
            outreach: it.outreach,
            known_weight: it.known_weight.now,
            unused_ends: 1.0 / it.unused.now.max(1.0),
            completion: it.completion.now,
            effects: space.effects[number].clone(),
        }
    }
}

impl Provision {
    /// The rules and numbers of a draw.
    #[must_use]
    pub fn new(scenario: &Scenario, space: &Space, seed: u64, draw: u64) -> Self {
        let programmes = scenario.programmes.iter().enumerate();
        let chance = |purpose| Chance::new(seed, draw, purpose);
        Self {
            end: chance(Purpose::SupportEnd),
            drop_out: chance(Purpose::DropOut),
            referral: chance(Purpose::Referral),
            offer: chance(Purpose::Offer),
            engage: chance(Purpose::Engagement),
            complete: chance(Purpose::Completion),
            new: chance(Purpose::NewlyReached),
            programmes: programmes.map(|(n, p)| Rules::new(scenario, space, n, p)).collect(),
            statutory: scenario.levels.iter().map(|level| level.statutory()).collect(),
            profiles: history::profiles(scenario),
        }
    }

    /// Whether a programme takes a family during a month.
    #[must_use]
    pub fn takes(&self, programme: usize, family: &Family, month: i32) -> bool {
        let rules = &self.programmes[programme];
        let age = family.age(month);
        age >= rules.ages.0 && age < rules.ages.1 && self.takes_profile(rules, family, month)
    }

    fn takes_profile(&self, rules: &Rules, family: &Family, month: i32) -> bool {
        let level = usize::from(family.level);
        self.statutory.get(level).is_some_and(|statutory| {
            rules.takes[level * self.profiles + family.profile(month, *statutory)]
        })
    }

    /// Whether support follows a family to a level.
    #[must_use]
    pub fn follows(&self, programme: usize, level: usize) -> bool {
        self.programmes[programme].follows[level]
    }

    /// First month from `month` on in which a programme may take a family that stays
    /// where it is.
    fn open_from(&self, rules: &Rules, family: &Family, month: i32) -> Option<i32> {
        let born = i32::from(family.born);
        let mut from = month.max(born.saturating_add(1).saturating_add(rules.ages.0));
        if from - 1 - born >= rules.ages.1 {
            return None;
        }
        if !self.takes_profile(rules, family, from) {
            if !rules.only_longer {
                return None;
            }
            from = from.max(i32::from(family.closed) + i32::from(Known::RECENT_MONTHS) + 1);
            if !self.takes_profile(rules, family, from) {
                return None;
            }
        }
        Some(from)
    }

    /// Months in which a family open since `month` will be referred, by programme,
    /// unless something happens before.
    pub fn referrals(
        &self,
        id: u32,
        family: &Family,
        month: i32,
        plan: &Plan,
        mut put: impl FnMut(usize, Referral),
    ) {
        let known = family.marks & KNOWN != 0;
        let level = usize::from(family.level);
        let programmes = self.programmes.iter().enumerate();
        for (programme, rules) in
            programmes.filter(|(_, rules)| rules.serves.get(level) == Some(&true))
        {
            let Some(from) = self.open_from(rules, family, month) else { continue };
            let weight = if known { rules.known_weight } else { 1.0 };
            let key = month as u32 * 16 + programme as u32;
            let uniform = self.referral.uniform(u64::from(id), key);
            let at = referred(&plan.programmes[programme], weight, from, uniform);
            if let Some(at) = at {
                let referral = Referral { id, since: month as i16, programme: programme as u8 };
                put(at, referral);
            }
        }
    }
}

/// Month in which the summed rate of referral from month `from` on passes an
/// exponential number.
fn referred(provided: &Provided, weight: f64, from: i32, uniform: f64) -> Option<usize> {
    let last = provided.referral.len() - 1;
    let from = usize::try_from(from).ok().filter(|from| *from <= last)?;
    let mut left = -maths::ln(1.0 - uniform);
    if provided.steady_referral {
        let rate = provided.referral[from] * weight;
        if rate <= 0.0 {
            return None;
        }
        let at = from as f64 + left / rate;
        return (at < last as f64 + 1.0).then_some(at as usize);
    }
    for month in from..=last {
        left -= provided.referral[month] * weight;
        if left < 0.0 {
            return Some(month);
        }
    }
    None
}

/// A referral to come. It lapses if the family is no longer open since then.
#[derive(Debug, Clone, Copy)]
pub struct Referral {
    /// The family.
    pub id: u32,
    since: i16,
    /// The programme.
    pub programme: u8,
}

/// What became of a family's place or turn in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It keeps what it has.
    Stays,
    /// Its support ended, uncompleted.
    Ended,
    /// It completed this programme.
    Finished(usize),
    /// It gave up waiting for this one.
    DroppedOut(usize),
}

/// Families to whom places are offered.
pub trait Households {
    /// A family as it is.
    fn get(&self, id: u32) -> &Family;
    /// A family to be changed. `cards` and `held` are those of the offer.
    fn own(&mut self, id: u32, cards: &mut Protection, held: &mut Vec<u32>) -> &mut Family;
    /// Families to whom something can happen.
    fn candidates(&self) -> impl Iterator<Item = u32>;
}

/// All families of a run.
#[derive(Debug)]
pub struct Everyone<'a> {
    /// By number.
    pub families: &'a mut [Family],
    /// Those to whom something can happen.
    pub seats: &'a Seats,
}

impl Households for Everyone<'_> {
    fn get(&self, id: u32) -> &Family {
        &self.families[id as usize]
    }

    fn own(&mut self, id: u32, _: &mut Protection, _: &mut Vec<u32>) -> &mut Family {
        &mut self.families[id as usize]
    }

    fn candidates(&self) -> impl Iterator<Item = u32> {
        self.seats.all().iter().map(|seat| seat.id)
    }
}

/// Families given a place this month, as they were before.
#[derive(Debug, Clone)]
pub struct Before {
    /// The families; their cards are in `cards`.
    pub families: Vec<(u32, Family)>,
    /// What stood on their cards.
    pub cards: Protection,
}

/// Who holds places and who waits, in one option of one draw.
#[derive(Debug, Clone)]
pub struct Support<'a> {
    provision: &'a Provision,
    effects: &'a [EffectTable],
    /// What support left with families.
    pub protection: Protection,
    /// Families supported, by programme.
    pub supported: Vec<u32>,
    /// Families waiting, by programme.
    pub waiting: Vec<u32>,
    /// Families given a place this month, by programme.
    pub started: Vec<u32>,
    /// Those families as they were, if anyone asks.
    pub before: Option<Before>,
    /// About the weight of families open to each programme, for bounds that spare work
    /// and decide nothing.
    open_weight: Vec<f64>,
    /// Families with a place or in a queue.
    pub held: Vec<u32>,
    /// Queues in order of joining: family and month. Entries of families that
    /// left the queue are passed over.
    queues: Vec<Vec<(u32, i16)>>,
    /// Entries of each queue that joined before this month.
    settled: Vec<usize>,
}

impl<'a> Support<'a> {
    /// The starting position of a draw.
    #[must_use]
    pub fn new(
        provision: &'a Provision,
        effects: &'a [EffectTable],
        population: &Population,
    ) -> Self {
        let count = provision.programmes.len();
        let mut support = Self {
            provision,
            effects,
            protection: population.protection.clone(),
            supported: vec![0; count],
            waiting: vec![0; count],
            started: vec![0; count],
            before: None,
            open_weight: vec![population.families.len() as f64 / 10.0 + 1.0; count],
            held: Vec::new(),
            queues: vec![Vec::new(); count],
            settled: vec![0; count],
        };
        for (id, family) in population.families.iter().enumerate() {
            let id = id as u32;
            if family.support > 0 {
                support.supported[usize::from(family.support) - 1] += 1;
                support.held.push(id);
            }
            if family.waiting > 0 {
                let programme = usize::from(family.waiting) - 1;
                support.waiting[programme] += 1;
                support.queues[programme].push((id, family.queued));
                support.held.push(id);
            }
        }
        for programme in 0..count {
            support.order_joiners(programme, 0);
            support.settled[programme] = support.queues[programme].len();
        }
        support
    }

    /// Goes on from here with no families but those that come to differ.
    #[must_use]
    pub fn for_followers(&self) -> Self {
        let protection = Protection::new(self.effects.len());
        Self { protection, held: Vec::new(), before: None, ..self.clone() }
    }

    /// Puts a family at the end of a queue.
    pub fn line_up(&mut self, id: u32, programme: usize, month: i32) {
        self.queues[programme].push((id, month as i16));
    }

    /// Ends a family's support in `month`: its protection starts to fade.
    pub fn end(&mut self, family: &mut Family, month: i32) {
        if family.support > 0 {
            let programme = usize::from(family.support) - 1;
            self.supported[programme] -= 1;
            family.support = 0;
            for effect in self.provision.programmes[programme].effects.clone() {
                self.protection.end(family.card, effect, month);
            }
        }
    }

    /// Takes a family off its queue.
    pub fn leave_queue(&mut self, family: &mut Family) {
        if family.waiting > 0 {
            self.waiting[usize::from(family.waiting) - 1] -= 1;
            family.waiting = 0;
        }
    }

    /// A family has come to a level: support ends unless it follows, and a queue is
    /// left unless its programme takes the family there.
    pub fn arrive(&mut self, family: &mut Family, month: i32) {
        let level = usize::from(family.level);
        if family.support > 0 && !self.provision.follows(usize::from(family.support) - 1, level) {
            self.end(family, month);
        }
        if family.waiting > 0
            && !self.provision.takes(usize::from(family.waiting) - 1, family, month + 1)
        {
            self.leave_queue(family);
        }
    }

    /// Planned ends and drop-outs of one family in a month.
    #[inline]
    pub fn month_of(&mut self, id: u32, family: &mut Family, plan: &Plan, month: i32) -> Outcome {
        let (provision, entity, key) = (self.provision, u64::from(id), month as u32);
        let at = month as usize;
        if family.support > 0 {
            let programme = usize::from(family.support) - 1;
            let chance = if family.engaged {
                plan.programmes[programme].ends[at]
            } else {
                provision.programmes[programme].unused_ends
            };
            if provision.end.uniform(entity, key) >= chance {
                return Outcome::Stays;
            }
            let completion = provision.programmes[programme].completion;
            let completes = family.engaged
                && (completion >= 1.0 || provision.complete.uniform(entity, key) < completion);
            self.end(family, month);
            if completes { Outcome::Finished(programme) } else { Outcome::Ended }
        } else if family.waiting > 0 {
            let programme = usize::from(family.waiting) - 1;
            let drops =
                provision.drop_out.uniform(entity, key) < plan.programmes[programme].drops[at];
            if !drops {
                return Outcome::Stays;
            }
            self.leave_queue(family);
            Outcome::DroppedOut(programme)
        } else {
            Outcome::Stays
        }
    }

    /// Puts a referred family in the queue, if it is still open. Says whether it was.
    pub fn refer(&mut self, families: &mut [Family], referral: Referral, month: i32) -> bool {
        let family = &mut families[referral.id as usize];
        let programme = usize::from(referral.programme);
        let open = family.support == 0
            && family.waiting == 0
            && family.level != GROWN
            && family.open_since == referral.since
            && self.provision.takes(programme, family, month + 1);
        if open {
            family.waiting = referral.programme + 1;
            family.queued = month as i16;
            self.waiting[programme] += 1;
            self.queues[programme].push((referral.id, family.queued));
            self.held.push(referral.id);
        }
        open
    }

    /// Offers free places. `started` learns who was given one.
    pub fn offer<H: Households>(
        &mut self,
        families: &mut H,
        programme: usize,
        plan: &Plan,
        month: i32,
        mut started: impl FnMut(u32),
    ) {
        self.order_joiners(programme, month);
        let provided = &plan.programmes[programme];
        let places = (provided.open[month as usize] + 0.5) as u32;
        let mut free = places.saturating_sub(self.supported[programme]);
        let mut queue = std::mem::take(&mut self.queues[programme]);
        queue.retain(|(id, joined)| {
            let family = families.get(*id);
            usize::from(family.waiting) == programme + 1 && family.queued == *joined
        });
        if self.provision.programmes[programme].by_need {
            queue.sort_by_key(|(id, _)| {
                let family = families.get(*id);
                let known = family.marks & KNOWN != 0;
                std::cmp::Reverse((family.level, known))
            });
        }
        let served = queue.len().min(free as usize);
        for (id, _) in queue.drain(..served) {
            let family = families.own(id, &mut self.protection, &mut self.held);
            self.note(id, family);
            self.leave_queue(family);
            self.start(id, family, programme, provided, month);
            started(id);
        }
        free -= served as u32;
        self.settled[programme] = queue.len();
        self.queues[programme] = queue;
        if free > 0 && self.provision.programmes[programme].outreach {
            for id in self.lot(families, programme, free as usize, month) {
                let family = families.own(id, &mut self.protection, &mut self.held);
                self.note(id, family);
                self.start(id, family, programme, provided, month);
                self.held.push(id);
                started(id);
            }
        }
    }

    /// Notes how a family was before it was given a place.
    fn note(&mut self, id: u32, family: &Family) {
        if let Some(before) = &mut self.before {
            let card = before.cards.copy(&self.protection, family.card);
            before.families.push((id, Family { card, ..*family }));
        }
    }

    fn start(
        &mut self,
        id: u32,
        family: &mut Family,
        programme: usize,
        provided: &Provided,
        month: i32,
    ) {
        let provision = self.provision;
        let (entity, key, at) = (u64::from(id), month as u32, month as usize);
        let engagement = provided.engagement[at];
        family.engaged = engagement >= 1.0 || provision.engage.uniform(entity, key) < engagement;
        family.support = programme as u8 + 1;
        self.supported[programme] += 1;
        self.started[programme] += 1;
        if family.card == NO_CARD {
            family.card = self.protection.card();
        }
        for number in provision.programmes[programme].effects.clone() {
            let effect = &self.effects[number];
            let counts = (family.engaged || !effect.engaged_only)
                && effect.newly_reached.is_none_or(|window| {
                    provision.new.uniform(entity, key) < provided.added_share(at, window)
                });
            self.protection.start(family.card, number, effect, month, counts);
        }
    }

    /// Families that joined in the same month stand in an order drawn by lot.
    fn order_joiners(&mut self, programme: usize, month: i32) {
        let offer = self.provision.offer;
        let key = month as u32 * 16 + programme as u32;
        let lot = |(id, _): &(u32, i16)| (offer.uniform(u64::from(*id), key).to_bits(), *id);
        let settled = self.settled[programme].min(self.queues[programme].len());
        self.queues[programme][settled..].sort_by_cached_key(lot);
    }

    /// Weighted lot: each open family has an exponential number over its weight; the
    /// smallest win. Only those whose number can be below a bound are looked at, and
    /// the bound is raised until there are enough of them.
    fn lot<H: Households>(
        &mut self,
        families: &H,
        programme: usize,
        free: usize,
        month: i32,
    ) -> Vec<u32> {
        let provision = self.provision;
        let known_weight = provision.programmes[programme].known_weight;
        let heaviest = known_weight.max(1.0);
        let key = (month as u32 * 16 + programme as u32) | 1 << 31;
        let enough = 1.5 * free as f64 + 10.0;
        // Where nearly all can win, all are looked at once.
        let bound_for = |weight: f64| {
            let bound = enough / weight;
            if heaviest * bound < 0.25 { bound } else { f64::INFINITY }
        };
        let mut bound = bound_for(self.open_weight[programme]);
        let mut winners: Vec<(f64, u32)>;
        loop {
            winners = families
                .candidates()
                .filter_map(|id| {
                    let number = || provision.offer.uniform(u64::from(id), key);
                    // −ln(1 − u) ≥ u, so that a number this high is never below the bound.
                    if bound.is_finite() && number() >= heaviest * bound {
                        return None;
                    }
                    let family = families.get(id);
                    let known = family.marks & KNOWN != 0;
                    let weight = if known { known_weight } else { 1.0 };
                    let open = family.support == 0
                        && family.waiting == 0
                        && family.level != GROWN
                        && weight > 0.0
                        && provision.takes(programme, family, month + 1);
                    let uniform = if open { number() } else { return None };
                    let near = uniform < weight * bound;
                    let lot = near.then(|| -maths::ln(1.0 - uniform) / weight)?;
                    (lot < bound).then_some((lot, id))
                })
                .collect();
            let found = winners.len() as f64;
            let weight = if bound.is_finite() { found / bound } else { found };
            self.open_weight[programme] = weight.max(1.0);
            if winners.len() >= free || !bound.is_finite() {
                break;
            }
            bound = bound_for(enough / (bound * 4.0));
        }
        winners.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        winners.into_iter().take(free).map(|(_, id)| id).collect()
    }
}
