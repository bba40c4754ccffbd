//! What the options of a draw share: hazards, chance, the first day.

use super::draw::{Parameters, Simulator};
use super::family::Family;
use super::quiet::Quiet;
use super::roster::Population;
use super::seats::Seats;
use super::support::{Provision, Referral};
use super::thresholds::Thresholds;
use crate::chance::{Chance, Purpose};
use crate::model::history;
use crate::model::tables::Tables;
use crate::scenario::Scenario;
use crate::scenario::resolved::ADULT;

/// What the options of a draw share: hazards, chance, the first day.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) simulator: &'a Simulator<'a>,
    pub(super) scenario: &'a Scenario,
    pub(super) tables: Tables,
    pub(super) thresholds: Vec<Thresholds>,
    pub(super) population: &'a Population,
    pub(super) quiet: Quiet,
    /// Families that are quiet on the first day, by the month of their next proposal.
    pub(super) wakes: Vec<Vec<(u32, f64)>>,
    /// Referrals of families open on the first day, by month.
    pub(super) referrals: Vec<Vec<Referral>>,
    /// Families that are not quiet on the first day.
    pub(super) seats: Seats,
    /// Families by the month of their index child's eighteenth birthday.
    pub(super) grow_up: Vec<Vec<u32>>,
    pub(super) age_bands: Vec<u8>,
    pub(super) age_edges: Vec<i32>,
    pub(super) statutory: Vec<bool>,
    pub(super) moves: Chance,
    pub(super) sizes: Chance,
    pub(super) provision: Provision,
}

impl<'a> World<'a> {
    pub(super) fn new(
        simulator: &'a Simulator<'a>,
        scenario: &'a Scenario,
        null_effect: bool,
        draw: u64,
        population: &'a Population,
    ) -> Self {
        let model = simulator.model;
        let seed = simulator.seed;
        let mut tables = Tables::new(scenario, null_effect, &model.reference.doses);
        if simulator.parameters == Parameters::Sampled {
            tables.draw_drift(scenario, seed, draw);
        }
        let ages = scenario.age_bands.len();
        let years = if tables.drifts() { model.layout.years } else { 1 };
        let thresholds = (0..years).map(|year| Thresholds::new(&tables, ages, year)).collect();
        let quiet = Quiet::new(scenario, &tables, seed, draw);
        let months = model.layout.months;
        let mut world = Self {
            simulator,
            scenario,
            thresholds,
            quiet,
            tables,
            population,
            wakes: vec![Vec::new(); months + 1],
            referrals: vec![Vec::new(); months + 1],
            seats: Seats::new(population.families.len()),
            grow_up: vec![Vec::new(); months + 1],
            age_bands: (0..ADULT).map(|age| scenario.age_band(age) as u8).collect(),
            age_edges: scenario.age_bands.iter().map(|band| band.below).collect(),
            statutory: scenario.levels.iter().map(|level| level.statutory()).collect(),
            moves: Chance::new(seed, draw, Purpose::Move),
            sizes: Chance::new(seed, draw, Purpose::Size),
            provision: Provision::new(scenario, seed, draw),
        };
        world.seat_first_day();
        world
    }

    fn seat_first_day(&mut self) {
        let months = self.simulator.model.layout.months;
        for (id, family) in self.population.families.iter().enumerate() {
            let id = id as u32;
            let grown = i32::from(family.born) + ADULT;
            if let Some(list) = usize::try_from(grown).ok().and_then(|m| self.grow_up.get_mut(m)) {
                list.push(id);
            }
            if !family.quiet(0) {
                self.seats.add(id);
            } else if let Some(time) = self.quiet.next_proposal(u64::from(id), family, 0.0, 0) {
                self.wakes[month_of(time)].push((id, time));
            }
            if family.support == 0 && family.waiting == 0 {
                let list = &mut self.referrals;
                // The first referrals are those of month 1.
                let open = Family { open_since: 1, ..*family };
                self.provision.referrals(id, &open, 1, months, |month, it| list[month].push(it));
            }
        }
        for place in 0..self.seats.all().len() {
            let id = self.seats.all()[place].id;
            let (edge, until) = self.look_up(&self.population.families[id as usize], 1);
            let seat = self.seats.at(place);
            (seat.edge, seat.until) = (edge, until);
        }
    }

    /// Length-of-stay band of a family in a month; 0 where hazards do not depend on it.
    pub(super) fn band(&self, family: &Family, month: i32) -> usize {
        if self.tables.levels[usize::from(family.level)].clocked {
            history::stay_band(family.clock(month))
        } else {
            0
        }
    }

    /// Where a family's edges stand in a month, and the first month of other edges.
    pub(super) fn look_up(&self, family: &Family, month: i32) -> (u32, i32) {
        let level = usize::from(family.level);
        let statutory = self.statutory[level];
        let edge = self.thresholds[0].edge(
            level,
            self.band(family, month),
            usize::from(self.age_bands[family.age(month).clamp(0, ADULT - 1) as usize]),
            family.history(month, statutory),
            family.touched(),
        );
        let clocked = self.tables.levels[level].clocked;
        (edge, family.next_edge(month, &self.age_edges, statutory, clocked))
    }
}

/// The month that a time lies in: month t lasts from t − 1 to t.
pub(super) fn month_of(time: f64) -> usize {
    let whole = time as usize;
    if (whole as f64) < time { whole + 1 } else { whole.max(1) }
}
