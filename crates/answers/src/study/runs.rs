//! Runs of options beside their baselines, on the same chance: paired, kept in order, and
//! stopped once they are precise enough. The command line, the page and its workers use these
//! and nothing of their own.

use super::{MOST_DRAWS, Study};
use crate::outcome::answer::Answer;
use crate::outcome::appraisal::Appraisal;
use crate::outcome::appraisal::asked::Ask;
use crate::outcome::precision::{PrecisionReached, Wanted, checkpoints};
use crate::outcome::workings::Workings;
use staircase_model::microsimulation::draw::{Parameters, Simulator};
use staircase_scenario::limits;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::{Fault, Problem};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// The records of one run: one for each option, then one for each baseline.
pub type Records = Vec<Vec<f64>>;

/// A pair of records of one run: baseline and option.
pub type Pair<'a> = (&'a [f64], &'a [f64]);

/// Runs of some options, each beside its baseline.
#[derive(Debug, Clone)]
pub struct Runs {
    options: Vec<PolicyOption>,
    /// The options, then every baseline that one of them needs, once.
    sides: Vec<PolicyOption>,
    /// Which side is the baseline of each option.
    baselines: Vec<usize>,
    seed: u64,
    parameters: Parameters,
    records: BTreeMap<u64, Records>,
}

/// A block of numbers that is not a whole number of pairs of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit {
    /// Numbers given.
    pub found: usize,
    /// Numbers in one pair.
    pub pair: usize,
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} numbers are not whole draws of {}", self.found, self.pair)
    }
}

impl std::error::Error for Misfit {}

impl Runs {
    /// Runs to be made of these options.
    #[must_use]
    pub fn new(
        study: &Study,
        options: Vec<PolicyOption>,
        seed: u64,
        parameters: Parameters,
    ) -> Self {
        let mut sides = options.clone();
        let mut baselines = Vec::new();
        for option in &options {
            let baseline = study.model.baseline_for(option);
            let known = sides[options.len()..].iter().position(|side| *side == baseline);
            baselines.push(options.len() + known.unwrap_or(sides.len() - options.len()));
            if known.is_none() {
                sides.push(baseline);
            }
        }
        Self { options, sides, baselines, seed, parameters, records: BTreeMap::new() }
    }

    /// Adds runs until there are `most`, or until every option is as precise as `wanted`.
    /// `make` makes the runs of a range with the function given, in any order and on any
    /// threads, and gives them back in the order of the range.
    pub fn until(
        &mut self,
        study: &Study,
        most: u64,
        wanted: Option<Wanted>,
        mut make: impl FnMut(Range<u64>, &(dyn Fn(u64) -> Records + Sync)) -> Vec<Records>,
    ) {
        let simulator = study.simulator(self.seed, self.parameters);
        for until in checkpoints(most) {
            let first = self.records.len() as u64;
            let made = make(first..until, &|draw| simulator.draw(draw, &self.sides));
            self.records.extend((first..).zip(made));
            let precise = |wanted| {
                let all = 0..self.options.len();
                all.map(|place| self.reached(study, place))
                    .all(|it| it.is_some_and(|it| it.meets(wanted)))
            };
            if wanted.is_some_and(precise) {
                break;
            }
        }
    }

    /// Adds runs `first`, `first + 1` … of a single option from one flat list of pairs, baseline
    /// before option. A run already there is replaced by its equal.
    ///
    /// # Errors
    /// If the list is not whole pairs of records of this study.
    pub fn add(&mut self, study: &Study, first: u64, flat: &[f64]) -> Result<(), Misfit> {
        let width = study.model.layout.len();
        if !flat.len().is_multiple_of(2 * width) {
            return Err(Misfit { found: flat.len(), pair: 2 * width });
        }
        for (draw, pair) in (first..).zip(flat.chunks(2 * width)) {
            let (baseline, option) = pair.split_at(width);
            self.records.insert(draw, vec![option.to_vec(), baseline.to_vec()]);
        }
        Ok(())
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &[PolicyOption] {
        &self.options
    }

    /// Whether uncertain numbers are sampled.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.parameters
    }

    /// Runs so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.records.len()
    }

    /// The pairs of one option, in the order of the runs.
    #[must_use]
    pub fn pairs(&self, place: usize) -> Vec<Pair<'_>> {
        let baseline = self.baselines[place];
        self.records
            .values()
            .map(|records| (records[baseline].as_slice(), records[place].as_slice()))
            .collect()
    }

    /// The answer about one option; before the first run, the central projection.
    #[must_use]
    pub fn answer(&self, study: &Study, place: usize) -> Answer {
        study.compare(&self.options[place], self.pairs(place), self.seed, self.parameters)
    }

    /// What stands behind the answer about one option.
    #[must_use]
    pub fn workings(&self, study: &Study, place: usize) -> Workings {
        study.workings(&self.options[place], self.pairs(place), self.seed, self.parameters)
    }

    /// The financial case of one option; before the first run, along the central projection.
    ///
    /// # Errors
    /// A scenario without money rules, and choices that they do not have.
    pub fn appraisal(
        &self,
        study: &Study,
        place: usize,
        ask: &Ask,
    ) -> Result<Appraisal, Vec<Problem>> {
        study.appraisal(&self.options[place], self.pairs(place), self.seed, ask)
    }

    /// How precise the first number of one option is.
    #[must_use]
    pub fn reached(&self, study: &Study, place: usize) -> Option<PrecisionReached> {
        PrecisionReached::of(&study.model, &self.options[place], &self.pairs(place))
    }
}

/// Most numbers that one call gives back.
const MOST_NUMBERS: usize = 50_000_000;

