//! The measure, the unit and the date that one heading names together:
//! "Looked after children per 10,000 at 31 March 2019".

use super::measures::{Kind, MEASURES, Measure};
use super::period::{self, When};
use super::unit::{self, Unit};
use super::words::{position, tokens};
use std::sync::LazyLock;

/// What a name in a file stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A measure that is used.
    Used(Name),
    /// A population, of what ages is not said.
    Population(Option<When>),
    /// Close to one that is used, and not it: most likely a slip.
    Slip(&'static str),
    /// Another one, and the measure it is nearest to.
    Other(Option<&'static str>),
}

/// A measure with what its name says beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The measure.
    pub measure: &'static Measure,
    /// Its unit.
    pub unit: Unit,
    /// The date.
    pub when: Option<When>,
    /// Whether the date names a year.
    pub dated: bool,
}

/// Names of measures, cut into words once; long ones first.
static NAMES: LazyLock<Vec<(Vec<String>, &'static Measure)>> = LazyLock::new(|| {
    let mut names: Vec<(Vec<String>, &'static Measure)> = MEASURES
        .iter()
        .flat_map(|measure| measure.names().map(move |name| (tokens(name), measure)))
        .collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

/// Most letters between a name and the measure it is near to.
const FARTHEST: usize = 4;

impl Named {
    /// What a heading or a name of a measure stands for.
    #[must_use]
    pub fn of(heading: &str) -> Self {
        let words = tokens(&without_marks(heading));
        let exact = NAMES.iter().find(|(name, _)| *name == words);
        if let Some((_, measure)) = exact {
            let name = Name { measure, unit: Unit::Unsaid, when: None, dated: false };
            return Named::Used(name);
        }
        let inside = NAMES.iter().find_map(|(name, measure)| {
            position(&words, name).map(|at| (at, name.len(), *measure))
        });
        if let Some((at, len, measure)) = inside {
            let rest = [&words[..at], &words[at + len..]].concat();
            let (rest, mut when, dated) = period::taken(&rest);
            // The years of "CLA_Pop2018" of DfE are those of mid-year estimates.
            if let (Some(When::March(year)), true) =
                (when, words[at] == "cla" && measure.kind == Kind::Population)
            {
                when = Some(When::Middle(year));
            }
            let unit = if rest.is_empty() { Unit::Unsaid } else { unit::of(&rest) };
            // "CLA_2019" of DfE counts everybody who was looked after during the year, and
            // "Started_child" children, not their episodes.
            let short = len == 1 && dated && matches!(when, Some(When::March(_)));
            let children = unit == Unit::Plain
                && matches!(measure.id, "cin_starts" | "cin_ends" | "cpp_starts" | "cpp_ends")
                && rest.iter().any(|word| word.starts_with("child"));
            let strange =
                !rest.iter().any(|word| word == "per") && !rest.iter().all(|it| unit::known(it));
            if unit != Unit::Foreign && !short && !children && !strange {
                let unit = match (unit, measure.kind) {
                    (Unit::Percent, Kind::Percent) => Unit::Unsaid,
                    (unit, _) => unit,
                };
                return Named::Used(Name { measure, unit, when, dated });
            }
            return match near(&words) {
                Named::Slip(near) => Named::Slip(near),
                _ => Named::Other(Some(measure.id)),
            };
        }
        let (rest, when, _) = period::taken(&words);
        let mut rest = unit::without_whole(&rest);
        if rest.iter().any(|word| word == "population") {
            rest.retain(|word| word != "population");
            if rest.is_empty() || matches!(unit::of(&rest), Unit::Plain) {
                return Named::Population(when);
            }
        }
        near(&words)
    }
}

/// A heading without marks of notes: "[note 1]", "(1)".
fn without_marks(heading: &str) -> String {
    let mut out = String::new();
    let mut rest = heading;
    while let Some(open) = rest.find(['[', '(']) {
        let close = if rest[open..].starts_with('[') { ']' } else { ')' };
        let Some(end) = rest[open..].find(close).map(|at| open + at) else { break };
        let inside = rest[open + 1..end].to_ascii_lowercase();
        let mark = inside.trim_start_matches("note").trim();
        let noted = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric());
        out.push_str(&rest[..open]);
        out.push_str(if noted { " " } else { &rest[open..=end] });
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

fn near(words: &[String]) -> Named {
    let id = words.join("_");
    let near = MEASURES
        .iter()
        .filter(|measure| measure.id.len().abs_diff(id.len()) <= FARTHEST)
        .map(|measure| (strsim::damerau_levenshtein(&id, measure.id), measure.id))
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((distance, near)) if distance <= 2 && id.len() > 5 => Named::Slip(near),
        Some((distance, near)) if distance <= FARTHEST && id.len() > 6 => Named::Other(Some(near)),
        _ => Named::Other(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(heading: &str) -> (&'static str, Unit, Option<When>) {
        match Named::of(heading) {
            Named::Used(name) => (name.measure.id, name.unit, name.when),
            other => panic!("{heading}: {other:?}"),
        }
    }

    /// Fails if a heading of a published table, or of a council's own, is not read.
    #[test]
    fn headings_of_published_tables() {
        for (heading, id) in [
            ("At31_episodes", "cin_stock"),
            ("Started_episodes", "cin_starts"),
            ("Ended_episodes", "cin_ends"),
            ("CPP_start", "cpp_starts"),
            ("CPP_end", "cpp_ends"),
            ("CPP_At31", "cpp_stock"),
            ("CPP_subsequent_percent", "cpp_repeat_pct"),
            ("rereferral_percent", "rereferral_12m_pct"),
            ("Re_referrals_percent", "rereferral_12m_pct"),
            ("Children looked after at 31 March each year", "cla_stock"),
            ("Children starting to be looked after each year", "cla_starts"),
            ("Children ceasing to be looked after each year", "cla_ceased"),
            ("Number of children in need [note 1]", "cin_stock"),
            ("Children in need (1)", "cin_stock"),
            ("Looked-after children", "cla_stock"),
            ("Population aged 0 to 17", "population_0_17"),
            ("Children aged 0 to 17 years", "population_0_17"),
        ] {
            assert_eq!(used(heading).0, id, "{heading}");
            assert!(matches!(used(heading).1, Unit::Unsaid | Unit::Plain), "{heading}");
        }
        assert_eq!(used("CLA_Mar2019").2, Some(When::March(2019)));
        assert_eq!(used("CLA_UASC2019"), ("uasc_stock", Unit::Unsaid, Some(When::March(2019))));
        assert_eq!(used("At31_episodes_rate").1, Unit::Unclear("rate".to_owned()));
        assert_eq!(used("Looked after children per 100k").1, Unit::Rate(100_000));
        assert_eq!(used("Rate of children in need per 10,000").1, Unit::Rate(10_000));
        // A comma that should have been quoted cuts a heading in two.
        assert_eq!(used("Looked after children (per 10").1, Unit::Unclear("per 10".to_owned()));
        assert_eq!(used("Looked after children at 30 September").2, Some(When::Elsewhere));
        assert_eq!(used("Children in need (at 31 March)").1, Unit::Unsaid);
    }

    /// Fails if another measure is taken for one that is used.
    #[test]
    fn other_measures_are_not_taken() {
        for heading in [
            "CPP_child_start",
            "Anypoint_episodes",
            "Awaiting_assessment",
            "CLA_2019",
            "CLA_U1",
            "CLA_1to4",
            "CLA_stp2019",
            "CLA_taken2019",
            "Children in need awaiting assessment",
            "rereferral_count",
            "CPP_subsequent",
            "care leavers",
            "Looked after children aged 0",
            "Looked after children aged 16 to 17",
            "cin_starts_children",
            "CPP_child_start_rate",
            "s251_cla_weekly",
            "CLA_male_pc",
            "cla_starts_by_age_1_4",
            "Children in need ended",
            "Referrals",
        ] {
            let named = Named::of(heading);
            assert!(matches!(named, Named::Other(_)), "{heading}: {named:?}");
        }
        for heading in ["Population", "population_estimate", "Total population"] {
            let named = Named::of(heading);
            assert!(matches!(named, Named::Population(None)), "{heading}: {named:?}");
        }
        assert_eq!(Named::of("cla_stok"), Named::Slip("cla_stock"));
    }
}
