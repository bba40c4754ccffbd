//! B5: four strategies against a disease with a worse stage.

use super::report::{CaseReport, ComputedBy, Effort};
use crate::reference::chain::{Chain, ChainError, earned_at_nodes, half_cycle_weights};
use staircase_appraisal::frontier::{FrontierStatus, frontier};
use staircase_numerics::maths::leave_probability;

const CYCLES: usize = 75;
const NAMES: [&str; 4] = ["standard care", "A", "B", "A and B"];

/// Cost, effect and, where one was published, their ratio.
type Expected = [(f64, f64, Option<f64>); 4];

/// Runs the case.
pub fn b5(_: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B5",
        "Sick-Sicker: four strategies, three ways of counting a cycle",
        "Alarid-Escudero and others 2023, Medical Decision Making; code of the tutorial",
    )
    .by(ComputedBy::ChainThenEngine);
    let computed = compare(&mut case);
    case.needs("the matrices are of probabilities", computed.is_ok());
    vec![case]
}

/// Moves between healthy, sick, sicker and dead. Death comes first; the others share
/// those who live.
fn chain(worse: f64) -> Result<Chain, ChainError> {
    let death = |ratio: f64| leave_probability(0.002 * ratio);
    let (healthy, sick, sicker) = (death(1.0), death(3.0), death(10.0));
    let (falls_ill, recovers) = (leave_probability(0.15), leave_probability(0.5));
    let worsens = leave_probability(0.105 * worse);
    #[rustfmt::skip]
    let rows = [
        (1.0 - healthy) * (1.0 - falls_ill), (1.0 - healthy) * falls_ill, 0.0, healthy,
        (1.0 - sick) * recovers, (1.0 - sick) * (1.0 - recovers - worsens),
            (1.0 - sick) * worsens, sick,
        0.0, 0.0, 1.0 - sicker, sicker,
        0.0, 0.0, 0.0, 1.0,
    ];
    Chain::new(4, &rows)
}

fn compare(case: &mut CaseReport) -> Result<(), ChainError> {
    let (usual, slowed) = (chain(1.0)?, chain(0.6)?);
    #[rustfmt::skip]
    let published = [
        ("from healthy", &usual, 0, [0.858_988_281, 0.139_013_718, 0.0, 0.001_998_001]),
        ("from sick", &usual, 1, [0.391_115_593, 0.503_823_156, 0.099_079_215, 0.005_982_036]),
        ("from sick under B", &slowed, 1, [0.391_115_593, 0.542_211_088, 0.060_691_284, 0.005_982_036]),
        ("from sicker", &usual, 2, [0.0, 0.0, 0.980_198_673, 0.019_801_327]),
    ];
    let states = ["healthy", "sick", "sicker", "dead"];
    for (name, chain, from, row) in published {
        for (to, expected) in row.iter().enumerate() {
            let what = format!("probability {name} to {}", states[to]);
            case.digits(what, chain.probability(from, to), *expected, 9);
        }
    }
    let start = [1.0, 0.0, 0.0, 0.0];
    let (trace_usual, trace_slowed) = (usual.trace(&start, CYCLES), slowed.trace(&start, CYCLES));
    for (cycle, nodes) in [
        (1, [0.858_988_281, 0.139_013_718, 0.0, 0.001_998_001]),
        (5, [0.707_406_492, 0.206_322_703, 0.071_626_965, 0.014_643_840]),
        (10, [0.620_192_142, 0.183_148_667, 0.158_706_007, 0.037_953_185]),
        (20, [0.479_012_865, 0.141_474_855, 0.277_617_354, 0.101_894_927]),
        (40, [0.285_765_977, 0.084_400_031, 0.367_586_002, 0.262_247_989]),
        (75, [0.115_723_451, 0.034_178_536, 0.317_061_536, 0.533_036_478]),
    ] {
        for (state, expected) in nodes.iter().enumerate() {
            let what = format!("share {} after cycle {cycle}", states[state]);
            case.digits(what, trace_usual[cycle][state], *expected, 9);
        }
    }
    // As the tutorial codes them: 1/3, 2/3, 4/3 … 1/3. They do not add up to 75.
    let coded: Vec<f64> = (0..=CYCLES)
        .map(|node| match node {
            0 | CYCLES => 1.0 / 3.0,
            odd if odd % 2 == 1 => 2.0 / 3.0,
            _ => 4.0 / 3.0,
        })
        .collect();
    case.digits("sum of the weights as coded", coded.iter().sum(), 74.6667, 4);
    let whole = vec![1.0; CYCLES + 1];
    for (name, weights, expected) in [
        ("weights as coded", coded, AS_CODED),
        ("half-cycle weights", half_cycle_weights(CYCLES), HALF_CYCLE),
        ("all weights 1", whole, UNCORRECTED),
    ] {
        let mut found = Vec::new();
        for strategy in 0..4 {
            let (a, b) = (strategy % 2 == 1, strategy >= 2);
            let extra = if a { 12_000.0 } else { 0.0 } + if b { 13_000.0 } else { 0.0 };
            let costs = [2000.0, 4000.0 + extra, 15_000.0 + extra, 0.0];
            let utilities = [1.0, if a { 0.95 } else { 0.75 }, 0.5, 0.0];
            let trace = if b { &trace_slowed } else { &trace_usual };
            let sum = |reward: [f64; 4]| earned_at_nodes(trace, &reward, &weights, 0.03);
            found.push((sum(costs), sum(utilities)));
        }
        judge(case, name, &found, &expected);
    }
    Ok(())
}

fn judge(case: &mut CaseReport, name: &str, found: &[(f64, f64)], expected: &Expected) {
    for (strategy, standing) in frontier(found).into_iter().enumerate() {
        let (cost, effect, ratio) = expected[strategy];
        let who = NAMES[strategy];
        case.digits(format!("{name}, {who}: cost"), found[strategy].0, cost, 4);
        case.digits(format!("{name}, {who}: quality-adjusted years"), found[strategy].1, effect, 6);
        if let Some(ratio) = ratio {
            let found = if let FrontierStatus::Ratio(found) = standing { found } else { f64::NAN };
            case.digits(format!("{name}, {who}: cost of a year gained"), found, ratio, 3);
        }
        match who {
            "standard care" => {
                let what = format!("{name}, {who}: the others are measured against it");
                case.holds(what, standing == FrontierStatus::Reference);
            }
            "A" => {
                let what = format!("{name}, {who}: dominated");
                case.holds(what, standing == FrontierStatus::Dominated);
            }
            _ => (),
        }
    }
}

const AS_CODED: Expected = [
    (151_579.866_0, 20.711_331, None),
    (284_804.513_4, 21.498_663, None),
    (259_100.410_6, 22.184_465, Some(72_987.636)),
    (378_875.198_4, 23.136_844, Some(125_763.786)),
];

const HALF_CYCLE: Expected = [
    (152_262.290_7, 21.038_151, None),
    (285_676.923_0, 21.828_836, None),
    (259_991.515_3, 22.511_198, Some(73_133.585)),
    (379_955.447_3, 23.466_846, Some(125_531.578)),
];

/// No ratios were published with these weights.
const UNCORRECTED: Expected = [
    (153_541.412_9, 21.554_487, None),
    (287_185.640_8, 22.345_544, None),
    (261_490.974_4, 23.032_608, None),
    (381_676.095_7, 23.988_969, None),
];
