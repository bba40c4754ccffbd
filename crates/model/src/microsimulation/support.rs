//! Capacity and queues: who holds a place, who waits, when either ends.
//!
//! ```text
//! support ends with 1 ÷ length a month, or 1 ÷ unused for who does not engage
//! ```
//!
//! Who is referred stands in [`super::eligibility`], who is given a place in
//! [`super::allocation`]. Decisions 0003, 0004, 0029, 0030.

use super::eligibility::{Provision, Referral};
use super::family::{Family, GROWN};
use super::residual_effects::Protection;
use super::roster::Population;
use crate::effects::EffectTable;
use crate::plan::Plan;

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
    pub(super) provision: &'a Provision,
    pub(super) effects: &'a [EffectTable],
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
    pub(super) open_weight: Vec<f64>,
    /// Families with a place or in a queue.
    pub held: Vec<u32>,
    /// Queues in order of joining: family and month. Entries of families that
    /// left the queue are passed over.
    pub(super) queues: Vec<Vec<(u32, i16)>>,
    /// Entries of each queue that joined before this month.
    pub(super) settled: Vec<usize>,
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
            let surplus = provision.surplus(id, month);
            if !surplus && provision.end.uniform(entity, key) >= chance {
                return Outcome::Stays;
            }
            let completion = provision.programmes[programme].completion;
            let completes = family.engaged
                && !surplus
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
}
