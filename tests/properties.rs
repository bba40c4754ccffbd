//! What must hold of any scenario, tried on random ones (`kit::random`).
//!
//! `tests/invariants.rs` holds the shipped scenario to some of the same rules.

// Exact equality is what some of these tests are about.
#![allow(clippy::float_cmp)]

use crate::kit;
use crate::kit::holds;
use crate::kit::random::{rich, sketch};
use crate::kit::sketch::{MAIN, Sketch, TWIN};
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::{Block, lines::lines};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_scenario::Edit;
use std::collections::BTreeMap;

/// What summing in another order may change.
const ROUNDING: f64 = 1e-9;

/// Random scenarios tried.
fn cases() -> std::ops::Range<u64> {
    0..24
}

#[track_caller]
fn open(sketch: &Sketch) -> Study {
    Study::open(MAIN, &sketch.files()).unwrap_or_else(|problems| {
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("a random scenario must be valid:\n{}", words.join("\n"))
    })
}

/// The path of every option of a study.
fn paths(study: &Study) -> Vec<Vec<f64>> {
    let options = study.model.scenario.options.iter();
    options.map(|option| study.path(&study.model.plan(option))).collect()
}

/// Fails if the sketches stop covering what they are meant to: without programmes
/// or with three, without levels below the threshold or at it, and so on.
#[test]
fn the_sketches_are_varied() {
    let all: Vec<Sketch> = (0..24).map(sketch).collect();
    let some = |what: &str, test: &dyn Fn(&Sketch) -> bool| {
        let found = all.iter().filter(|sketch| test(sketch)).count();
        assert!(found > 0 && found < all.len(), "{what}: {found} of {}", all.len());
    };
    for levels in 3..=6 {
        some("levels", &|it| it.levels.len() == levels);
    }
    for programmes in 0..=3 {
        some("programmes", &|it| it.programmes.len() == programmes);
    }
    some("no need level", &|it| it.levels.iter().all(|level| level.kind != "need"));
    some("no statutory level", &|it| it.levels.iter().all(|level| level.kind != "statutory"));
    some("rates by months", &|it| it.moves.iter().any(|m| m.rate.len() == 5));
    some("two moves between the same levels", &|it| it.moves.iter().any(|m| m.id.is_some()));
    some("factors by history", &|it| it.factors.iter().any(|f| f.history.is_some()));
    some("factors by age", &|it| it.factors.iter().any(|f| f.age.is_some()));
}

/// Plain scenarios and rich ones, in turn.
fn all_cases() -> impl Iterator<Item = (u64, Sketch)> {
    cases().map(|case| (case, if case % 2 == 0 { sketch(case) } else { rich(case) }))
}

/// Children and families are neither lost nor doubled, in any month, by the path or
/// by draws, under any option; and no more are supported than there are.
#[test]
fn children_and_families_are_conserved() {
    for (case, sketch) in all_cases() {
        let study = open(&sketch);
        let (layout, scenario) = (&study.model.layout, &study.model.scenario);
        let mut records = study.simulator(case, Parameters::Sampled).draw(case, &scenario.options);
        records.extend(paths(&study));
        for record in &records {
            let all = holds::children(layout, record, 0);
            assert!((all - scenario.population.children).abs() < 1e-6, "case {case}: {all}");
            holds::conserved(layout, record);
            holds::families_conserved(layout, record);
            holds::coverage_is_a_share(layout, record);
        }
    }
}

/// An option whose changes change nothing (add 0, times 1, set to what it is) equals
/// the baseline bit for bit, on the path and in draws. Fails if a change as such,
/// rather than what it changes, reaches the model.
#[test]
fn changes_that_change_nothing_are_no_difference_bit_for_bit() {
    for (case, sketch) in all_cases() {
        let study = open(&sketch);
        let same = study.option("same", None).expect("in every sketch");
        let pair = study.pair(&same);
        let paths =
            pair.each_ref().map(|option| holds::bits(&study.path(&study.model.plan(option))));
        assert_eq!(paths[0], paths[1], "case {case}");
        for draw in 0..2 {
            let records = study.simulator(1, Parameters::Sampled).draw(draw, &pair);
            assert_eq!(holds::bits(&records[0]), holds::bits(&records[1]), "case {case}");
        }
    }
}

