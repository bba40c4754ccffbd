//! One convention for money, everywhere: a cost is positive, a cost avoided, a saving or
//! income is negative, and every column adds up.

use crate::kit;
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::appraisal::Appraisal;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::outcome::appraisal::rows::Row;
use staircase_answers::outcome::appraisal::rows::RowPart;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::table::{Cell, Column, Table};
use staircase_reporting::tables::sheets::Subject;
use staircase_reporting::tables::{Names, files};
use staircase_reporting::told::Tell;
use staircase_reporting::view::StudyView;
use staircase_scenario::resolved::PolicyOption;

/// Answer and case along the path, and over a few draws.
fn results(study: &Study, option: &PolicyOption, ask: &Ask, draws: u64) -> (Answer, Appraisal) {
    if draws == 0 {
        let case = study.appraisal(option, Vec::new(), 0, ask).expect("money rules");
        return (study.expected(option), case);
    }
    let simulator = study.simulator(5, Parameters::Sampled);
    let pair = study.pair(option);
    let records: Vec<Vec<Vec<f64>>> = (0..draws).map(|draw| simulator.draw(draw, &pair)).collect();
    let pairs: Vec<_> = records.iter().map(|both| (&*both[0], &*both[1])).collect();
    let case = study.appraisal(option, pairs.clone(), 5, ask).expect("money rules");
    (study.compare(option, pairs, 5, Parameters::Sampled), case)
}

/// Every mean of a row, by basis: real by year and in all, cash likewise, present value.
fn columns(row: &Row) -> Vec<f64> {
    let series = |it: &staircase_answers::outcome::appraisal::rows::Series| -> Vec<f64> {
        it.years.iter().chain([&it.total]).map(|spread| spread.mean).collect()
    };
    let present = row.present.map(|spread| spread.mean);
    [series(&row.real), series(&row.cash), present.into_iter().collect()].concat()
}

fn close(found: &[f64], right: &[f64], what: &str) {
    assert_eq!(found.len(), right.len(), "{what}");
    for (found, right) in found.iter().zip(right) {
        assert!((found - right).abs() <= 0.2, "{what}: {found} where the parts come to {right}");
    }
}

fn sum<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<f64> {
    rows.map(columns)
        .reduce(|sum, one| sum.iter().zip(&one).map(|(a, b)| a + b).collect())
        .expect("a row at least")
}

fn case_adds(what: &str, case: &Appraisal) {
    let row = |id: &str| case.row(id).unwrap_or_else(|| panic!("{what}: no row {id}"));
    let lines =
        |part: &'static str| case.rows.iter().filter(move |it| it.part.word() == part && !it.sum);
    for part in ["statutory", "spending"] {
        close(&columns(row(part)), &sum(lines(part)), &format!("{what}: {part}"));
    }
    let cash = case.rows.iter().filter(|it| it.part.word() == "cash");
    close(&columns(row("statutory")), &sum(cash), &format!("{what}: cash"));
    let net = columns(row("net"));
    close(&net, &sum(case.rows.iter().filter(|it| !it.sum)), &format!("{what}: net of lines"));
    let parts = ["statutory", "spending", "allowance", "grants"].map(row);
    close(&net, &sum(parts.into_iter()), &format!("{what}: net of sums"));
    for (ran, of) in
        [(&row("cumulative").real, &row("net").real), (&row("cumulative").cash, &row("net").cash)]
    {
        let mut running = 0.0;
        let right: Vec<f64> = of
            .years
            .iter()
            .map(|year| {
                running += year.mean;
                running
            })
            .collect();
        let ran: Vec<f64> = ran.years.iter().map(|year| year.mean).collect();
        close(&ran, &right, &format!("{what}: cumulative"));
    }
    // The waterfall is the same rows.
    for step in &case.steps {
        let row = row(step.id.word());
        assert_eq!(step.name, row.name, "{what}");
        let present = row.present.expect("a present value").mean;
        close(&[step.real, step.present], &[row.real.total.mean, present], &step.name);
    }
    // Only a net present value has the other sign.
    let worth = row("net").present.expect("a present value").mean;
    close(&[worth, row("discounted").real.total.mean], &[-case.npv.mean; 2], what);
    // Agencies: each column adds, and the council's is the table's.
    for agency in &case.agencies {
        let right: Vec<f64> =
            agency.statutory.iter().zip(&agency.pays).map(|(own, paid)| own + paid).collect();
        close(&agency.net, &right, &format!("{what}: {}", agency.name));
        close(&[agency.total], &[agency.net.iter().sum()], &format!("{what}: {}", agency.name));
    }
    let council = case.agencies.iter().find(|it| it.id == "council").expect("the council");
    let own = row("net").real.total.mean - row("allowance").real.total.mean;
    close(&[council.total], &[own], &format!("{what}: the council's net cost"));
}

