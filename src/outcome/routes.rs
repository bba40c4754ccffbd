//! Results by route of evidence, where several disagree: each side by side, never
//! only their mean.

use super::answer::Evidence;
use super::band::mean_and_error;
use super::measures::series_of;
use super::precision::HEADLINE_YEARS;
use crate::chance::point::parameter_draw;
use crate::model::Model;
use serde::Serialize;

/// What the runs of one route say about one number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RouteRow {
    /// Name of the route.
    pub route: String,
    /// Runs that took it.
    pub runs: usize,
    /// Mean of the difference, option less baseline.
    pub mean: f64,
    /// Its Monte Carlo error.
    pub error: f64,
}

/// The first headline stock, option less baseline, five years on, by route.
#[must_use]
pub fn routes(model: &Model, evidence: &Evidence<'_>) -> Vec<RouteRow> {
    let month = (HEADLINE_YEARS * 12).min(model.layout.months);
    let Some(measure) = model.scenario.measures.iter().position(|it| it.headline) else {
        return Vec::new();
    };
    let (places, _) = series_of(model, measure, month);
    let sum = |record: &[f64]| -> f64 { places.iter().map(|at| record[*at]).sum() };
    by_route(model, evidence, |baseline, option| sum(option) - sum(baseline))
}

/// A difference by route; empty with fewer than two routes, without runs of each, or
/// where all runs take one.
fn by_route(
    model: &Model,
    evidence: &Evidence<'_>,
    difference: impl Fn(&[f64], &[f64]) -> f64,
) -> Vec<RouteRow> {
    let routes = &model.scenario.routes;
    if routes.len() < 2 || evidence.expected || evidence.kept() {
        return Vec::new();
    }
    let mut found = vec![Vec::new(); routes.len()];
    for (draw, (baseline, option)) in (0_u64..).zip(&evidence.pairs) {
        let route = model.scenario.route_of(evidence.seed, parameter_draw(draw));
        found[route].push(difference(baseline, option));
    }
    if found.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let named = routes.iter().zip(&found);
    named
        .map(|(route, differences)| {
            let (mean, error) = mean_and_error(differences);
            RouteRow { route: route.name.clone(), runs: differences.len(), mean, error }
        })
        .collect()
}
