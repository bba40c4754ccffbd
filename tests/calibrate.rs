//! Calibration and backtests.

use staircase_engine::explore::backtest::{Backtest, Way, backtest, coverage};
use staircase_engine::explore::calibrate::facts::{Facts, Year, bare};
use staircase_engine::explore::calibrate::groups::GROUPS;
use staircase_engine::explore::calibrate::past::{COARSE, Logs, Past};
use staircase_engine::explore::calibrate::table::Calibration;
use staircase_engine::explore::calibrate::{calibrate, peers, write};
use staircase_engine::model::reference::WINDOW;
use staircase_engine::observe::{Area, Observations, read};
use staircase_engine::scenario::{Files, Scenario};
use staircase_engine::study::Study;
use std::path::Path;

fn files() -> (String, Files) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let main = "england-2025.toml".to_owned();
    let text = std::fs::read_to_string(folder.join(&main)).expect("ships");
    let mut files = Files::new();
    for part in staircase_engine::scenario::load::parts(&text) {
        let text = std::fs::read_to_string(folder.join(&part)).expect("ships");
        files.insert(part, text);
    }
    files.insert(main.clone(), text);
    (main, files)
}

fn england() -> Scenario {
    let (main, files) = files();
    Study::open(&main, &files).expect("good").model.scenario
}

fn published() -> Observations {
    read("table", include_bytes!("../scenarios/observed/england-and-five.csv")).expect("good")
}

/// Log factors that the made-up area has in every year.
const TRUTH: Logs = [0.10, -0.15, 0.12, 0.06, -0.08, 0.05];

/// Figures that the path itself makes at known factors, for years to 2025.
fn made_up(scenario: &Scenario, years: usize) -> Area {
    let blank = |year| Year { year, children: 100_000.0, ..Year::default() };
    let first = 2025 - years as i32;
    let facts = Facts {
        area: "Made up".into(),
        years: (first..=2025).map(blank).collect(),
        children: 100_000.0,
        grown: 0.0,
        notes: Vec::new(),
    };
    let past = Past::new(bare(scenario, &facts)).expect("has the measures");
    let mut area = Area { name: "Made up".into(), ..Area::default() };
    let mut put = |id: &str, year: i32, value: f64| {
        area.series.entry(id.to_owned()).or_default().points.insert(year, value);
    };
    past.with(WINDOW, &[0.0; 3], |walk| {
        let mut state = walk.first_day(&facts, &TRUTH);
        let grown = 0.0987;
        for year in first..=2025 {
            if year > first {
                let month = 12 * (year - 2025);
                let given = walk.year(&mut state, month, &TRUTH, false);
                put("cin_starts", year, given.starts[0]);
                put("cpp_starts", year, given.starts[1]);
                put("cla_starts", year, given.starts[2]);
                put("cpp_ends", year, given.ends[0]);
            }
            let [need, plan, care] = past.stocks(&state);
            put("population_0_17", year, 100_000.0);
            put("cin_stock", year, need / (1.0 - grown));
            put("cpp_stock", year, plan);
            put("cla_stock", year, care);
        }
    });
    area
}

/// Fails if factors that made the figures are not found again (within what the priors draw
/// them back), if the figures are not met, or if more years do not tell more.
#[test]
fn known_factors_are_found_again_and_more_years_tell_more() {
    let scenario = england();
    let area = made_up(&scenario, 4);
    let long = calibrate(&scenario, &area, &[], 2025).expect("fits");
    for (group, truth) in TRUTH.iter().enumerate() {
        let (found, spread) =
            (long.middle[group], staircase_engine::maths::sqrt(long.covariance[(group, group)]));
        assert!((found - truth).abs() < 2.0 * spread + 0.01, "{group}: {found} {truth} {spread}");
        assert!((found - truth).abs() < 0.08, "{group}: {found} {truth}");
    }
    let shown = Calibration::new(&long);
    assert!(shown.residuals.iter().all(|row| row.reason.is_none()), "{:?}", shown.residuals);
    let mut short = area.clone();
    for series in short.series.values_mut() {
        series.points.retain(|year, _| *year >= 2023);
    }
    let short = calibrate(&scenario, &short, &[], 2025).expect("fits");
    for group in 0..GROUPS {
        let at = (group, group);
        assert!(long.covariance[at] < short.covariance[at], "{group}");
    }
}

