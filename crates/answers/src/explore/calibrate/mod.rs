//! Bayesian calibration: a council's own levels of rates, from its published stocks and flows.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`asked`] | the figures of one area, with those of others beside them |
//! | [`groups`] | what is fitted, and how much it varies between authorities |
//! | [`facts`] | figures as the path counts them; the bare scenario |
//! | [`past`] | the path through the observed years |
//! | [`panel`] | how far rates move, from the histories of all authorities |
//! | [`mod@fit`] | the most likely factors and their covariance |
//! | [`anchor`] | the rates that a projection goes on with |
//! | [`table`] | what is shown |
//! | [`posterior`] | what is written of a fit |
//! | [`made_for`] | what files are made for |
//! | `moved` | a scenario put on the figures of another area or year |
//! | `own_money` | placements and prices of one authority |
//! | [`mod@write`] | files with the fitted rates |
//!
//! Decisions 0051 and 0094.

pub mod anchor;
pub mod asked;
pub mod facts;
pub mod fit;
pub mod groups;
pub mod made_for;
mod moved;
mod own_money;
pub mod panel;
pub mod past;
pub mod posterior;
pub mod table;
pub mod write;

use facts::{Facts, bare};
use fit::Fit;
use panel::Nation;
use past::{Past, follow};
use staircase_scenario::Scenario;
use staircase_scenario::observe::Area;

/// Fits an area's figures up to a year. `nation` says where the authorities of its table stood
/// in that year.
///
/// # Errors
/// A sentence that says what is missing.
pub fn calibrate(
    scenario: &Scenario,
    own: &Area,
    nation: &Nation,
    until: i32,
) -> Result<Fit, String> {
    let facts = Facts::new(scenario, own, until)?;
    let past = Past::new(bare(scenario, &facts))?;
    let followed = follow(&past, &facts);
    Ok(fit::fit(past, facts, &followed, own, nation))
}
