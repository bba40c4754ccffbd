//! The one-way look: one uncertain number at a time.

use crate::kit::rotherham;
use staircase_answers::explore::tornado::{Tornado, tornado};

/// The middle of the look is the preview of the page. Fails if the look goes another way
/// about routes, plans or charges than the answer does.
#[test]
fn the_middle_is_the_preview() {
    let study = rotherham();
    let option = study.option("half-as-many-again", None).expect("an option");
    let look = Tornado::new(&study.model, &option);
    let net = study.expected(&option).costs.pop().expect("the net is last").total.difference;
    assert!((look.central.pounds - net).abs() < 1.0, "{} against {net}", look.central.pounds);
    assert_eq!(look.central, study.contributions(&option).together);
}

/// Every number that draws sample has a row, tried at the ends of its own distribution
/// and around its place in the register; rows come widest first.
#[test]
fn every_sampled_number_is_tried_at_both_ends() {
    let study = rotherham();
    let option = study.option("half-as-many-again", None).expect("an option");
    let look = Tornado::new(&study.model, &option);
    let sampled = study.model.scenario.register.iter().filter(|row| row.distribution.is_some());
    assert_eq!(look.len(), sampled.count());
    let (central, rows) = tornado(&study.model, &option);
    assert!(rows.len() > 10, "{}", rows.len());
    for row in &rows {
        assert!(row.tried[0] < row.tried[1], "{}: {:?}", row.label, row.tried);
        let known = study.model.scenario.register.iter().find(|it| it.path == row.path);
        let quantiles = &known.expect("in the register").quantiles;
        assert!((quantiles[2] - row.tried[0]).abs() <= 1e-9 * row.tried[0].abs(), "{}", row.label);
        assert!(row.at.iter().any(|at| *at != central), "{} moves nothing", row.label);
    }
    assert!(rows.windows(2).all(|two| two[0].swing() >= two[1].swing()));
}

/// Where support changes nothing, effects cannot matter, however uncertain they are.
#[test]
fn effects_are_idle_in_a_null_effect_world() {
    let study = rotherham();
    let option = study.option("half-as-many-again-null", None).expect("an option");
    let (_, rows) = tornado(&study.model, &option);
    assert!(rows.iter().all(|row| !row.path.contains(".effects[")), "an effect moves the result");
}
