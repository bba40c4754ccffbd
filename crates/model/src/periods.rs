//! Factors on hazards that change over time: drivers, and year-to-year drift (an autoregressive
//! authority-year effect on log rates).
//!
//! A *period* is a set of months with the same factors: a financial year, or, with
//! seasonal drivers, the months of a financial year that share a season.
//!
//! ```text
//! trend:       f^(y + ½)          y: financial years since the first
//! indicator:   f^(points of y)
//! season:      factor of the calendar month, mean 1
//! drift:       exp(x(y) − v(y) ÷ 2),  x(y) = ρ·x(y − 1) + σ·normal,  v(y) = ρ²·v(y − 1) + σ²
//! ```
//!
//! The drift starts from zero before the first year and is shared by all options of a
//! draw. The path has none; the steady year has neither drift nor drivers. Decisions
//! 0011, 0035.

use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::DriverCourse;

/// Factors on every move in every period.
#[derive(Debug, Clone)]
pub struct Periods {
    /// Period of each month; month 0 is that of month 1.
    of: Vec<usize>,
    /// Financial year and calendar month (0 to 11) that stand for each period.
    stands: Vec<(usize, usize)>,
    /// `[period][move]`.
    factors: Vec<Vec<f64>>,
}

impl Periods {
    /// Periods with the factors of the drivers alone.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let calendar = &scenario.calendar;
        let seasons = seasons(scenario);
        let mut stands: Vec<(usize, usize)> = Vec::new();
        let of = (0..=calendar.months)
            .map(|month| {
                let month = month.max(1);
                let here = (calendar.year_index(month), usize::from(calendar.at(month).month) - 1);
                let alike = |there: &(usize, usize)| {
                    there.0 == here.0 && seasons[there.1] == seasons[here.1]
                };
                stands.iter().position(alike).unwrap_or_else(|| {
                    stands.push(here);
                    stands.len() - 1
                })
            })
            .collect();
        let factors = stands
            .iter()
            .map(|(year, month)| {
                let mut row = vec![1.0; scenario.moves.len()];
                for driver in &scenario.drivers {
                    let factor = driver_factor(&driver.course, *year, *month);
                    driver.moves.iter().for_each(|mv| row[*mv] *= factor);
                }
                row
            })
            .collect();
        Self { of, stands, factors }
    }

    /// Draws the authority-year effects: a first-order autoregression on the log
    /// scale, starting at zero (the calibration year is known), shared by all
    /// options of the draw. Half its variance is taken off, so that the mean of each
    /// year's factor is one.
    pub fn draw_authority_years(&mut self, scenario: &Scenario, seed: u64, draw: u64) {
        let chance = Chance::new(seed, draw, Purpose::AuthorityYear);
        let years = scenario.calendar.financial_years().len();
        for (place, drift) in scenario.drifts.iter().enumerate() {
            let (mut log, mut variance) = (0.0, 0.0);
            let (keep, spread) = (scenario.persistence.now, drift.spread.now);
            for year in 0..years {
                let mut stream = chance.stream(place as u64, year as u32);
                let normal: f64 =
                    rand_distr::Distribution::sample(&rand_distr::StandardNormal, &mut stream);
                log = keep * log + spread * normal;
                variance = keep * keep * variance + spread * spread;
                let factor = maths::exp(log - variance / 2.0);
                for (row, _) in
                    self.factors.iter_mut().zip(&self.stands).filter(|(_, s)| s.0 == year)
                {
                    drift.moves.iter().for_each(|mv| row[*mv] *= factor);
                }
            }
        }
    }

    /// Number of periods.
    #[must_use]
    pub fn count(&self) -> usize {
        self.factors.len()
    }

    /// Period of a month.
    #[inline]
    #[must_use]
    pub fn of(&self, month: usize) -> usize {
        self.of.get(month).copied().unwrap_or(0)
    }

    /// Factors of a period, one a move.
    #[inline]
    #[must_use]
    pub fn factors(&self, period: usize) -> &[f64] {
        &self.factors[period]
    }

    /// Whether any factor of a period departs from one.
    #[must_use]
    pub fn departs(&self, period: usize) -> bool {
        self.factors[period].iter().any(|factor| factor.to_bits() != 1.0_f64.to_bits())
    }

    /// Whether all periods are alike.
    #[must_use]
    pub fn alike(&self) -> bool {
        self.factors.iter().all(|row| *row == self.factors[0])
    }
}

/// Seasonal factors of each calendar month, as one comparable value.
fn seasons(scenario: &Scenario) -> Vec<Vec<u64>> {
    let of = |month: usize| {
        let season = |course: &DriverCourse| match course {
            DriverCourse::Season(months) => months.get(month).map(|factor| factor.to_bits()),
            _ => None,
        };
        scenario.drivers.iter().filter_map(|driver| season(&driver.course)).collect()
    };
    (0..12).map(of).collect()
}

fn driver_factor(course: &DriverCourse, year: usize, month: usize) -> f64 {
    match course {
        DriverCourse::Trend(factor) => maths::pow(factor.now, year as f64 + 0.5),
        DriverCourse::Indicator(factor, points) => {
            let at = points.get(year).or(points.last()).copied().unwrap_or(0.0);
            maths::pow(factor.now, at)
        }
        DriverCourse::Season(months) => months.get(month).copied().unwrap_or(1.0),
    }
}
