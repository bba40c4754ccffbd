//! Past projections of all authorities: every figure as CSV, and what they come to as Markdown,
//! with naive forecasts beside.

use super::backtest::words;
use staircase_answers::authorities::{Authorities, Authority, HELD_OUT, WINDOWS};
use staircase_answers::explore::backtest::{BacktestRow, MEASURES, Way, coverage};
use staircase_answers::outcome::band::percentile;
use staircase_numerics::maths;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Rows of past projections by code of the authority: its name, and each with the last year
/// fitted.
pub type Tested = BTreeMap<String, (String, Vec<(i32, BacktestRow)>)>;

/// One figure, projected and published, with the last published value before.
struct Row {
    area: String,
    region: String,
    held_out: bool,
    children: f64,
    from: i32,
    last: f64,
    trend: f64,
    row: BacktestRow,
}

/// Years of an authority's own trend.
const TREND: i32 = 4;

fn rows(all: &Authorities, tested: &Tested) -> Vec<Row> {
    let mut found = Vec::new();
    for authority in &all.list {
        let Some((_, rows)) = tested.get(&authority.code) else { continue };
        for (from, row) in rows {
            found.extend(one(all, authority, *from, row));
        }
    }
    found
}

fn one(all: &Authorities, authority: &Authority, from: i32, row: &BacktestRow) -> Option<Row> {
    let (_, id) = MEASURES.iter().find(|(name, _)| *name == row.measure)?;
    let at = |year: i32| all.figures.at(&authority.code, id, year).filter(|it| *it > 0.0);
    let last = at(from)?;
    let before = at(from - TREND);
    let ahead = f64::from(row.year - from) / f64::from(TREND);
    let trend = before.map_or(last, |before| last * maths::pow(last / before, ahead));
    Some(Row {
        area: authority.name.clone(),
        region: authority.region.clone(),
        held_out: HELD_OUT.contains(&authority.name.as_str()),
        children: all.figures.at(&authority.code, "population_0_17", from).unwrap_or(0.0),
        from,
        last,
        trend,
        row: row.clone(),
    })
}

