//! Tall and wide tables: from text to one entry a number.

use super::cell::{self, Cell};
use super::measures::{self, Measure, Named, words};
use super::{MOST_PROBLEMS, refusal};
use crate::scenario::Problem;
use std::collections::BTreeMap;

/// Most rows above the headings.
const MOST_PREAMBLE: usize = 12;

/// One number as it stands in the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is, and where it stands.
    pub place: Place,
    /// The number.
    pub value: f64,
    /// Whether it carried a percent sign.
    pub percent_sign: bool,
}

/// What a cell is about, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Line in the file.
    pub line: usize,
    /// Heading of its column.
    pub column: String,
    /// Area, as a position in the list of areas.
    pub area: usize,
    /// Year to 31 March.
    pub year: i32,
    /// The measure.
    pub measure: &'static Measure,
    /// Unit as written.
    pub unit: String,
    /// Source as written.
    pub source: String,
}

/// A table's entries.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// One a number.
    pub entries: Vec<Entry>,
    /// Code and name of each area.
    pub areas: Vec<(String, String)>,
    /// What was left out.
    pub notes: Vec<String>,
}

/// Bytes as text: UTF-8 or UTF-16 with a mark, else UTF-8 with what is not replaced.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// What a column of headings is.
#[derive(Debug, Clone, PartialEq)]
enum Role {
    Year,
    Measure,
    Value,
    Area,
    Code,
    Unit,
    Basis,
    Source,
    /// A column of one measure, with the unit in its heading.
    Of(&'static Measure, String),
    /// A column of one year.
    In(i32),
    Slip(&'static str),
    Other,
}

/// The unit that a heading gives in brackets.
fn bracketed(heading: &str) -> (String, String) {
    match (heading.find('('), heading.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            (heading[..open].to_owned(), heading[open + 1..close].to_owned())
        }
        _ => (heading.to_owned(), String::new()),
    }
}

fn role(heading: &str) -> Role {
    match words(heading).as_str() {
        "year"
        | "financial year"
        | "year ending"
        | "year ending 31 march"
        | "time period"
        | "period"
        | "date"
        | "at 31 march" => return Role::Year,
        "measure" | "indicator" | "measure id" | "series" => return Role::Measure,
        "value" | "number" | "figure" | "count" => return Role::Value,
        "area" | "area name" | "la name" | "local authority" | "authority" | "council" | "name" => {
            return Role::Area;
        }
        "area code" | "new la code" | "la code" | "code" => return Role::Code,
        "unit" | "units" => return Role::Unit,
        "basis" => return Role::Basis,
        "source" => return Role::Source,
        _ => {}
    }
    if let Some(year) = cell::year(heading) {
        return Role::In(year);
    }
    let whole = measures::named(heading);
    if let Named::Used(measure) = whole {
        return Role::Of(measure, String::new());
    }
    let (bare, unit) = bracketed(heading);
    match (measures::named(&bare), whole) {
        (Named::Used(measure), _) => Role::Of(measure, unit),
        (Named::Slip(near), _) | (_, Named::Slip(near)) => Role::Slip(near),
        _ => Role::Other,
    }
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Tall,
    YearsDown,
    YearsAcross,
}

fn shape(roles: &[Role]) -> Option<Shape> {
    let has = |role: &Role| roles.contains(role);
    let of = roles.iter().filter(|role| matches!(role, Role::Of(..) | Role::Slip(_))).count();
    let years = roles.iter().filter(|role| matches!(role, Role::In(_))).count();
    if has(&Role::Year) && has(&Role::Measure) && has(&Role::Value) {
        Some(Shape::Tall)
    } else if has(&Role::Year) && of > 0 {
        Some(Shape::YearsDown)
    } else if years > 0 && of == 0 {
        Some(Shape::YearsAcross)
    } else {
        None
    }
}

/// The sign between columns: the one that the first lines have most of.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(MOST_PREAMBLE + 1).collect();
    let most = |sign: char| lines.iter().map(|line| line.matches(sign).count()).max().unwrap_or(0);
    let signs = [(b';', most(';')), (b'\t', most('\t')), (b',', most(','))];
    // A comma may also part thousands, so it only wins where it is clearly more common.
    let best = signs[..2].iter().max_by_key(|(_, count)| *count).copied().unwrap_or((b',', 0));
    if best.1 > 0 && best.1 * 2 >= signs[2].1 { best.0 } else { b',' }
}

