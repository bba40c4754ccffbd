//! `staircase projections`: one option of every English authority in paired runs, ten years after
//! the first day, a row for each authority and measure. A table that is there already is taken up
//! where it stopped.

use super::authorities::{all, scenario};
use super::set::write_whole;
use super::{Failure, csv_of};
use clap::Args;
use rayon::prelude::*;
use staircase_answers::authorities::{Authorities, Authority, BASE, shipped_base};
use staircase_answers::study::Study;
use staircase_answers::study::runs::Runs;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::table::{Cell, Column, Kind, Table};
use staircase_scenario::Files;
use staircase_scenario::resolved::Scenario;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `projections` is asked.
#[derive(Debug, Args)]
pub struct ProjectionsArguments {
    /// Table to write, as CSV; rows in it that were made of the same scenario, option, runs and
    /// seed are kept
    #[arg(long)]
    write: PathBuf,
    /// Option of the catalogue
    #[arg(long, default_value = "half-as-many-again")]
    option: String,
    /// Number of runs
    #[arg(allow_negative_numbers = true, long, default_value_t = 1000, value_parser = super::typed::draws())]
    runs: u64,
    /// Seed
    #[arg(allow_negative_numbers = true, long, default_value_t = 1, value_parser = super::typed::between(0, u64::MAX))]
    seed: u64,
    /// Project only these (repeat for several)
    #[arg(long = "only")]
    only: Vec<String>,
}

/// Years from the first day to what is written.
const YEARS: usize = 10;

/// What a row is of: the same means that it need not be made again.
const MADE_OF: [&str; 5] = ["authority", "option", "runs", "seed", "scenario_hash"];

const COLUMNS: [Column; 19] = [
    Column::new(MADE_OF[0], "Authority", Kind::Text),
    Column::new(MADE_OF[1], "Option", Kind::Text),
    Column::new(MADE_OF[2], "Runs", Kind::Count),
    Column::new(MADE_OF[3], "Seed", Kind::Text),
    Column::new(MADE_OF[4], "Scenario hash", Kind::Text),
    Column::new("measure", "Measure", Kind::Text),
    Column::new("first_day", "Children on the first day", Kind::Fine),
    Column::new("date", "Projected to", Kind::Text),
    Column::new("baseline_mean", "Baseline, mean", Kind::Fine),
    Column::new("baseline_p2_5", "Baseline, 2.5th percentile", Kind::Fine),
    Column::new("baseline_p10", "Baseline, 10th percentile", Kind::Fine),
    Column::new("baseline_p90", "Baseline, 90th percentile", Kind::Fine),
    Column::new("baseline_p97_5", "Baseline, 97.5th percentile", Kind::Fine),
    Column::new("difference_mean", "Option less baseline, mean", Kind::Fine),
    Column::new("difference_p10", "Option less baseline, 10th percentile", Kind::Fine),
    Column::new("difference_p90", "Option less baseline, 90th percentile", Kind::Fine),
    Column::new("runs_no_fewer", "Runs in a hundred with no fewer", Kind::Runs),
    // Children of 0 to 17 may grow or shrink; a rate takes that out.
    Column::new("rate_first_day", "For 10,000 children, first day", Kind::Fine),
    Column::new("rate_baseline_mean", "For 10,000 children, baseline, mean", Kind::Fine),
];

/// Rows of authorities by name, as cells of a file.
type Made = BTreeMap<String, Vec<Vec<Cell>>>;

/// Projects every authority that is not there already. The table is written after each, so that
/// a run can be stopped and taken up again.
pub fn projections(arguments: &ProjectionsArguments) -> Result<(), Failure> {
    let all = all()?;
    let base = shipped_base();
    let shared = Study::open(BASE, &base).map_err(Failure::Input)?;
    let chosen: Vec<&Authority> = if arguments.only.is_empty() {
        all.list.iter().filter(|it| it.unavailable.is_none()).collect()
    } else {
        let named: Result<_, _> = arguments.only.iter().map(|name| all.one(name)).collect();
        named.map_err(Failure::Call)?
    };
    let kept = match std::fs::read_to_string(&arguments.write) {
        Ok(text) => read(&text),
        Err(_) => Made::new(),
    };
    let made = Mutex::new(kept);
    let done = AtomicUsize::new(0);
    chosen.par_iter().try_for_each(|authority| {
        let study = open(&all, &base, &shared.model.scenario, authority)?;
        let of = made_of(arguments, authority, &study);
        let same = |rows: &Vec<Vec<Cell>>| rows.iter().all(|row| row.starts_with(&of));
        let there = made.lock().is_ok_and(|made| made.get(&authority.slug).is_some_and(same));
        if !there {
            let rows = project(arguments, &study, &of)?;
            let Ok(mut made) = made.lock() else { return Ok(()) };
            made.insert(authority.slug.clone(), rows);
            write_whole(&arguments.write, csv_of(&table(&made))?.as_bytes())?;
        }
        let number = done.fetch_add(1, Ordering::Relaxed) + 1;
        let said = if there { "is there already" } else { "projected" };
        eprintln!("{number:3} of {}  {}: {said}", chosen.len(), authority.name);
        Ok::<(), Failure>(())
    })
}

