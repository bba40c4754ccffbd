//! `staircase sensitivity`: one-way sensitivity analysis (tornado), widest swing first.

use super::Failure;
use clap::Args;
use staircase_answers::explore::tornado::{TornadoRow, tornado};
use staircase_answers::outcome::contributions::Shift;
use staircase_reporting::table::{Cell, Table};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Arguments of `staircase sensitivity`.
#[derive(Debug, Args)]
pub struct SensitivityArguments {
    /// Scenario file, with or without .toml
    scenario: PathBuf,
    /// Option to look at (default: the first that is not the baseline)
    #[arg(long)]
    option: Option<String>,
    /// Most numbers to print
    #[arg(long, default_value_t = 20, value_parser = super::typed::between(1, 100_000))]
    most: u64,
    /// Print all as CSV
    #[arg(long)]
    csv: bool,
}

/// Prints what each uncertain number does to the comparison by itself.
pub fn sensitivity(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let study = super::open(&arguments.scenario)?;
    let second = study.model.scenario.options.get(1).map(|option| option.id.clone());
    let id = arguments.option.clone().or(second).unwrap_or_default();
    let option = study.option(&id, None).map_err(Failure::Input)?;
    let (central, rows) = tornado(&study.model, &option);
    if arguments.csv {
        return super::print_csv(&table(&rows));
    }
    let most = usize::try_from(arguments.most).unwrap_or(usize::MAX);
    let mut text = format!(
        "{} (central projection). Net cost of all years, all funders: {}.\n\
         One-way sensitivity analysis: one number at a time, at the 10th and the 90th percentile \
         of its distribution.\n\n",
        option.name,
        pounds(central.pounds)
    );
    let _ = writeln!(
        text,
        "{:66} {:>12} {:>12} {:>14} {:>14}  grade",
        "number", "low", "high", "net at low", "net at high"
    );
    for row in rows.iter().take(most) {
        let [low, high] = row.tried.map(|value| format!("{value:.4}"));
        let [at_low, at_high] = row.at.map(|shift: Shift| pounds(shift.pounds));
        let _ = writeln!(
            text,
            "{:66} {low:>12} {high:>12} {at_low:>14} {at_high:>14}  {}",
            cut(&row.label),
            row.grade.word()
        );
    }
    let left = rows.len().saturating_sub(most);
    if left > 0 {
        let _ = writeln!(text, "\n{left} more numbers have a smaller effect on net cost.");
    }
    super::print(&text)
}

fn cut(label: &str) -> String {
    if label.chars().count() <= 66 {
        return label.to_owned();
    }
    label.chars().take(65).chain(['…']).collect()
}

fn pounds(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}£{:.2}m", value.abs() / 1e6)
}

fn table(rows: &[TornadoRow]) -> Table {
    let columns = [
        "path",
        "label",
        "unit",
        "grade",
        "central",
        "low",
        "high",
        "net_at_low_pounds",
        "net_at_high_pounds",
        "children_at_low",
        "children_at_high",
    ];
    let mut table = Table::file("sensitivity.csv", "one uncertain number at a time", &columns);
    for row in rows {
        let words = [&row.path, &row.label, &row.unit].map(Cell::from);
        let numbers = [
            row.central,
            row.tried[0],
            row.tried[1],
            row.at[0].pounds,
            row.at[1].pounds,
            row.at[0].children,
            row.at[1].children,
        ];
        let start = [&words[..], &[row.grade.word().into()]].concat();
        table.push(&start, numbers.map(Cell::from));
    }
    table
}
