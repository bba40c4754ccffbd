//! Eligibility: who can be given a place of a programme.

use super::cohorts::Cohorts;
use super::fields::Fields;
use super::lanes::{LANES, Lanes};
use super::path::{Setting, When};
use super::state::State;
use crate::history;
use crate::space::Space;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::Programme;
use staircase_scenario::written::Order;

/// A cell whose families a programme takes.
#[derive(Debug, Clone, Copy)]
pub struct Served {
    cell: usize,
    /// Whether its families were known before.
    pub(super) known: usize,
    /// Place in the order of need; 0 goes first.
    pub(super) rank: usize,
}

impl Served {
    /// The cells that a programme serves.
    #[must_use]
    pub fn by(scenario: &Scenario, space: &Space, programme: &Programme) -> Vec<Self> {
        let cells = space.cells.iter().enumerate();
        cells
            .filter(|(_, cell)| {
                programme.levels.contains(&cell.level)
                    && history::takes(&programme.who, cell.profile())
            })
            .map(|(place, cell)| {
                let known =
                    usize::from(cell.known.class() > 0 || scenario.levels[cell.level].statutory());
                let rank = match programme.order {
                    Order::FirstCome => 0,
                    Order::ByNeed => 2 * (scenario.levels.len() - 1 - cell.level) + 1 - known,
                };
                Self { cell: place, known, rank }
            })
            .collect()
    }
}

/// Families of a cell with no place and in no queue.
#[inline]
pub(super) fn free_families(here: &[Lanes], fields: &Fields) -> Lanes {
    let mut held = Lanes::NONE;
    for programme in &fields.live {
        held += here[fields.supported(*programme)] + here[fields.waiting(*programme)];
    }
    (here[0] - held).at_least(0.0)
}

impl Setting<'_> {
    /// By block, the share of each cohort that has the right age for a programme after a
    /// month's birthdays.
    pub(super) fn aged(&self, programme: usize, when: When) -> Vec<Lanes> {
        let ages = self.scenario.programmes[programme].ages;
        let mut aged = vec![Lanes::NONE; self.cohorts.columns.div_ceil(LANES)];
        for (column, window) in self.cohorts.living(when.month + 1) {
            aged[column / LANES].each_mut()[column % LANES] =
                Cohorts::share_aged(when.month + 1, window, ages);
        }
        aged
    }

    /// Visits every cell that a programme serves, block by block; the visitor also learns
    /// what share of each cohort has the right age.
    pub(super) fn each_served(
        &self,
        state: &mut State,
        (programme, aged): (usize, &[Lanes]),
        mut visit: impl FnMut(&mut [Lanes], Served, Lanes),
    ) {
        let width = state.fields.width();
        for (rows, aged) in state.numbers.blocks_mut().iter_mut().zip(aged) {
            if !aged.any() {
                continue;
            }
            for served in &self.served[programme] {
                let here = &mut rows[served.cell * width..(served.cell + 1) * width];
                if here[0].any() {
                    visit(here, *served, *aged);
                }
            }
        }
    }
}
