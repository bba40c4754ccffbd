//! The year that a cell or a heading names. Only years to 31 March are taken as such;
//! what is at another date is told apart, never taken for one.

use super::date::{numeric, pair};
use super::words::{number, position, tokens};

/// What a text says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The year to 31 March, or that day.
    March(i32),
    /// The middle of a year, as populations are given.
    Middle(i32),
    /// A date or a year, but another one.
    Elsewhere,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words beside a date that change nothing.
const BESIDE: &[&str] = &[
    "year",
    "years",
    "yr",
    "ending",
    "ended",
    "end",
    "to",
    "at",
    "as",
    "of",
    "on",
    "the",
    "date",
    "period",
    "time",
    "financial",
    "fiscal",
    "fy",
    "reporting",
    "snapshot",
    "position",
    "census",
    "and",
    "from",
    "in",
    "for",
    "during",
    "each",
    "provisional",
    "revised",
    "final",
    "p",
    "r",
    "e",
    "st",
    "nd",
    "rd",
    "th",
    "ye",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
];

/// Words of other years and of parts of years.
const ELSEWHERE: &[&str] = &[
    "calendar",
    "academic",
    "school",
    "quarter",
    "quarters",
    "q",
    "half",
    "h",
    "week",
    "weeks",
    "wk",
    "term",
    "spring",
    "summer",
    "autumn",
    "winter",
    "quarterly",
    "monthly",
    "month",
    "months",
    "tax",
];

fn month(word: &str) -> Option<u32> {
    let known = |name: &str| {
        name.starts_with(word) && (word.len() == name.len() || (3..=4).contains(&word.len()))
    };
    let at = MONTHS.iter().position(|name| known(name))?;
    Some(at as u32 + 1)
}

/// The parts of a date.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) years: Vec<i32>,
    pub(super) months: Vec<u32>,
    pub(super) days: Vec<u32>,
    pub(super) middle: bool,
    pub(super) elsewhere: bool,
    /// Whether a word or a number belongs to no date.
    pub(super) strange: bool,
}

/// Whether a text holds nothing but words of dates, and no year: the heading of a column
/// of years.
#[must_use]
pub fn heads_years(text: &str) -> bool {
    let words = tokens(text);
    let parts = parts(&words, "");
    let plain = ["and", "to", "of", "on", "in", "p", "r", "e", "h", "q", "position", "census"];
    !parts.strange
        && parts.years.is_empty()
        && words.iter().any(|word| number(word).is_none() && !plain.contains(&word.as_str()))
}

/// What a text says of time, with what stands over or beside it; nothing if it is no date.
#[must_use]
pub fn when(around: &str, text: &str) -> Option<When> {
    let text = text.trim().trim_matches('"').trim();
    let mut found = parts(&tokens(around), "");
    if found.strange {
        found = Parts::default();
    }
    // Years over a column name the table, not the row.
    found.years.clear();
    let own = parts(&[], text);
    if own.strange || own.years.is_empty() {
        return None;
    }
    found.months.extend(own.months);
    found.days.extend(own.days);
    found.months.dedup();
    found.days.dedup();
    found.years = own.years;
    found.middle |= own.middle;
    found.elsewhere |= own.elsewhere;
    found.when()
}

/// The year to 31 March that a text names.
#[must_use]
pub fn year(text: &str) -> Option<i32> {
    match when("", text) {
        Some(When::March(year)) => Some(year),
        _ => None,
    }
}

impl Parts {
    fn when(&self) -> Option<When> {
        let (first, last) = (*self.years.first()?, *self.years.last()?);
        let pair = match self.years.len() {
            1 => false,
            2 if last == first + 1 => true,
            2 if last == first && self.months.len() == 2 => false,
            _ => return None,
        };
        if self.elsewhere {
            return Some(When::Elsewhere);
        }
        let day = |wanted: u32| self.days.iter().all(|day| *day == wanted);
        Some(match self.months.as_slice() {
            [] if !self.days.is_empty() => return None,
            [] if self.middle && !pair => When::Middle(last),
            [] if self.middle => When::Elsewhere,
            [] => When::March(last),
            _ if self.middle => When::Elsewhere,
            [3] if day(31) => When::March(last),
            [6] if day(30) && !pair => When::Middle(last),
            [4, 3] if pair && matches!(self.days.as_slice(), [] | [1, 31]) => When::March(last),
            _ => When::Elsewhere,
        })
    }
}

