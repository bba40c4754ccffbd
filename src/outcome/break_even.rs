//! By what factor effects would have to be multiplied for an option to pay.
//!
//! Each ratio used that reduces a rate is raised to a power, `ratio^k`; ratios above 1
//! stay as they are. Natural hazards are recovered anew each time, so that the baseline
//! still gives the observed rates: if support did more, more would happen without it. The
//! haircut is inside the ratio used and is not taken again. Along the path, without
//! chance. Decision 0046.

use super::appraisal::pence;
use super::money::SMALL;
use crate::report::number::{plain, pounds};
use crate::scenario::Scenario;
use crate::scenario::resolved::Choice;
use serde::Serialize;

/// Strongest factor tried. At 64 a ratio of 0.9 is 0.001: nobody who is supported moves.
const STRONGEST: f64 = 64.0;

/// The money at one strength of effects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Power that ratios are raised to.
    pub times: f64,
    /// Present value of statutory cost avoided.
    pub avoided: f64,
    /// Net present value to the council.
    pub net: f64,
}

/// One effect now and at the factor needed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Needed {
    /// Which effect of which programme.
    pub name: String,
    /// Ratio used now, after the reduction for optimism.
    pub now: f64,
    /// Ratio that would be needed.
    pub needed: f64,
}

/// What would have to be true.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakEven {
    /// Factor on the log effects at which the net present value is nothing; absent where
    /// there is none.
    pub times: Option<f64>,
    /// What it means, in a sentence.
    pub words: String,
    /// The effects at that factor.
    pub effects: Vec<Needed>,
    /// Present value of the net cost as things are.
    pub net_now: f64,
    /// Strongest factor that could be tried.
    pub strongest: f64,
    /// Present value of the net cost there.
    pub net_strongest: f64,
    /// Statutory cost avoided there, present value.
    pub avoided_strongest: f64,
    /// Share of the entries that the strongest effects prevent that would have to be
    /// prevented, where no effect suffices: above 1, which cannot be.
    pub share_needed: Option<f64>,
    /// The same on each route of evidence, where routes disagree.
    pub routes: Vec<OnRoute>,
}

/// What would have to be true on one route of evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnRoute {
    /// Name of the route.
    pub name: String,
    /// Factor; absent where there is none.
    pub times: Option<f64>,
    /// What it means, in a sentence.
    pub words: String,
}

/// The scenario with every ratio that reduces a rate raised to the power `times`.
#[must_use]
pub fn scaled(scenario: &Scenario, times: f64) -> Scenario {
    let mut copy = scenario.clone();
    for effect in copy.programmes.iter_mut().flat_map(|programme| &mut programme.effects) {
        effect.off = false;
        let used = effect.used();
        if used < 1.0 {
            let used = crate::maths::pow(used, times);
            (effect.ratio.now, effect.ratio.central) = (used, used);
            (effect.haircut.now, effect.haircut.central) = (0.0, 0.0);
        }
    }
    copy
}

/// Searches for the factor. `at` gives the money at a factor, or nothing where effects
/// leave too little of a rate.
#[must_use]
pub fn search(
    scenario: &Scenario,
    option: &Choice,
    at: &dyn Fn(f64) -> Option<Point>,
) -> BreakEven {
    let here = at(1.0).unwrap_or(Point { times: 1.0, avoided: 0.0, net: 0.0 });
    let mut strongest = here;
    let mut bracket = None;
    // Where support has no effect, or no money is at stake, there is nothing to look for.
    let pointless = option.null_effect || option.changes.is_empty() || nothing_to_earn(&here);
    if pointless {
        strongest.times = STRONGEST;
    } else if let Some(nothing) = at(0.0).filter(|nothing| crosses(nothing.net, here.net)) {
        bracket = Some((nothing, here));
    }
    let mut times = 2.0;
    while !pointless && bracket.is_none() && times <= STRONGEST {
        let Some(next) = at(times) else { break };
        if crosses(strongest.net, next.net) {
            bracket = Some((strongest, next));
        }
        strongest = next;
        times *= 2.0;
    }
    let found = bracket.map(|(low, high)| between(low, high, at));
    let mut answer = BreakEven {
        times: found.map(|times| (times * 1000.0).round() / 1000.0),
        words: String::new(),
        effects: found.map_or_else(Vec::new, |times| effects(scenario, option, times)),
        net_now: pence(-here.net),
        strongest: strongest.times,
        net_strongest: pence(-strongest.net),
        avoided_strongest: pence(strongest.avoided),
        share_needed: None,
        routes: Vec::new(),
    };
    if !pointless && found.is_none() && strongest.avoided > 0.0 && strongest.net < 0.0 {
        let needed = (strongest.avoided - strongest.net) / strongest.avoided;
        answer.share_needed = Some((needed * 1000.0).round() / 1000.0);
    }
    answer.words = words(option, &here, &answer);
    answer
}

