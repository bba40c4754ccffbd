//! A scenario opened for questions: what both interfaces, the command line and the page, do with
//! the modules below.

mod appraise;
#[cfg(not(target_arch = "wasm32"))]
mod disk;
mod prefix_cache;
pub mod runs;

pub use appraise::Parts;
#[cfg(not(target_arch = "wasm32"))]
pub use disk::Unopened;

use crate::outcome::answer::Answer;
use crate::outcome::contributions::{Contributions, Shift};
use crate::outcome::run_pairs::RunPairs;
use crate::outcome::workings::Workings;
use prefix_cache::PrefixCache;
use runs::Baselines;
use staircase_model::Model;
use staircase_model::cohort::path;
use staircase_model::cohort::setting::CohortInputs;
use staircase_model::microsimulation::draw::{Parameters, Simulator};
use staircase_model::plan::Plan;
use staircase_model::record::Record;
use staircase_model::record::cost;
use staircase_model::reference::WINDOW;
use staircase_model::size;
use staircase_model::tables::Tables;
use staircase_scenario::edit::{self, Against};
use staircase_scenario::resolved::{Change, Level, PolicyOption, TWIN};
use staircase_scenario::{Edit, Fault, Files, Problem, Scenario, load, resolve::resolve};
use std::borrow::Cow;
use std::sync::{Mutex, OnceLock};

/// Most draws that one answer may hold.
pub const MOST_DRAWS: u64 = 100_000;

/// Most memory that the records of one run may take, bytes.
pub const MOST_MEMORY: f64 = 8e9;

/// Most children that can be modelled one by one in reasonable time and memory.
pub const MOST_CHILDREN: f64 = 2_000_000.0;

/// A scenario, compiled.
#[derive(Debug)]
pub struct Study {
    /// The compiled model.
    pub model: Model,
    /// The baseline's path with effects and without, once it has been asked for.
    baselines: [OnceLock<Vec<f64>>; 2],
    /// The last option whose path was asked for, and its path.
    last: Mutex<Option<(PolicyOption, Vec<f64>)>>,
    /// How the last few paths began.
    heads: PrefixCache,
    /// Baselines already run.
    runs: Baselines,
}

impl Study {
    /// Opens the scenario file `main` and its parts.
    ///
    /// # Errors
    /// Every problem of its files.
    pub fn open(main: &str, files: &Files) -> Result<Self, Vec<Problem>> {
        let loaded = load(main, files)?;
        let scenario = resolve(&loaded, files)?;
        let large = size::problems(&scenario);
        if !large.is_empty() {
            return Err(large);
        }
        let model = Model::new(scenario);
        if let Some(level) = model.unreached() {
            let Level { id, name, .. } = &model.scenario.levels[level];
            let statement = format!(
                "{name} has children at the start, but no rate leads into it. Add a rate into \
                 {name}, or set its stock to 0."
            );
            let council = &loaded.scenario.parts.council;
            let fault = Fault::Contradiction { statement };
            let mut problem = Problem::new(council, format!("stocks[{id}]"), fault);
            loaded.origins.set_right(&mut problem);
            return Err(vec![problem]);
        }
        let routes = 0..model.scenario.routes.len().max(1);
        let overstretched = |route| model.on_route(route, false).overstretched();
        if let Some(level) = routes.into_iter().find_map(overstretched) {
            let name = &model.scenario.levels[level].name;
            let statement = format!(
                "At {name}, the effects and the number of places leave less than {:.0}% of a rate. \
                 Use weaker effects or fewer places.",
                100.0 * model.scenario.effects_floor
            );
            let fault = Fault::Contradiction { statement };
            return Err(vec![Problem::new(main, "programmes", fault)]);
        }
        Ok(Self::of(model))
    }

    /// A study of a compiled model.
    fn of(model: Model) -> Self {
        Self {
            model,
            baselines: Default::default(),
            last: Mutex::default(),
            heads: PrefixCache::default(),
            runs: Baselines::default(),
        }
    }

