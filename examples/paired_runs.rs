//! Two options against the same baseline in paired runs, beside the same spending if support
//! had no effect: the mean difference, its range, and how precisely the mean is known.
//!
//! `cargo run --release --example paired_runs -- scenarios/rotherham-2019 twelve-fewer half-as-many-again`

use staircase::{Parameters, Runs, Study, Wanted};
use std::error::Error;

/// Most runs that are made.
const MOST: u64 = 256;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "scenarios/rotherham-2019".to_owned());
    let study = Study::open_path(path)?;
    let mut ids: Vec<String> = arguments.collect();
    if ids.is_empty() {
        ids = study.model.scenario.options.iter().skip(1).map(|it| it.id.clone()).collect();
    }
    let mut options = Vec::new();
    for id in &ids {
        // Every option has a twin in a world where support has no effect.
        for id in [id.clone(), format!("{id}-null")] {
            options.push(study.option(&id, None).map_err(|problems| problems[0].to_string())?);
        }
    }
    let mut runs = Runs::new(&study, options.clone(), 1, Parameters::Sampled);
    // Enough when every mean is known to within a child; on as many threads as you like.
    runs.until(&study, MOST, Some(Wanted::Children(1.0)), |range, run| range.map(run).collect());
    for (place, option) in options.iter().enumerate() {
        let answer = runs.answer(&study, place);
        let measure = &answer.measures[0];
        let last = measure.difference.mean.len() - 1;
        let world = if option.null_effect { " (support has no effect)" } else { "" };
        println!(
            "{}{world}: {} {:+.1} on {}, 8 in 10 of {} runs {:+.1} to {:+.1}, error of the mean {:.1}",
            option.name,
            measure.id,
            measure.difference.mean[last],
            answer.dates[last],
            answer.draws,
            measure.difference.p10[last],
            measure.difference.p90[last],
            measure.difference.error[last],
        );
    }
    Ok(())
}
