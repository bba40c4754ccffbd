//! Numbers as people read them, no finer than the runs support.

use staircase_scenario::problem::grouped;

/// A number in a sentence: thousands separated from 1,000 on, as the page writes them.
/// Years are not numbers in this sense.
#[must_use]
pub fn plain(value: f64) -> String {
    grouped(value, 4)
}

/// "£1.2 million more", "£480,000 less".
#[must_use]
pub fn more_or_less(value: f64) -> String {
    if value.abs() < 0.5 {
        "no more and no less".to_owned()
    } else {
        format!("{} {}", pounds(value.abs()), if value > 0.0 { "more" } else { "less" })
    }
}

/// A range of pounds with the words that fit its ends, below and above nothing: "£370,000
/// less to £48 million more". Without words where both ends say the same: "£1.0 million to
/// £2.0 million".
#[must_use]
pub fn pounds_between(low: f64, high: f64, [below, above]: [&str; 2]) -> String {
    if low < -0.5 && high > 0.5 {
        format!("{} {below} to {} {above}", pounds(-low), pounds(high))
    } else {
        let (near, far) = if low.abs() <= high.abs() { (low, high) } else { (high, low) };
        format!("{} to {}", pounds(near.abs()), pounds(far.abs()))
    }
}

/// What is added for each amount saved: "£33 for every £100 saved", "£1.30 for every £1
/// saved" where it is more than all.
#[must_use]
pub fn for_each_pound(added: f64, saved: f64) -> String {
    let share = added / saved;
    if share < 0.005 {
        "under £1 for every £100 saved".to_owned()
    } else if share <= 1.0 {
        format!("£{} for every £100 saved", plain((100.0 * share).round()))
    } else {
        format!("£{share:.2} for every £1 saved")
    }
}

/// How many of 100 runs: "24 of 100 runs", "all runs", "no runs". What rounds to none or
/// all but is neither says so.
#[must_use]
pub fn of_100_runs(share: f64) -> String {
    let whole = share.round();
    if share <= 0.0 {
        "no runs".to_owned()
    } else if share >= 100.0 {
        "all runs".to_owned()
    } else if whole < 1.0 {
        "fewer than 1 of 100 runs".to_owned()
    } else if whole > 99.0 {
        "more than 99 of 100 runs".to_owned()
    } else {
        format!("{} of 100 runs", plain(whole))
    }
}

/// "4 years", "1 year and 6 months", "5 months".
#[must_use]
pub fn lasting(months: usize) -> String {
    let word =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (months / 12, months % 12) {
        (0, rest) => word(rest, "month"),
        (years, 0) => word(years, "year"),
        (years, rest) => format!("{} and {}", word(years, "year"), word(rest, "month")),
    }
}

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

