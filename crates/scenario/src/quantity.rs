//! Every kind of number a scenario can hold, declared once: plain phrase,
//! unit and allowed range. Checks, error text, the register and the page's
//! form fields all read this table.

use super::problem::Fault;

/// One kind of number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// What it is, in words that fit after "for".
    pub phrase: &'static str,
    /// The unit that a figure of this kind must be given in.
    pub unit: &'static str,
    /// Smallest allowed value.
    pub minimum: f64,
    /// Largest allowed value.
    pub maximum: f64,
}

impl Quantity {
    const fn new(phrase: &'static str, unit: &'static str, minimum: f64, maximum: f64) -> Self {
        Self { phrase, unit, minimum, maximum }
    }

    /// Whether `value` may be used. NaN and infinity may not.
    #[must_use]
    pub fn allows(&self, value: f64) -> bool {
        value >= self.minimum && value <= self.maximum
    }

    /// Why `value` may not be used.
    #[must_use]
    pub fn refusal(&self, value: f64) -> Fault {
        let (phrase, range) = (self.phrase, (self.minimum, self.maximum));
        if value.is_finite() {
            Fault::OutOfRange { phrase, value, range, unit: self.unit }
        } else {
            Fault::NotFinite { phrase, value, range }
        }
    }
}

/// Whether numbers in a unit are amounts, which grow with the number of children: heads, staff,
/// places, yearly sums. All others are rates, shares, lengths and prices.
#[must_use]
pub fn is_amount(unit: &str) -> bool {
    let amounts = [
        &POPULATION,
        &STAFF,
        &FUNDING,
        &EXOGENOUS_FLOW,
        &PLACES,
        &SET_UP,
        &CONTACTS,
        &ASSESSED,
        &ASSESSMENTS,
    ];
    amounts.iter().any(|quantity| quantity.unit == unit)
}

/// Children living in the authority.
pub const POPULATION: Quantity =
    Quantity::new("children living in the authority", "children", 1.0, 5_000_000.0);
/// Children at a level on the first day.
pub const CHILDREN: Quantity =
    Quantity::new("children at a level at the start", "children", 0.0, 5_000_000.0);
/// A rate of moving from one level to another.
pub const RATE: Quantity = Quantity::new("a rate of moving", "per year", 0.0, 60.0);
/// A mean length of stay.
pub const STAY: Quantity = Quantity::new("a mean length of stay", "months", 0.2, 600.0);
/// A share of a whole.
pub const SHARE: Quantity = Quantity::new("a share", "share", 0.0, 1.0);
/// A factor on a rate.
pub const FACTOR: Quantity = Quantity::new("a factor on a rate", "times", 0.0, 1000.0);
/// Key workers or other case-holding staff of a programme.
pub const STAFF: Quantity = Quantity::new("key workers", "full-time equivalents", 0.0, 2000.0);
/// Families that one full-time worker holds at a time.
pub const CASELOAD: Quantity =
    Quantity::new("families per key worker", "families per full-time equivalent", 0.5, 60.0);
/// Planned length of support.
pub const SUPPORT_LENGTH: Quantity = Quantity::new("the length of support", "months", 1.0, 60.0);
/// Months over which a change builds up.
pub const RAMP: Quantity = Quantity::new("months to full strength", "months", 0.0, 60.0);
/// Rate at which families with the need ask or are referred.
pub const REFERRAL: Quantity =
    Quantity::new("the rate of referral to support", "per year", 0.0, 60.0);
/// Rate at which waiting families drop out.
pub const DROP_OUT: Quantity =
    Quantity::new("the rate of dropping out while waiting", "per year", 0.0, 60.0);
/// Effect of support: a ratio on a rate.
pub const EFFECT: Quantity = Quantity::new("the effect of support on a rate", "ratio", 0.0, 5.0);
/// Months in which half of an effect fades after support ends.
pub const HALF_LIFE: Quantity =
    Quantity::new("the half-life of an effect after support ends", "months", 0.1, 600.0);
/// Reduction of a claimed benefit for optimism bias.
pub const HAIRCUT: Quantity = Quantity::new("the reduction for optimism bias", "share", 0.0, 1.0);
/// Cost of one child for one year at a level.
pub const UNIT_COST: Quantity =
    Quantity::new("the cost of one child for a year", "pounds per child-year", 0.0, 2_000_000.0);
/// Cost of one assessment or other entry.
pub const ENTRY_COST: Quantity =
    Quantity::new("the cost of one entry", "pounds per child", 0.0, 1_000_000.0);
/// Cost of one full-time worker for one year, with overhead.
pub const STAFF_COST: Quantity = Quantity::new(
    "the cost of a full-time worker for a year",
    "pounds per full-time equivalent a year",
    0.0,
    500_000.0,
);
/// Money from one source in a year.
pub const FUNDING: Quantity =
    Quantity::new("money from one source", "pounds a year", 0.0, 1_000_000_000.0);
