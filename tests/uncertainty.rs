//! Uncertain numbers: their points across draws, correlations between them, and
//! chance and ignorance told apart.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::{COUNCIL, DEFAULTS, changed, rotherham};
use staircase_answers::outcome::band::percentile;
use staircase_answers::outcome::split::{Part, VarianceSplit};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_model::record::lines::{Line, lines};
use staircase_numerics::chance::point::{parameter_set, point};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::{self, beta, gamma, normal};
use staircase_scenario::shipped::shipped;
use staircase_scenario::{Distribution, Files, Scenario};

const CARE: &str = "programmes.intensive.effects[care_entry].ratio";
const PLANS: &str = "programmes.intensive.effects[plan_start].ratio";
const ENTRY: &str = "programmes.intensive.effects[statutory_entry].ratio";

/// The shipped files with something put at the end of the council's.
fn with(extra: &str) -> (&'static str, Files) {
    let (main, mut files) = shipped();
    files.get_mut(COUNCIL).expect("shipped").push_str(extra);
    (main, files)
}

fn correlated(a: &str, b: &str, value: f64) -> String {
    format!(
        "\n[[correlations]]\nbetween = [\"{a}\", \"{b}\"]\nvalue = {value:?}\ngrade = \"assumed\"\n"
    )
}

fn refused(extra: &str, parts: &[&str]) {
    let (main, files) = with(extra);
    let problems = Study::open(main, &files).expect_err("must be refused");
    let text = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

/// Every number that varies, in one parameter draw.
fn values(scenario: &Scenario, draw: u64) -> Vec<f64> {
    let drawn = scenario.sampled(5, draw);
    let effects = drawn.programmes.iter().flat_map(|p| &p.effects);
    let effects = effects.flat_map(|e| [e.ratio.now, e.half_life.now]);
    effects.chain(drawn.unit_costs.iter().map(|c| c.now)).collect()
}

/// Normal scores of a log-normal effect over many draws, and the effect itself.
fn scores(scenario: &Scenario, programme: usize, effect: usize, draws: u64) -> Vec<f64> {
    let number = |scenario: &Scenario| scenario.programmes[programme].effects[effect].ratio.clone();
    let distribution = number(scenario).distribution.expect("it varies");
    let middle = maths::ln(distribution.at(0.5));
    let sd = (maths::ln(distribution.at(normal::below(1.0))) - middle).abs();
    (0..draws)
        .map(|draw| (maths::ln(number(&scenario.sampled(5, draw)).now) - middle) / sd)
        .collect()
}

/// Adding a distribution to one number must change no other number in any draw, and a
/// draw must not depend on how many there are. Fails if values come from a shared stream.
#[test]
fn a_new_uncertain_number_changes_no_other() {
    let before = rotherham();
    let (main, files) = changed(
        DEFAULTS,
        "persistence = { value = 0.7, unit = \"correlation\",",
        "persistence = { value = 0.7, unit = \"correlation\", distribution = { beta = { mean = 0.7, n = 20.0 } },",
    );
    let after = Study::open(main, &files).expect("a good file");
    for draw in [0, 1, 500, 70_000] {
        let (a, b) = (&before.model.scenario, &after.model.scenario);
        assert_eq!(values(a, draw), values(b, draw));
        assert!((b.sampled(5, draw).persistence.now - 0.7).abs() > 1e-9);
    }
}

/// Each number's values over the first 2, 4, … 256 draws lie one in each equal part of
/// its distribution. Fails if sampling does not go through the points.
#[test]
fn values_are_stratified_at_every_power_of_two() {
    let study = rotherham();
    for (programme, effect) in [(0, 0), (1, 0), (1, 1), (1, 2)] {
        let all = scores(&study.model.scenario, programme, effect, 256);
        for size in [2, 4, 16, 64, 256] {
            let mut parts: Vec<usize> =
                all[..size].iter().map(|z| (normal::below(*z) * size as f64) as usize).collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..size).collect::<Vec<_>>());
        }
    }
}

