//! Unit costs, costs of entries, fixed costs.

use super::super::Checker;
use super::super::framework::Framework;
use crate::figure::Uncertain;
use crate::quantity;
use crate::resolved::EntryCost;
use crate::written;

pub(super) fn unit_costs(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Uncertain> {
    let mut costs = vec![Uncertain::fixed(0.0); framework.levels.len()];
    for cost in written.unit_costs.iter().flatten() {
        let path = format!("unit_costs[{}]", cost.level);
        let level = framework.level(desk, &cost.level, &format!("{path}.level"));
        let label = format!("Cost of a child for a year at {}", framework.spoken(&cost.level));
        let value = desk.figure(&cost.cost, &quantity::UNIT_COST, &format!("{path}.cost"), &label);
        if let Some(level) = level {
            costs[level] = value;
        }
    }
    costs
}

pub(super) fn other_costs(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> (Vec<EntryCost>, Vec<(String, f64)>) {
    let mut entries = Vec::new();
    for entry in written.entry_costs.iter().flatten() {
        let path = format!("entry_costs[{}]", entry.name);
        let moves = framework.tagged_any(desk, &entry.tags, &format!("{path}.tags"));
        let cost = desk.figure(
            &entry.cost,
            &quantity::ENTRY_COST,
            &format!("{path}.cost"),
            &format!("{}: cost a child", entry.name),
        );
        entries.push(EntryCost { name: entry.name.clone(), moves, cost });
    }
    let mut fixed = Vec::new();
    for cost in written.fixed_costs.iter().flatten() {
        let path = format!("fixed_costs[{}].amount", cost.name);
        let amount = desk.figure(&cost.amount, &quantity::FUNDING, &path, &cost.name);
        fixed.push((cost.name.clone(), amount.now));
    }
    (entries, fixed)
}
