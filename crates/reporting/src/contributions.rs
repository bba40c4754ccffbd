//! A short table of what each change of an option does alone and together.

use super::phrases::lower;
use staircase_answers::outcome::contributions::{Contributions, Shift, read};
use staircase_model::Model;
use staircase_scenario::problem::plain;
use staircase_scenario::resolved::PolicyOption;

/// The lines of the table; none for an option with fewer than two changes.
#[must_use]
pub fn lines(model: &Model, option: &PolicyOption, parts: &Contributions) -> Vec<String> {
    if parts.alone.len() < 2 {
        return Vec::new();
    }
    let scenario = &model.scenario;
    let stock = read(model, option).map(|(measure, month)| {
        let name = lower(&scenario.measures[measure].name);
        format!("{name} by {}, and ", scenario.calendar.at(month).words())
    });
    let mut lines = vec![format!(
        "Each change alone and all together (central projection): {}net cost over all years, £ thousand.",
        stock.clone().unwrap_or_default()
    )];
    let row = |name: &str, shift: Shift| {
        let children = signed(shift.children, 1);
        let children = stock.as_ref().map_or_else(String::new, |_| format!("{children:>8}"));
        format!("{children}{:>10}  {name}", signed(shift.pounds / 1000.0, 0))
    };
    lines.extend(parts.alone.iter().map(|(words, shift)| row(&format!("alone: {words}"), *shift)));
    lines.push(row("all together", parts.together));
    lines.push(row("interaction: all together minus the sum of each alone", parts.interaction()));
    if scenario.effects_floor > 0.0 {
        lines.push(format!(
            "Effects of several programmes on one rate multiply, down to {}% of it at least.",
            plain((1000.0 * scenario.effects_floor).round() / 10.0)
        ));
    }
    lines
}

/// "+1.2", "−1234", "0.0".
fn signed(value: f64, decimals: usize) -> String {
    let size = format!("{:.decimals$}", value.abs());
    if size.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        return size;
    }
    let sign = if value < 0.0 { "−" } else { "+" };
    let grouped = if decimals == 0 { plain(value.abs().round()) } else { size };
    format!("{sign}{grouped}")
}

#[cfg(test)]
mod tests {
    use super::signed;

    /// Fails if a sign is lost, or if nothing is given one.
    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(signed(-1234.4, 0), "−1234");
        assert_eq!(signed(0.04, 1), "0.0");
        assert_eq!(signed(-0.06, 1), "−0.1");
        assert_eq!(signed(12.0, 1), "+12.0");
    }
}
