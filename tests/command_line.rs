//! The command line as its users call it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn staircase(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_staircase"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

#[test]
fn run_writes_tidy_files_with_metadata_and_says_what_it_found() {
    let out = folder("run");
    let call = staircase(&[
        "run",
        "scenarios/rotherham-2019",
        "--option",
        "half-as-many-again",
        "--option",
        "half-as-many-again-null",
        "--draws",
        "6",
        "--seed",
        "1",
        "--out",
        out.to_str().expect("a plain path"),
    ]);
    assert!(call.status.success(), "{}", text(&call.stderr));
    let said = text(&call.stdout);
    // Five years after April 2021, on a 31 March.
    assert!(said.contains("By March 2026"), "{said}");
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("a written file");
    let monthly = read("monthly.csv");
    // Two options × seven measures × three sides × 121 months, and a header.
    assert_eq!(monthly.lines().count(), 1 + 2 * 7 * 3 * 121);
    let width = monthly.lines().next().expect("a header").split(',').count();
    assert!(monthly.lines().all(|line| line.split(',').count() == width));
    assert!(read("financial-years.csv").contains("2019-20"));
    assert!(read("staircase.csv").contains("Looked after"));
    let spread = read("spread.csv");
    // Two options × (seven measures × ten Marches + net cost) × three sides, and a header.
    assert_eq!(spread.lines().count(), 1 + 2 * (7 * 10 + 1) * 3);
    let null = |line: &&str| line.contains("-null,true,") && line.contains(",difference,");
    assert!(spread.lines().filter(null).all(|line| line.ends_with(",0,0,0,0,0,0,0,0")));
    let support = read("support.csv");
    // Two options × five programmes × three sides × (two stocks of 121 months and three
    // flows of 120), and a header.
    assert_eq!(support.lines().count(), 1 + 2 * 5 * 3 * (2 * 121 + 3 * 120));
    let width = support.lines().next().expect("a header").split(',').count();
    assert!(support.lines().all(|line| line.split(',').count() == width));
    let spells = read("spells.csv");
    assert_eq!(spells.lines().count(), 1 + 2 * 2 * 10 * 5);
    assert!(!out.join("front-door.csv").exists() && out.join("strata.csv").exists());
    assert!(said.contains("Intensive key work in 2025-26: about "), "{said}");
    let metadata = read("metadata.json");
    for part in [
        "support.csv",
        "spells.csv",
        "\"seed\": 1",
        "\"draws\": 6",
        "scenario_hash",
        "2019-20 prices",
        "sampled",
    ] {
        assert!(metadata.contains(part), "{part} is not in {metadata}");
    }
    let null: Vec<&str> = monthly
        .lines()
        .filter(|l| l.contains("half-as-many-again-null,true,") && l.contains(",difference,"))
        .collect();
    assert!(
        null.iter().all(|line| line.ends_with(",0,0,0,0,0,0,0")),
        "a null effect moved someone"
    );
}

/// A CSV read back: its columns, and rows that are all as long.
fn read_back(name: &str, text: &str) -> (Vec<String>, Vec<csv::StringRecord>) {
    assert_eq!(text.starts_with('\u{feff}'), !text.is_ascii(), "{name}: the byte-order mark");
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
    let columns = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}")));
    (columns, rows.collect())
}

