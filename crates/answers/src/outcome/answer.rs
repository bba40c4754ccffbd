//! The incremental comparison of an option with its baseline, as the page and the files receive
//! it.

use super::by_evidence_set::{self, EvidenceSetRow};
use super::measures::{self, MeasureAnswer};
use super::money::{self, BASE_BUDGET, CostLine, FundingLine, LineKind};
use super::run_pairs::{AnswerKind, RunPairs};
use super::split::Sides;
use super::staircase::{self, StaircaseYear};
use super::support::{self, ApartFromRuns, SupportAnswer};
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_scenario::resolved::PolicyOption;

/// Everything about one option against its baseline.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Where it comes from.
    pub kind: AnswerKind,
    /// Identity of the option.
    pub option: String,
    /// Identity of the baseline.
    pub baseline: String,
    /// Whether support has no effect on either side.
    pub null_effect: bool,
    /// Number of draws.
    pub draws: usize,
    /// The seed.
    pub seed: String,
    /// Whether it is draws in which everything but chance was kept.
    pub kept: bool,
    /// Last day of each month.
    pub dates: Vec<String>,
    /// Reported measures.
    pub measures: Vec<MeasureAnswer>,
    /// The staircase each 31 March.
    pub staircase: Vec<StaircaseYear>,
    /// Money by line and financial year.
    pub costs: Vec<CostLine>,
    /// Chance separated from uncertain inputs: net cost of all years, pounds squared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_split: Option<Sides>,
    /// The first headline stock in the headline month, by route of evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<EvidenceSetRow>,
    /// Who pays for programmes.
    pub funding: Vec<FundingLine>,
    /// Support by programme and financial year, and the front door.
    pub support: SupportAnswer,
    /// How far the path is from the runs at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart_from_runs: Option<ApartFromRuns>,
}

impl Answer {
    /// Compares an option with its baseline.
    #[must_use]
    pub fn new(model: &Model, option: &PolicyOption, evidence: &RunPairs<'_>) -> Self {
        let scenario = &model.scenario;
        let layout = &model.layout;
        let plans = (model.plan(&model.baseline_for(option)), model.plan(option));
        Self {
            kind: evidence.kind(),
            option: option.id.clone(),
            baseline: model.baseline_for(option).id,
            null_effect: option.null_effect,
            draws: if evidence.expected { 0 } else { evidence.pairs.len() },
            seed: evidence.seed.to_string(),
            kept: evidence.kept(),
            dates: (0..=layout.months).map(|month| scenario.calendar.date(month)).collect(),
            measures: measures::measures(model, evidence),
            staircase: staircase::staircase(model, evidence),
            costs: money::costs(model, evidence),
            net_split: money::net_split(model, evidence),
            routes: by_evidence_set::routes(model, option, evidence),
            funding: money::funding(model, [&plans.0, &plans.1], evidence),
            support: support::support(model, [&plans.0, &plans.1], evidence),
            apart_from_runs: support::apart_from_runs(model, option, evidence),
        }
    }

    /// A line or sum of money by its kind, where there is one.
    #[must_use]
    pub fn line(&self, kind: LineKind) -> Option<&CostLine> {
        self.costs.iter().find(|line| line.kind == kind)
    }

    /// By financial year, the change in what sources outside the council's own budget pay,
    /// pounds.
    #[must_use]
    pub fn external_by_year(&self) -> Vec<f64> {
        let mut changes = vec![0.0; self.line(LineKind::Net).map_or(0, |net| net.years.len())];
        for row in self.funding.iter().filter(|row| row.source != BASE_BUDGET) {
            for (change, year) in changes.iter_mut().zip(&row.years) {
                *change += year.option - year.baseline;
            }
        }
        changes
    }
}
