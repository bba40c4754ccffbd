//! The tables as sheets of a workbook, by their headers.

use super::super::table::{Cell, Column, Kind, Table};
use super::super::told::{ToldAnswer, ToldCase};
use super::super::view::StudyView;
use super::{Names, case, children, money, staircase, support, variance};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::Appraisal;

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

impl Subject<'_> {
    /// All tables, in the order of reading.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let names = &Names::of(&self.study);
        let of_answers = |table: &dyn Fn(&Answer) -> Table| {
            names.of_answers(self.answers.iter().map(|it| &it.facts), table)
        };
        let steps = of_answers(&|it| staircase::staircase(names, it));
        let money = of_answers(&|it| money::money(it, None));
        let total = |cell: &Cell| *cell == money::ALL_YEARS.into();
        let cases = self.cases.iter().map(|it| &it.facts as &Appraisal);
        let all = [
            self.cover(names),
            self.notes(names),
            self.sentences(names),
            self.options(),
            of_answers(&|it| children::by_year(names, it))
                .keep("counted", |cell| *cell == "on the day".into())
                .only(&[
                    "option",
                    "null_effect",
                    "measure",
                    "date",
                    "side",
                    "mean_children",
                    "p2_5_children",
                    "p10_children",
                    "p50_children",
                    "p90_children",
                    "p97_5_children",
                    "monte_carlo_error_children",
                ]),
            self.moves_in_a_month(names),
            steps.clone().keep("to_step", |cell| *cell == Cell::Empty).only(&[
                "option",
                "null_effect",
                "date",
                "side",
                "step",
                "families",
                "children",
                "families_supported",
                "families_waiting",
                "families_without_support",
            ]),
            steps
                .keep("to_step", |cell| *cell != Cell::Empty)
                .only(&["option", "null_effect", "date", "side", "step", "to_step", "families"])
                .called(
                    "Moves between steps",
                    "Families moving between steps in the year to each 31 March",
                    "Averages over runs.",
                ),
            self.money_sheet(
                money.clone().keep("financial_year", |cell| !total(cell)),
                "Money by year",
                "Pounds by line and financial year, April to March",
            ),
            self.money_sheet(
                money.keep("financial_year", total),
                "Money, all years",
                "Pounds by line, all financial years together",
            ),
            names.of_cases(cases, case::financial_case).only(&[
                "option",
                "null_effect",
                "name",
                "part",
                "is_sum",
                "basis",
                "financial_year",
                "mean_pounds",
                "p10_pounds",
                "p90_pounds",
            ]),
            self.case_in_words(names),
            of_answers(&money::funding),
            of_answers(&support::support),
            of_answers(&support::door),
            of_answers(&|it| variance::variance(names, it)),
            self.observed(names),
            self.register(),
        ];
        all.into_iter().filter(|table| !table.rows.is_empty()).map(Table::shown).collect()
    }

    fn moves_in_a_month(&self, names: &Names) -> Table {
        let first = self.study.start.as_str();
        names
            .of_answers(self.answers.iter().map(|it| &it.facts), |it| {
                children::monthly(names, it, None)
            })
            .keep("counted", |cell| *cell == "in the month".into())
            .keep("date", |cell| *cell != first.into())
            .only(&[
                "option",
                "null_effect",
                "measure",
                "date",
                "side",
                "mean_children",
                "p2_5_children",
                "p10_children",
                "p90_children",
                "p97_5_children",
            ])
    }

    fn money_sheet(&self, money: Table, name: &'static str, title: &str) -> Table {
        let note = format!(
            "{}, not discounted. Cost lines and sums are in one column: kinds avoided, spent and \
             net are sums. A negative difference means less cost. Cost avoided is not a \
             saving until the council stops paying for a placement or a team.",
            self.study.about.price_base
        );
        money
            .only(&[
                "option",
                "null_effect",
                "line",
                "kind",
                "financial_year",
                "baseline_pounds",
                "option_pounds",
                "difference_pounds",
                "difference_p2_5_pounds",
                "difference_p10_pounds",
                "difference_p90_pounds",
                "difference_p97_5_pounds",
                "difference_monte_carlo_error_pounds",
            ])
            .called(name, title, &note)
    }

    fn case_in_words(&self, names: &Names) -> Table {
        let mut table = Table::words(
            "Case in words",
            "The financial case in sentences, and the rules it follows",
            "Fiscal, economic and social value are never added to one another (a cost-consequence presentation).",
            &["Option", "Support", "Sentence"],
        );
        for case in &self.cases {
            let rules = &case.rules;
            let counted = format!(
                "Discount schedule: {} ({}). Price index: {}. {}.",
                rules.schedule.name, rules.vintage, rules.deflator, rules.price_base
            );
            for sentence in case.words.sentences.iter().chain([&counted]) {
                table.push(&names.start(&case.option, case.null_effect), [sentence.into()]);
            }
        }
        table
    }

    fn observed(&self, names: &Names) -> Table {
        let mut table = Table::new(
            "Observed",
            "Published figures beside the projection",
            "As published; nothing here is modelled.",
            &[
                Column::new("measure", "Measure", Kind::Text),
                Column::new("date", "Year (31 March)", Kind::Year),
                Column::new("value", "Value (children)", Kind::Count),
                Column::new("source", "Source", Kind::Text),
            ],
        );
        for point in &self.study.observed {
            let start = [names.measure(&point.measure), Cell::March(point.year)];
            table.push(&start, [point.value.into(), (&point.source).into()]);
        }
        table
    }
}
