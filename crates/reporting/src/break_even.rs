//! What would have to be true for an option to pay, in sentences.

use super::number::{plain, pounds};
use super::table::{Column, Kind, Table};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::break_even::BreakEven;
use staircase_answers::outcome::money::SMALL;
use staircase_answers::outcome::sensitivity::Sensitivity;
use staircase_answers::study::Parts;
use staircase_scenario::resolved::PolicyOption;

/// Sentences about a break-even.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct EvenWords {
    /// By how much effects would have to be stronger.
    pub sentence: String,
    /// The same on each route of evidence, in the order of the routes.
    pub routes: Vec<String>,
}

impl EvenWords {
    /// The sentences of what was found.
    #[must_use]
    pub fn new(option: &PolicyOption, even: &BreakEven) -> Self {
        let routes = even.routes.iter().map(|on| sentence(option, &on.found)).collect();
        Self { sentence: sentence(option, even), routes }
    }
}

/// The table of a break-even that stands behind its picture.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct EvenTables {
    effects: Table,
}

impl EvenTables {
    pub(crate) fn new(even: &BreakEven) -> Self {
        let mut effects = Table::new(
            "Break-even",
            "Effects of support now, and those needed to break even",
            "",
            &[
                Column::new("effect", "Effect", Kind::Text),
                Column::new("now", "Now", Kind::Ratio),
                Column::new("needed", "Needed", Kind::Ratio),
            ],
        );
        for it in &even.effects {
            effects.push(&[], [(&it.name).into(), it.now.into(), it.needed.into()]);
        }
        Self { effects }
    }
}

/// By how much effects would have to be stronger, in a sentence.
fn sentence(option: &PolicyOption, answer: &BreakEven) -> String {
    if option.changes.is_empty() {
        return "This is the baseline, so there is nothing to break even.".to_owned();
    }
    if option.null_effect {
        return "This option assumes that support has no effect, so there is no strength of \
                effects to look for."
            .to_owned();
    }
    let (net, avoided) = (-answer.net_now, answer.avoided_now);
    let own = net - avoided;
    if answer.nothing_to_earn() {
        let cost = if avoided.abs() < SMALL {
            "statutory cost does not change".to_owned()
        } else if avoided > 0.0 {
            format!("statutory cost falls by {} (present value)", pounds(avoided))
        } else {
            format!("statutory cost rises by {} (present value)", pounds(-avoided))
        };
        let so = if avoided <= -SMALL {
            "It would break even only if support had no effect."
        } else {
            "It breaks even whatever the strength of the effects."
        };
        return format!(
            "The option neither costs nor saves the council’s own money on the offer, and {cost}. {so}"
        );
    }
    let saves = own > 0.0;
    match (answer.times, net < 0.0) {
        (Some(times), behind) if saves => {
            let stands = if behind {
                format!("added cost exceeds the saving by {}", pounds(-net))
            } else if avoided > 0.0 {
                format!("statutory cost falls as well, and the council is {} ahead", pounds(net))
            } else {
                format!("{} of the {} saving remains", pounds(net), pounds(own))
            };
            format!(
                "Added cost would use up the saving if effects were {} times as strong (log scale) \
                 as in the evidence. In the evidence, {stands} (present value).",
                short(times)
            )
        }
        (Some(times), true) => format!(
            "The option would break even for the council if effects were {} times as strong (log \
             scale) as in the evidence.",
            short(times)
        ),
        (Some(times), false) => format!(
            "The option breaks even for the council if effects are {} times as strong (log scale) \
             as in the evidence. In the evidence, it is {} ahead (present value).",
            short(times),
            pounds(net)
        ),
        (None, true) => {
            let most = match answer.avoided_strongest {
                most if most < SMALL => "almost nothing".to_owned(),
                most => pounds(most),
            };
            let share = answer.share_needed.map_or_else(String::new, |share| {
                format!(" It would take {}% of those entries.", plain((100.0 * share).round()))
            });
            format!(
                "The option cannot break even. If almost no supported child stepped up or entered \
                 care, it would avoid {most}, less than it costs.{share}"
            )
        }
        (None, false) if saves => "The saving cannot be used up: however strong the effects, the \
                                   council’s added cost stays below it."
            .to_owned(),
        (None, false) => format!(
            "The option breaks even whatever the strength of the effects: it is {} ahead (present \
             value).",
            pounds(net)
        ),
    }
}

fn short(times: f64) -> String {
    if times < 10.0 { format!("{times:.1}") } else { plain(times.round()) }
}

/// Break-even, one-per-cent sensitivity, and the present value of each change, as
/// lines for the command line.
#[must_use]
pub fn on_request(
    option: &PolicyOption,
    even: &BreakEven,
    moved: &Sensitivity,
    parts: &Parts,
) -> Vec<String> {
    let words = EvenWords::new(option, even);
    let mut lines = vec![words.sentence];
    let routes = even.routes.iter().zip(words.routes);
    lines.extend(routes.map(|(on, words)| format!("    {}: {words}", on.name)));
    lines.extend(even.effects.iter().map(|effect| {
        format!("    {}: {} now, {} needed", effect.name, effect.now, effect.needed)
    }));
    if !moved.rows.is_empty() {
        lines.push(
            "Change in the present value of the net cost when an input is 1% lower or higher:"
                .to_owned(),
        );
    }
    lines.extend(moved.rows.iter().map(|row| {
        format!("    {:>12} {:>12}  {}", pounds_exact(row.down), pounds_exact(row.up), row.name)
    }));
    if parts.alone.len() > 1 {
        lines.push(
            "Present value of the net cost of each change alone and together (central projection):"
                .to_owned(),
        );
        lines.extend(
            parts.alone.iter().map(|(words, value)| format!("    {}  {words}", pounds(*value))),
        );
        lines.push(format!("    {}  together", pounds(parts.together)));
        lines.push(format!("    {}  interaction", pounds(parts.interaction)));
    }
    lines
}

/// "−£1,234", to the pound.
fn pounds_exact(value: f64) -> String {
    let sign = if value.round() < 0.0 { "−" } else { "" };
    let digits = format!("{:.0}", value.abs().round());
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}£{grouped}")
}

#[cfg(test)]
mod tests {
    use super::pounds_exact;

    #[test]
    fn pounds_are_grouped() {
        assert_eq!(pounds_exact(-1_234_567.4), "−£1,234,567");
        assert_eq!(pounds_exact(999.0), "£999");
        assert_eq!(pounds_exact(-0.2), "£0");
    }
}
