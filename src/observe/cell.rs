//! One cell of a table: a number, a sign that there is none, or nonsense.

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Not published, hidden or blank. Never zero.
    Missing,
    /// A number, and whether it carried a percent sign.
    Number(f64, bool),
}

/// Signs that stand for a number that is not given.
const MISSING: [&str; 22] = [
    "",
    "-",
    "–",
    "—",
    ".",
    "..",
    "...",
    ":",
    "*",
    "#",
    "c",
    "x",
    "z",
    "k",
    "u",
    "low",
    "na",
    "n/a",
    "n.a.",
    "null",
    "suppressed",
    "not available",
];

/// Reads a number. `comma_decimals` says that a single comma may stand before decimals.
///
/// # Errors
/// Why it is not one, as the end of a sentence.
pub fn number(text: &str, comma_decimals: bool) -> Result<Cell, String> {
    let text = text.trim().trim_matches('"').trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']').trim().to_ascii_lowercase();
    if MISSING.contains(&bare.as_str()) {
        return Ok(Cell::Missing);
    }
    let (digits, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let plain = ungrouped(digits, comma_decimals)
        .ok_or_else(|| "is not a number, nor a sign for a missing one".to_owned())?;
    let value: f64 =
        plain.parse().map_err(|_| "is not a number, nor a sign for a missing one".to_owned())?;
    if !value.is_finite() {
        return Err("is not a finite number".to_owned());
    }
    if value < 0.0 {
        return Err("is below zero, and none of these figures can be".to_owned());
    }
    Ok(Cell::Number(value, percent))
}

/// The number without signs between thousands.
fn ungrouped(text: &str, comma_decimals: bool) -> Option<String> {
    let space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    if text.contains(',') {
        if let Some(plain) = joined(text, |c| c == ',') {
            return Some(plain);
        }
        let (whole, decimals) = text.split_once(',')?;
        let good = comma_decimals && !decimals.is_empty() && !decimals.contains(',');
        return good.then(|| format!("{}.{decimals}", joined(whole, space).unwrap_or_default()));
    }
    if text.contains(space) { joined(text, space) } else { Some(text.to_owned()) }
}

/// Groups of three digits joined, if that is what they are.
fn joined(text: &str, separator: impl Fn(char) -> bool) -> Option<String> {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let first = groups.first()?.trim_start_matches(['-', '+']);
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let good = if groups.len() == 1 {
        digits(first)
    } else {
        digits(first) && first.len() <= 3 && groups[1..].iter().all(|g| g.len() == 3 && digits(g))
    };
    let whole = groups.concat();
    good.then(|| decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

/// The year to 31 March that a cell names: "2019", "2018-19", "2018/19", "201819",
/// "31 March 2019", "2019-03-31", "31/03/2019".
#[must_use]
pub fn year(text: &str) -> Option<i32> {
    let text = text.trim().trim_matches('"');
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let good = |year: i32| (1990..=2100).contains(&year).then_some(year);
    let follows = |first: &str, second: &str| -> Option<i32> {
        let from: i32 = first.parse().ok()?;
        let to: i32 = second.parse().ok()?;
        let whole = if second.len() == 2 { (from + 1) / 100 * 100 + to } else { to };
        (whole == from + 1).then_some(whole)
    };
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    if letters > 24 {
        return None;
    }
    let found = match parts.as_slice() {
        [one] if one.len() == 4 => one.parse().ok(),
        [one] if one.len() == 6 => follows(&one[..4], &one[4..]),
        [from, to] if from.len() == 4 && (to.len() == 2 || to.len() == 4) => follows(from, to),
        [day, of] if day.len() <= 2 && of.len() == 4 => of.parse().ok(),
        [of, month, day] if of.len() == 4 && (month.len(), day.len()) == (2, 2) => {
            (month.parse() == Ok(3)).then(|| of.parse().ok()).flatten()
        }
        [day, month, of] if of.len() == 4 && day.len() <= 2 => {
            (month.parse() == Ok(3)).then(|| of.parse().ok()).flatten()
        }
        _ => None,
    };
    found.and_then(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in [
            ("1234", 1234.0),
            ("1,234", 1234.0),
            (" 1 234 ", 1234.0),
            ("12\u{a0}345", 12345.0),
            ("1,234,567.5", 1_234_567.5),
            ("0", 0.0),
            ("22.6", 22.6),
        ] {
            assert_eq!(number(text, false), Ok(Cell::Number(value, false)), "{text}");
        }
        assert_eq!(number("22.6%", false), Ok(Cell::Number(22.6, true)));
        assert_eq!(number("22,6", true), Ok(Cell::Number(22.6, false)));
        for text in ["c", "x", "..", "-", "", "[c]", "n/a", " : ", "–"] {
            assert_eq!(number(text, false), Ok(Cell::Missing), "{text}");
        }
        for text in ["22,6", "1,23,4", "-5", "NaN", "inf", "-inf", "abc", "1.2.3", "1 23", "1e400"]
        {
            assert!(number(text, false).is_err(), "{text}");
        }
    }

    #[test]
    fn years_as_people_write_them() {
        for text in ["2019", "2018-19", "2018/19", "201819", "31 March 2019", "2019-03-31"] {
            assert_eq!(year(text), Some(2019), "{text}");
        }
        assert_eq!(year("31/03/2019"), Some(2019));
        assert_eq!(year("1999-00"), Some(2000));
        for text in ["", "19", "2018-20", "2019-09-30", "1066", "measure", "201820", "12345"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
