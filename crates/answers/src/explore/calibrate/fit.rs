//! The fit: posterior mode of the log factors given what was observed, with a normal (Laplace)
//! approximation of their covariance.
//!
//! Unknowns are the log factor of each group in each year, `v = x + e` (level and chance,
//! [`super::panel`]), and the log of each shape. With `f(v)` the logs that the path gives
//! for what was observed, and `y` their published values,
//!
//! ```text
//! minimise  Σ ((y − f(v)) ÷ s)² + vᵀ·K⁻¹·v + Σ (shape ÷ prior)²
//! step      (Jᵀ·J + K⁻¹ + λ·D)·Δ = Jᵀ·r − K⁻¹·v,   J = f′ ÷ s by differences
//! ```
//!
//! by Levenberg and Marquardt; `s` is how exactly a figure is recorded and `K` what levels,
//! drift and chance allow. The covariance of the unknowns is the inverse of the curvature
//! at the end. The level of the last year is what is left of `v` when chance is taken out: a
//! normal distribution again. The projection goes on with the rates of [`super::anchor`].

use super::anchor::{self, Aim};
use super::facts::{Facts, Year};
use super::groups::{ALL, GROUPS, NEED_IN, NEED_OUT, SHAPES};
use super::panel::{Nation, SPREADS, Track};
use super::past::{COARSE, CohortRun, Followed, Given, Logs, Past};
use nalgebra::{Cholesky, DMatrix, DVector};
use staircase_model::cohort::state::State;
use staircase_model::reference::WINDOW;
use staircase_numerics::maths;
use staircase_scenario::observe::Area;

/// How exactly figures are recorded, as a spread of the log.
mod recorded {
    /// Stocks.
    pub(super) const STOCK: f64 = 0.004;
    /// Starts.
    pub(super) const START: f64 = 0.010;
    /// Plans ending: they balance to within a few children.
    pub(super) const PLAN_END: f64 = 0.015;
    /// Children ceasing to be looked after: only the last time in a year counts.
    pub(super) const CARE_END: f64 = 0.030;
    /// Shares: they count from the previous referral or any earlier plan, the path from
    /// closure, so they are soft evidence.
    pub(super) const SHARE: f64 = 0.15;
    /// What a pandemic year's flows are worth, as a multiple of the spreads above.
    pub(super) const PANDEMIC: f64 = 3.0;
}

/// The pandemic year.
pub const PANDEMIC: i32 = 2021;

/// Departure of the pandemic year that does not stay: standard deviation of the log.
const PANDEMIC_DEPARTURE: f64 = 0.08;

/// Last year in which the recording of need was still settling, and what that adds.
const SETTLING: (i32, f64) = (2016, 0.10);

/// Years at the end whose shares are looked at.
const SHARE_YEARS: usize = 3;

/// Most steps of the fit.
const MOST_STEPS: usize = 8;

/// Nudge of a log factor in the Jacobian.
const NUDGE: f64 = 0.02;

/// What a residual belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Stock: need, plan, care.
    Stock(usize),
    /// Starts: need, plan, care.
    Start(usize),
    /// Ends: plan, care.
    End(usize),
    /// Shares: coming back, repeat plans.
    Share(usize),
}

/// One published number that is fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Place of the year among the fitted ones.
    pub year: usize,
    /// What it is.
    pub kind: Kind,
    /// The number.
    pub value: f64,
    /// How exactly it is recorded, spread of the log.
    pub spread: f64,
}

impl Target {
    fn of(&self, given: &Given) -> f64 {
        let value = match self.kind {
            Kind::Stock(which) => given.stocks[which],
            Kind::Start(which) => given.starts[which],
            Kind::End(which) => given.ends[which],
            Kind::Share(which) => given.shares[which],
        };
        maths::ln(value.max(1e-9))
    }
}

/// A fit and what it rests on.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The path through the past.
    pub past: Past,
    /// The figures.
    pub facts: Facts,
    /// Log factors by year, level and chance together.
    pub logs: Vec<Logs>,
    /// Log factors of the steady year it starts from.
    pub opening: Logs,
    /// Logs of the shapes.
    pub shapes: Vec<f64>,
    /// What the path gives, by year.
    pub given: Vec<Given>,
    /// What was fitted.
    pub targets: Vec<Target>,
    /// Logs of levels in the last year and of shapes: the middle of the posterior.
    pub middle: DVector<f64>,
    /// Covariance of the same.
    pub covariance: DMatrix<f64>,
    /// Log levels by year and group, without chance.
    pub levels: Vec<Logs>,
    /// Log factors that the projection goes on with.
    pub onward: Logs,
    /// Sum of squared residuals, and the part of the prior.
    pub misfit: (f64, f64),
    /// Steps taken.
    pub steps: usize,
}

