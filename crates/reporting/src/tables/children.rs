//! Children: counts and moves, by month and by year; published figures.

use super::super::table::{Cell, Column, Kind, Table};
use super::{Names, SERIES};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::band::Band;
use staircase_answers::outcome::measures::MeasureAnswer;
use staircase_scenario::written::MeasureKind;

const MEASURE: Column = Column::new("measure", "Measure", Kind::Text);
const COUNTED: Column = Column::new("counted", "Counted", Kind::Text);
const MEAN: &str = "Mean (children)";
const LOWEST: Column = Column::new("p2_5_children", "2.5th percentile (children)", Kind::Count);
const LOW: Column = Column::new("p10_children", "10th percentile (children)", Kind::Count);
const MEDIAN: Column = Column::new("p50_children", "Median (children)", Kind::Count);
const HIGH: Column = Column::new("p90_children", "90th percentile (children)", Kind::Count);
const HIGHEST: Column = Column::new("p97_5_children", "97.5th percentile (children)", Kind::Count);
const ERROR: Column = Column::new(
    "monte_carlo_error_children",
    "Monte Carlo error of the mean (children)",
    Kind::Fine,
);

/// The three series of a measure, with their keys.
fn sides(measure: &MeasureAnswer) -> [(&'static str, &Band); 3] {
    let [baseline, option, difference] = super::SIDES;
    [(baseline, &measure.baseline), (option, &measure.option), (difference, &measure.difference)]
}

/// A number of a series that has one for every month, or for none.
fn at(series: &[f64], month: usize) -> Cell {
    series.get(month).copied().into()
}

/// Children by measure and month; a flow is of the month. The central projection beside the
/// runs, if it is given.
#[must_use]
pub fn monthly(names: &Names, answer: &Answer, central: Option<&Answer>) -> Table {
    let mut table = Table::new(
        "Moves in a month",
        "Children moving, month by month",
        "Averages, and ranges of the month alone. Averages of twelve months add up to the year; ranges do not.",
        &[
            MEASURE,
            COUNTED,
            SERIES,
            Column::new("date", "Month ending", Kind::Text),
            Column::new("mean_children", MEAN, Kind::Fine),
            LOWEST,
            LOW,
            MEDIAN,
            HIGH,
            HIGHEST,
            ERROR,
            Column::new("central_children", "Central projection (children)", Kind::Fine),
        ],
    );
    for (place, measure) in answer.measures.iter().enumerate() {
        let counted = match names.kind(&measure.id) {
            MeasureKind::Stock => "on the day",
            MeasureKind::Flow => "in the month",
        };
        let central = central.map(|it| sides(&it.measures[place]));
        for (side, (key, band)) in sides(measure).into_iter().enumerate() {
            for (month, date) in answer.dates.iter().enumerate() {
                let start = [names.measure(&measure.id), counted.into(), key.into(), date.into()];
                let middle = central.as_ref().map(|it| at(&it[side].1.mean, month));
                let own = [&band.mean, &band.p2_5, &band.p10, &band.p50, &band.p90, &band.p97_5];
                let [a, b, c, d, e, f] = own.map(|series| at(series, month));
                table.push(&start, [a, b, c, d, e, f, at(&band.error, month), middle.into()]);
            }
        }
    }
    table
}

/// Children by measure and year: on each 31 March, or moving in the year to it. The ranges of
/// months cannot be added up to those of a year, so a flow has none.
#[must_use]
pub fn by_year(names: &Names, answer: &Answer) -> Table {
    let mut table = Table::new(
        "Children by year",
        "Children on each 31 March",
        "Counts on the day, with their ranges. Movements in a year are on the next sheet.",
        &[
            MEASURE,
            COUNTED,
            Column::new("date", "Year (31 March)", Kind::Year),
            SERIES,
            Column::new("mean_children", MEAN, Kind::Count),
            LOWEST,
            LOW,
            Column::new("p25_children", "25th percentile (children)", Kind::Count),
            MEDIAN,
            Column::new("p75_children", "75th percentile (children)", Kind::Count),
            HIGH,
            HIGHEST,
            ERROR,
            Column::new("no_fewer_runs", "Runs in 100 with no reduction", Kind::Runs),
        ],
    );
    for measure in &answer.measures {
        let stock = names.kind(&measure.id) == MeasureKind::Stock;
        let counted = if stock { "on the day" } else { "in the year" };
        for (month, year) in marches(answer).filter(|(month, _)| stock || *month > 0) {
            for (side, band) in sides(measure) {
                let start =
                    [names.measure(&measure.id), counted.into(), Cell::March(year), side.into()];
                if !stock {
                    let months = band.mean.get((month + 1).saturating_sub(12).max(1)..=month);
                    let sum = months.map(|months| months.iter().sum::<f64>());
                    let mut row = [&start[..], &[sum.into()]].concat();
                    row.resize(table.columns.len(), Cell::Empty);
                    table.rows.push(row);
                    continue;
                }
                let numbers = [
                    &band.mean,
                    &band.p2_5,
                    &band.p10,
                    &band.p25,
                    &band.p50,
                    &band.p75,
                    &band.p90,
                    &band.p97_5,
                    &band.error,
                ];
                let [a, b, c, d, e, f, g, h, i] = numbers.map(|series| at(series, month));
                let no_fewer =
                    if side == "difference" { at(&measure.no_fewer, month) } else { Cell::Empty };
                table.push(&start, [a, b, c, d, e, f, g, h, i, no_fewer]);
            }
        }
    }
    table
}

/// Published figures before the projection of a table by year, as a series of their own.
pub(super) fn with_published(names: &Names, mut table: Table) -> Table {
    let published = names.observed.iter().map(|point| {
        let counted = match names.kind(&point.measure) {
            MeasureKind::Stock => "on the day",
            MeasureKind::Flow => "in the year",
        };
        let start = [names.measure(&point.measure), counted.into(), Cell::March(point.year)];
        let mut row = [&start[..], &["published".into(), point.value.into()]].concat();
        row.resize(table.columns.len(), Cell::Empty);
        row
    });
    table.rows = published.chain(table.rows).collect();
    table
}

/// Months that end on a 31 March, with the year.
fn marches(answer: &Answer) -> impl Iterator<Item = (usize, i32)> {
    answer
        .dates
        .iter()
        .enumerate()
        .filter_map(|(month, date)| Some((month, date.strip_suffix("-03-31")?.parse().ok()?)))
}
