//! Places, queues, offers, ends.

use super::family::Family;
use super::roster::Population;
use super::stream::{Chance, Purpose};
use crate::maths;
use crate::scenario::Scenario;
use crate::scenario::resolved::Programme;

/// Random numbers of support in one draw.
#[derive(Debug, Clone, Copy)]
pub struct SupportChance {
    end: Chance,
    drop_out: Chance,
    referral: Chance,
    offer: Chance,
}

impl SupportChance {
    /// The numbers of a draw.
    #[must_use]
    pub fn new(seed: u64, draw: u64) -> Self {
        Self {
            end: Chance::new(seed, draw, Purpose::SupportEnd),
            drop_out: Chance::new(seed, draw, Purpose::DropOut),
            referral: Chance::new(seed, draw, Purpose::Referral),
            offer: Chance::new(seed, draw, Purpose::Offer),
        }
    }
}

/// Who holds places and who waits, in one option of one draw.
#[derive(Debug, Clone)]
pub struct Support {
    chance: SupportChance,
    /// Families supported, by programme.
    pub supported: Vec<u32>,
    /// Families waiting, by programme.
    pub waiting: Vec<u32>,
    /// Queues in order of joining; entries of families that left it are skipped.
    queues: Vec<Vec<u32>>,
    ends: Vec<f64>,
    drops: Vec<f64>,
    asks: Vec<[f64; 2]>,
    serves: Vec<Vec<bool>>,
    /// Levels that some programme serves.
    served: Vec<bool>,
}

impl Support {
    /// The starting position of a draw.
    #[must_use]
    pub fn new(scenario: &Scenario, population: &Population, chance: SupportChance) -> Self {
        let programmes = &scenario.programmes;
        let count = programmes.len();
        let mut support = Self {
            chance,
            supported: vec![0; count],
            waiting: vec![0; count],
            queues: vec![Vec::new(); count],
            ends: programmes.iter().map(|p| 1.0 / p.length.now.max(1.0)).collect(),
            drops: programmes
                .iter()
                .map(|p| maths::leave_probability(p.drop_out.now / 12.0))
                .collect(),
            asks: programmes.iter().map(asks).collect(),
            serves: programmes
                .iter()
                .map(|p| {
                    (0..scenario.levels.len()).map(|level| p.levels.contains(&level)).collect()
                })
                .collect(),
            served: (0..scenario.levels.len())
                .map(|level| programmes.iter().any(|p| p.levels.contains(&level)))
                .collect(),
        };
        for (id, family) in population.families.iter().enumerate() {
            if family.support > 0 {
                support.supported[usize::from(family.support) - 1] += 1;
            }
            if family.waiting > 0 {
                support.waiting[usize::from(family.waiting) - 1] += 1;
                support.queues[usize::from(family.waiting) - 1].push(id as u32);
            }
        }
        for programme in 0..count {
            support.order_joiners(programme, 0, 0);
        }
        support
    }

