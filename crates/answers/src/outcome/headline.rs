//! The number that people read first, and the day that it is about.

use super::measures;
use staircase_model::Model;
use staircase_scenario::Calendar;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::MeasureKind;

/// Years after an option's start that the first sentence is about.
pub const HEADLINE_YEARS: usize = 5;

/// The first headline stock.
#[must_use]
pub fn measure(model: &Model) -> Option<usize> {
    model.scenario.measures.iter().position(|it| it.headline && it.kind == MeasureKind::Stock)
}

/// First month in which an option, or what it is compared with, changes anything; the
/// first month of the projection if neither does.
#[must_use]
pub fn start(option: &PolicyOption) -> usize {
    let against = option.against.iter().flat_map(|other| &other.changes);
    option.changes.iter().chain(against).map(|change| change.start).min().unwrap_or(1)
}

/// Each 31 March on which an option can be looked at, with its month: none before it starts.
#[must_use]
pub fn days(calendar: &Calendar, option: &PolicyOption) -> Vec<(i32, usize)> {
    let from = start(option);
    measures::marches(calendar).into_iter().filter(|(_, month)| *month >= from).collect()
}

/// The month that the first sentence is about: the first 31 March with five whole years of
/// the option behind it, else the last one in the projection, else its end.
#[must_use]
pub fn month(calendar: &Calendar, option: &PolicyOption) -> usize {
    let days = days(calendar, option);
    let behind = start(option) + 12 * HEADLINE_YEARS - 1;
    let found = days.iter().find(|(_, month)| *month >= behind).or(days.last());
    found.map_or(calendar.months, |(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_scenario::Grade;
    use staircase_scenario::resolved::{Adjust, Change, DoorLever, Target};

    fn starting(month: usize) -> PolicyOption {
        let change = Change {
            target: Target::Door(DoorLever::Screening, Adjust::Add(1.0)),
            start: month,
            until: usize::MAX,
            ramp: 0.0,
            paid_by: None,
            words: String::new(),
            source: String::new(),
            references: Vec::new(),
            grade: Grade::Assumed,
        };
        PolicyOption {
            id: "b".to_owned(),
            name: "B".to_owned(),
            description: String::new(),
            null_effect: false,
            changes: vec![change],
            against: None,
        }
    }

    /// Fails if the first sentence is about a day before the option starts, if years are
    /// counted from the first day of the projection, or by twelves from a day that is no
    /// 31 March.
    #[test]
    fn five_years_are_counted_from_the_start_of_the_option() {
        let of = |start: &str, months, month| {
            let calendar = Calendar { start: start.parse().expect("a date"), months };
            calendar.at(super::month(&calendar, &starting(month))).to_string()
        };
        // April 2020 in a projection from March 2015.
        assert_eq!(of("2015-03", 120, 61), "2025-03");
        assert_eq!(of("2019-03", 120, 1), "2024-03");
        assert_eq!(of("2019-03", 120, 25), "2026-03");
        // October 2019: March 2024 has four and a half years behind it.
        assert_eq!(of("2019-03", 120, 7), "2025-03");
        assert_eq!(of("2019-09", 120, 1), "2025-03");
        // Later than five years before the end: the last 31 March.
        assert_eq!(of("2019-03", 120, 100), "2029-03");
        // After the last 31 March: the end.
        assert_eq!(of("2019-03", 30, 28), "2021-09");
    }
}
