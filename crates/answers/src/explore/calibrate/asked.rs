//! What a calibration is asked of: one area of a table, or the figures in the scenario.

use super::fit::Fit;
use super::panel::Nation;
use super::{calibrate, facts};
use staircase_scenario::Scenario;
use staircase_scenario::observe::areas::identity;
use staircase_scenario::observe::{Area, Observations};
use std::borrow::Cow;

/// The figures of one area, with those of others beside them.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What is fitted.
    pub own: Cow<'a, Area>,
    /// Every area of the table; none without one.
    pub areas: Vec<&'a Area>,
    /// What was made of the table, in sentences.
    pub notes: Vec<String>,
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
            return Ok(Self { own, areas: Vec::new(), notes: Vec::new() });
        };
        let authority = &scenario.about.authority;
        let found = table.area(area, authority)?;
        let mut own = Cow::Borrowed(found);
        let mut notes = table.notes(found);
        let nameless = found.name.is_empty() && found.code.is_empty();
        if let Some(why) = apart(found, &facts::own(scenario)) {
            if identity(&found.name) == identity(authority) {
                return Err(format!("{why} Check its unit and its ages."));
            } else if nameless {
                notes
                    .push(format!("{why} If this is the scenario's council, check unit and ages."));
            }
        }
        if nameless {
            own.to_mut().name.clone_from(authority);
        }
        Ok(Self { own, areas: table.areas.iter().collect(), notes })
    }

    /// Fits a scenario up to a year to 31 March; without one, up to its first day.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn fit(&self, scenario: &Scenario, until: Option<i32>) -> Result<Fit, String> {
        let until = until.unwrap_or_else(|| scenario.calendar.financial_year(0));
        calibrate(scenario, &self.own, &Nation::of(&self.areas, until), until)
    }
}

/// Smallest number of children of which a double is no chance.
const MANY: f64 = 50.0;

/// The first figure that is far from the scenario's own for the same council: a rate in
/// place of a count, or people of all ages in place of children.
fn apart(own: &Area, scenario: &Area) -> Option<String> {
    let far = |id: &str, year: i32, most: f64| {
        let (here, there) = (own.at(id, year)?, scenario.at(id, year)?);
        let far = there >= MANY && !(1.0 / most..=most).contains(&(here / there));
        far.then(|| {
            format!(
                "{id} is {here:.0} in {year} in the table, and {there:.0} in the scenario's own \
                 figures."
            )
        })
    };
    scenario.series.iter().find_map(|(id, series)| {
        let most = if id == "population_0_17" { 1.5 } else { 2.5 };
        series.points.keys().find_map(|year| far(id, *year, most))
    })
}
