//! Published and closed-form cases that the engine must reproduce: the same that
//! `staircase validate` prints, with the same seeds.
//!
//! Each test fails with the rows that are not reproduced; what would make a case fail is
//! what it is named after. B10 and B13 wait for what they test
//! ([`staircase_validation::NOT_YET`]).

use staircase_validation::reference::chain::Chain;
use staircase_validation::reference::generator::Generator;
use staircase_validation::report::{CaseReport, FULL, LEAST};
use staircase_validation::{
    Effort, FAMILIES, NOT_YET, cases, finance, hiv, immigration, interaction, ladder, primer,
    queues, rates, run, sick_sicker, small, stays, uncertainty,
};

/// Fails with what is not reproduced, or if cases are not those the family names.
#[track_caller]
fn all_reproduced(reports: &[CaseReport]) {
    let ids: Vec<&str> = reports.iter().map(|report| report.id).collect();
    assert!(FAMILIES.iter().any(|family| family.ids == ids), "{ids:?}");
    for report in reports {
        let failed: Vec<_> = report.rows.iter().filter(|row| !row.passed).collect();
        assert!(report.passed(), "{}: {failed:#?}", report.id);
    }
}

/// Fails if the life-table rule, the discounting of the first cycle or the frontier is wrong.
#[test]
fn b1_hiv_therapy() {
    all_reproduced(&hiv::b1(&Effort::of(FULL)));
}

/// Fails if cycles are counted on the wrong node, or moves earn what states should.
#[test]
fn b4_the_markov_primer() {
    all_reproduced(&primer::b4(&Effort::of(FULL)));
}

/// Fails if weights of nodes are not the user's, or a dominated strategy gets a ratio.
#[test]
fn b5_sick_sicker() {
    all_reproduced(&sick_sicker::b5(&Effort::of(FULL)));
}

/// Fails if a count is not the mean of both ends of its cycle.
#[test]
fn b9_small_cases() {
    all_reproduced(&small::b9(&Effort::of(FULL)));
}

/// Fails if the line lets slots idle, interrupts, forgets urgency or loses people.
#[test]
fn b11_waiting_lines() {
    all_reproduced(&queues::b11(&Effort::of(FULL)));
}

/// Fails if arrivals are not Poisson, groups not of their size, or stays not as given.
#[test]
fn b12_arrivals_and_stays() {
    all_reproduced(&immigration::b12(&Effort::of(FULL)));
}

/// Fails if discounting, annuities, payback, returns or optimism are not the Green Book's.
#[test]
fn b14_finance() {
    all_reproduced(&finance::b14(&Effort::of(FULL)));
}

/// Fails if parts of a change and what is left over do not make the whole.
#[test]
fn b15_parts_and_interaction() {
    all_reproduced(&interaction::b15(&Effort::of(FULL)));
}

/// Fails if a rate is taken for a probability, or a matrix rescaled entry by entry.
#[test]
fn b17_1_to_5_rates() {
    all_reproduced(&rates::b17_1_to_5(&Effort::of(FULL)));
}

/// Fails if a stay forgets how long it has lasted.
#[test]
fn b17_6_stays() {
    all_reproduced(&stays::b17_6(&Effort::of(FULL)));
}

/// Fails if a shared number is drawn per child, or options do not share their luck.
#[test]
fn b17_7_to_11_what_is_shared() {
    all_reproduced(&uncertainty::b17_7_to_11(&Effort::of(FULL)));
}

/// Fails if a family's move by one uniform number does not have its probability.
#[test]
fn b17_12_the_ladder() {
    all_reproduced(&ladder::b17_12(&Effort::of(FULL)));
}

/// Fails if a family is run by the command and not by the tests above.
#[test]
fn every_family_has_its_test() {
    let first: Vec<&str> = FAMILIES.iter().map(|family| family.ids[0]).collect();
    let tested = [
        "B1",
        "B4",
        "B5",
        "B9",
        "B11",
        "B12.00001",
        "B14",
        "B15",
        "B17.1",
        "B17.6",
        "B17.7",
        "B17.12",
    ];
    assert_eq!(first, tested);
}

/// Fails if the README or decision 0040 gives another number of cases, or of quantities, than
/// are run, or names a case that waits otherwise than the command does.
#[test]
fn documents_give_the_number_of_cases_that_are_run() {
    let quick = Effort::of(LEAST);
    let reports: Vec<CaseReport> = run(&quick, |_| true).collect();
    assert_eq!(reports.len(), cases());
    let rows: usize = reports.iter().map(|report| report.rows.len()).sum();
    let (cases, readme) = (cases(), include_str!("../README.md"));
    for sentence in
        [format!("Runs {cases} published cases"), format!("{cases} published cases reproduced")]
    {
        assert!(readme.contains(&sentence), "README: {sentence}");
    }
    let decision = include_str!("../docs/decisions/0040-published-cases.md");
    let sentence = format!("runs {cases} cases with {rows} quantities");
    assert!(decision.contains(&sentence), "decision 0040: {sentence}");
    for (id, _) in NOT_YET {
        assert!(decision.contains(&format!("{id} (")), "decision 0040 does not name {id}");
    }
}

/// A case with one wrong expectation must not pass: a report that cannot fail shows nothing.
#[test]
fn a_wrong_expectation_is_reported() {
    let mut report = primer::b4(&Effort::of(FULL)).remove(0);
    assert!(report.passed());
    let obtained = report.rows[0].obtained;
    report.exact("well after cycle 1, published wrongly", obtained, obtained + 1.0);
    assert!(!report.passed());
    assert_eq!(report.rows.iter().filter(|row| !row.passed).count(), 1);
}

/// A matrix whose rows do not add up to one is refused with the row and its sum,
/// never rescaled.
#[test]
fn a_matrix_that_is_not_one_is_refused() {
    let error = Chain::new(2, &[0.7, 0.4, 0.0, 1.0]).expect_err("row 1 is 1.1");
    assert!(error.to_string().contains("row 1 adds up to 1.1"), "{error}");
    let error = Chain::new(2, &[1.4, -0.4, 0.0, 1.0]).expect_err("1.4");
    assert!(error.to_string().contains("1.4 is not a probability"), "{error}");
    assert!(Chain::new(2, &[f64::NAN, 1.0, 0.0, 1.0]).is_err());
    assert!(Generator::new(2, &[0.0, -1.0, 0.0, 0.0]).is_none());
    assert!(Generator::new(2, &[0.0, f64::NAN, 0.0, 0.0]).is_none());
}

/// Fails if a chain that cannot return is given a steady distribution, or a queue's is
/// not geometric.
#[test]
fn steady_distributions_exist_or_are_refused() {
    let dies = Generator::new(2, &[0.0, 1.0, 0.0, 0.0]).expect("rates");
    assert!(dies.steady().is_none());
    let line = Generator::of_counts(40, |_| 1.0, |_| 2.0).and_then(|line| line.steady());
    let line = line.expect("it returns to nobody");
    assert!((line[3] / line[2] - 0.5).abs() < 1e-12);
}