/// Fails if a row of any CSV is not as long as its header, a column of numbers holds a word,
/// or a file of the set is not the one that the metadata lists.
#[test]
fn every_csv_reads_back_with_its_columns() {
    let out = folder("csv");
    let folder = out.to_str().expect("a plain path");
    let call = staircase(
        &[
            &[
                "run",
                "scenarios/coventry-2016",
                "--option",
                "nine-hubs",
                "--draws",
                "8",
                "--quiet",
                "--out",
                folder,
            ][..],
            &["--growth", "placements-grow", "--reserve", "£2m", "--seed", "1,000"],
            &["--format", "csv,json,xlsx", "--every-run"],
        ]
        .concat(),
    );
    assert!(call.status.success(), "{}", text(&call.stderr));
    let metadata = std::fs::read_to_string(out.join("metadata.json")).expect("it is written");
    for part in ["\"seed\": 1000", "\"reserve_pounds\": 2000000", "placements-grow", "break_even"] {
        assert!(metadata.contains(part), "{part} is not in {metadata}");
    }
    let mut files = 0;
    for entry in std::fs::read_dir(&out).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name == "metadata.json" || metadata.contains(&name), "{name} is not listed");
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let (columns, rows) = read_back(&name, &std::fs::read_to_string(&path).expect("UTF-8"));
        assert!(!rows.is_empty(), "{name}");
        for (place, column) in columns.iter().enumerate() {
            let number = ["pounds", "children", "families", "variance", "_error"];
            let figure = ["value", "p10", "p90"].contains(&column.as_str());
            if figure || number.iter().any(|end| column.ends_with(end)) {
                let mut cells = rows.iter().map(|row| &row[place]).filter(|cell| !cell.is_empty());
                let wrong = cells.find(|cell| cell.parse::<f64>().is_err());
                assert_eq!(wrong, None, "{name}: {column}");
            }
        }
        files += 1;
    }
    assert!(files >= 9, "{files} files");
    let case = std::fs::read_to_string(out.join("case-figures.csv")).expect("it is written");
    let (columns, rows) = read_back("case-figures.csv", &case);
    assert_eq!(columns.len(), 8);
    let unit = columns.iter().position(|it| it == "unit").expect("a column");
    assert!(rows.iter().any(|row| &row[unit] == "pounds, real"));
    for call in [
        &["explain", "scenarios/coventry-2016", "--csv"][..],
        &["sensitivity", "scenarios/oldham-2019", "--csv"],
        &["verify", "--csv", "--case", "B14"],
    ] {
        let said = staircase(call);
        let (columns, rows) = read_back(call[0], &text(&said.stdout));
        assert!(columns.len() > 7 && !rows.is_empty(), "{call:?}: {}", text(&said.stderr));
    }
}

/// Fails if results that cannot be written are a mix with those before, leave a file behind,
/// or are not said.
#[test]
fn results_are_written_as_one_or_not_at_all() {
    let out = folder("whole");
    let run = |more: &[&str]| {
        let folder = out.to_str().expect("a plain path");
        let call = ["run", "scenarios/rotherham-2019", "--option", "twelve-fewer", "--out", folder];
        staircase(&[&call[..], more].concat())
    };
    let listed = || {
        let mut names: Vec<(String, Vec<u8>)> = std::fs::read_dir(&out)
            .expect("a folder")
            .map(|it| it.expect("an entry").path())
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read(path).unwrap_or_default())
            })
            .collect();
        names.sort();
        names
    };
    assert!(run(&["--draws", "2", "--format", "csv,json"]).status.success());
    assert!(out.join("answers.json").exists());
    // A set without JSON takes the place of the one with it; what is not of the set stays.
    std::fs::write(out.join("notes.txt"), "mine").expect("a file");
    assert!(run(&["--draws", "3"]).status.success());
    assert!(!out.join("answers.json").exists() && out.join("notes.txt").exists());
    let support = out.join("support.csv");
    std::fs::remove_file(&support).expect("it is there");
    std::fs::create_dir(&support).expect("a folder in its place");
    let before = listed();
    let call = run(&["--draws", "4"]);
    assert_eq!(call.status.code(), Some(3));
    let said = text(&call.stdout);
    assert!(said.contains("By March 2026") && !said.contains("Written to"), "{said}");
    let why = text(&call.stderr);
    assert!(why.contains("support.csv") && why.contains("unchanged"), "{why}");
    assert_eq!(listed(), before);
}

