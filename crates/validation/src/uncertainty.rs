//! B17.7 to B17.11: what is shared between families, people or options; distributions.

use super::report::{CaseReport, Effort, Runs};
use crate::reference::counts::Counts;
use staircase_answers::outcome::split::{Part, VarianceSplit};
use staircase_model::microsimulation::arrivals::Arrivals;
use staircase_numerics::chance::point::{parameter_set, point};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::{saturating, sqrt};
use staircase_scenario::Distribution;
use staircase_scenario::shares::Shares;

const SOURCE: &str = "closed form";
const SEED: u64 = 17;

/// Runs the cases.
pub fn b17_7_to_11(effort: &Effort) -> Vec<CaseReport> {
    vec![
        shared_numbers(effort),
        common_chance(effort),
        shares(effort),
        fitted(effort),
        levels_off(),
    ]
}

/// Mean, variance and five quantiles.
fn compare(case: &mut CaseReport, name: &str, counts: &Counts, expected: (f64, f64, [u32; 5])) {
    let (mean, variance, quantiles) = expected;
    case.exact(format!("{name}: mean"), counts.mean(), mean);
    case.digits(format!("{name}: variance"), counts.variance(), variance, 8);
    for (share, quantile) in [5, 10, 50, 90, 95].iter().zip(quantiles) {
        let found = counts.quantile(f64::from(*share) / 100.0);
        case.exact(
            format!("{name}: {share} in 100 runs at or below"),
            found as f64,
            f64::from(quantile),
        );
    }
}

fn shared_numbers(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B17.7",
        "A number drawn once a run for all: its variance comes on top of the process",
        SOURCE,
    );
    let known = Counts::binomial(200, 0.1);
    let uncertain = Counts::beta_binomial(200, 20.0, 180.0);
    compare(&mut case, "200 children at 0.1", &known, (20.0, 18.0, [13, 15, 20, 26, 27]));
    let total = 35.820_895_522;
    let quantiles = [11, 13, 20, 28, 30];
    compare(&mut case, "200 children at Beta(20, 180)", &uncertain, (20.0, total, quantiles));
    case.digits("at 0.1: 30 children or more", known.at_least(30), 0.016_327, 6);
    case.digits("at Beta(20, 180): 30 children or more", uncertain.at_least(30), 0.065_626, 6);
    let poisson = Counts::poisson(100.0);
    compare(&mut case, "Poisson(100)", &poisson, (100.0, 100.0, [84, 87, 100, 113, 117]));
    let mixed = Counts::gamma_poisson(25.0, 4.0);
    compare(&mut case, "Poisson of Gamma(25, 4)", &mixed, (100.0, 500.0, [66, 72, 99, 129, 139]));

    // The engine's own draws: a number on its points, two chance histories for each,
    // children by keyed chance; and the split of what comes out.
    let shared = Distribution::Beta { mean: 0.1, n: 200.0 };
    let rate = Distribution::Gamma { mean: 100.0, sd: 20.0 };
    let [mut fixed, mut arrivals] = [Runs::default(); 2];
    let mut both = Vec::new();
    for draw in 0..u64::from(effort.runs) {
        let chance = Chance::new(SEED, draw, Purpose::Move);
        let below = |p: f64, month: u32| {
            (0..200).filter(|child| chance.uniform(*child, month) < p).count() as f64
        };
        fixed.add(below(0.1, 1));
        both.push(below(shared.at(point(SEED, parameter_set(draw), 7)), 2));
        let rate = rate.at(point(SEED, draw, 8));
        arrivals.add(Arrivals::new(SEED, draw, 7, 1).of_month(1, rate).count() as f64);
    }
    case.drawn("at 0.1, drawn", &fixed, 20.0, sqrt(18.0));
    case.drawn("Poisson of Gamma(25, 4), drawn", &arrivals, 100.0, sqrt(500.0));
    let split = VarianceSplit::of(&both).unwrap_or_default();
    for (what, Part { variance, error }, expected) in [
        ("all", split.total, total),
        ("part of chance", split.chance, 17.910_447_761),
        ("part of the uncertain number", split.numbers, 17.910_447_761),
    ] {
        let what = format!("at Beta(20, 180), drawn: variance, {what}");
        case.within_error(what, variance, expected, error, effort.runs);
    }
    case
}

