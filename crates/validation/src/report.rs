//! What a case reports: each quantity with what was published and what came out.

use serde::Serialize;
use staircase_numerics::maths;

/// How much a case may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Runs of every case that is drawn.
    pub runs: u32,
}

/// Runs that the published rule asks for.
pub const FULL: u32 = 10_000;

/// Fewest runs for which the rule means anything: the normal approximation of a sample
/// variance needs hundreds.
pub const LEAST: u32 = 200;

impl Effort {
    /// The published number of runs.
    #[must_use]
    pub fn full() -> Self {
        Self { runs: FULL }
    }

    /// At least [`LEAST`] runs.
    #[must_use]
    pub fn of(runs: u32) -> Self {
        Self { runs: runs.max(LEAST) }
    }
}

/// One quantity of a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "CaseRow"))]
pub struct Row {
    /// What is compared, in words.
    pub quantity: String,
    /// As published or computed independently.
    #[cfg_attr(feature = "typescript", schemars(with = "Option<f64>"))]
    pub expected: f64,
    /// As the engine gives it.
    #[cfg_attr(feature = "typescript", schemars(with = "Option<f64>"))]
    pub obtained: f64,
    /// When it counts as reproduced, in words, with how far it was from that.
    pub rule: String,
    /// Whether it is reproduced.
    pub passed: bool,
}

/// Whose code gives what is obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub enum ComputedBy {
    /// The code that projections run.
    Engine,
    /// A reference chain ([`mod@crate::reference`]), and the engine compares what it gives.
    ChainThenEngine,
    /// A reference chain alone: the case checks the arithmetic of the field, not projections.
    Chain,
}

impl ComputedBy {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Engine => "the engine's own code",
            Self::ChainThenEngine => "a reference chain, compared by the engine's own code",
            Self::Chain => "a reference chain, which projections do not use",
        }
    }
}

/// All quantities of one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct CaseReport {
    /// Identity, such as "B5".
    pub id: &'static str,
    /// What the case is.
    pub title: &'static str,
    /// Where its figures come from.
    pub source: &'static str,
    /// Whose code gives what is obtained.
    pub computed_by: ComputedBy,
    /// Its quantities.
    pub rows: Vec<Row>,
}

impl CaseReport {
    /// A case without rows yet, computed by the engine.
    #[must_use]
    pub fn new(id: &'static str, title: &'static str, source: &'static str) -> Self {
        Self { id, title, source, computed_by: ComputedBy::Engine, rows: Vec::new() }
    }

    /// Computed otherwise than by the engine alone.
    #[must_use]
    pub fn by(self, computed_by: ComputedBy) -> Self {
        Self { computed_by, ..self }
    }

