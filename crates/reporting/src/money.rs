//! The money of an option in words. The verb carries the sign: the council saves its own
//! spending, statutory cost is avoided or added, external funding that ends is lost.

use super::number::{adding, for_each_pound, lasting, more_or_less, pounds, pounds_between};
use super::phrases::{Figure, Truth, is_baseline};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::headline;
use staircase_answers::outcome::money::{Kind, LineKind, SMALL};
use staircase_model::Model;
use staircase_scenario::YearMonth;
use staircase_scenario::resolved::{PolicyOption, Target};

/// What an option changes in money, option minus baseline, pounds over all years.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Spending on early help.
    pub spent: f64,
    /// Statutory cost.
    pub statutory: f64,
    /// Its 10th and 90th percentile.
    pub range: Option<(f64, f64)>,
    /// Both together, and its 10th and 90th percentile.
    pub net: f64,
    /// As for `range`.
    pub net_range: Option<(f64, f64)>,
    /// Of the spending, what is not the council's own.
    pub outside: f64,
    /// Spending of the council's own and statutory cost together, by financial year.
    pub own_net_by_year: Vec<f64>,
    /// Where each financial year ends.
    pub ends: Vec<YearMonth>,
    /// The month in which the option starts.
    pub start: Option<YearMonth>,
    /// Whether statutory cost would change even if support had no effect: the front door
    /// lets other families in.
    pub by_door: bool,
}

impl Facts {
    pub fn of(model: &Model, option: &PolicyOption, answer: &Answer) -> Self {
        let calendar = &model.scenario.calendar;
        let total = |kind: LineKind| answer.line(kind).map(|line| &line.total);
        let of = |kind: LineKind| total(kind).map_or(0.0, |total| total.difference);
        let range = |kind: LineKind| total(kind).and_then(|total| total.p10.zip(total.p90));
        let outside = answer.external_by_year();
        let net = answer.line(LineKind::Net).map_or(&[][..], |line| &line.years);
        Self {
            spent: of(LineKind::Spent),
            statutory: of(LineKind::Avoided),
            range: range(LineKind::Avoided),
            net: of(LineKind::Net),
            net_range: range(LineKind::Net),
            outside: outside.iter().sum(),
            own_net_by_year: net
                .iter()
                .zip(&outside)
                .map(|(it, out)| it.difference - out)
                .collect(),
            ends: calendar.months_by_year().iter().map(|it| calendar.at(it.end - 1)).collect(),
            start: (!is_baseline(model, option)).then(|| calendar.at(headline::start(option))),
            by_door: option.changes.iter().any(|it| matches!(it.target, Target::Door(..))),
        }
    }

    /// Of the change in spending, the council's own.
    fn own(&self) -> f64 {
        self.spent - self.outside
    }

    pub fn kind(&self) -> Kind {
        Kind::of(self.spent, self.outside)
    }

    fn until(&self) -> String {
        self.ends.last().map_or_else(String::new, |end| end.words())
    }

    /// "March 2031, 4 years after it starts".
    fn after_start(&self, end: YearMonth) -> String {
        let since = self.start.map_or(0, |start| end.since(start) + 1);
        match usize::try_from(since) {
            Ok(months) if months > 0 => {
                format!("{}, {} after it starts", end.words(), lasting(months))
            }
            _ => end.words(),
        }
    }

    /// The council's own money so far, at the end of each financial year.
    fn sums(&self) -> Vec<f64> {
        let mut sum = 0.0;
        let so_far = self.own_net_by_year.iter().map(|net| {
            sum += net;
            sum
        });
        so_far.collect()
    }

    /// The first financial year of the option's life.
    fn first_year(&self) -> usize {
        let start = self.start;
        self.ends.iter().position(|end| start.is_none_or(|start| *end >= start)).unwrap_or(0)
    }

    /// The end of the first financial year of its life from which on a test of the sum so
    /// far holds.
    fn since(&self, holds: impl Fn(f64) -> bool) -> Option<YearMonth> {
        let sums = self.sums();
        let from = sums.iter().rposition(|sum| !holds(*sum)).map_or(0, |last| last + 1);
        let from = from.max(self.first_year());
        if from < sums.len() { self.ends.get(from).copied() } else { None }
    }