/// "between about 49 fewer and 1 more", "between about 3 and 12 more". Percentiles of counts
/// are rounded, so they are about.
#[must_use]
pub fn between(low: f64, high: f64) -> String {
    let (low, high) = (low.round(), high.round());
    if low.to_bits() == high.to_bits() || (low == 0.0 && high == 0.0) {
        let about = if low == 0.0 { "" } else { "about " };
        return format!("{about}{}", change(low));
    }
    match (low < 0.0, high > 0.0) {
        (true, true) => format!("between about {} fewer and {} more", plain(-low), plain(high)),
        (true, false) if high < 0.0 => {
            format!("between about {} and {} fewer", plain(-high), plain(-low))
        }
        (true, false) => format!("between no change and about {} fewer", plain(-low)),
        (false, true) if low > 0.0 => {
            format!("between about {} and {} more", plain(low), plain(high))
        }
        _ => format!("between no change and about {} more", plain(high)),
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

/// Two amounts and their sum before them, in one unit and rounded so that they add up to the
/// eye: "£14.22 million", "£13.28 million", "£0.94 million".
#[must_use]
pub fn adding(one: f64, other: f64) -> [String; 3] {
    let (grain, unit) = if one + other >= 995_000.0 { (1e4, 1e6) } else { (1e3, 1e3) };
    let grains = |value: f64| (value / grain).round();
    let parts = [grains(one + other), grains(one), grains(one + other) - grains(one)];
    parts.map(|part| {
        let pounds = part * grain;
        if unit > 1e3 {
            format!("£{:.2} million", pounds / unit)
        } else {
            format!("£{}", plain(pounds))
        }
    })
}

/// A warning beside a mean count under ten, where chance rules; nothing beside others.
#[must_use]
pub fn small_count(name: &str, period: &str, mean: f64) -> Option<String> {
    (mean < 10.0).then(|| {
        format!(
            "Fewer than 10 {name} {period}. Chance alone can change a number this small a \
             lot, so use the range, not the average."
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
        let start = "Fewer than 10 care starts in the year to March 2024. ";
        assert!(warning.is_some_and(|words| words.starts_with(start)));
        assert_eq!(small_count("care starts", "in March 2024", 10.0), None);
    }

    #[test]
    fn ranges_read_aloud() {
        assert_eq!(between(-49.2, 1.1), "between about 49 fewer and 1 more");
        assert_eq!(between(-12.0, -3.0), "between about 3 and 12 fewer");
        assert_eq!(between(0.2, 5.0), "between no change and about 5 more");
        assert_eq!(between(-0.2, 0.3), "no change");
        assert_eq!(between(-5.0, 0.0), "between no change and about 5 fewer");
        assert_eq!(between(3.2, 2.9), "about 3 more");
    }

    /// Fails if a share that is not nothing, or not all, is said to be.
    #[test]
    fn runs_are_counted_of_100() {
        assert_eq!(of_100_runs(23.6), "24 of 100 runs");
        assert_eq!(of_100_runs(0.0), "no runs");
        assert_eq!(of_100_runs(0.3), "fewer than 1 of 100 runs");
        assert_eq!(of_100_runs(99.7), "more than 99 of 100 runs");
        assert_eq!(of_100_runs(100.0), "all runs");
    }

    #[test]
    fn money_has_no_false_digits() {
        assert_eq!(pounds(13_312_345.0), "£13 million");
        assert_eq!(pounds(1_234_828.0), "£1.2 million");
        assert_eq!(pounds(-486_500.0), "−£490,000");
        assert_eq!(pounds(0.0), "£0");
        assert_eq!(pounds(4_400.0), "£4,000");
    }

    /// Fails if a thousand goes without its comma, or if a smaller number gets one.
    #[test]
    fn thousands_are_separated() {
        assert_eq!(plain(1090.0), "1,090");
        assert_eq!(plain(-1090.5), "-1,090.5");
        assert_eq!(plain(999.0), "999");
        assert_eq!(plain(17_700.0), "17,700");
    }

    /// Fails if a reader who adds the parts up gets another sum.
    #[test]
    fn parts_add_up_to_the_eye() {
        assert_eq!(
            adding(13_281_000.0, 938_000.0),
            ["£14.22 million", "£13.28 million", "£0.94 million"].map(str::to_owned)
        );
        assert_eq!(adding(4_000.0, 2_400.0), ["£6,000", "£4,000", "£2,000"].map(str::to_owned));
    }

    /// Fails if the two ends of a range are read the wrong way round.
    #[test]
    fn ranges_of_pounds_say_which_way() {
        let ends = ["less", "more"];
        let mixed = pounds_between(-370_000.0, 48_000_000.0, ends);
        assert_eq!(mixed, "£370,000 less to £48 million more");
        assert_eq!(pounds_between(-4e6, -1e6, ends), "£1.0 million to £4.0 million");
        assert_eq!(pounds_between(1e6, 4e6, ends), "£1.0 million to £4.0 million");
        assert_eq!(for_each_pound(17.38, 52.37), "£33 for every £100 saved");
        assert_eq!(for_each_pound(3.0, 2.0), "£1.50 for every £1 saved");
        assert_eq!(for_each_pound(1.0, 1000.0), "under £1 for every £100 saved");
        assert_eq!(lasting(18), "1 year and 6 months");
        assert_eq!(lasting(12), "1 year");
        assert_eq!(lasting(5), "5 months");
    }
}