/// Fails if the correlation asked for is not the one drawn, if a number outside the
/// group moves, or if the first of the group does.
#[test]
fn correlated_numbers_move_together_and_others_stay() {
    let plain = rotherham();
    let (main, files) = with(&correlated(CARE, PLANS, -0.9));
    let study = Study::open(main, &files).expect("a good file");
    let (before, after) = (&plain.model.scenario, &study.model.scenario);
    let n = 4096;
    let [care, plans] = [1, 2].map(|effect| scores(after, 1, effect, n));
    let mean = |f: &dyn Fn(usize) -> f64| (0..n as usize).map(f).sum::<f64>() / n as f64;
    assert!((mean(&|d| care[d] * plans[d]) + 0.9).abs() < 0.02);
    assert!(mean(&|d| plans[d]).abs() < 0.03);
    assert!((mean(&|d| plans[d] * plans[d]) - 1.0).abs() < 0.05);
    assert_eq!(scores(before, 1, 0, 64), scores(after, 1, 0, 64));
    let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f64>();
    assert!(apart(&scores(before, 1, 1, 64), &care[..64]) < 1e-9);
    assert!(apart(&scores(before, 1, 2, 64), &plans[..64]) > 1.0);
    assert!(after.register.iter().any(|row| row.label.contains("move together")));
}

/// Each is a problem that names the field; fails if any is taken or mended in silence.
#[test]
fn impossible_correlations_are_refused() {
    refused(&correlated(CARE, PLANS, -1.0), &["correlations[1].value", "-0.999 to 0.999"]);
    refused(
        &correlated(CARE, "programmes.intensive.effects[plan_strat].ratio", 0.5),
        &["correlations[1].between[2]", &format!("Did you mean {PLANS:?}?")],
    );
    refused(
        &correlated("population.children", PLANS, 0.5),
        &["correlations[1].between[1]", "does not vary"],
    );
    refused(&correlated(CARE, CARE, 0.5), &["correlations[1].between", "with itself"]);
    let twice = correlated(CARE, PLANS, 0.5) + &correlated(PLANS, CARE, 0.4);
    refused(&twice, &["correlations[2]", "More than one correlation is called"]);
    let all = correlated(CARE, PLANS, 0.9)
        + &correlated(PLANS, ENTRY, 0.9)
        + &correlated(CARE, ENTRY, -0.9);
    refused(&all, &["correlations: ", "cannot all be met at once", CARE, PLANS, ENTRY]);
    let three = "\n[[correlations]]\nbetween = [\"a\"]\nvalue = 0.1\ngrade = \"claimed\"\n";
    refused(three, &["correlations[1].between", "Give 2", "no source"]);
}

/// A distribution on a number that is never drawn would do nothing; fails if it is taken.
#[test]
fn idle_distributions_are_refused() {
    let (main, files) = changed(
        COUNCIL,
        "staff = { value = 34,",
        "staff = { distribution = { uniform = { low = 30.0, high = 40.0 } }, value = 34,",
    );
    let problems = Study::open(main, &files).expect_err("must be refused");
    let text = problems[0].to_string();
    assert!(text.contains("programmes.intensive.staff.distribution"), "{text}");
    assert!(text.contains("the same in every draw"), "{text}");
}

const PAIRS: u64 = 4096;

/// The estimate is within four Monte Carlo errors of the exact value, and the error is
/// small enough for that to mean something.
#[track_caller]
fn near(part: Part, exact: f64) {
    assert!(part.error < exact * 0.05, "{part:?}");
    assert!((part.variance - exact).abs() < 4.0 * part.error, "{part:?}, exactly {exact}");
}

/// Case B17.7: 200 children whose probability is drawn once for both histories of a
/// pair from Beta(20, 180), each child on its own keyed chance. Exactly 35.8209 in all,
/// half of it chance. Fails if histories share their chance, or pairs not their numbers.
#[test]
fn beta_binomial_splits_in_halves() {
    let distribution = Distribution::Beta { mean: 0.1, n: 200.0 };
    let counts: Vec<f64> = (0..2 * PAIRS)
        .map(|draw| {
            let p = distribution.at(point(17, parameter_set(draw), 1));
            let chance = Chance::new(17, draw, Purpose::Move);
            (0..200).filter(|child| chance.uniform(*child, 1) < p).count() as f64
        })
        .collect();
    let split = VarianceSplit::of(&counts).expect("pairs");
    near(split.total, 35.820_895_522);
    near(split.chance, 17.910_447_761);
    near(split.numbers, 17.910_447_761);
    assert!((split.chance_share - 0.5).abs() < 4.0 * split.share_error);
    assert!(split.share_error < 0.02);
}

