//! What is compared, as written: dated changes to the current offer.

use super::super::figure::Grade;
use super::About;
use super::programme::Programme;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is compared.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionsFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Programmes that are not part of the current offer; an option may `start` them.
    pub programmes: Option<Vec<Programme>>,
    /// The options, in the order they are lettered.
    pub options: Vec<ChoiceWritten>,
}

/// What an option assumes that support does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effects {
    /// What the evidence says, with its uncertainty.
    Evidence,
    /// Nothing: a check on every claim of benefit.
    None,
}

/// One option.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceWritten {
    /// Identity used in files and addresses.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What it is, in a sentence or two.
    pub description: String,
    /// Another option whose changes this one shares.
    pub like: Option<String>,
    /// What support is assumed to do. Absent: what the evidence says.
    pub effects: Option<Effects>,
    /// Dated changes to the current offer.
    pub changes: Option<Vec<ChangeWritten>>,
}

/// What part of a programme changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Full-time equivalent staff.
    Staff,
    /// Families per full-time worker.
    Caseload,
    /// Places, where they do not follow from staff.
    Places,
    /// Rate of referral.
    Referral,
    /// Planned length of support, months.
    Length,
    /// Share of families given a place who engage.
    Engagement,
    /// Share of places that families without the need take up.
    Leakage,
    /// Rate of dropping out while waiting.
    DropOut,
    /// Contacts a month from below the threshold, at the front door.
    ContactsBelow,
    /// Contacts that can be screened in a month.
    Screening,
    /// Assessments that can be under way at a time.
    Assessments,
}

/// How it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// To this value.
    Set,
    /// By this much, up or down.
    Add,
    /// Times this.
    Scale,
    /// A programme that is not part of the current offer starts, as its file describes it.
    Start,
    /// A programme closes.
    Close,
    /// A source of money ends, and with it the staff it pays for; a programme closes.
    End,
    /// A source of money that would end, or might, goes on.
    Renew,
}

/// One dated change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeWritten {
    /// The programme changed (or name a source of funding, a fixed cost, the front door).
    pub programme: Option<String>,
    /// The source of funding changed.
    pub funding: Option<String>,
    /// The fixed cost changed, by its name.
    pub fixed_cost: Option<String>,
    /// The front door is changed.
    pub front_door: Option<bool>,
    /// What part of a programme changes. Absent: staff.
    pub what: Option<What>,
    /// How it changes.
    pub action: Action,
    /// By how much. Not needed for `end`.
    pub value: Option<f64>,
    /// First month in which the change is felt, YYYY-MM.
    pub start: String,
    /// First month in which the change is over, YYYY-MM. Absent: it lasts.
    pub until: Option<String>,
    /// Months until it is complete. Absent: 0.
    pub ramp_months: Option<f64>,
    /// The source of funding that pays for what this adds to a programme. Absent: the base
    /// budget.
    pub paid_by: Option<String>,
    /// Where the change comes from.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
}
