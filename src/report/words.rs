//! The sentences that the page and the command line print. Every one is made
//! from the result; none is written for a particular council or option.

use super::number::{between, change, plain, pounds, small_count};
use super::turns;
use crate::model::Model;
use crate::outcome::answer::Answer;
use crate::outcome::measures::MeasureAnswer;
use crate::outcome::precision::HEADLINE_YEARS;
use crate::outcome::staircase::{StaircaseYear, StepState};
use crate::scenario::Scenario;
use crate::scenario::resolved::{Choice, Measure};
use crate::scenario::written::{LevelKind, MeasureKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// Below so many runs a tenth of them is too few to say where a range ends.
const FEW_RUNS: usize = 100;

/// Sentences about one answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Words {
    /// The answer in one sentence.
    pub headline: String,
    /// Its range.
    pub range: String,
    /// Plain truths that stand beside it.
    pub truths: Vec<Truth>,
    /// One sentence a programme, and one for the front door.
    pub support: Vec<String>,
    /// Titles and sentences of figures by identity.
    pub figures: BTreeMap<String, Figure>,
    /// What a reader should be warned of.
    pub warnings: Vec<String>,
}

/// A plain truth: lead words and the rest.
#[derive(Debug, Clone, Serialize)]
pub struct Truth {
    /// Set in bold.
    pub lead: String,
    /// What follows.
    pub rest: String,
}

/// Words of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The finding.
    pub title: String,
    /// The same message in one sentence.
    pub sentence: String,
}

impl Words {
    /// The sentences of an answer.
    #[must_use]
    pub fn new(model: &Model, option: &Choice, answer: &Answer) -> Self {
        let mut words = Self::default();
        let month = (HEADLINE_YEARS * 12).min(model.layout.months);
        let headline = model.scenario.measures.iter().position(|measure| measure.headline);
        if let Some(measure) = headline {
            words.headline = headline_sentence(model, option, answer, measure, month);
            words.range = range_sentence(answer, measure, month, is_baseline(model, option));
        }
        words.truths = truths(model, option, answer, headline, month);
        words.truths.extend(headline.and_then(|it| routes_truth(model, answer, it, month)));
        words.support = super::support::sentences(model, option, &answer.support);
        words.figures = figures(model, option, answer);
        words.warnings = warnings(model, option, answer, month);
        words
    }
}

/// Where bodies of evidence disagree, what each of them says.
fn routes_truth(model: &Model, answer: &Answer, measure: usize, month: usize) -> Option<Truth> {
    if answer.routes.is_empty() || answer.null_effect {
        return None;
    }
    let name = lower(&model.scenario.measures[measure].name);
    let runs: usize = answer.routes.iter().map(|row| row.runs).sum();
    let each: Vec<String> = answer
        .routes
        .iter()
        .map(|row| {
            let share = 100.0 * row.runs as f64 / runs.max(1) as f64;
            let way = if row.mean < 0.0 { "fewer" } else { "more" };
            format!("{} ({share:.0} runs in 100): about {:.0} {way}", row.route, row.mean.abs())
        })
        .collect();
    Some(Truth {
        lead: "Bodies of evidence disagree.".to_owned(),
        rest: format!(
            "Each run takes one of them. For {name} by {}: {}.",
            when(model, month),
            each.join("; ")
        ),
    })
}

pub(super) fn is_baseline(model: &Model, option: &Choice) -> bool {
    option.against.is_none()
        && option.changes.is_empty()
        && option.id == model.scenario.options[0].id
}

/// "than if the current offer continues", or by name if the name does not read so.
fn than_baseline(model: &Model, option: &Choice) -> String {
    let name = &model.baseline_for(option).name;
    match name.strip_prefix("Current ") {
        Some(rest) => format!("than if the current {rest}"),
        None => format!("than under “{name}”"),
    }
}

pub(super) fn if_baseline(model: &Model) -> String {
    let name = &model.scenario.options[0].name;
    match name.strip_prefix("Current ") {
        Some(rest) => format!("If the current {rest}"),
        None => format!("Under “{name}”"),
    }
}

/// "March 2024".
fn when(model: &Model, month: usize) -> String {
    model.scenario.calendar.at(month).words()
}

