//! The financial case in sentences.

use super::number::{lasting, of_100_runs, plain, pounds, pounds_between};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::appraisal::{Appraisal, RatioOf, Spread};
use staircase_answers::outcome::money::{Kind, SMALL};
use staircase_answers::outcome::run_pairs::AnswerKind;
use staircase_model::Model;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::{OptimismOn, ScheduleStatus};

/// Sentences about a financial case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct CaseWords {
    /// What it comes to; none for an option that changes nothing.
    pub sentences: Vec<String>,
    /// What the benefit–cost ratio is of, or why there is none.
    pub ratio: String,
    /// What is allowed for optimism.
    pub optimism: String,
}

impl CaseWords {
    /// The sentences of a case.
    #[must_use]
    pub fn new(model: &Model, option: &PolicyOption, case: &Appraisal) -> Self {
        Self {
            sentences: sentences(model, option, case),
            ratio: ratio_of(case.ratio.of).to_owned(),
            optimism: optimism(case.rules.optimism).to_owned(),
        }
    }
}

fn optimism(on: OptimismOn) -> &'static str {
    match on {
        OptimismOn::Nothing => {
            "Costs have no optimism bias allowance. Effects are reduced for optimism bias once."
        }
        OptimismOn::Costs => {
            "Added programme cost has an optimism bias allowance, by how well it is known. Effects \
             are reduced for optimism bias already, so cost avoided is not reduced again."
        }
        OptimismOn::CostsAndBenefits => {
            "Added programme cost and cost avoided both have an optimism bias allowance, on top of \
             the reduction of effects."
        }
    }
}

/// What a benefit–cost ratio is of, or why there is none.
pub(super) fn ratio_of(of: RatioOf) -> &'static str {
    match of {
        RatioOf::Avoided => "statutory cost avoided for each pound spent",
        RatioOf::Added => "statutory cost added for each pound saved",
        RatioOf::AddedWithOutside => {
            "statutory cost added for each pound taken out of the offer, external funding included"
        }
        RatioOf::FundingEnds => "undefined: the funding ends with the offer, so there is no saving",
        RatioOf::NoChange => "undefined: spending on the offer does not change",
        RatioOf::Mixed => "undefined: spending is higher in some runs and lower in others",
    }
}

fn sentences(model: &Model, option: &PolicyOption, case: &Appraisal) -> Vec<String> {
    if option.changes.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![gross(case), net(case)];
    lines.extend(between_nets(case));
    lines.extend([ratio(case), payback(model, option, case)]);
    lines.extend(cash(case));
    lines.extend(reserve(case));
    lines.extend(grants(case));
    if case.rules.standing != ScheduleStatus::InForce {
        lines.push(format!(
            "The discount schedule used ({}) is not the one currently in force.",
            case.rules.schedule.name
        ));
    }
    let fiscal = model.scenario.money.as_ref().is_some_and(|money| !money.wider.is_empty());
    lines.push(if fiscal {
        "These figures cover the council’s costs only. Possible gains to others are listed \
         separately, by type of value, and never added."
            .to_owned()
    } else {
        "These figures cover the council’s costs only. Possible gains to children and families, \
         health, police, courts and schools are not included."
            .to_owned()
    });
    lines
}

fn range(spread: &Spread) -> String {
    match (spread.p10, spread.p90) {
        (Some(low), Some(high)) => {
            format!(" (8 in 10 runs: {} to {})", pounds(low), pounds(high))
        }
        _ => String::new(),
    }
}

/// The range of cost added, or of cost avoided where `sign` is below nothing.
fn range_of(spread: &Spread, sign: f64, words: [&str; 2]) -> String {
    match (spread.p10, spread.p90) {
        (Some(low), Some(high)) => {
            let (low, high) = if sign < 0.0 { (-high, -low) } else { (low, high) };
            format!(" (8 in 10 runs: {})", pounds_between(low, high, words))
        }
        _ => String::new(),
    }
}

