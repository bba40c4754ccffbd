//! What must hold in every draw, exactly.

// Exact equality is what these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit::{from_disk, holds, rotherham};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_scenario::resolved::PolicyOption;
use std::path::Path;

/// Families and children of every month: what was there, plus births, less
/// eighteenth birthdays. Fails if a move loses or doubles anyone.
#[test]
fn families_and_children_are_conserved_every_month() {
    let study = rotherham();
    let layout = &study.model.layout;
    let options = &study.model.scenario.options;
    let mut records = study.simulator(5, Parameters::Sampled).draw(3, options);
    records.extend(options.iter().map(|option| study.path(&study.model.plan(option))));
    for record in &records {
        holds::conserved(layout, record);
        holds::families_conserved(layout, record);
    }
}

/// Stock at a level changes by exactly what moved in and out.
#[test]
fn every_move_is_counted_once() {
    let study = rotherham();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    for record in study.simulator(9, Parameters::Sampled).draw(1, &scenario.options[3..4]) {
        for level in 0..layout.levels {
            if level == 0 {
                continue; // births and birthdays are tested above
            }
            let net: f64 = (0..layout.moves)
                .map(|mv| {
                    let moved: f64 = layout.series(&record, Block::MovedChildren, mv).iter().sum();
                    let it = &scenario.moves[mv];
                    f64::from(i8::from(it.to == level) - i8::from(it.from == level)) * moved
                })
                .sum();
            let stock = layout.series(&record, Block::Children, level);
            let grown = net - (stock[layout.months] - stock[0]);
            assert!(grown >= 0.0, "level {level}: {grown} turned 18");
        }
    }
}

/// An option with no changes equals the baseline bit for bit in every output.
#[test]
fn no_change_is_no_difference_bit_for_bit() {
    let study = rotherham();
    let baseline = study.model.scenario.options[0].clone();
    let same = PolicyOption { id: "other".to_owned(), ..baseline.clone() };
    let plans = [baseline, same];
    for draw in 0..3 {
        let records = study.simulator(1, Parameters::Sampled).draw(draw, &plans);
        assert_eq!(holds::bits(&records[0]), holds::bits(&records[1]));
        assert!(records[0].iter().any(|x| *x != 0.0));
    }
}

/// Support without effect, and money spent on it: no family moves otherwise, the
/// cost avoided is exactly 0 and the net cost exactly what was spent.
#[test]
fn null_effect_avoids_exactly_nothing() {
    let study = rotherham();
    let layout = &study.model.layout;
    let null = study.option("half-as-many-again-null", None).expect("shipped");
    holds::null_effect_avoids_nothing(&study, &null, 3);
    // The offer itself must differ, or the test shows nothing.
    let records = study.simulator(1, Parameters::Sampled).draw(0, &study.pair(&null));
    let held = |side: usize| records[side][layout.at(Block::Supported, 1, layout.months)];
    assert!(held(1) > held(0) + 100.0);
}

/// Numbers of a draw depend on its number alone: not on which other draws ran, in
/// which order, or on which other options were beside it.
#[test]
fn a_draw_stands_alone() {
    holds::a_draw_stands_alone(&rotherham());
}

/// An option beside others, which lives through only what differs, has the record of
/// the same option alone, bit for bit: every option shipped for Rotherham and for
/// England, in both worlds. Fails if anything that differs is missed or counted twice.
#[test]
fn an_option_beside_another_is_as_it_is_alone() {
    let england = from_disk(Path::new("scenarios/england-2025.toml"));
    let england = Study::open(&england.0, &england.1).expect("it is shipped");
    for study in [rotherham(), england] {
        let simulator = study.simulator(3, Parameters::Sampled);
        let options = &study.model.scenario.options;
        let together = simulator.draw(2, options);
        for (option, beside) in options.iter().zip(together) {
            let alone = simulator.draw(2, std::slice::from_ref(option));
            assert!(alone[0] == beside, "{}", option.id);
        }
    }
}

