//! An authority beside its statistical neighbours, its region and England.

use super::{Authorities, Authority};
use serde::Serialize;

/// What is compared: identity, words, what it is over, and how it is written.
const MEASURES: [(&str, &str, Over); 12] = [
    ("cin_stock", "Children in need", Over::Children),
    ("cpp_stock", "Children on protection plans", Over::Children),
    ("cla_stock", "Looked-after children", Over::Children),
    ("cin_starts", "Children-in-need cases starting in the year", Over::Children),
    ("cpp_starts", "Protection plans starting in the year", Over::Children),
    ("cla_starts", "Children starting to be looked after in the year", Over::Children),
    ("s251_family_support_total", "Spending on family support, for each child", Over::Spending),
    (
        "s251_childrens_centres_total",
        "Spending on children’s centres, for each child",
        Over::Spending,
    ),
    ("s251_young_people_total", "Spending on young people, for each child", Over::Spending),
    ("s251_foster_weekly", "Foster care, cost of a child and week", Over::Nothing),
    ("s251_residential_weekly", "Residential care, cost of a child and week", Over::Nothing),
    ("child_poverty_bhc_pct", "Children in relative low income", Over::Nothing),
];

/// What a number is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Per 10,000 children.
    Children,
    /// Millions of pounds over children.
    Spending,
    /// As it is.
    Nothing,
}

/// An authority beside others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Profile {
    /// The authority.
    pub authority: Authority,
    /// Last year of its figures.
    pub until: i32,
    /// Children aged 0 to 17.
    pub children: Option<f64>,
    /// What is compared.
    pub measures: Vec<Beside>,
    /// Later figures that the band of past projections held, and how many there are.
    pub held: (usize, usize),
    /// Largest miss of a stock and of starts in the fit.
    pub misses: (f64, f64),
}

/// One measure of an authority beside others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Beside {
    /// Identity of the measure.
    pub id: String,
    /// What it is.
    pub words: String,
    /// Its unit: `per 10,000 children`, `pounds a child`, `pounds a week`, `percent`.
    pub unit: String,
    /// The year compared: the last with a figure.
    pub year: i32,
    /// The release that the figure is from.
    pub release: String,
    /// The authority's own.
    pub own: Option<f64>,
    /// As published: a count, millions of pounds, pounds a week, or a percentage.
    pub published: Option<f64>,
    /// Its place among those with a figure, highest first, and how many they are.
    pub rank: Option<(usize, usize)>,
    /// Lowest and highest of the neighbours.
    pub range: Option<(f64, f64)>,
    /// The region.
    pub region: Option<f64>,
    /// England.
    pub england: Option<f64>,
    /// Neighbours: name, how close, number.
    pub neighbours: Vec<(String, String, Option<f64>)>,
    /// Own numbers by year, as published.
    pub series: Vec<(i32, f64)>,
}

/// Code of England.
const ENGLAND: &str = "E92000001";

/// Compares an authority with others.
#[must_use]
pub fn profile(all: &Authorities, authority: &Authority) -> Profile {
    let last = all.figures.last_year();
    let fit = all.fits.get(&authority.code);
    Profile {
        until: last,
        children: all.figures.at(&authority.code, "population_0_17", last),
        measures: MEASURES.iter().filter_map(|measure| beside(all, authority, *measure)).collect(),
        held: fit.map_or((0, 0), |row| row.quality.held),
        misses: fit.map_or((0.0, 0.0), |row| row.quality.misses),
        authority: authority.clone(),
    }
}

fn beside(
    all: &Authorities,
    authority: &Authority,
    (id, words, over): (&str, &str, Over),
) -> Option<Beside> {
    let figures = &all.figures;
    let number = |code: &str, year: i32| {
        let value = figures.at(code, id, year)?;
        let children = || figures.at(code, "population_0_17", year);
        match over {
            Over::Children => Some(10_000.0 * value / children()?),
            Over::Spending => Some(1_000_000.0 * value / children()?),
            Over::Nothing => Some(value),
        }
    };
    let series = figures.series(&authority.code, id);
    let year = series.keys().next_back().copied().unwrap_or(figures.last_year());
    let own = number(&authority.code, year);
    let neighbours: Vec<(String, String, Option<f64>)> = all
        .neighbours(&authority.code)
        .iter()
        .map(|it| (it.name.clone(), it.closeness.clone(), number(&it.code, year)))
        .collect();
    let known: Vec<f64> = neighbours.iter().filter_map(|(.., value)| *value).collect();
    if own.is_none() && known.is_empty() {
        return None;
    }
    let rank =
        own.map(|own| (1 + known.iter().filter(|other| **other > own).count(), 1 + known.len()));
    let lowest = known.iter().copied().reduce(f64::min);
    let highest = known.iter().copied().reduce(f64::max);
    Some(Beside {
        id: id.to_owned(),
        words: words.to_owned(),
        unit: match (over, id) {
            (Over::Children, _) => "per 10,000 children",
            (Over::Spending, _) => "pounds a child",
            (_, "child_poverty_bhc_pct") => "percent",
            _ => "pounds a week",
        }
        .to_owned(),
        year,
        release: figures.release(id, year).to_owned(),
        own,
        published: figures.at(&authority.code, id, year),
        rank,
        range: lowest.zip(highest),
        region: number(&authority.region_code, year),
        england: number(ENGLAND, year),
        neighbours,
        series: series.into_iter().collect(),
    })
}
