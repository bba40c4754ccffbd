//! How large a scenario may be, asked before its tables are made.

use super::history;
use crate::record::lines::lines;
use staircase_scenario::limits::{product, sum};
use staircase_scenario::problem::plain;
use staircase_scenario::resolved::STAY_BANDS;
use staircase_scenario::{Fault, Problem, Scenario};

/// Most numbers of a month of the path, of a record, and steps to make the tables of rates:
/// some seconds and some hundred megabytes. Shipped scenarios stay far below.
const MOST_OF_A_MONTH: usize = 10_000_000;
const MOST_OF_A_RECORD: usize = 1_000_000;
const MOST_STEPS: usize = 20_000_000;

/// What of a scenario is too large to be calculated.
#[must_use]
pub fn problems(scenario: &Scenario) -> Vec<Problem> {
    let found = [
        ("numbers of a month of the central projection", of_a_month(scenario), MOST_OF_A_MONTH),
        ("numbers of one run", of_a_record(scenario), MOST_OF_A_RECORD),
        ("steps to make the tables of rates", steps(scenario), MOST_STEPS),
    ];
    let large = found.into_iter().filter(|(_, count, most)| count > most);
    large
        .map(|(what, count, most)| {
            let count = match count {
                usize::MAX => "far more".to_owned(),
                count => plain(count as f64),
            };
            let statement = format!(
                "This scenario is too large: {count} {what}, where at most {} can be worked out. \
                 Give fewer levels, age bands, classes, programmes or effects, or a shorter \
                 projection.",
                plain(most as f64)
            );
            Problem::new(&scenario.file, "", Fault::Contradiction { statement })
        })
        .collect()
}

/// Numbers of a month of the path, at most: cells × fields × windows of births.
fn of_a_month(scenario: &Scenario) -> usize {
    let clocked = scenario.clocked_levels();
    let strata = |level: usize| {
        let held = scenario.strata.divisions.iter().filter(|it| it.held(level));
        product(held.map(|it| it.classes.len().max(1)))
    };
    let marks = scenario.levels.iter().filter_map(|level| level.marks);
    let marks = if marks.count() > 0 { 4 } else { 1 };
    let cells = scenario.levels.iter().zip(clocked).enumerate().map(|(place, (level, clocked))| {
        let clocks = if clocked { 25 } else { 1 };
        // Never known, closed 1 to 12 months ago, longer ago.
        let known = if level.statutory() { 1 } else { 14 };
        product([clocks, known, marks, strata(place)])
    });
    // Of a programme: supported, waiting, not engaging. Of an effect: its dose, pending or held.
    let effects = scenario.programmes.iter().map(|it| it.effects.len());
    let programmes = scenario.programmes.len();
    let fields = sum([1, product([3, programmes]), product([4, sum(effects)])]);
    let windows = usize::try_from(scenario.oldest()).unwrap_or(0) / 12 + 2;
    product([sum(cells), fields, windows])
}

/// Numbers of a record.
fn of_a_record(scenario: &Scenario) -> usize {
    let months = scenario.calendar.months + 1;
    let (levels, programmes) = (scenario.levels.len(), scenario.programmes.len());
    let lines = lines(scenario).len();
    let streams = scenario.streams.len();
    let monthly =
        sum([levels, scenario.measures.len(), product([5, programmes]), lines, 12, 2 * streams]);
    let yearly = sum([product([levels, 3 + scenario.strata.count()]), scenario.moves.len() * 2, 5]);
    sum([product([months, monthly]), product([months / 12 + 2, yearly])])
}

/// Steps to make the tables of rates: each rate and factor of a move, at every length of stay,
/// age and history.
fn steps(scenario: &Scenario) -> usize {
    let rates = scenario.rates.len();
    let factors = sum(scenario.factors.iter().map(|factor| factor.moves.len()));
    let effects = scenario.programmes.iter().flat_map(|it| &it.effects);
    let levels = scenario.levels.len();
    let effects = sum(effects.map(|effect| sum([effect.moves.len(), levels])));
    let each = sum([scenario.moves.len(), rates, factors, effects]);
    let profiles = history::profiles(scenario);
    product([STAY_BANDS, scenario.age_bands.len(), profiles, each])
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_scenario::shipped::shipped;
    use staircase_scenario::{load, resolve::resolve};

    /// Fails if a limit comes near what is shipped, so that a somewhat larger authority
    /// would be refused.
    #[test]
    fn the_shipped_scenario_is_far_below_every_limit() {
        let (main, files) = shipped();
        let scenario = resolve(&load(main, &files).expect("good"), &files).expect("good");
        for (found, most) in [
            (of_a_month(&scenario), MOST_OF_A_MONTH),
            (of_a_record(&scenario), MOST_OF_A_RECORD),
            (steps(&scenario), MOST_STEPS),
        ] {
            assert!(found > 0 && 5 * found < most, "{found} of {most}");
        }
    }
}
