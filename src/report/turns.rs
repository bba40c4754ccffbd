//! Sentences that turn with the signs of the result: an option that spends is asked what it
//! avoids, one that saves what it adds and when that has used up the saving.

use super::number::{of_each_pound, plain, pounds, pounds_between};
use super::words::Truth;

/// Name of a stock and its mean difference by month.
pub(super) type Series<'a> = (&'a str, &'a [f64]);

/// A change that counts: half a child, which is read as one.
const COUNTS: f64 = 0.5;

/// Less money from outside than this is none, pounds.
pub(super) const SMALL: f64 = 500.0;

/// Months after the start in which a rise is a first one.
const FIRST: usize = 36;

/// What an option changes in money, option less baseline, pounds.
#[derive(Debug, Clone)]
pub(super) struct Money {
    /// Spending on early help, all years.
    pub spent: f64,
    /// Statutory cost, all years.
    pub statutory: f64,
    /// Its 10th and 90th percentile.
    pub range: Option<(f64, f64)>,
    /// Of the spending, what comes from outside the council's own budget.
    pub outside: f64,
    /// Spending of the council's own and statutory cost together, by financial year.
    pub net_by_year: Vec<f64>,
    /// Where each financial year ends: "March 2027".
    pub ends: Vec<String>,
}

/// Whether numbers rise before they fall, rise and stay up, or do not rise.
pub(super) fn first_effects(
    stocks: &[Series<'_>],
    start: usize,
    when: &dyn Fn(usize) -> String,
) -> Truth {
    let truth = |lead: &str, rest: String| Truth { lead: lead.to_owned(), rest };
    let lowest = |series: &[f64]| series.iter().copied().fold(0.0_f64, f64::min);
    let falls = stocks.iter().any(|(_, series)| lowest(series) <= -COUNTS);
    let peak_until = |until: usize| {
        stocks
            .iter()
            .flat_map(|(name, series)| {
                series.iter().copied().enumerate().map(move |(month, value)| (*name, month, value))
            })
            .filter(|(_, month, value)| (start..=until).contains(month) && *value >= COUNTS)
            .max_by(|a, b| a.2.total_cmp(&b.2))
    };
    let comma = |name: &str| if name.contains(',') { "," } else { "" };
    let said = |(name, month, value): (&str, usize, f64)| {
        format!("{name}{} are up by about {}", comma(name), plain(value.round().max(1.0)))
            + &format!(" in {}.", when(month))
    };
    match (peak_until(start + FIRST), peak_until(usize::MAX), falls) {
        (Some(first), _, true) => truth("Some numbers rise first.", said(first)),
        (None, _, true) => truth(
            "It does not get busier first.",
            "In the first three years no measure rises by as much as one child on average."
                .to_owned(),
        ),
        (_, Some(most), false) => {
            let last = stocks.iter().find(|(name, _)| *name == most.0);
            let end = last.and_then(|(_, series)| series.last()).copied().unwrap_or_default();
            if end >= COUNTS {
                truth("Numbers rise and do not come down again.", said(most))
            } else {
                truth("Numbers rise for a time.", said(most))
            }
        }
        (_, None, false) => truth(
            "Numbers hardly move.",
            "On average no measure rises or falls by as much as one child.".to_owned(),
        ),
    }
}

/// What is spent or saved, what is avoided or added, and whether that uses up a saving.
pub(super) fn money(it: &Money) -> Truth {
    let until = it.ends.last().map_or("", String::as_str);
    let range = |words: [&str; 2], sign: f64| {
        it.range.map_or_else(String::new, |(low, high)| {
            let (low, high) = if sign < 0.0 { (-high, -low) } else { (low, high) };
            format!(" (8 runs in 10: {})", pounds_between(low, high, words))
        })
    };
    let added = format!("{}{}", pounds(it.statutory.abs()), range(["less", "more"], 1.0));
    let avoided = format!("{}{}", pounds(it.statutory.abs()), range(["added", "avoided"], -1.0));
    let (saves, moves) = (it.spent < -COUNTS, it.statutory.abs() > COUNTS);
    let (own, lost) = (it.spent - it.outside, it.outside <= -SMALL);
    let lead = if saves && lost && no_saving(it.spent, it.outside) {
        format!(
            "The council loses {} of money from outside, and the early help it pays for, by {until}",
            pounds(-it.outside)
        )
    } else if saves && lost {
        format!(
            "It takes {} out of early help by {until}, {} of it money from outside that is lost",
            pounds(-it.spent),
            pounds(-it.outside)
        )
    } else if saves {
        format!("It saves {} on early help by {until}", pounds(-it.spent))
    } else if it.spent > COUNTS && it.outside >= SMALL {
        format!(
            "It costs {} more in early help by {until}, {} of it paid from outside",
            pounds(it.spent),
            pounds(it.outside)
        )
    } else if it.spent > COUNTS {
        format!("It costs {} more in early help by {until}", pounds(it.spent))
    } else {
        format!("It changes no spending on early help by {until}")
    };
    let rest = match (saves, moves, it.statutory > 0.0) {
        (_, false, _) => "and statutory cost does not change.".to_owned(),
        (true, _, true) if no_saving(it.spent, it.outside) => {
            format!(
                "and it adds {added} of statutory cost. There is no saving to set against that."
            )
        }
        (true, _, true) => format!(
            "and adds {added} of statutory cost: {}. {}",
            of_each_pound(it.statutory, -own),
            used_up(it)
        ),
        (true, _, false) => format!("and statutory cost falls too, by {avoided}."),
        (false, _, true) => format!("and adds {added} of statutory cost."),
        (false, _, false) => {
            format!("and avoids {avoided} of statutory cost, not all of it cashable.")
        }
    };
    Truth { lead, rest }
}

/// Whether what is no longer spent was paid from outside, so that the council saves nothing.
pub(super) fn no_saving(spent: f64, outside: f64) -> bool {
    spent < -COUNTS && spent - outside > 0.01 * spent
}

/// When the added cost has used up what was saved, for good.
fn used_up(it: &Money) -> String {
    let mut sum = 0.0;
    let sums: Vec<f64> = it
        .net_by_year
        .iter()
        .map(|net| {
            sum += net;
            sum
        })
        .collect();
    let ahead = sums.iter().rposition(|sum| *sum <= 0.0);
    match ahead {
        Some(last) if last + 1 < sums.len() => {
            let end = it.ends.get(last + 1).map_or("", String::as_str);
            format!("By {end} that has used up the saving.")
        }
        Some(_) => "That does not use up the saving by then.".to_owned(),
        None => "That is more than is saved from the first year on.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(spent: f64, statutory: f64, net_by_year: [f64; 3]) -> String {
        with_outside(spent, 0.0, statutory, net_by_year)
    }

    fn with_outside(spent: f64, outside: f64, statutory: f64, net_by_year: [f64; 3]) -> String {
        let ends = ["March 2026", "March 2027", "March 2028"].map(str::to_owned).to_vec();
        let range = Some((-370_000.0, 48e6));
        let truth = money(&Money {
            spent,
            statutory,
            range,
            outside,
            net_by_year: net_by_year.into(),
            ends,
        });
        format!("{} {}", truth.lead, truth.rest)
    }

    /// Fails if a cut is said to avoid cost, or if its saving is said to be used up
    /// when it is not, or the other way round.
    #[test]
    fn a_cut_is_asked_when_its_saving_is_used_up() {
        let lasts = cut(-52e6, 17e6, [0.0, -20e6, -15e6]);
        assert_eq!(
            lasts,
            "It saves £52 million on early help by March 2028 and adds £17 million (8 runs in \
             10: £370,000 less to £48 million more) of statutory cost: £33 of every £100 saved. \
             That does not use up the saving by then."
        );
        let used = cut(-10e6, 12e6, [-4e6, 5e6, 1e6]);
        assert!(
            used.contains("£1.20 for every £1 saved. By March 2027 that has used up"),
            "{used}"
        );
        let both = cut(-10e6, -2e6, [-4e6, -4e6, -4e6]);
        assert!(both.contains("and statutory cost falls too, by £2.0 million"), "{both}");
        let nothing = cut(-10e6, 0.0, [-4e6, -3e6, -3e6]);
        assert!(nothing.ends_with("by March 2028 and statutory cost does not change."));
    }

    /// Fails if a grant that ends is called a saving of the council's.
    #[test]
    fn money_lost_is_not_money_saved() {
        let ends = with_outside(-10e6, -10e6, 4e6, [1e6, 2e6, 1e6]);
        assert!(ends.starts_with("The council loses £10 million of money from outside"), "{ends}");
        assert!(ends.ends_with("There is no saving to set against that."), "{ends}");
        let part = with_outside(-10e6, -4e6, 3e6, [-2e6, -1e6, 0.0]);
        assert!(part.contains("£4.0 million of it money from outside that is lost"), "{part}");
        assert!(part.contains("£50 of every £100 saved"), "{part}");
        let paid = with_outside(10e6, 6e6, -3e6, [2e6, 1e6, 0.0]);
        assert!(paid.contains("£6.0 million of it paid from outside"), "{paid}");
    }

    #[test]
    fn spending_is_asked_what_it_avoids() {
        let more = cut(16e6, -2e6, [5e6, 5e6, 4e6]);
        assert!(
            more.starts_with("It costs £16 million more in early help by March 2028 and avoids")
        );
        assert!(more.contains("£48 million added to £370,000 avoided"), "{more}");
        assert!(cut(16e6, 2e6, [6e6, 6e6, 6e6]).contains("and adds £2.0 million"));
    }

    /// Fails if numbers that never fall are said to rise "first".
    #[test]
    fn rises_are_first_only_if_something_falls() {
        let lead = |stocks: &[Series<'_>]| {
            first_effects(stocks, 1, &|month| format!("month {month}")).lead
        };
        let up: &[f64] = &[0.0, 2.0, 5.0, 9.0];
        let down: &[f64] = &[0.0, -0.2, -2.0, -4.0];
        let back: &[f64] = &[0.0, 2.0, 1.0, 0.1];
        let still: &[f64] = &[0.0, 0.1, -0.1, 0.2];
        assert_eq!(lead(&[("A", up), ("B", down)]), "Some numbers rise first.");
        assert_eq!(lead(&[("A", up)]), "Numbers rise and do not come down again.");
        assert_eq!(lead(&[("A", back)]), "Numbers rise for a time.");
        assert_eq!(lead(&[("A", down)]), "It does not get busier first.");
        assert_eq!(lead(&[("A", still)]), "Numbers hardly move.");
        let said = first_effects(&[("Cases, all", up)], 1, &|month| format!("month {month}"));
        assert_eq!(said.rest, "Cases, all, are up by about 9 in month 3.");
    }
}
