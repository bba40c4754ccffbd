//! The assumptions register: every number of a scenario with unit, source and grade.

use super::distribution::Distribution;
use super::figure::{Figure, Grade};
use super::problem::plain;
use serde::Serialize;

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    /// How well it is known.
    pub grade: Grade,
    /// How it varies between draws, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<String>,
    /// Anything a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Row {
    /// The row of a figure.
    #[must_use]
    pub fn of_figure(path: String, label: String, figure: &Figure) -> Self {
        Self {
            path,
            label,
            value: plain(figure.value),
            unit: figure.unit.clone(),
            source: source_or_assumed(figure.source.as_deref()),
            grade: figure.grade,
            distribution: figure.distribution.as_ref().map(Distribution::words),
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
            grade,
            distribution: None,
            note: note.map(str::to_owned),
        }
    }
}

fn source_or_assumed(source: Option<&str>) -> String {
    source.filter(|text| !text.trim().is_empty()).unwrap_or("assumption").to_owned()
}
