//! What a fit leaves behind: all that is written to files, without the path it was found on.

use super::facts::{Facts, bare};
use super::fit::Fit;
use super::groups::GROUPS;
use super::past::{Logs, Past};
use super::table::{Calibration, ParameterRow, parameters};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::observe::Area;

/// The fitted rates of an area.
#[derive(Debug, Clone)]
pub struct Posterior {
    /// The figures.
    pub facts: Facts,
    /// Levels and moves of the bare scenario.
    pub past: Past,
    /// Levels and shapes.
    pub parameters: Vec<ParameterRow>,
    /// Correlations of their logs, in the same order.
    pub correlations: Vec<Vec<f64>>,
}

/// The numbers of a posterior, as a table of many areas keeps them.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Log factors that the projection goes on with.
    pub onward: Logs,
    /// Log levels of the last year and logs of shapes, with standard deviations.
    pub fitted: Vec<(f64, f64)>,
    /// Correlations of the shapes: second with first, third with first, third with second.
    pub shapes: Vec<f64>,
}

/// Places of the pairs of shapes among `count` parameters, in the order of [`Kept::shapes`].
fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (GROUPS + 1..count).flat_map(|a| (GROUPS..a).map(move |b| (a, b)))
}

impl From<&Fit> for Posterior {
    fn from(fit: &Fit) -> Self {
        let shown = Calibration::new(fit);
        Self {
            facts: fit.facts.clone(),
            past: fit.past.clone(),
            parameters: shown.parameters,
            correlations: shown.correlations,
        }
    }
}

impl Posterior {
    /// The posterior of an area, from what a table keeps of it and the figures it was fitted to.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn kept(scenario: &Scenario, own: &Area, until: i32, kept: &Kept) -> Result<Self, String> {
        let facts = Facts::new(scenario, own, until)?;
        let past = Past::new(bare(scenario, &facts))?;
        let parameters = parameters(&past.shapes, &kept.fitted, &kept.onward);
        let count = parameters.len();
        let mut correlations = vec![vec![0.0; count]; count];
        for ((a, b), value) in pairs(count).zip(&kept.shapes) {
            correlations[a][b] = *value;
            correlations[b][a] = *value;
        }
        Ok(Self { facts, past, parameters, correlations })
    }
}

impl From<&Posterior> for Kept {
    fn from(all: &Posterior) -> Self {
        let log = |row: &ParameterRow| (maths::ln(row.factor), row.spread.1);
        Self {
            onward: std::array::from_fn(|group| maths::ln(all.parameters[group].onward.0)),
            fitted: all.parameters.iter().map(log).collect(),
            shapes: pairs(all.parameters.len()).map(|(a, b)| all.correlations[a][b]).collect(),
        }
    }
}