/// Supported families never exceed places by more than the rounding of one, once
/// places have stopped shrinking; places are used when families want them.
#[test]
fn places_bind_and_are_filled() {
    let study = rotherham();
    let layout = &study.model.layout;
    for option in ["current-offer", "half-as-many-again"] {
        let choice = study.option(option, None).expect("shipped");
        let plan = study.model.plan(&choice);
        let record =
            &study.simulator(2, Parameters::Sampled).draw(0, std::slice::from_ref(&choice))[0];
        for programme in 0..layout.programmes {
            for month in 1..=layout.months {
                let held = record[layout.at(Block::Supported, programme, month)];
                let places = plan.programmes[programme].open[month];
                assert!(held <= places + 0.5 + 20.0, "{option} {month}: {held} of {places}");
                // Few families are in Pause's narrow group, so some of its places stand empty.
                let few = study.model.scenario.programmes[programme].who.history.is_some();
                if month > 2 && !few {
                    assert!(held >= places - 0.5 - 1e-9, "{option} {month}: {held} of {places}");
                }
            }
        }
    }
}

/// Fewer staff, fewer supported; more staff, more: never the other way round.
#[test]
fn more_places_never_lower_coverage() {
    let study = rotherham();
    let layout = &study.model.layout;
    let mut last = -1.0;
    for staff in [0.0, 10.0, 34.0, 51.0, 90.0, 400.0] {
        let edit = staircase_scenario::Edit {
            programme: "intensive".to_owned(),
            staff: Some(staff),
            ..Default::default()
        };
        let choice = study.option("half-as-many-again", Some(&edit)).expect("allowed");
        let record = study.path(&study.model.plan(&choice));
        let held = record[layout.at(Block::Supported, 1, layout.months)];
        let level = layout.at(Block::Families, 2, layout.years);
        assert!(held >= last - 1e-9, "{staff}: {held} after {last}");
        assert!(held <= record[level] * 1.6, "coverage of the level and of those whose need fell");
        last = held;
    }
}

/// Properties over random changes of an option: nothing moves before it starts;
/// families supported never rise above places; a programme costs exactly its staff
/// times their price; statutory cost is exactly unit cost times child-months.
#[test]
fn random_changes_keep_the_rules() {
    let study = rotherham();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let chance = staircase_numerics::chance::Chance::new(
        77,
        0,
        staircase_numerics::chance::Purpose::Parameter,
    );
    for case in 0..12_u32 {
        let random = |field: u32, most: f64| chance.uniform(u64::from(case), field) * most;
        let start = 1 + random(1, 100.0) as usize;
        let edit = staircase_scenario::Edit {
            programme: scenario.programmes[case as usize % 2].id.clone(),
            staff: Some((random(2, 120.0) * 2.0).round() / 2.0),
            caseload: Some(0.5 + random(3, 25.0)),
            start: Some(scenario.calendar.at(start).to_string()),
            ramp_months: Some(random(4, 36.0).round()),
            ..Default::default()
        };
        let option = study.option("twelve-fewer", Some(&edit)).expect("within the ranges");
        let option = PolicyOption {
            changes: option.changes.into_iter().filter(|c| c.start == start).collect(),
            ..option
        };
        let pair = study.pair(&option);
        let records = study.simulator(1, Parameters::Central).draw(u64::from(case), &pair);
        for level in 0..layout.levels {
            let [a, b] = [0, 1].map(|side| layout.series(&records[side], Block::Children, level));
            assert_eq!(a[..start], b[..start], "{edit:?} level {level}");
        }
        for (record, option) in records.iter().zip(&pair) {
            let plan = study.model.plan(option);
            for (p, provided) in plan.programmes.iter().enumerate() {
                let held = layout.series(record, Block::Supported, p);
                for month in 1..=layout.months {
                    let most = provided.open[month].ceil().max(held[month - 1]);
                    assert!(held[month] <= most, "{edit:?} month {month}");
                }
            }
            holds::costs_are_price_times_time(&study, record, &plan);
        }
    }
}
