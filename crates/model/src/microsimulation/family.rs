//! The unit of the microsimulation: a family with its children, history and support.

use super::residual_effects::NO_CARD;
use crate::history::{self, Known};

/// Level of a family whose index child has turned 18.
pub const GROWN: u8 = u8::MAX;

/// Months ago of a closure that is not recent, whenever it was.
pub const LONG_AGO: i16 = -1000;

/// Bit of [`Family::marks`]: was at a statutory level at some time.
pub const KNOWN: u8 = 4;

/// A family. Months are simulated months; those before the start are negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// Month the index child was born in.
    pub born: i16,
    /// Month in which the level was entered, put back by months already on the clock.
    pub entered: i16,
    /// Month of the last closure; [`LONG_AGO`] if not recent.
    pub closed: i16,
    /// Month in which the queue was joined.
    pub queued: i16,
    /// Month since which the family has had the need, no place and no queue.
    pub open_since: i16,
    /// Children.
    pub size: u8,
    /// Level, or [`GROWN`].
    pub level: u8,
    /// Plan (1), care (2), known (4): now or before.
    pub marks: u8,
    /// Programme that supports it, counted from 1; 0 is none.
    pub support: u8,
    /// Programme it waits for, counted from 1; 0 is none.
    pub waiting: u8,
    /// Whether it engages with the support it has.
    pub engaged: bool,
    /// Its stratum.
    pub stratum: u8,
    /// Month in which the present statutory spell began.
    pub spell: i16,
    /// Its card in [`super::residual_effects`]; [`super::residual_effects::NO_CARD`] before any support.
    pub card: u32,
    /// Whether it waits at the front door.
    pub at_door: bool,
    /// Month since which it has been quiet; its proposals are those made since.
    pub rests: i16,
}

impl Family {
    /// A family born in a month: no need, never known.
    #[must_use]
    pub fn newborn(month: i16, size: u8) -> Self {
        Self {
            born: month,
            entered: month,
            closed: LONG_AGO,
            queued: 0,
            open_since: 0,
            size,
            level: 0,
            marks: 0,
            support: 0,
            waiting: 0,
            engaged: true,
            stratum: 0,
            spell: 0,
            card: NO_CARD,
            at_door: false,
            rests: 0,
        }
    }

    /// Whether it was never known and has no need.
    #[must_use]
    pub fn untouched(&self) -> bool {
        self.level == 0 && self.marks == 0
    }

    /// Age of the index child during a month, in months.
    #[inline]
    #[must_use]
    pub fn age(&self, month: i32) -> i32 {
        month - 1 - i32::from(self.born)
    }

    /// Completed months in the level during a month.
    #[inline]
    #[must_use]
    pub fn clock(&self, month: i32) -> u16 {
        (month - 1 - i32::from(self.entered)).clamp(0, 10_000) as u16
    }

    /// Whether a family below the threshold counts as recently closed during a month.
    #[inline]
    #[must_use]
    pub fn recent(&self, month: i32) -> bool {
        month - i32::from(self.closed) <= i32::from(Known::RECENT_MONTHS)
    }

    /// First month after `month` in which another row of the hazard tables applies:
    /// the end of its age band, of its stay band if it has one, or of a recent closure.
    #[inline]
    #[must_use]
    pub fn next_edge(
        &self,
        month: i32,
        age_edge: i32,
        statutory: bool,
        stay_edge: Option<u16>,
    ) -> i32 {
        let mut next = i32::MAX;
        let mut edge = |at: i32| {
            if at > month && at < next {
                next = at;
            }
        };
        if let Some(months) = stay_edge {
            edge(i32::from(self.entered) + 1 + i32::from(months));
        }
        edge(i32::from(self.born) + 1 + age_edge);
        if !statutory && self.marks & KNOWN != 0 {
            edge(i32::from(self.closed) + i32::from(Known::RECENT_MONTHS) + 1);
        }
        next
    }

    /// Index of its profile during a month: history and stratum.
    #[inline]
    #[must_use]
    pub fn profile(&self, month: i32, statutory: bool) -> usize {
        let class = if statutory || self.marks & KNOWN == 0 {
            0
        } else if self.recent(month) {
            1
        } else {
            2
        };
        history::profile(usize::from(self.stratum), history::index(class, self.marks))
    }

    /// Whether its next move is found by waiting for it: no need, and no closure
    /// that still counts as recent after `month`. Support plays no part.
    #[inline]
    #[must_use]
    pub fn quiet(&self, month: i32) -> bool {
        self.level == 0 && (self.marks & KNOWN == 0 || !self.recent(month + 1))
    }

    /// Whether support, now or before, or waiting may change its hazards.
    #[inline]
    #[must_use]
    pub fn touched(&self) -> bool {
        self.card != NO_CARD || self.at_door
    }
}