    /// The end of the year by which added cost has used up a saving, for good.
    fn used_up(&self) -> Option<YearMonth> {
        self.since(|sum| sum > 0.0)
    }

    /// Statutory cost with its range: "£2.0 million (8 in 10 runs: …)".
    fn statutory_cost(&self) -> String {
        let (sign, words) = if self.statutory < 0.0 {
            (-1.0, ["added", "avoided"])
        } else {
            (1.0, ["avoided", "added"])
        };
        let range = self.range.map_or_else(String::new, |(low, high)| {
            let (low, high) = if sign < 0.0 { (-high, -low) } else { (low, high) };
            format!(" (8 in 10 runs: {})", pounds_between(low, high, words))
        });
        format!("{}{range}", pounds(self.statutory.abs()))
    }
}

/// What is spent, saved or lost, cost avoided or added, and whether that uses up a saving.
pub(super) fn truth(it: &Facts) -> Truth {
    let until = it.until();
    let (spent, own, outside) = (it.spent, it.own(), it.outside);
    let cost = it.statutory_cost();
    let moves = if it.statutory.abs() < SMALL {
        0
    } else if it.statutory < 0.0 {
        -1
    } else {
        1
    };
    let external = if outside >= SMALL {
        format!(" External funding is {} higher.", pounds(outside))
    } else if outside <= -SMALL {
        format!(" External funding is {} lower.", pounds(-outside))
    } else {
        String::new()
    };
    let (lead, rest) = match (it.kind(), moves) {
        (Kind::Same, 0) => {
            ("does not change spending on early help".to_owned(), "or statutory cost.".to_owned())
        }
        (Kind::Same, way) => (
            "does not change spending on early help".to_owned(),
            format!("and {} {cost} of statutory cost.", if way < 0 { "avoids" } else { "adds" }),
        ),
        (Kind::Spends, way) => (
            format!("spends {} more on early help", pounds(spent)),
            match way {
                0 => "and does not change statutory cost.".to_owned(),
                -1 => format!("and avoids {cost} of statutory cost. Not all of that is cashable."),
                _ => format!("and adds {cost} of statutory cost."),
            },
        ),
        (Kind::Loses, way) => {
            let more = if own >= SMALL {
                format!(" The council pays {} more for what stays.", pounds(own))
            } else {
                String::new()
            };
            let rest = match way {
                0 => "Statutory cost does not change.".to_owned(),
                -1 => format!("Statutory cost falls by {cost}."),
                _ => format!("Statutory cost rises by {cost}, with no saving to set against it."),
            };
            return Truth {
                lead: format!(
                    "By {until} the council loses {} of external funding and the early help it pays for.",
                    pounds(-outside)
                ),
                rest: format!("{}{rest}", format!("{more} ").trim_start()),
            };
        }
        (Kind::Saves, way) => {
            let lead = if outside <= -SMALL {
                let [all, lost, saved] = adding(-outside, -own);
                format!(
                    "takes {all} out of early help: {lost} is external funding that is lost, and the council saves {saved},"
                )
            } else {
                format!("saves {} on early help", pounds(-own))
            };
            let rest = match way {
                0 => "and does not change statutory cost.".to_owned(),
                -1 => format!("and avoids {cost} of statutory cost as well."),
                _ => format!(
                    "and adds {cost} of statutory cost, {}. {}",
                    for_each_pound(it.statutory, -own),
                    used_up(it)
                ),
            };
            let external = if outside >= SMALL { external } else { String::new() };
            return Truth { lead: format!("By {until} the option {lead}"), rest: rest + &external };
        }
    };
    Truth { lead: format!("By {until} the option {lead}"), rest: rest + &external }
}

/// When the added cost has used up what was saved, for good.
fn used_up(it: &Facts) -> String {
    match it.used_up() {
        None => "The saving is not used up by then.".to_owned(),
        Some(end) if it.ends.get(it.first_year()) == Some(&end) => {
            "Added cost is higher than the saving from the first year onwards.".to_owned()
        }
        Some(end) => format!("By {} the saving is used up.", end.words()),
    }
}

