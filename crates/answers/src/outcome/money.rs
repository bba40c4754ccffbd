//! Money by line and financial year, and who pays.

use super::band::pence;
use super::band::{mean_and_error, percentile};
use super::run_pairs::RunPairs;
use super::split::Sides;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::plan::{self, Plan};
use staircase_model::record::Block;
use staircase_model::record::lines::{self, Line};
use staircase_numerics::maths;
use std::ops::Range;

/// What pays for the rest: the council's own budget.
pub const BASE_BUDGET: &str = "Base budget";

/// Less than this is nothing, pounds: it rounds to none in a sentence.
pub const SMALL: f64 = 500.0;

/// What kind of a case the money of an option is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "MoneyKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Spending on the offer does not change.
    #[default]
    Same,
    /// More is spent on the offer: statutory cost may be avoided.
    Spends,
    /// Less is spent on the offer, and the council saves by it: statutory cost may be added.
    Saves,
    /// Less is spent on the offer, but what is not spent was external funding.
    Loses,
}

impl Kind {
    /// The kind of a change in spending, of which `external` is not the council's own.
    #[must_use]
    pub fn of(spent: f64, external: f64) -> Self {
        let own = spent - external;
        if spent >= SMALL {
            Self::Spends
        } else if spent > -SMALL {
            Self::Same
        } else if external <= -SMALL && own > -SMALL.max(-0.01 * spent) {
            Self::Loses
        } else {
            Self::Saves
        }
    }
}

/// What a line of the cost table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Children at a level.
    Level,
    /// Children who make a move.
    Entry,
    /// A programme, its results or a fixed cost.
    Programme,
    /// Sum of all statutory lines.
    Avoided,
    /// Sum of all early help.
    Spent,
    /// Sum of all lines.
    Net,
}

impl LineKind {
    /// As files have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Entry => "entry",
            Self::Programme => "programme",
            Self::Avoided => "avoided",
            Self::Spent => "spent",
            Self::Net => "net",
        }
    }

    /// Whether it is a line and not a sum of lines.
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(self, Self::Level | Self::Entry | Self::Programme)
    }
}

/// One line of the financial-year table, pounds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct CostLine {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// What kind of a line or sum.
    pub kind: LineKind,
    /// One row a financial year.
    pub years: Vec<YearRow>,
    /// All years.
    pub total: YearRow,
}

/// One year of a line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct FundingLine {
    /// Name of the programme.
    pub programme: String,
    /// Name of the source.
    pub source: String,
    /// Pounds by financial year.
    pub years: Vec<FundingYear>,
}

/// One year of a funding line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct FundingYear {
    /// "2019-20".
    pub year: String,
    /// Under the baseline.
    pub baseline: f64,
    /// Under the option.
    pub option: f64,
}

pub(super) fn costs(model: &Model, evidence: &RunPairs<'_>) -> Vec<CostLine> {
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
                Line::Level(_) => LineKind::Level,
                Line::Entry(_) => LineKind::Entry,
                Line::Programme(_) | Line::Results(_) | Line::Fixed(_) => LineKind::Programme,
            };
            let id = format!("{}-{place}", kind.word());
            cost_line(model, evidence, id, line.name(scenario), kind, &[place])
        })
        .collect();
    let everything: Vec<usize> = (0..lines.len()).collect();
    for (kind, name, places) in [
        (LineKind::Avoided, "Statutory cost, all lines", all(false)),
        (LineKind::Spent, "Early help, all lines", all(true)),
        (LineKind::Net, "Net cost, all funders", everything),
    ] {
        table.push(cost_line(
            model,
            evidence,
            kind.word().to_owned(),
            name.to_owned(),
            kind,
            &places,
        ));
    }
    table
}

