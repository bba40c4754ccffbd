//! The sentences that the page and the command line print. Every one is made
//! from the result; none is written for a particular council or option.

use super::effect::{self, Facts};
use super::figures;
use super::money;
use super::phrases::{Figure, Truth, is_baseline};
use super::turns::{self, Turn};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::headline;
use staircase_answers::outcome::money::Kind;
use staircase_model::Model;
use staircase_scenario::resolved::PolicyOption;
use std::collections::BTreeMap;

/// Sentences about one answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Words {
    /// The answer in one sentence.
    pub headline: String,
    /// Its range.
    pub range: String,
    /// Plain truths that stand beside it.
    pub truths: Vec<Truth>,
    /// One sentence a programme, and one for the front door.
    pub support: Vec<String>,
    /// How places bind.
    pub capacity: String,
    /// How far the instant preview is from the runs where places are full.
    pub preview: String,
    /// Titles and sentences of figures by identity.
    pub figures: BTreeMap<String, Figure>,
    /// What a reader should be warned of.
    pub warnings: Vec<String>,
    /// The year of the day that `headline` and what stands beside it are about.
    pub year: i32,
    /// The same on each 31 March from the option's start on.
    pub days: Vec<Day>,
    /// Which way the headline stocks go.
    pub turns: Vec<Turn>,
    /// What kind of a case the money is.
    pub money: Kind,
    /// Whether the option changes the front door, so that children and statutory cost change
    /// even if support has no effect.
    pub by_door: bool,
}

/// What is said about one 31 March.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Day {
    /// Its year.
    pub year: i32,
    /// As in [`Words`].
    pub headline: String,
    /// As in [`Words`].
    pub range: String,
    /// As in [`Words`].
    pub truths: Vec<Truth>,
    /// As in [`Words`].
    pub warnings: Vec<String>,
    /// Those of [`Words::figures`] that are about this day.
    pub figures: BTreeMap<String, Figure>,
}

impl Words {
    /// The sentences of an answer.
    #[must_use]
    pub fn new(model: &Model, option: &PolicyOption, answer: &Answer) -> Self {
        let calendar = &model.scenario.calendar;
        let month = headline::month(calendar, option);
        let measure = headline::measure(model);
        let facts = |month| Facts { model, option, answer, measure, month };
        let turns = turns::turns(model, option, answer);
        let pounds = money::Facts::of(model, option, answer);
        let day = |(year, month): (i32, usize)| {
            let facts = facts(month);
            let truths = truths(&facts, &turns, &pounds);
            let (headline, range, warnings) = (facts.headline(), facts.range(), facts.warnings());
            let figures = figures::of_day(&facts);
            Day { year, headline, range, truths, warnings, figures }
        };
        let year = calendar.at(month).year;
        let days: Vec<Day> = headline::days(calendar, option).into_iter().map(day).collect();
        // Where no 31 March is left, the day is the last of the projection.
        let first = days.iter().find(|it| it.year == year && calendar.at(month).month == 3);
        let first = first.cloned().unwrap_or_else(|| day((year, month)));
        let mut figures = first.figures;
        figures.extend(figures::of_all_years(model, option, answer, &turns, &pounds));
        Self {
            headline: first.headline,
            range: first.range,
            truths: first.truths,
            support: super::support::sentences(model, option, &answer.support),
            capacity: super::support::capacity(&answer.support),
            preview: super::support::preview(&model.scenario, answer.apart_from_runs),
            figures,
            warnings: first.warnings,
            year,
            days,
            turns,
            money: pounds.kind(),
            by_door: pounds.by_door,
        }
    }
}

fn truths(facts: &Facts<'_>, turns: &[Turn], pounds: &money::Facts) -> Vec<Truth> {
    let mut truths = Vec::new();
    if is_baseline(facts.model, facts.option) {
        truths.push(Truth {
            lead: "This is the baseline.".to_owned(),
            rest: "Every other option is compared with it.".to_owned(),
        });
    } else {
        let first = (!facts.answer.null_effect).then(|| turns::truth(turns));
        truths.extend(first);
        truths.push(money::truth(pounds));
        truths.push(money::null_effect(pounds));
    }
    truths.extend(facts.against_chance());
    truths.extend(super::variance::sentence(facts));
    truths.extend(effect::routes(facts));
    truths
}
