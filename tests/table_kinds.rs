//! Kinds of fault in tables: units, dates, areas and lines in every place where they are
//! written. Each gives the right figure, or a refusal of the whole table.

// Whole numbers are read as they are written.
#![allow(clippy::float_cmp)]

use staircase_scenario::observe::{Observations, read};

fn good(text: &str) -> Observations {
    read("own.csv", text.as_bytes()).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn refused(text: &str) -> String {
    match read("own.csv", text.as_bytes()) {
        Ok(found) => panic!("{text} was read: {found:?}"),
        Err(problems) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
    }
}

/// Looked-after children of 2019 in the first area, rounded.
fn care(text: &str) -> f64 {
    let found = good(text);
    found.areas[0].at("cla_stock", 2019).unwrap_or_else(|| panic!("{text}: {found:?}")).round()
}

/// Fails if a rate is read as a count, or by another factor, wherever its unit is written.
#[test]
fn a_unit_is_understood_in_every_place() {
    for (unit, value) in [
        ("per 100000 children", "1131.6"),
        ("per 100k", "1131.6"),
        ("rate per hundred thousand", "1131.6"),
        ("/10000", "113.16"),
        ("per 10 000", "113.16"),
        ("Per 10k aged 0-17", "113.16"),
        ("rate_per_10000", "113.16"),
        ("per 1000", "11.316"),
        ("per 100 children", "1.1316"),
        ("children", "642"),
        ("number", "642"),
        ("", "642"),
    ] {
        for text in [
            format!("Year,population_0_17,Looked after children ({unit})\n2019,56735,{value}\n"),
            format!("Year,population_0_17,Looked after children {unit}\n2019,56735,{value}\n"),
            format!(
                "year,measure,value,unit\n2019,population_0_17,56735,children\n2019,cla_stock,{value},{unit}\n"
            ),
            format!(
                "year,measure,value,basis\n2019,population_0_17,56735,stock\n2019,cla_stock,{value},{unit}\n"
            ),
            format!(
                "period,indicator,measure,value\n2018/19,Child population,Number,56735\n2018/19,Looked after children,{unit},{value}\n"
            ),
            format!(
                "indicator,unit,2018,2019\npopulation_0_17,children,56706,56735\ncla_stock,{unit},,{value}\n"
            ),
            format!(
                "measure,2019\npopulation_0_17,56735\nLooked after children ({unit}),{value}\n"
            ),
        ] {
            assert_eq!(care(&text), 642.0, "{text}");
        }
    }
}

/// Fails if a unit that is not understood is a count, or if some rows of a table are read
/// and others of the same measure are not.
#[test]
fn what_is_not_understood_refuses_the_whole_table() {
    for text in [
        "Year,population_0_17,Looked after children (rate),Children in need\n2019,56735,113,2749\n",
        "Year,population_0_17,Average looked after children\n2019,56735,642\n",
        "Year,population_0_17,Looked after children per child\n2019,56735,642\n",
        "Year,population_0_17,Looked after children (per 1,000)\n2019,56735,11\n",
        "year,measure,value,unit\n2019,population_0_17,56735,children\n2019,cla_stock,113,rate\n",
        "year,measure,value,unit\n2019,cla_stock,113,ferrets\n",
        "Indicator,Year,Value,Measure type\nLooked after children,2019,113,Rate\n",
    ] {
        assert!(refused(text).contains("is not understood"), "{}", refused(text));
    }
    refused("Year,population_0_17,Looked after children per month\n2019,56735,642\n");
    let mixed = "year,measure,value,unit\n2019,population_0_17,56735,\n2018,cla_stock,111,\n2019,cla_stock,113,per 10000\n";
    assert!(refused(mixed).contains("has the unit per 10,000 here and none in line 3"));
    for text in [
        "Looked-after children per 10 000\nYear,population_0_17,cla_stock\n2019,56735,113\n",
        "Year,population_0_17,cla_stock\n2019,56735,113\nRates per 10 000 children\n",
    ] {
        assert!(refused(text).contains("means that the table has rates"), "{}", refused(text));
    }
    for text in [
        "Year,cin_stock\n2019,484.5\n",
        "Year,population_0_17,cla_stock,cin_stock\n2018,56706,627,3115\n2019,56735,113.2,2749\n",
    ] {
        assert!(refused(text).contains("a count is a whole number"), "{}", refused(text));
    }
    // Counts beside rates of the same are read, and it is said.
    let found = good("year,cla_stock,cla_rate\n2019,642,113\n");
    assert_eq!(found.areas[0].at("cla_stock", 2019), Some(642.0));
    assert!(found.notes[0].contains("beside counts"), "{:?}", found.notes);
}

/// Fails if people of all ages are taken for children.
#[test]
fn a_population_is_of_children() {
    for text in [
        "Year,Population,cla_stock\n2019,265400,642\n",
        "Year,Total population,cla_stock\n2019,265400,642\n",
        "year,measure,value\n2019,Population,265400\n2019,cla_stock,642\n",
        "measure,2018,2019\nPopulation,264700,265400\ncla_stock,627,642\n",
    ] {
        assert!(refused(text).contains("the ages counted"), "{}", refused(text));
    }
    let text = "Year,population_0_17,cin_stock\n2019,265400,2749\n";
    assert!(refused(text).contains("is the population of all ages?"), "{}", refused(text));
    let text = "Year,Indicator,Age group,Value\n2019,Population,0-17,56735\n2019,Population,All ages,265400\n2019,Population,0 to 4,14000\n";
    assert_eq!(good(text).areas[0].at("population_0_17", 2019), Some(56735.0));
    for text in ["56.735", "56735.5", "57"] {
        let said = refused(&format!("year,population_0_17\n2019,{text}\n"));
        assert!(said.contains("a whole number of children"), "{said}");
    }
}

/// Fails if another date than 31 March is taken for it, wherever it is written.
#[test]
fn another_date_is_never_31_march() {
    for date in [
        "30 September 2019",
        "31 December 2019",
        "Q2 2019",
        "2018/19 Q4",
        "Calendar year 2019",
        "mid-2019",
        "2019-09-30",
        "30/09/2019",
        "Sep-19",
        "Academic year 2018/19",
        "June 2019",
    ] {
        for text in [
            format!("Date,cla_stock\n{date},642\n"),
            format!("year,measure,value\n{date},cla_stock,642\n"),
            format!("measure,2018,{date}\ncla_stock,627,642\n"),
        ] {
            let said = refused(&text);
            assert!(said.contains("is not the year to 31 March"), "{text}: {said}");
        }
    }
    for text in [
        "Year,Quarter,cla_stock\n2019,Q2,642\n",
        "Year,Month,cla_stock\n2019,September,642\n",
        "Calendar year,cla_stock\n2019,642\n",
        "Year ending 30 September,cla_stock\n2019,642\n",
        "time_period,time_identifier,cla_stock\n2019,Calendar year,642\n",
        "time_period,time_identifier,cla_stock\n201819,Academic year,642\n",
        "Position at 30 September\nyear,cla_stock\n2019,642\n",
        "Looked after children at 30 September 2019\n642\n",
        "year,cla_stock at 31 December\n2019,642\n",
    ] {
        assert!(refused(text).contains("is not the year to 31 March"), "{}", refused(text));
    }
    for date in
        ["2019", "2019.0", "2018-19", "201819", "31 March 2019", "31-Mar-19", "31/03/2019 00:00"]
    {
        assert_eq!(care(&format!("Date,cla_stock\n{date},642\n")), 642.0, "{date}");
    }
    // Populations are of mid-year, and go with the year to March after it.
    let found = good("year,population_0_17\nmid-2018,56735\n30 June 2019,56887\n");
    assert_eq!(found.areas[0].at("population_0_17", 2019), Some(56735.0));
    assert_eq!(found.areas[0].at("population_0_17", 2020), Some(56887.0));
}

/// Fails if what is wrong with one council refuses another, or is not said of its own.
#[test]
fn one_areas_rows_do_not_spoil_others() {
    let head = "la_name,new_la_code,year,population_0_17,cin_stock,cla_stock\nLeeds,E1,2019,170000,5000,1300\n";
    for row in [
        "Scilly,E2,2019,319,c,c",
        "York,E2,2019,many,900,200",
        "York,E2,30 September 2019,36000,900,200",
        "York,E2,last year,36000,900,200",
        "York,E2,2019,9,900,200",
        "York,E2,2019,36000,-5,200",
        "York,E2,2019,36000,900.5,200",
        "York,E2,2019,36000,900,200\nYork,E2,2019,36000,901,200",
    ] {
        let found = good(&format!("{head}{row}\n"));
        let leeds = found.area(Some("Leeds"), "").expect("good");
        assert_eq!(leeds.at("cla_stock", 2019), Some(1300.0), "{row}");
        if row.starts_with("York") {
            let why = found.area(Some("York"), "").expect_err("refused");
            assert!(why.contains("cannot be used") && why.contains("line "), "{why}");
            assert!(found.notes.iter().any(|note| note.contains("York")), "{:?}", found.notes);
            assert!(found.area(None, "City of York Council").is_err());
        }
    }
    // Rows of a table with areas that name none are nobody's.
    let found = good(&format!("{head},,2019,1000000,30000,7000\n"));
    assert_eq!(found.areas.len(), 1);
    assert!(found.notes.iter().any(|note| note.contains("without an area")), "{:?}", found.notes);
}

/// Fails if one council under two codes is two where its years do not overlap, or one where
/// its figures differ.
#[test]
fn two_codes_of_one_council() {
    let text = "la_name,new_la_code,year,cla_stock\nSomerset,E10000027,2022,500\nSomerset,E06000066,2023,510\n";
    let found = good(text);
    for wanted in ["Somerset", "E10000027", "E06000066", "Somerset Council"] {
        let area = found.area(Some(wanted), "").unwrap_or_else(|why| panic!("{wanted}: {why}"));
        assert_eq!(
            (area.at("cla_stock", 2022), area.at("cla_stock", 2023)),
            (Some(500.0), Some(510.0))
        );
    }
    let both = format!("{text}Somerset,E06000066,2022,400\n");
    let found = good(&both);
    assert_eq!(found.areas.len(), 2);
    let why = found.area(Some("Somerset"), "").expect_err("two");
    assert!(why.contains("E06000066") && why.contains("E10000027"), "{why}");
    assert_eq!(found.keys().len(), 2);
    assert_ne!(found.keys()[0], found.keys()[1]);
}

/// Fails if a line is counted otherwise than an editor does.
#[test]
fn lines_as_editors_count_them() {
    for (text, line) in [
        ("year,cla_stock\n2018,627\n2019,many\n", "line 3"),
        ("\u{feff}year,cla_stock\r\n2018,627\r\n2019,many\r\n", "line 3"),
        ("year,cla_stock\r2018,627\r2019,many\r", "line 3"),
        ("\n\nyear,cla_stock\n\n2018,627\n\n\n2019,many\n", "line 8"),
        ("year,note,cla_stock\n2018,\"two\nlines\",627\n2019,,many\n", "line 4"),
        ("year,cla_stock\n\n2018,627\n2019,\"ma\nny\"\n", "line 4"),
        ("Own figures\n\nyear,cla_stock\n2019,many\n", "line 4"),
    ] {
        let said = refused(text);
        assert!(said.contains(&format!("{line}, column cla_stock")), "{text:?}: {said}");
    }
    assert!(refused("year,cla_stock\n2018,\"627\n2019,642\n").contains("quotation mark"));
}

/// Fails if a note under a table is taken for a row, or a bad row for a note.
#[test]
fn notes_under_a_table() {
    for note in [
        "Source: case management system",
        "Source: DfE, 2019",
        "\nNotes\n1. Counts are rounded\n* provisional",
        "Note: figures of 2019 are provisional",
        "Crown copyright, 2019",
    ] {
        assert_eq!(care(&format!("year,cla_stock\n2019,642\n{note}\n")), 642.0, "{note}");
    }
    assert!(refused("year,cla_stock\n2019,642\nlast year,600\n").contains("is not a year"));
}

/// Fails if a workbook is read as text, or if the refusal does not say what to do.
#[test]
fn a_workbook_is_named() {
    let said = read("own.csv", b"PK\x03\x04\x14\0\x06\0").expect_err("no CSV")[0].to_string();
    assert!(said.contains("workbook") && said.contains("CSV UTF-8"), "{said}");
}

/// Fails if a column that is not known is not named, with the measure it is nearest to.
#[test]
fn what_is_not_known_is_named() {
    let found = good("year,cla_stock,Children in need awaiting assessment,shoes\n2019,642,30,7\n");
    let said = found.notes.join(" ");
    assert!(said.contains("Children in need awaiting assessment (nearest: cin_stock)"), "{said}");
    assert!(said.contains("shoes"), "{said}");
    let said = refused("year,measure,value\n2019,Children in need awaiting assessment,30\n");
    assert!(said.contains("(nearest: cin_stock)"), "{said}");
}

/// Fails if a table without areas gives a sentence with a hole.
#[test]
fn a_table_without_areas_has_no_holes() {
    let found = good("year,cla_stock\n2017,600\n2019,642\n");
    let area = found.area(None, "Rotherham Metropolitan Borough Council").expect("the only one");
    assert_eq!(area.label(), "This area");
    for note in found.notes(area) {
        assert!(!note.contains(" ,") && !note.starts_with([':', ' ']), "{note}");
    }
}

/// Fails if the page is given another area than the scenario's own, or one by chance.
#[test]
fn the_page_gets_the_authoritys_own_area_or_none() {
    let text = "la_name,new_la_code,year,cla_stock\nDerby,E06000015,2019,500\nRotherham,E08000018,2019,642\nBristol,E06000023,2019,600\nYork,E06000014,2019,many\n";
    let found = good(text);
    let own = |authority: &str| found.own(authority);
    assert_eq!(own("Rotherham Metropolitan Borough Council"), Some("E08000018"));
    assert_eq!(own("Bristol City Council"), Some("E06000023"));
    for other in ["Derbyshire County Council", "Barking and Dagenham", "City of York Council", ""] {
        assert_eq!(own(other), None, "{other}");
    }
    let text = "la_name,new_la_code,year,cla_stock\nSomerset,E10000027,2022,500\nSomerset,E06000066,2022,510\n";
    assert_eq!(good(text).own("Somerset Council"), None, "two that differ");
    assert_eq!(good("year,cla_stock\n2019,642\n").own("Leeds City Council"), Some(""));
}
