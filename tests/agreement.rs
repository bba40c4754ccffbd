//! Two routes that must agree: the mean of draws and the expected-value path.

mod kit;

use kit::{draws, rotherham};
use staircase_engine::record::Block;
use staircase_engine::simulate::draw::Parameters;

/// With parameters at central values, the mean of the draws agrees with the path
/// for every stock and for its paired difference: `Z = √n (mean − path)/sd` stays
/// in (−3, 3), the rule of the DSMTS suite, with at most 1 in 100 beyond it.
/// Where places bind the path is an approximation, so half a family is allowed on
/// top for queues. Fails if draws and path differ in any hazard, order or clock.
#[test]
fn the_mean_of_draws_is_the_path() {
    let study = rotherham();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let option = study.option("half-as-many-again", None).expect("shipped");
    let plans = study.pair(&option);
    let paths = plans.each_ref().map(|option| study.path(&study.model.plan(option)));
    let n = draws(1000);
    let simulator = study.simulator(11, Parameters::Central);
    let mut sums = vec![[[0.0; 2]; 3]; layout.len()];
    for draw in 0..n {
        let records = simulator.draw(draw, &plans);
        for (place, sum) in sums.iter_mut().enumerate() {
            let (a, b) = (records[0][place], records[1][place]);
            for (slot, value) in sum.iter_mut().zip([a, b, b - a]) {
                slot[0] += value;
                slot[1] += value * value;
            }
        }
    }
    let n = n as f64;
    let (mut tested, mut beyond) = (0, Vec::new());
    for level in 0..layout.levels {
        for month in [1, 6, 12, 24, 36, 60, 90, 120] {
            let place = layout.at(Block::Children, level, month);
            let path = [paths[0][place], paths[1][place], paths[1][place] - paths[0][place]];
            for (side, path) in path.iter().enumerate() {
                let [sum, squares] = sums[place][side];
                let mean = sum / n;
                let variance = (squares - sum * mean) / (n - 1.0);
                let error = (variance / n).max(0.0).sqrt();
                if error == 0.0 {
                    assert!((mean - path).abs() < 1e-6);
                    continue;
                }
                tested += 1;
                let slack = 0.5;
                let z = ((mean - path).abs() - slack).max(0.0) / error;
                if z > 3.0 {
                    let name = &scenario.levels[level].id;
                    beyond.push(format!(
                        "{name} month {month} side {side}: {mean} path {path} z {z}"
                    ));
                }
            }
        }
    }
    assert!(tested > 150, "{tested}");
    assert!(beyond.len() * 100 <= tested, "{beyond:#?}");
}

/// The path with one column a year of births against the exact path with one a
/// month: fails if mixing ages within a year moves any stock by more than 0.4%
/// (0.38% for foster care when this was written; the others a third of that or less).
#[test]
fn yearly_birth_cohorts_are_near_enough_to_monthly_ones() {
    use staircase_engine::expected::path::{Setting, When};
    let study = rotherham();
    let model = &study.model;
    let tables = model.central(true);
    let steady = |width| {
        let setting = Setting::new(&model.scenario, &model.space, &tables, width);
        let plan = model.plan(&model.scenario.options[0]);
        let mut state = setting.unborn_need(-215);
        for month in -215..=0 {
            setting.step(&mut state, When { month, at: 0, projected: false }, &plan);
        }
        state.by_level(&model.space, model.scenario.levels.len())
    };
    for (level, (year, month)) in steady(12).iter().zip(steady(1)).enumerate() {
        let apart = (year / month - 1.0).abs();
        assert!(apart < 0.004, "{}: {apart}", model.scenario.levels[level].id);
    }
}
