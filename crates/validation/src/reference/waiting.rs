//! Long-run waiting and loss at a given number of slots (Erlang's formulas).
//!
//! Arrivals at random at a steady rate, memoryless service. [`staircase_model::microsimulation::queue`]
//! is the same line drawn, for rates, slots and services of any kind.

/// A service with slots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Service {
    /// Arrivals a unit of time.
    pub arrivals: f64,
    /// How many one slot finishes in a unit of time.
    pub finished: f64,
    /// Slots.
    pub slots: u32,
}

impl Service {
    /// Work that arrives, in slots.
    #[must_use]
    pub fn load(&self) -> f64 {
        self.arrivals / self.finished
    }

    /// Probability of being turned away where nobody may wait (Erlang B).
    #[must_use]
    pub fn lost(&self) -> f64 {
        let load = self.load();
        (1..=self.slots).fold(1.0, |lost, slots| load * lost / (f64::from(slots) + load * lost))
    }

    /// Probability of having to wait (Erlang C); 1 if the line grows for ever.
    #[must_use]
    pub fn waits(&self) -> f64 {
        let (load, slots, lost) = (self.load(), f64::from(self.slots), self.lost());
        if load >= slots { 1.0 } else { slots * lost / (slots - load * (1.0 - lost)) }
    }

    /// Mean wait; infinite if the line grows for ever.
    #[must_use]
    pub fn mean_wait(&self) -> f64 {
        let spare = f64::from(self.slots) * self.finished - self.arrivals;
        if spare > 0.0 { self.waits() / spare } else { f64::INFINITY }
    }

    /// Variance of the wait: who waits at all waits for a memoryless time.
    #[must_use]
    pub fn wait_variance(&self) -> f64 {
        let (mean, waits) = (self.mean_wait(), self.waits());
        mean * mean * (2.0 / waits - 1.0)
    }

    /// Mean number waiting.
    #[must_use]
    pub fn mean_waiting(&self) -> f64 {
        self.arrivals * self.mean_wait()
    }

    /// Mean number waiting or being served.
    #[must_use]
    pub fn mean_present(&self) -> f64 {
        self.mean_waiting() + self.load()
    }

    /// Mean time from joining to the end.
    #[must_use]
    pub fn mean_time(&self) -> f64 {
        self.mean_wait() + 1.0 / self.finished
    }
}

/// Mean waits of classes served by one slot, the most urgent first, nobody interrupted
/// (Cobham 1954, Operations Research 2). Infinite for classes that are never all served.
#[must_use]
pub fn mean_waits_by_class(arrivals: &[f64], finished: f64) -> Vec<f64> {
    let busy: f64 = arrivals.iter().map(|rate| rate / finished).sum();
    let residual = busy.min(1.0) / finished;
    let mut spare = 1.0;
    arrivals
        .iter()
        .map(|rate| {
            let before = spare;
            spare -= rate / finished;
            if spare > 0.0 { residual / (before * spare) } else { f64::INFINITY }
        })
        .collect()
}
