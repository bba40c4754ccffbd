//! A capacity-limited queue with priorities, in continuous time: a waiting line with a given
//! number of slots.
//!
//! People join with the work they need. A slot that is free, or becomes free, takes
//! the first of the most urgent class; nobody who has been started is interrupted.
//! The line draws no random numbers: who comes when, with how much work and how much
//! patience, is given to it, so the same joins give the same history.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// The order in which people come: by time, then by number. One function for all lists of
/// them, as each order of its own brings a sort of its own.
pub(super) fn earlier<I: Ord>(a: &(f64, I), b: &(f64, I)) -> Ordering {
    a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1))
}

/// How slots are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discipline {
    /// One person a slot, first come first served within a class, others wait.
    InTurn,
    /// All who have joined are served at once and share the slots equally, none getting
    /// more than one. Nobody waits.
    Shared,
}

/// Someone who joins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Joining {
    /// When. A time before the line's own counts as now.
    pub time: f64,
    /// Who, as the caller counts.
    pub id: u64,
    /// Class: 0 goes first.
    pub class: u8,
    /// How long they occupy one slot.
    pub work: f64,
    /// How long they wait before they give up; infinite for ever.
    pub patience: f64,
}

/// What happened to someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A slot took them.
    Started,
    /// Their work is done.
    Finished,
    /// They gave up waiting.
    GaveUp,
    /// They were turned away, because nobody else may wait.
    TurnedAway,
}

/// Something that happened, and when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// When.
    pub time: f64,
    /// To whom.
    pub id: u64,
    /// What.
    pub what: What,
}

/// A time on a heap that gives the earliest first, and of equal times the first to have
/// joined.
#[derive(Debug, Clone, Copy)]
struct Due {
    at: f64,
    joined: u64,
    class: u8,
    id: u64,
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.at.total_cmp(&self.at).then(other.joined.cmp(&self.joined))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Due {}

/// A waiting line.
#[derive(Debug, Clone)]
pub struct WaitingLine {
    discipline: Discipline,
    slots: usize,
    room: usize,
    now: f64,
    joined: u64,
    /// Work that one person has got since the start; time itself, unless slots are shared.
    served: f64,
    /// Those being served, by the value of `served` at which they are done.
    serving: BinaryHeap<Due>,
    waiting: BTreeMap<(u8, u64), (u64, f64)>,
    /// When those who are not endlessly patient give up; some have been started since.
    deadlines: BinaryHeap<Due>,
    events: Vec<Event>,
}

impl WaitingLine {
    /// An empty line at time 0, in which at most `room` may wait (`usize::MAX` for all).
    #[must_use]
    pub fn new(discipline: Discipline, slots: usize, room: usize) -> Self {
        Self {
            discipline,
            slots,
            room,
            now: 0.0,
            joined: 0,
            served: 0.0,
            serving: BinaryHeap::new(),
            waiting: BTreeMap::new(),
            deadlines: BinaryHeap::new(),
            events: Vec::new(),
        }
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How many are being served.
    #[must_use]
    pub fn serving(&self) -> usize {
        self.serving.len()
    }

    /// Changes the number of slots from `time` on. With fewer, those who have been
    /// started are finished first.
    pub fn set_slots(&mut self, time: f64, slots: usize) {
        self.advance(time);
        self.slots = slots;
        self.start();
    }

    /// Someone joins; whatever is due before happens first.
    pub fn join(&mut self, who: Joining) {
        self.advance(who.time);
        let joined = self.joined;
        self.joined += 1;
        let free = self.discipline == Discipline::Shared || self.serving.len() < self.slots;
        if !free && self.waiting.len() >= self.room {
            self.log(who.id, What::TurnedAway);
            return;
        }
        self.waiting.insert((who.class, joined), (who.id, who.work.max(0.0)));
        self.start();
        if who.patience < f64::INFINITY && self.waiting.contains_key(&(who.class, joined)) {
            let at = self.now + who.patience.max(0.0);
            self.deadlines.push(Due { at, joined, class: who.class, id: who.id });
        }
    }

    /// Lets time pass. What happens is added to the events.
    pub fn advance(&mut self, until: f64) {
        loop {
            let finish = self.serving.peek().map_or(f64::INFINITY, |due| {
                self.now + (due.at - self.served).max(0.0) / self.speed()
            });
            let deadline = self.deadlines.peek().map_or(f64::INFINITY, |due| due.at);
            let next = finish.min(deadline);
            if !(next <= until && next < f64::INFINITY) {
                break;
            }
            self.pass(next);
            if finish <= deadline {
                if let Some(done) = self.serving.pop() {
                    // Work is a sum of parts; what rounding left of it is done too.
                    self.served = self.served.max(done.at);
                    self.log(done.id, What::Finished);
                    self.start();
                }
            } else if let Some(late) = self.deadlines.pop()
                && self.waiting.remove(&(late.class, late.joined)).is_some()
            {
                self.log(late.id, What::GaveUp);
            }
        }
        if until < f64::INFINITY {
            self.pass(until);
        }
    }

    /// Takes the events since they were last taken, in the order they happened.
    pub fn take_events(&mut self) -> std::vec::Drain<'_, Event> {
        self.events.drain(..)
    }

