//! Parameter sets of the probabilistic sensitivity analysis (PSA): points of the uncertain
//! numbers across draws, an extensible Latin hypercube.
//!
//! The points of one number are the base-2 radical inverse of the draw's number, with
//! two nested scramblings (Owen 1995) that belong to that number alone. Scrambling the
//! value leaves the first `2^m` points one in each of `2^m` equal parts. Scrambling the
//! order shuffles them within every such block, so that numbers are independent of each
//! other (the padding of Burley 2020, "Practical hash-based Owen scrambling"; here each
//! bit flips by a full hash of the bits above it).
//!
//! A point depends on the seed, the number's key and the draw alone. More draws never
//! change earlier ones, and a new number never changes another's points.

use super::{Chance, GOLDEN, Purpose, mix};

/// Chance histories that share the uncertain numbers of a parameter draw.
pub const REPLICATES: u64 = 2;

/// The parameter draw that a draw takes its uncertain numbers from.
#[must_use]
pub fn parameter_set(draw: u64) -> u64 {
    draw / REPLICATES
}

/// Where the number with this key stands in a parameter draw: how much of its
/// distribution lies below, strictly between 0 and 1.
#[must_use]
pub fn point(seed: u64, parameter_set: u64, number: u64) -> f64 {
    // Four thousand million draws make one sequence; the next ones start another.
    let (sequence, place) = (parameter_set >> 32, parameter_set as u32);
    let own = Chance::new(seed, sequence, Purpose::Point).stream(number, 0).state;
    let own = mix(own ^ mix(number));
    let order = scrambled(place, mix(own ^ 1));
    let value = scrambled(order.reverse_bits(), mix(own ^ 2));
    // Below the 32 bits that differ between points, any bits do.
    let rest = mix(mix(u64::from(value).wrapping_mul(GOLDEN) ^ own).wrapping_add(own)) >> 44;
    ((u64::from(value) << 20 | rest) as f64 + 0.5) / 4_503_599_627_370_496.0
}

/// Flips every bit by a hash of the bits above it.
fn scrambled(bits: u32, key: u64) -> u32 {
    (0..32).fold(bits, |result, place| {
        // A leading one tells prefixes of different length apart.
        let above = 1 << place | u64::from(bits) >> (32 - place);
        let hash = mix(mix(above.wrapping_mul(GOLDEN) ^ key).wrapping_add(key));
        result ^ ((hash >> 63) as u32) << (31 - place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::hash_text;

    fn points(number: u64, draws: u64) -> Vec<f64> {
        (0..draws).map(|draw| point(11, draw, number)).collect()
    }

    /// Every block of `2^m` points that starts at a multiple of `2^m` has one point in
    /// each of `2^m` equal parts; fails if either scrambling breaks the stratification.
    #[test]
    fn every_power_of_two_is_stratified() {
        for number in ["a", "b", "c"].map(hash_text) {
            let all = points(number, 1024);
            for size in [2, 4, 8, 64, 256, 1024] {
                for block in all.chunks(size) {
                    let mut seen = vec![false; size];
                    for point in block {
                        seen[(point * size as f64) as usize] = true;
                    }
                    assert!(seen.iter().all(|seen| *seen), "{size}");
                }
            }
        }
    }

    /// Fails if a number's points follow another's: correlation of values, of the
    /// halves they lie in, and of successive pairs, all within 5 standard errors.
    #[test]
    fn numbers_are_independent_of_each_other() {
        let n = 1024;
        let all: Vec<Vec<f64>> =
            (0..40_u64).map(|key| points(hash_text(&key.to_string()), n)).collect();
        let correlation = |a: &[f64], b: &[f64], of: &dyn Fn(f64) -> f64| {
            a.iter().zip(b).map(|(a, b)| of(*a) * of(*b)).sum::<f64>() / n as f64
        };
        let centred = |x: f64| (x - 0.5) * 3.464_101_615;
        let limit = 5.0 * core::f64::consts::SQRT_2 / 32.0;
        let half = |x: f64| if x < 0.5 { -1.0 } else { 1.0 };
        for (i, a) in all.iter().enumerate() {
            for b in &all[..i] {
                assert!(correlation(a, b, &centred).abs() < limit);
                assert!(correlation(a, b, &half).abs() < limit);
            }
        }
        // The squares add up as they should: twice those of points at random, because
        // draws 2k and 2k + 1 lie in opposite halves of both numbers.
        let squares: f64 = (0..40)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| correlation(&all[i], &all[j], &half))
            .map(|r| r * r * n as f64)
            .sum::<f64>()
            / 780.0;
        assert!((squares - 2.0).abs() < 0.5, "{squares}");
    }

    /// Fails if the points of a number have the wrong mean or spread, or if seeds share them.
    #[test]
    fn points_are_uniform_and_belong_to_their_seed() {
        let all = points(5, 4096);
        let mean = all.iter().sum::<f64>() / 4096.0;
        let square = all.iter().map(|x| (x - 0.5) * (x - 0.5)).sum::<f64>() / 4096.0;
        assert!((mean - 0.5).abs() < 1e-5 && (square - 1.0 / 12.0).abs() < 1e-5);
        assert!(all.iter().all(|x| *x > 0.0 && *x < 1.0));
        assert!((0..64).all(|draw| point(12, draw, 5).to_bits() != all[draw as usize].to_bits()));
    }

    /// Fails if points beyond the first sequence repeat the first or leave the range.
    #[test]
    fn very_large_draw_numbers_are_no_exception() {
        for draw in [1_u64 << 32, (1 << 32) + 1, u64::MAX] {
            let x = point(11, draw, 5);
            assert!(x > 0.0 && x < 1.0);
            assert_ne!(x.to_bits(), point(11, draw & 0xFFFF_FFFF, 5).to_bits());
        }
    }
}
