//! Files and sentences made from answers: a workbook holds the very numbers of the answer, and a
//! brief says what a reader needs.

// Exact equality is what these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::Value;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::brief::{Brief, BriefInputs, covered_all_funders, escaped};
use staircase_reporting::table::Cell;
use staircase_reporting::tables::{sheets::Subject, support};
use staircase_reporting::told::{Tell, ToldAnswer};
use staircase_reporting::view::StudyView;
use staircase_reporting::workbook;
use staircase_scenario::resolved::PolicyOption;
use std::io::Cursor;

const DRAWS: u64 = 2;

/// An option's answer over a few draws, and when it has paid back.
fn answer(study: &Study, option: &PolicyOption) -> (ToldAnswer, Vec<f64>) {
    answer_over(study, option, DRAWS)
}

fn answer_over(study: &Study, option: &PolicyOption, draws: u64) -> (ToldAnswer, Vec<f64>) {
    let simulator = study.simulator(7, Parameters::Sampled);
    let pair = study.pair(option);
    let records: Vec<Vec<Vec<f64>>> = (0..draws).map(|draw| simulator.draw(draw, &pair)).collect();
    let pairs: Vec<(&[f64], &[f64])> =
        records.iter().map(|it| (it[0].as_slice(), it[1].as_slice())).collect();
    let paid = covered_all_funders(&study.model, &pairs);
    (study.compare(option, pairs, 7, Parameters::Sampled).tell(&study.model, option), paid)
}

fn view(study: &Study) -> Value {
    serde_json::to_value(StudyView::new(&study.model)).expect("a view")
}

/// Answers as the page gives them back: everything has been JSON.
fn given_back(answers: &[&ToldAnswer]) -> Vec<ToldAnswer> {
    let answers = serde_json::to_string(answers).expect("answers are JSON");
    serde_json::from_str(&answers).expect("answers")
}

fn subject<'a>(view: &Value, answers: &'a [ToldAnswer]) -> Subject<'a> {
    Subject {
        study: serde_json::from_str(&view.to_string()).expect("a view"),
        answers: answers.iter().collect(),
        cases: Vec::new(),
        changed: vec!["Intensive: 60 staff, was 51".to_owned()],
        choices: vec![("Uncertain inputs".to_owned(), "sampled".to_owned())],
        made: "2026-11-22".to_owned(),
    }
}

fn opened(book: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(book)).expect("a workbook that opens")
}

/// Fails if a cell of a workbook is not what the table has: a number as text, a digit lost, a
/// row missing.
#[test]
fn a_workbook_holds_every_cell() {
    let study = kit::rotherham();
    let option = study.option("half-as-many-again", None).expect("it is in the file");
    let twin = PolicyOption { null_effect: true, ..option.clone() };
    let answers = [answer(&study, &option).0, answer(&study, &twin).0];
    let answers = given_back(&[&answers[0], &answers[1]]);
    let subject = subject(&view(&study), &answers);
    let tables = subject.tables();
    let mut book = opened(workbook::of(&subject).expect("a workbook"));
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    assert_eq!(book.sheet_names(), names);
    book.load_tables().expect("tables");
    assert_eq!(book.table_names().len(), tables.len());
    for table in &tables {
        let sheet = book.worksheet_range(table.name).expect("a sheet");
        let at = |row: usize, column: usize| {
            let place = (u32::try_from(row).unwrap_or(0), u32::try_from(column).unwrap_or(0));
            sheet.get_value(place).cloned().unwrap_or(Data::Empty)
        };
        assert_eq!(at(0, 0), Data::String(table.title.clone()));
        for (column, it) in table.columns.iter().enumerate() {
            assert_eq!(at(2, column), Data::String(it.header.to_string()));
        }
        for (row, cells) in table.rows.iter().enumerate() {
            assert_eq!(cells.len(), table.columns.len(), "{} row {row}", table.name);
            for (column, cell) in cells.iter().enumerate() {
                let read = at(row + 3, column);
                match cell {
                    Cell::Number(number) => assert_eq!(
                        read,
                        Data::Float(*number),
                        "{} row {row} column {column}",
                        table.name
                    ),
                    Cell::Text(text) if !text.is_empty() => {
                        assert_eq!(read, Data::String(text.clone()), "{} row {row}", table.name);
                    }
                    _ => assert_eq!(read, Data::Empty, "{} row {row}", table.name),
                }
            }
        }
        assert!(book.worksheet_formula(table.name).is_ok_and(|it| it.is_empty()));
    }
}

