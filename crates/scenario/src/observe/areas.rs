//! Which areas are one: short, full and former names, codes of before and after a reform.

use super::layout::{Entry, Sheet};
use super::measures::words;
use std::collections::BTreeMap;

/// Short and former names beside those that are published, without "and" and "the".
const SHORT: &[(&str, &str)] = &[
    ("bath", "bath north east somerset"),
    ("banes", "bath north east somerset"),
    ("barking", "barking dagenham"),
    ("bcp", "bournemouth christchurch poole"),
    ("blackburn", "blackburn with darwen"),
    ("bracknell", "bracknell forest"),
    ("brighton", "brighton hove"),
    ("bucks", "buckinghamshire"),
    ("cambs", "cambridgeshire"),
    ("cheshire west", "cheshire west chester"),
    ("durham", "county durham"),
    ("east riding", "east riding of yorkshire"),
    ("glos", "gloucestershire"),
    ("hammersmith", "hammersmith fulham"),
    ("hants", "hampshire"),
    ("herts", "hertfordshire"),
    ("hull", "kingston upon hull"),
    ("iow", "isle of wight"),
    ("kensington", "kensington chelsea"),
    ("lancs", "lancashire"),
    ("leics", "leicestershire"),
    ("lincs", "lincolnshire"),
    ("newcastle", "newcastle upon tyne"),
    ("northants", "northamptonshire"),
    ("notts", "nottinghamshire"),
    ("oxon", "oxfordshire"),
    ("rbwm", "windsor maidenhead"),
    ("redcar", "redcar cleveland"),
    ("richmond", "richmond upon thames"),
    ("scilly", "isles of scilly"),
    ("southend", "southend on sea"),
    ("staffs", "staffordshire"),
    ("stockton", "stockton on tees"),
    ("stoke", "stoke on trent"),
    ("telford", "telford wrekin"),
    ("wilts", "wiltshire"),
    ("windsor", "windsor maidenhead"),
    ("worcs", "worcestershire"),
];

/// What stands before a name.
const BEFORE: &[&str] = &[
    "london borough of",
    "royal borough of",
    "metropolitan borough of",
    "borough of",
    "city of",
    "county of",
    "council of",
    "lb of",
    "lb",
];

/// What stands after a name.
const AFTER: &[&str] = &[
    "metropolitan borough council",
    "metropolitan district council",
    "london borough council",
    "county council",
    "city council",
    "borough council",
    "district council",
    "council",
    "unitary authority",
    "metropolitan borough",
    "london borough",
    "corporation",
    "mbc",
    "mdc",
    "cc",
    "ua",
    "city of",
    "county of",
    "county",
];

/// One form of a name, whoever writes it: "Durham County Council" is "county durham".
#[must_use]
pub fn identity(name: &str) -> String {
    let plain = words(name);
    let kept: Vec<&str> = plain
        .split(' ')
        .filter(|word| !matches!(*word, "and" | "the"))
        .map(|word| if word == "saint" { "st" } else { word })
        .collect();
    let mut name = kept.join(" ");
    // The one authority that is not its name without "city of": London is a region.
    if name.starts_with("city of london") {
        return "city of london".to_owned();
    }
    loop {
        let cut =
            AFTER.iter().find_map(|end| name.strip_suffix(end)?.strip_suffix(' ')).or_else(|| {
                BEFORE.iter().find_map(|start| name.strip_prefix(start)?.strip_prefix(' '))
            });
        match cut {
            Some(cut) if !cut.is_empty() => name = cut.to_owned(),
            _ => break,
        }
    }
    let full = SHORT.iter().find(|(short, _)| *short == name).map(|(_, full)| *full);
    full.map_or(name, str::to_owned)
}

