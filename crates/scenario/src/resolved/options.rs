//! Options, resolved: dated changes to the current offer.

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyOption {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Whether support has no effect in this option, nor in its baseline.
    pub null_effect: bool,
    /// Dated changes to the current offer.
    pub changes: Vec<Change>,
    /// What it is compared with; `None` is the scenario's baseline.
    pub against: Option<Box<PolicyOption>>,
}

/// What the name of an option's null-effect twin ends in.
pub const TWIN: &str = "-null";

impl PolicyOption {
    /// The same changes where support has no effect: what is spent if all
    /// that is claimed for it is wrong.
    #[must_use]
    pub fn without_effects(&self) -> Self {
        Self {
            id: format!("{}{TWIN}", self.id),
            name: format!("{}, if support has no effect", self.name),
            description: "The same changes and the same spending in a world where support \
                          changes no family's path."
                .to_owned(),
            null_effect: true,
            changes: self.changes.clone(),
            against: self.against.clone(),
        }
    }
}

/// A dated change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What changes.
    pub target: Target,
    /// First simulated month in which it is felt.
    pub start: usize,
    /// First simulated month in which it is over.
    pub until: usize,
    /// Months until it is complete; 0 is at once.
    pub ramp: f64,
    /// The source that pays for what this adds to a programme; `None` is the base budget.
    pub paid_by: Option<usize>,
    /// In words, for people.
    pub words: String,
    /// Where it comes from.
    pub source: String,
    /// Ids of the documents that the source names.
    pub references: Vec<String>,
    /// How well it is known.
    pub grade: super::super::figure::Grade,
}

/// What a change changes, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// A number of a programme.
    Programme(usize, Lever, Adjust),
    /// A programme starts at the strength that its file describes.
    Starts(usize),
    /// A programme closes.
    Closes(usize),
    /// What a source pays.
    Funding(usize, Adjust),
    /// A source of money ends, with the staff it pays for.
    FundingEnds(usize),
    /// A source of money that would end, or might, goes on.
    FundingRenewed(usize),
    /// A number of the front door.
    Door(DoorLever, Adjust),
    /// Money spent whatever happens.
    FixedCost(usize, Adjust),
}

impl Target {
    /// The programme changed, if it is one.
    #[must_use]
    pub fn programme(&self) -> Option<usize> {
        match self {
            Self::Programme(p, ..) | Self::Starts(p) | Self::Closes(p) => Some(*p),
            Self::Funding(..)
            | Self::FundingEnds(_)
            | Self::FundingRenewed(_)
            | Self::Door(..)
            | Self::FixedCost(..) => None,
        }
    }

    /// Whether it can add staff or places that somebody has to pay for.
    #[must_use]
    pub fn adds_strength(&self) -> bool {
        matches!(
            self,
            Self::Starts(_) | Self::Programme(_, Lever::Staff | Lever::Caseload | Lever::Places, _)
        )
    }

    /// A change `times` as large, where its size is a number of its own: something added
    /// or scaled, not something set, started or closed.
    #[must_use]
    pub fn sized(self, times: f64) -> Option<Self> {
        let adjusted = |adjust: Adjust| match adjust {
            Adjust::Set(_) => None,
            Adjust::Add(by) => Some(Adjust::Add(by * times)),
            Adjust::Scale(by) => Some(Adjust::Scale(1.0 + (by - 1.0) * times)),
        };
        Some(match self {
            Self::Programme(p, lever, by) => Self::Programme(p, lever, adjusted(by)?),
            Self::Funding(source, by) => Self::Funding(source, adjusted(by)?),
            Self::Door(lever, by) => Self::Door(lever, adjusted(by)?),
            Self::FixedCost(cost, by) => Self::FixedCost(cost, adjusted(by)?),
            Self::Starts(_) | Self::Closes(_) | Self::FundingEnds(_) | Self::FundingRenewed(_) => {
                return None;
            }
        })
    }
}

/// A number of a programme that options can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lever {
    /// Staff.
    Staff,
    /// Families per worker.
    Caseload,
    /// Places that do not follow from staff.
    Places,
    /// Rate of referral.
    Referral,
    /// Planned length of support.
    Length,
    /// Share who engage.
    Engagement,
    /// Share of places taken up without the need.
    Leakage,
    /// Rate of dropping out while waiting.
    DropOut,
}

/// A number of the front door that options can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorLever {
    /// Contacts a month from below the threshold.
    ContactsBelow,
    /// Contacts that can be screened in a month.
    Screening,
    /// Assessments that can be under way at a time.
    Assessments,
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
