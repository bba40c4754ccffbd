//! Bad input gives a named error with place, value and allowed range, all at once.

// Exact equality is what these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::{COUNCIL, DEFAULTS, FRAMEWORK, MAIN, OPTIONS, changed};
use staircase_answers::study::Study;
use staircase_scenario::grouped::Grouped;
use staircase_scenario::shipped::shipped;
use staircase_scenario::{Edit, Files};

fn problems((main, files): (&str, Files)) -> String {
    let problems = Study::open(main, &files).expect_err("must be refused");
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn says(problems: &str, parts: &[&str]) {
    for part in parts {
        assert!(problems.contains(part), "{part:?} is not in:\n{problems}");
    }
}

#[test]
fn an_empty_file() {
    for name in [MAIN, COUNCIL, OPTIONS, FRAMEWORK] {
        let (main, mut files) = shipped();
        files.insert(name.to_owned(), String::new());
        says(&problems((main, files)), &[name, "The file is empty"]);
    }
}

#[test]
fn nan_and_infinity() {
    for word in ["nan", "inf", "-inf"] {
        let found = problems(changed(
            COUNCIL,
            "staff = { value = 34,",
            &format!("staff = {{ value = {word},"),
        ));
        says(&found, &["programmes.intensive.staff.value", "key workers", "0 to 2000"]);
    }
}

#[test]
fn a_negative_number() {
    let found = problems(changed(COUNCIL, "staff = { value = 34,", "staff = { value = -3,"));
    says(&found, &["programmes.intensive.staff.value", "-3", "0 to 2000 full-time equivalents"]);
}

#[test]
fn an_unknown_key_with_a_suggestion() {
    let found = problems(changed(COUNCIL, "length = { value = 8,", "lenght = { value = 8,"));
    says(
        &found,
        &["\"lenght\" is not known here", "Did you mean \"length\"?", "\"length\" is missing"],
    );
}

/// A strength given by staff needs the caseload; fails if optional keys hide that.
#[test]
fn staff_without_a_caseload() {
    let found = problems(changed(COUNCIL, "caseload = { value = 8,", "unused = { value = 8,"));
    says(&found, &["programmes.intensive", "\"caseload\" is missing"]);
}

#[test]
fn a_probability_of_1_4() {
    let found =
        problems(changed(DEFAULTS, "shares = [0.88, 0.01, 0.11]", "shares = [1.4, 0.01, 0.11]"));
    says(
        &found,
        &[
            "splits[first_placement].rows[under_2_months].shares[1]",
            "1.4 is out of range",
            "0 to 1",
        ],
    );
}

#[test]
fn shares_that_add_up_to_1_1() {
    let found = problems(changed(COUNCIL, "shares = [0.34, 0.32,", "shares = [0.44, 0.32,"));
    says(&found, &["population.family_sizes.shares", "add up to 1.1", "must add up to 1"]);
}

#[test]
fn an_unknown_level() {
    let found = problems(changed(COUNCIL, "level = \"intensive\"", "level = \"intensve\""));
    says(&found, &["There is no level called \"intensve\"", "Did you mean \"intensive\"?"]);
    let found = problems(changed(FRAMEWORK, "to = \"protection_plan\"", "to = \"plan\""));
    says(&found, &["There is no level called \"plan\"", "protection_plan"]);
}

#[test]
fn a_number_without_a_source() {
    let found = problems(changed(
        COUNCIL,
        "source = \"[@dfe-children-in-need-2025], table D5, at 31 March 2019\", ",
        "",
    ));
    says(&found, &["stocks[protection_plan].children", "has no source"]);
}

#[test]
fn the_wrong_unit_names_the_right_one() {
    let found = problems(changed(
        COUNCIL,
        "length = { value = 8, unit = \"months\"",
        "length = { value = 8, unit = \"weeks\"",
    ));
    says(&found, &["programmes.intensive.length.unit", "\"weeks\"", "\"months\""]);
}

/// Fails if a day that does not exist, or that is no 31 March, is moved to one in silence.
#[test]
fn a_projection_starts_on_a_31_march() {
    for day in ["2019-02-30", "2019-03-01", "2019-09-30", "2018-12-31"] {
        let start = format!("start = \"{day}\"");
        let found = problems(changed(MAIN, "start = \"2019-03-31\"", &start));
        says(&found, &["projection.start", day, "2019-03-31", "or", "starts on a 31 March"]);
    }
    let found = problems(changed(OPTIONS, "start = \"2021-04\"", "start = \"2021-04-15\""));
    says(&found, &["\"2021-04-15\" is not a date", "a month from 2019-04 to 2029-03"]);
}

/// Counts of a file that overflow a number, or that pass a limit only together, are refused
/// in words. Fails if a product or a sum of them is compared with its limit after it has
/// wrapped (a panic here, where overflow is checked).
#[test]
fn counts_that_overflow_are_refused() {
    let classes = |n: usize| {
        format!(
            "[[divisions]]\nid = \"d{n}\"\nname = \"d\"\ngrade = \"assumed\"\nclasses = [{{ id = \
             \"a{n}\", name = \"a\", share = 0.5 }}, {{ id = \"b{n}\", name = \"b\", share = 0.5 }}]\n"
        )
    };
    for (copies, said) in [
        (70, "There are 70 divisions; at most 32"),
        (31, "The divisions make 4294967296 strata; at most 64"),
        (7, "The divisions make 256 strata; at most 64"),
    ] {
        let (main, mut files) = shipped();
        let more: String = (0..copies).map(classes).collect();
        files.get_mut(COUNCIL).expect("one").push_str(&more);
        let found = problems((main, files));
        says(&found, &["divisions", said]);
    }
    for year in ["2147483647", "-9223372036854775808", "9223372036854775807", "178956971"] {
        let (main, mut files) = shipped();
        let text = files.get_mut(COUNCIL).expect("one");
        let projection = format!(
            "[population.projection]\nyears = [{year}]\nchildren = [56000]\ngrade = \"assumed\"\n"
        );
        text.push_str(&projection);
        let found = problems((main, files));
        says(&found, &["a year", "from 1900 to 2200"]);
    }
}

#[test]
fn contradictions_are_named() {
    let found =
        problems(changed(MAIN, "baseline = \"current-offer\"", "baseline = \"twelve-fewer\""));
    says(&found, &["about.baseline", "must have no changes"]);
    let found = problems(changed(OPTIONS, "start = \"2021-04\"", "start = \"2041-04\""));
    says(&found, &["\"2041-04\" is not a date", "from 2019-04 to 2029-03"]);
    let found =
        problems(changed(COUNCIL, "children = { value = 56735,", "children = { value = 9000,"));
    says(&found, &["more than the population of 9000"]);
    let found = problems(changed(OPTIONS, "id = \"twelve-fewer\"", "id = \"grant-ends\""));
    says(&found, &["More than one option is called \"grant-ends\""]);
    // An effect that leaves nothing, on nearly everyone who has the need.
    let (main, mut files) = changed(DEFAULTS, "ratio = { value = 0.91", "ratio = { value = 0");
    let council = files[COUNCIL].replacen("staff = { value = 34,", "staff = { value = 900,", 1);
    let spread = ", distribution = { lognormal = { median = 0.9, p95 = 1.0964 } }";
    assert!(files[DEFAULTS].contains(spread));
    let defaults = files[DEFAULTS]
        .replacen("haircut = { value = 0.15,", "haircut = { value = 0,", 1)
        .replacen(spread, "", 1);
    files.insert(COUNCIL.to_owned(), council);
    files.insert(DEFAULTS.to_owned(), defaults);
    let found = problems((main, files));
    says(&found, &["leave less than 5% of a rate"]);
    let found = problems(changed(DEFAULTS, "p95 = 1.1198", "p95 = 0.2"));
    says(&found, &["do not make a distribution"]);
}

/// Fails if children of the first day can be dropped without a word because nothing
/// leads to their level.
#[test]
fn a_stock_that_nobody_comes_to() {
    let (main, files) = changed(
        FRAMEWORK,
        "[[levels]]\nid = \"child_in_need\"",
        "[[levels]]\nid = \"island\"\nname = \"Island\"\nkind = \"need\"\n\
         definition = \"Nobody comes here.\"\n\n[[levels]]\nid = \"child_in_need\"",
    );
    let with_stock = |children: u32| {
        let mut files = files.clone();
        let stock = format!(
            "[[stocks]]\nlevel = \"island\"\nchildren = {{ value = {children}, \
             unit = \"children\", grade = \"assumed\" }}\n\n[[stocks]]\nlevel = \"intensive\""
        );
        let council = files[COUNCIL].replacen("[[stocks]]\nlevel = \"intensive\"", &stock, 1);
        files.insert(COUNCIL.to_owned(), council);
        (main, files)
    };
    let found = problems(with_stock(40));
    says(
        &found,
        &[COUNCIL, "stocks[island]", "Island has children at the start", "no rate leads into it"],
    );
    let (main, files) = with_stock(0);
    assert!(Study::open(main, &files).is_ok());
}

/// Fails if a rate by months at the universal level is taken: draws know no clock there.
#[test]
fn a_clock_at_the_universal_level() {
    let found = problems(changed(
        DEFAULTS,
        "to = \"additional\"\nvalue = 0.127",
        "to = \"additional\"\nby_months = [0.2, 0.1, 0.1, 0.1, 0.1]",
    ));
    says(&found, &["rates[universal to additional]", "No clock runs at the universal level"]);
}

/// Fails if a report stops at the first problem or the first file.
#[test]
fn all_problems_of_all_files_at_once() {
    let (main, mut files) = changed(COUNCIL, "staff = { value = 34,", "staff = { value = -3,");
    let council = files[COUNCIL].replacen("shares = [0.34,", "shares = [0.44,", 1);
    files.insert(COUNCIL.to_owned(), council);
    let options = files[OPTIONS].replacen("value = -12", "value = -1e9", 1);
    files.insert(OPTIONS.to_owned(), options);
    let found = problems((main, files));
    says(&found, &["-3", "add up to 1.1", "-1,000,000,000"]);
}

/// Fails if counts from a file wrap before they are compared with a limit, if work starts
/// before they are, or if the problems of such a file take more than a screen.
#[test]
fn hundreds_of_copies_are_refused_on_one_screen() {
    let division = |n: usize| {
        format!(
            "[[divisions]]\nid = \"d{n}\"\nname = \"D\"\ngrade = \"assumed\"\nclasses = [\
             {{ id = \"a{n}\", name = \"A\", share = 0.5 }}, {{ id = \"b{n}\", name = \"B\", share = 0.5 }}]\n"
        )
    };
    let rate = "[[rates]]\nfrom = \"nowhere\"\nto = \"nowhere\"\nvalue = 99\ngrade = \"assumed\"\n";
    let copies = [
        (DEFAULTS, (0..432).map(division).collect::<String>(), "There are 433 divisions; at most"),
        (DEFAULTS, (0..31).map(division).collect(), "at most 64 can be modelled"),
        (DEFAULTS, division(0).repeat(20), "More than one division is called \"d0\""),
        (DEFAULTS, rate.repeat(400), "(And "),
        (
            OPTIONS,
            "[[options]]\nid = \"a\"\nname = \"A\"\ndescription = \"\"\n".repeat(150),
            "more like it",
        ),
        (FRAMEWORK, "[[levels]]\nid = \"l\"\n".repeat(5000), "There are 5008 levels"),
    ];
    for (file, text, words) in copies {
        let (main, mut files) = shipped();
        files.get_mut(file).expect("a shipped file").push_str(&text);
        let problems = Study::open(main, &files).expect_err("must be refused");
        let shown = Grouped::new(&problems).to_string();
        says(&shown, &[words]);
        assert!(shown.lines().count() <= 41, "{} lines:\n{shown}", shown.lines().count());
        assert!(shown.starts_with(&format!("{} problem", problems.len())), "{shown}");
    }
}

/// Fails if a scenario is worked out that would take gigabytes: each number is allowed,
/// all together are not.
#[test]
fn a_scenario_too_large_to_work_out() {
    let (main, mut files) = shipped();
    let classes: Vec<String> =
        (0..32).map(|n| format!("{{ id = \"k{n}\", name = \"K\", share = 0.03125 }}")).collect();
    let division = format!(
        "[[divisions]]\nid = \"k\"\nname = \"K\"\ngrade = \"assumed\"\nclasses = [{}]\n",
        classes.join(",")
    );
    files.get_mut(DEFAULTS).expect("a shipped file").push_str(&division);
    says(&problems((main, files)), &["This scenario is too large", "Give fewer levels"]);
}

/// No bytes make the engine panic or hang: every file of the scenario, cut short
/// or with one character changed, is either good or refused with words.
#[test]
fn damaged_files_never_panic() {
    let (main, files) = shipped();
    let mut state = 12345_u64;
    let mut next = |below: usize| {
        state = staircase_numerics::chance::mix(state.wrapping_add(0x9E37_79B9_7F4A_7C15));
        (state % below.max(1) as u64) as usize
    };
    for round in 0..300 {
        let name = [MAIN, COUNCIL, OPTIONS, FRAMEWORK][round % 4];
        let mut letters: Vec<char> = files[name].chars().collect();
        match next(3) {
            0 => letters.truncate(next(letters.len())),
            1 => {
                let place = next(letters.len());
                letters[place] = ['0', '9', '-', '"', '[', ']', '=', 'e', '\u{0}', 'é'][next(10)];
            }
            _ => {
                let place = next(letters.len());
                letters.splice(place..(place + next(60)).min(letters.len()), []);
            }
        }
        let mut damaged = files.clone();
        damaged.insert(name.to_owned(), letters.into_iter().collect());
        // Loading and resolving only: compiling each survivor would take too long.
        if let Ok(loaded) = staircase_scenario::load(main, &damaged) {
            let _ = staircase_scenario::resolve::resolve(&loaded, &damaged);
        }
    }
}

#[test]
fn edits_are_checked_by_the_same_table() {
    let study = kit::rotherham();
    let edit = |staff, caseload, start: &str, ramp| Edit {
        programme: "intensive".to_owned(),
        staff: Some(staff),
        caseload: Some(caseload),
        start: Some(start.to_owned()),
        ramp_months: Some(ramp),
        ..Edit::default()
    };
    let bad = edit(f64::NAN, -1.0, "2018-01", 61.0);
    let found = study.option("half-as-many-again", Some(&bad)).expect_err("refused");
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["staff", "caseload", "ramp_months", "start"]);
    let good = edit(60.0, 7.0, "2022-01", 6.0);
    let option = study.option("half-as-many-again", Some(&good)).expect("allowed");
    let plan = study.model.plan(&option);
    assert_eq!(plan.programmes[1].staff[33], 34.0);
    assert!(plan.programmes[1].staff[34] > 34.0 && plan.programmes[1].staff[34] < 60.0);
    assert_eq!(plan.programmes[1].places[120], 420.0);
    assert!(study.option("no-such-option", None).is_err());
}