/// Fails if a total on the money sheets is not, to the last bit, the answer's.
#[test]
fn totals_are_the_answers() {
    let study = kit::rotherham();
    let option = study.option("half-as-many-again", None).expect("it is in the file");
    let answer = answer(&study, &option).0;
    let answers = given_back(&[&answer]);
    let tables = subject(&view(&study), &answers).tables();
    let totals = tables.iter().find(|it| it.name == "Money, all years").expect("a money sheet");
    let years = tables.iter().find(|it| it.name == "Money by year").expect("a money sheet");
    assert_eq!(totals.rows.len(), answer.costs.len());
    for (row, line) in totals.rows.iter().zip(&answer.costs) {
        assert_eq!(row[2], Cell::Text(line.name.clone()));
        assert_eq!(row[7], Cell::Number(line.total.difference));
        let ends = [line.total.p2_5, line.total.p10, line.total.p90, line.total.p97_5];
        for (cell, end) in row[8..12].iter().zip(ends) {
            assert_eq!(Some(cell.clone()), end.map(Cell::Number));
        }
    }
    let wanted = answer.costs.iter().flat_map(|line| &line.years);
    for (row, year) in years.rows.iter().zip(wanted) {
        assert_eq!(row[4], Cell::Text(year.year.clone()));
        assert_eq!([&row[5], &row[6]], [&Cell::Number(year.baseline), &Cell::Number(year.option)]);
    }
    let all = study.model.scenario.register.len();
    let register = tables.iter().find(|it| it.name == "Assumptions").expect("the register");
    assert_eq!(register.rows.len(), all);
}

/// Fails if a share in a hundred is one in one, the net cost's spread is left out, or the
/// wider range of a measure.
#[test]
fn shares_are_in_a_hundred_and_no_range_is_left_out() {
    let study = kit::rotherham();
    let option = study.option("half-as-many-again", None).expect("it is in the file");
    // Chance is told apart from inputs over pairs of draws.
    let answer = answer_over(&study, &option, 8).0;
    let answers = given_back(&[&answer]);
    let tables = subject(&view(&study), &answers).tables();
    let table = |name: &str| tables.iter().find(|it| it.name == name).expect("a sheet");
    let spread = table("Chance and uncertain inputs");
    let column =
        |header: &str| spread.columns.iter().position(|it| it.header == header).expect("a column");
    let (share, unit) = (column("Chance, % of the variance"), column("Unit of the variance"));
    let splits = answer.measures.iter().flat_map(|measure| &measure.split).map(|it| &it.sides);
    let wanted: Vec<f64> = splits
        .chain(&answer.net_split)
        .flat_map(|sides| [&sides.baseline, &sides.option, &sides.difference])
        .map(|split| 100.0 * split.chance_share)
        .collect();
    assert!(wanted.iter().any(|share| *share > 1.0));
    let found: Vec<Cell> = spread.rows.iter().map(|row| row[share].clone()).collect();
    assert_eq!(found, wanted.into_iter().map(Cell::Number).collect::<Vec<Cell>>());
    let pounds = spread.rows.iter().filter(|row| row[unit] == Cell::from("pounds squared"));
    assert_eq!(pounds.count(), 3, "the net cost's three sides");
    let measures = table("Children by year");
    for header in ["2.5th percentile (children)", "97.5th percentile (children)"] {
        let place = measures.columns.iter().position(|it| it.header == header).expect("a column");
        assert!(measures.rows.iter().all(|row| matches!(row[place], Cell::Number(_))));
    }
}

/// Fails if a table of support loses a year, if the sides are swapped, or if what was not counted
/// at the front door becomes a nought.
#[test]
fn support_is_the_answers() {
    for (main, study) in kit::every_shipped() {
        let option = study.model.scenario.options.last().expect("an option");
        let answer = study.expected(option);
        let rows = support::support(&answer).rows;
        let years = answer.support.programmes.iter().flat_map(|it| {
            it.years.iter().map(|year| (&it.name, &year.year, [&year.baseline, &year.option]))
        });
        let mut wanted = Vec::new();
        for (name, year, sides) in years {
            for (side, it) in ["baseline", "option"].into_iter().zip(sides) {
                wanted.push(([name.into(), year.into(), side.into()], it.started, it.places));
            }
        }
        assert_eq!(rows.len(), wanted.len(), "{main}");
        for (row, (start, started, places)) in rows.iter().zip(wanted) {
            assert_eq!(row[..3], start, "{main}");
            assert_eq!([&row[3], &row[8]], [&Cell::Number(started), &Cell::Number(places)]);
        }
        let door = answer.support.door.as_deref().unwrap_or_default();
        let rows = support::door(&answer).rows;
        assert_eq!(rows.len(), 2 * door.len(), "{main}");
        for (row, it) in rows.iter().zip(door.iter().flat_map(|it| [&it.baseline, &it.option])) {
            assert_eq!([&row[3], &row[5]], [&it.passed.into(), &it.turned_away.into()], "{main}");
        }
    }
}

