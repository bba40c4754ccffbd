//! The financial case in sentences.

use super::number::pounds;
use crate::model::Model;
use crate::outcome::appraisal::{Appraisal, Direction, Spread};
use crate::scenario::problem::plain;
use crate::scenario::resolved::{Choice, Money};
use crate::scenario::written::{OptimismOn, Standing};

/// What is allowed for optimism, in words.
#[must_use]
pub fn optimism(money: &Money) -> String {
    match money.optimism.on {
        OptimismOn::Nothing => "No allowance is made for optimism in costs. Effects are reduced \
                                for it, once."
            .to_owned(),
        OptimismOn::Costs => "Added programme cost carries an allowance for optimism by how well \
                              it is known. Effects are reduced for optimism already, so avoided \
                              cost is not reduced again."
            .to_owned(),
        OptimismOn::CostsAndBenefits => "Added programme cost and avoided cost both carry an \
                                         allowance for optimism, on top of the reduction of \
                                         effects."
            .to_owned(),
    }
}

/// Sentences about one appraisal; none for an option that changes nothing.
#[must_use]
pub fn sentences(model: &Model, option: &Choice, case: &Appraisal) -> Vec<String> {
    if option.changes.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![gross(case), net(case), ratio(case), payback(case)];
    lines.extend(cash(case));
    lines.extend(reserve(case));
    lines.extend(grants(case));
    if case.rules.standing != Standing::InForce {
        lines.push(format!(
            "The discount schedule used, {}, is not the one in force.",
            case.rules.schedule.name
        ));
    }
    let fiscal = model.scenario.money.as_ref().is_some_and(|money| !money.wider.is_empty());
    lines.push(if fiscal {
        "These are the council's lines only. What others may gain is shown apart, by kind of \
         value, and never added."
            .to_owned()
    } else {
        "These are the council's lines only. What children and families, health, police, courts \
         and schools may gain is not in them."
            .to_owned()
    });
    lines
}

fn range(spread: &Spread, sign: f64) -> String {
    match (spread.p10, spread.p90) {
        (Some(low), Some(high)) => {
            let (low, high) = if sign < 0.0 { (-high, -low) } else { (low, high) };
            format!(" (8 runs in 10: {} to {})", pounds(low), pounds(high))
        }
        _ => String::new(),
    }
}

/// Statutory cost avoided or added, with the word that fits.
fn statutory(spread: &Spread) -> String {
    if spread.mean < -0.5 {
        format!("{}{} of statutory cost is added", pounds(-spread.mean), range(spread, -1.0))
    } else {
        format!("{}{} of statutory cost is avoided", pounds(spread.mean), range(spread, 1.0))
    }
}

fn total(case: &Appraisal, id: &str) -> Spread {
    case.row(id).and_then(|row| row.present).unwrap_or_default()
}

fn gross(case: &Appraisal) -> String {
    let (spending, allowance) = (total(case, "spending"), total(case, "allowance"));
    let years = case.years.len();
    let price = &case.rules.price_base;
    let spent = match case.direction {
        Direction::Spends => format!("{} more is spent on programmes", pounds(spending.mean)),
        Direction::Saves => format!("{} less is spent on programmes", pounds(-spending.mean)),
        Direction::Same => "no more and no less is spent on programmes".to_owned(),
    };
    let margin = if allowance.mean > 0.5 {
        format!(", with {} more as an allowance for optimism", pounds(allowance.mean))
    } else {
        String::new()
    };
    let avoided = statutory(&total(case, "avoided"));
    format!("Worth now, over {years} financial years in {price}: {spent}{margin}, and {avoided}.")
}

fn net(case: &Appraisal) -> String {
    let rate = plain((case.rules.rate * 1000.0).round() / 10.0);
    format!(
        "Net present value to the council: {}{}, at {rate}% a year ({}).",
        pounds(case.npv.mean),
        range(&case.npv, 1.0),
        case.rules.vintage
    )
}

fn ratio(case: &Appraisal) -> String {
    match case.ratio.value {
        // Below nothing the words would turn round: cost is added although more is spent.
        Some(value) if value < 0.0 => format!(
            "There is no benefit–cost ratio to speak of: {}.",
            match case.direction {
                Direction::Saves => "statutory cost falls although less is spent",
                _ => "statutory cost rises although more is spent",
            }
        ),
        Some(value) => format!(
            "£{value:.2} of {}.",
            case.ratio.meaning.replacen("statutory cost ", "statutory cost is ", 1)
        ),
        None => format!("The benefit–cost ratio is {}.", case.ratio.meaning),
    }
}

fn payback(case: &Appraisal) -> String {
    let years = case.years.len();
    let last = case.payback.by_year.last().copied().flatten();
    let in_100 = |share: f64| format!("{} runs in 100", plain((100.0 * share).round()));
    match (case.payback.applies, case.kind) {
        (true, "expected") => match case.payback.simple.median {
            Some(month) => {
                format!(
                    "On the central path it has paid back after {} months.",
                    plain(month as f64)
                )
            }
            None => format!("On the central path it does not pay back within {years} years."),
        },
        (true, _) => format!(
            "It has paid back for the council within {years} years in {}.",
            in_100(case.payback.simple.share)
        ),
        (false, "expected") => match last {
            Some(share) if share >= 0.5 => {
                format!("On the central path the saving is not used up after {years} years.")
            }
            Some(_) => {
                format!("On the central path the saving is used up within {years} years.")
            }
            None => "There is nothing to pay back.".to_owned(),
        },
        (false, _) => last.map_or_else(
            || "There is nothing to pay back.".to_owned(),
            |share| {
                format!(
                    "The council is still ahead after {years} years in {}. That counts none of \
                     what children and families lose.",
                    in_100(share)
                )
            },
        ),
    }
}

fn cash(case: &Appraisal) -> Option<String> {
    let (avoided, cash) = (case.row("avoided")?.real.total, case.row("cashable")?.real.total);
    if avoided.mean.abs() < 500.0 {
        return None;
    }
    let rule = "Placements turn into cash after some months, social work time only in whole teams.";
    Some(if avoided.mean > 0.0 {
        format!(
            "Of {} avoided, undiscounted, {} can be turned into cash in these years. {rule}",
            pounds(avoided.mean),
            pounds(cash.mean)
        )
    } else {
        format!(
            "Of {} added, undiscounted, {} becomes a bill in these years. {rule}",
            pounds(-avoided.mean),
            pounds(-cash.mean)
        )
    })
}

fn reserve(case: &Appraisal) -> Option<String> {
    let reserve = case.reserve.as_ref()?;
    let amount = pounds(reserve.amount);
    Some(if case.kind == "expected" {
        let passes = if reserve.above_ever > 0.5 { "passes" } else { "stays below" };
        format!("On the central path cumulative net cost, in cash, {passes} {amount}.")
    } else {
        let runs = match (100.0 * reserve.above_ever).round() {
            share if share >= 100.0 => "every run".to_owned(),
            share if share <= 0.0 => "no run".to_owned(),
            share => format!("{} runs in 100", plain(share)),
        };
        format!("Cumulative net cost, in cash, passes {amount} in {runs}.")
    })
}

fn grants(case: &Appraisal) -> Option<String> {
    let change = total(case, "grants").mean;
    (change.abs() >= 500.0).then(|| {
        let word = if change > 0.0 { "gained" } else { "lost" };
        format!("Worth now, grants and payments by results {word}: {}.", pounds(change.abs()))
    })
}
