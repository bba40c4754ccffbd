//! Predictive validation (backtests): what a projection made some years ago would have said of
//! what then happened.
//!
//! An area is fitted to its figures up to a year, with nothing after it: neither its own nor
//! other areas' figures. The expected-value path then runs on from the first day that a
//! scenario of the area has, under many draws of what is not known:
//!
//! | What | How |
//! | --- | --- |
//! | levels of rates | around those of a steady year ([`super::calibrate::anchor`]) |
//! | shapes of rates | their posterior ([`super::calibrate::fit`]) |
//! | drift | an autoregression for each group, those of a pair together ([`super::calibrate::panel`]) |
//! | chance | a yearly departure of each group's flow, `variance = E[m²] ÷ E[m] ÷ flow` |
//! | unaccompanied children | a random walk of the log of their number |
//!
//! Chance runs through the path like any departure of a year's flow, so it lasts as long
//! as a child stays. The number of children stays what it was, as in a scenario that is
//! written: carrying its growth on made errors larger.
//!
//! Each backtest is made in two ways. *Free-running* (without later data): nothing after the year is known.
//! *Conditional* (actual number of starts): starts, and unaccompanied children, are those that were observed, so that
//! stocks test the way out alone. Decision 0053.

use super::calibrate::facts::Facts;
use super::calibrate::fit::{Fit, together};
use super::calibrate::groups::{ALL, GROUPS, NEED_OUT, PAIRS};
use super::calibrate::panel::{DOUBTS, Nation, PERSISTENCE, SPREADS, STREAM, TOGETHER};
use super::calibrate::past::{COARSE, CohortRun, Given, Logs, Wanted};
use super::calibrate::{anchor, calibrate};
use crate::outcome::band::percentile;
use nalgebra::{Cholesky, DVector};
use serde::{Deserialize, Serialize};
use staircase_model::cohort::state::State;
use staircase_numerics::chance::hash_text;
use staircase_numerics::chance::point::point;
use staircase_numerics::maths::{self, normal};
use staircase_scenario::Scenario;
use staircase_scenario::observe::Area;

/// Draws of a backtest if nothing else is asked for: a power of two, so that points are
/// stratified.
pub const DRAWS: u64 = 64;

/// Seed of a backtest.
const SEED: u64 = 2016;

/// What a projection is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Nothing after the year.
    Free,
    /// Starts as observed.
    Conditional,
}

/// One number that was projected and then published.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct BacktestRow {
    /// What the projection was told.
    pub way: Way,
    /// Year to 31 March.
    pub year: i32,
    /// `children_in_need`, `protection_plan` or `looked_after`.
    #[cfg_attr(
        feature = "typescript",
        schemars(extend("enum" = ["children_in_need", "protection_plan", "looked_after"]))
    )]
    pub measure: String,
    /// Published.
    pub observed: f64,
    /// Half of the draws lie below.
    pub middle: f64,
    /// A tenth of the draws lies below.
    pub low: f64,
    /// A tenth of the draws lies above.
    pub high: f64,
    /// Middle over published, less one.
    pub error: f64,
    /// Whether the band that holds 80 in 100 draws holds what was published.
    pub covered: bool,
}

/// A backtest of one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Backtest {
    /// The area.
    pub area: String,
    /// Last year fitted.
    pub until: i32,
    /// Last year projected.
    pub horizon: i32,
    /// Draws.
    pub draws: u64,
    /// One row a published number.
    pub rows: Vec<BacktestRow>,
    /// What was published before, for the picture: year, measure and number.
    pub before: Vec<(i32, String, f64)>,
    /// How entry and exit rates moved after the year, if all that was published is followed.
    pub after: Option<String>,
}

/// The measures, with their ids in tables.
pub const MEASURES: [(&str, &str); 3] = [
    ("children_in_need", "cin_stock"),
    ("protection_plan", "cpp_stock"),
    ("looked_after", "cla_stock"),
];

/// Share of rows whose band held what was published, and how many there are.
#[must_use]
pub fn coverage<'a>(rows: impl Iterator<Item = &'a BacktestRow>) -> (f64, usize) {
    let (held, all) = rows
        .fold((0_usize, 0_usize), |(held, all), row| (held + usize::from(row.covered), all + 1));
    (if all > 0 { held as f64 / all as f64 } else { 0.0 }, all)
}

