//! Every run by itself: what is read off the record of one side of one run, for those who want
//! more than percentiles.

use super::measures::{marches, series_of};
use staircase_model::Model;
use staircase_model::record::lines::{Line, lines};
use staircase_model::record::{Block, SupportItem};
use staircase_scenario::written::MeasureKind;

/// What the numbers of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Children on a day.
    ChildrenOnDay,
    /// Children during the financial year to a day.
    ChildrenInYear,
    /// Families who start support during the financial year to a day.
    FamiliesStarting,
    /// Money of the financial year to a day, whole pence; a cost is positive.
    Cost,
}

impl Counted {
    /// As files have it: what is counted, and its unit.
    #[must_use]
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::ChildrenOnDay => ("stock", "children"),
            Self::ChildrenInYear => ("flow", "children"),
            Self::FamiliesStarting => ("starting_support", "families"),
            Self::Cost => ("cost", "pence"),
        }
    }
}

/// One measure, programme or cost line, at every date.
#[derive(Debug, Clone)]
pub struct Series {
    /// What its numbers are.
    pub counted: Counted,
    /// Identity of the measure or programme; name of the cost line.
    pub measure: String,
    /// The dates in order.
    pub points: Vec<Point>,
}

/// A number of a series: where it stands in a record.
#[derive(Debug, Clone)]
pub struct Point {
    /// Last day: 31 March, or the end of the projection.
    pub date: String,
    places: Vec<usize>,
    beside: f64,
    in_pence: bool,
}

impl Point {
    /// The number in one record, without rounding; money in whole pence.
    #[must_use]
    pub fn of(&self, record: &[f64]) -> f64 {
        let sum = self.places.iter().map(|place| record[*place]).sum::<f64>() + self.beside;
        if self.in_pence { (sum * 100.0).round() + 0.0 } else { sum }
    }
}

/// What is written of every run of a scenario. Cost lines are those that add up: no sums.
#[must_use]
pub fn series(model: &Model) -> Vec<Series> {
    let scenario = &model.scenario;
    let calendar = &scenario.calendar;
    let years = calendar.months_by_year();
    let of_years = |in_pence: bool, of_month: &dyn Fn(usize) -> (Vec<usize>, f64)| -> Vec<Point> {
        let point = |months: &std::ops::Range<usize>| {
            let parts: Vec<_> = months.clone().map(of_month).collect();
            Point {
                date: calendar.date(months.end - 1),
                beside: parts.iter().map(|it| it.1).sum(),
                places: parts.into_iter().flat_map(|it| it.0).collect(),
                in_pence,
            }
        };
        years.iter().map(point).collect()
    };
    let of_block = |block: Block, item: usize| {
        move |month: usize| (vec![model.layout.at(block, item, month)], 0.0)
    };
    let measures = scenario.measures.iter().enumerate().map(|(place, measure)| {
        let of_month = |month: usize| series_of(model, place, month);
        let (counted, points) = match measure.kind {
            MeasureKind::Stock => {
                let point = |(_, month): (i32, usize)| {
                    let (places, beside) = of_month(month);
                    Point { date: calendar.date(month), places, beside, in_pence: false }
                };
                (Counted::ChildrenOnDay, marches(calendar).into_iter().map(point).collect())
            }
            MeasureKind::Flow => (Counted::ChildrenInYear, of_years(false, &of_month)),
        };
        Series { counted, measure: measure.id.clone(), points }
    });
    let starting = scenario.programmes.iter().enumerate().map(|(place, programme)| Series {
        counted: Counted::FamiliesStarting,
        measure: programme.id.clone(),
        points: of_years(false, &of_block(Block::Support, SupportItem::Started.of(place))),
    });
    let costs =
        lines(scenario).into_iter().enumerate().map(|(place, line): (usize, Line)| Series {
            counted: Counted::Cost,
            measure: line.name(scenario),
            points: of_years(true, &of_block(Block::Cost, place)),
        });
    measures.chain(starting).chain(costs).collect()
}