/// Statutory cost avoided or added, with the word that fits.
fn statutory(spread: &Spread) -> String {
    if spread.mean.abs() < SMALL {
        "no change in statutory cost".to_owned()
    } else if spread.mean > 0.0 {
        let range = range_of(spread, 1.0, ["avoided", "added"]);
        format!("{}{range} of statutory cost added", pounds(spread.mean))
    } else {
        let range = range_of(spread, -1.0, ["added", "avoided"]);
        format!("{}{range} of statutory cost avoided", pounds(-spread.mean))
    }
}

fn total(case: &Appraisal, id: &str) -> Spread {
    case.row(id).and_then(|row| row.present).unwrap_or_default()
}

fn gross(case: &Appraisal) -> String {
    let (spending, allowance) = (total(case, "spending").mean, total(case, "allowance").mean);
    let years = case.years.len() - case.rules.budget_year;
    let price = &case.rules.price_base;
    let spent = if spending >= SMALL {
        format!("{} more spent on programmes", pounds(spending))
    } else if spending <= -SMALL {
        format!("{} less spent on programmes", pounds(-spending))
    } else {
        "no change in spending on programmes".to_owned()
    };
    let margin = if allowance.abs() >= SMALL {
        format!(", {} of optimism bias allowance", pounds(allowance))
    } else {
        String::new()
    };
    let statutory = statutory(&total(case, "statutory"));
    let from = if case.rules.budget_year > 0 {
        let year = case.years.get(case.rules.budget_year).map_or("", String::as_str);
        format!(" from {year}")
    } else {
        String::new()
    };
    format!(
        "Present value over {years} financial years{from}, {price}: {spent}{margin} and {statutory}."
    )
}

/// What stands between the net cost of the other views and the net cost to the council.
fn between_nets(case: &Appraisal) -> Option<String> {
    let of = |id: &str| case.row(id).map_or(0.0, |row| row.real.total.mean);
    let (allowance, grants, net) = (of("allowance"), of("grants"), of("net"));
    let change = |value: f64| match value {
        value if value >= SMALL => format!("{} higher than the baseline", pounds(value)),
        value if value <= -SMALL => format!("{} lower than the baseline", pounds(-value)),
        _ => "the same as the baseline".to_owned(),
    };
    let mut parts = Vec::new();
    if allowance.abs() >= SMALL {
        parts.push(format!("{} of optimism bias allowance", pounds(allowance)));
    }
    if grants.abs() >= SMALL {
        let word = if grants > 0.0 { "lost" } else { "gained" };
        parts.push(format!("{} of grants and payments by results {word}", pounds(grants.abs())));
    }
    (!parts.is_empty()).then(|| {
        format!(
            "Undiscounted, spending and statutory cost together are {}. With {}, net cost to the \
             council is {}.",
            change(net - allowance - grants),
            parts.join(" and "),
            change(net)
        )
    })
}

fn net(case: &Appraisal) -> String {
    let rate = plain((case.rules.rate * 1000.0).round() / 10.0);
    format!(
        "Net present value to the council: {}{}, at {rate}% a year ({}).",
        pounds(case.npv.mean),
        range(&case.npv),
        case.rules.vintage
    )
}

fn ratio(case: &Appraisal) -> String {
    match case.ratio.value {
        // Below nothing the words would turn round: cost is added although more is spent.
        Some(value) if value < 0.0 => format!(
            "No benefit–cost ratio is given, because statutory cost {}.",
            match case.direction {
                Kind::Saves => "falls even though spending falls",
                _ => "rises even though spending rises",
            }
        ),
        Some(value) => {
            let amount =
                if value < 0.005 { "Under £0.01".to_owned() } else { format!("£{value:.2}") };
            let meaning =
                ratio_of(case.ratio.of).replacen("statutory cost ", "statutory cost is ", 1);
            format!("{amount} of {meaning}.")
        }
        None => format!("The benefit–cost ratio is {}.", ratio_of(case.ratio.of)),
    }
}

