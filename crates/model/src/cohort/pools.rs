//! Cells whose families have the same transition hazards (tunnel states of one level), and where
//! each transition leads.
//!
//! Hazards depend on level, stay band and profile, and each such *pool* can have many
//! cells: one for every month on a clock. Its cells differ in their doses, so each has
//! odds of its own. But where a move leads to the same place from every cell, what
//! leaves is summed over cells first and added there once:
//!
//! ```text
//! sum(bundle, field) = Σ cells  field · (1 − stay) ÷ Σh · ratio(bundle)
//! to place of move i:  hᵢ · sum(bundle of i, field)
//! ```
//!
//! A *bundle* is the moves of a level that the same effects change, hence by the same
//! ratio. Decision 0084.

use super::fields::Fields;
use crate::space::{Cell, Space};
use crate::tables::Tables;
use staircase_scenario::Scenario;
use std::collections::BTreeMap;
use std::ops::Range;

/// All pools.
#[derive(Debug)]
pub struct HazardGroups {
    /// By level, what its pools have in common.
    pub levels: Vec<Ways>,
    /// The pools; their cells are those of the space.
    pub all: Vec<Pool>,
    /// Where moves lead: first row of the cell entered, and share.
    pub landings: Vec<(usize, f64)>,
    /// Rates of all pools together.
    pub rates: usize,
}

/// Moves out of a level.
#[derive(Debug)]
pub struct Ways {
    /// Moves, in the order of the level's table.
    pub moves: Vec<Way>,
    /// Effects that change a hazard.
    pub touches: Vec<Touch>,
    /// Number of bundles.
    pub bundles: usize,
    /// Leading fields that families of the level can have; the others are zero there.
    pub kept: usize,
}

/// One move.
#[derive(Debug)]
pub struct Way {
    /// Its number among all moves.
    pub mv: usize,
    /// Its bundle.
    pub bundle: usize,
    /// Fields that families take along.
    pub taken: Vec<Range<usize>>,
}

/// An effect at a level.
#[derive(Debug)]
pub struct Touch {
    /// Its number among all effects.
    pub effect: usize,
    /// Place of its dose.
    pub dose: usize,
    /// Bundles that it changes.
    pub bundles: Vec<usize>,
}

/// Cells with the same hazards.
#[derive(Debug)]
pub struct Pool {
    /// Level of the cells.
    pub level: usize,
    /// Length-of-stay band.
    pub band: usize,
    /// Profile.
    pub profile: usize,
    /// One of its cells: they differ in clock and month of closure only.
    pub cell: Cell,
    /// Whether they were closed within the last 12 months.
    pub recent: bool,
    /// First row of each cell, and where those who stay come to, among all landings.
    pub cells: Vec<(usize, Range<usize>)>,
    /// Leading fields to sum over cells, by bundle.
    pub summed: Vec<usize>,
    /// Moves that lead to the same place from every cell: way and landings.
    pub shared: Vec<(usize, Range<usize>)>,
    /// Moves that do not: place of the cell in `cells`, way and landings.
    pub own: Vec<(usize, usize, Range<usize>)>,
    /// Place of its first rate among all.
    pub rates: usize,
}

