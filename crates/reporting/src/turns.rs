//! Which way numbers go over an option's life: whether they rise, fall, or one before the other.
//!
//! A rise or a fall counts from one child on, if it is more than twice the Monte Carlo error
//! of its mean: less than that could as well have come out the other way.

use super::effect::CHILD;
use super::number::plain;
use super::phrases::{Truth, is_baseline, lower, when};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::headline;
use staircase_model::Model;
use staircase_scenario::problem::listed;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::MeasureKind;
use std::ops::RangeInclusive;

/// A mean difference in one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "TurnPoint"))]
pub struct Point {
    /// Children, option minus baseline.
    pub value: f64,
    /// Month of the projection.
    pub month: usize,
    /// "May 2020".
    pub date: String,
    /// Whether it counts as a rise or a fall.
    pub clear: bool,
}

/// What a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// No clear rise or fall.
    Steady,
    /// It rises and never falls.
    Rises,
    /// It falls and never rises.
    Falls,
    /// It rises before it falls.
    RisesThenFalls,
    /// It falls before it rises.
    FallsThenRises,
}

/// One headline stock over the option's life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Turn {
    /// Identity of the measure.
    pub id: String,
    /// Its name, without what comes after a comma.
    pub name: String,
    /// What it does.
    pub course: Course,
    /// Its highest point; after the fall, where it falls first.
    pub most: Point,
    /// Its lowest point.
    pub least: Point,
    /// The highest point before the last clear fall, or the lowest before the highest.
    pub first: Point,
    /// The last point.
    pub last: Point,
}

/// The headline stocks of an answer; none for the baseline.
pub(super) fn turns(model: &Model, option: &PolicyOption, answer: &Answer) -> Vec<Turn> {
    if is_baseline(model, option) {
        return Vec::new();
    }
    let start = headline::start(option).min(model.layout.months);
    let date = |month| when(model, month);
    let stocks = model.scenario.measures.iter().zip(&answer.measures);
    stocks
        .filter(|(measure, _)| measure.headline && measure.kind == MeasureKind::Stock)
        .map(|(measure, it)| {
            let name = measure.name.split(',').next().unwrap_or_default();
            let (mean, error) = (&it.difference.mean, &it.difference.error);
            turn((&measure.id, name), (mean, error), start, &date)
        })
        .collect()
}

fn turn(
    (id, name): (&str, &str),
    (mean, error): (&[f64], &[f64]),
    start: usize,
    date: &dyn Fn(usize) -> String,
) -> Turn {
    let point = |month: usize| {
        let value = mean.get(month).copied().unwrap_or_default();
        let error = error.get(month).copied().unwrap_or_default();
        let clear = value.abs() >= CHILD && value.abs() >= 2.0 * error;
        Point { value, month, date: date(month), clear }
    };
    let life = || start..mean.len().max(start + 1);
    let highest = |of: RangeInclusive<usize>| {
        let months = life().filter(|month| of.contains(month));
        let best = months.max_by(|a, b| point(*a).value.total_cmp(&point(*b).value));
        point(best.unwrap_or(start))
    };
    let lowest = |until: usize| {
        let months = life().filter(|month| *month <= until);
        let best = months.min_by(|a, b| point(*a).value.total_cmp(&point(*b).value));
        point(best.unwrap_or(start))
    };
    let rise = life().find(|month| point(*month).clear && point(*month).value > 0.0);
    let fall = life().find(|month| point(*month).clear && point(*month).value < 0.0);
    let last_fall = life().rfind(|month| point(*month).clear && point(*month).value < 0.0);
    let mut most = highest(0..=usize::MAX);
    let (course, first) = match (rise, fall) {
        (None, None) => (Course::Steady, point(start)),
        (Some(_), None) => (Course::Rises, most.clone()),
        (None, Some(_)) => (Course::Falls, lowest(usize::MAX)),
        (Some(rise), Some(fall)) if rise < fall => {
            (Course::RisesThenFalls, highest(0..=last_fall.unwrap_or(fall)))
        }
        (Some(rise), Some(_)) => {
            most = highest(rise..=usize::MAX);
            (Course::FallsThenRises, lowest(most.month))
        }
    };
    Turn {
        id: id.to_owned(),
        name: name.to_owned(),
        course,
        most,
        least: lowest(usize::MAX),
        first,
        last: point(life().last().unwrap_or(start)),
    }
}