/// Case B17.7: Poisson with a mean drawn from Gamma(25, scale 4): 500 in all, 100 of it
/// chance. Fails as above, and if the parts are taken for each other.
#[test]
fn gamma_poisson_is_mostly_ignorance() {
    let distribution = Distribution::Gamma { mean: 100.0, sd: 20.0 };
    let counts: Vec<f64> = (0..2 * PAIRS)
        .map(|draw| {
            let mean = distribution.at(point(18, parameter_set(draw), 1));
            let uniform = Chance::new(18, draw, Purpose::Birth).uniform(0, 1);
            // By halving: the smallest count with at least this much at or below it.
            let (mut low, mut high) = (0.0, 1024.0);
            while high - low > 0.5 {
                let middle = ((low + high) / 2.0_f64).floor();
                if gamma::sides(middle + 1.0, mean).1 >= uniform {
                    high = middle;
                } else {
                    low = middle + 1.0;
                }
            }
            low
        })
        .collect();
    let split = VarianceSplit::of(&counts).expect("pairs");
    near(split.total, 500.0);
    near(split.chance, 100.0);
    near(split.numbers, 400.0);
}

/// Case B17.7, quantiles: exact tails averaged over stratified points of the number.
/// Fails if the points do not stand for the distribution, at either end.
#[test]
fn quantiles_with_chance_and_ignorance() {
    let over = |distribution: &Distribution, tail: &dyn Fn(f64) -> f64| {
        (0..PAIRS).map(|draw| tail(distribution.at(point(19, draw, 1)))).sum::<f64>() / PAIRS as f64
    };
    let p = Distribution::Beta { mean: 0.1, n: 200.0 };
    let at_least = |k: f64| over(&p, &|p| beta::sides(k, 201.0 - k, p).0);
    assert!((at_least(30.0) - 0.065_626).abs() < 2e-5, "{}", at_least(30.0));
    for (share, k) in [(0.05, 11.0), (0.1, 13.0), (0.5, 20.0), (0.9, 28.0), (0.95, 30.0)] {
        assert!(1.0 - at_least(k + 1.0) >= share && 1.0 - at_least(k) < share, "{k}");
    }
    let mean = Distribution::Gamma { mean: 100.0, sd: 20.0 };
    let at_most = |k: f64| over(&mean, &|mean| gamma::sides(k + 1.0, mean).1);
    for (share, k) in [(0.05, 66.0), (0.1, 72.0), (0.5, 99.0), (0.9, 129.0), (0.95, 139.0)] {
        assert!(at_most(k) >= share && at_most(k - 1.0) < share, "{k}");
    }
}

/// Draws 2k and 2k + 1 cost the same for an assessment and have different families;
/// draw 2k + 2 costs something else. Fails if histories share chance, or not numbers.
#[test]
fn two_histories_of_the_engine_share_their_numbers() {
    let study = rotherham();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let simulator = study.simulator(7, Parameters::Sampled);
    let current = &scenario.options[..1];
    let line = lines(scenario).iter().position(|line| matches!(line, Line::Entry(0)));
    let records: Vec<Vec<f64>> =
        [6, 7, 8].map(|draw| simulator.draw(draw, current).remove(0)).into();
    let price = |record: &[f64]| {
        let moves = &scenario.entry_costs[0].moves;
        let children = moves.iter().map(|mv| record[layout.at(Block::MovedChildren, *mv, 0)]);
        let costs = layout.series(record, Block::Cost, line.expect("assessments cost"));
        costs[..13].iter().sum::<f64>() / children.sum::<f64>()
    };
    assert!((price(&records[0]) - price(&records[1])).abs() < 1e-9);
    assert!((price(&records[0]) - price(&records[2])).abs() > 1.0);
    let cases = |record: &[f64]| layout.series(record, Block::Children, 4).to_vec();
    assert!(cases(&records[0])[12..] != cases(&records[1])[12..]);
}

