//! The tables of a workbook, each defined once, from the same facts as the page and the files.

mod children;
mod front;
mod money;
mod offer;

use super::table::{Cell, Table};
use super::told::{ToldAnswer, ToldCase};
use super::view::{OptionView, StudyView};

/// What is written down: a study without results, and answers to it. The command line has them
/// at hand, the page gives back those that it shows.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The study.
    pub study: StudyView,
    /// Answers.
    pub answers: Vec<&'a ToldAnswer>,
    /// Financial cases, where there are money rules.
    pub cases: Vec<&'a ToldCase>,
    /// Inputs that are not as in the scenario's files, in sentences.
    pub changed: Vec<String>,
    /// What was chosen for a run, beside what answers and cases say: what, and how.
    pub choices: Vec<(String, String)>,
    /// The day that the file is made on, as people write it.
    pub made: String,
}

/// A number of a series that has one for every month, or for none.
fn at(series: &[f64], month: usize) -> Cell {
    series.get(month).copied().into()
}

fn yes_or_no(yes: bool) -> Cell {
    if yes { "yes" } else { "no" }.into()
}

impl Subject<'_> {
    /// All tables, in the order of reading.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let all = [
            self.cover(),
            self.notes(),
            self.sentences(),
            self.options(),
            self.measures(),
            self.changes(),
            self.staircase(),
            self.moves(),
            self.money(),
            self.money_totals(),
            self.financial_case(),
            self.case_in_words(),
            self.funding(),
            self.support(),
            self.door(),
            self.spread(),
            self.observed(),
            self.register(),
        ];
        all.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    fn option(&self, id: &str) -> Option<&OptionView> {
        self.study.options.iter().find(|option| option.id == id)
    }

    /// Letter and name of an option.
    fn option_name(&self, id: &str) -> String {
        self.option(id).map_or_else(|| id.to_owned(), OptionView::called)
    }

    /// Letter and name of an option, and whether support has no effect.
    fn heading(&self, id: &str, null_effect: bool) -> [Cell; 2] {
        let support = if null_effect { "has no effect" } else { "as in the evidence" };
        [self.option_name(id).into(), support.into()]
    }

    fn of_answer(&self, answer: &ToldAnswer) -> [Cell; 2] {
        self.heading(&answer.option, answer.null_effect)
    }

    fn of_case(&self, case: &ToldCase) -> [Cell; 2] {
        self.heading(&case.option, case.null_effect)
    }

    fn measure_name(&self, id: &str) -> String {
        let found = self.study.measures.iter().find(|measure| measure.id == id);
        found.map_or_else(|| id.to_owned(), |measure| measure.name.clone())
    }
}
