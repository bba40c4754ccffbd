//! Exogenous inflow as a Poisson process: people who arrive from outside at random times, stay,
//! and leave.
//!
//! Keyed by month and entity: the arrivals of a month are the same whatever is asked
//! in which order, and a person stays as long whatever happens to others. A month's
//! times are those of a process of rate one, run until it has covered the month's
//! rate. So a higher rate keeps everyone who came at a lower one and adds to them.

use staircase_numerics::chance::{Chance, Purpose, Stream};
use staircase_numerics::stay::Stay;

/// Most arrivals of a month. A bound, so that no rate can run for ever.
const MOST: u64 = 1 << 20;

/// Arrivals from one source in one draw.
#[derive(Debug, Clone)]
pub struct Arrivals {
    times: Chance,
    stays: Chance,
    source: u32,
    together: u32,
}

/// One person who arrives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    /// When, in months from the start.
    pub time: f64,
    /// Who: the same number for the same person under every rate.
    pub entity: u64,
}

impl Arrivals {
    /// Arrivals of source number `source`, `together` people at a time (1 for people who
    /// come alone, more for sibling groups).
    #[must_use]
    pub fn new(seed: u64, draw: u64, source: u32, together: u32) -> Self {
        let times = Chance::new(seed, draw, Purpose::Inflow);
        Self { times, stays: Chance::new(seed, draw, Purpose::Stay), source, together }
    }

    /// Who arrives in `month` (from 1; month 1 lasts from 0 to 1), in order of time, at a
    /// mean of `rate` events a month. Nobody if the rate is negative or not a number.
    #[must_use]
    pub fn of_month(&self, month: u32, rate: f64) -> Month {
        Month {
            gaps: self.times.stream(u64::from(self.source), month),
            start: f64::from(month) - 1.0,
            rate,
            covered: 0.0,
            first: u64::from(month) * MOST,
            come: 0,
            together: u64::from(self.together.max(1)),
        }
    }

    /// How long a person stays. Numbers below [`Self::first_month`] are free for those
    /// who are there at the start.
    #[must_use]
    pub fn length(&self, stay: &Stay, entity: u64) -> f64 {
        stay.length(self.stays.uniform(entity, self.source))
    }

    /// The time still to come of someone who has been there for `elapsed` at the start.
    #[must_use]
    pub fn remaining(&self, stay: &Stay, entity: u64, elapsed: f64) -> f64 {
        stay.remaining(elapsed, self.stays.uniform(entity, self.source))
    }

    /// Smallest number of someone who arrives.
    #[must_use]
    pub const fn first_month() -> u64 {
        MOST
    }

    /// How many are there at the ends of months 1 … `months`, when `start` were there for
    /// no time at all and `rate(month)` events happen a month.
    #[must_use]
    pub fn stock(
        &self,
        stay: &Stay,
        start: u64,
        months: u32,
        rate: impl Fn(u32) -> f64,
    ) -> Vec<i64> {
        let mut change = vec![0_i64; months as usize + 2];
        let last = change.len() - 1;
        // Months at whose end someone is counted: from the end of the month in which they
        // come to the last end before they leave.
        let mut count = |from: f64, length: f64| {
            change[(from.ceil().max(1.0) as usize).min(last)] += 1;
            change[((from + length).ceil().max(1.0) as usize).min(last)] -= 1;
        };
        (0..start).for_each(|entity| count(0.0, self.length(stay, entity)));
        for month in 1..=months {
            for arrival in self.of_month(month, rate(month)) {
                count(arrival.time, self.length(stay, arrival.entity));
            }
        }
        let mut there = 0;
        change[1..last]
            .iter()
            .map(|change| {
                there += change;
                there
            })
            .collect()
    }
}

/// Who arrives in one month, in order of time.
#[derive(Debug, Clone)]
pub struct Month {
    gaps: Stream,
    start: f64,
    rate: f64,
    /// How much of the rate has been covered: where the process of rate one stands.
    covered: f64,
    first: u64,
    come: u64,
    together: u64,
}

impl Iterator for Month {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        if self.come >= MOST {
            return None;
        }
        if self.come.is_multiple_of(self.together) {
            self.covered += self.gaps.waiting_time();
        }
        (self.covered < self.rate).then(|| {
            let entity = self.first + self.come;
            self.come += 1;
            Arrival { time: self.start + self.covered / self.rate, entity }
        })
    }
}

