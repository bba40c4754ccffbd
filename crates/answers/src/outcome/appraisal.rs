//! The financial case of an option: what it spends and avoids, in prices of one year and in cash
//! terms, its present value, when it pays back for the council, who pays and who gains.
//!
//! Fiscal, economic and social value are never added to one another, nor to the council's
//! lines ([`WiderRow`]). Decisions 0042 to 0047.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`rows`] | the financial-year table |
//! | [`payback`] | months and probabilities of having paid back; the reserve |
//! | [`parties`] | who pays and who gains; value outside the council's lines |
//! | [`asked`] | what a person may choose: schedule, growth, reserve |

pub mod asked;
pub mod parties;
pub mod payback;
pub mod rows;

use super::band::{pence, percentile};
use super::money::{Kind, SMALL};
use super::run_pairs::{AnswerKind, RunPairs};
use asked::Chosen;
use parties::{AgencyRow, FundingRow, WiderRow};
use payback::{Payback, Reserve};
use rows::{Row, RowPart};
use serde::{Deserialize, Serialize};
use staircase_appraisal::flows::{Account, Basis};
use staircase_appraisal::returns;
use staircase_model::Model;
use staircase_model::plan::Plan;
use staircase_model::record::Block;
use staircase_numerics::maths;
use staircase_scenario::Calendar;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::{Counting, OptimismOn, ScheduleStatus};

/// A number over draws. Percentiles are of runs; interval ends are never added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Spread {
    /// Mean over draws, or along the path.
    pub mean: f64,
    /// 9 runs in 10 lie above. Absent along the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// 9 runs in 10 lie below. Absent along the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
}

impl Spread {
    /// Of one number a draw, to the penny. A single number is the path's and has no
    /// spread.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Self {
        let mean = pence(values.iter().sum::<f64>() / values.len().max(1) as f64);
        if values.len() < 2 {
            return Self { mean, p10: None, p90: None };
        }
        maths::ascend(&mut values);
        let at = |share| Some(pence(percentile(&values, share)));
        Self { mean, p10: at(0.1), p90: at(0.9) }
    }
}

/// A benefit–cost ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Ratio {
    /// Present value of one for a pound of the other; absent where it is undefined.
    pub value: Option<f64>,
    /// 9 runs in 10 lie above.
    pub p10: Option<f64>,
    /// 9 runs in 10 lie below.
    pub p90: Option<f64>,
    /// What it is a ratio of, or why there is none.
    pub of: RatioOf,
}

/// What a benefit–cost ratio is of, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RatioOf {
    /// Statutory cost avoided for each pound spent.
    Avoided,
    /// Statutory cost added for each pound saved.
    Added,
    /// Statutory cost added for each pound taken out of the offer, some of it from outside.
    AddedWithOutside,
    /// None: the funding ends with the offer, so there is no saving.
    FundingEnds,
    /// None: spending on the offer does not change.
    NoChange,
    /// None: spending is higher in some runs and lower in others.
    Mixed,
}

/// One step from gross to net cost, as totals. A cost is positive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "MoneyStep"))]
pub struct Step {
    /// The part of the table that it is the sum of.
    pub id: RowPart,
    /// Name of the row of the table.
    pub name: String,
    /// Pounds that it moves the net cost by, undiscounted, in prices of the price base.
    pub real: f64,
    /// The same as a present value.
    pub present: f64,
}

/// Rules used, in words and by identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "MoneyRules"))]
pub struct Rules {
    /// Title of the file they are from.
    pub title: String,
    /// "2024-25 prices".
    pub price_base: String,
    /// Place among the years of the one that discounting starts with.
    pub budget_year: usize,
    /// Price index and its vintage.
    pub deflator: String,
    /// First financial year whose prices are a forecast.
    pub forecast_from: String,
    /// Discount schedule used.
    pub schedule: Named,
    /// Its vintage.
    pub vintage: String,
    /// Whether it is in force.
    pub standing: ScheduleStatus,
    /// Its rate in the first years.
    pub rate: f64,
    /// All schedules to choose from.
    pub schedules: Vec<Named>,
    /// When money counts.
    pub counting: Counting,
    /// View of growth used.
    pub growth: Named,
    /// All views to choose from.
    pub growths: Vec<Named>,
    /// What is allowed for optimism.
    pub optimism: OptimismOn,
    /// The day that present values are of.
    pub valued_at: String,
}

/// Identity and name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Named {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
}

