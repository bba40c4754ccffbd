//! Files with the posterior of the fitted rates: levels and shapes as factors with their
//! distributions, their correlations, and the drift, in a block at the end of a council file.
//!
//! The scenario that is fitted is the *base*. Where its own authority was fitted up to its own
//! first day, the block is all that is new. Another area, or another year, makes a scenario of
//! its own (`moved`).
//!
//! The block stands at the end of a council file between two marks and is replaced when
//! the fit is made again. It multiplies the rates and factors above it, which it was
//! fitted on. Shapes that the figures do not tell are left as they are.

use super::facts::STOCKS;
use super::groups::{ALL, GROUPS, PAIRS, SHAPES};
use super::made_for::MadeFor;
use super::moved::Moved;
use super::panel::{self, SPREADS, TOGETHER};
use super::posterior::Posterior;
use super::table::{Known, ParameterRow};
use serde::Serialize;
use staircase_numerics::maths;
use staircase_scenario::load::{Loaded, load};
use staircase_scenario::observe::Area;
use staircase_scenario::observe::areas::identity;
use staircase_scenario::resolve::resolve;
use staircase_scenario::written::{Drift, HistoryTest};
use staircase_scenario::{Fault, Files, Problem};
use std::fmt::Write as _;

/// First line of the block.
const BEGIN: &str = "# Calibrated rates begin. Written by `staircase calibrate`, which replaces all that follows to the end mark.";
/// Last line of the block.
const END: &str = "# Calibrated rates end.";

/// First words of every file that is made.
pub const MADE: &str = "# Made by `staircase calibrate`";

/// What tells the fitted factors from others that apply alike.
const ID: &str = "calibrated";

/// Least correlation that is written.
const LEAST: f64 = 0.05;

/// A council file's text without a block written before.
#[must_use]
pub fn without_block(text: &str) -> String {
    let Some(begin) = text.find(BEGIN) else { return text.to_owned() };
    let after = text[begin..].find(END).map_or(text.len(), |end| begin + end + END.len());
    format!("{}{}", text[..begin].trim_end(), &text[after..])
}

