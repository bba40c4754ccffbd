//! What a person may choose in an appraisal.

use serde::{Deserialize, Serialize};
use staircase_appraisal::flows::Choices;
use staircase_scenario::problem::{Fault, Problem, nearest};
use staircase_scenario::quantity;
use staircase_scenario::resolved::Money;

/// Choices by name. What is absent is as in the money file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Ask {
    /// Discount schedule.
    pub schedule: Option<String>,
    /// View of growth.
    pub growth: Option<String>,
    /// Pounds that cumulative net cost is tested against, in cash.
    pub reserve: Option<f64>,
}

/// Choices, checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Rules.
    pub choices: Choices,
    /// Reserve to test, pounds.
    pub reserve: Option<f64>,
}

impl Ask {
    /// Checks the choices against the rules of a scenario.
    ///
    /// # Errors
    /// Each name that the rules do not have, and a reserve outside its range.
    pub fn check(&self, money: &Money) -> Result<Chosen, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut find = |kind: &'static str, name: &Option<String>, known: Vec<&str>, own: usize| {
            let Some(name) = name else { return own };
            known.iter().position(|it| it == name).unwrap_or_else(|| {
                let suggestion = nearest(name, known.iter().copied());
                let known = known.iter().map(|it| (*it).to_owned()).collect();
                let fault = Fault::UnknownName { kind, name: name.clone(), suggestion, known };
                problems.push(Problem::new("appraisal", kind, fault));
                own
            })
        };
        let schedules = money.schedules.iter().map(|it| it.id.as_str()).collect();
        let schedule = find("discount schedule", &self.schedule, schedules, money.schedule);
        let views = money.growth.iter().map(|it| it.id.as_str()).collect();
        let growth = find("variant of growth", &self.growth, views, money.variant);
        if let Some(reserve) = self.reserve.filter(|it| !quantity::SUM.allows(*it)) {
            problems.push(Problem::new("appraisal", "reserve", quantity::SUM.refusal(reserve)));
        }
        let choices = Choices { schedule, growth };
        let reserve = self.reserve.or(money.reserve);
        if problems.is_empty() { Ok(Chosen { choices, reserve }) } else { Err(problems) }
    }
}