/// The parts of a date in `text`, or in words that are already apart.
fn parts(words: &[String], text: &str) -> Parts {
    let mut parts = Parts::default();
    if let Some(done) = numeric(text) {
        return done;
    }
    let own = tokens(text);
    let mut words: Vec<&str> =
        if text.is_empty() { words } else { &own }.iter().map(String::as_str).collect();
    // Twelve months are a year.
    if let Some(at) = words.windows(2).position(|two| two[0] == "12" && two[1] == "months") {
        words.drain(at..at + 2);
    }
    let mut numbers: Vec<u32> = Vec::new();
    for word in &words {
        match number(word) {
            Some(year @ 1990..=2100) if word.len() == 4 => parts.years.push(year as i32),
            Some(both) if word.len() == 6 => match pair(both / 100, both % 100) {
                Some(years) => parts.years.extend(years),
                None => parts.strange = true,
            },
            Some(short) if word.len() <= 2 => numbers.push(short),
            Some(_) => parts.strange = true,
            None if month(word).is_some() => parts.months.extend(month(word)),
            None if *word == "mid" || *word == "midyear" => parts.middle = true,
            None if ELSEWHERE.contains(word) => parts.elsewhere = true,
            None if BESIDE.contains(word) => {}
            None => parts.strange = true,
        }
    }
    if parts.elsewhere {
        // The number of a quarter, a week or a half.
        numbers.retain(|number| {
            parts.years.len() == 1 && pair(parts.years[0] as u32, *number).is_some()
        });
    }
    place(&mut parts, &numbers);
    parts
}

/// Short numbers: days, the second half of a year such as 2018-19, years of two digits.
fn place(parts: &mut Parts, numbers: &[u32]) {
    let mut rest = numbers.to_vec();
    if let (&[first], Some(&last)) = (parts.years.as_slice(), rest.last())
        && let Some(years) = pair(first as u32, last)
        && (parts.months.is_empty() || !(1..=31).contains(&last))
    {
        parts.years = years.to_vec();
        rest.pop();
    }
    if parts.years.is_empty() {
        match (rest.as_slice(), parts.months.is_empty()) {
            (&[first, second], true) if second > 12 && second == first + 1 => {
                parts.years = vec![2000 + first as i32, 2000 + second as i32];
                rest.clear();
            }
            // "31 March" alone has no year; "31 Mar 19" and "Mar 19" have.
            (&[.., year], false) if rest.len() == 2 || (rest.len() == 1 && year < 30) => {
                parts.years.push(2000 + year as i32);
                rest.pop();
            }
            _ => {}
        }
    }
    parts.strange |= rest.iter().any(|day| !(1..=31).contains(day));
    parts.days.extend(rest);
}

/// Takes the words of a date out of others: the rest, and what the date says, with a year
/// or without one.
#[must_use]
pub fn taken(words: &[String]) -> (Vec<String>, Option<When>, bool) {
    let dated = |word: &String| {
        month(word).is_some()
            || ELSEWHERE.contains(&word.as_str())
            || word == "mid"
            || number(word).is_some_and(|year| (1990..=2100).contains(&year) && word.len() == 4)
    };
    let Some(from) = words.iter().position(dated) else { return (words.to_vec(), None, false) };
    let to = words.iter().rposition(dated).unwrap_or(from);
    let near = |word: &String| {
        number(word).is_some_and(|day| day <= 31)
            || ["at", "as", "to", "ending", "ended", "year", "end", "of", "on", "in", "financial"]
                .contains(&word.as_str())
    };
    let mut start = from;
    while start > 0 && near(&words[start - 1]) {
        start -= 1;
    }
    let mut end = to + 1;
    while end < words.len()
        && (number(&words[end]).is_some_and(|n| n < 100) || words[end] == "year")
    {
        end += 1;
    }
    let date = words[start..end].join(" ");
    let rest: Vec<String> = [&words[..start], &words[end..]].concat();
    let year = when("", &date);
    // A date without a year is tried in any.
    let anyhow = year.or_else(|| when("", &format!("{date} 2019")));
    (rest, Some(anyhow.unwrap_or(When::Elsewhere)), year.is_some())
}