/// The table of cost lines adds up, and is the case's in sign and value where names agree.
fn answer_adds(what: &str, answer: &Answer, case: &Appraisal) {
    let columns = |kinds: &[&str]| -> Vec<f64> {
        let lines = answer.costs.iter().filter(|line| kinds.contains(&line.kind.word()));
        let rows = lines.map(|line| {
            let rows = line.years.iter().chain([&line.total]);
            rows.flat_map(|row| [row.baseline, row.option, row.difference]).collect::<Vec<f64>>()
        });
        rows.reduce(|sum, one| sum.iter().zip(&one).map(|(a, b)| a + b).collect()).expect("lines")
    };
    close(&columns(&["avoided"]), &columns(&["level", "entry"]), what);
    close(&columns(&["spent"]), &columns(&["programme"]), what);
    close(&columns(&["net"]), &columns(&["avoided", "spent"]), what);
    let mut met = 0;
    for line in answer.costs.iter().filter(|line| ["level", "entry"].contains(&line.kind.word())) {
        for row in
            case.rows.iter().filter(|row| row.part == RowPart::Statutory && row.name == line.name)
        {
            let own = line.years.iter().chain([&line.total]).map(|row| row.difference);
            let right = row.real.years.iter().chain([&row.real.total]).map(|it| it.mean);
            let name = format!("{what}: {}", line.name);
            close(&own.collect::<Vec<f64>>(), &right.collect::<Vec<f64>>(), &name);
            met += 1;
        }
    }
    assert!(met > 0, "{what}: no line of the one table is in the other");
}

/// Fails if a sum is not the sum of its parts, in any basis or year, or if one name has two
/// signs or two values, for any option of any scenario that ships.
#[test]
fn every_column_adds_up_in_every_scenario() {
    for (name, study) in kit::every_shipped() {
        let grown = Ask { growth: Some("placements-grow".to_owned()), ..Ask::default() };
        for option in &study.model.scenario.options {
            let what = format!("{name} {}", option.id);
            let (answer, case) = results(&study, option, &Ask::default(), 0);
            case_adds(&what, &case);
            answer_adds(&what, &answer, &case);
            case_adds(&format!("{what}, grown"), &results(&study, option, &grown, 0).1);
        }
    }
}

/// As above, over runs, where means, not sums, are rounded.
#[test]
fn every_column_adds_up_over_runs() {
    for (name, study) in kit::every_shipped() {
        let options = &study.model.scenario.options;
        for option in [options.get(1), options.last()].into_iter().flatten() {
            let what = format!("{name} {}", option.id);
            let (answer, case) = results(&study, option, &Ask::default(), 3);
            case_adds(&what, &case);
            answer_adds(&what, &answer, &case);
        }
    }
}

/// Rows of a table that say the same as another's: the cells of some columns, by header.
fn picked(table: &Table, headers: &[&str]) -> Vec<Vec<Cell>> {
    let places: Vec<usize> = headers
        .iter()
        .map(|header| {
            let known = |it: &Column| it.key == *header || it.header == *header;
            let found = table.columns.iter().position(known);
            found.unwrap_or_else(|| panic!("{}: no column {header}", table.name))
        })
        .collect();
    let rows = table.rows.iter();
    rows.map(|row| places.iter().map(|place| row[*place].clone()).collect()).collect()
}

/// Fails if a number of the money tables differs between the CSV and the workbook.
#[test]
fn one_name_has_one_value_in_every_file() {
    let study = kit::rotherham();
    for id in ["half-as-many-again", "twelve-fewer"] {
        let option = study.option(id, None).expect("a shipped option");
        let (answer, case) = results(&study, &option, &Ask::default(), 2);
        let tables = Subject {
            study: StudyView::new(&study.model),
            answers: vec![&answer.clone().tell(&study.model, &option)],
            cases: vec![&case.clone().tell(&study.model, &option)],
            changed: Vec::new(),
            choices: Vec::new(),
            made: String::new(),
        }
        .tables();
        let central = study.expected(&option);
        let files = files::of_run(&Names::new(&study.model), &[&answer], &[&central], &[&case]);
        let file = |name: &str| files.iter().find(|it| it.name == name).expect("a file");
        let sheet = |name: &str| tables.iter().find(|it| it.name == name).expect("a sheet");
        assert_eq!(
            picked(
                file("financial-case.csv"),
                &[
                    "name",
                    "part",
                    "basis",
                    "financial_year",
                    "mean_pounds",
                    "p10_pounds",
                    "p90_pounds"
                ],
            ),
            picked(
                sheet("Financial case"),
                &[
                    "Row",
                    "Part",
                    "Basis",
                    "Financial year",
                    "Mean (£)",
                    "10th percentile (£)",
                    "90th percentile (£)",
                ],
            ),
        );
        let whole = |row: &&Vec<Cell>| row[1] == Cell::from("All years");
        let columns = [
            "line",
            "financial_year",
            "baseline_pounds",
            "option_pounds",
            "difference_pounds",
            "difference_p2_5_pounds",
            "difference_p97_5_pounds",
        ];
        let rows = picked(file("financial-years.csv"), &columns);
        let headers = [
            "Line",
            "Financial year",
            "Baseline (£)",
            "Option (£)",
            "Difference (£)",
            "2.5th percentile of the difference (£)",
            "97.5th percentile of the difference (£)",
        ];
        let (all, by_year): (Vec<_>, Vec<_>) = rows.iter().partition(whole);
        let own = |name: &str| picked(sheet(name), &headers);
        assert_eq!(all.into_iter().cloned().collect::<Vec<_>>(), own("Money, all years"));
        assert_eq!(by_year.into_iter().cloned().collect::<Vec<_>>(), own("Money by year"));
    }
}
