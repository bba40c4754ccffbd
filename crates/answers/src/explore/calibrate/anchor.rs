//! Rates that a projection goes on with.
//!
//! Last year's starts and ends rarely balance, and the imbalance does not last: carried on, it
//! put projections further from what happened than the last published number was (decision
//! 0094). The projection goes on with the rates of a steady year instead, whose stocks lie
//! between the last ones, those of several years, and the nation's:
//!
//! ```text
//! ln stock = last + w·(mean of k years − last) + c·(nation − own rate) + g·(yearly growth of
//!            the nation)                                                 by stock: [`STOCKS`]
//! ln starts = last + ½·(mean of 3 years − last)
//! ```
//!
//! The stocks themselves begin at the last ones and move there as fast as cases turn over.

use super::facts::{Facts, STOCKS as MEASURES, Year};
use super::groups::GROUPS;
use super::panel::Nation;
use super::past::{COARSE, CohortRun, Given, Logs, Past};
use staircase_model::cohort::state::State;
use staircase_numerics::maths;
use staircase_scenario::observe::Area;

/// How a stock returns.
struct Return {
    /// Years of the mean.
    years: usize,
    /// `w`.
    weight: f64,
    /// `c`.
    nation: f64,
    /// `g`, in years of growth.
    growth: f64,
}

/// Children in need, on plans, looked after.
const STOCKS: [Return; 3] = [
    Return { years: 3, weight: 0.3, nation: 0.10, growth: 0.0 },
    Return { years: 6, weight: 0.6, nation: 0.10, growth: 0.0 },
    Return { years: 1, weight: 0.0, nation: 0.05, growth: 1.5 },
];

/// Starts: years of the mean and its weight.
const STARTS: (usize, f64) = (3, 0.5);

/// What a steady year is to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// Starts in a year, `[need, plan, care]`, where any are known.
    pub starts: [Option<f64>; 3],
    /// Children at its end, `[need, plan, care]`.
    pub stocks: [Option<f64>; 3],
}

impl Aim {
    /// What the figures of an area lead to.
    #[must_use]
    pub fn new(facts: &Facts, own: &Area, nation: &Nation) -> Self {
        let last = last_stocks(facts);
        let until = facts.until();
        let stocks = std::array::from_fn(|which| {
            let now = maths::ln(last[which].filter(|stock| *stock > 0.0)?);
            let towards = &STOCKS[which];
            let mean = mean(facts, towards.years, |year| year.stocks[which]).unwrap_or(now);
            let rate = own.at(MEASURES[which].0, until).zip(own.at("population_0_17", until));
            let rate = rate.filter(|(stock, _)| *stock > 0.0);
            let apart = nation.rates[which]
                .zip(rate)
                .map_or(0.0, |(nation, (stock, children))| nation - maths::ln(stock / children));
            Some(maths::exp(
                now + towards.weight * (mean - now)
                    + towards.nation * apart
                    + towards.growth * nation.growth[which],
            ))
        });
        let starts = std::array::from_fn(|which| {
            let of = |year: &Year| year.starts[which];
            let now = maths::ln(facts.years.iter().rev().find_map(of).filter(|it| *it > 0.0)?);
            let (years, weight) = STARTS;
            let mean = mean(facts, years, of).unwrap_or(now);
            Some(maths::exp(now + weight * (mean - now)))
        });
        Self { starts, stocks }
    }
}

/// The last published stocks.
#[must_use]
pub fn last_stocks(facts: &Facts) -> [Option<f64>; 3] {
    std::array::from_fn(|which| facts.years.iter().rev().find_map(|year| year.stocks[which]))
}

/// Mean of the logs over the last years.
fn mean(facts: &Facts, years: usize, of: impl Fn(&Year) -> Option<f64>) -> Option<f64> {
    let last = facts.years.iter().rev().take(years);
    let logs: Vec<f64> =
        last.filter_map(of).filter(|number| *number > 0.0).map(maths::ln).collect();
    (!logs.is_empty()).then(|| logs.iter().sum::<f64>() / logs.len() as f64)
}

/// Most rounds of finding the rates.
const ROUNDS: usize = 8;

/// Years over which starts and stocks must hold.
const HOLD: i32 = 3;

/// How close is close enough, in logs.
const CLOSE: f64 = 0.002;

/// Largest step of a log in a round.
const STEP: f64 = 0.7;

/// Log factors at which the aim's stocks, once reached, stay for some years with its starts.
#[must_use]
pub fn steady(past: &Past, shapes: &[f64], aim: &Aim, from: &Logs) -> Logs {
    past.with(COARSE, shapes, |run| {
        let mut logs = *from;
        for _ in 0..ROUNDS {
            let mut state = run.steady(&logs, 0, &aim.stocks);
            let years: Vec<Given> =
                (1..=HOLD).map(|year| run.year(&mut state, 12 * year, &logs, false)).collect();
            let miss = miss(aim, &years);
            for (log, miss) in logs.iter_mut().zip(miss) {
                *log += miss.clamp(-STEP, STEP);
            }
            if miss.iter().all(|part| part.abs() < CLOSE) {
                break;
            }
        }
        logs
    })
}

/// The first day of a projection: a steady year at its rates, scaled to the last stocks.
#[must_use]
pub fn first_day(run: &CohortRun<'_>, logs: &Logs, facts: &Facts) -> State {
    run.steady(logs, 0, &last_stocks(facts))
}

/// By how much the log of each group's rate must change: the way in by what starts miss, the way
/// out by what stocks miss at these starts.
fn miss(aim: &Aim, years: &[Given]) -> Logs {
    let log = |a: f64, b: f64| if a > 0.0 && b > 0.0 { maths::ln(a / b) } else { 0.0 };
    let only = |[all, plan, care]: [f64; 3]| [all - plan - care, plan, care];
    let made = only(years.last().map_or([0.0; 3], |year| year.stocks));
    let aimed = only(aim.stocks.map(|stock| stock.unwrap_or(0.0)));
    let mut miss = [0.0; GROUPS];
    for which in 0..3 {
        let starts =
            years.iter().map(|year| year.starts[which]).sum::<f64>() / years.len().max(1) as f64;
        miss[which] = aim.starts[which].map_or(0.0, |aim| log(aim, starts));
        miss[3 + which] = miss[which] + log(made[which], aimed[which]);
    }
    miss
}
