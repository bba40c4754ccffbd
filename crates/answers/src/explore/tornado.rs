//! One-way (deterministic) sensitivity analysis, the tornado: the comparison of an option with
//! its baseline with one uncertain number at either end of its 8 in 10 range.
//!
//! ```text
//! row(n) = comparison with n at its 10th and at its 90th percentile, all others central
//! ```
//!
//! Along the expected-value path, so there is no chance in it. Starting state and
//! coverage under the current offer stay as they are, as they do in draws. A number that
//! is only a price needs no new path: the central one is charged anew. Correlated numbers
//! are moved alone; which is the point of a one-way look, and its limit.

use crate::outcome::contributions::Shift;
use serde::Serialize;
use staircase_model::Model;
use staircase_model::cohort::path;
use staircase_model::cohort::setting::CohortInputs;
use staircase_model::plan::Plan;
use staircase_model::record::Record;
use staircase_model::record::cost;
use staircase_model::reference::WINDOW;
use staircase_model::tables::Tables;
use staircase_scenario::Scenario;
use staircase_scenario::register::Row;
use staircase_scenario::resolved::PolicyOption;

/// Shares of a distribution below the two values tried.
const ENDS: [f64; 2] = [0.1, 0.9];

/// What one uncertain number does by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct TornadoRow {
    /// Place of the number in the register.
    pub path: String,
    /// What it is.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// How well it is known.
    pub grade: staircase_scenario::Grade,
    /// The value used when nothing varies.
    pub central: f64,
    /// The values tried: 10th and 90th percentile.
    pub tried: [f64; 2],
    /// Option less baseline at each.
    pub at: [Shift; 2],
}

impl TornadoRow {
    /// How far apart the net cost is between the two ends, pounds.
    #[must_use]
    pub fn swing(&self) -> f64 {
        (self.at[1].pounds - self.at[0].pounds).abs()
    }
}

/// A one-way look at an option, number by number, so that it can be shown as it grows.
#[derive(Debug, Clone)]
pub struct Tornado {
    pair: [PolicyOption; 2],
    /// Option less baseline at central values.
    pub central: Shift,
    /// Places of the uncertain numbers among all of the scenario's, and their keys.
    numbers: Vec<(usize, u64)>,
    /// Records before they are charged, by route of evidence and side.
    uncharged: Vec<[Vec<f64>; 2]>,
}

impl Tornado {
    /// Works out the central comparison.
    #[must_use]
    pub fn new(model: &Model, option: &PolicyOption) -> Self {
        let pair = [model.baseline_for(option), option.clone()];
        let mut scenario = model.scenario.clone();
        let numbers = scenario
            .uncertain()
            .enumerate()
            .filter(|(_, number)| number.distribution.is_some())
            .map(|(place, number)| (place, number.key))
            .collect();
        let uncharged: Vec<_> = routes(model)
            .map(|route| [0, 1].map(|side| walk(model, &model.scenario, route, &pair[side])))
            .collect();
        let central =
            shift(model, &model.scenario, &pair, |route, side| uncharged[route][side].clone());
        Self { pair, central, numbers, uncharged }
    }

    /// How many uncertain numbers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether nothing is uncertain.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The row of one uncertain number; nothing past the last, or where the number is not
    /// in the register. `model` is the one that the look was begun with.
    #[must_use]
    pub fn row(&self, model: &Model, number: usize) -> Option<TornadoRow> {
        let (place, key) = *self.numbers.get(number)?;
        let row = registered(model, key)?;
        let mut tried = [0.0; 2];
        let mut central = 0.0;
        let at = [0, 1].map(|end| {
            let mut scenario = model.scenario.clone();
            if let Some(number) = scenario.uncertain().nth(place) {
                central = number.central;
                number.set_to(ENDS[end]);
                tried[end] = number.now;
            }
            self.with(model, &scenario)
        });
        let (path, label, unit) = (row.path.clone(), row.label.clone(), row.unit.clone());
        Some(TornadoRow { path, label, unit, grade: row.grade, central, tried, at })
    }

    fn with(&self, model: &Model, scenario: &Scenario) -> Shift {
        let same_paths = is_a_price(&model.scenario, scenario);
        shift(model, scenario, &self.pair, |route, side| {
            if same_paths {
                self.uncharged[route][side].clone()
            } else {
                walk(model, scenario, route, &self.pair[side])
            }
        })
    }
}

fn registered(model: &Model, key: u64) -> Option<&Row> {
    model.scenario.register.iter().find(|row| row.key == key)
}

/// Whether the one number in which two scenarios differ is the price of a level or an entry.
fn is_a_price(before: &Scenario, after: &Scenario) -> bool {
    before.unit_costs != after.unit_costs
        || before.entry_costs.iter().zip(&after.entry_costs).any(|(a, b)| a.cost != b.cost)
}

fn routes(model: &Model) -> std::ops::Range<usize> {
    0..model.scenario.routes.len().max(1)
}

fn plan(scenario: &Scenario, option: &PolicyOption) -> Plan {
    let renewed: Vec<f64> = scenario.funding.iter().map(|source| source.renewal.now).collect();
    Plan::new(scenario, option, &renewed)
}

/// One side's path under a scenario that differs from the model's in one number, uncharged.
fn walk(model: &Model, scenario: &Scenario, route: usize, option: &PolicyOption) -> Vec<f64> {
    let mut scenario = scenario.clone();
    if !scenario.routes.is_empty() {
        scenario.take_route(route);
    }
    let tables = Tables::new(&scenario, option.null_effect, &model.reference.doses);
    let start = &model.reference.start;
    let plan = plan(&scenario, option);
    let setting = CohortInputs::along(&scenario, &model.space, &tables, WINDOW, (start, &plan));
    path::run(&setting, start, &plan, &model.layout).numbers
}

/// Option less baseline, mean over routes of evidence by their weights.
fn shift(
    model: &Model,
    scenario: &Scenario,
    pair: &[PolicyOption; 2],
    record: impl Fn(usize, usize) -> Vec<f64>,
) -> Shift {
    let sides = [0, 1].map(|side| {
        let plan = plan(scenario, &pair[side]);
        let mut mean = vec![0.0; model.layout.len()];
        for route in routes(model) {
            let mut charged = Record { layout: &model.layout, numbers: record(route, side) };
            cost::charge(&mut charged, scenario, &plan);
            let weight = scenario.routes.get(route).map_or(1.0, |route| route.weight);
            mean.iter_mut().zip(charged.numbers).for_each(|(sum, one)| *sum += weight * one);
        }
        mean
    });
    Shift::between(model, &pair[1], &sides[0], &sides[1])
}

/// The whole look, widest swing of the net cost first. Numbers that move nothing are left
/// out.
#[must_use]
pub fn tornado(model: &Model, option: &PolicyOption) -> (Shift, Vec<TornadoRow>) {
    let look = Tornado::new(model, option);
    let mut rows: Vec<TornadoRow> = (0..look.len()).filter_map(|n| look.row(model, n)).collect();
    rows.retain(|row| row.at != [look.central; 2]);
    rows.sort_by(|a, b| b.swing().total_cmp(&a.swing()).then_with(|| a.path.cmp(&b.path)));
    (look.central, rows)
}
