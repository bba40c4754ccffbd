//! What the engine sees: complete, checked, by number rather than by name.
//!
//! Indices are positions in the vectors of [`Scenario`]: a level index in
//! `levels`, a move index in `moves`, and so on.

use super::calendar::Calendar;
use super::correlation::Group;
use super::figure::Uncertain;
use super::register::Row;
use super::written::{ClosedAs, HistoryTest, LevelKind, Mark, MeasureKind};
use crate::chance::point::point;
use std::collections::BTreeMap;

/// Length-of-stay bands of a hazard: months 0–3, 3–6, 6–12, 12–24, 24 and more.
pub const STAY_BANDS: usize = 5;

/// First month above each length-of-stay band but the last.
pub const STAY_EDGES: [u16; STAY_BANDS - 1] = [3, 6, 12, 24];

/// Months of age at which a child leaves: the eighteenth birthday.
pub const ADULT: i32 = 216;

/// A scenario, complete and checked.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Path of the file opened.
    pub file: String,
    /// Hash of all its files: same text, same hash.
    pub hash: u64,
    /// Who, what, from which sources.
    pub about: About,
    /// Months and financial years.
    pub calendar: Calendar,
    /// Levels, least need first.
    pub levels: Vec<Level>,
    /// Permitted moves.
    pub moves: Vec<Move>,
    /// What is reported.
    pub measures: Vec<Measure>,
    /// Age bands, youngest first; the last ends at the eighteenth birthday.
    pub age_bands: Vec<AgeBand>,
    /// Children aged 0 to 17.
    pub children: f64,
    /// Share of families with 1, 2, 3 … children.
    pub family_sizes: Vec<f64>,
    /// Children at each level on the first day.
    pub stocks: Vec<f64>,
    /// Rates of moving under the current offer.
    pub rates: Vec<Rate>,
    /// Factors on them.
    pub factors: Vec<Factor>,
    /// Year-to-year change.
    pub drifts: Vec<Drift>,
    /// How much of a year's departure lasts into the next.
    pub persistence: Uncertain,
    /// The current offer.
    pub programmes: Vec<Programme>,
    /// Sources of money.
    pub funding: Vec<FundingSource>,
    /// Cost of a child-year at each level, pounds.
    pub unit_costs: Vec<Uncertain>,
    /// Cost of entries.
    pub entry_costs: Vec<EntryCost>,
    /// Money spent whatever happens, pounds a year.
    pub fixed_costs: Vec<(String, f64)>,
    /// Published figures.
    pub observed: Vec<Observed>,
    /// Options; the first is the baseline.
    pub options: Vec<Choice>,
    /// Uncertain numbers that move together.
    pub correlations: Vec<Group>,
    /// What a result does not contain.
    pub limits: Vec<String>,
    /// Every number with unit, source and grade.
    pub register: Vec<Row>,
}

/// Who, what, from which sources.
#[derive(Debug, Clone)]
pub struct About {
    /// Title.
    pub title: String,
    /// Local authority.
    pub authority: String,
    /// Date of writing.
    pub date: String,
    /// Author.
    pub author: String,
    /// The question asked.
    pub question: String,
    /// Prices that all money is in.
    pub price_base: String,
    /// Documents and releases.
    pub sources: Vec<String>,
}

/// A level of need.
#[derive(Debug, Clone)]
pub struct Level {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Where it stands to the statutory threshold.
    pub kind: LevelKind,
    /// Step it is drawn on.
    pub step: String,
    /// What it means.
    pub definition: String,
    /// Mark it leaves in the history.
    pub marks: Option<Mark>,
}

impl Level {
    /// Whether it is at or above the statutory threshold.
    #[must_use]
    pub fn statutory(&self) -> bool {
        self.kind == LevelKind::Statutory
    }
}

/// A permitted move.
#[derive(Debug, Clone)]
pub struct Move {
    /// Level left.
    pub from: usize,
    /// Level entered.
    pub to: usize,
    /// Identity where two moves join the same levels.
    pub id: Option<String>,
    /// Groups it belongs to.
    pub tags: Vec<String>,
    /// History left on leaving the statutory levels.
    pub closed_as: ClosedAs,
    /// Months already on the clock of the level entered.
    pub clock_starts_at: u16,
    /// Whether the clock runs on instead.
    pub keeps_clock: bool,
}

