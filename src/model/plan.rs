//! An option as staff and places, month by month.

use crate::scenario::Scenario;
use crate::scenario::resolved::{Change, Choice, Target};

/// Staff and places of every programme, and money from every source, by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Whether support changes nothing in this option's world.
    pub null_effect: bool,
    /// Full-time equivalents: `[programme][month]`, month 0 the day before.
    pub staff: Vec<Vec<f64>>,
    /// Places for families: staff × caseload.
    pub places: Vec<Vec<f64>>,
    /// Pounds a year from named sources: `[programme][its funding lines][month]`.
    pub funding: Vec<Vec<Vec<f64>>>,
    /// First month with any change; `None` for the current offer.
    pub first_change: Option<usize>,
}

impl Plan {
    /// The plan of an option.
    #[must_use]
    pub fn new(scenario: &Scenario, option: &Choice) -> Self {
        let months = 0..=scenario.calendar.months;
        let mut plan = Self {
            null_effect: option.null_effect,
            staff: Vec::new(),
            places: Vec::new(),
            funding: Vec::new(),
            first_change: option.changes.iter().map(|change| change.start).min(),
        };
        for (number, programme) in scenario.programmes.iter().enumerate() {
            let mut staff = vec![programme.staff; scenario.calendar.months + 1];
            let mut caseload = vec![programme.caseload; scenario.calendar.months + 1];
            let mut funding: Vec<Vec<f64>> = programme
                .funding
                .iter()
                .map(|(_, amount)| vec![*amount; scenario.calendar.months + 1])
                .collect();
            for change in &option.changes {
                match change.target {
                    Target::Staff(p, adjust) if p == number => {
                        ramp(&mut staff, change, |value| adjust.apply(value));
                    }
                    Target::Caseload(p, adjust) if p == number => {
                        ramp(&mut caseload, change, |value| adjust.apply(value));
                    }
                    Target::FundingEnds(source) => {
                        for (line, (from, amount)) in programme.funding.iter().enumerate() {
                            if *from == source {
                                let paid_for = amount / programme.staff_cost.central.max(1.0);
                                ramp(&mut staff, change, |value| (value - paid_for).max(0.0));
                                ramp(&mut funding[line], change, |_| 0.0);
                            }
                        }
                    }
                    _ => {}
                }
            }
            plan.places.push(months.clone().map(|t| staff[t] * caseload[t]).collect());
            plan.staff.push(staff);
            plan.funding.push(funding);
        }
        plan
    }
}

/// Applies a change from its start, linearly over its ramp: the first month of a
/// ramp of n months has 1/n of the change, the n-th has all of it.
fn ramp(series: &mut [f64], change: &Change, adjusted: impl Fn(f64) -> f64) {
    for (month, value) in series.iter_mut().enumerate().skip(change.start) {
        let since = (month - change.start + 1) as f64;
        let part = if change.ramp <= 1.0 { 1.0 } else { (since / change.ramp).min(1.0) };
        *value =
            if part < 1.0 { *value + (adjusted(*value) - *value) * part } else { adjusted(*value) };
    }
}
