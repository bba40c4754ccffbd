//! Files of the Department for Education as they are published, in excerpts: headings,
//! levels, codes and signs for hidden numbers as in the releases.

use staircase_scenario::observe::{Observations, read};
use std::path::Path;

fn table(name: &str) -> Observations {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/published").join(name);
    let bytes = std::fs::read(path).expect("a file of the folder");
    read(name, &bytes).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

fn at(found: &Observations, area: &str, measure: &str, year: i32) -> Option<f64> {
    found.area(Some(area), "").unwrap_or_else(|why| panic!("{area}: {why}")).at(measure, year)
}

fn measures(found: &Observations, area: &str) -> String {
    let area = found.area(Some(area), "").expect("an area");
    area.series.keys().cloned().collect::<Vec<_>>().join(" ")
}

/// Fails if a release of children in need is read otherwise than it is published, or if a
/// part of a whole, a rate or a child is taken for a count of cases.
#[test]
fn children_in_need() {
    let found = table("b1_children_in_need_2013_to_2025.csv");
    assert_eq!(measures(&found, "E08000018"), "cin_ends cin_starts cin_stock");
    assert_eq!(at(&found, "Rotherham", "cin_stock", 2025), Some(1777.0));
    assert_eq!(at(&found, "Rotherham", "cin_starts", 2021), Some(2044.0));
    assert_eq!(at(&found, "England", "cin_stock", 2025), Some(402_400.0));
    assert_eq!(at(&found, "North East", "cin_ends", 2025), Some(20_290.0));
    assert!(found.area(Some("E12000007"), "").expect("London").wider);
    let found = table("b1_children_in_need_2013_to_2021.csv");
    assert_eq!(measures(&found, "Rotherham"), "cin_ends cin_starts cin_stock");
    assert_eq!(at(&found, "Northumberland", "cin_stock", 2021), Some(2253.0));
    for (name, year, value) in [
        ("c1_children_in_need_referrals_and_rereferrals_2013_to_2021.csv", 2021, 17.7),
        ("c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", 2025, 19.6),
    ] {
        let found = table(name);
        assert_eq!(measures(&found, "Rotherham"), "rereferral_12m_pct");
        assert_eq!(at(&found, "Rotherham", "rereferral_12m_pct", year), Some(value));
    }
}

/// Fails if a release of protection plans is read otherwise than it is published.
#[test]
fn protection_plans() {
    let found = table("d1_child_protection_plans_2013_to_2021.csv");
    assert_eq!(measures(&found, "Rotherham"), "cpp_ends cpp_starts cpp_stock");
    let of = |measure| at(&found, "Rotherham", measure, 2021);
    assert_eq!(
        (of("cpp_starts"), of("cpp_ends"), of("cpp_stock")),
        (Some(593.0), Some(610.0), Some(431.0))
    );
    let found = table("d3_cpps_subsequent_plan_2013_to_2025.csv");
    assert_eq!(at(&found, "Rotherham", "cpp_starts", 2025), Some(393.0));
    assert_eq!(at(&found, "Rotherham", "cpp_repeat_pct", 2025), Some(27.7));
    let found = table("d5_cpps_at31march_by_duration_2013_to_2025.csv");
    assert_eq!(measures(&found, "Rotherham"), "cpp_stock");
    assert_eq!(at(&found, "Rotherham", "cpp_stock", 2025), Some(313.0));
}

/// Fails if a release of looked-after children is read otherwise than it is published, or
/// if a population is put to another year than DfE divides by.
#[test]
fn looked_after_children_and_populations() {
    let found = table("cla_number_and_rate_per_10k_children.csv");
    let of = |measure| at(&found, "Hartlepool", measure, 2024);
    assert_eq!(
        (of("cla_stock"), of("cla_starts"), of("cla_ceased"), of("population_0_17")),
        (Some(334.0), Some(125.0), Some(114.0), Some(20417.0))
    );
    assert_eq!(at(&found, "Scilly", "cla_stock", 2024), None);
    // The estimate of mid-2024 is what rates of the year to March 2025 are divided by.
    let found = table("ons_mid-year_population_estimates_2012_to_2024.csv");
    assert_eq!(at(&found, "Rotherham", "population_0_17", 2025), Some(59521.0));
    assert!(found.notes.iter().any(|note| note.contains("Mid-year")), "{:?}", found.notes);
    let found = table("CLA2019.csv");
    assert_eq!(measures(&found, "Camden"), "cla_stock population_0_17 uasc_stock");
    assert_eq!(at(&found, "Camden", "cla_stock", 2019), Some(191.0));
    assert_eq!(at(&found, "Camden", "population_0_17", 2019), Some(50983.0));
    assert_eq!(at(&found, "City of London", "uasc_stock", 2015), None);
    assert_eq!(at(&found, "England", "cla_stock", 2015), Some(69470.0));
    let found = table("ADM2019.csv");
    assert_eq!(at(&found, "Rotherham", "cla_starts", 2018), Some(323.0));
}

/// Fails if one council's figures are found under another's name, not found under its own
/// short, full or former one, or if a table of many areas lists all of them.
#[test]
fn councils_by_any_of_their_names() {
    let found = table("b1_children_in_need_2013_to_2025.csv");
    for (text, code) in [
        ("Durham", "E06000047"),
        ("Durham County Council", "E06000047"),
        ("Hull", "E06000010"),
        ("Hull City Council", "E06000010"),
        ("Derby", "E06000015"),
        ("Derbyshire County Council", "E10000007"),
        ("Herefordshire Council", "E06000019"),
        ("e10000023", "E06000065"),
        ("North Yorkshire", "E06000065"),
        ("London", "E12000007"),
    ] {
        assert_eq!(found.area(Some(text), "").map(|area| area.code.as_str()), Ok(code), "{text}");
        assert_eq!(found.area(None, text).map(|area| area.code.as_str()), Ok(code), "{text}");
    }
    assert_eq!(at(&found, "North Yorkshire", "cin_stock", 2021), Some(2800.0));
    assert_eq!(at(&found, "North Yorkshire", "cin_stock", 2025), Some(3643.0));
    for text in ["Hertfordshire", "City of London", "Barking"] {
        let why = found.area(Some(text), "").expect_err("not in the table");
        assert!(!why.contains("Did you mean"), "{why}");
        assert!(found.area(None, text).is_err(), "{text}");
    }
    let why = found.area(Some("Yorkshire"), "").expect_err("not one");
    assert!(why.contains("Did you mean North Yorkshire?"), "{why}");
}
