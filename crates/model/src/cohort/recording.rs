//! The cohort model written into a record, children at the mean family size.

use super::flows::MonthFlows;
use super::setting::CohortInputs;
use super::state::State;
use crate::record::{Block, DoorItem, FlowIndex, PopulationFlows, Record, SupportItem};

/// Writes what happened in a month: its number, its flows, and which measures count which
/// moves.
pub fn flows(
    setting: &CohortInputs<'_>,
    record: &mut Record<'_>,
    (month, flows, index): (usize, &MonthFlows, &FlowIndex),
) {
    let scenario = setting.scenario;
    let size = scenario.mean_family_size();
    for (families, in_families, in_children) in [
        (flows.born, PopulationFlows::BornFamilies, PopulationFlows::BornChildren),
        (flows.grown.iter().sum(), PopulationFlows::GrownFamilies, PopulationFlows::GrownChildren),
        (flows.arrived, PopulationFlows::ArrivedFamilies, PopulationFlows::ArrivedChildren),
        (flows.left, PopulationFlows::LeftFamilies, PopulationFlows::LeftChildren),
    ] {
        record.add(Block::PopulationFlows, in_families as usize, month, families);
        record.add(Block::PopulationFlows, in_children as usize, month, families * size);
    }
    let year = scenario.calendar.year_index(month);
    for mv in 0..flows.all.len() {
        record.add(Block::Moved, mv, year, flows.all[mv]);
        record.add(Block::MovedChildren, mv, year, flows.all[mv] * size);
        for (flow, only_recent) in index.of(mv) {
            let families = if *only_recent { flows.recent[mv] } else { flows.all[mv] };
            record.add(Block::Flow, *flow, month, families * size);
        }
    }
    for (programme, flow) in flows.support.iter().enumerate() {
        for (item, families) in [
            (SupportItem::Started, flow.started),
            (SupportItem::Finished, flow.finished),
            (SupportItem::DroppedOut, flow.dropped_out),
        ] {
            record.add(Block::Support, item.of(programme), month, families);
        }
    }
    if let Some(door) = &scenario.door {
        let passed: f64 =
            (0..flows.all.len()).filter(|mv| door.moves[*mv]).map(|mv| flows.all[mv]).sum();
        record.add(Block::Door, DoorItem::Passed as usize, month, passed);
        record.add(Block::Door, DoorItem::GaveUp as usize, month, flows.gave_up);
        record.add(Block::Door, DoorItem::TurnedAway as usize, month, flows.turned_away);
    }
    for (stream, it) in scenario.streams.iter().enumerate() {
        let starts = it.starts.now / 12.0 * it.growth_by(month);
        record.add(Block::StreamStarts, stream, month, starts);
    }
}

/// Writes who is where at the end of a month.
pub fn stocks(setting: &CohortInputs<'_>, record: &mut Record<'_>, state: &State, month: usize) {
    let scenario = setting.scenario;
    let size = scenario.mean_family_size();
    let fields = &state.fields;
    let cells = || setting.space.cells.iter().enumerate();
    let families = state.by_level(setting.space, scenario.levels.len());
    for (level, families) in families.iter().enumerate() {
        record.add(Block::Children, level, month, families * size);
    }
    for programme in fields.live.iter().copied() {
        let sum = |field| setting.carried(state, field);
        record.add(Block::Supported, programme, month, sum(fields.supported(programme)));
        record.add(Block::Waiting, programme, month, sum(fields.waiting(programme)));
    }
    if scenario.door.is_some() {
        record.add(Block::Door, DoorItem::Waiting as usize, month, state.backlog);
    }
    for (stream, it) in scenario.streams.iter().enumerate() {
        record.add(Block::Stream, stream, month, it.expected(month));
    }
    if let Some(year) = scenario.calendar.count_index(month) {
        for (place, cell) in cells() {
            let families = state.in_cell(place, 0);
            record.add(Block::Families, cell.level, year, families);
            let row = cell.level * record.layout.strata + cell.stratum;
            record.add(Block::FamiliesByStratum, row, year, families);
            for programme in fields.live.iter().copied() {
                let supported = state.in_cell(place, fields.supported(programme));
                let waiting = state.in_cell(place, fields.waiting(programme));
                record.add(Block::FamiliesSupported, cell.level, year, supported);
                record.add(Block::FamiliesWaiting, cell.level, year, waiting);
            }
        }
    }
}
