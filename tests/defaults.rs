//! A council's file is laid on shared defaults: its own entries stand, the register and
//! every problem name the file that a person would have to change.

use crate::kit;
use staircase_answers::study::Study;
use staircase_scenario::Files;
use staircase_scenario::register::Row;
use std::path::Path;

const DEFAULTS: &str = "defaults/england-2025.toml";
const COUNCIL: &str = "councils/england-2025.toml";
const OPTIONS: &str = "options/england-2025.toml";

fn england() -> (String, Files) {
    kit::from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/england-2025.toml"))
}

/// The scenario with one file's text changed; fails if there is nothing to change.
#[track_caller]
fn changed(file: &str, from: &str, to: &str) -> Result<Study, String> {
    let (main, mut files) = england();
    let text = files[file].replacen(from, to, 1);
    assert_ne!(text, files[file], "{from:?} is not in {file}");
    files.insert(file.to_owned(), text);
    Study::open(&main, &files)
        .map_err(|found| found.iter().map(|it| format!("{it}\n")).collect::<String>())
}

#[track_caller]
fn says(result: Result<Study, String>, words: &[&str]) {
    let found = result.expect_err("is refused");
    for word in words {
        assert!(found.contains(word), "{word:?} is not in:\n{found}");
    }
}

#[track_caller]
fn row<'a>(study: &'a Study, place: &str) -> &'a Row {
    let end = format!(": {place}");
    let rows = &study.model.scenario.register;
    rows.iter().find(|row| row.path.ends_with(&end)).unwrap_or_else(|| panic!("no {place}"))
}

/// Fails if a number of one file is shown as the other's, or if an entry that stands in
/// place of a default does not say so. Nothing of the council's file is lost.
#[test]
fn the_register_names_the_file_of_each_number() {
    let (main, files) = england();
    let study = Study::open(&main, &files).expect("opens");
    for place in [
        "population.family_sizes",
        "rates[child_in_need to protection_plan]",
        "rates[universal to first_placement at_birth]",
        "splits[first_placement].rows[5_to_9]",
        "factors[entry recent]",
        "factors[care_from_need edge_of_care]",
        "divisions[edge]",
        "routes[areas]",
        "authority_year.persistence",
        "authority_year.drifts[plans and care].spread",
        "programmes.intensive.effects[care_entry].ratio",
        "programmes.edge-of-care.effects[care_entry].haircut",
    ] {
        assert_eq!(row(&study, place).path, format!("{DEFAULTS}: {place}"));
    }
    for place in ["population.children", "stocks[foster].children", "programmes.targeted.staff"] {
        assert_eq!(row(&study, place).path, format!("{COUNCIL}: {place}"));
    }
    let fitted = row(&study, "factors[entry recent to_shares]");
    assert!(fitted.path.starts_with(COUNCIL), "{}", fitted.path);
    assert!(fitted.note.as_ref().is_some_and(|note| note.contains(DEFAULTS)), "{:?}", fitted.note);
    // Both files have a row for each of their factors: those named alike are one.
    let factors = |text: &str| text.matches("[[factors]]").count();
    let laid = study.model.scenario.factors.len();
    assert_eq!(laid, factors(&files[DEFAULTS]));
    assert!(factors(&files[COUNCIL]) > 10);
}

/// Fails if a council's rate does not win over those of the defaults for the same move,
/// at whatever ages they are given.
#[test]
fn a_councils_rate_wins() {
    let rate = "[[rates]]\nfrom = \"foster\"\nto = \"residential\"\nvalue = 0.07\n\
                unit = \"per year\"\ngrade = \"assumed\"\n\n[[stocks]]";
    let study = changed(COUNCIL, "[[stocks]]", rate).expect("opens");
    let scenario = &study.model.scenario;
    let level = |id: &str| scenario.levels.iter().position(|level| level.id == id).expect("is one");
    let (foster, residential) = (level("foster"), level("residential"));
    let rates: Vec<f64> = scenario
        .rates
        .iter()
        .filter(|rate| {
            let it = &scenario.moves[rate.mv];
            it.from == foster && it.to == residential
        })
        .map(|rate| rate.per_year[0])
        .collect();
    assert_eq!(rates, [0.07]);
    let row = row(&study, "rates[foster to residential]");
    let note = format!("In place of 0.01 / 0.01 / 0.048 / 0.095 / 0.095 in {DEFAULTS}.");
    assert_eq!((row.path.starts_with(COUNCIL), row.note.as_deref()), (true, Some(note.as_str())));
}

/// Fails if a mistake in the defaults is blamed on the council, whether of shape or of
/// meaning, or if a file that is not there is not named.
#[test]
fn problems_name_the_file_they_are_in() {
    let here = |words: &str| format!("{DEFAULTS}: {words}");
    says(
        changed(DEFAULTS, "history = \"recent\"", "histry = \"recent\""),
        &[&here("factors[need_rises].histry"), "Did you mean \"history\"?"],
    );
    says(
        changed(DEFAULTS, "value = 0.127", "value = -0.127"),
        &[&here("rates[universal to additional].value"), "-0.127"],
    );
    says(
        changed(DEFAULTS, "to = \"protection_plan\"", "to = \"protection_pln\""),
        &[&here("rates[child_in_need to protection_pln].to")],
    );
    says(
        changed(DEFAULTS, "ratio = { value = 0.81,", "ratio = { value = 8.1,"),
        &[&here("programmes.intensive.effects[care_entry].ratio.value")],
    );
    says(changed(DEFAULTS, "below_months = 216", "below_months = 215"), &[&here("age_bands")]);
    says(
        changed(COUNCIL, "value = 0.744316", "value = -1"),
        &[&format!("{COUNCIL}: factors[universal intensive].value")],
    );
    says(
        changed("england-2025.toml", "defaults/england-2025", "defaults/england-2026"),
        &["\"defaults/england-2026.toml\" was not found"],
    );
}

/// Fails if a council can be opened without what neither file has.
#[test]
fn what_neither_file_has_is_missing() {
    says(
        changed("england-2025.toml", "defaults = \"defaults/england-2025.toml\"\n", ""),
        &["\"age_bands\" is missing", "\"family_sizes\" is missing"],
    );
    says(
        changed(COUNCIL, "children = { value = 100000", "growth = { value = 1.0"),
        &["population: The key \"children\" is missing"],
    );
}

/// Fails if evidence that nobody wrote is taken for none, or if two rates for one move
/// are added up.
#[test]
fn names_and_moves_are_checked_across_files() {
    says(
        changed(OPTIONS, "\"family-group-conference\"", "\"family-group-conferense\""),
        &[
            &format!("{OPTIONS}: programmes.edge-of-care.evidence"),
            "Did you mean \"family-group-conference\"?",
        ],
    );
    let rate = "[[rates]]\nfrom = \"child_in_need\"\nto = \"foster\"\nvalue = 0.1\n\
                unit = \"per year\"\ngrade = \"assumed\"\n\n[[stocks]]";
    says(changed(COUNCIL, "[[stocks]]", rate), &["take children of one age"]);
}
