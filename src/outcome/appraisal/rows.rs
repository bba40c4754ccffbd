//! The financial-year table: each line in prices of the price base and in cash, by year
//! and cumulative, and what it is worth now.

use super::{Desk, Direction, Spread};
use crate::appraise::flows::Account;
use crate::record::lines::Line;
use serde::Serialize;

/// A line by financial year and in total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// By financial year, pounds.
    pub years: Vec<Spread>,
    /// All years.
    pub total: Spread,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Identity.
    pub id: String,
    /// Name, with the sign that the line has in total.
    pub name: String,
    /// `avoided`, `spending`, `allowance`, `grants`, `net`, `cash` or `cumulative`.
    pub part: &'static str,
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

pub(super) fn rows(desk: &Desk<'_>) -> Vec<Row> {
    let basis = desk.basis;
    let scenario = &desk.model.scenario;
    let monthly = |series: &[f64]| (basis.by_year(series), basis.present(series));
    let turned = |series: &[f64]| monthly(&series.iter().map(|it| -it + 0.0).collect::<Vec<_>>());
    let mut table = Vec::new();
    for (place, line) in basis.lines.iter().enumerate().filter(|(_, line)| !line.spent()) {
        let taken = taken(desk, |_, it| turned(&it.lines[place]));
        let name = line.name(scenario);
        let names = [format!("{name}: avoided"), format!("{name}: added")];
        table.push(row(desk, &format!("avoided-{place}"), names, "avoided", false, taken));
    }
    let sum = |id: &str, names: [&str; 2], part: &'static str, taken: Vec<Taken>| {
        row(desk, id, names.map(str::to_owned), part, true, taken)
    };
    let all = taken(desk, |_, it| monthly(&it.avoided));
    table.push(sum("avoided", ["Statutory cost avoided", "Statutory cost added"], "avoided", all));
    table.extend(cash_rows(desk));
    let programmes = |line: &&(usize, &Line)| matches!(line.1, Line::Programme(_) | Line::Fixed(_));
    for (place, line) in
        basis.lines.iter().enumerate().collect::<Vec<_>>().iter().filter(programmes)
    {
        let own = taken(desk, |_, it| monthly(&it.lines[*place]));
        let name = line.name(scenario);
        let names = [format!("{name}: more spent"), format!("{name}: less spent")];
        table.push(row(desk, &format!("spending-{place}"), names, "spending", false, own));
    }
    let all = taken(desk, |_, it| monthly(&it.spending));
    let names = match desk.direction {
        Direction::Same => ["Spending on programmes"; 2],
        _ => ["More spent on programmes", "Less spent on programmes"],
    };
    table.push(sum("spending", names, "spending", all));
    let all = taken(desk, |_, it| monthly(&it.allowance));
    table.push(sum("allowance", ["Allowance for optimism"; 2], "allowance", all));
    let all = taken(desk, |_, it| {
        let both: Vec<f64> = it.income.iter().zip(&basis.grants).map(|(i, g)| i + g).collect();
        monthly(&both)
    });
    let names = ["Grants and payments by results gained", "Grants and payments by results lost"];
    table.push(sum("grants", names, "grants", all));
    let net = taken(desk, |draw, _| monthly(&desk.nets[draw]));
    table.push(sum("net", ["Net gain", "Net cost"], "net", net.clone()));
    table.push(cumulative(desk, "cumulative", "Cumulative net", &net));
    let discounted: Vec<Taken> = desk
        .nets
        .iter()
        .map(|net| {
            let worth: Vec<f64> = net.iter().zip(&basis.factors).map(|(a, b)| a * b).collect();
            (basis.by_year(&worth), 0.0)
        })
        .collect();
    let mut worth = cumulative(desk, "discounted", "Cumulative net, present value", &discounted);
    // What is worth now is not in anybody's cash.
    worth.cash = worth.real.clone();
    table.push(worth);
    table
}

/// What can be turned into cash of the avoided cost, and what cannot or not yet.
fn cash_rows(desk: &Desk<'_>) -> [Row; 2] {
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
        let years = basis.cash(it);
        let present = present(&years);
        (years, present)
    });
    let rest = taken(desk, |_, it| {
        let avoided = basis.by_year(&it.avoided);
        let cash = basis.cash(it);
        let years: Vec<f64> = avoided.iter().zip(&cash).map(|(all, cash)| all - cash).collect();
        (years, basis.present(&it.avoided) - present(&cash))
    });
    let sum = |id: &str, names: [&str; 2], taken| {
        row(desk, id, names.map(str::to_owned), "cash", true, taken)
    };
    [
        sum("cashable", ["Of that, can be turned into cash", "Of that, becomes a bill"], cash),
        sum(
            "not-cashable",
            ["Of that, freed time or not yet cash", "Of that, not yet a bill"],
            rest,
        ),
    ]
}

fn taken(desk: &Desk<'_>, of: impl Fn(usize, &Account) -> Taken) -> Vec<Taken> {
    desk.accounts.iter().enumerate().map(|(draw, account)| of(draw, account)).collect()
}

fn row(
    desk: &Desk<'_>,
    id: &str,
    names: [String; 2],
    part: &'static str,
    sum: bool,
    taken: Vec<Taken>,
) -> Row {
    let real = series(&taken, None);
    let cash = series(&taken, Some(&desk.basis.inflation));
    let present = Spread::of(taken.iter().map(|it| it.1).collect());
    let [up, down] = names;
    let name = if real.total.mean < 0.0 { down } else { up };
    Row { id: id.to_owned(), name, part, sum, real, cash, present: Some(present) }
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
fn cumulative(desk: &Desk<'_>, id: &str, name: &str, taken: &[Taken]) -> Row {
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
    let (id, name) = (id.to_owned(), name.to_owned());
    Row { id, name, part: "cumulative", sum: true, real, cash, present: None }
}
