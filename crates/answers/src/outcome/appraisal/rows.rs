//! The financial-year table: each line in prices of the price base and in cash, by year
//! and cumulative, and its present value.
//!
//! A cost is positive; a cost avoided, a saving or income is negative, in every row:
//!
//! ```text
//! net = statutory + spending + allowance + grants
//! ```
//!
//! The rows that are not sums add up to the net cost.

use super::{AppraisalInputs, Spread};
use serde::{Deserialize, Serialize};
use staircase_appraisal::flows::Account;
use staircase_model::record::lines::Line;

/// A line by financial year and in total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "MoneySeries"))]
pub struct Series {
    /// By financial year, pounds.
    pub years: Vec<Spread>,
    /// All years.
    pub total: Spread,
}

/// A part of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowPart {
    /// Statutory cost.
    Statutory,
    /// Spending on early help.
    Spending,
    /// Allowance for optimism.
    Allowance,
    /// Grants and payments by results.
    Grants,
    /// Net cost to the council.
    Net,
    /// What of statutory cost is cashable, and what is not.
    Cash,
    /// Running sums.
    Cumulative,
}

impl RowPart {
    /// As files have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Statutory => "statutory",
            Self::Spending => "spending",
            Self::Allowance => "allowance",
            Self::Grants => "grants",
            Self::Net => "net",
            Self::Cash => "cash",
            Self::Cumulative => "cumulative",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema), schemars(rename = "MoneyRow"))]
pub struct Row {
    /// Identity.
    pub id: String,
    /// Name, which says where the sign is not plain.
    pub name: String,
    /// The part of the table that it belongs to.
    pub part: RowPart,
    /// Whether it is a sum of lines above rather than a line of its own.
    pub sum: bool,
    /// In prices of the price base.
    pub real: Series,
    /// In cash of each year.
    pub cash: Series,
    /// Present value of all years. Absent for what is cumulative.
    pub present: Option<Spread>,
}

/// One line in one draw: by year, and its present value.
type Taken = (Vec<f64>, f64);

pub(super) fn rows(desk: &AppraisalInputs<'_>) -> Vec<Row> {
    let basis = desk.basis;
    let scenario = &desk.model.scenario;
    let monthly = |series: &[f64]| (basis.by_year(series), basis.present(series));
    let turned = |series: &[f64]| monthly(&turned(series));
    let lines = |part: RowPart, which: fn(&Line) -> bool| {
        let own = basis.lines.iter().enumerate().filter(move |(_, line)| which(line));
        own.map(move |(place, line)| {
            let taken = taken(desk, |_, it| monthly(&it.lines[place]));
            row(desk, &format!("{}-{place}", part.word()), &line.name(scenario), part, false, taken)
        })
    };
    let sum = |part: RowPart, taken: Vec<Taken>| {
        row(desk, part.word(), name_of(part.word()), part, true, taken)
    };
    let line = |part: RowPart, taken: Vec<Taken>| {
        row(desk, part.word(), name_of(part.word()), part, false, taken)
    };
    let mut table: Vec<Row> = lines(RowPart::Statutory, |line| !line.spent()).collect();
    table.push(sum(RowPart::Statutory, taken(desk, |_, it| turned(&it.avoided))));
    table.extend(cash_rows(desk));
    table.extend(lines(RowPart::Spending, |line| {
        matches!(line, Line::Programme(_) | Line::Fixed(_))
    }));
    table.push(sum(RowPart::Spending, taken(desk, |_, it| monthly(&it.spending))));
    table.push(line(RowPart::Allowance, taken(desk, |_, it| monthly(&it.allowance))));
    table.push(line(RowPart::Grants, taken(desk, |_, it| turned(&basis.received(it)))));
    let net = taken(desk, |draw, _| turned(&desk.nets[draw]));
    table.push(sum(RowPart::Net, net.clone()));
    table.push(cumulative(desk, "cumulative", &net));
    let discounted: Vec<Taken> = desk
        .nets
        .iter()
        .map(|net| {
            let worth: Vec<f64> = net.iter().zip(&basis.factors).map(|(a, b)| -a * b).collect();
            (basis.by_year(&worth), 0.0)
        })
        .collect();
    let mut worth = cumulative(desk, "discounted", &discounted);
    // A present value is not in anybody's cash.
    worth.cash = worth.real.clone();
    table.push(worth);
    table
}

