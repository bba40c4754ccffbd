//! The initial population: the first day, given to families by systematic sampling.
//!
//! Each level holds exactly its published children. Ages, months in level,
//! histories, support and queues are spread over its families by systematic
//! sampling from the reference state, so that groups come out as near to their
//! expected sizes as whole families allow.

use super::family::{Family, KNOWN, LONG_AGO};
use super::residual_effects::{NO_CARD, Protection};
use crate::Model;
use crate::effects::EffectTable;
use crate::history::Known;
use crate::reference::earlier::{Earlier, months_back};
use staircase_numerics::chance::{Chance, Purpose};

/// A group of families that start alike.
#[derive(Debug, Clone)]
struct Group {
    mass: f64,
    cell: usize,
    born: (i32, i32),
    support: u8,
    waiting: u8,
    /// Chance that a family with a place engages with it.
    engaged: f64,
    /// Chance of having been supported before, by programme.
    once: Vec<f64>,
}

/// The reference state as a list of groups, by level.
#[derive(Debug, Clone)]
pub struct StartingGroups {
    levels: Vec<Vec<Group>>,
    sizes: Vec<f64>,
    /// What earlier support leaves, by programme.
    earlier: Vec<Option<Earlier>>,
    /// Chance that a statutory spell began within 1, 2 … months, by cell.
    began_within: Vec<Vec<f64>>,
}

/// Families at the start of a draw, and what earlier support left with them.
#[derive(Debug, Clone)]
pub struct Population {
    /// The families; the place is the identity.
    pub families: Vec<Family>,
    /// What earlier support left.
    pub protection: Protection,
}

impl StartingGroups {
    /// Lists the groups of a model's first day.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let (scenario, space, state) = (&model.scenario, &model.space, &model.reference.start);
        let window = crate::reference::WINDOW;
        let cohorts = crate::cohort::cohorts::Cohorts::new(window, scenario.oldest());
        let (fields, width) = (&state.fields, state.fields.width());
        let effects = model.central(true).effects;
        let earlier: Vec<Option<Earlier>> = (0..scenario.programmes.len())
            .map(|programme| Earlier::of(scenario, space, programme, &effects))
            .collect();
        let statutory = model.reference.spells(scenario, space);
        let mut levels = vec![Vec::new(); scenario.levels.len()];
        for (column, born) in cohorts.living(1) {
            for (cell, it) in space.cells.iter().enumerate() {
                let numbers: Vec<f64> =
                    (0..width).map(|field| state.numbers[(cell * width + field, column)]).collect();
                if numbers[0] <= 0.0 {
                    continue;
                }
                let once: Vec<f64> = earlier
                    .iter()
                    .map(|earlier| {
                        earlier.as_ref().map_or(0.0, |it| it.chance_of_once(fields, &numbers))
                    })
                    .collect();
                let mut push = |mass: f64, support: u8, waiting: u8, engaged: f64| {
                    if mass > 0.0 {
                        let once = once.clone();
                        let group = Group { mass, cell, born, support, waiting, engaged, once };
                        levels[it.level].push(group);
                    }
                };
                let mut none = numbers[0];
                for p in 0..fields.programmes {
                    let (supported, waiting) =
                        (numbers[fields.supported(p)], numbers[fields.waiting(p)]);
                    let idle = fields.idle(p).map_or(0.0, |place| numbers[place]);
                    let engaged = if supported > 0.0 { 1.0 - idle / supported } else { 1.0 };
                    push(supported, p as u8 + 1, 0, engaged);
                    push(waiting, 0, p as u8 + 1, 1.0);
                    none -= supported + waiting;
                }
                push(none, 0, 0, 1.0);
            }
        }
        let cells = 0..space.cells.len();
        let began_within = cells
            .map(|cell| {
                let above = scenario.levels[space.cells[cell].level].statutory();
                if above { statutory.began_within(cell) } else { Vec::new() }
            })
            .collect();
        let sizes = cumulative(&scenario.population.family_sizes);
        Self { levels, sizes, earlier, began_within }
    }

    /// Deals out the first day of one draw. `effects` are those in force.
    #[must_use]
    pub fn deal(&self, model: &Model, effects: &[EffectTable], seed: u64, draw: u64) -> Population {
        let scenario = &model.scenario;
        let chance = Chance::new(seed, draw, Purpose::Start);
        let protection = Protection::new(effects.len());
        let mut population = Population { families: Vec::new(), protection };
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
                let it = &groups[group];
                let mut family = self.start(model, level, it, size, &mut stream);
                let protection = &mut population.protection;
                self.support_before(model, it, &mut family, effects, protection, &mut stream);
                population.families.push(family);
                point += step;
            }
        }
        population
    }

    /// Writes earlier support on a family's card.
    fn support_before(
        &self,
        model: &Model,
        group: &Group,
        family: &mut Family,
        effects: &[EffectTable],
        protection: &mut Protection,
        stream: &mut staircase_numerics::chance::Stream,
    ) {
        for (p, earlier) in self.earlier.iter().enumerate() {
            let supported = usize::from(family.support) == p + 1;
            let Some(earlier) = earlier else {
                if supported {
                    family.card = protection.card();
                }
                continue;
            };
            if !supported && (group.once[p] <= 0.0 || stream.uniform() >= group.once[p]) {
                continue;
            }
            if family.card == NO_CARD {
                family.card = protection.card();
            }
            let ended = if supported { 0 } else { -months_back(earlier.more, stream.uniform()) };
            let before = months_back(earlier.longer, stream.uniform());
            let started = if supported { -before } else { ended - 1 - before };
            let engaged = if supported { family.engaged } else { true };
            for number in model.space.effects[p].clone() {
                let effect = &effects[number];
                let counts = effect.newly_reached.is_none()
                    && (engaged || !effect.engaged_only)
                    && (supported || stream.uniform() < earlier.counts(effect));
                match (counts, effect.onset.is_some()) {
                    (false, _) => {}
                    (true, true) => protection.earlier(family.card, number, started),
                    (true, false) if supported => {
                        protection.start(family.card, number, effect, 0, true);
                    }
                    (true, false) => protection.earlier(family.card, number, ended),
                }
            }
        }
    }

    fn start(
        &self,
        model: &Model,
        level: usize,
        group: &Group,
        size: u8,
        stream: &mut staircase_numerics::chance::Stream,
    ) -> Family {
        let cell = &model.space.cells[group.cell];
        let (first, last) = group.born;
        let born = first + (stream.uniform() * f64::from(last - first + 1)) as i32;
        let statutory = model.scenario.levels[level].statutory();
        let known = statutory || cell.known != Known::Never;
        let mut family = Family {
            born: born as i16,
            entered: -(cell.clock as i16),
            closed: match cell.known {
                Known::Recent(months) => 1 - i16::from(months),
                _ => LONG_AGO,
            },
            level: level as u8,
            marks: cell.marks | if known { KNOWN } else { 0 },
            support: group.support,
            waiting: group.waiting,
            engaged: true,
            stratum: cell.stratum as u8,
            ..Family::newborn(0, size)
        };
        if family.support > 0 && group.engaged < 1.0 {
            family.engaged = stream.uniform() < group.engaged;
        }
        if statutory {
            let began = &self.began_within[group.cell];
            let uniform = stream.uniform();
            let months = began.iter().position(|edge| uniform < *edge).unwrap_or(began.len());
            family.spell = -(months as i16);
        }
        family
    }

    /// Family sizes that add up to a whole number of children.
    fn sizes_for(&self, children: f64, stream: &mut staircase_numerics::chance::Stream) -> Vec<u8> {
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
