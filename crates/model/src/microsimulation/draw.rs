//! Options of a draw side by side: paired runs with common random numbers (CRN).

use super::draw_context::DrawContext;
use super::external_children::ExternalChildren;
use super::roster::StartingGroups;
use super::shared_histories;
use crate::Model;
use crate::plan::Plan;
use crate::population;
use crate::record::FlowIndex;
use crate::tables::Tables;
use staircase_numerics::chance::point::parameter_set;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_scenario::Scenario;
use staircase_scenario::resolved::PolicyOption;

/// Which parameter values a draw uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// Drawn from their distributions, with a route of evidence and drift.
    Sampled,
    /// The central values, one route of evidence and no drift from year to year: what is
    /// left is chance alone.
    Central,
}

/// A model made ready for drawing.
#[derive(Debug)]
pub struct Simulator<'a> {
    pub(super) model: &'a Model,
    pub(super) roster: StartingGroups,
    pub(super) flows: FlowIndex,
    pub(super) turnover: population::PopulationFlows,
    pub(super) seed: u64,
    pub(super) parameters: Parameters,
}

impl<'a> Simulator<'a> {
    /// Prepares a model.
    #[must_use]
    pub fn new(model: &'a Model, seed: u64, parameters: Parameters) -> Self {
        let flows = FlowIndex::new(&model.scenario, &model.layout);
        let untouched = model.reference.start.untouched(&model.space);
        let turnover = population::PopulationFlows::new(&model.scenario, untouched);
        Self { model, roster: StartingGroups::new(model), flows, turnover, seed, parameters }
    }

    /// Runs one draw: a record for each option. Options share parameters and chance;
    /// those of a null-effect world share its hazards. Draws `2k` and `2k + 1` share
    /// parameters and not chance, so that the two can be told apart.
    #[must_use]
    pub fn draw(&self, draw: u64, options: &[PolicyOption]) -> Vec<Vec<f64>> {
        let central = &self.model.scenario;
        let numbers = parameter_set(draw);
        let (mut scenario, route) = match self.parameters {
            Parameters::Sampled => {
                (central.sampled(self.seed, numbers), central.route_of(self.seed, numbers))
            }
            Parameters::Central => (central.copy(), central.central_route()),
        };
        scenario.take_route(route);
        let renewed = self.renewals(&scenario, draw);
        let baseline = Plan::new(&scenario, &scenario.options[0], &renewed);
        let tables = [false, true].map(|null_effect| {
            let wanted = options.iter().any(|option| option.null_effect == null_effect);
            wanted.then(|| self.tables(&scenario, null_effect, draw))
        });
        let Some(effects) = tables.iter().flatten().map(|tables| &tables.effects).next() else {
            return Vec::new();
        };
        let population = self.roster.deal(self.model, effects, self.seed, draw);
        let visitors = ExternalChildren::new(&scenario, self.seed, draw);
        let worlds = tables.each_ref().map(|tables| {
            let tables = tables.as_ref()?;
            Some(DrawContext::new(self, &scenario, tables, draw, &population, &visitors, &baseline))
        });
        let plans: Vec<Plan> =
            options.iter().map(|option| Plan::new(&scenario, option, &renewed)).collect();
        let mut records = vec![Vec::new(); options.len()];
        for (null_effect, world) in [false, true].into_iter().zip(&worlds) {
            let Some(world) = world else { continue };
            let places = || (0..options.len()).filter(|o| options[*o].null_effect == null_effect);
            let of_world: Vec<&Plan> = places().map(|place| &plans[place]).collect();
            let made = shared_histories::carry_out(world, &baseline, &of_world);
            places().zip(made).for_each(|(place, record)| records[place] = record);
        }
        records
    }

    fn tables(&self, scenario: &Scenario, null_effect: bool, draw: u64) -> Tables {
        let mut tables = Tables::new(scenario, null_effect, &self.model.reference.doses);
        if self.parameters == Parameters::Sampled {
            tables.periods.draw_authority_years(scenario, self.seed, draw);
        }
        tables
    }

    /// Which sources of money are renewed at their end, alike in all options.
    fn renewals(&self, scenario: &Scenario, draw: u64) -> Vec<f64> {
        let chance = Chance::new(self.seed, draw, Purpose::Renewal);
        let sources = scenario.funding.iter().zip(0_u64..);
        sources
            .map(|(source, id)| f64::from(u8::from(chance.uniform(id, 0) < source.renewal.now)))
            .collect()
    }
}