/// With every number at its central value only chance is left: the part of the numbers
/// is within four errors of zero for every level and year. Fails if histories of a pair
/// share any chance.
#[test]
fn without_uncertain_numbers_the_engine_has_chance_alone() {
    let study = rotherham();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let simulator = study.simulator(8, Parameters::Central);
    let current = &scenario.options[..1];
    let records: Vec<Vec<f64>> =
        (0..160).map(|draw| simulator.draw(draw, current).remove(0)).collect();
    for level in 1..layout.levels {
        for month in [12, 36, 60, 120] {
            let place = layout.at(Block::Children, level, month);
            let values: Vec<f64> = records.iter().map(|record| record[place]).collect();
            let split = VarianceSplit::of(&values).expect("pairs");
            assert!(split.chance.variance > 0.0);
            let part = split.numbers;
            assert!(part.variance.abs() < 4.0 * part.error, "{level} {month} {split:?}");
        }
    }
}

/// At central values no body of evidence is drawn: what closing both programmes does lies
/// around the path on the one route, and two histories of a pair have nothing in common.
/// Fails if runs take routes, whose results are four times apart: then most of the variance
/// lies between them.
#[test]
fn draws_at_central_values_take_one_route() {
    let (main, files) = kit::from_disk(std::path::Path::new("scenarios/england-2025.toml"));
    let study = Study::open(&main, &files).expect("it is shipped");
    let pair = study.pair(&study.option("close-both", None).expect("in the file"));
    let layout = &study.model.layout;
    let care: Vec<usize> = study
        .model
        .scenario
        .measures
        .iter()
        .find(|it| it.id == "looked_after")
        .map(|it| it.levels.iter().map(|level| layout.at(Block::Children, *level, 60)).collect())
        .expect("the headline");
    let sum = |record: &[f64]| -> f64 { care.iter().map(|at| record[*at]).sum() };
    let apart = |records: &[Vec<f64>]| sum(&records[1]) - sum(&records[0]);
    let simulator = study.simulator(8, Parameters::Central);
    let n = 96_u32;
    let values: Vec<f64> =
        (0..n).map(|draw| apart(&simulator.draw(u64::from(draw), &pair))).collect();
    let split = VarianceSplit::of(&values).expect("pairs");
    assert!(split.numbers.told().is_none(), "{split:?}");
    let paths = pair.each_ref().map(|option| study.model.plan(option));
    let on_one = apart(&paths.each_ref().map(|plan| study.central_path(plan)));
    let of_all = apart(&paths.each_ref().map(|plan| study.path(plan)));
    let mean = values.iter().sum::<f64>() / f64::from(n);
    let error = maths::sqrt(split.total.variance / f64::from(n));
    assert!((mean - on_one).abs() < 3.5 * error + 1.0, "{mean} for {on_one}, error {error}");
    assert!(of_all > on_one * 1.3, "{of_all} and {on_one}: the test can tell them apart");
}

/// What stands at the centre of every uncertain number of every shipped scenario is the
/// mean of what is drawn, so that path and runs rest on the same number; unit costs among
/// them. Fails if the centre is the value as written, where that is the most likely one or
/// the median, or if a mean is not the mean of its quantiles.
#[test]
fn the_centre_of_every_number_is_the_mean_of_its_draws() {
    let mut varied = 0;
    for (main, study) in kit::every_shipped() {
        let mut scenario = study.model.scenario;
        let n = 1024_u32;
        let mut sums: Vec<f64> = Vec::new();
        for draw in 0..n {
            let mut drawn = scenario.sampled(5, u64::from(draw));
            sums.resize(drawn.uncertain().count(), 0.0);
            sums.iter_mut().zip(drawn.uncertain()).for_each(|(sum, it)| *sum += it.now);
        }
        for (sum, number) in sums.into_iter().zip(scenario.uncertain()) {
            let (mean, spread) = match &number.distribution {
                None => (number.central, 0.0),
                Some(it) => (it.mean(), maths::sqrt(it.variance())),
            };
            varied += u32::from(spread > 0.0);
            assert_eq!(number.central, number.now);
            assert!((number.central - mean).abs() <= 1e-12 * mean.abs(), "{main}: {number:?}");
            // The points are stratified: far nearer than the error of draws at random.
            let off = (sum / f64::from(n) - mean).abs();
            assert!(off <= 0.02 * spread + 1e-9 * mean.abs(), "{main}: {number:?} drew {off} off");
        }
    }
    assert!(varied > 100, "{varied}");
}

