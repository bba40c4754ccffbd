//! Published cases that the deterministic engine must reproduce.
//!
//! Deterministic figures to a relative 1e-9 of independently re-computed values,
//! or to the digits that were published. Each test says what would make it fail.
//! B14 and B15 come with the money; B10 and B13 with sensitivity and value of
//! information; B5, B9, B11, B12 and B18 with the whole model.

use staircase_engine::expected::chain::{Chain, Counting, earned};
use staircase_engine::expected::generator::Generator;
use staircase_engine::maths;

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 1e-9,
        "found {found}, expected {expected}, relative error {}",
        found / expected - 1.0
    );
}

/// To the last digit printed: half a unit of the last place.
#[track_caller]
fn printed(found: f64, expected: f64, places: i32) {
    let unit = maths::pow(10.0, f64::from(-places));
    assert!((found - expected).abs() <= 0.5 * unit + 1e-12, "found {found}, printed {expected}");
}

/// B1: HIV mono- against combination therapy (heemod "simple", after Chancellor et al. 1997).
/// Fails if the life-table rule, the discounting of the first cycle or the
/// relative risk on every off-diagonal is wrong.
#[test]
fn b1_hiv_mono_against_combination() {
    let mono = [
        [0.721, 0.202, 0.067, 0.010],
        [0.0, 0.581, 0.407, 0.012],
        [0.0, 0.0, 0.750, 0.250],
        [0.0, 0.0, 0.0, 1.0],
    ];
    let mut combined = mono;
    for (from, row) in combined.iter_mut().enumerate() {
        for (to, p) in row.iter_mut().enumerate() {
            if from != to {
                *p *= 0.509;
            }
        }
        row[from] = 0.0;
        row[from] = 1.0 - row.iter().sum::<f64>();
    }
    let health = [2756.0, 3052.0, 9007.0, 0.0];
    let alive = [1.0, 1.0, 1.0, 0.0];
    let run = |matrix: [[f64; 4]; 4], drug: f64| {
        let chain = Chain::new(4, &matrix.concat()).expect("rows add up to one");
        let trace = chain.trace(&[1000.0, 0.0, 0.0, 0.0], 50);
        let sum = |reward: [f64; 4], rate| earned(&trace, &reward, Counting::LifeTable, rate);
        (sum(health, 0.06), sum(alive.map(|a| a * drug), 0.06), sum(alive, 0.0))
    };
    let (health_mono, drugs_mono, years_mono) = run(mono, 2278.0);
    let (health_comb, drugs_comb, years_comb) = run(combined, 4364.0);
    close(health_mono, 33_891_136.017_309);
    close(drugs_mono, 14_870_957.029_053);
    close(health_mono + drugs_mono, 48_762_093.046_362);
    close(years_mono, 8_585.843_145_641);
    close(health_comb, 48_739_756.897_250);
    close(drugs_comb, 44_245_090.910_338);
    close(years_comb, 17_256.937_167_025);
    let cost = (health_comb + drugs_comb - health_mono - drugs_mono) / 1000.0;
    let effect = (years_comb - years_mono) / 1000.0;
    printed(cost, 44_222.75, 2);
    printed(effect, 8.671_094, 6);
    printed(cost / effect, 5_100.02, 2);
    for (worth, mono_ahead) in [(1000.0, 35_551.66), (5000.0, 867.284_7)] {
        assert!((cost - worth * effect - mono_ahead).abs() < 0.01);
    }
    for (worth, comb_ahead) in [(6000.0, 7_803.809), (10_000.0, 42_488.19)] {
        assert!((worth * effect - cost - comb_ahead).abs() < 0.01);
    }
}

/// B4: Sonnenberg and Beck 1993. Fails if cycles are counted on the wrong node or
/// the fundamental matrix is that of the wrong states.
#[test]
fn b4_the_markov_primer() {
    let rows = [0.6, 0.2, 0.2, 0.0, 0.6, 0.4, 0.0, 0.0, 1.0];
    let chain = Chain::new(3, &rows).expect("rows add up to one");
    let trace = chain.trace(&[10_000.0, 0.0, 0.0], 400);
    for (cycle, expected) in [
        (1, [6000.0, 2000.0, 2000.0]),
        (2, [3600.0, 2400.0, 4000.0]),
        (3, [2160.0, 2160.0, 5680.0]),
    ] {
        for (found, expected) in trace[cycle].iter().zip(expected) {
            close(*found, expected);
        }
    }
    let utility = [1.0, 0.7, 0.0];
    let after = |cycles: usize, counting| earned(&trace[..=cycles], &utility, counting, 0.0);
    close(after(1, Counting::End), 7400.0);
    close(after(2, Counting::End), 12_680.0);
    close(after(3, Counting::End), 16_352.0);
    printed(after(23, Counting::End), 23_749.176_7, 4);
    printed(after(24, Counting::End), 23_749.489_4, 4);
    printed(after(400, Counting::End) / 10_000.0, 2.375, 3);
    printed(after(24, Counting::LifeTable) / 10_000.0, 2.874_933, 5);
    let visits = chain.fundamental(&[0, 1]).expect("everyone dies");
    close(visits[(0, 0)], 2.5);
    close(visits[(0, 1)], 1.25);
    close(visits[(0, 0)] + 0.7 * visits[(0, 1)], 3.375);
    close(after(400, Counting::Start) / 10_000.0, 3.375);
    // Costs of moves: Well to Disabled 1000, Well to Dead 250; being Disabled 750.
    let (to_disabled, to_dead) = (chain.probability(0, 1), chain.probability(0, 2));
    close(1000.0 * to_disabled, 200.0);
    close(250.0 * to_dead, 50.0);
    close(1000.0 * to_disabled + 750.0 * trace[1][1] / 10_000.0, 350.0);
}

