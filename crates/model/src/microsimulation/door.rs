//! The front door, a capacity-limited entry queue, in one option of one draw: contacts are
//! screened, families at immediate risk first; assessments start when a place for one is free;
//! who is found in need moves. Moves that do not pass the door never come here, and without a
//! capacity nobody does.
//!
//! The line is empty on the first day and fills within a few assessment lengths.
//! Contacts and assessments count families. Decision 0036; the line is
//! [`super::queue`].

use super::arrivals::Arrivals;
use super::queue::{Discipline, Event, Joining, WaitingLine, What, earlier};
use crate::plan::DoorPlan;
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::maths;
use staircase_scenario::resolved::FrontDoor;
use std::collections::BTreeMap;

/// Numbers of those who are not families of the model: contacts and assessments that
/// come to nothing.
const OTHERS: u64 = 1 << 40;

/// Random numbers about one family in one month.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
enum About {
    Time,
    Urgency,
    Partner,
    Patience,
    Length,
    Decision,
    Return,
}

/// What the door decided about a family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// In need: it makes the move it came for.
    InNeed,
    /// Turned away although in need; it may come back in this month.
    TurnedAway(usize),
    /// It gave up waiting.
    GaveUp,
}

/// The front door under way.
#[derive(Debug, Clone)]
pub struct Door {
    chance: Chance,
    place: Chance,
    contacts: Arrivals,
    needless: Arrivals,
    screening: WaitingLine,
    assessment: WaitingLine,
    /// Families on their way through: the level they came for.
    inside: BTreeMap<u32, usize>,
    /// Families that knocked this month: time and number.
    knocks: Vec<(f64, u32)>,
}

impl Door {
    /// A door nobody waits at. `None` where no capacity is ever given.
    #[must_use]
    pub fn new(plan: &DoorPlan, seed: u64, draw: u64) -> Option<Self> {
        let bounded = |series: &[f64]| series.iter().any(|value| value.is_finite());
        let line = || WaitingLine::new(Discipline::InTurn, 0, usize::MAX);
        (bounded(&plan.screening) || bounded(&plan.assessments)).then(|| Self {
            chance: Chance::new(seed, draw, Purpose::Door),
            place: Chance::new(seed, draw, Purpose::Place),
            contacts: Arrivals::new(seed, draw, CONTACTS, 1),
            needless: Arrivals::new(seed, draw, NEEDLESS, 1),
            screening: line(),
            assessment: line(),
            inside: BTreeMap::new(),
            knocks: Vec::new(),
        })
    }