/// A draw depends on its number alone. Fails if anything is drawn "next".
#[test]
fn draws_stand_alone() {
    for (_, sketch) in all_cases() {
        holds::a_draw_stands_alone(&open(&sketch));
    }
}

/// Money spent where support changes nothing avoids exactly nothing.
#[test]
fn null_effects_avoid_exactly_nothing() {
    let mut tried = 0;
    for (_, sketch) in all_cases() {
        if !sketch.programmes.is_empty() {
            let study = open(&sketch);
            let null = study.option("more staff, no effect", None).expect("in every sketch");
            holds::null_effect_avoids_nothing(&study, &null, 2);
            tried += 1;
        }
    }
    assert!(tried > 1, "{tried}");
}

/// Undiscounted cost is unit cost times child-years, staff cost times staff-years.
#[test]
fn costs_are_prices_times_time() {
    for (case, sketch) in all_cases() {
        let study = open(&sketch);
        let options = &study.model.scenario.options;
        let records = study.simulator(3, Parameters::Central).draw(case, options);
        for (option, record) in options.iter().zip(&records) {
            let plan = study.model.plan(option);
            holds::costs_are_price_times_time(&study, record, &plan);
            holds::costs_are_price_times_time(&study, &study.path(&plan), &plan);
        }
    }
}

/// Every series of a record by what it counts: order of levels and moves plays no
/// part, and a level's twin counts with it.
fn by_name(study: &Study, record: &[f64]) -> BTreeMap<String, Vec<f64>> {
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut put = |block: Block, item: usize, name: &str| {
        let series = layout.series(record, block, item);
        let name = format!("{block:?} {}", name.replace(TWIN, ""));
        let sums = all.entry(name).or_insert_with(|| vec![0.0; series.len()]);
        sums.iter_mut().zip(series).for_each(|(sum, one)| *sum += one);
    };
    for (place, level) in scenario.levels.iter().enumerate() {
        for block in
            [Block::Children, Block::Families, Block::FamiliesSupported, Block::FamiliesWaiting]
        {
            put(block, place, &level.id);
        }
    }
    for (place, it) in scenario.moves.iter().enumerate() {
        let ends = [it.from, it.to].map(|level| scenario.levels[level].id.as_str());
        put(Block::Moved, place, &format!("{ends:?} {:?}", it.id));
        put(Block::MovedChildren, place, &format!("{ends:?} {:?}", it.id));
    }
    (0..layout.programmes * 3).for_each(|place| put(Block::Support, place, &place.to_string()));
    for place in 0..layout.programmes {
        put(Block::Supported, place, &place.to_string());
        put(Block::Waiting, place, &place.to_string());
    }
    for (place, line) in lines(scenario).iter().enumerate() {
        put(Block::Cost, place, &line.name(scenario));
    }
    (0..layout.flows.len()).for_each(|place| put(Block::Flow, place, &place.to_string()));
    (0..8).for_each(|place| put(Block::PopulationFlows, place, &place.to_string()));
    all
}

/// The path of every option must be the same in both sketches, `times` as large in
/// the second, to `part` of each number.
#[track_caller]
fn same_paths(case: u64, one: &Sketch, two: &Sketch, times: f64, part: f64) {
    let (one, two) = (open(one), open(two));
    for (a, b) in paths(&one).iter().zip(&paths(&two)) {
        let (a, b) = (by_name(&one, a), by_name(&two, b));
        assert!(a.keys().eq(b.keys()));
        for (name, a) in &a {
            for (time, (a, b)) in a.iter().zip(&b[name]).enumerate() {
                let apart = (a * times - b).abs();
                assert!(apart <= part * b.abs().max(1e-3), "{case} {name} {time}: {a} and {b}");
            }
        }
    }
}

/// Twice the children, stocks, staff and money: twice of everything on the path.
/// Fails if anything is counted that does not grow with the place.
#[test]
fn doubling_the_place_doubles_the_path() {
    for case in cases().step_by(2) {
        let sketch = sketch(case);
        same_paths(case, &sketch, &sketch.larger(2.0), 2.0, ROUNDING);
    }
}

/// The order of levels of one kind is a matter of drawing: the path's results are
/// reordered and nothing else.
#[test]
fn the_order_of_levels_of_a_kind_does_not_matter() {
    for case in cases().step_by(2) {
        let sketch = sketch(case);
        same_paths(case, &sketch, &sketch.reordered(), 1.0, ROUNDING);
    }
}