/// A council file's text without its own authority-year section, which the block replaces.
fn without_drift(text: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let bare = line.trim_start();
        if bare.starts_with('[') {
            inside = bare.trim_start_matches('[').starts_with("authority_year");
        }
        if !inside || bare.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A council file's text with the block at its end. `drifts` are those of the defaults,
/// which the block's own take the place of.
fn with_block(text: &str, fit: &Posterior, drifts: &[Drift], source: &str) -> String {
    let text = without_drift(&without_block(text));
    format!("{}\n\n{}", text.trim_end(), block(fit, drifts, source))
}

/// Name of a factor in the register, by what it applies to.
fn place(tag: &str, history: Option<HistoryTest>) -> String {
    let history = history.map_or_else(String::new, |it| format!(" {}", it.word()));
    format!("factors[{tag}{history} {ID}]")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// What figures up to a year rest on: the releases of the table, or its name where it gives
/// none; those of stocks first.
pub(super) fn releases(own: &Area, until: i32, table: &str) -> Vec<String> {
    let cut = own.until(until);
    let stocks = STOCKS.iter().filter_map(|(id, _)| cut.series.get(*id));
    let mut found: Vec<String> = Vec::new();
    for source in stocks.chain(cut.series.values()).flat_map(|series| series.sources()) {
        if !found.iter().any(|known| known == source) {
            found.push(source.to_owned());
        }
    }
    if found.is_empty() { vec![format!("Own figures ({table})")] } else { found }
}

/// The releases of the last stocks, in short.
fn in_short(own: &Area, until: i32, table: &str) -> String {
    let cut = own.until(until);
    let stocks =
        STOCKS.iter().filter_map(|(id, _)| cut.series.get(*id)?.sources().first().copied());
    let mut short: Vec<&str> = stocks.collect();
    short.dedup();
    if short.is_empty() {
        return format!("Own figures ({table})");
    }
    format!("{}; and others", short.join("; "))
}

fn block(shown: &Posterior, taken_over: &[Drift], source: &str) -> String {
    let history = |at: usize| -> Option<HistoryTest> {
        SHAPES[*shown.past.shapes.get(at.checked_sub(GROUPS)?)?].history
    };
    let kept: Vec<usize> = (0..shown.parameters.len())
        .filter(|at| *at < GROUPS || shown.parameters[*at].known != Known::NotIdentified)
        .collect();
    let source = format!(
        "Fitted to figures of {}, 31 March {} to {}: {source}",
        shown.facts.area,
        shown.facts.first(),
        shown.facts.until()
    );
    let mut text = format!("{BEGIN}\n");
    for at in &kept {
        let row = &shown.parameters[*at];
        let _ = write!(text, "\n{}", factor(row, history(*at), &source));
    }
    // Levels of groups are known as well as the panel tells them, apart from each other.
    let shapes: Vec<usize> = kept.iter().copied().filter(|at| *at >= GROUPS).collect();
    for (row, a) in shapes.iter().enumerate() {
        for b in &shapes[..row] {
            let value = shown.correlations[*a][*b].clamp(-0.99, 0.99);
            if value.abs() < LEAST {
                continue;
            }
            let name = |at: usize| place(&shown.parameters[at].tag, history(at));
            let _ = write!(
                text,
                "\n[[correlations]]\nbetween = [{}, {}]\nvalue = {value:.3}\nsource = {}\n\
                 grade = \"measured-here\"\n",
                quoted(&name(*b)),
                quoted(&name(*a)),
                quoted(&source)
            );
        }
    }
    let _ = write!(
        text,
        "
[authority_year]
persistence = {{ value = {}, unit = \"correlation\", source = {}, \
         grade = \"measured-elsewhere\" }}
",
        panel::PERSISTENCE,
        quoted(panel::SOURCE)
    );
    for drift in taken_over {
        let tags = serde_json::to_string(&drift.tags).unwrap_or_default();
        let _ = write!(
            text,
            "\n[[authority_year.drifts]]\nname = {}\ntags = {tags}\nspread = {{ value = 0.0, \
             unit = \"standard deviation of log\", source = {}, grade = \"measured-here\" }}\n",
            quoted(&drift.name),
            quoted("Taken over by the fitted drifts below")
        );
    }
    for row in drifts() {
        let _ = write!(text, "\n{row}");
    }
    let _ = write!(text, "\n{END}\n");
    text
}

/// A fitted factor. It is the mean of its distribution, so that the path and the mean of the
/// runs go through the history that it was fitted to (decision 0091).
fn factor(row: &ParameterRow, history: Option<HistoryTest>, source: &str) -> String {
    let history = history.map_or_else(String::new, |it| {
        format!("history = {}\n", serde_json::to_string(&it).unwrap_or_default())
    });
    let factor = row.onward.0;
    format!(
        "[[factors]]\ntag = {}\n{history}id = \"{ID}\"\nvalue = {factor:.6}\nunit = \"times\"\n\
         source = {}\ngrade = \"measured-here\"\nnote = {}\n\
         distribution = {{ lognormal_mean = {{ mean = {factor:.6}, sd = {:.6} }} }}\n",
        quoted(&row.tag),
        quoted(source),
        quoted(&format!(
            "Rate of {}. Last year's was {:.3}. Prior 80% {:.2} to {:.2} ({}); figures take away \
             {:.0}% of its variance.",
            row.words,
            row.factor,
            row.prior.0,
            row.prior.1,
            row.prior_source,
            100.0 * row.shrinkage
        )),
        factor * maths::sqrt(maths::exp(row.doubt * row.doubt) - 1.0),
    )
}

/// Rows of drift: what the two sides of each pair share, and what each has of its own.
fn drifts() -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = |name: &str, tags: &[&str], variance: f64| {
        rows.push(format!(
            "[[authority_year.drifts]]\nname = {}\ntags = {}\nspread = {{ value = {:.5}, unit = \
             \"standard deviation of log\", source = {}, grade = \"measured-elsewhere\" }}\n",
            quoted(name),
            serde_json::to_string(tags).unwrap_or_default(),
            maths::sqrt(variance.max(0.0)),
            quoted(panel::SOURCE)
        ));
    };
    for ((first, second), both) in PAIRS.into_iter().zip(TOGETHER) {
        let [a, b] = [SPREADS[first], SPREADS[second]];
        let shared = both * a * b;
        let (one, other) = (&ALL[first], &ALL[second]);
        let names = format!("{} and {}", one.words, other.words);
        row(&names, &[one.tag, other.tag], shared);
        row(one.words, &[one.tag], a * a - shared);
        row(other.words, &[other.tag], b * b - shared);
    }
    rows
}

/// Files of a scenario with the fitted rates, by path. `council` is the path of the council
/// file, in the folder of the scenario file `main`:
///
/// | Fitted | Files |
/// | --- | --- |
/// | the scenario's own authority up to its first day, `council` its own file | that file, with the block at its end |
/// | the same, `council` another file | that file, and a scenario of the same name that opens it |
/// | another area, or another year | a council file put on its figures, options in proportion, and a scenario of the same name |
///
/// `made_for` says what to call the figures where they name no release, or which authority of
/// the shipped ones they are.
///
/// # Errors
/// Problems of the scenario's files, or of those that were made.
pub fn files(
    (main, files): (&str, &Files),
    council: &str,
    fit: &Posterior,
    own: &Area,
    made_for: MadeFor<'_>,
) -> Result<Files, Vec<Problem>> {
    let mut bare = files.clone();
    let part = load(main, files)?.scenario.parts.council;
    let text = without_drift(&without_block(files.get(&part).map_or("", String::as_str)));
    bare.insert(part.clone(), text.clone());
    let loaded = load(main, &bare)?;
    let year = loaded.council.authority_year.as_ref();
    let drifts = year.map(|year| year.drifts.clone()).unwrap_or_default();
    let until = fit.facts.until();
    let start = format!("{until}-03-31");
    let table = made_for.table();
    let sources = releases(own, until, table);
    let source = in_short(own, until, table);
    let scale = fit.facts.children / children(&loaded);
    let elsewhere = identity(&loaded.council.about.authority) != identity(&fit.facts.area);
    let as_it_is = loaded.scenario.projection.start == start && (scale - 1.0).abs() < 0.02;
    let mut scenario = loaded.scenario.clone();
    council.clone_into(&mut scenario.parts.council);
    let name = council.rsplit('/').next().unwrap_or(council).to_owned();
    if as_it_is && !elsewhere {
        let mut made =
            Files::from([(council.to_owned(), with_block(&text, fit, &drifts, &source))]);
        if council != part {
            made.insert(name, written(&scenario, main, council)?);
        }
        return Ok(made);
    }
    if council == part {
        let statement = format!(
            "This is the council file of {}, and the figures are {}'s at 31 March {until}. Give \
             the new council file a name of its own.",
            loaded.scenario.about.title, fit.facts.area
        );
        return Err(vec![Problem::new(council, "", Fault::Contradiction { statement })]);
    }
    let moved = Moved { loaded: &loaded, fit, own, made_for, scale, elsewhere };
    let (mut file, options) = moved.council(&part, &bare)?;
    scenario.parts.options = format!("options/{name}");
    scenario.projection.start = start;
    scenario.about.title.clone_from(&file.about.title);
    scenario.about.authority.clone_from(&file.about.authority);
    scenario.about.sources = sources;
    scenario.about.question = Some(match made_for {
        MadeFor::Table(_) => format!(
            "What would the options of {} cost and change in {}, in proportion to its children?",
            loaded.scenario.about.title, fit.facts.area
        ),
        MadeFor::Authority(prices, _) => format!(
            "What would more, or less, early help in {} change and cost from {}?",
            fit.facts.area, prices.year
        ),
    });
    if let MadeFor::Authority(prices, _) = made_for {
        scenario.about.price_base = Some(format!("{} prices", prices.year));
        file.about.price_base.clone_from(&scenario.about.price_base);
    }
    let text = written(&file, main, council)?;
    let mut all = bare;
    all.insert(council.to_owned(), with_block(&text, fit, &drifts, &source));
    all.insert(scenario.parts.options.clone(), written(&options, main, council)?);
    all.insert(name.clone(), written(&scenario, main, council)?);
    let opened = load(&name, &all)?;
    let options = moved.described(options, &resolve(&opened, &all)?);
    all.insert(scenario.parts.options.clone(), written(&options, main, council)?);
    let made = [council.to_owned(), scenario.parts.options, name];
    Ok(all.into_iter().filter(|(path, _)| made.contains(path)).collect())
}

/// The scenario file that opens the council file `council`, where one was made with it.
#[must_use]
pub fn opened_by(council: &str, made: &Files) -> Option<String> {
    let name = council.rsplit('/').next().unwrap_or(council);
    (name != council && made.contains_key(name)).then(|| name.to_owned())
}

/// A file that is made, with where it comes from in its first line.
fn written<T: Serialize>(file: &T, main: &str, council: &str) -> Result<String, Vec<Problem>> {
    let unwritten = |error: toml::ser::Error| {
        vec![Problem::new(council, "", Fault::Unreadable { reason: error.to_string() })]
    };
    Ok(format!("{MADE} from {main}.\n{}", toml::to_string(file).map_err(unwritten)?))
}

/// Children of a scenario as written.
pub(super) fn children(loaded: &Loaded) -> f64 {
    let children = loaded.council.population.as_ref().and_then(|it| it.children.as_ref());
    children.map_or(1.0, |children| children.value)
}
