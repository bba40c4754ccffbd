//! B17.1 to B17.5: rates in continuous time, and probabilities.

use super::report::{CaseReport, ComputedBy, Effort};
use crate::reference::chain::{Chain, ChainError};
use crate::reference::generator::Generator;
use staircase_model::microsimulation::move_sampler::leave_each;
use staircase_numerics::maths::{exp, hazard_of, leave_probability};

const SOURCE: &str = "closed form";

/// One case's computation.
type Computation = fn(&mut CaseReport) -> Result<(), ChainError>;

/// Runs the cases.
pub fn b17_1_to_5(_: &Effort) -> Vec<CaseReport> {
    use ComputedBy::{Chain, Engine};
    let cases: [(&str, &str, ComputedBy, Computation); 5] = [
        ("B17.1", "Competing exits: destinations share those who leave", Engine, competing),
        ("B17.2", "There and back: returns within a step count", Chain, there_and_back),
        ("B17.3", "Step by step: two moves within one step", Chain, step_by_step),
        ("B17.4", "Four quarters make a year: the matrix exponential", Chain, quarters),
        ("B17.5", "A probability is not a rate", Engine, conversions),
    ];
    cases
        .into_iter()
        .map(|(id, title, by, run)| {
            let mut case = CaseReport::new(id, title, SOURCE).by(by);
            let computed = run(&mut case);
            case.needs("rates give probabilities", computed.is_ok());
            case
        })
        .collect()
}

fn over(rates: &[f64], states: usize, time: f64) -> Result<Chain, ChainError> {
    Generator::new(states, rates).ok_or(ChainError::NotSquare)?.over(time)
}

fn competing(case: &mut CaseReport) -> Result<(), ChainError> {
    let hazards = [0.05, 0.03, 0.02];
    let mut rates = vec![0.0; 16];
    rates[1..4].copy_from_slice(&hazards);
    // A month's chances as a draw decides them.
    let each = leave_each(&hazards);
    let mut month = vec![0.0; 16];
    month[0] = 1.0 - hazards.iter().map(|hazard| hazard * each).sum::<f64>();
    for (to, hazard) in hazards.iter().enumerate() {
        month[to + 1] = hazard * each;
        month[(to + 1) * 5] = 1.0;
    }
    let by_month = Chain::new(4, &month)?.trace(&[1.0, 0.0, 0.0, 0.0], 40);
    for (months, expected) in [
        (1, [0.904_837_418, 0.047_581_291, 0.028_548_775, 0.019_032_516]),
        (5, [0.606_530_660, 0.196_734_670, 0.118_040_802, 0.078_693_868]),
        (12, [0.301_194_212, 0.349_402_894, 0.209_641_736, 0.139_761_158]),
        (40, [0.018_315_639, 0.490_842_181, 0.294_505_308, 0.196_336_872]),
    ] {
        let at_once = over(&rates, 4, months as f64)?;
        for (state, expected) in expected.iter().enumerate() {
            let what = if state == 0 {
                format!("t = {months}: still there")
            } else {
                format!("t = {months}: gone to {state}")
            };
            case.digits(format!("{what}, month by month"), by_month[months][state], *expected, 9);
            case.digits(
                format!("{what}, in one step"),
                at_once.probability(0, state),
                *expected,
                9,
            );
        }
    }
    Ok(())
}

fn there_and_back(case: &mut CaseReport) -> Result<(), ChainError> {
    for (leave, back, time, expected) in [
        (0.2, 0.5, 1.0, 0.856_167_230),
        (0.2, 0.5, 5.0, 0.722_913_538),
        (0.05, 0.02, 12.0, 0.594_078_945),
    ] {
        let found = over(&[0.0, leave, back, 0.0], 2, time)?.probability(0, 0);
        let what = format!("t = {time}: there, leaving at {leave}, returning at {back}");
        case.digits(what.as_str(), found, expected, 9);
        let both: f64 = leave + back;
        let closed = back / both + leave / both * exp(-both * time);
        case.routes_agree(format!("{what}: formula"), found, closed);
    }
    Ok(())
}

fn step_by_step(case: &mut CaseReport) -> Result<(), ChainError> {
    for (time, expected) in [
        (1.0, [0.740_818_221, 0.246_028_796, 0.013_152_983]),
        (5.0, [0.223_130_160, 0.575_100_749, 0.201_769_091]),
        (10.0, [0.049_787_068, 0.477_138_559, 0.473_074_372]),
        (20.0, [0.002_478_752, 0.199_284_797, 0.798_236_451]),
    ] {
        let chain = over(&[0.0, 0.3, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.0], 3, time)?;
        for (state, expected) in expected.iter().enumerate() {
            let what = format!("t = {time}: at step {}", state + 1);
            case.digits(what, chain.probability(0, state), *expected, 9);
        }
    }
    Ok(())
}

fn quarters(case: &mut CaseReport) -> Result<(), ChainError> {
    let rates = [0.0, 0.10, 0.02, 0.06, 0.0, 0.14, 0.0, 0.0, 0.0];
    let (year, quarter) = (over(&rates, 3, 1.0)?, over(&rates, 3, 0.25)?);
    for (from, annual, quarterly) in [
        (
            0,
            [0.889_512_930, 0.085_322_358, 0.025_164_712],
            [0.970_626_291, 0.024_021_638, 0.005_352_072],
        ),
        (
            1,
            [0.051_193_415, 0.821_255_043, 0.127_551_542],
            [0.014_412_983, 0.951_408_981, 0.034_178_037],
        ),
    ] {
        let mut start = [0.0; 3];
        start[from] = 1.0;
        let four = &quarter.trace(&start, 4)[4];
        for to in 0..3 {
            let move_ = format!("{} to {}", from + 1, to + 1);
            case.digits(format!("{move_} in a year"), year.probability(from, to), annual[to], 9);
            case.digits(
                format!("{move_} in a quarter"),
                quarter.probability(from, to),
                quarterly[to],
                9,
            );
            let apart = (four[to] - year.probability(from, to)).abs();
            case.holds(format!("{move_}: four quarters are a year, to 1e-14"), apart < 1e-14);
        }
    }
    Ok(())
}

fn conversions(case: &mut CaseReport) -> Result<(), ChainError> {
    let rate = hazard_of(0.2);
    case.digits("rate behind a probability of 0.2 a year", rate, 0.223_143_551, 9);
    case.digits("its probability in a quarter", leave_probability(rate / 4.0), 0.054_258_391, 9);
    case.digits("its probability in a month", leave_probability(rate / 12.0), 0.018_423_470, 9);
    case.digits("probability of a rate of 0.2", leave_probability(0.2), 0.181_269_247, 9);
    let wrong = (leave_probability(rate / 4.0) - 0.05).abs();
    case.holds("a quarter of the probability would be wrong by more than 0.004", wrong > 0.004);
    Ok(())
}