/// "March 2031, 4 years after it starts".
fn after_start(model: &Model, option: &PolicyOption, month: usize) -> String {
    let date = model.scenario.calendar.at(month).words();
    let start = option.changes.iter().map(|change| change.start).min();
    let since = start.map_or(0, |start| (month + 1).saturating_sub(start));
    if since == 0 { date } else { format!("{date}, {} after it starts", lasting(since)) }
}

fn payback(model: &Model, option: &PolicyOption, case: &Appraisal) -> String {
    let end = after_start(model, option, model.layout.months);
    let last = case.payback.by_year.last().copied().flatten();
    let path = case.kind == AnswerKind::Expected;
    match (case.direction, last) {
        (Kind::Spends, _) if path => match case.payback.simple.median {
            Some(month) => {
                let date = after_start(model, option, month);
                format!("In the central projection the option pays back by {date}.")
            }
            None => format!("In the central projection the option does not pay back by {end}."),
        },
        (Kind::Spends, _) => {
            let half = case.payback.simple.median.map_or_else(String::new, |month| {
                format!(" Half of all runs pay back by {}.", after_start(model, option, month))
            });
            let runs = of_100_runs(100.0 * case.payback.simple.share);
            format!("The option pays back for the council by {end} in {runs}.{half}")
        }
        (Kind::Same, _) | (_, None) => {
            "The option changes no spending on the offer, so there is nothing to pay back."
                .to_owned()
        }
        (Kind::Loses, Some(share)) if path => format!(
            "The funding ends with the offer, so there is no saving. In the central projection \
             the council has spent {} in total by {end}.",
            if share >= 0.5 { "no more" } else { "more" }
        ),
        (Kind::Loses, Some(share)) => format!(
            "The funding ends with the offer, so there is no saving. By {end} the council has \
             spent no more in total in {}.",
            of_100_runs(100.0 * share)
        ),
        (Kind::Saves, Some(share)) if path => {
            let not = if share >= 0.5 { "not " } else { "" };
            format!("In the central projection the saving is {not}used up by {end}.")
        }
        (Kind::Saves, Some(share)) => format!(
            "By {end} the saving is not used up in {}. What children and families lose is not \
             counted.",
            of_100_runs(100.0 * share)
        ),
    }
}

fn cash(case: &Appraisal) -> Option<String> {
    let statutory = case.row("statutory")?.real.total.mean;
    let cash = case.row("cashable")?.real.total.mean;
    if statutory.abs() < SMALL {
        return None;
    }
    let rule = "Placement costs are cashable after some months, social work time only in whole \
                teams.";
    let (all, part) = (pounds(statutory.abs()), pounds(cash.abs()));
    let kind = if statutory < 0.0 { "avoided" } else { "added" };
    let what = if cash < 0.0 { "is cashable" } else { "becomes actual spending" };
    Some(if cash.abs() < SMALL {
        let what = if statutory < 0.0 { "is cashable" } else { "becomes actual spending" };
        format!("None of the {all} {kind} {what} in these years (undiscounted). {rule}")
    } else if (cash < 0.0) == (statutory < 0.0) && cash.abs() <= statutory.abs() {
        format!("{part} of the {all} {kind} {what} in these years (undiscounted). {rule}")
    } else {
        format!("Beside the {all} {kind}, {part} {what} in these years (undiscounted). {rule}")
    })
}

fn reserve(case: &Appraisal) -> Option<String> {
    let reserve = case.reserve.as_ref()?;
    let amount = pounds(reserve.amount);
    Some(if case.kind == AnswerKind::Expected {
        let exceeds = if reserve.above_ever > 0.5 { "exceeds" } else { "does not exceed" };
        format!("In the central projection cumulative net cost, in cash terms, {exceeds} {amount}.")
    } else {
        let runs = of_100_runs(100.0 * reserve.above_ever);
        format!("Cumulative net cost, in cash terms, exceeds {amount} in {runs}.")
    })
}

fn grants(case: &Appraisal) -> Option<String> {
    let change = total(case, "grants").mean;
    (change.abs() >= SMALL).then(|| {
        let word = if change < 0.0 { "gained" } else { "lost" };
        format!("Present value of grants and payments by results {word}: {}.", pounds(change.abs()))
    })
}
