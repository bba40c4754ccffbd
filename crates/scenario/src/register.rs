//! The assumptions register: every number of a scenario with unit, source and grade.

use super::distribution::Distribution;
use super::figure::{Figure, Grade};
use super::problem::plain;
use super::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "RegisterRow"))]
pub struct Row {
    /// File and place of the number.
    pub path: String,
    /// What it is, in words.
    pub label: String,
    /// The value, as people write it.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    pub source: String,
    /// Ids of the documents that source and note name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// How well it is known.
    pub grade: Grade,
    /// How it varies between draws, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<String>,
    /// Identity of its points across draws; 0 for several numbers together.
    #[serde(skip)]
    pub key: u64,
    /// Its values with 1, 5, 10, 15 … 95 and 99 in 100 of the distribution below them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantiles: Vec<f64>,
    /// Smallest and largest value that it may have; absent for several numbers together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<(f64, f64)>,
    /// Anything a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Values of a distribution at 1, 5, 10, 15 … 95 and 99 in 100, to draw it by.
fn quantiles(distribution: &Distribution) -> Vec<f64> {
    let fives = (1..20_u8).map(|step| f64::from(step) / 20.0);
    [0.01].into_iter().chain(fives).chain([0.99]).map(|share| distribution.at(share)).collect()
}

impl Row {
    /// The row of a figure.
    #[must_use]
    pub fn of_figure(path: String, label: String, figure: &Figure, quantity: &Quantity) -> Self {
        Self {
            path,
            label,
            value: plain(figure.value),
            unit: figure.unit.clone(),
            source: source_or_assumed(figure.source.as_deref()),
            references: Vec::new(),
            grade: figure.grade,
            // A distribution that is refused is reported; it may have no mean.
            distribution: figure.distribution.as_ref().map(|it| match it.fault(quantity) {
                None => it.words_beside(figure.value),
                Some(_) => it.words(),
            }),
            key: 0,
            // A distribution that is refused is reported, not drawn.
            quantiles: figure
                .distribution
                .as_ref()
                .filter(|distribution| distribution.fault(quantity).is_none())
                .map(quantiles)
                .unwrap_or_default(),
            range: Some((quantity.minimum, quantity.maximum)),
            note: figure.note.clone(),
        }
    }

    /// The row of several numbers that belong together.
    #[must_use]
    pub fn of_list(
        path: String,
        label: String,
        values: &[f64],
        unit: &str,
        (source, grade, note): (Option<&str>, Grade, Option<&str>),
    ) -> Self {
        Self {
            path,
            label,
            value: values.iter().map(|value| plain(*value)).collect::<Vec<_>>().join(" / "),
            unit: unit.to_owned(),
            source: source_or_assumed(source),
            references: Vec::new(),
            grade,
            distribution: None,
            key: 0,
            quantiles: Vec::new(),
            range: None,
            note: note.map(str::to_owned),
        }
    }
}

/// An id of a file as people would say it: `care_entry` is care entry.
#[must_use]
pub fn spoken(id: &str) -> String {
    id.replace(['_', '-'], " ")
}

fn source_or_assumed(source: Option<&str>) -> String {
    source.filter(|text| !text.trim().is_empty()).unwrap_or("assumption").to_owned()
}
