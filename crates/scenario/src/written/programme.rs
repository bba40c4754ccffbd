//! Lines of provision as written, and who pays for them.

use super::super::figure::Figure;
use super::council::HistoryTest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A line of provision.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Levels whose families it takes.
    pub levels: Vec<String>,
    /// Age bands that it takes, next to each other. Absent: all.
    pub ages: Option<Vec<String>>,
    /// History that it takes. Absent: any.
    pub history: Option<HistoryTest>,
    /// Classes that it takes (risk, locality). Absent: all.
    pub classes: Option<Vec<String>>,
    /// Statutory levels to which support follows a family. Absent: the place is freed.
    pub follows: Option<Vec<String>>,
    /// Whether support runs on when the case closes or need falls: below the threshold at
    /// levels that the programme does not take families from. Absent: yes where it takes
    /// some from below the threshold; where it takes statutory cases only, the place is
    /// free when the case closes.
    pub runs_on: Option<bool>,
    /// First month, YYYY-MM. Absent: it runs from before the first day.
    pub starts: Option<String>,
    /// First month without it, YYYY-MM. Absent: it does not end.
    pub ends: Option<String>,
    /// Case-holding staff; needs a caseload.
    pub staff: Option<Figure>,
    /// Families that one full-time worker holds.
    pub caseload: Option<Figure>,
    /// Places, where they do not follow from staff.
    pub places: Option<Figure>,
    /// Mean planned length of support.
    pub length: Figure,
    /// Rate at which families with the need and no place ask or are referred.
    pub referral: Figure,
    /// Share of families with the need who are known to someone who could refer them. Absent: 1.
    pub identified: Option<Figure>,
    /// Share of places that families without the need take up. Absent: 0.
    pub leakage: Option<Figure>,
    /// Share of families given a place who engage. Absent: 1.
    pub engagement: Option<Figure>,
    /// Mean months that a place is held by a family that does not engage.
    pub unused: Option<Figure>,
    /// Share of engaged families that complete; the others leave early, and the length
    /// is the mean of both. Only those who complete can succeed. Absent: 1.
    pub completion: Option<Figure>,
    /// Who goes first. Absent: first come.
    pub order: Option<Order>,
    /// Whether places that nobody waits for go to other families with the need. Absent: yes.
    pub outreach: Option<bool>,
    /// Months until more staff are in post. Absent: 0.
    pub recruitment_lag: Option<Figure>,
    /// Share of places lost for `dip_months` after any change. Absent: 0.
    pub dip: Option<Figure>,
    /// Months for which the dip lasts.
    pub dip_months: Option<Figure>,
    /// Weight of families known to social care before, against others.
    pub known_weight: Figure,
    /// Rate at which waiting families drop out.
    pub drop_out: Figure,
    /// Cost of one full-time worker for a year, with overhead.
    pub staff_cost: Option<Figure>,
    /// Cost of one place for a month. Absent: 0.
    pub place_cost: Option<Figure>,
    /// Cost of one family that starts. Absent: 0.
    pub family_cost: Option<Figure>,
    /// Cost of setting up, in the month in which places first pass those of the first day.
    pub set_up: Option<Figure>,
    /// Body of evidence, by name, whose effects it has besides its own.
    pub evidence: Option<String>,
    /// What support changes. An effect called like one of `evidence` stands in its place.
    pub effects: Option<Vec<Effect>>,
    /// Sources that pay for part of the staff; the rest is base budget.
    pub funding: Option<Vec<ProgrammeFunding>>,
    /// Payment by results.
    pub results: Option<PaymentByResults>,
}

/// Who goes first when places are short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// In order of joining the queue.
    FirstCome,
    /// Highest level first, then families known before, then order of joining.
    ByNeed,
}

/// Money received for families who start and who succeed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentByResults {
    /// Name of the line.
    pub name: String,
    /// Pounds a family.
    pub tariff: Figure,
    /// Share of it paid when a family starts.
    pub up_front: Figure,
    /// Share of planned ends for which the rest is paid.
    pub success: Figure,
    /// Months from the end until the rest is paid.
    pub arrears: Figure,
    /// First month in which nothing is paid any more, YYYY-MM. Absent: it does not end.
    pub ends: Option<String>,
}

/// When the clock of an effect starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EffectClock {
    /// Full while supported; fades from the end of support.
    SupportEnd,
    /// Builds up (after a delay) and fades from the start of support, whatever its length.
    SupportStart,
}

/// What support changes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Tag of the moves whose rate it changes.
    pub tag: String,
    /// Ratio on the rate while supported, before any reduction.
    pub ratio: Figure,
    /// Share by which a benefit (a ratio below 1) is reduced for optimism. Harm is not.
    pub haircut: Figure,
    /// Months in which half of it fades.
    pub half_life: Figure,
    /// Name, where two effects of a programme share a tag.
    pub id: Option<String>,
    /// The route of evidence it belongs to. Absent: all.
    pub route: Option<String>,
    /// Only moves from these levels. Absent: all.
    pub levels: Option<Vec<String>>,
    /// Only these age bands. Absent: all.
    pub ages: Option<Vec<String>>,
    /// Only this history. Absent: any.
    pub history: Option<HistoryTest>,
    /// Only these classes. Absent: all.
    pub classes: Option<Vec<String>>,
    /// From when it fades. Absent: from the end of support.
    pub clock: Option<EffectClock>,
    /// Mean months from the start of support until it sets in; needs the clock `support_start`.
    pub delay: Option<Figure>,
    /// Only families who engage (the ratio was measured on families treated, not on
    /// families given a place).
    pub engaged_only: Option<bool>,
    /// Only families reached by places added within this many months (uncovering of
    /// need that was hidden).
    pub newly_reached_months: Option<Figure>,
}

/// Money that pays for part of a programme.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFunding {
    /// The source.
    pub source: String,
    /// How much of the programme it pays for.
    pub amount: Figure,
}

/// A source of money.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundingSource {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// The agency behind it, as the money file names it. Absent: the one it gives for
    /// grants.
    pub agency: Option<String>,
    /// Total from this source.
    pub total: Figure,
    /// First month without it unless it is renewed, YYYY-MM. Absent: it does not end.
    pub ends: Option<String>,
    /// Probability of renewal at its end. Absent: 0.
    pub renewal: Option<Figure>,
}
