//! `staircase check`: every problem of a scenario's files at once.

use super::Failure;
use staircase_engine::report::places;
use staircase_engine::scenario::Scenario;
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
                    "{}: good. {} levels, {} permitted moves, {} options, {} numbers with a source or marked assumed{}.\n",
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
                for warning in warnings {
                    super::print(&format!("  Warning: {warning}\n"))?;
                }
            }
            Err(Failure::Input(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems)) }
}

/// How many of the numbers are defaults, and of which file.
fn shared(scenario: &Scenario) -> String {
    let Some(file) = &scenario.defaults else { return String::new() };
    let start = format!("{file}: ");
    let count = scenario.register.iter().filter(|row| row.path.starts_with(&start)).count();
    format!(", {count} of them from {file}")
}
