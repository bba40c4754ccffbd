//! Published shares beside those of a steady-state year under the current offer (calibration
//! targets).

use serde::Serialize;
use staircase_model::cohort::cohorts::Cohorts;
use staircase_model::cohort::detail::Ever;
use staircase_model::reference::{Reference, WINDOW};
use staircase_model::space::Space;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::{ADULT, PublishedShare};
use staircase_scenario::written::ShareKind;

/// A published share and what the model gives for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareRow {
    /// Identity.
    pub id: String,
    /// What it is, in words.
    pub name: String,
    /// As published.
    pub published: f64,
    /// In a steady year of the model.
    pub modelled: f64,
    /// Where the published one comes from.
    pub source: String,
}

/// Every published share of a scenario beside the model's.
#[must_use]
pub fn shares(scenario: &Scenario, space: &Space, reference: &Reference) -> Vec<ShareRow> {
    scenario
        .published_shares
        .iter()
        .map(|it| ShareRow {
            id: it.id.clone(),
            name: it.name.clone(),
            published: it.share,
            modelled: steady(scenario, space, reference, it),
            source: it.source.clone(),
        })
        .collect()
}

/// What a steady year gives for a published share; 0 where there is nobody to share.
#[must_use]
pub fn steady(
    scenario: &Scenario,
    space: &Space,
    reference: &Reference,
    it: &PublishedShare,
) -> f64 {
    let detail = &reference.detail;
    let sum = |moves: &[usize], of: &[f64]| -> f64 { moves.iter().map(|mv| of[*mv]).sum() };
    let part = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    match it.kind {
        ShareKind::OfMoves => part(sum(&it.moves, &detail.all), sum(&it.of, &detail.all)),
        ShareKind::ClosedRecently => {
            part(sum(&it.moves, &detail.recent), sum(&it.moves, &detail.all))
        }
        ShareKind::AfterPlan => {
            part(sum(&it.moves, &detail.after_plan), sum(&it.moves, &detail.all))
        }
        ShareKind::AfterCare => {
            part(sum(&it.moves, &detail.after_care), sum(&it.moves, &detail.all))
        }
        ShareKind::EverStatutory => {
            ever(scenario, space, reference, it.age_months, |e| e.statutory)
        }
        ShareKind::EverPlan => ever(scenario, space, reference, it.age_months, |e| e.plan),
        ShareKind::EverCare => ever(scenario, space, reference, it.age_months, |e| e.care),
        ShareKind::OfLevels => {
            let stock = |levels: &[usize]| -> f64 {
                levels.iter().map(|level| reference.stocks[*level]).sum()
            };
            part(stock(&it.levels[..1]), stock(&it.levels))
        }
        ShareKind::OfAges => of_ages(scenario, space, reference, it),
        ShareKind::OfMoveAges => {
            let at_age = it.moves.iter().map(|mv| detail.at_age(*mv, it.age)).sum();
            part(at_age, sum(&it.moves, &detail.all))
        }
        ShareKind::Ended | ShareKind::UnderWay => {
            let inside: Vec<bool> =
                (0..scenario.levels.len()).map(|level| it.levels.contains(&level)).collect();
            let stays = reference.stays(scenario, space, &inside);
            let (from, below) = it.months;
            match it.kind {
                ShareKind::Ended => stays.share_ended(from, below),
                _ => stays.share_under_way(from, below),
            }
        }
    }
}

/// Share of the families of an age who were ever known, from the windows of births
/// before and after it, or from those who come of age.
fn ever(
    scenario: &Scenario,
    space: &Space,
    reference: &Reference,
    age: i32,
    of: impl Fn(&Ever) -> f64,
) -> f64 {
    let share = |ever: &Ever| if ever.all > 0.0 { of(ever) / ever.all } else { 0.0 };
    if age >= ADULT {
        return share(&reference.detail.grown);
    }
    let steady = &reference.steady;
    let cohorts = Cohorts::new(WINDOW, scenario.oldest());
    let width = steady.fields.width();
    let mut points: Vec<(f64, f64)> = vec![(0.0, 0.0)];
    let mut windows: Vec<_> = cohorts.living(1).collect();
    windows.reverse();
    for (column, (first, last)) in windows {
        let mut here = Ever::default();
        let column = steady.numbers.column(column);
        for (numbers, cell) in column.chunks(width).zip(&space.cells) {
            here.count(scenario, cell, numbers[0]);
        }
        let middle = -f64::midpoint(f64::from(first), f64::from(last));
        points.push((middle, share(&here)));
    }
    let age = f64::from(age);
    let after = points.iter().position(|(at, _)| *at >= age).unwrap_or(points.len() - 1).max(1);
    let ((from, low), (to, high)) = (points[after - 1], points[after]);
    if to > from { low + (high - low) * ((age - from) / (to - from)) } else { high }
}

fn of_ages(scenario: &Scenario, space: &Space, reference: &Reference, it: &PublishedShare) -> f64 {
    let steady = &reference.steady;
    let cohorts = Cohorts::new(WINDOW, scenario.oldest());
    let width = steady.fields.width();
    let mut shares = vec![0.0; scenario.age_bands.len()];
    let (mut part, mut whole) = (0.0, 0.0);
    for (column, window) in cohorts.living(1) {
        Cohorts::band_shares(scenario, 1, window, &mut shares);
        let column = steady.numbers.column(column);
        for (numbers, cell) in column.chunks(width).zip(&space.cells) {
            if it.levels.contains(&cell.level) {
                whole += numbers[0];
                part += numbers[0] * shares[it.age];
            }
        }
    }
    if whole > 0.0 { part / whole } else { 0.0 }
}