/// Fails if a value outside its own distribution is taken, or if the refusal does not say
/// where, what and which range.
#[test]
fn a_value_outside_its_own_distribution_is_refused() {
    let (main, files) = changed(COUNCIL, "cost = { value = 7700,", "cost = { value = 24000,");
    let problems = Study::open(main, &files).expect_err("must be refused");
    let text = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in ["unit_costs[", ".cost.value", "24,000", "its own distribution, 4000 to 11,000"] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

/// Without chance, that part is exactly zero, whatever the numbers. Fails if the two
/// histories of a pair see different numbers in any bit.
#[test]
fn without_chance_the_numbers_are_all_there_is() {
    let study = rotherham();
    let outputs: Vec<f64> = (0..64)
        .map(|draw| values(&study.model.scenario, parameter_set(draw)).iter().sum())
        .collect();
    let split = VarianceSplit::of(&outputs).expect("pairs");
    assert_eq!((split.chance.variance, split.chance_share), (0.0, 0.0));
    assert!(split.numbers.told().is_some_and(|variance| variance > 0.0));
}

/// The range that holds 8 or 95 in 100.
fn widths(mut values: Vec<f64>) -> [f64; 2] {
    values.sort_unstable_by(f64::total_cmp);
    let at = |share| percentile(&values, share);
    [at(0.9) - at(0.1), at(0.975) - at(0.025)]
}

/// Case B18.14: a wider input never narrows an output. On the count of case B17.7, with
/// its number worth ever fewer observations. Fails if spread is lost between points,
/// quantiles and percentiles.
#[test]
fn a_less_certain_number_never_narrows_a_count() {
    let mut last = [0.0; 2];
    for n in [1e6, 2000.0, 800.0, 200.0, 50.0, 10.0] {
        let distribution = Distribution::Beta { mean: 0.1, n };
        let counts = (0..2048).map(|draw| {
            let p = distribution.at(point(23, parameter_set(draw), 1));
            let chance = Chance::new(23, draw, Purpose::Move);
            (0..200).filter(|child| chance.uniform(*child, 1) < p).count() as f64
        });
        let wide = widths(counts.collect());
        assert!(wide.iter().zip(&last).all(|(wide, last)| wide >= last), "{n} {wide:?} {last:?}");
        last = wide;
    }
    assert!(last[0] > 40.0, "{last:?}");
}

/// Case B18.14 in the engine: the cost of children in need over a year, with their unit
/// cost ever less certain about the same mean. Fails if a distribution is not used.
#[test]
fn a_less_certain_unit_cost_never_narrows_the_cost() {
    let mut last = [0.0; 2];
    for half in [1.0, 500.0, 1500.0, 3000.0, 6000.0] {
        let (main, files) = changed(
            COUNCIL,
            "pert = { low = 4000, mode = 7700, high = 11000 }",
            &format!("uniform = {{ low = {:?}, high = {:?} }}", 7700.0 - half, 7700.0 + half),
        );
        let study = Study::open(main, &files).expect("a good file");
        let (layout, scenario) = (&study.model.layout, &study.model.scenario);
        let level = scenario.levels.iter().position(|level| level.id == "child_in_need");
        let line = lines(scenario)
            .iter()
            .position(|line| matches!(line, Line::Level(it) if Some(*it) == level))
            .expect("it costs");
        let simulator = study.simulator(9, Parameters::Sampled);
        let current = &scenario.options[..1];
        let costs = (0..24).map(|draw| {
            let record = simulator.draw(draw, current).remove(0);
            layout.series(&record, Block::Cost, line)[..13].iter().sum()
        });
        let wide = widths(costs.collect());
        assert!(wide.iter().zip(&last).all(|(wide, last)| wide > last), "{half} {wide:?} {last:?}");
        last = wide;
    }
}
