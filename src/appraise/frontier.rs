//! Which of several options are worth their cost: the efficiency frontier.
//!
//! A ratio of cost to effect is only ever printed for an option on the frontier, and
//! against its neighbour there. Where the difference in effect is nothing there is no
//! ratio, and none is made up.

/// How an option stands among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// The cheapest that no other beats: the others are measured against it.
    Reference,
    /// On the frontier: extra cost for each unit of effect beyond its neighbour.
    Ratio(f64),
    /// Another has at least the effect for at most the cost.
    Dominated,
    /// A mixture of two others has more effect for the same cost.
    DominatedByMixture,
}

/// Standing of each option, given its cost and its effect.
#[must_use]
pub fn frontier(options: &[(f64, f64)]) -> Vec<Standing> {
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by(|a, b| {
        let ((cost_a, effect_a), (cost_b, effect_b)) = (options[*a], options[*b]);
        cost_a.total_cmp(&cost_b).then(effect_b.total_cmp(&effect_a))
    });
    let mut standing = vec![Standing::Dominated; options.len()];
    let mut on: Vec<usize> = Vec::new();
    let ratio = |from: usize, to: usize| {
        (options[to].0 - options[from].0) / (options[to].1 - options[from].1)
    };
    for next in order {
        if on.last().is_some_and(|last| options[next].1 <= options[*last].1) {
            continue;
        }
        while let [.., before, last] = on[..]
            && ratio(before, last) >= ratio(last, next)
        {
            standing[last] = Standing::DominatedByMixture;
            on.pop();
        }
        on.push(next);
    }
    if let Some(first) = on.first() {
        standing[*first] = Standing::Reference;
    }
    for pair in on.windows(2) {
        standing[pair[1]] = Standing::Ratio(ratio(pair[0], pair[1]));
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
        use Standing::{Dominated, DominatedByMixture, Ratio, Reference};
        assert_eq!(frontier(&[(1.0, 1.0), (2.0, 1.0)]), [Reference, Dominated]);
        assert_eq!(frontier(&[(1.0, 1.0), (1.0, 2.0)]), [Dominated, Reference]);
        assert_eq!(frontier(&[(1.0, 1.0), (1.0, 1.0)]), [Reference, Dominated]);
        assert_eq!(
            frontier(&[(0.0, 0.0), (9.0, 1.0), (10.0, 2.0)]),
            [Reference, DominatedByMixture, Ratio(5.0)]
        );
        assert!(frontier(&[]).is_empty());
    }
}
