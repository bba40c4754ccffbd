//! `staircase verify` (once `validate`): verification against published benchmarks, expected
//! against obtained.

use super::Failure;
use clap::Args;
use clap::builder::TypedValueParser;
use staircase_reporting::table::Table;
use staircase_validation::report::{FULL, LEAST};
use staircase_validation::{CaseReport, ComputedBy, Effort, FAMILIES, NOT_YET, Row, belongs, run};

/// What to run.
#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// Only these benchmarks, such as B11 or B17.6
    #[arg(long, value_name = "CASE")]
    case: Vec<String>,
    /// Runs of each benchmark that uses random numbers
    #[arg(allow_negative_numbers = true, long, default_value_t = FULL, value_parser = runs())]
    runs: u32,
    /// Print as CSV
    #[arg(long)]
    csv: bool,
}

/// A number of runs on the command line.
fn runs() -> impl TypedValueParser<Value = u32> {
    let most = super::typed::between(LEAST.into(), u32::MAX.into());
    most.map(|runs| u32::try_from(runs).unwrap_or(u32::MAX))
}

/// Runs the cases and prints them. Fails if any quantity is not reproduced.
pub fn validate(arguments: &ValidateArguments) -> Result<(), Failure> {
    if let Some(unknown) = arguments.case.iter().find(|asked| !ids().any(|id| belongs(id, asked))) {
        let ids: Vec<&str> = ids().collect();
        let words = format!("{unknown:?} is not a benchmark. There are: {}.", ids.join(", "));
        return Err(Failure::Call(words));
    }
    let effort = Effort::of(arguments.runs);
    let wanted = |id: &str| {
        arguments.case.is_empty() || arguments.case.iter().any(|asked| belongs(id, asked))
    };
    let mut reports = Vec::new();
    if arguments.csv {
        reports.extend(run(&effort, wanted));
        super::print_csv(&as_table(&reports))?;
    } else {
        super::print(&heading(arguments.runs))?;
        for report in run(&effort, wanted) {
            super::print(&table(&report))?;
            reports.push(report);
        }
        for (id, reason) in NOT_YET.iter().filter(|(id, _)| wanted(id)) {
            super::print(&format!("{id}  not yet run: {reason}.\n"))?;
        }
    }
    conclude(&reports, arguments.csv)
}

fn ids() -> impl Iterator<Item = &'static str> {
    let run = FAMILIES.iter().flat_map(|family| family.ids);
    run.copied().chain(NOT_YET.iter().map(|(id, _)| *id))
}

fn heading(runs: u32) -> String {
    if runs >= FULL {
        format!("Benchmarks with random numbers have {runs} runs, fixed seed.\n\n")
    } else {
        format!(
            "QUICK CHECK: benchmarks with random numbers have {runs} runs; the full check uses {FULL}.\n\n"
        )
    }
}

/// A case as a table.
fn table(report: &CaseReport) -> String {
    let width = report.rows.iter().map(|row| row.quantity.chars().count()).max().unwrap_or(0);
    let by = report.computed_by.words();
    let mut text =
        format!("{}  {}\n  {}\n  Computed by {by}.\n", report.id, report.title, report.source);
    text += &format!(
        "  {:width$}  {:>18}  {:>18}  {:>11}  {:4}  rule\n",
        "quantity", "expected", "obtained", "difference", "pass"
    );
    for row in &report.rows {
        text += &format!(
            "  {:width$}  {:>18}  {:>18}  {:>11}  {:4}  {}\n",
            row.quantity,
            number(row.expected),
            number(row.obtained),
            difference(row),
            if row.passed { "yes" } else { "NO" },
            row.rule
        );
    }
    text + "\n"
}

/// Up to nine decimals, without zeros that say nothing.
fn number(value: f64) -> String {
    let text = format!("{value:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn difference(row: &Row) -> String {
    let apart = row.obtained - row.expected;
    if apart.abs() < f64::MIN_POSITIVE { "0".to_owned() } else { format!("{apart:+.2e}") }
}

fn conclude(reports: &[CaseReport], quiet: bool) -> Result<(), Failure> {
    let rows: usize = reports.iter().map(|report| report.rows.len()).sum();
    let failed: Vec<String> = reports
        .iter()
        .flat_map(|report| report.rows.iter().map(move |row| (report.id, row)))
        .filter(|(_, row)| !row.passed)
        .map(|(id, row)| format!("  {id}: {} ({})", row.quantity, row.rule))
        .collect();
    if !failed.is_empty() {
        return Err(Failure::Call(format!(
            "{} of {rows} quantities are not reproduced:\n{}",
            failed.len(),
            failed.join("\n")
        )));
    }
    if reports.is_empty() {
        return Err(Failure::Call("No benchmark was run.".to_owned()));
    }
    if quiet {
        return Ok(());
    }
    let cases = if reports.len() == 1 { "benchmark" } else { "benchmarks" };
    let own = reports.iter().filter(|report| report.computed_by != ComputedBy::Chain).count();
    super::print(&format!(
        "{} {cases}, {rows} quantities: all reproduced. {own} by the engine's own code, {} by a \
         reference chain that projections do not use.\n",
        reports.len(),
        reports.len() - own
    ))
}

fn as_table(reports: &[CaseReport]) -> Table {
    let columns = [
        "case",
        "title",
        "source",
        "computed_by",
        "quantity",
        "expected",
        "obtained",
        "rule",
        "passed",
    ];
    let mut table = Table::file("published-cases.csv", "expected against obtained", &columns);
    for report in reports {
        for row in &report.rows {
            table.push(
                &[
                    report.id.into(),
                    report.title.into(),
                    report.source.into(),
                    report.computed_by.words().into(),
                ],
                [
                    (&row.quantity).into(),
                    row.expected.into(),
                    row.obtained.into(),
                    (&row.rule).into(),
                    if row.passed { "yes" } else { "no" }.into(),
                ],
            );
        }
    }
    table
}
