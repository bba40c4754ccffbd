//! What the files of a fit are made for: a table of figures, or an authority that ships.

use serde::Deserialize;

/// What files are made for.
#[derive(Debug, Clone, Copy)]
pub enum MadeFor<'a> {
    /// A table of figures, by the name to call it where it names no release.
    Table(&'a str),
    /// A shipped authority, whose money is put into prices of a year, with the figures that are
    /// levels' own.
    Authority(Prices<'a>, &'a [LevelFigures]),
}

/// Which published figures are a level's own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LevelFigures {
    /// The level.
    pub level: String,
    /// Measure of its children, those who are unaccompanied among them.
    pub children: String,
    /// Share of unaccompanied children who are taken to be at it.
    pub unaccompanied: Option<f64>,
    /// Measure of its cost a week.
    pub weekly: String,
    /// England's, where the base's price is not the measure itself but goes with it.
    pub england_weekly: Option<f64>,
    /// What the cost is for, in words.
    pub said: String,
}

/// The prices that money is put into.
#[derive(Debug, Clone, Copy)]
pub struct Prices<'a> {
    /// Financial year.
    pub year: &'a str,
    /// The financial year of the base's prices.
    pub from: &'a str,
    /// A pound of the base in these prices.
    pub factor: f64,
}

impl MadeFor<'_> {
    /// What to call figures that name no release.
    #[must_use]
    pub fn table(&self) -> &str {
        match self {
            Self::Table(name) => name,
            Self::Authority(..) => "published figures",
        }
    }
}
