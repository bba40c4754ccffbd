//! Threshold analysis: by what factor effects would have to be multiplied for an option to break
//! even.
//!
//! Each ratio used that reduces a rate is raised to a power, `ratio^k`; ratios above 1
//! stay as they are. Natural hazards are recovered anew each time, so that the baseline
//! still gives the observed rates: if support did more, more would happen without it. The
//! haircut is inside the ratio used and is not taken again. Along the path, without
//! chance. Decision 0046.

use super::band::pence;
use super::money::SMALL;
use serde::{Deserialize, Serialize};
use staircase_scenario::Scenario;
use staircase_scenario::resolved::PolicyOption;

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Needed {
    /// Which effect of which programme.
    pub name: String,
    /// Ratio used now, after the reduction for optimism.
    pub now: f64,
    /// Ratio that would be needed.
    pub needed: f64,
}

/// What would have to be true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct BreakEven {
    /// Factor on the log effects at which the net present value is nothing; absent where
    /// there is none.
    pub times: Option<f64>,
    /// The effects at that factor.
    pub effects: Vec<Needed>,
    /// Present value of the net cost as things are.
    pub net_now: f64,
    /// Present value of the statutory cost avoided as things are.
    pub avoided_now: f64,
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

impl BreakEven {
    /// Whether hardly any of the council's own money is spent or saved on the offer, so that
    /// there is no strength of effects that earns it back.
    #[must_use]
    pub fn nothing_to_earn(&self) -> bool {
        nothing_to_earn(-self.net_now, self.avoided_now)
    }
}

/// What would have to be true on one route of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct OnRoute {
    /// Name of the route.
    pub name: String,
    /// As on all routes together.
    #[serde(flatten)]
    pub found: BreakEven,
}

/// The scenario with every ratio that reduces a rate raised to the power `times`.
#[must_use]
pub fn scaled(scenario: &Scenario, times: f64) -> Scenario {
    let mut copy = scenario.clone();
    for effect in copy.programmes.iter_mut().flat_map(|programme| &mut programme.effects) {
        effect.off = false;
        let used = effect.used();
        if used < 1.0 {
            let used = staircase_numerics::maths::pow(used, times);
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
    option: &PolicyOption,
    at: &dyn Fn(f64) -> Option<Point>,
) -> BreakEven {
    let here = at(1.0).unwrap_or(Point { times: 1.0, avoided: 0.0, net: 0.0 });
    let mut strongest = here;
    let mut bracket = None;
    // Where support has no effect, or no money is at stake, there is nothing to look for.
    let pointless =
        option.null_effect || option.changes.is_empty() || nothing_to_earn(here.net, here.avoided);
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
        effects: found.map_or_else(Vec::new, |times| effects(scenario, option, times)),
        net_now: pence(-here.net),
        avoided_now: pence(here.avoided),
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
fn effects(scenario: &Scenario, option: &PolicyOption, times: f64) -> Vec<Needed> {
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
            let used = staircase_scenario::resolved::Effect { off: false, ..effect.clone() }.used();
            if used < 1.0 {
                let needed = staircase_numerics::maths::pow(used, times);
                let (now, needed) = (thousandth(used), thousandth(needed));
                found.push(Needed { name: row.label.clone(), now, needed });
            }
        }
    }
    found
}

fn nothing_to_earn(net: f64, avoided: f64) -> bool {
    (net - avoided).abs() < SMALL.max(0.01 * avoided.abs())
}
