//! Eligibility and referral: who may be given a place, and when families are referred.
//!
//! Families with the need and no place are referred at a rate; the month of a
//! referral is found at once when the family becomes open to it.
//!
//! ```text
//! referred in the month in which Σ rate × weight passes −ln(1 − u)
//! ```

use super::family::{Family, KNOWN};
use crate::history::{self, Known};
use crate::plan::{Plan, Provided};
use crate::space::Space;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::Programme;
use staircase_scenario::written::{HistoryTest, Order};

/// Random numbers of support in one draw, and who may have it.
#[derive(Debug, Clone)]
pub struct Provision {
    pub(super) end: Chance,
    pub(super) drop_out: Chance,
    referral: Chance,
    pub(super) offer: Chance,
    pub(super) engage: Chance,
    pub(super) complete: Chance,
    pub(super) new: Chance,
    place: Chance,
    /// Families of the first day without a place in this draw, by number.
    surplus: Vec<u32>,
    pub(super) programmes: Vec<Rules>,
    /// Whether each level is at or above the statutory threshold.
    statutory: Vec<bool>,
    profiles: usize,
}

/// What a programme asks of a family.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// Families taken, by level and profile.
    takes: Vec<bool>,
    /// Levels at which it takes any.
    serves: Vec<bool>,
    ages: (i32, i32),
    /// Levels to which support follows.
    follows: Vec<bool>,
    only_longer: bool,
    pub(super) by_need: bool,
    pub(super) outreach: bool,
    /// Weight of families known before when places go by lot.
    pub(super) known_weight: f64,
    /// Chance that a place held by a family that does not engage falls free in a month.
    pub(super) unused_ends: f64,
    /// Share of engaged families that complete.
    pub(super) completion: f64,
    /// The programme's effects.
    pub(super) effects: std::ops::Range<usize>,
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
            place: chance(Purpose::Place),
            surplus: Vec::new(),
            programmes: programmes.map(|(n, p)| Rules::new(scenario, space, n, p)).collect(),
            statutory: scenario.levels.iter().map(|level| level.statutory()).collect(),
            profiles: history::profiles(scenario),
        }
    }

    /// Whole places of a programme in this draw, of so many open ones in the mean.
    #[must_use]
    pub fn places(&self, programme: usize, open: f64) -> u32 {
        self.place.whole(programme as u64, open)
    }

    /// Lets go of families that hold a place on the first day beyond those of this draw.
    /// They are dealt out in the mean too, so that a programme of half a place may have one
    /// family and no place for it: kept, it would hold the place for the whole length of
    /// support in more draws than there are places.
    pub(super) fn trim(&mut self, families: &[Family], offer: &Plan) {
        for (programme, provided) in offer.programmes.iter().enumerate() {
            let lot =
                |id: &u32| (self.offer.uniform(u64::from(*id), programme as u32).to_bits(), *id);
            let mut held: Vec<u32> = (0_u32..)
                .zip(families)
                .filter(|(_, family)| usize::from(family.support) == programme + 1)
                .map(|(id, _)| id)
                .collect();
            let places = self.places(programme, provided.open[0]) as usize;
            if held.len() > places {
                held.sort_by_cached_key(lot);
                self.surplus.extend(&held[places..]);
            }
        }
        self.surplus.sort_unstable();
    }

    /// Whether a family's support ends in the first month because the draw has no place
    /// for it.
    pub(super) fn surplus(&self, id: u32, month: i32) -> bool {
        month == 1 && self.surplus.binary_search(&id).is_ok()
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
    let rate = provided.referral[from] * weight;
    // Most are not referred before the end, which shows without a logarithm: −ln(1 − u) ≥ u.
    let ahead = rate * (last + 1 - from) as f64 * (1.0 + 1e-9);
    if provided.steady_referral && uniform >= ahead {
        return None;
    }
    let mut left = -maths::ln(1.0 - uniform);
    if provided.steady_referral {
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
    pub(super) since: i16,
    /// The programme.
    pub programme: u8,
}
