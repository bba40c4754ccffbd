//! What is compared.

use super::Checker;
use super::council::{Council, programmes};
use super::framework::Framework;
use crate::calendar::{Calendar, YearMonth};
use crate::load::Loaded;
use crate::problem::{Fault, plain};
use crate::quantity::{self, Quantity};
use crate::resolved::{Adjust, Change, DoorLever, Lever, PolicyOption, Target};
use crate::written::{Action, ChangeWritten, ChoiceWritten, Effects, What};

pub(super) fn resolve(
    desk: &mut Checker,
    loaded: &Loaded,
    framework: &Framework,
    council: &mut Council,
    calendar: Calendar,
) -> Vec<PolicyOption> {
    desk.open(&loaded.scenario.parts.options);
    add_programmes(desk, loaded, framework, council, calendar);
    let written = &loaded.options.options;
    desk.unique("option", written.iter().map(|option| option.id.as_str()), "options");
    let mut options: Vec<PolicyOption> =
        written.iter().map(|option| choice(desk, option, written, council, calendar)).collect();
    baseline_first(desk, loaded, &mut options);
    options
}

/// Programmes that an option may start join those of the current offer.
fn add_programmes(
    desk: &mut Checker,
    loaded: &Loaded,
    framework: &Framework,
    council: &mut Council,
    calendar: Calendar,
) {
    let around = programmes::Surroundings {
        framework,
        ages: &council.age_bands,
        strata: &council.strata,
        routes: &council.routes,
        evidence: loaded.council.evidence.as_deref().unwrap_or_default(),
        council: &loaded.scenario.parts.council,
        funding: &council.funding,
        calendar,
    };
    let written = loaded.options.programmes.iter().flatten();
    let added = programmes::programmes(desk, written, &around, false);
    council.programmes.extend(added);
    if council.programmes.len() > programmes::MOST {
        let statement = format!(
            "The council's file and the options' file have {} programmes; at most {} can be modelled.",
            council.programmes.len(),
            programmes::MOST
        );
        desk.report("programmes", Fault::Contradiction { statement });
    }
    let ids = council.programmes.iter().map(|p| p.id.as_str());
    desk.unique("programme", ids, "programmes");
}

fn choice(
    desk: &mut Checker,
    option: &ChoiceWritten,
    all: &[ChoiceWritten],
    council: &Council,
    calendar: Calendar,
) -> PolicyOption {
    let path = format!("options[{}]", option.id);
    let mut source = option;
    if let Some(name) = &option.like {
        let names = all.iter().map(|other| other.id.as_str());
        if option.changes.is_some() {
            let statement = "An option has either `like` or `changes`, not both.".to_owned();
            desk.report(&path, Fault::Contradiction { statement });
        }
        if let Some(found) = desk.find("option", name, names, &format!("{path}.like")) {
            if all[found].like.is_some() {
                let statement = format!("{name:?} is itself like another option.");
                desk.report(format!("{path}.like"), Fault::Contradiction { statement });
            }
            source = &all[found];
        }
    }
    let changes = source
        .changes
        .iter()
        .flatten()
        .enumerate()
        .flat_map(|(place, change)| {
            let path = format!("options[{}].changes[{}]", source.id, place + 1);
            changes(desk, change, council, calendar, &path)
        })
        .collect();
    PolicyOption {
        id: option.id.clone(),
        name: option.name.clone(),
        description: option.description.clone(),
        null_effect: option.effects == Some(Effects::None),
        changes,
        against: None,
    }
}