/// A council with a front door and two localities gets a file for each, listed in the
/// metadata; its two localities add up to what `staircase.csv` has. Fails if a class or
/// a month is lost, or if a programme's months and its years in words differ.
#[test]
fn a_front_door_and_classes_have_files_of_their_own() {
    let out = folder("door");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let here = folder("door-scenario");
    for part in ["frameworks", "defaults", "councils", "options", "money"] {
        std::fs::create_dir_all(here.join(part)).expect("a folder");
    }
    for file in [
        "rotherham-2019.toml",
        "frameworks/rotherham.toml",
        "defaults/england-2025.toml",
        "options/rotherham-2019.toml",
        "money/england.toml",
    ] {
        std::fs::copy(from.join(file), here.join(file)).expect("a shipped file");
    }
    let council = "councils/rotherham-2019.toml";
    let text = std::fs::read_to_string(from.join(council)).expect("a shipped file");
    let more = r#"
[[divisions]]
id = "place"
name = "Place"
classes = [{ id = "north", name = "North, rural", share = 0.4 }, { id = "south", name = "South", share = 0.6 }]
grade = "assumed"

[front_door]
tags = ["statutory_entry"]
assessments = { value = 60, unit = "assessments", grade = "assumed" }
assessment_length = { value = 1.5, unit = "months", grade = "assumed" }
drop_out = { value = 2, unit = "per year", grade = "assumed" }
"#;
    std::fs::write(here.join(council), text + more).expect("a file");
    let call = staircase(&[
        "run",
        here.join("rotherham-2019").to_str().expect("a plain path"),
        "--option",
        "twelve-fewer",
        "--draws",
        "3",
        "--out",
        out.to_str().expect("a plain path"),
    ]);
    assert!(call.status.success(), "{}", self::text(&call.stderr));
    let said = self::text(&call.stdout);
    assert!(said.contains("Front door in 2025-26: about "), "{said}");
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("a written file");
    let door = read("front-door.csv");
    assert_eq!(door.lines().count(), 1 + 3 * (121 + 3 * 120));
    let gave_up = |line: &&str| line.starts_with("twelve-fewer,false,gave_up,baseline,");
    assert!(door.lines().filter(gave_up).any(|line| !line.contains(",0,0,0,")));
    // What the path does not count has an empty cell.
    let away = |line: &&str| line.contains(",turned_away,");
    assert!(door.lines().filter(away).all(|line| line.ends_with(',')));
    let strata = read("strata.csv");
    let classes = "option,null_effect,side,date,level,class: Edge of care,class: Place,";
    assert!(strata.starts_with(classes), "{strata}");
    // Two localities at every level, and there by two classes of risk at the two levels
    // that hold them, on 11 days, both sides.
    let (levels, at_risk) = (8, 2);
    assert_eq!(strata.lines().count(), 1 + 2 * 11 * 2 * (levels + at_risk));
    let at = |line: &str, from_end: usize| -> f64 {
        line.rsplit(',').nth(from_end).and_then(|cell| cell.parse().ok()).expect("a number")
    };
    let day = "twelve-fewer,false,option,2024-03-31,";
    let by_class: f64 =
        strata.lines().filter(|line| line.starts_with(day)).map(|line| at(line, 1)).sum();
    let staircase = read("staircase.csv");
    let on_steps = |line: &&str| line.starts_with(day) && !line.ends_with(",,,,");
    let by_step: f64 = staircase.lines().filter(on_steps).map(|line| at(line, 4)).sum();
    assert!((by_class - by_step).abs() < 0.1, "{by_class} families against {by_step}");
    let metadata = read("metadata.json");
    assert!(metadata.contains("front-door.csv") && metadata.contains("strata.csv"));
}

#[test]
fn the_same_call_gives_the_same_bytes_on_one_thread_and_two() {
    let bytes = |threads: &str| {
        let out = folder(&format!("threads-{threads}"));
        let call = staircase(&[
            "run",
            "scenarios/rotherham-2019.toml",
            "--option",
            "twelve-fewer",
            "--draws",
            "4",
            "--threads",
            threads,
            "--quiet",
            "--out",
            out.to_str().expect("a plain path"),
        ]);
        assert!(call.status.success(), "{}", text(&call.stderr));
        assert!(call.stdout.is_empty(), "--quiet prints nothing");
        std::fs::read(out.join("monthly.csv")).expect("a written file")
    };
    assert_eq!(bytes("1"), bytes("2"));
}