    /// Families on their way through.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.inside.len()
    }

    /// Whether a family is on its way through.
    #[must_use]
    pub fn holds(&self, id: u32) -> bool {
        self.inside.contains_key(&id)
    }

    /// A family comes to be seen, for a level. It comes once at a time.
    pub fn knock(&mut self, id: u32, level: usize, month: i32) {
        if self.inside.insert(id, level).is_none() {
            let time = f64::from(month - 1) + self.about(id, month, About::Time);
            self.knocks.push((time, id));
        }
    }

    /// A family no longer wants to be seen. Whatever place it had in a line is lost time.
    pub fn withdraw(&mut self, id: u32) {
        self.inside.remove(&id);
    }

    fn about(&self, id: u32, month: i32, about: About) -> f64 {
        self.chance.uniform(u64::from(id), month as u32 * 8 + about as u32)
    }

    /// Lets a month pass. Returns what was decided, in order of time: family, level, verdict.
    pub fn month(
        &mut self,
        rules: &FrontDoor,
        plan: &DoorPlan,
        month: i32,
    ) -> Vec<(u32, usize, Verdict)> {
        let at = month as usize;
        let start = f64::from(month - 1);
        let mut knocks = std::mem::take(&mut self.knocks);
        knocks.sort_by(earlier);
        let mut decided = Vec::new();
        let screened = self.screen(rules, plan, month, &knocks, &mut decided);
        let slots = plan.assessments[at];
        if slots.is_finite() {
            self.assessment.set_slots(start, self.place.whole(ASSESSMENTS, slots) as usize);
        }
        let mut coming: Vec<(f64, Option<u32>)> =
            screened.into_iter().map(|(time, id)| (time, Some(id))).collect();
        if slots.is_finite() {
            let needless = self.needless.of_month(month as u32, rules.not_in_need);
            coming.extend(needless.map(|arrival| (arrival.time, None)));
            coming.sort_by(earlier);
        }
        let mut others = OTHERS + (month as u64) * OTHERS;
        for (time, id) in coming {
            let Some(id) = id else {
                others += 1;
                let share = self.chance.uniform(others, 0);
                let work = rules.assessment_length.now * maths::hazard_of(share);
                let patience = patience(rules, self.chance.uniform(others, 1));
                self.join_assessment(time, others, 1, work, patience);
                continue;
            };
            let partner = self.about(id, month, About::Partner) < rules.partner_held.now;
            if !slots.is_finite() || partner {
                self.decide(id, rules, month, &mut decided);
                continue;
            }
            let length = maths::hazard_of(self.about(id, month, About::Length));
            let class = self.class(id, rules, month);
            let patience = patience(rules, self.about(id, month, About::Patience));
            let work = rules.assessment_length.now * length;
            self.join_assessment(time, u64::from(id), class, work, patience);
        }
        self.assessment.advance(f64::from(month));
        let events: Vec<Event> = self.assessment.take_events().collect();
        for event in events {
            let Some(id) = u32::try_from(event.id).ok().filter(|_| event.id < OTHERS) else {
                continue;
            };
            match event.what {
                What::Started => self.decide(id, rules, month, &mut decided),
                What::GaveUp | What::TurnedAway => self.give_up(id, &mut decided),
                What::Finished => {}
            }
        }
        decided
    }

    /// Screening, at an even pace; urgent families first. Returns who is through, and when.
    fn screen(
        &mut self,
        rules: &FrontDoor,
        plan: &DoorPlan,
        month: i32,
        knocks: &[(f64, u32)],
        decided: &mut Vec<(u32, usize, Verdict)>,
    ) -> Vec<(f64, u32)> {
        let at = month as usize;
        let pace = plan.screening[at];
        if !pace.is_finite() {
            return knocks.to_vec();
        }
        let work = if pace > 0.0 { 1.0 / pace } else { f64::INFINITY };
        let slots = usize::from(pace > 0.0);
        self.screening.set_slots(f64::from(month - 1), slots);
        let below = self.contacts.of_month(month as u32, plan.contacts_below[at]);
        let mut coming: Vec<(f64, u64)> =
            below.map(|arrival| (arrival.time, OTHERS + arrival.entity)).collect();
        coming.extend(knocks.iter().map(|(time, id)| (*time, u64::from(*id))));
        coming.sort_by(earlier);
        for (time, who) in coming {
            let family = u32::try_from(who).ok();
            let class = family.map_or(1, |id| self.class(id, rules, month));
            let patience = patience(rules, self.chance.uniform(who, month as u32 * 8 + 7));
            self.screening.join(Joining { time, id: who, class, work, patience });
        }
        self.screening.advance(f64::from(month));
        let events: Vec<Event> = self.screening.take_events().collect();
        let mut through = Vec::new();
        for event in events {
            let Ok(id) = u32::try_from(event.id) else { continue };
            match event.what {
                What::Finished => through.push((event.time, id)),
                What::GaveUp | What::TurnedAway => self.give_up(id, decided),
                What::Started => {}
            }
        }
        through
    }

    fn join_assessment(&mut self, time: f64, id: u64, class: u8, work: f64, patience: f64) {
        self.assessment.join(Joining { time, id, class, work, patience });
    }

    fn class(&self, id: u32, rules: &FrontDoor, month: i32) -> u8 {
        u8::from(self.about(id, month, About::Urgency) >= rules.urgent.now)
    }

    fn decide(
        &mut self,
        id: u32,
        rules: &FrontDoor,
        month: i32,
        decided: &mut Vec<(u32, usize, Verdict)>,
    ) {
        let Some(level) = self.inside.remove(&id) else { return };
        let verdict = if self.about(id, month, About::Decision) < rules.misrouted.now {
            let wait = rules.bounce.now * maths::hazard_of(self.about(id, month, About::Return));
            Verdict::TurnedAway(month as usize + 1 + wait.min(1e4) as usize)
        } else {
            Verdict::InNeed
        };
        decided.push((id, level, verdict));
    }

    fn give_up(&mut self, id: u32, decided: &mut Vec<(u32, usize, Verdict)>) {
        if let Some(level) = self.inside.remove(&id) {
            decided.push((id, level, Verdict::GaveUp));
        }
    }
}

/// Months until someone gives up waiting.
fn patience(rules: &FrontDoor, uniform: f64) -> f64 {
    let rate = rules.drop_out.now / 12.0;
    if rate > 0.0 { maths::hazard_of(uniform) / rate } else { f64::INFINITY }
}

/// Source numbers of arrivals at the door, apart from those of streams.
const CONTACTS: u32 = u32::MAX;
const NEEDLESS: u32 = u32::MAX - 1;

/// Number of the assessments under way among what has places, apart from programmes.
const ASSESSMENTS: u64 = u64::MAX;
