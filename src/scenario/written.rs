//! The files of format 1 as people write them. Nothing here is checked beyond
//! its shape; [`super::resolve`] turns it into what the engine sees.
//!
//! A scenario is four files: the scenario itself names a **framework** (levels
//! of need and permitted moves), a **council** (numbers) and **options** (what
//! is compared). The JSON Schema of each is generated from these types.

use super::distribution::Distribution;
use super::figure::{Figure, Grade};
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
    /// Numbers of the authority.
    pub council: String,
    /// What is compared.
    pub options: String,
}

/// First day and length of the projection.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Projection {
    /// Last day before the first month, YYYY-MM-DD.
    pub start: String,
    /// Number of months.
    pub months: i64,
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

/// Numbers of one authority.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CouncilFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Children and families.
    pub population: Population,
    /// Age bands, youngest first, in months of age.
    pub age_bands: Vec<AgeBand>,
    /// Children at each level on the first day. The first universal level takes the rest.
    pub stocks: Vec<Stock>,
    /// Rates of moving under the current offer.
    pub rates: Option<Vec<Rate>>,
    /// Lengths of stay and where leavers go: another way of giving rates.
    pub stays: Option<Vec<Stay>>,
    /// Where entries to a group of levels go, by age.
    pub splits: Option<Vec<Split>>,
    /// Factors on rates by age, history or overall.
    pub factors: Option<Vec<Factor>>,
    /// Year-to-year change that early help does not control.
    pub authority_year: Option<AuthorityYear>,
    /// The current offer.
    pub programmes: Option<Vec<Programme>>,
    /// Sources of money.
    pub funding: Option<Vec<FundingSource>>,
    /// Cost of a child-year at a level.
    pub unit_costs: Option<Vec<UnitCost>>,
    /// Cost of an entry.
    pub entry_costs: Option<Vec<EntryCost>>,
    /// Money spent whatever happens.
    pub fixed_costs: Option<Vec<FixedCost>>,
    /// Children that published figures count and the model does not move.
    pub beside: Option<Vec<Beside>>,
    /// Uncertain numbers that move together.
    pub correlations: Option<Vec<Correlation>>,
    /// Published figures.
    pub observed: Option<Vec<Observed>>,
    /// What a result does not contain, in plain sentences.
    pub limits: Option<Vec<String>>,
}

/// Two uncertain numbers that move together.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correlation {
    /// Their two places, as `staircase explain` prints them, without the file's name.
    pub between: Vec<String>,
    /// Correlation of their normal scores, between −1 and 1.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// Children and families.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Children aged 0 to 17.
    pub children: Figure,
    /// Shares of families with 1, 2, 3 … children.
    pub family_sizes: Shares,
}

/// Shares that must add up to one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// The shares.
    pub shares: Vec<f64>,
    /// Where they come from.
    pub source: Option<String>,
    /// How well they are known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// An age band.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgeBand {
    /// Identity used in files.
    pub id: String,
    /// First month of age above the band.
    pub below_months: i64,
}

/// Children at a level on the first day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// The level.
    pub level: String,
    /// How many.
    pub children: Figure,
}

/// A rate of moving.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Level left.
    pub from: String,
    /// Level entered (or name a split).
    pub to: Option<String>,
    /// Split that shares the rate over several levels.
    pub split: Option<String>,
    /// Identity of the move where two join the same levels.
    pub id: Option<String>,
    /// The rate, whatever the time in the level.
    pub value: Option<f64>,
    /// The rate by months in the level: 0–3, 3–6, 6–12, 12–24, 24 and more.
    pub by_months: Option<Vec<f64>>,
    /// Unit: per year.
    pub unit: String,
    /// Only for children in this age band.
    pub age: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// Mean length of stay and where leavers go.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// The level.
    pub level: String,
    /// Mean months in it, birthdays apart.
    pub mean: Figure,
    /// Where leavers go; the shares add up to one.
    pub leavers: Vec<Leavers>,
}

/// One destination of leavers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leavers {
    /// Level entered.
    pub to: String,
    /// Share of leavers.
    pub share: Figure,
}

/// Where entries to several levels go, by age.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// Identity used by rates.
    pub id: String,
    /// Levels in the order of the shares.
    pub levels: Vec<String>,
    /// One row an age band.
    pub rows: Vec<SplitRow>,
    /// Where they come from.
    pub source: Option<String>,
    /// How well they are known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// Shares for one age band.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitRow {
    /// The age band.
    pub age: String,
    /// One share a level; they add up to one.
    pub shares: Vec<f64>,
}

