//! `staircase check`: every problem of a scenario's files at once.

use super::Failure;
use staircase_answers::study::Study;
use staircase_reporting::places;
use staircase_scenario::Scenario;
use staircase_scenario::written::MeasureKind;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Checks scenarios one after the other and reports all their problems.
pub fn check(scenarios: &[PathBuf]) -> Result<(), Failure> {
    let mut problems = Vec::new();
    for path in scenarios {
        match super::open(path) {
            Ok(study) => {
                let scenario = &study.model.scenario;
                super::print(&format!(
                    "{}: no problems found. {} levels, {} permitted moves, {} options, {} numbers with a source or marked assumed{}.\n",
                    path.display(),
                    scenario.levels.len(),
                    scenario.moves.len(),
                    scenario.options.len(),
                    scenario.register.len(),
                    shared(scenario)
                ))?;
                let warnings: BTreeSet<String> = scenario
                    .options
                    .iter()
                    .flat_map(|option| places::below_one(&study.model, option))
                    .collect();
                for warning in warnings.into_iter().chain(out_of_step(&study)) {
                    super::print(&format!("  Warning: {warning}\n"))?;
                }
            }
            Err(Failure::Input(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems)) }
}

/// By how much a stock may change before anything is changed, in the first year and in five.
/// Scenarios that come with Staircase stay within a hundredth and a fifteenth.
const FIRST_YEAR: f64 = 0.1;
const FIVE_YEARS: f64 = 0.25;
/// Fewer children than this are too few to speak of.
const FEW: f64 = 5.0;

/// The stock that changes most along the central projection of the baseline, where that is
/// more than stocks and rates that fit each other would show.
fn out_of_step(study: &Study) -> Option<String> {
    let scenario = &study.model.scenario;
    let answer = study.expected(scenario.options.first()?);
    let stocks = scenario.measures.iter().zip(&answer.measures);
    let stocks =
        stocks.filter(|(measure, _)| measure.headline && measure.kind == MeasureKind::Stock);
    let changes = stocks.flat_map(|(measure, found)| {
        [(12, FIRST_YEAR), (60, FIVE_YEARS)].map(|(month, most)| {
            let series = &found.baseline.mean;
            let (first, then) = (*series.first()?, *series.get(month)?);
            let part = (then / first - 1.0).abs();
            let told = first > 0.0 && part > most && (then - first).abs() >= FEW;
            told.then_some((part / most, measure, first, then, month / 12))
        })
    });
    let (_, measure, first, then, years) =
        changes.flatten().max_by(|one, other| one.0.total_cmp(&other.0))?;
    let years = if years == 1 { "the first year".to_owned() } else { format!("{years} years") };
    Some(format!(
        "{} go from {first:.0} to {then:.0} in {years} under the current offer, before any option. \
         Stocks and rates do not fit each other. Check the children aged 0 to 17 against the \
         stocks, or fit the rates with `staircase calibrate`.",
        measure.name
    ))
}

/// How many of the numbers are defaults, and of which file.
fn shared(scenario: &Scenario) -> String {
    let Some(file) = &scenario.defaults else { return String::new() };
    let start = format!("{file}: ");
    let count = scenario.register.iter().filter(|row| row.path.starts_with(&start)).count();
    format!(", {count} of them from {file}")
}
