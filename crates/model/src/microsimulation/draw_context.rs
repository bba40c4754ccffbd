//! What the options of a draw share (the CRN context): hazards, random numbers, the first day.

use super::active_families::ActiveFamilies;
use super::draw::Simulator;
use super::eligibility::{Provision, Referral};
use super::external_children::ExternalChildren;
use super::family::{Family, KNOWN};
use super::move_sampler::Thresholds;
use super::next_event::Quiet;
use super::roster::Population;
use super::turnover::Due;
use crate::history;
use crate::plan::Plan;
use crate::population::PopulationFlows;
use crate::tables::Tables;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::{ADULT, STAY_EDGES};
use staircase_scenario::strata::Shares;

/// What the options of a draw share: hazards, chance, the first day.
#[derive(Debug)]
pub(super) struct DrawContext<'a> {
    pub(super) simulator: &'a Simulator<'a>,
    pub(super) scenario: &'a Scenario,
    pub(super) draw: u64,
    pub(super) tables: &'a Tables,
    pub(super) thresholds: Vec<Thresholds>,
    pub(super) population: &'a Population,
    pub(super) quiet: Quiet,
    /// Families that are quiet on the first day, by the month of their next proposal.
    pub(super) wakes: Vec<Vec<(u32, f64, i16)>>,
    /// Referrals of families open on the first day, by month.
    pub(super) referrals: Vec<Vec<Referral>>,
    /// Families that are not quiet on the first day.
    pub(super) seats: ActiveFamilies,
    /// Families by the month of their index child's eighteenth birthday.
    pub(super) grow_up: Vec<Vec<u32>>,
    pub(super) age_bands: Vec<u8>,
    /// First month of age above each age band.
    pub(super) age_edges: Vec<i32>,
    pub(super) statutory: Vec<bool>,
    pub(super) moves: Chance,
    pub(super) sizes: Chance,
    pub(super) provision: Provision,
    pub(super) turnover: &'a PopulationFlows,
    pub(super) visitors: &'a ExternalChildren,
    /// When families of the first day are next looked at.
    pub(super) due: Due,
    /// Families on the first day that may go elsewhere, by month.
    pub(super) leavers: Vec<Vec<u32>>,
    pub(super) leaving: Chance,
    /// Summed rate of leaving from each month to the last, a little above it.
    leaving_ahead: Vec<f64>,
    pub(super) arrival: Chance,
    pub(super) birth: Chance,
    pub(super) class: Chance,
    /// Strata after each move, by stratum before it; empty with a single stratum.
    pub(super) moved: Vec<Vec<Shares>>,
    pub(super) born: Shares,
}

impl<'a> DrawContext<'a> {
    pub(super) fn new(
        simulator: &'a Simulator<'a>,
        scenario: &'a Scenario,
        tables: &'a Tables,
        draw: u64,
        population: &'a Population,
        visitors: &'a ExternalChildren,
        baseline: &Plan,
    ) -> Self {
        let model = simulator.model;
        let seed = simulator.seed;
        let ages = scenario.age_bands.len();
        let periods = if tables.periods.alike() { 1 } else { tables.periods.count() };
        let thresholds = (0..periods).map(|period| Thresholds::new(tables, ages, period)).collect();
        let quiet = Quiet::new(scenario, tables, seed, draw);
        let strata = scenario.strata.count();
        let moved = if strata > 1 {
            let after = |mv: &staircase_scenario::resolved::Move| {
                (0..strata).map(|s| scenario.strata.moved(s, mv.from, mv.to)).collect()
            };
            scenario.moves.iter().map(after).collect()
        } else {
            Vec::new()
        };
        let months = model.layout.months;
        let turnover = &simulator.turnover;
        let mut ahead = 0.0;
        let mut leaving_ahead = vec![0.0; months + 1];
        for (month, sum) in leaving_ahead.iter_mut().enumerate().skip(1).rev() {
            ahead += turnover.leaving(month);
            *sum = ahead * (1.0 + 1e-9);
        }
        let mut world = Self {
            simulator,
            scenario,
            draw,
            thresholds,
            quiet,
            tables,
            population,
            wakes: vec![Vec::new(); months + 1],
            referrals: vec![Vec::new(); months + 1],
            seats: ActiveFamilies::new(population.families.len()),
            grow_up: vec![Vec::new(); months + 1],
            age_bands: (0..scenario.oldest()).map(|age| scenario.age_band(age) as u8).collect(),
            age_edges: scenario.age_bands.iter().map(|band| band.below).collect(),
            statutory: scenario.levels.iter().map(|level| level.statutory()).collect(),
            moves: Chance::new(seed, draw, Purpose::Move),
            sizes: Chance::new(seed, draw, Purpose::Size),
            provision: Provision::new(scenario, &model.space, seed, draw),
            turnover,
            visitors,
            due: Due { kept: true, ..Due::default() },
            leavers: vec![Vec::new(); months + 1],
            leaving: Chance::new(seed, draw, Purpose::Leaving),
            leaving_ahead,
            arrival: Chance::new(seed, draw, Purpose::Newcomer),
            birth: Chance::new(seed, draw, Purpose::Birth),
            class: Chance::new(seed, draw, Purpose::Class),
            moved,
            born: scenario.strata.born(),
        };
        world.provision.trim(&population.families, baseline);
        world.seat_first_day(baseline);
        world
    }

