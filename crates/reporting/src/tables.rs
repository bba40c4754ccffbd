//! The tables, each defined once, from facts. Files ([`files`]), sheets of a workbook
//! ([`sheets`]) and the page are views of them: some of the rows, some of the columns.

pub mod case;
pub mod children;
pub mod files;
mod front;
pub mod money;
pub mod sheets;
pub mod staircase;
pub mod support;
pub mod variance;

use super::table::{Cell, Column, Kind, Table};
use super::view::{self, LevelView, MeasureView, ObservedPoint, StudyView};
use serde::Serialize;
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::Appraisal;
use staircase_model::Model;
use staircase_scenario::written::MeasureKind;

/// Sides of a comparison, as files name them.
pub(crate) const SIDES: [&str; 3] = ["baseline", "option", "difference"];

const SERIES: Column = Column::new("side", "Series", Kind::Text);
const YEAR: Column = Column::new("financial_year", "Financial year", Kind::Text);

/// What every table of options begins with.
const OPTION: [Column; 2] = [
    Column::new("option", "Option", Kind::Text),
    Column::new("null_effect", "Support", Kind::Text),
];

/// Names of what facts know by identity, and what is published beside them.
#[derive(Debug, Clone)]
pub struct Names {
    measures: Vec<MeasureView>,
    levels: Vec<LevelView>,
    observed: Vec<ObservedPoint>,
    /// Identity, and letter with name.
    options: Vec<(String, String)>,
}

impl Names {
    /// Of a scenario.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let letters = model.scenario.options.iter().zip('A'..);
        let options = letters.map(|(it, letter)| (it.id.clone(), format!("{letter}: {}", it.name)));
        let options = options.collect();
        Self {
            measures: view::measures(model),
            levels: view::levels(model),
            observed: view::observed(model),
            options,
        }
    }

    /// Of a study that the page gives back.
    #[must_use]
    pub fn of(study: &StudyView) -> Self {
        let options = study.options.iter().map(|it| (it.id.clone(), it.called())).collect();
        Self {
            measures: study.measures.clone(),
            levels: study.levels.clone(),
            observed: study.observed.clone(),
            options,
        }
    }

    fn measure(&self, id: &str) -> Cell {
        let found = self.measures.iter().find(|measure| measure.id == id);
        let name = found.map_or(id, |measure| &measure.name);
        Cell::Named(id.to_owned(), name.to_owned())
    }

    fn kind(&self, id: &str) -> MeasureKind {
        let found = self.measures.iter().find(|measure| measure.id == id);
        found.map_or(MeasureKind::Stock, |measure| measure.kind)
    }

    /// A step is called as its level if it has one only, or else as it is written.
    fn step(&self, step: &str) -> Cell {
        let mut levels = self.levels.iter().filter(|level| level.step == step);
        let name = match (levels.next(), levels.next()) {
            (Some(only), None) => only.name.clone(),
            _ => {
                let words = step.replace(['_', '-'], " ");
                let mut letters = words.trim().chars();
                let first = letters.next().map(|first| first.to_uppercase().to_string());
                first.unwrap_or_default() + letters.as_str()
            }
        };
        Cell::Named(step.to_owned(), name)
    }

    /// Letter and name of an option.
    fn option(&self, id: &str) -> String {
        let found = self.options.iter().find(|(option, _)| option == id);
        found.map_or(id, |(_, name)| name).to_owned()
    }

    /// What the rows of an option begin with: its name, and whether support has no effect.
    fn start(&self, id: &str, null_effect: bool) -> [Cell; 2] {
        let support = if null_effect { "has no effect" } else { "as in the evidence" };
        [
            Cell::Named(id.to_owned(), self.option(id)),
            Cell::Named(null_effect.to_string(), support.to_owned()),
        ]
    }

    /// A table of each answer, beneath each other.
    fn of_answers<'a>(
        &self,
        answers: impl IntoIterator<Item = &'a Answer>,
        table: impl Fn(&Answer) -> Table,
    ) -> Table {
        let part = |it: &'a Answer| (self.start(&it.option, it.null_effect), table(it));
        Table::stacked(&OPTION, answers.into_iter().map(part))
    }

    /// A table of each financial case, beneath each other.
    fn of_cases<'a>(
        &self,
        cases: impl IntoIterator<Item = &'a Appraisal>,
        table: impl Fn(&Appraisal) -> Table,
    ) -> Table {
        let part = |it: &'a Appraisal| (self.start(&it.option, it.null_effect), table(it));
        Table::stacked(&OPTION, cases.into_iter().map(part))
    }
}

/// The tables of an answer that the page shows behind its pictures.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct AnswerTables {
    children: Table,
    staircase: Table,
    money: Table,
    funding: Table,
    support: Table,
    /// Without a row where there is no front door.
    door: Table,
    variance: Table,
}

impl AnswerTables {
    pub(crate) fn new(names: &Names, answer: &Answer) -> Self {
        Self {
            children: children::with_published(names, children::by_year(names, answer)),
            staircase: staircase::with_differences(names, answer),
            money: money::money(answer, None),
            funding: money::funding(answer),
            support: support::support(answer),
            door: support::door(answer),
            variance: variance::variance(names, answer),
        }
    }
}

/// The tables of a financial case that the page shows behind its pictures.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct CaseTables {
    rows: Table,
    bridge: Table,
    parties: Table,
}

impl CaseTables {
    pub(crate) fn new(case: &Appraisal) -> Self {
        Self {
            rows: case::financial_case(case),
            bridge: case::bridge(case),
            parties: case::parties(case),
        }
    }
}