    /// The option called `id`, with a person's changes. Every option has a version in
    /// which support has no effect: its own `id` with [`TWIN`] after it.
    ///
    /// # Errors
    /// An unknown option, or the problems of the edit.
    pub fn option(&self, id: &str, change: Option<&Edit>) -> Result<PolicyOption, Vec<Problem>> {
        let scenario = &self.model.scenario;
        let twin = || Some(scenario.option(id.strip_suffix(TWIN)?)?.without_effects());
        let Some(option) = scenario.option(id).cloned().or_else(twin) else {
            let known: Vec<String> = scenario.options.iter().map(|o| o.id.clone()).collect();
            let fault = Fault::UnknownName {
                kind: "option",
                name: id.to_owned(),
                suggestion: staircase_scenario::problem::nearest(
                    id,
                    known.iter().map(String::as_str),
                ),
                known,
            };
            return Err(vec![Problem::new(&scenario.file, "options", fault)]);
        };
        let Some(change) = change else { return Ok(option) };
        let mut option = edit::apply(scenario, &option, change)?;
        if let Some(Against { option: other, edit }) = &change.against {
            let mut other = self.option(other, edit.as_deref())?;
            other.against = None;
            option.against = Some(Box::new(other));
        }
        Ok(option)
    }

    /// The expected-value path of a plan, with costs, at central values. Where routes
    /// of evidence disagree it is the mean of their paths, as the mean of the runs is.
    #[must_use]
    pub fn path(&self, plan: &Plan) -> Vec<f64> {
        let routes = self.routes(plan.null_effect);
        if routes.len() == 1 {
            return self.path_on(0, plan);
        }
        let mut mean = vec![0.0; self.model.layout.len()];
        for (route, weight) in routes {
            let path = self.path_on(route, plan);
            mean.iter_mut().zip(path).for_each(|(sum, one)| *sum += weight * one);
        }
        mean
    }

    /// The path on the one route of evidence that draws at central values take: what their
    /// mean is.
    #[must_use]
    pub fn central_path(&self, plan: &Plan) -> Vec<f64> {
        self.path_on(self.model.scenario.central_route(), plan)
    }

    /// Routes of evidence that a path is the mean of, with their weights.
    fn routes(&self, null_effect: bool) -> Vec<(usize, f64)> {
        let routes = &self.model.scenario.routes;
        if routes.len() < 2 || null_effect {
            return vec![(0, 1.0)];
        }
        routes.iter().enumerate().map(|(route, it)| (route, it.weight)).collect()
    }

    /// The path on one route of evidence.
    fn path_on(&self, route: usize, plan: &Plan) -> Vec<f64> {
        let model = &self.model;
        let tables = model.on_route(route, plan.null_effect);
        let setting = self.setting(&tables, plan);
        let along = (&model.reference.start, plan);
        let mut walk = self.heads.begun((route, &setting), along, &model.layout);
        walk.go_on(&setting, plan, &model.layout, model.layout.months);
        self.charged(walk.record(&model.layout), plan)
    }

    /// The path on one route of evidence with the effects of `scenario`. `None` where
    /// they leave too little of a rate.
    fn path_of(&self, scenario: &Scenario, route: usize, plan: &Plan) -> Option<Vec<f64>> {
        let mut scenario = scenario.clone();
        scenario.take_route(route);
        let tables = Tables::new(&scenario, plan.null_effect, &self.model.reference.doses);
        tables.overstretched().is_none().then(|| {
            let (model, setting) = (&self.model, self.setting(&tables, plan));
            let path = path::run(&setting, &model.reference.start, plan, &model.layout);
            self.charged(path, plan)
        })
    }

    fn setting<'a>(&'a self, tables: &'a Tables, plan: &Plan) -> CohortInputs<'a> {
        let (model, start) = (&self.model, &self.model.reference.start);
        CohortInputs::along(&model.scenario, &model.space, tables, WINDOW, (start, plan))
    }

    /// A path with its costs.
    fn charged(&self, mut path: Record<'_>, plan: &Plan) -> Vec<f64> {
        cost::charge(&mut path, &self.model.scenario, plan);
        path.numbers
    }

    /// The answer at central values, without chance.
    #[must_use]
    pub fn expected(&self, option: &PolicyOption) -> Answer {
        let (baseline, changed) = self.paths(option);
        let pair = (&*baseline, changed.as_slice());
        let parameters = Parameters::Central;
        let pairs = vec![pair];
        let evidence = RunPairs { pairs, expected: true, seed: 0, parameters, path: pair };
        Answer::new(&self.model, option, &evidence)
    }