/// Every figure as CSV.
#[must_use]
pub fn csv(all: &Authorities, tested: &Tested) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [String; 12]| writer.write_record(cells).is_ok();
    put([
        "area",
        "held_out",
        "fitted_to",
        "starts_told",
        "year",
        "measure",
        "published",
        "low",
        "middle",
        "high",
        "last_value",
        "own_trend",
    ]
    .map(str::to_owned));
    for it in rows(all, tested) {
        let row = &it.row;
        let told = row.way == Way::Conditional;
        put([
            it.area,
            it.held_out.to_string(),
            it.from.to_string(),
            told.to_string(),
            row.year.to_string(),
            row.measure.clone(),
            row.observed.to_string(),
            format!("{:.1}", row.low),
            format!("{:.1}", row.middle),
            format!("{:.1}", row.high),
            it.last.to_string(),
            format!("{:.1}", it.trend),
        ]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Reads what [`csv`] wrote, so that past projections need not be made again.
///
/// # Errors
/// What cannot be read, in a sentence.
pub fn read(all: &Authorities, text: &str) -> Result<Tested, String> {
    let mut tested = Tested::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |error: csv::Error| format!("Past projections cannot be read: {error}.");
    for row in reader.deserialize() {
        let row: BTreeMap<String, String> = row.map_err(failed)?;
        let word = |key: &str| row.get(key).map(String::as_str).unwrap_or_default();
        let number = |key: &str| -> Result<f64, String> {
            word(key).parse().map_err(|_| format!("Past projections: {key} is no number."))
        };
        let Some(authority) = all.list.iter().find(|it| it.name == word("area")) else { continue };
        let (low, middle, high) = (number("low")?, number("middle")?, number("high")?);
        let observed = number("published")?;
        let found = BacktestRow {
            way: if word("starts_told") == "true" { Way::Conditional } else { Way::Free },
            year: number("year")? as i32,
            measure: word("measure").to_owned(),
            observed,
            middle,
            low,
            high,
            error: middle / observed - 1.0,
            covered: (low..=high).contains(&observed),
        };
        let rows = &mut tested.entry(authority.code.clone()).or_default();
        rows.0.clone_from(&authority.name);
        rows.1.push((number("fitted_to")? as i32, found));
    }
    Ok(tested)
}

/// The middle of numbers.
fn median(mut numbers: Vec<f64>) -> f64 {
    maths::ascend(&mut numbers);
    percentile(&numbers, 0.5)
}

/// Interval score of an 80% interval on the log scale: its width, and ten times what lies
/// outside (Gneiting and Raftery 2007).
fn score(low: f64, high: f64, seen: f64) -> f64 {
    let (low, high, seen) = (maths::ln(low), maths::ln(high), maths::ln(seen));
    high - low + 10.0 * (low - seen).max(0.0) + 10.0 * (seen - high).max(0.0)
}

/// A part of the rows, in words.
type Part<'a> = (String, Vec<&'a Row>);

fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

/// Interval scores of the projection and of the last value with its empirical errors, whose
/// errors are those of other authorities (five parts of the authorities, by turns).
fn scores(rows: &[&Row]) -> (f64, f64) {
    let (mut own, mut naive, mut count) = (0.0, 0.0, 0.0);
    let areas: Vec<&str> = rows.iter().map(|it| it.area.as_str()).collect();
    let part = |area: &str| areas.iter().position(|it| *it == area).unwrap_or(0) % 5;
    let parts: BTreeMap<&str, usize> = areas.iter().map(|area| (*area, part(area))).collect();
    for it in rows {
        let alike = |other: &&&Row| {
            other.row.measure == it.row.measure
                && other.row.year - other.from == it.row.year - it.from
                && parts[other.area.as_str()] != parts[it.area.as_str()]
        };
        let mut errors: Vec<f64> = rows
            .iter()
            .filter(alike)
            .map(|other| maths::ln(other.row.observed / other.last))
            .collect();
        if errors.len() < 10 || it.row.low <= 0.0 {
            continue;
        }
        maths::ascend(&mut errors);
        let [low, high] = [0.1, 0.9].map(|share| it.last * maths::exp(percentile(&errors, share)));
        own += score(it.row.low, it.row.high, it.row.observed);
        naive += score(low, high, it.row.observed);
        count += 1.0;
    }
    (own / count, naive / count)
}

fn table(text: &mut String, head: &str, parts: &[Part<'_>], scored: bool) {
    let _ = writeln!(
        text,
        "\n| {head} | Figures | Projection | Last value | Own trend | In range, without later data | In range, actual number of starts |{}",
        if scored { " Interval score | Last value’s |" } else { "" }
    );
    let _ = writeln!(text, "| --- |{}", " ---: |".repeat(if scored { 8 } else { 6 }));
    for (name, rows) in parts {
        let free: Vec<&Row> = rows.iter().copied().filter(|it| it.row.way == Way::Free).collect();
        if free.is_empty() {
            continue;
        }
        let off = |of: &dyn Fn(&Row) -> f64| {
            median(free.iter().map(|it| (of(it) / it.row.observed - 1.0).abs()).collect())
        };
        let inside = |way: Way| {
            let (share, count) =
                coverage(rows.iter().map(|it| &it.row).filter(|row| row.way == way));
            if count > 0 { percent(share) } else { String::new() }
        };
        let _ = write!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            free.len(),
            percent(off(&|it| it.row.middle)),
            percent(off(&|it| it.last)),
            percent(off(&|it| it.trend)),
            inside(Way::Free),
            inside(Way::Conditional),
        );
        if scored {
            let (own, naive) = scores(&free);
            let _ = write!(text, " {own:.3} | {naive:.3} |");
        }
        text.push('\n');
    }
}

/// What past projections come to.
#[must_use]
pub fn markdown(all: &Authorities, tested: &Tested) -> String {
    let rows = rows(all, tested);
    let mut text = "# Past projections of every authority\n\n\
Written by `staircase authorities --write scenarios/authorities/fits.csv --report \
docs/past-projections.md`. All results are shown, good or bad.\n\n\
Each authority is fitted to its published figures up to a year, projected from there, and compared \
with what was published later. Nothing after that year is used: not its own figures, not other \
authorities’. Three windows: 2016 to 2019, 2018 to 2022, 2019 to 2025. How a projection is made, \
and what its constants were estimated on, is in [decision \
0094](decisions/0094-projections-from-a-steady-year.md).\n\n\
Beside it stand two naive forecasts: the **last value** that was published, and the authority’s \
**own trend** of the last four years carried on. Errors are medians of the absolute error. “In range” \
is the share of published figures inside the range of 8 in 10 runs; it should be 80%. Nothing \
later is known, or only the number of starts. The \
**interval score** adds the width of that range and ten times what lies outside it, on the log \
scale: smaller is better; that of the last value takes the errors it made in other \
authorities.\n\n\
**What moved most in the past is not early help.** Rates of starting follow referral practice, \
thresholds and inspection; rates of ending follow practice and the courts. A fall after a programme \
began may not be credited to it.\n"
        .to_owned();
    for (held_out, title) in [
        (false, "Authorities that the method was estimated on"),
        (true, "The twelve that were held out"),
    ] {
        let these: Vec<&Row> = rows.iter().filter(|it| it.held_out == held_out).collect();
        let only = |keep: &dyn Fn(&Row) -> bool| -> Vec<&Row> {
            these.iter().copied().filter(|it| keep(it)).collect()
        };
        let _ = write!(text, "\n## {title}\n");
        let mut parts: Vec<Part<'_>> = vec![("**All**".to_owned(), these.clone())];
        for (measure, _) in MEASURES {
            parts.push((words(measure).to_owned(), only(&|it| it.row.measure == measure)));
        }
        table(&mut text, "Measure", &parts, true);
        let mut ahead: Vec<Part<'_>> = [1, 2, 3, 4, 5, 6]
            .into_iter()
            .map(|years| {
                let name = if years == 1 { "1 year".to_owned() } else { format!("{years} years") };
                (name, only(&|it| it.row.year - it.from == years))
            })
            .collect();
        for (measure, _) in MEASURES {
            for years in [1, 3, 6] {
                ahead.push((
                    format!("{}, {years}", words(measure)),
                    only(&|it| it.row.measure == measure && it.row.year - it.from == years),
                ));
            }
        }
        table(&mut text, "Years ahead", &ahead, false);
        let mut windows = Vec::new();
        for (from, to) in WINDOWS {
            windows.push((format!("{from} to {to}"), only(&|it| it.from == from)));
            for (measure, _) in MEASURES {
                windows.push((
                    format!("{from} to {to}, {}", words(measure).to_lowercase()),
                    only(&|it| it.from == from && it.row.measure == measure),
                ));
            }
        }
        table(&mut text, "Window", &windows, false);
        if held_out {
            let areas: Vec<Part<'_>> = HELD_OUT
                .iter()
                .map(|name| ((*name).to_owned(), only(&|it| it.area == *name)))
                .collect();
            table(&mut text, "Authority", &areas, false);
        } else {
            let sizes = [(0.0, 40e3), (40e3, 60e3), (60e3, 90e3), (90e3, 1e9)];
            let sizes: Vec<Part<'_>> = sizes
                .into_iter()
                .map(|(low, high)| {
                    let name = match (low as u64, high as u64) {
                        (0, high) => format!("under {},000", high / 1000),
                        (low, 1_000_000_000..) => format!("{},000 and over", low / 1000),
                        (low, high) => format!("{},000 to {},000", low / 1000, high / 1000),
                    };
                    (name, only(&|it| (low..high).contains(&it.children)))
                })
                .collect();
            table(&mut text, "Children", &sizes, false);
            let mut regions: Vec<&str> = these.iter().map(|it| it.region.as_str()).collect();
            regions.sort_unstable();
            regions.dedup();
            let regions: Vec<Part<'_>> = regions
                .into_iter()
                .map(|name| (name.to_owned(), only(&|it| it.region == name)))
                .collect();
            table(&mut text, "Region", &regions, false);
        }
    }
    text
}