#[test]
fn check_reports_good_and_bad_files_with_exit_codes() {
    let good = staircase(&["check", "scenarios/rotherham-2019.toml"]);
    assert!(good.status.success());
    assert!(text(&good.stdout).contains("no problems found"));
    let bad = folder("check");
    std::fs::create_dir_all(&bad).expect("a folder");
    std::fs::write(bad.join("bad.toml"), "format = 1\n[abuot]\n").expect("a file");
    let path = bad.join("bad.toml");
    let call = staircase(&["check", path.to_str().expect("a plain path")]);
    assert_eq!(call.status.code(), Some(1));
    let said = text(&call.stderr);
    assert!(said.contains("Did you mean \"about\"?"), "{said}");
    assert!(said.contains("\"projection\" is missing"), "{said}");
    let absent = staircase(&["check", "no-such-file.toml"]);
    assert_eq!(absent.status.code(), Some(3));
    assert_eq!(staircase(&["run"]).status.code(), Some(2));
}

/// Fails if a number of children that the stocks do not fit is called good without a word, or
/// a scenario that fits is warned of.
#[test]
fn check_warns_of_stocks_that_do_not_fit_the_number_of_children() {
    let copy = folder("out-of-step");
    for part in ["", "councils", "defaults", "frameworks", "money", "options"] {
        std::fs::create_dir_all(copy.join(part)).expect("a folder");
        for entry in std::fs::read_dir(Path::new("scenarios").join(part)).expect("is there") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let to = copy.join(part).join(path.file_name().expect("a name"));
                std::fs::copy(&path, to).expect("copies");
            }
        }
    }
    let scenario = copy.join("rotherham-2019.toml").to_string_lossy().into_owned();
    let said = text(&staircase(&["check", &scenario]).stdout);
    assert!(said.contains("no problems found") && !said.contains("Warning"), "{said}");
    let council = copy.join("councils/rotherham-2019.toml");
    let written = std::fs::read_to_string(&council).expect("the council file");
    let more = written.replacen("children = { value = 56735", "children = { value = 80000", 1);
    assert_ne!(more, written);
    std::fs::write(&council, more).expect("writes");
    let call = staircase(&["check", &scenario]);
    let said = text(&call.stdout);
    assert!(call.status.success());
    assert!(said.contains("Warning") && said.contains("Stocks and rates do not fit"), "{said}");
}

#[test]
fn explain_lists_every_number_with_unit_source_and_grade() {
    let call = staircase(&["explain", "scenarios/rotherham-2019.toml", "--csv"]);
    assert!(call.status.success());
    let said = text(&call.stdout);
    assert!(said.lines().count() > 120, "{}", said.lines().count());
    assert!(said.contains("Intensive key work: key workers,34,full-time equivalents,assumed"));
    assert!(said.lines().next().is_some_and(|heads| heads.ends_with(",path,references")));
    let found = staircase(&["explain", "scenarios/rotherham-2019.toml", "--find", "caseload"]);
    let found = text(&found.stdout);
    assert!(found.contains("source: Isos review of early help 2019: Oldham, 7 to 8 families"));
    for whole in [&said, &found] {
        assert!(whole.contains("Isos Partnership for the Local Government Association (2019)."));
        assert!(!whole.contains("[@"), "an id is left");
    }
}

#[test]
fn wrong_options_and_draws_are_refused_in_words() {
    let call = staircase(&["run", "scenarios/rotherham-2019", "--option", "twelve-fewr"]);
    assert_eq!(call.status.code(), Some(1));
    assert!(text(&call.stderr).contains("Did you mean \"twelve-fewer\"?"));
    let call = staircase(&["run", "scenarios/rotherham-2019", "--runs", "0"]);
    assert_eq!(call.status.code(), Some(2));
    // A number below 0 is taken for a number, not for the name of an option.
    for (name, value) in [("--draws", "-3"), ("--reserve", "-5")] {
        let call = staircase(&["run", "scenarios/rotherham-2019", name, value, "--quiet"]);
        assert!(!call.status.success());
        let said = text(&call.stderr);
        assert!(
            said.contains("0 to 1,000,000,000,000") || said.contains("from 1 to 100000"),
            "{said}"
        );
    }
}

