//! What a calibration shows: priors, posteriors, residuals and what is not identified.

use super::fit::{Fit, Kind, PANDEMIC};
use super::groups::{ALL, GROUPS, SHAPES};
use super::panel::{DOUBTS, SPREADS, TOGETHER};
use serde::Serialize;
use staircase_numerics::maths;

/// 90th percentile of the standard normal distribution: ends of the middle 80 in 100.
pub const Z90: f64 = 1.281_551_565_544_600_4;

/// Most squared residual for each figure of a fit that may be used: misses of five times what
/// a figure is recorded to. Authorities come to 2 at most.
const MOST_MISFIT: f64 = 25.0;

/// Least share of a prior's variance that figures take away. Years of drift may add a little
/// (Rutland's leaving care: 18%); where they double it, the fit did not work.
const LEAST_SHRINKAGE: f64 = -1.0;

/// Largest factor on a scenario's rate, and the inverse of the smallest.
const MOST_FACTOR: f64 = 20.0;

/// How well the figures tell a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// At least three quarters of the prior variance is gone.
    Well,
    /// Some of it is gone.
    Partly,
    /// Hardly any of it is gone: the prior speaks.
    NotIdentified,
}

/// A parameter, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct ParameterRow {
    /// What it is.
    pub words: String,
    /// Tag of its moves.
    pub tag: String,
    /// Range of the prior that holds 80 in 100, as a factor on the scenario's rate.
    pub prior: (f64, f64),
    /// Where the prior comes from.
    pub prior_source: String,
    /// Most likely factor on the scenario's rate.
    pub factor: f64,
    /// Range of the posterior that holds 80 in 100.
    pub range: (f64, f64),
    /// Standard deviation of the log before and after.
    pub spread: (f64, f64),
    /// Part of the prior's variance that the figures take away.
    pub shrinkage: f64,
    /// How well it is told.
    pub known: Known,
    /// Factor that the projection goes on with, and the range that holds 80 in 100.
    pub onward: (f64, f64, f64),
    /// Standard deviation of its log.
    pub doubt: f64,
}

/// Year-to-year drift of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct DriftRow {
    /// What drifts.
    pub words: String,
    /// Tag of its moves.
    pub tag: String,
    /// Standard deviation of a year's step on the log scale.
    pub spread: f64,
}

/// A published number beside what the path gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct ResidualRow {
    /// Year to 31 March.
    pub year: i32,
    /// What it is.
    pub measure: String,
    /// Published, without those the path does not move, on the children of its own year.
    pub published: f64,
    /// What the path gives.
    pub fitted: f64,
    /// Relative miss.
    pub error: f64,
    /// Miss over how exactly the figure is recorded.
    pub residual: f64,
    /// Why it misses, where a stock is off by 2% or starts by 5%.
    pub reason: Option<String>,
}

/// Factors of one year on the scenario's rates, by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(schemars::JsonSchema),
    schemars(rename = "CalibrationYear")
)]
pub struct YearRow {
    /// Year to 31 March.
    pub year: i32,
    /// What the year's figures imply, chance included.
    pub realised: Vec<f64>,
    /// Level without chance.
    pub level: Vec<f64>,
}

/// A calibration as shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Calibration {
    /// The area.
    pub area: String,
    /// Year whose 31 March the path starts from.
    pub first: i32,
    /// Last year fitted.
    pub until: i32,
    /// Children aged 0 to 17 in the last year.
    pub children: f64,
    /// Levels and shapes.
    pub parameters: Vec<ParameterRow>,
    /// Correlations of their logs, in the same order.
    pub correlations: Vec<Vec<f64>>,
    /// Drift.
    pub drifts: Vec<DriftRow>,
    /// Correlation of the drift of starting and ending: cases, plans, care.
    pub together: [f64; 3],
    /// Factors by year, in the order of the first six parameters.
    pub years: Vec<YearRow>,
    /// Residuals.
    pub residuals: Vec<ResidualRow>,
    /// Sum of squared residuals, of how many figures.
    pub misfit: (f64, usize),
    /// Part of the prior in what was minimised.
    pub departure: f64,
    /// Why the fit must not be used, in sentences; none if it may be.
    pub doubts: Vec<String>,
    /// Sentences: what moved most, what is not identified, what was assumed.
    pub notes: Vec<String>,
}

const MEASURES: [&str; 3] = ["Children in need", "Children on plans", "Looked-after children"];

