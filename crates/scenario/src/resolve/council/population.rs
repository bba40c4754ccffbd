//! Children and families: sizes, ages, projection.

use super::super::Checker;
use crate::calendar::{Calendar, YearMonth};
use crate::problem::Fault;
use crate::quantity;
use crate::register::Row;
use crate::resolved::Population;
use crate::written;

/// Years of age below 18.
const YEARS: usize = 18;

pub(super) fn population(
    desk: &mut Checker,
    written: &written::CouncilFile,
    calendar: Calendar,
) -> Population {
    let missing = |desk: &mut Checker, key: &str| {
        desk.report("population", Fault::Missing { key: key.to_owned() });
    };
    let Some(it) = &written.population else {
        desk.report("", Fault::Missing { key: "population".to_owned() });
        return Population {
            children: 1.0,
            family_sizes: vec![1.0],
            by_age: Vec::new(),
            projected: None,
        };
    };
    let path = "population.children";
    let children = match &it.children {
        Some(it) => desk.figure(it, &quantity::POPULATION, path, "Children aged 0 to 17").now,
        None => {
            missing(desk, "children");
            1.0
        }
    };
    let family_sizes = it.family_sizes.as_ref().map_or_else(Vec::new, |it| {
        shares(desk, it, "population.family_sizes", "Share of families by size")
    });
    if it.family_sizes.is_none() {
        missing(desk, "family_sizes");
    } else if family_sizes.is_empty() || family_sizes.len() > 12 {
        let (found, of) = (family_sizes.len(), "1 to 12 family sizes");
        desk.report("population.family_sizes", Fault::Length { found, expected: 6, of });
    }
    let by_age = it.by_age.as_ref().map_or_else(
        || vec![1.0; YEARS],
        |by_age| {
            let path = "population.by_age";
            let shares = shares(desk, by_age, path, "Share of children aged 0, 1 … 17");
            if shares.len() != YEARS {
                let (found, of) = (shares.len(), "ages 0 to 17");
                desk.report(path, Fault::Length { found, expected: YEARS, of });
            }
            shares.iter().map(|share| share * YEARS as f64).collect()
        },
    );
    let projected = projected(desk, it, children, calendar);
    Population { children, family_sizes, by_age, projected }
}

fn shares(desk: &mut Checker, it: &written::Shares, path: &str, label: &str) -> Vec<f64> {
    desk.shares(&it.shares, &format!("{path}.shares"));
    desk.sourced(it.source.as_deref(), it.grade, path);
    desk.register.push(Row::of_list(
        format!("{}: {path}", desk.file),
        label.to_owned(),
        &it.shares,
        "share",
        (it.source.as_deref(), it.grade, it.note.as_deref()),
    ));
    it.shares.clone()
}

/// Children at the end of each month, where a projection or a growth rate is given.
fn projected(
    desk: &mut Checker,
    it: &written::Population,
    children: f64,
    calendar: Calendar,
) -> Option<Vec<f64>> {
    match (&it.projection, &it.growth) {
        (None, None) => None,
        (Some(_), Some(_)) => {
            let statement = "Give either `projection` or `growth`, not both.".to_owned();
            desk.report("population", Fault::Contradiction { statement });
            None
        }
        (None, Some(growth)) => {
            let label = "Growth of the number of children";
            let path = "population.growth";
            let factor = desk.figure(growth, &quantity::YEARLY_FACTOR, path, label).now;
            let months = 0..=calendar.months;
            let grown = |month: usize| {
                children * staircase_numerics::maths::pow(factor, month as f64 / 12.0)
            };
            Some(months.map(grown).collect())
        }
        (Some(projection), None) => along_years(desk, projection, children, calendar),
    }
}

/// Evenly between the years of a projection; level after the last.
fn along_years(
    desk: &mut Checker,
    projection: &written::Projected,
    children: f64,
    calendar: Calendar,
) -> Option<Vec<f64>> {
    let path = "population.projection";
    desk.sourced(projection.source.as_deref(), projection.grade, path);
    let (years, values) = (&projection.years, &projection.children);
    if years.len() != values.len() || years.is_empty() {
        let (found, expected) = (values.len(), years.len().max(1));
        desk.report(path, Fault::Length { found, expected, of: "one number a year" });
        return None;
    }
    for (year, value) in years.iter().zip(values) {
        desk.value(*value, &quantity::POPULATION, &format!("{path}.children[{year}]"));
        desk.value(*year as f64, &quantity::YEAR, &format!("{path}.years"));
    }
    desk.register.push(Row::of_list(
        format!("{}: {path}", desk.file),
        format!("Children aged 0 to 17, 31 March {} to {}", years[0], years[years.len() - 1]),
        values,
        "children",
        (projection.source.as_deref(), projection.grade, projection.note.as_deref()),
    ));
    let month_of = |year: i64| {
        // A year out of range is reported above.
        let march = YearMonth { year: year.clamp(0, 9999) as i32, month: 3 };
        march.since(calendar.start)
    };
    let mut points = vec![(0, children)];
    points.extend(years.iter().zip(values).map(|(year, value)| (month_of(*year), *value)));
    if !points.is_sorted_by(|a, b| a.0 < b.0) {
        let statement =
            "The years of the projection must rise, and lie after the first day.".to_owned();
        desk.report(path, Fault::Contradiction { statement });
        return None;
    }
    let at = |month: i32| {
        let after = points.iter().position(|(at, _)| *at >= month);
        match after {
            None => points[points.len() - 1].1,
            Some(0) => points[0].1,
            Some(next) => {
                let ((from, low), (to, high)) = (points[next - 1], points[next]);
                low + (high - low) * f64::from(month - from) / f64::from(to - from)
            }
        }
    };
    Some((0..=calendar.months).map(|month| at(month as i32)).collect())
}
