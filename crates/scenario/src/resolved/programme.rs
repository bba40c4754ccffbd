//! Lines of provision and who pays for them, resolved.

use super::super::figure::Uncertain;
use super::super::written::{HistoryTest, Order};

/// A line of provision.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Levels whose families it takes.
    pub levels: Vec<usize>,
    /// Ages of the index child that it takes, months: from, and below.
    pub ages: (i32, i32),
    /// Which families it takes.
    pub who: Who,
    /// Levels to which support follows a family, one flag a level; at the others it ends.
    pub follows: Vec<bool>,
    /// Whether it is part of the current offer.
    pub offered: bool,
    /// First month of the projection in which it runs; 0 is from before the first day.
    pub from: usize,
    /// First month without it; `usize::MAX` if it does not end.
    pub until: usize,
    /// Case-holding staff, full-time equivalents.
    pub staff: f64,
    /// Families that one full-time worker holds.
    pub caseload: f64,
    /// Places that do not follow from staff.
    pub places: f64,
    /// Mean planned length of support, months.
    pub length: Uncertain,
    /// Rate at which families with the need and no place are referred, a year.
    pub referral: Uncertain,
    /// Share of families with the need who are known to someone who could refer them.
    pub identified: Uncertain,
    /// Weight of families known before, against others.
    pub known_weight: Uncertain,
    /// Rate of dropping out while waiting, a year.
    pub drop_out: Uncertain,
    /// Share of places that families without the need take up.
    pub leakage: Uncertain,
    /// Share of families given a place who engage.
    pub engagement: Uncertain,
    /// Mean months that a place is held by a family that does not engage.
    pub unused: Uncertain,
    /// Share of engaged families that complete; the others leave early.
    pub completion: Uncertain,
    /// Who goes first.
    pub order: Order,
    /// Whether places that nobody waits for go to other families with the need.
    pub outreach: bool,
    /// Months until more staff are in post.
    pub recruitment_lag: usize,
    /// Share of places lost after any change, and for how many months.
    pub dip: (f64, usize),
    /// Cost of one full-time worker for a year, pounds.
    pub staff_cost: Uncertain,
    /// Cost of a place for a month, pounds.
    pub place_cost: Uncertain,
    /// Cost of a family that starts, pounds.
    pub family_cost: Uncertain,
    /// Cost of setting up, pounds.
    pub set_up: Uncertain,
    /// What support changes.
    pub effects: Vec<Effect>,
    /// Sources that pay for part of it: source index and pounds a year.
    pub funding: Vec<(usize, f64)>,
    /// Payment by results.
    pub results: Option<PaymentByResults>,
}

impl Programme {
    /// Places at central values under the current offer: staff × caseload, or as given.
    #[must_use]
    pub fn current_places(&self) -> f64 {
        if self.offered { self.staff * self.caseload + self.places } else { 0.0 }
    }

    /// Full cost of a year at the strength described in its file, pounds.
    #[must_use]
    pub fn yearly_cost(&self) -> f64 {
        let places = self.staff * self.caseload + self.places;
        self.staff * self.staff_cost.central + 12.0 * places * self.place_cost.central
    }

    /// Every uncertain number, in a fixed order.
    pub(super) fn uncertain(&mut self) -> impl Iterator<Item = &mut Uncertain> {
        let effects =
            self.effects.iter_mut().flat_map(|e| [&mut e.ratio, &mut e.haircut, &mut e.half_life]);
        let results =
            self.results.iter_mut().flat_map(|r| [&mut r.tariff, &mut r.up_front, &mut r.success]);
        [
            &mut self.length,
            &mut self.referral,
            &mut self.identified,
            &mut self.known_weight,
            &mut self.drop_out,
            &mut self.leakage,
            &mut self.engagement,
            &mut self.unused,
            &mut self.completion,
            &mut self.staff_cost,
            &mut self.place_cost,
            &mut self.family_cost,
            &mut self.set_up,
        ]
        .into_iter()
        .chain(effects)
        .chain(results)
    }
}

/// Which families something is for, by what lasts: history and classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Who {
    /// Only this history.
    pub history: Option<HistoryTest>,
    /// Only these strata, one flag each; empty is all.
    pub strata: Vec<bool>,
}

/// What support changes.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Moves whose rate it changes.
    pub moves: Vec<usize>,
    /// Age bands in which it does, one flag each; empty is all.
    pub ages: Vec<bool>,
    /// Families for whom it does.
    pub who: Who,
    /// Ratio on the rate at full dose, before any reduction.
    pub ratio: Uncertain,
    /// Reduction of a benefit for optimism.
    pub haircut: Uncertain,
    /// Half-life, months.
    pub half_life: Uncertain,
    /// When it is felt.
    pub course: Course,
    /// Only families who engage.
    pub engaged_only: bool,
    /// Only families reached by places added within this many months.
    pub newly_reached: Option<usize>,
    /// The route of evidence it belongs to; `None` is all.
    pub route: Option<usize>,
    /// Whether another route is taken.
    pub off: bool,
}

/// How the dose of an effect runs over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Course {
    /// Full while supported, fading from the end of support.
    WhileSupported,
    /// From the start of support, whatever its length: sets in after a memoryless
    /// delay with this mean in months (0 is at once) and fades from then on.
    FromStart(f64),
}

impl Effect {
    /// The ratio used: a benefit is reduced by the haircut, once; harm is not. An
    /// effect of a route that is not taken leaves rates as they are.
    #[must_use]
    pub fn used(&self) -> f64 {
        if self.off {
            return 1.0;
        }
        let ratio = self.ratio.now;
        if ratio < 1.0 { 1.0 - (1.0 - ratio) * (1.0 - self.haircut.now) } else { ratio }
    }
}

/// Money received for families who start and who succeed.
#[derive(Debug, Clone)]
pub struct PaymentByResults {
    /// Name of the line.
    pub name: String,
    /// Pounds a family.
    pub tariff: Uncertain,
    /// Share of it paid when a family starts.
    pub up_front: Uncertain,
    /// Share of planned ends for which the rest is paid.
    pub success: Uncertain,
    /// Months from the end until the rest is paid.
    pub arrears: usize,
    /// First month in which nothing is paid any more.
    pub ends: usize,
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
    /// First month without it unless it is renewed.
    pub ends: Option<usize>,
    /// Probability of renewal at its end.
    pub renewal: Uncertain,
}