    fn seat_first_day(&mut self, baseline: &Plan) {
        for (id, family) in self.population.families.iter().enumerate() {
            let id = id as u32;
            // Looked at when the first level may be left; it may by then be on one that is left later.
            let grown = (i32::from(family.born) + ADULT).max(1);
            if let Some(list) = usize::try_from(grown).ok().and_then(|m| self.grow_up.get_mut(m)) {
                list.push(id);
            }
            self.due.grows(id, grown);
            if !family.quiet(0) {
                self.seats.add(id);
            } else if let Some(time) = self.quiet.next_proposal(u64::from(id), family, 0.0, 0) {
                self.due.wakes(id, time);
                self.wakes[month_of(time)].push((id, time, 0));
            }
            // Those with a need may go too, should it fall before.
            if family.marks & KNOWN == 0
                && let Some(month) = self.leaves_in(u64::from(id), 1)
            {
                self.due.leaves(id, month);
                self.leavers[month].push(id);
            }
            let list = &mut self.referrals;
            first_referrals(&self.provision, id, family, baseline, |at, it| list[at].push(it));
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

    /// Age band of a family in a month.
    pub(super) fn age_band(&self, family: &Family, month: i32) -> usize {
        let age = usize::try_from(family.age(month)).unwrap_or(0);
        usize::from(self.age_bands[age.min(self.age_bands.len() - 1)])
    }

    /// Month from `month` on in which a family that is never known and without need
    /// goes elsewhere, if it does.
    pub(super) fn leaves_in(&self, id: u64, month: usize) -> Option<usize> {
        let ahead = *self.leaving_ahead.get(month)?;
        if ahead <= 0.0 {
            return None;
        }
        let uniform = self.leaving.uniform(id, month as u32);
        // Nearly everyone stays, which shows without a logarithm: −ln(1 − u) ≥ u.
        if uniform > ahead {
            return None;
        }
        let mut left = -maths::ln(1.0 - uniform);
        (month..=self.simulator.model.layout.months).find(|month| {
            left -= self.turnover.leaving(*month);
            left < 0.0
        })
    }

    /// Where a family's edges stand in a month, and the first month of other edges.
    pub(super) fn look_up(&self, family: &Family, month: i32) -> (u32, i32) {
        let level = usize::from(family.level);
        let (statutory, age) = (self.statutory[level], self.age_band(family, month));
        let clocked = self.tables.levels[level].clocked;
        let band = if clocked { history::stay_band(family.clock(month)) } else { 0 };
        let profile = family.profile(month, statutory);
        let edge = self.thresholds[0].edge(level, band, age, profile, family.touched());
        let stay_edge = if clocked { STAY_EDGES.get(band).copied() } else { None };
        (edge, family.next_edge(month, self.age_edges[age], statutory, stay_edge))
    }
}

/// Referrals of a family that is open on the first day: the first are those of month 1.
pub(super) fn first_referrals(
    provision: &Provision,
    id: u32,
    family: &Family,
    plan: &Plan,
    put: impl FnMut(usize, Referral),
) {
    if family.support == 0 && family.waiting == 0 {
        let open = Family { open_since: 1, ..*family };
        provision.referrals(id, &open, 1, plan, put);
    }
}

/// The month that a time lies in: month t lasts from t − 1 to t.
pub(super) fn month_of(time: f64) -> usize {
    let whole = time as usize;
    if (whole as f64) < time { whole + 1 } else { whole.max(1) }
}
