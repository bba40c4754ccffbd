//! Shared files and other requests in JSON. An input says on its first line what is asked; the
//! rest is the request.

use crate::dice::Dice;
use crate::files;
use crate::mutate;
use crate::target::short;
use serde_json::{Value, json};
use staircase_page as web;
use staircase_scenario::Files;
use std::sync::OnceLock;

/// Good requests.
fn good() -> &'static [(&'static str, String)] {
    static ALL: OnceLock<Vec<(&'static str, String)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let Some((main, files)) = files::scenario("rotherham-2019.toml") else { return Vec::new() };
        let lines = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
        // As a shared file has it: only what differs, on top of what comes with the page.
        let shared = json!({ "main": main, "files": Files::new() });
        let row = json!({
            "main": main,
            "files": Files::new(),
            "path": "councils/rotherham-2019.toml: programmes.intensive.staff",
            "label": "Intensive support: key workers",
            "value": 40.0,
            "originals": Files::new(),
        });
        let fit = json!({
            "main": main, "files": Files::new(), "table": "t.csv", "area": "Rotherham",
            "until": 2023, "horizon": 2024, "draws": 16,
        });
        let hashed = json!([{ "main": main, "files": Files::new(), "draws": 0 }]);
        let mut all = vec![
            ("check", lines(&shared)),
            ("amend", lines(&row)),
            ("calibrate", lines(&fit)),
            ("backtest", lines(&fit)),
            ("golden", lines(&hashed)),
        ];
        if let Ok(study) = web::Study::open(&files::handed(&(main.clone(), files.clone()))) {
            let answer = study.preview("twelve-fewer", "null").unwrap_or_default();
            let case = study.appraisal("twelve-fewer", "null", "{}").unwrap_or_default();
            let whole = format!(
                "{{\"view\": {}, \"answers\": [{answer}], \"cases\": [{case}], \"changed\": [\"a\"]}}",
                study.view()
            );
            let read: Value = serde_json::from_str(&whole).unwrap_or_default();
            all.push(("excel", lines(&read)));
        }
        all
    })
}

/// A good request, damaged.
pub fn make(dice: &mut Dice) -> Vec<u8> {
    let Some((what, request)) = dice.one(good()) else { return Vec::new() };
    format!("{what}\n{}", mutate::damaged(request, dice)).into_bytes()
}

/// The request with the shipped files where it has none of its own.
fn with_files(request: &str) -> String {
    let Ok(mut read) = serde_json::from_str::<Value>(request) else { return request.to_owned() };
    let requests: Vec<&mut Value> = match &mut read {
        Value::Array(several) => several.iter_mut().collect(),
        one => vec![one],
    };
    for one in requests {
        let usual = one["main"].as_str().and_then(files::scenario);
        if let (Some((_, usual)), Some(files)) = (usual, one.get_mut("files"))
            && let Some(files) = files.as_object_mut()
        {
            for (name, text) in usual {
                files.entry(name).or_insert_with(|| text.as_str().into());
            }
        }
    }
    read.to_string()
}

/// Asks it.
pub fn give(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (what, request) = text.split_once('\n').unwrap_or((&text, ""));
    let whole = with_files(request);
    let table = files::tables().first().map_or(&[][..], Vec::as_slice);
    let answer = match what {
        "amend" => web::amend::amend_row(&whole),
        "calibrate" => web::observe::calibrate(&whole, table),
        "backtest" => web::observe::backtest(&whole, table),
        "golden" => web::golden(&whole),
        "excel" => {
            let read: Value = serde_json::from_str(request).unwrap_or_default();
            let part =
                |key: &str| read.get(key).map_or_else(|| request.to_owned(), Value::to_string);
            let [view, answers, cases, changed] = ["view", "answers", "cases", "changed"].map(part);
            // Its refusals are words and no list.
            let _ = web::files::excel(&view, &answers, &cases, &changed, "1 April 2026");
            return;
        }
        _ => Err(web::check(&whole)),
    };
    if let Err(problems) = answer {
        short(&problems);
    }
}
