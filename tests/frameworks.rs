//! Frameworks of three, four, five and six steps run without a change to the engine.
//!
//! The frameworks are those of `scenarios/frameworks`. Their councils in `tests/data`
//! put default numbers on them; England, Rotherham and Oldham have scenarios.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit::{self, from_disk, holds};
use staircase_answers::outcome::money::LineKind;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_scenario::resolved::PolicyOption;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each framework: the scenario that uses it, levels, steps, and the programme that
/// its second option changes.
const FRAMEWORKS: [(&str, &str, usize, usize, &str); 7] = [
    ("three-levels", "tests/data/three-levels.toml", 3, 3, "key-work"),
    ("croydon", "tests/data/croydon.toml", 8, 4, "key-work"),
    ("durham", "tests/data/durham.toml", 8, 5, "key-work"),
    ("coventry", "tests/data/coventry.toml", 8, 6, "key-work"),
    ("oldham", "scenarios/oldham-2019.toml", 10, 8, "intensive"),
    ("national", "scenarios/england-2025.toml", 8, 6, "intensive"),
    ("rotherham", "scenarios/rotherham-2019.toml", 8, 6, "intensive"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn open(scenario: &str) -> Study {
    let (main, files) = from_disk(&root().join(scenario));
    Study::open(&main, &files).unwrap_or_else(|problems| {
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{scenario}:\n{}", words.join("\n"))
    })
}

/// Every framework of the folder is tried here, opens, and has as many steps as the
/// authority's own account of its levels. Fails if one is added without a council.
#[test]
fn every_framework_opens_and_has_its_steps() {
    let folder = fs::read_dir(root().join("scenarios/frameworks")).expect("the folder");
    let found: BTreeSet<String> = folder
        .map(|entry| entry.expect("a file").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let tried: BTreeSet<String> = FRAMEWORKS.iter().map(|it| it.0.to_owned()).collect();
    assert_eq!(found, tried);
    for (name, scenario, levels, steps, _) in FRAMEWORKS {
        let all = open(scenario).model.scenario.levels;
        let drawn: BTreeSet<&str> = all.iter().map(|level| level.step.as_str()).collect();
        assert_eq!((all.len(), drawn.len()), (levels, steps), "{name}");
        assert!(all.iter().all(|level| level.definition.len() > 20), "{name}");
    }
}

/// The path and draws of every framework: nobody is lost, no level grows or empties
/// under the current offer, an option without changes is the baseline bit for bit,
/// and a larger offer helps more families and costs more.
#[test]
fn every_framework_runs() {
    for (name, scenario, _, _, changed) in FRAMEWORKS {
        let study = open(scenario);
        let (layout, resolved) = (&study.model.layout, &study.model.scenario);
        let baseline = resolved.options[0].clone();
        let same = PolicyOption { id: "same".to_owned(), ..baseline.clone() };
        let larger = resolved.options.iter().find(|option| {
            let plan = study.model.plan(option);
            !option.null_effect
                && plan.programmes.iter().any(|it| it.staff[layout.months] > it.staff[0])
        });
        let larger = larger.expect("an option with more staff");
        let options = [baseline, same, larger.clone()];
        let programme =
            resolved.programmes.iter().position(|it| it.id == changed).expect("the programme");
        let paths = options.each_ref().map(|option| study.path(&study.model.plan(option)));
        let mut records = vec![paths.to_vec()];
        let simulator = study.simulator(7, Parameters::Sampled);
        records.extend((0..2).map(|draw| simulator.draw(draw, &options)));
        for beside in &records {
            for record in beside {
                assert!(record.iter().all(|number| number.is_finite()), "{name}");
                holds::conserved(layout, record);
                holds::families_conserved(layout, record);
                holds::coverage_is_a_share(layout, record);
            }
            assert_eq!(holds::bits(&beside[0]), holds::bits(&beside[1]), "{name}");
            let held = |option: usize| {
                beside[option][layout.at(Block::Supported, programme, layout.months)]
            };
            assert!(held(2) > held(0) * 1.2, "{name}: {} and {}", held(0), held(2));
        }
        let path = &records[0][0];
        for level in 0..layout.levels {
            let stock = layout.series(path, Block::Children, level);
            let drift = stock[layout.months] / stock[0];
            assert!((0.95..1.05).contains(&drift), "{name} level {level}: {drift}");
        }
        let answer = study.expected(larger);
        let line = |kind: LineKind| answer.costs.iter().find(|l| l.kind == kind).expect("a line");
        assert!(line(LineKind::Spent).total.difference > 1e5, "{name}");
    }
}

/// No Rust file of the engine names a level of any framework: levels are data.
#[test]
fn no_level_is_named_in_rust() {
    let (mut ids, mut measures) = (BTreeSet::new(), BTreeSet::new());
    for (_, scenario, ..) in FRAMEWORKS {
        let scenario = open(scenario).model.scenario;
        ids.extend(scenario.levels.into_iter().map(|level| level.id));
        // Published series are read by the names of measures; some level is named alike.
        measures.extend(scenario.measures.into_iter().map(|measure| measure.id));
    }
    ids.retain(|id| !measures.contains(id));
    let files = kit::files_below(&["src", "crates", "bindings"]);
    assert!(files.len() > 200 && ids.len() > 10, "{} files, {} levels", files.len(), ids.len());
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "rs")) {
        let text = fs::read_to_string(file).expect("text");
        for id in &ids {
            assert!(!text.contains(&format!("\"{id}\"")), "{id:?} in {}", file.display());
        }
    }
}
