//! The cohort model through the years that were observed.
//!
//! The past was not steady: stocks of the first year need not balance its starts, and
//! rates changed from year to year. The path therefore begins with a steady year at the
//! rates of the first years, is scaled to the stocks of the first 31 March, and then runs
//! with one factor a year on each of six groups of rates. Ages, time in each level and
//! history at the end are those that such a past leaves behind.

use super::facts::{Facts, Year};
use super::groups::{ALL, CARE_IN, GROUPS, NEED_IN, NEED_OUT, PLAN_IN, SHAPES};
use staircase_model::cohort::detail::Detail;
use staircase_model::cohort::flows::MonthFlows;
use staircase_model::cohort::path;
use staircase_model::cohort::setting::CohortInputs;
use staircase_model::cohort::state::State;
use staircase_model::space::Space;
use staircase_model::tables::{EffectWeights, Tables};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::figure::Uncertain;
use staircase_scenario::resolved::Factor;

/// Months of births in one window where slopes, drift and draws are calculated: three
/// times as fast, and under 1% away in any stock.
pub const COARSE: i32 = 36;

/// Log factors of one year, by group.
pub type Logs = [f64; GROUPS];

/// What the path gives for a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Given {
    /// Children `[need, plan, care]` at its end.
    pub stocks: [f64; 3],
    /// Starting in it: `[need, plan, care]`.
    pub starts: [f64; 3],
    /// Ending in it: `[plan, care]`.
    pub ends: [f64; 2],
    /// Share of cases starting within 12 months of closure, and of plans that are repeats.
    pub shares: [f64; 2],
    /// Leaving the levels of need for below the threshold, or grown up.
    pub closed: f64,
}

/// Which levels and moves make up the measures.
#[derive(Debug, Clone)]
pub struct Past {
    /// The bare scenario.
    pub scenario: Scenario,
    /// Its cells.
    pub space: Space,
    /// Children a family.
    pub size: f64,
    /// Whether each level counts as in need, on a plan, looked after.
    pub inside: [Vec<bool>; 3],
    /// Moves of each group.
    pub groups: [Vec<usize>; GROUPS],
    /// Whether each move starts a case, a plan, care.
    starts: [Vec<bool>; 3],
    /// Shapes that the framework has moves for.
    pub shapes: Vec<usize>,
}

impl Past {
    /// Finds levels and moves.
    ///
    /// # Errors
    /// What the framework lacks, in a sentence.
    pub fn new(scenario: Scenario) -> Result<Self, String> {
        let measure = |id: &str| {
            scenario.measures.iter().find(|measure| measure.id == id).ok_or_else(|| {
                format!("The framework has no measure {id}, so nothing can be fitted to it.")
            })
        };
        let levels = |id: &str| {
            measure(id).map(|it| {
                (0..scenario.levels.len())
                    .map(|level| it.levels.contains(&level))
                    .collect::<Vec<bool>>()
            })
        };
        let moves = |id: &str| {
            measure(id).map(|it| {
                (0..scenario.moves.len()).map(|mv| it.moves.contains(&mv)).collect::<Vec<bool>>()
            })
        };
        let tagged = |tag: &str| -> Vec<usize> {
            let has = |mv: &usize| scenario.moves[*mv].tags.iter().any(|own| own == tag);
            (0..scenario.moves.len()).filter(has).collect()
        };
        let groups = ALL.map(|group| tagged(group.tag));
        if let Some(group) = ALL.iter().zip(&groups).find(|(_, moves)| moves.is_empty()) {
            return Err(format!(
                "The framework has no move with the tag {}, so its rate cannot be fitted.",
                group.0.tag
            ));
        }
        let inside =
            [levels("children_in_need")?, levels("protection_plan")?, levels("looked_after")?];
        let starts = [moves("need_starts")?, moves("plan_starts")?, moves("care_starts")?];
        let shapes = (0..SHAPES.len()).filter(|s| !tagged(SHAPES[*s].tag).is_empty()).collect();
        Ok(Self {
            space: Space::new(&scenario),
            size: scenario.mean_family_size(),
            inside,
            groups,
            starts,
            shapes,
            scenario,
        })
    }