/// Fails if anything after the last year fitted changes the fit or a free projection by a
/// bit: factors, covariance, drift or the drift of others.
#[test]
fn nothing_leaks_from_later_years() {
    let scenario = england();
    let table = published();
    let mut later = table.clone();
    for series in later.areas.iter_mut().flat_map(|area| area.series.values_mut()) {
        for (year, value) in &mut series.points {
            if *year > 2015 {
                *value *= 1.0 + 0.1 * f64::from(*year - 2015);
            }
        }
    }
    let run = |table: &Observations| {
        let own = table.area(Some("Coventry"), "").expect("there");
        let other = table.area(Some("Rotherham"), "").expect("there");
        let peers = peers(&scenario, &[own, other], 2015);
        let fit = calibrate(&scenario, own, &peers, 2015).expect("fits");
        let shown = serde_json::to_string(&Calibration::new(&fit)).expect("writes");
        let tested = backtest(&scenario, own, &peers, (2015, 2016), 16).expect("runs");
        let free = tested.rows.into_iter().filter(|row| row.way == Way::Free);
        (shown, free.map(|row| [row.low, row.middle, row.high]).collect::<Vec<_>>())
    };
    assert_eq!(run(&table), run(&later));
}

/// Fails if a written council file does not open, loses the fitted factors or is not
/// replaced when it is written again.
#[test]
fn written_files_open_and_are_replaced() {
    let scenario = england();
    let area = made_up(&scenario, 2);
    let fit = calibrate(&scenario, &area, &[], 2025).expect("fits");
    let (main, mut files) = files();
    for round in 0..2 {
        let council = "councils/england-2025.toml";
        let made = write::files((&main, &files), council, &fit, &area, "a table").expect("writes");
        assert_eq!(made.len(), 1, "same children and first day");
        files.extend(made);
        let study = Study::open(&main, &files).expect("opens");
        let scenario = &study.model.scenario;
        let fitted: Vec<f64> = scenario
            .factors
            .iter()
            .filter(|factor| factor.value.distribution.is_some())
            .map(|factor| factor.value.central)
            .collect();
        assert!(fitted.len() >= GROUPS, "round {round}");
        assert!((fitted[0] - fit.middle[0].exp_of()).abs() < 1e-5);
        assert!(!scenario.correlations.is_empty());
        assert!((scenario.persistence.central - 1.0).abs() < 1e-12);
    }
    // Another size is another file, with a scenario of its own.
    let table = published();
    let mut own = table.area(Some("Croydon"), "").expect("there").clone();
    for series in own.series.values_mut() {
        series.points.retain(|year, _| *year >= 2017);
    }
    let fit = calibrate(&scenario, &own, &[], 2019).expect("fits");
    let (main, mut files) = self::files();
    let council = "councils/croydon-2019.toml";
    let made = write::files((&main, &files), council, &fit, &own, "a table").expect("writes");
    assert_eq!(made.len(), 2);
    files.extend(made);
    let study = Study::open("croydon-2019.toml", &files).expect("opens");
    let scenario = &study.model.scenario;
    assert!((scenario.population.children - 91_657.0).abs() < 1.0);
    assert!((scenario.streams[0].stock - 268.0).abs() < 1e-9);
}

/// The exponential, without the standard library's.
trait Exp {
    fn exp_of(self) -> f64;
}

impl Exp for f64 {
    fn exp_of(self) -> f64 {
        staircase_engine::maths::exp(self)
    }
}

/// Fails if windows of births that are three times as wide move a stock by over 1%.
#[test]
fn coarse_windows_change_little() {
    let scenario = england();
    let facts = Facts {
        area: String::new(),
        years: vec![Year::default(), Year::default()],
        children: 100_000.0,
        grown: 0.0,
        notes: Vec::new(),
    };
    let past = Past::new(bare(&scenario, &facts)).expect("has the measures");
    let run = |width| {
        past.with(width, &[0.0; 3], |walk| {
            let mut state = walk.first_day(&facts, &[0.0; GROUPS]);
            walk.year(&mut state, 0, &[0.2, 0.1, -0.1, 0.0, 0.1, -0.2], false).stocks
        })
    };
    for (fine, coarse) in run(WINDOW).into_iter().zip(run(COARSE)) {
        assert!((coarse / fine - 1.0).abs() < 0.01, "{fine} {coarse}");
    }
}

/// Fails if the band that should hold 80 in 100 published numbers holds fewer than 65 or
/// more than 95, over all areas and windows, in either way of projecting.
#[test]
fn bands_hold_what_happened() {
    let scenario = england();
    let table = published();
    let areas: Vec<&Area> = table.areas.iter().collect();
    let mut done: Vec<Backtest> = Vec::new();
    for window in [(2016, 2019), (2018, 2022), (2019, 2025)] {
        let peers = peers(&scenario, &areas, window.0);
        for area in &areas {
            done.push(backtest(&scenario, area, &peers, window, 16).expect("runs"));
        }
    }
    for way in [Way::Free, Way::Conditional] {
        let rows = done.iter().flat_map(|it| &it.rows).filter(|row| row.way == way);
        let (share, count) = coverage(rows);
        assert_eq!(count, 6 * 3 * (3 + 4 + 6));
        assert!((0.65..=0.95).contains(&share), "{way:?} {share}");
    }
}
