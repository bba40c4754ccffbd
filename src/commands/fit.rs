//! `staircase fit`: steady-state calibration, factors with which a steady year reproduces
//! published figures.

use super::Failure;
use staircase_answers::explore::fit::{Fit, fit as fit_scenario};
use std::fmt::Write as _;
use std::path::Path;

/// Prints the factors, and published shares beside those of the fitted steady year.
pub fn fit(scenario: &Path) -> Result<(), Failure> {
    let study = super::open(scenario)?;
    let Fit { rows, shares } = fit_scenario(&study.model.scenario);
    if rows.is_empty() && shares.is_empty() {
        return Err(Failure::Call(
            "This scenario has no published shares, and no factor is marked `fitted_to`, \
             so there is nothing to fit."
                .to_owned(),
        ));
    }
    let mut text = format!(
        "{:58} {:>10} {:>12} {:>8} {:>12} {:>8} {:>10}\n",
        "target", "published", "as written", "error", "fitted", "error", "factor"
    );
    for row in rows {
        let error = |value: f64| format!("{:+.2}%", 100.0 * (value / row.target - 1.0));
        let number = |value: f64| {
            if row.share { format!("{:.2}%", 100.0 * value) } else { format!("{value:.1}") }
        };
        let _ = writeln!(
            text,
            "{:58} {:>10} {:>12} {:>8} {:>12} {:>8} {:>10.6}",
            row.label,
            number(row.target),
            number(row.before),
            error(row.before),
            number(row.after),
            error(row.after),
            row.factor
        );
    }
    if !shares.is_empty() {
        let _ = writeln!(
            text,
            "\n{:66} {:>10} {:>12} {:>10}",
            "share, in a steady year with the fitted factors", "published", "modelled", "points"
        );
    }
    for row in shares {
        let _ = writeln!(
            text,
            "{:66} {:>9.1}% {:>11.1}% {:>+10.1}",
            row.name,
            100.0 * row.published,
            100.0 * row.modelled,
            100.0 * (row.modelled - row.published)
        );
    }
    super::print(&text)
}
