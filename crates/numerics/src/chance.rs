//! Keyed random streams, which give common random numbers (CRN) across options: every random
//! number is a pure function of `(seed, draw, purpose, entity, month)`.
//!
//! Nothing is drawn "next", so adding a process never shifts another, adding
//! draws never changes earlier ones, options of one draw share their chance,
//! and no result depends on threads or order. The mixing function is the
//! finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
//! pseudorandom number generators", with Stafford's "Mix13" constants), applied
//! to a Weyl sequence for generators and twice to the key for single uniforms.

pub mod point;

use core::convert::Infallible;
use rand::TryRng;

/// What a random number decides. The discriminant is part of every key:
/// never reorder or reuse a number, only add.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// Value of an uncertain number, before points across draws; kept so that the
    /// number is not used again.
    Parameter = 1,
    /// Starting population: level, history, age and size of each family.
    Start = 2,
    /// Move between levels in a month.
    Move = 3,
    /// How long a family with no need and no recent contact stays so.
    Quiet = 4,
    /// Where a quiet family goes when it moves.
    QuietMove = 5,
    /// End of support in a month.
    SupportEnd = 6,
    /// Referral to support in a month.
    Referral = 7,
    /// Dropping out of the waiting list in a month.
    DropOut = 8,
    /// Order in which places are offered.
    Offer = 9,
    /// Where the running totals of births and arrivals start.
    Birth = 10,
    /// Size of a new family.
    Size = 11,
    /// Authority-year effects.
    AuthorityYear = 12,
    /// Whether a quiet family makes a proposed move.
    QuietAccept = 13,
    /// Class of a division that a family comes to hold.
    Class = 14,
    /// Age of a family that moves to the authority.
    Newcomer = 15,
    /// When a family goes elsewhere.
    Leaving = 16,
    /// Whether a family engages with the support it is given.
    Engagement = 17,
    /// Whether a place given was added lately.
    NewlyReached = 18,
    /// Whether a source of money is renewed.
    Renewal = 19,
    /// How long children who came before the first day still stay.
    Visitor = 20,
    /// The front door: when a family comes, how urgent it is, how long it waits.
    Door = 21,
    /// Whether a family whose support ends has completed it.
    Completion = 22,
    /// Times of arrivals from outside within a month.
    Inflow = 30,
    /// How long someone who arrived stays.
    Stay = 31,
    /// How many are there at the start, and whom they bring forth.
    Lineage = 32,
    /// How long a piece of work takes, and how long people wait for it.
    Service = 33,
    /// Point of an uncertain number across draws.
    Point = 40,
    /// Whether the part of a place beyond a whole number is a place in this draw.
    Place = 41,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes 64 bits so that every input bit reaches every output bit.
#[inline]
#[must_use]
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A stable 64-bit hash of text (FNV-1a, then mixed).
#[must_use]
pub fn hash_text(text: &str) -> u64 {
    mix(text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    }))
}

