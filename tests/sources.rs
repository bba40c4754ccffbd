//! Where numbers come from: every source of a shipped file leads to a document, and what
//! people read has no codes in it.

use crate::kit::{self, changed};
use staircase_answers::study::Study;
use staircase_reporting::tables::sheets::Subject;
use staircase_reporting::view::StudyView;
use staircase_scenario::bibliography::{Bibliography, FILE, SHIPPED};
use staircase_scenario::written::{BibliographyFile, Reference, ReferenceKind};
use staircase_scenario::{Files, load};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use toml::{Table, Value};

fn references() -> Vec<Reference> {
    let files = Files::from([(FILE.to_owned(), SHIPPED.to_owned())]);
    load::read::<BibliographyFile>(FILE, &files).expect("the shipped bibliography").references
}

/// Every shipped file but the bibliography.
fn shipped() -> Vec<(String, Table)> {
    let written = |path: &PathBuf| path.extension().is_some_and(|it| it == "toml");
    let paths = kit::files_below(&["scenarios"]).into_iter().filter(written);
    let found: Vec<(String, Table)> = paths
        .filter(|path| !path.ends_with(FILE))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a file");
            (path.display().to_string(), text.parse().expect("TOML"))
        })
        .collect();
    assert!(found.len() > 25, "{} files", found.len());
    found
}

/// A text of a file: its key, the table around it, itself.
type Visit<'a> = dyn FnMut(&str, &Table, &str) + 'a;

fn texts(key: &str, around: &Table, value: &Value, visit: &mut Visit<'_>) {
    match value {
        Value::String(text) => visit(key, around, text),
        Value::Array(items) => items.iter().for_each(|it| texts(key, around, it, visit)),
        Value::Table(table) => table.iter().for_each(|(key, it)| texts(key, table, it, visit)),
        _ => {}
    }
}

fn ids(text: &str) -> Vec<&str> {
    text.split("[@").skip(1).map(|part| part.split(']').next().unwrap_or(part)).collect()
}

/// The first word of a text that stands for something that is written nowhere: E8, U16, RC.
/// Tables of a release ("table B1", "tables B4 and B5") are where they say.
fn code(text: &str) -> Option<String> {
    let split = |letter: char| !letter.is_alphanumeric();
    let words: Vec<&str> = text.split(split).filter(|word| !word.is_empty()).collect();
    let coded = |word: &str| {
        let letters = word.chars().take_while(char::is_ascii_uppercase).count();
        let digits = &word[letters..];
        (1..=2).contains(&letters)
            && (1..=2).contains(&digits.len())
            && digits.chars().all(|it| it.is_ascii_digit())
    };
    let mut listing = false;
    let found = words.iter().find(|word| {
        let table = word.to_lowercase().starts_with("table");
        listing = table || listing && (coded(word) || **word == "and");
        coded(word) && !listing
    });
    let phrases = ["default set", "evidence pack", "from memory", "scenario england-2025"];
    let phrase = phrases.iter().find(|phrase| text.to_lowercase().contains(**phrase));
    found.or(phrase).map(|it| (*it).to_owned())
}

/// Fails if a source of a shipped file names no document, or one that the bibliography
/// does not have; if a code is left in any text; if a number that rests on working
/// estimates alone is graded as more than an assumption; or if an entry is used nowhere.
#[test]
fn every_source_of_a_shipped_file_leads_to_a_document() {
    for (text, expected) in [
        ("Pause (U16)", Some("U16")),
        ("F37, memory", Some("F37")),
        ("Default set, section 6", Some("default set")),
        ("DfE, tables B4, B5 and D7, of 2025", None),
        ("£9.26m over 24 months, 2018-19", None),
    ] {
        assert_eq!(code(text).as_deref(), expected, "{text}");
    }
    let references = references();
    let mut used = BTreeSet::new();
    let mut sources = 0;
    for (file, table) in shipped() {
        let root = Value::Table(table.clone());
        texts("", &table, &root, &mut |key, around, text| {
            assert_eq!(code(text), None, "{file}: {key} = {text:?}");
            let named = ids(text);
            // `source` of money paid is the name of a source of funding.
            let cited = key == "source" && !around.contains_key("amount");
            assert!(
                named.is_empty() || cited || matches!(key, "sources" | "note"),
                "{file}: {key} names a document, and nobody reads it there: {text:?}"
            );
            let found = named.iter().map(|id| {
                used.insert((*id).to_owned());
                let known = references.iter().find(|it| it.id == *id);
                known.unwrap_or_else(|| panic!("{file}: no reference called {id}"))
            });
            let kinds: Vec<ReferenceKind> = found.map(|it| it.kind).collect();
            if cited {
                sources += 1;
                assert!(!kinds.is_empty(), "{file}: {text:?} names no document");
                let guessed = kinds.iter().all(|kind| *kind == ReferenceKind::WorkingEstimate);
                let grade = around.get("grade").and_then(Value::as_str);
                assert!(!guessed || grade == Some("assumed"), "{file}: {text:?} is {grade:?}");
            }
        });
    }
    assert!(sources > 800, "{sources} sources");
    for it in &references {
        assert!(used.contains(&it.id), "{} is used nowhere", it.id);
    }
}

