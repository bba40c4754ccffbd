//! Next-event scheduling with thinning (Lewis and Shedler) for families with no need and no
//! recent closure.
//!
//! Their hazard depends only on age, profile, period and what is left of earlier
//! support, so the time of the next move is found at once: moves are proposed at
//! the largest hazard that any dose allows, at the time when the summed hazard
//! passes an exponential number, and each is accepted with the share that the
//! family's own dose leaves (thinning, Lewis and Shedler 1979). Month by month
//! this has the law `P(move in month t | none before) = 1 − e^(−h_t)`, and because
//! the proposals do not depend on support, an option changes only what support
//! changes: with no effect both sides of a pair make the same moves.

use super::family::Family;
use super::move_sampler::{in_period, worst_ratios};
use crate::tables::Tables;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::Scenario;

/// Summed hazards of the universal level, and the random numbers that decide.
#[derive(Debug)]
pub struct Quiet {
    wait: Chance,
    choice: Chance,
    accept: Chance,
    /// Largest factor that support can put on each move.
    worst: Vec<f64>,
    /// Summed hazard a month at the largest factors: `[profile][age band][period]`.
    totals: Vec<f64>,
    /// Hazards by move in the same order.
    moves: Vec<f64>,
    width: usize,
    periods: usize,
    /// Runs of months of one period: last simulated month, period.
    runs: Vec<(i32, usize)>,
    /// Place among them of each month.
    run_of: Vec<usize>,
    /// First month of age above each age band.
    age_ends: Vec<i32>,
    /// Month of age at which families without need leave.
    leaves_at: i32,
}

impl Quiet {
    /// Sums the hazards of a draw.
    #[must_use]
    pub fn new(scenario: &Scenario, tables: &Tables, seed: u64, draw: u64) -> Self {
        let ages = scenario.age_bands.len();
        let calendar = scenario.calendar;
        let mut runs: Vec<(i32, usize)> = Vec::new();
        let mut run_of = vec![0];
        for month in 1..=calendar.months {
            let period = tables.periods.of(month);
            match runs.last_mut() {
                Some(last) if last.1 == period => last.0 = month as i32,
                _ => runs.push((month as i32, period)),
            }
            run_of.push(runs.len() - 1);
        }
        let worst = worst_ratios(tables, &tables.levels[0]);
        let periods = tables.periods.count();
        let (mut totals, mut moves, mut row) = (Vec::new(), Vec::new(), Vec::new());
        for profile in 0..tables.profiles {
            for age in 0..ages {
                for period in 0..periods {
                    in_period(tables, (0, 0, age, profile), period, &mut row);
                    row.iter_mut().zip(&worst).for_each(|(hazard, worst)| *hazard *= worst);
                    totals.push(row.iter().sum());
                    moves.extend_from_slice(&row);
                }
            }
        }
        Self {
            wait: Chance::new(seed, draw, Purpose::Quiet),
            choice: Chance::new(seed, draw, Purpose::QuietMove),
            accept: Chance::new(seed, draw, Purpose::QuietAccept),
            worst,
            totals,
            moves,
            width: tables.levels[0].moves.len(),
            periods,
            runs,
            run_of,
            leaves_at: scenario.levels[0].leaves_at,
            age_ends: scenario.age_bands.iter().map(|band| band.below).collect(),
        }
    }

    fn age_band(&self, age: i32) -> usize {
        let last = self.age_ends.len() - 1;
        self.age_ends.iter().position(|below| age < *below).unwrap_or(last)
    }

    /// Time of the next proposal to a family that is quiet at `time` (months; month
    /// t lasts from t − 1 to t), if it comes before the end and before the
    /// eighteenth birthday. `attempt` counts proposals refused within a month.
    #[must_use]
    pub fn next_proposal(&self, id: u64, family: &Family, time: f64, attempt: u32) -> Option<f64> {
        let mut at = time as i32 + 1;
        let profile = family.profile(at, false);
        let key = (at - 1) as u32 | attempt << 16;
        let mut left = -maths::ln(1.0 - self.wait.uniform(id, key));
        let last = i32::from(family.born) + self.leaves_at;
        let mut now = time;
        let mut run = *self.run_of.get(at as usize)?;
        let profile = profile * self.age_ends.len();
        let mut age = self.age_band(family.age(at));
        loop {
            let age_end = i32::from(family.born).saturating_add(self.age_ends[age]);
            let (run_end, period) = self.runs[run];
            let end = run_end.min(age_end).min(last);
            let hazard = self.totals[(profile + age) * self.periods + period];
            let span = f64::from(end) - now;
            if hazard * span > left {
                return Some((now + left / hazard).min(f64::from(end)));
            }
            left -= hazard * span;
            now = f64::from(end);
            at = end + 1;
            if at > last {
                return None;
            }
            if at > run_end {
                run += 1;
                if run >= self.runs.len() {
                    return None;
                }
            }
            if at > age_end {
                age = (age + 1).min(self.age_ends.len() - 1);
            }
        }
    }

    /// The move proposed to a quiet family in a month: its place among the
    /// universal level's moves.
    #[must_use]
    pub fn choose(&self, id: u64, family: &Family, month: i32, attempt: u32) -> usize {
        let run = self.run_of.get(month as usize).copied().unwrap_or(0);
        let group = family.profile(month, false) * self.age_ends.len();
        let row = (group + self.age_band(family.age(month))) * self.periods + self.runs[run].1;
        let moves = &self.moves[row * self.width..(row + 1) * self.width];
        let uniform = self.choice.uniform(id, month as u32 | attempt << 16);
        let mut point = uniform * self.totals[row];
        for (place, hazard) in moves.iter().enumerate() {
            point -= hazard;
            if point < 0.0 {
                return place;
            }
        }
        moves.iter().rposition(|hazard| *hazard > 0.0).unwrap_or(0)
    }

    /// Whether a proposed move is made, given the factor that the family's own
    /// support puts on it.
    #[must_use]
    pub fn accepts(&self, id: u64, place: usize, month: i32, attempt: u32, factor: f64) -> bool {
        let share = factor / self.worst[place];
        share >= 1.0 || self.accept.uniform(id, month as u32 | attempt << 16) < share
    }
}