pub(super) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

/// The name of what is counted, for one child if it is one.
fn counted(name: &str, value: f64) -> String {
    let one = value.abs().round().to_bits() == 1.0_f64.to_bits();
    if one { name.replacen("children", "child", 1) } else { name.to_owned() }
}

fn headline_sentence(
    model: &Model,
    option: &Choice,
    answer: &Answer,
    measure: usize,
    month: usize,
) -> String {
    let name = lower(&model.scenario.measures[measure].name);
    let it = &answer.measures[measure];
    let date = when(model, month);
    if is_baseline(model, option) {
        let now = it.baseline.mean[0].round();
        let then = it.baseline.mean[month].round();
        let start = when(model, 0);
        return format!(
            "{} there are about {} {name} in {date}, against {} in {start}.",
            if_baseline(model),
            plain(then),
            plain(now)
        );
    }
    let difference = it.difference.mean[month];
    let than = than_baseline(model, option);
    if answer.null_effect {
        let spent = answer.line("spent").map_or(0.0, |line| line.total.difference);
        let money = match spent {
            spent if spent.abs() < 0.5 => "",
            spent if turns::no_saving(spent, answer.outside_by_year().iter().sum()) => "",
            spent if spent < 0.0 => ", and the money would be saved",
            _ => ", and the money would be spent",
        };
        return format!(
            "If support changed nothing, there would be the same number of {name} by {date} as in the baseline{money}."
        );
    }
    if difference.round() == 0.0 {
        format!("By {date} there are about as many {name} as {}.", than.trim_start_matches("than "))
    } else {
        let name = counted(&name, difference);
        format!("By {date} there are about {} {name} {than}.", change(difference))
    }
}

fn range_sentence(answer: &Answer, measure: usize, month: usize, baseline: bool) -> String {
    let it = &answer.measures[measure];
    if it.difference.p10.is_empty() {
        return "The range follows when the runs are in.".to_owned();
    }
    if baseline {
        let (low, high) = (it.baseline.p10[month].round(), it.baseline.p90[month].round());
        return format!("In 8 runs in 10: between {} and {}.", plain(low), plain(high));
    }
    let range = between(it.difference.p10[month], it.difference.p90[month]);
    if answer.null_effect {
        return format!("In every run: {}.", change(it.difference.mean[month]));
    }
    let mean = it.difference.mean[month];
    let (share, what) = if mean <= 0.0 {
        (it.no_fewer[month].round(), "no reduction")
    } else {
        let fewer = it.runs_difference_share(|difference| difference <= 0, month);
        (fewer.unwrap_or(100.0 - it.no_fewer[month]).round(), "no increase")
    };
    format!("In 8 runs in 10: {range}. In {} runs in 100: {what}.", plain(share))
}

impl MeasureAnswer {
    /// Share of runs, in a hundred, whose difference on the 31 March of a month passes a test.
    fn runs_difference_share(&self, test: impl Fn(i64) -> bool, month: usize) -> Option<f64> {
        let runs = &self.runs_difference.get(month / 12)?.sorted;
        let passing = runs.iter().filter(|difference| test(**difference)).count();
        (!runs.is_empty()).then(|| 100.0 * passing as f64 / runs.len() as f64)
    }
}

fn truths(
    model: &Model,
    option: &Choice,
    answer: &Answer,
    headline: Option<usize>,
    month: usize,
) -> Vec<Truth> {
    let mut truths = Vec::new();
    if is_baseline(model, option) {
        truths.push(Truth {
            lead: "This is what the other options are compared with.".to_owned(),
            rest: "Choose another option to see what it would change.".to_owned(),
        });
    } else {
        truths.extend(first_effects(model, option, answer));
        truths.extend(money(model, answer));
        truths.extend(null_effect(answer));
    }
    if let Some(measure) = headline {
        truths.extend(against_chance(model, option, answer, measure, month));
        let of_baseline = is_baseline(model, option);
        truths.extend(super::spread::sentence(model, answer, measure, month, of_baseline));
    }
    truths
}

