//! An option in plain words: effect, range, cost, cost covered, who pays and gains, what is
//! assumed, and the same spending if support has no effect. Made from the result; nothing is
//! written for a particular council or option.

use super::effect::about_change;
use super::money;
use super::number::{between, more_or_less, plain};
use super::phrases::is_baseline;
use super::told::{ToldAnswer, ToldCase};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::headline;
use staircase_answers::outcome::money::{CostLine, Kind, LineKind, SMALL};
use staircase_model::Model;
use staircase_model::record::Block;
use staircase_model::record::lines;
use staircase_scenario::Grade;
use staircase_scenario::resolved::PolicyOption;
use std::fmt::Write;
use std::ops::Range;

/// What one option comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Name of the option.
    pub option: String,
    /// Subjects and what is said of each, in the order of reading.
    pub points: Vec<(&'static str, Vec<String>)>,
}

/// What a brief is made from.
#[derive(Debug, Clone, Copy)]
pub struct BriefInputs<'a> {
    /// The model.
    pub model: &'a Model,
    /// The option.
    pub option: &'a PolicyOption,
    /// Its answer, over draws.
    pub answer: &'a ToldAnswer,
    /// Shares of runs in which cost is covered across all funders by the end of each financial
    /// year ([`covered_all_funders`]). Payback for the council is another measure: see the financial case.
    pub covered_all_funders: &'a [f64],
    /// Its financial case, where the scenario has money rules.
    pub case: Option<&'a ToldCase>,
    /// The same option where support has no effect; none for the baseline.
    pub twin: Option<&'a Answer>,
}

/// Runs in a hundred whose net cost, added up from the first day to the end of each financial
/// year, is not above the baseline's: the council's own lines, real prices, not discounted, cost
/// avoided counted in full.
#[must_use]
pub fn covered_all_funders(model: &Model, pairs: &[(&[f64], &[f64])]) -> Vec<f64> {
    let lines = lines::lines(&model.scenario).len();
    let months = model.scenario.calendar.months_by_year();
    let cost = |record: &[f64], months: &Range<usize>| -> f64 {
        let of = |line| model.layout.series(record, Block::Cost, line)[months.clone()].iter();
        (0..lines).map(|line| of(line).sum::<f64>()).sum()
    };
    let mut paid = vec![0.0; months.len()];
    for (baseline, option) in pairs {
        let mut net = 0.0;
        for (year, count) in months.iter().zip(&mut paid) {
            net += cost(option, year) - cost(baseline, year);
            *count += f64::from(u8::from(net <= 0.0));
        }
    }
    paid.iter().map(|count| 100.0 * count / pairs.len().max(1) as f64).collect()
}

impl Brief {
    /// The brief of one option.
    #[must_use]
    pub fn new(basis: &BriefInputs<'_>) -> Self {
        let BriefInputs { model, option, answer, .. } = *basis;
        let words = &answer.words;
        let truths = words.truths.iter().map(|truth| format!("{} {}", truth.lead, truth.rest));
        let mut points =
            vec![("Effect", vec![words.headline.clone()]), ("Range", vec![words.range.clone()])];
        if !is_baseline(model, option) {
            points[0].1.extend(other_effects(model, option, answer));
            points.push(("Cost", cost(answer, model.layout.years)));
            points.push(("Cost covered, all funders", vec![payback(basis)]));
            let case = basis.case.map(|case| case.words.sentences.clone());
            points.push(("Financial case", case.unwrap_or_default()));
            points.push(("Who pays and who gains", who(answer)));
            points.push(("If support had no effect", null_effect(basis)));
        }
        points.push(("What is assumed", assumed(model, option)));
        points.push(("How to read this", truths.collect()));
        points.push(("Support", words.support.clone()));
        points.push(("Warnings", words.warnings.clone()));
        points.retain(|(_, sentences)| !sentences.is_empty());
        Self { option: option.name.clone(), points }
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.option);
        for (subject, sentences) in &self.points {
            let _ = writeln!(text, "  {subject}");
            for sentence in sentences {
                let _ = writeln!(text, "    {sentence}");
            }
        }
        text
    }

    /// For a document, under a heading of the second rank.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("## {}\n", escaped(&self.option));
        for (subject, sentences) in &self.points {
            let _ = write!(text, "\n### {subject}\n\n");
            let list = sentences.len() > 1;
            for sentence in sentences {
                let _ = writeln!(text, "{}{}", if list { "- " } else { "" }, escaped(sentence));
            }
        }
        text
    }
}

/// Text of a file as text of a document: no mark-up of its own.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' | '\r' => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}

/// The other headline stocks, on the day that the first is about.
fn other_effects(model: &Model, option: &PolicyOption, answer: &Answer) -> Vec<String> {
    use staircase_scenario::written::MeasureKind::Stock;
    let month = headline::month(&model.scenario.calendar, option);
    let date = model.scenario.calendar.at(month).words();
    let stocks = model.scenario.measures.iter().zip(&answer.measures);
    stocks
        .filter(|(measure, _)| measure.headline && measure.kind == Stock)
        .skip(1)
        .filter_map(|(measure, it)| {
            let mean = it.difference.mean.get(month)?;
            let range = match (it.difference.p10.get(month), it.difference.p90.get(month)) {
                (Some(low), Some(high)) => format!("; 8 in 10 runs: {}", between(*low, *high)),
                _ => String::new(),
            };
            Some(format!("{}, {date}: {}{range}.", measure.name, about_change(*mean)))
        })
        .collect()
}

fn range(line: &CostLine) -> String {
    match (line.total.p10, line.total.p90) {
        (Some(low), Some(high)) => {
            format!(" (8 in 10 runs: from {} to {})", more_or_less(low), more_or_less(high))
        }
        _ => String::new(),
    }
}

