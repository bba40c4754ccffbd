//! What an option changes in money, month by month: in one draw or along the path.
//!
//! ```text
//! avoided   = Σ statutory lines, baseline − option
//! spending  = Σ programmes, option − baseline
//! income    = payment by results, option − baseline
//! grants    = what other agencies pay by the plans, option − baseline
//! allowance = Σ programmes, spending × uplift where spending rises, times the share of
//!             all rises that no cut of another programme pays for
//! net       = avoided − spending − allowance + income + grants
//! ```
//!
//! All are in prices of the price base, with each line's growth above general prices from
//! the first day on. A negative `avoided` is a rise in statutory cost, a negative
//! `spending` a cut. Decisions 0043, 0045.

use super::discount;
use staircase_model::Model;
use staircase_model::plan::{self, Plan};
use staircase_model::record::Block;
use staircase_model::record::lines::{self, Line};
use staircase_numerics::maths;
use staircase_scenario::resolved::{Level, Money};
use staircase_scenario::written::{CashKind, LevelKind, Mark};
use std::ops::Range;

/// Which of the rules to use, where they leave a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// Place of the discount schedule.
    pub schedule: usize,
    /// Place of the view of growth.
    pub growth: usize,
}

/// Everything about the money of an option that is the same in every draw.
#[derive(Debug, Clone)]
pub struct Basis<'a> {
    /// The compiled scenario.
    pub model: &'a Model,
    /// Its rules.
    pub money: &'a Money,
    /// Those chosen.
    pub choices: Choices,
    /// Cost lines.
    pub lines: Vec<Line>,
    /// Months of each financial year.
    pub years: Vec<Range<usize>>,
    /// Present value of a pound of each month.
    pub factors: Vec<f64>,
    /// Cost of each line in each month against the price base.
    growth: Vec<Vec<f64>>,
    /// Cash of a pound in each financial year.
    pub inflation: Vec<f64>,
    /// What other agencies pay more under the option, pounds a month.
    pub grants: Vec<f64>,
    /// Allowance on each line in each financial year: added to a cost that rises, taken
    /// off a cost that is avoided.
    allowance: Vec<Vec<f64>>,
}

/// Kind of cost line that a level is.
#[must_use]
pub fn kind_of(level: &Level) -> CashKind {
    match (level.kind, level.marks) {
        (_, Some(Mark::Care)) => CashKind::Placements,
        (LevelKind::Statutory, _) => CashKind::SocialWork,
        _ => CashKind::BelowThreshold,
    }
}

/// Kind of a cost line that may be avoided.
#[must_use]
pub fn cash_kind(model: &Model, line: &Line) -> Option<CashKind> {
    match line {
        Line::Level(level) => Some(kind_of(&model.scenario.levels[*level])),
        Line::Entry(_) => Some(CashKind::Assessments),
        Line::Programme(_) | Line::Results(_) | Line::Fixed(_) => None,
    }
}

impl<'a> Basis<'a> {
    /// The basis of an option: `plans` and `path` of the baseline and of the option.
    #[must_use]
    pub fn new(
        model: &'a Model,
        money: &'a Money,
        choices: Choices,
        plans: [&Plan; 2],
        path: (&[f64], &[f64]),
    ) -> Self {
        let scenario = &model.scenario;
        let calendar = &scenario.calendar;
        let lines = lines::lines(scenario);
        let years = calendar.months_by_year();
        let view = &money.growth[choices.growth];
        let growth = lines
            .iter()
            .map(|line| {
                let rate = match line {
                    Line::Level(level) => view.levels[*level],
                    _ => view.others,
                };
                let at = |month: usize| maths::pow(1.0 + rate, (month as f64 - 0.5) / 12.0);
                (0..=calendar.months).map(at).collect()
            })
            .collect();
        let inflation = calendar
            .financial_years()
            .iter()
            .map(|year| money.deflator.between(money.price_year, *year).unwrap_or(1.0))
            .collect();
        let schedule = &money.schedules[choices.schedule];
        let mut basis = Self {
            model,
            money,
            choices,
            factors: discount::monthly(
                schedule,
                money.counting,
                calendar.months,
                years.get(money.budget_year).map_or(0, |year| year.start.saturating_sub(1)),
            ),
            growth,
            inflation,
            grants: grants(model, money, plans),
            allowance: vec![vec![0.0; years.len()]; lines.len()],
            lines,
            years,
        };
        basis.allowance = basis.allowances(path);
        basis
    }