/// The same money if support had no effect.
pub(super) fn null_effect(it: &Facts) -> Truth {
    let rest = match it.kind() {
        _ if it.by_door => {
            "statutory cost would still change, because the front door lets other families in."
                .to_owned()
        }
        Kind::Same => "spending and statutory cost would stay the same.".to_owned(),
        Kind::Spends => {
            format!("the same {} would be spent and no statutory cost avoided.", pounds(it.spent))
        }
        Kind::Loses => {
            format!("the same {} would be lost and no statutory cost added.", pounds(-it.outside))
        }
        Kind::Saves if it.outside <= -SMALL => format!(
            "the council would still save {}, and no statutory cost would be added.",
            pounds(-it.own())
        ),
        Kind::Saves => {
            format!("the same {} would be saved and no statutory cost added.", pounds(-it.own()))
        }
    };
    Truth { lead: "If support had no effect,".to_owned(), rest }
}

/// Title and sentence of the table of costs.
pub(super) fn table(model: &Model, option: &PolicyOption, it: &Facts) -> Figure {
    let (spent, statutory, net) = (it.spent, it.statutory, it.net);
    let date = it.until();
    let cut = it.kind() == Kind::Saves && statutory >= SMALL;
    let title = if is_baseline(model, option) {
        "Cost by financial year if nothing changes".to_owned()
    } else if it.outside.abs() >= SMALL {
        format!(
            "By {date}: early help {}, external funding {}, statutory services {}",
            more_or_less(spent),
            more_or_less(it.outside),
            more_or_less(statutory)
        )
    } else if net.abs() < SMALL {
        format!("By {date} the total cost is the same as the baseline")
    } else if cut && net > 0.0 {
        format!("By {date} the added statutory cost exceeds the saving by {}", pounds(net))
    } else if cut {
        format!("By {date}, {} of the {} saving remains", pounds(-net), pounds(-spent))
    } else if net > 0.0 && statutory <= -SMALL {
        format!("By {date} spending exceeds cost avoided by {}", pounds(net))
    } else if net > 0.0 {
        format!("By {date} the total cost is {} higher than the baseline", pounds(net))
    } else {
        format!("By {date} the total cost is {} lower than the baseline", pounds(-net))
    };
    let caution = match it.kind() {
        Kind::Loses => "Losing external funding is not a saving for the council.",
        Kind::Saves if cut => {
            "The saving on early help comes at once; the statutory cost that it adds comes later."
        }
        _ => {
            "Cost avoided is not a saving until the council stops paying for a placement or a team."
        }
    };
    let sentence = format!(
        "{title}: all cost lines, all funders, {}, undiscounted. {caution}",
        model.scenario.about.price_base
    );
    Figure { title, sentence }
}

