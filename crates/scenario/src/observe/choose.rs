//! The area that is asked for, by code or by any of its names.

use super::areas::identity;
use super::measures::words;
use super::{Area, Observations};
use std::collections::BTreeMap;

/// Most areas that are listed.
const MOST_LISTED: usize = 12;

/// Names that are a letter apart and are two councils.
const APART: [&str; 2] = ["herefordshire", "hertfordshire"];

impl Observations {
    /// The area called `wanted` (a code, or a name in full or short), or the only one, or
    /// the one whose name is that of `hint`, a council's full name.
    ///
    /// # Errors
    /// Why its figures cannot be used, or a sentence that lists the areas there are.
    pub fn area(&self, wanted: Option<&str>, hint: &str) -> Result<&Area, String> {
        if wanted.is_none()
            && let ([only], []) = (self.areas.as_slice(), self.refused.as_slice())
        {
            return Ok(only);
        }
        let text = wanted.unwrap_or(hint);
        let found = self.called(text);
        match (found.as_slice(), wanted) {
            ([one], _) => self.good(one),
            ([], None) => Err(format!(
                "The table has {} areas. Choose one by name or code: {}.",
                self.everybody().len(),
                listed(&self.everybody())
            )),
            ([], Some(wanted)) => {
                let near = self.near(wanted);
                let near = near.map_or_else(String::new, |near| format!(" Did you mean {near}?"));
                Err(format!(
                    "The table has no area {wanted:?}.{near} Its areas are: {}.",
                    listed(&self.everybody())
                ))
            }
            (several, _) => Err(format!(
                "{text:?} fits several areas, whose figures differ. Use the code: {}.",
                listed(several)
            )),
        }
    }

    /// What to ask for to get each area: its code, or its name where several have the code.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for area in self.everybody() {
            *codes.entry(&area.code).or_default() += 1;
        }
        let key = |area: &'_ Area| !area.code.is_empty() && codes[area.code.as_str()] == 1;
        self.areas.iter().map(|it| if key(it) { it.code.as_str() } else { &it.name }).collect()
    }

    /// What to ask for to get the area that is an authority's: the one of its name, or the
    /// only one; nothing if there is none, or if its figures cannot be used.
    #[must_use]
    pub fn own(&self, authority: &str) -> Option<&str> {
        let own = self.area(None, authority).ok()?;
        let at = self.areas.iter().position(|area| std::ptr::eq(area, own))?;
        self.keys().get(at).copied()
    }

    /// What was made of the table for one area, in sentences.
    #[must_use]
    pub fn notes(&self, area: &Area) -> Vec<String> {
        area.notes.iter().chain(&self.notes).cloned().collect()
    }

    fn everybody(&self) -> Vec<&Area> {
        self.areas.iter().chain(self.refused.iter().map(|(area, _)| area)).collect()
    }

    /// Areas of a code; else of exactly a name; else of a name in any form.
    fn called(&self, text: &str) -> Vec<&Area> {
        let same = |other: &str| !other.is_empty() && words(other) == words(text);
        let by = |fits: &dyn Fn(&Area) -> bool| {
            self.everybody().into_iter().filter(|area| fits(area)).collect::<Vec<_>>()
        };
        let code = by(&|area| same(&area.code) || area.former.iter().any(|old| same(old)));
        if !code.is_empty() {
            return code;
        }
        let name = by(&|area| same(&area.name));
        if !name.is_empty() {
            return name;
        }
        let wanted = identity(text);
        by(&|area| !area.name.is_empty() && identity(&area.name) == wanted)
    }

    fn good<'a>(&'a self, area: &'a Area) -> Result<&'a Area, String> {
        let refused = self.refused.iter().find(|(it, _)| std::ptr::eq(it, area));
        let Some((_, problems)) = refused else { return Ok(area) };
        let why: Vec<String> = problems.iter().take(3).map(ToString::to_string).collect();
        Err(format!("The figures of {} cannot be used. {}", area.label(), why.join(" ")))
    }

    /// The name that a wanted one most likely stands for.
    fn near(&self, wanted: &str) -> Option<String> {
        let own = identity(wanted);
        let everybody = self.everybody();
        let names = || everybody.iter().map(|area| area.name.as_str()).filter(|it| !it.is_empty());
        let inside = |name: &&str| format!(" {} ", identity(name)).contains(&format!(" {own} "));
        if let Some(name) = names().find(inside).filter(|_| !own.is_empty()) {
            return Some(name.to_owned());
        }
        let near = crate::problem::nearest(wanted, names())?;
        let both = [own.as_str(), &identity(&near)].iter().all(|name| APART.contains(name));
        (!both).then_some(near)
    }
}

/// Names and codes, at most a dozen.
fn listed(areas: &[&Area]) -> String {
    let mut sorted = areas.to_vec();
    sorted.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    let names: Vec<String> = sorted
        .iter()
        .take(MOST_LISTED)
        .map(|area| match (area.name.as_str(), area.code.as_str()) {
            (name, "") => name.to_owned(),
            ("", code) => code.to_owned(),
            (name, code) => format!("{name} ({code})"),
        })
        .collect();
    let more = sorted.len() - names.len();
    let more = if more > 0 { format!(" and {more} others") } else { String::new() };
    format!("{}{more}", names.join(", "))
}
