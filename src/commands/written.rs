//! The files that `staircase run` writes.

use super::Failure;
use super::run::{Outcome, RunArguments};
use serde::Serialize;
use staircase_engine::outcome::answer::Answer;
use staircase_engine::outcome::appraisal::Appraisal;
use staircase_engine::outcome::precision::Reached;
use staircase_engine::outcome::workings::Workings;
use staircase_engine::report::{appraised, behind, tidy};
use staircase_engine::scenario::resolved::Choice;
use staircase_engine::study::Study;
use std::collections::BTreeMap;
use std::path::Path;

/// What was run, for whoever finds the files.
#[derive(Debug, Serialize)]
struct Metadata<'a> {
    engine: &'static str,
    engine_version: &'static str,
    scenario: &'a str,
    scenario_hash: String,
    authority: &'a str,
    baseline: &'a str,
    options: Vec<&'a str>,
    draws: usize,
    seed: u64,
    precision: Precision<'a>,
    parameters: &'static str,
    price_base: &'a str,
    discounting: String,
    files: Vec<(&'static str, &'static str)>,
    limits: &'a [String],
}

/// What the draws are good for: the mean difference of the first headline stock.
#[derive(Debug, Serialize)]
struct Precision<'a> {
    asked: Option<String>,
    most_draws: u64,
    /// By option; empty if no stock is a headline.
    reached: BTreeMap<&'a str, Reached>,
}

/// A table: its file, what is in it, its text.
type Table = (&'static str, &'static str, String);

fn tables(
    study: &Study,
    answers: &[&Answer],
    workings: &[&Workings],
    cases: &[&Appraisal],
) -> Vec<Table> {
    let model = &study.model;
    let always = [
        (
            "monthly.csv",
            "children by measure and month; flows are of the month",
            tidy::monthly(answers),
        ),
        (
            "financial-years.csv",
            "pounds by cost line and financial year, April to March",
            tidy::yearly(answers),
        ),
        (
            "staircase.csv",
            "families by step each 31 March, and moves in the year before",
            tidy::staircase(answers),
        ),
        (
            "spread.csv",
            "variances each 31 March: chance, and numbers not known exactly",
            tidy::spread(answers),
        ),
        (
            "support.csv",
            "families by programme and month: supported, waiting, started, finished, dropped out",
            behind::support(model, workings),
        ),
        (
            "spells.csv",
            "children leaving the statutory levels, by financial year and months there",
            behind::spells(workings),
        ),
    ];
    let door = behind::front_door(model, workings).map(|text| {
        let what = "families by month at the front door: waiting, passed, gave up, turned away";
        ("front-door.csv", what, text)
    });
    let strata = behind::strata(model, workings).map(|text| {
        let what = "families by level and class on the first day and each 31 March";
        ("strata.csv", what, text)
    });
    let case = (!cases.is_empty()).then(|| {
        [
            (
                "financial-case.csv",
                "what each option spends and avoids by financial year: real, cash, present value",
                appraised::by_year(cases),
            ),
            (
                "case-figures.csv",
                "net present value, ratio, payback, reserve, and the steps from gross to net",
                appraised::figures(cases),
            ),
            (
                "who-pays-and-gains.csv",
                "by agency and source of funding; value elsewhere, which is never added up",
                appraised::parties(cases),
            ),
        ]
    });
    always.into_iter().chain(door).chain(strata).chain(case.into_iter().flatten()).collect()
}

/// Writes every table and what was run.
pub(super) fn write(
    study: &Study,
    options: &[Choice],
    outcomes: &[Outcome],
    arguments: &RunArguments,
    folder: &Path,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::File(folder.to_owned(), error))?;
    let scenario = &study.model.scenario;
    let answers: Vec<&Answer> = outcomes.iter().map(|outcome| &outcome.answer).collect();
    let workings: Vec<&Workings> =
        outcomes.iter().filter_map(|outcome| outcome.workings.as_ref()).collect();
    let cases: Vec<&Appraisal> =
        outcomes.iter().filter_map(|outcome| outcome.case.as_ref()).collect();
    let tables = tables(study, &answers, &workings, &cases);
    let discounting = cases.first().map_or_else(
        || "none".to_owned(),
        |case| format!("{} ({})", case.rules.schedule.name, case.rules.vintage),
    );
    let reached = options.iter().zip(outcomes);
    let metadata = Metadata {
        engine: "staircase",
        engine_version: env!("CARGO_PKG_VERSION"),
        scenario: &scenario.about.title,
        scenario_hash: format!("{:016x}", scenario.hash),
        authority: &scenario.about.authority,
        baseline: &scenario.options[0].id,
        options: options.iter().map(|option| option.id.as_str()).collect(),
        draws: answers.first().map_or(0, |answer| answer.draws),
        seed: arguments.seed,
        precision: Precision {
            asked: arguments.precision.map(|wanted| wanted.to_string()),
            most_draws: arguments.draws,
            reached: reached.filter_map(|(it, o)| Some((it.id.as_str(), o.reached?))).collect(),
        },
        parameters: if arguments.central { "central" } else { "sampled" },
        price_base: &scenario.about.price_base,
        discounting,
        files: tables.iter().map(|(file, what, _)| (*file, *what)).collect(),
        limits: &scenario.limits,
    };
    let metadata = serde_json::to_string_pretty(&metadata)
        .map_err(|error| Failure::Call(error.to_string()))?;
    for (file, _, text) in &tables {
        write_whole(&folder.join(file), text)?;
    }
    write_whole(&folder.join("metadata.json"), &metadata)
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let part = path.with_extension("part");
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| Failure::File(path.to_owned(), error))
}
