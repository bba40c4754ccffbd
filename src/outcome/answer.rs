//! The comparison of an option with its baseline, as the page and the files receive it.

use super::band::{Band, mean_and_error, percentile, rounded};
use super::precision::HEADLINE_YEARS;
use super::routes::{RouteRow, by_route};
use super::split::Sides;
use crate::model::Model;
use crate::model::plan::Plan;
use crate::record::Block;
use crate::record::lines::{self, Line};
use crate::scenario::Calendar;
use crate::scenario::resolved::Choice;
use crate::scenario::written::MeasureKind;
use serde::Serialize;

/// Everything about one option against its baseline.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// `expected` (the path) or `draws`.
    pub kind: &'static str,
    /// Identity of the option.
    pub option: String,
    /// Identity of the baseline.
    pub baseline: String,
    /// Whether both sides are in a world where support changes nothing.
    pub null_effect: bool,
    /// Number of draws.
    pub draws: usize,
    /// The seed.
    pub seed: String,
    /// Last day of each month.
    pub dates: Vec<String>,
    /// Reported measures.
    pub measures: Vec<MeasureAnswer>,
    /// The staircase each 31 March.
    pub staircase: Vec<StaircaseYear>,
    /// Money by line and financial year.
    pub costs: Vec<CostLine>,
    /// Chance and ignorance told apart: net cost of all years, pounds squared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_split: Option<Sides>,
    /// The first headline stock in the headline month, by route of evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<RouteRow>,
    /// Who pays for programmes.
    pub funding: Vec<FundingLine>,
    /// Sentences.
    pub words: crate::report::words::Words,
    /// How places bind, and what that means for the path.
    pub capacity_note: String,
}

/// One measure, month by month.
#[derive(Debug, Clone, Serialize)]
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_fewer: Vec<f64>,
    /// Every draw's difference each 31 March, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs_difference: Vec<RunsDifference>,
    /// Chance and ignorance told apart: children on each 31 March after the start, or
    /// moving in the year to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<SplitYear>,
}

/// Where the spread of one measure comes from, on one day.
#[derive(Debug, Clone, Serialize)]
pub struct SplitYear {
    /// 31 March of this year.
    pub year: i32,
    /// Variances of both sides and of their difference.
    #[serde(flatten)]
    pub sides: Sides,
}

/// Every draw's difference on one day.
#[derive(Debug, Clone, Serialize)]
pub struct RunsDifference {
    /// 31 March of this year.
    pub year: i32,
    /// Differences, smallest first.
    pub sorted: Vec<i64>,
}

/// The staircase on one 31 March.
#[derive(Debug, Clone, Serialize)]
pub struct StaircaseYear {
    /// 31 March of this year.
    pub year: i32,
    /// Steps under the baseline.
    pub baseline: Vec<StepState>,
    /// Steps under the option.
    pub option: Vec<StepState>,
    /// Moves between steps in the year before, under the baseline.
    pub moves_baseline: Vec<StepMove>,
    /// And under the option.
    pub moves_option: Vec<StepMove>,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
pub struct StepState {
    /// Its name.
    pub step: String,
    /// Families on it.
    pub families: f64,
    /// Their children.
    pub children: f64,
    /// Families supported.
    pub supported: f64,
    /// Families waiting.
    pub waiting: f64,
}

/// Families moving between two steps in a year.
#[derive(Debug, Clone, Serialize)]
pub struct StepMove {
    /// Step left.
    pub from: String,
    /// Step entered.
    pub to: String,
    /// Families.
    pub families: f64,
}

/// One line of the financial-year table, pounds.
#[derive(Debug, Clone, Serialize)]
pub struct CostLine {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// `level`, `entry`, `programme`, `avoided`, `spent` or `net`.
    pub kind: &'static str,
    /// One row a financial year.
    pub years: Vec<YearRow>,
    /// All years.
    pub total: YearRow,
}

/// One year of a line.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// "2019-20".
    pub year: String,
    /// Under the baseline, mean.
    pub baseline: f64,
    /// Under the option, mean.
    pub option: f64,
    /// Option less baseline, mean.
    pub difference: f64,
    /// 2.5th percentile of the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p2_5: Option<f64>,
    /// 10th percentile of the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// 90th percentile of the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// 97.5th percentile of the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p97_5: Option<f64>,
    /// Monte Carlo standard error of the mean difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<f64>,
}

