//! The staircase each 31 March: families by step, and moves between steps.

use super::band::rounded;
use super::measures::marches;
use super::run_pairs::{RunPairs, mean};
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::record::Block;

/// The staircase on one 31 March.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct StepMove {
    /// Step left.
    pub from: String,
    /// Step entered.
    pub to: String,
    /// Families.
    pub families: f64,
}

pub(super) fn staircase(model: &Model, evidence: &RunPairs<'_>) -> Vec<StaircaseYear> {
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
    marches(&scenario.calendar)
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
