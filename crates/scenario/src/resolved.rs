//! What the engine sees: complete, checked, by number rather than by name.
//!
//! Indices are positions in the vectors of [`Scenario`]: a level index in
//! `levels`, a move index in `moves`, and so on.

use super::calendar::Calendar;
use super::correlation::Group;
use super::figure::Uncertain;
use super::register::Row;
use super::strata::Strata;
use super::written::{ClosedAs, HistoryTest, LevelKind, Mark, MeasureKind, Reference, ShareKind};
use staircase_numerics::chance::hash_text;
use staircase_numerics::chance::point::point;
use staircase_numerics::stay::Stay;
use std::collections::BTreeMap;

mod money;
mod options;
mod programme;

pub use money::*;
pub use options::*;
pub use programme::*;

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
    /// Path of the shared defaults, if it names any.
    pub defaults: Option<String>,
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
    /// Children and families.
    pub population: Population,
    /// Lasting differences between families.
    pub strata: Strata,
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
    /// Known changes of rates over time.
    pub drivers: Vec<Driver>,
    /// Children who come from outside.
    pub streams: Vec<Stream>,
    /// Contact, screening, assessment.
    pub door: Option<FrontDoor>,
    /// Sets of evidence that disagree; empty where there is one.
    pub routes: Vec<EvidenceSet>,
    /// Least part of a rate that all programmes together may leave.
    pub effects_floor: f64,
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
    /// Published shares.
    pub published_shares: Vec<PublishedShare>,
    /// How money is counted, if the scenario says so.
    pub money: Option<Money>,
    /// Options; the first is the baseline.
    pub options: Vec<PolicyOption>,
    /// Uncertain numbers that move together.
    pub correlations: Vec<Group>,
    /// What a result does not contain.
    pub limits: Vec<String>,
    /// Every number with unit, source and grade.
    pub register: Vec<Row>,
    /// Documents that its sources name.
    pub references: Vec<Reference>,
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
    /// Month of age at which children leave it.
    pub leaves_at: i32,
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

impl Rate {
    /// Whether it depends on the months spent at the level.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.per_year.iter().any(|band| band.to_bits() != self.per_year[0].to_bits())
    }
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
    /// Only this class of a division: division and class.
    pub class: Option<(usize, usize)>,
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
    /// A published share.
    Share(usize),
}

/// Moves that drift together from year to year.
#[derive(Debug, Clone)]
pub struct Drift {
    /// The moves.
    pub moves: Vec<usize>,
    /// Standard deviation of one year's new departure on the log scale.
    pub spread: Uncertain,
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

/// Children and families.
#[derive(Debug, Clone)]
pub struct Population {
    /// Children aged 0 to 17 on the first day.
    pub children: f64,
    /// Share of families with 1, 2, 3 … children.
    pub family_sizes: Vec<f64>,
    /// Size of each year of age, 0 to 17, against the mean of all.
    pub by_age: Vec<f64>,
    /// Children aged 0 to 17 at the end of each month from the first day on, where
    /// the number changes.
    pub projected: Option<Vec<f64>>,
}

/// A known change of rates over time.
#[derive(Debug, Clone)]
pub struct Driver {
    /// Name shown to people.
    pub name: String,
    /// The moves.
    pub moves: Vec<usize>,
    /// How they change.
    pub course: DriverCourse,
}

/// How a driver runs over time.
#[derive(Debug, Clone)]
pub enum DriverCourse {
    /// A factor a year, compounding; each financial year has its middle's value.
    Trend(Uncertain),
    /// A factor for each point of an indicator, by financial year.
    Indicator(Uncertain, Vec<f64>),
    /// Factors for January to December.
    Season(Vec<f64>),
}

/// Children who come from outside, whatever early help does.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Name shown to people.
    pub name: String,
    /// Measures that count them.
    pub measures: Vec<usize>,
    /// Children on the first day.
    pub stock: f64,
    /// Arrivals a year.
    pub starts: Uncertain,
    /// Growth of arrivals a year.
    pub growth: Uncertain,
}