/// Does demand get worse before it gets better?
pub(super) fn truth(turns: &[Turn]) -> Truth {
    let truth = |lead: &str, rest: String| Truth { lead: lead.to_owned(), rest };
    let of = |course: Course| turns.iter().filter(move |turn| turn.course == course);
    let largest = |course: Course| {
        of(course).max_by(|a, b| a.first.value.abs().total_cmp(&b.first.value.abs()))
    };
    let above = |name: &str, point: &Point| {
        let way = if point.value < 0.0 { "below" } else { "above" };
        let size = plain(point.value.abs().round());
        format!("{name} are about {size} {way} the baseline in {}", point.date)
    };
    let rise_first = largest(Course::RisesThenFalls);
    let fall_first = largest(Course::FallsThenRises);
    let (rises, falls) = (largest(Course::Rises), largest(Course::Falls));
    if let Some(it) = rise_first {
        return truth("Some numbers rise at first.", format!("{}.", above(&it.name, &it.first)));
    }
    if let Some(it) = fall_first {
        let rest = format!("{}, and {}.", above(&it.name, &it.first), above("they", &it.most));
        return truth("Some numbers fall at first, then rise.", rest);
    }
    match (rises, falls) {
        (Some(up), Some(down)) => {
            let both = [above(&up.name, &up.first), above(&lower(&down.name), &down.first)];
            truth("Some numbers rise and others fall.", format!("{}.", both.join(", and ")))
        }
        (Some(up), None) if up.last.clear => truth(
            "Numbers rise and are still above the baseline at the end.",
            format!("{}.", above(&up.name, &up.first)),
        ),
        (Some(up), None) => {
            truth("Numbers rise for a time.", format!("{}.", above(&up.name, &up.first)))
        }
        (None, Some(_)) => truth(
            "Demand does not rise first.",
            "On average, no headline number clearly rises by one child or more.".to_owned(),
        ),
        (None, None) => truth(
            "Numbers hardly change.",
            "On average, no headline number clearly rises or falls by one child or more."
                .to_owned(),
        ),
    }
}

/// The same as the title of the picture that asks.
pub(super) fn title(turns: &[Turn]) -> String {
    let names = |course: Course| -> Option<String> {
        let found = turns.iter().filter(|turn| turn.course == course);
        let names: Vec<String> = found.map(|turn| lower(&turn.name)).collect();
        (!names.is_empty()).then(|| listed(&names))
    };
    let parts: Vec<String> = [
        (Course::RisesThenFalls, "rise at first, then fall"),
        (Course::Rises, "rise"),
        (Course::FallsThenRises, "fall at first, then rise"),
        (Course::Falls, "fall"),
    ]
    .into_iter()
    .filter_map(|(course, what)| Some(format!("{} {what}", names(course)?)))
    .collect();
    let is = |course: Course| names(course).is_some();
    let lead = match (
        is(Course::RisesThenFalls),
        is(Course::Rises) || is(Course::FallsThenRises),
        is(Course::Falls),
    ) {
        (false, false, false) => {
            return "No headline number clearly changes by one child or more".to_owned();
        }
        (true, false, _) => "Yes",
        (true, true, _) => "Partly",
        (false, ..) => "No",
    };
    format!("{lead}: {}", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stocks: &[(&str, &[f64])], error: f64) -> Vec<Turn> {
        let date = |month: usize| format!("month {month}");
        let one = |(name, mean): &(&str, &[f64])| {
            turn((name, name), (mean, &vec![error; mean.len()]), 1, &date)
        };
        stocks.iter().map(one).collect()
    }

    /// Fails if numbers that never fall are said to rise "first", if those that fall first
    /// are said only to fall, if less than a child counts, or if what is said to come first is
    /// the later of two months.
    #[test]
    fn rises_are_first_only_if_something_falls_later() {
        let lead = |stocks: &[(&str, &[f64])]| truth(&of(stocks, 0.0)).lead;
        let up: &[f64] = &[0.0, 2.0, 5.0, 9.0];
        let down: &[f64] = &[0.0, -0.2, -2.0, -4.0];
        let over: &[f64] = &[0.0, 3.0, -2.0, -4.0];
        let under: &[f64] = &[0.0, -3.0, 2.0, 35.0];
        let back: &[f64] = &[0.0, 2.0, 1.0, 0.1];
        let still: &[f64] = &[0.0, 0.9, -0.9, 0.6];
        assert_eq!(lead(&[("A", over), ("B", down)]), "Some numbers rise at first.");
        assert_eq!(lead(&[("A", up), ("B", down)]), "Some numbers rise and others fall.");
        assert_eq!(lead(&[("A", up)]), "Numbers rise and are still above the baseline at the end.");
        assert_eq!(lead(&[("A", back)]), "Numbers rise for a time.");
        assert_eq!(lead(&[("A", down)]), "Demand does not rise first.");
        assert_eq!(lead(&[("A", still)]), "Numbers hardly change.");
        let fall_first = truth(&of(&[("Children in need", under)], 0.0));
        assert_eq!(
            fall_first.rest,
            "Children in need are about 3 below the baseline in month 1, and they are about 35 \
             above the baseline in month 3."
        );
        let again: &[f64] = &[0.0, -3.0, 12.0, -17.0, 5.0];
        assert_eq!(
            truth(&of(&[("A", again)], 0.0)).rest,
            "A are about 3 below the baseline in month 1, and they are about 12 above the \
             baseline in month 2."
        );
        assert_eq!(
            title(&of(&[("A", under), ("B", down)], 0.0)),
            "No: a fall at first, then rise; b fall"
        );
        assert_eq!(
            title(&of(&[("A", over), ("B", up)], 0.0)),
            "Partly: a rise at first, then fall; b rise"
        );
    }

    /// Fails if what the runs cannot tell from nothing is called a rise or a fall.
    #[test]
    fn noise_has_no_direction() {
        let noise: &[f64] = &[0.0, 2.0, -2.0, -3.0];
        assert!(of(&[("A", noise)], 1.8).iter().all(|turn| turn.course == Course::Steady));
        assert!(of(&[("A", noise)], 1.2).iter().all(|turn| turn.course == Course::Falls));
    }
}
