//! The moves of a month along the path.

use super::blend::Blend;
use super::fields::Fields;
use super::path::{MonthFlows, Setting};
use super::state::State;
use crate::maths;
use crate::model::space::Space;
use crate::model::tables::Tables;
use crate::scenario::Scenario;
use std::ops::Range;

/// Where the families of every cell go, and what they take along.
#[derive(Debug)]
pub struct Routes {
    /// Numbers a cell.
    width: usize,
    cells: Vec<Departures>,
    /// Moves of all cells, cell after cell.
    exits: Vec<Exit>,
    /// Where they lead: place of the numbers of the cell entered, and share.
    landings: Vec<(usize, f64)>,
    /// What a family takes along on each move.
    taken: Vec<Taken>,
    /// By level, the effects that change a hazard there.
    effects: Vec<Vec<Touch>>,
    /// Most moves that any level has.
    most: usize,
}

/// What happens in a month to the families of one cell.
#[derive(Debug)]
struct Departures {
    level: usize,
    /// Place of the profile's effects in [`Blend::gaps`].
    gaps: usize,
    /// Whether they were closed within the last 12 months.
    recent: bool,
    /// Their moves among all.
    exits: Range<usize>,
    /// Where those who stay come to, among all landings.
    stay: Range<usize>,
    /// Leading numbers that those who stay keep; the others are zero there.
    kept: usize,
}

/// One move out of one cell.
#[derive(Debug)]
struct Exit {
    mv: usize,
    landings: Range<usize>,
}

/// An effect at a level.
#[derive(Debug)]
struct Touch {
    effect: usize,
    /// Place of its dose.
    dose: usize,
    /// Moves that it touches, by their place among the level's.
    moves: Vec<usize>,
}

/// What a family takes along on a move: its dose always; its place only where
/// support follows; its turn in a queue only to a level that the programme serves.
#[derive(Debug)]
struct Taken {
    /// Leading fields that go along.
    fields: usize,
    /// Fields among them that do not: places and queues.
    left_behind: Vec<usize>,
}

impl Taken {
    fn new(scenario: &Scenario, fields: &Fields, mv: usize) -> Self {
        let to = scenario.moves[mv].to;
        let mut left_behind = Vec::new();
        for p in fields.live.iter().copied() {
            let programme = &scenario.programmes[p];
            if !programme.levels.contains(&to) {
                left_behind.push(fields.waiting(p));
            }
            if !programme.follows[to] {
                left_behind.push(fields.supported(p));
                left_behind.extend(fields.idle(p));
                for place in fields.kept[p].iter().filter_map(|e| fields.from_start(*e)) {
                    left_behind.push(place.held);
                    left_behind.extend(place.pending.map(|(_, held)| held));
                }
            }
        }
        let all = fields.width() - fields.always();
        if left_behind.len() == all {
            return Self { fields: fields.always(), left_behind: Vec::new() };
        }
        Self { fields: fields.width(), left_behind }
    }
}

impl Routes {
    /// Lists where families go; `carries` are the levels at which they can hold a place
    /// or wait for one.
    #[must_use]
    pub fn new(
        scenario: &Scenario,
        (space, tables): (&Space, &Tables),
        fields: &Fields,
        carries: &[bool],
    ) -> Self {
        let width = fields.width();
        let (mut exits, mut landings) = (Vec::new(), Vec::new());
        let cells = space.cells.iter().enumerate();
        let cells = cells
            .map(|(index, cell)| {
                let first = exits.len();
                let stay = landings.len();
                landings.extend(space.stay[index].iter().map(|(to, share)| (to * width, *share)));
                let stay = stay..landings.len();
                for (mv, after) in tables.levels[cell.level].moves.iter().zip(&space.exits[index]) {
                    let start = landings.len();
                    landings.extend(after.iter().map(|(to, share)| (to * width, *share)));
                    exits.push(Exit { mv: *mv, landings: start..landings.len() });
                }
                Departures {
                    level: cell.level,
                    gaps: cell.profile() * tables.effects.len(),
                    recent: cell.known.class() == 1,
                    exits: first..exits.len(),
                    stay,
                    kept: if carries[cell.level] { width } else { fields.always() },
                }
            })
            .collect();
        let touch = |(effect, touched): &(usize, Vec<bool>)| Touch {
            effect: *effect,
            dose: fields.dose(*effect),
            moves: (0..touched.len()).filter(|place| touched[*place]).collect(),
        };
        let works = |touch: &Touch| {
            let table = &tables.effects[touch.effect];
            table.gap != 0.0 && fields.live.contains(&table.programme)
        };
        Self {
            width,
            cells,
            exits,
            landings,
            taken: (0..scenario.moves.len()).map(|mv| Taken::new(scenario, fields, mv)).collect(),
            effects: tables
                .levels
                .iter()
                .map(|level| level.effects.iter().map(touch).filter(works).collect())
                .collect(),
            most: tables.levels.iter().map(|level| level.moves.len()).max().unwrap_or(0),
        }
    }
}

/// Room to work out one cell's odds in.
struct Room {
    before: Vec<f64>,
    after: Vec<f64>,
}

/// Odds of the families of a cell in a month.
struct Odds<'a> {
    /// Hazards of their moves.
    hazards: &'a [f64],
    /// Probability of leaving per unit of hazard.
    leave_each: f64,
    stay: f64,
}

/// Adds `part` of each number.
#[inline]
fn add(there: &mut [f64], here: &[f64], part: f64) {
    there.iter_mut().zip(here).for_each(|(there, here)| *there += here * part);
}