/// Reads the rows of a table.
///
/// # Errors
/// What cannot be read.
pub fn sheet(name: &str, text: &str) -> Result<Sheet, Vec<Problem>> {
    // The reader counts a line that ends in two signs to the row after it.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if text.trim().is_empty() {
        return Err(vec![refusal(name, "", "The file is empty.".to_owned())]);
    }
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    let mut headings: Option<(Shape, Vec<Role>, Vec<String>)> = None;
    let mut table = Table { name, comma_decimals: separator != b',', ..Table::default() };
    let mut before = 0;
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.refuse(format!("line {line}"), format!("The row cannot be read: {error}."));
                break;
            }
        }
        let line = row.position().map_or(0, |at| at.line() as usize);
        let Some((shape, roles, names)) = &headings else {
            let names: Vec<String> = row.iter().map(str::to_owned).collect();
            let roles: Vec<Role> = names.iter().map(|heading| role(heading)).collect();
            if let Some(found) = shape(&roles) {
                table.slips(&roles, &names, line);
                table.left_out(found, &roles, &names);
                headings = Some((found, roles, names));
                continue;
            }
            before += 1;
            if before > MOST_PREAMBLE {
                break;
            }
            continue;
        };
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match shape {
            Shape::Tall => table.tall(&row, line, roles),
            Shape::YearsDown => table.years_down(&row, line, roles, names),
            Shape::YearsAcross => table.years_across(&row, line, roles, names),
        }
        if table.problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if headings.is_none() {
        let statement = format!(
            "No row of headings was found in the first {MOST_PREAMBLE} rows. Give a column `year` \
             with a column for each measure, such as cin_stock or cla_starts; or columns `year`, \
             `measure` and `value`; or a row for each measure with a column for each year."
        );
        return Err(vec![refusal(name, "line 1", statement)]);
    }
    table.finish()
}

#[derive(Default)]
struct Table<'a> {
    name: &'a str,
    comma_decimals: bool,
    sheet: Sheet,
    problems: Vec<Problem>,
    /// Rows of measures that are not used, by name.
    others: BTreeMap<String, usize>,
    missing: usize,
    places: BTreeMap<(String, String), usize>,
}

