//! A warning where a programme has less than one place.

use staircase_model::Model;
use staircase_scenario::problem::plain;
use staircase_scenario::resolved::PolicyOption;

/// Programmes that an option runs with less than one place in every month, in sentences.
#[must_use]
pub fn below_one(model: &Model, option: &PolicyOption) -> Vec<String> {
    let plan = model.plan(option);
    let most = |open: &[f64]| open.iter().copied().fold(0.0, f64::max);
    let programmes = model.scenario.programmes.iter().zip(&plan.programmes);
    programmes
        .map(|(programme, provided)| (programme, most(&provided.open)))
        .filter(|(_, open)| *open > 0.0 && *open < 1.0 - 1e-9)
        .map(|(programme, open)| {
            let runs = plain((100.0 * open).round());
            format!(
                "{} has {} of a place: about {runs} runs in 100 have one place and the others \
                 none, at its full cost in all of them. Give at least one place, or none.",
                programme.name,
                plain((open * 1000.0).round() / 1000.0)
            )
        })
        .collect()
}
