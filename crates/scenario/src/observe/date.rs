//! Dates in numbers alone, whichever way round.

use super::period::Parts;

/// Both years of 2018-19 or 2018-2019, if the second follows the first.
pub(super) fn pair(first: u32, second: u32) -> Option<[i32; 2]> {
    let good = (1990..=2100).contains(&first) && (first + 1) % 100 == second % 100;
    (good && (second < 100 || second == first + 1)).then(|| [first as i32, first as i32 + 1])
}

/// Dates in numbers alone: 2019, 2019.0, 2018-19, 201819, 2019-03-31, 31/03/2019, 20190331.
pub(super) fn numeric(text: &str) -> Option<Parts> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let clock = text[day.len()..].trim_start_matches(['T', ' ']);
    if !clock.is_empty()
        && !clock.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z'))
    {
        return None;
    }
    if !clock.is_empty() && !clock.contains(':') {
        return None;
    }
    if let Some((whole, zeros)) = day.split_once('.')
        && whole.len() == 4
        && zeros.bytes().all(|byte| byte == b'0')
    {
        return numeric(whole);
    }
    let digits: Vec<&str> = day.split(['-', '/', '.', '–']).collect();
    if !digits.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let value = |at: usize| digits[at].parse::<u32>().unwrap_or(0);
    let year = |year: u32| (1990..=2100).contains(&year).then_some(year as i32);
    let long = |at: usize| digits[at].len() == 4;
    let on = |of: u32, month: u32, day: Option<u32>| {
        let good = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
        year(of).filter(|_| good).map(|of| Parts {
            years: vec![of],
            months: vec![month],
            days: day.into_iter().collect(),
            ..Parts::default()
        })
    };
    let strange = || Parts { strange: true, ..Parts::default() };
    let both = |years: [i32; 2]| Parts { years: years.to_vec(), ..Parts::default() };
    let short = |year: u32| if year < 100 { 2000 + year } else { year };
    Some(match digits.len() {
        1 if long(0) => year(value(0))
            .map_or_else(strange, |year| Parts { years: vec![year], ..Parts::default() }),
        1 if digits[0].len() == 6 => {
            pair(value(0) / 100, value(0) % 100).map_or_else(strange, both)
        }
        1 if digits[0].len() == 8 => {
            let all = value(0);
            on(all / 10_000, all / 100 % 100, Some(all % 100)).unwrap_or_else(strange)
        }
        2 if long(0) => match pair(value(0), value(1)) {
            Some(years) => both(years),
            None => on(value(0), value(1), None).unwrap_or_else(strange),
        },
        2 if long(1) => on(value(1), value(0), None).unwrap_or_else(strange),
        2 if digits[0].len() == 2 && value(1) > 12 && value(1) == value(0) + 1 => {
            pair(short(value(0)), value(1)).map_or_else(strange, both)
        }
        3 if long(0) => on(value(0), value(1), Some(value(2))).unwrap_or_else(strange),
        3 if digits[2].len() == 4 || digits[2].len() == 2 => {
            let of = short(value(2));
            on(of, value(1), Some(value(0)))
                .or_else(|| on(of, value(0), Some(value(1))))
                .unwrap_or_else(strange)
        }
        _ => strange(),
    })
}
