//! Structural uncertainty: results by set of evidence, where several disagree, side by side and
//! never only their mean.

use super::band::mean_and_error;
use super::headline;
use super::measures::series_of;
use super::run_pairs::RunPairs;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_numerics::chance::point::parameter_set;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::{PolicyOption, Target};

/// What the runs of one route say about one number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct EvidenceSetRow {
    /// Name of the route.
    pub route: String,
    /// Runs that took it.
    pub runs: usize,
    /// On each 31 March of the option's life.
    pub days: Vec<RouteDay>,
}

/// One 31 March.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct RouteDay {
    /// Its year.
    pub year: i32,
    /// Mean of the difference, option less baseline.
    pub mean: f64,
    /// Its Monte Carlo error.
    pub error: f64,
}

/// The first headline stock, option less baseline, by route. Empty where there are fewer
/// than two routes, where a route has no runs or all runs take one, or where no effect of a programme that the
/// option touches belongs to a route: then the routes cannot disagree about it.
#[must_use]
pub fn routes(
    model: &Model,
    option: &PolicyOption,
    evidence: &RunPairs<'_>,
) -> Vec<EvidenceSetRow> {
    let scenario = &model.scenario;
    let (Some(measure), false) = (headline::measure(model), evidence.expected || evidence.kept())
    else {
        return Vec::new();
    };
    if scenario.routes.len() < 2 || !depends(scenario, option) {
        return Vec::new();
    }
    let mut pairs = vec![Vec::new(); scenario.routes.len()];
    for (draw, pair) in (0_u64..).zip(&evidence.pairs) {
        pairs[scenario.route_of(evidence.seed, parameter_set(draw))].push(pair);
    }
    if pairs.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let days = headline::days(&scenario.calendar, option);
    let named = scenario.routes.iter().zip(&pairs);
    named
        .map(|(route, pairs)| {
            let day = |(year, month): &(i32, usize)| {
                let (places, _) = series_of(model, measure, *month);
                let sum = |record: &[f64]| -> f64 { places.iter().map(|at| record[*at]).sum() };
                let differences: Vec<f64> = pairs.iter().map(|it| sum(it.1) - sum(it.0)).collect();
                let (mean, error) = mean_and_error(&differences);
                RouteDay { year: *year, mean, error }
            };
            let days = days.iter().map(day).collect();
            EvidenceSetRow { route: route.name.clone(), runs: pairs.len(), days }
        })
        .collect()
}

/// Whether an effect of a programme that the option touches belongs to a route.
fn depends(scenario: &Scenario, option: &PolicyOption) -> bool {
    let by_route = |p: usize| scenario.programmes[p].effects.iter().any(|it| it.route.is_some());
    let paid_by = |p: usize, source: usize| {
        scenario.programmes[p].funding.iter().any(|(payer, _)| *payer == source)
    };
    let against = option.against.iter().flat_map(|other| &other.changes);
    option.changes.iter().chain(against).any(|change| match change.target {
        Target::Funding(source, _)
        | Target::FundingEnds(source)
        | Target::FundingRenewed(source) => {
            (0..scenario.programmes.len()).any(|p| paid_by(p, source) && by_route(p))
        }
        // Who comes through the front door can ask for any programme.
        Target::Door(..) => (0..scenario.programmes.len()).any(by_route),
        Target::FixedCost(..) => false,
        _ => change.target.programme().is_some_and(by_route),
    })
}
