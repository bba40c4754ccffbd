//! The financial case in sentences.

use super::number::{lasting, plain, pounds, pounds_between};
use super::turns;
use crate::model::Model;
use crate::outcome::appraisal::{Appraisal, Direction, Spread};
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
    let mut lines = vec![gross(case), net(case), ratio(case), payback(model, option, case)];
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

fn range(spread: &Spread) -> String {
    match (spread.p10, spread.p90) {
        (Some(low), Some(high)) => {
            format!(" (8 runs in 10: {} to {})", pounds(low), pounds(high))
        }
        _ => String::new(),
    }
}

/// The range of what is added, or of what is avoided where `sign` is below nothing.
fn range_of(spread: &Spread, sign: f64, words: [&str; 2]) -> String {
    match (spread.p10, spread.p90) {
        (Some(low), Some(high)) => {
            let (low, high) = if sign < 0.0 { (-high, -low) } else { (low, high) };
            format!(" (8 runs in 10: {})", pounds_between(low, high, words))
        }
        _ => String::new(),
    }
}

/// Statutory cost avoided or added, with the word that fits.
fn statutory(spread: &Spread) -> String {
    if spread.mean > 0.5 {
        let range = range_of(spread, 1.0, ["avoided", "added"]);
        format!("{}{range} of statutory cost is added", pounds(spread.mean))
    } else {
        let range = range_of(spread, -1.0, ["added", "avoided"]);
        format!("{}{range} of statutory cost is avoided", pounds(-spread.mean))
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
    let avoided = statutory(&total(case, "statutory"));
    format!("Worth now, over {years} financial years in {price}: {spent}{margin}, and {avoided}.")
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

/// "March 2031, 4 years after it starts".
fn after_start(model: &Model, option: &Choice, month: usize) -> String {
    let date = model.scenario.calendar.at(month).words();
    let start = option.changes.iter().map(|change| change.start).min();
    let since = start.map_or(0, |start| (month + 1).saturating_sub(start));
    if since == 0 { date } else { format!("{date}, {} after it starts", lasting(since)) }
}

/// Whether the money that is no longer spent came from outside, so that nothing is saved.
fn lost_with_it(case: &Appraisal) -> bool {
    let (spending, grants) = (total(case, "spending").mean, total(case, "grants").mean);
    turns::no_saving(spending, -grants)
}

fn payback(model: &Model, option: &Choice, case: &Appraisal) -> String {
    let end = after_start(model, option, model.layout.months);
    let last = case.payback.by_year.last().copied().flatten();
    let in_100 = |share: f64| format!("{} runs in 100", plain((100.0 * share).round()));
    match (case.payback.applies, case.kind) {
        (true, "expected") => match case.payback.simple.median {
            Some(month) => {
                let date = after_start(model, option, month);
                format!("On the central path it has paid back by {date}.")
            }
            None => format!("On the central path it has not paid back by {end}."),
        },
        (true, _) => {
            let half = case.payback.simple.median.map_or_else(String::new, |month| {
                format!(" Half of the runs have by {}.", after_start(model, option, month))
            });
            format!(
                "It has paid back for the council by {end}, in {}.{half}",
                in_100(case.payback.simple.share)
            )
        }
        (false, "expected") => match last {
            Some(share) if share >= 0.5 => {
                format!("On the central path added cost has not used up the saving by {end}.")
            }
            Some(_) => {
                format!("On the central path added cost has used up the saving by {end}.")
            }
            None => "There is nothing to pay back.".to_owned(),
        },
        (false, _) if lost_with_it(case) => format!(
            "The money that paid for the offer is lost with it, so there is no saving to use up. \
             By {end}, the council has spent no more in all in {}.",
            in_100(last.unwrap_or(1.0))
        ),
        (false, _) => last.map_or_else(
            || "There is nothing to pay back.".to_owned(),
            |share| {
                format!(
                    "By {end}, added cost has not used up the saving in {}. That counts none of \
                     what children and families lose.",
                    in_100(share)
                )
            },
        ),
    }
}

fn cash(case: &Appraisal) -> Option<String> {
    let (statutory, cash) = (case.row("statutory")?.real.total, case.row("cashable")?.real.total);
    if statutory.mean.abs() < 500.0 {
        return None;
    }
    let rule = "Placements turn into cash after some months, social work time only in whole teams.";
    Some(if statutory.mean < 0.0 {
        format!(
            "Of {} avoided, undiscounted, {} can be turned into cash in these years. {rule}",
            pounds(-statutory.mean),
            pounds(-cash.mean)
        )
    } else {
        format!(
            "Of {} added, undiscounted, {} becomes a bill in these years. {rule}",
            pounds(statutory.mean),
            pounds(cash.mean)
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
        let word = if change < 0.0 { "gained" } else { "lost" };
        format!("Worth now, grants and payments by results {word}: {}.", pounds(change.abs()))
    })
}
