//! Steady-state calibration: factors with which a steady year under the current offer reproduces
//! published figures.
//!
//! Factors of a scenario that name what they were `fitted_to` are the unknowns,
//! one unknown for each target (factors with one target share it). On the log
//! scale both sides are close to linear, so Newton's method with a numerical
//! Jacobian (nalgebra LU) settles in a few steps.
//!
//! ```text
//! x: log factors    f(x): log of what a steady year gives    g: log of what is published
//! J·Δx = g − f(x),  each step of Δx within ±1
//! ```
//!
//! Where there are as many unknowns as targets the fit is exact and tests nothing; what
//! tests the structure are the published shares that no factor is fitted to
//! ([`super::shares`]). Decisions 0006, 0038.

use super::shares::{self, ShareRow};
use nalgebra::{DMatrix, DVector};
use staircase_model::reference::Reference;
use staircase_model::space::Space;
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::FitTarget;
use staircase_scenario::written::MeasureKind;

/// A scenario with its fitted factors, and how well each target is met.
#[derive(Debug, Clone)]
pub struct Fit {
    /// One row a target.
    pub rows: Vec<FitRow>,
    /// Published shares beside those of a steady year with the fitted factors.
    pub shares: Vec<ShareRow>,
}

/// One target and how well it is met.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRow {
    /// What is fitted, in words.
    pub label: String,
    /// Whether it is a share.
    pub share: bool,
    /// The published number, without children counted beside the model.
    pub target: f64,
    /// What the scenario gave as written.
    pub before: f64,
    /// What it gives with the fitted factor.
    pub after: f64,
    /// Value for the factors with this target.
    pub factor: f64,
}

/// Targets named by the factors of a scenario, in a fixed order.
fn targets(scenario: &Scenario) -> Vec<FitTarget> {
    let mut targets: Vec<FitTarget> =
        scenario.factors.iter().filter_map(|factor| factor.fitted_to).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// The published number behind a target.
#[must_use]
pub fn published(scenario: &Scenario, target: FitTarget) -> Option<f64> {
    match target {
        FitTarget::Level(level) => Some(scenario.stocks[level]),
        FitTarget::Measure(measure) => {
            let year = scenario.calendar.financial_year(0);
            let series = scenario.observed.iter().find(|series| series.measure == measure)?;
            let (_, value) = series.points.iter().find(|(at, _)| *at == year)?;
            let outside = outside(scenario, measure);
            Some(value - outside)
        }
        FitTarget::Share(share) => Some(scenario.published_shares[share].share),
    }
}

/// Children that a measure counts on the first day, or in the year to it, and the
/// levels do not hold: those beside the model, and streams.
fn outside(scenario: &Scenario, measure: usize) -> f64 {
    let it = &scenario.measures[measure];
    let counted = scenario.streams.iter().filter(|stream| stream.measures.contains(&measure));
    let streams: f64 = counted
        .map(|stream| match it.kind {
            MeasureKind::Stock => stream.stock,
            MeasureKind::Flow => stream.starts.central,
        })
        .sum();
    it.beside + streams
}

/// What a steady year gives for a target.
#[must_use]
pub fn steady(scenario: &Scenario, space: &Space, reference: &Reference, target: FitTarget) -> f64 {
    match target {
        FitTarget::Level(level) => reference.stocks[level],
        FitTarget::Measure(measure) => {
            let it = &scenario.measures[measure];
            match it.kind {
                MeasureKind::Stock => it.levels.iter().map(|level| reference.stocks[*level]).sum(),
                MeasureKind::Flow => it.moves.iter().map(|mv| reference.flows[*mv]).sum(),
            }
        }
        FitTarget::Share(share) => {
            shares::steady(scenario, space, reference, &scenario.published_shares[share])
        }
    }
}

fn label(scenario: &Scenario, target: FitTarget) -> String {
    match target {
        FitTarget::Level(level) => format!("Children at {}", scenario.levels[level].name),
        FitTarget::Measure(measure) => scenario.measures[measure].name.clone(),
        FitTarget::Share(share) => scenario.published_shares[share].name.clone(),
    }
}

/// Fits a scenario. Targets without a published number are left out.
#[must_use]
pub fn fit(scenario: &Scenario) -> Fit {
    let space = Space::new(scenario);
    let targets: Vec<(FitTarget, f64)> = targets(scenario)
        .into_iter()
        .filter_map(|target| Some((target, published(scenario, target)?)))
        .filter(|(_, value)| *value > 0.0)
        .collect();
    let mut now = scenario.clone();
    let given = |scenario: &Scenario| -> DVector<f64> {
        let reference = Reference::new(scenario, &space);
        DVector::from_iterator(
            targets.len(),
            targets
                .iter()
                .map(|(t, _)| maths::ln(steady(scenario, &space, &reference, *t).max(1e-9))),
        )
    };
    let wanted =
        DVector::from_iterator(targets.len(), targets.iter().map(|(_, value)| maths::ln(*value)));
    let before = given(&now);
    let mut have = before.clone();
    for _ in 0..8 {
        let miss = &wanted - &have;
        if miss.amax() < 1e-6 {
            break;
        }
        let nudge = 0.02;
        let mut slopes = DMatrix::zeros(targets.len(), targets.len());
        for (column, (target, _)) in targets.iter().enumerate() {
            let mut moved = now.clone();
            multiply(&mut moved, *target, maths::exp(nudge));
            slopes.set_column(column, &((given(&moved) - &have) / nudge));
        }
        let Some(step) = slopes.lu().solve(&miss) else { break };
        for (place, (target, _)) in targets.iter().enumerate() {
            multiply(&mut now, *target, maths::exp(step[place].clamp(-1.0, 1.0)));
        }
        have = given(&now);
    }
    let shares = shares::shares(&now, &space, &Reference::new(&now, &space));
    let rows = targets
        .iter()
        .enumerate()
        .map(|(place, (target, value))| FitRow {
            label: label(scenario, *target),
            share: matches!(target, FitTarget::Share(_)),
            target: *value,
            before: maths::exp(before[place]),
            after: maths::exp(have[place]),
            factor: now
                .factors
                .iter()
                .find(|factor| factor.fitted_to == Some(*target))
                .map_or(1.0, |factor| factor.value.now),
        })
        .collect();
    Fit { rows, shares }
}

fn multiply(scenario: &mut Scenario, target: FitTarget, by: f64) {
    for factor in &mut scenario.factors {
        if factor.fitted_to == Some(target) {
            factor.value.now *= by;
        }
    }
}