impl Table<'_> {
    fn refuse(&mut self, place: impl Into<String>, statement: String) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(refusal(self.name, place, statement));
        }
    }

    fn slip(&mut self, line: usize, column: &str, found: &str, near: &str) {
        let statement = format!("{:?} is not a measure. Did you mean {near}?", clipped(found));
        self.refuse(format!("line {line}, column {column}"), statement);
    }

    fn slips(&mut self, roles: &[Role], names: &[String], line: usize) {
        for (role, heading) in roles.iter().zip(names) {
            if let Role::Slip(near) = role {
                self.slip(line, &clipped(heading), heading, near);
            }
        }
    }

    fn left_out(&mut self, shape: Shape, roles: &[Role], names: &[String]) {
        let other = |(role, name): &(&Role, &String)| **role == Role::Other && !name.is_empty();
        let others: Vec<String> =
            roles.iter().zip(names).filter(other).map(|(_, name)| clipped(name)).collect();
        if shape == Shape::YearsDown && !others.is_empty() {
            let list = others[..others.len().min(12)].join(", ");
            self.sheet.notes.push(format!("Columns that are not used: {list}."));
        }
    }

    fn area(&mut self, row: &csv::StringRecord, roles: &[Role]) -> usize {
        let cell = |wanted: &Role| {
            let at = roles.iter().position(|role| role == wanted);
            at.and_then(|at| row.get(at)).unwrap_or_default().trim().to_owned()
        };
        let key = (cell(&Role::Code), cell(&Role::Area));
        let next = self.sheet.areas.len();
        let sheet = &mut self.sheet;
        *self.places.entry(key.clone()).or_insert_with(|| {
            sheet.areas.push(key);
            next
        })
    }

    fn year(&mut self, row: &csv::StringRecord, line: usize, roles: &[Role]) -> Option<i32> {
        let at = roles.iter().position(|role| *role == Role::Year)?;
        let text = row.get(at).unwrap_or_default();
        let year = cell::year(text);
        if year.is_none() {
            let statement = format!(
                "{:?} is not a year. Write the year to 31 March as 2019 or 2018-19.",
                clipped(text)
            );
            self.refuse(format!("line {line}, column year"), statement);
        }
        year
    }

    /// Adds a number, if the cell holds one.
    fn add(&mut self, text: &str, place: Place) {
        match cell::number(text, self.comma_decimals) {
            Ok(Cell::Missing) => self.missing += 1,
            Ok(Cell::Number(value, percent_sign)) => {
                self.sheet.entries.push(Entry { place, value, percent_sign });
            }
            Err(why) => {
                let place = format!("line {}, column {}", place.line, place.column);
                self.refuse(place, format!("{:?} {why}.", clipped(text)));
            }
        }
    }

    fn tall(&mut self, row: &csv::StringRecord, line: usize, roles: &[Role]) {
        let cell = |wanted: &Role| {
            let at = roles.iter().position(|role| role == wanted);
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        let measure = match measures::named(cell(&Role::Measure)) {
            Named::Used(measure) => measure,
            Named::Slip(near) => {
                self.slip(line, "measure", cell(&Role::Measure), near);
                return;
            }
            Named::Other => {
                *self.others.entry(clipped(cell(&Role::Measure))).or_default() += 1;
                return;
            }
        };
        let area = self.area(row, roles);
        let Some(year) = self.year(row, line, roles) else { return };
        let unit = match cell(&Role::Unit) {
            "" => cell(&Role::Basis),
            unit => unit,
        };
        let place = Place {
            line,
            column: "value".to_owned(),
            area,
            year,
            measure,
            unit: unit.to_owned(),
            source: cell(&Role::Source).to_owned(),
        };
        self.add(cell(&Role::Value), place);
    }

    fn years_down(
        &mut self,
        row: &csv::StringRecord,
        line: usize,
        roles: &[Role],
        names: &[String],
    ) {
        let area = self.area(row, roles);
        let Some(year) = self.year(row, line, roles) else { return };
        for ((role, column), text) in roles.iter().zip(names).zip(row.iter()) {
            if let Role::Of(measure, unit) = role {
                let place = Place {
                    line,
                    column: clipped(column),
                    area,
                    year,
                    measure,
                    unit: unit.clone(),
                    source: String::new(),
                };
                self.add(text, place);
            }
        }
    }

    fn years_across(
        &mut self,
        row: &csv::StringRecord,
        line: usize,
        roles: &[Role],
        names: &[String],
    ) {
        let marked = roles.iter().position(|role| *role == Role::Measure);
        // Without a heading of its own, the measure stands in the first column that is no year.
        let at = marked.or_else(|| roles.iter().position(|role| *role == Role::Other));
        let Some(text) = at.and_then(|at| row.get(at)) else {
            self.refuse(format!("line {line}"), "No column names the measure.".to_owned());
            return;
        };
        let (bare, bracketed) = bracketed(text);
        let measure = match (measures::named(text), measures::named(&bare)) {
            (Named::Used(measure), _) | (_, Named::Used(measure)) => measure,
            (Named::Slip(near), _) | (_, Named::Slip(near)) => {
                self.slip(line, "measure", text, near);
                return;
            }
            _ => {
                *self.others.entry(clipped(text)).or_default() += 1;
                return;
            }
        };
        let area = self.area(row, roles);
        let unit = roles.iter().position(|role| *role == Role::Unit).and_then(|at| row.get(at));
        let unit = unit.map_or(bracketed, str::to_owned);
        for ((role, column), text) in roles.iter().zip(names).zip(row.iter()) {
            if let Role::In(year) = role {
                let place = Place {
                    line,
                    column: clipped(column),
                    area,
                    year: *year,
                    measure,
                    unit: unit.clone(),
                    source: String::new(),
                };
                self.add(text, place);
            }
        }
    }

    fn finish(mut self) -> Result<Sheet, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        if !self.others.is_empty() {
            let names: Vec<&str> = self.others.keys().take(6).map(String::as_str).collect();
            let more = self.others.len().saturating_sub(names.len());
            self.sheet.notes.push(format!(
                "{} rows of measures that are not used: {}{}.",
                self.others.values().sum::<usize>(),
                names.join(", "),
                if more > 0 { format!(" and {more} more") } else { String::new() }
            ));
        }
        if self.missing > 0 {
            self.sheet.notes.push(format!(
                "{} cells are blank or carry a sign for a missing number; none is read as zero.",
                self.missing
            ));
        }
        Ok(self.sheet)
    }
}

/// A text short enough for a sentence.
fn clipped(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
