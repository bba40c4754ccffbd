//! Cached common prefix of cohort runs: the months before an option's first change, kept for the
//! next option that begins like it: until then both are the same path, to the last bit.
//!
//! Whoever moves a figure of an option asks for a path again and again, and its first
//! change lies months after the first day. Decision 0085.

use staircase_model::cohort::path::CohortRun;
use staircase_model::cohort::setting::CohortInputs;
use staircase_model::cohort::state::State;
use staircase_model::plan::{Plan, Provided};
use staircase_model::record::Layout;
use std::sync::{Mutex, PoisonError};

/// How many are kept: those of two options on two routes of evidence. One is about a
/// megabyte.
const KEPT: usize = 4;

/// A path up to the month before its plan's first change.
#[derive(Debug)]
struct Prefix {
    route: usize,
    plan: Plan,
    walk: CohortRun,
}

/// The last few.
#[derive(Debug, Default)]
pub(super) struct PrefixCache {
    last: Mutex<Vec<Prefix>>,
}

impl PrefixCache {
    /// The path of `plan` on a route of evidence, begun from `start` and walked to the
    /// month before its first change.
    pub fn begun(
        &self,
        (route, setting): (usize, &CohortInputs<'_>),
        (start, plan): (&State, &Plan),
        layout: &Layout,
    ) -> CohortRun {
        let months = plan.first_change.map_or(0, |month| month.saturating_sub(1));
        let months = months.min(layout.months);
        // A poisoned lock only means that a path was never finished.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |head: &&Prefix| {
            head.route == route
                && head.walk.month() == months
                && head.walk.fits(setting)
                && alike(&head.plan, plan, months)
        };
        if let Some(head) = last.iter().find(fits) {
            return head.walk.clone();
        }
        let mut walk = CohortRun::new(setting, start, layout);
        walk.go_on(setting, plan, layout, months);
        if months > 0 {
            if last.len() == KEPT {
                last.remove(0);
            }
            last.push(Prefix { route, plan: plan.clone(), walk: walk.clone() });
        }
        walk
    }
}

/// Whether a path under two plans is the same up to a month, that month included.
fn alike(one: &Plan, other: &Plan, month: usize) -> bool {
    let same =
        |one: &[f64], other: &[f64]| one.iter().take(month + 1).eq(other.iter().take(month + 1));
    let programmes = |one: &Provided, other: &Provided| {
        same(&one.open, &other.open)
            && same(&one.referral, &other.referral)
            && same(&one.ends, &other.ends)
            && same(&one.drops, &other.drops)
            && same(&one.engagement, &other.engagement)
    };
    let doors = match (&one.door, &other.door) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            same(&one.contacts_below, &other.contacts_below)
                && same(&one.screening, &other.screening)
                && same(&one.assessments, &other.assessments)
        }
        _ => false,
    };
    one.null_effect == other.null_effect
        && doors
        && one.programmes.len() == other.programmes.len()
        && one.programmes.iter().zip(&other.programmes).all(|(one, other)| programmes(one, other))
}

#[cfg(test)]
mod tests {
    use crate::study::Study;
    use staircase_scenario::shipped::shipped;

    /// Fails if a path that begins where another left off differs in any bit from one
    /// walked from the first day, or takes over another plan's months.
    #[test]
    fn a_path_continued_is_the_path_walked() {
        let (main, files) = shipped();
        let open = || Study::open(main, &files).expect("it is good");
        let kept = open();
        let bits = |path: Vec<f64>| path.into_iter().map(f64::to_bits).collect::<Vec<_>>();
        for id in ["half-as-many-again", "twelve-fewer", "pathway", "half-as-many-again"] {
            for null in [false, true] {
                for months_later in [0, 5] {
                    let mut option = kept.option(id, None).expect("it exists");
                    option.null_effect = null;
                    option.changes.iter_mut().for_each(|change| change.start += months_later);
                    let plan = kept.model.plan(&option);
                    assert_eq!(bits(kept.path(&plan)), bits(open().path(&plan)), "{id}");
                }
            }
        }
        assert_eq!(kept.heads.last.lock().expect("nobody panicked").len(), super::KEPT);
    }
}
