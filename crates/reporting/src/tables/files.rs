//! The tables as files of `staircase run`: by their keys, with what a file has always had.

use super::super::table::Table;
use super::{Names, case, children, money, staircase, variance};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::Appraisal;
use std::ptr;

/// Children by measure and month; the central projection beside the runs.
#[must_use]
pub fn monthly(names: &Names, answers: &[&Answer], central: &[&Answer]) -> Table {
    let table = |it: &Answer| children::monthly(names, it, beside(answers, central, it));
    names
        .of_answers(answers.iter().copied(), table)
        .only(&[
            "option",
            "null_effect",
            "measure",
            "side",
            "date",
            "mean_children",
            "p2_5_children",
            "p10_children",
            "p50_children",
            "p90_children",
            "p97_5_children",
            "monte_carlo_error_children",
            "central_children",
        ])
        .called("monthly.csv", "children by measure and month; flows are of the month", "")
}

/// The central projection of an answer.
fn beside<'a>(all: &[&Answer], central: &[&'a Answer], one: &Answer) -> Option<&'a Answer> {
    all.iter().position(|it| ptr::eq(*it, one)).and_then(|place| central.get(place).copied())
}

/// Cost lines by financial year; the central projection beside the runs.
#[must_use]
pub fn yearly(names: &Names, answers: &[&Answer], central: &[&Answer]) -> Table {
    let table = |it: &Answer| money::money(it, beside(answers, central, it));
    names.of_answers(answers.iter().copied(), table).called(
        "financial-years.csv",
        "pounds by cost line and financial year, April to March; a cost is positive",
        "",
    )
}

/// Every table of answers and, where there are money rules, of financial cases.
#[must_use]
pub fn of_run(
    names: &Names,
    answers: &[&Answer],
    central: &[&Answer],
    cases: &[&Appraisal],
) -> Vec<Table> {
    let of_answers =
        |table: &dyn Fn(&Answer) -> Table| names.of_answers(answers.iter().copied(), table);
    let of_cases = |table: fn(&Appraisal) -> Table| names.of_cases(cases.iter().copied(), table);
    let mut tables = vec![
        monthly(names, answers, central),
        yearly(names, answers, central),
        of_answers(&|it| staircase::staircase(names, it)).called(
            "staircase.csv",
            "families by step each 31 March, and moves in the year before",
            "",
        ),
        of_answers(&|it| variance::variance(names, it)).called(
            "spread.csv",
            "variances each 31 March: chance, and uncertain inputs",
            "",
        ),
    ];
    if !cases.is_empty() {
        tables.extend([
            of_cases(case::financial_case).called(
                "financial-case.csv",
                "what each option spends and avoids by financial year, a cost is positive: real, \
                 cash, present value",
                "",
            ),
            of_cases(case::figures).called(
                "case-figures.csv",
                "net present value (a minus sign means a net cost), ratio, payback, reserve, and \
                 the steps from gross to net cost",
                "",
            ),
            of_cases(case::parties).called(
                "who-pays-and-gains.csv",
                "by agency and source of funding, a cost is positive; value elsewhere, which is \
                 never added up, and where a benefit is positive",
                "",
            ),
        ]);
    }
    tables
}