impl Stream {
    /// Mean months from arrival to the eighteenth birthday that the stock and the
    /// arrivals imply (Little's law).
    #[must_use]
    pub fn mean_stay(&self) -> f64 {
        if self.starts.central > 0.0 { 12.0 * self.stock / self.starts.central } else { 0.0 }
    }

    /// Months from arrival to the eighteenth birthday: children come at every age
    /// alike in the last months before it. `None` where nobody stays.
    #[must_use]
    pub fn stay(&self) -> Option<Stay> {
        let (adult, longest) = (f64::from(ADULT), 2.0 * self.mean_stay());
        Stay::until_age(adult, &[(adult - longest, adult, 1.0)])
    }

    /// Expected children at the end of a month: those of the first day whose time is
    /// not up, and those who have come since.
    #[must_use]
    pub fn expected(&self, month: usize) -> f64 {
        let Some(stay) = self.stay() else { return 0.0 };
        let stayed = |months: usize| stay.mean_until(months as f64);
        let first = self.stock * (1.0 - stayed(month) / stay.mean());
        let since: f64 = (1..=month)
            .map(|at| {
                let ago = month - at;
                self.starts.now / 12.0 * self.growth_by(at) * (stayed(ago + 1) - stayed(ago))
            })
            .sum();
        first + since
    }

    /// Factor on arrivals in a month.
    #[must_use]
    pub fn growth_by(&self, month: usize) -> f64 {
        staircase_numerics::maths::pow(self.growth.now, month as f64 / 12.0)
    }
}

/// Contact, screening, assessment, decision. Infinite capacities never bind.
#[derive(Debug, Clone)]
pub struct FrontDoor {
    /// Moves that pass through it, one flag a move.
    pub moves: Vec<bool>,
    /// Contacts a month from below the threshold.
    pub contacts_below: f64,
    /// Contacts that can be screened in a month.
    pub screening: f64,
    /// Assessments a month that find no need.
    pub not_in_need: f64,
    /// Assessments that can be under way at a time.
    pub assessments: f64,
    /// Mean length of an assessment, months.
    pub assessment_length: Uncertain,
    /// Share of families at immediate risk.
    pub urgent: Uncertain,
    /// Rate of dropping out while waiting, a year.
    pub drop_out: Uncertain,
    /// Ratio on escalating moves while waiting, and the moves, one flag each.
    pub escalation: (Uncertain, Vec<bool>),
    /// Share of families in need who are first turned away.
    pub misrouted: Uncertain,
    /// Mean months until they come back.
    pub bounce: Uncertain,
    /// Share of assessments held by partners.
    pub partner_held: Uncertain,
}

/// A body of evidence on what support does.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSet {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Share of runs that take it.
    pub weight: f64,
}

/// A published share that a steady year is compared with.
#[derive(Debug, Clone)]
pub struct PublishedShare {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What it is a share of.
    pub kind: ShareKind,
    /// Moves counted.
    pub moves: Vec<usize>,
    /// Moves in the whole.
    pub of: Vec<usize>,
    /// Levels.
    pub levels: Vec<usize>,
    /// Age band.
    pub age: usize,
    /// Age in months.
    pub age_months: i32,
    /// Months: from, and below.
    pub months: (u16, u16),
    /// The published share.
    pub share: f64,
    /// Its source.
    pub source: String,
}

impl Scenario {
    /// Mean children per family.
    #[must_use]
    pub fn mean_family_size(&self) -> f64 {
        self.population
            .family_sizes
            .iter()
            .zip(1_u32..)
            .map(|(share, n)| share * f64::from(n))
            .sum()
    }

    /// Families in the authority, in the mean.
    #[must_use]
    pub fn families(&self) -> f64 {
        self.population.children / self.mean_family_size()
    }

    /// Month of age at which the oldest leave.
    #[must_use]
    pub fn oldest(&self) -> i32 {
        self.levels.iter().map(|level| level.leaves_at).max().unwrap_or(ADULT)
    }

