//! The offer: families supported and waiting, the front door.

use super::super::table::{Shown, Table};
use super::{Subject, cells, list};
use serde_json::Value;

impl Subject {
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
        let keys = ["started", "finished", "dropped_out", "waiting", "supported", "places", "open"];
        for answer in &self.answers {
            for programme in list(answer.get("support").unwrap_or(&Value::Null), "programmes") {
                for year in list(programme, "years") {
                    for side in ["baseline", "option"] {
                        let mut row = self.heading(answer).to_vec();
                        row.extend(cells(programme, &["name"]));
                        row.extend(cells(year, &["year"]));
                        row.push(side.into());
                        row.extend(cells(year.get(side).unwrap_or(&Value::Null), &keys));
                        table.rows.push(row);
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
            for year in list(answer.get("support").unwrap_or(&Value::Null), "door") {
                for side in ["baseline", "option"] {
                    let mut row = self.heading(answer).to_vec();
                    row.extend(cells(year, &["year"]));
                    row.push(side.into());
                    let figures = year.get(side).unwrap_or(&Value::Null);
                    row.extend(cells(figures, &["waiting", "passed", "gave_up", "turned_away"]));
                    table.rows.push(row);
                }
            }
        }
        table
    }
}
