//! Support by year, the front door in words, and what changes do alone and together.

use crate::kit::{COUNCIL, OPTIONS, changed, rotherham};
use staircase_answers::outcome::contributions::Shift;
use staircase_answers::outcome::money::LineKind;
use staircase_answers::study::Study;
use staircase_answers::study::runs::Runs;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::{Block, SupportItem};
use staircase_reporting::told::Tell;
use staircase_scenario::Edit;

/// A front door with room for 40 assessments a month, of some 100 that are wanted.
const DOOR: &str = "
[front_door]
tags = [\"statutory_entry\"]
assessments = { value = 60, unit = \"assessments\", grade = \"assumed\" }
assessment_length = { value = 1.5, unit = \"months\", grade = \"assumed\" }
drop_out = { value = 2, unit = \"per year\", grade = \"assumed\" }
misrouted = { value = 0.1, unit = \"share\", grade = \"assumed\" }
bounce = { value = 2, unit = \"months\", grade = \"assumed\" }
";

/// Fails if a year takes in a month of another, if sides are taken for each other, or
/// if a mean is a sum.
#[test]
fn the_years_of_support_are_those_of_the_record() {
    let study = rotherham();
    let option = study.option("twelve-fewer", None).expect("a shipped option");
    let answer = study.expected(&option).tell(&study.model, &option);
    let layout = &study.model.layout;
    let path = study.path(&study.model.plan(&option));
    let months = 25..=36;
    let (p, programme) = (1, &answer.support.programmes[1]);
    assert_eq!(programme.id, study.model.scenario.programmes[p].id);
    let year = programme.years.iter().find(|year| year.year == "2021-22").expect("the year");
    let sum = |block, item| -> f64 {
        months.clone().map(|month| path[layout.at(block, item, month)]).sum()
    };
    for (found, expected) in [
        (year.option.started, sum(Block::Support, SupportItem::Started.of(p))),
        (year.option.finished, sum(Block::Support, SupportItem::Finished.of(p))),
        (year.option.dropped_out, sum(Block::Support, SupportItem::DroppedOut.of(p))),
        (year.option.waiting, sum(Block::Waiting, p) / 12.0),
        (year.option.supported, sum(Block::Supported, p) / 12.0),
    ] {
        assert!((found - expected).abs() <= 0.000_501, "{found} against {expected}");
    }
    let intensive = study.model.scenario.programmes.iter().position(|p| p.id == "intensive");
    let intensive = &answer.support.programmes[intensive.expect("a shipped programme")];
    let year = intensive.years.iter().find(|year| year.year == "2021-22").expect("the year");
    assert!(year.option.started < year.baseline.started - 20.0);
    let lost = year.baseline.places - year.option.places;
    let caseload = study.model.scenario.programmes[1].caseload;
    assert!(lost > 0.0 && (lost / caseload).fract().abs() < 1e-9, "{lost} places lost");
    assert!(answer.support.door.is_none(), "Rotherham has no front door");
    let words = &answer.words;
    assert!(words.support.iter().all(|words| !words.contains("Front door")));
    let sentence = words.support.iter().find(|it| it.starts_with(&intensive.name));
    let sentence = sentence.expect("a sentence about key work");
    assert!(sentence.contains("families start") && sentence.contains("if the current offer"));
}

/// Fails if a front door is not counted in its years or not spoken of, or if the path
/// gives a number that it does not count.
#[test]
fn a_front_door_is_counted_and_spoken_of() {
    let (main, mut files) = changed(COUNCIL, "format = 1", "format = 1");
    *files.get_mut(COUNCIL).expect("a shipped file") += DOOR;
    let study = Study::open(main, &files).expect("a good council");
    let baseline = study.option("current-offer", None).expect("the baseline");
    let path = study.expected(&baseline).support.door.expect("a door");
    assert!(path.iter().all(|year| year.option.turned_away.is_none()));
    let mut runs = Runs::new(&study, vec![baseline.clone()], 1, Parameters::Central);
    runs.until(&study, 2, None, |range, run| range.map(run).collect());
    let answer = runs.answer(&study, 0).tell(&study.model, &baseline);
    let door = answer.support.door.as_ref().expect("a door");
    let year = &door[4].option;
    let passed = year.passed + year.turned_away.unwrap_or(0.0);
    assert!(passed > 0.0 && passed <= 12.0 * 60.0, "{passed} families in a year");
    assert!(year.waiting > 10.0 && year.gave_up > 10.0, "{year:?}");
    let words = answer.words.support.last().expect("a sentence");
    let start = "Front door in 2023-24: about ";
    assert!(words.starts_with(start) && words.contains("give up"), "{words}");
    assert!(words.contains("turned away although in need"), "{words}");
}

/// Parts and interaction add up to the last bit, and staff times caseload is more than
/// the sum of both: half as many again of each alone are 2 halves, together 1¼. Fails
/// if the interaction is dropped, or shared out among the parts.
#[test]
fn changes_and_their_interaction_add_up() {
    let study = rotherham();
    let caseload = study.model.scenario.programmes[1].caseload;
    let edit = Edit {
        programme: "intensive".to_owned(),
        staff: Some(51.0),
        caseload: Some(1.5 * caseload),
        ..Edit::default()
    };
    let option = study.option("half-as-many-again", Some(&edit)).expect("a good edit");
    assert_eq!(option.changes.len(), 2);
    let parts = study.contributions(&option);
    assert_eq!(parts.alone.len(), 2);
    let sum = parts.alone.iter().fold(parts.interaction(), |sum, (_, part)| sum.plus(*part));
    assert_eq!(sum, parts.together);
    let answer = study.expected(&option);
    // Read on the headline's day, five years after April 2021.
    assert!((answer.measures[0].difference.mean[84] - parts.together.children).abs() < 0.002);
    let net = answer.costs.iter().find(|line| line.kind == LineKind::Net).expect("a net cost");
    assert!((net.total.difference - parts.together.pounds).abs() < 1.0);
    let larger = parts.alone.iter().map(|(_, part)| part.children.abs()).fold(0.0, f64::max);
    assert!(larger > 0.5, "neither change does anything alone");
    assert!(parts.interaction().children.abs() > 0.01 * larger, "{parts:?}");
}

/// Fails if a change that stands alone is given an interaction, or nothing at all.
#[test]
fn one_change_has_no_interaction() {
    let (main, files) = changed(OPTIONS, "value = -12", "value = -11");
    let study = Study::open(main, &files).expect("good options");
    for id in ["twelve-fewer", "half-as-many-again-null", "current-offer"] {
        let option = study.option(id, None).expect("a shipped option");
        let parts = study.contributions(&option);
        assert_eq!(parts.interaction(), Shift::default(), "{id}");
        assert_eq!(parts.together == Shift::default(), id == "current-offer");
    }
}

/// Who pays adds up to what a programme costs, places and not only staff. Fails if a
/// part of the cost has nobody who pays for it.
#[test]
fn what_is_paid_is_what_a_programme_costs() {
    let place =
        "place_cost = { value = 50, unit = \"pounds per place and month\", grade = \"assumed\" }\n";
    let (main, files) = changed(COUNCIL, "staff_cost = {", &format!("{place}staff_cost = {{"));
    let study = Study::open(main, &files).expect("a good council");
    let answer = study.expected(&study.option("grant-ends", None).expect("a shipped option"));
    let mut compared = 0;
    for line in answer.costs.iter().filter(|line| line.kind == LineKind::Programme) {
        let paid = answer.funding.iter().filter(|paid| paid.programme == line.name);
        let paid: Vec<_> = paid.collect();
        for (year, cost) in line.years.iter().enumerate().filter(|_| !paid.is_empty()) {
            let baseline: f64 = paid.iter().map(|paid| paid.years[year].baseline).sum();
            let option: f64 = paid.iter().map(|paid| paid.years[year].option).sum();
            assert!((baseline - cost.baseline).abs() <= 2.0, "{}: {baseline}", line.name);
            assert!((option - cost.option).abs() <= 2.0, "{}: {option}", line.name);
            compared += 1;
        }
    }
    assert_eq!(compared, 3 * 10, "three programmes, ten years");
}