/// Does demand get worse before it gets better?
fn first_effects(model: &Model, option: &Choice, answer: &Answer) -> Option<Truth> {
    if answer.null_effect {
        return None;
    }
    let start = option.changes.iter().map(|change| change.start).min()?;
    let stocks: Vec<turns::Series<'_>> = model
        .scenario
        .measures
        .iter()
        .zip(&answer.measures)
        .filter(|(measure, _)| measure.headline && measure.kind == MeasureKind::Stock)
        .map(|(measure, it)| (measure.name.as_str(), it.difference.mean.as_slice()))
        .collect();
    Some(turns::first_effects(&stocks, start, &|month| when(model, month)))
}

fn money(model: &Model, answer: &Answer) -> Option<Truth> {
    let spent = answer.line("spent")?;
    let statutory = &answer.line("avoided")?.total;
    let net = answer.line("net")?;
    Some(turns::money(&turns::Money {
        spent: spent.total.difference,
        statutory: statutory.difference,
        range: statutory.p10.zip(statutory.p90),
        outside: answer.outside_by_year().iter().sum(),
        net_by_year: net
            .years
            .iter()
            .zip(answer.outside_by_year())
            .map(|(year, outside)| year.difference - outside)
            .collect(),
        ends: model
            .scenario
            .calendar
            .months_by_year()
            .iter()
            .map(|months| when(model, months.end - 1))
            .collect(),
    }))
}

fn null_effect(answer: &Answer) -> Option<Truth> {
    let spent = answer.line("spent")?.total.difference;
    let rest = if spent.abs() < 0.5 {
        "nothing would be spent or saved, and statutory cost would not change.".to_owned()
    } else if spent > 0.0 {
        format!("the same {} would be spent and no statutory cost avoided.", pounds(spent))
    } else if turns::no_saving(spent, answer.outside_by_year().iter().sum()) {
        format!("the same {} would be lost and no statutory cost added.", pounds(-spent))
    } else {
        format!("the same {} would be saved and no statutory cost added.", pounds(-spent))
    };
    Some(Truth { lead: "If support changed nothing,".to_owned(), rest })
}

/// The effect beside the ups and downs of one authority.
fn against_chance(
    model: &Model,
    option: &Choice,
    answer: &Answer,
    measure: usize,
    month: usize,
) -> Option<Truth> {
    let it = &answer.measures[measure];
    let (low, high) = (*it.baseline.p10.get(month)?, *it.baseline.p90.get(month)?);
    let half = ((high - low) / 2.0).round();
    let name = lower(&model.scenario.measures[measure].name);
    let spread = format!(
        "chance and drift alone move {name} by {} either way by {} in 8 runs in 10",
        plain(half),
        when(model, month)
    );
    let effect = it.difference.mean[month].abs();
    let rest = if is_baseline(model, option) || answer.null_effect {
        format!("Even with no change, {spread}.")
    } else if effect < half {
        format!("It is smaller than the ups and downs of one authority: {spread}.")
    } else {
        format!("It is larger than the ups and downs of one authority: {spread}.")
    };
    Some(Truth { lead: "How large is that?".to_owned(), rest })
}

fn figures(model: &Model, option: &Choice, answer: &Answer) -> BTreeMap<String, Figure> {
    let mut figures = BTreeMap::new();
    for year in &answer.staircase {
        figures.insert(format!("staircase-{}", year.year), staircase(model, option, year));
    }
    for (place, measure) in model.scenario.measures.iter().enumerate() {
        let it = &answer.measures[place];
        figures.insert(format!("fan-{}", measure.id), fan(model, option, answer, measure, it));
        let figure = difference(model, option, answer, measure, it);
        figures.insert(format!("difference-{}", measure.id), figure);
    }
    figures.insert("money".to_owned(), money_figure(model, option, answer));
    figures
}

