//! Families, doses, supported and waiting in every cell and cohort.

use crate::model::space::Space;
use crate::scenario::Scenario;
use crate::scenario::resolved::{Course, Lever, Target};
use nalgebra::DMatrix;

/// Where an effect that runs from the start of support has its numbers besides its dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromStart {
    /// Dose among families that hold a place.
    pub held: usize,
    /// What is pending: among all families, and among those that hold a place.
    pub pending: Option<(usize, usize)>,
}

/// Where the numbers of a cell stand: families; the dose of each effect; what is
/// pending of each effect with a delay; then supported, waiting and not engaging
/// families of each programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Effects of all programmes.
    pub effects: usize,
    /// Programmes.
    pub programmes: usize,
    /// Places for each effect that runs from the start of support.
    from_start: Vec<Option<FromStart>>,
    /// Place of the families of each programme that hold a place and do not engage,
    /// if any may.
    idle: Vec<Option<usize>>,
    always: usize,
    width: usize,
}

impl Fields {
    /// The fields of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let all = || scenario.programmes.iter().flat_map(|p| &p.effects);
        let (effects, programmes) = (all().count(), scenario.programmes.len());
        let mut next = 1 + effects;
        let mut place = |wanted: bool| {
            let at = next;
            next += usize::from(wanted);
            wanted.then_some(at)
        };
        let pending: Vec<Option<usize>> = all()
            .map(|effect| place(matches!(effect.course, Course::FromStart(delay) if delay > 0.0)))
            .collect();
        let always = next;
        let mut next = always + 2 * programmes;
        let from_start = all()
            .zip(pending)
            .map(|(effect, pending)| {
                matches!(effect.course, Course::FromStart(_)).then(|| {
                    let held = next;
                    next += 1 + usize::from(pending.is_some());
                    FromStart { held, pending: pending.map(|pending| (pending, held + 1)) }
                })
            })
            .collect();
        let idle = scenario
            .programmes
            .iter()
            .enumerate()
            .map(|(number, programme)| {
                let at = next;
                let wanted = programme.engagement.now < 1.0
                    || scenario.options.iter().flat_map(|option| &option.changes).any(|change| {
                        matches!(change.target, Target::Programme(p, Lever::Engagement, _) if p == number)
                    });
                next += usize::from(wanted);
                wanted.then_some(at)
            })
            .collect();
        Self { effects, programmes, from_start, idle, always, width: next }
    }

    /// Numbers a cell.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Leading fields that families always keep: families, doses, what is pending.
    #[must_use]
    pub fn always(&self) -> usize {
        self.always
    }

    /// Place of the summed dose of an effect.
    #[must_use]
    pub fn dose(&self, effect: usize) -> usize {
        1 + effect
    }

    /// Places of an effect that runs from the start of support.
    #[must_use]
    pub fn from_start(&self, effect: usize) -> Option<FromStart> {
        self.from_start[effect]
    }

    /// Place of the supported families of a programme.
    #[must_use]
    pub fn supported(&self, programme: usize) -> usize {
        self.always + programme
    }

    /// Place of the waiting families of a programme.
    #[must_use]
    pub fn waiting(&self, programme: usize) -> usize {
        self.always + self.programmes + programme
    }

    /// Place of the families that hold a place of a programme and do not engage.
    #[must_use]
    pub fn idle(&self, programme: usize) -> Option<usize> {
        self.idle[programme]
    }
}

/// The state: one column a birth cohort, `width` rows a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Where the numbers of a cell stand.
    pub fields: Fields,
    /// The numbers.
    pub numbers: DMatrix<f64>,
    /// Families waiting at the front door.
    pub backlog: f64,
}

impl State {
    /// Nobody anywhere.
    #[must_use]
    pub fn empty(scenario: &Scenario, space: &Space, columns: usize) -> Self {
        let fields = Fields::new(scenario);
        let numbers = DMatrix::zeros(space.cells.len() * fields.width(), columns);
        Self { fields, numbers, backlog: 0.0 }
    }

    /// Every number summed over cohorts: `cells × width`.
    #[must_use]
    pub fn totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.numbers.nrows()];
        for column in self.numbers.as_slice().chunks_exact(totals.len().max(1)) {
            totals.iter_mut().zip(column).for_each(|(sum, one)| *sum += one);
        }
        totals
    }

    /// A field summed over cells and cohorts.
    #[must_use]
    pub fn total(&self, field: usize) -> f64 {
        let width = self.fields.width();
        self.numbers.as_slice().iter().skip(field).step_by(width).sum()
    }

    /// Families never known and without need.
    #[must_use]
    pub fn untouched(&self, space: &Space) -> f64 {
        let totals = self.totals();
        let cells = totals.chunks(self.fields.width()).zip(&space.cells);
        cells.filter(|(_, cell)| cell.untouched()).map(|(here, _)| here[0]).sum()
    }

    /// The numbers of one cohort, cell after cell.
    pub fn cohort_mut(&mut self, column: usize) -> &mut [f64] {
        let rows = self.numbers.nrows();
        &mut self.numbers.as_mut_slice()[column * rows..(column + 1) * rows]
    }

    /// Families at each level.
    #[must_use]
    pub fn by_level(&self, space: &Space, levels: usize) -> Vec<f64> {
        let mut families = vec![0.0; levels];
        let totals = self.totals();
        for (here, it) in totals.chunks(self.fields.width()).zip(&space.cells) {
            families[it.level] += here[0];
        }
        families
    }

    /// Multiplies every number of a level's cells.
    pub fn scale_level(&mut self, space: &Space, level: usize, factor: f64) {
        let width = self.fields.width();
        for (cell, it) in space.cells.iter().enumerate() {
            if it.level == level {
                for field in 0..width {
                    self.numbers.row_mut(cell * width + field).scale_mut(factor);
                }
            }
        }
    }
}
