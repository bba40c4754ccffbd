//! Places that are not whole numbers of families.

use crate::kit::random::sketch;
use crate::kit::sketch::{MAIN, Sketch};
use crate::kit::{OPTIONS, changed};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_reporting::told::Tell;

/// A small place whose first programme has so many places, far fewer than families want.
fn with_places(open: f64) -> Study {
    let wanted = |sketch: &Sketch| {
        let served = sketch.programmes.first().map(|it| it.levels.clone()).unwrap_or_default();
        let stock = |level: &String| sketch.levels.iter().find(|it| it.id == *level);
        served.iter().filter_map(stock).map(|level| level.stock).sum::<f64>() > 150.0
    };
    let mut found = (0..24).map(sketch).find(wanted).expect("one of the sketches");
    found.months = 24;
    let programme = &mut found.programmes[0];
    (programme.staff, programme.caseload) = (open / 2.0, 2.0);
    (programme.length, programme.referral) = (8.0, 1.0);
    Study::open(MAIN, &found.files()).unwrap_or_else(|problems| {
        panic!("{:?}", problems.iter().map(ToString::to_string).collect::<Vec<_>>())
    })
}

/// Over draws the mean of families supported is the places there are, from the first
/// month on, and the path has the same. Fails if places are rounded to the nearest whole
/// family (5 for 5.454, none for 0.109), drawn anew each month (too many, as a family keeps
/// its place), or held on from a first day with more families than places.
#[test]
fn the_mean_supported_is_the_places_open() {
    for open in [5.454, 0.109] {
        let study = with_places(open);
        let layout = &study.model.layout;
        let baseline = &study.model.scenario.options[..1];
        let path = study.path(&study.model.plan(&baseline[0]));
        let simulator = study.simulator(7, Parameters::Central);
        let n = 2000_u32;
        let records: Vec<Vec<f64>> =
            (0..n).map(|draw| simulator.draw(u64::from(draw), baseline).remove(0)).collect();
        let part: f64 = open.fract();
        let error = (part * (1.0 - part) / f64::from(n)).sqrt();
        for month in [1, 2, 6, 12, 24] {
            let at = layout.at(Block::Supported, 0, month);
            let mean = records.iter().map(|record| record[at]).sum::<f64>() / f64::from(n);
            assert!((path[at] - open).abs() < 1e-6, "{open} month {month}: path {}", path[at]);
            assert!((mean - open).abs() < 3.5 * error, "{open} month {month}: {mean}");
            let whole = |record: &Vec<f64>| {
                [open.floor(), open.ceil()].iter().any(|held| (held - record[at]).abs() < 0.5)
            };
            assert!(records.iter().all(whole), "{open} month {month}");
        }
    }
}

/// Fails if a programme below one place passes without a warning, or one above it with one.
#[test]
fn a_programme_below_one_place_is_warned_of() {
    // 60% of a team's places are open to those it is for.
    let warned = |places: &str, option: &str| {
        let to = format!("places = {{ value = {places},");
        let (main, files) = changed(OPTIONS, "places = { value = 8.95,", &to);
        let study = Study::open(main, &files).expect("a small programme is allowed");
        let option = study.option(option, None).expect("shipped");
        let words = study.expected(&option).tell(&study.model, &option).words;
        words.warnings.into_iter().find(|it| it.contains("of a place"))
    };
    let found = warned("0.182", "edge-of-care-team").expect("a warning");
    assert!(found.contains("0.109 of a place") && found.contains("11 runs in 100"), "{found}");
    assert!(found.contains("full cost"), "{found}");
    assert_eq!(warned("1.7", "edge-of-care-team"), None);
    assert_eq!(warned("0.182", "current-offer"), None, "it does not run there");
}