#[test]
fn schemas_are_generated_from_the_types() {
    for kind in ["scenario", "framework", "council", "options", "money"] {
        let call = staircase(&["schema", kind]);
        assert!(call.status.success());
        let said = text(&call.stdout);
        assert!(said.contains("\"$schema\"") && said.contains("\"additionalProperties\": false"));
    }
}

/// Stopping at a precision gives the same bytes as asking for that many draws, on any
/// number of threads, and says what was reached. Fails if the looks are not fixed.
#[test]
fn a_run_stops_at_the_precision_asked_for() {
    let run = |name: &str, more: &[&str]| {
        let out = folder(name);
        let folder = out.to_str().expect("a plain path");
        let call = staircase(
            &[
                &["run", "scenarios/rotherham-2019", "--option", "twelve-fewer", "--out", folder],
                more,
            ]
            .concat(),
        );
        assert!(call.status.success(), "{}", text(&call.stderr));
        let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("a written file");
        (text(&call.stdout), read("monthly.csv"), read("metadata.json"))
    };
    let early = run("early", &["--precision", "5", "--runs", "900", "--threads", "2"]);
    let plain = run("plain", &["--draws", "64", "--threads", "1"]);
    assert!(early.0.contains("Precision of 5 children reached with 64 runs."), "{}", early.0);
    assert!(plain.0.contains("64 runs: the average difference is known to within"), "{}", plain.0);
    assert_eq!(early.1, plain.1);
    for part in ["\"draws\": 64", "\"most_draws\": 900", "half_width", "\"asked\": \"5 children\""]
    {
        assert!(early.2.contains(part), "{part} is not in {}", early.2);
    }
    let never = run("never", &["--precision", "1%", "--draws", "6"]);
    assert!(never.0.contains("1% of the difference not reached with 6 runs"), "{}", never.0);
    let refused = staircase(&["run", "scenarios/rotherham-2019", "--precision", "-1"]);
    assert_eq!(refused.status.code(), Some(2));
}

/// Fails if a case is not printed, if an unknown case counts as success, or if a case
/// that is not yet run is passed over in silence.
#[test]
fn validate_compares_and_says_what_it_does_not_run() {
    let call = staircase(&["validate", "--case", "b4"]);
    assert!(call.status.success(), "{}", text(&call.stderr));
    let said = text(&call.stdout);
    assert!(said.contains("well after cycle 1") && said.contains("all reproduced"), "{said}");

    let call = staircase(&["validate", "--case", "B9", "--case", "B17.11", "--csv"]);
    let said = text(&call.stdout);
    assert!(
        call.status.success() && said.starts_with("case,title,source,computed_by,quantity"),
        "{said}"
    );
    assert!(said.lines().any(|line| line.starts_with("B17.11,") && line.ends_with(",yes")));
    assert!(!said.contains("B17.6,") && !said.contains("QUICK"));

    let call = staircase(&["validate", "--case", "B12.00020", "--runs", "300"]);
    assert!(text(&call.stdout).starts_with("QUICK CHECK"), "{}", text(&call.stdout));

    let call = staircase(&["validate", "--case", "B13"]);
    assert_eq!(call.status.code(), Some(1));
    assert!(text(&call.stdout).contains("B13  not yet run"), "{}", text(&call.stdout));
    let call = staircase(&["validate", "--case", "B99"]);
    assert_eq!(call.status.code(), Some(1));
    assert!(text(&call.stderr).contains("is not a benchmark"), "{}", text(&call.stderr));
}

/// The published table with the rows of a few areas and years only, so that fits are quick.
fn few(folder: &Path, areas: &[&str], first: i32) -> String {
    let table = std::fs::read_to_string("scenarios/observed/england-and-five.csv").expect("ships");
    let mut lines = table.lines();
    let mut kept = lines.next().expect("headings").to_owned() + "\n";
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        if areas.contains(&cells[1]) && cells[2].parse().is_ok_and(|year: i32| year >= first) {
            kept += &format!("{line}\n");
        }
    }
    std::fs::create_dir_all(folder).expect("a folder");
    let path = folder.join("few.csv");
    std::fs::write(&path, kept).expect("writes");
    path.to_string_lossy().into_owned()
}

