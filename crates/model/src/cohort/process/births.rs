//! Birthdays and births; families without a history who come or go.

use crate::cohort::cohorts::Cohorts;
use crate::cohort::flows::MonthFlows;
use crate::cohort::lanes::{LANES, Lanes};
use crate::cohort::month::Month;
use crate::cohort::setting::CohortInputs;
use staircase_numerics::maths;

/// Those who come of age in a month.
#[derive(Debug)]
pub struct Birthdays<'a> {
    setting: &'a CohortInputs<'a>,
    /// Part of each cohort that leaves: `[block][level]`.
    leaving: Vec<Vec<Lanes>>,
    /// Families who left, by level.
    grown: Vec<Lanes>,
}

impl<'a> Birthdays<'a> {
    /// The birthdays of a month.
    #[must_use]
    pub fn new(month: &Month<'a>) -> Self {
        let (setting, month) = (month.setting, month.when.month);
        let levels = &setting.scenario.levels;
        let blocks = setting.cohorts.columns.div_ceil(LANES);
        let mut leaving = vec![vec![Lanes::NONE; levels.len()]; blocks];
        for (column, window) in setting.cohorts.living(month) {
            for (part, level) in leaving[column / LANES].iter_mut().zip(levels) {
                part.each_mut()[column % LANES] = Cohorts::leaving(month, window, level.leaves_at);
            }
        }
        Self { setting, leaving, grown: vec![Lanes::NONE; levels.len()] }
    }

    /// Takes those who come of age out of a block.
    pub fn of_block(&mut self, (block, rows): (usize, &mut [Lanes]), flows: &mut MonthFlows) {
        let setting = self.setting;
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

    /// Counts those who left.
    pub fn count(self, flows: &mut MonthFlows) {
        flows.grown.iter_mut().zip(self.grown).for_each(|(sum, lanes)| *sum += lanes.sum());
    }
}

/// All birthdays of a month.
pub fn birthdays(month: &mut Month<'_>) {
    let mut birthdays = Birthdays::new(month);
    for (block, rows) in month.state.numbers.blocks_mut().iter_mut().enumerate() {
        birthdays.of_block((block, rows), &mut month.flows);
    }
    birthdays.count(&mut month.flows);
}

/// Births, and families without a history who come or go.
pub fn come_and_go(month: &mut Month<'_>) {
    let Month { setting, when, .. } = *month;
    let (state, flows) = (&mut *month.state, &mut month.flows);
    let width = state.fields.width();
    flows.born = setting.turnover.births(when.month);
    let column = setting.cohorts.column(when.month);
    for (cell, share) in &setting.space.newborn {
        state.numbers[(cell * width, column)] += flows.born * share;
    }
    if !when.projected {
        return;
    }
    let arrived = setting.turnover.arrivals(when.at);
    let leave = maths::leave_probability(setting.turnover.leaving(when.at));
    if arrived <= 0.0 && leave <= 0.0 {
        return;
    }
    let adult = staircase_scenario::resolved::ADULT;
    for (column, window) in setting.cohorts.living(when.month + 1) {
        let members = f64::from(window.1 - window.0 + 1);
        let young = Cohorts::share_aged(when.month + 1, window, (0, adult)) * members;
        for (cell, share) in &setting.space.newborn {
            let number = &mut state.numbers[(cell * width, column)];
            *number += arrived * share * young / f64::from(adult);
        }
    }
    if leave > 0.0 {
        let mut left = Lanes::NONE;
        for rows in state.numbers.blocks_mut() {
            let cells = rows.chunks_exact_mut(width).zip(&setting.space.cells);
            for (here, _) in cells.filter(|(_, cell)| cell.untouched()) {
                left += here[0] * leave;
                here.iter_mut().for_each(|number| *number = *number * (1.0 - leave));
            }
        }
        flows.left += left.sum();
    }
    flows.arrived = arrived;
}
