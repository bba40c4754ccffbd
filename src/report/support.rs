//! Sentences about programmes and the front door: who starts, waits and gives up.

use super::number::plain;
use super::words::{if_baseline, is_baseline, lower};
use crate::model::Model;
use crate::outcome::precision::HEADLINE_YEARS;
use crate::outcome::support::{DoorFigures, SupportAnswer, SupportFigures};
use crate::scenario::Calendar;
use crate::scenario::resolved::Choice;

/// One sentence a programme, and one for the front door, about the financial year that
/// the headline speaks of.
pub(super) fn sentences(model: &Model, option: &Choice, answer: &SupportAnswer) -> Vec<String> {
    let calendar = &model.scenario.calendar;
    let place = year_spoken_of(calendar);
    let compared = !is_baseline(model, option);
    let sentence = |name: &str, year: &str, now: &[Count], before: &[Count]| {
        let against = if compared { beside(model, now, before) } else { String::new() };
        format!("{name} in {year}: {}{against}.", said(now))
    };
    let programmes = answer.programmes.iter().filter_map(|programme| {
        let year = programme.years.get(place)?;
        let counts = |of: &SupportFigures| {
            vec![
                Count::new("start", "starts", of.started),
                Count::new("wait at a time", "waits at a time", of.waiting),
                Count::new("give up waiting", "gives up waiting", of.dropped_out),
            ]
        };
        let (now, before) = (counts(&year.option), counts(&year.baseline));
        match (nothing(&now), nothing(&before)) {
            (true, true) => None,
            (true, false) => {
                let baseline = format!("{} {}", said(&before), if_small(model));
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
                Count::new("wait at a time", "waits at a time", of.waiting),
                Count::new("give up waiting", "gives up waiting", of.gave_up),
            ];
            counts.extend(of.turned_away.map(|families| {
                Count::new(
                    "are turned away though in need",
                    "is turned away though in need",
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
fn year_spoken_of(calendar: &Calendar) -> usize {
    let month = (HEADLINE_YEARS * 12).min(calendar.months);
    let index = calendar.year_index(month);
    if calendar.at(month).month == 3 { index } else { index.saturating_sub(1) }
}

/// Families that do something.
struct Count {
    several: &'static str,
    one: &'static str,
    families: f64,
}

impl Count {
    fn new(several: &'static str, one: &'static str, families: f64) -> Self {
        Self { several, one, families: families.round() }
    }

    fn number(&self) -> String {
        if self.families < 0.5 { "none".to_owned() } else { plain(self.families) }
    }
}

/// "about 410 families start, 22 wait at a time and 60 give up waiting".
fn said(counts: &[Count]) -> String {
    let words = counts.iter().enumerate().map(|(place, count)| {
        let one = count.families > 0.5 && count.families < 1.5;
        let verb = if one { count.one } else { count.several };
        match (place, count.families < 0.5) {
            (0, true) => format!("no families {verb}"),
            (0, false) if one => format!("about 1 family {verb}"),
            (0, false) => format!("about {} families {verb}", count.number()),
            _ => format!("{} {verb}", count.number()),
        }
    });
    listed(&words.collect::<Vec<_>>())
}

/// " (400, 20 and 55 if the current offer continues)".
fn beside(model: &Model, option: &[Count], baseline: &[Count]) -> String {
    let same =
        option.iter().zip(baseline).all(|(a, b)| a.families.to_bits() == b.families.to_bits());
    let numbers = if same {
        "the same".to_owned()
    } else {
        listed(&baseline.iter().map(Count::number).collect::<Vec<_>>())
    };
    format!(" ({numbers} {})", if_small(model))
}

/// "if the current offer continues".
fn if_small(model: &Model) -> String {
    lower(&if_baseline(model))
}

/// Whether a programme does not run, and nobody waits for it.
fn nothing(counts: &[Count]) -> bool {
    counts.iter().all(|count| count.families < 0.5)
}

fn listed(words: &[String]) -> String {
    match words {
        [rest @ .., before, last] => {
            let rest: String = rest.iter().map(|word| format!("{word}, ")).collect();
            format!("{rest}{before} and {last}")
        }
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(families: [f64; 3]) -> Vec<Count> {
        vec![
            Count::new("start", "starts", families[0]),
            Count::new("wait at a time", "waits at a time", families[1]),
            Count::new("give up waiting", "gives up waiting", families[2]),
        ]
    }

    /// Fails if a number is lost, or if nobody or one family is spoken of as many.
    #[test]
    fn families_are_counted_in_words() {
        let many = said(&counts([1410.4, 22.0, 60.2]));
        assert_eq!(many, "about 1,410 families start, 22 wait at a time and 60 give up waiting");
        let few = said(&counts([1.0, 1.2, 0.2]));
        assert_eq!(few, "about 1 family starts, 1 waits at a time and none give up waiting");
        let none = said(&counts([0.0, 0.0, 0.0]));
        assert_eq!(none, "no families start, none wait at a time and none give up waiting");
    }

    /// Fails if the year is one that has not been simulated whole, as long as there is one.
    #[test]
    fn the_year_spoken_of_is_the_last_whole_one() {
        let of = |start: &str, months| {
            year_spoken_of(&Calendar { start: start.parse().expect("a date"), months })
        };
        assert_eq!(of("2019-03", 120), 4);
        assert_eq!(of("2019-03", 24), 1);
        assert_eq!(of("2019-09", 120), 4);
        assert_eq!(of("2019-03", 6), 0);
    }
}
