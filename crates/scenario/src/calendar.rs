//! Dates as months from the start, and financial years (April to March).

use std::fmt;
use std::str::FromStr;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Calendar year.
    pub year: i32,
    /// 1 = January.
    pub month: u8,
}

impl YearMonth {
    fn count(self) -> i32 {
        self.year * 12 + i32::from(self.month) - 1
    }

    /// This month and `months` more.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let count = self.count() + months;
        Self { year: count.div_euclid(12), month: count.rem_euclid(12) as u8 + 1 }
    }

    /// Months from `earlier` to this one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.count() - earlier.count()
    }

    /// The 31 March that is the first day of a projection. `Err` names the nearest ones for
    /// any other text.
    ///
    /// Published stocks are those of that day, and money is counted in financial years.
    ///
    /// # Errors
    /// Any text but a 31 March, YYYY-03-31.
    pub fn first_day(text: &str) -> Result<Self, String> {
        let march = |year| Self { year, month: 3 };
        let written = |year: i32| format!("{year:04}-03-31");
        let year = text.get(..4).and_then(|year| year.parse().ok());
        let Some(year @ 1900..=2200_i32) = year else {
            return Err("a 31 March, such as 2019-03-31".to_owned());
        };
        if text == written(year) {
            return Ok(march(year));
        }
        // Before 31 March as text is before it in time.
        let earlier = if text < written(year).as_str() { year - 1 } else { year };
        let nearest = format!("{} or {}", written(earlier), written(earlier + 1));
        Err(format!(
            "{nearest}: a projection starts on a 31 March, the day that stocks are published \
             for and financial years end on"
        ))
    }

    /// Last day of the month.
    #[must_use]
    pub fn last_day(self) -> u8 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// "April 2021".
    #[must_use]
    pub fn words(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {}", NAMES[usize::from(self.month - 1) % 12], self.year)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for YearMonth {
    type Err = ();

    /// Reads `YYYY-MM`, or the first day of a month, `YYYY-MM-01`. Another day would be
    /// moved to the first, so it is refused.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok());
        let month = parts.next().filter(|m| m.len() == 2).and_then(|m| m.parse().ok());
        let first = parts.next().is_none_or(|day| day == "01");
        match (year, month, first, parts.next()) {
            (Some(year @ 1900..=2200), Some(month @ 1..=12), true, None) => {
                Ok(Self { year, month })
            }
            _ => Err(()),
        }
    }
}

/// The months of a projection. Month 0 is the starting stock; month 1 is the first simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// Calendar month at whose end the projection starts.
    pub start: YearMonth,
    /// Number of simulated months.
    pub months: usize,
}

impl Calendar {
    /// Calendar month of simulated month `month`.
    #[must_use]
    pub fn at(&self, month: usize) -> YearMonth {
        self.start.plus(i32::try_from(month).unwrap_or(i32::MAX / 24))
    }

    /// ISO date of the last day of simulated month `month`.
    #[must_use]
    pub fn date(&self, month: usize) -> String {
        let at = self.at(month);
        format!("{at}-{:02}", at.last_day())
    }

    /// Calendar year in which the financial year of simulated month `month` ends.
    #[must_use]
    pub fn financial_year(&self, month: usize) -> i32 {
        let at = self.at(month);
        if at.month <= 3 { at.year } else { at.year + 1 }
    }

    /// Financial years touched by the simulated months, by the year they end in.
    #[must_use]
    pub fn financial_years(&self) -> Vec<i32> {
        (self.financial_year(1)..=self.financial_year(self.months.max(1))).collect()
    }

    /// Place of simulated month `month` among the financial years.
    #[must_use]
    pub fn year_index(&self, month: usize) -> usize {
        (self.financial_year(month) - self.financial_year(1)).max(0) as usize
    }

    /// Month whose end closes the financial year of a month: its 31 March, or the end of
    /// the projection if that comes first. The first day closes the year before it.
    #[must_use]
    pub fn year_end(&self, month: usize) -> usize {
        let to_march = (3 - i32::from(self.at(month).month)).rem_euclid(12) as usize;
        (month + to_march).min(self.months.max(month))
    }

