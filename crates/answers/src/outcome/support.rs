//! Support by financial year: who starts, waits, finishes and gives up, and how
//! places bind.

use super::band::{mean_and_error, rounded};
use super::measures::series_of;
use super::run_pairs::{RunPairs, mean};
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::plan::Plan;
use staircase_model::record::{Block, DoorItem, SupportItem};
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::MeasureKind;

/// What programmes and the front door do, year by year, means over draws.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct SupportAnswer {
    /// Every programme, in the scenario's order.
    pub programmes: Vec<ProgrammeSupport>,
    /// The front door, by financial year; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub door: Option<Vec<DoorYear>>,
    /// How often each programme that runs is full, under the option.
    pub full: Vec<FullMonths>,
}

/// How often a programme is full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct FullMonths {
    /// Its name.
    pub name: String,
    /// Months in which at least nine in ten of its open places are taken.
    pub full: usize,
    /// Months in which it has places open.
    pub runs: usize,
}

/// The change of one stock at the end, along the path and in the runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct ApartFromRuns {
    /// Which measure.
    pub measure: usize,
    /// Along the path, children.
    pub path: f64,
    /// Mean over runs, children.
    pub runs: f64,
    /// Monte Carlo standard error of that mean, children.
    pub error: f64,
}

/// One programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct ProgrammeSupport {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// By financial year.
    pub years: Vec<SupportYear>,
}

/// One financial year of a programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct SupportYear {
    /// "2019-20".
    pub year: String,
    /// Under the baseline.
    pub baseline: SupportFigures,
    /// Under the option.
    pub option: SupportFigures,
}

/// Families of a programme in one financial year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct SupportFigures {
    /// Families given a place.
    pub started: f64,
    /// Families that came to the planned end of support.
    pub finished: f64,
    /// Families that gave up waiting.
    pub dropped_out: f64,
    /// Families waiting, mean of month ends.
    pub waiting: f64,
    /// Families supported, mean of month ends.
    pub supported: f64,
    /// Places run and paid for, mean of months, at central values.
    pub places: f64,
    /// Those of them that families with the need can take up.
    pub open: f64,
}

/// One financial year of the front door.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct DoorYear {
    /// "2019-20".
    pub year: String,
    /// Under the baseline.
    pub baseline: DoorFigures,
    /// Under the option.
    pub option: DoorFigures,
}

/// Families at the front door in one financial year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct DoorFigures {
    /// Families waiting, mean of month ends.
    pub waiting: f64,
    /// Families that passed.
    pub passed: f64,
    /// Families that gave up waiting.
    pub gave_up: f64,
    /// Families in need that were turned away; the path does not count them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turned_away: Option<f64>,
}

/// The simulated months of each financial year, by its name.
fn years(model: &Model) -> Vec<(String, Vec<usize>)> {
    let calendar = &model.scenario.calendar;
    let months = calendar.months_by_year().into_iter().map(Iterator::collect);
    calendar.year_names().into_iter().zip(months).collect()
}

/// Sum over months, and mean of months.
fn sum_and_mean(months: &[usize], value: impl Fn(usize) -> f64) -> (f64, f64) {
    let sum: f64 = months.iter().map(|month| value(*month)).sum();
    (rounded(sum), rounded(sum / months.len().max(1) as f64))
}

/// Support under the plans of both sides.
pub(super) fn support(model: &Model, plans: [&Plan; 2], evidence: &RunPairs<'_>) -> SupportAnswer {
    let layout = &model.layout;
    let figures = |side: usize, p: usize, months: &[usize]| {
        let of = |block: Block, item: usize| {
            sum_and_mean(months, |month| mean(evidence, side, layout.at(block, item, month)))
        };
        let plan = &plans[side].programmes[p];
        SupportFigures {
            started: of(Block::Support, SupportItem::Started.of(p)).0,
            finished: of(Block::Support, SupportItem::Finished.of(p)).0,
            dropped_out: of(Block::Support, SupportItem::DroppedOut.of(p)).0,
            waiting: of(Block::Waiting, p).1,
            supported: of(Block::Supported, p).1,
            places: sum_and_mean(months, |month| plan.places[month]).1,
            open: sum_and_mean(months, |month| plan.open[month]).1,
        }
    };
    let door = |side: usize, months: &[usize]| {
        let of = |item: DoorItem| {
            let at = |month| layout.at(Block::Door, item as usize, month);
            sum_and_mean(months, |month| mean(evidence, side, at(month)))
        };
        DoorFigures {
            waiting: of(DoorItem::Waiting).1,
            passed: of(DoorItem::Passed).0,
            gave_up: of(DoorItem::GaveUp).0,
            turned_away: (!evidence.expected).then(|| of(DoorItem::TurnedAway).0),
        }
    };
    let years = years(model);
    let programmes = model.scenario.programmes.iter().enumerate();
    SupportAnswer {
        full: full(model, plans[1], evidence),
        programmes: programmes
            .map(|(p, programme)| ProgrammeSupport {
                id: programme.id.clone(),
                name: programme.name.clone(),
                years: years
                    .iter()
                    .map(|(year, months)| SupportYear {
                        year: year.clone(),
                        baseline: figures(0, p, months),
                        option: figures(1, p, months),
                    })
                    .collect(),
            })
            .collect(),
        door: model.scenario.door.as_ref().map(|_| {
            let year = |(year, months): &(String, Vec<usize>)| DoorYear {
                year: year.clone(),
                baseline: door(0, months),
                option: door(1, months),
            };
            years.iter().map(year).collect()
        }),
    }
}

/// From this share of its places on a programme is full. The page calls places empty by the
/// same measure.
const FULL: f64 = 0.9;

/// In how many of the months in which it runs each programme is full.
fn full(model: &Model, plan: &Plan, evidence: &RunPairs<'_>) -> Vec<FullMonths> {
    let (scenario, layout) = (&model.scenario, &model.layout);
    let is_full = |p: usize, month: usize| {
        let held = mean(evidence, 1, layout.at(Block::Supported, p, month));
        held >= FULL * plan.programmes[p].open[month]
    };
    let count = |p: usize| {
        let open = &plan.programmes[p].open;
        let running: Vec<usize> = (1..=layout.months).filter(|month| open[*month] > 0.0).collect();
        let full = running.iter().filter(|month| is_full(p, **month)).count();
        FullMonths { name: scenario.programmes[p].name.clone(), full, runs: running.len() }
    };
    (0..scenario.programmes.len()).map(count).filter(|it| it.runs > 0).collect()
}

/// How far the path is from the mean of the runs, for the first headline stock, at
/// the end. Parameters vary between runs and not along the path, so part of the gap
/// is not the queue's. None along the path itself and for the baseline.
pub(super) fn apart_from_runs(
    model: &Model,
    option: &PolicyOption,
    evidence: &RunPairs<'_>,
) -> Option<ApartFromRuns> {
    if evidence.expected || option.changes.is_empty() {
        return None;
    }
    let scenario = &model.scenario;
    let measure =
        scenario.measures.iter().position(|m| m.headline && m.kind == MeasureKind::Stock)?;
    let (places, _) = series_of(model, measure, model.layout.months);
    let difference =
        |a: &[f64], b: &[f64]| -> f64 { places.iter().map(|at| b[*at] - a[*at]).sum() };
    let differences: Vec<f64> =
        evidence.pairs.iter().map(|pair| difference(pair.0, pair.1)).collect();
    let (runs, error) = mean_and_error(&differences);
    let path = difference(evidence.path.0, evidence.path.1);
    Some(ApartFromRuns { measure, path, runs, error })
}
