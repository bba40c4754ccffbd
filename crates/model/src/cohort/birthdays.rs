//! Births and birthdays; families without a history who come or go (open population).

use super::cohorts::Cohorts;
use super::lanes::{LANES, Lanes};
use super::path::{MonthFlows, Setting, When};
use super::state::State;
use staircase_numerics::maths;

/// Those who come of age in a month.
#[derive(Debug)]
pub(super) struct Birthdays {
    /// Part of each cohort that leaves: `[block][level]`.
    leaving: Vec<Vec<Lanes>>,
    /// Families who left, by level.
    grown: Vec<Lanes>,
}

impl Birthdays {
    /// The birthdays of a month.
    pub fn new(setting: &Setting<'_>, month: i32) -> Self {
        let levels = &setting.scenario.levels;
        let blocks = setting.cohorts.columns.div_ceil(LANES);
        let mut leaving = vec![vec![Lanes::NONE; levels.len()]; blocks];
        for (column, window) in setting.cohorts.living(month) {
            for (part, level) in leaving[column / LANES].iter_mut().zip(levels) {
                part.each_mut()[column % LANES] = Cohorts::leaving(month, window, level.leaves_at);
            }
        }
        Self { leaving, grown: vec![Lanes::NONE; levels.len()] }
    }

    /// Takes those who come of age out of a block.
    pub fn of_block(
        &mut self,
        setting: &Setting<'_>,
        (block, rows): (usize, &mut [Lanes]),
        flows: &mut MonthFlows,
    ) {
        let leaving = &self.leaving[block];
        if !leaving.iter().any(|part| part.any()) {
            return;
        }
        let cells = rows.chunks_exact_mut(setting.fields.width()).zip(&setting.space.cells);
        for (here, cell) in cells {
            let part = leaving[cell.level];
            if !part.any() {
                continue;
            }
            self.grown[cell.level] += here[0] * part;
            if let Some(detail) = &mut flows.detail {
                detail.grown.count(setting.scenario, cell, (here[0] * part).sum());
            }
            let left = Lanes::ONE - part;
            here.iter_mut().for_each(|number| *number *= left);
        }
    }

    /// All birthdays of a month.
    pub fn of_month(setting: &Setting<'_>, state: &mut State, month: i32, flows: &mut MonthFlows) {
        let mut birthdays = Self::new(setting, month);
        for (block, rows) in state.numbers.blocks_mut().iter_mut().enumerate() {
            birthdays.of_block(setting, (block, rows), flows);
        }
        birthdays.count(flows);
    }

    /// Counts those who left.
    pub fn count(self, flows: &mut MonthFlows) {
        flows.grown.iter_mut().zip(self.grown).for_each(|(sum, lanes)| *sum += lanes.sum());
    }
}

impl Setting<'_> {
    /// Births, and families without a history who come or go.
    pub(super) fn births(&self, state: &mut State, when: When, flows: &mut MonthFlows) {
        let width = state.fields.width();
        flows.born = self.turnover.births(when.month);
        let column = self.cohorts.column(when.month);
        for (cell, share) in &self.space.newborn {
            state.numbers[(cell * width, column)] += flows.born * share;
        }
        if !when.projected {
            return;
        }
        let arrived = self.turnover.arrivals(when.at);
        let leave = maths::leave_probability(self.turnover.leaving(when.at));
        if arrived <= 0.0 && leave <= 0.0 {
            return;
        }
        let adult = staircase_scenario::resolved::ADULT;
        for (column, window) in self.cohorts.living(when.month + 1) {
            let members = f64::from(window.1 - window.0 + 1);
            let young = Cohorts::share_aged(when.month + 1, window, (0, adult)) * members;
            for (cell, share) in &self.space.newborn {
                let number = &mut state.numbers[(cell * width, column)];
                *number += arrived * share * young / f64::from(adult);
            }
        }
        if leave > 0.0 {
            let mut left = Lanes::NONE;
            for rows in state.numbers.blocks_mut() {
                let cells = rows.chunks_exact_mut(width).zip(&self.space.cells);
                for (here, _) in cells.filter(|(_, cell)| cell.untouched()) {
                    left += here[0] * leave;
                    here.iter_mut().for_each(|number| *number = *number * (1.0 - leave));
                }
            }
            flows.left += left.sum();
        }
        flows.arrived = arrived;
    }
}
