//! The files that `staircase run` writes.

use super::run::{Draws, Format, Outcome};
use super::set::{self, Content};
use super::{Failure, csv_of};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::{Appraisal, Named};
use staircase_answers::outcome::precision::PrecisionReached;
use staircase_answers::outcome::workings::Workings;
use staircase_answers::study::Study;
use staircase_answers::study::runs::Runs;
use staircase_reporting::every_run::EveryRun;
use staircase_reporting::table::Table;
use staircase_reporting::tables::sheets::Subject;
use staircase_reporting::tables::{Names, files};
use staircase_reporting::told::{TabledAnswer, ToldAnswer, ToldCase};
use staircase_reporting::view::StudyView;
use staircase_reporting::{behind, phrases, workbook};
use staircase_scenario::resolved::PolicyOption;
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
    /// What runs at central values keep that others sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
    /// `None` for a scenario without money rules.
    schedule: Option<&'a Named>,
    growth: Option<&'a Named>,
    reserve_pounds: Option<f64>,
    break_even: bool,
    price_base: &'a str,
    discounting: String,
    files: Vec<(&'static str, &'a str)>,
    encoding: &'static str,
    limits: &'a [String],
}

/// What metadata written before says of its files.
#[derive(Debug, Deserialize)]
struct Earlier {
    engine: String,
    files: Vec<(String, String)>,
}

/// The files of the set that a folder holds already. Only plain names: whatever else its
/// metadata may say, nothing outside the folder is touched.
fn earlier(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join(METADATA)).unwrap_or_default();
    let found = serde_json::from_str::<Earlier>(&text).ok();
    let own = found.filter(|it| it.engine == ENGINE).map_or_else(Vec::new, |it| it.files);
    let plain = |name: &String| Path::new(name).file_name() == Some(name.as_ref());
    own.into_iter().map(|(name, _)| name).filter(plain).collect()
}

/// How precise the runs are: the mean difference of the first headline stock.
#[derive(Debug, Serialize)]
struct Precision {
    asked: Option<String>,
    most_draws: u64,
    /// By option; empty if no stock is a headline.
    reached: BTreeMap<String, PrecisionReached>,
}

/// An option, told apart from itself where support has no effect.
fn called(option: &PolicyOption) -> String {
    let world = if option.null_effect { " (support has no effect)" } else { "" };
    format!("{}{world}", option.id)
}

fn tables(
    study: &Study,
    answers: &[&Answer],
    central: &[&Answer],
    workings: &[&Workings],
    cases: &[&Appraisal],
) -> Vec<Table> {
    let model = &study.model;
    let mut tables = files::of_run(&Names::new(model), answers, central, cases);
    tables.extend([behind::support(model, workings), behind::spells(workings)]);
    tables.extend(behind::front_door(model, workings));
    tables.extend(behind::strata(model, workings));
    tables
}

