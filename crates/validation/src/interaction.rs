//! B15: parts of a change, what is left over, and why intervals are not added.

use super::report::{CaseReport, Effort, Runs};
use staircase_appraisal::waterfall::Waterfall;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::{normal, sqrt};

const SEED: u64 = 15;

/// Records of a run in which each is drawn anew.
const RECORDS: u32 = 100;

/// Runs the case.
pub fn b15(effort: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B15",
        "Parts of a change, their interaction, and intervals",
        "The Strategy Unit, New Hospital Programme demand model: glossary and user guide",
    );
    waterfalls(&mut case);
    intervals(&mut case);
    resampled(&mut case, effort);
    vec![case]
}

fn waterfalls(case: &mut CaseReport) {
    let expected = Waterfall::of_factors(1000.0, &[1.2, 0.9]);
    case.exact("1,000 × 1.2 alone", expected.alone[0], 200.0);
    case.exact("1,000 × 0.9 alone", expected.alone[1], -100.0);
    let apart = expected.before + expected.alone.iter().sum::<f64>();
    case.exact("sum of both alone", apart, 1100.0);
    case.exact("together", expected.before + expected.together, 1080.0);
    case.exact("interaction", expected.interaction(), -20.0);
    let printed = Waterfall::of(1000.0, &[1200.0, 900.0], 1085.0);
    case.exact("interaction of the printed run of 1,085", printed.interaction(), -15.0);
    let people = Waterfall::of_factors(100.0 * 10.0, &[1.1, 1.1]);
    case.exact("100 people × 10 units, 10% more people alone", people.alone[0], 100.0);
    case.exact("10% more units alone", people.alone[1], 100.0);
    case.exact("both together", people.before + people.together, 1210.0);
    case.exact("interaction of people and units", people.interaction(), 10.0);
    for (factors, product, decimals) in [
        (&[1.09, 1.02][..], 1.1118, 4),
        (&[1.03, 1.0057, 1.0217], 1.0583, 4),
        (&[1.2, 1.02], 1.224, 3),
        (&[0.88, 0.75], 0.66, 2),
    ] {
        let all = Waterfall::of_factors(1.0, factors);
        let words: Vec<String> = factors.iter().map(ToString::to_string).collect();
        let name = format!("{} together", words.join(" × "));
        case.digits(name, all.before + all.together, product, decimals);
    }
}

fn intervals(case: &mut CaseReport) {
    let tail = normal::quantile(0.9);
    case.digits("an 80% interval in standard deviations", 2.0 * tail, 2.563_103_1, 7);
    let ends = |mean: f64, sd: f64| (mean - tail * sd, mean + tail * sd);
    let (low, high) = ends(100.0, 10.0);
    case.digits("one output, lower end", low, 87.184_484, 6);
    case.digits("one output, upper end", high, 112.815_516, 6);
    case.exact("standard deviation from the interval", (high - low) / (2.0 * tail), 10.0);
    case.digits("lower ends added, which is wrong", 2.0 * low, 174.368_969, 6);
    case.digits("upper ends added, which is wrong", 2.0 * high, 225.631_031, 6);
    let (low, high) = ends(200.0, 10.0 * sqrt(2.0));
    case.digits("the sum, lower end", low, 181.876_124, 6);
    case.digits("the sum, upper end", high, 218.123_876, 6);
}

/// Each record becomes a Poisson number of records, each kept with some probability: the
/// total is Poisson.
fn resampled(case: &mut CaseReport, effort: &Effort) {
    let (mean, kept) = (1.2 * 0.9, 0.88 * 0.75);
    let mut runs = [Runs::default(); 2];
    for run in 0..effort.runs {
        let chance = Chance::new(SEED, u64::from(run), Purpose::Move);
        let (mut all, mut left) = (0_u32, 0_u32);
        for record in 0..RECORDS {
            let mut stream = chance.stream(u64::from(record), 0);
            let mut at = stream.waiting_time();
            while at < mean {
                all += 1;
                left += u32::from(stream.uniform() < kept);
                at += stream.waiting_time();
            }
        }
        runs[0].add(f64::from(all));
        runs[1].add(f64::from(left));
    }
    let records = f64::from(RECORDS);
    for (name, runs, total) in [
        ("100 records × 1.2 × 0.9", &runs[0], records * mean),
        ("and 0.88 × 0.75 of them kept", &runs[1], records * mean * kept),
    ] {
        case.mean(name, runs, total, sqrt(total));
        case.sd_of(name, runs, sqrt(total), 3.0 + 1.0 / total);
    }
}