impl Calibration {
    /// What a fit shows.
    #[must_use]
    pub fn new(fit: &Fit) -> Self {
        let fitted: Vec<(f64, f64)> = (0..fit.middle.len())
            .map(|at| (fit.middle[at], maths::sqrt(fit.covariance[(at, at)].max(0.0))))
            .collect();
        let parameters = parameters(&fit.past.shapes, &fitted, &fit.onward);
        let years = years(fit);
        let residuals = residuals(fit);
        let mut notes = vec![moved(fit)];
        let loose: Vec<&str> = parameters
            .iter()
            .filter(|row| row.known == Known::NotIdentified)
            .map(|row| row.words.as_str())
            .collect();
        if !loose.is_empty() {
            notes.push(format!(
                "These figures do not identify: {}. The prior is used.",
                loose.join("; ")
            ));
        }
        let wider: Vec<&str> = parameters
            .iter()
            .filter(|row| row.shrinkage < -0.005)
            .map(|row| row.words.as_str())
            .collect();
        if !wider.is_empty() {
            notes.push(format!(
                "Less certain than before the figures (a negative shrinkage), because \
                 numbers this small vary too much: {}.",
                wider.join("; ")
            ));
        }
        notes.push(
            "Published ends of need undercount and are not fitted; the outflow of need is starts \
             minus the change in the stock."
                .to_owned(),
        );
        notes.push(
            "Need below the threshold is not published anywhere, so its size and how fast it \
             arises cannot be fitted; for each child they stay as the scenario has them."
                .to_owned(),
        );
        notes.extend(fit.facts.notes.iter().cloned());
        Self {
            area: fit.facts.area.clone(),
            first: fit.facts.first(),
            until: fit.facts.until(),
            children: fit.facts.children,
            correlations: correlations(fit),
            drifts: drifts(),
            together: TOGETHER,
            misfit: (fit.misfit.0, fit.targets.len()),
            departure: fit.misfit.1,
            doubts: doubts(fit, &parameters, &residuals),
            parameters,
            years,
            residuals,
            notes,
        }
    }
}

/// Levels and shapes: `fitted` are the middle and standard deviation of the logs.
pub(super) fn parameters(
    shapes: &[usize],
    fitted: &[(f64, f64)],
    onward: &[f64; GROUPS],
) -> Vec<ParameterRow> {
    let groups = ALL.iter().map(|group| (group.words, group.tag, group.prior, group.source));
    let shapes = shapes
        .iter()
        .map(|shape| &SHAPES[*shape])
        .map(|shape| (shape.words, shape.tag, shape.prior, shape.source));
    groups
        .chain(shapes)
        .zip(fitted)
        .enumerate()
        .map(|(place, ((words, tag, prior, source), (middle, spread)))| {
            let (middle, spread) = (*middle, *spread);
            let shrinkage = 1.0 - (spread / prior) * (spread / prior);
            let range = |middle: f64, spread: f64| {
                (maths::exp(middle - Z90 * spread), maths::exp(middle + Z90 * spread))
            };
            let onward = onward.get(place).copied().unwrap_or(middle);
            let doubt = DOUBTS.get(place).copied().unwrap_or(spread);
            let (low, high) = range(onward, doubt);
            ParameterRow {
                onward: (maths::exp(onward), low, high),
                doubt,
                words: words.to_owned(),
                tag: tag.to_owned(),
                prior: range(0.0, prior),
                prior_source: source.to_owned(),
                factor: maths::exp(middle),
                range: range(middle, spread),
                spread: (prior, spread),
                shrinkage,
                known: match shrinkage {
                    s if s >= 0.75 => Known::Well,
                    s if s >= 0.25 => Known::Partly,
                    _ => Known::NotIdentified,
                },
            }
        })
        .collect()
}

fn correlations(fit: &Fit) -> Vec<Vec<f64>> {
    let n = fit.middle.len();
    let sd = |at: usize| maths::sqrt(fit.covariance[(at, at)].max(1e-300));
    (0..n).map(|a| (0..n).map(|b| fit.covariance[(a, b)] / (sd(a) * sd(b))).collect()).collect()
}

fn drifts() -> Vec<DriftRow> {
    ALL.iter()
        .zip(SPREADS)
        .map(|(group, spread)| DriftRow {
            words: group.words.to_owned(),
            tag: group.tag.to_owned(),
            spread,
        })
        .collect()
}

fn years(fit: &Fit) -> Vec<YearRow> {
    let factors = |logs: &[f64; GROUPS]| logs.iter().map(|log| maths::exp(*log)).collect();
    fit.facts.years[1..]
        .iter()
        .zip(fit.logs.iter().zip(&fit.levels))
        .map(|(year, (realised, level))| YearRow {
            year: year.year,
            realised: factors(realised),
            level: factors(level),
        })
        .collect()
}

fn residuals(fit: &Fit) -> Vec<ResidualRow> {
    fit.targets
        .iter()
        .map(|target| {
            let year = &fit.facts.years[target.year + 1];
            let given = &fit.given[target.year];
            let (measure, fitted, limit) = match target.kind {
                Kind::Stock(which) => (MEASURES[which].to_owned(), given.stocks[which], 0.02),
                Kind::Start(which) => {
                    (format!("{}, starting", MEASURES[which]), given.starts[which], 0.05)
                }
                Kind::End(which) => {
                    (format!("{}, ending", MEASURES[which + 1]), given.ends[which], f64::INFINITY)
                }
                Kind::Share(0) => (
                    "Cases starting again within 12 months".to_owned(),
                    given.shares[0],
                    f64::INFINITY,
                ),
                Kind::Share(_) => {
                    ("Plans that are repeats".to_owned(), given.shares[1], f64::INFINITY)
                }
            };
            let scale = match target.kind {
                Kind::Share(_) => 1.0,
                _ => year.children / fit.facts.children,
            };
            let error = fitted / target.value - 1.0;
            ResidualRow {
                year: year.year,
                measure,
                published: target.value * scale,
                fitted: fitted * scale,
                error,
                residual: maths::ln(fitted.max(1e-9) / target.value) / target.spread,
                reason: (error.abs() > limit).then(|| reason(fit, target.kind, year.year)),
            }
        })
        .collect()
}

