//! Parts of a change and what is left over.
//!
//! Each change is made alone; what all of them do together, less the sum of each alone, is
//! the interaction. It is reported, never shared out among the parts. Source: The
//! Strategy Unit, New Hospital Programme demand model, glossary.

/// What each change does alone and all do together, in one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// Before any change.
    pub before: f64,
    /// What each does alone.
    pub alone: Vec<f64>,
    /// What all do together.
    pub together: f64,
}

impl Waterfall {
    /// From the value before, with each change alone, and with all of them.
    #[must_use]
    pub fn of(before: f64, with_each: &[f64], with_all: f64) -> Self {
        let alone = with_each.iter().map(|value| value - before).collect();
        Self { before, alone, together: with_all - before }
    }

    /// Changes that multiply.
    #[must_use]
    pub fn of_factors(before: f64, factors: &[f64]) -> Self {
        let each: Vec<f64> = factors.iter().map(|factor| before * factor).collect();
        let all = factors.iter().fold(before, |value, factor| value * factor);
        Self::of(before, &each, all)
    }

    /// Together, less each alone.
    #[must_use]
    pub fn interaction(&self) -> f64 {
        self.together - self.alone.iter().sum::<f64>()
    }
}
