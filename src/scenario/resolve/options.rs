//! What is compared.

use super::Desk;
use super::council::Council;
use crate::scenario::calendar::{Calendar, YearMonth};
use crate::scenario::load::Loaded;
use crate::scenario::problem::{Fault, plain};
use crate::scenario::quantity::{self, Quantity};
use crate::scenario::resolved::{Adjust, Change, Choice, Target};
use crate::scenario::written::{Action, ChangeWritten, ChoiceWritten, Effects, What};

pub(super) fn resolve(
    desk: &mut Desk,
    loaded: &Loaded,
    council: &Council,
    calendar: Calendar,
) -> Vec<Choice> {
    desk.open(&loaded.scenario.parts.options);
    let written = &loaded.options.options;
    desk.unique("option", written.iter().map(|option| option.id.as_str()), "options");
    let mut options: Vec<Choice> =
        written.iter().map(|option| choice(desk, option, written, council, calendar)).collect();
    baseline_first(desk, loaded, &mut options);
    options
}

fn choice(
    desk: &mut Desk,
    option: &ChoiceWritten,
    all: &[ChoiceWritten],
    council: &Council,
    calendar: Calendar,
) -> Choice {
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
    Choice {
        id: option.id.clone(),
        name: option.name.clone(),
        description: option.description.clone(),
        null_effect: option.effects == Some(Effects::None),
        changes,
    }
}

fn changes(
    desk: &mut Desk,
    written: &ChangeWritten,
    council: &Council,
    calendar: Calendar,
    path: &str,
) -> Option<Change> {
    desk.sourced(written.source.as_deref(), written.grade, path);
    let start = start_month(desk, &written.start, calendar, &format!("{path}.start"));
    let ramp = written.ramp_months.unwrap_or(0.0);
    desk.value(ramp, &quantity::RAMP, &format!("{path}.ramp_months"));
    let (target, words) = target(desk, written, council, path)?;
    let when = calendar.at(start).words();
    let over =
        if ramp > 0.0 { format!(", built up over {} months", plain(ramp)) } else { String::new() };
    Some(Change {
        target,
        start,
        ramp,
        words: format!("{words} from {when}{over}"),
        source: written.source.clone().unwrap_or_else(|| "assumption".to_owned()),
        grade: written.grade,
    })
}

/// The simulated month of a date such as 2021-04.
pub(crate) fn month_of(text: &str, calendar: Calendar) -> Result<usize, Fault> {
    let last = calendar.at(calendar.months);
    let fault = || Fault::Date {
        found: text.to_owned(),
        allowed: format!("a month from {} to {last}, such as 2021-04", calendar.at(1)),
    };
    let date = text.parse::<YearMonth>().map_err(|()| fault())?;
    usize::try_from(date.since(calendar.start))
        .ok()
        .filter(|month| (1..=calendar.months).contains(month))
        .ok_or_else(fault)
}

fn start_month(desk: &mut Desk, text: &str, calendar: Calendar, path: &str) -> usize {
    month_of(text, calendar).unwrap_or_else(|fault| {
        desk.report(path, fault);
        1
    })
}

fn target(
    desk: &mut Desk,
    written: &ChangeWritten,
    council: &Council,
    path: &str,
) -> Option<(Target, String)> {
    match (&written.programme, &written.funding) {
        (Some(name), None) => {
            let names = council.programmes.iter().map(|p| p.id.as_str());
            let found = desk.find("programme", name, names, &format!("{path}.programme"));
            let what = written.what.unwrap_or(What::Staff);
            let (quantity, unit) = match what {
                What::Staff => (quantity::STAFF, "key workers"),
                What::Caseload => (quantity::CASELOAD, "families each"),
            };
            let (adjust, words) = adjust(desk, written, &quantity, unit, path)?;
            let found = found?;
            let target = match what {
                What::Staff => Target::Staff(found, adjust),
                What::Caseload => Target::Caseload(found, adjust),
            };
            Some((target, format!("{}: {words}", council.programmes[found].name)))
        }
        (None, Some(name)) => {
            let names = council.funding.iter().map(|source| source.id.as_str());
            let found = desk.find("source of funding", name, names, &format!("{path}.funding"))?;
            if written.action != Action::End {
                let statement = "A source of funding can only `end`.".to_owned();
                desk.report(format!("{path}.action"), Fault::Contradiction { statement });
            }
            let words =
                format!("{} ends, with the staff it pays for,", council.funding[found].name);
            Some((Target::FundingEnds(found), words))
        }
        _ => {
            let statement = "A change names either a programme or a source of funding.".to_owned();
            desk.report(path, Fault::Contradiction { statement });
            None
        }
    }
}

fn adjust(
    desk: &mut Desk,
    written: &ChangeWritten,
    quantity: &Quantity,
    unit: &str,
    path: &str,
) -> Option<(Adjust, String)> {
    if written.action == Action::End {
        return Some((Adjust::Set(0.0), "closes".to_owned()));
    }
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
        _ => {
            desk.value(value, &quantity::FACTOR, &path);
            (Adjust::Scale(value), format!("{} times as many {unit}", plain(value)))
        }
    })
}

/// The baseline has no changes, does not assume a null effect, and comes first.
fn baseline_first(desk: &mut Desk, loaded: &Loaded, options: &mut Vec<Choice>) {
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