/// Mean square over mean of family sizes: how much wider chance is because families
/// move whole.
#[must_use]
pub fn together(past: &Past) -> f64 {
    let sizes = &past.scenario.population.family_sizes;
    let moment = |power: i32| -> f64 {
        let of = |n: f64| if power == 2 { n * n } else { n };
        sizes.iter().zip(1_u32..).map(|(share, n)| share * of(f64::from(n))).sum()
    };
    moment(2) / moment(1).max(1e-9)
}

/// Variance of chance, and of what does not stay, in the log factor of a group in a year.
fn chance(past: &Past, before: &Year, year: &Year, group: usize) -> f64 {
    let which = group % 3;
    let number = if group < NEED_OUT {
        year.starts[which]
    } else {
        let change = match (before.stocks[which], year.stocks[which]) {
            (Some(from), Some(to)) => to - from,
            _ => 0.0,
        };
        year.starts[which].map(|starts| (starts - change).max(0.3 * starts))
    };
    let mut variance = number.map_or(0.01, |number| together(past) / number.max(5.0));
    if year.year == PANDEMIC {
        variance += PANDEMIC_DEPARTURE * PANDEMIC_DEPARTURE;
    }
    if year.year <= SETTLING.0 && (group == NEED_IN || group == NEED_OUT) {
        variance += SETTLING.1 * SETTLING.1;
    }
    variance
}

/// Tracks of the six groups, from the factors that follow an area's figures.
#[must_use]
pub fn tracks(past: &Past, facts: &Facts, followed: &Followed) -> Vec<Track> {
    (0..GROUPS)
        .map(|group| Track {
            logs: followed.logs.iter().map(|year| year[group]).collect(),
            chance: facts
                .years
                .windows(2)
                .map(|pair| chance(past, &pair[0], &pair[1], group))
                .collect(),
            level: ALL[group].prior,
        })
        .collect()
}

/// Everything published that is fitted, in order of years.
fn targets(facts: &Facts) -> Vec<Target> {
    let fitted = facts.years.len() - 1;
    let mut targets = Vec::new();
    for (place, year) in facts.years[1..].iter().enumerate() {
        let wide = if year.year == PANDEMIC { recorded::PANDEMIC } else { 1.0 };
        let mut add = |kind, value: Option<f64>, spread| {
            if let Some(value) = value.filter(|value| *value > 0.0) {
                targets.push(Target { year: place, kind, value, spread });
            }
        };
        for which in 0..3 {
            add(Kind::Stock(which), year.stocks[which], recorded::STOCK);
            add(Kind::Start(which), year.starts[which], recorded::START * wide);
        }
        add(Kind::End(0), year.ends[0], recorded::PLAN_END * wide);
        add(Kind::End(1), year.ends[1], recorded::CARE_END * wide);
        if place + SHARE_YEARS >= fitted {
            for which in 0..2 {
                add(Kind::Share(which), year.shares[which], recorded::SHARE);
            }
        }
    }
    targets
}

/// A path through all years from the checkpoints before each.
struct Run {
    given: Vec<Given>,
    /// State before each year, and after the last.
    states: Vec<State>,
}

struct FitContext<'a> {
    past: &'a Past,
    facts: &'a Facts,
    opening: Logs,
}

impl FitContext<'_> {
    fn month(&self, place: usize) -> i32 {
        12 * (place as i32 + 2 - self.facts.years.len() as i32)
    }

    fn detailed(&self, place: usize) -> bool {
        let year = &self.facts.years[place + 1];
        place + 1 + SHARE_YEARS >= self.facts.years.len() && year.shares[1].is_some()
    }

    fn run(&self, walk: &CohortRun<'_>, from: (usize, State), logs: &[Logs], keep: bool) -> Run {
        let (first, mut state) = from;
        let mut run = Run { given: Vec::new(), states: Vec::new() };
        for (place, year) in logs.iter().enumerate().skip(first) {
            if keep {
                run.states.push(state.clone());
            }
            run.given.push(walk.year(&mut state, self.month(place), year, self.detailed(place)));
        }
        run.states.push(state);
        run
    }

    fn whole(&self, width: i32, logs: &[Logs], shapes: &[f64]) -> Run {
        self.past.with(width, shapes, |walk| {
            let start = walk.first_day(self.facts, &self.opening);
            self.run(walk, (0, start), logs, true)
        })
    }
}