    /// Whether every row passed; a case without rows has shown nothing.
    #[must_use]
    pub fn passed(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.passed)
    }

    fn row(
        &mut self,
        quantity: impl Into<String>,
        obtained: f64,
        expected: f64,
        rule: String,
        passed: bool,
    ) {
        self.rows.push(Row { quantity: quantity.into(), expected, obtained, rule, passed });
    }

    /// Equal to a relative 1e-9.
    pub fn exact(&mut self, quantity: impl Into<String>, obtained: f64, expected: f64) {
        let passed = (obtained - expected).abs() <= 1e-9 * expected.abs();
        self.row(quantity, obtained, expected, "equal to one part in a billion".to_owned(), passed);
    }

    /// Equal to as many decimals as are given.
    pub fn digits(
        &mut self,
        quantity: impl Into<String>,
        obtained: f64,
        expected: f64,
        decimals: u32,
    ) {
        let unit = maths::pow(10.0, -f64::from(decimals));
        // A little more than half a unit: a figure that was rounded at a half may have
        // been rounded either way.
        let passed = (obtained - expected).abs() <= unit * (0.5 + 1e-6);
        let rule = match decimals {
            0 => "equal after rounding to whole numbers".to_owned(),
            1 => "equal after rounding to 1 decimal".to_owned(),
            _ => format!("equal after rounding to {decimals} decimals"),
        };
        self.row(quantity, obtained, expected, rule, passed);
    }

    /// Apart by no more than rounding leaves: both are computed, by different routes.
    pub fn routes_agree(&mut self, quantity: impl Into<String>, obtained: f64, expected: f64) {
        let passed = (obtained - expected).abs() <= 1e-9 * expected.abs().max(1e-3);
        let rule = "two routes, equal to one part in a billion".to_owned();
        self.row(quantity, obtained, expected, rule, passed);
    }

    /// A statement that holds or not, as 1 or 0.
    pub fn holds(&mut self, quantity: impl Into<String>, holds: bool) {
        let obtained = if holds { 1.0 } else { 0.0 };
        self.row(quantity, obtained, 1.0, "must hold (1), not fail (0)".to_owned(), holds);
    }

    /// What the rest rests on. It is reported only where it fails, as there is nothing to
    /// compare then.
    pub fn needs(&mut self, what: &str, holds: bool) {
        if !holds {
            self.holds(what, false);
        }
    }

    /// The published rule for means of runs: Z = √n·(X̄ − μ)/σ lies between −3 and 3.
    pub fn mean(&mut self, quantity: &str, runs: &Runs, mean: f64, sd: f64) {
        let z = maths::sqrt(runs.n) * (runs.mean() - mean) / sd;
        let rule = format!("Z = {z:.2}, must lie between −3 and 3; {} runs", runs.n);
        self.row(format!("{quantity}: mean"), runs.mean(), mean, rule, z.abs() < 3.0);
    }

    /// The published rule for standard deviations of runs: Y = √(n/2)·(S²/σ² − 1) lies
    /// between −5 and 5.
    pub fn sd(&mut self, quantity: &str, runs: &Runs, sd: f64) {
        self.sd_of(quantity, runs, sd, 3.0);
    }

    /// The same rule for a quantity whose distribution is known and not nearly normal:
    /// `kurtosis` (3 for a normal) says how much its variance varies.
    pub fn sd_of(&mut self, quantity: &str, runs: &Runs, sd: f64, kurtosis: f64) {
        let apart = runs.variance() / (sd * sd) - 1.0;
        let y = maths::sqrt(runs.n / (kurtosis - 1.0)) * apart;
        let rule = format!("Y = {y:.2}, must lie between −5 and 5; {} runs", runs.n);
        let found = maths::sqrt(runs.variance());
        self.row(format!("{quantity}: standard deviation"), found, sd, rule, y.abs() < 5.0);
    }

    /// An estimate that comes with its own Monte Carlo error: within three of them.
    pub fn within_error(
        &mut self,
        quantity: impl Into<String>,
        obtained: f64,
        expected: f64,
        error: f64,
        runs: u32,
    ) {
        let z = (obtained - expected) / error;
        let rule = format!("Z = {z:.2} by its own error, must lie between −3 and 3; {runs} runs");
        self.row(quantity, obtained, expected, rule, z.abs() < 3.0);
    }

    /// Both rules.
    pub fn drawn(&mut self, quantity: &str, runs: &Runs, mean: f64, sd: f64) {
        self.mean(quantity, runs, mean, sd);
        self.sd(quantity, runs, sd);
    }
}

/// What a quantity came to in each run: sums that suffice for mean and variance.
#[derive(Debug, Clone, Copy, Default)]
pub struct Runs {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Runs {
    /// Adds one run (Welford 1962, so that large means keep their variance).
    pub fn add(&mut self, value: f64) {
        self.n += 1.0;
        let apart = value - self.mean;
        self.mean += apart / self.n;
        self.squares += apart * (value - self.mean);
    }

    /// Mean over runs.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Sample variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.squares / (self.n - 1.0).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each rule is given something wrong by a little more than it allows. Fails if the
    /// report cannot.
    #[test]
    fn every_rule_refuses_what_is_wrong() {
        let mut case = CaseReport::new("T", "test", "test");
        assert!(!case.passed(), "nothing was shown");
        let mut runs = Runs::default();
        (0..10_000).for_each(|run| runs.add(f64::from(run % 2)));
        case.exact("right", 2.0 + 1e-9, 2.0);
        case.digits("right", 0.12345, 0.1234, 4);
        case.drawn("right", &runs, 0.5, 0.5);
        assert!(case.passed(), "{:?}", case.rows);
        case.exact("wrong", 2.0 + 3e-9, 2.0);
        case.exact("wrong", f64::NAN, 2.0);
        case.digits("wrong", 0.123_451, 0.1234, 4);
        case.routes_agree("wrong", 1.0 + 2e-9, 1.0);
        case.holds("wrong", false);
        case.mean("wrong", &runs, 0.5 + 0.0151, 0.5);
        case.sd("wrong", &runs, 0.5 * 1.038);
        case.sd("wrong", &runs, 0.5 / 1.038);
        case.within_error("wrong", 1.0, 1.31, 0.1, 1);
        case.within_error("wrong", 1.0, 1.0, 0.0, 1);
        let passed: Vec<bool> = case.rows[4..].iter().map(|row| row.passed).collect();
        assert_eq!(passed, [false; 10], "{:?}", case.rows);
        assert!(!case.passed());
    }
}
