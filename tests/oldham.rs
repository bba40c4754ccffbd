//! Oldham's casework: capacity is staff × families each ÷ length, and queues form
//! when more ask than it can take.

use crate::kit::from_disk;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::{Block, SupportItem};
use std::path::Path;

/// Place of engagement casework among the programmes.
const ENGAGEMENT: usize = 0;
/// The same of intensive casework.
const INTENSIVE: usize = 1;

fn oldham() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (main, files) = from_disk(&folder.join("oldham-2019.toml"));
    Study::open(&main, &files).expect("a good scenario")
}

/// What a year of a programme looks like.
#[derive(Debug, Default)]
struct Year {
    started: f64,
    finished: f64,
    dropped_out: f64,
    /// Means of its month ends.
    held: f64,
    waiting: f64,
}

/// The fourth year of a programme in a record, when the first day is long past.
fn fourth_year(study: &Study, record: &[f64], programme: usize) -> Year {
    let layout = &study.model.layout;
    let sum = |block, item| layout.series(record, block, item)[37..=48].iter().sum::<f64>();
    Year {
        started: sum(Block::Support, SupportItem::Started.of(programme)),
        finished: sum(Block::Support, SupportItem::Finished.of(programme)),
        dropped_out: sum(Block::Support, SupportItem::DroppedOut.of(programme)),
        held: sum(Block::Supported, programme) / 12.0,
        waiting: sum(Block::Waiting, programme) / 12.0,
    }
}

/// The mean of that year over draws at central values.
fn mean_year(study: &Study, option: &str, programme: usize) -> Year {
    let option = study.option(option, None).expect("in the file");
    let (simulator, n) = (study.simulator(3, Parameters::Central), 40_u64);
    let mut mean = Year::default();
    for draw in 0..n {
        let record = &simulator.draw(draw, std::slice::from_ref(&option))[0];
        let year = fourth_year(study, record, programme);
        mean.started += year.started / n as f64;
        mean.finished += year.finished / n as f64;
        mean.dropped_out += year.dropped_out / n as f64;
        mean.held += year.held / n as f64;
        mean.waiting += year.waiting / n as f64;
    }
    mean
}

/// 15 workers with 7.5 families each for half a year are 225 families a year. The
/// path and draws must give that within 3, at full use, with next to nobody waiting.
/// Fails if places stand empty between families or are filled twice.
#[test]
fn fifteen_workers_help_225_families_a_year() {
    let study = oldham();
    let baseline = study.model.plan(&study.model.scenario.options[0]);
    let path = fourth_year(&study, &study.path(&baseline), INTENSIVE);
    for year in [path, mean_year(&study, "current-offer", INTENSIVE)] {
        assert!((year.held - 112.5).abs() <= 0.6, "{year:?}");
        assert!((year.started - 225.0).abs() <= 3.0, "{year:?}");
        let months = 12.0 * year.held / year.started;
        assert!((months - 6.0).abs() < 0.1, "{months} months: {year:?}");
        assert!(year.waiting < 8.0, "{year:?}");
    }
}

/// Three teams of 8 with 20 families each hold 480, about three months each.
#[test]
fn engagement_workers_hold_480_families_for_three_months() {
    let year = mean_year(&oldham(), "current-offer", ENGAGEMENT);
    assert!((year.held - 480.0).abs() < 1.0, "{year:?}");
    assert!((12.0 * year.held / year.started - 3.0).abs() < 0.05, "{year:?}");
}

/// When twice as many ask, the service helps no more families than before: they wait,
/// and those who give up are counted. Fails if demand above capacity gets lost.
#[test]
fn twice_the_demand_makes_families_wait_and_give_up() {
    let study = oldham();
    let before = mean_year(&study, "current-offer", INTENSIVE);
    let after = mean_year(&study, "double-demand", INTENSIVE);
    assert!((after.held - before.held).abs() < 0.1, "{before:?} {after:?}");
    assert!((after.started / before.started - 1.0).abs() < 0.03, "{before:?} {after:?}");
    assert!(after.waiting > before.waiting + 30.0, "{before:?} {after:?}");
    assert!(after.dropped_out > before.dropped_out + 80.0, "{before:?} {after:?}");
    // Those who give up do so at the rate of the file: three a year each.
    let rate = after.dropped_out / after.waiting;
    assert!((2.3..3.3).contains(&rate), "{rate}: {after:?}");
}
