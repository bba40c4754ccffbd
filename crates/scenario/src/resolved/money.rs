//! How money is counted, resolved against the lines of a scenario.

use super::super::figure::Grade;
use super::super::written::{CashKind, Counting, OptimismOn, ScheduleStatus, ValueKind, WiderPer};

/// Rules by which money is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// Title of the file.
    pub title: String,
    /// Financial year whose prices the scenario is in, by the year it ends in.
    pub price_year: i32,
    /// Place among the years of the projection of the one that discounting starts with.
    pub budget_year: usize,
    /// Price index.
    pub deflator: Deflator,
    /// Schedules of discount rates, the one used, and when money counts.
    pub schedules: Vec<Schedule>,
    /// Place of the schedule used.
    pub schedule: usize,
    /// When the money of a month counts.
    pub counting: Counting,
    /// Views of how costs grow above general prices.
    pub growth: Vec<GrowthVariant>,
    /// Place of the one used.
    pub variant: usize,
    /// Allowance for optimism.
    pub optimism: Optimism,
    /// How kinds of cost line turn into cash.
    pub cash: Vec<Cash>,
    /// Who pays and gains: identity and name.
    pub agencies: Vec<(String, String)>,
    /// Place of the council among them.
    pub council: usize,
    /// Place of the one behind grants and payment by results.
    pub grants: usize,
    /// Agency behind each source of funding.
    pub funders: Vec<usize>,
    /// Value outside the council's lines.
    pub wider: Vec<Wider>,
    /// A figure that cumulative net cost is tested against, pounds.
    pub reserve: Option<f64>,
}

/// A price index by financial year.
#[derive(Debug, Clone, PartialEq)]
pub struct Deflator {
    /// Name.
    pub name: String,
    /// Publication.
    pub vintage: String,
    /// First financial year, by the year it ends in.
    pub first: i32,
    /// Index by financial year.
    pub index: Vec<f64>,
    /// Last year of the outturn.
    pub outturn_to: i32,
    /// Growth a year after the last of the index.
    pub beyond: f64,
}

/// Discount rates by years from now.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Edition.
    pub vintage: String,
    /// Whether it is in force.
    pub standing: ScheduleStatus,
    /// First year of each band and its rate.
    pub bands: Vec<(u32, f64)>,
}

/// One view of how costs grow.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthVariant {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Growth of each level's cost, a year.
    pub levels: Vec<f64>,
    /// Growth of every other line, a year.
    pub others: f64,
}

/// Allowance for optimism.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimism {
    /// What it is made on.
    pub on: OptimismOn,
    /// What is added to the cost of each programme, after mitigation.
    pub programmes: Vec<f64>,
    /// What is taken off each avoided cost of a level, after mitigation.
    pub levels: Vec<f64>,
    /// What is taken off the avoided cost of each kind of entry, after mitigation.
    pub entries: Vec<f64>,
    /// Share managed away.
    pub mitigation: f64,
    /// Grade of each programme's costs: the least known of them.
    pub grades: Vec<Grade>,
}

/// How a kind of cost line turns into cash.
#[derive(Debug, Clone, PartialEq)]
pub struct Cash {
    /// Kind of line.
    pub lines: CashKind,
    /// Share that does.
    pub share: f64,
    /// Months until it does.
    pub lag: usize,
    /// Yearly cost of a team, where only whole teams do.
    pub team: Option<f64>,
}

/// Value outside the council's lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Wider {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Who gains.
    pub agency: usize,
    /// Kind of value.
    pub kind: ValueKind,
    /// Programmes it was found for.
    pub programmes: Vec<usize>,
    /// What it is counted by.
    pub per: WiderPer,
    /// Pounds for each.
    pub value: f64,
    /// Source.
    pub source: String,
    /// How well it is known.
    pub grade: Grade,
    /// What it overlaps with.
    pub overlaps: String,
}

impl Deflator {
    /// Index of a financial year, by the year it ends in. `None` before its first year.
    #[must_use]
    pub fn at(&self, year: i32) -> Option<f64> {
        let place = usize::try_from(year - self.first).ok()?;
        let last = self.index.len().checked_sub(1)?;
        let known = *self.index.get(place.min(last))?;
        let years = place.saturating_sub(last) as f64;
        Some(known * staircase_numerics::maths::pow(1.0 + self.beyond, years))
    }

    /// What a pound in the prices of `from` comes to in those of `to`.
    #[must_use]
    pub fn between(&self, from: i32, to: i32) -> Option<f64> {
        Some(self.at(to)? / self.at(from)?)
    }
}
