//! A tidy table: one row a number or a few that belong together, units in headers. What a
//! workbook or a file makes of it is its own affair: `workbook`, [`super::csv`].

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// Text, never read as anything else.
    Text(String),
    /// A number, exactly as the answer has it.
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Text(yes.to_string())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<u16> for Cell {
    fn from(count: u16) -> Self {
        Self::Number(f64::from(count))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(known: Option<T>) -> Self {
        known.map_or(Self::Empty, Into::into)
    }
}

/// How a column's numbers are shown. Shown, not changed: the cell keeps every digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Words.
    Words,
    /// A year or another label in digits.
    Plain,
    /// Whole pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
    /// Children or families, to one decimal.
    Count,
    /// A share or an error, to three decimals.
    Fine,
}

/// A column: its header, with unit, and how its numbers are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Header, with the unit.
    pub header: String,
    /// Format of numbers.
    pub shown: Shown,
}

/// A table with what a reader needs beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Short name: a sheet's, at most 31 letters, or a file's.
    pub name: &'static str,
    /// What it shows, in one line.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(name: &'static str, title: &str, note: &str, columns: &[(&str, Shown)]) -> Self {
        let columns = columns
            .iter()
            .map(|(header, shown)| Column { header: (*header).to_owned(), shown: *shown })
            .collect();
        Self { name, title: title.to_owned(), note: note.to_owned(), columns, rows: Vec::new() }
    }

    /// An empty table for a file that programs read.
    #[must_use]
    pub fn file(name: &'static str, title: &str, columns: &[&str]) -> Self {
        let columns: Vec<(&str, Shown)> = columns.iter().map(|it| (*it, Shown::Words)).collect();
        Self::new(name, title, "", &columns)
    }

    /// Adds a row: what many rows begin with, and the rest of it.
    pub fn push<const N: usize>(&mut self, start: &[Cell], rest: [Cell; N]) {
        self.rows.push(start.iter().cloned().chain(rest).collect());
    }
}