/// Children counted outside the model, beside those it moves.
pub const EXOGENOUS: Quantity =
    Quantity::new("children counted outside the model", "children", 0.0, 1_000_000.0);
/// Children entering beside those the model moves.
pub const EXOGENOUS_FLOW: Quantity =
    Quantity::new("children entering outside the model", "children a year", 0.0, 1_000_000.0);
/// Spread of year-to-year changes on the log scale.
pub const LOG_SPREAD: Quantity =
    Quantity::new("the spread of year-to-year change", "standard deviation of log", 0.0, 2.0);
/// How much of one year's drift is left in the next.
pub const PERSISTENCE: Quantity =
    Quantity::new("how much of a year's drift lasts into the next", "correlation", 0.0, 1.0);
/// Growth from one year to the next.
pub const YEARLY_FACTOR: Quantity = Quantity::new("a factor a year", "times a year", 0.2, 5.0);
/// Change of an indicator.
pub const POINTS: Quantity = Quantity::new("a change of an indicator", "points", -100.0, 100.0);
/// Places of a programme.
pub const PLACES: Quantity = Quantity::new("places for families", "families", 0.0, 100_000.0);
/// Months of lag, delay or dip.
pub const MONTHS: Quantity = Quantity::new("a number of months", "months", 0.0, 120.0);
/// Months that a place is held by a family that does not engage.
pub const UNUSED: Quantity =
    Quantity::new("months that an unused place is held", "months", 1.0, 60.0);
/// Cost of a place.
pub const PLACE_COST: Quantity =
    Quantity::new("the cost of a place for a month", "pounds per place and month", 0.0, 100_000.0);
/// Cost of a family that starts.
pub const FAMILY_COST: Quantity =
    Quantity::new("the cost of a family that starts", "pounds per family", 0.0, 1_000_000.0);
/// Cost of setting up.
pub const SET_UP: Quantity =
    Quantity::new("the cost of setting up", "pounds", 0.0, 1_000_000_000.0);
/// Payment for one family.
pub const TARIFF: Quantity =
    Quantity::new("payment for one family", "pounds per family", 0.0, 1_000_000.0);
/// Least part of a rate that effects may leave.
pub const FLOOR: Quantity =
    Quantity::new("the least part of a rate that support may leave", "share", 0.05, 1.0);
/// Contacts in a month.
pub const CONTACTS: Quantity = Quantity::new("contacts", "contacts a month", 0.0, 1_000_000.0);
/// Assessments in a month.
pub const ASSESSED: Quantity =
    Quantity::new("assessments that find no need", "assessments a month", 0.0, 1_000_000.0);
/// Assessments under way.
pub const ASSESSMENTS: Quantity =
    Quantity::new("assessments under way at a time", "assessments", 0.0, 1_000_000.0);
/// Length of an assessment.
pub const ASSESSMENT_LENGTH: Quantity =
    Quantity::new("the mean length of an assessment", "months", 0.05, 24.0);
/// Months until a family turned away comes back.
pub const BOUNCE: Quantity =
    Quantity::new("months until a family turned away comes back", "months", 0.1, 120.0);
/// Shape of a Weibull distribution.
pub const SHAPE: Quantity =
    Quantity::new("the shape of a distribution of stays", "shape", 0.2, 8.0);
/// How two uncertain numbers move together.
pub const CORRELATION: Quantity =
    Quantity::new("a correlation between two numbers", "correlation", -0.999, 0.999);
/// A price index.
pub const INDEX: Quantity = Quantity::new("a price index", "index", 0.001, 1_000_000.0);
/// A rate a year: of discount, or of growth of prices or costs.
pub const YEARLY_RATE: Quantity = Quantity::new("a rate a year", "a year", -0.5, 1.0);
/// The optimism bias allowance added to a cost.
pub const UPLIFT: Quantity = Quantity::new("the optimism bias allowance", "share", 0.0, 5.0);
/// Staff in a team.
pub const TEAM: Quantity = Quantity::new("staff in a team", "full-time equivalents", 0.5, 200.0);
/// Value for each pound spent.
pub const PER_POUND: Quantity =
    Quantity::new("value for each pound spent", "pounds per pound", -1000.0, 1000.0);
/// Value for each family that starts.
pub const PER_FAMILY: Quantity = Quantity::new(
    "value for each family that starts",
    "pounds per family",
    -1_000_000.0,
    1_000_000.0,
);
/// A calendar year.
pub const YEAR: Quantity = Quantity::new("a year", "as a calendar year", 1900.0, 2200.0);
/// A sum of money.
pub const SUM: Quantity = Quantity::new("a sum of money", "pounds", 0.0, 1_000_000_000_000.0);
