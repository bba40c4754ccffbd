//! The offer: families supported and waiting, the front door.

use super::super::table::{Cell, Column, Kind, Table};
use super::{SERIES, YEAR};
use staircase_answers::outcome::answer::Answer;

/// Families by programme and financial year.
#[must_use]
pub fn support(answer: &Answer) -> Table {
    let mut table = Table::new(
        "Support",
        "Families supported, waiting and leaving, by programme and financial year",
        "Sums of the year for families starting, finishing and giving up; averages of month ends for the rest.",
        &[
            Column::new("programme", "Programme", Kind::Text),
            YEAR,
            SERIES,
            Column::new("started", "Started (families)", Kind::Count),
            Column::new("finished", "Finished (families)", Kind::Count),
            Column::new("dropped_out", "Gave up waiting (families)", Kind::Count),
            Column::new("waiting", "Waiting (families)", Kind::Count),
            Column::new("supported", "Supported (families)", Kind::Count),
            Column::new("places", "Places", Kind::Count),
            Column::new("open", "Places open to families with the need", Kind::Count),
        ],
    );
    for programme in &answer.support.programmes {
        for year in &programme.years {
            for (side, it) in [("baseline", &year.baseline), ("option", &year.option)] {
                let start = [(&programme.name).into(), (&year.year).into(), side.into()];
                let numbers = [
                    it.started,
                    it.finished,
                    it.dropped_out,
                    it.waiting,
                    it.supported,
                    it.places,
                    it.open,
                ];
                table.push(&start, numbers.map(Cell::from));
            }
        }
    }
    table
}

/// Families at the front door by financial year; no row without one.
#[must_use]
pub fn door(answer: &Answer) -> Table {
    let mut table = Table::new(
        "Front door",
        "Families at the front door, by financial year",
        "Waiting is the average of month ends; the rest are sums of the year.",
        &[
            YEAR,
            SERIES,
            Column::new("waiting", "Waiting (families)", Kind::Count),
            Column::new("passed", "Passed (families)", Kind::Count),
            Column::new("gave_up", "Gave up waiting (families)", Kind::Count),
            Column::new("turned_away", "Turned away although in need (families)", Kind::Count),
        ],
    );
    for year in answer.support.door.iter().flatten() {
        for (side, it) in [("baseline", &year.baseline), ("option", &year.option)] {
            let rest =
                [it.waiting.into(), it.passed.into(), it.gave_up.into(), it.turned_away.into()];
            table.push(&[(&year.year).into(), side.into()], rest);
        }
    }
    table
}