fn cost_line(
    model: &Model,
    evidence: &RunPairs<'_>,
    id: String,
    name: String,
    kind: LineKind,
    places: &[usize],
) -> CostLine {
    let layout = &model.layout;
    let calendar = &model.scenario.calendar;
    let years = calendar.year_names();
    let months = calendar.months_by_year();
    let row = |label: String, months: Range<usize>| {
        let sum = |record: &[f64]| -> f64 {
            places
                .iter()
                .map(|line| {
                    layout.series(record, Block::Cost, *line)[months.clone()].iter().sum::<f64>()
                })
                .sum()
        };
        let sides: Vec<(f64, f64)> =
            evidence.pairs.iter().map(|pair| (sum(pair.0), sum(pair.1))).collect();
        let mut differences: Vec<f64> = sides.iter().map(|(a, b)| b - a).collect();
        let (difference, error) = mean_and_error(&differences);
        maths::ascend(&mut differences);
        let n = sides.len().max(1) as f64;
        let at = |share| (!evidence.expected).then(|| pence(percentile(&differences, share)));
        YearRow {
            year: label,
            baseline: pence(sides.iter().map(|side| side.0).sum::<f64>() / n),
            option: pence(sides.iter().map(|side| side.1).sum::<f64>() / n),
            difference: pence(difference),
            p2_5: at(0.025),
            p10: at(0.1),
            p90: at(0.9),
            p97_5: at(0.975),
            error: (!evidence.expected).then(|| pence(error)),
        }
    };
    CostLine {
        id,
        name,
        kind,
        years: years
            .iter()
            .enumerate()
            .map(|(place, year)| row(year.clone(), months[place].clone()))
            .collect(),
        total: row("All years".to_owned(), 1..layout.months + 1),
    }
}

/// Where the spread of the net cost of all years comes from.
pub(super) fn net_split(model: &Model, evidence: &RunPairs<'_>) -> Option<Sides> {
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

/// What named sources pay by the plans; the base budget pays the rest of what the
/// programme costs along the path.
pub(super) fn funding(
    model: &Model,
    plans: [&Plan; 2],
    evidence: &RunPairs<'_>,
) -> Vec<FundingLine> {
    let scenario = &model.scenario;
    let calendar = &scenario.calendar;
    let years = calendar.year_names();
    let cost_lines = lines::lines(scenario);
    let months = calendar.months_by_year();
    let mut table = Vec::new();
    for (p, programme) in scenario.programmes.iter().enumerate() {
        let sources = plan::payers(programme, plans.map(|plan| &plan.programmes[p]));
        let paid = |side: usize, source: usize, month: usize| -> f64 {
            // What is taken away counts below nothing, so the side that keeps it has it paid.
            let least = |side: usize| plans[side].programmes[p].paid(source, month).min(0.0);
            plans[side].programmes[p].paid(source, month) - least(0).min(least(1))
        };
        let named = |side: usize, source: usize, year: usize| -> f64 {
            (1..=calendar.months)
                .filter(|month| calendar.year_index(*month) == year)
                .map(|month| paid(side, source, month) / 12.0)
                .sum()
        };
        let place = cost_lines.iter().position(|line| *line == Line::Programme(p));
        let base = |side: usize, year: usize| -> f64 {
            let path = if side == 0 { evidence.path.0 } else { evidence.path.1 };
            let cost = place.map_or(0.0, |place| -> f64 {
                model.layout.series(path, Block::Cost, place)[months[year].clone()].iter().sum()
            });
            cost - sources.iter().map(|source| named(side, *source, year)).sum::<f64>()
        };
        let line = |source: String, pounds: &dyn Fn(usize, usize) -> f64| FundingLine {
            programme: programme.name.clone(),
            source,
            years: years
                .iter()
                .enumerate()
                .map(|(year, name)| FundingYear {
                    year: name.clone(),
                    baseline: pence(pounds(0, year)),
                    option: pence(pounds(1, year)),
                })
                .collect(),
        };
        for source in &sources {
            let name = scenario.funding[*source].name.clone();
            table.push(line(name, &|side, year| named(side, *source, year)));
        }
        let rest = line(BASE_BUDGET.to_owned(), &base);
        let nothing = |year: &FundingYear| year.baseline == 0.0 && year.option == 0.0;
        if !sources.is_empty() || !rest.years.iter().all(nothing) {
            table.push(rest);
        }
    }
    table
}