/// B17.1: competing exits. Fails if destinations do not share the chance of leaving
/// in proportion to their hazards, or if a month's chance is the rate itself.
#[test]
fn b17_1_competing_exits() {
    let hazards = [0.05, 0.03, 0.02];
    let total: f64 = hazards.iter().sum();
    let published = [
        (1, [0.047_581_291, 0.028_548_775, 0.019_032_516], 0.904_837_418),
        (5, [0.196_734_670, 0.118_040_802, 0.078_693_868], 0.606_530_660),
        (12, [0.349_402_894, 0.209_641_736, 0.139_761_158], 0.301_194_212),
        (40, [0.490_842_181, 0.294_505_308, 0.196_336_872], 0.018_315_639),
    ];
    for (months, causes, survive) in published {
        // Month by month, as the engine decides.
        let leave = maths::leave_probability(total);
        let (mut here, mut gone) = (1.0, [0.0; 3]);
        for _ in 0..months {
            for (sum, hazard) in gone.iter_mut().zip(hazards) {
                *sum += here * leave * hazard / total;
            }
            here *= 1.0 - leave;
        }
        printed(here, survive, 9);
        gone.iter().zip(causes).for_each(|(found, expected)| printed(*found, expected, 9));
        // In one step, by the matrix exponential.
        let mut rates = vec![0.0; 16];
        rates[1..4].copy_from_slice(&hazards);
        let chain = Generator::new(4, &rates)
            .expect("rates are positive")
            .over(f64::from(months))
            .expect("probabilities");
        printed(chain.probability(0, 0), survive, 9);
        for (cause, expected) in causes.iter().enumerate() {
            printed(chain.probability(0, cause + 1), *expected, 9);
        }
    }
}

/// B17.2: two states. Fails if returns within a step are lost.
#[test]
fn b17_2_there_and_back() {
    for (leave, back, time, expected) in [
        (0.2, 0.5, 1.0, 0.856_167_230),
        (0.2, 0.5, 5.0, 0.722_913_538),
        (0.05, 0.02, 12.0, 0.594_078_945),
    ] {
        let chain = Generator::new(2, &[0.0, leave, back, 0.0])
            .expect("rates are positive")
            .over(time)
            .expect("probabilities");
        printed(chain.probability(0, 0), expected, 9);
        let (leave, back): (f64, f64) = (leave, back);
        let both = leave + back;
        close(chain.probability(0, 0), back / both + leave / both * maths::exp(-both * time));
    }
}

/// B17.3: one step after the other. Fails if two moves in one step cannot happen.
#[test]
fn b17_3_step_by_step() {
    let generator =
        Generator::new(3, &[0.0, 0.3, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.0]).expect("positive");
    for (time, expected) in [
        (1.0, [0.740_818_221, 0.246_028_796, 0.013_152_983]),
        (5.0, [0.223_130_160, 0.575_100_749, 0.201_769_091]),
        (10.0, [0.049_787_068, 0.477_138_559, 0.473_074_372]),
        (20.0, [0.002_478_752, 0.199_284_797, 0.798_236_451]),
    ] {
        let chain = generator.over(time).expect("probabilities");
        for (state, expected) in expected.iter().enumerate() {
            printed(chain.probability(0, state), *expected, 9);
        }
    }
}

/// B17.4: matrix exponential. Fails if a matrix is rescaled entry by entry.
#[test]
fn b17_4_four_quarters_make_a_year() {
    let generator =
        Generator::new(3, &[0.0, 0.10, 0.02, 0.06, 0.0, 0.14, 0.0, 0.0, 0.0]).expect("positive");
    let year = generator.over(1.0).expect("probabilities");
    let quarter = generator.over(0.25).expect("probabilities");
    let annual = [
        [0.889_512_930, 0.085_322_358, 0.025_164_712],
        [0.051_193_415, 0.821_255_043, 0.127_551_542],
    ];
    let quarterly = [
        [0.970_626_291, 0.024_021_638, 0.005_352_072],
        [0.014_412_983, 0.951_408_981, 0.034_178_037],
    ];
    for from in 0..2 {
        let mut start = [0.0; 3];
        start[from] = 1.0;
        let four = &quarter.trace(&start, 4)[4];
        for to in 0..3 {
            printed(year.probability(from, to), annual[from][to], 9);
            printed(quarter.probability(from, to), quarterly[from][to], 9);
            assert!((four[to] - year.probability(from, to)).abs() < 1e-14);
        }
    }
}

/// B17.5 is tested beside the functions themselves, in src/maths.rs; here that a
/// matrix built by dividing probabilities by four is refused or wrong.
#[test]
fn b17_5_a_probability_is_not_a_rate() {
    let rate = maths::hazard_of(0.2);
    printed(rate, 0.223_143_551, 9);
    printed(maths::leave_probability(rate / 4.0), 0.054_258_391, 9);
    printed(maths::leave_probability(rate / 12.0), 0.018_423_470, 9);
    printed(maths::leave_probability(0.2), 0.181_269_247, 9);
    assert!((maths::leave_probability(rate / 4.0) - 0.05).abs() > 0.004);
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
