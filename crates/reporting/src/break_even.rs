//! What would have to be true for an option to pay, in sentences.

use super::number::{plain, pounds};
use serde::{Deserialize, Serialize};
use staircase_answers::outcome::break_even::BreakEven;
use staircase_answers::outcome::money::SMALL;
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