impl Setting<'_> {
    /// A month's moves; `factors` on each move are all one where they are left out.
    pub(super) fn all_move(
        &self,
        state: &mut State,
        month: i32,
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
    ) {
        let most = self.routes.most;
        let mut room = Room { before: vec![0.0; most], after: vec![0.0; most] };
        let mut moved = vec![0.0; state.numbers.nrows()];
        let mut empty = vec![true; state.numbers.ncols()];
        for ((column, _), blend) in self.cohorts.living(month).zip(self.blends.of(month)) {
            moved.fill(0.0);
            let cohort = state.cohort_mut(column);
            self.move_cohort::<true>((cohort, &mut moved), blend, factors, &mut room, flows);
            cohort.copy_from_slice(&moved);
            empty[column] = false;
        }
        for column in (0..empty.len()).filter(|column| empty[*column]) {
            state.cohort_mut(column).fill(0.0);
        }
    }

    /// The flows of a month's moves that nobody makes yet.
    pub(super) fn all_would_move(
        &self,
        state: &State,
        month: i32,
        factors: Option<&[f64]>,
        flows: &mut MonthFlows,
    ) {
        let most = self.routes.most;
        let mut room = Room { before: vec![0.0; most], after: vec![0.0; most] };
        let rows = state.numbers.nrows();
        for ((column, _), blend) in self.cohorts.living(month).zip(self.blends.of(month)) {
            let cohort = &state.numbers.as_slice()[column * rows..(column + 1) * rows];
            self.move_cohort::<false>((cohort, &mut []), blend, factors, &mut room, flows);
        }
    }

    /// Moves a cohort, or only says who would move.
    fn move_cohort<const MOVES: bool>(
        &self,
        (source, target): (&[f64], &mut [f64]),
        blend: &Blend,
        factors: Option<&[f64]>,
        room: &mut Room,
        flows: &mut MonthFlows,
    ) {
        let routes = &self.routes;
        for (index, here) in source.chunks_exact(routes.width).enumerate() {
            let families = here[0];
            if families <= 0.0 {
                continue;
            }
            let it = &routes.cells[index];
            let Odds { hazards, leave_each, stay } = self.odds(index, here, blend, factors, room);
            for (to, share) in &routes.landings[if MOVES { it.stay.clone() } else { 0..0 }] {
                add(&mut target[*to..to + it.kept], &here[..it.kept], stay * share);
            }
            let exits = &routes.exits[it.exits.clone()];
            for (place, (hazard, exit)) in hazards.iter().zip(exits).enumerate() {
                let part = hazard * leave_each;
                if part <= 0.0 {
                    continue;
                }
                flows.all[exit.mv] += families * part;
                if it.recent {
                    flows.recent[exit.mv] += families * part;
                }
                if let Some(detail) = &mut flows.detail {
                    let cell = &self.space.cells[index];
                    let by_age = blend.shares.iter().enumerate().map(|(age, share)| {
                        let row = (cell.level, cell.stay_band(), age, cell.profile());
                        share * self.tables.hazards(row.0, row.1, row.2, row.3)[place]
                    });
                    detail.count(exit.mv, cell, families * part, by_age);
                }
                if !MOVES {
                    continue;
                }
                let taken = &routes.taken[exit.mv];
                for (to, share) in &routes.landings[exit.landings.clone()] {
                    let part = part * share;
                    let there = &mut target[*to..to + routes.width];
                    add(&mut there[..taken.fields], &here[..taken.fields], part);
                    for field in &taken.left_behind {
                        there[*field] -= here[*field] * part;
                    }
                }
            }
        }
    }

    /// The odds in a cell, with hazards reduced by its mean doses.
    fn odds<'a>(
        &self,
        index: usize,
        here: &[f64],
        blend: &'a Blend,
        factors: Option<&[f64]>,
        room: &'a mut Room,
    ) -> Odds<'a> {
        let it = &self.routes.cells[index];
        let mut hazards = &blend.hazards[it.exits.clone()];
        let (mut before, mut stay) = (blend.totals[index], blend.stays[index]);
        if let Some(factors) = factors {
            let changed = &mut room.before[..hazards.len()];
            let exits = &self.routes.exits[it.exits.clone()];
            for ((changed, hazard), exit) in changed.iter_mut().zip(hazards).zip(exits) {
                *changed = hazard * factors[exit.mv];
            }
            hazards = changed;
            before = hazards.iter().sum();
            stay = maths::exp(-before);
        }
        if before <= 0.0 {
            return Odds { hazards, leave_each: 0.0, stay: 1.0 };
        }
        let effects = &self.routes.effects[it.level];
        if effects.iter().all(|touch| here[touch.dose] <= 0.0) {
            return Odds { hazards, leave_each: (1.0 - stay) / before, stay };
        }
        let protected = &mut room.after[..hazards.len()];
        protected.fill(1.0);
        for touch in effects.iter().filter(|touch| here[touch.dose] > 0.0) {
            let left = 1.0 - blend.gaps[it.gaps + touch.effect] * here[touch.dose] / here[0];
            touch.moves.iter().for_each(|place| protected[*place] *= left);
        }
        let mut after = 0.0;
        for (ratio, hazard) in protected.iter_mut().zip(hazards) {
            *ratio = hazard * ratio.max(self.tables.floor);
            after += *ratio;
        }
        if after.to_bits() != before.to_bits() {
            // Guarded: where next to nobody stays, the ratio of the two overflows.
            stay =
                if stay > 1e-200 { stay * maths::exp(before - after) } else { maths::exp(-after) };
        }
        if after <= 0.0 {
            return Odds { hazards: protected, leave_each: 0.0, stay: 1.0 };
        }
        Odds { hazards: protected, leave_each: (1.0 - stay) / after, stay }
    }
}