    /// Names of the financial years touched by the simulated months: "2019-20", and
    /// "2029-30 (6 months)" where the projection holds a part of one.
    #[must_use]
    pub fn year_names(&self) -> Vec<String> {
        let years = self.financial_years().into_iter().zip(self.months_by_year());
        years
            .map(|(year, months)| {
                let name = Self::financial_year_name(year);
                match months.len() {
                    12 => name,
                    1 => format!("{name} (1 month)"),
                    part => format!("{name} ({part} months)"),
                }
            })
            .collect()
    }

    /// The simulated months of each financial year.
    #[must_use]
    pub fn months_by_year(&self) -> Vec<std::ops::Range<usize>> {
        let mut years: Vec<std::ops::Range<usize>> = Vec::new();
        for month in 1..=self.months {
            match years.get_mut(self.year_index(month)) {
                Some(year) => year.end = month + 1,
                None => years.push(month..month + 1),
            }
        }
        years
    }

    /// Place among the days on which a year's families are counted: 0 for the first
    /// day, then one for each 31 March. `None` in other months.
    #[must_use]
    pub fn count_index(&self, month: usize) -> Option<usize> {
        match month {
            0 => Some(0),
            _ => (self.at(month).month == 3).then(|| self.year_index(month) + 1),
        }
    }

    /// "2019-20" for the financial year that ends in `year`.
    #[must_use]
    pub fn financial_year_name(year: i32) -> String {
        format!("{}-{:02}", year - 1, year.rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_starting_on_31_march_is_twelve_months_of_one_financial_year() {
        let start = YearMonth::first_day("2019-03-31").expect("a date");
        let calendar = Calendar { start, months: 120 };
        assert_eq!(calendar.date(0), "2019-03-31");
        assert_eq!(calendar.date(11), "2020-02-29");
        assert!((1..=12).all(|month| calendar.financial_year(month) == 2020));
        assert_eq!(calendar.financial_years(), (2020..=2029).collect::<Vec<_>>());
        assert_eq!(Calendar::financial_year_name(2020), "2019-20");
    }

    /// Fails if a day that is no 31 March, or no day at all, is taken for one in silence,
    /// or if the days named instead are not those around it.
    #[test]
    fn a_projection_starts_on_a_31_march_and_no_other_day_is_moved_there() {
        for (text, nearest) in [
            ("2019-02-30", "2018-03-31 or 2019-03-31"),
            ("2025-03-01", "2024-03-31 or 2025-03-31"),
            ("2019-09-30", "2019-03-31 or 2020-03-31"),
            ("2019-03-32", "2019-03-31 or 2020-03-31"),
            ("2020-04-01", "2020-03-31 or 2021-03-31"),
            ("2019-03", "2018-03-31 or 2019-03-31"),
            ("31 March 2019", "a 31 March, such as 2019-03-31"),
            ("", "a 31 March, such as 2019-03-31"),
        ] {
            let found = YearMonth::first_day(text).expect_err(text);
            assert!(found.starts_with(nearest), "{text}: {found}");
        }
    }

    /// Fails if a year that the projection holds in part looks like a whole one, or if the
    /// end of a year is counted from anything but the calendar.
    #[test]
    fn part_years_say_how_many_months_they_have() {
        let start = YearMonth { year: 2019, month: 3 };
        let of = |months| Calendar { start, months };
        assert_eq!(of(24).year_names(), ["2019-20", "2020-21"]);
        assert_eq!(of(18).year_names(), ["2019-20", "2020-21 (6 months)"]);
        assert_eq!(of(1).year_names(), ["2019-20 (1 month)"]);
        let ends = [0, 1, 11, 12, 13, 18].map(|month| of(18).year_end(month));
        assert_eq!(ends, [0, 12, 12, 12, 18, 18]);
        let autumn = Calendar { start: YearMonth { year: 2019, month: 9 }, months: 60 };
        assert_eq!([0, 6, 7, 54, 55].map(|month| autumn.year_end(month)), [6, 6, 18, 54, 60]);
    }

    #[test]
    fn dates_that_are_not_months_are_refused() {
        for text in [
            "",
            "2021",
            "2021-13",
            "21-04",
            "2021-4",
            "2021-04-01-01",
            "April",
            "2021-00",
            "2021-04-15",
            "2021-02-30",
        ] {
            assert!(text.parse::<YearMonth>().is_err(), "{text}");
        }
        assert_eq!("2021-04-01".parse(), Ok(YearMonth { year: 2021, month: 4 }));
    }
}
