//! `staircase list` and `staircase authorities`: every English authority.

use super::set::write_whole;
use super::{Failure, past};
use clap::Args;
use rayon::prelude::*;
use staircase_answers::authorities::{
    Authorities, Authority, BASE, WINDOWS, fit, fits, shipped, shipped_base,
};
use staircase_answers::explore::backtest::DRAWS;
use staircase_answers::explore::calibrate::panel::Nation;
use staircase_answers::study::Study;
use staircase_scenario::Files;
use staircase_scenario::load::from_disk;
use staircase_scenario::observe::Area;
use staircase_scenario::resolved::Scenario;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `authorities` is asked.
#[derive(Debug, Args)]
pub struct AuthoritiesArguments {
    /// Table of fits to write; rows in it that were made from the same figures by the same method
    /// are kept
    #[arg(long)]
    pub write: PathBuf,
    /// Table of published figures that takes the place of the shipped one, a row for each area
    /// and year
    #[arg(long)]
    pub observed: Option<PathBuf>,
    /// Last year fitted; without it, the last of the table
    #[arg(long, value_name = "YEAR", value_parser = super::calibrate::year)]
    pub until: Option<i32>,
    /// Fit only these (repeat for several)
    #[arg(long = "only")]
    pub only: Vec<String>,
    /// Write every figure of past projections as CSV; those of rows that are kept are read from it
    #[arg(long)]
    pub backtests: Option<PathBuf>,
    /// Write what past projections come to, beside naive forecasts, as Markdown
    #[arg(long)]
    pub report: Option<PathBuf>,
}

/// All authorities, as they ship.
pub fn all() -> Result<Authorities, Failure> {
    Authorities::read(&shipped()).map_err(Failure::Call)
}

/// The files of the scenario that a path or the name of an authority stands for.
pub fn files(path: &Path) -> Result<(String, Files), Failure> {
    match from_disk(path) {
        Ok(found) => Ok(found),
        Err((_, error))
            if error.kind() == std::io::ErrorKind::NotFound
                && path.components().count() == 1
                && path.extension().is_none() =>
        {
            let all = all()?;
            let authority = all.one(&path.to_string_lossy()).map_err(|why| {
                Failure::Call(format!(
                    "There is no scenario file of this name. {why} `staircase list` prints all \
                     authorities."
                ))
            })?;
            let base = shipped_base();
            let study = Study::open(BASE, &base).map_err(Failure::Input)?;
            scenario(&all, &base, &study.model.scenario, authority)
        }
        Err((path, error)) => Err(Failure::File(path, error)),
    }
}

/// The files of an authority's scenario, made of those that all share.
pub fn scenario(
    all: &Authorities,
    base: &Files,
    shared: &Scenario,
    authority: &Authority,
) -> Result<(String, Files), Failure> {
    if let Some(why) = &authority.unavailable {
        return Err(Failure::Call(why.clone()));
    }
    let (main, made) = all.scenario(base, shared, authority).map_err(Failure::Input)?;
    let mut files = base.clone();
    files.extend(made);
    Ok((main, files))
}

/// Prints every authority with the word that opens it.
pub fn list(find: Option<&str>) -> Result<(), Failure> {
    let all = all()?;
    let wanted = find.unwrap_or_default().to_lowercase();
    let mut text = String::new();
    let mut shown = 0;
    for authority in &all.list {
        let words = format!(
            "{} {} {} {} {}",
            authority.slug,
            authority.name,
            authority.code,
            authority.region,
            authority.former.join(" ")
        );
        if !words.to_lowercase().contains(&wanted) {
            continue;
        }
        shown += 1;
        let note = match (&authority.unavailable, authority.doubts.len()) {
            (Some(_), _) => "figures hidden; cannot be projected",
            (None, 0) => "",
            (None, _) => "fit with doubts",
        };
        let _ = writeln!(
            text,
            "{:36} {:36} {:10} {:25} {note}",
            authority.slug, authority.name, authority.code, authority.region
        );
    }
    let _ = writeln!(
        text,
        "\n{shown} authorities. `staircase run NAME --option OPTION` projects one; `staircase \
         explain NAME` shows its numbers."
    );
    super::print(&text)
}

