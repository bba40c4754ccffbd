//! The published figures of all areas: a row for each area and year, a column for each measure.

use staircase_scenario::observe::{Area, Series};
use std::collections::{BTreeMap, HashMap};

/// Numbers by year, in the order of the measures.
type Years = BTreeMap<i32, Vec<Option<f64>>>;

/// Figures by area code and year.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    measures: Vec<String>,
    /// By code: name, and the numbers of each year in the order of the measures.
    areas: BTreeMap<String, (String, Years)>,
    /// Releases by measure: first year, last year, release.
    releases: HashMap<String, Vec<(i32, i32, String)>>,
}

/// Rows of a CSV, each as text by column.
///
/// # Errors
/// Line and reason, in a sentence.
pub(super) fn rows(name: &str, text: &str) -> Result<Vec<HashMap<String, String>>, String> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let failed = |error: csv::Error| format!("{name} cannot be read: {error}.");
    reader.deserialize().map(|row| row.map_err(failed)).collect()
}

impl Figures {
    /// Reads `observed.csv` and `releases.csv`.
    ///
    /// # Errors
    /// What cannot be read, in a sentence.
    pub fn read(observed: &str, releases: &str) -> Result<Self, String> {
        let mut figures = Self::default();
        let mut reader =
            csv::Reader::from_reader(observed.trim_start_matches('\u{feff}').as_bytes());
        let failed = |error: csv::Error| format!("observed.csv cannot be read: {error}.");
        let heads = reader.headers().map_err(failed)?.clone();
        if heads.iter().take(3).ne(["area_code", "area", "year"]) {
            return Err("observed.csv must begin with the columns area_code, area and year.".into());
        }
        figures.measures = heads.iter().skip(3).map(str::to_owned).collect();
        for (line, row) in reader.records().enumerate() {
            let row = row.map_err(failed)?;
            let bad = |what: &str, found: &str| {
                format!("observed.csv, line {}: {found} is no {what}.", line + 2)
            };
            let (code, name, year) = (&row[0], &row[1], &row[2]);
            let year: i32 = year.parse().map_err(|_| bad("year", year))?;
            let values: Result<Vec<Option<f64>>, String> = row
                .iter()
                .skip(3)
                .map(|cell| {
                    if cell.is_empty() {
                        return Ok(None);
                    }
                    let number = cell.parse().ok().filter(|it: &f64| it.is_finite() && *it >= 0.0);
                    number.map(Some).ok_or_else(|| bad("number of nought or more", cell))
                })
                .collect();
            let area = figures.areas.entry(code.to_owned()).or_default();
            name.clone_into(&mut area.0);
            if area.1.insert(year, values?).is_some() {
                return Err(format!("observed.csv has {name} in {year} twice."));
            }
        }
        for row in rows("releases.csv", releases)? {
            let text = |key: &str| row.get(key).cloned().unwrap_or_default();
            let year = |key: &str| {
                text(key).parse().map_err(|_| format!("releases.csv: {} is no year.", text(key)))
            };
            let release = (year("first")?, year("last")?, text("release"));
            figures.releases.entry(text("measure")).or_default().push(release);
        }
        Ok(figures)
    }

    /// The last year of any area.
    #[must_use]
    pub fn last_year(&self) -> i32 {
        let last = |area: &(String, Years)| area.1.keys().next_back().copied();
        self.areas.values().filter_map(last).max().unwrap_or(0)
    }

    /// A measure of an area in a year.
    #[must_use]
    pub fn at(&self, code: &str, measure: &str, year: i32) -> Option<f64> {
        let column = self.measures.iter().position(|known| known == measure)?;
        self.areas.get(code)?.1.get(&year)?[column]
    }

    /// A measure of an area, by year.
    #[must_use]
    pub fn series(&self, code: &str, measure: &str) -> BTreeMap<i32, f64> {
        let column = self.measures.iter().position(|known| known == measure);
        let (Some(column), Some((_, years))) = (column, self.areas.get(code)) else {
            return BTreeMap::new();
        };
        years.iter().filter_map(|(year, values)| Some((*year, values[column]?))).collect()
    }

    /// The release that a year's number of a measure is from.
    #[must_use]
    pub fn release(&self, measure: &str, year: i32) -> &str {
        let rows = self.releases.get(measure).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .find(|(first, last, _)| (*first..=*last).contains(&year))
            .or(rows.last())
            .map_or("", |(.., release)| release)
    }

    /// Everything of an area, with the release of each number.
    #[must_use]
    pub fn area(&self, code: &str) -> Option<Area> {
        let (name, _) = self.areas.get(code)?;
        let mut area = Area { code: code.to_owned(), name: name.clone(), ..Area::default() };
        for measure in &self.measures {
            let points = self.series(code, measure);
            if points.is_empty() {
                continue;
            }
            let releases: BTreeMap<i32, String> = points
                .keys()
                .map(|year| (*year, self.release(measure, *year).to_owned()))
                .collect();
            let source = releases.values().next_back().cloned().unwrap_or_default();
            area.series.insert(measure.clone(), Series { points, source, releases });
        }
        Some(area)
    }
}
