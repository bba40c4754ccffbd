//! Numbers that move together, by their places in the register.

use super::Checker;
use crate::correlation::Group;
use crate::load::Loaded;
use crate::problem::{Fault, Problem, nearest};
use crate::quantity;
use crate::register::{Row, spoken};
use crate::written;
use staircase_numerics::chance::hash_text;

/// A checked correlation: the two places, as positions among those mentioned, and its value.
type Pair = (usize, usize, f64);

pub(super) fn correlations(desk: &mut Checker, loaded: &Loaded) -> Vec<Group> {
    desk.open(&loaded.scenario.parts.council);
    let mut places: Vec<String> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for (place, it) in loaded.council.correlations.iter().flatten().enumerate() {
        let path = format!("correlations[{}]", place + 1);
        let Some([a, b]) = checked(desk, it, &path) else { continue };
        let mut position = |name: &str| {
            places.iter().position(|known| known == name).unwrap_or_else(|| {
                places.push(name.to_owned());
                places.len() - 1
            })
        };
        let (a, b) = (position(a), position(b));
        if pairs.iter().any(|(c, d, _)| (*c, *d) == (a, b) || (*c, *d) == (b, a)) {
            let name = it.between.join(" and ");
            desk.report(&path, Fault::Duplicate { kind: "correlation", name });
        } else {
            pairs.push((a, b, it.value));
        }
    }
    grouped(places.len(), &pairs)
        .into_iter()
        .filter_map(|members| group(desk, &places, &members, &pairs))
        .collect()
}

/// What the register calls the number at `place`.
fn label_at(desk: &Checker, place: &str) -> String {
    let found = desk
        .register
        .iter()
        .find(|row| row.path.split_once(": ").is_some_and(|(_, known)| known == place));
    found.map_or_else(|| spoken(place), |row| format!("“{}”", row.label))
}

/// The two places, if nothing is wrong with them.
fn checked<'a>(
    desk: &mut Checker,
    it: &'a written::Correlation,
    path: &str,
) -> Option<[&'a str; 2]> {
    let before = desk.problems.len();
    desk.value(it.value, &quantity::CORRELATION, &format!("{path}.value"));
    desk.sourced(it.source.as_deref(), it.grade, path);
    for (end, name) in it.between.iter().enumerate() {
        vary(desk, name, &format!("{path}.between[{}]", end + 1));
    }
    let [a, b] = it.between.as_slice() else {
        let of = "the places of two numbers";
        desk.report(
            format!("{path}.between"),
            Fault::Length { found: it.between.len(), expected: 2, of },
        );
        return None;
    };
    if a == b {
        let statement = "A number cannot be correlated with itself. Name two.".to_owned();
        desk.report(format!("{path}.between"), Fault::Contradiction { statement });
    }
    desk.register.push(Row::of_list(
        format!("{}: {path}", desk.file),
        format!("How {} and {} move together", label_at(desk, a), label_at(desk, b)),
        &[it.value],
        quantity::CORRELATION.unit,
        (it.source.as_deref(), it.grade, it.note.as_deref()),
    ));
    (desk.problems.len() == before).then_some([a, b])
}

/// Reports a place that is not in the register, or whose number does not vary.
fn vary(desk: &mut Checker, name: &str, path: &str) {
    let prefix = format!("{}: ", desk.file);
    let rows: Vec<(&str, bool)> = desk
        .register
        .iter()
        .filter_map(|row| Some((row.path.strip_prefix(&prefix)?, row.distribution.is_some())))
        .collect();
    let fault = match rows.iter().find(|(place, _)| *place == name) {
        Some((_, true)) => return,
        Some((_, false)) => Fault::Contradiction {
            statement: format!(
                "The number at {name:?} does not vary. Give it a distribution, or leave it out."
            ),
        },
        None => Fault::UnknownName {
            kind: "uncertain number",
            name: name.to_owned(),
            suggestion: nearest(name, rows.iter().map(|(place, _)| *place)),
            known: rows.iter().filter(|row| row.1).map(|row| row.0.to_owned()).collect(),
        },
    };
    desk.report(path, fault);
}

/// Connected groups of positions, each in order of mention.
fn grouped(count: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..count).collect();
    for (a, b, _) in pairs {
        let (keep, lose) = (group[*a].min(group[*b]), group[*a].max(group[*b]));
        group.iter_mut().filter(|it| **it == lose).for_each(|it| *it = keep);
    }
    (0..count)
        .map(|first| (0..count).filter(|member| group[*member] == first).collect())
        .filter(|members: &Vec<usize>| !members.is_empty())
        .collect()
}

fn group(
    desk: &mut Checker,
    places: &[String],
    members: &[usize],
    pairs: &[Pair],
) -> Option<Group> {
    let row = |place: usize| members.iter().position(|member| *member == place);
    let own: Vec<Pair> =
        pairs.iter().filter_map(|(a, b, value)| Some((row(*a)?, row(*b)?, *value))).collect();
    let keys = members
        .iter()
        .map(|member| hash_text(&format!("{}:{}", desk.file, places[*member])))
        .collect();
    let group = Group::new(keys, &own);
    if group.is_none() {
        let names: Vec<&str> = members.iter().map(|member| places[*member].as_str()).collect();
        let statement = format!(
            "The correlations between {} cannot all be met at once. Weaken one of them, or name \
             the pairs that are missing.",
            names.join(", ")
        );
        desk.report("correlations", Fault::Contradiction { statement });
    }
    group
}

/// Reports distributions of numbers that are never drawn: they would do nothing.
pub(super) fn idle_distributions(desk: &mut Checker, drawn: &[u64]) {
    let idle: Vec<(String, String)> = desk
        .register
        .iter()
        .filter(|row| row.distribution.is_some())
        .filter_map(|row| row.path.split_once(": "))
        .filter(|(file, place)| !drawn.contains(&hash_text(&format!("{file}:{place}"))))
        .map(|(file, place)| (file.to_owned(), format!("{place}.distribution")))
        .collect();
    for (file, path) in idle {
        let statement = "This number is the same in every draw, so a distribution would do \
                         nothing. Take the distribution out."
            .to_owned();
        desk.problems.push(Problem::new(&file, path, Fault::Contradiction { statement }));
    }
}
