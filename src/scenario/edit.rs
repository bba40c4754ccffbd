//! A person's changes to an option, on top of the file.

use super::problem::{Fault, Problem};
use super::quantity::{self, Quantity};
use super::resolve::options::month_of;
use super::resolved::{Adjust, Change, Choice, Lever, Scenario, Target};
use super::{Grade, figure::check_value};
use serde::{Deserialize, Serialize};

/// Changes typed by a person. What is absent stays as in the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The programme edited.
    pub programme: String,
    /// Staff once the ramp is complete, full-time equivalents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<f64>,
    /// Families per full-time worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caseload: Option<f64>,
    /// First month, YYYY-MM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Months until staff are at the new figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_months: Option<f64>,
}

/// What an option does to one programme, as the editor shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// The programme.
    pub programme: String,
    /// Staff once every ramp is complete.
    pub staff: f64,
    /// Families per full-time worker, at the end.
    pub caseload: f64,
    /// First month of change, YYYY-MM.
    pub start: String,
    /// Longest ramp, months.
    pub ramp_months: f64,
}

/// What `option` does to programme number `programme`.
#[must_use]
pub fn plan(scenario: &Scenario, option: &Choice, programme: usize) -> Plan {
    let it = &scenario.programmes[programme];
    let (mut staff, mut caseload) = (if it.offered { it.staff } else { 0.0 }, it.caseload);
    let (mut start, mut ramp) = (None, 0.0_f64);
    for change in &option.changes {
        match change.target {
            Target::Programme(p, Lever::Staff, adjust) if p == programme => {
                staff = adjust.apply(staff);
            }
            Target::Programme(p, Lever::Caseload, adjust) if p == programme => {
                caseload = adjust.apply(caseload);
            }
            Target::Starts(p) if p == programme => staff = it.staff,
            Target::Closes(p) if p == programme => staff = 0.0,
            _ => continue,
        }
        start = Some(start.map_or(change.start, |start: usize| start.min(change.start)));
        ramp = ramp.max(change.ramp);
    }
    let default = 25.min(scenario.calendar.months);
    Plan {
        programme: it.id.clone(),
        staff,
        caseload,
        start: scenario.calendar.at(start.unwrap_or(default)).to_string(),
        ramp_months: ramp,
    }
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
    number(edit.ramp_months, &quantity::RAMP, "ramp_months");
    if let Some(Err(fault)) = edit.start.as_deref().map(|text| month_of(text, scenario.calendar)) {
        problems.push(Problem::new("edit", "start", fault));
    }
    if !scenario.programmes.iter().any(|p| p.id == edit.programme) {
        problems.push(Problem::new(
            "edit",
            "programme",
            Fault::UnknownName {
                kind: "programme",
                name: edit.programme.clone(),
                suggestion: None,
                known: scenario.programmes.iter().map(|p| p.id.clone()).collect(),
            },
        ));
    }
    problems
}

/// The option with the edit applied.
///
/// # Errors
/// The problems of [`check`].
pub fn apply(scenario: &Scenario, option: &Choice, edit: &Edit) -> Result<Choice, Vec<Problem>> {
    let problems = check(scenario, edit);
    let programme = scenario.programmes.iter().position(|p| p.id == edit.programme);
    let (Some(programme), true) = (programme, problems.is_empty()) else {
        return Err(problems);
    };
    let now = plan(scenario, option, programme);
    let start = edit.start.as_deref().unwrap_or(&now.start);
    let start = month_of(start, scenario.calendar).unwrap_or(1);
    let change = |target| Change {
        target,
        start,
        until: usize::MAX,
        ramp: edit.ramp_months.unwrap_or(now.ramp_months),
        words: format!("{}: as edited here", scenario.programmes[programme].name),
        source: "typed on this page".to_owned(),
        grade: Grade::Assumed,
    };
    let mut edited = option.clone();
    edited.changes.retain(|change| {
        !matches!(
            change.target,
            Target::Programme(p, Lever::Staff | Lever::Caseload, _)
                | Target::Starts(p)
                | Target::Closes(p) if p == programme
        )
    });
    let staff = edit.staff.unwrap_or(now.staff);
    let caseload = edit.caseload.unwrap_or(now.caseload);
    edited.changes.push(change(Target::Programme(programme, Lever::Staff, Adjust::Set(staff))));
    let as_in_file = &scenario.programmes[programme];
    if caseload.to_bits() != as_in_file.caseload.to_bits() {
        let target = Target::Programme(programme, Lever::Caseload, Adjust::Set(caseload));
        edited.changes.push(change(target));
    }
    Ok(edited)
}