/// Title and lead of the picture of the council's own money so far.
pub(super) fn so_far(it: &Facts) -> Figure {
    let until = it.until();
    let sums = it.sums();
    let net = sums.last().copied().unwrap_or_default();
    let (own, statutory) = (it.own(), it.statutory);
    let amount = |value: f64| pounds(value.abs());
    let of_cost = if statutory.abs() < SMALL {
        "statutory cost does not change".to_owned()
    } else if statutory < 0.0 {
        format!("statutory cost falls by {}", amount(statutory))
    } else {
        format!("statutory cost rises by {}", amount(statutory))
    };
    let title = match it.kind() {
        Kind::Loses if net.abs() < SMALL => {
            format!("On average the council spends as much of its own money by {until} as before")
        }
        Kind::Loses => format!(
            "On average the council spends {} of its own money by {until}",
            more_or_less(net)
        ),
        _ if own >= SMALL => match it.since(|sum| sum <= 0.0) {
            Some(end) if net <= 0.0 => {
                format!("On average, cost avoided covers spending by {}", it.after_start(end))
            }
            _ if statutory > 0.0 => format!(
                "On average, cost avoided does not cover spending by {until}: the council spends {} more in total",
                amount(net)
            ),
            _ => format!(
                "On average, cost avoided does not cover spending by {until}: spending exceeds it by {}",
                amount(net)
            ),
        },
        _ if own > -SMALL => format!(
            "The council’s own spending on the offer does not change, and {of_cost} on average by {until}"
        ),
        _ if statutory < SMALL => {
            format!("On average the council spends {} less by {until}", amount(net))
        }
        _ => match it.used_up() {
            Some(end) => {
                format!("On average, added cost has used up the saving by {}", it.after_start(end))
            }
            None => format!(
                "By {until}, {} of the {} saving remains on average",
                amount(net),
                amount(own)
            ),
        },
    };
    let no_effect = |words: String| if it.by_door { String::new() } else { words };
    let mut lead = match it.kind() {
        Kind::Loses => format!(
            "The offer costs less because {} of external funding ends, so the council saves nothing on it. On average {of_cost} by {until}.",
            amount(it.outside)
        ),
        _ if own >= SMALL => format!(
            "By {until} the council spends {} more on the offer and, on average, {of_cost}.{}",
            amount(own),
            no_effect(format!(
                " If early help had no effect, the {} would still be spent and nothing avoided.",
                amount(own)
            ))
        ),
        _ if own > -SMALL => {
            format!(
                "By {until} the council spends as much on the offer as before, and {of_cost} on average."
            )
        }
        _ if statutory < SMALL => format!(
            "The council spends {} less on the offer by {until} and, on average, {of_cost}.{}",
            amount(own),
            no_effect(format!(
                " If early help had no effect, all of the {} would be kept.",
                amount(own)
            ))
        ),
        _ => format!(
            "The council saves {} on the offer by {until}, at once. Added later: on average {of_cost}, {}. {}{}",
            amount(own),
            for_each_pound(statutory, -own),
            used_up(it),
            no_effect(format!(
                " If early help had no effect, all of the {} would be kept.",
                amount(own)
            ))
        ),
    };
    if it.kind() != Kind::Loses && it.outside >= SMALL {
        lead += &format!(
            " These figures are the council’s own money. Another {} comes from external funding.",
            amount(it.outside)
        );
    } else if it.kind() != Kind::Loses && it.outside <= -SMALL {
        lead += &format!(
            " These figures are the council’s own money. A further {} of external funding is lost.",
            amount(it.outside)
        );
    }
    // A range of the council's own money is read from the runs only where it is all the money.
    if let Some((low, high)) = it
        .net_range
        .filter(|(low, high)| it.outside.abs() < SMALL && low.abs().max(high.abs()) >= SMALL)
    {
        lead += &if it.kind() == Kind::Saves && statutory >= SMALL && high <= 0.0 {
            format!(
                " Saving remaining at that date, 8 in 10 runs: {} to {}.",
                amount(high),
                amount(low)
            )
        } else {
            format!(
                " Net cost by {until}, 8 in 10 runs: {}.",
                pounds_between(low, high, ["less", "more"])
            )
        };
    }
    Figure { title, sentence: lead }
}

