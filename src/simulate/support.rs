//! Places, queues, offers, ends.
//!
//! Families with the need and no place are referred at a rate; the month of a
//! referral is found at once when the family becomes open to it. Free places go
//! first to the queue in order of joining, those who joined together by lot, then
//! to any family with the need by weighted lot.

use super::family::{Family, GROWN, KNOWN};
use super::roster::Population;
use crate::chance::{Chance, Purpose};
use crate::maths;
use crate::scenario::Scenario;

/// Random numbers and rates of support in one draw.
#[derive(Debug, Clone)]
pub struct Provision {
    end: Chance,
    drop_out: Chance,
    referral: Chance,
    offer: Chance,
    /// Chance that support ends in a month, by programme.
    ends: Vec<f64>,
    /// Chance of dropping out while waiting.
    drops: Vec<f64>,
    /// Rate of referral a month, families never known and known.
    asks: Vec<[f64; 2]>,
    /// Weight of known families when places go by lot.
    known_weight: Vec<f64>,
    /// Which levels each programme serves.
    serves: Vec<Vec<bool>>,
}

impl Provision {
    /// The numbers of a draw.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, draw: u64) -> Self {
        let programmes = &scenario.programmes;
        let levels = scenario.levels.len();
        Self {
            end: Chance::new(seed, draw, Purpose::SupportEnd),
            drop_out: Chance::new(seed, draw, Purpose::DropOut),
            referral: Chance::new(seed, draw, Purpose::Referral),
            offer: Chance::new(seed, draw, Purpose::Offer),
            ends: programmes.iter().map(|p| 1.0 / p.length.now.max(1.0)).collect(),
            drops: programmes
                .iter()
                .map(|p| maths::leave_probability(p.drop_out.now / 12.0))
                .collect(),
            asks: programmes
                .iter()
                .map(|p| {
                    let base = p.referral.now / 12.0;
                    [base, base * p.known_weight.now]
                })
                .collect(),
            known_weight: programmes.iter().map(|p| p.known_weight.now).collect(),
            serves: programmes
                .iter()
                .map(|p| (0..levels).map(|level| p.levels.contains(&level)).collect())
                .collect(),
        }
    }

    /// Whether a programme serves a level.
    #[must_use]
    pub fn serves(&self, programme: usize, level: u8) -> bool {
        self.serves[programme].get(usize::from(level)).copied().unwrap_or(false)
    }

    /// Months in which a family open since `month` will be referred, by programme,
    /// unless something happens before.
    pub fn referrals(
        &self,
        id: u32,
        family: &Family,
        month: i32,
        last: usize,
        mut put: impl FnMut(usize, Referral),
    ) {
        let known = usize::from(family.marks & KNOWN != 0);
        for programme in 0..self.serves.len() {
            let rate = self.asks[programme][known];
            if !self.serves(programme, family.level) || rate <= 0.0 {
                continue;
            }
            let key = month as u32 * 16 + programme as u32;
            let wait = -maths::ln(1.0 - self.referral.uniform(u64::from(id), key)) / rate;
            let at = f64::from(month) + wait;
            if at < last as f64 + 1.0 {
                let referral = Referral { id, since: month as i16, programme: programme as u8 };
                put(at as usize, referral);
            }
        }
    }
}

/// A referral to come. It lapses if the family is no longer open since then.
#[derive(Debug, Clone, Copy)]
pub struct Referral {
    id: u32,
    since: i16,
    programme: u8,
}

