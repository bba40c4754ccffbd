//! What a family has been through, as far as transition hazards depend on it.

use staircase_scenario::Scenario;
use staircase_scenario::resolved::Who;
use staircase_scenario::written::{HistoryTest, Mark};

/// Whether and how long ago a family was at a statutory level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Never at a statutory level, or at one now.
    Never,
    /// Left the statutory levels this many months ago (1 to 12).
    Recent(u8),
    /// Left longer ago, or for permanence.
    Longer,
}

impl Known {
    /// Months for which a closure counts as recent.
    pub const RECENT_MONTHS: u8 = 12;

    /// Class of history: 0 never, 1 recent, 2 longer ago.
    #[must_use]
    pub fn class(self) -> usize {
        match self {
            Self::Never => 0,
            Self::Recent(_) => 1,
            Self::Longer => 2,
        }
    }

    /// A month later, with no further contact.
    #[must_use]
    pub fn older(self) -> Self {
        match self {
            Self::Recent(months) if months < Self::RECENT_MONTHS => Self::Recent(months + 1),
            Self::Recent(_) => Self::Longer,
            same => same,
        }
    }
}

/// Number of classes of [`Known`].
pub const CLASSES: usize = 3;

/// Number of distinct histories: class of [`Known`] × prior plan × prior care.
pub const REPLICATES: usize = CLASSES * 4;

/// Index of a profile: what hazards depend on besides level, time and age. Histories
/// of the first stratum come first.
#[inline]
#[must_use]
pub fn profile(stratum: usize, history: usize) -> usize {
    stratum * REPLICATES + history
}

/// Bits for a plan and for care, now or before.
#[must_use]
pub fn mark_bit(mark: Option<Mark>) -> u8 {
    match mark {
        None => 0,
        Some(Mark::Plan) => 1,
        Some(Mark::Care) => 2,
    }
}

/// Index of a history: class and marks.
#[inline]
#[must_use]
pub fn index(class: usize, marks: u8) -> usize {
    class * 4 + usize::from(marks & 3)
}

/// Class of [`Known`] of a profile.
#[must_use]
pub fn class_of(profile: usize) -> usize {
    profile % REPLICATES / 4
}

/// Whether a profile's history passes `test`.
#[must_use]
pub fn passes(profile: usize, test: HistoryTest) -> bool {
    let (class, marks) = (class_of(profile), profile % 4);
    match test {
        HistoryTest::Never => class == 0,
        HistoryTest::Recent => class == 1,
        HistoryTest::Longer => class == 2,
        HistoryTest::PriorPlan => marks & 1 != 0,
        HistoryTest::PriorCare => marks & 2 != 0,
    }
}

/// Length-of-stay band of a number of completed months.
#[inline]
#[must_use]
pub fn stay_band(months: u16) -> usize {
    usize::from(months >= 3)
        + usize::from(months >= 6)
        + usize::from(months >= 12)
        + usize::from(months >= 24)
}

/// Whether a family at a level can have this stay band and profile: only levels
/// that run a clock have bands, and only below the threshold does the time since
/// closure count.
#[must_use]
pub fn reachable(statutory: bool, clocked: bool, band: usize, profile: usize) -> bool {
    (clocked || band == 0) && (!statutory || class_of(profile) == 0)
}

/// Whether families of a profile are among those that something is for.
#[must_use]
pub fn takes(who: &Who, profile: usize) -> bool {
    who.history.is_none_or(|test| passes(profile, test))
        && who.strata.get(profile / REPLICATES).copied().unwrap_or(true)
}

/// Number of profiles: histories of every stratum.
#[must_use]
pub fn profiles(scenario: &Scenario) -> usize {
    REPLICATES * scenario.strata.count()
}
