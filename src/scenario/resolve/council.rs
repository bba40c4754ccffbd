//! Numbers of an authority.

use super::Desk;
use super::framework::Framework;
use crate::scenario::figure::Uncertain;
use crate::scenario::load::Loaded;
use crate::scenario::problem::Fault;
use crate::scenario::quantity;
use crate::scenario::register::Row;
use crate::scenario::resolved::{
    ADULT, AgeBand, Drift, Effect, EntryCost, Factor, FitTarget, FundingSource, Measure, Observed,
    Programme, Rate, STAY_BANDS,
};
use crate::scenario::written::{self, MeasureKind};

/// A resolved council.
#[derive(Debug)]
pub(super) struct Council {
    pub children: f64,
    pub family_sizes: Vec<f64>,
    pub age_bands: Vec<AgeBand>,
    pub stocks: Vec<f64>,
    pub rates: Vec<Rate>,
    pub factors: Vec<Factor>,
    pub drifts: Vec<Drift>,
    pub persistence: Uncertain,
    pub programmes: Vec<Programme>,
    pub funding: Vec<FundingSource>,
    pub unit_costs: Vec<Uncertain>,
    pub entry_costs: Vec<EntryCost>,
    pub fixed_costs: Vec<(String, f64)>,
    pub observed: Vec<Observed>,
    pub measures: Vec<Measure>,
}

pub(super) fn resolve(desk: &mut Desk, loaded: &Loaded, framework: &Framework) -> Council {
    desk.open(&loaded.scenario.parts.council);
    let written = &loaded.council;
    let age_bands = age_bands(desk, written);
    let children = desk
        .figure(
            &written.population.children,
            &quantity::POPULATION,
            "population.children",
            "Children aged 0 to 17",
        )
        .now;
    let (drifts, persistence) = drifts(desk, written, framework);
    let funding = funding(desk, written);
    let (entry_costs, fixed_costs) = other_costs(desk, written, framework);
    Council {
        children,
        family_sizes: family_sizes(desk, written),
        stocks: stocks(desk, written, framework, children),
        rates: rates(desk, written, framework, &age_bands),
        factors: factors(desk, written, framework, &age_bands),
        drifts,
        persistence,
        programmes: programmes(desk, written, framework, &funding),
        unit_costs: unit_costs(desk, written, framework),
        entry_costs,
        fixed_costs,
        observed: observed(desk, written, framework),
        measures: measures_with_beside(desk, written, framework),
        funding,
        age_bands,
    }
}

fn age_bands(desk: &mut Desk, written: &written::CouncilFile) -> Vec<AgeBand> {
    let mut from = 0;
    let mut bands = Vec::new();
    for band in &written.age_bands {
        let below = i32::try_from(band.below_months).unwrap_or(i32::MAX);
        if below <= from || below > ADULT {
            let statement = format!(
                "Age band {:?} ends at month {}. Bands must rise and end at month {ADULT}.",
                band.id, band.below_months
            );
            desk.report("age_bands", Fault::Contradiction { statement });
        }
        bands.push(AgeBand { id: band.id.clone(), from, below });
        from = below;
    }
    if from != ADULT {
        let statement = format!("The last age band must end at month {ADULT}, the 18th birthday.");
        desk.report("age_bands", Fault::Contradiction { statement });
    }
    desk.unique("age band", bands.iter().map(|band| band.id.as_str()), "age_bands");
    bands
}

fn family_sizes(desk: &mut Desk, written: &written::CouncilFile) -> Vec<f64> {
    let sizes = &written.population.family_sizes;
    let path = "population.family_sizes";
    desk.shares(&sizes.shares, &format!("{path}.shares"));
    desk.sourced(sizes.source.as_deref(), sizes.grade, path);
    if sizes.shares.is_empty() || sizes.shares.len() > 12 {
        desk.report(
            path,
            Fault::Length { found: sizes.shares.len(), expected: 6, of: "1 to 12 family sizes" },
        );
    }
    desk.register.push(Row::of_list(
        format!("{}: {path}", desk.file),
        "Share of families with 1, 2, 3 … children".to_owned(),
        &sizes.shares,
        "share",
        (sizes.source.as_deref(), sizes.grade, sizes.note.as_deref()),
    ));
    sizes.shares.clone()
}