    /// Whether a programme serves a level.
    #[must_use]
    pub fn serves(&self, programme: usize, level: u8) -> bool {
        self.serves[programme][usize::from(level)]
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

    /// Planned ends and drop-outs of one family in a month.
    pub fn month_of(&mut self, id: u32, family: &mut Family, ended: &mut [i16], month: i32) {
        if family.support > 0 {
            let programme = usize::from(family.support) - 1;
            if self.chance.end.uniform(u64::from(id), month as u32) < self.ends[programme] {
                self.end(family, ended, month);
            }
        } else if family.waiting > 0 {
            let programme = usize::from(family.waiting) - 1;
            if self.chance.drop_out.uniform(u64::from(id), month as u32) < self.drops[programme] {
                self.leave_queue(family);
            }
        }
    }

    /// Whether a family has no place, no queue and a level that some programme serves.
    #[inline]
    #[must_use]
    pub fn may_refer(&self, family: &Family) -> bool {
        self.served[usize::from(family.level)] && family.support == 0 && family.waiting == 0
    }

    /// Referral of one family in a month, with the need, no place and no queue.
    /// Says whether it joined a queue.
    pub fn refer(&mut self, id: u32, family: &mut Family, month: i32, known: bool) -> bool {
        for programme in 0..self.serves.len() {
            if family.support == 0
                && family.waiting == 0
                && self.serves[programme][usize::from(family.level)]
            {
                let key = month as u32 * 16 + programme as u32;
                let uniform = self.chance.referral.uniform(u64::from(id), key);
                if uniform < self.asks[programme][usize::from(known)] {
                    family.waiting = programme as u8 + 1;
                    family.queued = month as i16;
                    self.waiting[programme] += 1;
                    self.queues[programme].push(id);
                    return true;
                }
            }
        }
        false
    }

    /// Offers free places: first to the queue in order of joining, then to anyone
    /// with the need by weighted lot.
    pub fn offer(
        &mut self,
        families: &mut [Family],
        (active, held): (&[u32], &mut Vec<u32>),
        programme: usize,
        places: f64,
        weight_of_known: f64,
        month: i32,
    ) {
        let joined = self.first_of_month(families, programme, month);
        self.order_joiners(programme, joined, month);
        let places = (places + 0.5) as u32;
        let mut free = places.saturating_sub(self.supported[programme]);
        let mut kept = Vec::new();
        for id in std::mem::take(&mut self.queues[programme]) {
            let family = &mut families[id as usize];
            if usize::from(family.waiting) != programme + 1 {
                continue;
            }
            if free > 0 {
                free -= 1;
                self.leave_queue(family);
                self.start(family, programme);
            } else {
                kept.push(id);
            }
        }
        self.queues[programme] = kept;
        if free > 0 {
            self.reach_out(families, (active, held), programme, free, weight_of_known, month);
        }
    }

    fn start(&mut self, family: &mut Family, programme: usize) {
        family.support = programme as u8 + 1;
        self.supported[programme] += 1;
    }

    /// Place in the queue of the first family that joined in `month`. A family
    /// that dropped out and came back stands where it joined last.
    fn first_of_month(&mut self, families: &[Family], programme: usize, month: i32) -> usize {
        let mine = programme as u8 + 1;
        let mut seen = std::collections::BTreeSet::new();
        let queue = &mut self.queues[programme];
        queue.reverse();
        queue.retain(|id| families[*id as usize].waiting == mine && seen.insert(*id));
        queue.reverse();
        queue
            .iter()
            .position(|id| i32::from(families[*id as usize].queued) == month)
            .unwrap_or(queue.len())
    }

    /// Families that joined together stand in an order drawn by lot.
    fn order_joiners(&mut self, programme: usize, from: usize, month: i32) {
        let offer = self.chance.offer;
        let key = month as u32 * 16 + programme as u32;
        self.queues[programme][from..].sort_by(|a, b| {
            let lot = |id: &u32| offer.uniform(u64::from(*id), key);
            lot(a).total_cmp(&lot(b)).then(a.cmp(b))
        });
    }

    /// Weighted lot: each candidate has an exponential number over its weight;
    /// the smallest win. A cheap bound spares most logarithms.
    fn reach_out(
        &mut self,
        families: &mut [Family],
        (active, held): (&[u32], &mut Vec<u32>),
        programme: usize,
        free: u32,
        weight_of_known: f64,
        month: i32,
    ) {
        let key = month as u32 * 16 + 8 + programme as u32;
        let candidates: Vec<(u32, f64)> = active
            .iter()
            .filter_map(|id| {
                let family = &families[*id as usize];
                let open = family.support == 0
                    && family.waiting == 0
                    && family.level != super::family::GROWN
                    && self.serves[programme][usize::from(family.level)];
                let known = family.marks & super::family::KNOWN != 0;
                open.then_some((*id, if known { weight_of_known } else { 1.0 }))
            })
            .collect();
        let weight: f64 = candidates.iter().map(|(_, weight)| weight).sum();
        let free = free as usize;
        let mut bound =
            if weight > 0.0 { (2.0 * free as f64 + 10.0) / weight } else { f64::INFINITY };
        let mut winners: Vec<(f64, u32)>;
        loop {
            winners = candidates
                .iter()
                .filter_map(|(id, weight)| {
                    let uniform = self.chance.offer.uniform(u64::from(*id), key);
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
        for (_, id) in winners.into_iter().take(free) {
            self.start(&mut families[id as usize], programme);
            held.push(id);
        }
    }
}

fn asks(programme: &Programme) -> [f64; 2] {
    let base = programme.referral.now / 12.0;
    [maths::leave_probability(base), maths::leave_probability(base * programme.known_weight.now)]
}
