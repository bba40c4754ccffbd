//! One convention for money, everywhere: a cost is positive, a cost avoided, a saving or
//! income is negative, and every column adds up.

mod kit;

use kit::from_disk;
use staircase_engine::outcome::answer::Answer;
use staircase_engine::outcome::appraisal::Appraisal;
use staircase_engine::outcome::appraisal::asked::Ask;
use staircase_engine::outcome::appraisal::rows::Row;
use staircase_engine::scenario::resolved::Choice;
use staircase_engine::simulate::draw::Parameters;
use staircase_engine::study::Study;
use std::path::Path;

/// Every scenario that ships, opened.
fn shipped() -> Vec<(String, Study)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(&folder).expect("scenarios").map(|it| it.expect("one").path());
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "toml"))
        .map(|file| {
            let (main, files) = from_disk(&file);
            let study = Study::open(&main, &files).unwrap_or_else(|it| panic!("{main}: {it:?}"));
            (main, study)
        })
        .collect()
}

/// Answer and case along the path, and over a few draws.
fn results(study: &Study, option: &Choice, ask: &Ask, draws: u64) -> (Answer, Appraisal) {
    if draws == 0 {
        let case = study.appraisal(option, Vec::new(), 0, ask).expect("money rules");
        return (study.expected(option), case);
    }
    let simulator = study.simulator(5, Parameters::Sampled);
    let pair = study.pair(option);
    let records: Vec<Vec<Vec<f64>>> = (0..draws).map(|draw| simulator.draw(draw, &pair)).collect();
    let pairs: Vec<_> = records.iter().map(|both| (&*both[0], &*both[1])).collect();
    let case = study.appraisal(option, pairs.clone(), 5, ask).expect("money rules");
    (study.compare(option, pairs, 5), case)
}

/// Every mean of a row, by basis: real by year and in all, cash likewise, present value.
fn columns(row: &Row) -> Vec<f64> {
    let series = |it: &staircase_engine::outcome::appraisal::rows::Series| -> Vec<f64> {
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
    let lines = |part: &'static str| case.rows.iter().filter(move |it| it.part == part && !it.sum);
    for part in ["statutory", "spending"] {
        close(&columns(row(part)), &sum(lines(part)), &format!("{what}: {part}"));
    }
    let cash = case.rows.iter().filter(|it| it.part == "cash");
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
        let row = row(step.id);
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
        let lines = answer.costs.iter().filter(|line| kinds.contains(&line.kind));
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
    for line in answer.costs.iter().filter(|line| ["level", "entry"].contains(&line.kind)) {
        for row in case.rows.iter().filter(|row| row.part == "statutory" && row.name == line.name) {
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
    for (name, study) in shipped() {
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
    for (name, study) in shipped() {
        let options = &study.model.scenario.options;
        for option in [options.get(1), options.last()].into_iter().flatten() {
            let what = format!("{name} {}", option.id);
            let (answer, case) = results(&study, option, &Ask::default(), 3);
            case_adds(&what, &case);
            answer_adds(&what, &answer, &case);
        }
    }
}