fn stocks(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
    population: f64,
) -> Vec<f64> {
    let mut stocks = vec![None; framework.levels.len()];
    for stock in &written.stocks {
        let path = format!("stocks[{}]", stock.level);
        let level = framework.level(desk, &stock.level, &format!("{path}.level"));
        let label = level.map_or_else(
            || stock.level.clone(),
            |level| format!("Children at {}", framework.levels[level].name),
        );
        let children =
            desk.figure(&stock.children, &quantity::CHILDREN, &format!("{path}.children"), &label);
        match level {
            Some(0) => {
                let statement =
                    "The universal level takes the children that are at no other level. \
                     Leave its stock out."
                        .to_owned();
                desk.report(&path, Fault::Contradiction { statement });
            }
            Some(level) if stocks[level].replace(children.now).is_some() => {
                desk.report(&path, Fault::Duplicate { kind: "stock", name: stock.level.clone() });
            }
            _ => {}
        }
    }
    for (level, stock) in framework.levels.iter().zip(&stocks).skip(1) {
        if stock.is_none() {
            desk.report("stocks", Fault::Missing { key: level.id.clone() });
        }
    }
    let mut stocks: Vec<f64> = stocks.into_iter().map(Option::unwrap_or_default).collect();
    let above: f64 = stocks.iter().sum();
    if above > population {
        let statement = format!(
            "The levels above universal hold {above} children, more than the population of {population}."
        );
        desk.report("stocks", Fault::Contradiction { statement });
    }
    if let Some(universal) = stocks.first_mut() {
        *universal = population - above;
    }
    stocks
}

