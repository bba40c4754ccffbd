//! What the published figures of one authority say of placements and prices. Which figure is a
//! level's own is data (`levels.csv`).

use super::made_for::{LevelFigures, Prices};
use super::moved::Moved;
use staircase_scenario::figure::{Figure, Grade};
use staircase_scenario::problem::plain;
use staircase_scenario::written::CouncilFile;

/// Weeks of a year.
const WEEKS: f64 = 365.25 / 7.0;

/// Weekly costs further than this factor from England's are recording, not price.
const FAR: f64 = 2.5;

impl Moved<'_> {
    /// The last published number of a measure, of the last year or the one before.
    fn latest(&self, id: &str) -> Option<(i32, f64)> {
        let until = self.fit.facts.until();
        let points = &self.own.series.get(id)?.points;
        points.range(until - 1..=until).next_back().map(|(year, value)| (*year, *value))
    }

    fn cited(&self, id: &str, year: i32) -> String {
        let release = self.own.series.get(id).map_or("", |series| series.release(year));
        format!("{release}, {}, {year}", self.fit.facts.area)
    }

    /// Looked-after children by placement: the authority's own numbers, where they are published,
    /// without unaccompanied children; the placements that have none share the rest.
    pub(super) fn placements(&self, file: &mut CouncilFile, levels: &[LevelFigures]) {
        let care = &self.fit.past.inside[2];
        let in_care = |id: &str| {
            let place = self.fit.past.scenario.levels.iter().position(|level| level.id == id);
            place.is_some_and(|place| care[place])
        };
        let stocks = || file.stocks.iter().flatten().filter(|stock| in_care(&stock.level));
        let all: f64 = stocks().map(|stock| stock.children.value).sum();
        let stream = self.fit.facts.years.last().map_or(0.0, |year| year.stream.0);
        let own: Vec<(&LevelFigures, i32, f64)> = levels
            .iter()
            .filter(|it| !it.children.is_empty())
            .filter_map(|it| {
                let (year, count) = self.latest(&it.children)?;
                let without = count - it.unaccompanied.unwrap_or(0.0) * stream;
                Some((it, year, without.max(0.0)))
            })
            .collect();
        let known: f64 = own.iter().map(|(.., count)| count).sum();
        let wanted = levels.iter().filter(|it| !it.children.is_empty()).count();
        if own.len() != wanted || own.is_empty() || known > all {
            return;
        }
        let of = |id: &str| own.iter().find(|(it, ..)| it.level == id);
        let before: f64 = stocks()
            .filter(|stock| of(&stock.level).is_none())
            .map(|stock| stock.children.value)
            .sum();
        for stock in file.stocks.iter_mut().flatten().filter(|stock| in_care(&stock.level)) {
            let (value, id, year) = match of(&stock.level) {
                Some((it, year, count)) => (*count, it.children.as_str(), *year),
                None if before > 0.0 => {
                    ((all - known) * stock.children.value / before, "cla_stock", own[0].1)
                }
                None => continue,
            };
            stock.children = Figure {
                value: (value * 10.0).round() / 10.0,
                unit: "children".to_owned(),
                source: Some(self.cited(id, year)),
                grade: Grade::MeasuredHere,
                note: Some(
                    "Without unaccompanied children, whose placements are taken to be England's."
                        .to_owned(),
                ),
                distribution: None,
            };
        }
    }

    /// Unit costs from Section 251 outturn, where it gives a price that can be one.
    pub(super) fn section_251(
        &self,
        file: &mut CouncilFile,
        levels: &[LevelFigures],
        prices: Prices<'_>,
    ) {
        for row in file.unit_costs.iter_mut().flatten() {
            let Some(it) = levels.iter().find(|it| it.level == row.level) else { continue };
            let Some((year, weekly)) = self.latest(&it.weekly) else { continue };
            let before = row.cost.value / prices.factor;
            let cost = match it.england_weekly {
                Some(england) => before * weekly / england,
                None => weekly * WEEKS,
            };
            if !(1.0 / FAR..=FAR).contains(&(cost / before)) {
                let said = format!(
                    " Section 251 gives £{} a week in {year}, too far from England's to be a price.",
                    plain(weekly.round())
                );
                row.cost.note = Some(row.cost.note.take().unwrap_or_default() + &said);
                continue;
            }
            row.cost = Figure {
                value: (cost * prices.factor).round(),
                unit: row.cost.unit.clone(),
                source: Some(format!(
                    "{}: £{} {}, put into {} prices by the GDP deflator",
                    self.cited(&it.weekly, year),
                    plain(weekly.round()),
                    it.said,
                    prices.year
                )),
                grade: match it.england_weekly {
                    Some(_) => Grade::Assumed,
                    None => Grade::MeasuredHere,
                },
                note: None,
                distribution: None,
            };
        }
    }
}