/// Fails if an entry cannot be followed: no year, no address for a public document, no
/// reasoning for a working estimate.
#[test]
fn every_reference_can_be_followed() {
    Bibliography::of(&Files::new()).expect("ids that differ, and web addresses");
    for it in references() {
        let year = it.year.get(..4).and_then(|year| year.parse::<u32>().ok());
        assert!(year.is_some_and(|year| (2000..=2026).contains(&year)), "{}: {}", it.id, it.year);
        let estimate = it.kind == ReferenceKind::WorkingEstimate;
        assert_eq!(it.url.is_none(), estimate, "{}", it.id);
        assert!(!estimate || it.note.as_ref().is_some_and(|note| note.len() > 80), "{}", it.id);
        let full = it.full();
        for part in [&it.author, &it.title, &it.publisher] {
            assert!(!part.is_empty() && full.contains(part.as_str()), "{full}");
        }
        assert!(!full.contains("..") && code(&full).is_none(), "{full}");
    }
}

/// Fails if the register, an option or a workbook shows an id of a file (`care_entry`), a
/// document's id, or a number whose document is not given in full.
#[test]
fn what_people_read_has_no_codes() {
    for (main, study) in kit::every_shipped() {
        let scenario = &study.model.scenario;
        for row in &scenario.register {
            let unit = (row.unit.as_str(), row.distribution.as_deref().unwrap_or_default());
            for text in [&row.label, &row.source, unit.0, unit.1] {
                assert!(!text.contains('_') && !text.contains("[@"), "{main}: {text:?}");
                assert_eq!(code(text), None, "{main}: {text:?}");
            }
            for source in &scenario.funding {
                let apart = row.label.split([' ', ':']).all(|word| word != source.id);
                assert!(apart || !source.id.contains('-'), "{main}: {:?}", row.label);
            }
            assert!(!row.references.is_empty(), "{main}: {}", row.label);
        }
        let changes = scenario.options.iter().flat_map(|option| &option.changes);
        for change in changes {
            assert!(!change.words.contains('_') && !change.source.contains("[@"), "{change:?}");
            assert!(!change.references.is_empty(), "{main}: {:?}", change.words);
        }
        let view = serde_json::to_value(StudyView::new(&study.model)).expect("plain data");
        assert!(!view.to_string().contains("[@"), "{main}: an id is left in the view");
        let named = view["references"].as_array().map_or(0, Vec::len);
        assert_eq!(named, scenario.references.len());
        let subject = Subject {
            study: StudyView::new(&study.model),
            answers: Vec::new(),
            cases: Vec::new(),
            changed: Vec::new(),
            choices: Vec::new(),
            made: String::new(),
        };
        let tables = subject.tables();
        let sheet = tables.iter().find(|it| it.name == "Assumptions").expect("the register");
        let column = sheet.columns.iter().position(|it| it.header == "References in full");
        for row in &sheet.rows {
            let cell = format!("{:?}", row[column.expect("a column")]);
            assert!(cell.contains("Licence: "), "{main}: {row:?}");
        }
    }
}

/// Fails if a person's own file must use the bibliography, or if a document that it names
/// by a wrong id is passed over in silence.
#[test]
fn own_sources_may_be_free_text_and_wrong_ids_are_reported() {
    const FILE: &str = "councils/rotherham-2019.toml";
    let from = "source = \"[@isos-2019]: Oldham, 7 to 8 families a worker\"";
    let own = "Finance ledger [2024], page 3";
    let (main, files) = changed(FILE, from, &format!("source = \"{own}\""));
    let study = Study::open(main, &files).expect("free text is a source");
    let rows = &study.model.scenario.register;
    let row = rows.iter().find(|row| row.source == own).expect("as it was written");
    assert!(row.references.is_empty());
    let (main, files) = changed(FILE, from, "source = \"[@isos-2018]\"");
    let problems = Study::open(main, &files).expect_err("no such document");
    let said = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains(FILE) && said.contains("caseload"), "{said}");
    assert!(said.contains("isos-2018") && said.contains("isos-2019"), "{said}");
    // A bibliography beside the scenario stands in the place of the shipped one.
    let (main, mut files) = changed(FILE, from, "source = \"[@ledger]\"");
    let entry = SHIPPED.replace("isos-2019", "ledger") + &isos();
    files.insert(staircase_scenario::bibliography::FILE.to_owned(), entry);
    assert!(Study::open(main, &files).is_ok());
}

/// The entry that other files still name.
fn isos() -> String {
    let start = SHIPPED.find("[[references]]\nid = \"isos-2019\"").expect("the entry");
    let rest = &SHIPPED[start..];
    let end = rest[1..].find("[[references]]").map_or(rest.len(), |at| at + 1);
    format!("\n{}", &rest[..end])
}
