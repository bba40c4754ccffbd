//! Cost lines by financial year, pounds in the scenario's price base.

use crate::model::plan::Plan;
use crate::record::lines::{Line, lines};
use crate::record::{Block, Record};
use crate::scenario::Scenario;

/// Fills the cost block of a record from its stocks and moves.
///
/// `scenario` carries the unit costs in force in this draw.
pub fn charge(record: &mut Record<'_>, scenario: &Scenario, plan: &Plan) {
    let year_of = |month: usize| scenario.calendar.year_index(month);
    for (place, line) in lines(scenario).iter().enumerate() {
        match line {
            Line::Level(level) => {
                let monthly = scenario.unit_costs[*level].now / 12.0;
                for month in 1..=record.layout.months {
                    let before = record.get(Block::Children, *level, month - 1);
                    let after = record.get(Block::Children, *level, month);
                    let child_months = f64::midpoint(before, after);
                    record.add(Block::Cost, place, year_of(month), monthly * child_months);
                }
            }
            Line::Entry(entry) => {
                let it = &scenario.entry_costs[*entry];
                for year in 0..record.layout.years {
                    let children: f64 =
                        it.moves.iter().map(|mv| record.get(Block::MovedChildren, *mv, year)).sum();
                    record.add(Block::Cost, place, year, it.cost.now * children);
                }
            }
            Line::Programme(programme) => {
                let monthly = scenario.programmes[*programme].staff_cost.now / 12.0;
                for month in 1..=record.layout.months {
                    let cost = monthly * plan.staff[*programme][month];
                    record.add(Block::Cost, place, year_of(month), cost);
                }
            }
            Line::Fixed(fixed) => {
                let monthly = scenario.fixed_costs[*fixed].1 / 12.0;
                for month in 1..=record.layout.months {
                    record.add(Block::Cost, place, year_of(month), monthly);
                }
            }
        }
    }
}
