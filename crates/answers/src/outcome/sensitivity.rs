//! How much the present value of the net cost moves when a main input is 1% higher or lower.
//!
//! One-way sensitivity in the central projection, one input at a time and everything recompiled that
//! depends on it. Small on purpose: it ranks inputs in pounds, and leaves how far each may
//! really be off to the ranges. Decision 0047.

use super::band::pence;
use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_model::record::Block;
use staircase_model::record::lines::{self, Line};
use staircase_scenario::Scenario;
use staircase_scenario::resolved::PolicyOption;

/// An input that is moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The price of a cost line, by place and name.
    Line(usize, String),
    /// The discount rate.
    DiscountRate,
    /// All effects that reduce a rate, on the log scale.
    Effects,
    /// A number that the model is compiled from.
    Model(One),
}

/// A number, or numbers together, that the model is compiled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum One {
    /// How long effects last after support.
    HalfLife,
    /// How long support lasts.
    Length,
    /// The size of what the option adds or takes away.
    Size,
}

impl Input {
    /// Name shown to people.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Line(_, name) => name.clone(),
            Self::DiscountRate => "Discount rate".to_owned(),
            Self::Effects => "Effect of support (log scale)".to_owned(),
            Self::Model(One::HalfLife) => "How long effects last after support".to_owned(),
            Self::Model(One::Length) => "How long support lasts".to_owned(),
            Self::Model(One::Size) => "Size of the change".to_owned(),
        }
    }
}

impl One {
    /// The scenario with the number `times` as large.
    #[must_use]
    pub fn scaled(self, scenario: &Scenario, times: f64) -> Scenario {
        let mut copy = scenario.clone();
        let scale = |number: &mut staircase_scenario::Uncertain| {
            number.now *= times;
            number.central *= times;
        };
        for programme in &mut copy.programmes {
            match self {
                Self::HalfLife => {
                    programme.effects.iter_mut().for_each(|effect| scale(&mut effect.half_life));
                }
                Self::Length => scale(&mut programme.length),
                Self::Size => (),
            }
        }
        copy
    }

    /// The option with a change `times` as large.
    #[must_use]
    pub fn sized(self, option: &PolicyOption, times: f64) -> PolicyOption {
        let mut copy = option.clone();
        for change in &mut copy.changes {
            change.target = change.target.sized(times).unwrap_or(change.target);
        }
        copy
    }
}

/// One row: what moves the net cost by how much. A rise is positive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Moved {
    /// Name of the input.
    pub name: String,
    /// Pounds when it is 1% lower.
    pub down: f64,
    /// Pounds when it is 1% higher.
    pub up: f64,
}

/// All rows, largest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "OnePercent"))]
pub struct Sensitivity {
    /// Present value of the net cost as things are.
    pub net: f64,
    /// What moves it.
    pub rows: Vec<Moved>,
}

impl Sensitivity {
    /// From the value as things are and the value with one input moved.
    #[must_use]
    pub fn of(net: f64, inputs: Vec<Input>, moved: &dyn Fn(&Input, f64) -> Option<f64>) -> Self {
        let mut rows: Vec<Moved> = inputs
            .iter()
            .filter_map(|input| {
                let by = |times: f64| moved(input, times).map(|value| pence(value - net));
                Some(Moved { name: input.name(), down: by(0.99)?, up: by(1.01)? })
            })
            .collect();
        let size = |row: &Moved| row.down.abs().max(row.up.abs());
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.name.cmp(&b.name)));
        Self { net: pence(net), rows }
    }
}

/// The main inputs of an option: every cost line that it moves, the discount rate, and
/// what support does, for how long, and how much of it there is.
#[must_use]
pub fn inputs(model: &Model, option: &PolicyOption, path: (&[f64], &[f64])) -> Vec<Input> {
    let scenario = &model.scenario;
    let mut found = Vec::new();
    for (place, line) in lines::lines(scenario).iter().enumerate() {
        let [before, after] =
            [path.0, path.1].map(|record| model.layout.series(record, Block::Cost, place));
        if before == after {
            continue;
        }
        let name = line.name(scenario);
        found.push(Input::Line(
            place,
            match line {
                Line::Level(_) => format!("Cost of a child-year: {name}"),
                Line::Entry(_) => format!("Cost of each: {name}"),
                Line::Programme(_) => format!("Cost of: {name}"),
                Line::Results(_) | Line::Fixed(_) => name,
            },
        ));
    }
    if option.changes.is_empty() {
        return found;
    }
    found.push(Input::DiscountRate);
    if !option.null_effect {
        found.push(Input::Effects);
        found.push(Input::Model(One::HalfLife));
        found.push(Input::Model(One::Length));
    }
    if option.changes.iter().any(|change| change.target.sized(1.0).is_some()) {
        found.push(Input::Model(One::Size));
    }
    found
}
