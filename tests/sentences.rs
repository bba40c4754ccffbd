//! Every sentence is held against the facts that it is made from.
//!
//! Sentences are read here as a person reads them: words, numbers and dates are taken out
//! of the text and looked up in the answer. Nothing of how they are made is used.

#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::random::{rich, sketch};
use crate::kit::reads::{self, Said};
use rayon::prelude::*;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::brief::{Brief, BriefInputs};
use staircase_reporting::contributions;
use staircase_reporting::told::{Tell, ToldAnswer};
use staircase_scenario::Grade;
use staircase_scenario::resolved::{Adjust, Change, DoorLever, Lever, PolicyOption, Target};
use std::path::Path;

/// Every shipped scenario.
fn shipped() -> Vec<Study> {
    kit::every_shipped().into_iter().map(|(_, study)| study).collect()
}

/// Random changes of any kind at any month.
fn random_option(study: &Study, case: u64) -> PolicyOption {
    let scenario = &study.model.scenario;
    let mut dice = kit::random::Dice::of(case);
    let mut targets = vec![Target::FixedCost(0, Adjust::Scale(dice.between(0.5, 1.5)))];
    targets.retain(|_| !scenario.fixed_costs.is_empty());
    for p in 0..scenario.programmes.len() {
        let scale = Adjust::Scale(dice.between(0.0, 2.0));
        let lever = if scenario.programmes[p].staff > 0.0 { Lever::Staff } else { Lever::Places };
        targets.push(Target::Programme(p, lever, scale));
        targets.push(Target::Programme(p, Lever::Referral, scale));
        targets.push(Target::Closes(p));
    }
    for source in 0..scenario.funding.len() {
        targets.push(Target::FundingEnds(source));
        targets.push(Target::Funding(source, Adjust::Scale(dice.between(0.0, 1.5))));
    }
    if scenario.door.is_some() {
        targets.push(Target::Door(DoorLever::Screening, Adjust::Scale(1.2)));
    }
    if targets.is_empty() {
        targets.push(Target::Door(DoorLever::Screening, Adjust::Scale(1.0)));
    }
    let start = dice.whole(1, scenario.calendar.months);
    let change = |target| Change {
        target,
        start,
        until: usize::MAX,
        ramp: 0.0,
        paid_by: None,
        words: "A random change.".to_owned(),
        source: String::new(),
        references: Vec::new(),
        grade: Grade::Assumed,
    };
    let count = dice.whole(1, 2);
    let changes = (0..count).map(|_| change(dice.one_of(&targets))).collect();
    PolicyOption {
        id: format!("random-{case}"),
        name: "Random changes".to_owned(),
        description: String::new(),
        null_effect: dice.odds(0.1),
        changes,
        against: None,
    }
}

/// All that is said about an answer, with the money where there are rules for it.
fn everything(
    study: &Study,
    option: &PolicyOption,
    answer: &ToldAnswer,
    even: bool,
) -> Vec<String> {
    let words = &answer.words;
    let truths = |truths: &[staircase_reporting::phrases::Truth]| -> Vec<String> {
        truths.iter().map(|it| format!("{} {}", it.lead, it.rest)).collect()
    };
    let mut all = vec![words.headline.clone(), words.range.clone()];
    all.extend(truths(&words.truths));
    all.extend(words.support.iter().chain(&words.warnings).cloned());
    all.extend(words.figures.values().flat_map(|it| [it.title.clone(), it.sentence.clone()]));
    for day in &words.days {
        all.extend([day.headline.clone(), day.range.clone()]);
        all.extend(truths(&day.truths));
        all.extend(day.warnings.iter().cloned());
        all.extend(day.figures.values().flat_map(|it| [it.title.clone(), it.sentence.clone()]));
    }
    all.extend([words.capacity.clone(), words.preview.clone()]);
    let case = study
        .model
        .scenario
        .money
        .as_ref()
        .map(|_| study.appraisal(option, Vec::new(), 0, &Ask::default()).expect("money rules"))
        .map(|case| case.tell(&study.model, option));
    let (model, case) = (&study.model, case.as_ref());
    let basis = BriefInputs { model, option, answer, covered_all_funders: &[], case, twin: None };
    let brief = Brief::new(&basis);
    all.extend(brief.points.iter().flat_map(|(_, said)| said.clone()));
    let table = contributions::lines(model, option, &study.contributions(option));
    all.extend(table.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")));
    if even && case.is_some() {
        let found = study.break_even(option, &Ask::default()).expect("money rules");
        let found = found.tell(model, option);
        reads::break_even(&found);
        let said = found.words;
        all.push(said.sentence);
        all.extend(said.routes);
    }
    if let Some(case) = case {
        reads::case(case);
    }
    all
}

/// What is wrong with the sentences of an answer, if anything is.
fn fault(study: &Study, option: &PolicyOption, answer: &ToldAnswer, even: bool) -> Option<String> {
    let hold = || {
        let said = Said { model: &study.model, option, answer };
        let all = everything(study, option, answer, even);
        for sentence in &all {
            said.reads_well(sentence);
        }
        said.money(&all);
        said.turns();
        for day in &answer.words.days {
            said.day(day);
        }
        said.headline_is_the_day_of_its_year();
        said.no_day_before_the_start();
    };
    let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(hold)).err()?;
    let words = found.downcast_ref::<String>().cloned();
    let words = words.or_else(|| found.downcast_ref::<&str>().map(|it| (*it).to_owned()));
    let title = &study.model.scenario.about.title;
    Some(format!("{title}, {}: {}", option.id, words.unwrap_or_default()))
}