/// With the other sign, and never −0.
fn turned(series: &[f64]) -> Vec<f64> {
    series.iter().map(|it| -it + 0.0).collect()
}

/// Names of sums. Each says which way its sign goes where that is not plain, and is the
/// same whatever the result, so that one name has one sign in every file and view.
#[must_use]
pub fn name_of(id: &str) -> &'static str {
    match id {
        "statutory" => "Statutory cost (avoided is negative)",
        "cashable" => "Of statutory cost: cashable in these years (a saving is negative)",
        "not-cashable" => "Of statutory cost: not cashable, or not yet",
        "spending" => "Spending on early help",
        "allowance" => "Optimism bias allowance",
        "grants" => "Grants and payments by results (income is negative)",
        "net" => "Net cost to the council",
        "cumulative" => "Cumulative net cost to the council",
        "discounted" => "Cumulative net cost to the council, present value",
        _ => "",
    }
}

/// What of the change in statutory cost is a bill or a saving in these years, and what is
/// not, or not yet.
fn cash_rows(desk: &AppraisalInputs<'_>) -> [Row; 2] {
    let basis = desk.basis;
    // Cash comes by year; its months count alike.
    let worth: Vec<f64> = basis
        .years
        .iter()
        .map(|months| {
            let factors = &basis.factors[months.clone()];
            factors.iter().sum::<f64>() / factors.len().max(1) as f64
        })
        .collect();
    let present = |years: &[f64]| years.iter().zip(&worth).map(|(a, b)| a * b).sum::<f64>();
    let cash = taken(desk, |_, it| {
        let years = turned(&basis.cash(it));
        let present = present(&years);
        (years, present)
    });
    let rest = taken(desk, |draw, it| {
        let all = basis.by_year(&turned(&it.avoided));
        let (cash, cash_present) = &cash[draw];
        let years: Vec<f64> = all.iter().zip(cash).map(|(all, cash)| all - cash).collect();
        (years, -basis.present(&it.avoided) - cash_present)
    });
    [("cashable", cash), ("not-cashable", rest)]
        .map(|(id, taken)| row(desk, id, name_of(id), RowPart::Cash, true, taken))
}

fn taken(desk: &AppraisalInputs<'_>, of: impl Fn(usize, &Account) -> Taken) -> Vec<Taken> {
    desk.accounts.iter().enumerate().map(|(draw, account)| of(draw, account)).collect()
}

fn row(
    desk: &AppraisalInputs<'_>,
    id: &str,
    name: &str,
    part: RowPart,
    sum: bool,
    taken: Vec<Taken>,
) -> Row {
    let real = series(&taken, None);
    let cash = series(&taken, Some(&desk.basis.inflation));
    let present = Spread::of(taken.iter().map(|it| it.1).collect());
    let (id, name) = (id.to_owned(), name.to_owned());
    Row { id, name, part, sum, real, cash, present: Some(present) }
}

fn series(taken: &[Taken], inflation: Option<&[f64]>) -> Series {
    let years = taken.first().map_or(0, |it| it.0.len());
    let price = |year: usize| inflation.map_or(1.0, |it| it.get(year).copied().unwrap_or(1.0));
    let in_year = |year: usize| taken.iter().map(|it| it.0[year] * price(year)).collect();
    let total = |it: &Taken| it.0.iter().enumerate().map(|(year, own)| own * price(year)).sum();
    Series {
        years: (0..years).map(|year| Spread::of(in_year(year))).collect(),
        total: Spread::of(taken.iter().map(total).collect()),
    }
}

/// Running sums of a line; its total is what it comes to at the end.
fn cumulative(desk: &AppraisalInputs<'_>, id: &str, taken: &[Taken]) -> Row {
    let running = |inflation: Option<&[f64]>| {
        let sums: Vec<Taken> = taken
            .iter()
            .map(|(years, _)| {
                let mut sum = 0.0;
                let price = |at: usize| inflation.map_or(1.0, |it| it[at]);
                let add = |(year, own): (usize, &f64)| {
                    sum += own * price(year);
                    sum
                };
                (years.iter().enumerate().map(add).collect(), 0.0)
            })
            .collect();
        let mut series = series(&sums, None);
        series.total = series.years.last().copied().unwrap_or_default();
        series
    };
    let real = running(None);
    let cash = running(Some(&desk.basis.inflation));
    let (id, name) = (id.to_owned(), name_of(id).to_owned());
    Row { id, name, part: RowPart::Cumulative, sum: true, real, cash, present: None }
}
