//! How fast the engine is: `cargo bench -p staircase-benches`.
//!
//! Absolute times mean little on a shared machine, so the figures to compare are
//! the ratios printed at the end. Both sides of a ratio are timed in turn within
//! one run. Nothing here asserts a time.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use staircase_answers::study::Study;
use staircase_model::Model;
use staircase_model::microsimulation::draw::{Parameters, Simulator};
use staircase_model::record::Block;
use staircase_numerics::chance::{Chance, Purpose, Stream};
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::shipped::shipped;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Months of the shipped projection.
const MONTHS: usize = 120;

/// Times that both sides of a ratio are measured; the median is printed.
const ROUNDS: usize = 9;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .configure_from_args();
    let study = scenario(MONTHS, 1);
    compile(&mut criterion, &study);
    path(&mut criterion, &study);
    draw(&mut criterion, &study);
    linearity(&mut criterion);
    criterion.final_summary();
    // `cargo test --benches` and `--list` only want to know that this file runs.
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        print_ratios(&study);
    }
}

/// From a checked scenario to the compiled model: hazards, cells, a whole
/// childhood of the expected-value path, the first day.
fn compile(criterion: &mut Criterion, study: &Study) {
    let mut group = criterion.benchmark_group("compile");
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("model", |bencher| {
        bencher.iter(|| Model::new(black_box(study.model.scenario.clone())));
    });
    group.finish();
}

/// Ten years of the expected-value path, which stand behind every preview.
fn path(criterion: &mut Criterion, study: &Study) {
    let [baseline, option] = pair(study).map(|option| study.model.plan(&option));
    let mut group = criterion.benchmark_group("path");
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("ten years of one option", |bencher| {
        bencher.iter(|| study.path(black_box(&option)));
    });
    group.bench_function("ten years of a pair", |bencher| {
        bencher.iter(|| [study.path(black_box(&baseline)), study.path(black_box(&option))]);
    });
    group.finish();
}

/// A draw with sampled parameters, in family-months a second, and the bare loop.
fn draw(criterion: &mut Criterion, study: &Study) {
    let family_months = family_months(study);
    let simulator = study.simulator(1, Parameters::Sampled);
    let [baseline, option] = pair(study);
    let mut group = criterion.benchmark_group("draw");
    group.sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(8));
    for (name, plans) in
        [("one option", vec![baseline.clone()]), ("a pair", vec![baseline, option])]
    {
        group.throughput(Throughput::Elements(family_months * plans.len() as u64));
        let mut next = draws(&simulator, &plans);
        group.bench_function(name, |bencher| bencher.iter(&mut next));
    }
    group.throughput(Throughput::Elements(family_months));
    let mut bare = BareLoop::new(study);
    group.bench_function("bare loop", |bencher| bencher.iter(|| bare.run(MONTHS)));
    group.finish();
}

/// A draw's cost against months and against children.
fn linearity(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("linearity");
    group.sampling_mode(SamplingMode::Flat);
    for (months, times) in [(60, 1), (120, 1), (120, 2)] {
        let study = scenario(months, times);
        let simulator = study.simulator(1, Parameters::Sampled);
        let plans = [pair(&study)[0].clone()];
        let mut next = draws(&simulator, &plans);
        let id = BenchmarkId::new(format!("children times {times}"), format!("{months} months"));
        group.bench_function(id, |bencher| bencher.iter(&mut next));
    }
    group.finish();
}

/// The shipped scenario with another length, and with its children, stocks and
/// staff multiplied.
fn scenario(months: usize, times: u32) -> Study {
    let (main, mut files) = shipped();
    let text = files.get_mut(main).expect("the scenario file");
    *text = text.replacen(&format!("months = {MONTHS}"), &format!("months = {months}"), 1);
    let council = files.get_mut("councils/rotherham-2019.toml").expect("the council's file");
    for key in ["children = { value = ", "staff = { value = "] {
        *council = multiplied(council, key, f64::from(times));
    }
    Study::open(main, &files).expect("the changed scenario is good")
}

/// The text with every number that follows `key` multiplied.
fn multiplied(text: &str, key: &str, times: f64) -> String {
    let mut parts = text.split(key);
    let mut changed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(',').expect("a unit follows the number");
        let number: f64 = part[..end].parse().expect("a number");
        changed += &format!("{key}{}{}", number * times, &part[end..]);
    }
    changed
}