/// Who pays for a programme.
#[derive(Debug, Clone, Serialize)]
pub struct FundingLine {
    /// Name of the programme.
    pub programme: String,
    /// Name of the source.
    pub source: String,
    /// Pounds by financial year.
    pub years: Vec<FundingYear>,
}

/// One year of a funding line.
#[derive(Debug, Clone, Serialize)]
pub struct FundingYear {
    /// "2019-20".
    pub year: String,
    /// Under the baseline.
    pub baseline: f64,
    /// Under the option.
    pub option: f64,
}

/// Records of both sides, and where they come from.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Baseline and option by draw, from draw 0 on without gaps; a single pair for the path.
    pub pairs: Vec<(&'a [f64], &'a [f64])>,
    /// Whether the single pair is the expected-value path.
    pub expected: bool,
    /// The seed, for draws.
    pub seed: u64,
    /// The expected-value path of both sides.
    pub path: (&'a [f64], &'a [f64]),
}

impl Answer {
    /// Compares an option with its baseline.
    #[must_use]
    pub fn new(model: &Model, option: &Choice, evidence: &Evidence<'_>) -> Self {
        let scenario = &model.scenario;
        let layout = &model.layout;
        let measures = measures(model, evidence);
        let costs = costs(model, evidence);
        let staircase = staircase(model, evidence);
        let plans = (model.plan(&model.baseline_for(option)), model.plan(option));
        let mut answer = Self {
            kind: if evidence.expected { "expected" } else { "draws" },
            option: option.id.clone(),
            baseline: scenario.options[0].id.clone(),
            null_effect: option.null_effect,
            draws: if evidence.expected { 0 } else { evidence.pairs.len() },
            seed: evidence.seed.to_string(),
            dates: (0..=layout.months).map(|month| scenario.calendar.date(month)).collect(),
            measures,
            staircase,
            costs,
            net_split: net_split(model, evidence),
            routes: routes(model, evidence),
            funding: funding(model, &plans.0, &plans.1),
            words: crate::report::words::Words::default(),
            capacity_note: capacity_note(model, option, &plans.1, evidence),
        };
        answer.words = crate::report::words::Words::new(model, option, &answer);
        answer
    }
}

fn routes(model: &Model, evidence: &Evidence<'_>) -> Vec<RouteRow> {
    let month = (HEADLINE_YEARS * 12).min(model.layout.months);
    let Some(measure) = model.scenario.measures.iter().position(|it| it.headline) else {
        return Vec::new();
    };
    let (places, _) = series_of(model, measure, month);
    let sum = |record: &[f64]| -> f64 { places.iter().map(|at| record[*at]).sum() };
    by_route(model, evidence, |baseline, option| sum(option) - sum(baseline))
}

/// Mean over pairs of a number of one side.
fn mean(evidence: &Evidence<'_>, side: usize, at: usize) -> f64 {
    let sum: f64 =
        evidence.pairs.iter().map(|pair| if side == 0 { pair.0[at] } else { pair.1[at] }).sum();
    sum / evidence.pairs.len().max(1) as f64
}

/// What a measure is made of: places in a record to be added up, and a constant.
fn series_of(model: &Model, measure: usize, month: usize) -> (Vec<usize>, f64) {
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

fn measures(model: &Model, evidence: &Evidence<'_>) -> Vec<MeasureAnswer> {
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
                    runs_difference: Vec::new(),
                    split: Vec::new(),
                };
            }
            let not_fewer = |month: usize| {
                let count = (0..draws).filter(|draw| difference(*draw, month) >= 0.0).count();
                rounded(100.0 * count as f64 / draws as f64)
            };
            MeasureAnswer {
                id: model.scenario.measures[measure].id.clone(),
                baseline: Band::of(draws, times, |d, month| side(d, month, 0) + beside(month)),
                option: Band::of(draws, times, |d, month| side(d, month, 1) + beside(month)),
                difference: Band::of(draws, times, difference),
                no_fewer: (0..times).map(not_fewer).collect(),
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
    marches(model)
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
    marches(model)
        .into_iter()
        .map(|(year, month)| {
            let mut sorted: Vec<i64> =
                (0..draws).map(|draw| difference(draw, month).round() as i64).collect();
            sorted.sort_unstable();
            RunsDifference { year, sorted }
        })
        .collect()
}

