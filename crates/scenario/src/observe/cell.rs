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
const MISSING: [&str; 32] = [
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
    "not applicable",
    "no data",
    "supp",
    "#n/a",
    "~",
    "s",
    "<5",
    "<6",
    "<10",
    "fewer than 5",
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
    let text = unmarked(text);
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

/// A number without the mark of a revised or provisional one: "642 [r]", "642p", "642 [note 1]".
fn unmarked(text: &str) -> &str {
    let bare = match text.rfind('[') {
        Some(at) if at > 0 && text.ends_with(']') => text[..at].trim_end(),
        _ => text.strip_suffix(['r', 'p', 'e', 'b']).unwrap_or(text),
    };
    if bare.ends_with(|c: char| c.is_ascii_digit()) { bare } else { text }
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
        for text in ["642 [r]", "642p", "642 [note 1]"] {
            assert_eq!(number(text, false), Ok(Cell::Number(642.0, false)), "{text}");
        }
        assert_eq!(number("22.6%", false), Ok(Cell::Number(22.6, true)));
        assert_eq!(number("22,6", true), Ok(Cell::Number(22.6, false)));
        for text in ["c", "x", "..", "-", "", "[c]", "n/a", " : ", "–", "<5", "[low]"] {
            assert_eq!(number(text, false), Ok(Cell::Missing), "{text}");
        }
        for text in ["22,6", "1,23,4", "-5", "NaN", "inf", "-inf", "abc", "1.2.3", "1 23", "1e400"]
        {
            assert!(number(text, false).is_err(), "{text}");
        }
    }
}