/// Most numbers that are kept of baselines already run: 64 MB.
const MOST_KEPT: usize = 8_000_000;

/// World (whether support has no effect), seed and draw.
type Key = (bool, u64, u64);

/// Baselines already run: an option changed by a person needs only its
/// own side again.
#[derive(Debug, Default)]
pub(super) struct Baselines(Mutex<BTreeMap<Key, Arc<Vec<f64>>>>);

impl Baselines {
    fn known(&self, key: Key) -> Option<Arc<Vec<f64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    /// Keeps a baseline. Where there is no room, those of other seeds and worlds go first; a run
    /// that still finds none is made again when it is asked for.
    fn keep(&self, key: Key, record: &Arc<Vec<f64>>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let most = MOST_KEPT / record.len().max(1);
        if kept.len() >= most {
            kept.retain(|(null_effect, seed, _), _| (*null_effect, *seed) == (key.0, key.1));
        }
        if kept.len() < most {
            kept.insert(key, Arc::clone(record));
        }
    }
}

impl Study {
    /// Runs `first` to `first + count − 1` of an option with sampled inputs, as one flat list of
    /// pairs, baseline before option: what [`Runs::add`] takes.
    ///
    /// # Errors
    /// More runs than an answer may hold, or than fit in memory.
    pub fn flat_runs(
        &self,
        option: &PolicyOption,
        seed: u64,
        first: u64,
        count: u64,
    ) -> Result<Vec<f64>, Vec<Problem>> {
        let last = first.saturating_add(count);
        let width = self.model.layout.len();
        let numbers = limits::product([width, 2, usize::try_from(count).unwrap_or(usize::MAX)]);
        if last > MOST_DRAWS || numbers > MOST_NUMBERS {
            let statement = format!(
                "Runs {first} to {last} are too many at a time. Ask for fewer, of at most {MOST_DRAWS}."
            );
            return Err(vec![Problem::new("draws", "", Fault::Contradiction { statement })]);
        }
        let simulator = self.simulator(seed, Parameters::Sampled);
        let sides = self.pair(option);
        let mut flat = Vec::with_capacity(numbers);
        for draw in first..last {
            let (baseline, changed) = self.run(&simulator, &sides, (seed, draw));
            flat.extend_from_slice(&baseline);
            flat.extend_from_slice(&changed);
        }
        Ok(flat)
    }

    /// One run of a baseline and an option.
    fn run(
        &self,
        simulator: &Simulator<'_>,
        sides: &[PolicyOption; 2],
        (seed, draw): (u64, u64),
    ) -> (Arc<Vec<f64>>, Vec<f64>) {
        let key = (sides[1].null_effect, seed, draw);
        // A baseline that a person chose is not the one that is kept.
        let shared = sides[1].against.is_none();
        let known = if shared { self.runs.known(key) } else { None };
        let wanted = if known.is_some() { &sides[1..] } else { &sides[..] };
        let mut records = simulator.draw(draw, wanted);
        let changed = records.pop().unwrap_or_default();
        let baseline = known.unwrap_or_else(|| {
            let baseline = Arc::new(records.pop().unwrap_or_default());
            if shared {
                self.runs.keep(key, &baseline);
            }
            baseline
        });
        (baseline, changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_scenario::shipped::shipped;

    fn study() -> Study {
        let (main, files) = shipped();
        Study::open(main, &files).expect("the shipped scenario is good")
    }

    /// Fails if runs made together, one after the other, or in two parts are not the same, or if
    /// a baseline that is kept is not the one that was run.
    #[test]
    fn runs_are_the_same_however_they_are_made() {
        let study = study();
        let ids = ["twelve-fewer", "half-as-many-again", "twelve-fewer-null"];
        let options = ids.map(|id| study.option(id, None).expect("shipped"));
        let mut together = Runs::new(&study, options.to_vec(), 3, Parameters::Sampled);
        together.until(&study, 2, None, |range, run| range.map(run).collect());
        for (place, option) in options.iter().enumerate() {
            let mut alone = Runs::new(&study, vec![option.clone()], 3, Parameters::Sampled);
            for draw in [1, 0] {
                let flat = study.flat_runs(option, 3, draw, 1).expect("few");
                alone.add(&study, draw, &flat).expect("whole pairs");
            }
            assert!(together.pairs(place) == alone.pairs(0), "{}", option.id);
        }
    }

    /// Fails if what is kept of baselines grows without bound, or if another seed finds no room.
    #[test]
    fn baselines_are_kept_within_bounds() {
        let kept = Baselines::default();
        let record = Arc::new(vec![0.0; MOST_KEPT / 4]);
        for draw in 0..9 {
            kept.keep((false, 1, draw), &record);
        }
        assert!(
            (0..9)
                .map(|draw| kept.known((false, 1, draw)).is_some())
                .eq([true, true, true, true, false, false, false, false, false])
        );
        kept.keep((false, 2, 0), &record);
        assert!(kept.known((false, 2, 0)).is_some() && kept.known((false, 1, 0)).is_none());
    }

    /// Fails if more runs are asked for than an answer may hold and they are begun.
    #[test]
    fn too_many_runs_are_refused_before_they_are_made() {
        let study = study();
        let option = study.option("twelve-fewer", None).expect("shipped");
        for (first, count) in [(0, MOST_DRAWS + 1), (MOST_DRAWS, 1), (u64::MAX, 2)] {
            let problem = study.flat_runs(&option, 1, first, count).expect_err("too many");
            let said = problem[0].to_string();
            assert!(said.contains("too many at a time"), "{said}");
        }
        let runs = Runs::new(&study, vec![option], 1, Parameters::Sampled).add(&study, 0, &[0.0]);
        assert!(runs.is_err());
    }
}
