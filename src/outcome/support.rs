//! Support: how places bind.

use super::answer::{Evidence, mean};
use super::band::mean_and_error;
use super::measures::series_of;
use crate::model::Model;
use crate::model::plan::Plan;
use crate::record::Block;
use crate::scenario::resolved::Choice;
use crate::scenario::written::MeasureKind;

/// Where places bind the path follows the mean queue; says which programmes do,
/// and how far the path then is from the runs.
pub(super) fn capacity_note(
    model: &Model,
    option: &Choice,
    plan: &Plan,
    evidence: &Evidence<'_>,
) -> String {
    let (scenario, layout) = (&model.scenario, &model.layout);
    let full = |p: usize| {
        (1..=layout.months)
            .filter(|month| {
                let held = mean(evidence, 1, layout.at(Block::Supported, p, *month));
                held > plan.programmes[p].open[*month] - 0.5
            })
            .count()
    };
    let words: Vec<String> = scenario
        .programmes
        .iter()
        .enumerate()
        .map(|(p, programme)| {
            format!("{} is full in {} of {} months", programme.name, full(p), layout.months)
        })
        .collect();
    if words.is_empty() {
        return "No programme has places to bind.".to_owned();
    }
    format!(
        "{}. Where places bind, the instant preview follows the mean queue and is an approximation; the runs count families one by one.{}",
        words.join("; "),
        apart_from_runs(model, option, evidence)
    )
}

/// How far the path is from the mean of the runs, for the first headline stock, at
/// the end. Parameters vary between runs and not along the path, so part of the gap
/// is not the queue's.
fn apart_from_runs(model: &Model, option: &Choice, evidence: &Evidence<'_>) -> String {
    let scenario = &model.scenario;
    let stock = scenario.measures.iter().position(|m| m.headline && m.kind == MeasureKind::Stock);
    let (Some(measure), false, false) = (stock, evidence.expected, option.changes.is_empty())
    else {
        return String::new();
    };
    let (places, _) = series_of(model, measure, model.layout.months);
    let difference =
        |a: &[f64], b: &[f64]| -> f64 { places.iter().map(|at| b[*at] - a[*at]).sum() };
    let runs: Vec<f64> = evidence.pairs.iter().map(|pair| difference(pair.0, pair.1)).collect();
    let (mean, error) = mean_and_error(&runs);
    format!(
        " By {} the preview changes {} by {:.1}, the runs by {mean:.1} (give or take {:.1}).",
        scenario.calendar.at(model.layout.months).words(),
        scenario.measures[measure].name.to_lowercase(),
        difference(evidence.path.0, evidence.path.1),
        2.0 * error
    )
}
