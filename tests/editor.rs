//! What a person can change: an option's investment, a row of the register, the baseline.

#![allow(clippy::float_cmp)]

use crate::kit::{COUNCIL, OPTIONS, from_disk, rotherham, shipped_with};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::told::Tell;
use staircase_scenario::amend::{TYPED, amend, restore};
use staircase_scenario::edit::{Against, GOES_ON, plan};
use staircase_scenario::resolve::resolve;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::shipped::shipped;
use staircase_scenario::{Edit, Grade, load};
use std::path::Path;

fn edit(programme: &str) -> Edit {
    Edit { programme: programme.to_owned(), ..Edit::default() }
}

fn option(study: &Study, id: &str, edit: &Edit) -> PolicyOption {
    study.option(id, Some(edit)).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

fn paths_of(study: &Study, id: &str, edit: &Edit) -> Vec<String> {
    let problems = study.option(id, Some(edit)).expect_err("refused");
    problems.into_iter().map(|problem| problem.path).collect()
}

/// Fails if places cannot be set, do not end when they should, or if a number that a
/// programme is not given by is taken.
#[test]
fn places_are_set_and_end() {
    let study = rotherham();
    let pause = study.model.scenario.programmes.iter().position(|it| it.id == "pause").expect("it");
    let typed = Edit {
        places: Some(33.5),
        start: Some("2021-04".to_owned()),
        until: Some("2023-04".to_owned()),
        ramp_months: Some(0.0),
        ..edit("pause")
    };
    let changed = option(&study, "pause-for-forty", &typed);
    let places = &study.model.plan(&changed).programmes[pause].places;
    let month = |text: &str| {
        let calendar = study.model.scenario.calendar;
        usize::try_from(
            text.parse::<staircase_scenario::YearMonth>().expect("a month").since(calendar.start),
        )
        .expect("later")
    };
    let lag = study.model.scenario.programmes[pause].recruitment_lag;
    assert_eq!(places[month("2021-03")], 20.0);
    assert_eq!(places[month("2021-04") + lag], 33.5);
    assert_eq!(places[month("2023-03")], 33.5);
    assert_eq!(places[month("2023-04")], 20.0);
    let shown = plan(&study.model.scenario, &changed, pause);
    assert!(shown.by_places);
    assert_eq!((shown.places, shown.until.as_str()), (33.5, "2023-04"));

    let wrong = Edit { staff: Some(3.0), ..edit("pause") };
    assert_eq!(paths_of(&study, "pause-for-forty", &wrong), ["staff"]);
    let wrong = Edit { places: Some(3.0), ..edit("intensive") };
    assert_eq!(paths_of(&study, "twelve-fewer", &wrong), ["places"]);
    let wrong = Edit { places: Some(-1.0), until: Some("1999-01".to_owned()), ..edit("pause") };
    assert_eq!(paths_of(&study, "pause-for-forty", &wrong), ["places", "until"]);
    let wrong = Edit { until: Some("2019-05".to_owned()), ..edit("intensive") };
    assert_eq!(paths_of(&study, "half-as-many-again", &wrong), ["until"]);
}

/// Fails if the money of a source is not what the added staff cost, is paid when there are
/// none, or if the council's own money still pays for it.
#[test]
fn a_source_pays_for_what_is_added() {
    let study = rotherham();
    let typed = Edit { paid_by: Some("public-health".to_owned()), ..edit("intensive") };
    let paid = option(&study, "half-as-many-again", &typed);
    let own = study.option("half-as-many-again", None).expect("there");
    let [with, without] = [&paid, &own].map(|option| study.model.plan(option));
    assert_eq!(with.programmes[1].staff, without.programmes[1].staff);
    let source =
        study.model.scenario.funding.iter().position(|it| it.id == "public-health").expect("it");
    let cost = study.model.scenario.programmes[1].staff_cost.central;
    for (month, staff) in with.programmes[1].staff.iter().enumerate() {
        let added = (staff - 34.0) * cost;
        let paid = with.programmes[1].paid(source, month);
        assert!((paid - added).abs() < 1e-6, "month {month}: {paid} for {added}");
        assert_eq!(without.programmes[1].paid(source, month), 0.0);
    }
    let rows = |option: &PolicyOption| study.expected(option).funding;
    let total = |option: &PolicyOption, source: &str| -> f64 {
        let lines = rows(option).into_iter().filter(|line| line.source == source);
        lines.flat_map(|line| line.years).map(|year| year.option - year.baseline).sum()
    };
    assert!(total(&paid, "Public Health") > 1e6);
    let moved = total(&own, "Base budget") - total(&paid, "Base budget");
    assert!((moved - total(&paid, "Public Health")).abs() < 20.0, "years are rounded to pounds");

    let wrong = Edit { paid_by: Some("public-helth".to_owned()), ..edit("intensive") };
    let problem = study.option("half-as-many-again", Some(&wrong)).expect_err("refused").remove(0);
    assert!(problem.to_string().contains("Did you mean \"public-health\"?"), "{problem}");
}

/// Fails if a file cannot say who pays as the editor can.
#[test]
fn files_say_who_pays_and_what_is_renewed() {
    let more = "\n[[options]]\nid = \"paid\"\nname = \"n\"\ndescription = \"d\"\n\
                [[options.changes]]\nprogramme = \"intensive\"\naction = \"add\"\nvalue = 17\n\
                start = \"2021-04\"\nramp_months = 12\npaid_by = \"public-health\"\ngrade = \"assumed\"\n\
                [[options.changes]]\nfunding = \"troubled-families\"\naction = \"renew\"\n\
                start = \"2021-04\"\ngrade = \"assumed\"\n";
    let study = shipped_with(OPTIONS, more);
    let written = study.option("paid", None).expect("there");
    assert!(
        written.changes[0].words.ends_with("paid by Public Health"),
        "{}",
        written.changes[0].words
    );
    let typed = Edit { paid_by: Some("public-health".to_owned()), ..edit("intensive") };
    let typed = option(&study, "half-as-many-again", &typed);
    let [a, b] = [&written, &typed].map(|it| study.model.plan(it).programmes[1].funding.clone());
    for (a, b) in a.iter().flatten().zip(b.iter().flatten()) {
        assert!((a - b).abs() < 1e-6, "{a} {b}");
    }
}

/// Fails if the switch does not do what the option of the file does, or does not undo it.
#[test]
fn a_grant_ends_or_goes_on() {
    let study = rotherham();
    let ends = |month: &str| Edit {
        grants: [("troubled-families".to_owned(), month.to_owned())].into(),
        ..edit("intensive")
    };
    let file = study.model.plan(&study.option("grant-ends", None).expect("there"));
    let offer = study.model.plan(&study.model.scenario.options[0]);
    let typed = study.model.plan(&option(&study, "twelve-fewer", &ends("2021-04")));
    assert_eq!(typed.programmes[0], file.programmes[0]);
    assert_ne!(file.programmes[0], offer.programmes[0]);
    let undone = option(&study, "grant-ends", &ends(GOES_ON));
    assert_eq!(study.model.plan(&undone).programmes, offer.programmes);
    assert_eq!(paths_of(&study, "grant-ends", &ends("soon")), ["grants"]);

    // What a grant pays for ends with it.
    let typed = Edit { paid_by: Some("troubled-families".to_owned()), ..ends("2022-04") };
    let both = option(&study, "half-as-many-again", &typed);
    assert_eq!(study.model.scenario.calendar.at(both.changes[0].until).to_string(), "2022-04");
}

/// A source that the file ends, perhaps: a person may say that it goes on, or ends later.
#[test]
fn an_uncertain_renewal_can_be_made_certain() {
    let (main, files) = from_disk(Path::new("scenarios/coventry-2016.toml"));
    let mut files = files;
    let council = files.get_mut("councils/coventry-2016.toml").expect("there");
    let at = council.find("name = \"").expect("a name");
    assert!(at > 0);
    let text = council.replace("[[funding]]\n", "[[funding]]\nends = \"2020-04\"\n");
    *council = text;
    let study = Study::open(&main, &files).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let programmes = &study.model.scenario.programmes;
    let pays = programmes.iter().position(|it| !it.funding.is_empty()).expect("one");
    let payer = programmes[pays].funding[0].0;
    let source = study.model.scenario.funding[payer].id.clone();
    let paid = |ends: &str| {
        let typed = Edit { grants: [(source.clone(), ends.to_owned())].into(), ..Edit::default() };
        let id = &study.model.scenario.options[1].id;
        study.model.plan(&option(&study, id, &typed)).programmes[pays].paid(payer, 60)
    };
    let now = study.model.plan(&study.model.scenario.options[0]).programmes[pays].clone();
    assert!(now.paid(payer, 40) > 0.0 && now.paid(payer, 60) == 0.0);
    assert_eq!(paid(GOES_ON), now.paid(payer, 40));
    assert_eq!(paid("2020-10"), 0.0);
}

/// Fails if the same pair the other way round is not the exact opposite, or if an option
/// against itself is not exactly nothing.
#[test]
fn any_option_can_be_the_baseline() {
    let study = rotherham();
    let against = |id: &str| Edit {
        against: Some(Against { option: id.to_owned(), edit: None }),
        ..Edit::default()
    };
    let (a, b) = ("twelve-fewer", "half-as-many-again");
    let [one, other] = [option(&study, a, &against(b)), option(&study, b, &against(a))];
    let simulator = study.simulator(3, Parameters::Sampled);
    let run = |option: &PolicyOption| simulator.draw(2, &study.pair(option));
    let ([x, y], [y2, x2]) = (
        <[_; 2]>::try_from(run(&one)).expect("two"),
        <[_; 2]>::try_from(run(&other)).expect("two"),
    );
    assert_eq!((&x, &y), (&x2, &y2));
    let [forth, back] =
        [&one, &other].map(|option| study.expected(option).tell(&study.model, option));
    assert_eq!((forth.baseline.as_str(), back.baseline.as_str()), (b, a));
    for (forth, back) in forth.measures.iter().zip(&back.measures) {
        for (forth, back) in forth.difference.mean.iter().zip(&back.difference.mean) {
            assert_eq!(*forth + 0.0, -*back + 0.0);
        }
    }
    assert!(
        forth.words.headline.contains("half as many again")
            || forth.words.headline.contains("Half as many again")
            || forth.words.headline.contains("key workers"),
        "{}",
        forth.words.headline
    );
    let same = study.expected(&option(&study, a, &against(a)));
    assert!(same.measures.iter().all(|it| it.difference.mean.iter().all(|change| *change == 0.0)));
    let offer = study.expected(&option(&study, "current-offer", &against(a)));
    let usual = study.expected(&study.option(a, None).expect("there"));
    assert_eq!(
        offer.measures[0].difference.mean[60] + 0.0,
        -usual.measures[0].difference.mean[60] + 0.0
    );
    assert_eq!(paths_of(&study, a, &against("nothing")), ["options"]);
}

/// Every number of the register that can be changed is changed, found again and put back.
#[test]
fn every_single_number_of_the_register_can_be_changed_and_put_back() {
    let (main, files) = shipped();
    let study = Study::open(main, &files).expect("good");
    let rows = &study.model.scenario.register;
    let single: Vec<_> = rows.iter().filter(|row| row.range.is_some()).collect();
    assert!(single.len() > 100, "{}", single.len());
    // Some of them: each takes a few readings of all the files. Rates by age share a path.
    let step = if cfg!(debug_assertions) { 61 } else { 17 };
    let by_age = single.iter().find(|row| row.label.ends_with("age 10 to 15")).expect("one");
    for row in single.iter().step_by(step).chain([by_age]) {
        let (low, high) = row.range.expect("has one");
        let was: f64 = row.value.replace(',', "").parse().expect("a number");
        let value = (was * 0.999).clamp(low, high);
        let (file, text) = match amend(main, &files, (&row.path, &row.label), value) {
            Ok(done) => done,
            // A number that others hang on may be refused, in words about itself.
            Err(problems) => {
                assert!(
                    problems.iter().all(|it| row.path.starts_with(&it.file)),
                    "{}: {}",
                    row.path,
                    problems[0]
                );
                continue;
            }
        };
        assert_eq!(text.lines().count(), files[&file].lines().count(), "{}", row.path);
        let mut next = files.clone();
        next.insert(file.clone(), text);
        let opened = load(main, &next).and_then(|loaded| resolve(&loaded, &next));
        let opened = opened.unwrap_or_else(|problems| panic!("{}", problems[0]));
        let changed: Vec<_> = opened
            .register
            .iter()
            .zip(rows)
            .filter(|(now, was)| now.value != was.value || now.source != was.source)
            .collect();
        assert_eq!(changed.len(), 1, "{}: {changed:?}", row.path);
        assert_eq!((changed[0].0.source.as_str(), changed[0].0.grade), (TYPED, Grade::Assumed));
        let (back, text) = restore(main, &next, &files, (&row.path, &row.label)).expect("put back");
        assert_eq!(
            (back.as_str(), text.as_str()),
            (file.as_str(), files[&file].as_str()),
            "{}",
            row.path
        );
    }
}

/// Fails if a number out of range is taken, or the words do not have value and range.
#[test]
fn a_number_out_of_range_is_refused_in_the_usual_words() {
    let (main, files) = shipped();
    let rows = Study::open(main, &files).expect("good").model.scenario.register;
    let path = format!("{COUNCIL}: programmes.intensive.staff");
    let staff = rows.iter().find(|row| row.path == path).expect("is there");
    let staff = (path.as_str(), staff.label.as_str());
    let problem = amend(main, &files, staff, 5000.0).expect_err("refused").remove(0);
    let words = problem.to_string();
    assert!(words.contains("5000 is out of range") && words.contains("0 to 2000"), "{words}");
    assert!(amend(main, &files, staff, f64::NAN).is_err());
    assert!(amend(main, &files, ("nowhere: x", ""), 1.0).is_err());
    let list = rows.iter().find(|row| row.range.is_none()).expect("a list");
    let list = (list.path.as_str(), list.label.as_str());
    let problem = amend(main, &files, list, 1.0).expect_err("refused").remove(0);
    assert!(problem.to_string().contains("several numbers"), "{problem}");
}