fn rates(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<Rate> {
    let mut rates = Vec::new();
    for split in written.splits.iter().flatten() {
        check_split(desk, split, ages);
    }
    for rate in written.rates.iter().flatten() {
        let end = rate.to.as_deref().or(rate.split.as_deref()).unwrap_or("?");
        let path = format!("rates[{} to {end}]", rate.from);
        desk.unit(&rate.unit, &quantity::RATE, &path);
        desk.sourced(rate.source.as_deref(), rate.grade, &path);
        let per_year = per_year(desk, rate, &path);
        let age = rate.age.as_deref().and_then(|name| age_named(desk, name, ages, &path));
        let from = framework.level(desk, &rate.from, &format!("{path}.from"));
        desk.register.push(Row::of_list(
            format!("{}: {path}", desk.file),
            format!(
                "Rate of moving from {} to {end}{}{}",
                from.map_or(rate.from.as_str(), |level| framework.levels[level].name.as_str()),
                rate.age.as_deref().map_or_else(String::new, |age| format!(", age {age}")),
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
    rates
}

/// Levels that a rate leads to, with the share of each by age band.
fn destinations(
    desk: &mut Desk,
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

fn check_split(desk: &mut Desk, split: &written::Split, ages: &[AgeBand]) {
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
            format!("Where entries go at age {}: {}", row.age, split.levels.join(" / ")),
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

fn per_year(desk: &mut Desk, rate: &written::Rate, path: &str) -> [f64; STAY_BANDS] {
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

/// Mean stay and shares of leavers: share × 12 / mean is a rate a year.
fn stays(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<Rate> {
    let mut rates = Vec::new();
    for stay in written.stays.iter().flatten() {
        let path = format!("stays[{}]", stay.level);
        let label = format!("Mean months at {}", stay.level);
        let mean = desk.figure(&stay.mean, &quantity::STAY, &format!("{path}.mean"), &label);
        let from = framework.level(desk, &stay.level, &format!("{path}.level"));
        let mut shares = Vec::new();
        for leavers in &stay.leavers {
            let place = format!("{path}.leavers[{}]", leavers.to);
            let label = format!("Share of leavers of {} who go to {}", stay.level, leavers.to);
            let share = desk
                .figure(&leavers.share, &quantity::SHARE, &format!("{place}.share"), &label)
                .now;
            shares.push(share);
            let to = framework.level(desk, &leavers.to, &format!("{place}.to"));
            if let (Some(from), Some(to)) = (from, to)
                && let Some(mv) = find_move(desk, framework, from, to, None, &place)
            {
                let per_year = [12.0 / mean.now * share; STAY_BANDS];
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
    desk: &mut Desk,
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

fn age_named(desk: &mut Desk, name: &str, ages: &[AgeBand], path: &str) -> Option<usize> {
    desk.find("age band", name, ages.iter().map(|age| age.id.as_str()), &format!("{path}.age"))
}

fn factors(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<Factor> {
    let mut factors = Vec::new();
    for (place, factor) in written.factors.iter().flatten().enumerate() {
        let path = format!("factors[{}]", place + 1);
        let level = |desk: &mut Desk, name: &Option<String>, key: &str| {
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
        let figure = crate::scenario::figure::Figure {
            value: factor.value,
            unit: factor.unit.clone(),
            source: factor.source.clone(),
            grade: factor.grade,
            note: factor.note.clone(),
            distribution: factor.distribution,
        };
        let label = factor_label(factor);
        let value = desk.figure(&figure, &quantity::FACTOR, &path, &label);
        let fitted_to =
            factor.fitted_to.as_ref().and_then(|it| fit_target(desk, it, framework, &path));
        factors.push(Factor { moves, age, history: factor.history, value, fitted_to });
    }
    factors
}

fn fit_target(
    desk: &mut Desk,
    target: &written::FittedTo,
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
    }
}

fn factor_label(factor: &written::Factor) -> String {
    let mut words = vec!["Factor on rates of moving".to_owned()];
    words.extend(factor.tag.as_ref().map(|tag| format!("of kind {tag}")));
    words.extend(factor.from.as_ref().map(|from| format!("from {from}")));
    words.extend(factor.to.as_ref().map(|to| format!("to {to}")));
    words.extend(factor.age.as_ref().map(|age| format!("at age {age}")));
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

fn drifts(
    desk: &mut Desk,
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
        "How much of a year's departure lasts into the next",
    );
    let drifts = year
        .drifts
        .iter()
        .map(|drift| {
            let path = format!("authority_year.drifts[{}]", drift.name);
            let mut moves: Vec<usize> = drift
                .tags
                .iter()
                .flat_map(|tag| framework.tagged(desk, tag, &format!("{path}.tags")))
                .collect();
            moves.sort_unstable();
            moves.dedup();
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

fn programmes(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
    funding: &[FundingSource],
) -> Vec<Programme> {
    let all: Vec<&written::Programme> = written.programmes.iter().flatten().collect();
    desk.unique("programme", all.iter().map(|p| p.id.as_str()), "programmes");
    if all.len() > 8 {
        let statement = "At most 8 programmes can be modelled.".to_owned();
        desk.report("programmes", Fault::Contradiction { statement });
    }
    let mut programmes = Vec::new();
    for p in all {
        let path = format!("programmes.{}", p.id);
        let mut number = |figure, quantity, key: &str, words: &str| {
            desk.figure(figure, quantity, &format!("{path}.{key}"), &format!("{}: {words}", p.name))
        };
        let staff = number(&p.staff, &quantity::STAFF, "staff", "key workers").now;
        let caseload = number(&p.caseload, &quantity::CASELOAD, "caseload", "caseload").now;
        let length = number(&p.length, &quantity::SUPPORT_LENGTH, "length", "length of support");
        let referral = number(&p.referral, &quantity::REFERRAL, "referral", "rate of referral");
        let known_weight = number(
            &p.known_weight,
            &quantity::FACTOR,
            "known_weight",
            "priority of families known before",
        );
        let drop_out =
            number(&p.drop_out, &quantity::DROP_OUT, "drop_out", "dropping out while waiting");
        let staff_cost = number(
            &p.staff_cost,
            &quantity::STAFF_COST,
            "staff_cost",
            "cost of a full-time worker with overhead",
        );
        let levels = p
            .levels
            .iter()
            .filter_map(|name| framework.level(desk, name, &format!("{path}.levels")))
            .collect::<Vec<_>>();
        for level in &levels {
            if framework.levels[*level].kind != written::LevelKind::Need {
                let statement = format!(
                    "A programme takes families at levels of kind need; {:?} is not one.",
                    framework.levels[*level].id
                );
                desk.report(format!("{path}.levels"), Fault::Contradiction { statement });
            }
        }
        programmes.push(Programme {
            id: p.id.clone(),
            name: p.name.clone(),
            levels,
            staff,
            caseload,
            length,
            referral,
            known_weight,
            drop_out,
            staff_cost,
            effects: effects(desk, p, framework, &path),
            funding: paid_by(desk, p, funding, &path),
        });
    }
    programmes
}

fn effects(
    desk: &mut Desk,
    programme: &written::Programme,
    framework: &Framework,
    path: &str,
) -> Vec<Effect> {
    programme
        .effects
        .iter()
        .flatten()
        .map(|effect| {
            let path = format!("{path}.effects[{}]", effect.tag);
            let about = format!("{}: effect on {}", programme.name, effect.tag);
            Effect {
                moves: framework.tagged(desk, &effect.tag, &format!("{path}.tag")),
                ratio: desk.figure(
                    &effect.ratio,
                    &quantity::EFFECT,
                    &format!("{path}.ratio"),
                    &format!("{about}, ratio while supported"),
                ),
                haircut: desk.figure(
                    &effect.haircut,
                    &quantity::HAIRCUT,
                    &format!("{path}.haircut"),
                    &format!("{about}, reduction for optimism"),
                ),
                half_life: desk.figure(
                    &effect.half_life,
                    &quantity::HALF_LIFE,
                    &format!("{path}.half_life"),
                    &format!("{about}, half-life after support"),
                ),
            }
        })
        .collect()
}

fn paid_by(
    desk: &mut Desk,
    programme: &written::Programme,
    sources: &[FundingSource],
    path: &str,
) -> Vec<(usize, f64)> {
    let mut paid = Vec::new();
    for money in programme.funding.iter().flatten() {
        let path = format!("{path}.funding[{}]", money.source);
        let names = sources.iter().map(|source| source.id.as_str());
        let label = format!("{}: paid for by {}", programme.name, money.source);
        let amount =
            desk.figure(&money.amount, &quantity::FUNDING, &format!("{path}.amount"), &label);
        if let Some(source) = desk.find("source of funding", &money.source, names, &path) {
            paid.push((source, amount.now));
        }
    }
    let total: f64 = paid.iter().map(|(_, amount)| amount).sum();
    let cost = programme.staff.value * programme.staff_cost.value;
    if total > cost * (1.0 + 1e-9) {
        let statement = format!(
            "Named sources pay £{total:.0} a year for a programme that costs £{cost:.0} a year."
        );
        desk.report(format!("{path}.funding"), Fault::Contradiction { statement });
    }
    paid
}

fn funding(desk: &mut Desk, written: &written::CouncilFile) -> Vec<FundingSource> {
    let all: Vec<&written::FundingSource> = written.funding.iter().flatten().collect();
    desk.unique("source of funding", all.iter().map(|f| f.id.as_str()), "funding");
    all.into_iter()
        .map(|source| {
            let path = format!("funding.{}.total", source.id);
            let label = format!("{}: total", source.name);
            let total = desk.figure(&source.total, &quantity::FUNDING, &path, &label);
            FundingSource { id: source.id.clone(), name: source.name.clone(), total: total.now }
        })
        .collect()
}

fn unit_costs(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Uncertain> {
    let mut costs = vec![Uncertain::fixed(0.0); framework.levels.len()];
    for cost in written.unit_costs.iter().flatten() {
        let path = format!("unit_costs[{}]", cost.level);
        let level = framework.level(desk, &cost.level, &format!("{path}.level"));
        let label = format!("Cost of a child for a year at {}", cost.level);
        let value = desk.figure(&cost.cost, &quantity::UNIT_COST, &format!("{path}.cost"), &label);
        if let Some(level) = level {
            costs[level] = value;
        }
    }
    costs
}

fn other_costs(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
) -> (Vec<EntryCost>, Vec<(String, f64)>) {
    let mut entries = Vec::new();
    for entry in written.entry_costs.iter().flatten() {
        let path = format!("entry_costs[{}]", entry.name);
        let mut moves: Vec<usize> = entry
            .tags
            .iter()
            .flat_map(|tag| framework.tagged(desk, tag, &format!("{path}.tags")))
            .collect();
        moves.sort_unstable();
        moves.dedup();
        let cost = desk.figure(
            &entry.cost,
            &quantity::ENTRY_COST,
            &format!("{path}.cost"),
            &format!("{}: cost a child", entry.name),
        );
        entries.push(EntryCost { name: entry.name.clone(), moves, cost });
    }
    let mut fixed = Vec::new();
    for cost in written.fixed_costs.iter().flatten() {
        let path = format!("fixed_costs[{}].amount", cost.name);
        let amount = desk.figure(&cost.amount, &quantity::FUNDING, &path, &cost.name);
        fixed.push((cost.name.clone(), amount.now));
    }
    (entries, fixed)
}

fn observed(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Observed> {
    let mut series = Vec::new();
    for observed in written.observed.iter().flatten() {
        let path = format!("observed[{}]", observed.measure);
        let names = framework.measures.iter().map(|measure| measure.id.as_str());
        let measure = desk.find("measure", &observed.measure, names, &format!("{path}.measure"));
        if observed.years.len() != observed.values.len() {
            let (found, expected) = (observed.values.len(), observed.years.len());
            desk.report(&path, Fault::Length { found, expected, of: "one number a year" });
        }
        for value in &observed.values {
            desk.value(*value, &quantity::CHILDREN, &format!("{path}.values"));
        }
        if let Some(measure) = measure {
            let points = observed
                .years
                .iter()
                .zip(&observed.values)
                .filter_map(|(year, value)| Some((i32::try_from(*year).ok()?, *value)))
                .collect();
            series.push(Observed { measure, points, source: observed.source.clone() });
        }
    }
    series
}

fn measures_with_beside(
    desk: &mut Desk,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Vec<Measure> {
    let mut measures = framework.measures.clone();
    for beside in written.beside.iter().flatten() {
        let path = format!("beside[{}]", beside.name);
        let stock = desk.figure(
            &beside.stock,
            &quantity::EXOGENOUS,
            &format!("{path}.stock"),
            &format!("{}, at any time", beside.name),
        );
        let starts = desk.figure(
            &beside.starts,
            &quantity::EXOGENOUS_FLOW,
            &format!("{path}.starts"),
            &format!("{}, starting in a year", beside.name),
        );
        for name in &beside.measures {
            let names = framework.measures.iter().map(|measure| measure.id.as_str());
            if let Some(found) = desk.find("measure", name, names, &format!("{path}.measures")) {
                measures[found].beside += match measures[found].kind {
                    MeasureKind::Stock => stock.now,
                    MeasureKind::Flow => starts.now,
                };
            }
        }
    }
    measures
}
