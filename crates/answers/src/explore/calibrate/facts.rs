//! Calibration targets: one area's published figures as the cohort model counts them, and the
//! bare scenario that is fitted to them.
//!
//! What the path does not move is taken off: unaccompanied children, who come as a
//! stream of their own, and open cases aged 18 and over. Figures of every year are put
//! on the children of the last one, so that a growing population is not read as rising
//! rates:
//!
//! ```text
//! inside(y) = (published(y) − unaccompanied(y) − aged 18 and over(y)) × children(T) ÷ children(y)
//! ```

use staircase_scenario::Scenario;
use staircase_scenario::observe::{Area, Series};
use staircase_scenario::resolved::Observed;
use std::collections::{BTreeMap, BTreeSet};

/// Years of history that are looked at: older ones say little about today's rates.
pub const SPAN: i32 = 8;

/// Years of history up to which it is said to be short.
const FEW: i32 = 4;

/// Starts of unaccompanied children for each one looked after at 31 March, where starts
/// are not published (before 2020): England's in 2020 and 2021.
const STREAM_STARTS: f64 = 0.7;

/// Most of all care starts that unaccompanied children are taken to be when their own
/// number is not published.
const STREAM_MOST: f64 = 0.6;

/// One year, on the children of the last one. Nothing published is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Year {
    /// Year to 31 March.
    pub year: i32,
    /// Children aged 0 to 17, as published or carried over.
    pub children: f64,
    /// In need, on a plan, looked after: `[need, plan, care]` at 31 March.
    pub stocks: [Option<f64>; 3],
    /// Starting in the year: `[need, plan, care]`.
    pub starts: [Option<f64>; 3],
    /// Ending in the year: `[plan, care]`. Published ends of need undercount.
    pub ends: [Option<f64>; 2],
    /// Share of cases that start again within 12 months, and of plans that are repeats.
    pub shares: [Option<f64>; 2],
    /// Unaccompanied children at 31 March, and starting, in children of this year.
    pub stream: (f64, f64),
}

/// An area's figures, ready to be fitted.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What to call the area.
    pub area: String,
    /// The years, the first being the starting point.
    pub years: Vec<Year>,
    /// Children of the last year, which all figures are put on.
    pub children: f64,
    /// Share of open cases aged 18 and over.
    pub grown: f64,
    /// What was assumed, in sentences.
    pub notes: Vec<String>,
}

/// Series of a scenario's own published figures, by the ids of tables.
#[must_use]
pub fn own(scenario: &Scenario) -> Area {
    let id = |series: &Observed| match scenario.measures[series.measure].id.as_str() {
        "looked_after" => Some("cla_stock"),
        "protection_plan" => Some("cpp_stock"),
        "children_in_need" => Some("cin_stock"),
        "care_starts" => Some("cla_starts"),
        "plan_starts" => Some("cpp_starts"),
        "need_starts" => Some("cin_starts"),
        _ => None,
    };
    let mut area = Area { name: scenario.about.authority.clone(), ..Area::default() };
    for series in &scenario.observed {
        if let Some(id) = id(series) {
            let points: BTreeMap<i32, f64> = series.points.iter().copied().collect();
            let source = series.source.clone();
            area.series.insert(id.to_owned(), Series { points, source, ..Series::default() });
        }
    }
    let year = scenario.calendar.financial_year(0);
    let mut constant = |id: &str, value: f64, source: &str| {
        let points = BTreeMap::from([(year, value)]);
        let source = source.into();
        area.series.insert(id.to_owned(), Series { points, source, ..Series::default() });
    };
    constant("population_0_17", scenario.population.children, "the scenario");
    for stream in &scenario.streams {
        constant("uasc_stock", stream.stock, "the scenario");
        constant("uasc_starts", stream.starts.central, "the scenario");
    }
    area
}

/// Share of open cases aged 18 and over that a scenario counts beside its model.
fn grown(scenario: &Scenario) -> f64 {
    let Some(measure) = scenario.measures.iter().position(|it| it.id == "children_in_need") else {
        return 0.0;
    };
    let beside = scenario.measures[measure].beside;
    let inside: f64 =
        scenario.measures[measure].levels.iter().map(|level| scenario.stocks[*level]).sum();
    let streams: f64 = scenario
        .streams
        .iter()
        .filter(|stream| stream.measures.contains(&measure))
        .map(|stream| stream.stock)
        .sum();
    let all = beside + inside + streams;
    if all > 0.0 { beside / all } else { 0.0 }
}

