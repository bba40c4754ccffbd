//! A person's changes to an option, on top of the file.

use super::problem::{Fault, Problem, nearest, plain};
use super::quantity::{self, Quantity};
use super::resolve::options::month_of;
use super::resolved::{Adjust, Change, Lever, PolicyOption, Scenario, Target};
use super::{Grade, figure::check_value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands for "goes on" where a month could stand.
pub const GOES_ON: &str = "on";

/// Changes typed by a person. What is absent stays as in the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Edit {
    /// The programme edited.
    pub programme: String,
    /// Staff once the ramp is complete, full-time equivalents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<f64>,
    /// Families per full-time worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caseload: Option<f64>,
    /// Places once the ramp is complete, where a programme is given by places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<f64>,
    /// First month, YYYY-MM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// First month without the change, YYYY-MM; [`GOES_ON`] if it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Months until staff are at the new figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_months: Option<f64>,
    /// The source of funding that pays for what is added; empty for the base budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_by: Option<String>,
    /// Sources of funding and their first month without, YYYY-MM, or [`GOES_ON`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub grants: BTreeMap<String, String>,
    /// What the option is compared with, where that is not the scenario's baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// Another option in the baseline's place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Against {
    /// The option.
    pub option: String,
    /// A person's changes to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Box<Edit>>,
}

impl Edit {
    /// Whether it changes the programme itself, and not only grants.
    fn changes_programme(&self) -> bool {
        let Self {
            programme: _, staff, caseload, places, start, until, ramp_months, paid_by, ..
        } = self;
        [staff, caseload, places, ramp_months].into_iter().any(Option::is_some)
            || [start, until, paid_by].into_iter().any(Option::is_some)
    }
}

/// What an option does to one programme, as the editor shows it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "EditorView"))]
pub struct Plan {
    /// The programme.
    pub programme: String,
    /// Whether it is given by places, and not by staff and a caseload.
    pub by_places: bool,
    /// Staff once every ramp is complete.
    pub staff: f64,
    /// Families per full-time worker, at the end.
    pub caseload: f64,
    /// Places that do not follow from staff, once every ramp is complete.
    pub places: f64,
    /// First month of change, YYYY-MM.
    pub start: String,
    /// First month without it, YYYY-MM; [`GOES_ON`] if it lasts.
    pub until: String,
    /// Longest ramp, months.
    pub ramp_months: f64,
    /// The source of funding that pays for what is added; empty for the base budget.
    pub paid_by: String,
    /// Sources that pay for a part of any programme, and how long.
    pub grants: Vec<Grant>,
}

/// How long a source of funding pays under an option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Grant {
    /// The source.
    pub source: String,
    /// Its name.
    pub name: String,
    /// First month without it, YYYY-MM; [`GOES_ON`] if it does not end.
    pub ends: String,
}

/// Whether `target` is what the editor sets anew for a programme.
fn of_editor(target: Target, programme: usize) -> bool {
    target.adds_strength() && target.programme() == Some(programme)
        || target == Target::Closes(programme)
}

/// First month without a source under an option, if it ends.
fn end_of(scenario: &Scenario, option: &PolicyOption, source: usize) -> Option<usize> {
    let mut end = scenario.funding[source].ends;
    for change in &option.changes {
        match change.target {
            Target::FundingEnds(of) if of == source => end = Some(change.start),
            Target::FundingRenewed(of) if of == source => end = None,
            _ => {}
        }
    }
    end
}

/// What `option` does to programme number `programme`.
#[must_use]
pub fn plan(scenario: &Scenario, option: &PolicyOption, programme: usize) -> Plan {
    let it = &scenario.programmes[programme];
    let [mut staff, mut places] = if it.offered { [it.staff, it.places] } else { [0.0, 0.0] };
    let mut caseload = it.caseload;
    let (mut start, mut until, mut ramp, mut payer) = (None, None, 0.0_f64, None);
    for change in &option.changes {
        match change.target {
            Target::Programme(p, Lever::Staff, adjust) if p == programme => {
                staff = adjust.apply(staff);
            }
            Target::Programme(p, Lever::Caseload, adjust) if p == programme => {
                caseload = adjust.apply(caseload);
            }
            Target::Programme(p, Lever::Places, adjust) if p == programme => {
                places = adjust.apply(places);
            }
            Target::Starts(p) if p == programme => [staff, places] = [it.staff, it.places],
            Target::Closes(p) if p == programme => [staff, places] = [0.0, 0.0],
            _ => continue,
        }
        start = Some(start.map_or(change.start, |start: usize| start.min(change.start)));
        until = Some(until.map_or(change.until, |until: usize| until.max(change.until)));
        ramp = ramp.max(change.ramp);
        payer = payer.or(change.paid_by);
    }
    let default = 25.min(scenario.calendar.months);
    let month = |month: usize| scenario.calendar.at(month).to_string();
    let ends = |month_of: Option<usize>| {
        month_of.filter(|at| *at != usize::MAX).map_or_else(|| GOES_ON.to_owned(), month)
    };
    let pays = |source: usize| {
        let lines = scenario.programmes.iter().flat_map(|it| &it.funding);
        lines.into_iter().any(|(of, amount)| *of == source && *amount > 0.0)
    };
    Plan {
        programme: it.id.clone(),
        by_places: it.places > 0.0,
        staff,
        caseload,
        places,
        start: month(start.unwrap_or(default)),
        until: ends(until),
        ramp_months: ramp,
        paid_by: payer.map_or_else(String::new, |source| scenario.funding[source].id.clone()),
        grants: (0..scenario.funding.len())
            .filter(|source| pays(*source))
            .map(|source| Grant {
                source: scenario.funding[source].id.clone(),
                name: scenario.funding[source].name.clone(),
                ends: ends(end_of(scenario, option, source)),
            })
            .collect(),
    }
}