/// Each 31 March in the projection, with its month; the start counts if it is one.
fn marches(model: &Model) -> Vec<(i32, usize)> {
    let calendar = &model.scenario.calendar;
    (0..=model.layout.months)
        .filter(|month| calendar.at(*month).month == 3)
        .map(|month| (calendar.at(month).year, month))
        .collect()
}

fn staircase(model: &Model, evidence: &Evidence<'_>) -> Vec<StaircaseYear> {
    let (scenario, layout) = (&model.scenario, &model.layout);
    let mut steps: Vec<&str> = Vec::new();
    for level in &scenario.levels {
        if steps.last() != Some(&level.step.as_str()) {
            steps.push(&level.step);
        }
    }
    let first = scenario.calendar.financial_year(1);
    let states = |side: usize, index: usize, month: usize| -> Vec<StepState> {
        steps
            .iter()
            .map(|step| {
                let total = |block, time| -> f64 {
                    (0..layout.levels)
                        .filter(|level| scenario.levels[*level].step == *step)
                        .map(|level| mean(evidence, side, layout.at(block, level, time)))
                        .sum()
                };
                StepState {
                    step: (*step).to_owned(),
                    families: rounded(total(Block::Families, index)),
                    children: rounded(total(Block::Children, month)),
                    supported: rounded(total(Block::FamiliesSupported, index)),
                    waiting: rounded(total(Block::FamiliesWaiting, index)),
                }
            })
            .collect()
    };
    let moves = |side: usize, index: usize| -> Vec<StepMove> {
        let mut between: Vec<StepMove> = Vec::new();
        for (mv, it) in scenario.moves.iter().enumerate().filter(|_| index > 0) {
            let (from, to) = (&scenario.levels[it.from].step, &scenario.levels[it.to].step);
            if from == to {
                continue;
            }
            let families = mean(evidence, side, layout.at(Block::Moved, mv, index - 1));
            match between.iter_mut().find(|m| m.from == *from && m.to == *to) {
                Some(found) => found.families += families,
                None => {
                    between.push(StepMove { from: from.clone(), to: to.clone(), families });
                }
            }
        }
        between.iter_mut().for_each(|m| m.families = rounded(m.families));
        between
    };
    marches(model)
        .into_iter()
        .map(|(year, month)| {
            let index = if month == 0 { 0 } else { (year - first + 1) as usize };
            StaircaseYear {
                year,
                baseline: states(0, index, month),
                option: states(1, index, month),
                moves_baseline: moves(0, index),
                moves_option: moves(1, index),
            }
        })
        .collect()
}

fn costs(model: &Model, evidence: &Evidence<'_>) -> Vec<CostLine> {
    let scenario = &model.scenario;
    let lines = lines::lines(scenario);
    let all = |spent: bool| -> Vec<usize> {
        (0..lines.len()).filter(|line| lines[*line].spent() == spent).collect()
    };
    let mut table: Vec<CostLine> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let kind = match line {
                Line::Level(_) => "level",
                Line::Entry(_) => "entry",
                Line::Programme(_) | Line::Results(_) | Line::Fixed(_) => "programme",
            };
            let id = format!("{kind}-{place}");
            cost_line(model, evidence, id, line.name(scenario), kind, &[place])
        })
        .collect();
    let everything: Vec<usize> = (0..lines.len()).collect();
    for (kind, name, places) in [
        ("avoided", "Statutory cost, all lines", all(false)),
        ("spent", "Early help, all lines", all(true)),
        ("net", "Net cost", everything),
    ] {
        table.push(cost_line(model, evidence, kind.to_owned(), name.to_owned(), kind, &places));
    }
    table
}

