//! Two routes that must agree: the mean of draws and the expected-value path.

use crate::kit::{from_disk, holds, rotherham};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::{Block, PopulationFlows};
use std::path::Path;

/// With parameters at central values, the mean of the draws agrees with the path
/// for every stock and for its paired difference: `Z = √n (mean − path)/sd` stays
/// in (−3, 3), the rule of the DSMTS suite, with at most 1 in 100 beyond it.
/// Where places bind the path is an approximation, so half a family is allowed on
/// top for queues. Fails if draws and path differ in any hazard, order or clock.
#[test]
#[ignore = "slow: thousands of runs"]
fn the_mean_of_draws_is_the_path() {
    let study = rotherham();
    let option = study.option("half-as-many-again", None).expect("shipped");
    let months = [1, 6, 12, 24, 36, 60, 90, 120];
    let found = holds::agreement(&study, &option, (11, 1000), &months, |_| 0.5);
    assert!(found.tested > 150, "{}", found.tested);
    assert!(found.beyond.len() * 100 <= found.tested, "{:#?}", found.beyond);
}

/// Where statutory cases stay open to 21, nobody leaves them at 18, and who steps down
/// after 18 leaves at once. Fails if a draw looks at a coming of age by the level of the
/// first day: then grown-up families stand on lower steps, which the path does not have.
#[test]
fn each_level_is_left_at_its_own_age() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (main, mut files) = from_disk(&root.join("tests/data/three-levels.toml"));
    let name = files.keys().find(|name| name.contains("frameworks/")).expect("one").clone();
    let text = files.get_mut(&name).expect("one");
    *text = text.replace("kind = \"statutory\"", "kind = \"statutory\"\nleaves_at_months = 252");
    let study = Study::open(&main, &files).expect("the changed framework is good");
    assert_eq!(study.model.scenario.levels.last().map(|level| level.leaves_at), Some(252));
    let (layout, baseline) = (&study.model.layout, &study.model.scenario.options[..1]);
    let grown = |record: &[f64]| -> f64 {
        layout.series(record, Block::PopulationFlows, PopulationFlows::GrownChildren as usize)
            [1..=24]
            .iter()
            .sum()
    };
    let path = grown(&study.path(&study.model.plan(&baseline[0])));
    let simulator = study.simulator(3, Parameters::Central);
    let draws: f64 = (0..20).map(|draw| grown(&simulator.draw(draw, baseline)[0])).sum();
    let apart = draws / 20.0 / path - 1.0;
    // 0.3% when this was written: the path's columns of a year of births. With the fault it
    // was 0.5% below.
    assert!((-0.002..0.005).contains(&apart), "{apart}");
}

/// The path with one column a year of births against the exact path with one a
/// month: fails if mixing ages within a year moves any stock by more than 0.4%
/// (0.38% for foster care when this was written; the others a third of that or less).
#[test]
fn yearly_birth_cohorts_are_near_enough_to_monthly_ones() {
    use staircase_model::cohort::path;
    use staircase_model::cohort::setting::{CohortInputs, When};
    let study = rotherham();
    let model = &study.model;
    let tables = model.central(true);
    let steady = |width| {
        let setting = CohortInputs::new(&model.scenario, &model.space, &tables, width);
        let plan = model.plan(&model.scenario.options[0]);
        let mut state = setting.unborn_need(-215);
        for month in -215..=0 {
            path::step(&setting, &mut state, When { month, at: 0, projected: false }, &plan);
        }
        state.by_level(&model.space, model.scenario.levels.len())
    };
    for (level, (year, month)) in steady(12).iter().zip(steady(1)).enumerate() {
        let apart = (year / month - 1.0).abs();
        assert!(apart < 0.004, "{}: {apart}", model.scenario.levels[level].id);
    }
}