/// Something reported.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What is counted.
    pub definition: String,
    /// Stock or flow.
    pub kind: MeasureKind,
    /// Levels counted by a stock.
    pub levels: Vec<usize>,
    /// Moves counted by a flow.
    pub moves: Vec<usize>,
    /// A flow of families closed within the last 12 months only.
    pub closed_recently: bool,
    /// Shown first.
    pub headline: bool,
    /// Children counted beside the model: at any time (stock) or a year (flow).
    pub beside: f64,
}

/// An age band.
#[derive(Debug, Clone)]
pub struct AgeBand {
    /// Identity.
    pub id: String,
    /// First month of age in it.
    pub from: i32,
    /// First month of age above it.
    pub below: i32,
}

/// A rate of one move.
#[derive(Debug, Clone)]
pub struct Rate {
    /// The move.
    pub mv: usize,
    /// Per child and year, by length-of-stay band.
    pub per_year: [f64; STAY_BANDS],
    /// Share of the rate for each age band (zero where the rate does not apply).
    pub by_age: Vec<f64>,
}

/// A factor on rates.
#[derive(Debug, Clone)]
pub struct Factor {
    /// Moves it applies to.
    pub moves: Vec<usize>,
    /// Only this age band.
    pub age: Option<usize>,
    /// Only this history.
    pub history: Option<HistoryTest>,
    /// The factor.
    pub value: Uncertain,
    /// What it was fitted to, if it was.
    pub fitted_to: Option<FitTarget>,
}

/// A published number that a factor is fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitTarget {
    /// Children at a level on the first day.
    Level(usize),
    /// A measure, as published for the year to the first day.
    Measure(usize),
}

/// Moves that drift together from year to year.
#[derive(Debug, Clone)]
pub struct Drift {
    /// The moves.
    pub moves: Vec<usize>,
    /// Standard deviation of one year's new departure on the log scale.
    pub spread: Uncertain,
}

/// A line of provision.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Levels whose families it takes.
    pub levels: Vec<usize>,
    /// Case-holding staff, full-time equivalents.
    pub staff: f64,
    /// Families that one full-time worker holds.
    pub caseload: f64,
    /// Mean planned length of support, months.
    pub length: Uncertain,
    /// Rate at which families with the need and no place are referred, a year.
    pub referral: Uncertain,
    /// Weight of families known before, against others.
    pub known_weight: Uncertain,
    /// Rate of dropping out while waiting, a year.
    pub drop_out: Uncertain,
    /// Cost of one full-time worker for a year, pounds.
    pub staff_cost: Uncertain,
    /// What support changes.
    pub effects: Vec<Effect>,
    /// Sources that pay for part of it: source index and pounds a year.
    pub funding: Vec<(usize, f64)>,
}

/// What support changes.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Moves whose rate it changes.
    pub moves: Vec<usize>,
    /// Ratio on the rate while supported, before any reduction.
    pub ratio: Uncertain,
    /// Reduction of a benefit for optimism.
    pub haircut: Uncertain,
    /// Half-life after support ends, months.
    pub half_life: Uncertain,
}

impl Effect {
    /// The ratio used: a benefit is reduced by the haircut, once; harm is not.
    #[must_use]
    pub fn used(&self) -> f64 {
        let ratio = self.ratio.now;
        if ratio < 1.0 { 1.0 - (1.0 - ratio) * (1.0 - self.haircut.now) } else { ratio }
    }
}

/// A source of money.
#[derive(Debug, Clone)]
pub struct FundingSource {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Total from this source, pounds a year.
    pub total: f64,
}

/// Cost of one child's entry.
#[derive(Debug, Clone)]
pub struct EntryCost {
    /// Name of the line.
    pub name: String,
    /// Moves that cost.
    pub moves: Vec<usize>,
    /// Pounds a child.
    pub cost: Uncertain,
}

/// Published figures of one measure.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The measure.
    pub measure: usize,
    /// Year to 31 March, and the number.
    pub points: Vec<(i32, f64)>,
    /// The release.
    pub source: String,
}

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What it is.
    pub description: String,
    /// In this option's world support changes nothing, in the baseline either.
    pub null_effect: bool,
    /// Dated changes to the current offer.
    pub changes: Vec<Change>,
}

