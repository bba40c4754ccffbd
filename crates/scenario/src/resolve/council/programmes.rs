//! The current offer and who pays for it.

use super::super::Checker;
use super::super::framework::Framework;
use super::super::options::month_of;
use super::divisions::{age_flags, level_flags, who};
use crate::calendar::Calendar;
use crate::figure::{Figure, Uncertain};
use crate::problem::Fault;
use crate::quantity::{self, Quantity};
use crate::register::spoken;
use crate::resolved::{
    AgeBand, Course, Effect, EvidenceSet, FundingSource, PaymentByResults, Programme,
};
use crate::strata::Strata;
use crate::written::{self, EffectClock};

/// Most programmes that can be modelled: a family's past support is one bit each.
pub(crate) const MOST: usize = crate::limits::MOST_PROGRAMMES;

/// What programmes refer to.
pub(crate) struct Surroundings<'a> {
    pub framework: &'a Framework,
    pub ages: &'a [AgeBand],
    pub strata: &'a Strata,
    pub routes: &'a [EvidenceSet],
    pub evidence: &'a [written::Evidence],
    /// The file that evidence is resolved from.
    pub council: &'a str,
    pub funding: &'a [FundingSource],
    pub calendar: Calendar,
}

/// Programmes of a file: `offered` where they are part of the current offer.
pub(crate) fn programmes<'a>(
    desk: &mut Checker,
    written: impl Iterator<Item = &'a written::Programme>,
    around: &Surroundings<'_>,
    offered: bool,
) -> Vec<Programme> {
    let all: Vec<&written::Programme> = written.collect();
    desk.unique("programme", all.iter().map(|p| p.id.as_str()), "programmes");
    all.into_iter().map(|p| programme(desk, p, around, offered)).collect()
}

/// Reads the numbers of one programme.
struct Numbers<'a> {
    desk: &'a mut Checker,
    path: String,
    name: &'a str,
}

impl Numbers<'_> {
    fn given(&mut self, figure: &Figure, quantity: &Quantity, key: &str) -> Uncertain {
        let label = format!("{}: {}", self.name, quantity.phrase);
        self.desk.figure(figure, quantity, &format!("{}.{key}", self.path), &label)
    }

    fn or(
        &mut self,
        figure: Option<&Figure>,
        quantity: &Quantity,
        key: &str,
        absent: f64,
    ) -> Uncertain {
        figure.map_or_else(|| Uncertain::fixed(absent), |figure| self.given(figure, quantity, key))
    }
}

