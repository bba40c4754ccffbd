//! Who moves: transitions of a steady-state year by history and age, for comparison with
//! published shares (calibration targets).

use crate::space::Cell;
use staircase_scenario::Scenario;

/// Flows summed over months, families.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    ages: usize,
    /// By move.
    pub all: Vec<f64>,
    /// By move: closed within 12 months.
    pub recent: Vec<f64>,
    /// By move: with a plan before.
    pub after_plan: Vec<f64>,
    /// By move: looked after before.
    pub after_care: Vec<f64>,
    /// By move and age band.
    pub by_age: Vec<f64>,
    /// Families that came of age.
    pub grown: Ever,
}

/// Families of one age, and how many of them were ever known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ever {
    /// All families.
    pub all: f64,
    /// Ever at a statutory level.
    pub statutory: f64,
    /// Ever on a plan.
    pub plan: f64,
    /// Ever looked after.
    pub care: f64,
}

impl Ever {
    /// Adds the families of a cell.
    pub fn count(&mut self, scenario: &Scenario, cell: &Cell, families: f64) {
        let known =
            cell.known.class() > 0 || cell.marks != 0 || scenario.levels[cell.level].statutory();
        self.all += families;
        self.statutory += families * f64::from(u8::from(known));
        self.plan += families * f64::from(cell.marks & 1);
        self.care += families * f64::from((cell.marks >> 1) & 1);
    }
}

impl Detail {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let (moves, ages) = (scenario.moves.len(), scenario.age_bands.len());
        let none = || vec![0.0; moves];
        Self {
            ages,
            all: none(),
            recent: none(),
            after_plan: none(),
            after_care: none(),
            by_age: vec![0.0; moves * ages],
            grown: Ever::default(),
        }
    }

    /// Counts the families that leave a cell by a move; `by_age` says how likely
    /// each age band is to be theirs.
    pub fn count(
        &mut self,
        mv: usize,
        cell: &Cell,
        families: f64,
        by_age: impl Iterator<Item = f64> + Clone,
    ) {
        self.all[mv] += families;
        if cell.known.class() == 1 {
            self.recent[mv] += families;
        }
        self.after_plan[mv] += families * f64::from(cell.marks & 1);
        self.after_care[mv] += families * f64::from((cell.marks >> 1) & 1);
        let total: f64 = by_age.clone().sum();
        if total > 0.0 {
            let row = &mut self.by_age[mv * self.ages..(mv + 1) * self.ages];
            row.iter_mut().zip(by_age).for_each(|(sum, part)| *sum += families * part / total);
        }
    }

    /// Families that made a move at an age.
    #[must_use]
    pub fn at_age(&self, mv: usize, age: usize) -> f64 {
        self.by_age[mv * self.ages + age]
    }
}