/// Writes what is asked for, and what was run, as one set. `document` is the report in
/// words, if it is wanted.
pub(super) fn write(
    study: &Study,
    runs: &Runs,
    outcomes: &[Outcome],
    arguments: &Draws,
    formats: &[Format],
    document: Option<String>,
    folder: &Path,
) -> Result<(), Failure> {
    let (scenario, options) = (&study.model.scenario, runs.options());
    let answers: Vec<&ToldAnswer> = outcomes.iter().map(|outcome| &outcome.answer).collect();
    let workings: Vec<&Workings> =
        outcomes.iter().filter_map(|outcome| outcome.workings.as_ref()).collect();
    let cases: Vec<&ToldCase> =
        outcomes.iter().filter_map(|outcome| outcome.case.as_ref()).collect();
    let case = cases.first();
    let discounting = case.map_or_else(
        || "none".to_owned(),
        |case| format!("{} ({})", case.rules.schedule.name, case.rules.vintage),
    );
    let mut tables_written = Vec::new();
    if formats.contains(&Format::Csv) {
        let central: Vec<Answer> = options.iter().map(|option| study.expected(option)).collect();
        let central: Vec<&Answer> = central.iter().collect();
        let facts: Vec<&Answer> = answers.iter().map(|it| &it.facts).collect();
        let cases: Vec<&Appraisal> = cases.iter().map(|it| &it.facts).collect();
        tables_written = tables(study, &facts, &central, &workings, &cases);
    }
    let mut files: Vec<(&str, &str)> =
        tables_written.iter().map(|table| (table.name, &*table.title)).collect();
    let mut set: Vec<Content> = tables_written
        .iter()
        .map(|table| Ok((table.name, csv_of(table)?.into_bytes())))
        .collect::<Result<_, Failure>>()?;
    let mut add = |name: &'static str, what: &'static str, content: Vec<u8>| {
        files.push((name, what));
        set.push((name, content));
    };
    if formats.contains(&Format::Json) {
        let all: Vec<TabledAnswer> =
            answers.iter().map(|it| (*it).clone().tabled(&study.model)).collect();
        add("answers.json", "answers, as the page receives them", json(&all)?);
    }
    if formats.contains(&Format::Xlsx) {
        let book = excel(study, &answers, &cases, arguments)?;
        add("staircase.xlsx", "cover, notes, every table and the assumptions", book);
    }
    if arguments.every_run {
        let every = EveryRun::new(study, runs).csv();
        let content = every.map_err(|error| Failure::Call(error.to_string()))?;
        add("every-run.csv", EVERY_RUN, content);
    }
    if formats.contains(&Format::Parquet) {
        let every = EveryRun::new(study, runs).parquet(&[
            ("version", env!("CARGO_PKG_VERSION").to_owned()),
            ("scenario", scenario.about.title.clone()),
            ("scenario_hash", format!("{:016x}", scenario.hash)),
            ("seed", arguments.seed.to_string()),
            ("runs", runs.count().to_string()),
            ("parameters", parameters(arguments).to_owned()),
        ]);
        let content = every.map_err(|error| Failure::Call(error.to_string()))?;
        add("every-run.parquet", EVERY_RUN, content);
    }
    if let Some(document) = document {
        add("report.md", "a plain-English report on each option", document.into_bytes());
    }
    let reached = options.iter().zip(outcomes);
    let metadata = json(&Metadata {
        engine: ENGINE,
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
        parameters: parameters(arguments),
        kept: answers.first().and_then(|it| it.kept.then(|| phrases::kept(scenario))),
        schedule: case.map(|case| &case.rules.schedule),
        growth: case.map(|case| &case.rules.growth),
        reserve_pounds: case.and_then(|case| Some(case.reserve.as_ref()?.amount)),
        break_even: arguments.break_even,
        price_base: &scenario.about.price_base,
        discounting,
        files,
        encoding: "UTF-8; a CSV with more than ASCII begins with a byte-order mark",
        limits: &scenario.limits,
    })?;
    set.push((METADATA, metadata));
    set::write(folder, &set, &earlier(folder))
}

/// What every run is written as.
const EVERY_RUN: &str = "every run by itself: a row for each option, run, measure and date; counts \
                         as they are, money in whole pence";

fn parameters(arguments: &Draws) -> &'static str {
    if arguments.central { "central" } else { "sampled" }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec_pretty(value).map_err(|error| Failure::Call(error.to_string()))
}

/// What metadata calls this program.
const ENGINE: &str = "staircase";

/// Name of the file that says what was run.
const METADATA: &str = "metadata.json";

/// The workbook that the page gives too, of these answers.
fn excel(
    study: &Study,
    answers: &[&ToldAnswer],
    cases: &[&ToldCase],
    arguments: &Draws,
) -> Result<Vec<u8>, Failure> {
    let subject = Subject {
        study: StudyView::new(&study.model),
        answers: answers.to_vec(),
        cases: cases.to_vec(),
        changed: Vec::new(),
        choices: choices(arguments),
        made: today(),
    };
    workbook::of(&subject).map_err(|error| Failure::Call(error.to_string()))
}

/// What was chosen for a run, beside what answers and cases say themselves.
fn choices(arguments: &Draws) -> Vec<(String, String)> {
    let inputs =
        if arguments.central { "central values: stochastic uncertainty only" } else { "sampled" };
    let precision = arguments.precision.map_or("none".to_owned(), |wanted| wanted.to_string());
    let even = if arguments.break_even { "yes" } else { "no" };
    [
        ("Uncertain inputs", inputs),
        ("Precision asked for", &precision),
        ("Most runs", &arguments.most.to_string()),
        ("Break-even asked for", even),
    ]
    .map(|(what, value)| (what.to_owned(), value.to_owned()))
    .to_vec()
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