/// Fits every authority, and makes past projections of it. Rows that are there already, made
/// from the same figures by the same method, are kept; the table is written after each
/// authority, so that a run can be stopped and taken up again.
pub fn authorities(arguments: &AuthoritiesArguments) -> Result<(), Failure> {
    let failed = |path: &Path, error| Failure::File(path.to_owned(), error);
    let observed = arguments
        .observed
        .as_ref()
        .map(|path| std::fs::read_to_string(path).map_err(|error| failed(path, error)))
        .transpose()?;
    let mut tables = shipped();
    if let Some(text) = &observed {
        tables.observed = text.into();
    }
    let kept = match std::fs::read_to_string(&arguments.write) {
        Ok(text) if !text.is_empty() => fits::read(&text).map_err(Failure::Call)?,
        _ => BTreeMap::new(),
    };
    tables.fits = "".into();
    let all = Authorities::read(&tables).map_err(Failure::Call)?;
    let base = shipped_base();
    let study = Study::open(BASE, &base).map_err(Failure::Input)?;
    let scenario = &study.model.scenario;
    let until = arguments.until.unwrap_or(all.figures.last_year());
    let mut years: Vec<i32> = WINDOWS.iter().map(|(first, _)| *first).collect();
    years.push(until);
    let nations: BTreeMap<i32, Nation> =
        years.into_iter().map(|year| (year, all.nation(year))).collect();
    let chosen: Vec<&Authority> = if arguments.only.is_empty() {
        all.list.iter().collect()
    } else {
        let named: Result<_, _> = arguments.only.iter().map(|name| all.one(name)).collect();
        named.map_err(Failure::Call)?
    };
    let before = arguments.backtests.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    let before = before.map(|text| past::read(&all, &text)).transpose().map_err(Failure::Call)?;
    let before = before.unwrap_or_default();
    let want_tests = arguments.backtests.is_some() || arguments.report.is_some();
    // What was made from the same figures by the same method is there already.
    let todo: Vec<(&Authority, Area)> = chosen
        .into_iter()
        .filter_map(|it| Some((it, all.figures.area(&it.code)?)))
        .filter(|(it, own)| {
            let row = kept.get(&it.code);
            let same = row.is_some_and(|row| row.made_from == fits::made_from(own, until));
            !same || (want_tests && !before.contains_key(&it.code))
        })
        .collect();
    let (table, tested) = (Mutex::new(kept), Mutex::new(before));
    let done = AtomicUsize::new(0);
    todo.par_iter().try_for_each(|(authority, own)| {
        let text = match fit(scenario, own, &nations, until, DRAWS) {
            Ok((row, rows)) => {
                if let Ok(mut tested) = tested.lock() {
                    tested.insert(authority.code.clone(), (authority.name.clone(), rows));
                }
                let Ok(mut table) = table.lock() else { return Ok(()) };
                let said = format!(
                    "stocks within {:.1}%, starts within {:.1}%{}",
                    100.0 * row.quality.misses.0,
                    100.0 * row.quality.misses.1,
                    if row.quality.unusable { "; not to be used" } else { "" }
                );
                table.insert(authority.code.clone(), row);
                write_whole(&arguments.write, fits::write(&table).as_bytes())?;
                said
            }
            Err(why) => why,
        };
        let number = done.fetch_add(1, Ordering::Relaxed) + 1;
        eprintln!("{number:3} of {}  {}: {text}", todo.len(), authority.name);
        Ok::<(), Failure>(())
    })?;
    let mut tested = tested.into_inner().unwrap_or_default();
    let table = table.into_inner().unwrap_or_default();
    tested.retain(|code, _| table.get(code).is_some_and(|row| !row.quality.unusable));
    if let Some(path) = &arguments.backtests {
        write_whole(path, past::csv(&all, &tested).as_bytes())?;
    }
    if let Some(path) = &arguments.report {
        write_whole(path, past::markdown(&all, &tested).as_bytes())?;
    }
    Ok(())
}
