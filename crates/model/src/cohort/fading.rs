//! How the doses of effects fade, or set in, from month to month.

use super::fields::{Fields, FromStart};
use super::lanes::Lanes;
use crate::tables::Tables;

/// A month of an effect's course in a cell.
#[derive(Debug)]
pub struct Fading {
    dose: usize,
    keep: f64,
    /// From the start of support: what of the pending sets in, and where it all stands.
    pub(super) from_start: Option<(f64, FromStart)>,
    supported: usize,
    /// Those who do not engage, where they have no effect.
    idle: Option<usize>,
}

impl Fading {
    /// Courses of the effects of a programme.
    #[must_use]
    pub fn of(fields: &Fields, tables: &Tables, programme: usize) -> Vec<Self> {
        let course = |effect: &usize| {
            let table = &tables.effects[*effect];
            Self {
                dose: fields.dose(*effect),
                keep: table.keep,
                from_start: table.onset.zip(fields.from_start(*effect)),
                supported: fields.supported(programme),
                idle: fields.idle(programme).filter(|_| table.engaged_only),
            }
        };
        fields.kept[programme].iter().map(course).collect()
    }

    /// A month where families can hold a place.
    #[inline]
    pub fn with_places(&self, here: &mut [Lanes]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            let on = here[self.supported] - self.idle.map_or(Lanes::NONE, |place| here[place]);
            here[self.dose] = on + (here[self.dose] - on).at_least(0.0) * self.keep;
        }
    }

    /// A month where nobody holds a place.
    #[inline]
    pub fn without_places(&self, here: &mut [Lanes]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            here[self.dose] = here[self.dose].at_least(0.0) * self.keep;
        }
    }

    #[inline]
    fn since_start(&self, here: &mut [Lanes]) {
        let Some((onset, place)) = self.from_start else { return };
        here[self.dose] = here[self.dose] * self.keep;
        here[place.held] = here[place.held] * self.keep;
        if let Some((pending, held)) = place.pending {
            let (all, theirs) = (here[pending], here[held]);
            here[self.dose] += all * onset;
            here[place.held] += theirs * onset;
            here[pending] = all * (1.0 - onset);
            here[held] = theirs * (1.0 - onset);
        }
    }
}
