//! Tables, calibration and backtests for the page.
//!
//! Each call takes seconds and holds its thread: make it in a worker, and end the worker to
//! cancel.

use super::{problems_json, unreadable};
use crate::explore::backtest::{Backtest, DRAWS, backtest as run};
use crate::explore::calibrate::fit::Fit;
use crate::explore::calibrate::table::Calibration;
use crate::explore::calibrate::{calibrate as fit_area, facts, peers, write};
use crate::observe::{Area, Observations, read};
use crate::scenario::{Fault, Files, Problem};
use crate::study::Study;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is asked.
#[derive(Deserialize)]
struct Request {
    main: String,
    files: Files,
    /// Name of the table, if there is one; else the scenario's own figures.
    table: Option<String>,
    area: Option<String>,
    until: Option<i32>,
    horizon: Option<i32>,
    draws: Option<u64>,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    code: &'a str,
    name: &'a str,
    first: i32,
    last: i32,
    measures: Vec<&'a str>,
}

#[derive(Serialize)]
struct TableView<'a> {
    areas: Vec<AreaRow<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Calibrated {
    calibration: Calibration,
    /// What was made of the table, in sentences.
    notes: Vec<String>,
    /// Files with the fitted rates, by path.
    files: Files,
}

#[derive(Serialize)]
struct Tested {
    backtest: Backtest,
    notes: Vec<String>,
}

fn contradiction(name: &str, statement: String) -> Vec<Problem> {
    vec![Problem::new(name, "", Fault::Contradiction { statement })]
}

/// What a table holds, as JSON; its problems if it cannot be read.
#[wasm_bindgen]
#[must_use]
pub fn read_table(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes) {
        Ok(read) => {
            let areas = read
                .areas
                .iter()
                .map(|area| {
                    let (first, last) = area.years().unwrap_or_default();
                    let measures = area.series.keys().map(String::as_str).collect();
                    AreaRow { code: &area.code, name: &area.name, first, last, measures }
                })
                .collect();
            serde_json::to_string(&TableView { areas, notes: &read.notes }).unwrap_or_default()
        }
        Err(problems) => problems_json(&problems),
    }
}

/// Asks something of a scenario, a table and one of its areas.
fn asked<T>(
    json: &str,
    bytes: &[u8],
    then: impl FnOnce(&Request, &Study, &Observations, &Area) -> Result<T, Vec<Problem>>,
) -> Result<T, Vec<Problem>> {
    let request: Request =
        serde_json::from_str(json).map_err(|error| unreadable("request", &error))?;
    let study = Study::open(&request.main, &request.files)?;
    let scenario = &study.model.scenario;
    let read = match &request.table {
        Some(name) => read(name, bytes)?,
        None => Observations { areas: vec![facts::own(scenario)], notes: Vec::new() },
    };
    let own = read
        .area(request.area.as_deref(), &scenario.about.authority)
        .map_err(|why| contradiction(request.table.as_deref().unwrap_or("table"), why))?;
    then(&request, &study, &read, own)
}

fn fitted(
    request: &Request,
    study: &Study,
    read: &Observations,
    own: &Area,
) -> Result<Fit, Vec<Problem>> {
    let scenario = &study.model.scenario;
    let until = request.until.unwrap_or_else(|| scenario.calendar.financial_year(0));
    let areas: Vec<&Area> = read.areas.iter().collect();
    fit_area(scenario, own, &peers(scenario, &areas, until), until)
        .map_err(|why| contradiction(own.label(), why))
}

/// Fits a scenario to a table. JSON in (`main`, `files`, `table`, `area`, `until`) and out.
///
/// # Errors
/// Problems of the scenario, the table or the request, as JSON.
#[wasm_bindgen]
pub fn calibrate(request_json: &str, bytes: &[u8]) -> Result<String, String> {
    asked(request_json, bytes, |request, study, read, own| {
        let fit = fitted(request, study, read, own)?;
        let council = format!("councils/{}.toml", slug(&fit.facts.area, fit.facts.until()));
        let source = request.table.as_deref().unwrap_or("the scenario's own figures");
        let given = (request.main.as_str(), &request.files);
        let files = write::files(given, &council, &fit, own, source)?;
        let calibration = Calibration::new(&fit);
        let shown = Calibrated { calibration, notes: read.notes.clone(), files };
        Ok(serde_json::to_string(&shown).unwrap_or_default())
    })
    .map_err(|problems| problems_json(&problems))
}

/// Fits a scenario to a table up to a year, projects and compares. JSON in (as for
/// `calibrate`, with `until`, `horizon`, `draws`) and out.
///
/// # Errors
/// Problems of the scenario, the table or the request, as JSON.
#[wasm_bindgen]
pub fn backtest(request_json: &str, bytes: &[u8]) -> Result<String, String> {
    asked(request_json, bytes, |request, study, read, own| {
        let scenario = &study.model.scenario;
        let last = own.years().map_or(0, |(_, last)| last);
        let until = request.until.unwrap_or(last - 3);
        let window = (until, request.horizon.unwrap_or(last));
        let draws = request.draws.unwrap_or(DRAWS).clamp(16, 4096);
        let areas: Vec<&Area> = read.areas.iter().collect();
        let backtest = run(scenario, own, &peers(scenario, &areas, until), window, draws)
            .map_err(|why| contradiction(own.label(), why))?;
        let shown = Tested { backtest, notes: read.notes.clone() };
        Ok(serde_json::to_string(&shown).unwrap_or_default())
    })
    .map_err(|problems| problems_json(&problems))
}

fn slug(area: &str, year: i32) -> String {
    let words = crate::observe::measures::words(area).replace(' ', "-");
    format!("{words}-{year}")
}
