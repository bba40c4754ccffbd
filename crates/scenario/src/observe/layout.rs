//! From the text of a table to one entry a number.

use super::measures::Measure;
use super::table::Table;
use super::unit::Unit;
use super::{MOST_PROBLEMS, refusal};
use crate::Problem;
use std::collections::BTreeMap;

/// Most rows above the headings.
pub(super) const MOST_PREAMBLE: usize = 12;

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
    /// Its unit.
    pub unit: Unit,
    /// Source as written.
    pub source: String,
}

/// An area as it stands in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether it is a country or a region.
    pub wider: bool,
}

/// A table's entries.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// One a number.
    pub entries: Vec<Entry>,
    /// The areas.
    pub areas: Vec<Label>,
    /// What cannot be read, by area.
    pub faults: BTreeMap<usize, Vec<Problem>>,
    /// Cells without a number, by area.
    pub missing: BTreeMap<usize, usize>,
    /// What was left out.
    pub notes: Vec<String>,
    /// Columns and measures that are not used, with the one they are nearest to.
    pub unused: BTreeMap<String, Option<&'static str>>,
    /// Whether a line above or below the table says that its numbers are rates.
    pub rates_said: Option<(usize, String)>,
}

/// The sign between columns: the one that the first lines have most of.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(MOST_PREAMBLE + 1).collect();
    if let Some(sign) = lines.first().and_then(|line| line.strip_prefix("sep=")) {
        return sign.bytes().next().unwrap_or(b',');
    }
    let most = |sign: char| lines.iter().map(|line| line.matches(sign).count()).max().unwrap_or(0);
    let signs = [(b';', most(';')), (b'\t', most('\t')), (b',', most(','))];
    // A comma may also part thousands, so it only wins where it is clearly more common.
    let best = signs[..2].iter().max_by_key(|(_, count)| *count).copied().unwrap_or((b',', 0));
    if best.1 > 0 && best.1 * 2 >= signs[2].1 { best.0 } else { b',' }
}

/// Lines of a text by the position of their bytes, as an editor counts them.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the first sign of a row that begins at or after `byte`.
    fn of(&mut self, byte: usize) -> usize {
        let end = self.text.len();
        // The reader counts blank lines to the row after them.
        let start = (byte.min(end)..end).find(|at| self.text[*at] != b'\n').unwrap_or(end);
        self.line += self.text[self.at..start.max(self.at)].iter().filter(|b| **b == b'\n').count();
        self.at = start.max(self.at);
        self.line
    }
}

/// Reads the rows of a table.
///
/// # Errors
/// What cannot be read.
pub fn sheet(name: &str, text: &str) -> Result<Sheet, Vec<Problem>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
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
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut row = csv::StringRecord::new();
    let mut table = Table { name, comma_decimals: separator != b',', ..Table::default() };
    let mut line = 1;
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                table.refuse(format!("line {line}"), format!("The row cannot be read: {error}."));
                break;
            }
        }
        line = lines.of(row.position().map_or(0, |at| at.byte() as usize));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.shape.is_some() {
            table.row(&row, line);
        } else if table.before > MOST_PREAMBLE {
            break;
        } else {
            table.headings(&row, line);
        }
        if table.problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if text.matches('"').count() % 2 == 1 && table.shape.is_some() {
        let statement = "A quotation mark at or after this line has no other to close it.";
        table.refuse(format!("line {line}"), statement.to_owned());
    }
    table.finish()
}