/// The value of a series in a year; between known years on a straight line, before the
/// first and after the last as they are.
fn filled(points: &BTreeMap<i32, f64>, year: i32) -> Option<f64> {
    let before = points.range(..=year).next_back();
    let after = points.range(year..).next();
    match (before, after) {
        (Some((a, x)), Some((b, y))) if a < b => {
            Some(x + (y - x) * f64::from(year - a) / f64::from(b - a))
        }
        (Some((_, x)), _) | (None, Some((_, x))) => Some(*x),
        (None, None) => None,
    }
}

/// The stocks that every first day must have, in words.
pub const STOCKS: [(&str, &str); 3] = [
    ("cin_stock", "children in need"),
    ("cpp_stock", "children on plans"),
    ("cla_stock", "looked-after children"),
];

/// The starts that are fitted.
const STARTS: [&str; 3] = ["cin_starts", "cpp_starts", "cla_starts"];

/// The year whose 31 March the past of an area starts from, if it is fitted up to `until`: the
/// first of at most [`SPAN`] years before with all three stocks.
///
/// # Errors
/// A sentence that says which figures are missing, or which years there are.
fn first_day(area: &Area, name: &str, until: i32) -> Result<i32, String> {
    let complete = |year: &i32| STOCKS.iter().all(|(id, _)| area.at(id, *year).is_some());
    let used = || STOCKS.iter().map(|(id, _)| *id).chain(STARTS);
    let years: BTreeSet<i32> = used()
        .filter_map(|id| area.series.get(id))
        .flat_map(|series| series.points.keys().copied())
        .collect();
    let earliest = years.iter().find(|year| complete(year));
    let (Some(earliest), Some(last)) = (earliest, years.last()) else {
        return Err(format!(
            "{name} has no year with cin_stock, cpp_stock and cla_stock, so there is no first day \
             to start from. Nothing can be fitted to these figures."
        ));
    };
    if last <= earliest {
        return Err(format!(
            "{name} has figures to 31 March {last}, and {earliest} is the first year with \
             cin_stock, cpp_stock and cla_stock. At least one later year is needed."
        ));
    }
    if !(earliest + 1..=*last).contains(&until) {
        return Err(format!(
            "{name} can be fitted up to a year from {} to {last}, not {until}: {earliest} is the \
             first year with cin_stock, cpp_stock and cla_stock, and the figures end with {last}.",
            earliest + 1
        ));
    }
    let Some(first) = (until - SPAN..until).find(complete) else {
        return Err(format!(
            "{name} has no year from {} to {} with cin_stock, cpp_stock and cla_stock, so there \
             is no first day to start from.",
            until - SPAN,
            until - 1
        ));
    };
    let starts = |year| STARTS.iter().any(|id| area.at(id, year).is_some());
    if !(first + 1..=until).any(starts) {
        return Err(format!("{name} has no starts in {} to {until}.", first + 1));
    }
    Ok(first)
}

/// What a history lacks, in sentences.
fn short(area: &Area, (first, until): (i32, i32)) -> Vec<String> {
    let mut notes = Vec::new();
    let count = until - first;
    if count == 1 {
        notes.push(format!(
            "Only one year, {until}, is fitted. Change from year to year cannot be fitted: \
             drift comes from other authorities, or from the general prior."
        ));
    } else if count <= FEW {
        notes.push(format!(
            "Only {count} years, {} to {until}, are fitted, of at most {SPAN}. Levels and drift \
             rest more on priors and on other authorities than with a full history.",
            first + 1
        ));
    }
    for (id, words) in STOCKS {
        let known = area.series.get(id).and_then(|series| series.points.keys().next_back());
        if let Some(year) = known.filter(|year| **year < until) {
            notes.push(format!(
                "{id} has no figure for 31 March {until}. The last published number of {words} \
                 is of 31 March {year}; a scenario that is written starts with it."
            ));
        }
    }
    notes
}

