//! The open population: births, and families who come to the authority or leave it.
//!
//! Births before the first day follow the ages of children on it; from then on
//! they stay at the level of the youngest. Where a projection is given, the rest of
//! the change in numbers is families without a history who come, of any age alike,
//! or families never known and without need who leave, all at one rate.
//!
//! ```text
//! net(t) = (children(t) − children(t − 1)) ÷ family size
//!          − births(t) + births(t − 216) + Σ net(s) ÷ 216, s < t
//! net > 0: that many come        net < 0: each may leave at −net ÷ families without need
//! ```
//!
//! The sum is over those who came at every age alike and come of age in turn, or would
//! have, had they not left. Decision 0033.

use staircase_scenario::Scenario;
use staircase_scenario::resolved::ADULT;

/// Families by month of birth, and those who come or leave, in the mean.
#[derive(Debug, Clone)]
pub struct PopulationFlows {
    each: f64,
    by_age: Vec<f64>,
    /// Families who come in each month of the projection; negative where they leave.
    net: Vec<f64>,
    /// Families never known and without need on the first day.
    untouched: f64,
}

impl PopulationFlows {
    /// The turnover of a scenario in which `untouched` families are never known and
    /// without need on the first day.
    #[must_use]
    pub fn new(scenario: &Scenario, untouched: f64) -> Self {
        let size = scenario.mean_family_size();
        let mut turnover = Self {
            each: scenario.families() / f64::from(ADULT),
            by_age: scenario.population.by_age.clone(),
            net: vec![0.0; scenario.calendar.months + 1],
            untouched,
        };
        if let Some(children) = &scenario.population.projected {
            for month in 1..turnover.net.len() {
                let change = (children[month] - children[month - 1]) / size;
                let grown = turnover.births(month as i32 - ADULT);
                let earlier: f64 = turnover.net[..month].iter().sum();
                turnover.net[month] =
                    change - turnover.births(month as i32) + grown + earlier / f64::from(ADULT);
            }
        }
        turnover
    }

    /// Families born in a month; months before the first day give those born then
    /// who live here on it.
    #[must_use]
    pub fn births(&self, month: i32) -> f64 {
        let age = usize::try_from((-month).max(0) / 12).unwrap_or(0);
        self.each * self.by_age.get(age).or(self.by_age.last()).copied().unwrap_or(1.0)
    }

    /// Families who come in a month.
    #[must_use]
    pub fn arrivals(&self, month: usize) -> f64 {
        self.net.get(month).copied().unwrap_or(0.0).max(0.0)
    }

    /// Rate a month at which families never known and without need leave.
    #[must_use]
    pub fn leaving(&self, month: usize) -> f64 {
        let leavers = (-self.net.get(month).copied().unwrap_or(0.0)).max(0.0);
        if self.untouched > 0.0 { leavers / self.untouched } else { 0.0 }
    }
}