    /// The scenario with log factors on its shapes.
    #[must_use]
    pub fn shaped(&self, shapes: &[f64]) -> Scenario {
        let mut scenario = self.scenario.clone();
        for (shape, log) in self.shapes.iter().zip(shapes) {
            let shape = &SHAPES[*shape];
            let has = |mv: &usize| self.scenario.moves[*mv].tags.iter().any(|t| t == shape.tag);
            scenario.factors.push(Factor {
                moves: (0..self.scenario.moves.len()).filter(has).collect(),
                age: None,
                history: shape.history,
                class: None,
                value: Uncertain::fixed(maths::exp(*log)),
                fitted_to: None,
            });
        }
        scenario
    }

    /// Runs `then` with the path's setting at given shapes, in windows of `width` months
    /// of births: [`staircase_model::reference::WINDOW`] as everywhere else, or [`COARSE`].
    pub fn with<T>(&self, width: i32, shapes: &[f64], then: impl FnOnce(&CohortRun<'_>) -> T) -> T {
        let scenario = self.shaped(shapes);
        let tables = Tables::new(&scenario, true, &EffectWeights::none());
        let setting = CohortInputs::new(&scenario, &self.space, &tables, width);
        then(&CohortRun { past: self, setting })
    }

    /// Factors of every move at the log factors of the groups.
    #[must_use]
    pub fn factors(&self, logs: &Logs) -> Vec<f64> {
        let mut factors = vec![1.0; self.scenario.moves.len()];
        for (moves, log) in self.groups.iter().zip(logs) {
            let factor = maths::exp(*log);
            moves.iter().for_each(|mv| factors[*mv] *= factor);
        }
        factors
    }

    /// Children `[need, plan, care]` in a state.
    #[must_use]
    pub fn stocks(&self, state: &State) -> [f64; 3] {
        let levels = state.by_level(&self.space, self.scenario.levels.len());
        std::array::from_fn(|which| self.within(which, &levels))
    }

    fn within(&self, which: usize, by_level: &[f64]) -> f64 {
        let counted = by_level.iter().zip(&self.inside[which]).filter(|(_, inside)| **inside);
        counted.map(|(families, _)| families * self.size).sum()
    }

    /// Scales a state to stocks, where they are known, and need below the threshold to the
    /// scenario's.
    pub fn scale(&self, state: &mut State, stocks: &[Option<f64>; 3]) {
        self.scale_open(state, stocks);
        let levels = state.by_level(&self.space, self.scenario.levels.len());
        for (level, families) in levels.iter().enumerate().skip(1) {
            let now = families * self.size;
            if !self.inside[0][level] && now > 0.0 {
                state.scale_level(&self.space, level, self.scenario.stocks[level] / now);
            }
        }
    }

    /// Scales the levels of need, plans and care to stocks, where they are known.
    pub fn scale_open(&self, state: &mut State, stocks: &[Option<f64>; 3]) {
        let [need, plan, care] = &self.inside;
        let levels = state.by_level(&self.space, self.scenario.levels.len());
        let sum = |which: &dyn Fn(usize) -> bool| -> f64 {
            (0..levels.len()).filter(|l| which(*l)).map(|l| levels[l] * self.size).sum()
        };
        let only = |level: usize| need[level] && !plan[level] && !care[level];
        let mut set = |which: &dyn Fn(usize) -> bool, wanted: Option<f64>| {
            let now = sum(which);
            let Some(wanted) = wanted.filter(|wanted| now > 0.0 && *wanted > 0.0) else { return };
            for level in (0..levels.len()).filter(|l| which(*l)) {
                state.scale_level(&self.space, level, wanted / now);
            }
        };
        set(&|level| plan[level], stocks[1]);
        set(&|level| care[level], stocks[2]);
        let open = match stocks {
            [Some(all), Some(plan), Some(care)] => Some(all - plan - care),
            _ => None,
        };
        set(&only, open);
    }
}

/// A path being walked.
#[derive(Debug)]
pub struct CohortRun<'a> {
    past: &'a Past,
    setting: CohortInputs<'a>,
}

/// Yearly sums of a walk.
#[derive(Debug, Clone)]
struct Sums {
    starts: [f64; 3],
    recent: f64,
    ends: [f64; 2],
    closed: f64,
    detail: Option<Detail>,
}

