//! Every function that the page's engine exports, given texts that mean nothing.

use crate::files;
use crate::target::short;
use staircase_page as web;

/// Texts that are not what any function asks for.
fn garbage() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "null",
        "[]",
        "{}",
        "[[]]",
        "0",
        "-1",
        "1e999",
        "nan",
        "\"",
        "{",
        "}",
        "\0",
        "é",
        "𝄞",
        "{\"main\": 5}",
        "{\"main\": \"x\", \"files\": {}}",
        "{\"main\": null, \"files\": null}",
        "{\"main\": \"x\", \"files\": {\"x\": \"\"}}",
        "{\"main\": \"x\", \"files\": {\"x\": \"= =\"}}",
        "{\"programme\": 1e308}",
        "{\"schedule\": {}}",
        "{\"against\": {}}",
        "{\"reserve\": -1}",
        "[{\"main\": \"x\", \"files\": {}, \"draws\": 18446744073709551615}]",
        "18446744073709551616",
        "2021-13",
        "<html>",
        "\u{feff}",
        "\u{202e}",
    ]
    .map(str::to_owned)
    .into();
    texts.push("[".repeat(100_000));
    texts.push("{\"a\":".repeat(100_000));
    texts.push(format!("\"{}\"", "a".repeat(1_000_000)));
    texts
}

/// Fails if what was asked with this text is answered, or refused at length.
fn refused(text: &str, answer: Result<String, String>) {
    match answer {
        Err(problems) => short(&problems),
        Ok(answer) => panic!("{text:.40} is answered: {answer:.200}"),
    }
}

/// Fails if a function of the page's engine panics at a text, takes one that means nothing, or
/// refuses it at length; or if one is exported that is not tried here.
#[test]
fn every_exported_function_refuses_garbage_in_words() {
    let scenario = files::scenario("rotherham-2019.toml").expect("it is shipped");
    let study = web::Study::open(&files::handed(scenario)).expect("it is good");
    let authorities = web::authorities::Authorities::read(&files::authorities()).expect("good");
    assert!(authorities.list().contains("leeds") && authorities.profile("leeds").is_ok());
    for text in garbage() {
        let it = text.as_str();
        refused(it, web::authorities::Authorities::read(it).map(|_| String::new()));
        refused(it, authorities.profile(it));
        refused(it, authorities.scenario(it, it));
        refused(it, authorities.scenario("leeds", it));
        refused(it, web::Study::open(it).map(|_| String::new()));
        let found = web::check(it);
        assert!(found.contains("\"message\""), "{found}");
        short(&found);
        // No scenarios at all have the hash of nothing.
        if it == "[]" {
            assert_eq!(web::golden(it).expect("none"), "0000000000000001");
        } else {
            refused(it, web::golden(it));
        }
        refused(it, web::amend::amend_row(it));
        refused(it, web::observe::calibrate(it, it.as_bytes()));
        refused(it, web::observe::backtest(it, it.as_bytes()));
        short(&web::observe::read_table(it, it.as_bytes(), it));
        assert!(web::files::excel(it, it, it, it, it).is_err(), "{it:.40}");
        refused(it, study.preview(it, "null"));
        short(&study.check_edit(it, it));
        refused(it, study.draws(it, it, it, 0, 1).map(|_| String::new()));
        refused(it, study.collector(it, it, it).map(|_| String::new()));
        refused(it, study.sensitivity(it, it).map(|_| String::new()));
        refused(it, study.break_even(it, it, it));
        refused(it, study.one_percent(it, it, it));
        refused(it, study.parts(it, it, it));
        // These alone read as no change, and as nothing asked.
        if !["null", "{}", "[]"].contains(&it) {
            refused(it, study.preview("twelve-fewer", it));
        }
        if !["{}", "[]"].contains(&it) {
            refused(it, study.appraisal("twelve-fewer", "null", it));
        }
        if it != "0" {
            refused(it, study.draws("twelve-fewer", "null", it, 0, 1).map(|_| String::new()));
        }
    }
    refused(
        "too many",
        study.draws("twelve-fewer", "null", "1", u32::MAX, u32::MAX).map(|_| String::new()),
    );
    refused(
        "too many",
        study.draws("twelve-fewer", "null", "1", 0, u32::MAX).map(|_| String::new()),
    );
    let look = study.sensitivity("twelve-fewer", "null").expect("good");
    assert!(look.count() > 0 && !look.central().is_empty());
    assert_eq!(look.row(usize::MAX), "null");
    let mut collector = study.collector("twelve-fewer", "null", "1").expect("good");
    let preview = study.preview("twelve-fewer", "null").expect("good");
    assert_eq!(collector.answer(), preview, "before the first run, the central projection");
    for draws in [vec![], vec![f64::NAN; 3], vec![0.0; 1_000_000]] {
        let first = if draws.is_empty() { 0 } else { u32::MAX };
        let added = collector.add(first, &draws);
        assert!(draws.is_empty() || added.is_err());
    }
    assert_eq!(collector.count(), 0);
    let rows = collector.every_run().expect("a file of no runs");
    assert_eq!(rows.iter().filter(|byte| **byte == b'\n').count(), 1, "only its columns");
    assert!(web::validate::published_cases(usize::MAX, 0).contains("\"reports\":[]"));
    assert_eq!(exported(), TRIED, "name a new function here, and try it above");
}

/// Those above, and `view`, which takes nothing.
const TRIED: [&str; 30] = [
    "add",
    "amend_row",
    "answer",
    "appraisal",
    "appraisal",
    "backtest",
    "break_even",
    "calibrate",
    "central",
    "check",
    "check_edit",
    "collector",
    "count",
    "count",
    "draws",
    "every_run",
    "excel",
    "golden",
    "list",
    "one_percent",
    "open",
    "parts",
    "preview",
    "profile",
    "published_cases",
    "read",
    "read_table",
    "row",
    "scenario",
    "sensitivity",
];

/// Names of the public functions in the sources of the page's door, but for `view`.
fn exported() -> Vec<String> {
    let folder = files::root().join("bindings/page/src");
    let entries = std::fs::read_dir(&folder).expect("bindings/page/src is there");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    // Reading and writing of JSON and of types, which nothing outside calls.
    let inside = ["json.rs", "typescript.rs"];
    let paths = paths.filter(|path| {
        path.extension().is_some_and(|kind| kind == "rs")
            && path.file_name().is_some_and(|name| inside.iter().all(|it| name != *it))
    });
    let mut names: Vec<String> = paths
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).expect("is text");
            let named = text.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
            let name = |rest: &str| rest.split(['(', '<']).next().unwrap_or_default().to_owned();
            named.map(name).collect::<Vec<_>>()
        })
        .filter(|name| name != "view")
        .collect();
    names.sort_unstable();
    names
}