/// What a family's history must be for a factor to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryTest {
    /// Never at a statutory level.
    Never,
    /// Closed within the last 12 months.
    Recent,
    /// Known longer ago.
    Longer,
    /// Had a plan before.
    PriorPlan,
    /// Was looked after before.
    PriorCare,
}

/// A factor on rates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Tag of the moves it applies to.
    pub tag: Option<String>,
    /// Only moves from this level.
    pub from: Option<String>,
    /// Only moves to this level.
    pub to: Option<String>,
    /// Only this age band.
    pub age: Option<String>,
    /// Only this history.
    pub history: Option<HistoryTest>,
    /// The factor.
    pub value: f64,
    /// Unit: times.
    pub unit: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
    /// How uncertain it is.
    pub distribution: Option<Distribution>,
    /// The published number that this factor was fitted to, if it was.
    pub fitted_to: Option<FittedTo>,
}

/// A published number that a steady year under the current offer must give back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FittedTo {
    /// Children at this level on the first day.
    Level(String),
    /// The published figure of this measure for the year to the first day, without
    /// the children counted beside the model.
    Measure(String),
}

/// Year-to-year change of rates that early help does not control: an
/// autoregressive effect on the log scale, one value a year, shared by options.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityYear {
    /// How much of a year's departure lasts into the next.
    pub persistence: Figure,
    /// Groups of moves that drift together.
    pub drifts: Vec<Drift>,
}

/// Moves that drift together.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// Name shown in the register.
    pub name: String,
    /// Tags of the moves.
    pub tags: Vec<String>,
    /// Standard deviation of one year's new departure on the log scale.
    pub spread: Figure,
}

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
    /// Case-holding staff.
    pub staff: Figure,
    /// Families that one full-time worker holds.
    pub caseload: Figure,
    /// Mean planned length of support.
    pub length: Figure,
    /// Rate at which families with the need and no place ask or are referred.
    pub referral: Figure,
    /// Weight of families known to social care before, against others.
    pub known_weight: Figure,
    /// Rate at which waiting families drop out.
    pub drop_out: Figure,
    /// Cost of one full-time worker for a year, with overhead.
    pub staff_cost: Figure,
    /// What support changes.
    pub effects: Option<Vec<Effect>>,
    /// Sources that pay for part of the staff; the rest is base budget.
    pub funding: Option<Vec<ProgrammeFunding>>,
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
    /// Months in which half of it fades after support ends.
    pub half_life: Figure,
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
    /// Total from this source.
    pub total: Figure,
}

/// Cost of one child for a year at a level.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitCost {
    /// The level.
    pub level: String,
    /// The cost.
    pub cost: Figure,
}

/// Cost of one child's entry.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryCost {
    /// Name of the line.
    pub name: String,
    /// Tags of the moves that cost.
    pub tags: Vec<String>,
    /// The cost.
    pub cost: Figure,
}

/// Money spent whatever happens.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedCost {
    /// Name of the line.
    pub name: String,
    /// How much.
    pub amount: Figure,
}

/// Children that a measure counts and the model does not move.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Name shown to people.
    pub name: String,
    /// Measures that count them. A flow counts their yearly starts.
    pub measures: Vec<String>,
    /// How many there are at any time.
    pub stock: Figure,
    /// How many start in a year.
    pub starts: Figure,
}

/// Published figures of one measure.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// The measure.
    pub measure: String,
    /// Years to 31 March.
    pub years: Vec<i64>,
    /// One number a year.
    pub values: Vec<f64>,
    /// The release.
    pub source: String,
}

/// What is compared.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionsFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
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
    /// A source of money ends, and with it the staff it pays for.
    End,
}

/// One dated change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeWritten {
    /// The programme changed (or name a source of funding).
    pub programme: Option<String>,
    /// The source of funding changed.
    pub funding: Option<String>,
    /// What part of a programme changes. Absent: staff.
    pub what: Option<What>,
    /// How it changes.
    pub action: Action,
    /// By how much. Not needed for `end`.
    pub value: Option<f64>,
    /// First month in which the change is felt, YYYY-MM.
    pub start: String,
    /// Months until it is complete. Absent: 0.
    pub ramp_months: Option<f64>,
    /// Where the change comes from.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
}