/// The financial case of an option against its baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Appraisal {
    /// Where it comes from.
    pub kind: AnswerKind,
    /// Identity of the option.
    pub option: String,
    /// Identity of the baseline.
    pub baseline: String,
    /// Whether support has no effect on either side.
    pub null_effect: bool,
    /// Number of draws.
    pub draws: usize,
    /// The seed.
    pub seed: String,
    /// Rules used.
    pub rules: Rules,
    /// Financial years.
    pub years: Vec<String>,
    /// What kind of a case it is.
    pub direction: Kind,
    /// The financial-year table.
    pub rows: Vec<Row>,
    /// From gross to net.
    pub steps: Vec<Step>,
    /// Net present value to the council, grants included. As in the Green Book a benefit
    /// is positive: it is the present value of the net cost with the other sign.
    pub npv: Spread,
    /// Net present value to all public budgets here: grants and payments by results, which
    /// only pass from one to another, are left out.
    pub npv_public: Spread,
    /// The same without the allowance for optimism.
    pub npv_public_before_allowance: Spread,
    /// Equivalent annual cost: the equal yearly amount whose present value is that of the
    /// net cost to the council. A cost is positive.
    pub equivalent_annual: Option<f64>,
    /// Avoided for each pound spent, or added for each pound saved.
    pub ratio: Ratio,
    /// When it has paid back.
    pub payback: Payback,
    /// Whether a reserve lasts, if there is one to test.
    pub reserve: Option<Reserve>,
    /// Who pays and who gains.
    pub agencies: Vec<AgencyRow>,
    /// Who pays for programmes.
    pub funding: Vec<FundingRow>,
    /// Value outside the council's lines. Never added up.
    pub wider: Vec<WiderRow>,
}

/// What the parts of an appraisal are made from.
pub(super) struct AppraisalInputs<'a> {
    pub model: &'a Model,
    pub basis: &'a Basis<'a>,
    pub plans: [&'a Plan; 2],
    pub accounts: Vec<Account>,
    pub nets: Vec<Vec<f64>>,
    pub pairs: &'a [(&'a [f64], &'a [f64])],
    pub direction: Kind,
}

impl AppraisalInputs<'_> {
    /// A number over draws.
    pub fn over(&self, number: impl Fn(&Account) -> f64) -> Spread {
        Spread::of(self.accounts.iter().map(number).collect())
    }

    /// Mean over draws of a number.
    pub fn mean(&self, number: impl Fn(&Account) -> f64) -> f64 {
        let n = self.accounts.len().max(1) as f64;
        self.accounts.iter().map(number).sum::<f64>() / n
    }
}

impl Appraisal {
    /// The case over the records of `evidence`. `None` for a scenario without money rules.
    #[must_use]
    pub fn new(
        model: &Model,
        option: &PolicyOption,
        evidence: &RunPairs<'_>,
        chosen: &Chosen,
    ) -> Option<Self> {
        let money = model.scenario.money.as_ref()?;
        let plans = [model.plan(&model.baseline_for(option)), model.plan(option)];
        let both = [&plans[0], &plans[1]];
        let basis = Basis::new(model, money, chosen.choices, both, evidence.path);
        let account = |pair: &(&[f64], &[f64])| basis.account(pair.0, pair.1);
        let accounts: Vec<Account> = evidence.pairs.iter().map(account).collect();
        let path = basis.account(evidence.path.0, evidence.path.1);
        let desk = AppraisalInputs {
            model,
            basis: &basis,
            plans: both,
            nets: accounts.iter().map(|account| basis.net(account)).collect(),
            direction: kind(&basis, &path),
            accounts,
            pairs: &evidence.pairs,
        };
        let rows = rows::rows(&desk);
        let mut appraisal = Self {
            kind: evidence.kind(),
            option: option.id.clone(),
            baseline: model.baseline_for(option).id,
            null_effect: option.null_effect,
            draws: if evidence.expected { 0 } else { evidence.pairs.len() },
            seed: evidence.seed.to_string(),
            rules: rules(&desk, chosen),
            years: model.scenario.calendar.year_names(),
            direction: desk.direction,
            steps: steps(&rows),
            rows,
            npv: Spread::of(desk.nets.iter().map(|net| basis.present(net)).collect()),
            npv_public: desk.over(|it| public(&basis, it) - basis.present(&it.allowance)),
            npv_public_before_allowance: desk.over(|it| public(&basis, it)),
            equivalent_annual: None,
            ratio: ratio(&desk),
            payback: payback::payback(&desk),
            reserve: chosen.reserve.map(|amount| payback::reserve(&desk, amount)),
            agencies: parties::agencies(&desk),
            funding: parties::funding(&desk),
            wider: parties::wider(&desk),
        };
        let schedule = &money.schedules[chosen.choices.schedule];
        let whole = u32::try_from(model.layout.months / 12).unwrap_or(0);
        appraisal.equivalent_annual =
            returns::equivalent_annual(-appraisal.npv.mean, schedule, whole).map(pence);
        Some(appraisal)
    }