/// Fits an area. `own` are its figures as published, which `facts` were made from.
#[must_use]
pub fn fit(past: Past, facts: Facts, followed: &Followed, own: &Area, nation: &Nation) -> Fit {
    let targets = targets(&facts);
    let years = followed.logs.len();
    let mut shapes = vec![0.0; past.shapes.len()];
    let mut logs = followed.logs.clone();
    let tracks = tracks(&past, &facts, followed);
    let covariances: Vec<DMatrix<f64>> =
        tracks.iter().zip(SPREADS).map(|(track, spread)| track.covariance(spread)).collect();
    let unknowns = years * GROUPS + shapes.len();
    let prior = prior(&past, &covariances, years);
    let desk = FitContext { past: &past, facts: &facts, opening: followed.level };

    let vector = |logs: &[Logs], shapes: &[f64]| {
        let all = (0..GROUPS).flat_map(|group| logs.iter().map(move |year| year[group]));
        DVector::from_iterator(unknowns, all.chain(shapes.iter().copied()))
    };
    let residuals = |run: &[Given]| {
        DVector::from_iterator(
            targets.len(),
            targets.iter().map(|it| (maths::ln(it.value) - it.of(&run[it.year])) / it.spread),
        )
    };
    let cost = |r: &DVector<f64>, v: &DVector<f64>| (r.norm_squared(), v.dot(&(&prior * v)));

    let mut run = desk.whole(WINDOW, &logs, &shapes);
    let mut now = vector(&logs, &shapes);
    let mut missed = residuals(&run.given);
    let mut damping = 1e-3;
    let mut steps = 0;
    let slopes = jacobian(&desk, &targets, &logs, &shapes);
    let mut misfit = cost(&missed, &now);
    while steps < MOST_STEPS {
        steps += 1;
        let curvature = slopes.tr_mul(&slopes) + &prior;
        let slope = slopes.tr_mul(&missed) - &prior * &now;
        let mut moved = None;
        for _ in 0..6 {
            let mut damped = curvature.clone();
            for place in 0..unknowns {
                damped[(place, place)] *= 1.0 + damping;
            }
            let Some(step) = Cholesky::new(damped).map(|root| root.solve(&slope)) else { break };
            let next = &now + step.map(|part| part.clamp(-1.0, 1.0));
            let (next_logs, next_shapes) = unpacked(&next, years);
            let next_run = desk.whole(WINDOW, &next_logs, &next_shapes);
            let next_missed = residuals(&next_run.given);
            let next_misfit = cost(&next_missed, &next);
            if next_misfit.0 + next_misfit.1 <= misfit.0 + misfit.1 {
                damping = (damping * 0.1_f64).max(1e-9);
                moved = Some((next, next_logs, next_shapes, next_run, next_missed, next_misfit));
                break;
            }
            damping *= 10.0;
        }
        let Some((next, next_logs, next_shapes, next_run, next_missed, next_misfit)) = moved else {
            break;
        };
        let gain = misfit.0 + misfit.1 - next_misfit.0 - next_misfit.1;
        (now, logs, shapes, run, missed, misfit) =
            (next, next_logs, next_shapes, next_run, next_missed, next_misfit);
        if gain < 0.01 {
            break;
        }
    }
    let curvature = slopes.tr_mul(&slopes) + &prior;
    let covariance = Cholesky::new(curvature)
        .map_or_else(|| DMatrix::identity(unknowns, unknowns), |root| root.inverse());
    let ends = ends(&tracks, &covariances, &now, &covariance, shapes.len());
    let from = std::array::from_fn(|group| ends.middle[group]);
    let onward = anchor::steady(&past, &shapes, &Aim::new(&facts, own, nation), &from);
    Fit {
        logs,
        opening: followed.level,
        shapes,
        given: run.given,
        targets,
        middle: ends.middle,
        covariance: ends.covariance,
        levels: ends.levels,
        onward,
        misfit,
        steps,
        past,
        facts,
    }
}

