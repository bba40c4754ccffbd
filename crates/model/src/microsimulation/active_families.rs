//! The active set: families that something can happen to every month, packed for the hot loop.
//!
//! A seat knows where the family's edges stand and until when, so that a month in
//! which nothing happens costs one random number and two comparisons.

/// One family in the monthly loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The family.
    pub id: u32,
    /// Place of its edges in [`super::move_sampler::Thresholds::edges`].
    pub edge: u32,
    /// First month in which other edges apply; 0 asks for a fresh look.
    pub until: i32,
}

/// No seat.
const NONE: u32 = u32::MAX;

/// All seats, and where each family sits.
#[derive(Debug, Clone, Default)]
pub struct ActiveFamilies {
    seats: Vec<Seat>,
    place_of: Vec<u32>,
}

impl ActiveFamilies {
    /// ActiveFamilies for `families` families, all empty.
    #[must_use]
    pub fn new(families: usize) -> Self {
        Self { seats: Vec::new(), place_of: vec![NONE; families] }
    }

    /// The seats.
    #[must_use]
    pub fn all(&self) -> &[Seat] {
        &self.seats
    }

    /// Whether a family sits.
    #[must_use]
    pub fn has(&self, id: u32) -> bool {
        self.place_of.get(id as usize).is_some_and(|place| *place != NONE)
    }

    /// One seat.
    pub fn at(&mut self, place: usize) -> &mut Seat {
        &mut self.seats[place]
    }

    /// ActiveFamilies a family, if it does not sit; its edges are looked up at the end of the month.
    pub fn add(&mut self, id: u32) {
        let place = id as usize;
        if place >= self.place_of.len() {
            self.place_of.resize(place + 1, NONE);
        }
        if self.place_of[place] != NONE {
            self.stale(id);
            return;
        }
        self.place_of[place] = self.seats.len() as u32;
        self.seats.push(Seat { id, edge: 0, until: 0 });
    }

    /// Asks for a fresh look at a family's edges, if it sits.
    pub fn stale(&mut self, id: u32) {
        if let Some(seat) =
            self.place_of.get(id as usize).and_then(|place| self.seats.get_mut(*place as usize))
        {
            seat.until = 0;
        }
    }

    /// Frees the seat of a family, if it sits. The last seat takes its place.
    pub fn remove(&mut self, id: u32) {
        let Some(place) = self.place_of.get(id as usize).copied().filter(|place| *place != NONE)
        else {
            return;
        };
        self.seats.swap_remove(place as usize);
        self.place_of[id as usize] = NONE;
        if let Some(moved) = self.seats.get(place as usize) {
            self.place_of[moved.id as usize] = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a removal loses or doubles a family.
    #[test]
    fn families_sit_once_and_leave_once() {
        let mut seats = ActiveFamilies::new(2);
        for id in [0, 1, 5, 3] {
            seats.add(id);
        }
        seats.remove(1);
        seats.remove(1);
        seats.remove(9);
        let mut ids: Vec<u32> = seats.all().iter().map(|seat| seat.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, [0, 3, 5]);
        seats.at(0).until = 7;
        let first = seats.all()[0].id;
        seats.stale(first);
        seats.stale(77);
        assert_eq!(seats.all()[0].until, 0);
    }
}
