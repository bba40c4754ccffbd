//! B11: waiting lines.

mod system;

use super::report::{CaseReport, Effort, Runs};
use crate::reference::chain::{Chain, ChainError};
use crate::reference::generator::Generator;
use crate::reference::waiting::{Service, mean_waits_by_class};
use staircase_model::microsimulation::queue::Discipline;
use staircase_numerics::maths::sqrt;
use system::System;

/// States of a chain of counts: more than any of these lines ever holds.
const MOST: usize = 80;

/// Runs the cases.
pub fn b11(effort: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B11",
        "Waiting lines: slots, loss, urgency, shared slots, drop-out, changing slots",
        "Erlang, Cobham and Coffman by formula; systems of Ciw 3.2.7's documentation and tests",
    );
    let computed = compare(&mut case, effort);
    case.needs("rates give probabilities", computed.is_ok());
    vec![case]
}

fn compare(case: &mut CaseReport, effort: &Effort) -> Result<(), ChainError> {
    #[rustfmt::skip]
    let systems = [
        (Service { arrivals: 0.2, finished: 0.1, slots: 3 }, 10, 50,
            [0.111_111, 0.444_444, 0.888_889, 4.444_444, 14.444_444, 2.888_889]),
        (Service { arrivals: 0.2, finished: 0.1, slots: 4 }, 10, 50,
            [0.130_435, 0.173_913, 0.173_913, 0.869_565, 10.869_565, 2.173_913]),
        (Service { arrivals: 5.0, finished: 8.0, slots: 1 }, 1, 10,
            [0.375, 0.625, 1.041_667, 0.208_333, 0.333_333, 1.666_667]),
    ];
    for (service, early, late, expected) in systems {
        waiting(case, effort, service, (early, late), expected)?;
    }
    for (load, slots, expected) in [(2.0, 3, 0.210_526_3), (10.0, 12, 0.119_739_2)] {
        loss(case, effort, Service { arrivals: load, finished: 1.0, slots }, expected)?;
    }
    urgency(case, effort);
    for (arrivals, expected) in [(3.0, 0.5), (4.0, 1.0)] {
        sharing(case, effort, arrivals, expected)?;
    }
    patience_and_change(case, effort)
}

/// Mean, standard deviation and kurtosis of a count.
fn moments(chances: &[f64]) -> (f64, f64, f64) {
    let about = |centre: f64, power: i32| -> f64 {
        let to_power = |k: usize| (0..power).fold(1.0, |product, _| product * (k as f64 - centre));
        chances.iter().enumerate().map(|(k, chance)| chance * to_power(k)).sum()
    };
    let mean = about(0.0, 1);
    let variance = about(mean, 2);
    (mean, sqrt(variance), about(mean, 4) / (variance * variance))
}

fn count(case: &mut CaseReport, what: &str, drawn: &Runs, chances: &[f64]) {
    let (mean, sd, kurtosis) = moments(chances);
    case.mean(what, drawn, mean, sd);
    case.sd_of(what, drawn, sd, kurtosis);
}

/// The line as a chain of counts in continuous time.
fn counts(service: Service, gives_up: f64, most: usize) -> Result<Generator, ChainError> {
    let down = |there: usize| {
        let served = there.min(service.slots as usize);
        served as f64 * service.finished + (there - served) as f64 * gives_up
    };
    Generator::of_counts(most, |_| service.arrivals, down).ok_or(ChainError::NotSquare)
}

fn from_empty(chain: &Chain) -> Vec<f64> {
    (0..chain.states()).map(|there| chain.probability(0, there)).collect()
}

fn waiting(
    case: &mut CaseReport,
    effort: &Effort,
    service: Service,
    (early, late): (u32, u32),
    expected: [f64; 6],
) -> Result<(), ChainError> {
    let Service { arrivals, finished, slots } = service;
    let name = format!("M/M/{slots}, {arrivals} come, {finished} done a slot");
    let generator = counts(service, 0.0, MOST)?;
    let steady = generator.steady().unwrap_or_default();
    let empty = steady.first().copied().unwrap_or(f64::NAN);
    let found = [
        ("nobody there", empty),
        ("probability of waiting", service.waits()),
        ("mean number waiting", service.mean_waiting()),
        ("mean wait", service.mean_wait()),
        ("mean time", service.mean_time()),
        ("mean number there", service.mean_present()),
    ];
    for ((what, found), expected) in found.iter().zip(expected) {
        case.digits(format!("{name}: {what}"), *found, expected, 6);
    }
    let (present, ..) = moments(&steady);
    let what = format!("{name}: mean number there, chain of counts and formula");
    case.routes_agree(what, present, service.mean_present());

    let rates = [arrivals];
    let number = slots;
    let from_nobody = System { counted: early, ..System::plain(number, service, &rates, &[1.0]) };
    let chances = from_empty(&generator.over(f64::from(early))?);
    let drawn = from_nobody.draw(effort);
    count(
        case,
        &format!("{name}: there at t = {early}, from nobody, drawn"),
        &drawn.present,
        &chances,
    );
    let settled = System { counted: late, ..System::plain(number + 10, service, &rates, &steady) };
    let drawn = settled.draw(effort);
    count(case, &format!("{name}: there in the long run, drawn"), &drawn.present, &steady);
    let sd = sqrt(service.wait_variance());
    case.mean(&format!("{name}: wait, drawn"), &drawn.wait, expected[3], sd);
    let sd = sqrt(service.wait_variance() + 1.0 / (finished * finished));
    case.mean(&format!("{name}: time, drawn"), &drawn.time, expected[4], sd);
    Ok(())
}

