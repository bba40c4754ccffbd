//! Payback for the council (payback period), and whether a reserve lasts.
//!
//! An option has paid back in a run from the month on from which its cumulative net money
//! stays at or above nothing to the end. An option that saves has nothing to pay back:
//! asked of it is whether it is still ahead. [`Payback::by_year`] tests each year end by itself,
//! so a run can be ahead there and fall behind again.

use super::AppraisalInputs;
use crate::outcome::money::Kind;
use serde::{Deserialize, Serialize};

/// When it has paid back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Payback {
    /// Whether there is anything to pay back. If not, the shares say in how many runs the
    /// option is still ahead.
    pub applies: bool,
    /// Undiscounted.
    pub simple: PaybackTime,
    /// On present values.
    pub discounted: PaybackTime,
    /// Share of runs that have paid back, or are ahead, at the end of each financial year, each
    /// year end tested by itself, undiscounted; absent before any money is spent or saved.
    pub by_year: Vec<Option<f64>>,
    /// The same on present values.
    pub by_year_discounted: Vec<Option<f64>>,
}

/// The month of payback over runs. Runs that never pay back count as later than any.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct PaybackTime {
    /// Share of runs that pay back within the projection.
    pub share: f64,
    /// Month by which a tenth of the runs have.
    pub p10: Option<usize>,
    /// Month by which half of the runs have.
    pub median: Option<usize>,
    /// Month by which nine tenths of the runs have.
    pub p90: Option<usize>,
}

/// Whether a reserve lasts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Reserve {
    /// Pounds, in cash.
    pub amount: f64,
    /// Share of runs whose cumulative net cost, in cash, is above it at the end of each
    /// financial year.
    pub above_by_year: Vec<f64>,
    /// Share of runs in which it is above it at the end of any year.
    pub above_ever: f64,
}

pub(super) fn payback(desk: &AppraisalInputs<'_>) -> Payback {
    let applies = desk.direction == Kind::Spends;
    let worth: Vec<Vec<f64>> = desk
        .nets
        .iter()
        .map(|net| net.iter().zip(&desk.basis.factors).map(|(net, factor)| net * factor).collect())
        .collect();
    let moved = first_money(desk);
    Payback {
        applies,
        simple: reached(&desk.nets, applies),
        discounted: reached(&worth, applies),
        by_year: ahead(desk, &desk.nets, moved),
        by_year_discounted: ahead(desk, &worth, moved),
    }
}

/// First month in which any run spends otherwise than its baseline.
fn first_money(desk: &AppraisalInputs<'_>) -> Option<usize> {
    let first = |series: &[f64]| series.iter().position(|own| *own != 0.0);
    desk.accounts.iter().filter_map(|it| first(&it.spending)).min()
}

fn reached(nets: &[Vec<f64>], applies: bool) -> PaybackTime {
    if !applies || nets.is_empty() {
        return PaybackTime::default();
    }
    let mut months: Vec<usize> = nets.iter().map(|net| month(net).unwrap_or(usize::MAX)).collect();
    months.sort_unstable();
    let within = months.iter().filter(|month| **month < usize::MAX).count();
    let at = |share: f64| {
        let place = (share * months.len() as f64).ceil() as usize;
        months.get(place.saturating_sub(1)).copied().filter(|month| *month < usize::MAX)
    };
    let share = within as f64 / months.len() as f64;
    PaybackTime { share: share_of(share), p10: at(0.1), median: at(0.5), p90: at(0.9) }
}

/// The month from which on the sum so far stays at or above nothing, if it was below.
fn month(net: &[f64]) -> Option<usize> {
    let mut sum = 0.0;
    let sums: Vec<f64> = net
        .iter()
        .map(|own| {
            sum += own;
            sum
        })
        .collect();
    let last_below = sums.iter().rposition(|sum| *sum < 0.0)?;
    (last_below + 1 < sums.len()).then_some(last_below + 1)
}

fn ahead(desk: &AppraisalInputs<'_>, nets: &[Vec<f64>], moved: Option<usize>) -> Vec<Option<f64>> {
    let runs = nets.len().max(1) as f64;
    desk.basis
        .years
        .iter()
        .map(|months| {
            let end = months.end;
            moved.filter(|first| *first < end)?;
            let above = |net: &&Vec<f64>| net[..end].iter().sum::<f64>() >= 0.0;
            Some(share_of(nets.iter().filter(above).count() as f64 / runs))
        })
        .collect()
}

fn share_of(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

pub(super) fn reserve(desk: &AppraisalInputs<'_>, amount: f64) -> Reserve {
    let runs = desk.nets.len().max(1) as f64;
    let mut above = vec![0_u32; desk.basis.years.len()];
    let mut ever = 0_u32;
    for net in &desk.nets {
        let (mut sum, mut passed) = (0.0, false);
        let years = desk.basis.by_year(net);
        for ((year, price), count) in years.iter().zip(&desk.basis.inflation).zip(&mut above) {
            sum += year * price;
            if -sum > amount {
                *count += 1;
                passed = true;
            }
        }
        ever += u32::from(passed);
    }
    Reserve {
        amount,
        above_by_year: above.iter().map(|count| share_of(f64::from(*count) / runs)).collect(),
        above_ever: share_of(f64::from(ever) / runs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a moment above nothing counts as paid back, or if never counts as soon.
    #[test]
    fn paid_back_is_for_good() {
        assert_eq!(month(&[0.0, -5.0, 6.0, -3.0, 2.0, 1.0]), Some(4));
        assert_eq!(month(&[0.0, -5.0, 4.0]), None);
        assert_eq!(month(&[0.0, 5.0]), None, "there was nothing to pay back");
        let runs = [vec![-1.0, 1.0], vec![-1.0, 0.0], vec![-1.0, 0.5]];
        let reached = reached(&runs, true);
        assert_eq!((reached.p10, reached.median), (Some(1), None));
        assert!((reached.share - 0.3333).abs() < 1e-12);
    }
}
