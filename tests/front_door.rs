//! The front door: nothing without a capacity, waiting and drop-outs with one.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::{COUNCIL, shipped_with};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::{Block, DoorItem, PopulationFlows};
use staircase_scenario::Grade;
use staircase_scenario::resolved::{Adjust, Change, DoorLever, PolicyOption, Target};

/// Families that pass the door of Rotherham in a month: about 2,200 children a year
/// at 2.235 a family.
const PASSING: f64 = 82.0;

/// Rotherham with a front door of these keys.
fn with_door(keys: &str) -> Study {
    let door = format!("\n[front_door]\ntags = [\"statutory_entry\"]\n{keys}");
    shipped_with(COUNCIL, &door)
}

fn figure(key: &str, value: f64, unit: &str) -> String {
    format!("{key} = {{ value = {value}, unit = \"{unit}\", grade = \"assumed\" }}\n")
}

/// Assessments at a time, two months long, with these shares of the load.
fn assessing(places: f64) -> String {
    [
        figure("assessments", places, "assessments"),
        figure("assessment_length", 1.5, "months"),
        figure("not_in_need", 20.0, "assessments a month"),
        figure("urgent", 0.2, "share"),
        figure("drop_out", 2.0, "per year"),
        figure("misrouted", 0.1, "share"),
        figure("bounce", 3.0, "months"),
        figure("partner_held", 0.0, "share"),
    ]
    .concat()
}

fn baseline(study: &Study) -> PolicyOption {
    study.model.scenario.options[0].clone()
}

/// Sum of an item of the door over months.
fn sum(study: &Study, record: &[f64], item: DoorItem, months: std::ops::Range<usize>) -> f64 {
    study.model.layout.series(record, Block::Door, item as usize)[months].iter().sum()
}

/// A door without a capacity changes nothing, to the last bit, in draws and path.
#[test]
fn without_a_capacity_it_never_binds() {
    let (open, none) =
        (with_door(&figure("contacts_below", 900.0, "contacts a month")), kit::rotherham());
    let layout = (&open.model.layout, &none.model.layout);
    let records = [&open, &none].map(|study| {
        let option = study.option("half-as-many-again", None).expect("shipped");
        let mut records = study.simulator(3, Parameters::Sampled).draw(2, &study.pair(&option));
        records.push(study.path(&study.model.plan(&option)));
        records
    });
    for (a, b) in records[0].iter().zip(&records[1]) {
        for level in 0..layout.0.levels {
            let with = layout.0.series(a, Block::Children, level);
            assert_eq!(with, layout.1.series(b, Block::Children, level));
        }
    }
}

/// With places for half of the load families wait, give up and are turned away, fewer
/// enter, nobody is lost, and the path's line is as long as the draws'. Fails if a
/// family that waits is counted twice, or if the path lets more through than there
/// is room for.
#[test]
fn a_tight_door_makes_families_wait() {
    let load = 1.5 * (PASSING + 20.0);
    let study = with_door(&assessing(load / 2.0));
    let layout = &study.model.layout;
    let n = 40_u64;
    let (mut waiting, mut passed, mut gave_up, mut away) = (0.0, 0.0, 0.0, 0.0);
    for draw in 0..n {
        let record = &study.simulator(9, Parameters::Central).draw(draw, &[baseline(&study)])[0];
        waiting += layout.series(record, Block::Door, DoorItem::Waiting as usize)[48] / n as f64;
        passed += sum(&study, record, DoorItem::Passed, 37..49) / n as f64;
        gave_up += sum(&study, record, DoorItem::GaveUp, 37..49) / n as f64;
        away += sum(&study, record, DoorItem::TurnedAway, 37..49) / n as f64;
        for month in 1..=layout.months {
            let children = |month| -> f64 {
                (0..layout.levels).map(|l| record[layout.at(Block::Children, l, month)]).sum()
            };
            let turned = |item: PopulationFlows| {
                record[layout.at(Block::PopulationFlows, item as usize, month)]
            };
            let change =
                turned(PopulationFlows::BornChildren) - turned(PopulationFlows::GrownChildren);
            assert!((children(month) - children(month - 1) - change).abs() < 1e-6);
        }
    }
    let room = 12.0 * load / 2.0 / 1.5 * PASSING / (PASSING + 20.0) * 0.9;
    assert!((0.85..1.1).contains(&(passed / room)), "{passed} passed, room for {room}");
    assert!(waiting > 50.0 && gave_up > 100.0 && away > 10.0, "{waiting} {gave_up} {away}");
    let path = study.path(&study.model.plan(&baseline(&study)));
    let line = layout.series(&path, Block::Door, DoorItem::Waiting as usize)[48];
    assert!((0.6..1.7).contains(&(line / waiting)), "path {line}, draws {waiting}");
    let free = study_passed(&with_door(&assessing(1e5)));
    assert!(passed < 0.75 * free, "{passed} of {free}");
}

/// Families that pass in the fourth year of one draw.
fn study_passed(study: &Study) -> f64 {
    let record = &study.simulator(9, Parameters::Central).draw(0, &[baseline(study)])[0];
    sum(study, record, DoorItem::Passed, 37..49)
}

/// Ample places: next to nobody waits, and as many pass as without a door, but for
/// those first turned away. Fails if the lines themselves lose anyone.
#[test]
fn an_ample_door_lets_nearly_everyone_through() {
    let study = with_door(&assessing(1e5));
    let layout = &study.model.layout;
    let record = &study.simulator(9, Parameters::Central).draw(1, &[baseline(&study)])[0];
    assert!(layout.series(record, Block::Door, 0).iter().all(|waiting| *waiting < 1.0));
    let passed = sum(&study, record, DoorItem::Passed, 13..121) / 108.0;
    assert!((passed / PASSING - 1.0).abs() < 0.15, "{passed} a month");
    assert_eq!(sum(&study, record, DoorItem::GaveUp, 1..121), 0.0);
}

/// More assessors is an option like any other: it shortens the line. Urgent families
/// and null-effect worlds keep pairs exact: no change, no difference.
#[test]
fn an_option_can_widen_the_door() {
    let load = 1.5 * (PASSING + 20.0);
    let study = with_door(&assessing(load * 0.8));
    let layout = &study.model.layout;
    let change = Change {
        target: Target::Door(DoorLever::Assessments, Adjust::Scale(2.0)),
        start: 25,
        until: usize::MAX,
        ramp: 0.0,
        paid_by: None,
        words: "twice the assessors".to_owned(),
        source: "test".to_owned(),
        references: Vec::new(),
        grade: Grade::Assumed,
    };
    let wider = PolicyOption { id: "wider".to_owned(), changes: vec![change], ..baseline(&study) };
    let records = study.simulator(2, Parameters::Central).draw(0, &[baseline(&study), wider]);
    let line = |side: usize| layout.series(&records[side], Block::Door, 0);
    assert_eq!(line(0)[..25], line(1)[..25]);
    assert!(line(1)[48] < 0.3 * line(0)[48], "{} {}", line(1)[48], line(0)[48]);
}

/// Screening alone can bind too; contacts from below the threshold take its time.
/// Fails if such contacts are free.
#[test]
fn contacts_below_the_threshold_fill_screening() {
    let keys = |below: f64| {
        figure("screening", PASSING * 4.0, "contacts a month")
            + &figure("contacts_below", below, "contacts a month")
    };
    let passed = |below: f64| study_passed(&with_door(&keys(below)));
    let (few, many) = (passed(PASSING), passed(PASSING * 7.0));
    // Half of those who come can be seen; some families no longer want it by then.
    assert!((0.3..0.6).contains(&(many / few)), "{many} against {few}");
}
