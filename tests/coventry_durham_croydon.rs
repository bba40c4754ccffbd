//! Coventry 2016, County Durham 2015 and Croydon 2018 against their published figures.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

mod kit;

use kit::from_disk;
use staircase_engine::explore::fit::{published, steady};
use staircase_engine::outcome::answer::Answer;
use staircase_engine::record::Block;
use staircase_engine::scenario::resolved::FitTarget;
use staircase_engine::study::Study;
use std::path::Path;

fn council(name: &str) -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (main, files) = from_disk(&folder.join(format!("{name}.toml")));
    Study::open(&main, &files).unwrap_or_else(|problems| {
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{name}: {}", words.join("\n"))
    })
}

fn measure(study: &Study, id: &str) -> usize {
    study.model.scenario.measures.iter().position(|m| m.id == id).expect("a measure")
}

/// Published stocks on the first day, and children whom each scenario counts apart.
const FIRST_DAYS: [(&str, [f64; 3]); 3] = [
    ("coventry-2016", [579.0, 494.0, 3615.0]),
    ("county-durham-2015", [617.0, 377.0, 3745.0]),
    ("croydon-2018", [772.0, 568.0, 5198.0]),
];

/// The first day is the published day, and a steady year and the first projected year
/// give back the starts that the factors were fitted to. Fails if a stock, a factor or
/// the counting of children beside the model drifts.
#[test]
fn first_days_and_first_years_are_the_published_ones() {
    for (name, stocks) in FIRST_DAYS {
        let study = council(name);
        let model = &study.model;
        let offer = &model.scenario.options[0];
        let answer = study.expected(offer);
        for (id, wanted) in
            ["looked_after", "protection_plan", "children_in_need"].iter().zip(stocks)
        {
            let now = answer.measures[measure(&study, id)].baseline.mean[0];
            assert!((now / wanted - 1.0).abs() < 0.02, "{name}, {id}: {now} against {wanted}");
        }
        let path = study.path(&model.plan(offer));
        for id in ["care_starts", "plan_starts", "need_starts"] {
            let target = FitTarget::Measure(measure(&study, id));
            let wanted = published(&model.scenario, target).expect("published");
            let found = steady(&model.scenario, &model.space, &model.reference, target);
            assert!((found / wanted - 1.0).abs() < 0.02, "{name}, {id}: {found}, {wanted}");
            let flow = model.layout.flow_of(measure(&study, id)).expect("a flow");
            let year: f64 = model.layout.series(&path, Block::Flow, flow)[1..=12].iter().sum();
            assert!((year / wanted - 1.0).abs() < 0.05, "{name}, {id}: {year}, {wanted}");
        }
    }
}

/// Pounds of all years by which the option differs, on the lines of one kind.
fn difference(answer: &Answer, kind: &str) -> f64 {
    answer.costs.iter().find(|line| line.kind == kind).expect("a line").total.difference
}

/// Every option of each scenario runs, changes nothing before it starts, and changes
/// stocks by no more than the evidence can carry: nothing here moves looked-after
/// children by more than 6% in ten years. Fails if an option breaks, acts too early or
/// looks too good.
#[test]
fn every_option_runs_and_effects_are_small() {
    for (name, _) in FIRST_DAYS {
        let study = council(name);
        let care = measure(&study, "looked_after");
        let all = &study.model.scenario.options[1..];
        // A debug build is an order of magnitude slower.
        let some = if cfg!(debug_assertions) { &all[..2] } else { all };
        for option in some {
            let answer = study.expected(option);
            let band = &answer.measures[care];
            let last = band.difference.mean.len() - 1;
            for month in 0..=5 {
                let early = band.difference.mean[month];
                assert_eq!(early, 0.0, "{name}, {}: month {month}", option.id);
            }
            let change = band.difference.mean[last] / band.baseline.mean[last];
            assert!(change.abs() < 0.06, "{name}, {}: {change}", option.id);
            let (spent, avoided) = (difference(&answer, "spent"), -difference(&answer, "avoided"));
            assert!(spent.is_finite() && avoided.is_finite(), "{name}, {}", option.id);
            assert!(avoided <= 0.0 || avoided < spent || spent <= 0.0, "{name}, {}", option.id);
        }
    }
}

/// Payment by results stops in March 2020 while the key workers stay: the line is income
/// before and nothing after. Fails if `results.ends` is not read or not kept to.
#[test]
fn payment_by_results_ends_and_the_cost_stays() {
    for name in ["coventry-2016", "county-durham-2015"] {
        let study = council(name);
        let answer = study.expected(&study.model.scenario.options[0]);
        let line = answer.costs.iter().find(|line| line.name.contains("payment by results"));
        let years = &line.expect("a line of income").years;
        let year =
            |wanted: &str| years.iter().find(|row| row.year == wanted).expect("a year").baseline;
        assert!((-1.3e6..-0.5e6).contains(&year("2019-20")), "{name}: {}", year("2019-20"));
        assert_eq!(year("2020-21"), 0.0, "{name}");
        let key_work = study.model.scenario.programmes.iter().find(|it| it.id == "intensive");
        let key_work = &key_work.expect("key work").name;
        let work = answer.costs.iter().find(|line| line.name == *key_work);
        let work = &work.expect("key work").years;
        let cost =
            |wanted: &str| work.iter().find(|row| row.year == wanted).expect("a year").baseline;
        assert_eq!(cost("2019-20"), cost("2021-22"), "{name}");
    }
}

/// The promise without staff makes a longer queue and helps nobody more; with staff it
/// helps more. Fails if referral creates places, or staff do not fill.
#[test]
fn never_do_nothing_needs_staff() {
    let study = council("county-durham-2015");
    let year = |id: &str| {
        let answer = study.expected(&study.option(id, None).expect("shipped"));
        let programme = answer.support.programmes.iter().find(|it| it.id == "targeted");
        let years = programme.expect("the programme").years.clone();
        years.into_iter().find(|row| row.year == "2019-20").expect("the year")
    };
    let bare = year("never-do-nothing");
    assert!((bare.option.started / bare.baseline.started - 1.0).abs() < 0.02);
    assert!(bare.option.waiting > 3.0 * bare.baseline.waiting + 50.0);
    let staffed = year("never-do-nothing-staffed");
    assert!(staffed.option.started > staffed.baseline.started + 700.0);
    assert!(staffed.option.waiting < bare.option.waiting / 2.0);
}

/// Family Solutions within existing budgets spends nothing more or less in any year, and
/// neither a therapy team nor an edge-of-care team without measured effect shows a gain
/// in care. Fails if a realignment costs or saves, or if no effect turns into one.
#[test]
fn realignment_is_free_and_null_evidence_stays_null() {
    let study = council("croydon-2018");
    for id in ["family-solutions", "family-solutions-more"] {
        let answer = study.expected(&study.option(id, None).expect("shipped"));
        let spent = answer.costs.iter().find(|line| line.kind == "spent").expect("a line");
        for row in &spent.years {
            assert!(row.difference.abs() < 1.0, "{id}, {}: {}", row.year, row.difference);
        }
    }
    for (name, id) in [("coventry-2016", "therapy-ends"), ("croydon-2018", "edge-team-ends")] {
        let study = council(name);
        let answer = study.expected(&study.option(id, None).expect("shipped"));
        let care = &answer.measures[measure(&study, "looked_after")];
        assert!((-1.0..=0.0).contains(&care.difference.mean[120]), "{id}");
        assert!(difference(&answer, "spent") < -2e6, "{id}");
    }
}