/// The option's money in one sentence, for the head of the budget.
pub(super) fn budget(it: &Facts, first: YearMonth) -> Figure {
    let years = format!("from {} to {}", first.words(), it.until());
    let (spent, statutory) = (it.spent, it.statutory);
    let cost = if statutory.abs() < SMALL {
        "does not change statutory cost".to_owned()
    } else if statutory < 0.0 {
        format!("avoids about {} of statutory cost", pounds(-statutory))
    } else {
        format!("adds about {} of statutory cost", pounds(statutory))
    };
    let title = if it.start.is_none() {
        "This is the baseline. Every other option is compared with it".to_owned()
    } else {
        match it.kind() {
            Kind::Same => {
                format!("This option does not change spending on the offer {years} and {cost}")
            }
            Kind::Spends => {
                format!("This option spends {} more on the offer {years} and {cost}", pounds(spent))
            }
            Kind::Loses => format!(
                "This option loses {} of external funding and the offer it pays for {years}, and {cost}",
                pounds(-it.outside)
            ),
            Kind::Saves if it.outside <= -SMALL => format!(
                "This option takes {} out of the offer {years}, including {} of external funding that is lost, and {cost}",
                pounds(-spent),
                pounds(-it.outside)
            ),
            Kind::Saves => {
                format!("This option saves {} on the offer {years} and {cost}", pounds(-it.own()))
            }
        }
    };
    Figure { sentence: format!("{title}."), title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(spent: f64, outside: f64, statutory: f64, own_net_by_year: [f64; 3]) -> Facts {
        let march = |year| YearMonth { year, month: 3 };
        Facts {
            spent,
            outside,
            statutory,
            net: spent + statutory,
            range: Some((-370_000.0, 48e6)),
            net_range: None,
            own_net_by_year: own_net_by_year.into(),
            ends: [2026, 2027, 2028].map(march).to_vec(),
            start: Some(YearMonth { year: 2025, month: 4 }),
            by_door: false,
        }
    }

    fn said(facts: &Facts) -> String {
        let Truth { lead, rest } = truth(facts);
        format!("{lead} {rest}")
    }

    /// Fails if a cut is said to avoid cost, or if its saving is said to be used up
    /// when it is not, or the other way round.
    #[test]
    fn a_cut_is_asked_when_its_saving_is_used_up() {
        assert_eq!(
            said(&facts(-52e6, 0.0, 17e6, [0.0, -20e6, -15e6])),
            "By March 2028 the option saves £52 million on early help and adds £17 million (8 in \
             10 runs: £370,000 avoided to £48 million added) of statutory cost, £33 for every \
             £100 saved. The saving is not used up by then."
        );
        let used = said(&facts(-10e6, 0.0, 12e6, [-4e6, 5e6, 1e6]));
        assert!(used.contains("£1.20 for every £1 saved. By March 2027 the saving is used up."));
        let at_once = said(&facts(-10e6, 0.0, 12e6, [1e6, 1e6, 0.0]));
        assert!(at_once.ends_with("higher than the saving from the first year onwards."));
        let both = said(&facts(-10e6, 0.0, -2e6, [-4e6, -4e6, -4e6]));
        assert!(both.contains("and avoids £2.0 million"), "{both}");
        assert!(both.ends_with("of statutory cost as well."), "{both}");
        let nothing = said(&facts(-10e6, 0.0, 0.0, [-4e6, -3e6, -3e6]));
        assert!(nothing.ends_with("on early help and does not change statutory cost."));
    }

    /// Fails if external funding that ends is called a saving anywhere, or if what is saved
    /// and what is lost do not add up to what is taken out.
    #[test]
    fn funding_that_ends_is_lost_and_not_saved() {
        let ends = facts(-10e6, -10e6, 4e6, [1e6, 2e6, 1e6]);
        assert!(said(&ends).starts_with("By March 2028 the council loses £10 million of external"));
        let all = [
            said(&ends),
            null_effect(&ends).rest,
            so_far(&ends).title,
            so_far(&ends).sentence.replace("the council saves nothing", ""),
            budget(&ends, YearMonth { year: 2025, month: 4 }).title,
        ];
        assert!(all.iter().all(|words| !words.contains("save")), "{all:?}");
        let part = said(&facts(-10e6, -4e6, 3e6, [-2e6, -1e6, 0.0]));
        assert!(part.contains("£4.00 million is external funding that is lost"), "{part}");
        assert!(part.contains("the council saves £6.00 million"), "{part}");
        assert!(part.contains("£50 for every £100 saved"), "{part}");
    }

    /// Fails if less than £500 is spoken of as a saving, with a remainder of it.
    #[test]
    fn next_to_nothing_is_not_saved() {
        let nearly = facts(-300.0, 0.0, -55_000.0, [-20_000.0, -20_000.0, -15_300.0]);
        assert_eq!(nearly.kind(), Kind::Same);
        let words = [said(&nearly), so_far(&nearly).title, so_far(&nearly).sentence].join(" ");
        assert!(!words.contains("£0") && !words.contains("under £1,000"), "{words}");
        assert!(words.contains("avoids £55,000"), "{words}");
    }

    #[test]
    fn spending_is_asked_what_it_avoids() {
        let more = said(&facts(16e6, 0.0, -2e6, [5e6, 5e6, 4e6]));
        assert!(more.starts_with("By March 2028 the option spends £16 million more on early help"));
        assert!(more.contains("£48 million added to £370,000 avoided"), "{more}");
        assert!(said(&facts(16e6, 0.0, 2e6, [6e6; 3])).contains("and adds £2.0 million"));
        let paid = said(&facts(10e6, 6e6, -3e6, [2e6, 1e6, 0.0]));
        assert!(paid.ends_with("External funding is £6.0 million higher."), "{paid}");
        let back = so_far(&facts(10e6, 0.0, -12e6, [5e6, -4e6, -3e6]));
        assert_eq!(
            back.title,
            "On average, cost avoided covers spending by March 2028, 3 years after it starts"
        );
    }
}