fn staircase(model: &Model, option: &Choice, year: &StaircaseYear) -> Figure {
    let statutory = |step: &str| {
        model
            .scenario
            .levels
            .iter()
            .any(|level| level.step == step && level.kind == LevelKind::Statutory)
    };
    let on = |states: &[StepState]| -> (f64, f64) {
        let statutory =
            states.iter().filter(|s| statutory(&s.step)).map(|s| s.families).sum::<f64>();
        (statutory, states.iter().map(|s| s.supported).sum())
    };
    let ((above_a, held_a), (above_b, held_b)) = (on(&year.baseline), on(&year.option));
    let sentence = year
        .option
        .iter()
        .map(|s| {
            let support = if s.supported + s.waiting >= 0.5 {
                format!(
                    ", {} supported and {} waiting",
                    plain(s.supported.round()),
                    plain(s.waiting.round())
                )
            } else {
                String::new()
            };
            format!("{}: {} families{support}", s.step, plain(s.families.round()))
        })
        .collect::<Vec<_>>()
        .join("; ");
    let date = format!("March {}", year.year);
    let title = if is_baseline(model, option) {
        format!(
            "{date}: {} families are on a statutory step and {} are supported by early help",
            plain(above_a.round()),
            plain(held_a.round())
        )
    } else {
        format!(
            "{date}: {} on a statutory step, {} supported by early help",
            families(above_b - above_a),
            change(held_b - held_a).replace("no change", "as many")
        )
    };
    Figure { title, sentence: format!("{sentence}.") }
}

fn families(difference: f64) -> String {
    let whole = difference.round();
    if whole == 0.0 {
        "as many families".to_owned()
    } else {
        let kind = if whole < 0.0 { "fewer" } else { "more" };
        let noun = if whole.abs() < 1.5 { "family" } else { "families" };
        format!("{} {kind} {noun}", plain(whole.abs()))
    }
}

/// Monthly flows are read as the year to the month, so titles add twelve up.
fn at_month(values: &[f64], kind: MeasureKind, month: usize) -> f64 {
    match kind {
        MeasureKind::Stock => values[month],
        MeasureKind::Flow => values[month.saturating_sub(11)..=month].iter().sum(),
    }
}

fn fan(
    model: &Model,
    option: &Choice,
    answer: &Answer,
    measure: &Measure,
    it: &MeasureAnswer,
) -> Figure {
    let month = (HEADLINE_YEARS * 12).min(model.layout.months);
    let mean = at_month(&it.option.mean, measure.kind, month);
    let value = mean.round();
    let name = lower(&measure.name);
    let period = period(model, measure.kind, month);
    let title = if is_baseline(model, option) {
        format!("{}, about {} {name} {period}", if_baseline(model), plain(value))
    } else {
        format!("With this option, about {} {name} {period}", plain(value))
    };
    let range = match (it.option.p10.get(month), it.option.p90.get(month), measure.kind) {
        (Some(low), Some(high), MeasureKind::Stock) => {
            format!(" In 8 runs in 10 between {} and {}.", plain(low.round()), plain(high.round()))
        }
        _ => String::new(),
    };
    let first = it.option.mean[0].round();
    let start = match measure.kind {
        MeasureKind::Stock => format!(", from {} in {}", plain(first), when(model, 0)),
        MeasureKind::Flow => String::new(),
    };
    let runs = if answer.draws > 0 {
        format!(" {} runs.", plain(answer.draws as f64))
    } else {
        String::new()
    };
    let small =
        small_count(&name, &period, mean).map_or_else(String::new, |words| format!(" {words}"));
    Figure { sentence: format!("{title}{start}.{range}{runs}{small}"), title }
}

/// "in March 2024", "in the year to March 2024".
fn period(model: &Model, kind: MeasureKind, month: usize) -> String {
    let date = when(model, month);
    match kind {
        MeasureKind::Stock => format!("in {date}"),
        MeasureKind::Flow => format!("in the year to {date}"),
    }
}

fn difference(
    model: &Model,
    option: &Choice,
    answer: &Answer,
    measure: &Measure,
    it: &MeasureAnswer,
) -> Figure {
    let month = (HEADLINE_YEARS * 12).min(model.layout.months);
    let date = when(model, month);
    let name = lower(&measure.name);
    if is_baseline(model, option) {
        let title = "No difference: this is the baseline itself".to_owned();
        return Figure { sentence: format!("{title}."), title };
    }
    let value = at_month(&it.difference.mean, measure.kind, month);
    let title = if value.round() == 0.0 {
        format!("Less than one child's difference in {name} by {date}, on average")
    } else {
        let name = counted(&name, value);
        format!("About {} {name} by {date} {}", change(value), than_baseline(model, option))
    };
    let range = match (it.difference.p10.get(month), it.difference.p90.get(month), measure.kind) {
        (Some(low), Some(high), MeasureKind::Stock) => {
            format!(" In 8 runs in 10: {}.", between(*low, *high))
        }
        _ => String::new(),
    };
    let null = if answer.null_effect { " Support changes nothing in this run." } else { "" };
    Figure { sentence: format!("{title}.{range}{null}"), title }
}