fn source_of(scenario: &Scenario, id: &str) -> Result<usize, Fault> {
    let place = scenario.funding.iter().position(|source| source.id == id);
    place.ok_or_else(|| {
        let known: Vec<String> = scenario.funding.iter().map(|source| source.id.clone()).collect();
        Fault::UnknownName {
            kind: "source of funding",
            name: id.to_owned(),
            suggestion: nearest(id, known.iter().map(String::as_str)),
            known,
        }
    })
}

/// The month of an end: `None` goes on.
fn end_month(text: &str, scenario: &Scenario) -> Result<Option<usize>, Fault> {
    if text == GOES_ON {
        return Ok(None);
    }
    month_of(text, scenario.calendar).map(Some)
}

/// Problems of an edit; paths end in the field's name.
#[must_use]
pub fn check(scenario: &Scenario, edit: &Edit) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut number = |value: Option<f64>, quantity: &Quantity, field: &str| {
        if let Some(value) = value {
            check_value(value, quantity, "edit", field, &mut problems);
        }
    };
    number(edit.staff, &quantity::STAFF, "staff");
    number(edit.caseload, &quantity::CASELOAD, "caseload");
    number(edit.places, &quantity::PLACES, "places");
    number(edit.ramp_months, &quantity::RAMP, "ramp_months");
    let mut report = |field: &str, fault: Fault| problems.push(Problem::new("edit", field, fault));
    if let Some(Err(fault)) = edit.start.as_deref().map(|text| month_of(text, scenario.calendar)) {
        report("start", fault);
    }
    if let Some(Err(fault)) = edit.until.as_deref().map(|text| end_month(text, scenario)) {
        report("until", fault);
    }
    if let Some(Err(fault)) =
        edit.paid_by.as_deref().filter(|id| !id.is_empty()).map(|id| source_of(scenario, id))
    {
        report("paid_by", fault);
    }
    for (source, ends) in &edit.grants {
        if let Err(fault) = source_of(scenario, source).and_then(|_| end_month(ends, scenario)) {
            report("grants", fault);
        }
    }
    match scenario.programmes.iter().find(|p| p.id == edit.programme) {
        None if edit.programme.is_empty() && !edit.changes_programme() => {}
        None => {
            let known: Vec<String> = scenario.programmes.iter().map(|p| p.id.clone()).collect();
            let name = edit.programme.clone();
            report(
                "programme",
                Fault::UnknownName { kind: "programme", name, suggestion: None, known },
            );
        }
        Some(it) => {
            let by_places = it.places > 0.0;
            let given = if by_places { "places" } else { "staff and a caseload" };
            for (field, wrong) in [
                ("staff", edit.staff.is_some() && by_places),
                ("caseload", edit.caseload.is_some() && by_places),
                ("places", edit.places.is_some() && !by_places),
            ] {
                if wrong {
                    let statement = format!("{:?} is given by {given}; change those.", it.id);
                    report(field, Fault::Contradiction { statement });
                }
            }
        }
    }
    problems
}

/// The option with the edit applied.
///
/// # Errors
/// The problems of [`check`], or a change that would be over before it starts.
pub fn apply(
    scenario: &Scenario,
    option: &PolicyOption,
    edit: &Edit,
) -> Result<PolicyOption, Vec<Problem>> {
    let problems = check(scenario, edit);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut edited = option.clone();
    switch_grants(scenario, edit, &mut edited);
    let programme = scenario.programmes.iter().position(|p| p.id == edit.programme);
    if let Some(programme) = programme.filter(|_| edit.changes_programme()) {
        let changes = strength(scenario, option, edit, (programme, &edited))?;
        edited.changes.retain(|change| !of_editor(change.target, programme));
        // Money that ends takes its staff off the new figure, so it comes after.
        edited.changes.splice(0..0, changes);
    }
    Ok(edited)
}