/// A level written as two that are alike, and served alike, changes no total.
#[test]
fn splitting_a_level_in_two_changes_nothing() {
    for case in cases().step_by(2) {
        let sketch = sketch(case);
        let place = 1 + case as usize % (sketch.levels.len() - 1);
        same_paths(case, &sketch, &sketch.split(place), 1.0, ROUNDING);
    }
}

/// With central parameters the mean of draws is the path, by the rule of
/// `tests/agreement.rs`. The path mixes ages within a year (0.4% at most). It also
/// takes the mean dose of a group, which costs it the square of an effect: nothing
/// to see at the strength that evidence gives, 3% of a stock where support halves a
/// rate. So effects are a quarter of what the other tests here use. A front door is
/// there, but never binds: how long a queue is on average is not what a queue of the
/// average length is.
#[test]
fn the_mean_of_draws_is_the_path() {
    let (mut tested, mut beyond) = (0, Vec::new());
    for (case, sketch) in (0..5).flat_map(|case| [(case, sketch(case)), (case, rich(case))]) {
        let study = open(&sketch.gentler().open_door());
        let option = study.option("other", None).expect("in every sketch");
        let slack = |path: f64| 0.5 + 0.004 * path.abs();
        let found = holds::agreement(&study, &option, (8, 500), &[6, 12, 24], slack);
        tested += found.tested;
        beyond.extend(found.beyond.into_iter().map(|words| format!("case {case}: {words}")));
    }
    assert!(tested > 20, "{tested}");
    assert!(beyond.len() * 100 <= tested, "{beyond:#?}");
}

/// Chance is that of families who fare independently: twice the place has twice the
/// variance of every stock. Fails if families share luck, which would quadruple it.
#[test]
fn doubling_the_place_doubles_the_variance_of_chance() {
    let sketch = sketch(1);
    let n = 1200_u32;
    let variances = |sketch: &Sketch| -> Vec<f64> {
        let study = open(sketch);
        let layout = &study.model.layout;
        let baseline = &study.model.scenario.options[..1];
        let simulator = study.simulator(12, Parameters::Central);
        let places: Vec<usize> =
            (1..layout.levels).map(|level| layout.at(Block::Children, level, 18)).collect();
        let mut sums = vec![[0.0; 2]; places.len()];
        for draw in 0..n {
            let record = &simulator.draw(u64::from(draw), baseline)[0];
            for ([sum, squares], place) in sums.iter_mut().zip(&places) {
                *sum += record[*place];
                *squares += record[*place] * record[*place];
            }
        }
        let n = f64::from(n);
        sums.iter().map(|[sum, squares]| (squares - sum * sum / n) / (n - 1.0)).collect()
    };
    let (one, two) = (variances(&sketch), variances(&sketch.larger(2.0)));
    // Each ratio has a relative standard error of 2 / √n.
    let limit = 4.0 * 2.0 / f64::from(n).sqrt();
    for (one, two) in one.iter().zip(&two) {
        assert!((two / one / 2.0 - 1.0).abs() < limit, "{one} and {two}");
    }
}

/// More staff, never fewer supported by that programme, on the path.
#[test]
fn more_places_never_lower_coverage() {
    let mut tried = 0;
    for case in cases().step_by(2) {
        let study = open(&sketch(case));
        let layout = &study.model.layout;
        for (place, programme) in study.model.scenario.programmes.iter().enumerate() {
            let mut last = 0.0;
            for times in [0.0, 0.3, 1.0, 2.0, 30.0] {
                let edit = Edit {
                    programme: programme.id.clone(),
                    staff: Some(programme.staff * times),
                    ..Default::default()
                };
                let option = study.option("base", Some(&edit)).expect("within the ranges");
                let record = study.path(&study.model.plan(&option));
                let held = record[layout.at(Block::Supported, place, layout.months)];
                assert!(held >= last - 1e-9, "case {case} {place} x{times}: {held} after {last}");
                holds::coverage_is_a_share(layout, &record);
                last = held;
                tried += 1;
            }
        }
    }
    assert!(tried > 0);
}

