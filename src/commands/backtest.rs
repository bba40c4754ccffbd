//! `staircase backtest`: predictive validation, a projection made some years ago against what
//! was published later.

use super::Failure;
use super::calibrate::{table, year};
use clap::Args;
use rayon::prelude::*;
use staircase_answers::authorities::WINDOWS;
use staircase_answers::explore::backtest::{
    Backtest, BacktestRow, DRAWS, MEASURES, Way, backtest as run, coverage,
};
use staircase_answers::explore::calibrate::panel::Nation;
use staircase_scenario::observe::Area;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// What `backtest` is asked.
#[derive(Debug, Args)]
pub struct BacktestArguments {
    /// Scenario file
    pub scenario: PathBuf,
    /// Table of published or own figures (CSV)
    #[arg(long)]
    pub observed: PathBuf,
    /// Area in the table, by name or code
    #[arg(long)]
    pub area: Option<String>,
    /// Last year to 31 March that is fitted, such as 2019 or 2018-19
    #[arg(allow_negative_numbers = true, long, required_unless_present = "all", value_name = "YEAR", value_parser = year)]
    pub until: Option<i32>,
    /// Last year that is projected; without it, the last in the table
    #[arg(allow_negative_numbers = true, long, value_name = "YEAR", value_parser = year)]
    pub horizon: Option<i32>,
    /// All areas of the table, 2016 to 2019, 2018 to 2022 and 2019 to 2025
    #[arg(long)]
    pub all: bool,
    /// Number of runs
    #[arg(allow_negative_numbers = true, long = "runs", alias = "draws", value_name = "RUNS", default_value_t = DRAWS)]
    pub draws: u64,
    /// Write the result as Markdown
    #[arg(long)]
    pub write: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Runs and prints.
pub fn backtest(arguments: &BacktestArguments) -> Result<(), Failure> {
    if arguments.draws < 16 || arguments.draws > 100_000 {
        return Err(Failure::Call("Ask for 16 to 100,000 runs.".to_owned()));
    }
    let study = super::open(&arguments.scenario)?;
    let scenario = &study.model.scenario;
    let read = table(&arguments.observed)?;
    let areas: Vec<&Area> = read.areas.iter().collect();
    let jobs: Vec<(&Area, (i32, i32))> = if arguments.all {
        areas.iter().flat_map(|area| WINDOWS.map(|window| (*area, window))).collect()
    } else {
        let own = read
            .area(arguments.area.as_deref(), &scenario.about.authority)
            .map_err(Failure::Call)?;
        let until = arguments.until.unwrap_or_default();
        let last = own.years().map_or(until, |(_, last)| last);
        vec![(own, (until, arguments.horizon.unwrap_or(last)))]
    };
    let mut years: Vec<i32> = jobs.iter().map(|(_, (until, _))| *until).collect();
    years.sort_unstable();
    years.dedup();
    let nations: BTreeMap<i32, Nation> =
        years.iter().map(|until| (*until, Nation::of(&areas, *until))).collect();
    let results: Vec<Result<Backtest, String>> = jobs
        .par_iter()
        .map(|(area, window)| {
            let nation = nations.get(&window.0).copied().unwrap_or_default();
            run(scenario, area, &nation, *window, arguments.draws)
                .map_err(|why| format!("{}, {}: {why}", area.label(), window.0))
        })
        .collect();
    let mut done = Vec::new();
    for result in results {
        match result {
            Ok(result) => done.push(result),
            Err(why) if arguments.all => eprintln!("{why}"),
            Err(why) => return Err(Failure::Call(why)),
        }
    }
    if done.is_empty() {
        return Err(Failure::Call("No area of the table could be tested.".to_owned()));
    }
    if arguments.json {
        let json = serde_json::to_string(&done).unwrap_or_default();
        return super::print(&format!("{json}\n"));
    }
    let text = markdown(&done);
    if let Some(path) = &arguments.write {
        std::fs::write(path, &text).map_err(|error| Failure::File(path.clone(), error))?;
    }
    super::print(&text)
}

/// Words of a measure.
pub fn words(measure: &str) -> &'static str {
    match measure {
        "children_in_need" => "Children in need",
        "protection_plan" => "Children on plans",
        _ => "Looked-after children",
    }
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Free => "without later data",
        Way::Conditional => "actual number of starts",
    }
}

fn percent((share, all): (f64, usize)) -> String {
    if all == 0 { "–".to_owned() } else { format!("{:.0}% of {all}", 100.0 * share) }
}

