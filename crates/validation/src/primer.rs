//! B4: the Markov primer.

use super::report::{CaseReport, ComputedBy, Effort};
use crate::reference::chain::{Chain, ChainError, Counting, earned};

/// Runs the case.
pub fn b4(_: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B4",
        "The Markov primer: well, disabled, dead",
        "Sonnenberg and Beck 1993, as tested in rdecision",
    )
    .by(ComputedBy::Chain);
    let computed = compare(&mut case);
    case.needs("the matrix is of probabilities", computed.is_ok());
    vec![case]
}

fn compare(case: &mut CaseReport) -> Result<(), ChainError> {
    let chain = Chain::new(3, &[0.6, 0.2, 0.2, 0.0, 0.6, 0.4, 0.0, 0.0, 1.0])?;
    let trace = chain.trace(&[10_000.0, 0.0, 0.0], 400);
    for (cycle, expected) in [
        (1, [6000.0, 2000.0, 2000.0]),
        (2, [3600.0, 2400.0, 4000.0]),
        (3, [2160.0, 2160.0, 5680.0]),
    ] {
        for (name, (found, expected)) in
            ["well", "disabled", "dead"].iter().zip(trace[cycle].iter().zip(expected))
        {
            case.exact(format!("{name} after cycle {cycle}"), *found, expected);
        }
    }
    let utility = [1.0, 0.7, 0.0];
    let after = |cycles: usize, counting| earned(&trace[..=cycles], &utility, counting, 0.0);
    for (cycle, expected, decimals) in [
        (1, 7400.0, 6),
        (2, 12_680.0, 6),
        (3, 16_352.0, 6),
        (23, 23_749.176_7, 4),
        (24, 23_749.489_4, 4),
    ] {
        let what = format!("utility by cycle {cycle}, counted after each move");
        case.digits(what, after(cycle, Counting::End), expected, decimals);
    }
    let each = |cycles, counting| after(cycles, counting) / 10_000.0;
    case.exact("a person, counted after each move", each(400, Counting::End), 2.375);
    case.exact("a person, counted before each move", each(400, Counting::Start), 3.375);
    let halves = each(24, Counting::LifeTable);
    case.digits("a person by cycle 24, counted on the mean of both", halves, 2.874_933, 6);
    let visits = chain.fundamental(&[0, 1]);
    let visit = |to| visits.as_ref().map_or(f64::NAN, |visits| visits[(0, to)]);
    case.exact("cycles spent well", visit(0), 2.5);
    case.exact("cycles spent disabled", visit(1), 1.25);
    case.exact("utility by expected visits", visit(0) + 0.7 * visit(1), 3.375);
    let moves = [0.0, 1000.0, 250.0, 0.0, 0.0, 500.0, 0.0, 0.0, 0.0];
    let entries = chain.earned_on_moves(&[1.0, 0.0, 0.0], &moves);
    case.exact("cycle 1: cost of becoming disabled", entries[1], 200.0);
    case.exact("cycle 1: cost of dying", entries[2], 50.0);
    let disabled = entries[1] + 750.0 * trace[1][1] / 10_000.0;
    case.exact("cycle 1: cost of becoming and being disabled", disabled, 350.0);
    Ok(())
}
