//! Lasting differences between families, who something is for, routes of evidence.

use super::super::Checker;
use super::super::framework::Framework;
use crate::problem::{Fault, nearest};
use crate::register::Row;
use crate::resolved::{AgeBand, EvidenceSet, Who};
use crate::strata::{Class, Grouping, MOST, Strata};
use crate::written::{self, HistoryTest};

pub(super) fn divisions(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Strata {
    let all: Vec<&written::Grouping> = written.divisions.iter().flatten().collect();
    desk.unique("division", all.iter().map(|d| d.id.as_str()), "divisions");
    let classes = all.iter().flat_map(|d| d.classes.iter().map(|class| class.id.as_str()));
    desk.unique("class", classes, "divisions");
    let divisions =
        all.into_iter()
            .map(|division| {
                let path = format!("divisions[{}]", division.id);
                desk.sourced(division.source.as_deref(), division.grade, &path);
                let shares: Vec<f64> = division.classes.iter().map(|class| class.share).collect();
                desk.shares(&shares, &format!("{path}.classes"));
                let names: Vec<&str> = division.classes.iter().map(|c| c.name.as_str()).collect();
                desk.register.push(Row::of_list(
                    format!("{}: {path}", desk.file),
                    format!("{}: shares of {}", division.name, names.join(" / ")),
                    &shares,
                    "share",
                    (division.source.as_deref(), division.grade, division.note.as_deref()),
                ));
                Grouping {
                    id: division.id.clone(),
                    name: division.name.clone(),
                    held_at: division.held_at.as_ref().map(|levels| {
                        level_flags(desk, framework, levels, &format!("{path}.held_at"))
                    }),
                    classes: division
                        .classes
                        .iter()
                        .map(|c| Class { id: c.id.clone(), name: c.name.clone(), share: c.share })
                        .collect(),
                }
            })
            .collect();
    let strata = Strata { divisions };
    if strata.count() > MOST {
        let many = match strata.count() {
            usize::MAX => "too many to count".to_owned(),
            count => format!("{count} strata"),
        };
        let statement = format!("The divisions make {many}; at most {MOST} can be modelled.");
        desk.report("divisions", Fault::Contradiction { statement });
        return Strata::default();
    }
    strata
}

/// Sets of evidence that disagree.
pub(super) fn routes(desk: &mut Checker, written: &written::CouncilFile) -> Vec<EvidenceSet> {
    let all: Vec<&written::EvidenceSet> = written.routes.iter().flatten().collect();
    desk.unique("route", all.iter().map(|route| route.id.as_str()), "routes");
    let weights: Vec<f64> = all.iter().map(|route| route.weight).collect();
    if !weights.is_empty() {
        desk.shares(&weights, "routes");
    }
    all.into_iter()
        .map(|route| {
            let path = format!("routes[{}]", route.id);
            desk.sourced(route.source.as_deref(), route.grade, &path);
            desk.register.push(Row::of_list(
                format!("{}: {path}", desk.file),
                format!("Share of runs that use this set of evidence: {}", route.name),
                &[route.weight],
                "share",
                (route.source.as_deref(), route.grade, route.note.as_deref()),
            ));
            EvidenceSet { id: route.id.clone(), name: route.name.clone(), weight: route.weight }
        })
        .collect()
}

/// One flag a level.
pub(super) fn level_flags(
    desk: &mut Checker,
    framework: &Framework,
    names: &[String],
    path: &str,
) -> Vec<bool> {
    let mut flags = vec![false; framework.levels.len()];
    for name in names {
        if let Some(level) = framework.level(desk, name, path) {
            flags[level] = true;
        }
    }
    flags
}

/// Grouping and class called `name`.
pub(super) fn class(
    desk: &mut Checker,
    strata: &Strata,
    name: &str,
    path: &str,
) -> Option<(usize, usize)> {
    let found = strata.named(name);
    if found.is_none() {
        let known: Vec<String> = strata
            .divisions
            .iter()
            .flat_map(|d| d.classes.iter().map(|class| class.id.clone()))
            .collect();
        let suggestion = nearest(name, known.iter().map(String::as_str));
        let name = name.to_owned();
        desk.report(path, Fault::UnknownName { kind: "class", name, suggestion, known });
    }
    found
}

/// Who something is for: history and classes.
pub(super) fn who(
    desk: &mut Checker,
    strata: &Strata,
    history: Option<HistoryTest>,
    classes: Option<&[String]>,
    path: &str,
) -> Who {
    let Some(names) = classes else { return Who { history, strata: Vec::new() } };
    let path = format!("{path}.classes");
    let wanted: Vec<(usize, usize)> =
        names.iter().filter_map(|name| class(desk, strata, name, &path)).collect();
    // Any of the classes named of one division, and of every division named.
    let takes = |stratum: usize| {
        wanted.iter().all(|(division, _)| {
            wanted.iter().any(|one| one.0 == *division && strata.is(stratum, *one))
        })
    };
    Who { history, strata: (0..strata.count()).map(takes).collect() }
}

/// Flags of the age bands named; empty is all.
pub(super) fn age_flags(
    desk: &mut Checker,
    ages: &[AgeBand],
    names: Option<&[String]>,
    path: &str,
) -> Vec<bool> {
    let Some(names) = names else { return Vec::new() };
    let mut flags = vec![false; ages.len()];
    for name in names {
        let known = ages.iter().map(|age| age.id.as_str());
        if let Some(age) = desk.find("age band", name, known, &format!("{path}.ages")) {
            flags[age] = true;
        }
    }
    flags
}