    /// Work that one person gets in a unit of time.
    fn speed(&self) -> f64 {
        match self.discipline {
            Discipline::InTurn => 1.0,
            Discipline::Shared => (self.slots as f64 / self.serving.len().max(1) as f64).min(1.0),
        }
    }

    fn pass(&mut self, until: f64) {
        if until > self.now {
            self.served += (until - self.now) * self.speed();
            self.now = until;
        }
    }

    fn start(&mut self) {
        while self.discipline == Discipline::Shared || self.serving.len() < self.slots {
            let Some(((class, joined), (id, work))) = self.waiting.pop_first() else { return };
            self.serving.push(Due { at: self.served + work, joined, class, id });
            self.log(id, What::Started);
        }
    }

    fn log(&mut self, id: u64, what: What) {
        self.events.push(Event { time: self.now, id, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joining(time: f64, id: u64, class: u8, work: f64) -> Joining {
        Joining { time, id, class, work, patience: f64::INFINITY }
    }

    fn story(line: &mut WaitingLine) -> Vec<(f64, u64, What)> {
        line.take_events().map(|event| (event.time, event.id, event.what)).collect()
    }

    /// Worked by hand. Fails if an urgent case interrupts, if the order within a class is
    /// lost, or if a slot stands idle while someone waits.
    #[test]
    fn one_slot_takes_the_urgent_first_and_interrupts_nobody() {
        let mut line = WaitingLine::new(Discipline::InTurn, 1, usize::MAX);
        line.join(joining(0.0, 1, 1, 4.0));
        line.join(joining(1.0, 2, 1, 1.0));
        line.join(joining(2.0, 3, 0, 2.0));
        line.join(joining(3.0, 4, 1, 1.0));
        line.advance(100.0);
        let expected = [
            (0.0, 1, What::Started),
            (4.0, 1, What::Finished),
            (4.0, 3, What::Started),
            (6.0, 3, What::Finished),
            (6.0, 2, What::Started),
            (7.0, 2, What::Finished),
            (7.0, 4, What::Started),
            (8.0, 4, What::Finished),
        ];
        assert_eq!(story(&mut line), expected);
    }

    /// Worked by hand. Fails if slots that close interrupt someone, if slots that open
    /// stay empty, if nobody gives up, or if a full waiting room lets someone in.
    #[test]
    fn slots_change_patience_ends_and_room_is_limited() {
        let mut line = WaitingLine::new(Discipline::InTurn, 2, 2);
        for id in 1..=4 {
            line.join(joining(0.0, id, 0, 10.0));
        }
        line.join(joining(1.0, 5, 0, 1.0));
        line.set_slots(2.0, 1);
        line.advance(10.0);
        assert_eq!((line.serving(), line.waiting()), (1, 1));
        line.join(Joining { patience: 3.0, ..joining(11.0, 6, 0, 1.0) });
        line.advance(15.0);
        line.set_slots(16.0, 3);
        line.advance(f64::INFINITY);
        let expected = [
            (0.0, 1, What::Started),
            (0.0, 2, What::Started),
            (1.0, 5, What::TurnedAway),
            (10.0, 1, What::Finished),
            (10.0, 2, What::Finished),
            (10.0, 3, What::Started),
            (14.0, 6, What::GaveUp),
            (16.0, 4, What::Started),
            (20.0, 3, What::Finished),
            (26.0, 4, What::Finished),
        ];
        assert_eq!(story(&mut line), expected);
    }

    /// Worked by hand: alone for 1, two for 2, alone again. Fails if people who share get
    /// more or less than their part.
    #[test]
    fn those_who_share_get_equal_parts() {
        let mut line = WaitingLine::new(Discipline::Shared, 1, usize::MAX);
        line.join(joining(0.0, 1, 0, 3.0));
        line.join(joining(1.0, 2, 0, 1.0));
        line.advance(50.0);
        let expected = [
            (0.0, 1, What::Started),
            (1.0, 2, What::Started),
            (3.0, 2, What::Finished),
            (4.0, 1, What::Finished),
        ];
        assert_eq!(story(&mut line), expected);
    }

    /// Fails if numbers that make no sense panic or hang.
    #[test]
    fn senseless_numbers_do_no_harm() {
        let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0];
        for discipline in [Discipline::InTurn, Discipline::Shared] {
            let mut line = WaitingLine::new(discipline, 0, 1);
            for (id, number) in (0..).zip(bad) {
                line.join(Joining { time: number, patience: number, ..joining(0.0, id, 0, 1.0) });
                line.join(joining(1.0, id, 0, number));
                line.set_slots(number, 1);
                line.advance(number);
            }
            assert!(line.waiting() <= 1);
        }
    }
}
