//! Cost lines by month, pounds in the scenario's price base.
//!
//! ```text
//! level      = unit cost ÷ 12 × (children at the month's start + at its end) ÷ 2
//! entry      = cost × children who make the move
//! programme  = staff × cost ÷ 12 + places × cost + families who start × cost + setting up
//! results    = −tariff × (started × up front + finished(arrears ago) × success × (1 − up front))
//! ```
//!
//! Undiscounted. Moves are recorded by financial year, so the cost of entries is spread
//! evenly over its months. Decisions 0016, 0032.

use super::lines::{Line, lines};
use super::{Block, Record, SupportItem};
use crate::plan::{Plan, Provided};
use staircase_scenario::Scenario;

/// Fills the cost block of a record from its stocks and moves.
///
/// `scenario` carries the unit costs in force in this draw.
pub fn charge(record: &mut Record<'_>, scenario: &Scenario, plan: &Plan) {
    let years = scenario.calendar.months_by_year();
    for (place, line) in lines(scenario).iter().enumerate() {
        match line {
            Line::Level(level) => {
                let monthly = scenario.unit_costs[*level].now / 12.0;
                for month in 1..=record.layout.months {
                    let before = record.get(Block::Children, *level, month - 1);
                    let after = record.get(Block::Children, *level, month);
                    let child_months = f64::midpoint(before, after);
                    record.add(Block::Cost, place, month, monthly * child_months);
                }
            }
            Line::Entry(entry) => {
                let it = &scenario.entry_costs[*entry];
                for (year, months) in years.iter().enumerate() {
                    let children: f64 =
                        it.moves.iter().map(|mv| record.get(Block::MovedChildren, *mv, year)).sum();
                    let cost = it.cost.now * children / months.len() as f64;
                    for month in months.clone() {
                        record.add(Block::Cost, place, month, cost);
                    }
                }
            }
            Line::Programme(programme) => {
                let cost =
                    programme_cost(record, scenario, &plan.programmes[*programme], *programme);
                for (month, cost) in cost.into_iter().enumerate().skip(1) {
                    record.add(Block::Cost, place, month, cost);
                }
            }
            Line::Results(programme) => {
                for month in 1..=record.layout.months {
                    let income = results_income(record, scenario, *programme, month);
                    record.add(Block::Cost, place, month, -income);
                }
            }
            Line::Fixed(fixed) => {
                for month in 1..=record.layout.months {
                    let monthly = plan.fixed_costs[*fixed][month] / 12.0;
                    record.add(Block::Cost, place, month, monthly);
                }
            }
        }
    }
}

/// What a programme costs in each month: staff in post, places run, families who
/// start, setting up.
fn programme_cost(
    record: &Record<'_>,
    scenario: &Scenario,
    provided: &Provided,
    programme: usize,
) -> Vec<f64> {
    let it = &scenario.programmes[programme];
    (0..=record.layout.months)
        .map(|month| {
            let started = record.get(Block::Support, SupportItem::Started.of(programme), month);
            let set_up = if provided.set_up == Some(month) { it.set_up.now } else { 0.0 };
            provided.staff[month] * it.staff_cost.now / 12.0
                + provided.places[month] * it.place_cost.now
                + started * it.family_cost.now
                + set_up
        })
        .collect()
}

/// Payment by results received in a month: the share up front for those who start,
/// the rest, after the arrears, for the share of planned ends that succeed. Nothing
/// from the month in which the scheme ends on, whatever is owed by then.
fn results_income(record: &Record<'_>, scenario: &Scenario, programme: usize, month: usize) -> f64 {
    let Some(results) = &scenario.programmes[programme].results else { return 0.0 };
    if month >= results.ends {
        return 0.0;
    }
    let of =
        |item: SupportItem, month: usize| record.get(Block::Support, item.of(programme), month);
    let started = of(SupportItem::Started, month);
    let finished = month.checked_sub(results.arrears).filter(|month| *month > 0);
    let succeeded =
        finished.map_or(0.0, |month| of(SupportItem::Finished, month) * results.success.now);
    let up_front = results.up_front.now;
    results.tariff.now * (started * up_front + succeeded * (1.0 - up_front))
}
