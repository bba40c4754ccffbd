//! B17.6: stays that depend on how long they have lasted.

use super::report::{CaseReport, Effort, Runs};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::sqrt;
use staircase_numerics::stay::Stay;

/// Figures of one distribution.
struct Expected {
    shape: f64,
    scale: f64,
    mean: f64,
    variance: f64,
    still_there: [f64; 4],
    leaving: f64,
    residual: f64,
}

/// Runs the case.
pub fn b17_6(effort: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B17.6",
        "Weibull stays: long-stayers leave sooner (shape above 1) or later (below 1)",
        "closed form",
    );
    for expected in [
        Expected {
            shape: 1.5,
            scale: 10.0,
            mean: 9.027_452_930,
            variance: 37.569_028_481,
            still_there: [0.968_871_994, 0.702_188_501, 0.367_879_441, 0.059_105_747],
            leaving: 0.154_387_375,
            residual: 5.200_087_938,
        },
        Expected {
            shape: 0.7,
            scale: 12.0,
            mean: 15.189_882_073,
            variance: 493.464_319_726,
            still_there: [0.838_937_005, 0.581_690_720, 0.414_706_886, 0.239_341_949],
            leaving: 0.056_000_178,
            residual: 22.511_906_669,
        },
    ] {
        match Stay::weibull(expected.shape, expected.scale) {
            Some(stay) => compare(&mut case, &stay, &expected, effort),
            None => case.holds("shape and scale are positive", false),
        }
    }
    vec![case]
}

fn compare(case: &mut CaseReport, stay: &Stay, expected: &Expected, effort: &Effort) {
    let named = |what: &str| format!("shape {}: {what}", expected.shape);
    case.digits(named("mean"), stay.mean(), expected.mean, 9);
    case.digits(named("variance"), stay.variance(), expected.variance, 9);
    for (time, there) in [1.0, 5.0, 10.0, 20.0].iter().zip(expected.still_there) {
        let what = named(&format!("still there at t = {time}"));
        case.digits(what, stay.still_there(*time), there, 9);
    }
    let leaving = stay.leaving(12.0, 13.0);
    case.digits(named("leaving in the month after 12"), leaving, expected.leaving, 9);
    let residual = stay.mean_residual(12.0);
    case.digits(named("mean time left after 12 months"), residual, expected.residual, 9);
    let chance = Chance::new(17, 6, Purpose::Stay);
    let [mut whole, mut left] = [Runs::default(); 2];
    for run in 0..effort.runs {
        whole.add(stay.length(chance.uniform(u64::from(run), 0)));
        left.add(stay.remaining(12.0, chance.uniform(u64::from(run), 1)));
    }
    let sd = sqrt(expected.variance);
    case.mean(&named("length, drawn"), &whole, expected.mean, sd);
    // The spread of what is left has no published figure: the runs' own stands in.
    let spread = sqrt(left.variance());
    case.mean(&named("time left after 12 months, drawn"), &left, expected.residual, spread);
}
