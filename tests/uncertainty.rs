//! Uncertain numbers: their points across draws, correlations between them, and
//! chance and ignorance told apart.

mod kit;

use kit::{COUNCIL, changed, rotherham};
use staircase_engine::golden::shipped;
use staircase_engine::maths::{self, normal};
use staircase_engine::scenario::{Files, Scenario};
use staircase_engine::study::Study;

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
        COUNCIL,
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
    refused(&twice, &["correlations[2]", "Two correlations are called"]);
    let all = correlated(CARE, PLANS, 0.9)
        + &correlated(PLANS, ENTRY, 0.9)
        + &correlated(CARE, ENTRY, -0.9);
    refused(&all, &["correlations: ", "cannot all hold at once", CARE, PLANS, ENTRY]);
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
