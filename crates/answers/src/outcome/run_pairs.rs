//! What an answer is made from: pairs of records, and the path beside them.

use serde::{Deserialize, Serialize};
use staircase_model::microsimulation::draw::Parameters;

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// The central projection, without chance.
    Expected,
    /// Paired runs.
    Draws,
}

/// Records of both sides, and where they come from.
#[derive(Debug)]
pub struct RunPairs<'a> {
    /// Baseline and option by draw, from draw 0 on without gaps; a single pair for the path.
    pub pairs: Vec<(&'a [f64], &'a [f64])>,
    /// Whether the single pair is the expected-value path.
    pub expected: bool,
    /// The seed, for draws.
    pub seed: u64,
    /// Whether numbers, routes of evidence and drift were drawn.
    pub parameters: Parameters,
    /// The expected-value path of both sides.
    pub path: (&'a [f64], &'a [f64]),
}

impl RunPairs<'_> {
    /// What they make an answer of.
    #[must_use]
    pub fn kind(&self) -> AnswerKind {
        if self.expected { AnswerKind::Expected } else { AnswerKind::Draws }
    }

    /// Whether it is draws in which everything but chance was kept.
    #[must_use]
    pub fn kept(&self) -> bool {
        !self.expected && self.parameters == Parameters::Central
    }
}

/// Mean over pairs of a number of one side.
pub(super) fn mean(evidence: &RunPairs<'_>, side: usize, at: usize) -> f64 {
    let sum: f64 =
        evidence.pairs.iter().map(|pair| if side == 0 { pair.0[at] } else { pair.1[at] }).sum();
    sum / evidence.pairs.len().max(1) as f64
}