/// Fits up to `until`, projects to `horizon`, compares. `nation` must be of the same year.
///
/// # Errors
/// A sentence that says what is missing.
pub fn backtest(
    scenario: &Scenario,
    own: &Area,
    nation: &Nation,
    (until, horizon): (i32, i32),
    draws: u64,
) -> Result<Backtest, String> {
    let fit = calibrate(scenario, own, nation, until)?;
    let stocks = MEASURES.iter().filter_map(|(_, id)| own.series.get(*id));
    let last = stocks.filter_map(|series| series.points.keys().next_back()).max();
    let last = last.copied().unwrap_or(until);
    if last <= until {
        return Err(format!(
            "Nothing is published after {until} to compare with. Fit up to an earlier year."
        ));
    }
    if !(until + 1..=last).contains(&horizon) {
        return Err(format!(
            "The last year projected is {horizon}. Use a year from {} to {last}: after the last \
             year fitted, and not after the last one published.",
            until + 1
        ));
    }
    let rows = [Way::Free, Way::Conditional]
        .into_iter()
        .flat_map(|way| rows(&fit, scenario, own, horizon, (way, draws)))
        .collect();
    let before = MEASURES
        .iter()
        .flat_map(|(name, id)| {
            let points = own.series.get(*id).map(|series| series.points.clone());
            let points = points.unwrap_or_default().into_iter();
            points.filter(|(year, _)| *year <= until).map(|(year, v)| (year, (*name).to_owned(), v))
        })
        .collect();
    let area = fit.facts.area.clone();
    let after = after(scenario, own, until, horizon);
    Ok(Backtest { area, until, horizon, draws, rows, before, after })
}

/// What is observed of a year, for a projection that is told starts.
struct Told {
    wanted: Wanted,
    stream: f64,
}

fn told(fit: &Fit, scenario: &Scenario, own: &Area, horizon: i32) -> Vec<Option<Told>> {
    let until = fit.facts.until();
    let all = Facts::new(scenario, own, horizon).ok();
    (until + 1..=horizon)
        .map(|year| {
            let all = all.as_ref()?;
            let seen = all.years.iter().find(|it| it.year == year)?;
            // Figures are on the children of the last year; starts are told as counts.
            let counts = seen.children / all.children;
            let starts = seen.starts.map(|starts| starts.map(|number| number * counts));
            Some(Told { wanted: Wanted { starts, stocks: [None; 3] }, stream: seen.stream.0 })
        })
        .collect()
}

/// One draw of what is not known.
struct Draw<'a> {
    fit: &'a Fit,
    number: u64,
    levels: Logs,
    shapes: Vec<f64>,
}

impl<'a> Draw<'a> {
    /// Draws come in pairs of opposites, so that their middle is that of many more.
    fn normal(number: u64, what: &str, at: usize, year: i32) -> f64 {
        let key = hash_text(&format!("{what} {at} {year}"));
        let normal = normal::quantile(point(SEED, number / 2, key));
        if number.is_multiple_of(2) { normal } else { -normal }
    }

    fn new(fit: &'a Fit, number: u64) -> Self {
        let n = fit.middle.len() - GROUPS;
        let scores = DVector::from_fn(n, |at, _| Self::normal(number, "shape", at, 0));
        let middle = fit.middle.rows(GROUPS, n).into_owned();
        let covariance = fit.covariance.view((GROUPS, GROUPS), (n, n)).into_owned();
        let shapes = Cholesky::new(covariance)
            .map_or_else(|| middle.clone(), |root| &middle + root.l() * scores);
        // As in a scenario that is written, the mean of each factor is the fitted one.
        let levels = std::array::from_fn(|group| {
            let doubt = DOUBTS[group];
            fit.onward[group] + doubt * Self::normal(number, "level", group, 0)
                - doubt * doubt / 2.0
        });
        Self { fit, number, levels, shapes: shapes.iter().copied().collect() }
    }

    /// A year's step of the drift of each group.
    fn steps(&self, year: i32) -> Logs {
        let own: Logs =
            std::array::from_fn(|group| Self::normal(self.number, "drift", group, year));
        let mut steps = own;
        for ((first, second), both) in PAIRS.into_iter().zip(TOGETHER) {
            steps[second] = both * own[first] + maths::sqrt(1.0 - both * both) * own[second];
        }
        std::array::from_fn(|group| steps[group] * SPREADS[group])
    }
}

/// Variance of chance in the log factor of each group, given a year's flows.
fn chance(fit: &Fit, given: &Given) -> Logs {
    let each = together(&fit.past);
    std::array::from_fn(|group| {
        let flow = if group < NEED_OUT {
            given.starts[group]
        } else {
            [given.closed, given.ends[0], given.ends[1]][group - NEED_OUT]
        };
        each / flow.max(5.0)
    })
}