/// Whether a line above or below a table says that it is at another date than 31 March.
#[must_use]
pub fn elsewhere(text: &str) -> bool {
    let words = tokens(text);
    let phrase = |phrase: &str| {
        let part: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        position(&words, &part).is_some()
    };
    let dated = words.windows(3).enumerate().any(|(at, three)| {
        ["at", "ending", "ended", "to"].contains(&three[0].as_str())
            && number(&three[1]).is_some_and(|day| day <= 31)
            && month(&three[2]).is_some_and(|month| month != 3)
            && words.get(at + 3).and_then(|word| number(word)).is_none()
    });
    dated
        || ["calendar year", "calendar years", "academic year", "academic years", "school year"]
            .iter()
            .any(|words| phrase(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a way to write the year to 31 March is not read.
    #[test]
    fn years_as_people_write_them() {
        for text in [
            "2019",
            "2019.0",
            "2018-19",
            "2018/19",
            "2018–19",
            "2018-2019",
            "201819",
            "18/19",
            "31 March 2019",
            "31st March 2019",
            "31 Mar 2019",
            "31-Mar-19",
            "Mar-19",
            "March 2019",
            "31/03/2019",
            "31.03.2019",
            "31/03/19",
            "03/31/2019",
            "2019-03-31",
            "2019/03/31",
            "2019-03-31T00:00:00",
            "2019-03-31 00:00:00",
            "20190331",
            "2019-03",
            "03/2019",
            "Year ending 31 March 2019",
            "Year to March 2019",
            "FY 2018/19",
            "as at 31 March 2019",
            "12 months to March 2019",
            "1 April 2018 to 31 March 2019",
            "April 2018 - March 2019",
            "2018-19 (provisional)",
            "2019 [r]",
        ] {
            assert_eq!(year(text), Some(2019), "{text}");
        }
        assert_eq!(year("1999-00"), Some(2000));
        assert_eq!(year("2011-12"), Some(2012));
        assert_eq!(when("Year ending 31 March", "2019"), Some(When::March(2019)));
        assert_eq!(when("at 31 March", "31 March 2019"), Some(When::March(2019)));
        assert_eq!(when("Reporting year", "2019"), Some(When::March(2019)));
    }

    /// Fails if another date, another year or a part of one is taken for the year to March.
    #[test]
    fn no_other_date_is_taken_for_march() {
        for text in [
            "30 September 2019",
            "31 December 2019",
            "Q2 2019",
            "2019 Q4",
            "2018/19 Q2",
            "Quarter 2 2018-19",
            "Calendar year 2019",
            "2018/19 academic year",
            "1 April 2019",
            "30/09/2019",
            "2019-09-30",
            "31/12/19",
            "Sep-19",
            "Sept 2019",
            "December 2019",
            "Year ending June 2018-19",
            "12 months to September 2019",
            "30 March 2019",
            "H1 2019",
            "6 months to March 2019",
            "January 2019",
            "1 January 2018 to 31 December 2018",
            "2019-12",
            "Summer 2019",
            "week 3 2019",
            "mid-2018-19",
        ] {
            assert_eq!(when("", text), Some(When::Elsewhere), "{text}");
        }
        for text in ["mid-2019", "Mid 2019", "mid-year 2019", "30 June 2019", "June 2019"] {
            assert_eq!(when("", text), Some(When::Middle(2019)), "{text}");
        }
        for (around, text) in [
            ("Calendar year", "2019"),
            ("At 30 September", "2019"),
            ("September", "2019"),
            ("Academic year", "201819"),
            ("year ending 31 December", "2019"),
            ("Q3", "2018-19"),
        ] {
            assert_eq!(when(around, text), Some(When::Elsewhere), "{around} {text}");
        }
        assert_eq!(when("Mid-year", "2019"), Some(When::Middle(2019)));
        for text in [
            "",
            "4294967295-4294967296",
            "19",
            "17",
            "2018-20",
            "1066",
            "measure",
            "201820",
            "12345",
            "43555",
            "31 March",
        ] {
            assert_eq!(when("", text), None, "{text}");
        }
    }

    /// Fails if the heading of years is missed, or a measure is taken for one.
    #[test]
    fn headings_of_years() {
        for text in [
            "Year",
            "time_period",
            "Financial year",
            "Year ending 31 March",
            "At 31 March",
            "Date",
            "Calendar year",
            "Year to 30 September",
            "Reporting year",
            "Period",
            "Mid-year",
        ] {
            assert!(heads_years(text), "{text}");
        }
        for text in ["cin_stock", "2019", "Area", "", "12", "of"] {
            assert!(!heads_years(text), "{text}");
        }
    }
}
