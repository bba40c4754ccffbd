//! What a unit says, however it is written. What is not understood is never a count.

use super::words::{number, position, tokens};

/// What a number is, by its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Nothing is said.
    Unsaid,
    /// Children, plans, cases.
    Plain,
    /// So many for each so many children.
    Rate(u32),
    /// Thousands of children.
    Thousands,
    /// A share in a hundred.
    Percent,
    /// A rate, an average or a part of a year, but not which: the text.
    Unclear(String),
    /// Words that are no unit.
    Foreign,
}

/// Words that say that a number is a count.
const PLAIN: &[&str] = &[
    "child",
    "children",
    "person",
    "persons",
    "people",
    "young",
    "plan",
    "plans",
    "episode",
    "episodes",
    "case",
    "cases",
    "referral",
    "referrals",
    "number",
    "numbers",
    "no",
    "n",
    "count",
    "counts",
    "headcount",
    "total",
    "totals",
    "figure",
    "figures",
    "value",
    "values",
    "all",
    "of",
    "in",
    "the",
    "at",
    "as",
    "on",
    "for",
    "during",
    "year",
    "years",
    "each",
    "annual",
    "reporting",
    "financial",
    "old",
    "aged",
    "age",
    "and",
    "s",
    "with",
    "who",
    "were",
    "are",
    "open",
    "current",
    "currently",
    "provisional",
    "revised",
    "final",
    "published",
    "own",
    "recorded",
    "snapshot",
    "position",
    "stock",
    "flow",
    "mid",
    "estimate",
    "estimates",
    "local",
    "authority",
    "council",
];

/// Words of measures other than counts of a whole year.
const UNCLEAR: &[&str] = &[
    "rate",
    "rates",
    "ratio",
    "prevalence",
    "incidence",
    "average",
    "averages",
    "mean",
    "median",
    "index",
    "monthly",
    "weekly",
    "daily",
    "quarterly",
    "quarter",
    "hundreds",
    "tens",
    "millions",
    "per",
    "£",
    "gbp",
    "pounds",
];

/// Words that stand in units beside those of [`UNCLEAR`].
const BESIDE: &[&str] = &[
    "percent",
    "share",
    "proportion",
    "thousand",
    "thousands",
    "000",
    "hundred",
    "ten",
    "million",
    "k",
    "m",
    "population",
    "head",
    "capita",
    "month",
    "week",
    "day",
    "annum",
    "to",
    "a",
    "under",
];

/// Whether a word belongs to units.
#[must_use]
pub fn known(word: &str) -> bool {
    let round = |number: u32| number >= 100 && 10_u32.pow(number.ilog10()) == number;
    let round = number(word).is_some_and(round);
    round || plain(word) || UNCLEAR.contains(&word) || BESIDE.contains(&word)
}

/// Reads a unit.
#[must_use]
pub fn unit(text: &str) -> Unit {
    if matches!(text.trim(), "" | "-" | "–" | "—" | "n/a") {
        return Unit::Unsaid;
    }
    let words = tokens(text);
    if words.is_empty() { Unit::Unclear(text.trim().to_owned()) } else { of(&words) }
}

/// Takes ages 0 to 17 and days 31 March out of the words.
#[must_use]
pub fn without_whole(words: &[String]) -> Vec<String> {
    let mut rest = words.to_vec();
    for whole in [
        "0 to 17",
        "0 17",
        "under 18",
        "year ending 31 march",
        "year ended 31 march",
        "year to 31 march",
        "31 march",
        "year ending march",
        "march",
    ] {
        let part: Vec<String> = whole.split(' ').map(str::to_owned).collect();
        while let Some(at) = position(&rest, &part) {
            rest.drain(at..at + part.len());
        }
    }
    rest
}

/// Reads the words of a unit.
#[must_use]
pub fn of(words: &[String]) -> Unit {
    let words = without_whole(words);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if words.is_empty() {
        return Unit::Plain;
    }
    let unclear = || Unit::Unclear(words.join(" "));
    if let Some(at) = words.iter().position(|word| word == "per") {
        return match magnitude(&words[at + 1..]) {
            Some(per) if per >= 100 => Unit::Rate(per),
            None if matches!(words.get(at + 1).map(String::as_str), Some("year" | "annum"))
                && words.iter().all(|word| word == "per" || word == "annum" || plain(word)) =>
            {
                Unit::Plain
            }
            _ => unclear(),
        };
    }
    if has(&["rate", "rates"]) {
        let per = (0..words.len()).filter_map(|at| magnitude(&words[at..])).find(|per| *per >= 100);
        return per.map_or_else(unclear, Unit::Rate);
    }
    if has(&["percent", "share", "proportion"]) {
        return Unit::Percent;
    }
    if has(&["thousand", "thousands", "000"]) {
        let good = |word: &String| {
            ["thousand", "thousands", "000"].contains(&word.as_str()) || plain(word)
        };
        return if words.iter().all(good) { Unit::Thousands } else { unclear() };
    }
    if has(UNCLEAR) || words.iter().any(|word| number(word).is_some_and(|n| n >= 100)) {
        return unclear();
    }
    if words.iter().all(|word| plain(word)) { Unit::Plain } else { Unit::Foreign }
}