    /// The allowance is decided by where the path goes, so that within a draw it is in
    /// proportion and chance, which goes both ways, does not add to it.
    fn allowances(&self, path: (&[f64], &[f64])) -> Vec<Vec<f64>> {
        let optimism = &self.money.optimism;
        let along = self.account(path.0, path.1);
        let share = |line: &Line| match line {
            Line::Programme(programme) => optimism.programmes[*programme],
            Line::Level(level) => optimism.levels[*level],
            Line::Entry(entry) => optimism.entries.get(*entry).copied().unwrap_or(0.0),
            Line::Results(_) | Line::Fixed(_) => 0.0,
        };
        let in_year =
            |change: &[f64], months: &Range<usize>| -> f64 { change[months.clone()].iter().sum() };
        let added: Vec<f64> = self
            .years
            .iter()
            .map(|months| {
                let spent = self.lines.iter().zip(&along.lines).filter(|(line, _)| line.spent());
                net_share(spent.map(|(_, change)| in_year(change, months)))
            })
            .collect();
        self.lines
            .iter()
            .zip(&along.lines)
            .map(|(line, change)| {
                let years = self.years.iter().zip(&added);
                years
                    .map(|(months, added)| {
                        // A programme that costs more, or a statutory line that costs less.
                        let change = in_year(change, months);
                        match line.spent() {
                            true if change > 0.0 => share(line) * added,
                            false if change < 0.0 => share(line),
                            _ => 0.0,
                        }
                    })
                    .collect()
            })
            .collect()
    }

    /// The money of one pair of records.
    #[must_use]
    pub fn account(&self, baseline: &[f64], option: &[f64]) -> Account {
        let layout = &self.model.layout;
        let months = layout.months + 1;
        let mut account = Account {
            lines: Vec::with_capacity(self.lines.len()),
            avoided: vec![0.0; months],
            spending: vec![0.0; months],
            income: vec![0.0; months],
            allowance: vec![0.0; months],
        };
        for (place, line) in self.lines.iter().enumerate() {
            let before = layout.series(baseline, Block::Cost, place);
            let after = layout.series(option, Block::Cost, place);
            let grown = before.iter().zip(after).zip(&self.growth[place]);
            let change: Vec<f64> = grown.map(|((b, a), growth)| (a - b) * growth).collect();
            let (into, sign) = match line {
                Line::Level(_) | Line::Entry(_) => (&mut account.avoided, -1.0),
                Line::Programme(_) | Line::Fixed(_) => (&mut account.spending, 1.0),
                Line::Results(_) => (&mut account.income, -1.0),
            };
            into.iter_mut().zip(&change).for_each(|(sum, one)| *sum += sign * one);
            let towards = if line.spent() { 1.0 } else { -1.0 };
            for (months, share) in self.years.iter().zip(&self.allowance[place]) {
                if *share > 0.0 {
                    for month in months.clone() {
                        account.allowance[month] += share * towards * change[month];
                    }
                }
            }
            account.lines.push(change);
        }
        account
    }

    /// Net money of an account by month: to the council, with grants.
    #[must_use]
    pub fn net(&self, account: &Account) -> Vec<f64> {
        (0..account.avoided.len())
            .map(|month| {
                account.avoided[month] - account.spending[month] - account.allowance[month]
                    + account.income[month]
                    + self.grants[month]
            })
            .collect()
    }

