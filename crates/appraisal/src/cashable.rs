//! The cashable part of an avoided cost, and when it is cashable.
//!
//! ```text
//! cash(year) = share × avoided(year, a lag ago)
//! with whole teams:  cash(year) = teams × cost of a team,
//!                    teams = whole part of (share × avoided at a year's rate ÷ cost of a team)
//! ```
//!
//! The same rule both ways: a rise in cost becomes a bill with the same share and lag, and
//! a team is opened when there is work for a whole one. A rule that held for savings only
//! would turn chance, which is even, into a loss. Decision 0044.

use staircase_scenario::resolved::Cash;
use std::ops::Range;

/// Cash by year from cost avoided by month. `years` are the months of each year;
/// `team_growth` is what a team costs in a year against now.
#[must_use]
pub fn by_year(
    avoided: &[f64],
    rule: &Cash,
    years: &[Range<usize>],
    team_growth: &[f64],
) -> Vec<f64> {
    let lagged = |month: usize| {
        month.checked_sub(rule.lag).and_then(|at| avoided.get(at)).copied().unwrap_or(0.0)
    };
    years
        .iter()
        .enumerate()
        .map(|(place, months)| {
            let freed = rule.share * months.clone().map(lagged).sum::<f64>();
            let Some(team) = rule.team.filter(|cost| *cost > 0.0) else { return freed };
            let part = months.len() as f64 / 12.0;
            let cost = team * team_growth.get(place).copied().unwrap_or(1.0) * part;
            if cost > 0.0 { (freed / cost).trunc() * cost + 0.0 } else { 0.0 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staircase_scenario::written::CashKind;

    /// Fails if part of a team is cashed, if the lag is forgotten, or if a rise is treated
    /// otherwise than a fall.
    #[test]
    fn only_whole_teams_and_only_after_the_lag() {
        let mut rule = Cash { lines: CashKind::SocialWork, share: 0.5, lag: 6, team: None };
        let years = [1..13, 13..25];
        let avoided = [vec![0.0], vec![100.0; 24]].concat();
        assert_eq!(by_year(&avoided, &rule, &years, &[]), [300.0, 600.0]);
        rule.team = Some(250.0);
        assert_eq!(by_year(&avoided, &rule, &years, &[]), [250.0, 500.0]);
        assert_eq!(by_year(&avoided, &rule, &years, &[1.0, 1.25]), [250.0, 312.5]);
        let more: Vec<f64> = avoided.iter().map(|it| -it).collect();
        assert_eq!(by_year(&more, &rule, &years, &[]), [-250.0, -500.0]);
        rule.team = Some(601.0);
        assert_eq!(by_year(&avoided, &rule, &years, &[]), [0.0, 0.0]);
    }
}