fn cost_line(
    model: &Model,
    evidence: &Evidence<'_>,
    id: String,
    name: String,
    kind: &'static str,
    places: &[usize],
) -> CostLine {
    let layout = &model.layout;
    let years = model.scenario.calendar.financial_years();
    let row = |label: String, from: usize, to: usize| {
        let sum = |record: &[f64]| -> f64 {
            places
                .iter()
                .map(|line| layout.series(record, Block::Cost, *line)[from..to].iter().sum::<f64>())
                .sum()
        };
        let sides: Vec<(f64, f64)> =
            evidence.pairs.iter().map(|pair| (sum(pair.0), sum(pair.1))).collect();
        let mut differences: Vec<f64> = sides.iter().map(|(a, b)| b - a).collect();
        let (difference, error) = mean_and_error(&differences);
        differences.sort_unstable_by(f64::total_cmp);
        let n = sides.len().max(1) as f64;
        let at =
            |share| (!evidence.expected).then(|| percentile(&differences, share).round() + 0.0);
        YearRow {
            year: label,
            baseline: (sides.iter().map(|side| side.0).sum::<f64>() / n).round(),
            option: (sides.iter().map(|side| side.1).sum::<f64>() / n).round(),
            difference: difference.round() + 0.0,
            p2_5: at(0.025),
            p10: at(0.1),
            p90: at(0.9),
            p97_5: at(0.975),
            error: (!evidence.expected).then(|| error.round()),
        }
    };
    CostLine {
        id,
        name,
        kind,
        years: years
            .iter()
            .enumerate()
            .map(|(place, year)| row(Calendar::financial_year_name(*year), place, place + 1))
            .collect(),
        total: row("All years".to_owned(), 0, layout.years),
    }
}

/// Where the spread of the net cost of all years comes from.
fn net_split(model: &Model, evidence: &Evidence<'_>) -> Option<Sides> {
    if evidence.expected {
        return None;
    }
    let cost = |record: &[f64]| -> f64 {
        (0..lines::lines(&model.scenario).len())
            .map(|line| model.layout.series(record, Block::Cost, line).iter().sum::<f64>())
            .sum()
    };
    let sides: Vec<(f64, f64)> =
        evidence.pairs.iter().map(|pair| (cost(pair.0), cost(pair.1))).collect();
    Sides::of(&sides)
}

fn funding(model: &Model, baseline: &Plan, option: &Plan) -> Vec<FundingLine> {
    let scenario = &model.scenario;
    let calendar = &scenario.calendar;
    let years = calendar.financial_years();
    let mut lines = Vec::new();
    for (p, programme) in scenario.programmes.iter().enumerate() {
        let monthly_cost = programme.staff_cost.central / 12.0;
        let mut push = |source: String, pounds: &dyn Fn(&Plan, usize) -> f64| {
            let year_sum = |plan: &Plan, year: i32| -> f64 {
                (1..=calendar.months)
                    .filter(|month| calendar.financial_year(*month) == year)
                    .map(|month| pounds(plan, month))
                    .sum::<f64>()
                    .round()
            };
            lines.push(FundingLine {
                programme: programme.name.clone(),
                source,
                years: years
                    .iter()
                    .map(|year| FundingYear {
                        year: Calendar::financial_year_name(*year),
                        baseline: year_sum(baseline, *year),
                        option: year_sum(option, *year),
                    })
                    .collect(),
            });
        };
        for (line, (source, _)) in programme.funding.iter().enumerate() {
            let name = scenario.funding[*source].name.clone();
            push(name, &|plan, month| plan.programmes[p].funding[line][month] / 12.0);
        }
        push("Base budget".to_owned(), &|plan, month| {
            let named: f64 = plan.programmes[p].funding.iter().map(|line| line[month] / 12.0).sum();
            monthly_cost * plan.programmes[p].staff[month] - named
        });
    }
    lines
}

/// Where places bind the path follows the mean queue; says which programmes do,
/// and how far the path then is from the runs.
fn capacity_note(model: &Model, option: &Choice, plan: &Plan, evidence: &Evidence<'_>) -> String {
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