fn programme(
    desk: &mut Checker,
    p: &written::Programme,
    around: &Surroundings<'_>,
    offered: bool,
) -> Programme {
    let path = format!("programmes.{}", p.id);
    let framework = around.framework;
    let levels: Vec<usize> = p
        .levels
        .iter()
        .filter_map(|name| framework.level(desk, name, &format!("{path}.levels")))
        .collect();
    if levels.contains(&0) {
        let statement = "A programme takes families with a need; the universal level has none. \
                         Use `leakage` for places that families without the need take up."
            .to_owned();
        desk.report(format!("{path}.levels"), Fault::Contradiction { statement });
    }
    let also = p.follows.as_deref().unwrap_or_default();
    let mut follows = level_flags(desk, framework, also, &format!("{path}.follows"));
    let below = |level: &usize| !framework.levels[*level].statutory();
    let runs_on = p.runs_on.unwrap_or_else(|| levels.iter().any(below));
    for (level, follow) in follows.iter_mut().enumerate() {
        *follow |= (runs_on && below(&level)) || levels.contains(&level);
    }
    strength_given_once(desk, p, &path);
    let mut numbers = Numbers { desk, path: path.clone(), name: &p.name };
    let n = &mut numbers;
    let staff = n.or(p.staff.as_ref(), &quantity::STAFF, "staff", 0.0).now;
    let caseload = n.or(p.caseload.as_ref(), &quantity::CASELOAD, "caseload", 0.0).now;
    let places = n.or(p.places.as_ref(), &quantity::PLACES, "places", 0.0).now;
    let months = |uncertain: Uncertain| uncertain.now.round() as usize;
    let resolved = Programme {
        id: p.id.clone(),
        name: p.name.clone(),
        levels,
        ages: (0, i32::MAX),
        who: crate::resolved::Who::default(),
        follows,
        offered,
        from: 0,
        until: usize::MAX,
        staff,
        caseload,
        places,
        length: n.given(&p.length, &quantity::SUPPORT_LENGTH, "length"),
        referral: n.given(&p.referral, &quantity::REFERRAL, "referral"),
        identified: n.or(p.identified.as_ref(), &quantity::SHARE, "identified", 1.0),
        known_weight: n.given(&p.known_weight, &quantity::FACTOR, "known_weight"),
        drop_out: n.given(&p.drop_out, &quantity::DROP_OUT, "drop_out"),
        leakage: n.or(p.leakage.as_ref(), &quantity::SHARE, "leakage", 0.0),
        engagement: n.or(p.engagement.as_ref(), &quantity::SHARE, "engagement", 1.0),
        unused: n.or(p.unused.as_ref(), &quantity::UNUSED, "unused", 1.0),
        completion: n.or(p.completion.as_ref(), &quantity::SHARE, "completion", 1.0),
        order: p.order.unwrap_or(written::Order::FirstCome),
        outreach: p.outreach.unwrap_or(true),
        recruitment_lag: months(n.or(
            p.recruitment_lag.as_ref(),
            &quantity::MONTHS,
            "recruitment_lag",
            0.0,
        )),
        dip: (
            n.or(p.dip.as_ref(), &quantity::SHARE, "dip", 0.0).now,
            months(n.or(p.dip_months.as_ref(), &quantity::MONTHS, "dip_months", 0.0)),
        ),
        staff_cost: n.or(p.staff_cost.as_ref(), &quantity::STAFF_COST, "staff_cost", 0.0),
        place_cost: n.or(p.place_cost.as_ref(), &quantity::PLACE_COST, "place_cost", 0.0),
        family_cost: n.or(p.family_cost.as_ref(), &quantity::FAMILY_COST, "family_cost", 0.0),
        set_up: n.or(p.set_up.as_ref(), &quantity::SET_UP, "set_up", 0.0),
        effects: Vec::new(),
        funding: Vec::new(),
        results: p.results.as_ref().map(|results| results_of(n, results)),
    };
    let unpaid_from = p.results.as_ref().and_then(|results| results.ends.as_deref());
    let unpaid = format!("{path}.results.ends");
    let unpaid_from = month(desk, unpaid_from, around.calendar, usize::MAX, &unpaid);
    let results = resolved.results.clone();
    let resolved = Programme {
        results: results.map(|results| PaymentByResults { ends: unpaid_from, ..results }),
        ages: ages(desk, p, around.ages, &path),
        who: who(desk, around.strata, p.history, p.classes.as_deref(), &path),
        from: month(desk, p.starts.as_deref(), around.calendar, 0, &format!("{path}.starts")),
        until: month(desk, p.ends.as_deref(), around.calendar, usize::MAX, &format!("{path}.ends")),
        effects: effects(desk, p, around, &path),
        ..resolved
    };
    let funding = paid_by(desk, p, &resolved, around.funding, &path);
    Programme { funding, ..resolved }
}

/// Strength is either staff with a caseload, or places.
fn strength_given_once(desk: &mut Checker, p: &written::Programme, path: &str) {
    match (&p.staff, &p.caseload, &p.places) {
        (Some(_), Some(_), None) | (None, None, Some(_)) => {}
        (Some(_), None, None) => {
            desk.report(path, Fault::Missing { key: "caseload".to_owned() });
        }
        (None, None, None) => desk.report(path, Fault::Missing { key: "staff".to_owned() }),
        _ => {
            let statement =
                "A programme has either `staff` with a `caseload`, or `places`.".to_owned();
            desk.report(path, Fault::Contradiction { statement });
        }
    }
    if p.staff.is_some() && p.staff_cost.is_none() {
        desk.report(path, Fault::Missing { key: "staff_cost".to_owned() });
    }
}

fn month(
    desk: &mut Checker,
    text: Option<&str>,
    calendar: Calendar,
    absent: usize,
    path: &str,
) -> usize {
    let Some(text) = text else { return absent };
    month_of(text, calendar).unwrap_or_else(|fault| {
        desk.report(path, fault);
        absent
    })
}