/// What a family takes along on a move: its dose always; its place only where support
/// follows; its turn in a queue only to a level that the programme serves.
fn taken(scenario: &Scenario, fields: &Fields, mv: usize, kept: usize) -> Vec<Range<usize>> {
    let to = scenario.moves[mv].to;
    let mut along = vec![true; fields.width()];
    for p in fields.live.iter().copied() {
        let programme = &scenario.programmes[p];
        if !programme.levels.contains(&to) {
            along[fields.waiting(p)] = false;
        }
        if !programme.follows[to] {
            along[fields.supported(p)] = false;
            fields.idle(p).into_iter().for_each(|idle| along[idle] = false);
            for place in fields.kept[p].iter().filter_map(|e| fields.from_start(*e)) {
                along[place.held] = false;
                place.pending.into_iter().for_each(|(_, held)| along[held] = false);
            }
        }
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for field in (0..kept).filter(|field| along[*field]) {
        match runs.last_mut() {
            Some(run) if run.end == field => run.end += 1,
            _ => runs.push(field..field + 1),
        }
    }
    runs
}

impl Ways {
    fn new(
        scenario: &Scenario,
        (tables, fields): (&Tables, &Fields),
        level: usize,
        carries: bool,
    ) -> Self {
        let table = &tables.levels[level];
        let kept = if carries { fields.width() } else { fields.always() };
        let works = |effect: usize| {
            let it = &tables.effects[effect];
            it.gap != 0.0 && fields.live.contains(&it.programme)
        };
        let effects: Vec<_> = table.effects.iter().filter(|(effect, _)| works(*effect)).collect();
        let mut bundles: Vec<Vec<bool>> = Vec::new();
        let moves = table.moves.iter().enumerate().map(|(place, mv)| {
            let touched: Vec<bool> = effects.iter().map(|(_, moves)| moves[place]).collect();
            let known = bundles.iter().position(|bundle| *bundle == touched);
            let bundle = known.unwrap_or_else(|| {
                bundles.push(touched);
                bundles.len() - 1
            });
            Way { mv: *mv, bundle, taken: taken(scenario, fields, *mv, kept) }
        });
        let moves = moves.collect();
        let touches = effects.iter().enumerate().map(|(place, (effect, _))| Touch {
            effect: *effect,
            dose: fields.dose(*effect),
            bundles: (0..bundles.len()).filter(|bundle| bundles[*bundle][place]).collect(),
        });
        Self { moves, touches: touches.collect(), bundles: bundles.len(), kept }
    }

    /// Places of rates within a pool's: total, stay, leaving per unit of hazard; then one a
    /// move, one a bundle, one an effect.
    #[must_use]
    pub fn places(&self) -> Places {
        let moves = Places::FIRST..Places::FIRST + self.moves.len();
        let bundles = moves.end..moves.end + self.bundles;
        let gaps = bundles.end..bundles.end + self.touches.len();
        Places { moves, bundles, gaps }
    }
}

/// Where the rates of a pool stand among its own.
#[derive(Debug, Clone)]
pub struct Places {
    /// Hazard of each move.
    pub moves: Range<usize>,
    /// Sum of them by bundle.
    pub bundles: Range<usize>,
    /// One minus the ratio of each effect, times the share of the cohort for whom it works.
    pub gaps: Range<usize>,
}

impl Places {
    /// Sum of the hazards without support.
    pub const TOTAL: usize = 0;
    /// Probability of staying without support.
    pub const STAY: usize = 1;
    /// Probability of leaving without support, per unit of hazard.
    pub const LEAVE: usize = 2;
    const FIRST: usize = 3;
}

impl HazardGroups {
    /// Lists the pools; `carries` are the levels at which families can hold a place or
    /// wait for one.
    #[must_use]
    pub fn new(
        scenario: &Scenario,
        (space, tables): (&Space, &Tables),
        fields: &Fields,
        carries: &[bool],
    ) -> Self {
        let width = fields.width();
        let levels = (0..tables.levels.len())
            .map(|level| Ways::new(scenario, (tables, fields), level, carries[level]))
            .collect();
        let mut groups: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
        for (place, cell) in space.cells.iter().enumerate() {
            let alike = (cell.level, cell.stay_band(), cell.profile());
            groups.entry(alike).or_default().push(place);
        }
        let mut pools = Self { levels, all: Vec::new(), landings: Vec::new(), rates: 0 };
        for ((level, band, profile), cells) in groups {
            let pool = Pool {
                level,
                band,
                profile,
                cell: space.cells[cells[0]],
                recent: space.cells[cells[0]].known.class() == 1,
                cells: Vec::with_capacity(cells.len()),
                summed: vec![1; pools.levels[level].bundles],
                shared: Vec::new(),
                own: Vec::new(),
                rates: pools.rates,
            };
            pools.add(pool, space, width, &cells);
        }
        pools
    }

    fn add(&mut self, mut pool: Pool, space: &Space, width: usize, cells: &[usize]) {
        let landings = &mut self.landings;
        let mut lead = |after: &[(usize, f64)]| {
            let first = landings.len();
            landings.extend(after.iter().map(|(to, share)| (to * width, *share)));
            first..landings.len()
        };
        pool.cells = cells.iter().map(|cell| (cell * width, lead(&space.stay[*cell]))).collect();
        let ways = &self.levels[pool.level];
        for (way, it) in ways.moves.iter().enumerate() {
            let first = &space.exits[cells[0]][way];
            if cells.iter().all(|cell| space.exits[*cell][way] == *first) {
                let last = it.taken.last().map_or(1, |run| run.end);
                let summed = &mut pool.summed[it.bundle];
                *summed = last.max(*summed);
                pool.shared.push((way, lead(first)));
            } else {
                let exits = cells.iter().map(|cell| &space.exits[*cell][way]).enumerate();
                pool.own.extend(exits.map(|(place, after)| (place, way, lead(after))));
            }
        }
        self.rates += ways.places().gaps.end;
        self.all.push(pool);
    }
}
