//! Every council that ships: its own published figures come back, every number says
//! where it is from, every option runs and claims no more than its evidence.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit::from_disk;
use staircase_answers::explore::fit::{published, steady};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::money::LineKind;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_scenario::Grade;
use staircase_scenario::resolved::FitTarget;
use std::path::Path;

/// Scenarios of real councils, on shared defaults.
const COUNCILS: [&str; 5] = [
    "buckinghamshire-2017",
    "coventry-2016",
    "county-durham-2015",
    "croydon-2018",
    "rotherham-2019",
];

/// The six series that are published for every council.
const SERIES: [&str; 6] = [
    "looked_after",
    "protection_plan",
    "children_in_need",
    "care_starts",
    "plan_starts",
    "need_starts",
];

#[track_caller]
fn open(name: &str) -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (main, files) = from_disk(&folder.join(format!("{name}.toml")));
    Study::open(&main, &files).unwrap_or_else(|problems| {
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{name}:\n{}", words.join("\n"))
    })
}

fn measure(study: &Study, id: &str) -> usize {
    study.model.scenario.measures.iter().position(|m| m.id == id).expect("a measure")
}

/// Pounds of all years by which the option differs, on the lines of one kind.
fn difference(answer: &Answer, kind: LineKind) -> f64 {
    answer.costs.iter().find(|line| line.kind == kind).expect("a line").total.difference
}

/// Stocks of the first day within 2% of the published ones and starts of the first
/// projected year within 5%. Fails if factors were not fitted to what the file says.
#[test]
fn the_first_year_is_the_published_one() {
    for name in COUNCILS {
        let study = open(name);
        let (model, layout) = (&study.model, &study.model.layout);
        let answer = study.expected(&model.scenario.options[0]);
        let path = study.path(&model.plan(&model.scenario.options[0]));
        let year = model.scenario.calendar.start.year;
        for id in SERIES {
            let place = measure(&study, id);
            let (found, wanted, tolerance) = match layout.flow_of(place) {
                Some(flow) => {
                    let target = FitTarget::Measure(place);
                    let wanted = published(&model.scenario, target).expect("published");
                    let steady = steady(&model.scenario, &model.space, &model.reference, target);
                    assert!((steady / wanted - 1.0).abs() < 0.02, "{name} {id}: {steady}");
                    (layout.series(&path, Block::Flow, flow)[1..=12].iter().sum(), wanted, 0.05)
                }
                None => {
                    let series = model.scenario.observed.iter().find(|it| it.measure == place);
                    let on_the_day =
                        series.and_then(|it| it.points.iter().find(|point| point.0 == year));
                    let wanted = on_the_day.expect("the first day is published").1;
                    (answer.measures[place].baseline.mean[0], wanted, 0.02)
                }
            };
            assert!((found / wanted - 1.0).abs() < tolerance, "{name} {id}: {found} of {wanted}");
        }
    }
}

/// A scenario opens with the question of its report, shows what came later, and has a
/// source for every number that is not marked assumed.
#[test]
fn every_number_says_where_it_is_from() {
    for name in COUNCILS {
        let study = open(name);
        let scenario = &study.model.scenario;
        assert!(scenario.about.question.ends_with('?'), "{name}");
        for id in SERIES {
            let place = measure(&study, id);
            let series = scenario.observed.iter().find(|it| it.measure == place).expect(id);
            assert!(series.points.iter().any(|point| point.0 == 2025), "{name} {id}");
        }
        for row in &scenario.register {
            let sourced = row.source != "assumption" && row.source.len() > 3;
            assert!(sourced || row.grade == Grade::Assumed, "{name}: {}", row.path);
        }
        assert!(scenario.limits.len() > 8, "{name}");
        for option in scenario.options.iter().flat_map(|option| &option.changes) {
            assert!(option.source.len() > 20, "{name}: {}", option.words);
        }
    }
}

/// Every option runs on the path, changes nothing before its first month, and moves
/// looked-after children by no more than the evidence can carry: 6% in ten years. Its twin,
/// in which support changes nothing, is there whether it is in the file or not; that of the
/// first option spends the same, but for what is paid by results, and avoids nothing at all.
/// Fails if an option breaks, acts too early or looks too good.
#[test]
fn every_option_and_its_twin_run() {
    for name in COUNCILS {
        let study = open(name);
        let care = measure(&study, "looked_after");
        let all = &study.model.scenario.options[1..];
        for (place, option) in all.iter().enumerate().filter(|(_, it)| !it.null_effect) {
            let answer = study.expected(option);
            let band = &answer.measures[care];
            let first = option.changes.iter().map(|change| change.start).min().expect("a change");
            let early = &band.difference.mean[..first];
            assert!(early.iter().all(|it| *it == 0.0), "{} {first} {early:?}", option.id);
            let last = band.difference.mean.len() - 1;
            let change = band.difference.mean[last] / band.baseline.mean[last];
            assert!(change.abs() < 0.06, "{name}, {}: {change}", option.id);
            let (spent, avoided) =
                (difference(&answer, LineKind::Spent), -difference(&answer, LineKind::Avoided));
            assert!(spent.is_finite() && avoided.is_finite(), "{name}, {}", option.id);
            assert!(avoided <= 0.0 || avoided < spent || spent <= 0.0, "{name}, {}", option.id);

            let twin = study.option(&format!("{}-null", option.id), None).expect("a twin");
            assert!(twin.null_effect && twin.changes == option.changes, "{name} {}", option.id);
            if place > 0 {
                continue;
            }
            let without = study.expected(&twin);
            assert_eq!(difference(&without, LineKind::Avoided), 0.0, "{name} {}", option.id);
            assert!(without.measures[care].difference.mean.iter().all(|it| *it == 0.0));
            let other = difference(&without, LineKind::Spent);
            let slack = 1.0 + 0.02 * spent.abs();
            assert!((spent - other).abs() < slack, "{} {spent} {other}", option.id);
        }
        assert!(study.option("no-such-option-null", None).is_err());
    }
}

