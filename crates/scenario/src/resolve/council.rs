//! Numbers of an authority.

mod divisions;
mod door;
mod drivers;
mod money;
mod population;
pub(super) mod programmes;
mod published;
mod rates;
mod shares;

use super::Checker;
use super::framework::Framework;
use crate::calendar::Calendar;
use crate::figure::Uncertain;
use crate::load::Loaded;
use crate::problem::Fault;
use crate::quantity;
use crate::resolved::{
    ADULT, AgeBand, Drift, Driver, EntryCost, EvidenceSet, Factor, FrontDoor, FundingSource,
    Measure, Observed, Population, Programme, PublishedShare, Rate, Stream,
};
use crate::strata::Strata;
use crate::written;

/// A resolved council.
#[derive(Debug)]
pub(super) struct Council {
    pub population: Population,
    pub strata: Strata,
    pub age_bands: Vec<AgeBand>,
    pub stocks: Vec<f64>,
    pub rates: Vec<Rate>,
    pub factors: Vec<Factor>,
    pub drifts: Vec<Drift>,
    pub persistence: Uncertain,
    pub drivers: Vec<Driver>,
    pub streams: Vec<Stream>,
    pub door: Option<FrontDoor>,
    pub routes: Vec<EvidenceSet>,
    pub effects_floor: f64,
    pub programmes: Vec<Programme>,
    pub funding: Vec<FundingSource>,
    pub unit_costs: Vec<Uncertain>,
    pub entry_costs: Vec<EntryCost>,
    pub fixed_costs: Vec<(String, f64)>,
    pub observed: Vec<Observed>,
    pub published_shares: Vec<PublishedShare>,
    pub measures: Vec<Measure>,
}

pub(super) fn resolve(
    desk: &mut Checker,
    loaded: &Loaded,
    framework: &Framework,
    calendar: Calendar,
) -> Council {
    desk.open(&loaded.scenario.parts.council);
    let written = &loaded.council;
    let age_bands = age_bands(desk, written);
    let population = population::population(desk, written, calendar);
    let strata = divisions::divisions(desk, written, framework);
    let (drifts, persistence) = rates::drifts(desk, written, framework);
    let funding = programmes::funding(desk, written, calendar);
    let effects_floor = written.effects_floor.as_ref().map_or(quantity::FLOOR.minimum, |floor| {
        let label = "Least part of a rate that all programmes together may leave";
        desk.figure(floor, &quantity::FLOOR, "effects_floor", label).now
    });
    let routes = divisions::routes(desk, written);
    let surroundings = programmes::Surroundings {
        framework,
        ages: &age_bands,
        strata: &strata,
        routes: &routes,
        evidence: written.evidence.as_deref().unwrap_or_default(),
        council: &loaded.scenario.parts.council,
        funding: &funding,
        calendar,
    };
    let evidence = surroundings.evidence.iter().map(|it| it.id.as_str());
    desk.unique("body of evidence", evidence, "evidence");
    let offered = written.programmes.iter().flatten();
    let programmes = programmes::programmes(desk, offered, &surroundings, true);
    let (entry_costs, fixed_costs) = money::other_costs(desk, written, framework);
    Council {
        stocks: stocks(desk, written, framework, population.children),
        rates: rates::rates(desk, written, framework, &age_bands),
        factors: rates::factors(desk, written, framework, &age_bands, &strata),
        drifts,
        persistence,
        drivers: drivers::drivers(desk, written, framework),
        streams: drivers::streams(desk, written, framework),
        door: door::door(desk, written, framework),
        effects_floor,
        routes,
        programmes,
        unit_costs: money::unit_costs(desk, written, framework),
        entry_costs,
        fixed_costs,
        observed: published::observed(desk, written, framework),
        published_shares: shares::shares(desk, written, framework, &age_bands),
        measures: published::measures_with_beside(desk, written, framework),
        funding,
        age_bands,
        population,
        strata,
    }
}

fn age_bands(desk: &mut Checker, written: &written::CouncilFile) -> Vec<AgeBand> {
    let mut from = 0;
    let mut bands = Vec::new();
    if written.age_bands.is_none() {
        desk.report("", Fault::Missing { key: "age_bands".to_owned() });
        return vec![AgeBand { id: String::new(), from, below: ADULT }];
    }
    for band in written.age_bands.iter().flatten() {
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

fn stocks(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    population: f64,
) -> Vec<f64> {
    let mut stocks = vec![None; framework.levels.len()];
    for stock in written.stocks.iter().flatten() {
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
