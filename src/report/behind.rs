//! Long tables of what stands behind an answer: support and the front door by month,
//! lengths of statutory spells, families by stratum.

use super::tidy::quoted;
use crate::model::Model;
use crate::outcome::workings::{Monthly, Workings};
use std::fmt::Write;

const SIDES: [&str; 3] = ["baseline", "option", "difference"];

/// Families supported and waiting, starting, finishing and giving up, by programme.
#[must_use]
pub fn support(model: &Model, all: &[&Workings]) -> String {
    let mut text = String::from(
        "option,null_effect,programme,count,side,date,mean_families,p10_families,p90_families,path_families\n",
    );
    for it in all {
        for series in &it.support {
            let place = format!(
                "{},{},{},{}",
                it.option,
                it.null_effect,
                quoted(&series.programme),
                series.count
            );
            months(&mut text, model, &place, series);
        }
    }
    text
}

/// Families at the front door. `None` where the council has none.
#[must_use]
pub fn front_door(model: &Model, all: &[&Workings]) -> Option<String> {
    model.scenario.door.as_ref()?;
    let mut text = String::from(
        "option,null_effect,count,side,date,mean_families,p10_families,p90_families,path_families\n",
    );
    for it in all {
        for series in &it.door {
            let place = format!("{},{},{}", it.option, it.null_effect, series.count);
            months(&mut text, model, &place, series);
        }
    }
    Some(text)
}

/// A flow has no row for the first day.
fn months(text: &mut String, model: &Model, place: &str, series: &Monthly) {
    for ((side, band), path) in SIDES.into_iter().zip(&series.sides).zip(&series.path) {
        for month in usize::from(series.flow)..=model.layout.months {
            let cells = [&band.mean, &band.p10, &band.p90, path]
                .map(|cells| cells.get(month).map_or_else(String::new, f64::to_string));
            let date = model.scenario.calendar.date(month);
            let _ = writeln!(text, "{place},{side},{date},{}", cells.join(","));
        }
    }
}

/// Children who leave the statutory levels, by length of the whole spell.
#[must_use]
pub fn spells(all: &[&Workings]) -> String {
    let mut text = String::from(
        "option,null_effect,side,financial_year,from_months,below_months,mean_children,share_of_year\n",
    );
    for it in all {
        for row in &it.spells {
            let (from, below) = row.months;
            let below = below.map_or_else(String::new, |below| below.to_string());
            for (side, place) in SIDES.into_iter().zip(0..2) {
                let _ = writeln!(
                    text,
                    "{},{},{side},{},{from},{below},{},{}",
                    it.option, it.null_effect, row.year, row.children[place], row.share[place]
                );
            }
        }
    }
    text
}

/// Families by level and stratum on each day of counting, with a column for each
/// division. `None` where families do not differ.
#[must_use]
pub fn strata(model: &Model, all: &[&Workings]) -> Option<String> {
    let divisions = &model.scenario.strata.divisions;
    if model.layout.strata < 2 {
        return None;
    }
    let columns: String =
        divisions.iter().map(|it| format!("{},", quoted(&format!("class: {}", it.name)))).collect();
    let mut text =
        format!("option,null_effect,side,date,level,{columns}mean_families,path_families\n");
    for it in all {
        for row in &it.strata {
            let classes: String =
                row.classes.iter().map(|class| format!("{},", quoted(class))).collect();
            for (side, place) in SIDES.into_iter().zip(0..2) {
                let _ = writeln!(
                    text,
                    "{},{},{side},{},{},{classes}{},{}",
                    it.option,
                    it.null_effect,
                    row.date,
                    quoted(&row.level),
                    row.families[place],
                    row.path[place]
                );
            }
        }
    }
    Some(text)
}
