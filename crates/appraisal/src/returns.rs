//! Annuities, payback, the internal rate of return, ratios, the optimism bias allowance.
//!
//! Each is a pure function of plain numbers. What does not exist is `None`, never a number.
//! Formulas: HM Treasury, The Green Book, annex A5 and the supplementary guidance on
//! optimism bias; Brealey, Myers and Allen, Principles of Corporate Finance, chapters 2
//! and 5.

use super::discount::{factor, net_present_value};
use staircase_numerics::maths;
use staircase_scenario::resolved::Schedule;

/// Value now of 1 in each of `periods` periods at a constant rate, counted `at` the
/// start (0), the middle (½) or the end (1) of each: `Σ (1 + r)^−(n − 1 + at)`.
#[must_use]
pub fn annuity(rate: f64, periods: u32, at: f64) -> f64 {
    (0..periods).map(|past| maths::pow(1.0 + rate, -(f64::from(past) + at))).sum()
}

/// The rate of a shorter period that comes to the same in a year: `(1 + r)^(1/n) − 1`.
#[must_use]
pub fn rate_of_period(yearly: f64, periods_a_year: f64) -> f64 {
    maths::pow(1.0 + yearly, 1.0 / periods_a_year) - 1.0
}

/// The equal amount at the end of each of `years` years that has the present value
/// `present` (the Green Book's equivalent annual net cost or benefit). `None` for no years.
#[must_use]
pub fn equivalent_annual(present: f64, schedule: &Schedule, years: u32) -> Option<f64> {
    let factors: f64 = (1..=years).map(|year| factor(schedule, f64::from(year))).sum();
    (years > 0).then(|| present / factors)
}

/// Years until the sum of flows at years 0, 1, 2 … reaches nothing and has been below it,
/// with each year's flow spread evenly over it. `None` if it never does, or was never
/// below.
#[must_use]
pub fn payback(flows: &[f64]) -> Option<f64> {
    let mut sum = 0.0;
    for (year, flow) in flows.iter().enumerate() {
        let before = sum;
        sum += flow;
        if before < 0.0 && sum >= 0.0 {
            return Some((year - 1) as f64 + -before / flow);
        }
    }
    None
}

/// The same on discounted flows.
#[must_use]
pub fn discounted_payback(flows: &[f64], schedule: &Schedule) -> Option<f64> {
    let worth = |(year, flow): (usize, &f64)| flow * factor(schedule, year as f64);
    payback(&flows.iter().enumerate().map(worth).collect::<Vec<_>>())
}

/// The constant rate at which flows at years 0, 1, 2 … are worth nothing, between −99%
/// and 1,000%. `None` where the flows do not change sign exactly once: then there is none,
/// or more than one (Descartes' rule of signs).
#[must_use]
pub fn internal_rate(flows: &[f64]) -> Option<f64> {
    let signs: Vec<bool> =
        flows.iter().filter(|flow| **flow != 0.0).map(|flow| *flow > 0.0).collect();
    if signs.windows(2).filter(|pair| pair[0] != pair[1]).count() != 1 {
        return None;
    }
    let worth = |rate: f64| -> f64 {
        let terms = flows.iter().zip(0_u32..);
        terms.map(|(flow, year)| flow * maths::pow(1.0 + rate, -f64::from(year))).sum()
    };
    let (mut low, mut high) = (-0.99, 10.0);
    let rising = worth(low) < worth(high);
    if (worth(low) > 0.0) == (worth(high) > 0.0) {
        return None;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (worth(middle) > 0.0) == rising { high = middle } else { low = middle }
    }
    Some(f64::midpoint(low, high))
}

/// Benefit for each pound of cost. `None` where the cost is nothing, or where it is
/// sometimes above and sometimes below nothing in `costs` (one a draw).
#[must_use]
pub fn ratio(benefit: f64, cost: f64, costs: &[f64]) -> Option<f64> {
    let one_sided = costs.iter().all(|it| *it > 0.0) || costs.iter().all(|it| *it < 0.0);
    (cost != 0.0 && one_sided).then(|| benefit / cost)
}

/// A cost with its allowance for optimism: `cost × (1 + uplift × (1 − mitigation))`.
#[must_use]
pub fn with_optimism(cost: f64, uplift: f64, mitigation: f64) -> f64 {
    cost * (1.0 + uplift * (1.0 - mitigation))
}

/// The equivalent annual value of flows at years 0, 1, 2 …: their present value, spread
/// over the years after the first.
#[must_use]
pub fn equivalent_annual_of(flows: &[f64], schedule: &Schedule) -> Option<f64> {
    let years = u32::try_from(flows.len().checked_sub(1)?).ok()?;
    equivalent_annual(net_present_value(flows, schedule), schedule, years)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if something undefined is given a number.
    #[test]
    fn what_does_not_exist_is_no_number() {
        assert_eq!(payback(&[-10.0, 1.0, 2.0]), None);
        assert_eq!(payback(&[10.0, 1.0]), None, "it was never below nothing");
        assert_eq!(payback(&[-10.0, 5.0, 5.0]), Some(2.0));
        assert_eq!(internal_rate(&[1.0, 2.0]), None);
        assert_eq!(internal_rate(&[0.0, 0.0]), None);
        assert_eq!(internal_rate(&[-100.0, 230.0, -132.0]), None, "10% and 20% both do");
        assert_eq!(internal_rate(&[-1.0, 1000.0]), None, "beyond 1,000%");
        let rate = internal_rate(&[100.0, -110.0]).expect("a loan");
        assert!((rate - 0.1).abs() < 1e-12);
        assert_eq!(ratio(1.0, 0.0, &[]), None);
        assert_eq!(ratio(1.0, 2.0, &[3.0, -1.0]), None, "the cost changes sign");
        assert_eq!(ratio(1.0, 2.0, &[3.0, 0.0]), None);
        assert_eq!(ratio(1.0, 2.0, &[3.0, 1.0]), Some(0.5));
        assert_eq!(ratio(-1.0, -2.0, &[-3.0, -1.0]), Some(0.5));
    }
}
