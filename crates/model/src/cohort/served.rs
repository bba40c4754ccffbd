//! Eligibility: who can be given a place of a programme.

use crate::history;
use crate::space::Space;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::Programme;
use staircase_scenario::written::Order;

/// A cell whose families a programme takes.
#[derive(Debug, Clone, Copy)]
pub struct Served {
    /// The cell.
    pub(super) cell: usize,
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