/// Ages taken, in months: from, and below.
fn ages(desk: &mut Checker, p: &written::Programme, bands: &[AgeBand], path: &str) -> (i32, i32) {
    let flags = age_flags(desk, bands, p.ages.as_deref(), path);
    let taken: Vec<usize> =
        flags.iter().enumerate().filter(|(_, taken)| **taken).map(|(place, _)| place).collect();
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return (0, i32::MAX) };
    if last - first + 1 != taken.len() {
        let statement = "The age bands of a programme must be next to each other.".to_owned();
        desk.report(format!("{path}.ages"), Fault::Contradiction { statement });
    }
    let oldest = if *last + 1 == bands.len() { i32::MAX } else { bands[*last].below };
    (bands[*first].from, oldest)
}

fn results_of(n: &mut Numbers<'_>, results: &written::PaymentByResults) -> PaymentByResults {
    PaymentByResults {
        name: results.name.clone(),
        tariff: n.given(&results.tariff, &quantity::TARIFF, "results.tariff"),
        up_front: n.given(&results.up_front, &quantity::SHARE, "results.up_front"),
        success: n.given(&results.success, &quantity::SHARE, "results.success"),
        arrears: n.given(&results.arrears, &quantity::MONTHS, "results.arrears").now.round()
            as usize,
        ends: usize::MAX,
    }
}

fn effects(
    desk: &mut Checker,
    programme: &written::Programme,
    around: &Surroundings<'_>,
    path: &str,
) -> Vec<Effect> {
    let own: Vec<&written::Effect> = programme.effects.iter().flatten().collect();
    let name = |effect: &written::Effect| effect.id.as_ref().unwrap_or(&effect.tag).clone();
    let names: Vec<String> = own.iter().map(|effect| name(effect)).collect();
    desk.unique("effect", names.iter().map(String::as_str), &format!("{path}.effects"));
    let mut shared = shared_effects(desk, programme, around, path);
    shared.retain(|effect| !names.contains(&name(effect)));
    let written_in = shared.first().and(programme.evidence.as_deref()).map(|id| {
        let origin = desk.origins.of(around.council, &format!("evidence[{id}]"));
        origin.unwrap_or(around.council).to_owned()
    });
    for effect in &shared {
        let place = format!("{path}.effects[{}]", name(effect));
        let file = desk.file.clone();
        desk.origins.note(&file, place, written_in.as_deref().unwrap_or(&file));
    }
    shared
        .into_iter()
        .chain(own)
        .map(|effect| {
            let name = name(effect);
            let path = format!("{path}.effects[{name}]");
            let about = format!("{}: effect on {}", programme.name, spoken(&name));
            one_effect(desk, effect, around, &path, &about)
        })
        .collect()
}

/// Effects of the body of evidence that a programme names.
fn shared_effects<'a>(
    desk: &mut Checker,
    programme: &written::Programme,
    around: &Surroundings<'a>,
    path: &str,
) -> Vec<&'a written::Effect> {
    let Some(name) = &programme.evidence else { return Vec::new() };
    let names = around.evidence.iter().map(|it| it.id.as_str());
    let found = desk.find("body of evidence", name, names, &format!("{path}.evidence"));
    found.map_or_else(Vec::new, |found| around.evidence[found].effects.iter().collect())
}

