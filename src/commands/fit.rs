//! `staircase fit`: factors that make a steady year give published figures back.

use super::Failure;
use std::fmt::Write;
use std::path::Path;

/// Prints targets, what the scenario gives, and the factors that would meet them.
pub fn fit(path: &Path) -> Result<(), Failure> {
    let study = super::open(path)?;
    let rows = staircase_engine::explore::fit::fit(&study.model.scenario);
    if rows.is_empty() {
        return Err(Failure::Call(
            "No factor of this scenario is marked `fitted_to`, so there is nothing to fit."
                .to_owned(),
        ));
    }
    let mut text = format!(
        "{:42} {:>10} {:>12} {:>8} {:>12} {:>8} {:>10}",
        "target", "published", "as written", "error", "fitted", "error", "factor"
    );
    text.push('\n');
    for row in rows {
        let error = |value: f64| format!("{:+.2}%", 100.0 * (value / row.target - 1.0));
        let _ = writeln!(
            text,
            "{:42} {:>10.1} {:>12.1} {:>8} {:>12.1} {:>8} {:>10.6}",
            row.label,
            row.target,
            row.before,
            error(row.before),
            row.after,
            error(row.after),
            row.factor
        );
    }
    super::print(&text)
}
