//! Allocation: who is given a free place.
//!
//! Free places go first to the queue (in order of joining, or of need; those who joined
//! together in random order), then, by outreach, to any family with the need by weighted
//! random priority.
//!
//! ```text
//! lot = −ln(1 − u) ÷ weight, the smallest win
//! ```
//!
//! A family's numbers `u` are its own, so with more places everyone who would have won
//! still wins. Decisions 0003, 0029.

use super::active_families::ActiveFamilies;
use super::family::{Family, GROWN, KNOWN};
use super::queue::earlier;
use super::residual_effects::{NO_CARD, Protection};
use super::support::Support;
use crate::plan::{Plan, Provided};
use staircase_numerics::maths;

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
pub struct AllFamilies<'a> {
    /// By number.
    pub families: &'a mut [Family],
    /// Those to whom something can happen.
    pub seats: &'a ActiveFamilies,
}

impl Households for AllFamilies<'_> {
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

impl Support<'_> {
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
        let places = self.provision.places(programme, provided.open[month as usize]);
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
    pub(super) fn order_joiners(&mut self, programme: usize, month: i32) {
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
        winners.sort_by(earlier);
        winners.into_iter().take(free).map(|(_, id)| id).collect()
    }
}
