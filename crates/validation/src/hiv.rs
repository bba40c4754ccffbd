//! B1: HIV therapy with one drug and with two.

use super::report::{CaseReport, ComputedBy, Effort};
use crate::reference::chain::{Chain, ChainError, Counting, earned};
use staircase_appraisal::frontier::{FrontierStatus, frontier, net_benefit_ahead};

/// Runs the case.
pub fn b1(_: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B1",
        "HIV therapy with one drug and with two: costs, life-years and their ratio",
        "heemod 1.1.0, simple homogeneous model, after Chancellor and others 1997",
    )
    .by(ComputedBy::ChainThenEngine);
    let computed = compare(&mut case);
    case.needs("the matrices are of probabilities", computed.is_ok());
    vec![case]
}

fn compare(case: &mut CaseReport) -> Result<(), ChainError> {
    let mono = [
        [0.721, 0.202, 0.067, 0.010],
        [0.0, 0.581, 0.407, 0.012],
        [0.0, 0.0, 0.750, 0.250],
        [0.0, 0.0, 0.0, 1.0],
    ];
    let mut combined = mono;
    for (from, row) in combined.iter_mut().enumerate() {
        row.iter_mut().for_each(|p| *p *= 0.509);
        row[from] = 0.0;
        row[from] = 1.0 - row.iter().sum::<f64>();
    }
    let health = [2756.0, 3052.0, 9007.0, 0.0];
    let alive = [1.0, 1.0, 1.0, 0.0];
    let mut options = Vec::new();
    for (name, matrix, drug, expected) in [
        (
            "one drug",
            mono,
            2278.0,
            [33_891_136.017_309, 14_870_957.029_053, 48_762_093.046_362, 8_585.843_145_641],
        ),
        (
            "two drugs",
            combined,
            4364.0,
            [48_739_756.897_250, 44_245_090.910_338, 92_984_847.807_588, 17_256.937_167_025],
        ),
    ] {
        let trace = Chain::new(4, &matrix.concat())?.trace(&[1000.0, 0.0, 0.0, 0.0], 50);
        let sum = |reward: [f64; 4], rate| earned(&trace, &reward, Counting::LifeTable, rate);
        let (care, drugs) = (sum(health, 0.06), sum(alive.map(|a| a * drug), 0.06));
        let years = sum(alive, 0.0);
        let found = [care, drugs, care + drugs, years];
        let what = ["cost of health care", "cost of drugs", "total cost", "life-years"];
        for ((what, found), expected) in what.iter().zip(found).zip(expected) {
            case.exact(format!("{name}: {what}, 1000 people"), found, expected);
        }
        options.push(((care + drugs) / 1000.0, years / 1000.0));
    }
    let (cost, effect) = (options[1].0 - options[0].0, options[1].1 - options[0].1);
    case.digits("extra cost a person", cost, 44_222.75, 2);
    case.digits("extra life-years a person", effect, 8.671_094, 6);
    let ratio = match frontier(&options)[..] {
        [FrontierStatus::Reference, FrontierStatus::Ratio(ratio)] => ratio,
        _ => f64::NAN,
    };
    case.digits("cost of a life-year gained", ratio, 5100.02, 2);
    for (worth, expected, decimals) in [
        (1000.0, [35_551.66, 0.0], 2),
        (5000.0, [867.284_7, 0.0], 4),
        (6000.0, [0.0, 7803.809], 3),
        (10_000.0, [0.0, 42_488.19], 2),
    ] {
        let ahead = net_benefit_ahead(&options, worth);
        for (name, (found, expected)) in
            ["one drug", "two drugs"].iter().zip(ahead.iter().zip(expected))
        {
            let what = format!("{name}: net benefit beyond the worst, life-year at {worth}");
            case.digits(what, *found, expected, decimals);
        }
    }
    Ok(())
}
