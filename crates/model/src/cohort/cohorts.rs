//! Which ages each birth cohort holds: an open population, in windows of birth.
//!
//! Families are grouped by the month their index child was born in, in windows
//! of one or more months. A window's members have evenly spread birthdays; each
//! month one birthday group comes of age and leaves, and one is born. With windows
//! of one month ageing is exact; with windows of twelve it is exact in how many
//! turn 18 when, and mixes the members of a window while it crosses an age band or
//! comes of age (a test holds what that costs: under 0.4% of any stock).

use staircase_scenario::Scenario;

/// Windows of births.
#[derive(Debug, Clone)]
pub struct Cohorts {
    /// Months of births in one window.
    pub width: i32,
    /// Columns, used in turn.
    pub columns: usize,
    /// Months of age at which the last leave.
    oldest: i32,
}

impl Cohorts {
    /// Windows of `width` months for ages below `oldest` months.
    #[must_use]
    pub fn new(width: i32, oldest: i32) -> Self {
        Self { width, columns: ((oldest + width - 1) / width + 1) as usize, oldest }
    }

    /// Column of those born in `month`.
    #[must_use]
    pub fn column(&self, born: i32) -> usize {
        born.div_euclid(self.width).rem_euclid(self.columns as i32) as usize
    }

    /// Columns with anyone in them during `month`, and the months its members
    /// were born in, first and last, as they stand before that month's birthdays.
    pub fn living(&self, month: i32) -> impl Iterator<Item = (usize, (i32, i32))> + '_ {
        let (oldest, youngest) = (month - self.oldest, month - 1);
        let windows = oldest.div_euclid(self.width)..=youngest.div_euclid(self.width);
        windows.map(move |window| {
            let first = (window * self.width).max(oldest);
            let last = (window * self.width + self.width - 1).min(youngest);
            (self.column(first), (first, last))
        })
    }

    /// Share of a window's members in each age band during `month`.
    pub fn band_shares(
        scenario: &Scenario,
        month: i32,
        (first, last): (i32, i32),
        shares: &mut [f64],
    ) {
        let members = f64::from(last - first + 1);
        let eldest = scenario.age_bands.len() - 1;
        for (place, (share, band)) in shares.iter_mut().zip(&scenario.age_bands).enumerate() {
            let below = if place == eldest { i32::MAX } else { band.below };
            *share = aged(month, (first, last), (band.from, below)) / members;
        }
    }

    /// Share of a window's members with ages from, and below, some months during `month`.
    #[must_use]
    pub fn share_aged(month: i32, window: (i32, i32), ages: (i32, i32)) -> f64 {
        aged(month, window, ages) / f64::from(window.1 - window.0 + 1)
    }

    /// Part of what is left of a window that is `leaves_at` months old at the end of `month`.
    #[must_use]
    pub fn leaving(month: i32, (first, last): (i32, i32), leaves_at: i32) -> f64 {
        let born_by = month - leaves_at;
        if last <= born_by {
            1.0
        } else if first <= born_by {
            // Those born before have left already.
            1.0 / f64::from(last - born_by + 1)
        } else {
            0.0
        }
    }
}

/// Members of a window with ages from, and below, some months. Age during a month is
/// month − 1 − month of birth.
fn aged(month: i32, (first, last): (i32, i32), (from, below): (i32, i32)) -> f64 {
    let youngest = (month - 1 - last).max(from);
    let oldest = (month - 1 - first).min(below.saturating_sub(1));
    f64::from((oldest - youngest + 1).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_scenario::resolved::ADULT;

    /// Fails if a window is lost, counted twice or shares a column with another.
    #[test]
    fn every_living_birth_month_is_in_exactly_one_window() {
        for width in [1, 12, 36] {
            let cohorts = Cohorts::new(width, ADULT);
            for month in [-300, -1, 0, 1, 13, 119] {
                let windows: Vec<_> = cohorts.living(month).collect();
                let members: i32 = windows.iter().map(|(_, (a, b))| b - a + 1).sum();
                assert_eq!(members, ADULT);
                let mut columns: Vec<usize> = windows.iter().map(|(c, _)| *c).collect();
                columns.sort_unstable();
                columns.dedup();
                assert_eq!(columns.len(), windows.len());
                let leaving: f64 = windows
                    .iter()
                    .map(|(_, w)| Cohorts::leaving(month, *w, ADULT) * f64::from(w.1 - w.0 + 1))
                    .sum();
                assert!((leaving - 1.0).abs() < 1e-12);
            }
        }
    }
}
