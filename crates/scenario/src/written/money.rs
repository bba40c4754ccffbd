//! How money is counted: prices, discounting, growth of costs, what can be turned into
//! cash, who pays and gains. Shared by councils; their own costs are in the council file.

use super::About;
use crate::figure::{Figure, Grade};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules by which money is counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Prices of each year against those of another.
    pub deflator: Deflator,
    /// Present value of a pound later.
    pub discount: Discount,
    /// Growth of costs above general prices.
    pub growth: Growth,
    /// Allowance for optimism.
    pub optimism: Optimism,
    /// What of an avoided cost can be turned into cash, and when, by kind of cost line.
    pub cash: Vec<Cash>,
    /// Who pays and gains.
    pub agencies: Vec<Agency>,
    /// Who pays what: the agency behind the council's own budget and lines.
    pub council: String,
    /// The agency behind funding that names none.
    pub grants: String,
    /// Value outside the council's lines, from published evaluations.
    pub wider: Option<Vec<Wider>>,
    /// A figure of money that cumulative net cost is tested against. Absent: none.
    pub reserve: Option<Figure>,
}

/// A price index by financial year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deflator {
    /// Name shown to people.
    pub name: String,
    /// Which publication it is from.
    pub vintage: String,
    /// What happened.
    pub outturn: PriceIndex,
    /// What is forecast, from the year after the outturn on.
    pub forecast: Option<PriceIndex>,
    /// Growth of prices a year after the last year above.
    pub beyond: Figure,
}

/// A stretch of a price index.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceIndex {
    /// First financial year, such as "2010-11".
    pub first: String,
    /// One number a financial year; any year may be 100.
    pub index: Vec<f64>,
    /// Unit: "index".
    pub unit: String,
    /// Release. May be left out only when assumed.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// Discounting.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// Identity of the schedule used.
    pub schedule: String,
    /// When the money of a month counts.
    pub counting: Counting,
    /// Schedules to choose from.
    pub schedules: Vec<Schedule>,
}

/// When the money of a period counts: named by what is done, as "beginning" and "end"
/// alone have changed places between packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// On the first day of the month.
    StartOfMonth,
    /// In the middle of the month.
    MiddleOfMonth,
    /// On the last day of the month.
    EndOfMonth,
}

/// Whether a schedule may be used for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleStatus {
    /// In force.
    InForce,
    /// In force for a purpose of its own, such as effects on health.
    Variant,
    /// Recommended to the Treasury, not in force.
    Recommended,
    /// For comparison only.
    Comparison,
}

/// Discount rates by years from now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Edition it is from.
    pub vintage: String,
    /// Whether it is in force.
    pub standing: ScheduleStatus,
    /// First year of each band of years: 0, then rising.
    pub from_year: Vec<i64>,
    /// Rate in each band.
    pub rates: Vec<f64>,
    /// Unit: "a year".
    pub unit: String,
    /// Publication. May be left out only when assumed.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// Growth of costs above general prices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Identity of the variant used.
    pub variant: String,
    /// Variants to choose from.
    pub variants: Vec<GrowthVariant>,
}

/// One view of how costs grow.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrowthVariant {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Growth of every line that is not named below.
    pub others: Figure,
    /// Growth of lines by level.
    pub levels: Option<Vec<LevelGrowth>>,
}

/// Growth of the cost of some levels.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelGrowth {
    /// Levels. One that a framework does not have is passed over.
    pub levels: Vec<String>,
    /// Growth above general prices.
    pub growth: Figure,
}

/// What an allowance for optimism is made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OptimismOn {
    /// Nothing.
    Nothing,
    /// Added cost of programmes. Effects are reduced for optimism already, so avoided
    /// cost is not reduced again.
    Costs,
    /// Added cost of programmes and avoided cost.
    CostsAndBenefits,
}

/// Allowance for optimism, by how well a number is known.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Optimism {
    /// What it is made on.
    pub on: OptimismOn,
    /// By grade of the cost: what is added to costs and taken off benefits.
    pub by_grade: Vec<OptimismGrade>,
    /// Share of the allowance that is managed away.
    pub mitigation: Figure,
}

/// Allowance for numbers of one grade.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptimismGrade {
    /// Grade of the number.
    pub of: Grade,
    /// Share added to a cost.
    pub cost: Figure,
    /// Share taken off a benefit.
    pub benefit: Figure,
}

/// Kinds of cost line that turn into cash in different ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CashKind {
    /// Levels that mark care: placements.
    Placements,
    /// Other statutory levels: social work time.
    SocialWork,
    /// Costs of entries: assessments.
    Assessments,
    /// Levels below the statutory threshold.
    BelowThreshold,
}

/// How an avoided cost turns into cash, or a rise in it into a bill.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cash {
    /// Kind of cost line.
    pub lines: CashKind,
    /// Share that can be turned into cash.
    pub share: Figure,
    /// Months until it is.
    pub lag: Figure,
    /// A whole team, where cash comes only by closing or opening one.
    pub team: Option<Team>,
}

/// A team that opens and closes whole.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// People in it.
    pub staff: Figure,
    /// Cost of each for a year, with overhead.
    pub staff_cost: Figure,
}

/// Somebody who pays or gains.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
}

/// Kind of value. Never added to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// Public budgets.
    Fiscal,
    /// Earnings and output.
    Economic,
    /// Wellbeing.
    Social,
}

impl ValueKind {
    /// As files have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fiscal => "fiscal",
            Self::Economic => "economic",
            Self::Social => "social",
        }
    }
}

/// What a published value is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WiderPer {
    /// Each pound that the programmes cost.
    Pound,
    /// Each family that starts.
    Family,
}

/// Value outside the council's lines, as published.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wider {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Who gains.
    pub agency: String,
    /// Kind of value.
    pub kind: ValueKind,
    /// Programmes it was found for, by identity. One that a council does not have is
    /// passed over; a line without any is not shown.
    pub programmes: Vec<String>,
    /// What the value is counted by.
    pub per: WiderPer,
    /// The value.
    pub value: Figure,
    /// What it overlaps with, so that nobody adds it up.
    pub overlaps: Option<String>,
}
