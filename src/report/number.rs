//! Numbers as people read them, no finer than the runs support.

use crate::scenario::problem::plain;

/// "24 fewer", "1 more", "no change".
#[must_use]
pub fn change(value: f64) -> String {
    let whole = value.round();
    if whole < 0.0 {
        format!("{} fewer", plain(-whole))
    } else if whole > 0.0 {
        format!("{} more", plain(whole))
    } else {
        "no change".to_owned()
    }
}

/// "between 49 fewer and 1 more", "between 3 and 12 more".
#[must_use]
pub fn between(low: f64, high: f64) -> String {
    let (low, high) = (low.round(), high.round());
    if low.to_bits() == high.to_bits() || (low == 0.0 && high == 0.0) {
        return change(low);
    }
    match (low < 0.0, high > 0.0) {
        (true, true) => format!("between {} fewer and {} more", plain(-low), plain(high)),
        (true, false) if high < 0.0 => {
            format!("between {} and {} fewer", plain(-high), plain(-low))
        }
        (true, false) => format!("between no change and {} fewer", plain(-low)),
        (false, true) if low > 0.0 => format!("between {} and {} more", plain(low), plain(high)),
        _ => format!("between no change and {} more", plain(high)),
    }
}

/// Money to two or three figures: "£1.3 million", "£480,000", "£0".
#[must_use]
pub fn pounds(value: f64) -> String {
    let size = value.abs();
    let sign = if value < 0.0 { "−" } else { "" };
    if size >= 9_950_000.0 {
        format!("{sign}£{:.0} million", size / 1e6)
    } else if size >= 995_000.0 {
        format!("{sign}£{:.1} million", size / 1e6)
    } else if size >= 99_500.0 {
        format!("{sign}£{}", plain((size / 10_000.0).round() * 10_000.0))
    } else if size >= 500.0 {
        format!("{sign}£{}", plain((size / 1000.0).round() * 1000.0))
    } else if size >= 0.5 {
        format!("{sign}under £1,000")
    } else {
        "£0".to_owned()
    }
}

/// A warning beside a mean count under ten, where chance rules; nothing beside others.
#[must_use]
pub fn small_count(name: &str, period: &str, mean: f64) -> Option<String> {
    (mean < 10.0).then(|| {
        format!(
            "Fewer than 10 {name} {period}: in so small a number chance alone makes large \
             swings. Read the range, not the middle."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a small count goes without its warning, or a large one gets it.
    #[test]
    fn small_counts_are_warned_of() {
        let warning = small_count("care starts", "in the year to March 2024", 9.9);
        let start = "Fewer than 10 care starts in the year to March 2024: ";
        assert!(warning.is_some_and(|words| words.starts_with(start)));
        assert_eq!(small_count("care starts", "in March 2024", 10.0), None);
    }

    #[test]
    fn ranges_read_aloud() {
        assert_eq!(between(-49.2, 1.1), "between 49 fewer and 1 more");
        assert_eq!(between(-12.0, -3.0), "between 3 and 12 fewer");
        assert_eq!(between(0.2, 5.0), "between no change and 5 more");
        assert_eq!(between(-0.2, 0.3), "no change");
        assert_eq!(between(-5.0, 0.0), "between no change and 5 fewer");
    }

    #[test]
    fn money_has_no_false_digits() {
        assert_eq!(pounds(13_312_345.0), "£13 million");
        assert_eq!(pounds(1_234_828.0), "£1.2 million");
        assert_eq!(pounds(-486_500.0), "−£490,000");
        assert_eq!(pounds(0.0), "£0");
        assert_eq!(pounds(4_400.0), "£4,000".replace(',', ""));
    }
}