/// Why a fit must not be used: signs that it did not work, which no area with a few hundred
/// children in need comes near.
fn doubts(fit: &Fit, parameters: &[ParameterRow], residuals: &[ResidualRow]) -> Vec<String> {
    let mut doubts = Vec::new();
    let (misfit, count) = (fit.misfit.0, fit.targets.len());
    if misfit > MOST_MISFIT * count.max(1) as f64 {
        let worst = residuals.iter().max_by(|a, b| a.residual.abs().total_cmp(&b.residual.abs()));
        let worst = worst.map_or_else(String::new, |row| {
            format!(
                " Furthest off is {} in {}: {:.0} published, {:.0} fitted.",
                row.measure, row.year, row.published, row.fitted
            )
        });
        doubts.push(format!(
            "The fitted rates do not reproduce the published figures. The misfit is {misfit:.0} \
             over {count} figures; a fit that works has less than about {count}.{worst}"
        ));
    }
    let named = |rows: Vec<&ParameterRow>, say: &dyn Fn(&ParameterRow) -> String| {
        let words: Vec<String> = rows.into_iter().map(say).collect();
        (!words.is_empty()).then(|| words.join("; "))
    };
    let wider = parameters.iter().filter(|row| row.shrinkage < LEAST_SHRINKAGE).collect();
    if let Some(words) =
        named(wider, &|row| format!("{} ({:.0}%)", row.words, 100.0 * row.shrinkage))
    {
        doubts.push(format!(
            "The figures make rates far less certain than they were before, so they contradict \
             each other or the model: {words}."
        ));
    }
    let far = |row: &&ParameterRow| !(1.0 / MOST_FACTOR..=MOST_FACTOR).contains(&row.factor);
    let far = parameters.iter().filter(far).collect();
    if let Some(words) = named(far, &|row| format!("{} ({:.3})", row.words, row.factor)) {
        doubts.push(format!(
            "Fitted factors on the scenario's rates are outside any range seen before: {words}."
        ));
    }
    if !doubts.is_empty() {
        doubts.push(format!(
            "With {:.0} children, numbers may be too small to fit. Add neighbouring areas \
             together, or keep the scenario's own rates.",
            fit.facts.children
        ));
    }
    doubts
}

/// Why a stock misses 2%, or starts 5%.
fn reason(fit: &Fit, kind: Kind, year: i32) -> String {
    let balance = |which: usize| -> Option<f64> {
        let place = fit.facts.years.iter().position(|it| it.year == year)?;
        let (before, after) = (&fit.facts.years[place - 1], &fit.facts.years[place]);
        let ends = after.ends[which.checked_sub(1)?]?;
        Some(before.stocks[which]? + after.starts[which]? - ends - after.stocks[which]?)
    };
    if year == PANDEMIC {
        return "The pandemic year counts for less.".to_owned();
    }
    let (Kind::Stock(which) | Kind::Start(which)) = kind else {
        return "Soft evidence.".to_owned();
    };
    if let Some(gap) = balance(which).filter(|gap| gap.abs() > 5.0) {
        return format!(
            "Published starts, ends and stocks differ by {:.0} in this year; no rates can meet all.",
            gap.abs()
        );
    }
    "It departs further from the years around it than drift and chance make likely, so the fit \
     goes part of the way."
        .to_owned()
}

/// What moved most, and what must not be made of it.
fn moved(fit: &Fit) -> String {
    let change = |group: usize| {
        let first = fit.levels.first().map_or(0.0, |level| level[group]);
        fit.levels.last().map_or(0.0, |level| level[group]) - first
    };
    let most =
        (0..GROUPS).max_by(|a, b| change(*a).abs().total_cmp(&change(*b).abs())).unwrap_or(0);
    let years = (fit.facts.first() + 1, fit.facts.until());
    let caution = "Rates of starting follow referral practice and thresholds as well as need, and \
                   those of ending follow practice and the courts. Early help may not be credited \
                   with such a change.";
    if years.0 == years.1 {
        return "With one year fitted, no change of rates can be seen.".to_owned();
    }
    let percent = 100.0 * (maths::exp(change(most)) - 1.0).abs();
    if percent < 0.5 {
        return format!(
            "From {} to {} no group of rates moved by as much as 1%. {caution}",
            years.0, years.1
        );
    }
    let direction = if change(most) < 0.0 { "fell" } else { "rose" };
    format!(
        "From {} to {} the rate of {} changed most: it {direction} by {percent:.0}%. {caution}",
        years.0, years.1, ALL[most].words
    )
}