/// A dated change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What changes.
    pub target: Target,
    /// First simulated month in which it is felt.
    pub start: usize,
    /// Months until it is complete; 0 is at once.
    pub ramp: f64,
    /// In words, for people.
    pub words: String,
    /// Where it comes from.
    pub source: String,
    /// How well it is known.
    pub grade: super::figure::Grade,
}

/// What a change changes, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Staff of a programme.
    Staff(usize, Adjust),
    /// Families per worker of a programme.
    Caseload(usize, Adjust),
    /// A source of money ends, with the staff it pays for.
    FundingEnds(usize),
}

/// An adjustment of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Adjust {
    /// To this value.
    Set(f64),
    /// By this much.
    Add(f64),
    /// Times this.
    Scale(f64),
}

impl Adjust {
    /// The adjusted value, never below zero.
    #[must_use]
    pub fn apply(self, value: f64) -> f64 {
        match self {
            Self::Set(to) => to,
            Self::Add(by) => (value + by).max(0.0),
            Self::Scale(by) => value * by,
        }
    }
}

impl Scenario {
    /// Mean children per family.
    #[must_use]
    pub fn mean_family_size(&self) -> f64 {
        self.family_sizes.iter().zip(1_u32..).map(|(share, n)| share * f64::from(n)).sum()
    }

    /// Families in the authority, in the mean.
    #[must_use]
    pub fn families(&self) -> f64 {
        self.children / self.mean_family_size()
    }

    /// Moves out of a level, lowest destination first: the order of every table.
    #[must_use]
    pub fn moves_from(&self, level: usize) -> Vec<usize> {
        let mut moves: Vec<usize> =
            (0..self.moves.len()).filter(|mv| self.moves[*mv].from == level).collect();
        moves.sort_by_key(|mv| (self.moves[*mv].to, *mv));
        moves
    }

    /// Levels with a hazard that depends on the months spent there.
    #[must_use]
    pub fn clocked_levels(&self) -> Vec<bool> {
        let varies = |rate: &Rate| {
            rate.per_year.iter().any(|band| band.to_bits() != rate.per_year[0].to_bits())
        };
        (0..self.levels.len())
            .map(|level| {
                self.rates.iter().any(|rate| self.moves[rate.mv].from == level && varies(rate))
            })
            .collect()
    }

    /// The option called `id`.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Age band of an age in months.
    #[must_use]
    pub fn age_band(&self, age: i32) -> usize {
        let last = self.age_bands.len() - 1;
        self.age_bands.iter().position(|band| age < band.below).unwrap_or(last)
    }

    /// Every uncertain number, in a fixed order.
    pub(super) fn uncertain(&mut self) -> impl Iterator<Item = &mut Uncertain> {
        let factors = self.factors.iter_mut().map(|f| &mut f.value);
        let drifts = self.drifts.iter_mut().map(|d| &mut d.spread);
        let programmes = self.programmes.iter_mut().flat_map(|p| {
            let effects =
                p.effects.iter_mut().flat_map(|e| [&mut e.ratio, &mut e.haircut, &mut e.half_life]);
            [
                &mut p.length,
                &mut p.referral,
                &mut p.known_weight,
                &mut p.drop_out,
                &mut p.staff_cost,
            ]
            .into_iter()
            .chain(effects)
        });
        factors
            .chain(drifts)
            .chain([&mut self.persistence])
            .chain(programmes)
            .chain(self.unit_costs.iter_mut())
            .chain(self.entry_costs.iter_mut().map(|e| &mut e.cost))
    }

    /// A copy with every uncertain number at its point of one parameter draw.
    #[must_use]
    pub fn sampled(&self, seed: u64, parameter_draw: u64) -> Self {
        let alone = |key| point(seed, parameter_draw, key);
        let together: BTreeMap<u64, f64> =
            self.correlations.iter().flat_map(|group| group.points(alone)).collect();
        let mut copy = self.clone();
        for number in copy.uncertain().filter(|number| number.distribution.is_some()) {
            let share = together.get(&number.key).copied();
            number.set_to(share.unwrap_or_else(|| alone(number.key)));
        }
        copy
    }
}