fn cost(answer: &Answer, years: usize) -> Vec<String> {
    let of = |kind: LineKind, what: &str| {
        let line = answer.line(kind)?;
        let total = more_or_less(line.total.difference);
        Some(format!("{what} over {years} years: {total}{}.", range(line)))
    };
    [
        (LineKind::Spent, "Early help"),
        (LineKind::Avoided, "Statutory services"),
        (LineKind::Net, "Net cost, all funders,"),
    ]
    .into_iter()
    .filter_map(|(kind, what)| of(kind, what))
    .collect()
}

fn payback(basis: &BriefInputs<'_>) -> String {
    let BriefInputs { model, answer, covered_all_funders, .. } = *basis;
    let names = model.scenario.calendar.year_names();
    let share = |years: usize| {
        let at = years.min(covered_all_funders.len()).checked_sub(1)?;
        let year = names.get(at)?;
        Some(format!("{:.0} by the end of {year}", covered_all_funders[at]))
    };
    let mut shares: Vec<String> =
        [5, covered_all_funders.len()].into_iter().filter_map(share).collect();
    shares.dedup();
    let pounds = money::Facts::of(model, basis.option, answer);
    let (lead, counted) = match pounds.kind() {
        _ if pounds.outside <= -SMALL => (
            "Runs in 100 with no higher total cost across all funders",
            "Losing external funding is not a saving for the council",
        ),
        Kind::Same | Kind::Loses => (
            "Runs in 100 with no higher total cost across all funders",
            "All cost avoided or added is counted, cashable or not",
        ),
        Kind::Saves => (
            "Runs in 100 in which added cost has not used up the saving, across all funders",
            "All added cost is counted, whether or not it has become actual spending",
        ),
        Kind::Spends => (
            "Runs in 100 in which cost avoided covers spending, across all funders",
            "All cost avoided is counted, cashable or not",
        ),
    };
    format!("{lead}: {}. {counted}. Undiscounted.", shares.join(", "))
}

/// Lines that move most, and the sources of money that do.
fn who(answer: &Answer) -> Vec<String> {
    let mut lines: Vec<&CostLine> = answer
        .costs
        .iter()
        .filter(|line| line.kind.is_line())
        .filter(|line| line.total.difference.abs() >= 500.0)
        .collect();
    lines.sort_by(|a, b| b.total.difference.abs().total_cmp(&a.total.difference.abs()));
    let say = |line: &&CostLine| format!("{}: {}", line.name, more_or_less(line.total.difference));
    let listed: Vec<String> = lines.iter().take(5).map(say).collect();
    let mut sentences = Vec::new();
    if listed.is_empty() {
        sentences.push("No council cost line changes by £500 or more.".to_owned());
    } else {
        sentences.push(format!("Cost lines that change most: {}.", listed.join("; ")));
    }
    for row in &answer.funding {
        let change: f64 = row.years.iter().map(|year| year.option - year.baseline).sum();
        if change.abs() >= 500.0 {
            let (source, programme) = (&row.source, &row.programme);
            sentences.push(format!(
                "{source} pays {} for {programme} over all years.",
                more_or_less(change)
            ));
        }
    }
    sentences
}

fn null_effect(basis: &BriefInputs<'_>) -> Vec<String> {
    let Some(twin) = basis.twin else { return Vec::new() };
    let spent = twin.line(LineKind::Spent).map_or(0.0, |line| line.total.difference);
    let statutory = twin.line(LineKind::Avoided).map_or(0.0, |line| line.total.difference);
    let month = headline::month(&basis.model.scenario.calendar, basis.option);
    let date = basis.model.scenario.calendar.at(month).words();
    let moved = basis.model.scenario.measures.iter().zip(&twin.measures);
    let first = moved.into_iter().find(|(measure, _)| measure.headline).map(|(measure, it)| {
        let mean = it.difference.mean.get(month).copied().unwrap_or_default();
        format!("{}, {date}: {}.", measure.name, about_change(mean))
    });
    let money = format!(
        "Early help: {}. Statutory services: {}.",
        more_or_less(spent),
        more_or_less(statutory)
    );
    first.into_iter().chain([money]).collect()
}

/// How much of the scenario is judgement, and what of the option itself.
fn assumed(model: &Model, option: &PolicyOption) -> Vec<String> {
    let register = &model.scenario.register;
    let count = |grade: Grade| register.iter().filter(|row| row.grade == grade).count();
    let all = register.len().max(1);
    let share = |grade: Grade| (100.0 * count(grade) as f64 / all as f64).round();
    let mut sentences = vec![format!(
        "The scenario uses {} numbers: {}% assumed, {}% claimed without a measurement, {}% \
         measured elsewhere, {}% measured here.",
        plain(register.len() as f64),
        share(Grade::Assumed),
        share(Grade::Claimed),
        share(Grade::MeasuredElsewhere),
        share(Grade::MeasuredHere)
    )];
    for it in &option.changes {
        let source = if it.source.is_empty() { String::new() } else { format!(", {}", it.source) };
        sentences.push(format!(
            "{} ({}{source}).",
            it.words.trim_end_matches('.'),
            it.grade.word()
        ));
    }
    let effects = register.iter().filter(|row| row.path.contains(".effects[")).collect::<Vec<_>>();
    let judged = effects.iter().filter(|row| row.grade == Grade::Assumed).count();
    if !effects.is_empty() {
        sentences.push(format!(
            "{judged} of the {} numbers on the effect of support {} assumed.",
            effects.len(),
            if judged == 1 { "is" } else { "are" }
        ));
    }
    sentences
}
