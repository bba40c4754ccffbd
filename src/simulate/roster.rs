//! The first day, dealt out to families.
//!
//! Each level holds exactly its published children. Ages, months in level,
//! histories, support and queues are spread over its families by systematic
//! sampling from the reference state, so that groups come out as near to their
//! expected sizes as whole families allow.

use super::family::{Family, KNOWN, LONG_AGO};
use crate::chance::{Chance, Purpose};
use crate::maths;
use crate::model::Model;
use crate::model::history::Known;
use crate::model::reference::{once_supported, since_support};
use crate::scenario::Scenario;

/// A group of families that start alike.
#[derive(Debug, Clone)]
struct Group {
    mass: f64,
    cell: usize,
    born: (i32, i32),
    support: u8,
    waiting: u8,
    /// Chance of having been supported before, by programme.
    once: Vec<f64>,
}

/// The reference state as a list of groups, by level.
#[derive(Debug, Clone)]
pub struct Roster {
    levels: Vec<Vec<Group>>,
    sizes: Vec<f64>,
}

/// Families at the start of a draw, and when support by each programme last ended.
#[derive(Debug, Clone)]
pub struct Population {
    /// The families; the place is the identity.
    pub families: Vec<Family>,
    /// `families × programmes` months.
    pub ended: Vec<i16>,
}

impl Roster {
    /// Lists the groups of a model's first day.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let (scenario, space, state) = (&model.scenario, &model.space, &model.reference.start);
        let cohorts = crate::expected::cohorts::Cohorts::new(crate::model::reference::WINDOW);
        let (fields, width) = (state.fields, state.fields.width());
        let mut levels = vec![Vec::new(); scenario.levels.len()];
        for (column, born) in cohorts.living(1) {
            for (cell, it) in space.cells.iter().enumerate() {
                let numbers: Vec<f64> =
                    (0..width).map(|field| state.numbers[(cell * width + field, column)]).collect();
                if numbers[0] <= 0.0 {
                    continue;
                }
                let once: Vec<f64> = (0..fields.programmes)
                    .map(|p| {
                        let Some(first) = space.effects[p].clone().next() else { return 0.0 };
                        let supported = numbers[fields.supported(p)];
                        let without = numbers[0] - supported;
                        let dose = numbers[fields.dose(first)] - supported;
                        let half_life = scenario.programmes[p].effects[0].half_life.central;
                        if without > 0.0 {
                            once_supported(without, dose, half_life) / without
                        } else {
                            0.0
                        }
                    })
                    .collect();
                let mut push = |mass: f64, support: u8, waiting: u8| {
                    if mass > 0.0 {
                        let once = once.clone();
                        levels[it.level].push(Group { mass, cell, born, support, waiting, once });
                    }
                };
                let mut none = numbers[0];
                for p in 0..fields.programmes {
                    let (supported, waiting) =
                        (numbers[fields.supported(p)], numbers[fields.waiting(p)]);
                    push(supported, p as u8 + 1, 0);
                    push(waiting, 0, p as u8 + 1);
                    none -= supported + waiting;
                }
                push(none, 0, 0);
            }
        }
        Self { levels, sizes: cumulative(&scenario.family_sizes) }
    }

    /// Deals out the first day of one draw.
    #[must_use]
    pub fn deal(&self, model: &Model, seed: u64, draw: u64) -> Population {
        let scenario = &model.scenario;
        let chance = Chance::new(seed, draw, Purpose::Start);
        let programmes = scenario.programmes.len();
        let mut population = Population { families: Vec::new(), ended: Vec::new() };
        for (level, groups) in self.levels.iter().enumerate() {
            let total: f64 = groups.iter().map(|group| group.mass).sum();
            if groups.is_empty() || total <= 0.0 {
                continue;
            }
            let sizes = self.sizes_for(scenario.stocks[level], &mut chance.stream(level as u64, 0));
            let mut stream = chance.stream(level as u64, 1);
            let step = total / sizes.len() as f64;
            let mut point = step * stream.uniform();
            let (mut group, mut reached) = (0, groups[0].mass);
            for size in sizes {
                while reached < point && group + 1 < groups.len() {
                    group += 1;
                    reached += groups[group].mass;
                }
                let family = start(model, level, &groups[group], size, &mut stream);
                let mut family = family;
                for p in 0..programmes {
                    let once = usize::from(family.support) != p + 1
                        && stream.uniform() < groups[group].once[p];
                    population.ended.push(if once {
                        family.dosed |= 1 << p;
                        months_since_support(scenario, p, &mut stream)
                    } else {
                        0
                    });
                }
                population.families.push(family);
                point += step;
            }
        }
        population
    }

    /// Family sizes that add up to a whole number of children.
    fn sizes_for(&self, children: f64, stream: &mut crate::chance::Stream) -> Vec<u8> {
        let mut left = children.round() as i64;
        let mut sizes = Vec::new();
        while left > 0 {
            let size = i64::from(self.size(stream.uniform())).min(left);
            sizes.push(size as u8);
            left -= size;
        }
        sizes
    }

    /// The size of a family by one uniform number.
    #[must_use]
    pub fn size(&self, uniform: f64) -> u8 {
        let place = self.sizes.iter().position(|edge| uniform < *edge);
        place.unwrap_or(self.sizes.len() - 1) as u8 + 1
    }
}

fn cumulative(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    shares
        .iter()
        .map(|share| {
            sum += share;
            sum
        })
        .collect()
}

fn start(
    model: &Model,
    level: usize,
    group: &Group,
    size: u8,
    stream: &mut crate::chance::Stream,
) -> Family {
    let cell = &model.space.cells[group.cell];
    let (first, last) = group.born;
    let born = first + (stream.uniform() * f64::from(last - first + 1)) as i32;
    let statutory = model.scenario.levels[level].statutory();
    let known = statutory || cell.known != Known::Never;
    Family {
        born: born as i16,
        entered: -(cell.clock as i16),
        closed: match cell.known {
            Known::Recent(months) => 1 - i16::from(months),
            _ => LONG_AGO,
        },
        queued: 0,
        open_since: 0,
        size,
        level: level as u8,
        marks: cell.marks | if known { KNOWN } else { 0 },
        support: group.support,
        waiting: group.waiting,
        dosed: 0,
    }
}

/// Month (zero or before) in which support ended, geometric as in the reference.
fn months_since_support(
    scenario: &Scenario,
    programme: usize,
    stream: &mut crate::chance::Stream,
) -> i16 {
    let more = since_support(scenario.programmes[programme].effects[0].half_life.central);
    let months = maths::ln(1.0 - stream.uniform()) / maths::ln(more);
    -(months.min(250.0) as i16)
}