/// All faults at once.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n\n"));
}

/// The answer along the path.
fn preview(study: &Study, option: &PolicyOption) -> ToldAnswer {
    study.expected(option).tell(&study.model, option)
}

fn drawn(study: &Study, option: &PolicyOption, draws: u64) -> ToldAnswer {
    let pair = study.pair(option);
    let simulator = study.simulator(7, Parameters::Sampled);
    let records: Vec<Vec<Vec<f64>>> = (0..draws).map(|draw| simulator.draw(draw, &pair)).collect();
    let pairs = records.iter().map(|it| (it[0].as_slice(), it[1].as_slice())).collect();
    study.compare(option, pairs, 7, Parameters::Sampled).tell(&study.model, option)
}

/// Every option of every shipped scenario, along the path and over draws. Fails if a
/// sentence says fewer where the table says more, speaks of a day before the option
/// starts, adds up wrongly, or calls lost funding saved.
#[test]
fn sentences_of_shipped_scenarios_are_what_the_tables_say() {
    let studies = shipped();
    let all = |study: &'_ Study| -> Vec<PolicyOption> {
        let mut options = study.model.scenario.options.clone();
        // One option against another.
        if let [_, second, third, ..] = options.as_slice() {
            let against = Some(Box::new(second.clone()));
            options.push(PolicyOption { against, ..third.clone() });
        }
        options
    };
    let tried = studies.par_iter().flat_map(|study| {
        all(study).into_par_iter().flat_map_iter(move |option| {
            let preview = |option: &PolicyOption| preview(study, option);
            let mut found = vec![fault(study, &option, &preview(&option), false)];
            if option.against.is_none() {
                found.push(fault(study, &option, &drawn(study, &option, 4), false));
                if !option.null_effect && !option.changes.is_empty() {
                    let twin = option.without_effects();
                    found.push(fault(study, &twin, &preview(&twin), false));
                }
            }
            found
        })
    });
    none(&tried.flatten_iter().collect::<Vec<String>>());
}

/// The same of what break-even says, of every option that changes one programme. Fails if a
/// value that is said to break even does not.
#[test]
#[ignore = "slow: tens of projections an option"]
fn break_even_of_shipped_options_is_what_the_tables_say() {
    let studies = shipped();
    let tried = studies.par_iter().flat_map(|study| {
        let of_one_change = |it: &&PolicyOption| it.changes.len() == 1;
        let options: Vec<_> = study.model.scenario.options.iter().filter(of_one_change).collect();
        options
            .into_par_iter()
            .flat_map_iter(|option| fault(study, option, &preview(study, option), true))
    });
    none(&tried.collect::<Vec<String>>());
}

/// Random changes of shipped scenarios: cuts, closures, grants that end, from any month.
#[test]
fn sentences_of_random_options_are_what_the_tables_say() {
    let mut faults = Vec::new();
    for study in shipped() {
        for case in 0..8 {
            let option = random_option(&study, case);
            faults.extend(fault(&study, &option, &preview(&study, &option), case == 0));
        }
    }
    none(&faults);
}

/// Random scenarios.
#[test]
fn sentences_of_random_scenarios_are_what_the_tables_say() {
    let mut faults = Vec::new();
    for case in 0..16 {
        let sketch = if case % 2 == 0 { sketch(case) } else { rich(case) };
        let study = Study::open(kit::sketch::MAIN, &sketch.files()).expect("a valid scenario");
        let mut options = study.model.scenario.options.clone();
        options.extend((0..3).map(|more| random_option(&study, 100 * case + more)));
        for option in &options {
            faults.extend(fault(&study, option, &preview(&study, option), false));
            faults.extend(fault(&study, option, &drawn(&study, option, 8), false));
        }
    }
    none(&faults);
}

/// A change of under one child never turns a sentence round: "fewer" does not become "more".
#[test]
fn less_than_a_child_turns_no_sentence_round() {
    let study = kit::rotherham();
    let mut tried = 0;
    for option in &study.model.scenario.options.clone()[1..] {
        let answer = preview(&study, option);
        for by in [-0.99, -0.5, 0.5, 0.99] {
            let mut moved = answer.clone();
            for it in &mut moved.facts.measures {
                it.difference.mean.iter_mut().for_each(|value| *value += by);
            }
            let again = moved.facts.tell(&study.model, option).words;
            for (before, after) in answer.words.days.iter().zip(&again.days) {
                let way = |words: &str| {
                    [" fewer ", " more "].map(|way| words.contains(way)).map(u8::from)
                };
                let (a, b) = (way(&before.headline), way(&after.headline));
                let turned = a[0] == 1 && b[1] == 1 || a[1] == 1 && b[0] == 1;
                assert!(!turned, "{} became {}", before.headline, after.headline);
                tried += 1;
            }
        }
    }
    assert!(tried > 100);
}

/// The named instances: what newcomers read, and what is right.
#[test]
fn an_option_that_starts_late_is_read_after_its_start() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (main, files) = kit::from_disk(&folder.join("county-durham-2015.toml"));
    let study = Study::open(&main, &files).expect("it ships");
    let option = study.option("money-ends", None).expect("it ships");
    let words = preview(&study, &option).words;
    // It starts in April 2020: five years on, at the end of the projection.
    assert_eq!(words.year, 2025);
    assert!(words.headline.starts_with("By March 2025 "), "{}", words.headline);
    assert_eq!(words.days.first().map(|day| day.year), Some(2021));
}
