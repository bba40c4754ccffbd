//! Known changes of rates over time, and children who come from outside.

use super::super::Checker;
use super::super::framework::Framework;
use crate::figure::{Figure, Grade, Uncertain};
use crate::problem::Fault;
use crate::quantity;
use crate::register::Row;
use crate::resolved::{Driver, DriverCourse, Stream};
use crate::written;

pub(super) fn drivers(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Driver> {
    let all: Vec<&written::Driver> = written.drivers.iter().flatten().collect();
    desk.unique("driver", all.iter().map(|driver| driver.name.as_str()), "drivers");
    all.into_iter()
        .filter_map(|driver| {
            let path = format!("drivers[{}]", driver.name);
            let moves = framework.tagged_any(desk, &driver.tags, &format!("{path}.tags"));
            let course = course(desk, driver, &path)?;
            Some(Driver { name: driver.name.clone(), moves, course })
        })
        .collect()
}

fn course(desk: &mut Checker, driver: &written::Driver, path: &str) -> Option<DriverCourse> {
    match (&driver.trend, &driver.per_point, &driver.points, &driver.by_month) {
        (Some(trend), None, None, None) => {
            let label = format!("{}: factor a year", driver.name);
            let path = format!("{path}.trend");
            Some(DriverCourse::Trend(desk.figure(trend, &quantity::YEARLY_FACTOR, &path, &label)))
        }
        (None, Some(per_point), Some(points), None) => {
            let label = format!("{}: factor for each point", driver.name);
            let place = format!("{path}.per_point");
            let factor = desk.figure(per_point, &quantity::YEARLY_FACTOR, &place, &label);
            listed(desk, driver, points, ("points", "points"), &format!("{path}.points"));
            for point in points {
                desk.value(*point, &quantity::POINTS, &format!("{path}.points"));
            }
            Some(DriverCourse::Indicator(factor, points.clone()))
        }
        (None, None, None, Some(months)) => {
            let path = format!("{path}.by_month");
            listed(desk, driver, months, ("factors from January to December", "times"), &path);
            for factor in months {
                desk.value(*factor, &quantity::FACTOR, &path);
            }
            if months.len() != 12 {
                let found = months.len();
                desk.report(&path, Fault::Length { found, expected: 12, of: "one factor a month" });
                return None;
            }
            let mean = months.iter().sum::<f64>() / 12.0;
            if (mean - 1.0).abs() > 1e-6 {
                let statement = format!("The twelve factors have the mean {mean}; it must be 1.");
                desk.report(&path, Fault::Contradiction { statement });
            }
            Some(DriverCourse::Season(months.clone()))
        }
        _ => {
            let statement =
                "A driver needs exactly one of: `trend`; `per_point` with `points`; `by_month`."
                    .to_owned();
            desk.report(path, Fault::Contradiction { statement });
            None
        }
    }
}

fn listed(
    desk: &mut Checker,
    driver: &written::Driver,
    values: &[f64],
    (words, unit): (&str, &str),
    path: &str,
) {
    let grade = driver.grade.unwrap_or(Grade::Assumed);
    desk.sourced(driver.source.as_deref(), grade, path);
    desk.register.push(Row::of_list(
        format!("{}: {path}", desk.file),
        format!("{}: {words}", driver.name),
        values,
        unit,
        (driver.source.as_deref(), grade, None),
    ));
}

pub(super) fn streams(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Stream> {
    let all: Vec<&written::Stream> = written.streams.iter().flatten().collect();
    desk.unique("stream", all.iter().map(|stream| stream.name.as_str()), "streams");
    all.into_iter()
        .map(|stream| {
            let path = format!("streams[{}]", stream.name);
            let mut number = |figure: &Figure, quantity, key: &str, words: &str| {
                let label = format!("{}: {words}", stream.name);
                desk.figure(figure, quantity, &format!("{path}.{key}"), &label)
            };
            let stock =
                number(&stream.stock, &quantity::EXOGENOUS, "stock", "on the first day").now;
            let starts =
                number(&stream.starts, &quantity::EXOGENOUS_FLOW, "starts", "arrivals a year");
            let growth = stream.growth.as_ref().map_or_else(
                || Uncertain::fixed(1.0),
                |growth| number(growth, &quantity::YEARLY_FACTOR, "growth", "factor a year"),
            );
            let measures = stream
                .measures
                .iter()
                .filter_map(|name| {
                    let known = framework.measures.iter().map(|measure| measure.id.as_str());
                    desk.find("measure", name, known, &format!("{path}.measures"))
                })
                .collect();
            let it = Stream { name: stream.name.clone(), measures, stock, starts, growth };
            if it.mean_stay() > 108.0 || (stock > 0.0 && it.starts.central <= 0.0) {
                let statement = format!(
                    "{stock} children with {} arrivals a year means an average stay of over 9 years. Enter fewer children or more arrivals.",
                    it.starts.central
                );
                desk.report(&path, Fault::Contradiction { statement });
            }
            it
        })
        .collect()
}