    /// A row of the table by identity.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// The kind of a case, along the path, as the sentences about the answer have it: payments by
/// results are part of spending there.
fn kind(basis: &Basis<'_>, path: &Account) -> Kind {
    let (spending, income): (f64, f64) = (path.spending.iter().sum(), path.income.iter().sum());
    Kind::of(spending - income, basis.grants.iter().sum())
}

/// Present value of cost avoided minus spending, before any allowance.
fn public(basis: &Basis<'_>, account: &Account) -> f64 {
    basis.present(&account.avoided) - basis.present(&account.spending)
}

fn ratio(desk: &AppraisalInputs<'_>) -> Ratio {
    let basis = desk.basis;
    let sides: Vec<(f64, f64)> = desk
        .accounts
        .iter()
        .map(|it| {
            let cost = basis.present(&it.spending) + basis.present(&it.allowance);
            (basis.present(&it.avoided), cost)
        })
        .collect();
    let n = sides.len().max(1) as f64;
    let benefit = sides.iter().map(|side| side.0).sum::<f64>() / n;
    let cost = sides.iter().map(|side| side.1).sum::<f64>() / n;
    let costs: Vec<f64> = sides.iter().map(|side| side.1).collect();
    let thousandth = |value: f64| (value * 1000.0).round() / 1000.0 + 0.0;
    let value = match desk.direction {
        Kind::Same | Kind::Loses => None,
        _ => returns::ratio(benefit, cost, &costs).map(thousandth),
    };
    let spread = match value {
        Some(_) => Spread::of(sides.iter().map(|side| 100.0 * side.0 / side.1).collect()),
        None => Spread::default(),
    };
    let back = |hundredths: Option<f64>| hundredths.map(|it| thousandth(it / 100.0));
    let lost = desk.basis.grants.iter().sum::<f64>() <= -SMALL;
    let of = match (value, desk.direction) {
        (_, Kind::Loses) => RatioOf::FundingEnds,
        (Some(_), Kind::Saves) if lost => RatioOf::AddedWithOutside,
        (Some(_), Kind::Saves) => RatioOf::Added,
        (Some(_), _) => RatioOf::Avoided,
        (None, Kind::Same) => RatioOf::NoChange,
        (None, _) => RatioOf::Mixed,
    };
    Ratio { value, p10: back(spread.p10), p90: back(spread.p90), of }
}

/// The waterfall: the sums of the table that come to the net cost.
fn steps(rows: &[Row]) -> Vec<Step> {
    use RowPart::{Allowance, Grants, Net, Spending, Statutory};
    [Statutory, Spending, Allowance, Grants, Net]
        .into_iter()
        .filter_map(|id| {
            let row = rows.iter().find(|row| row.id == id.word())?;
            let present = row.present.unwrap_or_default().mean;
            Some(Step { id, name: row.name.clone(), real: row.real.total.mean, present })
        })
        .collect()
}

fn rules(desk: &AppraisalInputs<'_>, chosen: &Chosen) -> Rules {
    let money = desk.basis.money;
    let scenario = &desk.model.scenario;
    let schedule = &money.schedules[chosen.choices.schedule];
    let growth = &money.growth[chosen.choices.growth];
    let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    Rules {
        title: money.title.clone(),
        price_base: scenario.about.price_base.clone(),
        budget_year: scenario.money.as_ref().map_or(0, |money| money.budget_year),
        deflator: format!("{}, {}", money.deflator.name, money.deflator.vintage),
        forecast_from: Calendar::financial_year_name(money.deflator.outturn_to + 1),
        schedule: named(&schedule.id, &schedule.name),
        vintage: schedule.vintage.clone(),
        standing: schedule.standing,
        rate: schedule.bands.first().map_or(0.0, |band| band.1),
        schedules: money.schedules.iter().map(|it| named(&it.id, &it.name)).collect(),
        counting: money.counting,
        growth: named(&growth.id, &growth.name),
        growths: money.growth.iter().map(|it| named(&it.id, &it.name)).collect(),
        optimism: money.optimism.on,
        valued_at: scenario.calendar.date(0),
    }
}

/// Families who start a programme in a month, option less baseline, in one pair.
pub(super) fn started(desk: &AppraisalInputs<'_>, pair: usize, programme: usize) -> Vec<f64> {
    let layout = &desk.model.layout;
    let item = staircase_model::record::SupportItem::Started.of(programme);
    let (baseline, option) = desk.pairs[pair];
    let before = layout.series(baseline, Block::Support, item);
    let after = layout.series(option, Block::Support, item);
    before.iter().zip(after).map(|(before, after)| after - before).collect()
}