fn rows(
    fit: &Fit,
    scenario: &Scenario,
    own: &Area,
    horizon: i32,
    (way, draws): (Way, u64),
) -> Vec<BacktestRow> {
    let until = fit.facts.until();
    let years = (horizon - until) as usize;
    let shapes: Vec<f64> = fit.middle.iter().skip(GROUPS).copied().collect();
    let start =
        fit.past.with(COARSE, &shapes, |run| anchor::first_day(run, &fit.onward, &fit.facts));
    let told = told(fit, scenario, own, horizon);
    let mut values: Vec<[Vec<f64>; 3]> = vec![Default::default(); years];
    for number in 0..draws {
        let draw = Draw::new(fit, number);
        let stocks = fit
            .past
            .with(COARSE, &draw.shapes, |walk| project(walk, &draw, start.clone(), &told, way));
        for (values, stocks) in values.iter_mut().zip(stocks) {
            values.iter_mut().zip(stocks).for_each(|(all, one)| all.push(one));
        }
    }
    let mut rows = Vec::new();
    for (place, values) in values.iter_mut().enumerate() {
        let year = until + 1 + place as i32;
        if way == Way::Conditional && told[..=place].iter().any(Option::is_none) {
            break;
        }
        for ((measure, id), values) in MEASURES.iter().zip(values) {
            let Some(observed) = own.at(id, year) else { continue };
            maths::ascend(values);
            let [low, middle, high] = [0.1, 0.5, 0.9].map(|share| percentile(values, share));
            rows.push(BacktestRow {
                way,
                year,
                measure: (*measure).to_owned(),
                observed,
                middle,
                low,
                high,
                error: middle / observed - 1.0,
                covered: (low..=high).contains(&observed),
            });
        }
    }
    rows
}

/// Published stocks of each year that one draw gives.
fn project(
    walk: &CohortRun<'_>,
    draw: &Draw<'_>,
    mut state: State,
    told: &[Option<Told>],
    way: Way,
) -> Vec<[f64; 3]> {
    let fit = draw.fit;
    let facts = &fit.facts;
    let mut drift = [0.0; GROUPS];
    let mut variance = [0.0; GROUPS];
    let mut given = fit.given.last().copied().unwrap_or_default();
    let arriving = facts.years.last().map_or(0.0, |year| year.stream.0);
    let mut departed = 0.0;
    told.iter()
        .enumerate()
        .map(|(place, told)| {
            let year = place as i32 + 1;
            let steps = draw.steps(year);
            let chance = chance(fit, &given);
            let mut logs = [0.0; GROUPS];
            for group in 0..GROUPS {
                drift[group] = PERSISTENCE * drift[group] + steps[group];
                variance[group] =
                    PERSISTENCE * PERSISTENCE * variance[group] + SPREADS[group] * SPREADS[group];
                let luck = Draw::normal(draw.number, "chance", group, year);
                logs[group] = draw.levels[group] + drift[group] - variance[group] / 2.0
                    + maths::sqrt(chance[group]) * luck
                    - chance[group] / 2.0;
            }
            let month = 12 * year;
            given = match (way, told) {
                (Way::Conditional, Some(told)) => {
                    walk.year_following(&mut state, month, &logs, &told.wanted).0
                }
                _ => walk.year(&mut state, month, &logs, false),
            };
            departed += STREAM * Draw::normal(draw.number, "stream", 1, year);
            let stream = match (way, told) {
                (Way::Conditional, Some(told)) => told.stream,
                _ => arriving * maths::exp(departed),
            };
            let [need, plan, care] = given.stocks;
            [(need + stream) / (1.0 - facts.grown), plan, care + stream]
        })
        .collect()
}

/// What the years after brought, by following all that was published: which rates moved.
fn after(scenario: &Scenario, own: &Area, until: i32, horizon: i32) -> Option<String> {
    use super::calibrate::facts::bare;
    use super::calibrate::past::{Past, follow};
    let facts = Facts::new(scenario, own, horizon).ok()?;
    let past = Past::new(bare(scenario, &facts)).ok()?;
    let followed = follow(&past, &facts);
    let place = facts.years[1..].iter().position(|year| year.year == until)?;
    let (from, to) = (followed.logs[place], followed.logs.last()?);
    let mut moves: Vec<(usize, f64)> = (0..GROUPS).map(|g| (g, to[g] - from[g])).collect();
    moves.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let words: Vec<String> = moves
        .iter()
        .map(|(group, log)| {
            format!("{} {:+.0}%", ALL[*group].words, 100.0 * (maths::exp(*log) - 1.0))
        })
        .collect();
    Some(words.join(", "))
}
