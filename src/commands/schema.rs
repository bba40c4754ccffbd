//! `staircase schema`: the JSON Schema of a kind of file.

use super::Failure;
use clap::ValueEnum;
use staircase_scenario::shape::schema_of;
use staircase_scenario::written::{
    BibliographyFile, CouncilFile, FrameworkFile, MoneyFile, OptionsFile, ScenarioFile,
};

/// A kind of file.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// The file that is opened
    Scenario,
    /// Levels of need and permitted moves
    Framework,
    /// Numbers of an authority
    Council,
    /// What is compared
    Options,
    /// How money is counted
    Money,
    /// Documents that sources name
    Bibliography,
}

/// Prints a schema.
pub fn schema(kind: Kind) -> Result<(), Failure> {
    let schema = match kind {
        Kind::Scenario => schema_of::<ScenarioFile>(),
        Kind::Framework => schema_of::<FrameworkFile>(),
        Kind::Council => schema_of::<CouncilFile>(),
        Kind::Options => schema_of::<OptionsFile>(),
        Kind::Money => schema_of::<MoneyFile>(),
        Kind::Bibliography => schema_of::<BibliographyFile>(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|e| Failure::Call(e.to_string()))?;
    super::print(&format!("{text}\n"))
}
