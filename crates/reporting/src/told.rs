//! Facts with the sentences about them, as they are written to JSON and as the page reads them.

use super::break_even::{EvenTables, EvenWords};
use super::financial_case::CaseWords;
use super::tables::{AnswerTables, CaseTables, Names};
use super::words::Words;
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::Appraisal;
use staircase_answers::outcome::break_even::BreakEven;
use staircase_model::Model;
use staircase_scenario::resolved::PolicyOption;
use std::ops::Deref;

/// Facts and their sentences. In JSON the sentences stand beside the facts, as `words`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "{Facts}"))]
pub struct Told<Facts, Words> {
    /// The facts.
    #[serde(flatten)]
    pub facts: Facts,
    /// The sentences made from them.
    pub words: Words,
}

impl<Facts, Words> Deref for Told<Facts, Words> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

/// An answer with its sentences.
pub type ToldAnswer = Told<Answer, Words>;

/// A financial case with its sentences.
pub type ToldCase = Told<Appraisal, CaseWords>;

/// A break-even with its sentences.
pub type ToldEven = Told<BreakEven, EvenWords>;

/// Facts with their sentences and tables, as files and the page receive them. Tables are never
/// read back: they follow from the facts.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "{Told}"))]
pub struct Tabled<Told, Tables> {
    /// The facts with their sentences.
    #[serde(flatten)]
    pub told: Told,
    /// The tables of them that stand behind pictures.
    pub tables: Tables,
}

/// An answer with its sentences and tables.
pub type TabledAnswer = Tabled<ToldAnswer, AnswerTables>;

/// A financial case with its sentences and tables.
pub type TabledCase = Tabled<ToldCase, CaseTables>;

/// A break-even with its sentences and tables.
pub type TabledEven = Tabled<ToldEven, EvenTables>;

impl Told<Answer, Words> {
    /// With its tables.
    #[must_use]
    pub fn tabled(self, model: &Model) -> TabledAnswer {
        Tabled { tables: AnswerTables::new(&Names::new(model), &self), told: self }
    }
}

impl Told<Appraisal, CaseWords> {
    /// With its tables.
    #[must_use]
    pub fn tabled(self) -> TabledCase {
        Tabled { tables: CaseTables::new(&self), told: self }
    }
}

impl Told<BreakEven, EvenWords> {
    /// With its tables.
    #[must_use]
    pub fn tabled(self) -> TabledEven {
        Tabled { tables: EvenTables::new(&self), told: self }
    }
}

/// Facts that sentences can be made from.
pub trait Tell: Sized {
    /// The sentences.
    type Words;

    /// The facts with their sentences.
    fn tell(self, model: &Model, option: &PolicyOption) -> Told<Self, Self::Words>;
}

impl Tell for Answer {
    type Words = Words;

    fn tell(self, model: &Model, option: &PolicyOption) -> ToldAnswer {
        Told { words: Words::new(model, option, &self), facts: self }
    }
}

impl Tell for Appraisal {
    type Words = CaseWords;

    fn tell(self, model: &Model, option: &PolicyOption) -> ToldCase {
        Told { words: CaseWords::new(model, option, &self), facts: self }
    }
}

impl Tell for BreakEven {
    type Words = EvenWords;

    fn tell(self, _: &Model, option: &PolicyOption) -> ToldEven {
        Told { words: EvenWords::new(option, &self), facts: self }
    }
}