    /// Grants and payments by results of an account, by month.
    #[must_use]
    pub fn received(&self, account: &Account) -> Vec<f64> {
        account.income.iter().zip(&self.grants).map(|(income, grant)| income + grant).collect()
    }

    /// Value now of a series by month.
    #[must_use]
    pub fn present(&self, series: &[f64]) -> f64 {
        discount::present_value(series, &self.factors)
    }

    /// Net present value of one pair of records.
    #[must_use]
    pub fn net_present(&self, baseline: &[f64], option: &[f64]) -> f64 {
        self.present(&self.net(&self.account(baseline, option)))
    }

    /// Sums by financial year.
    #[must_use]
    pub fn by_year(&self, series: &[f64]) -> Vec<f64> {
        self.years.iter().map(|months| series[months.clone()].iter().sum()).collect()
    }

    /// Cash by financial year of all avoided cost.
    #[must_use]
    pub fn cash(&self, account: &Account) -> Vec<f64> {
        let mut cash = vec![0.0; self.years.len()];
        let view = &self.money.growth[self.choices.growth];
        let team_growth: Vec<f64> = self
            .years
            .iter()
            .map(|months| {
                let middle = f64::midpoint(months.start as f64, months.end as f64) - 1.0;
                maths::pow(1.0 + view.others, middle / 12.0)
            })
            .collect();
        for rule in &self.money.cash {
            let mut avoided = vec![0.0; account.avoided.len()];
            for (line, change) in self.lines.iter().zip(&account.lines) {
                if cash_kind(self.model, line) == Some(rule.lines) {
                    avoided.iter_mut().zip(change).for_each(|(sum, one)| *sum -= one);
                }
            }
            let own = super::cashable::by_year(&avoided, rule, &self.years, &team_growth);
            cash.iter_mut().zip(own).for_each(|(sum, one)| *sum += one);
        }
        cash
    }
}

/// What an option changes, by month; place 0 is the first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Each cost line, option less baseline.
    pub lines: Vec<Vec<f64>>,
    /// Statutory cost avoided.
    pub avoided: Vec<f64>,
    /// Added cost of programmes.
    pub spending: Vec<f64>,
    /// Added payment by results.
    pub income: Vec<f64>,
    /// Allowance for optimism.
    pub allowance: Vec<f64>,
}

/// What other agencies than the council pay more for programmes under the option, by
/// month, as the plans have it.
fn grants(model: &Model, money: &Money, plans: [&Plan; 2]) -> Vec<f64> {
    let months = model.layout.months;
    let mut change = vec![0.0; months + 1];
    for (p, programme) in model.scenario.programmes.iter().enumerate() {
        let [before, after] = plans.map(|plan| &plan.programmes[p]);
        for source in plan::payers(programme, [before, after]) {
            if money.funders.get(source) == Some(&money.council) {
                continue;
            }
            for (month, change) in change.iter_mut().enumerate().skip(1) {
                *change += (after.paid(source, month) - before.paid(source, month)) / 12.0;
            }
        }
    }
    change
}

/// Share of what is added that is not paid for by what is taken away elsewhere: moving
/// money between programmes adds nothing that could cost more than thought.
fn net_share(changes: impl Iterator<Item = f64>) -> f64 {
    let (rises, net) = changes
        .fold((0.0, 0.0), |(rises, net), change| (rises + f64::max(change, 0.0), net + change));
    if rises > 0.0 { (net / rises).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a realignment within one budget carries an allowance, or an addition does not.
    #[test]
    fn only_what_is_added_on_the_whole_carries_an_allowance() {
        assert_eq!(net_share([100.0, -100.0].into_iter()).to_bits(), 0.0_f64.to_bits());
        assert_eq!(net_share([100.0, 50.0].into_iter()).to_bits(), 1.0_f64.to_bits());
        assert_eq!(net_share([100.0, -25.0].into_iter()).to_bits(), 0.75_f64.to_bits());
        assert_eq!(net_share([-100.0, 20.0].into_iter()).to_bits(), 0.0_f64.to_bits());
    }
}
