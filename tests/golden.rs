//! The same bits everywhere: this test runs natively in debug and release, the
//! browser and Node compare the same text with the WebAssembly build.

use crate::kit;
use rayon::prelude::*;
use staircase_model::microsimulation::draw::Parameters;

/// Fails when any result of the shipped scenario changes in any bit. If that was
/// meant, write the new hash to tests/golden.txt and a line labelled "Changes
/// results" to the changelog.
#[test]
fn golden_hash() {
    let expected = include_str!("golden.txt").trim();
    assert_eq!(staircase_answers::golden::golden(), expected);
}

/// Fails if results depend on threads.
#[test]
fn one_thread_and_two_give_the_same_bits() {
    let study = kit::rotherham();
    let plans = study.pair(&study.option("twelve-fewer", None).expect("shipped"));
    let simulator = study.simulator(3, Parameters::Sampled);
    let run = |threads: usize| -> Vec<Vec<Vec<f64>>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            (0..6_u64).into_par_iter().map(|draw| simulator.draw(draw, &plans)).collect()
        })
    };
    assert_eq!(run(1), run(2));
}
