//! The current offer and who pays for it.

use super::super::Desk;
use super::super::framework::Framework;
use crate::scenario::problem::Fault;
use crate::scenario::quantity;
use crate::scenario::resolved::{Effect, FundingSource, Programme};
use crate::scenario::written;

pub(super) fn programmes(
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

pub(super) fn funding(desk: &mut Desk, written: &written::CouncilFile) -> Vec<FundingSource> {
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