fn crosses(a: f64, b: f64) -> bool {
    (a < 0.0) != (b < 0.0)
}

/// The factor between two that straddle it, by false position with the Illinois rule
/// (Dowell and Jarratt 1971): a straight line through both, the end that stays put
/// counting half each time it does.
fn between(mut low: Point, mut high: Point, at: &dyn Fn(f64) -> Option<Point>) -> f64 {
    let good_enough = 1e-4 * (low.net - high.net).abs();
    let crossing = |low: &Point, high: &Point| {
        low.times + (high.times - low.times) * low.net / (low.net - high.net)
    };
    for _ in 0..8 {
        let Some(next) = at(crossing(&low, &high)) else { break };
        if next.net.abs() <= good_enough {
            return next.times;
        }
        if crosses(low.net, next.net) {
            high = next;
            low.net /= 2.0;
        } else {
            low = next;
            high.net /= 2.0;
        }
    }
    crossing(&low, &high)
}

/// Effects of the programmes that the option changes, by the names of the register.
fn effects(scenario: &Scenario, option: &Choice, times: f64) -> Vec<Needed> {
    let thousandth = |value: f64| (value * 1000.0).round() / 1000.0;
    let mut found = Vec::new();
    for (p, programme) in scenario.programmes.iter().enumerate() {
        if !option.changes.iter().any(|change| change.target.programme() == Some(p)) {
            continue;
        }
        let start = format!("programmes.{}.effects[", programme.id);
        let labels = scenario.register.iter().filter(|row| {
            let place = row.path.split_once(": ").map_or("", |(_, place)| place);
            place.starts_with(&start) && place.ends_with(".ratio")
        });
        for (effect, row) in programme.effects.iter().zip(labels) {
            let used = crate::scenario::resolved::Effect { off: false, ..effect.clone() }.used();
            if used < 1.0 {
                let needed = crate::maths::pow(used, times);
                let (now, needed) = (thousandth(used), thousandth(needed));
                found.push(Needed { name: row.label.clone(), now, needed });
            }
        }
    }
    found
}

fn words(option: &Choice, here: &Point, answer: &BreakEven) -> String {
    if option.changes.is_empty() {
        return "This is the baseline, so there is nothing to break even.".to_owned();
    }
    if option.null_effect {
        return "This option assumes that support has no effect, so there is no strength of \
                effects to look for."
            .to_owned();
    }
    let (net, own) = (here.net, here.net - here.avoided);
    if nothing_to_earn(here) {
        let cost = if here.avoided.abs() < SMALL {
            "statutory cost does not change".to_owned()
        } else if here.avoided > 0.0 {
            format!("statutory cost falls by {} (present value)", pounds(here.avoided))
        } else {
            format!("statutory cost rises by {} (present value)", pounds(-here.avoided))
        };
        let so = if here.avoided <= -SMALL {
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
            } else if here.avoided > 0.0 {
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

/// Whether hardly any of the council's own money is spent or saved on the offer, so that
/// there is no strength of effects that earns it back.
fn nothing_to_earn(here: &Point) -> bool {
    let own = here.net - here.avoided;
    own.abs() < SMALL.max(0.01 * here.avoided.abs())
}

fn short(times: f64) -> String {
    if times < 10.0 { format!("{times:.1}") } else { plain(times.round()) }
}
