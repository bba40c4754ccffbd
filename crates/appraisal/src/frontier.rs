//! Which of several options are worth their cost: the efficiency frontier.
//!
//! A ratio of cost to effect is only ever printed for an option on the frontier, and
//! against its neighbour there. Where the difference in effect is nothing there is no
//! ratio, and none is made up.

/// How an option stands among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FrontierStatus {
    /// The cheapest that no other beats: the others are measured against it.
    Reference,
    /// On the frontier: extra cost for each unit of effect beyond its neighbour.
    Ratio(f64),
    /// Another has at least the effect for at most the cost.
    Dominated,
    /// A mixture of two others has more effect for the same cost.
    DominatedByMixture,
    /// Its cost or effect is not a number, so it cannot be compared.
    NotComparable,
}

/// How far two ratios may differ, relative to their size, and count as the same: what
/// rounding leaves of an option that lies on the line between two others.
const ROUNDING: f64 = 1e-9;

/// FrontierStatus of each option, given its cost and its effect.
#[must_use]
pub fn frontier(options: &[(f64, f64)]) -> Vec<FrontierStatus> {
    let finite = |at: &usize| options[*at].0.is_finite() && options[*at].1.is_finite();
    let mut order: Vec<usize> = (0..options.len()).filter(finite).collect();
    order.sort_by(|a, b| {
        let ((cost_a, effect_a), (cost_b, effect_b)) = (options[*a], options[*b]);
        cost_a.total_cmp(&cost_b).then(effect_b.total_cmp(&effect_a))
    });
    let mut standing = vec![FrontierStatus::NotComparable; options.len()];
    order.iter().for_each(|at| standing[*at] = FrontierStatus::Dominated);
    let mut on: Vec<usize> = Vec::new();
    let ratio = |from: usize, to: usize| {
        (options[to].0 - options[from].0) / (options[to].1 - options[from].1)
    };
    // An option on the line is on the frontier: no mixture has more effect for its cost.
    let above = |before: f64, after: f64| before - after > ROUNDING * (before.abs() + after.abs());
    for next in order {
        if on.last().is_some_and(|last| options[next].1 <= options[*last].1) {
            continue;
        }
        while let [.., before, last] = on[..]
            && above(ratio(before, last), ratio(last, next))
        {
            standing[last] = FrontierStatus::DominatedByMixture;
            on.pop();
        }
        on.push(next);
    }
    if let Some(first) = on.first() {
        standing[*first] = FrontierStatus::Reference;
    }
    for pair in on.windows(2) {
        standing[pair[1]] = FrontierStatus::Ratio(ratio(pair[0], pair[1]));
    }
    standing
}

/// What each option is worth beyond the worst of them, when a unit of effect is worth
/// `worth`.
#[must_use]
pub fn net_benefit_ahead(options: &[(f64, f64)], worth: f64) -> Vec<f64> {
    let benefits: Vec<f64> = options.iter().map(|(cost, effect)| worth * effect - cost).collect();
    let worst = benefits.iter().copied().fold(f64::INFINITY, f64::min);
    benefits.into_iter().map(|benefit| benefit - worst).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if no difference in effect gives a number, or if a point above the line
    /// between two others is called efficient.
    #[test]
    fn no_ratio_without_a_difference() {
        use FrontierStatus::{Dominated, DominatedByMixture, Ratio, Reference};
        assert_eq!(frontier(&[(1.0, 1.0), (2.0, 1.0)]), [Reference, Dominated]);
        assert_eq!(frontier(&[(1.0, 1.0), (1.0, 2.0)]), [Dominated, Reference]);
        assert_eq!(frontier(&[(1.0, 1.0), (1.0, 1.0)]), [Reference, Dominated]);
        assert_eq!(
            frontier(&[(0.0, 0.0), (9.0, 1.0), (10.0, 2.0)]),
            [Reference, DominatedByMixture, Ratio(5.0)]
        );
        assert!(frontier(&[]).is_empty());
    }

    /// Fails if an option on the line between two others, to rounding, is called dominated,
    /// or one just above the line is not.
    #[test]
    fn on_the_line_is_on_the_frontier() {
        use FrontierStatus::{DominatedByMixture, Ratio, Reference};
        assert_eq!(
            frontier(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]),
            [Reference, Ratio(1.0), Ratio(1.0)]
        );
        let tenths = frontier(&[(0.0, 0.0), (0.1, 0.1), (0.3, 0.3), (0.7, 0.7)]);
        assert!(matches!(tenths[..], [Reference, Ratio(_), Ratio(_), Ratio(_)]), "{tenths:?}");
        let above = frontier(&[(0.0, 0.0), (1.001, 1.0), (2.0, 2.0)]);
        assert_eq!(above[1], DominatedByMixture);
    }

    /// Fails if a cost or effect that is not a number counts as dominated, or changes how the
    /// others stand.
    #[test]
    fn what_is_not_a_number_is_not_compared() {
        use FrontierStatus::{Dominated, NotComparable, Ratio, Reference};
        for bad in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::INFINITY, 9.0), (-1.0, f64::INFINITY)] {
            assert_eq!(
                frontier(&[(0.0, 0.0), bad, (5.0, 1.0), (6.0, 1.0)]),
                [Reference, NotComparable, Ratio(5.0), Dominated]
            );
        }
        assert_eq!(frontier(&[(f64::NAN, f64::NAN)]), [NotComparable]);
    }
}