fn open(
    all: &Authorities,
    base: &Files,
    shared: &Scenario,
    authority: &Authority,
) -> Result<Study, Failure> {
    let (main, files) = scenario(all, base, shared, authority)?;
    Study::open(&main, &files).map_err(Failure::Input)
}

fn made_of(arguments: &ProjectionsArguments, authority: &Authority, study: &Study) -> [Cell; 5] {
    [
        authority.slug.as_str().into(),
        arguments.option.as_str().into(),
        (arguments.runs as usize).into(),
        arguments.seed.to_string().into(),
        format!("{:016x}", study.model.scenario.hash).into(),
    ]
}

/// The rows of one authority.
fn project(
    arguments: &ProjectionsArguments,
    study: &Study,
    of: &[Cell; 5],
) -> Result<Vec<Vec<Cell>>, Failure> {
    let option = study.option(&arguments.option, None).map_err(Failure::Input)?;
    let mut runs = Runs::new(study, vec![option], arguments.seed, Parameters::Sampled);
    // Authorities share the cores; the runs of one follow each other.
    runs.until(study, arguments.runs, None, |range, run| range.map(run).collect());
    let answer = runs.answer(study, 0);
    let scenario = &study.model.scenario;
    let month = (12 * YEARS).min(study.model.layout.months);
    let children = |month: usize| {
        let projected = scenario.population.projected.as_ref();
        projected.map_or(scenario.stocks.iter().sum(), |children| children[month])
    };
    let headline = answer.measures.iter().zip(&scenario.measures).filter(|(_, it)| it.headline);
    let row = |it: &staircase_answers::outcome::measures::MeasureAnswer| {
        let (baseline, difference) = (&it.baseline, &it.difference);
        let rate = |month: usize| 1e4 * baseline.mean[month] / children(month);
        let mut row = of.to_vec();
        row.extend([
            it.id.as_str().into(),
            baseline.mean[0].into(),
            answer.dates[month].as_str().into(),
            baseline.mean[month].into(),
            baseline.p2_5[month].into(),
            baseline.p10[month].into(),
            baseline.p90[month].into(),
            baseline.p97_5[month].into(),
            difference.mean[month].into(),
            difference.p10[month].into(),
            difference.p90[month].into(),
            it.no_fewer[month].into(),
            rate(0).into(),
            rate(month).into(),
        ]);
        row
    };
    Ok(headline.map(|(it, _)| row(it)).collect())
}

fn table(made: &Made) -> Table {
    let mut table = Table::new("projections", "Projections of authorities", "", &COLUMNS);
    table.rows = made.values().flatten().cloned().collect();
    table
}

/// A table as it was written; rows of other columns are made again.
fn read(text: &str) -> Made {
    let mut made = Made::new();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let known = reader
        .headers()
        .is_ok_and(|found| found.iter().eq(COLUMNS.iter().map(|column| column.key.as_ref())));
    for record in reader.into_records().flatten().filter(|_| known) {
        let cell = |(text, column): (&str, &Column)| match (column.kind, text.parse()) {
            (Kind::Text, _) | (_, Err(_)) => Cell::Text(text.to_owned()),
            (_, Ok(number)) => Cell::Number(number),
        };
        let row: Vec<Cell> = record.iter().zip(&COLUMNS).map(cell).collect();
        made.entry(record.get(0).unwrap_or_default().to_owned()).or_default().push(row);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a table does not come back from its file as it was, so that every run of the
    /// command would begin anew, or if one of other columns is taken for this one.
    #[test]
    fn a_table_comes_back_as_it_was() {
        let arguments = ProjectionsArguments {
            write: PathBuf::new(),
            option: "tenth-less".to_owned(),
            runs: 4,
            seed: 1,
            only: Vec::new(),
        };
        let (all, base) = (all().expect("ships"), shipped_base());
        let shared = Study::open(BASE, &base).expect("ships");
        let authority = all.one("rutland").expect("is one");
        let study = open(&all, &base, &shared.model.scenario, authority).expect("opens");
        let of = made_of(&arguments, authority, &study);
        let rows = project(&arguments, &study, &of).expect("projects");
        assert!(rows.len() >= 3 && rows.iter().all(|row| row.len() == COLUMNS.len()));
        let made = Made::from([(authority.slug.clone(), rows)]);
        let text = csv_of(&table(&made)).expect("is a table");
        assert_eq!(read(&text), made);
        assert!(read(&text.replacen("authority,", "council,", 1)).is_empty());
    }
}