/// A number that becomes uncertain changes no other number's draw. Fails if values
/// are drawn one after the other.
#[test]
fn an_uncertain_number_has_chance_of_its_own() {
    for case in cases() {
        let certain = sketch(case);
        let mut more = certain.clone();
        // One more factor, after the others, and one more uncertain cost.
        let extra = kit::sketch::Factor { tag: "up", age: None, history: None, value: 1.5 };
        more.factors.push(extra);
        let values = |sketch: &Sketch| {
            let it = open(sketch).model.scenario.sampled(3, case);
            let mut values: Vec<f64> = it.factors.iter().map(|f| f.value.now).collect();
            let added = (sketch.factors.len() > certain.factors.len()).then(|| values.pop());
            for p in &it.programmes {
                let main = [&p.length, &p.referral, &p.known_weight, &p.drop_out, &p.staff_cost];
                values.extend(main.map(|number| number.now));
                let effects = p.effects.iter().flat_map(|e| [&e.ratio, &e.haircut, &e.half_life]);
                values.extend(effects.map(|number| number.now));
            }
            values.extend(it.unit_costs.iter().map(|cost| cost.now));
            values.extend(it.entry_costs.iter().map(|cost| cost.cost.now));
            (values, added.flatten())
        };
        let ((before, _), (after, added)) = (values(&certain), values(&more));
        assert_eq!(before, after, "case {case}");
        assert!(added.is_some_and(|value| value != 1.5), "{added:?}");
    }
}

/// Any one number replaced by nonsense is a problem with words, not a panic and not
/// an answer.
#[test]
fn nonsense_in_any_number_is_refused() {
    for case in cases().step_by(3) {
        let good = sketch(case);
        let count = good.clone().numbers().len();
        for place in 0..count {
            for nonsense in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300] {
                let mut bad = good.clone();
                *bad.numbers()[place].0 = nonsense;
                let problems = Study::open(MAIN, &bad.files()).expect_err("must be refused");
                assert!(problems.iter().all(|problem| problem.to_string().len() > 20));
            }
        }
    }
}

/// Numbers at the ends of their ranges, a few at a time: refused with words, or run
/// to finite results that lose nobody. Fails on any panic, overflow or NaN.
#[test]
fn extreme_numbers_are_refused_or_run() {
    let mut ran = 0;
    for case in 0..24 {
        let mut extreme = sketch(case % 24);
        extreme.months = 12;
        let chance = Chance::new(9, case, Purpose::Parameter);
        for (place, (number, quantity)) in extreme.numbers().into_iter().enumerate() {
            // The population stays: millions of families would only take time.
            if place > 0 && chance.uniform(place as u64, 0) < 0.08 {
                let top = chance.uniform(place as u64, 1) < 0.5;
                *number = if top { quantity.maximum } else { quantity.minimum };
            }
        }
        let Ok(study) = Study::open(MAIN, &extreme.files()) else { continue };
        ran += 1;
        let options = &study.model.scenario.options;
        let mut records = study.simulator(1, Parameters::Sampled).draw(0, options);
        records.extend(paths(&study));
        let (layout, population) = (&study.model.layout, study.model.scenario.population.children);
        for record in &records {
            assert!(record.iter().all(|number| number.is_finite()), "case {case}");
            assert!((holds::children(layout, record, 0) - population).abs() < 1e-6);
            holds::conserved(layout, record);
        }
    }
    assert!(ran > 2, "{ran}");
}

/// A move that keeps the clock takes along the months spent at a level whose own
/// rates do not ask for them. The same must come out as with rates that do ask, by a
/// hair. Fails if the path forgets months that draws remember.
#[test]
fn a_kept_clock_counts_months_at_every_level() {
    let (mut tried, hair) = (0, 1e-9);
    for case in cases().step_by(2) {
        let mut sketch = sketch(case);
        let [.., from, to] = sketch.levels.as_slice() else { continue };
        let (from, to) = (from.id.clone(), to.id.clone());
        for it in &mut sketch.moves {
            let rate = it.rate[0];
            it.keeps_clock = it.from == from && it.to == to;
            it.rate =
                if it.from == to { vec![rate * 3.0, rate, rate, rate, rate] } else { vec![rate] };
        }
        let mut asked = sketch.clone();
        for it in asked.moves.iter_mut().filter(|it| it.from == from) {
            let rate = it.rate[0];
            it.rate = vec![rate, rate, rate, rate, rate * (1.0 + hair)];
        }
        same_paths(case, &sketch, &asked, 1.0, 1e-6);
        tried += 1;
    }
    assert!(tried > 1);
}
