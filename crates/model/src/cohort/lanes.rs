//! Birth cohorts calculated side by side (SIMD lanes).
//!
//! The same sum is done for every cohort, so cohorts stand next to each other in memory
//! and a compiler can use vector instructions. Each lane is computed by itself, in the
//! same order everywhere: its bits do not depend on the machine.

use staircase_numerics::maths;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Sub, SubAssign};
use wide::f64x4;

/// Cohorts in a block.
pub const LANES: usize = 4;

/// One number of every cohort of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Lanes(f64x4);

impl Lanes {
    /// Nothing.
    pub const NONE: Self = Self(f64x4::ZERO);
    /// Every lane one.
    pub const ONE: Self = Self(f64x4::ONE);

    /// One number for each lane.
    #[inline(always)]
    #[must_use]
    pub fn new(numbers: [f64; LANES]) -> Self {
        Self(f64x4::new(numbers))
    }

    /// The number of each lane.
    #[inline(always)]
    #[must_use]
    pub fn each(&self) -> &[f64; LANES] {
        self.0.as_array()
    }

    /// The number of each lane, to change.
    #[inline(always)]
    pub fn each_mut(&mut self) -> &mut [f64; LANES] {
        self.0.as_mut_array()
    }

    /// The larger of each lane and `least`.
    #[inline(always)]
    #[must_use]
    pub fn at_least(self, least: f64) -> Self {
        let least = f64x4::splat(least);
        Self(self.0.simd_gt(least).select(self.0, least))
    }

    /// The smaller of each lane and `most`.
    #[inline(always)]
    #[must_use]
    pub fn at_most(self, most: f64) -> Self {
        let most = f64x4::splat(most);
        Self(self.0.simd_lt(most).select(self.0, most))
    }

    /// One where a lane is above zero, nothing elsewhere.
    #[inline(always)]
    #[must_use]
    pub fn above(self) -> Self {
        Self(self.0.simd_gt(f64x4::ZERO).select(f64x4::ONE, f64x4::ZERO))
    }

    /// Whether any lane is above zero.
    #[inline(always)]
    #[must_use]
    pub fn any(self) -> bool {
        self.0.simd_gt(f64x4::ZERO).any()
    }

    /// One over each lane that is above zero; the others get a finite number.
    #[inline(always)]
    #[must_use]
    pub fn inverse(self) -> Self {
        Self::ONE / self.at_least(f64::MIN_POSITIVE)
    }

    /// Sum over the lanes, always in the same order.
    #[inline(always)]
    #[must_use]
    pub fn sum(self) -> f64 {
        let [a, b, c, d] = self.0.to_array();
        (a + b) + (c + d)
    }

    /// `e^(−after)` from `start = e^(−before)`: by a series where the two are near, as they
    /// are wherever support takes a little of a monthly hazard.
    #[inline(always)]
    #[must_use]
    pub fn decayed(start: Self, before: Self, after: Self) -> Self {
        let apart = before - after;
        let near = start * maths::exp_near_zero(apart);
        let far = apart.0.abs().simd_gt(f64x4::splat(maths::NEAR_ZERO));
        if far.any() { Self::decayed_far(near, apart, after) } else { near }
    }

    #[cold]
    fn decayed_far(near: Self, apart: Self, after: Self) -> Self {
        Self::new(std::array::from_fn(|lane| {
            let far = apart.each()[lane].abs() > maths::NEAR_ZERO;
            if far { maths::exp(-after.each()[lane]) } else { near.each()[lane] }
        }))
    }
}

impl From<f64> for Lanes {
    #[inline(always)]
    fn from(number: f64) -> Self {
        Self(f64x4::splat(number))
    }
}

impl Add for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Div for Lanes {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(self.0 / other.0)
    }
}

impl Mul<f64> for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, times: f64) -> Self {
        Self(self.0 * f64x4::splat(times))
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Lanes {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl MulAssign for Lanes {
    #[inline(always)]
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if the series is used too far from zero, or misses digits near it.
    #[test]
    fn what_stays_is_the_exponential_near_and_far() {
        for apart in [0.0, 1e-9, -0.003, 0.02, 0.0624, -0.0626, 0.5, 3.0, 400.0, 800.0] {
            let after = 0.7;
            let before = after + apart;
            let stays = Lanes::decayed(
                Lanes::from(maths::exp(-before)),
                Lanes::from(before),
                Lanes::new([after; LANES]),
            );
            for lane in stays.each() {
                assert!((lane / maths::exp(-after) - 1.0).abs() < 2e-15, "{apart}: {lane}");
            }
        }
    }
}