fn markdown(done: &[Backtest]) -> String {
    let mut text = include_str!("backtest.md").to_owned();
    text.push_str("\n## Coverage of the range of 8 in 10 runs\n\n");
    text.push_str(
        "| | Without later data | Actual number of starts | Both |\n| --- | --- | --- | --- |\n",
    );
    let row = |text: &mut String, label: &str, keep: &dyn Fn(&Backtest, &BacktestRow) -> bool| {
        let of = |only: Option<Way>| {
            let rows = done.iter().flat_map(|it| it.rows.iter().filter(move |row| keep(it, row)));
            percent(coverage(rows.filter(|row| only.is_none_or(|way| way == row.way))))
        };
        let (free, told, both) = (of(Some(Way::Free)), of(Some(Way::Conditional)), of(None));
        let _ = writeln!(text, "| {label} | {free} | {told} | {both} |");
    };
    row(&mut text, "**All**", &|_, _| true);
    for (measure, _) in MEASURES {
        row(&mut text, words(measure), &|_, row| row.measure == measure);
    }
    let mut windows: Vec<(i32, i32)> = done.iter().map(|it| (it.until, it.horizon)).collect();
    windows.sort_unstable();
    windows.dedup();
    for window in windows {
        let label = format!("{} to {}", window.0, window.1);
        row(&mut text, &label, &|it, _| (it.until, it.horizon) == window);
    }
    let mut areas: Vec<&str> = done.iter().map(|it| it.area.as_str()).collect();
    areas.dedup();
    for area in areas {
        row(&mut text, area, &|it, _| it.area == area);
    }
    text.push_str("\n## Errors in the last year\n\n");
    text.push_str(
        "Median of the runs against what was published; the range in brackets, in bold where it \
         does not contain the published number. Median absolute error over all years at the end.\n\n\
         | Area | Window | Measure | Published | Without later data | Actual number of starts |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for it in done {
        for (measure, _) in MEASURES {
            let cell = |which: Way| {
                let row = it.rows.iter().rfind(|row| row.measure == measure && row.way == which);
                row.map_or_else(
                    || "–".to_owned(),
                    |row| {
                        let band = format!("({:.0} to {:.0})", row.low, row.high);
                        let band = if row.covered { band } else { format!("**{band}**") };
                        format!("{:+.0}% {band}", 100.0 * row.error)
                    },
                )
            };
            let last = it.rows.iter().rfind(|row| row.measure == measure);
            let _ = writeln!(
                text,
                "| {} | {} to {} | {} | {} | {} | {} |",
                it.area,
                it.until,
                last.map_or(it.horizon, |row| row.year),
                words(measure),
                last.map_or_else(|| "–".to_owned(), |row| format!("{:.0}", row.observed)),
                cell(Way::Free),
                cell(Way::Conditional)
            );
        }
    }
    text.push_str("\n| Median absolute error | ");
    text.push_str("Without later data | Actual number of starts |\n| --- | --- | --- |\n");
    for (measure, _) in MEASURES {
        let median = |which: Way| {
            let mut errors: Vec<f64> = done
                .iter()
                .flat_map(|it| &it.rows)
                .filter(|row| row.measure == measure && row.way == which)
                .map(|row| row.error.abs())
                .collect();
            errors.sort_by(f64::total_cmp);
            errors.get(errors.len() / 2).map_or(f64::NAN, |error| 100.0 * error)
        };
        let _ = writeln!(
            text,
            "| {} | {:.1}% | {:.1}% |",
            words(measure),
            median(Way::Free),
            median(Way::Conditional)
        );
    }
    text.push_str("\n## What moved after the year\n\nRates that follow the published figures: ");
    text.push_str(
        "change from the last year fitted to the last year projected, largest first.\n\n",
    );
    text.push_str("| Area | Window | Change |\n| --- | --- | --- |\n");
    for it in done {
        let after = it.after.as_deref().unwrap_or("–");
        let _ = writeln!(text, "| {} | {} to {} | {after} |", it.area, it.until, it.horizon);
    }
    text.push_str("\n## Every year\n\n| Area | Fitted to | Year | Measure | Way | Published | ");
    text.push_str("Median | 8 in 10 | Error | Inside |\n");
    text.push_str("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for it in done {
        for row in &it.rows {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {:.0} | {:.0} | {:.0} to {:.0} | {:+.1}% | {} |",
                it.area,
                it.until,
                row.year,
                words(&row.measure),
                way(row.way),
                row.observed,
                row.middle,
                row.low,
                row.high,
                100.0 * row.error,
                if row.covered { "yes" } else { "no" }
            );
        }
    }
    text
}