    /// Paths of the baseline in the option's world and of the option itself, kept
    /// for when they are asked for again.
    fn paths(&self, option: &PolicyOption) -> (Cow<'_, [f64]>, Vec<f64>) {
        let offer = self.baseline(option.null_effect);
        let baseline = match &option.against {
            Some(other) if !other.changes.is_empty() => {
                Cow::Owned(self.path(&self.model.plan(&self.model.baseline_for(option))))
            }
            _ => Cow::Borrowed(offer),
        };
        if option.changes.is_empty() {
            return (baseline, offer.to_vec());
        }
        // A poisoned lock only means that a path was never finished.
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = last.take().filter(|(of, _)| of == option).map(|(_, path)| path);
        let path = known.unwrap_or_else(|| self.path(&self.model.plan(option)));
        *last = Some((option.clone(), path.clone()));
        (baseline, path)
    }

    /// The current offer, in a world with effects or without.
    fn offer(&self, null_effect: bool) -> PolicyOption {
        PolicyOption { null_effect, ..self.model.scenario.options[0].clone() }
    }

    /// Its path, kept for when it is asked for again.
    fn baseline(&self, null_effect: bool) -> &[f64] {
        self.baselines[usize::from(null_effect)]
            .get_or_init(|| self.path(&self.model.plan(&self.offer(null_effect))))
    }

    /// The baseline in the option's world and the option itself.
    #[must_use]
    pub fn pair(&self, option: &PolicyOption) -> [PolicyOption; 2] {
        [self.model.baseline_for(option), option.clone()]
    }

    /// A simulator of this study.
    #[must_use]
    pub fn simulator(&self, seed: u64, parameters: Parameters) -> Simulator<'_> {
        Simulator::new(&self.model, seed, parameters)
    }

    /// The answer over pairs of records drawn with these parameters, in draw order. Before
    /// the first pair it is the answer at central values.
    #[must_use]
    pub fn compare(
        &self,
        option: &PolicyOption,
        pairs: Vec<(&[f64], &[f64])>,
        seed: u64,
        parameters: Parameters,
    ) -> Answer {
        if pairs.is_empty() {
            return self.expected(option);
        }
        let paths = self.paths_with(option, parameters);
        let path = (&*paths.0, &*paths.1);
        let evidence = RunPairs { pairs, expected: false, seed, parameters, path };
        Answer::new(&self.model, option, &evidence)
    }

    /// What stands behind the answer over pairs of records drawn with these parameters, in
    /// draw order.
    #[must_use]
    pub fn workings(
        &self,
        option: &PolicyOption,
        pairs: Vec<(&[f64], &[f64])>,
        seed: u64,
        parameters: Parameters,
    ) -> Workings {
        let paths = self.paths_with(option, parameters);
        let path = (&*paths.0, &*paths.1);
        let evidence = RunPairs { pairs, expected: false, seed, parameters, path };
        Workings::new(&self.model, option, &evidence)
    }

    /// Paths of both sides beside draws with these parameters: of the mean of all routes
    /// of evidence, or of the one that all draws take.
    fn paths_with(
        &self,
        option: &PolicyOption,
        parameters: Parameters,
    ) -> (Cow<'_, [f64]>, Vec<f64>) {
        match parameters {
            Parameters::Sampled => self.paths(option),
            Parameters::Central => {
                let path = |option: &PolicyOption| self.central_path(&self.model.plan(option));
                (Cow::Owned(path(&self.model.baseline_for(option))), path(option))
            }
        }
    }

    /// What each change of an option does alone, against all of them together, along
    /// the path.
    #[must_use]
    pub fn contributions(&self, option: &PolicyOption) -> Contributions {
        let (baseline, together) = self.paths(option);
        let shift = |path: &[f64]| Shift::between(&self.model, option, &baseline, path);
        let alone = |change: &Change| {
            let changes = vec![change.clone()];
            let only = PolicyOption { changes, ..option.clone() };
            (change.words.clone(), shift(&self.path(&self.model.plan(&only))))
        };
        Contributions {
            alone: option.changes.iter().map(alone).collect(),
            together: shift(&together),
        }
    }
}
