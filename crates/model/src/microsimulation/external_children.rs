//! Exogenous inflow: children from outside the model, whatever early help does. One history a
//! draw, shared by all options.
//!
//! With a stock `n` and `a` arrivals a year the mean stay is `12·n ÷ a` months (Little's
//! law). Children come at every age alike within twice that time before their eighteenth
//! birthday, so in a steady state the time left to one who is there has the quantile
//! `2·mean·(1 − √u)`. Decision 0034.

use super::arrivals::Arrivals;
use crate::record::{Block, Record};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::Stream;

/// The streams of one draw.
#[derive(Debug, Clone)]
pub struct ExternalChildren {
    /// By stream: children at the end of each month, arrivals during it.
    streams: Vec<(Vec<f64>, Vec<f64>)>,
}

impl ExternalChildren {
    /// Draws every stream.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, draw: u64) -> Self {
        let all = scenario.streams.iter().zip(0_u32..);
        let months = scenario.calendar.months;
        Self { streams: all.map(|(it, source)| history(it, source, months, seed, draw)).collect() }
    }

    /// Writes them into a record.
    pub fn record(&self, record: &mut Record<'_>) {
        for (stream, (there, arrived)) in self.streams.iter().enumerate() {
            for (month, (there, arrived)) in there.iter().zip(arrived).enumerate() {
                record.add(Block::Stream, stream, month, *there);
                record.add(Block::StreamStarts, stream, month, *arrived);
            }
        }
    }
}

fn history(it: &Stream, source: u32, months: usize, seed: u64, draw: u64) -> (Vec<f64>, Vec<f64>) {
    let (mut there, mut arrived) = (vec![0.0; months + 1], vec![0.0; months + 1]);
    let Some(stay) = it.stay() else { return (there, arrived) };
    let arrivals = Arrivals::new(seed, draw, source, 1);
    // Someone is counted at every month's end from when they come until they leave.
    let mut count = |from: usize, until: f64| {
        let last = until.min(months as f64).ceil() as usize;
        let end = if until > months as f64 { months + 1 } else { last };
        there.iter_mut().take(end).skip(from).for_each(|there| *there += 1.0);
    };
    // In a steady state what is left of a stay is longer or shorter as stays are:
    // for stays of any length alike up to a longest one, in closed form.
    let chance = Chance::new(seed, draw, Purpose::Visitor);
    let longest = 2.0 * stay.mean();
    for child in 0..it.stock.round() as u64 {
        let left = longest * (1.0 - maths::sqrt(chance.uniform(child, source)));
        count(0, left);
    }
    for (month, arrived) in arrived.iter_mut().enumerate().skip(1) {
        let rate = it.starts.now / 12.0 * it.growth_by(month);
        for arrival in arrivals.of_month(month as u32, rate) {
            *arrived += 1.0;
            count(month, arrival.time + arrivals.length(&stay, arrival.entity));
        }
    }
    (there, arrived)
}
