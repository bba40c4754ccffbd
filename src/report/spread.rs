//! The sentence that tells chance and ignorance apart.

use super::words::Truth;
use crate::model::Model;
use crate::outcome::answer::Answer;
use crate::outcome::split::Split;
use crate::scenario::YearMonth;

/// Largest error of a share that still lets it be told in tenths.
const TELLING: f64 = 0.1;

const NUMBERS: &str = "numbers that are not known exactly";

/// Where the range of the headline comes from: of the baseline's number if that is what
/// is asked for, of the difference otherwise. Nothing if nothing varies.
pub(super) fn sentence(
    model: &Model,
    answer: &Answer,
    measure: usize,
    month: usize,
    of_baseline: bool,
) -> Option<Truth> {
    let at = model.scenario.calendar.at(month);
    let last = if at.month < 3 { at.year - 1 } else { at.year };
    let found = answer.measures[measure].split.iter().rfind(|split| split.year <= last)?;
    let split = if of_baseline { &found.sides.baseline } else { &found.sides.difference };
    if split.total.variance <= 0.0 {
        return None;
    }
    let what = if of_baseline { "spread" } else { "spread of the difference" };
    let date = YearMonth { year: found.year, month: 3 }.words();
    let chance = if model.scenario.drifts.is_empty() {
        "chance"
    } else {
        "chance (small numbers, and drift from year to year)"
    };
    let rest = parts(split, chance).map_or_else(
        || format!("It takes more runs to say how much of it is chance, and how much {NUMBERS}."),
        |parts| format!("Of the {what} by {date}, {parts}."),
    );
    Some(Truth { lead: "Where does the range come from?".to_owned(), rest })
}

/// Shares are of the variance, so that they add up. Nothing if the runs do not support any.
fn parts(split: &Split, chance: &str) -> Option<String> {
    if split.share_error > TELLING {
        return None;
    }
    let tenths = (split.chance_share * 10.0).round();
    Some(if split.numbers.told().is_none() {
        format!("nearly all is {chance}; what {NUMBERS} add is too small to tell")
    } else if tenths >= 10.0 {
        format!("nearly all is {chance}, and the rest {NUMBERS}")
    } else if tenths <= 0.0 {
        format!("nearly all comes from {NUMBERS}, and the rest is {chance}")
    } else {
        let verb = if tenths < 2.0 { "part in 10 is" } else { "parts in 10 are" };
        format!("about {tenths} {verb} {chance}, and the rest {NUMBERS}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::split::Part;

    fn split(chance: f64, numbers: f64, error: f64, share_error: f64) -> Split {
        let part = |variance| Part { variance, error };
        let (total, chance_share) = (part(chance + numbers), chance / (chance + numbers));
        Split { total, chance: part(chance), numbers: part(numbers), chance_share, share_error }
    }

    /// Fails if the parts are taken for each other, or if a share is told that the runs
    /// do not support.
    #[test]
    fn words_follow_the_shares_and_their_errors() {
        let words = |chance, numbers, error, share_error| {
            parts(&split(chance, numbers, error, share_error), "chance").unwrap_or_default()
        };
        assert!(words(70.0, 30.0, 1.0, 0.02).starts_with("about 7 parts in 10 are chance"));
        assert!(words(10.0, 90.0, 1.0, 0.02).starts_with("about 1 part in 10 is chance"));
        assert!(words(100.0, 0.5, 1.0, 0.02).contains("too small to tell"));
        assert_eq!(words(70.0, 30.0, 20.0, 0.2), "");
        assert!(words(1.0, 99.0, 0.1, 0.01).starts_with("nearly all comes from numbers"));
        assert!(words(99.0, 1.0, 0.1, 0.01).starts_with("nearly all is chance, and the rest"));
    }
}
