//! B9: small published cases.

use super::report::{CaseReport, ComputedBy, Effort};
use crate::reference::chain::{Chain, ChainError, Counting, earned, earned_at_nodes};
use staircase_numerics::maths::{leave_probability, pow};

/// Runs the cases.
pub fn b9(_: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B9",
        "Small cases: counting by cycle, rates and probabilities, a cost paid once",
        "heemod introduction; pierucci/heemod issues 338 and 345",
    )
    .by(ComputedBy::Chain);
    let computed = introduction(&mut case).and_then(|()| paid_once(&mut case));
    case.needs("the matrices are of probabilities", computed.is_ok());
    let probability = leave_probability(162.0 / 1000.0 * 5.0);
    case.digits("162 events per 1000 person-years, over 5 years", probability, 0.555_141_9, 7);
    vec![case]
}

fn introduction(case: &mut CaseReport) -> Result<(), ChainError> {
    let trace = Chain::new(2, &[0.9, 0.1, 0.2, 0.8])?.trace(&[1000.0, 0.0], 10);
    let sum =
        |nodes: &[Vec<f64>], reward: [f64; 2]| earned(nodes, &reward, Counting::LifeTable, 0.0);
    let costs = [1234.0, 4321.0];
    case.exact("cost of 10 cycles", sum(&trace, costs), 19_796_855.658_846);
    case.exact("utility of 10 cycles", sum(&trace, [0.85, 0.5]), 7_654.551_512_603);
    let counts = [950.0, 865.0, 805.5, 763.85, 734.695, 714.286_5];
    let by_cycle =
        [1_388_350.0, 1_650_745.0, 1_834_421.5, 1_962_995.05, 2_052_996.535, 2_115_997.574_5];
    for (place, (count, cost)) in counts.iter().zip(by_cycle).enumerate() {
        let (cycle, nodes) = (place + 1, &trace[place..place + 2]);
        case.exact(
            format!("cycle {cycle}: people in A, mean of both ends"),
            sum(nodes, [1.0, 0.0]),
            *count,
        );
        case.exact(format!("cycle {cycle}: cost"), sum(nodes, costs), cost);
    }
    for (cycle, node) in trace.iter().enumerate().skip(1) {
        let closed = 1000.0 * (2.0 / 3.0 + pow(0.7, cycle as f64) / 3.0);
        case.routes_agree(format!("people in A after cycle {cycle}, closed form"), node[0], closed);
    }
    Ok(())
}

/// Counting a cycle on the mean of its ends halves what is paid on the first day for
/// those who die in it. What is paid on entry belongs to the first node.
fn paid_once(case: &mut CaseReport) -> Result<(), ChainError> {
    let trace = Chain::new(2, &[0.98, 0.02, 0.0, 1.0])?.trace(&[1000.0, 0.0], 1);
    let each = [4.0, 0.0];
    let spread = earned(&trace, &each, Counting::LifeTable, 0.0);
    case.exact("4 pounds a head, wrongly spread over the cycle", spread, 3960.0);
    case.exact("4 pounds a head, on entry", earned_at_nodes(&trace, &each, &[1.0], 0.0), 4000.0);
    Ok(())
}
