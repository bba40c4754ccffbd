//! A number with its unit, source, grade and, where uncertain, a distribution.

use super::distribution::Distribution;
use super::problem::{Fault, Problem};
use super::quantity::Quantity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well a number is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Measured in this authority, or arithmetic on such numbers.
    MeasuredHere,
    /// Measured in another place or nationally.
    MeasuredElsewhere,
    /// Stated by someone with an interest, without a design that could show it.
    Claimed,
    /// No source: chosen by whoever wrote the file.
    Assumed,
}

impl Grade {
    /// The grade as written in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::MeasuredHere => "measured-here",
            Self::MeasuredElsewhere => "measured-elsewhere",
            Self::Claimed => "claimed",
            Self::Assumed => "assumed",
        }
    }
}

/// A number as written: with unit, source and grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number. Where a distribution says how uncertain it is, its mean is used when
    /// nothing is sampled, and this is the value that people chose it around.
    pub value: f64,
    /// Unit, exactly as the format names it.
    pub unit: String,
    /// Document, release or reasoning it comes from. May be left out only when assumed.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know, such as conflicting sources.
    pub note: Option<String>,
    /// How uncertain it is. Absent means that it is not sampled.
    pub distribution: Option<Distribution>,
}

/// Checks one bare number against its quantity.
pub fn check_value(
    value: f64,
    quantity: &Quantity,
    file: &str,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    if !quantity.allows(value) {
        problems.push(Problem::new(file, path, quantity.refusal(value)));
    }
}

/// A checked number that may vary from draw to draw.
///
/// `now` is the value in force: `central` until [`Uncertain::set_to`] replaces it. A number
/// with a distribution has the distribution's mean at its centre, so that the path and the
/// mean of many draws rest on the same number (decision 0091).
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The value in force.
    pub now: f64,
    /// The mean of its distribution, or the value as written where it does not vary.
    pub central: f64,
    /// How it varies, if it does.
    pub distribution: Option<Distribution>,
    /// Identity of its points across draws: a hash of its place in the scenario.
    pub key: u64,
}

impl Uncertain {
    /// A number known exactly.
    #[must_use]
    pub fn fixed(value: f64) -> Self {
        Self { now: value, central: value, distribution: None, key: 0 }
    }

    /// Takes a written figure, reporting whatever is wrong with it.
    pub fn resolve(
        figure: &Figure,
        quantity: &Quantity,
        file: &str,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        check_value(figure.value, quantity, file, &format!("{path}.value"), problems);
        if figure.unit != quantity.unit {
            problems.push(Problem::new(
                file,
                format!("{path}.unit"),
                Fault::WrongUnit { found: figure.unit.clone(), expected: quantity.unit },
            ));
        }
        let sourced = figure.source.as_deref().is_some_and(|text| !text.trim().is_empty());
        if !sourced && figure.grade != Grade::Assumed {
            problems.push(Problem::new(file, path, Fault::NoSource));
        }
        let mut central = figure.value;
        if let Some(distribution) = &figure.distribution {
            if let Some(fault) = distribution.fault(quantity) {
                problems.push(Problem::new(file, format!("{path}.distribution"), fault));
            } else {
                central = distribution.mean();
                let fault = distribution.outside(figure.value);
                if let Some(fault) = fault.filter(|_| quantity.allows(figure.value)) {
                    problems.push(Problem::new(file, format!("{path}.value"), fault));
                }
            }
        }
        Self {
            now: central,
            central,
            distribution: figure.distribution,
            key: staircase_numerics::chance::hash_text(&format!("{file}:{path}")),
        }
    }

    /// Sets the value in force to the one with `share` of the distribution below it.
    pub fn set_to(&mut self, share: f64) {
        if let Some(distribution) = &self.distribution {
            self.now = distribution.at(share);
        }
    }
}