/// Precision of the prior over all unknowns.
fn prior(past: &Past, covariances: &[DMatrix<f64>], years: usize) -> DMatrix<f64> {
    let unknowns = years * GROUPS + past.shapes.len();
    let mut prior = DMatrix::zeros(unknowns, unknowns);
    for (group, covariance) in covariances.iter().enumerate() {
        if let Some(root) = Cholesky::new(covariance.clone()) {
            let at = group * years;
            prior.view_mut((at, at), (years, years)).copy_from(&root.inverse());
        }
    }
    for (place, shape) in past.shapes.iter().enumerate() {
        let at = years * GROUPS + place;
        let spread = SHAPES[*shape].prior;
        prior[(at, at)] = 1.0 / (spread * spread);
    }
    prior
}

fn unpacked(all: &DVector<f64>, years: usize) -> (Vec<Logs>, Vec<f64>) {
    let logs =
        (0..years).map(|year| std::array::from_fn(|group| all[group * years + year])).collect();
    (logs, all.iter().skip(years * GROUPS).copied().collect())
}

/// Slopes of all targets over their spreads: a factor of one year only changes that year
/// and later ones. They are calculated once, at the factors that follow the figures, in
/// coarse windows: logs of the path are close to linear in logs of rates.
fn jacobian(
    desk: &FitContext<'_>,
    targets: &[Target],
    logs: &[Logs],
    shapes: &[f64],
) -> DMatrix<f64> {
    let run = desk.whole(COARSE, logs, shapes);
    let years = logs.len();
    let unknowns = years * GROUPS + shapes.len();
    let mut slopes = DMatrix::zeros(targets.len(), unknowns);
    let mut column = |at: usize, first: usize, nudged: &[Given]| {
        for (row, target) in targets.iter().enumerate().filter(|(_, it)| it.year >= first) {
            let change =
                target.of(&nudged[target.year - first]) - target.of(&run.given[target.year]);
            slopes[(row, at)] = change / NUDGE / target.spread;
        }
    };
    desk.past.with(COARSE, shapes, |walk| {
        for year in 0..years {
            for group in 0..GROUPS {
                let mut moved = logs.to_vec();
                moved[year][group] += NUDGE;
                let nudged = desk.run(walk, (year, run.states[year].clone()), &moved, false);
                column(group * years + year, year, &nudged.given);
            }
        }
    });
    for shape in 0..shapes.len() {
        let mut moved = shapes.to_vec();
        moved[shape] += NUDGE;
        let nudged = desk.whole(COARSE, logs, &moved);
        column(years * GROUPS + shape, 0, &nudged.given);
    }
    slopes
}

struct Ends {
    middle: DVector<f64>,
    covariance: DMatrix<f64>,
    levels: Vec<Logs>,
}

/// Levels without chance: the joint distribution of those of the last year and the shapes,
/// and the middle of those of every year.
fn ends(
    tracks: &[Track],
    covariances: &[DMatrix<f64>],
    now: &DVector<f64>,
    covariance: &DMatrix<f64>,
    shapes: usize,
) -> Ends {
    let years = tracks.first().map_or(0, |track| track.logs.len());
    let unknowns = now.len();
    let mut onto = DMatrix::zeros(GROUPS + shapes, unknowns);
    let mut left = vec![0.0; GROUPS + shapes];
    let mut levels = vec![[0.0; GROUPS]; years];
    for group in 0..GROUPS {
        let (track, spread) = (&tracks[group], SPREADS[group]);
        let Some(root) = Cholesky::new(covariances[group].clone()) else { continue };
        let own = now.rows(group * years, years).into_owned();
        for year in 0..years {
            let with = DVector::from_fn(years, |other, _| {
                track.level * track.level + spread * spread * other.min(year) as f64
            });
            let weights = root.solve(&with);
            levels[year][group] = weights.dot(&own);
            if year + 1 == years {
                left[group] = (with[year] - weights.dot(&with)).max(0.0);
                for other in 0..years {
                    onto[(group, group * years + other)] = weights[other];
                }
            }
        }
    }
    for shape in 0..shapes {
        onto[(GROUPS + shape, years * GROUPS + shape)] = 1.0;
    }
    let middle = &onto * now;
    let mut joint = &onto * covariance * onto.transpose();
    for (place, left) in left.iter().enumerate() {
        joint[(place, place)] += left;
    }
    Ends { middle, covariance: joint, levels }
}