/// Fails if text of a file can become a formula, or breaks the workbook.
#[test]
fn text_is_never_a_formula() {
    let study = kit::rotherham();
    let option = study.option("half-as-many-again", None).expect("it is in the file");
    let mut view = view(&study);
    let nasty = "=HYPERLINK(\"http://x\")\u{0}\u{1b} & <b>";
    view["about"]["question"] = nasty.into();
    view["about"]["authority"] = "x".repeat(40_000).into();
    let answers = given_back(&[&study.expected(&option).tell(&study.model, &option)]);
    let subject = subject(&view, &answers);
    let mut book = opened(workbook::of(&subject).expect("a workbook"));
    let sheet = book.worksheet_range("Cover").expect("a cover");
    let read = sheet.get_value((4, 1)).cloned();
    assert_eq!(read, Some(Data::String("=HYPERLINK(\"http://x\") & <b>".to_owned())));
    assert!(book.worksheet_formula("Cover").is_ok_and(|it| it.is_empty()));
    assert_eq!(escaped("# a*b [c](d) <e>"), "\\# a\\*b \\[c\\](d) \\<e\\>");
}

/// Fails if the brief of an option leaves out what a reader must be told.
#[test]
fn a_brief_says_what_a_reader_needs() {
    let study = kit::rotherham();
    for option in &study.model.scenario.options {
        let (answer, covered_all_funders) = answer(&study, option);
        let twin = (!option.changes.is_empty() && !option.null_effect)
            .then(|| self::answer(&study, &PolicyOption { null_effect: true, ..option.clone() }).0);
        let basis = BriefInputs {
            model: &study.model,
            option,
            answer: &answer,
            covered_all_funders: &covered_all_funders,
            case: None,
            twin: twin.as_deref(),
        };
        let brief = Brief::new(&basis);
        let said = |subject: &str| {
            let point = brief.points.iter().find(|(it, _)| *it == subject);
            point.map(|(_, sentences)| sentences.join(" ")).unwrap_or_default()
        };
        let day = format!("March {}", answer.words.year);
        assert!(said("Effect").contains(&day), "{}", brief.text());
        assert!(said("What is assumed").contains("% assumed"), "{}", brief.text());
        if option.changes.is_empty() {
            continue;
        }
        let cost = said("Cost");
        assert!(
            cost.contains('£') && cost.contains("Net cost, all funders, over 10 years"),
            "{cost}"
        );
        let payback = said("Cost covered, all funders");
        assert!(payback.contains("by the end of 2028-29"), "{payback}");
        assert!(!said("Who pays and who gains").is_empty());
        if !option.null_effect {
            assert!(said("Range").contains("8 in 10 runs"), "{}", said("Range"));
            let null = said("If support had no effect");
            assert!(null.contains("no change"), "{null}");
            assert!(null.contains("Statutory services: no more and no less"), "{null}");
        }
        for (subject, _) in &brief.points {
            assert!(brief.markdown().contains(&format!("### {subject}\n")));
            assert!(brief.text().contains(&format!("\n  {subject}\n")));
        }
    }
}

/// By hand: with the same records on both sides nothing is ever owed; with a pound more in the
/// first year, nothing has paid back.
#[test]
fn paying_back_is_counted_by_year() {
    use staircase_model::record::Block;
    let study = kit::rotherham();
    let layout = &study.model.layout;
    let base = study.path(&study.model.plan(&study.model.scenario.options[0]));
    let mut dearer = base.clone();
    // Costs are kept by month: the first year is 12 of them.
    let months = study.model.scenario.calendar.months_by_year();
    dearer[layout.at(Block::Cost, 0, months[0].end - 1)] += 1000.0;
    let mut back = dearer.clone();
    back[layout.at(Block::Cost, 0, months[3].start)] -= 2000.0;
    let pairs: [(&[f64], &[f64]); 2] = [(&base, &dearer), (&base, &back)];
    let paid = covered_all_funders(&study.model, &pairs);
    assert_eq!(paid[..4], [0.0, 0.0, 0.0, 50.0]);
    assert_eq!(paid.len(), study.model.scenario.calendar.financial_years().len());
    assert_eq!(covered_all_funders(&study.model, &[(&base, &base)])[0], 100.0);
}

/// Fails if an answer, a financial case or the view of any shipped scenario is not the same text
/// after it has been read back.
#[test]
fn what_is_written_reads_back() {
    fn again<T: serde::Serialize + serde::de::DeserializeOwned>(what: &str, value: &T) {
        let text = serde_json::to_string(value).expect("is JSON");
        let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(serde_json::to_string(&read).expect("is JSON") == text, "{what} changes");
    }
    for (main, study) in kit::every_shipped() {
        again(&main, &view(&study));
        let view: StudyView = serde_json::from_value(view(&study)).expect("reads back");
        assert_eq!(view.title(), study.model.scenario.about.title);
        let option = study.model.scenario.options.last().expect("an option");
        again(&main, &study.expected(option).tell(&study.model, option));
        again(&main, &answer_over(&study, option, 4).0);
        if let Ok(case) = study.appraisal(option, Vec::new(), 0, &Ask::default()) {
            again(&main, &case.tell(&study.model, option));
        }
    }
}
