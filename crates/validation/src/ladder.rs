//! B17.12: a ladder of need, closed and open, by matrix and family by family.
//!
//! Expected figures are rounded from exact fractions.

use super::report::{CaseReport, Effort, Runs};
use crate::reference::chain::Chain;
use staircase_model::microsimulation::arrivals::Arrivals;
use staircase_model::microsimulation::move_sampler::{pick, stay_edges};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths::sqrt;

const STATES: usize = 7;
const NAMES: [&str; STATES] = ["U", "A", "I", "CIN", "CPP", "LAC", "OUT"];
const TRANSIENT: [usize; 6] = [0, 1, 2, 3, 4, 5];
const SEED: u64 = 1712;

#[rustfmt::skip]
const MOVES: [f64; STATES * STATES] = [
    0.93, 0.05, 0.00, 0.01, 0.00, 0.00, 0.01,
    0.30, 0.60, 0.05, 0.04, 0.00, 0.00, 0.01,
    0.05, 0.20, 0.60, 0.12, 0.02, 0.00, 0.01,
    0.20, 0.10, 0.08, 0.50, 0.08, 0.03, 0.01,
    0.00, 0.02, 0.05, 0.35, 0.50, 0.07, 0.01,
    0.00, 0.00, 0.00, 0.06, 0.01, 0.90, 0.03,
    0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 1.00,
];
const START: [f64; STATES] = [10_000.0, 1000.0, 300.0, 400.0, 120.0, 160.0, 0.0];
const INFLOW: [f64; STATES] = [50.0, 20.0, 5.0, 10.0, 0.0, 2.0, 0.0];

#[rustfmt::skip]
const CLOSED: [(usize, [f64; STATES]); 6] = [
    (1, [9695.0, 1202.4, 268.0, 427.6, 99.6, 164.4, 123.0]),
    (2, [9475.99, 1304.542, 260.108, 435.73, 91.012, 167.76, 244.858]),
    (4, [9_159.696_546, 1_375.251_956, 263.514_872, 438.214_267, 85.575_513, 172.629_337, 485.117_509]),
    (8, [8_701.023_864, 1_362.527_218, 268.971_010, 432.803_254, 84.090_542, 178.714_134, 951.869_977]),
    (12, [8_316.465_193, 1_313.630_195, 263.836_237, 421.239_368, 82.639_058, 181.579_657, 1_400.610_292]),
    (20, [7_630.171_917, 1_209.717_137, 245.346_997, 391.702_475, 77.509_524, 179.596_968, 2_245.954_981]),
];

/// Standard deviations, and the covariance of CPP and LAC.
#[rustfmt::skip]
const SPREAD: [(usize, [f64; STATES], f64); 4] = [
    (1, [30.647_186, 28.308_161, 12.435_433, 17.475_812, 8.179_487, 5.818_247, 11.030_594], -6.6),
    (4, [43.718_323, 34.647_134, 15.679_551, 20.184_451, 9.073_599, 9.882_459, 21.557_916], -6.372_843),
    (12, [50.029_066, 34.192_903, 16.059_053, 20.145_767, 9.054_825, 12.754_731, 35.125_686], -2.259_303),
    (20, [52.492_470, 32.975_321, 15.502_257, 19.463_520, 8.774_823, 13.168_526, 42.669_061], -1.351_893),
];

#[rustfmt::skip]
const OPEN: [(usize, [f64; STATES]); 3] = [
    (4, [221.406_495, 63.743_657, 17.932_305, 27.826_003, 3.195_122, 8.465_447, 5.430_971]),
    (12, [703.830_115, 148.647_303, 38.915_345, 58.830_482, 10.099_719, 25.403_399, 58.273_637]),
    (40, [2_158.280_039, 380.710_261, 86.835_842, 135.796_328, 25.616_533, 67.006_129, 625.754_867]),
];

/// Runs the case.
pub fn b17_12(effort: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B17.12",
        "A ladder of need by quarter, from universal to looked after (numbers made up)",
        "closed form: multinomial cohort, fundamental matrix, thinned Poisson process",
    );
    let computed = Chain::new(STATES, &MOVES);
    case.needs("the matrix is of probabilities", computed.is_ok());
    if let Ok(chain) = computed {
        let all_leave = without_chance(&mut case, &chain).is_some();
        case.needs("everyone leaves in the end", all_leave);
        let ladder = Ladder::new(&chain);
        closed(&mut case, &ladder, effort);
        open(&mut case, &ladder, effort);
    }
    vec![case]
}

