//! Measures month by month: means, ranges, paired differences, and where their spread
//! comes from.

use super::band::{Band, rounded};
use super::run_pairs::RunPairs;
use super::split::Sides;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::record::Block;
use staircase_scenario::Calendar;
use staircase_scenario::written::MeasureKind;

/// One measure, month by month.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct MeasureAnswer {
    /// Identity.
    pub id: String,
    /// Under the baseline.
    pub baseline: Band,
    /// Under the option.
    pub option: Band,
    /// Option less baseline, draw by draw.
    pub difference: Band,
    /// Draws in a hundred in which the option has not fewer than the baseline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_fewer: Vec<f64>,
    /// Draws in a hundred in which the option has not more than the baseline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_more: Vec<f64>,
    /// Every draw's difference each 31 March, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs_difference: Vec<RunsDifference>,
    /// Chance separated from uncertain inputs: children on each 31 March after the start, or
    /// moving in the year to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<SplitYear>,
}

/// Where the spread of one measure comes from, on one day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct SplitYear {
    /// 31 March of this year.
    pub year: i32,
    /// Variances of both sides and of their difference.
    #[serde(flatten)]
    pub sides: Sides,
}

/// Every draw's difference on one day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct RunsDifference {
    /// 31 March of this year.
    pub year: i32,
    /// Differences, smallest first.
    pub sorted: Vec<i64>,
}

pub(super) fn measures(model: &Model, evidence: &RunPairs<'_>) -> Vec<MeasureAnswer> {
    let times = model.layout.months + 1;
    (0..model.scenario.measures.len())
        .map(|measure| {
            let places: Vec<(Vec<usize>, f64)> =
                (0..times).map(|month| series_of(model, measure, month)).collect();
            let sum = |record: &[f64], month: usize| -> f64 {
                places[month].0.iter().map(|at| record[*at]).sum::<f64>()
            };
            let side = |draw: usize, month: usize, side: usize| {
                let pair = evidence.pairs[draw];
                sum(if side == 0 { pair.0 } else { pair.1 }, month)
            };
            let difference = |draw, month| side(draw, month, 1) - side(draw, month, 0);
            let draws = evidence.pairs.len();
            let beside = |month: usize| places[month].1;
            if evidence.expected {
                let path = |f: &dyn Fn(usize) -> f64| Band::expected((0..times).map(f).collect());
                return MeasureAnswer {
                    id: model.scenario.measures[measure].id.clone(),
                    baseline: path(&|month| side(0, month, 0) + beside(month)),
                    option: path(&|month| side(0, month, 1) + beside(month)),
                    difference: path(&|month| difference(0, month)),
                    no_fewer: Vec::new(),
                    no_more: Vec::new(),
                    runs_difference: Vec::new(),
                    split: Vec::new(),
                };
            }
            let share = |month: usize, test: &dyn Fn(f64) -> bool| {
                let count = (0..draws).filter(|draw| test(difference(*draw, month))).count();
                rounded(100.0 * count as f64 / draws as f64)
            };
            let not_fewer = |month| share(month, &|difference| difference >= 0.0);
            let not_more = |month| share(month, &|difference| difference <= 0.0);
            MeasureAnswer {
                id: model.scenario.measures[measure].id.clone(),
                baseline: Band::of(draws, times, |d, month| side(d, month, 0) + beside(month)),
                option: Band::of(draws, times, |d, month| side(d, month, 1) + beside(month)),
                difference: Band::of(draws, times, difference),
                no_fewer: (0..times).map(not_fewer).collect(),
                no_more: (0..times).map(not_more).collect(),
                runs_difference: if model.scenario.measures[measure].headline {
                    runs_difference(model, draws, difference)
                } else {
                    Vec::new()
                },
                split: splits(model, measure, draws, side),
            }
        })
        .collect()
}

/// Where the spread comes from, each 31 March. Flows are those of the year to it.
fn splits(
    model: &Model,
    measure: usize,
    draws: usize,
    side: impl Fn(usize, usize, usize) -> f64,
) -> Vec<SplitYear> {
    let kind = model.scenario.measures[measure].kind;
    let value = |draw, month: usize, which| match kind {
        MeasureKind::Stock => side(draw, month, which),
        MeasureKind::Flow => {
            (month.saturating_sub(11)..=month).map(|month| side(draw, month, which)).sum()
        }
    };
    marches(&model.scenario.calendar)
        .into_iter()
        .filter(|(_, month)| *month > 0)
        .filter_map(|(year, month)| {
            let sides: Vec<(f64, f64)> =
                (0..draws).map(|draw| (value(draw, month, 0), value(draw, month, 1))).collect();
            Some(SplitYear { year, sides: Sides::of(&sides)? })
        })
        .collect()
}

fn runs_difference(
    model: &Model,
    draws: usize,
    difference: impl Fn(usize, usize) -> f64,
) -> Vec<RunsDifference> {
    marches(&model.scenario.calendar)
        .into_iter()
        .map(|(year, month)| {
            let mut sorted: Vec<i64> =
                (0..draws).map(|draw| difference(draw, month).round() as i64).collect();
            sorted.sort_unstable();
            RunsDifference { year, sorted }
        })
        .collect()
}

/// What a measure is made of: places in a record to be added up, and a constant.
pub(super) fn series_of(model: &Model, measure: usize, month: usize) -> (Vec<usize>, f64) {
    let (it, layout) = (&model.scenario.measures[measure], &model.layout);
    let streams = |block: Block| {
        let all = model.scenario.streams.iter().enumerate();
        all.filter(|(_, stream)| stream.measures.contains(&measure))
            .map(move |(place, _)| layout.at(block, place, month))
    };
    match it.kind {
        MeasureKind::Stock => {
            let places = it.levels.iter().map(|level| layout.at(Block::Children, *level, month));
            (places.chain(streams(Block::Stream)).collect(), it.beside)
        }
        MeasureKind::Flow => {
            let places = layout.flow_of(measure).map(|flow| layout.at(Block::Flow, flow, month));
            let beside = if month > 0 { it.beside / 12.0 } else { 0.0 };
            (places.into_iter().chain(streams(Block::StreamStarts)).collect(), beside)
        }
    }
}

/// Each 31 March in the projection, with its month; the start counts if it is one.
pub(super) fn marches(calendar: &Calendar) -> Vec<(i32, usize)> {
    (0..=calendar.months)
        .filter(|month| calendar.at(*month).month == 3)
        .map(|month| (calendar.at(month).year, month))
        .collect()
}
