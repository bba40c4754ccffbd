//! Every English authority: names, figures, fits, scenarios.

use staircase_answers::authorities::profile::profile;
use staircase_answers::authorities::{
    Authorities, Authority, BASE, Found, fits, shipped, shipped_base,
};
use staircase_answers::study::Study;
use staircase_scenario::Grade;

fn all() -> Authorities {
    Authorities::read(&shipped()).expect("the shipped tables are good")
}

fn base() -> Study {
    Study::open(BASE, &shipped_base()).expect("the base is good")
}

/// The scenario of an authority, opened.
fn opened(all: &Authorities, base: &Study, authority: &Authority) -> Study {
    let mut files = shipped_base();
    let made = all.scenario(&files, &base.model.scenario, authority);
    let (main, made) = made.expect("is made");
    files.extend(made);
    Study::open(&main, &files).unwrap_or_else(|why| panic!("{}: {why:?}", authority.name))
}

/// Fails if an authority cannot be found under a name that people use, or another is found.
#[test]
fn an_authority_is_found_under_any_of_its_names() {
    let all = all();
    for (typed, slug) in [
        ("leeds", "leeds"),
        ("Leeds City Council", "leeds"),
        ("hull", "kingston-upon-hull-city-of"),
        ("E06000063", "cumberland"),
        ("e08000035", "leeds"),
        ("E10000002", "buckinghamshire"),
        ("bristol", "bristol-city-of"),
        ("county-durham", "county-durham"),
        ("Durham County Council", "county-durham"),
        ("st-helens", "st-helens"),
        ("bournemouth-christchurch-and-poole", "bournemouth-christchurch-and-poole"),
    ] {
        match all.find(typed) {
            Found::One(one) => assert_eq!(one.slug, slug, "{typed}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
    let Found::Abolished(became) = all.find("cumbria") else { panic!("Cumbria is no more") };
    let names: Vec<&str> = became.iter().map(|it| it.slug.as_str()).collect();
    assert_eq!(names, ["cumberland", "westmorland-and-furness"]);
    let Found::None(near) = all.find("leds") else { panic!("no authority is called so") };
    assert!(near.iter().any(|it| it.slug == "leeds"));
    assert!(matches!(all.find("nowhere at all"), Found::None(near) if near.is_empty()));
    let mut slugs: Vec<&str> = all.list.iter().map(|it| it.slug.as_str()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), 153);
}

/// Fails if a row of the table of fits was made from other figures than those that ship, or by an
/// older method, or loses something when it is written and read.
#[test]
fn fits_belong_to_the_figures_that_ship() {
    let all = all();
    let last = all.figures.last_year();
    for row in all.fits.values() {
        let own = all.figures.area(&row.code).expect("has figures");
        assert_eq!(fits::made_from(&own, last), row.made_from, "{}: fit it again", row.name);
    }
    assert_eq!(all.fits.values().filter(|row| !row.quality.unusable).count(), 151);
    let again = fits::read(&fits::write(&all.fits)).expect("reads what it wrote");
    assert_eq!(again, all.fits);
}

/// Fails if a fit that ships misses a stock by over 2% or starts by over 5% without a reason, or
/// more than five do.
#[test]
fn fits_meet_what_was_published() {
    let all = all();
    let usable = all.fits.values().filter(|row| !row.quality.unusable);
    let missed: Vec<&fits::Row> =
        usable.filter(|row| row.quality.misses.0 > 0.02 || row.quality.misses.1 > 0.05).collect();
    assert!(missed.len() <= 5, "{}", missed.len());
    assert!(missed.iter().all(|row| !row.quality.reasons.is_empty()));
}

/// Fails if an authority's scenario does not open, a first day is not its published one, an
/// option of the catalogue cannot be projected, or a number is absurd: negative, or children
/// looked after in 2035 further from today's than half or double. Those with particular
/// histories, and every twentieth.
#[test]
fn scenarios_of_authorities_open_and_project() {
    let (all, base) = (all(), base());
    let special = [
        "cumberland",
        "westmorland-and-furness",
        "north-northamptonshire",
        "bournemouth-christchurch-and-poole",
        "dorset",
        "buckinghamshire",
        "hackney",
        "hampshire",
        "rutland",
        "leeds",
    ];
    let chosen = all
        .list
        .iter()
        .enumerate()
        .filter(|(place, it)| place % 20 == 0 || special.contains(&it.slug.as_str()))
        .map(|(_, it)| it)
        .filter(|it| it.unavailable.is_none());
    for authority in chosen {
        let name = &authority.name;
        let study = opened(&all, &base, authority);
        let scenario = &study.model.scenario;
        assert_eq!(&scenario.about.authority, name);
        assert_eq!(scenario.about.price_base, "2027-28 prices");
        let option = study.option("half-as-many-again", None).expect("is in the catalogue");
        let answer = study.expected(&option);
        for measure in &answer.measures {
            let series = &measure.option.mean;
            assert!(series.iter().all(|it| it.is_finite() && *it >= 0.0), "{name} {}", measure.id);
            if measure.id == "looked_after" {
                let published =
                    all.figures.series(&authority.code, "cla_stock").pop_last().expect("has").1;
                assert!((series[0] / published - 1.0).abs() < 0.01, "{name} {}", series[0]);
                let change = series[120] / series[0];
                assert!((0.5..2.0).contains(&change), "{name} {change}");
            }
        }
    }
}

/// Fails if an authority whose figures are hidden is projected, or gets no sentence and no
/// figures of its region.
#[test]
fn hidden_figures_are_no_guess() {
    let (all, base) = (all(), base());
    for slug in ["city-of-london", "isles-of-scilly"] {
        let Found::One(one) = all.find(slug) else { panic!("{slug} is an authority") };
        let why = one.unavailable.as_deref().expect("cannot be projected");
        assert!(why.contains(&one.region), "{why}");
        assert!(all.scenario(&shipped_base(), &base.model.scenario, one).is_err());
        let shown = profile(&all, one);
        let care = shown.measures.iter().find(|it| it.id == "cla_stock").expect("is shown");
        assert!(care.region.is_some() && care.england.is_some());
    }
}

/// Fails if an authority with a break in its history opens without a word about it.
#[test]
fn histories_say_what_is_particular() {
    let all = all();
    for (slug, words) in [
        ("cumberland", "formed in April 2023, from all or part of Cumbria"),
        ("westmorland-and-furness", "formed in April 2023"),
        ("north-northamptonshire", "formed in April 2021, from all or part of Northamptonshire"),
        ("bournemouth-christchurch-and-poole", "Bournemouth"),
        ("dorset", "formed in April 2019"),
        ("hackney", "31 March 2021 and 2022"),
        ("hampshire", "31 March 2024"),
    ] {
        let Found::One(one) = all.find(slug) else { panic!("{slug}") };
        let said = one.history.join(" ");
        assert!(said.contains(words), "{slug}: {said}");
    }
}

/// Fails if a rank or a rate is not what the table gives by hand.
#[test]
fn a_profile_counts_by_hand() {
    let all = all();
    let Found::One(leeds) = all.find("leeds") else { panic!("Leeds") };
    let shown = profile(&all, leeds);
    let care = shown.measures.iter().find(|it| it.id == "cla_stock").expect("is shown");
    // 1,498 looked after of 176,239 children.
    assert!((care.own.expect("known") - 10_000.0 * 1498.0 / 176_239.0).abs() < 1e-9);
    let (rank, of) = care.rank.expect("ranked");
    let higher = care.neighbours.iter().filter(|(.., rate)| *rate > care.own).count();
    assert_eq!((rank, of), (higher + 1, 11));
    assert!(shown.held.1 > 0 && shown.held.0 <= shown.held.1);
}

/// Fails if what is published is not marked so, or what is assumed of the offer is.
#[test]
fn demand_is_measured_and_the_offer_is_assumed() {
    let (all, base) = (all(), base());
    let Found::One(leeds) = all.find("leeds") else { panic!("Leeds") };
    let study = opened(&all, &base, leeds);
    let grade = |path: &str| {
        let row = study.model.scenario.register.iter().find(|row| row.path.contains(path));
        row.unwrap_or_else(|| panic!("{path}")).grade
    };
    assert_eq!(grade("stocks[protection_plan]"), Grade::MeasuredHere);
    assert_eq!(grade("stocks[foster]"), Grade::MeasuredHere);
    assert_eq!(grade("unit_costs[residential]"), Grade::MeasuredHere);
    assert_eq!(grade("programmes.intensive.staff"), Grade::Assumed);
}

/// Fails if the base's council and the illustrative authority's differ in more than the grant.
#[test]
fn the_base_is_england_and_a_grant() {
    let files = shipped_base();
    let strip = |text: &str| {
        let mut kept: Vec<String> = Vec::new();
        for block in text.split("\n\n") {
            if block.contains("prevention-grant") {
                continue;
            }
            kept.push(
                block.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n"),
            );
        }
        kept.retain(|block| !block.trim().is_empty());
        kept
    };
    let england = include_str!("../scenarios/councils/england-2025.toml");
    assert_eq!(strip(&files["councils/authority.toml"]), strip(england));
}

/// Fails if money before the budget year is discounted, or that year's is not the first.
#[test]
fn discounting_starts_in_the_budget_year() {
    let base = base();
    let money = base.model.scenario.money.as_ref().expect("has rules");
    assert_eq!(money.budget_year, 2, "2025-26, 2026-27, 2027-28");
    let schedule = &money.schedules[money.schedule];
    let monthly =
        |before| staircase_appraisal::discount::monthly(schedule, money.counting, 48, before);
    let (late, early) = (monthly(24), monthly(0));
    assert!(late[..=24].iter().all(|factor| (factor - 1.0).abs() < 1e-15));
    assert_eq!(late[25..], early[1..25]);
}