/// Who holds places and who waits, in one option of one draw.
#[derive(Debug, Clone)]
pub struct Support<'a> {
    provision: &'a Provision,
    /// Families supported, by programme.
    pub supported: Vec<u32>,
    /// Families waiting, by programme.
    pub waiting: Vec<u32>,
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
    pub fn new(provision: &'a Provision, population: &Population) -> Self {
        let count = provision.serves.len();
        let mut support = Self {
            provision,
            supported: vec![0; count],
            waiting: vec![0; count],
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

    /// Ends a family's support in `month`: its protection starts to fade.
    pub fn end(&mut self, family: &mut Family, ended: &mut [i16], month: i32) {
        if family.support > 0 {
            let programme = usize::from(family.support) - 1;
            self.supported[programme] -= 1;
            family.dosed |= 1 << programme;
            ended[programme] = month as i16;
            family.support = 0;
        }
    }

    /// Takes a family off its queue.
    pub fn leave_queue(&mut self, family: &mut Family) {
        if family.waiting > 0 {
            self.waiting[usize::from(family.waiting) - 1] -= 1;
            family.waiting = 0;
        }
    }

    /// Planned ends and drop-outs of one family in a month. Says whether there was one.
    pub fn month_of(
        &mut self,
        id: u32,
        family: &mut Family,
        ended: &mut [i16],
        month: i32,
    ) -> bool {
        let (provision, entity, key) = (self.provision, u64::from(id), month as u32);
        if family.support > 0 {
            let programme = usize::from(family.support) - 1;
            let ends = provision.end.uniform(entity, key) < provision.ends[programme];
            if ends {
                self.end(family, ended, month);
            }
            ends
        } else if family.waiting > 0 {
            let programme = usize::from(family.waiting) - 1;
            let drops = provision.drop_out.uniform(entity, key) < provision.drops[programme];
            if drops {
                self.leave_queue(family);
            }
            drops
        } else {
            false
        }
    }

    /// Puts a referred family in the queue, if it is still open.
    pub fn refer(&mut self, families: &mut [Family], referral: Referral, month: i32) {
        let family = &mut families[referral.id as usize];
        let programme = usize::from(referral.programme);
        let open = family.support == 0
            && family.waiting == 0
            && family.open_since == referral.since
            && self.provision.serves(programme, family.level);
        if open {
            family.waiting = referral.programme + 1;
            family.queued = month as i16;
            self.waiting[programme] += 1;
            self.queues[programme].push((referral.id, family.queued));
            self.held.push(referral.id);
        }
    }

    /// Offers free places. `candidates` are families to whom something can happen.
    /// `started` learns who was given one.
    pub fn offer(
        &mut self,
        families: &mut [Family],
        candidates: impl Iterator<Item = u32>,
        programme: usize,
        places: f64,
        month: i32,
        mut started: impl FnMut(u32),
    ) {
        self.order_joiners(programme, month);
        let places = (places + 0.5) as u32;
        let mut free = places.saturating_sub(self.supported[programme]);
        let mut queue = std::mem::take(&mut self.queues[programme]);
        queue.retain(|(id, joined)| {
            let family = &mut families[*id as usize];
            if usize::from(family.waiting) != programme + 1 || family.queued != *joined {
                return false;
            }
            if free == 0 {
                return true;
            }
            free -= 1;
            self.leave_queue(family);
            self.start(family, programme);
            started(*id);
            false
        });
        self.settled[programme] = queue.len();
        self.queues[programme] = queue;
        if free > 0 {
            for id in self.lot(families, candidates, programme, free as usize, month) {
                self.start(&mut families[id as usize], programme);
                self.held.push(id);
                started(id);
            }
        }
    }

    fn start(&mut self, family: &mut Family, programme: usize) {
        family.support = programme as u8 + 1;
        self.supported[programme] += 1;
    }

    /// Families that joined in the same month stand in an order drawn by lot.
    fn order_joiners(&mut self, programme: usize, month: i32) {
        let offer = self.provision.offer;
        let key = month as u32 * 16 + programme as u32;
        let lot = |(id, _): &(u32, i16)| (offer.uniform(u64::from(*id), key).to_bits(), *id);
        self.queues[programme][self.settled[programme]..].sort_by_cached_key(lot);
    }

    /// Weighted lot: each open family has an exponential number over its weight;
    /// the smallest win. A cheap bound spares most logarithms.
    fn lot(
        &self,
        families: &[Family],
        candidates: impl Iterator<Item = u32>,
        programme: usize,
        free: usize,
        month: i32,
    ) -> Vec<u32> {
        let provision = self.provision;
        let key = month as u32 * 16 + 8 + programme as u32;
        let open: Vec<(u32, f64)> = candidates
            .filter_map(|id| {
                let family = &families[id as usize];
                let open = family.support == 0
                    && family.waiting == 0
                    && family.level != GROWN
                    && provision.serves(programme, family.level);
                let known = family.marks & KNOWN != 0;
                open.then_some((id, if known { provision.known_weight[programme] } else { 1.0 }))
            })
            .collect();
        let weight: f64 = open.iter().map(|(_, weight)| weight).sum();
        let mut bound =
            if weight > 0.0 { (2.0 * free as f64 + 10.0) / weight } else { f64::INFINITY };
        let mut winners: Vec<(f64, u32)>;
        loop {
            winners = open
                .iter()
                .filter_map(|(id, weight)| {
                    let uniform = provision.offer.uniform(u64::from(*id), key);
                    let near = *weight > 0.0 && uniform < weight * bound;
                    let lot = near.then(|| -maths::ln(1.0 - uniform) / weight)?;
                    (lot < bound).then_some((lot, *id))
                })
                .collect();
            if winners.len() >= free || bound > 1e6 {
                break;
            }
            bound *= 8.0;
        }
        winners.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        winners.into_iter().take(free).map(|(_, id)| id).collect()
    }
}
