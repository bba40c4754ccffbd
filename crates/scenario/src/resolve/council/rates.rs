//! Rates of moving: by hand or from lengths of stay, split by age, with factors and drift.

use super::super::Checker;
use super::super::framework::Framework;
use crate::figure::{Figure, Uncertain};
use crate::problem::Fault;
use crate::quantity;
use crate::register::{Row, spoken};
use crate::resolved::{AgeBand, Drift, Factor, FitTarget, Rate, STAY_BANDS, STAY_EDGES};
use crate::strata::Strata;
use crate::written;
use staircase_numerics::maths;
use staircase_numerics::stay::Stay;

pub(super) fn rates(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<Rate> {
    let mut rates = Vec::new();
    for split in written.splits.iter().flatten() {
        check_split(desk, split, framework, ages);
    }
    for rate in written.rates.iter().flatten() {
        let end = rate.to.as_deref().or(rate.split.as_deref()).unwrap_or("?");
        let id = rate.id.as_ref().map_or_else(String::new, |id| format!(" {id}"));
        let path = format!("rates[{} to {end}{id}]", rate.from);
        desk.unit(&rate.unit, &quantity::RATE, &path);
        desk.sourced(rate.source.as_deref(), rate.grade, &path);
        let per_year = per_year(desk, rate, &path);
        let age = rate.age.as_deref().and_then(|name| age_named(desk, name, ages, &path));
        let from = framework.level(desk, &rate.from, &format!("{path}.from"));
        desk.register.push(Row::of_list(
            format!("{}: {path}", desk.file),
            format!(
                "Rate of moving from {} to {}{}{}",
                framework.spoken(&rate.from),
                framework.spoken(end),
                rate.age
                    .as_deref()
                    .map_or_else(String::new, |age| format!(", age {}", spoken(age))),
                if rate.by_months.is_some() {
                    ", by months there (0–3, 3–6, 6–12, 12–24, 24+)"
                } else {
                    ""
                }
            ),
            rate.by_months.as_deref().unwrap_or(&per_year[..1]),
            &rate.unit,
            (rate.source.as_deref(), rate.grade, rate.note.as_deref()),
        ));
        let Some(from) = from else { continue };
        let only_age = |share: f64, band: usize| match age {
            Some(only) if only != band => 0.0,
            _ => share,
        };
        for (to, shares) in destinations(desk, written, framework, rate, ages, &path) {
            let by_age =
                shares.iter().enumerate().map(|(band, share)| only_age(*share, band)).collect();
            let id = rate.id.as_deref();
            if let Some(mv) = find_move(desk, framework, from, to, id, &path) {
                rates.push(Rate { mv, per_year, by_age });
            }
        }
    }
    rates.extend(stays(desk, written, framework, ages));
    no_clock_at_universal(desk, framework, &rates);
    no_move_twice(desk, framework, &rates);
    rates
}

/// Two rates for the same children would add up without anyone having meant it.
fn no_move_twice(desk: &mut Checker, framework: &Framework, rates: &[Rate]) {
    let mut taken = std::collections::BTreeSet::new();
    for rate in rates {
        let ages = (0..rate.by_age.len()).filter(|age| rate.by_age[*age] > 0.0);
        if ages.filter(|age| !taken.insert((rate.mv, *age))).count() > 0 {
            let it = &framework.moves[rate.mv];
            let [from, to] = [it.from, it.to].map(|level| &framework.levels[level].id);
            let statement = format!(
                "Two rates, splits or stays take children of one age from {from:?} to {to:?}. \
                 Keep one."
            );
            desk.report("rates", Fault::Contradiction { statement });
        }
    }
}

/// Draws find the next move of a family without need at once, so its rate cannot
/// depend on how long it has been so.
fn no_clock_at_universal(desk: &mut Checker, framework: &Framework, rates: &[Rate]) {
    for rate in rates.iter().filter(|rate| rate.varies()) {
        let it = &framework.moves[rate.mv];
        if it.from == 0 {
            let [from, to] = [it.from, it.to].map(|level| &framework.levels[level].id);
            let statement = "No clock runs at the universal level. Give one `value`.".to_owned();
            desk.report(format!("rates[{from} to {to}]"), Fault::Contradiction { statement });
        }
    }
}

/// Levels that a rate leads to, with the share of each by age band.
fn destinations(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    rate: &written::Rate,
    ages: &[AgeBand],
    path: &str,
) -> Vec<(usize, Vec<f64>)> {
    match (&rate.to, &rate.split) {
        (Some(to), None) => framework
            .level(desk, to, &format!("{path}.to"))
            .map(|level| (level, vec![1.0; ages.len()]))
            .into_iter()
            .collect(),
        (None, Some(name)) => {
            let splits: Vec<&written::Split> = written.splits.iter().flatten().collect();
            let names = splits.iter().map(|split| split.id.as_str());
            let Some(found) = desk.find("split", name, names, &format!("{path}.split")) else {
                return Vec::new();
            };
            let split = splits[found];
            let mut destinations = Vec::new();
            for (place, level) in split.levels.iter().enumerate() {
                let where_ = format!("splits[{}].levels", split.id);
                let Some(level) = framework.level(desk, level, &where_) else { continue };
                let shares = ages
                    .iter()
                    .map(|age| {
                        let row = split.rows.iter().find(|row| row.age == age.id);
                        row.and_then(|row| row.shares.get(place)).copied().unwrap_or(0.0)
                    })
                    .collect();
                destinations.push((level, shares));
            }
            destinations
        }
        _ => {
            let statement = "A rate needs either `to` or `split`, not both.".to_owned();
            desk.report(path, Fault::Contradiction { statement });
            Vec::new()
        }
    }
}

fn check_split(
    desk: &mut Checker,
    split: &written::Split,
    framework: &Framework,
    ages: &[AgeBand],
) {
    let path = format!("splits[{}]", split.id);
    desk.sourced(split.source.as_deref(), split.grade, &path);
    for row in &split.rows {
        let path = format!("{path}.rows[{}]", row.age);
        age_named(desk, &row.age, ages, &path);
        desk.shares(&row.shares, &format!("{path}.shares"));
        if row.shares.len() != split.levels.len() {
            let (found, expected) = (row.shares.len(), split.levels.len());
            desk.report(&path, Fault::Length { found, expected, of: "one share a level" });
        }
        desk.register.push(Row::of_list(
            format!("{}: {path}", desk.file),
            format!(
                "Where entries go at age {}: {}",
                spoken(&row.age),
                split.levels.iter().map(|id| framework.spoken(id)).collect::<Vec<_>>().join(" / ")
            ),
            &row.shares,
            "share",
            (split.source.as_deref(), split.grade, split.note.as_deref()),
        ));
    }
    for age in ages {
        if !split.rows.iter().any(|row| row.age == age.id) {
            desk.report(format!("{path}.rows"), Fault::Missing { key: age.id.clone() });
        }
    }
}

fn per_year(desk: &mut Checker, rate: &written::Rate, path: &str) -> [f64; STAY_BANDS] {
    match (&rate.value, &rate.by_months) {
        (Some(value), None) => {
            desk.value(*value, &quantity::RATE, &format!("{path}.value"));
            [*value; STAY_BANDS]
        }
        (None, Some(values)) => {
            for value in values {
                desk.value(*value, &quantity::RATE, &format!("{path}.by_months"));
            }
            values.as_slice().try_into().unwrap_or_else(|_| {
                desk.report(
                    format!("{path}.by_months"),
                    Fault::Length {
                        found: values.len(),
                        expected: STAY_BANDS,
                        of: "0–3, 3–6, 6–12, 12–24, 24 and more months",
                    },
                );
                [0.0; STAY_BANDS]
            })
        }
        _ => {
            let statement = "A rate needs either `value` or `by_months`, not both.".to_owned();
            desk.report(path, Fault::Contradiction { statement });
            [0.0; STAY_BANDS]
        }
    }
}

/// Rates a year by band of a Weibull stay with this mean (months) and shape. In each
/// band but the last the mean hazard; in the last one over the mean residual stay
/// beyond it, so that the mean stay is kept. Shape 1 is memoryless: 12 / mean.
fn stay_bands(mean: f64, shape: f64) -> [f64; STAY_BANDS] {
    if (shape - 1.0).abs() < 1e-12 || !(mean > 0.0 && shape > 0.0) {
        return [12.0 / mean; STAY_BANDS];
    }
    let Some(stay) = Stay::weibull(shape, mean / maths::gamma(1.0 + 1.0 / shape)) else {
        return [12.0 / mean; STAY_BANDS];
    };
    let last = f64::from(STAY_EDGES[STAY_BANDS - 2]);
    let mut rates = [12.0 / stay.mean_residual(last).max(1e-9); STAY_BANDS];
    let mut from = 0.0;
    for (rate, edge) in rates.iter_mut().zip(STAY_EDGES.map(f64::from)) {
        *rate = 12.0 * (stay.summed_hazard(edge) - stay.summed_hazard(from)) / (edge - from);
        from = edge;
    }
    rates
}

/// Mean stay and shares of leavers: share × 12 / mean is a rate a year.
fn stays(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<Rate> {
    let mut rates = Vec::new();
    for stay in written.stays.iter().flatten() {
        let path = format!("stays[{}]", stay.level);
        let label = format!("Mean months at {}", framework.spoken(&stay.level));
        let mean = desk.figure(&stay.mean, &quantity::STAY, &format!("{path}.mean"), &label);
        let shape = stay.shape.as_ref().map_or(1.0, |shape| {
            let label = format!("Shape of the stay at {}", framework.spoken(&stay.level));
            desk.figure(shape, &quantity::SHAPE, &format!("{path}.shape"), &label).now
        });
        let bands = stay_bands(mean.now, shape);
        let from = framework.level(desk, &stay.level, &format!("{path}.level"));
        let mut shares = Vec::new();
        for leavers in &stay.leavers {
            let place = format!("{path}.leavers[{}]", leavers.to);
            let [left, entered] = [&stay.level, &leavers.to].map(|id| framework.spoken(id));
            let label = format!("Share of leavers of {left} who go to {entered}");
            let share = desk
                .figure(&leavers.share, &quantity::SHARE, &format!("{place}.share"), &label)
                .now;
            shares.push(share);
            let to = framework.level(desk, &leavers.to, &format!("{place}.to"));
            if let (Some(from), Some(to)) = (from, to)
                && let Some(mv) = find_move(desk, framework, from, to, None, &place)
            {
                let per_year = bands.map(|rate| rate * share);
                rates.push(Rate { mv, per_year, by_age: vec![1.0; ages.len()] });
            }
        }
        let sum: f64 = shares.iter().sum();
        if sum.is_finite() && (sum - 1.0).abs() > 1e-6 {
            desk.report(format!("{path}.leavers"), Fault::Shares { sum });
        }
    }
    rates
}

fn find_move(
    desk: &mut Checker,
    framework: &Framework,
    from: usize,
    to: usize,
    id: Option<&str>,
    path: &str,
) -> Option<usize> {
    let found =
        framework.moves.iter().position(|m| m.from == from && m.to == to && m.id.as_deref() == id);
    if found.is_none() {
        let name = |level: usize| &framework.levels[level].id;
        let statement = format!(
            "The framework permits no move from {:?} to {:?}{}.",
            name(from),
            name(to),
            id.map_or_else(String::new, |id| format!(" called {id:?}"))
        );
        desk.report(path, Fault::Contradiction { statement });
    }
    found
}

fn age_named(desk: &mut Checker, name: &str, ages: &[AgeBand], path: &str) -> Option<usize> {
    desk.find("age band", name, ages.iter().map(|age| age.id.as_str()), &format!("{path}.age"))
}

pub(super) fn factors(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
    strata: &Strata,
) -> Vec<Factor> {
    let mut factors = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for factor in written.factors.iter().flatten() {
        let path = factor_path(factor, &mut seen);
        let level = |desk: &mut Checker, name: &Option<String>, key: &str| {
            name.as_deref().map(|name| framework.level(desk, name, &format!("{path}.{key}")))
        };
        let from = level(desk, &factor.from, "from");
        let to = level(desk, &factor.to, "to");
        let tagged =
            factor.tag.as_deref().map(|tag| framework.tagged(desk, tag, &format!("{path}.tag")));
        let age = factor.age.as_deref().and_then(|name| age_named(desk, name, ages, &path));
        let moves: Vec<usize> = (0..framework.moves.len())
            .filter(|m| {
                let this = &framework.moves[*m];
                tagged.as_ref().is_none_or(|tagged| tagged.contains(m))
                    && from.is_none_or(|from| from == Some(this.from))
                    && to.is_none_or(|to| to == Some(this.to))
            })
            .collect();
        if moves.is_empty() && from != Some(None) && to != Some(None) && tagged != Some(Vec::new())
        {
            let statement = "No permitted move fits this factor.".to_owned();
            desk.report(&path, Fault::Contradiction { statement });
        }
        let figure = Figure {
            value: factor.value,
            unit: factor.unit.clone(),
            source: factor.source.clone(),
            grade: factor.grade,
            note: factor.note.clone(),
            distribution: factor.distribution,
        };
        let label = factor_label(factor, written, framework);
        let value = desk.figure(&figure, &quantity::FACTOR, &path, &label);
        let fitted_to = factor
            .fitted_to
            .as_ref()
            .and_then(|it| fit_target(desk, it, written, framework, &path));
        let class = factor
            .class
            .as_deref()
            .and_then(|name| super::divisions::class(desk, strata, name, &format!("{path}.class")));
        factors.push(Factor { moves, age, history: factor.history, class, value, fitted_to });
    }
    factors
}

fn fit_target(
    desk: &mut Checker,
    target: &written::FittedTo,
    council: &written::CouncilFile,
    framework: &Framework,
    path: &str,
) -> Option<FitTarget> {
    let path = format!("{path}.fitted_to");
    match target {
        written::FittedTo::Level(name) => framework.level(desk, name, &path).map(FitTarget::Level),
        written::FittedTo::Measure(name) => {
            let names = framework.measures.iter().map(|measure| measure.id.as_str());
            desk.find("measure", name, names, &path).map(FitTarget::Measure)
        }
        written::FittedTo::Share(name) => {
            let shares: Vec<&str> =
                council.published_shares.iter().flatten().map(|share| share.id.as_str()).collect();
            desk.find("published share", name, shares.iter().copied(), &path).map(FitTarget::Share)
        }
    }
}

/// Where a factor stands in the register: by what it applies to, so that a factor put
/// in before it changes nothing. Factors that apply alike are numbered.
fn factor_path(factor: &written::Factor, seen: &mut Vec<String>) -> String {
    let history = factor.history.map(|history| history.word().to_owned());
    let parts =
        [&factor.tag, &factor.from, &factor.to, &factor.age, &history, &factor.class, &factor.id];
    let names: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let name = names.join(" ");
    seen.push(name.clone());
    match seen.iter().filter(|other| **other == name).count() {
        1 => format!("factors[{name}]"),
        count => format!("factors[{name} {count}]"),
    }
}

fn factor_label(
    factor: &written::Factor,
    written: &written::CouncilFile,
    framework: &Framework,
) -> String {
    let class_name = |id: &str| {
        let mut classes = written.divisions.iter().flatten().flat_map(|it| &it.classes);
        classes.find(|class| class.id == id).map_or_else(|| spoken(id), |it| it.name.clone())
    };
    let mut words = vec!["Factor on rates of moving".to_owned()];
    words.extend(factor.tag.as_ref().map(|tag| format!("of kind {}", spoken(tag))));
    words.extend(factor.from.as_ref().map(|from| format!("from {}", framework.spoken(from))));
    words.extend(factor.to.as_ref().map(|to| format!("to {}", framework.spoken(to))));
    words.extend(factor.age.as_ref().map(|age| format!("at age {}", spoken(age))));
    words.extend(factor.class.as_ref().map(|class| format!("in class {}", class_name(class))));
    words.extend(factor.history.map(|history| {
        use written::HistoryTest::{Longer, Never, PriorCare, PriorPlan, Recent};
        match history {
            Never => "for families never known",
            Recent => "for families closed within 12 months",
            Longer => "for families known longer ago",
            PriorPlan => "after an earlier plan",
            PriorCare => "after earlier care",
        }
        .to_owned()
    }));
    words.join(" ")
}

pub(super) fn drifts(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> (Vec<Drift>, Uncertain) {
    let Some(year) = &written.authority_year else {
        return (Vec::new(), Uncertain::fixed(0.0));
    };
    let persistence = desk.figure(
        &year.persistence,
        &quantity::PERSISTENCE,
        "authority_year.persistence",
        "How much of a year's drift lasts into the next",
    );
    let drifts = year
        .drifts
        .iter()
        .map(|drift| {
            let path = format!("authority_year.drifts[{}]", drift.name);
            let moves = framework.tagged_any(desk, &drift.tags, &format!("{path}.tags"));
            let label = format!("Year-to-year spread of {}", drift.name);
            let spread = desk.figure(
                &drift.spread,
                &quantity::LOG_SPREAD,
                &format!("{path}.spread"),
                &label,
            );
            Drift { moves, spread }
        })
        .collect();
    (drifts, persistence)
}