fn common_chance(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B17.8",
        "Common random numbers: two options in paired runs, 1000 people at 0.10 and 0.09",
        SOURCE,
    );
    let [mut apart, mut together] = [Runs::default(); 2];
    for draw in 0..u64::from(effort.runs) {
        let chance = Chance::new(SEED, draw, Purpose::Move);
        let below = |p: f64, month: u32| {
            (0..1000).filter(|person| chance.uniform(*person, month) < p).count() as f64
        };
        let base = below(0.10, 3);
        together.add(base - below(0.09, 3));
        apart.add(base - below(0.09, 4));
    }
    let variance = |p: f64| Counts::binomial(1000, p).variance();
    let (independent, shared) = (variance(0.10) + variance(0.09), variance(0.01));
    case.digits("variance of the difference, independent runs", independent, 171.9, 9);
    case.digits("variance of the difference, paired runs", shared, 9.9, 9);
    case.digits("times fewer runs for the same precision", independent / shared, 17.36, 2);
    case.drawn("difference in paired runs, drawn", &together, 10.0, sqrt(shared));
    case.drawn("difference in independent runs, drawn", &apart, 10.0, sqrt(independent));
    case
}

fn shares(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new("B17.9", "Shares counted together (Dirichlet)", SOURCE);
    let Some(shares) = Shares::counted(&[1251.0, 350.0, 116.0, 17.0]) else {
        case.holds("the counts are positive", false);
        return case;
    };
    let mut runs = [Runs::default(); 4];
    for draw in 0..u64::from(effort.runs) {
        let mut stream = Chance::new(SEED, draw, Purpose::Parameter).stream(9, 0);
        let drawn = shares.at(|| stream.uniform());
        runs.iter_mut().zip(drawn).for_each(|(runs, share)| runs.add(share));
    }
    let expected = [
        (0.721_453_29, 0.010_762_26),
        (0.201_845_44, 0.009_636_14),
        (0.066_897_35, 0.005_998_18),
        (0.009_803_92, 0.002_365_43),
    ];
    let found = shares.means_and_spreads();
    for (place, (mean, sd)) in expected.into_iter().enumerate() {
        let name = format!("share {}", place + 1);
        case.digits(format!("{name}: mean"), found[place].0, mean, 8);
        case.digits(format!("{name}: standard deviation"), found[place].1, sd, 8);
        case.drawn(&format!("{name}, drawn"), &runs[place], mean, sd);
    }
    case
}

fn fitted(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new("B17.10", "Distributions from what people can say", SOURCE);
    let lognormal = Distribution::LognormalMean { mean: 1.2, sd: 0.3 };
    let (mu, sigma) = lognormal.log_scale();
    case.digits("log-normal, mean 1.2, sd 0.3: mean of the logarithm", mu, 0.152_009_246, 9);
    case.digits("log-normal, mean 1.2, sd 0.3: sd of the logarithm", sigma, 0.246_220_677, 9);
    let pert = Distribution::Pert { low: 10.0, mode: 15.0, high: 30.0 };
    case.digits("PERT(10, 15, 30): mean", pert.mean(), 16.666_667, 6);
    case.digits("PERT(10, 15, 30): variance", pert.variance(), 12.698_413, 6);
    for (number, name, distribution, mean, variance) in [
        (10, "log-normal, drawn", lognormal, 1.2, 0.09),
        (11, "PERT(10, 15, 30), drawn", pert, 50.0 / 3.0, 800.0 / 63.0),
    ] {
        let mut runs = Runs::default();
        for draw in 0..u64::from(effort.runs) {
            runs.add(distribution.at(point(SEED, draw, number)));
        }
        case.drawn(name, &runs, mean, sqrt(variance));
    }
    case
}

fn levels_off() -> CaseReport {
    let mut case = CaseReport::new(
        "B17.11",
        "A response that levels off at 0.8",
        "closed form, as in Atomica",
    );
    let points = [0.0, 0.5, 1.0, 2.0, 4.0];
    let expected = [0.0, 0.443_679_778, 0.678_626_912, 0.789_291_439, 0.799_927_363];
    for (x, expected) in points.iter().zip(expected) {
        case.digits(format!("at {x}"), saturating(*x, 0.8), expected, 9);
    }
    let steps: Vec<f64> = (0..=200).map(|i| saturating(f64::from(i) / 10.0, 0.8)).collect();
    let gains: Vec<f64> = steps.windows(2).map(|pair| pair[1] - pair[0]).collect();
    case.holds("it never passes its ceiling", steps.iter().all(|y| *y <= 0.8));
    case.holds(
        "no step gains more than the one before",
        gains.windows(2).all(|g| g[1] <= g[0] + 1e-15),
    );
    case
}
