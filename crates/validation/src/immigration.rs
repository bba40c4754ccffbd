//! B12: arrivals from outside, stays and departures, and growth from within.

use super::report::{CaseReport, Effort, Runs};
use staircase_model::microsimulation::arrivals::{Arrivals, lineages};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::{exp, sqrt};
use staircase_numerics::stay::Stay;

const SUITE: &str = "SBML test suite, stochastic cases, after Evans and others 2008";
const SEED: u64 = 12;

/// Runs the cases.
pub fn b12(effort: &Effort) -> Vec<CaseReport> {
    vec![
        births_and_deaths(effort),
        one_by_one(effort),
        in_groups(effort),
        memoryless(effort),
        weibull(effort),
    ]
}

/// Who is there at the start and who comes; each case has a source of its own, so that no
/// two share their chance.
#[derive(Clone, Copy)]
struct Inflow {
    source: u32,
    start: u64,
    together: u32,
    rate: f64,
}

/// Stocks at the ends of some months, over runs.
fn stocks(
    effort: &Effort,
    stay: &Stay,
    Inflow { source, start, together, rate }: Inflow,
    months: &[u32],
) -> Vec<Runs> {
    let last = months.iter().copied().max().unwrap_or(0);
    let mut runs = vec![Runs::default(); months.len()];
    for draw in 0..u64::from(effort.runs) {
        let stock = Arrivals::new(SEED, draw, source, together).stock(stay, start, last, |_| rate);
        for (month, runs) in months.iter().zip(&mut runs) {
            runs.add(stock[*month as usize - 1] as f64);
        }
    }
    runs
}

/// Compares stocks with a published mean and standard deviation, drawn and, for the
/// mean, by the integral of the stay.
fn compare(
    case: &mut CaseReport,
    effort: &Effort,
    stay: Option<Stay>,
    inflow: Inflow,
    expected: &[(u32, f64, f64)],
    decimals: u32,
) {
    let Some(stay) = stay else { return case.holds("the stay has positive numbers", false) };
    let months: Vec<u32> = expected.iter().map(|row| row.0).collect();
    let runs = stocks(effort, &stay, inflow, &months);
    for ((month, mean, sd), runs) in expected.iter().zip(&runs) {
        let time = f64::from(*month);
        let exact = inflow.start as f64 * stay.still_there(time)
            + inflow.rate * f64::from(inflow.together) * stay.mean_until(time);
        case.digits(format!("t = {month}: mean, by the integral of stays"), exact, *mean, decimals);
        case.drawn(&format!("t = {month}, drawn"), runs, *mean, *sd);
    }
}

fn births_and_deaths(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B12.00001",
        "100 to start with; each brings forth others at 0.1 and dies at 0.11",
        SUITE,
    );
    let (birth, death, start) = (0.1, 0.11, 100.0);
    let times = [1.0, 5.0, 10.0, 20.0, 50.0];
    let mut runs = [Runs::default(); 5];
    for draw in 0..u64::from(effort.runs) {
        let chance = Chance::new(SEED, draw, Purpose::Lineage);
        let there = lineages(&chance, 100, birth, death, &times);
        runs.iter_mut().zip(there).for_each(|(runs, there)| runs.add(there as f64));
    }
    for (time, runs) in times.iter().zip(&runs) {
        let growth = exp((birth - death) * time);
        let variance = start * (birth + death) / (birth - death) * growth * (growth - 1.0);
        case.drawn(&format!("t = {time}, drawn"), runs, start * growth, sqrt(variance));
    }
    case
}

fn one_by_one(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B12.00020",
        "Arrivals one by one at rate 1, leaving at 0.1, none to start with",
        SUITE,
    );
    let expected = [
        (1, 0.951_625_8, 0.975_513),
        (5, 3.934_693, 1.983_606),
        (10, 6.321_206, 2.514_201),
        (20, 8.646_647, 2.940_518),
        (50, 9.932_620, 3.151_606),
    ];
    let inflow = Inflow { source: 20, start: 0, together: 1, rate: 1.0 };
    // The last digit printed is cut, not rounded: 9.932620 stands for 9.9326205.
    compare(&mut case, effort, Stay::memoryless(0.1), inflow, &expected, 5);
    case
}

fn in_groups(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B12.00037",
        "Arrivals in groups of 5, as siblings come: three times the variance",
        SUITE,
    );
    let expected = [
        (1, 4.531_731, 4.584_292),
        (5, 15.803_014, 7.683_505),
        (10, 21.616_618, 8.408_379),
        (20, 24.542_109, 8.632_806),
        (50, 24.998_865, 8.660_189),
    ];
    compare(
        &mut case,
        effort,
        Stay::memoryless(0.2),
        Inflow { source: 37, start: 0, together: 5, rate: 1.0 },
        &expected,
        6,
    );
    let stays = Stay::memoryless(0.2).and_then(|alone| Some((alone.shorter_of_two()?, alone)));
    if let Some((two, alone)) = stays {
        for (month, _, sd) in expected {
            let time = f64::from(month);
            let variance = 5.0 * alone.mean_until(time) + 20.0 * two.mean_until(time);
            let what = format!("t = {month}: standard deviation, by the integral of stays");
            case.digits(what, sqrt(variance), sd, 6);
        }
    }
    case
}

fn memoryless(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B12.M/M/inf",
        "12 arrivals a month, leaving at 0.5, 40 or none to start with",
        "closed form (M/M/∞)",
    );
    let from_40: Vec<(u32, f64, f64)> = [
        (1, 33.704_491, 18.989_313),
        (2, 29.886_071, 24.472_660),
        (5, 25.313_360, 25.043_842),
        (10, 24.107_807, 24.105_991),
    ]
    .map(|(month, mean, variance): (u32, f64, f64)| (month, mean, sqrt(variance)))
    .to_vec();
    compare(
        &mut case,
        effort,
        Stay::memoryless(0.5),
        Inflow { source: 1, start: 40, together: 1, rate: 12.0 },
        &from_40,
        6,
    );
    let from_0: Vec<(u32, f64, f64)> =
        [(1, 9.443_264), (2, 15.170_893), (5, 22.029_960), (10, 23.838_289)]
            .map(|(month, mean): (u32, f64)| (month, mean, sqrt(mean)))
            .to_vec();
    compare(
        &mut case,
        effort,
        Stay::memoryless(0.5),
        Inflow { source: 2, start: 0, together: 1, rate: 12.0 },
        &from_0,
        6,
    );
    case
}

fn weibull(effort: &Effort) -> CaseReport {
    let mut case = CaseReport::new(
        "B12.M/G/inf",
        "20 arrivals a month who stay by Weibull(1.5, 10), none to start with",
        "closed form (M/G/∞), Little's law",
    );
    let expected: Vec<(u32, f64, f64)> =
        [(1, 19.749_499), (6, 100.597_503), (12, 152.614_246), (24, 178.603_057)]
            .map(|(month, mean): (u32, f64)| (month, mean, sqrt(mean)))
            .to_vec();
    let stay = Stay::weibull(1.5, 10.0);
    let limit = stay.as_ref().map_or(f64::NAN, |stay| 20.0 * stay.mean());
    compare(
        &mut case,
        effort,
        stay,
        Inflow { source: 3, start: 0, together: 1, rate: 20.0 },
        &expected,
        6,
    );
    case.digits("long run, by Little's law", limit, 180.549_059, 6);
    case
}