    /// Moves out of a level, lowest destination first: the order of every table.
    #[must_use]
    pub fn moves_from(&self, level: usize) -> Vec<usize> {
        let mut moves: Vec<usize> =
            (0..self.moves.len()).filter(|mv| self.moves[*mv].from == level).collect();
        moves.sort_by_key(|mv| (self.moves[*mv].to, *mv));
        moves
    }

    /// Levels that run a clock: a hazard depends on the months spent there, or a move
    /// takes those months along to such a level.
    #[must_use]
    pub fn clocked_levels(&self) -> Vec<bool> {
        let mut clocked: Vec<bool> = (0..self.levels.len())
            .map(|level| self.rates.iter().any(|r| self.moves[r.mv].from == level && r.varies()))
            .collect();
        // Once a level: a chain of moves can be no longer.
        for _ in 0..self.levels.len() {
            for mv in self.moves.iter().filter(|mv| mv.keeps_clock) {
                clocked[mv.from] |= clocked[mv.to];
            }
        }
        clocked
    }

    /// The option called `id`.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&PolicyOption> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Age band of an age in months.
    #[must_use]
    pub fn age_band(&self, age: i32) -> usize {
        let last = self.age_bands.len() - 1;
        self.age_bands.iter().position(|band| age < band.below).unwrap_or(last)
    }

    /// A copy. A derived `clone` is compiled anew wherever it is called; this is called.
    #[must_use]
    pub fn copy(&self) -> Self {
        self.clone()
    }

    /// Every uncertain number, in a fixed order.
    pub fn uncertain(&mut self) -> impl Iterator<Item = &mut Uncertain> {
        let factors = self.factors.iter_mut().map(|f| &mut f.value);
        let drifts = self.drifts.iter_mut().map(|d| &mut d.spread);
        let programmes = self.programmes.iter_mut().flat_map(Programme::uncertain);
        let drivers = self.drivers.iter_mut().filter_map(|driver| match &mut driver.course {
            DriverCourse::Trend(factor) | DriverCourse::Indicator(factor, _) => Some(factor),
            DriverCourse::Season(_) => None,
        });
        let streams = self.streams.iter_mut().flat_map(|s| [&mut s.starts, &mut s.growth]);
        let door = self.door.iter_mut().flat_map(|door| {
            [
                &mut door.assessment_length,
                &mut door.urgent,
                &mut door.drop_out,
                &mut door.escalation.0,
                &mut door.misrouted,
                &mut door.bounce,
                &mut door.partner_held,
            ]
        });
        let renewals = self.funding.iter_mut().map(|source| &mut source.renewal);
        factors
            .chain(drifts)
            .chain([&mut self.persistence])
            .chain(drivers)
            .chain(streams)
            .chain(door)
            .chain(renewals)
            .chain(programmes)
            .chain(self.unit_costs.iter_mut())
            .chain(self.entry_costs.iter_mut().map(|e| &mut e.cost))
    }

    /// The route of evidence that a parameter draw takes.
    #[must_use]
    pub fn route_of(&self, seed: u64, parameter_set: u64) -> usize {
        let mut left = point(seed, parameter_set, hash_text("routes"));
        let found = self.routes.iter().position(|route| {
            left -= route.weight;
            left < 0.0
        });
        found.unwrap_or(self.routes.len().saturating_sub(1))
    }

    /// The route that every draw takes where nothing is sampled: the one of most weight,
    /// and of several such the first.
    #[must_use]
    pub fn central_route(&self) -> usize {
        let weights = self.routes.iter().map(|route| route.weight).enumerate();
        weights.fold((0, 0.0), |most, it| if it.1 > most.1 { it } else { most }).0
    }

    /// Takes a route of evidence: effects of the others are off.
    pub fn take_route(&mut self, route: usize) {
        for effect in self.programmes.iter_mut().flat_map(|p| &mut p.effects) {
            effect.off = effect.route.is_some_and(|own| own != route);
        }
    }

    /// A copy with every uncertain number at its point of one parameter draw.
    #[must_use]
    pub fn sampled(&self, seed: u64, parameter_set: u64) -> Self {
        let alone = |key| point(seed, parameter_set, key);
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
