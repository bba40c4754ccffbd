//! A number with its unit, source, grade and, where uncertain, a distribution.

use super::problem::{Fault, Problem};
use super::quantity::Quantity;
use crate::chance::Stream;
use crate::maths;
use rand_distr::{Beta, Distribution as _, LogNormal, Pert, Triangular, Uniform};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well a number is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Measured in this authority, or arithmetic on such numbers.
    MeasuredHere,
    /// Measured in another place or nationally.
    MeasuredElsewhere,
    /// Stated by someone with an interest, without a design that could show it.
    Claimed,
    /// No source: chosen by whoever wrote the file.
    Assumed,
}

impl Grade {
    /// The grade as written in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::MeasuredHere => "measured-here",
            Self::MeasuredElsewhere => "measured-elsewhere",
            Self::Claimed => "claimed",
            Self::Assumed => "assumed",
        }
    }
}

/// A number as written: with unit, source and grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number used when nothing is sampled.
    pub value: f64,
    /// Unit, exactly as the format names it.
    pub unit: String,
    /// Document, release or reasoning it comes from. May be left out only when assumed.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know, such as conflicting sources.
    pub note: Option<String>,
    /// How uncertain it is. Absent means that it is not sampled.
    pub distribution: Option<Distribution>,
}

/// Distributions that people can elicit. All have the support their names say;
/// none is ever clamped.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    /// Log-normal by its median and the value that 95 in 100 lie below.
    Lognormal {
        /// Half lie below.
        median: f64,
        /// 95 in 100 lie below.
        p95: f64,
    },
    /// Triangular.
    Triangular {
        /// Smallest possible.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest possible.
        high: f64,
    },
    /// PERT: a smooth triangle.
    Pert {
        /// Smallest possible.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest possible.
        high: f64,
    },
    /// Beta by its mean and the number of observations it is worth.
    Beta {
        /// Mean, between 0 and 1.
        mean: f64,
        /// Equivalent sample size.
        n: f64,
    },
    /// Equally likely between two values.
    Uniform {
        /// Smallest possible.
        low: f64,
        /// Largest possible.
        high: f64,
    },
}

/// 95th percentile of the standard normal distribution.
const Z95: f64 = 1.644_853_626_951_472_2;

impl Distribution {
    /// The distribution in words, for the register.
    #[must_use]
    pub fn words(&self) -> String {
        use super::problem::plain;
        match *self {
            Self::Lognormal { median, p95 } => {
                let spread = maths::exp((maths::ln(p95 / median) / Z95) * 1.959_963_984_540_054);
                let (low, high) = (median / spread, median * spread);
                format!("log-normal, 95 in 100 between {low:.2} and {high:.2}")
            }
            Self::Triangular { low, mode, high } => {
                format!("triangular {}, {}, {}", plain(low), plain(mode), plain(high))
            }
            Self::Pert { low, mode, high } => {
                format!("PERT {}, {}, {}", plain(low), plain(mode), plain(high))
            }
            Self::Beta { mean, n } => {
                format!("beta, mean {}, worth {} cases", plain(mean), plain(n))
            }
            Self::Uniform { low, high } => {
                format!("anywhere between {} and {}", plain(low), plain(high))
            }
        }
    }

    /// Why the numbers do not make a distribution, if they do not.
    fn fault(&self, quantity: &Quantity) -> Option<Fault> {
        let (low, high, good, rule) = match *self {
            Self::Lognormal { median, p95 } => {
                (median, p95, median > 0.0 && p95 > median, "0 < median < p95")
            }
            Self::Triangular { low, mode, high } | Self::Pert { low, mode, high } => (
                low,
                high,
                low <= mode && mode <= high && low < high,
                "low ≤ mode ≤ high, low < high",
            ),
            Self::Beta { mean, n } => {
                (mean, mean, mean > 0.0 && mean < 1.0 && n > 0.0, "0 < mean < 1, n > 0")
            }
            Self::Uniform { low, high } => (low, high, low < high, "low < high"),
        };
        let bounded = !matches!(self, Self::Lognormal { .. });
        for value in [low, high] {
            if !value.is_finite() {
                return Some(Fault::NotFinite {
                    phrase: quantity.phrase,
                    value,
                    range: (quantity.minimum, quantity.maximum),
                });
            }
            if bounded && !quantity.allows(value) {
                return Some(out_of_range(quantity, value));
            }
        }
        (!good).then(|| Fault::Contradiction {
            statement: format!("These numbers do not make a distribution: it needs {rule}."),
        })
    }

