//! The central projection of every option of a scenario, in a sentence each.
//!
//! `cargo run --release --example projection -- scenarios/england-2025`

use staircase::{Study, Tell};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "scenarios/england-2025".to_owned());
    let study = Study::open_path(path)?;
    for option in &study.model.scenario.options {
        let answer = study.expected(option).tell(&study.model, option);
        println!("{}\n  {}", option.name, answer.words.headline);
        for truth in &answer.words.truths {
            println!("  {} {}", truth.lead, truth.rest);
        }
    }
    Ok(())
}
