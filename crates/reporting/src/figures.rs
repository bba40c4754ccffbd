//! Titles and sentences of the pictures.

use super::effect::{CHILD, Facts, at_month};
use super::money;
use super::number::{between, change, plain, small_count};
use super::phrases::{Figure, counted, if_baseline, is_baseline, lower, than_baseline, when};
use super::turns::{self, Turn};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::measures::MeasureAnswer;
use staircase_answers::outcome::staircase::{StaircaseYear, StepState};
use staircase_model::Model;
use staircase_scenario::resolved::{Measure, PolicyOption};
use staircase_scenario::written::{LevelKind, MeasureKind};
use std::collections::BTreeMap;

/// Those that are about one day.
pub(super) fn of_day(facts: &Facts<'_>) -> BTreeMap<String, Figure> {
    let mut figures = BTreeMap::new();
    let measures = facts.model.scenario.measures.iter().zip(&facts.answer.measures);
    for (measure, it) in measures.filter(|(measure, _)| measure.headline) {
        figures.insert(format!("fan-{}", measure.id), fan(facts, measure, it));
        figures.insert(format!("difference-{}", measure.id), difference(facts, measure, it));
    }
    figures
}

/// Those that are about every year, or each about a year of its own.
pub(super) fn of_all_years(
    model: &Model,
    option: &PolicyOption,
    answer: &Answer,
    turns: &[Turn],
    pounds: &money::Facts,
) -> BTreeMap<String, Figure> {
    let mut figures = BTreeMap::new();
    for year in &answer.staircase {
        figures.insert(format!("staircase-{}", year.year), staircase(model, option, year));
    }
    figures.insert("money".to_owned(), money::table(model, option, pounds));
    figures.insert("budget".to_owned(), money::budget(pounds, model.scenario.calendar.at(1)));
    if !is_baseline(model, option) {
        let title = turns::title(turns);
        figures.insert("worse-first".to_owned(), Figure { sentence: format!("{title}."), title });
        figures.insert("net".to_owned(), money::so_far(pounds));
    }
    figures
}

fn staircase(model: &Model, option: &PolicyOption, year: &StaircaseYear) -> Figure {
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
            format!("{}: {}{support}", s.step, families(s.families))
        })
        .collect::<Vec<_>>()
        .join("; ");
    let date = format!("March {}", year.year);
    let title = if is_baseline(model, option) {
        let are = if above_a.round() > 0.5 && above_a < 1.5 { "is" } else { "are" };
        let held = if held_a.round() > 0.5 && held_a < 1.5 { "is" } else { "are" };
        format!(
            "{date}: {} {are} on a statutory step and {} {held} supported by early help",
            families(above_a),
            plain(held_a.round())
        )
    } else {
        let held = held_b - held_a;
        let supported = if held.abs() < CHILD { "about as many".to_owned() } else { change(held) };
        format!(
            "{date}: {} on a statutory step, {supported} supported by early help",
            more_families(above_b - above_a)
        )
    };
    Figure { title, sentence: format!("{sentence}.") }
}

fn families(count: f64) -> String {
    let whole = count.round();
    let noun = if whole > 0.5 && whole < 1.5 { "family" } else { "families" };
    format!("{} {noun}", plain(whole))
}

fn more_families(difference: f64) -> String {
    if difference.abs() < CHILD {
        return "about as many families".to_owned();
    }
    let kind = if difference < 0.0 { "fewer" } else { "more" };
    let count = families(difference.abs());
    let (number, noun) = count.split_once(' ').unwrap_or((&count, ""));
    format!("{number} {kind} {noun}")
}

fn fan(facts: &Facts<'_>, measure: &Measure, it: &MeasureAnswer) -> Figure {
    let (model, month) = (facts.model, facts.month);
    let mean = at_month(&it.option.mean, measure.kind, month);
    let value = mean.round();
    let name = counted(&lower(&measure.name), value);
    let period = facts.period(measure.kind);
    let title = if is_baseline(model, facts.option) {
        format!("{}, about {} {name} {period}", if_baseline(model, facts.option), plain(value))
    } else {
        format!("With this option, about {} {name} {period}", plain(value))
    };
    let range = match (it.option.p10.get(month), it.option.p90.get(month), measure.kind) {
        (Some(low), Some(high), MeasureKind::Stock) => format!(
            " 8 in 10 runs: between about {} and {}.",
            plain(low.round()),
            plain(high.round())
        ),
        _ => String::new(),
    };
    let first = it.option.mean[0].round();
    let start = match measure.kind {
        MeasureKind::Stock => format!(", from {} in {}", plain(first), when(model, 0)),
        MeasureKind::Flow => String::new(),
    };
    let draws = facts.answer.draws;
    let runs = if draws > 0 { format!(" {} runs.", plain(draws as f64)) } else { String::new() };
    let small = small_count(&lower(&measure.name), &period, mean)
        .map_or_else(String::new, |words| format!(" {words}"));
    Figure { sentence: format!("{title}{start}.{range}{runs}{small}"), title }
}

fn difference(facts: &Facts<'_>, measure: &Measure, it: &MeasureAnswer) -> Figure {
    let (month, date) = (facts.month, facts.date());
    let name = lower(&measure.name);
    if is_baseline(facts.model, facts.option) {
        let title = "No difference: this is the baseline itself".to_owned();
        return Figure { sentence: format!("{title}."), title };
    }
    let value = at_month(&it.difference.mean, measure.kind, month);
    let by = match measure.kind {
        MeasureKind::Stock => format!("by {date}"),
        MeasureKind::Flow => format!("in the year to {date}"),
    };
    let title = if value.abs() < CHILD {
        format!("On average, a difference of less than one child in {name} {by}")
    } else {
        let name = counted(&name, value);
        let than = than_baseline(facts.model, facts.option);
        format!("About {} {name} {by} {than}", change(value))
    };
    let range = match (it.difference.p10.get(month), it.difference.p90.get(month), measure.kind) {
        (Some(low), Some(high), MeasureKind::Stock) => {
            format!(" 8 in 10 runs: {}.", between(*low, *high))
        }
        _ => String::new(),
    };
    let null = if facts.answer.null_effect {
        " This option assumes that support has no effect."
    } else {
        ""
    };
    Figure { sentence: format!("{title}.{range}{null}"), title }
}
