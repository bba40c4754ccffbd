//! What each change of an option does alone, and what is left over when they are made together.
//!
//! Programmes share families and places, and effects on one rate multiply down to a
//! floor, so changes made together do more or less than the sum of each alone. The rest
//! is reported as interaction. It is taken from the central projection, which has no
//! chance to confuse it with.

use super::headline;
use super::measures::series_of;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::record::Block;
use staircase_model::record::lines;
use staircase_scenario::resolved::PolicyOption;

/// A change of the two numbers that people read first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Shift {
    /// Children in the first headline stock on the headline's day; 0 if no stock is a
    /// headline.
    pub children: f64,
    /// Net cost of all years, pounds.
    pub pounds: f64,
}

impl Shift {
    /// From one record to another. Kept to 1/1024 of a child and 1/64 of a pound, in
    /// which sums are exact, so that parts and interaction add up to the last bit.
    #[must_use]
    pub fn between(model: &Model, of: &PolicyOption, baseline: &[f64], option: &[f64]) -> Self {
        let to = |value: f64, grain: f64| (value * grain).round() / grain + 0.0;
        Self {
            children: to(children(model, of, option) - children(model, of, baseline), 1024.0),
            pounds: to(net_cost(model, option) - net_cost(model, baseline), 64.0),
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { children: self.children + other.children, pounds: self.pounds + other.pounds }
    }

    /// This one less another.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self { children: self.children - other.children, pounds: self.pounds - other.pounds }
    }
}

/// The parts of an option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contributions {
    /// Each change in words, and what it does alone.
    pub alone: Vec<(String, Shift)>,
    /// All changes together.
    pub together: Shift,
}

impl Contributions {
    /// What is left over: together, less each alone.
    #[must_use]
    pub fn interaction(&self) -> Shift {
        let sum = self.alone.iter().fold(Shift::default(), |sum, (_, part)| sum.plus(*part));
        self.together.less(sum)
    }
}

/// The first headline stock, and the month at which it is read.
#[must_use]
pub fn read(model: &Model, option: &PolicyOption) -> Option<(usize, usize)> {
    Some((headline::measure(model)?, headline::month(&model.scenario.calendar, option)))
}

fn children(model: &Model, option: &PolicyOption, record: &[f64]) -> f64 {
    read(model, option).map_or(0.0, |(measure, month)| {
        series_of(model, measure, month).0.into_iter().map(|at| record[at]).sum()
    })
}

fn net_cost(model: &Model, record: &[f64]) -> f64 {
    (0..lines::lines(&model.scenario).len())
        .map(|line| model.layout.series(record, Block::Cost, line).iter().sum::<f64>())
        .sum()
}