fn plain(word: &str) -> bool {
    PLAIN.contains(&word)
}

/// The number at the start of some words: `10000`, `10 k`, `100 thousand`, `ten thousand`.
fn magnitude(words: &[String]) -> Option<u32> {
    let mut total: Option<u32> = None;
    for word in words {
        let times = match word.as_str() {
            "a" | "one" | "every" | "each" if total.is_none() => 1,
            "ten" => 10,
            "hundred" => 100,
            "k" | "thousand" if total.is_some() || word == "thousand" => 1000,
            "m" | "million" => 1_000_000,
            _ => match number(word) {
                Some(number) if total.is_none() => number,
                _ => break,
            },
        };
        total = Some(total.unwrap_or(1).checked_mul(times)?);
    }
    total
}

/// One unit from all that say something of it: heading, unit, basis.
#[must_use]
pub fn all(said: impl IntoIterator<Item = Unit>) -> Unit {
    let mut found = Unit::Unsaid;
    for unit in said {
        let strong = |unit: &Unit| !matches!(unit, Unit::Unsaid | Unit::Plain);
        match (&found, &unit) {
            (_, Unit::Unsaid) => {}
            (Unit::Unsaid, _) => found = unit,
            (known, _) if !strong(known) => found = unit,
            (_, said) if !strong(said) || *said == found => {}
            _ => return Unit::Unclear(format!("{} and {}", words(&found), words(&unit))),
        }
    }
    found
}

/// A unit in words.
#[must_use]
pub fn words(unit: &Unit) -> String {
    match unit {
        Unit::Unsaid => "nothing".to_owned(),
        Unit::Plain => "a count".to_owned(),
        Unit::Rate(per) => format!("per {}", grouped(*per)),
        Unit::Thousands => "thousands".to_owned(),
        Unit::Percent => "percent".to_owned(),
        Unit::Unclear(text) => text.clone(),
        Unit::Foreign => "something else".to_owned(),
    }
}

/// A whole number with commas.
#[must_use]
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a way to write a rate is taken for a count, or for another rate.
    #[test]
    fn every_way_to_write_a_rate() {
        for (text, per) in [
            ("per 10,000", 10_000),
            ("per 10 000 children", 10_000),
            ("Per 10,000", 10_000),
            ("/10,000", 10_000),
            ("/ 10000", 10_000),
            ("rate per 10k", 10_000),
            ("per10k", 10_000),
            ("rate_per_10000", 10_000),
            ("per ten thousand children aged 0 to 17", 10_000),
            ("rate (10,000)", 10_000),
            ("10,000 rate", 10_000),
            ("per 100000 children", 100_000),
            ("per 100,000", 100_000),
            ("per 100k", 100_000),
            ("per hundred thousand", 100_000),
            ("per 100 thousand population", 100_000),
            ("per 1,000", 1000),
            ("per 1k", 1000),
            ("per thousand", 1000),
            ("per 1000 population aged 0-17", 1000),
            ("‰", 1000),
            ("per 100 children", 100),
            ("per million", 1_000_000),
        ] {
            assert_eq!(unit(text), Unit::Rate(per), "{text}");
        }
        for text in ["%", "percent", "Per cent", "pct", "Percentage of referrals", "proportion"] {
            assert_eq!(unit(text), Unit::Percent, "{text}");
        }
        for text in [
            "children",
            "Number",
            "plans",
            "episodes",
            "at 31 March",
            "aged 0 to 17",
            "flow in year",
        ] {
            assert_eq!(unit(text), Unit::Plain, "{text}");
        }
        for text in ["thousands", "'000", "000s", "children (thousands)"] {
            assert_eq!(unit(text), Unit::Thousands, "{text}");
        }
        for text in
            ["rate", "per child", "monthly average", "per month", "£", "10,000", "per 10", "index"]
        {
            assert!(matches!(unit(text), Unit::Unclear(_)), "{text} {:?}", unit(text));
        }
        assert_eq!(unit("ferrets"), Unit::Foreign);
        assert_eq!(unit(""), Unit::Unsaid);
        let both = all([Unit::Rate(10_000), Unit::Rate(1000)]);
        assert!(matches!(both, Unit::Unclear(_)));
        assert_eq!(all([Unit::Unsaid, Unit::Plain, Unit::Rate(1000)]), Unit::Rate(1000));
    }
}