/// Fails if a money rule that means nothing here is taken without a word.
#[test]
fn money_rules_are_checked() {
    let money = "money/england.toml";
    let found = problems(changed(money, "schedule = \"green-book\"", "schedule = \"green-bok\""));
    says(&found, &["discount.schedule", "Did you mean \"green-book\"?"]);
    let found = problems(changed(money, "from_year = [0, 31,", "from_year = [0, 77,"));
    says(&found, &["discount.schedules[green-book].from_year", "must start with year 0 and rise"]);
    let found = problems(changed(money, "first = \"2025-26\"", "first = \"2026-27\""));
    says(&found, &["deflator.forecast.first", "ends before 2025-26"]);
    let found = problems(changed(money, "first = \"2010-11\"", "first = \"2010-12\""));
    says(&found, &["deflator.outturn.first", "\"2010-12\" is not a date"]);
    let found = problems(changed(money, "rates = [0.035,", "rates = [3.5,"));
    says(&found, &["discount.schedules[green-book].rates[1]", "3.5 is out of range"]);
    let found = problems(changed(money, "of = \"claimed\"", "of = \"assumed\""));
    says(&found, &["optimism.by_grade", "Each of the four grades"]);
    let found = problems(changed(money, "lines = \"assessments\"", "lines = \"placements\""));
    says(&found, &["cash[placements]", "Each kind of line needs a rule"]);
    let found = problems(changed(money, "agency = \"police\"", "agency = \"polise\""));
    says(&found, &["wider[juvenile-convictions].agency", "Did you mean \"police\"?"]);
    let found =
        problems(changed(MAIN, "price_base = \"2019-20 prices\"", "price_base = \"today\""));
    says(&found, &["about.price_base", "a financial year first"]);
    let distribution = "unit = \"share\", distribution = { beta = { mean = 0.8, n = 9 } }, source = \"[@estimate-cash]: working value\"";
    let found = problems(changed(
        money,
        "unit = \"share\", source = \"[@estimate-cash]: working value\"",
        distribution,
    ));
    says(&found, &["cash[placements].share.distribution", "would do nothing"]);
}
