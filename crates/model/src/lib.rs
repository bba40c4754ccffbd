//! Compiled: what every path and draw shares.
//!
//! `Scenario → Model`: the starting state and the mean residual effect of each group
//! of families under the current offer come from the expected-value path run to
//! a steady year under the observed rates; [`tables`] then recovers the underlying
//! (natural-history, unsupported) hazards so that the baseline reproduces the observed ones.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`history`] | what a family has been through |
//! | [`effects`] | effects of support: how large, for whom, over time |
//! | [`periods`] | factors on rates that change over time |
//! | [`population`] | births, people coming and going |
//! | [`tables`] | monthly hazards by level, months in it, age and history |
//! | [`space`] | the cells of the expected-value path |
//! | [`plan`] | an option as staff and places month by month |
//! | [`record`] | everything one run yields, as one list of numbers |
//! | [`size`] | how large a scenario may be |
//! | [`cohort`] | the same tables as a deterministic cohort |
//! | [`mod@reference`] | the starting state and coverage under the current offer |
//! | [`microsimulation`] | a draw: families one by one, with keyed chance |
//!
//! Each uses only those before it. A [`Model`] has one scenario's tables, space and
//! reference; the microsimulation takes it from there.

#![forbid(unsafe_code)]

pub mod cohort;
pub mod effects;
pub mod history;
pub mod microsimulation;
pub mod periods;
pub mod plan;
pub mod population;
pub mod record;
pub mod reference;
pub mod size;
pub mod space;
pub mod tables;

use crate::record::Layout;
use plan::Plan;
use reference::Reference;
use space::Space;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::PolicyOption;
use tables::Tables;

/// A scenario compiled for running.
#[derive(Debug)]
pub struct Model {
    /// The scenario it was compiled from, at central values.
    pub scenario: Scenario,
    /// Cells of the expected-value path.
    pub space: Space,
    /// Starting state and coverage under the current offer.
    pub reference: Reference,
    /// Where each number of a record stands.
    pub layout: Layout,
}

impl Model {
    /// Compiles a scenario.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        let space = Space::new(&scenario);
        let reference = Reference::new(&scenario, &space);
        let layout = Layout::new(&scenario);
        Self { scenario, space, reference, layout }
    }

    /// The level that has children on the first day and that nobody comes to, if there
    /// is one: nothing would say how old they are or how long they have been there.
    #[must_use]
    pub fn unreached(&self) -> Option<usize> {
        let mut held = self.scenario.stocks.iter().zip(&self.reference.stocks);
        held.position(|(stock, steady)| *stock > 0.0 && *steady <= 0.0)
    }

    /// The baseline, in the world of `option`: with effects as evidenced or with none. It is
    /// another option where `option` is compared with that.
    #[must_use]
    pub fn baseline_for(&self, option: &PolicyOption) -> PolicyOption {
        let baseline = option.against.as_deref().unwrap_or(&self.scenario.options[0]);
        PolicyOption { null_effect: option.null_effect, ..baseline.clone() }
    }

    /// Tables at central values.
    #[must_use]
    pub fn central(&self, null_effect: bool) -> Tables {
        Tables::new(&self.scenario, null_effect, &self.reference.doses)
    }

    /// Tables at central values on one route of evidence.
    #[must_use]
    pub fn on_route(&self, route: usize, null_effect: bool) -> Tables {
        if self.scenario.routes.is_empty() {
            return self.central(null_effect);
        }
        let mut scenario = self.scenario.copy();
        scenario.take_route(route);
        Tables::new(&scenario, null_effect, &self.reference.doses)
    }

    /// The option at central values. Money that may be renewed counts with its
    /// probability.
    #[must_use]
    pub fn plan(&self, option: &PolicyOption) -> Plan {
        let renewed: Vec<f64> = self.scenario.funding.iter().map(|f| f.renewal.central).collect();
        Plan::new(&self.scenario, option, &renewed)
    }
}
