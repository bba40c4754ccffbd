//! What the published figures of one authority say of placements and prices.

use super::moved::{Moved, Prices};
use staircase_scenario::figure::{Figure, Grade};
use staircase_scenario::problem::plain;
use staircase_scenario::written::CouncilFile;

/// Unaccompanied children in foster and residential care, as the base takes them (54 of England's
/// 100,000: 22 foster, 1 residential).
const STREAM_PLACED: [f64; 2] = [22.0 / 54.0, 1.0 / 54.0];

/// Weeks of a year.
const WEEKS: f64 = 365.25 / 7.0;

/// Weekly costs further than this factor from England's are recording, not price.
const FAR: f64 = 2.5;

/// England's published weekly cost of social work for each open case, which the base shares
/// between cases and plans.
const CASE_WEEKLY: f64 = 170.0;

impl Moved<'_> {
    /// The last published number of a measure, with its year.
    fn latest(&self, id: &str) -> Option<(i32, f64)> {
        let until = self.fit.facts.until();
        let points = &self.own.series.get(id)?.points;
        points.range(until - 1..=until).next_back().map(|(year, value)| (*year, *value))
    }

    fn cited(&self, id: &str, year: i32) -> String {
        let release = self.own.series.get(id).map_or("", |series| series.release(year));
        format!("{release}, {}, {year}", self.fit.facts.area)
    }

    /// Looked-after children by placement: the authority's own shares, where they are published,
    /// without unaccompanied children.
    pub(super) fn placements(&self, file: &mut CouncilFile) {
        let stocks = file.stocks.iter_mut().flatten();
        let mut care: Vec<_> = stocks
            .filter(|stock| {
                matches!(stock.level.as_str(), "foster" | "residential" | "other_placement")
            })
            .collect();
        let all: f64 = care.iter().map(|stock| stock.children.value).sum();
        let stream = self.fit.facts.years.last().map_or(0.0, |year| year.stream.0);
        let counts =
            ["cla_placement_foster", "cla_placement_residential"].map(|id| self.latest(id));
        let (Some(foster), Some(residential), 3) = (counts[0], counts[1], care.len()) else {
            return;
        };
        let inside = |(_, count): (i32, f64), which: usize| {
            (count - STREAM_PLACED[which] * stream).max(0.0).min(all)
        };
        let foster_children = inside(foster, 0);
        let residential_children = inside(residential, 1).min(all - foster_children);
        for stock in &mut care {
            let (value, id, year) = match stock.level.as_str() {
                "foster" => (foster_children, "cla_placement_foster", foster.0),
                "residential" => (residential_children, "cla_placement_residential", residential.0),
                _ => (all - foster_children - residential_children, "cla_stock", foster.0),
            };
            stock.children = Figure {
                value: (value * 10.0).round() / 10.0,
                unit: "children".to_owned(),
                source: Some(self.cited(id, year)),
                grade: Grade::MeasuredHere,
                note: Some(
                    "Without unaccompanied children, of whom 41% are taken to be in foster care \
                     and 2% in residential care."
                        .to_owned(),
                ),
                distribution: None,
            };
        }
    }

    /// Unit costs of care and cases from Section 251 outturn, where it gives a price that can be
    /// one.
    pub(super) fn section_251(&self, file: &mut CouncilFile, prices: Prices<'_>) {
        for row in file.unit_costs.iter_mut().flatten() {
            let id = match row.level.as_str() {
                "foster" => "s251_foster_weekly",
                "residential" => "s251_residential_weekly",
                "child_in_need" | "protection_plan" => "s251_cin_weekly",
                _ => continue,
            };
            let Some((year, weekly)) = self.latest(id) else { continue };
            let before = row.cost.value / prices.factor;
            let (cost, how) = if id == "s251_cin_weekly" {
                (
                    before * weekly / CASE_WEEKLY,
                    "for each open case, shared 1 to 2 between need and plan, which is an assumption",
                )
            } else {
                (weekly * WEEKS, "a child")
            };
            if !(1.0 / FAR..=FAR).contains(&(cost / before)) {
                let said = format!(
                    " Section 251 gives £{} a week for {} in {year}, too far from England's to be a \
                     price.",
                    plain(weekly.round()),
                    self.fit.facts.area
                );
                row.cost.note = Some(row.cost.note.take().unwrap_or_default() + &said);
                continue;
            }
            row.cost = Figure {
                value: (cost * prices.factor).round(),
                unit: row.cost.unit.clone(),
                source: Some(format!(
                    "{}: £{} a week {how}, put into {} prices by the GDP deflator",
                    self.cited(id, year),
                    plain(weekly.round()),
                    prices.year
                )),
                grade: if id == "s251_cin_weekly" { Grade::Assumed } else { Grade::MeasuredHere },
                note: None,
                distribution: None,
            };
        }
    }
}
