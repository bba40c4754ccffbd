//! Sentences about programmes and the front door: who starts, waits and gives up.

use super::number::plain;
use super::phrases::{if_baseline, is_baseline, lower};
use staircase_answers::outcome::headline;
use staircase_answers::outcome::support::{
    ApartFromRuns, DoorFigures, FullMonths, SupportAnswer, SupportFigures,
};
use staircase_model::Model;
use staircase_scenario::problem::listed;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::{Calendar, Scenario};

/// In how many of the months in which it runs each programme is full.
pub(super) fn capacity(answer: &SupportAnswer) -> String {
    let sentence = |it: &FullMonths| {
        let FullMonths { name, full, runs } = it;
        if *full == 0 {
            format!("{name} has places free in every month that it runs.")
        } else if full == runs {
            format!("{name} is full in every month that it runs.")
        } else {
            format!("{name} is full in {full} of the {runs} months that it runs.")
        }
    };
    let sentences: Vec<String> = answer.full.iter().map(sentence).collect();
    if sentences.is_empty() {
        return "No programme has places to fill.".to_owned();
    }
    sentences.join(" ")
}

/// Where places are full the central projection follows the mean queue, and is an approximation.
pub(super) fn preview(scenario: &Scenario, apart: Option<ApartFromRuns>) -> String {
    let apart = apart.map_or_else(String::new, |it| {
        format!(
            " By {} the central projection changes {} by {:.1}, the runs by {:.1} (known to within {:.1} either way).",
            scenario.calendar.at(scenario.calendar.months).words(),
            lower(&scenario.measures[it.measure].name),
            it.path,
            it.runs,
            2.0 * it.error
        )
    });
    format!(
        "Full: at least 9 in 10 of the places for families in need are taken. Where a programme is \
         full, the central projection follows the average queue and is an approximation; the \
         runs count families one by one.{apart}"
    )
}

/// One sentence a programme, and one for the front door, about the financial year that
/// the headline speaks of.
pub(super) fn sentences(
    model: &Model,
    option: &PolicyOption,
    answer: &SupportAnswer,
) -> Vec<String> {
    let calendar = &model.scenario.calendar;
    let place = year_spoken_of(calendar, headline::month(calendar, option));
    let compared = !is_baseline(model, option);
    let than = if_small(model, option);
    let sentence = |name: &str, year: &str, now: &[Count], before: &[Count]| {
        let against = if compared { beside(&than, now, before) } else { String::new() };
        format!("{name} in {year}: {}{against}.", said(now))
    };
    let programmes = answer.programmes.iter().filter_map(|programme| {
        let year = programme.years.get(place)?;
        let counts = |of: &SupportFigures| {
            vec![
                Count::new("start", "starts", of.started),
                Count::waiting(of.waiting),
                Count::new("give up", "gives up", of.dropped_out),
            ]
        };
        let (now, before) = (counts(&year.option), counts(&year.baseline));
        match (nothing(&now), nothing(&before)) {
            (true, true) => None,
            (true, false) => {
                let baseline = format!("{} {than}", said(&before));
                Some(format!("{} in {}: no families ({baseline}).", programme.name, year.year))
            }
            _ => Some(sentence(&programme.name, &year.year, &now, &before)),
        }
    });
    let door = answer.door.iter().filter_map(|years| {
        let year = years.get(place)?;
        let counts = |of: &DoorFigures| {
            let mut counts = vec![
                Count::new("pass", "passes", of.passed),
                Count::waiting(of.waiting),
                Count::new("give up", "gives up", of.gave_up),
            ];
            counts.extend(of.turned_away.map(|families| {
                Count::new(
                    "are turned away although in need",
                    "is turned away although in need",
                    families,
                )
            }));
            counts
        };
        let (now, before) = (counts(&year.option), counts(&year.baseline));
        Some(sentence("Front door", &year.year, &now, &before))
    });
    programmes.chain(door).collect()
}

/// The last whole financial year up to the month of the headline, or the first there is.
fn year_spoken_of(calendar: &Calendar, month: usize) -> usize {
    let index = calendar.year_index(month);
    if calendar.at(month).month == 3 { index } else { index.saturating_sub(1) }
}

/// Families that do something.
struct Count {
    several: &'static str,
    one: &'static str,
    families: f64,
    /// Whether it is a mean over the year, and not a count of it.
    mean: bool,
}

impl Count {
    fn new(several: &'static str, one: &'static str, families: f64) -> Self {
        Self { several, one, families: families.round(), mean: false }
    }

    /// Families waiting, on average.
    fn waiting(families: f64) -> Self {
        Self { mean: true, ..Self::new("are waiting", "is waiting", families) }
    }

    fn number(&self) -> String {
        if self.families < 0.5 { "none".to_owned() } else { plain(self.families) }
    }
}

/// "about 410 families start, an average of 22 are waiting and 60 give up".
fn said(counts: &[Count]) -> String {
    let words = counts.iter().enumerate().map(|(place, count)| {
        let one = count.families > 0.5 && count.families < 1.5;
        let verb = if one { count.one } else { count.several };
        match (place, count.families < 0.5) {
            (0, true) => format!("no families {verb}"),
            (0, false) if one => format!("about 1 family {verb}"),
            (0, false) => format!("about {} families {verb}", count.number()),
            (_, false) if count.mean => format!("an average of {} {verb}", count.number()),
            _ => format!("{} {verb}", count.number()),
        }
    });
    listed(&words.collect::<Vec<_>>())
}

/// " (400, 20 and 55 if the current offer continues)".
fn beside(than: &str, option: &[Count], baseline: &[Count]) -> String {
    let same =
        option.iter().zip(baseline).all(|(a, b)| a.families.to_bits() == b.families.to_bits());
    let numbers = if same {
        "the same".to_owned()
    } else {
        listed(&baseline.iter().map(Count::number).collect::<Vec<_>>())
    };
    format!(" ({numbers} {than})")
}

/// "if the current offer continues".
fn if_small(model: &Model, option: &PolicyOption) -> String {
    lower(&if_baseline(model, option))
}

/// Whether a programme does not run, and nobody waits for it.
fn nothing(counts: &[Count]) -> bool {
    counts.iter().all(|count| count.families < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(families: [f64; 3]) -> Vec<Count> {
        vec![
            Count::new("start", "starts", families[0]),
            Count::waiting(families[1]),
            Count::new("give up", "gives up", families[2]),
        ]
    }

    /// Fails if a number is lost, or if nobody or one family is spoken of as many.
    #[test]
    fn families_are_counted_in_words() {
        let many = said(&counts([1410.4, 22.0, 60.2]));
        assert_eq!(many, "about 1,410 families start, an average of 22 are waiting and 60 give up");
        let few = said(&counts([1.0, 1.2, 0.2]));
        assert_eq!(few, "about 1 family starts, an average of 1 is waiting and none give up");
        let none = said(&counts([0.0, 0.0, 0.0]));
        assert_eq!(none, "no families start, none are waiting and none give up");
    }

    /// Fails if the year is one that has not been simulated whole, as long as there is one.
    #[test]
    fn the_year_spoken_of_is_the_last_whole_one() {
        let of = |start: &str, months| {
            let calendar = Calendar { start: start.parse().expect("a date"), months };
            year_spoken_of(&calendar, months)
        };
        assert_eq!(of("2019-03", 60), 4);
        assert_eq!(of("2019-03", 24), 1);
        assert_eq!(of("2019-09", 66), 5);
        assert_eq!(of("2019-09", 60), 4);
        assert_eq!(of("2019-03", 6), 0);
    }
}