fn without_chance(case: &mut CaseReport, chain: &Chain) -> Option<()> {
    let trace = chain.trace(&START, 20);
    for (quarter, counts) in &CLOSED {
        for (state, expected) in counts.iter().enumerate() {
            let what = format!("closed, t = {quarter}: {}", NAMES[state]);
            case.digits(what, trace[*quarter][state], *expected, 6);
        }
    }
    for (quarter, sds, together) in &SPREAD {
        let covariance = chain.covariance(&START, *quarter);
        for (state, sd) in sds.iter().enumerate() {
            let what = format!("closed, t = {quarter}: standard deviation of {}", NAMES[state]);
            case.digits(what, sqrt(covariance[(state, state)]), *sd, 6);
        }
        let what = format!("closed, t = {quarter}: covariance of CPP and LAC");
        case.digits(what, covariance[(4, 5)], *together, 6);
    }
    let visits = chain.fundamental(&TRANSIENT)?;
    let from_universal = [76.704_719, 11.702_151, 2.296_544, 3.719_290, 0.719_334, 1.619_321];
    let out = chain.cycles_to_leave(&TRANSIENT)?;
    let to_out = [96.761_358, 96.526_542, 95.886_751, 94.696_796, 92.385_421, 76.056_620];
    let limit = chain.settles_at(&TRANSIENT, &INFLOW)?;
    let settles = [6_453.934_063, 1_062.707_087, 225.751_503, 358.378_416, 69.899_470, 176.443_154];
    for state in TRANSIENT {
        let name = NAMES[state];
        case.digits(
            format!("quarters in {name} from U"),
            visits[(0, state)],
            from_universal[state],
            6,
        );
        case.digits(format!("quarters from {name} to OUT"), out[state], to_out[state], 6);
        case.digits(format!("open, long run: {name}"), limit[state], settles[state], 6);
    }
    let ever = chain.ever_reach(&[0, 1, 2, 3, 4], 5)?;
    let ever_expected = [0.135_262_523, 0.145_069_662, 0.171_790_672, 0.221_489_353, 0.318_024_401];
    for (state, (found, expected)) in ever.iter().zip(ever_expected).enumerate() {
        case.digits(format!("ever looked after, from {}", NAMES[state]), *found, expected, 9);
    }
    let trace = chain.trace_with_inflow(&[0.0; STATES], &INFLOW, 40);
    for (quarter, counts) in &OPEN {
        for (state, expected) in counts.iter().enumerate() {
            let what = format!("open, t = {quarter}: {}", NAMES[state]);
            case.digits(what, trace[*quarter][state], *expected, 6);
        }
    }
    Some(())
}

/// Moves of one state as a draw decides them: downward first, upward last.
struct Rung {
    edges: [f64; 2],
    moves: Vec<usize>,
    probabilities: Vec<f64>,
    downward: usize,
}

struct Ladder(Vec<Rung>);

impl Ladder {
    fn new(chain: &Chain) -> Self {
        let rung = |state: usize| {
            let moves: Vec<usize> = (0..STATES)
                .filter(|to| *to != state && chain.probability(state, *to) > 0.0)
                .collect();
            let downward = moves.iter().filter(|to| **to < state).count();
            let probabilities: Vec<f64> =
                moves.iter().map(|to| chain.probability(state, *to)).collect();
            Rung { edges: stay_edges(&probabilities, downward), moves, probabilities, downward }
        };
        Self((0..STATES).map(rung).collect())
    }

    /// Where a family is after a quarter, by its one uniform number.
    fn step(&self, state: usize, uniform: f64) -> usize {
        let rung = &self.0[state];
        let [low, high] = rung.edges;
        if (low..high).contains(&uniform) {
            return state;
        }
        pick(&rung.probabilities, rung.downward, uniform).map_or(state, |place| rung.moves[place])
    }

