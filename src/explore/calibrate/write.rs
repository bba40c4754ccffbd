//! A council file with the fitted rates: levels and shapes as factors with their
//! distributions, their correlations, and the drift.
//!
//! The block stands at the end of a council file between two marks and is replaced when
//! the fit is made again. It multiplies the rates and factors above it, which it was
//! fitted on. Shapes that the figures do not tell are left as they are.

use super::fit::Fit;
use super::groups::{ALL, GROUPS, PAIRS, SHAPES};
use super::table::{Calibration, Known, ParameterRow};
use crate::maths;
use crate::observe::Area;
use crate::scenario::figure::{Figure, Grade};
use crate::scenario::load::{Loaded, load, read};
use crate::scenario::written::{CouncilFile, Drift, HistoryTest, Observed};
use crate::scenario::{Fault, Files, Problem};
use std::fmt::Write as _;

/// First line of the block.
const BEGIN: &str = "# Calibrated rates begin. Written by `staircase calibrate`, which replaces all that follows to the end mark.";
/// Last line of the block.
const END: &str = "# Calibrated rates end.";

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
fn with_block(text: &str, fit: &Fit, drifts: &[Drift], source: &str) -> String {
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

fn block(fit: &Fit, taken_over: &[Drift], source: &str) -> String {
    let shown = Calibration::new(fit);
    let history = |at: usize| -> Option<HistoryTest> {
        SHAPES[*fit.past.shapes.get(at.checked_sub(GROUPS)?)?].history
    };
    let kept: Vec<usize> = (0..shown.parameters.len())
        .filter(|at| *at < GROUPS || shown.parameters[*at].known != Known::NotIdentified)
        .collect();
    let source =
        format!("Fitted to {} of {}, {} to {}", source, shown.area, shown.first, shown.until);
    let mut text = format!("{BEGIN}\n");
    for at in &kept {
        let _ = write!(text, "\n{}", factor(&shown.parameters[*at], history(*at), &source));
    }
    for (row, a) in kept.iter().enumerate() {
        for b in &kept[..row] {
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
        "\n[authority_year]\npersistence = {{ value = 1.0, unit = \"correlation\", source = {}, \
         grade = \"assumed\" }}\n",
        quoted("Rates in published histories keep new levels; nothing says that they return")
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
    for row in drifts(fit) {
        let _ = write!(text, "\n{row}");
        let _ = writeln!(
            text,
            "source = {}, grade = \"measured-here\", note = {} }}",
            quoted(&source),
            quoted("Drawn towards the spread of other authorities; chance taken off")
        );
    }
    let _ = write!(text, "\n{END}\n");
    text
}

fn factor(row: &ParameterRow, history: Option<HistoryTest>, source: &str) -> String {
    let history = history.map_or_else(String::new, |it| {
        format!("history = {}\n", serde_json::to_string(&it).unwrap_or_default())
    });
    let wide = 1.959_963_984_540_054 * row.spread.1;
    format!(
        "[[factors]]\ntag = {}\n{history}id = \"{ID}\"\nvalue = {:.6}\nunit = \"times\"\nsource = {}\n\
         grade = \"measured-here\"\nnote = {}\n\
         distribution = {{ lognormal_range = {{ low = {:.6}, high = {:.6} }} }}\n",
        quoted(&row.tag),
        row.factor,
        quoted(source),
        quoted(&format!(
            "Rate of {}. Prior 80% {:.2} to {:.2} ({}); figures take away {:.0}% of its variance.",
            row.words,
            row.prior.0,
            row.prior.1,
            row.prior_source,
            100.0 * row.shrinkage
        )),
        row.factor * maths::exp(-wide),
        row.factor * maths::exp(wide),
    )
}

/// Rows of drift without the end of their spread: what the two sides of each pair share,
/// and what each has of its own.
fn drifts(fit: &Fit) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = |name: String, tags: &[&str], middle: f64, log: f64| {
        if middle < 1e-4 {
            return;
        }
        let tags: Vec<String> = tags.iter().map(|tag| quoted(tag)).collect();
        let wide = 1.959_963_984_540_054 * log;
        rows.push(format!(
            "[[authority_year.drifts]]\nname = {}\ntags = [{}]\nspread = {{ value = {middle:.5}, \
             unit = \"standard deviation of log\", distribution = {{ lognormal_range = {{ low = \
             {:.5}, high = {:.5} }} }}, ",
            quoted(&name),
            tags.join(", "),
            middle * maths::exp(-wide),
            middle * maths::exp(wide)
        ));
    };
    for ((first, second), both) in PAIRS.into_iter().zip(fit.drift.pairs) {
        let [a, b] = [&fit.drift.spreads[first], &fit.drift.spreads[second]];
        let shared = (both * a.median() * b.median())
            .min(a.median() * a.median() * 0.95)
            .min(b.median() * b.median() * 0.95);
        let log = f64::midpoint(a.log.1, b.log.1);
        let names = (ALL[first].words, ALL[second].words);
        let tags = [ALL[first].tag, ALL[second].tag];
        row(format!("{} and {}", names.0, names.1), &tags, maths::sqrt(shared), log);
        for (group, spread) in [(first, a), (second, b)] {
            let own = maths::sqrt(spread.median() * spread.median() - shared);
            row(ALL[group].words.to_owned(), &[ALL[group].tag], own, spread.log.1);
        }
    }
    rows
}

/// Files of a scenario with the fitted rates, by path: its council file, called `council`,
/// with the block at its end; or, where another area's figures or another year were fitted,
/// a council file put on them and a scenario file of the same name that opens it.
///
/// # Errors
/// Problems of the scenario's files.
pub fn files(
    (main, files): (&str, &Files),
    council: &str,
    fit: &Fit,
    own: &Area,
    source: &str,
) -> Result<Files, Vec<Problem>> {
    let mut bare = files.clone();
    let part = load(main, files)?.scenario.parts.council;
    let text = without_drift(&without_block(files.get(&part).map_or("", String::as_str)));
    bare.insert(part.clone(), text.clone());
    let loaded = load(main, &bare)?;
    let year = loaded.council.authority_year.as_ref();
    let drifts = year.map(|year| year.drifts.clone()).unwrap_or_default();
    let start = format!("{}-03-31", fit.facts.until());
    let scale = fit.facts.children / children(&loaded);
    if loaded.scenario.projection.start == start && (scale - 1.0).abs() < 0.02 {
        return Ok(Files::from([(council.to_owned(), with_block(&text, fit, &drifts, source))]));
    }
    let unreadable = |reason: String| vec![Problem::new(&part, "", Fault::Unreadable { reason })];
    let unwritten = |error: toml::ser::Error| unreadable(error.to_string());
    // The council's own file, without the defaults that it is laid on.
    let file: CouncilFile = read(&part, &bare)?;
    let moved = moved(file, &loaded, fit, own, source);
    let text = toml::to_string(&moved).map_err(unwritten)?;
    let mut scenario = loaded.scenario.clone();
    council.clone_into(&mut scenario.parts.council);
    scenario.projection.start = start;
    scenario.about.title.clone_from(&moved.about.title);
    scenario.about.authority.clone_from(&moved.about.authority);
    let name = council.rsplit('/').next().unwrap_or(council).to_owned();
    Ok(Files::from([
        (council.to_owned(), with_block(&text, fit, &drifts, source)),
        (name, toml::to_string(&scenario).map_err(unwritten)?),
    ]))
}

/// The council file of a scenario put on the figures of another area: its children, stocks
/// and published series; need, staff, places and money in proportion to children.
fn moved(
    mut file: CouncilFile,
    loaded: &Loaded,
    fit: &Fit,
    own: &Area,
    source: &str,
) -> CouncilFile {
    let facts = &fit.facts;
    let scale = facts.children / children(loaded);
    let measured = |value: f64, unit: &str, note: Option<String>| Figure {
        value: (value * 10.0).round() / 10.0,
        unit: unit.to_owned(),
        source: Some(source.to_owned()),
        grade: Grade::MeasuredHere,
        note,
        distribution: None,
    };
    let until = facts.until();
    facts.area.clone_into(&mut file.about.authority);
    file.about.title = format!("{}, 31 March {until}", facts.area);
    file.about.sources.insert(0, source.to_owned());
    if let Some(population) = &mut file.population {
        population.children = Some(measured(facts.children, "children", None));
        population.projection = None;
    }
    stocks(&mut file, fit, scale, &measured);
    let assumed = |figure: &mut Figure| {
        figure.value *= scale;
        figure.grade = Grade::Assumed;
        figure.distribution = None;
        figure.note = Some("In proportion to children, from the scenario it was made from.".into());
    };
    for programme in file.programmes.iter_mut().flatten() {
        programme.staff.as_mut().map(assumed);
        programme.places.as_mut().map(assumed);
        programme.funding.iter_mut().flatten().for_each(|money| assumed(&mut money.amount));
    }
    file.funding.iter_mut().flatten().for_each(|source| assumed(&mut source.total));
    file.fixed_costs.iter_mut().flatten().for_each(|cost| assumed(&mut cost.amount));
    file.front_door = None;
    if let (Some(stream), Some(last)) =
        (file.streams.iter_mut().flatten().next(), facts.years.last())
    {
        stream.stock = measured(last.stream.0, "children", None);
        stream.starts = measured(last.stream.1, "children a year", None);
    }
    if let (Some(beside), Some(all)) =
        (file.beside.iter_mut().flatten().next(), own.at("cin_stock", until))
    {
        beside.stock = measured(
            facts.grown * all,
            "children",
            Some("Share of open cases as in the scenario it was made from.".into()),
        );
        beside.stock.grade = Grade::Assumed;
    }
    file.observed = Some(observed(loaded, own));
    file.limits.get_or_insert_default().insert(
        0,
        format!(
            "Made from {} by putting it on published figures of {}. Need below the threshold, \
             programmes and money are in proportion to children, not {}'s own.",
            loaded.council.about.title, facts.area, facts.area
        ),
    );
    file
}

/// Children of a scenario as written.
fn children(loaded: &Loaded) -> f64 {
    let children = loaded.council.population.as_ref().and_then(|it| it.children.as_ref());
    children.map_or(1.0, |children| children.value)
}

fn stocks(
    file: &mut CouncilFile,
    fit: &Fit,
    scale: f64,
    measured: &impl Fn(f64, &str, Option<String>) -> Figure,
) {
    let Some(last) = fit.facts.years.last() else { return };
    let levels = &fit.past.scenario.levels;
    let [need, plan, care] = &fit.past.inside;
    let now = |which: &dyn Fn(usize) -> bool, file: &CouncilFile| -> f64 {
        let held = |id: &str| levels.iter().position(|level| level.id == id);
        let these =
            file.stocks.iter().flatten().filter(|stock| held(&stock.level).is_some_and(which));
        these.map(|stock| stock.children.value).sum()
    };
    let before = file.clone();
    for stock in file.stocks.iter_mut().flatten() {
        let Some(level) = levels.iter().position(|level| level.id == stock.level) else { continue };
        let all: (f64, Option<f64>) = if care[level] {
            (now(&|level| care[level], &before), last.stocks[2])
        } else if plan[level] {
            (now(&|level| plan[level], &before), last.stocks[1])
        } else if need[level] {
            let open = match last.stocks {
                [Some(all), Some(plan), Some(care)] => Some(all - plan - care),
                _ => None,
            };
            (now(&|level| need[level] && !plan[level] && !care[level], &before), open)
        } else {
            stock.children.value = (stock.children.value * scale).round();
            stock.children.grade = Grade::Assumed;
            continue;
        };
        if let (of, Some(wanted)) = all
            && of > 0.0
        {
            let part = stock.children.value / of;
            let note = (part < 1.0)
                .then(|| "Placements in the shares of the scenario it was made from.".to_owned());
            stock.children = measured(wanted * part, "children", note);
        }
    }
}

fn observed(loaded: &Loaded, own: &Area) -> Vec<Observed> {
    [
        ("looked_after", "cla_stock"),
        ("protection_plan", "cpp_stock"),
        ("children_in_need", "cin_stock"),
        ("care_starts", "cla_starts"),
        ("plan_starts", "cpp_starts"),
        ("need_starts", "cin_starts"),
    ]
    .into_iter()
    .filter(|(measure, _)| loaded.framework.measures.iter().any(|known| known.id == *measure))
    .filter_map(|(measure, id)| {
        let series = own.series.get(id)?;
        Some(Observed {
            measure: measure.to_owned(),
            years: series.points.keys().map(|year| i64::from(*year)).collect(),
            values: series.points.values().copied().collect(),
            source: if series.source.is_empty() {
                "Own figures".into()
            } else {
                series.source.clone()
            },
        })
    })
    .collect()
}