/// The 53 high bits as a number in [0, 1).
#[inline]
#[must_use]
pub fn unit_interval(bits: u64) -> f64 {
    (bits >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// All random numbers of one purpose in one draw.
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    key: u64,
}

impl Chance {
    /// The chance of `purpose` in `draw` under `seed`.
    #[must_use]
    pub fn new(seed: u64, draw: u64, purpose: Purpose) -> Self {
        let key = mix(seed.wrapping_add(GOLDEN));
        let key = mix(key ^ draw.wrapping_mul(GOLDEN).wrapping_add(0x632B_E59B_D9B4_E019));
        Self { key: mix(key.wrapping_add((purpose as u64).wrapping_mul(0xD1B5_4A32_D192_ED03))) }
    }

    /// The uniform number of an entity in a month, in [0, 1).
    #[inline]
    #[must_use]
    pub fn uniform(&self, entity: u64, month: u32) -> f64 {
        unit_interval(self.bits(entity, month))
    }

    #[inline]
    fn bits(&self, entity: u64, month: u32) -> u64 {
        let place = (entity << 32) ^ u64::from(month);
        mix(mix(place.wrapping_mul(GOLDEN) ^ self.key).wrapping_add(self.key))
    }

    /// A whole number whose mean over draws is `number`: the part beyond a whole number
    /// counts as one in that share of draws.
    ///
    /// An entity's uniform number is the same in every month, so that more is never less,
    /// and what holds on to a place longer than a month does not make the part larger.
    #[must_use]
    pub fn whole(&self, entity: u64, number: f64) -> u32 {
        (number + self.uniform(entity, 0)).max(0.0) as u32
    }

    /// A generator for when an entity needs several numbers.
    #[must_use]
    pub fn stream(&self, entity: u64, month: u32) -> Stream {
        Stream { state: self.bits(entity, month) }
    }
}

/// A short sequence of random numbers belonging to one key (SplitMix64).
#[derive(Debug, Clone)]
pub struct Stream {
    state: u64,
}

impl Stream {
    /// Next uniform number in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        unit_interval(self.next())
    }

    /// Next waiting time of something that happens once per unit of time on average.
    pub fn waiting_time(&mut self) -> f64 {
        crate::maths::hazard_of(self.uniform())
    }

    /// A sequence of its own, so that what it decides never shifts this one.
    #[must_use]
    pub fn split(&mut self) -> Self {
        Self { state: self.next() }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    /// Fails if a part of a number does not count as one in that share of draws, if more
    /// makes less in any draw, or if a whole number is anything but itself.
    #[test]
    fn a_part_is_one_in_that_share_of_draws() {
        let of = |draw, number| Chance::new(3, draw, Purpose::Place).whole(1, number);
        for number in [0.0, 0.109, 5.0, 5.454, 5.999] {
            let n = 20_000;
            let mean = (0..n).map(|draw| f64::from(of(draw, number))).sum::<f64>() / n as f64;
            let error = (number.fract() * (1.0 - number.fract()) / n as f64).sqrt();
            assert!((mean - number).abs() <= 4.0 * error, "{number}: {mean}");
        }
        for draw in 0..200 {
            let all = [-1.0, 0.0, 0.3, 0.9, 1.0, 1.2, 5.4, 6.0].map(|number| of(draw, number));
            assert!(all.is_sorted() && all[0] == 0 && all[4] == 1 && all[7] == 6, "{all:?}");
        }
    }

    use super::*;

    /// Fails if any part of the key is ignored.
    #[test]
    fn every_part_of_the_key_matters() {
        let base = Chance::new(1, 2, Purpose::Move).bits(3, 4);
        assert_ne!(base, Chance::new(2, 2, Purpose::Move).bits(3, 4));
        assert_ne!(base, Chance::new(1, 3, Purpose::Move).bits(3, 4));
        assert_ne!(base, Chance::new(1, 2, Purpose::Start).bits(3, 4));
        assert_ne!(base, Chance::new(1, 2, Purpose::Move).bits(4, 4));
        assert_ne!(base, Chance::new(1, 2, Purpose::Move).bits(3, 5));
    }

    /// Mean 1/2, variance 1/12 and no correlation between neighbours in entity,
    /// month or draw; fails if mixing is too weak for neighbouring keys.
    #[test]
    fn neighbouring_keys_look_independent() {
        let n = 40_000_u32;
        let uniform = |e: u32, m: u32, d: u64| {
            Chance::new(7, d, Purpose::Move).uniform(u64::from(e), m) - 0.5
        };
        let mean = |f: &dyn Fn(u32) -> f64| (0..n).map(f).sum::<f64>() / f64::from(n);
        let limit = 5.0 / f64::from(n).sqrt();
        assert!(mean(&|e| uniform(e, 1, 1)).abs() < limit * 0.2887);
        assert!((mean(&|e| uniform(e, 1, 1).powi_two()) - 1.0 / 12.0).abs() < limit * 0.08);
        for other in [|e| (e + 1, 1, 1_u64), |e| (e, 2, 1), |e| (e, 1, 2)] {
            let product = mean(&|e| {
                let (e2, m2, d2) = other(e);
                uniform(e, 1, 1) * uniform(e2, m2, d2)
            });
            assert!(product.abs() < limit / 12.0, "{product}");
        }
    }

    trait Square {
        fn powi_two(self) -> f64;
    }
    impl Square for f64 {
        fn powi_two(self) -> f64 {
            self * self
        }
    }
}