fn money_figure(model: &Model, option: &Choice, answer: &Answer) -> Figure {
    let of = |kind: &str| answer.line(kind).map_or(0.0, |line| line.total.difference);
    let (spent, statutory, net) = (of("spent"), of("avoided"), of("net"));
    let date = when(model, model.layout.months);
    let cut = spent < -0.5 && statutory > 0.5;
    let title = if is_baseline(model, option) {
        "Cost by financial year if nothing changes".to_owned()
    } else if net.abs() < 0.5 {
        format!("By {date} it costs neither more nor less in all")
    } else if answer.outside_by_year().iter().sum::<f64>().abs() >= turns::SMALL {
        let more = |value: f64| super::number::more_or_less(value);
        format!("By {date}: early help {}, statutory services {}", more(spent), more(statutory))
    } else if cut && net > 0.0 {
        format!("By {date} it adds {} more cost than it saves", pounds(net))
    } else if cut {
        format!("By {date} {} of the {} saved is left", pounds(-net), pounds(-spent))
    } else if net > 0.0 && statutory < -0.5 {
        format!("By {date} it costs {} more than it avoids", pounds(net))
    } else if net > 0.0 {
        format!("By {date} it costs {} more in all", pounds(net))
    } else {
        format!("By {date} it costs {} less in all", pounds(-net))
    };
    let caution = if cut {
        "What is saved on early help is saved at once; the statutory cost that it adds comes later."
    } else {
        "Cost avoided is not a saving until a placement or a team is given up."
    };
    let sentence = format!(
        "{title}, in the council's own lines, {}, not discounted. {caution}",
        model.scenario.about.price_base
    );
    Figure { title, sentence }
}

fn warnings(model: &Model, option: &Choice, answer: &Answer, month: usize) -> Vec<String> {
    let mut warnings = Vec::new();
    let headline = model.scenario.measures.iter().position(|measure| measure.headline);
    let compared = headline.filter(|_| !is_baseline(model, option));
    if let Some(it) = compared.map(|measure| &answer.measures[measure]) {
        if let Some(error) = it.difference.error.get(month)
            && *error >= 0.5
        {
            let rough = if answer.draws < FEW_RUNS { " Ranges are rough too." } else { "" };
            warnings.push(format!(
                "With {} runs the average difference is known only to within {} either way; more runs would settle it.{rough}",
                plain(answer.draws as f64),
                plain((2.0 * error).ceil())
            ));
        }
        if it.difference.mean[month].abs() < 10.0 && !answer.null_effect {
            warnings.push(format!(
                "Fewer than 10 children by {}: too small a number to see in one authority's published figures.",
                when(model, month)
            ));
        }
    }
    for (measure, it) in model.scenario.measures.iter().zip(&answer.measures) {
        let mean = at_month(&it.option.mean, measure.kind, month);
        let period = period(model, measure.kind, month);
        let warning = small_count(&lower(&measure.name), &period, mean);
        warnings.extend(warning.filter(|_| measure.headline));
    }
    warnings.extend(super::places::below_one(model, option));
    warnings.extend(answer.kept.clone());
    warnings
}

/// What draws at central values keep that others draw, in a sentence.
#[must_use]
pub fn kept(scenario: &Scenario) -> String {
    let route = match scenario.routes.get(scenario.central_route()) {
        Some(route) if scenario.routes.len() > 1 => {
            format!(" All take one body of evidence: {}.", route.name)
        }
        _ => String::new(),
    };
    format!(
        "These runs keep uncertain inputs at their central values and rates without drift from \
         year to year.{route} Their ranges show chance alone."
    )
}
