//! Numbers as people type them: "1,000", "£7,900", "£2m".

use clap::builder::TypedValueParser;
use staircase_answers::study::MOST_DRAWS;
use std::ops::RangeInclusive;

/// A number with or without commas or spaces between thousands, a pound sign before it and "m" or "k"
/// after it.
///
/// # Errors
/// What is not a number, and a comma that is not between thousands, in words.
pub fn number(typed: &str) -> Result<f64, String> {
    let told = typed.trim().replace('−', "-");
    let (sign, size) = told.strip_prefix('-').map_or((1.0, told.as_str()), |size| (-1.0, size));
    let lower = size.strip_prefix('£').unwrap_or(size).trim().to_lowercase();
    let (digits, times) = [("million", 1e6), ("m", 1e6), ("k", 1e3)]
        .into_iter()
        .find_map(|(end, times)| Some((lower.strip_suffix(end)?.trim_end(), times)))
        .unwrap_or((&lower, 1.0));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    // Between thousands: a comma, or a space as some write it.
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{202f}']).collect();
    let thousands = groups.len() == 1
        || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|it| it.len() == 3));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = groups.concat();
    if !thousands || plain.is_empty() || !digits(&plain) || !digits(part) {
        return Err("write a number, such as 500, 1,000 or 0.5".to_owned());
    }
    let number = format!("{plain}.{part}").parse::<f64>().map_err(|error| error.to_string())?;
    Ok(sign * times * number)
}

/// A whole number between two others.
fn whole(typed: &str, range: &RangeInclusive<u64>) -> Result<u64, String> {
    let counts = |it: &f64| (0.0..=9e15).contains(it) && it.fract().abs() <= 0.0;
    // Digits alone are read as they are, so that a long seed keeps all of them.
    let plain = typed.trim().parse::<u64>().ok();
    let read = plain.or_else(|| number(typed).ok().filter(counts).map(|it| it as u64));
    let (least, most) = (range.start(), range.end());
    read.filter(|it| range.contains(it))
        .ok_or_else(|| format!("write a whole number from {least} to {most}"))
}

/// A number of draws on the command line.
pub fn draws() -> impl TypedValueParser<Value = u64> {
    between(1, MOST_DRAWS)
}

/// A whole number of a range on the command line.
pub fn between(least: u64, most: u64) -> impl TypedValueParser<Value = u64> {
    move |typed: &str| whole(typed, &(least..=most))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a number as the page writes it is refused, or another is read as a number.
    #[test]
    fn numbers_as_people_write_them() {
        for (typed, right) in [
            ("1000", 1000.0),
            ("1,000", 1000.0),
            ("1 000", 1000.0),
            (" £7,900 ", 7900.0),
            ("£2m", 2e6),
            ("1.5 million", 1.5e6),
            ("500k", 5e5),
            ("0.5", 0.5),
            ("−5", -5.0),
            ("-£1,234,567.25", -1_234_567.25),
        ] {
            assert!(number(typed).is_ok_and(|it| (it - right).abs() <= 0.0), "{typed}");
        }
        let wrong = [
            "", "£", "m", "0,5", "5 1", "1,00", ",100", "1000,000", "1.2.3", "1e3", "ten", "nan",
            "--1",
        ];
        for typed in wrong {
            assert!(number(typed).is_err(), "{typed}");
        }
        assert_eq!(whole("1,000", &(1..=10_000)), Ok(1000));
        assert_eq!(whole("18446744073709551615", &(0..=u64::MAX)), Ok(u64::MAX));
        for typed in ["0", "-5", "1.5", "10,001", "", "1e3"] {
            assert!(
                whole(typed, &(1..=10_000)).is_err_and(|it| it.contains("from 1 to 10000")),
                "{typed}"
            );
        }
    }
}
