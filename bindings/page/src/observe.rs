//! Tables, calibration and backtests for the page.
//!
//! Each call takes seconds and holds its thread: make it in a worker, and end the worker to
//! cancel.

use super::json;
use super::{problems_json, unreadable};
use serde::{Deserialize, Serialize};
use staircase_answers::authorities::slug;
use staircase_answers::explore::backtest::{Backtest, DRAWS, backtest as run};
use staircase_answers::explore::calibrate::asked::Asked;
use staircase_answers::explore::calibrate::made_for::MadeFor;
use staircase_answers::explore::calibrate::panel::Nation;
use staircase_answers::explore::calibrate::table::Calibration;
use staircase_answers::explore::calibrate::write;
use staircase_answers::study::Study;
use staircase_scenario::observe::{period, read};
use staircase_scenario::{Fault, Files, Problem};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is asked.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "FitRequest"))]
pub(crate) struct Request {
    main: String,
    files: Files,
    /// Name of the table, if there is one; else the scenario's own figures.
    table: Option<String>,
    /// Name or code; absent for the authority's own.
    area: Option<String>,
    /// The last year that is fitted, as it was typed.
    until: Option<String>,
    horizon: Option<i32>,
    draws: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "TableArea"))]
struct AreaRow<'a> {
    /// What to ask for to get it.
    key: &'a str,
    /// Empty where the table names no area.
    name: &'a str,
    /// First year with a number.
    first: i32,
    /// Last year with a number.
    last: i32,
    measures: Vec<&'a str>,
    /// What was made of its figures.
    notes: &'a [String],
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct TableView<'a> {
    areas: Vec<AreaRow<'a>>,
    /// Key of the area whose name is the authority's, or of the only one.
    own: Option<&'a str>,
    /// What was made of it, in sentences.
    notes: &'a [String],
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct Calibrated {
    calibration: Calibration,
    /// What was made of the table, in sentences.
    notes: Vec<String>,
    /// Files with the fitted rates, by path.
    files: Files,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct Tested {
    backtest: Backtest,
    notes: Vec<String>,
}

fn contradiction(name: &str, statement: String) -> Vec<Problem> {
    vec![Problem::new(name, "", Fault::Contradiction { statement })]
}

/// What a table holds, as JSON, and which of its areas is the authority's; its problems if
/// it cannot be read.
#[wasm_bindgen]
#[must_use]
pub fn read_table(name: &str, bytes: &[u8], authority: &str) -> String {
    match read(name, bytes) {
        Ok(read) => {
            let keys = read.keys();
            let rows = read.areas.iter().zip(&keys).map(|(area, key)| {
                let (first, last) = area.years().unwrap_or_default();
                let measures = area.series.keys().map(String::as_str).collect();
                AreaRow { key, name: &area.name, first, last, measures, notes: &area.notes }
            });
            let own = read.own(authority);
            json::text(&TableView { areas: rows.collect(), own, notes: &read.notes })
        }
        Err(problems) => problems_json(&problems),
    }
}

/// The year that was typed, if any.
fn until(request: &Request) -> Result<Option<i32>, Vec<Problem>> {
    let typed = request.until.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let year = |typed: &str| {
        period::year(typed).ok_or_else(|| {
            let why = "is not a year to 31 March. Write it as 2019, 2018-19 or 31 March 2019.";
            contradiction("", format!("“{typed}” {why}"))
        })
    };
    typed.map(year).transpose()
}

/// Asks something of a scenario, a table and one of its areas.
fn answer<T: Serialize>(
    request: &str,
    bytes: &[u8],
    then: impl FnOnce(&Request, &Study, &Asked<'_>) -> Result<T, Vec<Problem>>,
) -> Result<String, String> {
    let answered = || {
        let request: Request =
            json::read(request).map_err(|error| unreadable("request", &error))?;
        let study = Study::open(&request.main, &request.files)?;
        let table = request.table.as_deref().map(|name| read(name, bytes)).transpose()?;
        let asked = Asked::new(&study.model.scenario, table.as_ref(), request.area.as_deref())
            .map_err(|why| contradiction(request.table.as_deref().unwrap_or("table"), why))?;
        then(&request, &study, &asked)
    };
    match answered() {
        Ok(value) => Ok(json::text(&value)),
        Err(problems) => Err(problems_json(&problems)),
    }
}

/// Fits a scenario to a table. JSON in (`main`, `files`, `table`, `area`, `until`) and out.
///
/// # Errors
/// Problems of the scenario, the table or the request, as JSON.
#[wasm_bindgen]
pub fn calibrate(request_json: &str, bytes: &[u8]) -> Result<String, String> {
    answer(request_json, bytes, |request, study, asked| {
        let until = until(request)?;
        let fit = asked
            .fit(&study.model.scenario, until)
            .map_err(|why| contradiction(asked.own.label(), why))?;
        let council = format!("councils/{}-{}.toml", slug(&fit.facts.area), fit.facts.until());
        let source = request.table.as_deref().unwrap_or("the scenario's own figures");
        let given = (request.main.as_str(), &request.files);
        let mut files =
            write::files(given, &council, &(&fit).into(), &asked.own, MadeFor::Table(source))?;
        // The page goes on with the scenario that is open: its file then opens what was made.
        let made = write::opened_by(&council, &files).and_then(|name| files.remove(&name));
        files.extend(made.map(|text| (request.main.clone(), text)));
        Ok(Calibrated { calibration: Calibration::new(&fit), notes: asked.notes.clone(), files })
    })
}

/// Fits a scenario to a table up to a year, projects and compares. JSON in (as for
/// `calibrate`, with `until`, `horizon`, `draws`) and out.
///
/// # Errors
/// Problems of the scenario, the table or the request, as JSON.
#[wasm_bindgen]
pub fn backtest(request_json: &str, bytes: &[u8]) -> Result<String, String> {
    answer(request_json, bytes, |request, study, asked| {
        let scenario = &study.model.scenario;
        let last = asked.own.years().map_or(0, |(_, last)| last);
        let until = until(request)?.unwrap_or(last - 3);
        let window = (until, request.horizon.unwrap_or(last));
        let draws = request.draws.unwrap_or(DRAWS).clamp(16, 4096);
        let nation = Nation::of(&asked.areas, until);
        let backtest = run(scenario, &asked.own, &nation, window, draws)
            .map_err(|why| contradiction(asked.own.label(), why))?;
        Ok(Tested { backtest, notes: asked.notes.clone() })
    })
}