fn one_effect(
    desk: &mut Checker,
    effect: &written::Effect,
    around: &Surroundings<'_>,
    path: &str,
    about: &str,
) -> Effect {
    let framework = around.framework;
    let mut moves = framework.tagged(desk, &effect.tag, &format!("{path}.tag"));
    if let Some(names) = &effect.levels {
        let from = level_flags(desk, framework, names, &format!("{path}.levels"));
        moves.retain(|mv| from[framework.moves[*mv].from]);
        if moves.is_empty() {
            let statement = "No move with this tag leaves these levels.".to_owned();
            desk.report(format!("{path}.levels"), Fault::Contradiction { statement });
        }
    }
    let ratio = desk.figure(&effect.ratio, &quantity::EFFECT, &format!("{path}.ratio"), about);
    let mut number = |figure: &Figure, quantity: &Quantity, key: &str, words: &str| {
        desk.figure(figure, quantity, &format!("{path}.{key}"), &format!("{about}, {words}"))
    };
    let haircut = number(&effect.haircut, &quantity::HAIRCUT, "haircut", "reduction for optimism");
    let half_life = number(&effect.half_life, &quantity::HALF_LIFE, "half_life", "half-life");
    let delay =
        effect.delay.as_ref().map(|it| number(it, &quantity::MONTHS, "delay", "months until it"));
    let newly_reached = effect.newly_reached_months.as_ref().map(|it| {
        let words = "months for which added places count as new";
        number(it, &quantity::MONTHS, "newly_reached_months", words).now.round() as usize
    });
    let from_start = effect.clock == Some(EffectClock::SupportStart);
    if delay.is_some() && !from_start {
        let statement =
            "A delay counts from the start of support: give `clock = \"support_start\"`."
                .to_owned();
        desk.report(format!("{path}.delay"), Fault::Contradiction { statement });
    }
    let route = effect.route.as_deref().and_then(|name| {
        let names = around.routes.iter().map(|route| route.id.as_str());
        desk.find("route", name, names, &format!("{path}.route"))
    });
    Effect {
        moves,
        route,
        off: false,
        ages: age_flags(desk, around.ages, effect.ages.as_deref(), path),
        who: who(desk, around.strata, effect.history, effect.classes.as_deref(), path),
        ratio,
        haircut,
        half_life,
        course: if from_start {
            Course::FromStart(delay.map_or(0.0, |delay| delay.now))
        } else {
            Course::WhileSupported
        },
        engaged_only: effect.engaged_only.unwrap_or(false),
        newly_reached,
    }
}

fn paid_by(
    desk: &mut Checker,
    programme: &written::Programme,
    resolved: &Programme,
    sources: &[FundingSource],
    path: &str,
) -> Vec<(usize, f64)> {
    let mut paid = Vec::new();
    for money in programme.funding.iter().flatten() {
        let path = format!("{path}.funding[{}]", money.source);
        let names = sources.iter().map(|source| source.id.as_str());
        let payer = sources.iter().find(|source| source.id == money.source);
        let payer = payer.map_or_else(|| spoken(&money.source), |source| source.name.clone());
        let label = format!("{}: paid for by {payer}", programme.name);
        let amount =
            desk.figure(&money.amount, &quantity::FUNDING, &format!("{path}.amount"), &label);
        if let Some(source) = desk.find("source of funding", &money.source, names, &path) {
            paid.push((source, amount.now));
        }
    }
    let total: f64 = paid.iter().map(|(_, amount)| amount).sum();
    let cost = resolved.yearly_cost();
    if total > cost * (1.0 + 1e-9) {
        let statement = format!(
            "Named sources pay £{total:.0} a year for a programme that costs £{cost:.0} a year."
        );
        desk.report(format!("{path}.funding"), Fault::Contradiction { statement });
    }
    paid
}

pub(super) fn funding(
    desk: &mut Checker,
    written: &written::CouncilFile,
    calendar: Calendar,
) -> Vec<FundingSource> {
    let all: Vec<&written::FundingSource> = written.funding.iter().flatten().collect();
    desk.unique("source of funding", all.iter().map(|f| f.id.as_str()), "funding");
    all.into_iter()
        .map(|source| {
            let path = format!("funding.{}", source.id);
            let label = format!("{}: total", source.name);
            let total =
                desk.figure(&source.total, &quantity::FUNDING, &format!("{path}.total"), &label);
            let ends = source
                .ends
                .as_deref()
                .map(|text| month(desk, Some(text), calendar, usize::MAX, &format!("{path}.ends")));
            if source.renewal.is_some() && ends.is_none() {
                desk.report(&path, Fault::Missing { key: "ends".to_owned() });
            }
            let renewal = source.renewal.as_ref().map_or_else(
                || Uncertain::fixed(0.0),
                |renewal| {
                    let label = format!("{}: probability of renewal", source.name);
                    desk.figure(renewal, &quantity::SHARE, &format!("{path}.renewal"), &label)
                },
            );
            let (id, name) = (source.id.clone(), source.name.clone());
            FundingSource { id, name, total: total.now, ends, renewal }
        })
        .collect()
}
