//! The offer: families supported and waiting, the front door.

use super::super::table::{Shown, Table};
use super::Subject;

impl Subject<'_> {
    pub(super) fn support(&self) -> Table {
        let mut table = Table::new(
            "Support",
            "Families supported, waiting and leaving, by programme and financial year",
            "Sums of the year for families starting, finishing and giving up; averages of month ends for the rest.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Programme", Shown::Words),
                ("Financial year", Shown::Words),
                ("Series", Shown::Words),
                ("Started (families)", Shown::Count),
                ("Finished (families)", Shown::Count),
                ("Gave up waiting (families)", Shown::Count),
                ("Waiting (families)", Shown::Count),
                ("Supported (families)", Shown::Count),
                ("Places", Shown::Count),
                ("Places open to families with the need", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for programme in &answer.support.programmes {
                for year in &programme.years {
                    for (side, it) in [("baseline", &year.baseline), ("option", &year.option)] {
                        let start = self.of_answer(answer);
                        let rest = [
                            (&programme.name).into(),
                            (&year.year).into(),
                            side.into(),
                            it.started.into(),
                            it.finished.into(),
                            it.dropped_out.into(),
                            it.waiting.into(),
                            it.supported.into(),
                            it.places.into(),
                            it.open.into(),
                        ];
                        table.push(&start, rest);
                    }
                }
            }
        }
        table
    }

    pub(super) fn door(&self) -> Table {
        let mut table = Table::new(
            "Front door",
            "Families at the front door, by financial year",
            "Waiting is the average of month ends; the rest are sums of the year.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Financial year", Shown::Words),
                ("Series", Shown::Words),
                ("Waiting (families)", Shown::Count),
                ("Passed (families)", Shown::Count),
                ("Gave up waiting (families)", Shown::Count),
                ("Turned away although in need (families)", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for year in answer.support.door.iter().flatten() {
                for (side, it) in [("baseline", &year.baseline), ("option", &year.option)] {
                    let rest = [
                        (&year.year).into(),
                        side.into(),
                        it.waiting.into(),
                        it.passed.into(),
                        it.gave_up.into(),
                        it.turned_away.into(),
                    ];
                    table.push(&self.of_answer(answer), rest);
                }
            }
        }
        table
    }
}
