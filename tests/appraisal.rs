//! The financial case: what must hold whatever the numbers are.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::{changed, from_disk};
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::outcome::appraisal::rows::RowPart;
use staircase_answers::outcome::appraisal::{Appraisal, RatioOf};
use staircase_answers::outcome::money::Kind;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_model::record::lines::{Line, lines};
use staircase_reporting::told::Tell;
use staircase_scenario::Files;
use staircase_scenario::resolved::PolicyOption;
use std::path::Path;

fn england_files() -> (String, Files) {
    from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/england-2025.toml"))
}

fn england() -> Study {
    let (main, files) = england_files();
    Study::open(&main, &files).expect("the shipped scenario is good")
}

/// England with some text of its money file replaced.
fn england_with(from: &str, to: &str) -> Study {
    let (main, mut files) = england_files();
    let text = files.get_mut("money/england.toml").expect("its money part");
    assert!(text.contains(from), "{from:?} is not in it");
    *text = text.replacen(from, to, 1);
    Study::open(&main, &files).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn option(study: &Study, id: &str) -> PolicyOption {
    study.option(id, None).expect("a shipped option")
}

/// Along the path.
fn path(study: &Study, id: &str) -> Appraisal {
    asked(study, id, &Ask::default())
}

fn asked(study: &Study, id: &str, ask: &Ask) -> Appraisal {
    study.appraisal(&option(study, id), Vec::new(), 0, ask).expect("a case")
}

/// Over a few draws.
fn drawn(study: &Study, id: &str, draws: u64) -> Appraisal {
    let option = option(study, id);
    let simulator = study.simulator(3, Parameters::Sampled);
    let pair = study.pair(&option);
    let records: Vec<Vec<Vec<f64>>> = (0..draws).map(|draw| simulator.draw(draw, &pair)).collect();
    let pairs = records.iter().map(|both| (both[0].as_slice(), both[1].as_slice())).collect();
    study.appraisal(&option, pairs, 3, &Ask::default()).expect("a case")
}

fn total(case: &Appraisal, id: &str) -> f64 {
    case.row(id).unwrap_or_else(|| panic!("no row {id}")).real.total.mean
}

fn close(a: f64, b: f64, to: f64) {
    assert!((a - b).abs() <= to, "{a} and {b} are further apart than {to}");
}

/// Fails if an option that changes nothing moves a penny anywhere.
#[test]
fn no_change_is_nothing() {
    let study = england();
    let none = option(&study, "current-offer");
    for case in [path(&study, "current-offer"), drawn(&study, "current-offer", 4)] {
        for row in &case.rows {
            for spread in row.real.years.iter().chain(&row.cash.years).chain([&row.real.total]) {
                assert_eq!(spread.mean, 0.0, "{}", row.id);
            }
        }
        assert_eq!((case.npv.mean, case.npv_public.mean), (0.0, 0.0));
        assert_eq!(case.direction, Kind::Same);
        assert_eq!(case.ratio.value, None);
        assert!(!case.payback.applies);
        assert!(case.payback.by_year.iter().all(Option::is_none));
        assert!(case.agencies.iter().all(|agency| agency.total == 0.0));
        assert!(case.funding.iter().all(|row| row.total == 0.0));
        let told = case.tell(&study.model, &none);
        assert!(told.words.sentences.is_empty());
    }
}

/// Fails if support that changes nothing avoids a penny, in any terms, or if the net is
/// anything but what is spent.
#[test]
fn a_null_effect_is_all_cost() {
    let study = england();
    for case in
        [path(&study, "half-as-many-again-null"), drawn(&study, "half-as-many-again-null", 6)]
    {
        let rows = ["statutory", "cashable", "not-cashable"].map(|id| case.row(id).expect("a row"));
        for row in rows {
            assert_eq!(row.present.expect("a present value").mean, 0.0);
            let series = row.real.years.iter().chain(&row.cash.years);
            assert!(series.chain([&row.real.total]).all(|it| it.mean == 0.0), "{}", row.id);
        }
        let row = |id: &str| case.row(id).expect("a row");
        let [spending, allowance, net] = ["spending", "allowance", "net"].map(row);
        assert!(spending.real.total.mean > 1e6);
        let present = |row: &staircase_answers::outcome::appraisal::rows::Row| {
            row.present.expect("a present value").mean
        };
        close(present(net), present(spending) + present(allowance), 0.02);
        close(net.real.total.mean, spending.real.total.mean + allowance.real.total.mean, 0.02);
        close(net.cash.total.mean, spending.cash.total.mean + allowance.cash.total.mean, 0.02);
        close(case.npv.mean, -present(net), 0.02);
        assert_eq!(case.ratio.value, Some(0.0));
        assert_eq!(case.payback.simple.share, 0.0);
    }
}

/// Fails if a pound is lost or counted twice on the way from cost lines to the table.
#[test]
fn undiscounted_money_is_the_cost_lines() {
    let study = england();
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    for id in ["half-as-many-again", "close-both", "edge-of-care-team"] {
        let case = path(&study, id);
        let option = option(&study, id);
        let [before, after] = study.pair(&option).map(|it| study.path(&study.model.plan(&it)));
        let sum = |spent: bool| -> f64 {
            let own = |(place, line): (usize, &Line)| -> f64 {
                let change =
                    |record: &[f64]| layout.series(record, Block::Cost, place).iter().sum::<f64>();
                if line.spent() == spent { change(&after) - change(&before) } else { 0.0 }
            };
            lines(scenario).iter().enumerate().map(own).sum()
        };
        close(total(&case, "statutory"), sum(false), 0.02);
        close(total(&case, "spending"), sum(true), 0.02);
        let expected = study.expected(&option);
        let answer = expected.costs.iter().find(|line| line.id == "avoided").expect("a line");
        close(total(&case, "statutory"), answer.total.difference, 0.011);
        let net: f64 = case.row("net").expect("net").real.years.iter().map(|it| it.mean).sum();
        close(total(&case, "cumulative"), net, 0.1);
        let worth = case.row("discounted").expect("worth").real.total.mean;
        close(worth, -case.npv.mean, 0.02);
    }
}

/// Fails if cash differs from real where prices stand still, or does not where they move.
#[test]
fn cash_is_real_where_prices_stand_still() {
    let study = england();
    let case = path(&study, "half-as-many-again");
    let row = case.row("spending").expect("a row");
    let index = [103.2388, 105.3095, 107.3546];
    for (year, index) in index.iter().enumerate() {
        close(row.cash.years[year].mean, row.real.years[year].mean * index / 100.0, 0.02);
    }
    assert!(row.cash.total.mean > 1.05 * row.real.total.mean);

    let (main, mut files) = england_files();
    let text = files.get_mut("money/england.toml").expect("its money part");
    *text = text
        .replacen("103.2388, 105.3095, 107.3546, 109.3571, 111.3959, 113.6416", "100.0", 1)
        .replacen("beyond = { value = 0.02", "beyond = { value = 0", 1);
    let still = Study::open(&main, &files).expect("good");
    let case = path(&still, "half-as-many-again");
    for row in &case.rows {
        assert_eq!(row.real, row.cash, "{}", row.id);
    }
}

/// Fails if who pays does not add up to what is paid, by agency and by source.
#[test]
fn parties_add_up() {
    for (study, id) in [(england(), "half-as-many-again"), (kit::rotherham(), "twelve-fewer")] {
        for case in [path(&study, id), drawn(&study, id, 4)] {
            let public = total(&case, "statutory") + total(&case, "spending");
            let agencies: f64 = case.agencies.iter().map(|agency| agency.total).sum();
            close(agencies, public, 0.1);
            let present: f64 = case.agencies.iter().map(|agency| agency.present).sum();
            close(present, -case.npv_public_before_allowance.mean, 0.1);
            let sources: f64 = case.funding.iter().map(|row| row.total).sum();
            close(sources, total(&case, "spending"), 0.1);
            for agency in &case.agencies {
                let years: f64 = agency.net.iter().sum();
                close(years, agency.total, 0.1);
            }
        }
    }
}

/// A grant that ends is lost to the council and saved by whoever gave it.
#[test]
fn a_grant_that_ends_is_lost_to_the_council() {
    let study = kit::rotherham();
    let ends = study.model.scenario.options.iter().find(|option| {
        path(&study, &option.id).row("grants").is_some_and(|row| row.real.total.mean > 1000.0)
    });
    let option = ends.expect("an option without the grant");
    let case = path(&study, &option.id);
    let lost = total(&case, "grants");
    let giver = case.agencies.iter().find(|agency| agency.id == "central_government");
    close(giver.expect("it gives").total, -lost, 0.05);
    let council = case.agencies.iter().find(|agency| agency.id == "council").expect("it pays");
    close(council.total, total(&case, "statutory") + total(&case, "spending") + lost, 0.1);
}

/// Without discounting the present value is the sum; with it a constant stream is an
/// annuity. Fails if the factor of a month is not that of its middle.
#[test]
fn a_constant_stream_is_an_annuity() {
    let study = england();
    let none = Ask { schedule: Some("none".to_owned()), ..Ask::default() };
    let case = asked(&study, "half-as-many-again", &none);
    close(case.npv.mean, -total(&case, "net"), 0.05);

    let money = study.model.scenario.money.as_ref().expect("rules");
    let schedule = money.schedules.iter().find(|it| it.id == "green-book").expect("it ships");
    let factors = staircase_appraisal::discount::monthly(schedule, money.counting, 120, 0);
    let stream = [vec![0.0], vec![1.0 / 12.0; 120]].concat();
    let worth = staircase_appraisal::discount::present_value(&stream, &factors);
    let monthly = staircase_appraisal::returns::rate_of_period(0.035, 12.0);
    let annuity = staircase_appraisal::returns::annuity(monthly, 120, 0.5) / 12.0;
    close(worth, annuity, 1e-12);
}

/// Fails if a cut does not show a saving below nothing and an added cost above it, or if a
/// name depends on the result.
#[test]
fn closing_saves_money_and_adds_statutory_cost() {
    let study = england();
    let case = path(&study, "close-both");
    assert_eq!(case.direction, Kind::Saves);
    assert!(total(&case, "statutory") > 0.0 && total(&case, "spending") < 0.0);
    assert!(total(&case, "net") < 0.0 && case.equivalent_annual.is_some_and(|it| it < 0.0));
    let names = |case: &Appraisal| -> Vec<String> {
        case.rows.iter().map(|row| row.name.clone()).collect()
    };
    assert_eq!(names(&case), names(&path(&study, "half-as-many-again")));
    assert_eq!(total(&case, "allowance"), 0.0, "a saving is not made larger");
    assert_eq!(case.ratio.of, RatioOf::Added);
    assert!(case.ratio.value.is_some_and(|ratio| ratio > 0.0));
    assert!(!case.payback.applies && case.npv.mean > 0.0);
    let before: f64 = case.steps[..case.steps.len() - 1].iter().map(|step| step.present).sum();
    close(before, case.steps.last().expect("net").present, 0.05);
}

/// The allowance is the share of the grade, on what is added and nothing else; mitigation
/// takes its share of it away.
#[test]
fn optimism_is_allowed_for_once() {
    let case = path(&england(), "half-as-many-again");
    let (spending, allowance) = (total(&case, "spending"), total(&case, "allowance"));
    close(allowance, 0.25 * spending, 1.0);
    let half = england_with("mitigation = { value = 0,", "mitigation = { value = 0.5,");
    close(total(&path(&half, "half-as-many-again"), "allowance"), allowance / 2.0, 1.0);
    let off = path(&england_with("on = \"costs\"", "on = \"nothing\""), "half-as-many-again");
    assert_eq!(total(&off, "allowance"), 0.0);
    close(off.npv_public.mean, off.npv_public_before_allowance.mean, 0.01);
    let both = england_with("on = \"costs\"", "on = \"costs_and_benefits\"");
    let both = path(&both, "half-as-many-again");
    assert!(total(&both, "allowance") > allowance + 1000.0, "benefits are reduced too");
    close(total(&both, "statutory"), total(&case, "statutory"), 0.02);
}

/// Fails if costs that grow faster than prices do not make what is avoided worth more.
#[test]
fn growth_of_costs_is_a_choice() {
    let study = england();
    let plain = path(&study, "half-as-many-again");
    let grown = Ask { growth: Some("placements-grow".to_owned()), ..Ask::default() };
    let grown = asked(&study, "half-as-many-again", &grown);
    assert!(total(&grown, "statutory") < 1.05 * total(&plain, "statutory"));
    assert!(total(&grown, "spending") > total(&plain, "spending"));
    let wrong = Ask { growth: Some("placement-grow".to_owned()), ..Ask::default() };
    let option = option(&study, "half-as-many-again");
    let problems = study.appraisal(&option, Vec::new(), 0, &wrong).expect_err("no such view");
    assert!(problems[0].to_string().contains("Did you mean \"placements-grow\"?"));
    let wrong = Ask { reserve: Some(-1.0), ..Ask::default() };
    assert!(study.appraisal(&option, Vec::new(), 0, &wrong).is_err());
}

/// At the factor found the net present value is nothing; where nothing suffices the
/// answer is that it cannot be met, with how far off it is.
#[test]
fn break_even_breaks_even() {
    let study = england();
    let ask = Ask::default();
    let chosen = option(&study, "half-as-many-again");
    let even = study.break_even(&chosen, &ask).expect("an answer");
    let now = path(&study, "half-as-many-again").npv.mean;
    close(even.net_now, -now, 0.05);
    match even.times {
        Some(times) => {
            assert!(times > 1.0, "it does not pay as it is");
            assert!(even.effects.iter().all(|effect| effect.needed < effect.now));
        }
        None => {
            let told = even.tell(&study.model, &chosen);
            let said = &told.words.sentence;
            assert!(said.starts_with("The option cannot break even"), "{said}");
            assert!(told.net_strongest > 0.0 && told.net_strongest < -now);
            assert!(told.share_needed.is_some_and(|share| share > 1.0));
        }
    }
    let null = study.break_even(&option(&study, "half-as-many-again-null"), &ask).expect("one");
    assert_eq!(null.times, None);
    // A programme that costs a tenth of it pays at some strength.
    let (main, mut files) = england_files();
    let council = files.get_mut("councils/england-2025.toml").expect("a council");
    assert!(council.contains("staff_cost = { value = 74000,"));
    *council = council.replacen("staff_cost = { value = 74000,", "staff_cost = { value = 7400,", 1);
    let cheap = Study::open(&main, &files).expect("good");
    let even = cheap.break_even(&option(&cheap, "half-as-many-again"), &ask).expect("one");
    let times = even.times.expect("it can be met");
    assert!(times > 0.0 && times < 60.0, "{times}");
}

/// Fails if 1% more of a price does not move the net by 1% of its line, or if parts and
/// interaction do not add up.
#[test]
fn one_percent_and_parts() {
    let study = england();
    let both = option(&study, "close-both");
    let case = path(&study, "close-both");
    let moved = study.one_percent(&both, &Ask::default()).expect("rows");
    close(moved.net, -case.npv.mean, 0.05);
    let row = moved.rows.iter().find(|row| row.name.contains("residential"));
    let row = row.expect("residential care costs");
    let line = case
        .rows
        .iter()
        .find(|it| it.name.starts_with("Looked after: residential"))
        .expect("a line");
    let worth = line.present.expect("worth").mean;
    close(row.up, 0.01 * worth, 0.05);
    close(row.down, -0.01 * worth, 0.05);
    assert!(moved.rows.iter().any(|row| row.name.contains("Effect of support") && row.up > 0.0));
    let parts = study.parts(&both, &Ask::default()).expect("parts");
    assert_eq!(parts.alone.len(), 2);
    let sum: f64 = parts.alone.iter().map(|part| part.1).sum();
    close(sum + parts.interaction, parts.together, 0.05);
    close(parts.together, -case.npv.mean, 0.05);
}

/// The reserve test and payback over draws are shares that can only go one way where
/// money only goes one way.
#[test]
fn shares_of_runs() {
    let study = england();
    let case = drawn(&study, "half-as-many-again-null", 6);
    let reserve = case.reserve.expect("the file has a reserve");
    assert!(reserve.above_by_year.windows(2).all(|pair| pair[0] <= pair[1]));
    assert_eq!((reserve.above_by_year[0], reserve.above_ever), (0.0, 1.0));
    assert_eq!(case.payback.by_year[0], None, "nothing is spent in the first year");
    assert!(case.payback.by_year[1..].iter().all(|share| *share == Some(0.0)));
}

/// Kinds of value stand apart, each with source and grade. Fails if one is in the table.
#[test]
fn value_elsewhere_is_never_added() {
    let study = england();
    let case = path(&study, "half-as-many-again");
    assert!(case.wider.len() >= 4);
    assert!(case.wider.iter().all(|row| !row.source.is_empty() && row.present.mean > 0.0));
    let spending = case.row("spending").and_then(|row| row.present).expect("worth").mean;
    let ratio = case.wider.iter().find(|row| row.id == "troubled-families-economic");
    close(ratio.expect("it ships").present.mean, 2.28 * spending, 0.1);
    let lines: f64 = case
        .rows
        .iter()
        .filter(|row| row.part == RowPart::Statutory && !row.sum)
        .map(|row| row.real.total.mean)
        .sum();
    close(lines, total(&case, "statutory"), 0.1);
}

/// A scenario without money rules still opens, runs and says what is missing.
#[test]
fn without_rules_there_is_no_case() {
    let (main, files) = changed("rotherham-2019.toml", "money = \"money/england.toml\"\n", "");
    let study = Study::open(main, &files).expect("good");
    let problems = study
        .appraisal(&study.model.scenario.options[1], Vec::new(), 0, &Ask::default())
        .expect_err("no rules");
    assert!(problems[0].to_string().contains("\"money\" is missing"), "{}", problems[0]);
}
