//! Numbers of an authority.

mod money;
mod programmes;
mod published;
mod rates;

use super::Desk;
use super::framework::Framework;
use crate::scenario::figure::Uncertain;
use crate::scenario::load::Loaded;
use crate::scenario::problem::Fault;
use crate::scenario::quantity;
use crate::scenario::register::Row;
use crate::scenario::resolved::{
    ADULT, AgeBand, Drift, EntryCost, Factor, FundingSource, Measure, Observed, Programme, Rate,
};
use crate::scenario::written;

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
    let (drifts, persistence) = rates::drifts(desk, written, framework);
    let funding = programmes::funding(desk, written);
    let (entry_costs, fixed_costs) = money::other_costs(desk, written, framework);
    Council {
        children,
        family_sizes: family_sizes(desk, written),
        stocks: stocks(desk, written, framework, children),
        rates: rates::rates(desk, written, framework, &age_bands),
        factors: rates::factors(desk, written, framework, &age_bands),
        drifts,
        persistence,
        programmes: programmes::programmes(desk, written, framework, &funding),
        unit_costs: money::unit_costs(desk, written, framework),
        entry_costs,
        fixed_costs,
        observed: published::observed(desk, written, framework),
        measures: published::measures_with_beside(desk, written, framework),
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
