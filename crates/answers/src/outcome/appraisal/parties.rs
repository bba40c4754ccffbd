//! Who pays, who gains, and what is gained outside the council's lines.

use super::super::band::pence;
use super::{AppraisalInputs, Spread, started};
use serde::{Deserialize, Serialize};
use staircase_model::plan;
use staircase_model::record::lines::Line;
use staircase_scenario::figure::Grade;
use staircase_scenario::written::{ValueKind, WiderPer};

/// One agency's part, option less baseline, in prices of the price base. A cost is positive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct AgencyRow {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its statutory cost, by financial year; avoided is negative.
    pub statutory: Vec<f64>,
    /// What it pays more for programmes, by financial year.
    pub pays: Vec<f64>,
    /// Net cost: both together, by financial year, before any allowance for optimism.
    pub net: Vec<f64>,
    /// The same, all years.
    pub total: f64,
    /// The same, as a present value.
    pub present: f64,
}

/// What one source pays more for one programme, option less baseline, in prices of the
/// price base. The sources of a programme add up to what it costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct FundingRow {
    /// Programme.
    pub programme: String,
    /// Source; the council's own budget pays what no other does.
    pub source: String,
    /// Agency behind it.
    pub agency: String,
    /// By financial year.
    pub years: Vec<f64>,
    /// All years.
    pub total: f64,
}

/// A published value, as it would be if it held here. Never added to anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct WiderRow {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Who gains.
    pub agency: String,
    /// Fiscal, economic or social: kinds that are never added.
    pub kind: ValueKind,
    /// Pounds, present value, over the programmes it was found for.
    pub present: Spread,
    /// "£1.51 for each pound spent".
    pub basis: String,
    /// Where it was found.
    pub source: String,
    /// How well it is known.
    pub grade: Grade,
    /// What it overlaps with.
    pub overlaps: String,
}

pub(super) fn agencies(desk: &AppraisalInputs<'_>) -> Vec<AgencyRow> {
    let basis = desk.basis;
    let months = desk.model.layout.months + 1;
    let mut paid = vec![vec![0.0; months]; basis.money.agencies.len()];
    let mut statutory = vec![vec![0.0; months]; basis.money.agencies.len()];
    let runs = desk.accounts.len().max(1) as f64;
    for account in &desk.accounts {
        for month in 0..months {
            statutory[basis.money.council][month] -= account.avoided[month] / runs;
            paid[basis.money.council][month] +=
                (account.spending[month] - account.income[month]) / runs;
            paid[basis.money.grants][month] += account.income[month] / runs;
        }
    }
    for (p, programme) in desk.model.scenario.programmes.iter().enumerate() {
        let [before, after] = desk.plans.map(|plan| &plan.programmes[p]);
        for source in plan::payers(programme, [before, after]) {
            let agency = basis.money.funders.get(source).copied().unwrap_or(basis.money.grants);
            let more =
                |month: usize| (after.paid(source, month) - before.paid(source, month)) / 12.0;
            let series = &mut paid[agency];
            series.iter_mut().enumerate().skip(1).for_each(|(month, paid)| *paid += more(month));
            let series = &mut paid[basis.money.council];
            series.iter_mut().enumerate().skip(1).for_each(|(month, paid)| *paid -= more(month));
        }
    }
    let table = basis.money.agencies.iter().zip(paid.iter().zip(&statutory));
    table
        .map(|((id, name), (paid, statutory))| {
            let net: Vec<f64> = statutory.iter().zip(paid).map(|(a, p)| a + p).collect();
            let by_year = |series: &[f64]| basis.by_year(series).into_iter().map(pence).collect();
            AgencyRow {
                id: id.clone(),
                name: name.clone(),
                statutory: by_year(statutory),
                pays: by_year(paid),
                net: by_year(&net),
                total: pence(net.iter().sum()),
                present: pence(basis.present(&net)),
            }
        })
        .collect()
}

pub(super) fn funding(desk: &AppraisalInputs<'_>) -> Vec<FundingRow> {
    let basis = desk.basis;
    let scenario = &desk.model.scenario;
    let name = |agency: usize| basis.money.agencies[agency].1.clone();
    let mut table = Vec::new();
    for (p, programme) in scenario.programmes.iter().enumerate() {
        let place = basis.lines.iter().position(|line| *line == Line::Programme(p));
        let mut base: Vec<f64> = (0..basis.years.len())
            .map(|year| {
                let months = basis.years[year].clone();
                desk.mean(|it| place.map_or(0.0, |at| it.lines[at][months.clone()].iter().sum()))
            })
            .collect();
        let mut named = Vec::new();
        let [before, after] = desk.plans.map(|plan| &plan.programmes[p]);
        for source in plan::payers(programme, [before, after]) {
            let more: Vec<f64> = (0..=desk.model.layout.months)
                .map(|month| (after.paid(source, month) - before.paid(source, month)) / 12.0)
                .collect();
            let years = basis.by_year(&more);
            base.iter_mut().zip(&years).for_each(|(left, own)| *left -= own);
            let agency = basis.money.funders.get(source).copied().unwrap_or(basis.money.grants);
            named.push((scenario.funding[source].name.clone(), agency, years));
        }
        named.push(("Base budget".to_owned(), basis.money.council, base));
        table.extend(named.into_iter().map(|(source, agency, years)| FundingRow {
            programme: programme.name.clone(),
            source,
            agency: name(agency),
            total: pence(years.iter().sum()),
            years: years.into_iter().map(pence).collect(),
        }));
    }
    table
}

pub(super) fn wider(desk: &AppraisalInputs<'_>) -> Vec<WiderRow> {
    let basis = desk.basis;
    basis
        .money
        .wider
        .iter()
        .map(|it| {
            let units = |draw: usize| -> f64 {
                let own = it.programmes.iter().map(|programme| match it.per {
                    WiderPer::Pound => {
                        let line = Line::Programme(*programme);
                        let place = basis.lines.iter().position(|other| *other == line);
                        place.map_or(0.0, |at| basis.present(&desk.accounts[draw].lines[at]))
                    }
                    WiderPer::Family => basis.present(&started(desk, draw, *programme)),
                });
                own.sum()
            };
            let worth = (0..desk.accounts.len()).map(|draw| it.value * units(draw)).collect();
            let each = staircase_scenario::problem::plain(it.value);
            WiderRow {
                id: it.id.clone(),
                name: it.name.clone(),
                agency: basis.money.agencies[it.agency].1.clone(),
                kind: it.kind,
                present: Spread::of(worth),
                basis: match it.per {
                    WiderPer::Pound => format!("£{each} for each pound that the programme costs"),
                    WiderPer::Family => format!("£{each} for each family that starts"),
                },
                source: it.source.clone(),
                grade: it.grade,
                overlaps: it.overlaps.clone(),
            }
        })
        .collect()
}
