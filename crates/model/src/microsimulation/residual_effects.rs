//! The residual effect of past support on a family, effect by effect, in one option of one draw.
//!
//! Only families that were ever supported have a card here; the others have none
//! and cost nothing.

use crate::effects::EffectTable;

/// No card.
pub const NO_CARD: u32 = u32::MAX;

/// Never in force.
const NEVER: i16 = i16::MAX;

/// One effect on one family.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    /// Month in which support ended, or (for an effect from the start) started.
    month: i16,
    /// Whether support that counts is under way.
    on: bool,
    /// Dose that was left when support started again.
    left: f32,
}

/// All cards.
#[derive(Debug, Clone)]
pub struct Protection {
    effects: usize,
    entries: Vec<Entry>,
}

impl Protection {
    /// No cards yet, for this many effects.
    #[must_use]
    pub fn new(effects: usize) -> Self {
        Self { effects, entries: Vec::new() }
    }

    /// A new card, nothing on it.
    pub fn card(&mut self) -> u32 {
        let card = self.entries.len() / self.effects.max(1);
        let blank = Entry { month: NEVER, on: false, left: 0.0 };
        self.entries.extend(std::iter::repeat_n(blank, self.effects.max(1)));
        card as u32
    }

    /// A new card with what stands on a card of another set.
    pub fn copy(&mut self, from: &Self, card: u32) -> u32 {
        if card == NO_CARD {
            return NO_CARD;
        }
        let copy = self.entries.len() / self.effects.max(1);
        self.entries.extend_from_slice(from.on(card));
        copy as u32
    }

    /// Whether a card and a card of another set say the same.
    #[must_use]
    pub fn same(&self, card: u32, other: &Self, other_card: u32) -> bool {
        match (card == NO_CARD, other_card == NO_CARD) {
            (false, false) => self.on(card) == other.on(other_card),
            (one, both) => one == both,
        }
    }

    /// Throws all cards away.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    fn on(&self, card: u32) -> &[Entry] {
        &self.entries[self.at(card, 0)..][..self.effects.max(1)]
    }

    fn at(&self, card: u32, effect: usize) -> usize {
        card as usize * self.effects.max(1) + effect
    }

    /// Dose of an effect during a month.
    #[inline]
    #[must_use]
    pub fn dose(&self, card: u32, number: usize, effect: &EffectTable, month: i32) -> f64 {
        let entry = &self.entries[self.at(card, number)];
        if entry.on {
            1.0
        } else if entry.month == NEVER {
            0.0
        } else {
            effect.dose(month - i32::from(entry.month), f64::from(entry.left))
        }
    }

    /// Support starts at the end of a month; `counts` says for which of the effects.
    pub fn start(
        &mut self,
        card: u32,
        number: usize,
        effect: &EffectTable,
        month: i32,
        counts: bool,
    ) {
        if !counts {
            return;
        }
        let left = self.dose(card, number, effect, month + 1);
        let at = self.at(card, number);
        let entry = &mut self.entries[at];
        if effect.onset.is_some() {
            *entry = Entry { month: month as i16, on: false, left: left as f32 };
        } else {
            entry.on = true;
        }
    }

    /// Support ended in a month.
    pub fn end(&mut self, card: u32, number: usize, month: i32) {
        let at = self.at(card, number);
        let entry = &mut self.entries[at];
        if entry.on {
            *entry = Entry { month: month as i16, on: false, left: 0.0 };
        }
    }

    /// Support before the first day: ended, or started, in month `month`.
    pub fn earlier(&mut self, card: u32, number: usize, month: i16) {
        let at = self.at(card, number);
        self.entries[at] = Entry { month, on: false, left: 0.0 };
    }
}