impl CohortRun<'_> {
    /// A steady year at the log factors, scaled to the stocks of the first year.
    #[must_use]
    pub fn first_day(&self, facts: &Facts, logs: &Logs) -> State {
        self.steady(logs, -12 * (facts.years.len() as i32 - 1), &facts.years[0].stocks)
    }

    /// What a whole childhood at the log factors leaves behind at the end of month `last`,
    /// scaled to stocks where they are known.
    #[must_use]
    pub fn steady(&self, logs: &Logs, last: i32, stocks: &[Option<f64>; 3]) -> State {
        let factors = self.past.factors(logs);
        let childhood = self.past.scenario.oldest();
        let mut state = self.setting.unborn_need(1 + last - childhood);
        for month in 1 + last - childhood..=last {
            path::step_with(&self.setting, &mut state, month, &factors, None);
        }
        self.past.scale(&mut state, stocks);
        state
    }

    /// One year, the one that ends at `month`.
    pub fn year(&self, state: &mut State, month: i32, logs: &Logs, detailed: bool) -> Given {
        let factors = self.past.factors(logs);
        let mut sums = self.sums(detailed);
        for month in month - 11..=month {
            let flows = path::step_with(&self.setting, state, month, &factors, sums.detail.take());
            self.count(&mut sums, flows);
        }
        self.given(state, &sums)
    }

    /// One year in which starts, and stocks at its end, come out as observed: each group's
    /// factor is set month by month. Returns the year's mean log factors too.
    pub fn year_following(
        &self,
        state: &mut State,
        month: i32,
        logs: &Logs,
        wanted: &Wanted,
    ) -> (Given, Logs) {
        let past = self.past;
        let mut now = *logs;
        let mut sums = self.sums(false);
        let before = past.stocks(state);
        let (mut made, mut base) = ([0.0; GROUPS], [0.0; GROUPS]);
        // What the groups would do this month, and what others take from the stocks.
        let mut probe = state.clone();
        let mut flows =
            path::step_with(&self.setting, &mut probe, month - 11, &past.factors(&now), None);
        for (left, month) in (1..=12).rev().zip(month - 11..=month) {
            let left = f64::from(left);
            let own = self.own(&flows);
            let others = self.others(&flows);
            for group in 0..GROUPS {
                let goal = match group {
                    NEED_IN | PLAN_IN | CARE_IN => {
                        wanted.starts[group].map(|all| all - sums.starts[group])
                    }
                    _ => {
                        let which = group - NEED_OUT;
                        let gone = [sums.closed, sums.ends[0], sums.ends[1]][which];
                        let coming = wanted.starts[which].or(None);
                        coming.zip(wanted.stocks[which]).map(|(starts, stock)| {
                            before[which] + starts - stock - gone - others[which] * left
                        })
                    }
                };
                let unit = own[group] / maths::exp(now[group]);
                if let Some(goal) = goal.filter(|_| unit > 0.0) {
                    let factor = (goal / left / unit).clamp(0.02, 50.0);
                    now[group] = maths::ln(factor);
                }
                made[group] += unit * maths::exp(now[group]);
                base[group] += unit;
            }
            flows = path::step_with(&self.setting, state, month, &past.factors(&now), None);
            self.count(&mut sums, flows.clone());
        }
        let mean = std::array::from_fn(|group| {
            if base[group] > 0.0 { maths::ln(made[group] / base[group]) } else { logs[group] }
        });
        (self.given(state, &sums), mean)
    }

    fn sums(&self, detailed: bool) -> Sums {
        let detail = detailed.then(|| Detail::new(&self.past.scenario));
        Sums { starts: [0.0; 3], recent: 0.0, ends: [0.0; 2], closed: 0.0, detail }
    }

    /// Children that each group moves in a month.
    fn own(&self, flows: &MonthFlows) -> Logs {
        let size = self.past.size;
        std::array::from_fn(|group| {
            self.past.groups[group].iter().map(|mv| flows.all[*mv] * size).sum()
        })
    }

    /// Children who leave `[need, plan, care]` in a month other than by the group that is
    /// fitted to it.
    fn others(&self, flows: &MonthFlows) -> [f64; 3] {
        let own = self.own(flows);
        let gone = self.gone(flows);
        std::array::from_fn(|which| (gone[which] - own[NEED_OUT + which]).max(0.0))
    }

    /// Children who leave `[need, plan, care]` in a month.
    fn gone(&self, flows: &MonthFlows) -> [f64; 3] {
        let past = self.past;
        std::array::from_fn(|which| {
            let inside = &past.inside[which];
            let moved: f64 = past
                .scenario
                .moves
                .iter()
                .zip(&flows.all)
                .filter(|(mv, _)| inside[mv.from] && !inside[mv.to])
                .map(|(_, families)| families)
                .sum();
            let grown: f64 =
                flows.grown.iter().zip(inside).filter(|(_, inside)| **inside).map(|(g, _)| g).sum();
            (moved + grown) * past.size
        })
    }

    fn count(&self, sums: &mut Sums, flows: MonthFlows) {
        let size = self.past.size;
        for (which, starts) in self.past.starts.iter().enumerate() {
            let these = flows.all.iter().zip(starts).filter(|(_, counts)| **counts);
            sums.starts[which] += these.map(|(families, _)| families * size).sum::<f64>();
        }
        let again = flows.recent.iter().zip(&self.past.starts[0]).filter(|(_, counts)| **counts);
        sums.recent += again.map(|(families, _)| families * size).sum::<f64>();
        let [closed, plan, care] = self.gone(&flows);
        sums.closed += closed;
        sums.ends[0] += plan;
        sums.ends[1] += care;
        sums.detail = flows.detail;
    }

    fn given(&self, state: &State, sums: &Sums) -> Given {
        let part = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let repeats = sums.detail.as_ref().map_or(0.0, |detail| {
            let plans = |of: &[f64]| -> f64 {
                let starts = of.iter().zip(&self.past.starts[1]).filter(|(_, counts)| **counts);
                starts.map(|(families, _)| families).sum()
            };
            part(plans(&detail.after_plan), plans(&detail.all))
        });
        Given {
            stocks: self.past.stocks(state),
            starts: sums.starts,
            ends: sums.ends,
            shares: [part(sums.recent, sums.starts[0]), repeats],
            closed: sums.closed,
        }
    }
}