    /// Follows a family from the quarter it is first in a state, and counts it at the
    /// ends of quarters.
    fn follow(
        &self,
        chance: &Chance,
        family: u64,
        (first, mut state): (usize, usize),
        counts: &mut [[u32; STATES]],
    ) {
        for (quarter, count) in counts.iter_mut().enumerate().skip(first) {
            // Who is out stays out and needs no more chance.
            if quarter > first && state < STATES - 1 {
                state = self.step(state, chance.uniform(family, quarter as u32));
            }
            count[state] += 1;
        }
    }
}

/// Counts over runs, at some quarters.
struct Tally {
    states: [Runs; STATES],
    /// Products of the departures of CPP and LAC from their means.
    together: Runs,
}

impl Tally {
    fn new() -> Self {
        Self { states: [Runs::default(); STATES], together: Runs::default() }
    }

    fn add(&mut self, counts: &[u32; STATES], means: &[f64; STATES]) {
        for (runs, count) in self.states.iter_mut().zip(counts) {
            runs.add(f64::from(*count));
        }
        let apart = |state: usize| f64::from(counts[state]) - means[state];
        self.together.add(apart(4) * apart(5));
    }

    fn report(
        &self,
        case: &mut CaseReport,
        name: &str,
        means: &[f64; STATES],
        sds: &[f64; STATES],
        covariance: f64,
    ) {
        for state in 0..STATES {
            let what = format!("{name}: {}, drawn", NAMES[state]);
            case.drawn(&what, &self.states[state], means[state], sds[state]);
        }
        // For nearly normal counts, the variance of a product of departures.
        let variance = sds[4] * sds[4] * sds[5] * sds[5] + covariance * covariance;
        let what = format!("{name}: covariance of CPP and LAC, drawn");
        case.mean(&what, &self.together, covariance, sqrt(variance));
    }
}

/// Twelve quarters of 11,980 families.
fn closed(case: &mut CaseReport, ladder: &Ladder, effort: &Effort) {
    let published: Vec<_> = SPREAD
        .iter()
        .filter(|row| row.0 <= 12)
        .filter_map(|spread| Some((CLOSED.iter().find(|row| row.0 == spread.0)?, spread)))
        .collect();
    let mut tallies: Vec<Tally> = published.iter().map(|_| Tally::new()).collect();
    for draw in 0..u64::from(effort.runs) {
        let chance = Chance::new(SEED, draw, Purpose::Move);
        let mut counts = [[0; STATES]; 13];
        let states = START.iter().enumerate();
        let families =
            states.flat_map(|(state, people)| std::iter::repeat_n(state, *people as usize));
        for (family, state) in (0..).zip(families) {
            ladder.follow(&chance, family, (0, state), &mut counts);
        }
        for (tally, ((quarter, means), _)) in tallies.iter_mut().zip(&published) {
            tally.add(&counts[*quarter], means);
        }
    }
    for (tally, ((quarter, means), (_, sds, covariance))) in tallies.iter().zip(&published) {
        tally.report(case, &format!("closed, t = {quarter}"), means, sds, *covariance);
    }
}

/// Forty quarters, empty at first. Every count is Poisson, and counts of different
/// states are independent.
fn open(case: &mut CaseReport, ladder: &Ladder, effort: &Effort) {
    let mut tallies: Vec<Tally> = OPEN.iter().map(|_| Tally::new()).collect();
    for draw in 0..u64::from(effort.runs) {
        let chance = Chance::new(SEED + 1, draw, Purpose::Move);
        let mut counts = vec![[0; STATES]; 41];
        let mut family = 0;
        for (state, rate) in INFLOW.iter().enumerate() {
            let arrivals = Arrivals::new(SEED, draw, state as u32, 1);
            for quarter in 1..=40_u32 {
                for _ in arrivals.of_month(quarter, *rate) {
                    ladder.follow(&chance, family, (quarter as usize, state), &mut counts);
                    family += 1;
                }
            }
        }
        for (tally, (quarter, means)) in tallies.iter_mut().zip(&OPEN) {
            tally.add(&counts[*quarter], means);
        }
    }
    for (tally, (quarter, means)) in tallies.iter().zip(&OPEN) {
        tally.report(case, &format!("open, t = {quarter}"), means, &means.map(sqrt), 0.0);
    }
}
