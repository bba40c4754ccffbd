//! The files that `staircase run` writes.

use super::Failure;
use super::run::{Draws, Format, Outcome};
use serde::Serialize;
use staircase_engine::outcome::answer::Answer;
use staircase_engine::outcome::appraisal::Appraisal;
use staircase_engine::outcome::precision::Reached;
use staircase_engine::outcome::workings::Workings;
use staircase_engine::report::tables::Subject;
use staircase_engine::report::view::StudyView;
use staircase_engine::report::{appraised, behind, tidy, workbook};
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
    options: Vec<String>,
    draws: usize,
    seed: u64,
    precision: Precision,
    parameters: &'static str,
    /// What draws at central values keep that others draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<&'a str>,
    price_base: &'a str,
    discounting: String,
    files: Vec<(&'static str, &'static str)>,
    encoding: &'static str,
    limits: &'a [String],
}

/// What the draws are good for: the mean difference of the first headline stock.
#[derive(Debug, Serialize)]
struct Precision {
    asked: Option<String>,
    most_draws: u64,
    /// By option; empty if no stock is a headline.
    reached: BTreeMap<String, Reached>,
}

/// An option, told apart from itself in a world where support changes nothing.
fn called(option: &Choice) -> String {
    let world = if option.null_effect { " (support changes nothing)" } else { "" };
    format!("{}{world}", option.id)
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

/// Writes what is asked for, and what was run.
pub(super) fn write(
    study: &Study,
    options: &[Choice],
    outcomes: &[Outcome],
    arguments: &Draws,
    formats: &[Format],
    folder: &Path,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::File(folder.to_owned(), error))?;
    let scenario = &study.model.scenario;
    let answers: Vec<&Answer> = outcomes.iter().map(|outcome| &outcome.answer).collect();
    let workings: Vec<&Workings> =
        outcomes.iter().filter_map(|outcome| outcome.workings.as_ref()).collect();
    let cases: Vec<&Appraisal> =
        outcomes.iter().filter_map(|outcome| outcome.case.as_ref()).collect();
    let discounting = cases.first().map_or_else(
        || "none".to_owned(),
        |case| format!("{} ({})", case.rules.schedule.name, case.rules.vintage),
    );
    let mut tables = if formats.contains(&Format::Csv) {
        tables(study, &answers, &workings, &cases)
    } else {
        Vec::new()
    };
    if formats.contains(&Format::Json) {
        let text = serde_json::to_string_pretty(&answers)
            .map_err(|error| Failure::Call(error.to_string()))?;
        tables.push(("answers.json", "answers, as the page receives them", text));
    }
    let mut files: Vec<_> = tables.iter().map(|(file, what, _)| (*file, *what)).collect();
    if formats.contains(&Format::Xlsx) {
        files.push((WORKBOOK, "cover, notes, every table and the assumptions"));
        let book = excel(study, &answers, &cases)?;
        write_whole(&folder.join(WORKBOOK), &book)?;
    }
    let reached = options.iter().zip(outcomes);
    let metadata = Metadata {
        engine: "staircase",
        engine_version: env!("CARGO_PKG_VERSION"),
        scenario: &scenario.about.title,
        scenario_hash: format!("{:016x}", scenario.hash),
        authority: &scenario.about.authority,
        baseline: &scenario.options[0].id,
        options: options.iter().map(called).collect(),
        draws: answers.first().map_or(0, |answer| answer.draws),
        seed: arguments.seed,
        precision: Precision {
            asked: arguments.precision.map(|wanted| wanted.to_string()),
            most_draws: arguments.most,
            reached: reached.filter_map(|(it, o)| Some((called(it), o.reached?))).collect(),
        },
        parameters: if arguments.central { "central" } else { "sampled" },
        kept: answers.first().and_then(|answer| answer.kept.as_deref()),
        price_base: &scenario.about.price_base,
        discounting,
        files,
        encoding: "UTF-8",
        limits: &scenario.limits,
    };
    let metadata = serde_json::to_string_pretty(&metadata)
        .map_err(|error| Failure::Call(error.to_string()))?;
    for (file, _, text) in &tables {
        write_whole(&folder.join(file), text.as_bytes())?;
    }
    write_whole(&folder.join("metadata.json"), metadata.as_bytes())
}

/// Name of the workbook.
const WORKBOOK: &str = "staircase.xlsx";

/// The workbook that the page gives too, of these answers.
fn excel(study: &Study, answers: &[&Answer], cases: &[&Appraisal]) -> Result<Vec<u8>, Failure> {
    let words = |error: serde_json::Error| Failure::Call(error.to_string());
    let subject = Subject {
        study: serde_json::to_value(StudyView::new(&study.model)).map_err(words)?,
        answers: answers
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<Vec<_>, _>>()
            .map_err(words)?,
        cases: cases
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<Vec<_>, _>>()
            .map_err(words)?,
        changed: Vec::new(),
        made: today(),
    };
    workbook::of(&subject).map_err(|error| Failure::Call(error.to_string()))
}

/// Today's date, in universal time: "2026-11-22". Days since 1970 as a date, by counting whole
/// eras of 400 years from 1 March of year 0.
pub(super) fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400) + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let moved = (5 * of_year + 2) / 153;
    let month = if moved < 10 { moved + 3 } else { moved - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    format!("{year}-{month:02}-{:02}", of_year - (153 * moved + 2) / 5 + 1)
}

/// Writes a file whole or not at all.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let part = path.with_extension("part");
    std::fs::write(&part, content)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| Failure::File(path.to_owned(), error))
}