/// What a year is made to follow.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wanted {
    /// Starts `[need, plan, care]`.
    pub starts: [Option<f64>; 3],
    /// Stocks `[need, plan, care]` at the end.
    pub stocks: [Option<f64>; 3],
}

impl From<&Year> for Wanted {
    fn from(year: &Year) -> Self {
        Self { starts: year.starts, stocks: year.stocks }
    }
}

/// Log factors of every year after the first that make the path follow what was seen.
#[derive(Debug, Clone)]
pub struct Followed {
    /// One row a year after the first.
    pub logs: Vec<Logs>,
    /// Log factors of the steady year that it starts from.
    pub level: Logs,
}

/// Rounds of finding the steady year that the first years belong to.
const ROUNDS: usize = 3;

/// Years whose mean rates the steady year has.
const OPENING: usize = 3;

/// Follows the observed starts and stocks of every year.
#[must_use]
pub fn follow(past: &Past, facts: &Facts) -> Followed {
    let shapes = vec![0.0; past.shapes.len()];
    past.with(COARSE, &shapes, |walk| {
        let mut level = [0.0; GROUPS];
        let mut logs = Vec::new();
        for _ in 0..ROUNDS {
            let mut state = walk.first_day(facts, &level);
            let mut now = level;
            let months = 12 * (facts.years.len() as i32 - 1);
            logs = facts.years[1..]
                .iter()
                .enumerate()
                .map(|(place, year)| {
                    let month = 12 * (place as i32 + 1) - months;
                    let (_, mean) = walk.year_following(&mut state, month, &now, &year.into());
                    now = mean;
                    mean
                })
                .collect();
            let opening = &logs[..logs.len().min(OPENING)];
            level = std::array::from_fn(|group| {
                opening.iter().map(|year| year[group]).sum::<f64>() / opening.len().max(1) as f64
            });
        }
        Followed { logs, level }
    })
}