fn changes(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    calendar: Calendar,
    path: &str,
) -> Option<Change> {
    desk.sourced(written.source.as_deref(), written.grade, path);
    let start = start_month(desk, &written.start, calendar, &format!("{path}.start"));
    let ramp = written.ramp_months.unwrap_or(0.0);
    desk.value(ramp, &quantity::RAMP, &format!("{path}.ramp_months"));
    let until = written
        .until
        .as_deref()
        .map_or(usize::MAX, |text| start_month(desk, text, calendar, &format!("{path}.until")));
    if until <= start {
        let statement = "The end month must be after the start month.".to_owned();
        desk.report(format!("{path}.until"), Fault::Contradiction { statement });
    }
    let (target, words) = target(desk, written, council, path)?;
    let paid_by = payer(desk, written, council, target, path);
    let when = calendar.at(start).words();
    let over =
        if ramp > 0.0 { format!(", evenly over {} months", plain(ramp)) } else { String::new() };
    let end = match until {
        usize::MAX => String::new(),
        month => format!(", until {}", calendar.at(month - 1).words()),
    };
    Some(Change {
        target,
        start,
        until,
        ramp,
        paid_by,
        words: format!("{words} from {when}{over}{end}{}", paid_words(council, paid_by, target)),
        source: written.source.clone().unwrap_or_else(|| "assumption".to_owned()),
        references: Vec::new(),
        grade: written.grade,
    })
}

/// Who pays for what a change adds, or paid for what it takes away, where it is not the base
/// budget.
fn payer(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    target: Target,
    path: &str,
) -> Option<usize> {
    let name = written.paid_by.as_ref()?;
    let path = format!("{path}.paid_by");
    if !target.adds_strength() {
        let statement = "Only more staff, places or caseload, or a programme that starts, can \
                         be paid for by a source."
            .to_owned();
        desk.report(&path, Fault::Contradiction { statement });
    }
    let names = council.funding.iter().map(|source| source.id.as_str());
    desk.find("source of funding", name, names, &path)
}

fn paid_words(council: &Council, paid_by: Option<usize>, target: Target) -> String {
    let less = matches!(
        target,
        Target::Programme(_, _, Adjust::Scale(by)) if by < 1.0
    ) || matches!(target, Target::Programme(_, _, Adjust::Add(by)) if by < 0.0);
    paid_by.map_or_else(String::new, |source| {
        let name = &council.funding[source].name;
        if less { format!(", which {name} paid for") } else { format!(", paid by {name}") }
    })
}

/// The simulated month of a date such as 2021-04.
pub(crate) fn month_of(text: &str, calendar: Calendar) -> Result<usize, Fault> {
    let last = calendar.at(calendar.months);
    let fault = || Fault::Date {
        found: text.to_owned(),
        allowed: format!(
            "a month from {} to {last}, such as {}",
            calendar.at(1),
            calendar.at(calendar.months.min(13))
        ),
    };
    let date = text.parse::<YearMonth>().map_err(|()| fault())?;
    usize::try_from(date.since(calendar.start))
        .ok()
        .filter(|month| (1..=calendar.months).contains(month))
        .ok_or_else(fault)
}

fn start_month(desk: &mut Checker, text: &str, calendar: Calendar, path: &str) -> usize {
    month_of(text, calendar).unwrap_or_else(|fault| {
        desk.report(path, fault);
        1
    })
}

fn target(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    path: &str,
) -> Option<(Target, String)> {
    let door = written.front_door.unwrap_or(false);
    match (&written.programme, &written.funding, &written.fixed_cost, door) {
        (Some(name), None, None, false) => of_programme(desk, written, council, name, path),
        (None, Some(name), None, false) => of_funding(desk, written, council, name, path),
        (None, None, Some(name), false) => of_fixed_cost(desk, written, council, name, path),
        (None, None, None, true) => of_door(desk, written, council, path),
        _ => {
            let statement = "A change names one of: a programme, a source of funding, a fixed \
                             cost, the front door."
                .to_owned();
            desk.report(path, Fault::Contradiction { statement });
            None
        }
    }
}