/// Each of Buckinghamshire's options takes £3.3m a year out for nine years; none of
/// them makes fewer children looked after on the path than the offer that it cuts.
#[test]
fn buckinghamshire_takes_out_what_its_report_says() {
    let study = open("buckinghamshire-2017");
    let care = measure(&study, "looked_after");
    for option in &study.model.scenario.options[1..] {
        let answer = study.expected(option);
        let taken = -difference(&answer, LineKind::Spent) / 9.0;
        assert!((taken / 3.3e6 - 1.0).abs() < 0.005, "{}: {taken}", option.id);
        let change = answer.measures[care].difference.mean[60];
        assert!((0.0..10.0).contains(&change), "{}: {change}", option.id);
    }
}

/// Business support is management and support posts: £850,000 a year go and nothing
/// changes for families, to the last bit.
#[test]
fn rotherhams_business_support_touches_no_family() {
    let study = open("rotherham-2019");
    let answer = study.expected(&study.option("business-support", None).expect("shipped"));
    assert!(
        (difference(&answer, LineKind::Spent) + 8.5e6).abs() < 1.0,
        "{}",
        difference(&answer, LineKind::Spent)
    );
    for measure in &answer.measures {
        assert!(measure.difference.mean.iter().all(|it| *it == 0.0), "{}", measure.id);
    }
}

/// No option shows a change of looked-after children whose range over draws leaves zero
/// out: the evidence of none of them supports it. Forty draws of each.
#[test]
#[ignore = "slow: thousands of runs"]
fn no_option_claims_more_than_its_evidence() {
    const DRAWS: u64 = 40;
    for name in COUNCILS {
        let study = open(name);
        let (model, layout) = (&study.model, &study.model.layout);
        let levels = &model.scenario.measures[measure(&study, "looked_after")].levels;
        let options: Vec<_> =
            model.scenario.options.iter().filter(|it| !it.null_effect).cloned().collect();
        let simulator = study.simulator(1, Parameters::Sampled);
        let mut differences = vec![Vec::new(); options.len()];
        for draw in 0..DRAWS {
            let records = simulator.draw(draw, &options);
            let held = |record: &[f64]| -> f64 {
                let at = |level: &usize| layout.series(record, Block::Children, *level)[60];
                levels.iter().map(at).sum()
            };
            for (place, record) in records.iter().enumerate() {
                differences[place].push(held(record) - held(&records[0]));
            }
        }
        for (option, found) in options.iter().zip(&mut differences) {
            found.sort_by(f64::total_cmp);
            let tenth = found.len() / 10;
            let (low, high) = (found[tenth], found[found.len() - 1 - tenth]);
            assert!(low <= 0.0 && high >= 0.0, "{name} {}: {low} to {high}", option.id);
        }
    }
}

/// Payment by results stops in March 2020 while the key workers stay: the line is income
/// before and nothing after. Fails if `results.ends` is not read or not kept to.
#[test]
fn payment_by_results_ends_and_the_cost_stays() {
    for name in ["coventry-2016", "county-durham-2015"] {
        let study = open(name);
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
    let study = open("county-durham-2015");
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
    let study = open("croydon-2018");
    for id in ["family-solutions", "family-solutions-more"] {
        let answer = study.expected(&study.option(id, None).expect("shipped"));
        let spent = answer.costs.iter().find(|line| line.kind == LineKind::Spent).expect("a line");
        for row in &spent.years {
            assert!(row.difference.abs() < 1.0, "{id}, {}: {}", row.year, row.difference);
        }
    }
    for (name, id) in [("coventry-2016", "therapy-ends"), ("croydon-2018", "edge-team-ends")] {
        let study = open(name);
        let answer = study.expected(&study.option(id, None).expect("shipped"));
        let care = &answer.measures[measure(&study, "looked_after")];
        assert!((-1.0..=0.0).contains(&care.difference.mean[120]), "{id}");
        assert!(difference(&answer, LineKind::Spent) < -2e6, "{id}");
    }
}
