//! Parts of sentences that all of them share: names, days, comparisons.

use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::PolicyOption;

/// A plain truth: lead words and the rest.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Truth {
    /// Set in bold.
    pub lead: String,
    /// What follows.
    pub rest: String,
}

/// Words of a figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "FigureWords"))]
pub struct Figure {
    /// The finding.
    pub title: String,
    /// The same message in one sentence.
    pub sentence: String,
}

/// What draws at central values keep that others draw, in a sentence.
#[must_use]
pub fn kept(scenario: &Scenario) -> String {
    let route = match scenario.routes.get(scenario.central_route()) {
        Some(route) if scenario.routes.len() > 1 => {
            format!(" All use one set of evidence: {}.", route.name)
        }
        _ => String::new(),
    };
    format!(
        "These runs keep uncertain inputs at their central values and rates without drift from \
         year to year.{route} Their ranges show chance alone."
    )
}

pub(crate) fn is_baseline(model: &Model, option: &PolicyOption) -> bool {
    option.against.is_none()
        && option.changes.is_empty()
        && option.id == model.scenario.options[0].id
}

/// "than if the current offer continues", or by name if the name does not read so.
pub(crate) fn than_baseline(model: &Model, option: &PolicyOption) -> String {
    let name = &model.baseline_for(option).name;
    match name.strip_prefix("Current ") {
        Some(rest) => format!("than if the current {rest}"),
        None => format!("than under “{name}”"),
    }
}

/// "If the current offer continues", of what an option is compared with.
pub(crate) fn if_baseline(model: &Model, option: &PolicyOption) -> String {
    let name = &model.baseline_for(option).name;
    match name.strip_prefix("Current ") {
        Some(rest) => format!("If the current {rest}"),
        None => format!("Under “{name}”"),
    }
}

/// "March 2024".
pub(crate) fn when(model: &Model, month: usize) -> String {
    model.scenario.calendar.at(month).words()
}

pub(crate) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

/// The name of what is counted, for one child if it is one.
pub(crate) fn counted(name: &str, value: f64) -> String {
    let one = value.abs().round().to_bits() == 1.0_f64.to_bits();
    if one { name.replacen("children", "child", 1) } else { name.to_owned() }
}
