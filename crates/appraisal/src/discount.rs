//! Discounting: the present value of later money.
//!
//! ```text
//! factor(0) = 1      factor(n) = factor(n − 1) ÷ (1 + r(n))      n whole years
//! ```
//!
//! where `r(n)` is the rate of the band that year `n` lies in: years 1 to 30 at the first
//! rate, 31 to 75 at the second, and so on, in the way of HM Treasury's Green Book
//! (supplementary guidance on discounting). Between whole years the factor falls by equal
//! ratios, so a month is worth `(1 + r)^(−1/12)` of the one before. Decision 0042.

use staircase_numerics::maths;
use staircase_scenario::resolved::{Deflator, Schedule};
use staircase_scenario::written::Counting;

/// The rate of whole year `year`, the first of which is 1.
#[must_use]
pub fn rate(schedule: &Schedule, year: u32) -> f64 {
    schedule.bands.iter().rev().find(|(from, _)| *from <= year).map_or(0.0, |(_, rate)| *rate)
}

/// Present value of a pound `years` from now. Times before now count as now.
#[must_use]
pub fn factor(schedule: &Schedule, years: f64) -> f64 {
    let mut value = 1.0;
    let mut past = 0.0;
    // A band at a time: the factor of whole years inside one band is a power.
    for (place, (_, rate)) in schedule.bands.iter().enumerate() {
        // The band holds the years up to the last before the next band starts.
        let until = match schedule.bands.get(place + 1) {
            Some((next, _)) => f64::from(next.saturating_sub(1)),
            None => f64::INFINITY,
        };
        let inside = years.min(until) - past;
        if inside > 0.0 {
            value *= maths::pow(1.0 + rate, -inside);
            past += inside;
        }
    }
    value
}

/// When the money of the period from `start` to `start + length` counts.
#[must_use]
pub fn counted_at(counting: Counting, start: f64, length: f64) -> f64 {
    match counting {
        Counting::StartOfMonth => start,
        Counting::MiddleOfMonth => start + length / 2.0,
        Counting::EndOfMonth => start + length,
    }
}

/// Factor of each simulated month; place 0 is the first day, month 1 is the first. `now` comes
/// after the first `before` months: what lies before it counts as now.
#[must_use]
pub fn monthly(schedule: &Schedule, counting: Counting, months: usize, before: usize) -> Vec<f64> {
    let at = |month: usize| match month.checked_sub(before + 1) {
        None => 0.0,
        Some(later) => counted_at(counting, later as f64 / 12.0, 1.0 / 12.0),
    };
    (0..=months).map(|month| factor(schedule, at(month))).collect()
}

/// Value now of flows, each with its factor.
#[must_use]
pub fn present_value(flows: &[f64], factors: &[f64]) -> f64 {
    flows.iter().zip(factors).map(|(flow, factor)| flow * factor).sum()
}

/// Value now of flows at whole years 0, 1, 2 …
#[must_use]
pub fn net_present_value(flows: &[f64], schedule: &Schedule) -> f64 {
    flows.iter().enumerate().map(|(year, flow)| flow * factor(schedule, year as f64)).sum()
}

/// An amount in the prices of one financial year, in those of another (years by the year
/// they end in). `None` outside the index.
#[must_use]
pub fn in_prices_of(amount: f64, from: i32, to: i32, deflator: &Deflator) -> Option<f64> {
    Some(amount * deflator.between(from, to)?)
}