/// Makes one area of those that stand under two codes or two forms of a name, where their
/// figures do not contradict each other. Answers the former codes and what is to be said,
/// by area.
pub(super) fn join(sheet: &mut Sheet) -> BTreeMap<usize, (Vec<String>, String)> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (at, label) in sheet.areas.iter().enumerate() {
        let own = identity(&label.name);
        let own = if own.is_empty() { words(&label.code) } else { own };
        let key = match label.code.as_str() {
            "" => own,
            code => codes.entry(words(code)).or_insert(own).clone(),
        };
        groups.entry(key).or_default().push(at);
    }
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); sheet.areas.len()];
    for (at, entry) in sheet.entries.iter().enumerate() {
        own[entry.place.area].push(at);
    }
    let mut said = BTreeMap::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let last = |at: usize| own[at].iter().map(|at| sheet.entries[*at].place.year).max();
        let code = |at: usize| sheet.areas[at].code.clone();
        let one_code = group.iter().all(|at| code(*at) == code(group[0]));
        if !one_code && contradict(&sheet.entries, &own, &group) {
            continue;
        }
        let newest = group.iter().copied().max_by_key(|at| (last(*at), code(*at)));
        let newest = newest.unwrap_or(group[0]);
        let mut former: Vec<String> = group.iter().map(|at| code(*at)).collect();
        former.retain(|old| !old.is_empty() && *old != sheet.areas[newest].code);
        former.dedup();
        let note = if former.is_empty() {
            String::new()
        } else {
            format!(
                "{} has the codes {} and {}. Their years are read as one area. Check that its \
                 boundary did not change.",
                sheet.areas[newest].name,
                former.join(", "),
                sheet.areas[newest].code
            )
        };
        for at in group.iter().copied().filter(|at| *at != newest) {
            for entry in &own[at] {
                sheet.entries[*entry].place.area = newest;
            }
            let faults = sheet.faults.remove(&at).unwrap_or_default();
            if !faults.is_empty() {
                sheet.faults.entry(newest).or_default().extend(faults);
            }
            if let Some(missing) = sheet.missing.remove(&at) {
                *sheet.missing.entry(newest).or_default() += missing;
            }
        }
        said.insert(newest, (former, note));
    }
    said
}

/// Whether areas under different codes give different figures of one measure and year.
fn contradict(entries: &[Entry], own: &[Vec<usize>], group: &[usize]) -> bool {
    let mut seen: BTreeMap<(&str, i32), (usize, f64)> = BTreeMap::new();
    group.iter().flat_map(|area| &own[*area]).any(|at| {
        let (place, value) = (&entries[*at].place, entries[*at].value);
        let known = *seen.entry((place.measure.id, place.year)).or_insert((place.area, value));
        known.0 != place.area && (known.1 - value).abs() > 1e-9
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if two names of one council are two, or the names of two are one.
    #[test]
    fn names_of_councils() {
        for (one, other) in [
            ("Durham", "County Durham"),
            ("Durham County Council", "County Durham"),
            ("Hull", "Kingston upon Hull, City of"),
            ("Hull City Council", "Kingston upon Hull"),
            ("Bristol", "Bristol, City of"),
            ("Bristol City Council", "Bristol, City of"),
            ("Southend", "Southend-on-Sea"),
            ("Herefordshire", "Herefordshire, County of"),
            ("City of York Council", "York"),
            ("London Borough of Croydon", "Croydon"),
            ("Royal Borough of Kensington and Chelsea", "Kensington & Chelsea"),
            ("Rotherham Metropolitan Borough Council", "ROTHERHAM"),
            ("St Helens", "St. Helens"),
            ("Bath & North East Somerset", "Bath and North East Somerset"),
            ("Yorkshire and The Humber", "YORKSHIRE AND HUMBER"),
            ("City of London Corporation", "City of London"),
        ] {
            assert_eq!(identity(one), identity(other), "{one} and {other}");
        }
        for (one, other) in [
            ("Herefordshire", "Hertfordshire"),
            ("Derby", "Derbyshire"),
            ("Derby City Council", "Derbyshire County Council"),
            ("Barking", "Bristol"),
            ("London", "City of London"),
            ("Somerset", "North Somerset"),
            ("Dorset", "Dorset (to March 2019)"),
            ("Nottingham", "Nottinghamshire"),
            ("Kingston upon Thames", "Kingston upon Hull"),
            ("Cheshire East", "Cheshire West and Chester"),
            ("Lincolnshire", "North Lincolnshire"),
        ] {
            assert_ne!(identity(one), identity(other), "{one} and {other}");
        }
    }
}
