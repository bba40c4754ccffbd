//! When the Monte Carlo error is small enough to stop.
//!
//! Precision is that of the number people read first: the mean difference of the first
//! headline stock on the day of [`headline::month`]. It is given as the
//! half-width of the 95% Monte Carlo interval of that mean: more draws make it smaller,
//! and it says nothing about how well the council's numbers are known.

use super::band::mean_and_error;
use super::headline;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::record::Block;
use staircase_scenario::resolved::PolicyOption;
use std::fmt;
use std::str::FromStr;

/// Draws at which precision is looked at for the first time; then at twice as many, and
/// so on. Fixed, so that where a run stops depends on the draws alone.
const FIRST_LOOK: u64 = 64;

/// 97.5th percentile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Numbers of draws after which precision is looked at; the last is `most`.
pub fn checkpoints(most: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(FIRST_LOOK), |draws| draws.checked_mul(2))
        .take_while(move |draws| *draws < most)
        .chain([most])
}

/// A precision asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wanted {
    /// So many children either way.
    Children(f64),
    /// So much of the difference itself, either way.
    Share(f64),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, share) = match text.trim().strip_suffix('%') {
            Some(number) => (number, true),
            None => (text.trim(), false),
        };
        match number.trim().parse::<f64>() {
            Ok(value) if value.is_finite() && value > 0.0 => {
                Ok(if share { Self::Share(value / 100.0) } else { Self::Children(value) })
            }
            _ => Err("give a number of children above 0, such as 0.5, or a share of the \
                      difference, such as 20%"
                .to_owned()),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Children(children) => write!(f, "{children} children"),
            Self::Share(share) => write!(f, "{}% of the difference", share * 100.0),
        }
    }
}

/// The precision that some draws have reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PrecisionReached {
    /// Number of draws.
    pub draws: usize,
    /// Mean difference, children.
    pub mean_difference: f64,
    /// Half-width of its 95% Monte Carlo interval, children.
    pub half_width: f64,
    /// Whether the difference is the same in every draw there could be.
    #[serde(skip)]
    pub exact: bool,
}

impl PrecisionReached {
    /// The precision of an option over pairs of records in draw order, baseline first.
    /// `None` if no stock is a headline, or with fewer than three draws.
    #[must_use]
    pub fn of(model: &Model, option: &PolicyOption, pairs: &[(&[f64], &[f64])]) -> Option<Self> {
        let measure = &model.scenario.measures[headline::measure(model)?];
        let month = headline::month(&model.scenario.calendar, option);
        let children = |record: &[f64]| -> f64 {
            let places =
                measure.levels.iter().map(|it| model.layout.at(Block::Children, *it, month));
            places.map(|place| record[place]).sum()
        };
        let differences: Vec<f64> = pairs.iter().map(|(a, b)| children(b) - children(a)).collect();
        let (mean_difference, error) = mean_and_error(&differences);
        (pairs.len() > 2).then_some(Self {
            draws: pairs.len(),
            mean_difference,
            half_width: Z * error,
            exact: option.null_effect || option.changes.iter().all(|it| it.start > month),
        })
    }

    /// Whether this is what was asked for. Draws that happen to be all alike are no
    /// proof that the next ones are.
    #[must_use]
    pub fn meets(&self, wanted: Wanted) -> bool {
        let most = match wanted {
            Wanted::Children(children) => children,
            Wanted::Share(share) => share * self.mean_difference.abs(),
        };
        self.exact || (self.half_width > 0.0 && self.half_width <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a look depends on anything but the most draws.
    #[test]
    fn looks_are_at_doubling_numbers_and_at_the_most() {
        assert_eq!(checkpoints(1000).collect::<Vec<_>>(), [64, 128, 256, 512, 1000]);
        assert_eq!(checkpoints(256).collect::<Vec<_>>(), [64, 128, 256]);
        assert_eq!(checkpoints(10).collect::<Vec<_>>(), [10]);
    }

    /// Fails if nonsense is taken for a precision, or children for a share.
    #[test]
    fn precision_is_read_in_children_or_as_a_share() {
        assert_eq!("0.5".parse(), Ok(Wanted::Children(0.5)));
        assert_eq!(" 20 %".parse(), Ok(Wanted::Share(0.2)));
        for bad in ["0", "-1", "nan", "inf", "few", "%"] {
            assert!(bad.parse::<Wanted>().is_err(), "{bad}");
        }
    }

    /// Fails if a run of equal draws by chance stops a run, or a wide interval does.
    #[test]
    fn what_meets_a_precision() {
        let reached = |half_width, exact| PrecisionReached {
            draws: 64,
            mean_difference: -4.0,
            half_width,
            exact,
        };
        assert!(reached(0.5, false).meets(Wanted::Children(0.5)));
        assert!(!reached(0.6, false).meets(Wanted::Children(0.5)));
        assert!(reached(0.8, false).meets(Wanted::Share(0.2)));
        assert!(!reached(0.9, false).meets(Wanted::Share(0.2)));
        assert!(!reached(0.0, false).meets(Wanted::Children(0.5)));
        assert!(reached(0.0, true).meets(Wanted::Share(0.2)));
    }
}
