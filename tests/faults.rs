//! Tables that were misread once, file by file: the right value, or the refusal.

use staircase_scenario::observe::{Observations, read};
use std::path::Path;

/// What a file must give.
enum Right {
    /// Children looked after in the first and the last year of an area.
    Read(&'static str, (i32, f64), (i32, f64)),
    /// Words of the refusal.
    Refused(&'static str),
}

use Right::{Read, Refused};

const ROTHERHAM: Right = Read("", (2018, 627.0), (2019, 642.0));

/// Every file of the folder.
const FILES: [(&str, Right); 20] = [
    ("min-ok.csv", ROTHERHAM),
    ("min-T30.csv", ROTHERHAM),
    ("min-foot.csv", ROTHERHAM),
    ("min-T2.csv", ROTHERHAM),
    ("T2-full.csv", Read("", (2013, 392.0), (2019, 642.0))),
    ("T3-cp1252.csv", Read("", (2017, 488.0), (2019, 642.0))),
    ("min-T5a.csv", ROTHERHAM),
    ("min-T5c.csv", ROTHERHAM),
    ("min-T5e.csv", ROTHERHAM),
    ("min-T5f.csv", ROTHERHAM),
    ("min-T5b.csv", Refused("The unit of cin_stock, \"rate\", is not understood")),
    ("min-T5d.csv", Refused("a count is a whole number")),
    ("min-D5.csv", Refused("only be turned into a count with population_0_17 for 2018")),
    ("min-D6.csv", Refused("It does not give the ages counted")),
    ("min-D6b.csv", Read("Rotherham", (2018, 627.0), (2019, 642.0))),
    ("min-T1.csv", Refused("30 September 2018\" is not the year to 31 March")),
    ("min-T1b.csv", Refused("Q2 2018\" is not the year to 31 March")),
    ("min-D3a.csv", Read("Rotherham", (2018, 627.0), (2019, 642.0))),
    ("min-D3b.csv", Read("Rotherham", (2018, 627.0), (2019, 642.0))),
    ("min-D4.csv", Read("Buckinghamshire", (2016, 450.0), (2021, 500.0))),
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults")
}

fn table(name: &str) -> Result<Observations, String> {
    let bytes = std::fs::read(folder().join(name)).expect("a file of the folder");
    read(name, &bytes).map_err(|problems| problems.iter().map(|it| format!("{it}\n")).collect())
}

/// Fails if a table of the folder gives another figure, or another refusal, than is said
/// above; or if a file of the folder is not named above.
#[test]
fn every_file_of_the_folder_is_read_right_or_refused() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut stated: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    stated.sort_unstable();
    assert_eq!(names, stated);
    for (name, right) in &FILES {
        match (table(name), right) {
            (Ok(found), Read(wanted, (first, from), (last, to))) => {
                let wanted = (!wanted.is_empty()).then_some(*wanted);
                let area = found.area(wanted, "Rotherham Metropolitan Borough Council");
                let area = area.unwrap_or_else(|why| panic!("{name}: {why}"));
                let rounded = |year| area.at("cla_stock", year).map(f64::round);
                assert_eq!((rounded(*first), rounded(*last)), (Some(*from), Some(*to)), "{name}");
                let population = area.at("population_0_17", *last);
                assert!(population.is_none_or(|all| all < 130_000.0), "{name}: {population:?}");
            }
            (Err(said), Refused(words)) => assert!(said.contains(words), "{name}: {said}"),
            (Ok(found), Refused(words)) => panic!("{name}: {words}, but read {found:?}"),
            (Err(said), Read(..)) => panic!("{name}: {said}"),
        }
    }
}

/// Fails if a table of national and regional rows mixes them up, if Isles of Scilly's few
/// children refuse another council, or if one council under two codes is two.
#[test]
fn areas_of_the_folder_are_told_apart() {
    let found = table("min-D3b.csv").expect("read");
    assert_eq!(
        found.area(Some("England"), "").expect("England").at("cla_stock", 2019),
        Some(78150.0)
    );
    assert_eq!(
        found.area(Some("North East"), "").expect("region").at("cla_stock", 2019),
        Some(5200.0)
    );
    let found = table("min-D3a.csv").expect("read");
    let scilly = found.area(Some("Scilly"), "").expect("read apart");
    assert_eq!((scilly.at("cin_stock", 2019), scilly.at("cla_stock", 2019)), (Some(16.0), None));
    let found = table("min-D4.csv").expect("read");
    let bucks = found.area(Some("E10000002"), "").expect("by its former code");
    assert_eq!((bucks.code.as_str(), bucks.former.join(" ").as_str()), ("E06000060", "E10000002"));
    assert!(bucks.notes.iter().any(|note| note.contains("E10000002")), "{:?}", bucks.notes);
}

/// Fails if a note that is taken for one is not said, or if the encoding is not.
#[test]
fn what_is_passed_over_is_said() {
    let said = |name: &str, words: &str| {
        let found = table(name).expect("read");
        assert!(found.notes.iter().any(|note| note.contains(words)), "{name}: {:?}", found.notes);
    };
    said("min-foot.csv", "Rows taken for notes under or above the table: 1.");
    said("T3-cp1252.csv", "Windows-1252");
    said("min-D6b.csv", "not of children aged 0 to 17");
}