fn pair(study: &Study) -> [PolicyOption; 2] {
    study.pair(&study.option("half-as-many-again", None).expect("it is shipped"))
}

/// One draw after the other, each with a number of its own.
fn draws<'a>(
    simulator: &'a Simulator<'_>,
    plans: &'a [PolicyOption],
) -> impl FnMut() -> Vec<Vec<f64>> {
    let mut number = 0;
    move || {
        number += 1;
        simulator.draw(black_box(number), plans)
    }
}

fn family_months(study: &Study) -> u64 {
    (study.model.scenario.families() * study.model.layout.months as f64) as u64
}

/// Family-months above the universal level in one draw: those that a model
/// without waiting times for quiet families would still have to step.
fn family_months_with_need(study: &Study) -> f64 {
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let plans = [pair(study)[0].clone()];
    let record = &study.simulator(1, Parameters::Sampled).draw(1, &plans)[0];
    let children: f64 = (1..layout.levels)
        .map(|level| layout.series(record, Block::Children, level)[..layout.months].iter())
        .map(Iterator::sum::<f64>)
        .sum();
    children / scenario.mean_family_size()
}

/// Rows in the bare loop's table, about as many as a level of the engine has.
const ROWS: usize = 1024;

/// The least that any month-by-month simulation must do: for each family and
/// month one random number, one look-up in a table, one comparison.
struct BareLoop {
    rows: Vec<u16>,
    stays: Box<[f64; ROWS]>,
    stream: Stream,
}

impl BareLoop {
    fn new(study: &Study) -> Self {
        let families = study.model.scenario.families() as usize;
        let rows = (0..families).map(|family| (family * 7 % ROWS) as u16).collect();
        let mut stays = Box::new([0.98; ROWS]);
        for (row, stay) in stays.iter_mut().enumerate() {
            *stay += 0.01 * (row as f64 / ROWS as f64);
        }
        Self { rows, stays, stream: Chance::new(1, 1, Purpose::Move).stream(0, 0) }
    }

    fn run(&mut self, months: usize) -> u64 {
        let mut moves = 0;
        for _ in 0..months {
            for row in black_box(&mut self.rows).iter_mut() {
                if self.stream.uniform() >= self.stays[usize::from(*row) % ROWS] {
                    *row = row.wrapping_add(1);
                    moves += 1;
                }
            }
        }
        moves
    }
}

fn print_ratios(study: &Study) {
    let plans = [pair(study)[0].clone()];
    let simulator = study.simulator(1, Parameters::Sampled);
    let mut bare = BareLoop::new(study);
    let all = family_months(study) as f64;
    let with_need = family_months_with_need(study);
    let (of_draw, of_bare) = in_turn(draws(&simulator, &plans), || bare.run(MONTHS));
    let ratio = of_bare / of_draw;
    println!("\nratios, each the median of {ROUNDS} pairs timed in turn");
    println!("  a draw: {:.1} million family-months a second", all / of_draw / 1e6);
    println!("  bare loop: {:.1} million family-months a second", all / of_bare / 1e6);
    println!("  draw against bare loop, every family: {:.0}%", 100.0 * ratio);
    println!(
        "  draw against bare loop, only families above universal ({:.0}% of family-months): {:.0}%",
        100.0 * with_need / all,
        100.0 * ratio * with_need / all
    );
    for (label, (months, times)) in
        [("half the months", (MONTHS / 2, 1)), ("twice the children", (MONTHS, 2))]
    {
        let other = scenario(months, times);
        let other_plans = [pair(&other)[0].clone()];
        let other_simulator = other.simulator(1, Parameters::Sampled);
        let (changed, shipped) =
            in_turn(draws(&other_simulator, &other_plans), draws(&simulator, &plans));
        println!("  a draw of {label}: {:.2} times the shipped one", changed / shipped);
    }
}

/// Median seconds of two pieces of work, timed in turn.
fn in_turn<A, B>(mut one: impl FnMut() -> A, mut other: impl FnMut() -> B) -> (f64, f64) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let started = Instant::now();
        black_box(one());
        times[0].push(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(other());
        times[1].push(started.elapsed().as_secs_f64());
    }
    let [one, other] = times.map(|mut seconds| {
        seconds.sort_unstable_by(f64::total_cmp);
        seconds[ROUNDS / 2]
    });
    (one, other)
}
