//! What a run records: states and transitions, month by month.

use super::door::Door;
use super::family::GROWN;
use super::run::Run;
use crate::record::{Block, DoorItem, Layout, Record, SupportItem};

/// A record being filled, and beside it what happened to families that fare
/// differently in each option that follows this one.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    pub(super) record: Record<'a>,
    /// One for each option that follows.
    pub(super) besides: Vec<Record<'a>>,
    /// In which of them each family fares differently, one bit an option; empty where
    /// none follows.
    pub(super) split: Vec<u32>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(layout: &'a Layout) -> Self {
        Self { record: Record::new(layout), besides: Vec::new(), split: Vec::new() }
    }

    /// Counts what happens to a family.
    #[inline]
    pub(super) fn count(&mut self, id: u32, block: Block, item: usize, time: usize, value: f64) {
        self.record.add(block, item, time, value);
        if let Some(split) = self.split.get(id as usize)
            && *split != 0
        {
            for (place, beside) in self.besides.iter_mut().enumerate() {
                if split >> place & 1 == 1 {
                    beside.add(block, item, time, value);
                }
            }
        }
    }
}

impl Run<'_> {
    /// Places given in a month. Which families were given one in an option that
    /// follows is that option's to count.
    pub(super) fn record_started(&mut self, month: usize) {
        for (programme, started) in self.support.started.iter_mut().enumerate() {
            let item = SupportItem::Started.of(programme);
            for record in std::iter::once(&mut self.tally.record).chain(&mut self.tally.besides) {
                record.add(Block::Support, item, month, f64::from(*started));
            }
            *started = 0;
        }
    }

    pub(super) fn record_stocks(&mut self, month: usize) {
        for (level, children) in self.children.iter().enumerate() {
            self.tally.record.add(Block::Children, level, month, *children as f64);
        }
        for programme in 0..self.support.supported.len() {
            let (supported, waiting) =
                (self.support.supported[programme], self.support.waiting[programme]);
            self.tally.record.add(Block::Supported, programme, month, f64::from(supported));
            self.tally.record.add(Block::Waiting, programme, month, f64::from(waiting));
        }
        if self.world.scenario.door.is_some() {
            let waiting = self.door.as_ref().map_or(0, Door::waiting);
            self.tally.record.add(Block::Door, DoorItem::Waiting as usize, month, waiting as f64);
        }
        let calendar = &self.world.scenario.calendar;
        if let Some(year) = calendar.count_index(month) {
            for (level, families) in self.level_families.iter().enumerate() {
                self.tally.record.add(Block::Families, level, year, *families as f64);
            }
            if self.tally.record.layout.strata > 1 {
                for family in self.families.iter().filter(|family| family.level != GROWN) {
                    let strata = self.tally.record.layout.strata;
                    let row = usize::from(family.level) * strata + usize::from(family.stratum);
                    self.tally.record.add(Block::FamiliesByStratum, row, year, 1.0);
                }
            } else {
                for (level, families) in self.level_families.iter().enumerate() {
                    self.tally.record.add(Block::FamiliesByStratum, level, year, *families as f64);
                }
            }
            for id in &self.support.held {
                if self.families[*id as usize].level == GROWN {
                    continue;
                }
                let family = &self.families[*id as usize];
                let level = usize::from(family.level);
                if family.support > 0 {
                    self.tally.record.add(Block::FamiliesSupported, level, year, 1.0);
                } else if family.waiting > 0 {
                    self.tally.record.add(Block::FamiliesWaiting, level, year, 1.0);
                }
            }
        }
    }
}
