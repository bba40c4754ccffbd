//! Numbers of an authority as written: children, rates, money, published figures.

use super::super::distribution::Distribution;
use super::super::figure::{Figure, Grade};
use super::About;
use super::door::FrontDoor;
use super::programme::{Effect, FundingSource, Programme};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Numbers of one authority, or defaults that several share. Whatever a scenario needs
/// must be in one of the two.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CouncilFile {
    /// Format number: 1.
    pub format: i64,
    /// Who made this, from what.
    pub about: About,
    /// Children and families.
    pub population: Option<Population>,
    /// Age bands, youngest first, in months of age.
    pub age_bands: Option<Vec<AgeBand>>,
    /// Children at each level on the first day. The first universal level takes the rest.
    pub stocks: Option<Vec<Stock>>,
    /// Rates of moving under the current offer.
    pub rates: Option<Vec<Rate>>,
    /// Lengths of stay and where leavers go: another way of giving rates.
    pub stays: Option<Vec<Stay>>,
    /// Where entries to a group of levels go, by age.
    pub splits: Option<Vec<Split>>,
    /// Factors on rates by age, history or overall.
    pub factors: Option<Vec<Factor>>,
    /// Lasting differences between families.
    pub divisions: Option<Vec<Grouping>>,
    /// Year-to-year change that early help does not control.
    pub authority_year: Option<AuthorityYear>,
    /// Known changes of rates over time: trend, poverty, school terms.
    pub drivers: Option<Vec<Driver>>,
    /// Children who come from outside, whatever early help does.
    pub streams: Option<Vec<Stream>>,
    /// Contact, screening, assessment.
    pub front_door: Option<FrontDoor>,
    /// Sets of evidence that disagree, of which each run takes one.
    pub routes: Option<Vec<EvidenceSet>>,
    /// What support of a kind changes, by name; programmes refer to it.
    pub evidence: Option<Vec<Evidence>>,
    /// Least part of a rate that all programmes together may leave. Absent: 0.05.
    pub effects_floor: Option<Figure>,
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
    /// Published shares that a steady year is compared with, or fitted to.
    pub published_shares: Option<Vec<PublishedShare>>,
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
    pub children: Option<Figure>,
    /// Shares of families with 1, 2, 3 … children.
    pub family_sizes: Option<Shares>,
    /// Shares of children aged 0, 1 … 17. Absent: all ages alike.
    pub by_age: Option<Shares>,
    /// Official projection of children aged 0 to 17.
    pub projection: Option<Projected>,
    /// Growth of the number of children, where there is no projection.
    pub growth: Option<Figure>,
}

/// A projection of the number of children. Between years it changes evenly; after
/// the last it stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Projected {
    /// Years (at 31 March, the first after the first day).
    pub years: Vec<i64>,
    /// Children aged 0 to 17.
    pub children: Vec<f64>,
    /// Where they come from.
    pub source: Option<String>,
    /// How well they are known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// A lasting difference between families, with its classes: localities, classes of
/// risk, the edge of care.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Levels at which a class is held: it is drawn when a family comes to one of
    /// them from elsewhere. Absent: drawn at birth and held everywhere.
    pub held_at: Option<Vec<String>>,
    /// The classes; families that hold none count as the first.
    pub classes: Vec<Class>,
    /// Where the shares come from.
    pub source: Option<String>,
    /// How well they are known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// One class of a division.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Identity used in files, unique over all divisions.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Share of families; the shares of a division add up to one.
    pub share: f64,
}

/// A known change of rates over time. Exactly one of `trend`, `per_point` with
/// `points`, or `by_month` is given.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// Name shown to people.
    pub name: String,
    /// Tags of the moves it drives.
    pub tags: Vec<String>,
    /// Factor a year.
    pub trend: Option<Figure>,
    /// Factor for each point of `points`.
    pub per_point: Option<Figure>,
    /// Change of an indicator, such as child poverty in percentage points, against
    /// the first day, by financial year from the first on; the last one stays.
    pub points: Option<Vec<f64>>,
    /// Twelve factors for January to December whose mean is one.
    pub by_month: Option<Vec<f64>>,
    /// Where `points` or `by_month` come from.
    pub source: Option<String>,
    /// How well they are known.
    pub grade: Option<Grade>,
}

/// A set of evidence on the effect of support (structural uncertainty). Where several disagree,
/// each run of the model uses one of them, as often as its weight says; effects name theirs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSet {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Share of runs that use it; the shares add up to one.
    pub weight: f64,
    /// What the weight rests on.
    pub source: Option<String>,
    /// How well it is known.
    pub grade: Grade,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// What support of one kind changes: effects that several programmes share.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Identity that programmes refer to.
    pub id: String,
    /// What kind of support it is about.
    pub name: String,
    /// What such support changes.
    pub effects: Vec<Effect>,
}

/// Children who come from outside at a level, and leave it on their eighteenth birthday.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// Name shown to people.
    pub name: String,
    /// Measures that count them. A flow counts their arrivals.
    pub measures: Vec<String>,
    /// How many there are on the first day.
    pub stock: Figure,
    /// How many arrive in a year.
    pub starts: Figure,
    /// Growth of arrivals. Absent: none.
    pub growth: Option<Figure>,
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
    /// Shape of a Weibull distribution of the stay. Absent: 1, memoryless.
    pub shape: Option<Figure>,
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

impl HistoryTest {
    /// The word as written in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Recent => "recent",
            Self::Longer => "longer",
            Self::PriorPlan => "prior_plan",
            Self::PriorCare => "prior_care",
        }
    }
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
    /// Only this class of a division.
    pub class: Option<String>,
    /// Name, where two factors apply alike.
    pub id: Option<String>,
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
    /// A published share, in the list of `published_shares`.
    Share(String),
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

/// What a published share is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareKind {
    /// Children making moves that carry `tags`, of those making moves that carry `of`.
    OfMoves,
    /// Of the children making moves that carry `tags`, those closed within 12 months.
    ClosedRecently,
    /// Of the children making moves that carry `tags`, those with a plan before.
    AfterPlan,
    /// Of the children making moves that carry `tags`, those looked after before.
    AfterCare,
    /// Of children aged `age_months`, those who were ever at a statutory level.
    EverStatutory,
    /// Of children aged `age_months`, those who were ever on a plan.
    EverPlan,
    /// Of children aged `age_months`, those who were ever looked after.
    EverCare,
    /// Of children at `levels`, those at the first of them.
    OfLevels,
    /// Of children at `levels`, those in an age band.
    OfAges,
    /// Of children making moves that carry `tags`, those in an age band.
    OfMoveAges,
    /// Of stays at `levels` that ended, those of `months` (from, below).
    Ended,
    /// Of stays at `levels` that are under way, those of `months` (from, below) so far.
    UnderWay,
}

/// A published share, and what it corresponds to in the model.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedShare {
    /// Identity used in files.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What it is a share of.
    pub kind: ShareKind,
    /// Tags of moves.
    pub tags: Option<Vec<String>>,
    /// Tags of the moves in the whole.
    pub of: Option<Vec<String>>,
    /// Levels.
    pub levels: Option<Vec<String>>,
    /// Age band.
    pub age: Option<String>,
    /// Age in months.
    pub age_months: Option<i64>,
    /// Months: from, and below (absent: any longer).
    pub months: Option<Vec<i64>>,
    /// The published share.
    pub share: Figure,
}