/// Grants that end, or go on, as typed.
fn switch_grants(scenario: &Scenario, edit: &Edit, edited: &mut PolicyOption) {
    for (id, ends) in &edit.grants {
        let (Ok(source), Ok(ends)) = (source_of(scenario, id), end_month(ends, scenario)) else {
            continue;
        };
        edited.changes.retain(|change| {
            !matches!(change.target, Target::FundingEnds(of) | Target::FundingRenewed(of) if of == source)
        });
        let name = &scenario.funding[source].name;
        if let Some(end) = scenario.funding[source].ends {
            let words = format!("{name} is renewed");
            edited.changes.push(typed(Target::FundingRenewed(source), end, words));
        }
        if let Some(end) = ends {
            let when = scenario.calendar.at(end).words();
            let words = format!("{name} ends, with the staff it pays for, from {when}");
            edited.changes.push(typed(Target::FundingEnds(source), end, words));
        }
    }
}

fn typed(target: Target, start: usize, words: String) -> Change {
    Change {
        target,
        start,
        until: usize::MAX,
        ramp: 0.0,
        paid_by: None,
        words,
        source: "typed on this page".to_owned(),
        references: Vec::new(),
        grade: Grade::Assumed,
    }
}

/// What is typed about the programme's strength, as changes; `grants` is the option with its
/// grants as typed.
fn strength(
    scenario: &Scenario,
    option: &PolicyOption,
    edit: &Edit,
    (programme, grants): (usize, &PolicyOption),
) -> Result<Vec<Change>, Vec<Problem>> {
    let it = &scenario.programmes[programme];
    let now = plan(scenario, option, programme);
    let start = edit.start.as_deref().unwrap_or(&now.start);
    let start = month_of(start, scenario.calendar).unwrap_or(1);
    let until = edit.until.as_deref().unwrap_or(&now.until);
    let until = end_month(until, scenario).ok().flatten().unwrap_or(usize::MAX);
    let payer = edit.paid_by.as_deref().unwrap_or(&now.paid_by);
    let paid_by = source_of(scenario, payer).ok();
    if until <= start {
        let statement = "The end month must be after the start month.".to_owned();
        return Err(vec![Problem::new("edit", "until", Fault::Contradiction { statement })]);
    }
    // What a grant pays for ends with the grant.
    let paid_until = paid_by.and_then(|source| end_of(scenario, grants, source));
    let until = until.min(paid_until.unwrap_or(usize::MAX));
    if until <= start {
        let statement = "The source that pays ends before the change starts. Choose another \
                         source, or a later end of this one."
            .to_owned();
        return Err(vec![Problem::new("edit", "paid_by", Fault::Contradiction { statement })]);
    }
    let ramp = edit.ramp_months.unwrap_or(now.ramp_months);
    let built =
        if ramp > 0.0 { format!(", evenly over {} months", plain(ramp)) } else { String::new() };
    let when = scenario.calendar.at(start).words();
    let over = match until {
        usize::MAX => String::new(),
        month => format!(", until {}", scenario.calendar.at(month - 1).words()),
    };
    let paid =
        paid_by.map_or_else(String::new, |of| format!(", paid by {}", scenario.funding[of].name));
    let change = |target, words: String| Change {
        until,
        ramp,
        paid_by,
        ..typed(target, start, format!("{}: {words} from {when}{built}{over}{paid}", it.name))
    };
    let same =
        |typed: Option<f64>, was: f64| typed.is_none_or(|typed| typed.to_bits() == was.to_bits());
    let as_before = same(edit.staff, now.staff)
        && same(edit.caseload, now.caseload)
        && same(edit.places, now.places);
    // A programme that starts or closes takes its own funding with it.
    let whole = option.changes.iter().map(|change| change.target).find(|target| {
        *target == Target::Starts(programme) || *target == Target::Closes(programme)
    });
    if let Some(target) = whole.filter(|_| as_before) {
        let words = if target == Target::Starts(programme) { "starts" } else { "closes" };
        let mut again = change(target, words.to_owned());
        again.paid_by = paid_by.filter(|_| target.adds_strength());
        return Ok(vec![again]);
    }
    let set = |lever, value| Target::Programme(programme, lever, Adjust::Set(value));
    if now.by_places {
        let places = edit.places.unwrap_or(now.places);
        return Ok(vec![change(set(Lever::Places, places), format!("{} places", plain(places)))]);
    }
    let staff = edit.staff.unwrap_or(now.staff);
    let mut changes =
        vec![change(set(Lever::Staff, staff), format!("{} key workers", plain(staff)))];
    let caseload = edit.caseload.unwrap_or(now.caseload);
    if caseload.to_bits() != it.caseload.to_bits() {
        let words = format!("{} families each", plain(caseload));
        changes.push(change(set(Lever::Caseload, caseload), words));
    }
    Ok(changes)
}
