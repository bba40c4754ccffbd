//! Published figures, and children counted beside the model.

use super::super::Checker;
use super::super::framework::Framework;
use crate::problem::Fault;
use crate::quantity;
use crate::resolved::{Measure, Observed};
use crate::written::{self, MeasureKind};

pub(super) fn observed(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Observed> {
    let mut series = Vec::new();
    for observed in written.observed.iter().flatten() {
        let path = format!("observed[{}]", observed.measure);
        let names = framework.measures.iter().map(|measure| measure.id.as_str());
        let measure = desk.find("measure", &observed.measure, names, &format!("{path}.measure"));
        if observed.years.len() != observed.values.len() {
            let (found, expected) = (observed.values.len(), observed.years.len());
            desk.report(&path, Fault::Length { found, expected, of: "one number a year" });
        }
        for year in &observed.years {
            desk.value(*year as f64, &quantity::YEAR, &format!("{path}.years"));
        }
        for value in &observed.values {
            desk.value(*value, &quantity::CHILDREN, &format!("{path}.values"));
        }
        if let Some(measure) = measure {
            let points = observed
                .years
                .iter()
                .zip(&observed.values)
                .filter_map(|(year, value)| Some((i32::try_from(*year).ok()?, *value)))
                .collect();
            series.push(Observed { measure, points, source: observed.source.clone() });
        }
    }
    series
}

pub(super) fn measures_with_beside(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Measure> {
    let mut measures = framework.measures.clone();
    for beside in written.beside.iter().flatten() {
        let path = format!("beside[{}]", beside.name);
        let stock = desk.figure(
            &beside.stock,
            &quantity::EXOGENOUS,
            &format!("{path}.stock"),
            &format!("{}, at any time", beside.name),
        );
        let starts = desk.figure(
            &beside.starts,
            &quantity::EXOGENOUS_FLOW,
            &format!("{path}.starts"),
            &format!("{}, starting in a year", beside.name),
        );
        for name in &beside.measures {
            let names = framework.measures.iter().map(|measure| measure.id.as_str());
            if let Some(found) = desk.find("measure", name, names, &format!("{path}.measures")) {
                measures[found].beside += match measures[found].kind {
                    MeasureKind::Stock => stock.now,
                    MeasureKind::Flow => starts.now,
                };
            }
        }
    }
    measures
}