/// Nobody may wait.
fn loss(
    case: &mut CaseReport,
    effort: &Effort,
    service: Service,
    expected: f64,
) -> Result<(), ChainError> {
    let name = format!("{} slots, load {}, nobody waits", service.slots, service.load());
    case.digits(format!("{name}: turned away"), service.lost(), expected, 7);
    let steady = counts(service, 0.0, service.slots as usize)?.steady().unwrap_or_default();
    let full = steady.last().copied().unwrap_or(f64::NAN);
    case.routes_agree(
        format!("{name}: turned away, chain of counts and formula"),
        full,
        service.lost(),
    );
    let rates = [service.arrivals];
    let number = service.slots + 20;
    let system = System { room: 0, counted: 10, ..System::plain(number, service, &rates, &steady) };
    let drawn = system.draw(effort);
    let sd = sqrt(expected * (1.0 - expected));
    case.mean(&format!("{name}: turned away, drawn"), &drawn.lost, expected, sd);
    Ok(())
}

/// Two classes, one slot, nobody interrupted.
fn urgency(case: &mut CaseReport, effort: &Effort) {
    let rates = [0.2, 0.6];
    let service = Service { arrivals: 0.8, finished: 1.0, slots: 1 };
    let waits = mean_waits_by_class(&rates, 1.0);
    // Variances of the time: urgent, 2ρ/(1 − ρ₁)² − 1 + 1; other, the work found and the
    // urgent busy periods that delay it, plus 1 for the own work.
    let found = [("urgent", 2.0, 2.5), ("other", 6.0, 41.625)];
    for (class, (name, expected, variance)) in found.into_iter().enumerate() {
        let plain = System::plain(40 + class as u32, service, &rates, &[1.0]);
        let drawn = System { counted: 600, followed: class, ..plain }.draw(effort);
        case.exact(format!("two classes: mean time, {name}"), waits[class] + 1.0, expected);
        let what = format!("two classes: time, {name}, drawn");
        case.mean(&what, &drawn.time, expected, sqrt(variance));
    }
}

/// One slot that all share. Variance after Coffman, Muntz and Trotter 1970.
fn sharing(
    case: &mut CaseReport,
    effort: &Effort,
    arrivals: f64,
    expected: f64,
) -> Result<(), ChainError> {
    let service = Service { arrivals, finished: 5.0, slots: 1 };
    let name = format!("one slot shared, {arrivals} come, 5 done");
    let load = service.load();
    let variance = expected * expected * (2.0 + load) / (2.0 - load);
    case.exact(format!("{name}: mean time"), service.mean_time(), expected);
    let steady = counts(service, 0.0, 2 * MOST)?.steady().unwrap_or_default();
    let rates = [arrivals];
    let plain = System::plain(50 + arrivals as u32, service, &rates, &steady);
    let system = System { discipline: Discipline::Shared, counted: 10, ..plain };
    let drawn = system.draw(effort);
    count(case, &format!("{name}: there in the long run, drawn"), &drawn.present, &steady);
    case.mean(&format!("{name}: time, drawn"), &drawn.time, expected, sqrt(variance));
    Ok(())
}

/// What has no published figure: the chain of counts is the other route.
fn patience_and_change(case: &mut CaseReport, effort: &Effort) -> Result<(), ChainError> {
    let service = Service { arrivals: 4.0, finished: 1.0, slots: 3 };
    let rates = [4.0];
    let leaving = counts(service, 0.5, MOST)?.over(6.0)?;
    let plain = System::plain(60, service, &rates, &[1.0]);
    let system = System { counted: 6, gives_up: 0.5, ..plain };
    let drawn = system.draw(effort);
    let what = "3 slots, those who wait give up at 0.5: there at t = 6, drawn";
    count(case, what, &drawn.present, &from_empty(&leaving));

    let fewer = Service { slots: 1, ..service };
    let (first, then) = (counts(fewer, 0.0, MOST)?, counts(service, 0.0, MOST)?);
    let middle = from_empty(&first.over(3.0)?);
    let end = then.over(3.0)?.trace(&middle, 1).pop().unwrap_or_default();
    let system = System { counted: 6, later: 3, ..System::plain(61, fewer, &rates, &[1.0]) };
    let drawn = system.draw(effort);
    count(case, "1 slot until t = 3, then 3: there at t = 6, drawn", &drawn.present, &end);
    Ok(())
}
