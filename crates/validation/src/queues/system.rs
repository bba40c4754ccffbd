//! A waiting line drawn over many runs, with one person followed.

use crate::reference::waiting::Service;
use crate::report::{Effort, Runs};
use staircase_model::microsimulation::arrivals::Arrivals;
use staircase_model::microsimulation::queue::{Discipline, Joining, WaitingLine, What};
use staircase_numerics::chance::{Chance, Purpose};
use staircase_numerics::stay::Stay;

const SEED: u64 = 11;

/// A line to be drawn.
pub(super) struct System<'a> {
    /// Tells the chance of systems apart.
    pub(super) number: u32,
    pub(super) discipline: Discipline,
    pub(super) slots: usize,
    pub(super) room: usize,
    /// Arrivals a unit of time, by class.
    pub(super) classes: &'a [f64],
    pub(super) finished: f64,
    /// Chances of 0, 1 … being there at the start.
    pub(super) start: &'a [f64],
    /// When those there are counted. Then one more joins, and is followed: arrivals at
    /// random meet what an onlooker meets. (The next to come by themselves would not:
    /// it meets what is left after a time without arrivals.)
    pub(super) counted: u32,
    /// The class of the one who is followed.
    pub(super) followed: usize,
    /// Rate at which those who wait give up.
    pub(super) gives_up: f64,
    /// Slots from the middle of the time on.
    pub(super) later: usize,
}

/// What the runs of a system came to: how many are there when counted, and how long the
/// one who then joins waits and is there, and whether they are turned away.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) present: Runs,
    pub(super) wait: Runs,
    pub(super) time: Runs,
    pub(super) lost: Runs,
}

impl System<'_> {
    /// A line in which people wait in turn for ever.
    pub(super) fn plain<'a>(
        number: u32,
        service: Service,
        classes: &'a [f64],
        start: &'a [f64],
    ) -> System<'a> {
        let slots = service.slots as usize;
        System {
            number,
            discipline: Discipline::InTurn,
            slots,
            room: usize::MAX,
            classes,
            finished: service.finished,
            start,
            counted: 1,
            followed: 0,
            gives_up: 0.0,
            later: slots,
        }
    }

    /// Draws it.
    pub(super) fn draw(&self, effort: &Effort) -> Drawn {
        let mut drawn = Drawn::default();
        if let Some(work) = Stay::memoryless(self.finished) {
            (0..u64::from(effort.runs)).for_each(|draw| self.once(draw, &work, &mut drawn));
        }
        drawn
    }

    fn once(&self, draw: u64, work: &Stay, drawn: &mut Drawn) {
        let chance = Chance::new(SEED, draw, Purpose::Service);
        let number = |class: usize, what: u32| (self.number * 8 + class as u32) * 4 + what;
        let patience = Stay::memoryless(self.gives_up);
        let joining = |time: f64, class: usize, entity: u64| Joining {
            time,
            id: entity * 8 + class as u64,
            class: class as u8,
            work: work.length(chance.uniform(entity, number(class, 0))),
            patience: patience.as_ref().map_or(f64::INFINITY, |patience| {
                patience.length(chance.uniform(entity, number(class, 1)))
            }),
        };
        let mut line = WaitingLine::new(self.discipline, self.slots, self.room);
        let uniform = chance.uniform(0, number(0, 2));
        let mut sum = 0.0;
        let there = self.start.iter().take_while(|chance| {
            sum += **chance;
            sum <= uniform
        });
        (0..there.count() as u64).for_each(|entity| line.join(joining(0.0, 0, entity)));
        let joined = f64::from(self.counted);
        let follow = joining(joined, self.followed, Arrivals::first_month() - 1);
        // No line here keeps anyone as long as the bound; it only makes sure of an end.
        for unit in 1..100_000 {
            if unit == self.counted / 2 + 1 {
                line.set_slots(f64::from(unit - 1), self.later);
            }
            if unit == self.counted + 1 {
                line.advance(joined);
                drawn.present.add((line.waiting() + line.serving()) as f64);
                line.join(follow);
            }
            let mut coming: Vec<(f64, usize, u64)> = Vec::new();
            for (class, rate) in self.classes.iter().enumerate() {
                let arrivals = Arrivals::new(SEED, draw, number(class, 3), 1);
                coming.extend(arrivals.of_month(unit, *rate).map(|a| (a.time, class, a.entity)));
            }
            coming.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (time, class, entity) in coming {
                line.join(joining(time, class, entity));
            }
            line.advance(f64::from(unit));
            for event in line.take_events().filter(|event| event.id == follow.id) {
                match event.what {
                    What::Started => drawn.wait.add(event.time - joined),
                    What::Finished => drawn.time.add(event.time - joined),
                    What::GaveUp | What::TurnedAway => (),
                }
                if event.what != What::Started {
                    drawn.lost.add(f64::from(u8::from(event.what == What::TurnedAway)));
                    return;
                }
            }
        }
    }
}
