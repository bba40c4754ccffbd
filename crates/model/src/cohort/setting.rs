//! What does not change along a path, and which month it has come to.

use super::blend::Blends;
use super::cohorts::Cohorts;
use super::fading::Fading;
use super::fields::Fields;
use super::lanes::Lanes;
use super::needed;
use super::pools::HazardGroups;
use super::room::Scratch;
use super::served::Served;
use super::state::State;
use crate::plan::Plan;
use crate::population::PopulationFlows;
use crate::space::Space;
use crate::tables::Tables;
use staircase_scenario::Scenario;
use std::cell::RefCell;

/// What does not change along a path.
#[derive(Debug)]
pub struct CohortInputs<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its cells.
    pub space: &'a Space,
    /// Hazards in force.
    pub tables: &'a Tables,
    /// Windows of births.
    pub cohorts: Cohorts,
    /// Births, people coming and going.
    pub turnover: PopulationFlows,
    /// Where the numbers of a cell stand.
    pub(super) fields: Fields,
    /// Levels at which a family can hold a place or wait for one.
    pub(super) carries: Vec<bool>,
    /// How the doses of each programme fade.
    pub(super) fading: Vec<Vec<Fading>>,
    /// Cells with the same hazards, and where families go.
    pub(super) pools: HazardGroups,
    /// Rates by mix of ages.
    pub(super) blends: Blends,
    /// Scratch to work in.
    pub(super) room: RefCell<Scratch>,
    /// Cells that each programme serves.
    pub(super) served: Vec<Vec<Served>>,
}

/// A month being stepped: which one, and its place in the plan and the periods.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Simulated month; those before the first day are not above 0.
    pub month: i32,
    /// Place in the plan's series.
    pub at: usize,
    /// Whether rates follow the projection's drivers; the steady year has none.
    pub projected: bool,
}

impl<'a> CohortInputs<'a> {
    /// Prepares a path with windows of `width` months of births.
    #[must_use]
    pub fn new(scenario: &'a Scenario, space: &'a Space, tables: &'a Tables, width: i32) -> Self {
        let untouched = scenario.stocks[0] / scenario.mean_family_size();
        Self::with(Fields::new(scenario), (scenario, space, tables), width, untouched)
    }

    /// Prepares the path of `plan` from `start`: the families never known and without need
    /// are those that it holds, and only numbers that differ from each other are kept.
    #[must_use]
    pub fn along(
        scenario: &'a Scenario,
        space: &'a Space,
        tables: &'a Tables,
        width: i32,
        (start, plan): (&State, &Plan),
    ) -> Self {
        let fields = needed::fields(scenario, space, &tables.effects, (start, plan));
        Self::with(fields, (scenario, space, tables), width, start.untouched(space))
    }

    fn with(
        fields: Fields,
        (scenario, space, tables): (&'a Scenario, &'a Space, &'a Tables),
        width: i32,
        untouched: f64,
    ) -> Self {
        let programmes = &scenario.programmes;
        let cohorts = Cohorts::new(width, scenario.oldest());
        let carries: Vec<bool> = (0..scenario.levels.len())
            .map(|level| {
                let holds = |p: &usize| {
                    programmes[*p].follows[level] || programmes[*p].levels.contains(&level)
                };
                fields.live.iter().any(holds)
            })
            .collect();
        let pools = HazardGroups::new(scenario, (space, tables), &fields, &carries);
        let rows = space.cells.len() * fields.width();
        Self {
            scenario,
            space,
            tables,
            turnover: PopulationFlows::new(scenario, untouched),
            blends: Blends::new(scenario, &pools, tables, &cohorts),
            room: RefCell::new(Scratch::new(&pools, rows, fields.width())),
            pools,
            carries,
            fading: (0..programmes.len()).map(|p| Fading::of(&fields, tables, p)).collect(),
            served: programmes.iter().map(|p| Served::by(scenario, space, p)).collect(),
            cohorts,
            fields,
        }
    }

    /// Everyone never known and without need before month `month`.
    #[must_use]
    pub fn unborn_need(&self, month: i32) -> State {
        let mut state = State::empty(self.scenario, self.space, self.cohorts.columns);
        let width = state.fields.width();
        for (column, (first, last)) in self.cohorts.living(month) {
            let families: f64 = (first..=last).map(|born| self.turnover.births(born)).sum();
            for (cell, share) in &self.space.newborn {
                state.numbers[(cell * width, column)] = families * share;
            }
        }
        state
    }

    /// Families in places or queues: a number summed over the cells that can have it.
    pub(super) fn carried(&self, state: &State, field: usize) -> f64 {
        let width = self.fields.width();
        let mut families = Lanes::NONE;
        for rows in state.numbers.blocks() {
            let cells = rows.chunks_exact(width).zip(&self.space.cells);
            for (here, cell) in cells {
                if self.carries[cell.level] {
                    families += here[field];
                }
            }
        }
        families.sum()
    }
}
