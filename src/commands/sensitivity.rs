//! `staircase sensitivity`: one uncertain number at a time, widest swing first.

use super::Failure;
use clap::Args;
use staircase_engine::explore::tornado::{TornadoRow, tornado};
use staircase_engine::outcome::contributions::Shift;
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
    #[arg(long, default_value_t = 20)]
    most: usize,
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
        return print_csv(&rows);
    }
    let mut text = format!(
        "{}, along the path without chance. Net cost of all years: {}.\n\
         One number at a time, at the 10th and the 90th percentile of its distribution.\n\n",
        option.name,
        pounds(central.pounds)
    );
    let _ = writeln!(
        text,
        "{:66} {:>12} {:>12} {:>14} {:>14}  grade",
        "number", "low", "high", "net at low", "net at high"
    );
    for row in rows.iter().take(arguments.most) {
        let [low, high] = row.tried.map(|value| format!("{value:.4}"));
        let [at_low, at_high] = row.at.map(|shift: Shift| pounds(shift.pounds));
        let _ = writeln!(
            text,
            "{:66} {low:>12} {high:>12} {at_low:>14} {at_high:>14}  {}",
            cut(&row.label),
            row.grade.word()
        );
    }
    let left = rows.len().saturating_sub(arguments.most);
    if left > 0 {
        let _ = writeln!(text, "\n{left} more move it less.");
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

fn print_csv(rows: &[TornadoRow]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Call(error.to_string());
    writer
        .write_record([
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
        ])
        .map_err(failed)?;
    for row in rows {
        let numbers = [
            row.central,
            row.tried[0],
            row.tried[1],
            row.at[0].pounds,
            row.at[1].pounds,
            row.at[0].children,
            row.at[1].children,
        ]
        .map(|number| number.to_string());
        let words =
            [row.path.clone(), row.label.clone(), row.unit.clone(), row.grade.word().to_owned()];
        writer.write_record(words.iter().chain(&numbers)).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Call(error.to_string()))?;
    super::print(&String::from_utf8_lossy(&bytes))
}
