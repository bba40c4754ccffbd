//! The files of format 1 as people write them. Nothing here is checked beyond
//! its shape; [`super::resolve`] turns it into what the engine sees.
//!
//! A scenario is four files: the scenario itself names a **framework** (levels
//! of need and permitted moves), a **council** (numbers) and **options** (what
//! is compared). Two more may be shared by many: **defaults**, shaped like a council's,
//! for what the council's own does not say ([`super::defaults`]), and **money** (how
//! money is counted). Sources name documents of one **bibliography**
//! ([`super::bibliography`]). The JSON Schema of each is generated from these types.

mod bibliography;
mod council;
mod door;
mod money;
mod options;
mod programme;

pub use bibliography::*;
pub use council::*;
pub use door::*;
pub use money::*;
pub use options::*;
pub use programme::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file that is opened: which parts belong together, from when, how long.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Files that this one is made of, relative to the scenarios folder.
    pub parts: Parts,
    /// First day and length.
    pub projection: Projection,
}

/// Who, what, from which sources.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Title of the file.
    pub title: String,
    /// Local authority, or "none" for a framework that many share.
    pub authority: String,
    /// Date of writing, YYYY-MM-DD.
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// Documents and releases drawn on.
    pub sources: Vec<String>,
    /// The question asked.
    pub question: Option<String>,
    /// Identity of the option that the others are compared with.
    pub baseline: Option<String>,
    /// Prices that all money is in.
    pub price_base: Option<String>,
}

/// The parts of a scenario.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Levels of need and permitted moves.
    pub framework: String,
    /// Numbers that several authorities share, on which the council's are laid.
    pub defaults: Option<String>,
    /// Numbers of the authority.
    pub council: String,
    /// What is compared.
    pub options: String,
    /// How money is counted. Absent: costs are added up as they are.
    pub money: Option<String>,
}

/// First day and length of the projection.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Projection {
    /// Last day before the first month: a 31 March, YYYY-03-31.
    pub start: String,
    /// Number of months.
    pub months: i64,
    /// The budget that is decided, as a financial year of the projection ("2027-28"):
    /// discounting starts on its 1 April. Absent: on the first day.
    pub budget_year: Option<String>,
}

/// Levels of need, permitted moves, what is reported.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Levels, least need first.
    pub levels: Vec<Level>,
    /// Permitted moves.
    pub moves: Vec<Move>,
    /// What is reported.
    pub measures: Vec<Measure>,
}

/// Where a level stands to the statutory threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LevelKind {
    /// No need beyond what everyone is offered.
    Universal,
    /// A need below the statutory threshold.
    Need,
    /// At or above the statutory threshold.
    Statutory,
}

/// What entering a level leaves in a family's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A child protection plan.
    Plan,
    /// Being looked after.
    Care,
}

/// One level of need.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Where it stands to the statutory threshold.
    pub kind: LevelKind,
    /// Name of the step it is drawn on; levels may share one. Absent: its own name.
    pub step: Option<String>,
    /// What it means, in the authority's terms.
    pub definition: String,
    /// What entering it leaves in the history.
    pub marks: Option<Mark>,
    /// Month of age at which children leave it. Absent: 216, the 18th birthday.
    pub leaves_at_months: Option<i64>,
}

/// Which kind of history a closure leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedAs {
    /// Closed within the last 12 months, then known longer ago.
    Recent,
    /// Known longer ago at once (permanence: adoption, guardianship, other orders).
    Longer,
}

/// One permitted move.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Level left.
    pub from: String,
    /// Level entered.
    pub to: String,
    /// Identity, needed only where two moves join the same levels.
    pub id: Option<String>,
    /// Names of groups that factors, effects and measures refer to.
    pub tags: Option<Vec<String>>,
    /// History left when the move leaves the statutory levels. Absent: recent.
    pub closed_as: Option<ClosedAs>,
    /// Months already on the clock of the level entered. Absent: 0.
    pub clock_starts_at: Option<i64>,
    /// The clock runs on (a change of placement within care). Absent: it does not.
    pub keeps_clock: Option<bool>,
}

/// Whether a measure counts who is there or who moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Children at some levels at the end of a month.
    Stock,
    /// Children making some moves during a month.
    Flow,
}

/// Something reported.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What is counted and what is not.
    pub definition: String,
    /// Stock or flow.
    pub kind: MeasureKind,
    /// Levels counted by a stock.
    pub levels: Option<Vec<String>>,
    /// Tags of moves counted by a flow.
    pub tags: Option<Vec<String>>,
    /// A flow that counts only families closed within the last 12 months.
    pub closed_recently: Option<bool>,
    /// Shown first.
    pub headline: Option<bool>,
}
