//! A tidy table: one row a number or a few that belong together. Each column has a key, by which
//! files and the page know it, and a header that people read. What a workbook, a file or the
//! page makes of it is its own affair: `workbook`, [`super::csv`].

use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// Text, never read as anything else.
    Text(String),
    /// A number, exactly as the answer has it.
    Number(f64),
    /// What files call by a key and people by a name.
    Named(String, String),
    /// 31 March of a year: files have the day, people the year.
    March(i32),
}

impl Cell {
    /// As files have it.
    #[must_use]
    pub fn keyed(&self) -> Self {
        match self {
            Self::Named(key, _) => key.into(),
            Self::March(year) => format!("{year}-03-31").into(),
            _ => self.clone(),
        }
    }

    /// As people read it.
    fn shown(&self, kind: Kind) -> Self {
        match self {
            Self::Named(_, name) => name.into(),
            Self::March(year) => f64::from(*year).into(),
            Self::Number(share) if kind == Kind::Share => (100.0 * share).into(),
            _ => self.clone(),
        }
    }
}

/// Plain values, but for a key with its name: a pair.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Named(key, name) => (key, name).serialize(serializer),
            Self::March(year) => serializer.serialize_i32(*year),
        }
    }
}

#[cfg(feature = "typescript")]
impl schemars::JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A key and its name, text, a number, or nothing known.",
            "anyOf": [
                { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "string" }] },
                { "type": ["string", "number", "null"] },
            ],
        })
    }
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
        Self::Named(yes.to_string(), if yes { "yes" } else { "no" }.to_owned())
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

/// What a column holds, and so how its numbers are shown. Shown, not changed: the cell keeps
/// every digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "CellKind"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words.
    Text,
    /// A year in digits.
    Year,
    /// Whole pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
    /// Children or families.
    Count,
    /// Children or families, where parts of one matter.
    Fine,
    /// A share of one, shown in a hundred.
    Share,
    /// How many of a hundred runs.
    Runs,
    /// What support leaves of a rate.
    Ratio,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Column {
    /// As files and the page know it.
    pub key: Cow<'static, str>,
    /// As people read it, with the unit.
    pub header: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column that is known before any result.
    #[must_use]
    pub const fn new(key: &'static str, header: &'static str, kind: Kind) -> Self {
        Self { key: Cow::Borrowed(key), header: Cow::Borrowed(header), kind }
    }
}

/// A table with what a reader needs beside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Table {
    /// Short name: a sheet's, at most 31 letters, or a file's.
    #[serde(skip)]
    pub name: &'static str,
    /// What it shows, in one line.
    pub title: String,
    /// How to read it.
    #[serde(skip)]
    pub note: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(name: &'static str, title: &str, note: &str, columns: &[Column]) -> Self {
        let (title, note) = (title.to_owned(), note.to_owned());
        Self { name, title, note, columns: columns.to_vec(), rows: Vec::new() }
    }

    /// An empty table that is words throughout.
    #[must_use]
    pub fn words(name: &'static str, title: &str, note: &str, headers: &[&'static str]) -> Self {
        let columns: Vec<Column> =
            headers.iter().map(|header| Column::new(header, header, Kind::Text)).collect();
        Self::new(name, title, note, &columns)
    }

    /// An empty table that only programs read.
    #[must_use]
    pub fn file(name: &'static str, title: &str, keys: &[&str]) -> Self {
        let columns = keys.iter().map(|key| Cow::from((*key).to_owned()));
        let columns = columns.map(|key| Column { header: key.clone(), key, kind: Kind::Text });
        let title = title.to_owned();
        Self { name, title, columns: columns.collect(), ..Self::default() }
    }

    /// Adds a row: what many rows begin with, and the rest of it.
    pub fn push<const N: usize>(&mut self, start: &[Cell], rest: [Cell; N]) {
        self.rows.push(start.iter().cloned().chain(rest).collect());
    }

    /// Where a column is.
    fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The rows in which a column holds what is wanted.
    #[must_use]
    pub fn keep(mut self, key: &str, wanted: impl Fn(&Cell) -> bool) -> Self {
        let place = self.place(key);
        self.rows.retain(|row| place.and_then(|place| row.get(place)).is_some_and(&wanted));
        self
    }

    /// Some of the columns, in the order of their keys here.
    #[must_use]
    pub fn only(self, keys: &[&str]) -> Self {
        let places: Vec<usize> = keys.iter().filter_map(|key| self.place(key)).collect();
        // Tables of nothing, beneath each other, have no columns.
        debug_assert!(
            self.columns.is_empty() || places.len() == keys.len(),
            "{}: {keys:?}",
            self.name
        );
        let columns = places.iter().map(|place| self.columns[*place].clone()).collect();
        let row = |row: &Vec<Cell>| places.iter().map(|place| row[*place].clone()).collect();
        Self { columns, rows: self.rows.iter().map(row).collect(), ..self }
    }

    /// The same under another name.
    #[must_use]
    pub fn called(self, name: &'static str, title: &str, note: &str) -> Self {
        Self { name, title: title.to_owned(), note: note.to_owned(), ..self }
    }

    /// Tables of one kind beneath each other, each behind what its rows begin with.
    #[must_use]
    pub fn stacked<const N: usize>(
        start: &[Column; N],
        parts: impl IntoIterator<Item = ([Cell; N], Self)>,
    ) -> Self {
        let mut all = Self::default();
        for (cells, part) in parts {
            let rows = part.rows.into_iter().map(|row| [&cells[..], &row].concat());
            all.rows.extend(rows);
            (all.name, all.title, all.note) = (part.name, part.title, part.note);
            all.columns = [&start[..], &part.columns].concat();
        }
        all
    }

    /// As people read it: names for keys, shares in a hundred.
    #[must_use]
    pub fn shown(mut self) -> Self {
        for row in &mut self.rows {
            for (cell, column) in row.iter_mut().zip(&self.columns) {
                *cell = cell.shown(column.kind);
            }
        }
        self
    }
}
