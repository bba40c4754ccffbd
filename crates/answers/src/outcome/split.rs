//! Variance decomposition: chance (stochastic, first-order uncertainty) separated from uncertain
//! inputs (parameter, second-order uncertainty).
//!
//! Draws `2k` and `2k + 1` share their uncertain numbers and have two independent
//! chance histories (replicates). What the two have in common, over many pairs, comes from the
//! uncertain numbers: their covariance is the variance of the mean that the numbers
//! imply. The rest is chance: families one by one, and the drift from year to year.

use super::band::rounded;
use serde::{Deserialize, Serialize};
use staircase_numerics::chance::point::REPLICATES;
use staircase_numerics::maths;

/// A variance over draws and its Monte Carlo standard error.
///
/// An estimate may come out below zero. It is never shown so: what cannot be told from
/// nothing is `null` in files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(from = "Shown", into = "Shown")]
pub struct Part {
    /// The estimate as it comes.
    pub variance: f64,
    /// Its standard error.
    pub error: f64,
}

/// A part as files and the page receive it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "Part"))]
struct Shown {
    /// Absent if too small to tell.
    variance: Option<f64>,
    error: f64,
}

impl From<Shown> for Part {
    /// What was too small to tell stays so, and what was told stays told though it was rounded.
    fn from(shown: Shown) -> Self {
        match shown.variance {
            Some(variance) => Self { variance, error: shown.error.min(variance / 2.0) },
            None => Self { variance: f64::NEG_INFINITY, error: shown.error },
        }
    }
}

impl From<Part> for Shown {
    fn from(part: Part) -> Self {
        Self { variance: part.told(), error: rounded(part.error) }
    }
}

impl Part {
    /// The variance as it is shown, unless it is too small to tell: less than twice its error.
    #[must_use]
    pub fn told(&self) -> Option<f64> {
        (self.variance >= 2.0 * self.error).then(|| rounded(self.variance))
    }
}

/// The variance of one output, in its two parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct VarianceSplit {
    /// Both together.
    pub total: Part,
    /// What two runs with the same numbers do not have in common.
    pub chance: Part,
    /// What they have in common.
    pub numbers: Part,
    /// Share of chance in the total, at most 1. 0 if nothing varies.
    pub chance_share: f64,
    /// Its standard error.
    pub share_error: f64,
}

impl VarianceSplit {
    /// The split over draws in order; a last draw without its pair is left out.
    /// `None` with fewer than two pairs.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let pairs: Vec<(f64, f64)> =
            values.chunks_exact(REPLICATES as usize).map(|pair| (pair[0], pair[1])).collect();
        if pairs.len() < 2 {
            return None;
        }
        let n = pairs.len() as f64;
        let mean = pairs.iter().map(|(a, b)| a + b).sum::<f64>() / (2.0 * n);
        let within = |(a, b): &(f64, f64)| (a - b) * (a - b) / 2.0;
        let shared = |(a, b): &(f64, f64)| (a - mean) * (b - mean);
        let between: f64 = pairs
            .iter()
            .map(|(a, b)| f64::midpoint(*a, *b) - mean)
            .map(|departure| departure * departure)
            .sum();
        let chance = pairs.iter().map(within).sum::<f64>() / n;
        let numbers = between / (n - 1.0) - chance / 2.0;
        let total = chance + numbers;
        let share = if total > 0.0 { chance / total } else { 0.0 };
        let error = |of: &dyn Fn(&(f64, f64)) -> f64| {
            let terms: Vec<f64> = pairs.iter().map(of).collect();
            spread(&terms) / maths::sqrt(n)
        };
        let whole = |pair: &(f64, f64)| within(pair) + shared(pair);
        let share_error = if total > 0.0 {
            error(&|pair| (within(pair) - share * whole(pair)) / total)
        } else {
            0.0
        };
        Some(Self {
            total: Part { variance: total, error: error(&whole) },
            chance: Part { variance: chance, error: error(&within) },
            numbers: Part { variance: numbers, error: error(&shared) },
            chance_share: rounded(share.min(1.0)),
            share_error: rounded(share_error),
        })
    }
}

fn spread(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    maths::sqrt(squares / (n - 1.0))
}

/// The splits of both sides of a comparison and of their difference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Sides {
    /// Under the baseline.
    pub baseline: VarianceSplit,
    /// Under the option.
    pub option: VarianceSplit,
    /// Option less baseline, draw by draw.
    pub difference: VarianceSplit,
}

impl Sides {
    /// The splits over draws in order, each with its baseline and its option.
    #[must_use]
    pub fn of(draws: &[(f64, f64)]) -> Option<Self> {
        let of = |value: &dyn Fn(&(f64, f64)) -> f64| {
            VarianceSplit::of(&draws.iter().map(value).collect::<Vec<_>>())
        };
        Some(Self {
            baseline: of(&|draw| draw.0)?,
            option: of(&|draw| draw.1)?,
            difference: of(&|draw| draw.1 - draw.0)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: pairs (1, 3), (5, 7), (9, 11) have 2 within and 16 between less half of
    /// that. Fails if a divisor is wrong.
    #[test]
    fn small_numbers_by_hand() {
        let split =
            VarianceSplit::of(&[1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 999.0]).expect("three pairs");
        assert!((split.chance.variance - 2.0).abs() < 1e-12);
        assert!((split.numbers.variance - 15.0).abs() < 1e-12);
        assert!((split.total.variance - 17.0).abs() < 1e-12);
        assert!((split.chance_share - 0.118).abs() < 1e-12);
    }

    /// Fails if an estimate below zero, or below its error, is shown as a number.
    #[test]
    fn what_cannot_be_told_is_not_shown() {
        let split =
            VarianceSplit::of(&[0.0, 9.0, 8.0, 1.0, 0.0, 10.0, 9.0, 0.0]).expect("four pairs");
        assert!(split.numbers.variance < 0.0);
        assert_eq!(split.numbers.told(), None);
        let text = serde_json::to_string(&split.numbers).expect("plain numbers");
        assert!(text.starts_with("{\"variance\":null"), "{text}");
        assert_eq!(VarianceSplit::of(&[1.0, 2.0, 3.0]), None);
    }

    /// Fails if anything but an exact zero comes out where nothing varies by chance.
    #[test]
    fn without_chance_the_chance_part_is_exactly_zero() {
        let values: Vec<f64> = (0..200).map(|draw| 0.1 + f64::from(draw / 2).sqrt()).collect();
        let split = VarianceSplit::of(&values).expect("pairs");
        assert_eq!((split.chance.variance, split.chance.error), (0.0, 0.0));
        assert_eq!(split.chance.told(), Some(0.0));
        assert!(split.numbers.told().is_some_and(|variance| variance > 1.0));
    }
}
