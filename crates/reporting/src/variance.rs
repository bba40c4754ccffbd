//! The sentence that separates chance from uncertain inputs (variance decomposition).

use super::effect::Facts;
use super::phrases::{Truth, is_baseline};
use staircase_answers::outcome::split::VarianceSplit;

/// Largest error of a share that still lets it be told in tenths.
const TELLING: f64 = 0.1;

/// Where the range of the headline comes from: of the baseline's number if that is what
/// is asked for, of the difference otherwise. Nothing if nothing varies.
pub(super) fn sentence(facts: &Facts<'_>) -> Option<Truth> {
    let (_, it) = facts.said()?;
    let at = facts.model.scenario.calendar.at(facts.month);
    let found = it.split.iter().find(|split| split.year == at.year && at.month == 3)?;
    let of_baseline = is_baseline(facts.model, facts.option);
    let split = if of_baseline { &found.sides.baseline } else { &found.sides.difference };
    if split.total.variance <= 0.0 {
        return None;
    }
    let chance = if facts.model.scenario.drifts.is_empty() {
        "chance"
    } else {
        "chance (small numbers and year-to-year drift)"
    };
    let rest = parts(split, chance).map_or_else(
        || "More runs are needed to separate chance from uncertain inputs.".to_owned(),
        |parts| format!("By {}, {parts}.", facts.date()),
    );
    Some(Truth { lead: "Where does the range come from?".to_owned(), rest })
}

/// Shares are of the variance, so that they add up. Nothing if the runs do not support any.
fn parts(split: &VarianceSplit, chance: &str) -> Option<String> {
    if split.share_error > TELLING {
        return None;
    }
    let tenths = (split.chance_share * 10.0).round();
    let of = "of the variation (variance) between runs";
    Some(if split.numbers.told().is_none() {
        format!("nearly all {of} is {chance}; uncertain inputs add too little to tell")
    } else if tenths >= 10.0 {
        format!("nearly all {of} is {chance}. The rest is uncertain inputs")
    } else if tenths <= 0.0 {
        format!("nearly all {of} is uncertain inputs. The rest is {chance}")
    } else {
        let percent = 10.0 * tenths;
        format!("about {percent}% {of} is {chance}. The rest is uncertain inputs")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_answers::outcome::split::Part;

    fn split(chance: f64, numbers: f64, error: f64, share_error: f64) -> VarianceSplit {
        let part = |variance| Part { variance, error };
        let (total, chance_share) = (part(chance + numbers), chance / (chance + numbers));
        VarianceSplit {
            total,
            chance: part(chance),
            numbers: part(numbers),
            chance_share,
            share_error,
        }
    }

    /// Fails if the parts are taken for each other, or if a share is told that the runs
    /// do not support.
    #[test]
    fn words_follow_the_shares_and_their_errors() {
        let words = |chance, numbers, error, share_error| {
            parts(&split(chance, numbers, error, share_error), "chance").unwrap_or_default()
        };
        assert!(words(70.0, 30.0, 1.0, 0.02).starts_with("about 70% of the variation"));
        assert!(words(10.0, 90.0, 1.0, 0.02).starts_with("about 10% of the variation"));
        assert!(words(100.0, 0.5, 1.0, 0.02).contains("too little to tell"));
        assert_eq!(words(70.0, 30.0, 20.0, 0.2), "");
        assert!(words(1.0, 99.0, 0.1, 0.01).contains("is uncertain inputs. The rest is chance"));
        assert!(words(99.0, 1.0, 0.1, 0.01).contains("is chance. The rest is uncertain inputs"));
    }
}
