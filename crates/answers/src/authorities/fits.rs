//! The table of fits: one row an authority, all that a scenario of it needs beside its figures.

use super::figures::rows;
use crate::explore::calibrate::groups::{ALL, GROUPS, SHAPES};
use crate::explore::calibrate::posterior::Kept;
use staircase_numerics::chance::hash_text;
use staircase_scenario::observe::Area;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Changed with every change of the method, so that older rows are fitted again.
pub const METHOD: u32 = 1;

/// How well an authority was fitted, and how past projections of it did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quality {
    /// Largest miss of a stock that is fitted, and of starts: a share.
    pub misses: (f64, f64),
    /// Sum of squared residuals, of how many figures.
    pub misfit: (f64, usize),
    /// Why it misses 2% of a stock or 5% of starts; why it must not be used. None if all is well.
    pub reasons: Vec<String>,
    /// Whether it must not be used.
    pub unusable: bool,
    /// Later figures that the band of a past projection held, and how many there are.
    pub held: (usize, usize),
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Code of the authority.
    pub code: String,
    /// Its name, for people who read the table.
    pub name: String,
    /// Last year fitted.
    pub until: i32,
    /// What it was made from: the figures, and the method.
    pub made_from: String,
    /// The rates.
    pub kept: Kept,
    /// How well.
    pub quality: Quality,
}

/// What a fit to figures up to a year is made from, as one short text.
#[must_use]
pub fn made_from(own: &Area, until: i32) -> String {
    let mut text = format!("{METHOD} {until}");
    for (id, series) in &own.until(until).series {
        let _ = write!(text, " {id}");
        for (year, value) in &series.points {
            let _ = write!(text, " {year} {value}");
        }
    }
    format!("{:016x}", hash_text(&text))
}

/// Names of the columns of rates.
fn names() -> impl Iterator<Item = String> {
    let fitted = ALL.iter().map(|it| it.tag.to_owned());
    let shapes = SHAPES.iter().map(|it| match it.history {
        Some(history) => format!("{} {}", it.tag, history.word()),
        None => it.tag.to_owned(),
    });
    fitted.chain(shapes)
}

/// The columns.
fn columns() -> Vec<String> {
    let mut all: Vec<String> =
        ["area_code", "area", "until", "made_from"].map(str::to_owned).to_vec();
    all.extend(ALL.iter().map(|it| format!("{} projected", it.tag)));
    for name in names() {
        all.push(format!("{name} fitted"));
        all.push(format!("{name} sd"));
    }
    all.extend(["shapes_1_0", "shapes_2_0", "shapes_2_1"].map(str::to_owned));
    all.extend(
        ["stock_miss", "starts_miss", "misfit", "figures", "held", "of", "unusable", "reasons"]
            .map(str::to_owned),
    );
    all
}

/// Writes the table.
#[must_use]
pub fn write(table: &BTreeMap<String, Row>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: Vec<String>| writer.write_record(cells).is_ok();
    put(columns());
    for row in table.values() {
        let number = |value: f64| format!("{value:.5}");
        let mut cells =
            vec![row.code.clone(), row.name.clone(), row.until.to_string(), row.made_from.clone()];
        cells.extend(row.kept.onward.map(number));
        for (middle, spread) in &row.kept.fitted {
            cells.extend([number(*middle), number(*spread)]);
        }
        cells.extend(row.kept.shapes.iter().map(|value| number(*value)));
        let quality = &row.quality;
        cells.extend([
            number(quality.misses.0),
            number(quality.misses.1),
            format!("{:.1}", quality.misfit.0),
            quality.misfit.1.to_string(),
            quality.held.0.to_string(),
            quality.held.1.to_string(),
            if quality.unusable { "yes" } else { "" }.to_owned(),
            quality.reasons.join(" | "),
        ]);
        put(cells);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Reads the table.
///
/// # Errors
/// What cannot be read, in a sentence.
pub fn read(text: &str) -> Result<BTreeMap<String, Row>, String> {
    let mut table = BTreeMap::new();
    for cells in rows("fits.csv", text)? {
        let word = |key: &str| {
            cells
                .get(key)
                .map(String::as_str)
                .ok_or_else(|| format!("fits.csv has no column {key}."))
        };
        let number = |key: &str| -> Result<f64, String> {
            let found = word(key)?;
            let value = found.parse().ok().filter(|it: &f64| it.is_finite());
            value.ok_or_else(|| format!("fits.csv, {key}: {found:?} is no number."))
        };
        let count = |key: &str| number(key).map(|value| value as usize);
        let mut onward = [0.0; GROUPS];
        for (place, group) in ALL.iter().enumerate() {
            onward[place] = number(&format!("{} projected", group.tag))?;
        }
        let fitted: Result<Vec<(f64, f64)>, String> = names()
            .map(|name| Ok((number(&format!("{name} fitted"))?, number(&format!("{name} sd"))?)))
            .collect();
        let shapes: Result<Vec<f64>, String> =
            ["shapes_1_0", "shapes_2_0", "shapes_2_1"].into_iter().map(number).collect();
        let reasons = word("reasons")?;
        let row = Row {
            code: word("area_code")?.to_owned(),
            name: word("area")?.to_owned(),
            until: number("until")? as i32,
            made_from: word("made_from")?.to_owned(),
            kept: Kept { onward, fitted: fitted?, shapes: shapes? },
            quality: Quality {
                misses: (number("stock_miss")?, number("starts_miss")?),
                misfit: (number("misfit")?, count("figures")?),
                reasons: reasons
                    .split(" | ")
                    .filter(|reason| !reason.is_empty())
                    .map(str::to_owned)
                    .collect(),
                unusable: word("unusable")? == "yes",
                held: (count("held")?, count("of")?),
            },
        };
        table.insert(row.code.clone(), row);
    }
    Ok(table)
}