fn of_programme(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    name: &str,
    path: &str,
) -> Option<(Target, String)> {
    let names = council.programmes.iter().map(|p| p.id.as_str());
    let found = desk.find("programme", name, names, &format!("{path}.programme"))?;
    let it = &council.programmes[found];
    match written.action {
        Action::Close | Action::End => {
            return Some((Target::Closes(found), format!("{}: closes", it.name)));
        }
        Action::Start => {
            if it.offered {
                let statement =
                    format!("{name:?} is part of the current offer and cannot start again.");
                desk.report(format!("{path}.action"), Fault::Contradiction { statement });
            }
            let words = if it.places > 0.0 {
                format!("{}: starts with {} places", it.name, plain(it.places))
            } else {
                format!("{}: starts with {} key workers", it.name, plain(it.staff))
            };
            return Some((Target::Starts(found), words));
        }
        Action::Renew => {
            let statement = "Only a source of funding can be renewed.".to_owned();
            desk.report(format!("{path}.action"), Fault::Contradiction { statement });
            return None;
        }
        Action::Set | Action::Add | Action::Scale => {}
    }
    let by_places = it.places > 0.0;
    let what = written.what.unwrap_or(if by_places { What::Places } else { What::Staff });
    let (lever, quantity, unit) = match what {
        What::Staff => (Lever::Staff, quantity::STAFF, "key workers"),
        What::Caseload => (Lever::Caseload, quantity::CASELOAD, "families each"),
        What::Places => (Lever::Places, quantity::PLACES, "places"),
        What::Referral => (Lever::Referral, quantity::REFERRAL, "referrals a year for a family"),
        What::Length => (Lever::Length, quantity::SUPPORT_LENGTH, "months of support"),
        What::Engagement => (Lever::Engagement, quantity::SHARE, "of families engage"),
        What::Leakage => (Lever::Leakage, quantity::SHARE, "of places taken up without the need"),
        What::DropOut => (Lever::DropOut, quantity::DROP_OUT, "drop-outs a year while waiting"),
        What::ContactsBelow | What::Screening | What::Assessments => {
            let statement = "This number belongs to the front door.".to_owned();
            desk.report(format!("{path}.what"), Fault::Contradiction { statement });
            return None;
        }
    };
    let wrong_strength = match lever {
        Lever::Staff | Lever::Caseload => by_places,
        Lever::Places => !by_places,
        _ => false,
    };
    if wrong_strength {
        let given = if by_places { "places" } else { "staff and a caseload" };
        let statement = format!("{name:?} is given by {given}; change those.");
        desk.report(format!("{path}.what"), Fault::Contradiction { statement });
    }
    let (adjust, words) = adjust(desk, written, &quantity, unit, path)?;
    Some((Target::Programme(found, lever, adjust), format!("{}: {words}", it.name)))
}

fn of_funding(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    name: &str,
    path: &str,
) -> Option<(Target, String)> {
    let names = council.funding.iter().map(|source| source.id.as_str());
    let found = desk.find("source of funding", name, names, &format!("{path}.funding"))?;
    let source = &council.funding[found].name;
    match written.action {
        Action::End | Action::Close => {
            let words = format!("{source} ends, with the staff it pays for,");
            Some((Target::FundingEnds(found), words))
        }
        Action::Renew => Some((Target::FundingRenewed(found), format!("{source} is renewed"))),
        Action::Start => {
            let statement = "A source of funding cannot `start`; `set` what it pays.".to_owned();
            desk.report(format!("{path}.action"), Fault::Contradiction { statement });
            None
        }
        Action::Set | Action::Add | Action::Scale => {
            let (adjust, words) = adjust(desk, written, &quantity::FUNDING, "pounds a year", path)?;
            Some((Target::Funding(found, adjust), format!("{source}: {words}")))
        }
    }
}