impl Facts {
    /// The figures of an area up to a year.
    ///
    /// # Errors
    /// A sentence that says which figures are missing.
    pub fn new(scenario: &Scenario, area: &Area, until: i32) -> Result<Self, String> {
        // A table without a column of areas holds the scenario's own.
        let name = match area.label() {
            "" => scenario.about.authority.clone(),
            name => name.to_owned(),
        };
        let first = first_day(area, &name, until)?;
        let area = area.until(until);
        let mut notes = short(&area, (first, until));
        let points =
            |id: &str| area.series.get(id).map(|series| series.points.clone()).unwrap_or_default();
        let children = points("population_0_17");
        let last = filled(&children, until).unwrap_or_else(|| {
            notes.push(
                "The table has no population_0_17; the scenario's number of children is used \
                 for every year."
                    .to_owned(),
            );
            scenario.population.children
        });
        let of = |year: i32| filled(&children, year).unwrap_or(last);
        let stream = points("uasc_stock");
        let arriving = points("uasc_starts");
        let has_stream = !scenario.streams.is_empty();
        if has_stream && stream.is_empty() {
            notes.push(
                "No figure of unaccompanied children is given; none are taken off.".to_owned(),
            );
        }
        let grown = grown(scenario);
        let mut guessed = false;
        let years: Vec<Year> = (first..=until)
            .map(|year| {
                let scale = last / of(year);
                let at = |id: &str| area.at(id, year);
                let here = if has_stream { filled(&stream, year).unwrap_or(0.0) } else { 0.0 };
                let coming = if here <= 0.0 {
                    0.0
                } else if let Some(known) = arriving.get(&year) {
                    *known
                } else {
                    guessed = true;
                    let most = at("cla_starts").map_or(f64::INFINITY, |all| STREAM_MOST * all);
                    (STREAM_STARTS * here).min(most)
                };
                let before =
                    if has_stream { filled(&stream, year - 1).unwrap_or(0.0) } else { 0.0 };
                let leaving =
                    area.at("uasc_ceased", year).unwrap_or((before + coming - here).max(0.0));
                let inside = |id: &str, off: f64| at(id).map(|all| (all - off).max(0.0) * scale);
                Year {
                    year,
                    children: of(year),
                    stocks: [
                        at("cin_stock").map(|all| (all * (1.0 - grown) - here).max(0.0) * scale),
                        inside("cpp_stock", 0.0),
                        inside("cla_stock", here),
                    ],
                    starts: [
                        inside("cin_starts", coming),
                        inside("cpp_starts", 0.0),
                        inside("cla_starts", coming),
                    ],
                    ends: [inside("cpp_ends", 0.0), inside("cla_ceased", leaving)],
                    shares: [
                        at("rereferral_12m_pct").map(|pct| pct / 100.0),
                        at("cpp_repeat_pct").map(|pct| pct / 100.0),
                    ],
                    stream: (here, coming),
                }
            })
            .collect();
        if guessed {
            notes.push(format!(
                "Starts of unaccompanied children are not given for every year: where they are \
                 missing, {STREAM_STARTS} for each one looked after (England in 2020 and 2021)."
            ));
        }
        if grown > 0.0 {
            notes.push(format!(
                "Of all open cases {:.1}% are taken to be aged 18 or over, as in the scenario.",
                100.0 * grown
            ));
        }
        for year in &years {
            if let [Some(need), Some(plan), Some(care)] = year.stocks
                && need <= plan + care
            {
                return Err(format!(
                    "{name} in {}: children in need are not more than those on plans and looked \
                     after, though they include them. Check cin_stock, cpp_stock, cla_stock.",
                    year.year
                ));
            }
        }
        Ok(Self { area: name, years, children: last, grown, notes })
    }

    /// First year.
    #[must_use]
    pub fn first(&self) -> i32 {
        self.years[0].year
    }

    /// Last year.
    #[must_use]
    pub fn until(&self) -> i32 {
        self.years[self.years.len() - 1].year
    }
}

/// A scenario without programmes, streams, doors or drivers, at the size of an area.
/// Rates are those observed under the offer of their time, so nothing is lost: the
/// baseline of the whole scenario gives them back (decision 0002).
#[must_use]
pub fn bare(scenario: &Scenario, facts: &Facts) -> Scenario {
    let mut bare = scenario.clone();
    let scale = facts.children / scenario.population.children;
    bare.population.children = facts.children;
    bare.population.projected = None;
    bare.stocks.iter_mut().for_each(|stock| *stock *= scale);
    bare.programmes.clear();
    bare.streams.clear();
    bare.door = None;
    bare.drivers.clear();
    bare.drifts.clear();
    bare.options.truncate(1);
    bare.options.iter_mut().for_each(|option| option.changes.clear());
    bare
}
