//! The runs themselves: children at each level at the end of every month, one row a run, option
//! and level, as CSV on the terminal. For an analysis of your own.
//!
//! `cargo run --release --example records -- scenarios/oldham-2019 > runs.csv`

use staircase::{Block, Parameters, Study};
use std::error::Error;

/// Runs that are written.
const RUNS: u64 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "scenarios/oldham-2019".to_owned());
    let study = Study::open_path(path)?;
    let (scenario, layout) = (&study.model.scenario, &study.model.layout);
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    let months = (0..=layout.months).map(|month| scenario.calendar.date(month));
    out.write_record(["run", "option", "level"].map(str::to_owned).into_iter().chain(months))?;
    let simulator = study.simulator(1, Parameters::Sampled);
    for run in 0..RUNS {
        // All options on the same chance: they differ only by what they do.
        let records = simulator.draw(run, &scenario.options);
        for (option, record) in scenario.options.iter().zip(&records) {
            for (place, level) in scenario.levels.iter().enumerate() {
                let children = layout.series(record, Block::Children, place);
                let row = [run.to_string(), option.id.clone(), level.id.clone()];
                out.write_record(row.into_iter().chain(children.iter().map(f64::to_string)))?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