/// Fails if a scenario written outside the scenarios folder lacks a part, does not open, check
/// or explain; if a file that somebody else made is replaced; or if nothing is said of what
/// was written.
#[test]
fn calibrate_writes_a_scenario_anywhere() {
    let folder = folder("calibrated");
    let table = few(&folder, &["Croydon"], 2023);
    let new = folder.join("croydon-2025.toml").to_string_lossy().into_owned();
    let call = ["calibrate", "scenarios/england-2025", "--observed", &table, "--write", &new];
    let said = staircase(&call);
    assert!(said.status.success(), "{}", text(&said.stderr));
    let words = text(&said.stdout);
    assert!(words.contains("staircase check") && words.contains(&new), "{words}");
    let council = folder.join("councils/croydon-2025.toml");
    let written = std::fs::read_to_string(&council).expect("the council file");
    assert!(
        written.contains("DfE Children in need 2025, table B1") && !written.contains("few.csv")
    );
    assert!(folder.join("sources/bibliography.toml").exists(), "sources lead to documents");
    let check = staircase(&["check", &new]);
    assert!(check.status.success(), "{}", text(&check.stderr));
    let explained = text(&staircase(&["explain", &new]).stdout);
    assert!(explained.contains("Croydon, 31 March 2025"), "{explained}");
    assert!(!explained.contains("no real place"));
    // Again, over its own files, by the path of the council file.
    let again = council.to_string_lossy().into_owned();
    assert!(staircase(&[&call[..5], &[again.as_str()]].concat()).status.success());
    // Never over somebody else's.
    std::fs::write(&council, "format = 1\n").expect("writes");
    let refused = staircase(&call);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("was not made by"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(&council).expect("there"), "format = 1\n");
}

/// Fails if a year is misread or taken for none, or a year outside the figures is believed.
#[test]
fn years_are_read_as_people_write_them_or_refused() {
    let table = few(&folder("years"), &["Croydon"], 2016);
    let fitted = |year: &str| {
        let call = ["calibrate", "scenarios/england-2025", "--observed", &table, "--until", year];
        staircase(&call)
    };
    for year in ["2018", "2017-18", "2017/18", "31 March 2018"] {
        let said = text(&fitted(year).stdout);
        assert!(said.starts_with("Croydon, fitted to 2017-2018 "), "{year}: {said}");
    }
    for year in ["17", "soon", "-3", ""] {
        let refused = fitted(year);
        assert_eq!(refused.status.code(), Some(2), "{year}");
        assert!(text(&refused.stderr).contains("year to 31 March"), "{}", text(&refused.stderr));
    }
    for year in ["2016", "2026"] {
        let refused = fitted(year);
        assert_eq!(refused.status.code(), Some(1), "{year}");
        assert!(text(&refused.stderr).contains("from 2017 to 2025"), "{}", text(&refused.stderr));
    }
    let call = ["backtest", "scenarios/england-2025", "--observed", &table, "--until", "2019"];
    let refused = staircase(&[&call[..], &["--horizon", "2029-30"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("from 2020 to 2025"), "{}", text(&refused.stderr));
}

/// Fails if a fit that does not work ends like one that does, or is written.
#[test]
fn an_absurd_fit_ends_with_a_warning_and_a_code() {
    let folder = folder("absurd");
    std::fs::create_dir_all(&folder).expect("a folder");
    let table = folder.join("tiny.csv").to_string_lossy().into_owned();
    std::fs::write(
        &table,
        "year,population_0_17,cin_stock,cin_starts,cpp_stock,cla_stock,cla_starts\n\
         2023,847,44,17,6,10,7\n2024,847,31,42,,12,15\n2025,847,82,41,,,15\n",
    )
    .expect("writes");
    let new = folder.join("tiny-2025.toml");
    let path = new.to_string_lossy();
    let call = ["calibrate", "scenarios/england-2025", "--observed", &table, "--write", &path];
    let said = staircase(&call);
    assert_eq!(said.status.code(), Some(4), "{}", text(&said.stderr));
    let warning = text(&said.stderr);
    assert!(warning.contains("DO NOT USE THIS FIT") && warning.contains("Nothing was written"));
    assert!(!new.exists() && !text(&said.stdout).is_empty());
}