/// How many descend from `start` founders, each of whom lives for a memoryless time and
/// brings forth others while they live, at given times in rising order.
///
/// AllFamilies carries a sequence of random numbers split off from their parent's, so
/// later times never change what happened at earlier ones.
#[must_use]
pub fn lineages(chance: &Chance, start: u64, birth: f64, death: f64, times: &[f64]) -> Vec<u64> {
    let mut there = vec![0; times.len()];
    let horizon = times.last().copied().unwrap_or(0.0);
    let mut alive: Vec<_> = (0..start).map(|founder| (0.0, chance.stream(founder, 0))).collect();
    while let Some((born, mut own)) = alive.pop() {
        let dies = born + own.waiting_time() / death;
        for (time, there) in times.iter().zip(&mut there) {
            *there += u64::from(born <= *time && *time < dies);
        }
        let mut child = born + own.waiting_time() / birth;
        while child < dies && child <= horizon && alive.len() < MOST as usize {
            alive.push((child, own.split()));
            child += own.waiting_time() / birth;
        }
    }
    there
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if the order of asking, or asking twice, changes a month.
    #[test]
    fn a_month_is_the_same_whatever_was_asked_before() {
        let arrivals = Arrivals::new(1, 2, 3, 1);
        let forward: Vec<Vec<Arrival>> =
            (1..9).map(|month| arrivals.of_month(month, 4.75).collect()).collect();
        let backward: Vec<Vec<Arrival>> =
            (1..9).rev().map(|month| arrivals.of_month(month, 4.75).collect()).collect();
        assert!(forward.iter().eq(backward.iter().rev()));
        let times: Vec<f64> = forward.iter().flatten().map(|arrival| arrival.time).collect();
        assert!(times.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(forward.iter().zip(0..).all(|(month, before)| {
            month.iter().all(|a| (f64::from(before)..f64::from(before + 1)).contains(&a.time))
        }));
    }

    /// Fails if a higher rate deals out other people instead of adding to them, or if
    /// sources share their chance.
    #[test]
    fn a_higher_rate_adds_people_and_moves_nobody() {
        let arrivals = Arrivals::new(1, 2, 0, 2);
        let who = |rate| arrivals.of_month(5, rate).map(|a| a.entity).collect::<Vec<u64>>();
        let (few, many) = (who(6.0), who(9.0));
        assert!(few.len() < many.len() && many.starts_with(&few), "{few:?} {many:?}");
        assert!(few.len().is_multiple_of(2));
        let other = Arrivals::new(1, 2, 1, 2).of_month(5, 6.0).next();
        assert_ne!(other, arrivals.of_month(5, 6.0).next());
    }

    /// Fails if a bad rate panics or never ends.
    #[test]
    fn no_rate_runs_for_ever() {
        let arrivals = Arrivals::new(1, 2, 3, 1);
        for rate in [0.0, -1.0, f64::NAN] {
            assert_eq!(arrivals.of_month(1, rate).count(), 0);
        }
        assert_eq!(arrivals.of_month(1, f64::INFINITY).count(), MOST as usize);
    }

    /// Unaccompanied children, 57 a year, who leave care at 18: mean stock against the
    /// closed form. Fails if a stay until an age is drawn or counted wrongly.
    #[test]
    fn a_stock_that_comes_of_age_has_its_exact_mean() {
        let stay = Stay::until_age(216.0, &[(168.0, 192.0, 0.2), (192.0, 216.0, 0.8)]);
        let stay = stay.expect("ages below 18");
        let (rate, runs) = (57.0 / 12.0, 4000_u32);
        let mut sums = vec![0_i64; 60];
        for draw in 0..runs {
            let stock = Arrivals::new(9, u64::from(draw), 0, 1).stock(&stay, 0, 60, |_| rate);
            sums.iter_mut().zip(stock).for_each(|(sum, count)| *sum += count);
        }
        for month in [1_usize, 12, 30, 60] {
            let mean = sums[month - 1] as f64 / f64::from(runs);
            let expected = rate * stay.mean_until(month as f64);
            let z = (mean - expected) / (expected / f64::from(runs)).sqrt();
            assert!(z.abs() < 3.0, "month {month}: {mean}, expected {expected}, Z {z}");
        }
        assert!((stay.mean_until(60.0) - stay.mean()).abs() < 1e-9, "all have left by 60 months");
    }
}