    /// One value. `None` only if the numbers were never checked.
    fn sample(&self, stream: &mut Stream) -> Option<f64> {
        match *self {
            Self::Lognormal { median, p95 } => {
                let sd = maths::ln(p95 / median) / Z95;
                LogNormal::new(maths::ln(median), sd).ok().map(|d| d.sample(stream))
            }
            Self::Triangular { low, mode, high } => {
                Triangular::new(low, high, mode).ok().map(|d| d.sample(stream))
            }
            Self::Pert { low, mode, high } => {
                Pert::new(low, high).with_mode(mode).ok().map(|d| d.sample(stream))
            }
            Self::Beta { mean, n } => {
                Beta::new(mean * n, (1.0 - mean) * n).ok().map(|d| d.sample(stream))
            }
            Self::Uniform { low, high } => Uniform::new(low, high).ok().map(|d| d.sample(stream)),
        }
    }
}

fn out_of_range(quantity: &Quantity, value: f64) -> Fault {
    let range = (quantity.minimum, quantity.maximum);
    if value.is_finite() {
        Fault::OutOfRange { phrase: quantity.phrase, value, range, unit: quantity.unit }
    } else {
        Fault::NotFinite { phrase: quantity.phrase, value, range }
    }
}

/// Checks one bare number against its quantity.
pub fn check_value(
    value: f64,
    quantity: &Quantity,
    file: &str,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    if !quantity.allows(value) {
        problems.push(Problem::new(file, path, out_of_range(quantity, value)));
    }
}

/// A checked number that may vary from draw to draw.
///
/// `now` is the value in force: `central` until [`Uncertain::sample`] replaces it.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The value in force.
    pub now: f64,
    /// The value as written.
    pub central: f64,
    /// How it varies, if it does.
    pub distribution: Option<Distribution>,
    /// Identity of its random stream: a hash of its place in the scenario.
    pub key: u64,
}

impl Uncertain {
    /// A number known exactly.
    #[must_use]
    pub fn fixed(value: f64) -> Self {
        Self { now: value, central: value, distribution: None, key: 0 }
    }

    /// Takes a written figure, reporting whatever is wrong with it.
    pub fn resolve(
        figure: &Figure,
        quantity: &Quantity,
        file: &str,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        check_value(figure.value, quantity, file, &format!("{path}.value"), problems);
        if figure.unit != quantity.unit {
            problems.push(Problem::new(
                file,
                format!("{path}.unit"),
                Fault::WrongUnit { found: figure.unit.clone(), expected: quantity.unit },
            ));
        }
        let sourced = figure.source.as_deref().is_some_and(|text| !text.trim().is_empty());
        if !sourced && figure.grade != Grade::Assumed {
            problems.push(Problem::new(file, path, Fault::NoSource));
        }
        if let Some(fault) = figure.distribution.as_ref().and_then(|d| d.fault(quantity)) {
            problems.push(Problem::new(file, format!("{path}.distribution"), fault));
        }
        Self {
            now: figure.value,
            central: figure.value,
            distribution: figure.distribution,
            key: crate::chance::hash_text(&format!("{file}:{path}")),
        }
    }

    /// Draws the value in force from the distribution, if there is one.
    /// Every number has a stream of its own, so adding a number never shifts another.
    pub fn sample(&mut self, seed: u64, draw: u64) {
        if let Some(distribution) = &self.distribution {
            let mut stream = Stream::parameter(seed, draw, self.key);
            if let Some(value) = distribution.sample(&mut stream) {
                self.now = value;
            }
        }
    }
}