fn of_fixed_cost(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    name: &str,
    path: &str,
) -> Option<(Target, String)> {
    let names = council.fixed_costs.iter().map(|cost| cost.0.as_str());
    let found = desk.find("fixed cost", name, names, &format!("{path}.fixed_cost"))?;
    match written.action {
        Action::End | Action::Close => {
            Some((Target::FixedCost(found, Adjust::Set(0.0)), format!("{name}: ends")))
        }
        Action::Start | Action::Renew => {
            let statement =
                "A fixed cost cannot `start` or `renew`; `set` how much it is.".to_owned();
            desk.report(format!("{path}.action"), Fault::Contradiction { statement });
            None
        }
        Action::Set | Action::Add | Action::Scale => {
            let (adjust, words) = adjust(desk, written, &quantity::FUNDING, "pounds a year", path)?;
            Some((Target::FixedCost(found, adjust), format!("{name}: {words}")))
        }
    }
}

fn of_door(
    desk: &mut Checker,
    written: &ChangeWritten,
    council: &Council,
    path: &str,
) -> Option<(Target, String)> {
    if council.door.is_none() {
        let statement = "The council file has no front door to change.".to_owned();
        desk.report(format!("{path}.front_door"), Fault::Contradiction { statement });
        return None;
    }
    let (lever, quantity, unit) = match written.what {
        Some(What::ContactsBelow) => {
            (DoorLever::ContactsBelow, quantity::CONTACTS, "contacts a month below the threshold")
        }
        Some(What::Screening) => {
            (DoorLever::Screening, quantity::CONTACTS, "contacts screened a month")
        }
        Some(What::Assessments) => {
            (DoorLever::Assessments, quantity::ASSESSMENTS, "assessments at a time")
        }
        _ => {
            let statement = "A change of the front door names `what`: contacts_below, screening \
                             or assessments."
                .to_owned();
            desk.report(format!("{path}.what"), Fault::Contradiction { statement });
            return None;
        }
    };
    let (adjust, words) = adjust(desk, written, &quantity, unit, path)?;
    Some((Target::Door(lever, adjust), format!("Front door: {words}")))
}

fn adjust(
    desk: &mut Checker,
    written: &ChangeWritten,
    quantity: &Quantity,
    unit: &str,
    path: &str,
) -> Option<(Adjust, String)> {
    let Some(value) = written.value else {
        desk.report(path, Fault::Missing { key: "value".to_owned() });
        return None;
    };
    let path = format!("{path}.value");
    Some(match written.action {
        Action::Set => {
            desk.value(value, quantity, &path);
            (Adjust::Set(value), format!("{} {unit}", plain(value)))
        }
        Action::Add => {
            let either_way = Quantity { minimum: -quantity.maximum, ..*quantity };
            desk.value(value, &either_way, &path);
            let more = if value < 0.0 { "fewer" } else { "more" };
            (Adjust::Add(value), format!("{} {more} {unit}", plain(value.abs())))
        }
        Action::Scale | Action::Start | Action::Close | Action::End | Action::Renew => {
            desk.value(value, &quantity::FACTOR, &path);
            (Adjust::Scale(value), format!("{} times as many {unit}", plain(value)))
        }
    })
}

/// The baseline has no changes, does not assume a null effect, and comes first.
fn baseline_first(desk: &mut Checker, loaded: &Loaded, options: &mut Vec<PolicyOption>) {
    let name = loaded.scenario.about.baseline.clone();
    let found = match &name {
        Some(name) => {
            desk.open(&loaded.main);
            let ids = options.iter().map(|option| option.id.as_str());
            desk.find("option", name, ids, "about.baseline")
        }
        None if options.is_empty() => {
            desk.report("options", Fault::Missing { key: "at least one option".to_owned() });
            None
        }
        None => Some(0),
    };
    if let Some(found) = found {
        let baseline = options.remove(found);
        if !baseline.changes.is_empty() || baseline.null_effect {
            let statement =
                format!("The baseline {:?} must have no changes and no null effect.", baseline.id);
            desk.report("about.baseline", Fault::Contradiction { statement });
        }
        options.insert(0, baseline);
    }
}
