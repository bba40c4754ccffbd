//! What a fit is asked of: one area of a table, or the figures in the scenario.

use super::fit::Fit;
use super::{calibrate, facts, peers};
use crate::observe::{Area, Observations};
use crate::scenario::Scenario;
use std::borrow::Cow;

/// The figures of one area, with those of others beside them.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What is fitted.
    pub own: Cow<'a, Area>,
    /// Every area of the table; none without one.
    pub areas: Vec<&'a Area>,
    /// What was made of the table, in sentences.
    pub notes: &'a [String],
}

impl<'a> Asked<'a> {
    /// Finds the area of a table by name or code, or else by the scenario's authority.
    /// Without a table, the figures are the scenario's own.
    ///
    /// # Errors
    /// A sentence that says which areas there are.
    pub fn new(
        scenario: &Scenario,
        table: Option<&'a Observations>,
        area: Option<&str>,
    ) -> Result<Self, String> {
        let Some(table) = table else {
            let own = Cow::Owned(facts::own(scenario));
            return Ok(Self { own, areas: Vec::new(), notes: &[] });
        };
        let own = Cow::Borrowed(table.area(area, &scenario.about.authority)?);
        Ok(Self { own, areas: table.areas.iter().collect(), notes: &table.notes })
    }

    /// Fits a scenario up to a year to 31 March; without one, up to its first day.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn fit(&self, scenario: &Scenario, until: Option<i32>) -> Result<Fit, String> {
        let until = until.unwrap_or_else(|| scenario.calendar.financial_year(0));
        calibrate(scenario, &self.own, &peers(scenario, &self.areas, until), until)
    }
}
