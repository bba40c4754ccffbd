//! Published shares that a steady year is compared with.

use super::super::Checker;
use super::super::framework::Framework;
use crate::problem::Fault;
use crate::quantity;
use crate::resolved::{AgeBand, PublishedShare};
use crate::written::{self, ShareKind};

pub(super) fn shares(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
    ages: &[AgeBand],
) -> Vec<PublishedShare> {
    let all: Vec<&written::PublishedShare> = written.published_shares.iter().flatten().collect();
    desk.unique("published share", all.iter().map(|share| share.id.as_str()), "published_shares");
    all.into_iter().map(|share| one(desk, share, framework, ages)).collect()
}

fn one(
    desk: &mut Checker,
    it: &written::PublishedShare,
    framework: &Framework,
    ages: &[AgeBand],
) -> PublishedShare {
    let path = format!("published_shares[{}]", it.id);
    let needs: &[(&str, bool)] = match it.kind {
        ShareKind::OfMoves => &[("tags", it.tags.is_none()), ("of", it.of.is_none())],
        ShareKind::ClosedRecently | ShareKind::AfterPlan | ShareKind::AfterCare => {
            &[("tags", it.tags.is_none())]
        }
        ShareKind::EverStatutory | ShareKind::EverPlan | ShareKind::EverCare => {
            &[("age_months", it.age_months.is_none())]
        }
        ShareKind::OfLevels => &[("levels", it.levels.is_none())],
        ShareKind::OfAges => &[("levels", it.levels.is_none()), ("age", it.age.is_none())],
        ShareKind::OfMoveAges => &[("tags", it.tags.is_none()), ("age", it.age.is_none())],
        ShareKind::Ended | ShareKind::UnderWay => {
            &[("levels", it.levels.is_none()), ("months", it.months.is_none())]
        }
    };
    for (key, _) in needs.iter().filter(|(_, missing)| *missing) {
        desk.report(&path, Fault::Missing { key: (*key).to_owned() });
    }
    let share = desk.figure(&it.share, &quantity::SHARE, &format!("{path}.share"), &it.name);
    let levels = it
        .levels
        .iter()
        .flatten()
        .filter_map(|name| framework.level(desk, name, &format!("{path}.levels")))
        .collect();
    let age = it.age.as_deref().and_then(|name| {
        let known = ages.iter().map(|age| age.id.as_str());
        desk.find("age band", name, known, &format!("{path}.age"))
    });
    let months = match it.months.as_deref().unwrap_or(&[0]) {
        [from] => (*from, i64::from(u16::MAX)),
        [from, below] => (*from, *below),
        other => {
            let found = other.len();
            let of = "from, and below (left out for any longer)";
            desk.report(format!("{path}.months"), Fault::Length { found, expected: 2, of });
            (0, 0)
        }
    };
    let month = |value: i64| u16::try_from(value.clamp(0, i64::from(u16::MAX))).unwrap_or(0);
    PublishedShare {
        id: it.id.clone(),
        name: it.name.clone(),
        kind: it.kind,
        moves: framework.tagged_any(desk, it.tags.as_deref().unwrap_or_default(), &path),
        of: framework.tagged_any(desk, it.of.as_deref().unwrap_or_default(), &path),
        levels,
        age: age.unwrap_or(0),
        age_months: i32::try_from(it.age_months.unwrap_or(0).clamp(0, 216)).unwrap_or(0),
        months: (month(months.0), month(months.1)),
        share: share.now,
        source: it.share.source.clone().unwrap_or_default(),
    }
}
