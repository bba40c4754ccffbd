//! Shared defaults: a council-shaped file on which a council's own file is laid.
//!
//! Entries of a list that carry the same name are one entry, and the council's stands,
//! in the default's place. What the council does not name comes from the defaults,
//! first in each list. [`Origins`] remembers which file each place comes from, so that
//! problems and the register name the file that a person would have to change.

use super::problem::{Problem, plain};
use super::register::Row;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Where places of the laid-together council really come from.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// By file as resolved and place: the file that it is written in.
    written_in: BTreeMap<(String, String), String>,
    /// By place: what the council's entry stands in the place of.
    replaced: BTreeMap<String, String>,
}

impl Origins {
    /// The file that `place` is written in, if it is not `file`, which it is resolved in.
    #[must_use]
    pub fn of(&self, file: &str, place: &str) -> Option<&str> {
        let found = wholes(place)
            .find_map(|whole| self.written_in.get(&(file.to_owned(), whole.to_owned())));
        found.map(String::as_str)
    }

    /// Remembers that `place`, resolved in `file`, is written in `other`.
    pub fn note(&mut self, file: &str, place: impl Into<String>, other: &str) {
        self.written_in.insert((file.to_owned(), place.into()), other.to_owned());
    }

    /// Names the right file in a problem.
    pub fn set_right(&self, problem: &mut Problem) {
        if let Some(file) = self.of(&problem.file, &problem.path) {
            problem.file = file.to_owned();
        }
    }

    /// Names the right file in a row of the register, and says what it stands in place of.
    pub fn set_right_row(&self, row: &mut Row) {
        let Some((file, place)) = row.path.split_once(": ") else { return };
        let instead = wholes(place).find_map(|whole| self.replaced.get(whole)).cloned();
        if let Some(other) = self.of(file, place) {
            row.path = format!("{other}: {place}");
        } else if let Some(instead) = instead {
            let note = row.note.take().map_or_else(String::new, |note| format!("{note} "));
            row.note = Some(format!("{note}In place of {instead}."));
        }
    }
}

/// `place` and everything that it is part of, the longest first.
fn wholes(place: &str) -> impl Iterator<Item = &str> {
    let ends = place.char_indices().filter(|(_, sign)| matches!(sign, '.' | '['));
    let mut cuts: Vec<usize> = ends.map(|(at, _)| at).collect();
    cuts.push(place.len());
    cuts.into_iter().rev().map(|cut| &place[..cut])
}

/// Lays `council` on `defaults`: two trees of files of the same shape, and their names.
#[must_use]
pub fn lay(defaults: Table, council: Table, names: (&str, &str)) -> (Table, Origins) {
    let mut laying = Laying { names, origins: Origins::default() };
    let merged = laying.council(defaults, council);
    (merged, laying.origins)
}

struct Laying<'a> {
    /// Files: defaults, council.
    names: (&'a str, &'a str),
    origins: Origins,
}

impl Laying<'_> {
    fn council(&mut self, mut defaults: Table, mut council: Table) -> Table {
        // Lengths of stay are another way of giving rates.
        let stays = names_in("stays", council.get("stays"));
        if let Some(Value::Array(rates)) = defaults.get_mut("rates") {
            rates.retain(|rate| !stays.iter().any(|level| level == text(rate, "from")));
        }
        defaults.retain(|key, _| key != "format" && key != "about");
        for (key, default) in defaults {
            let own = council.remove(&key);
            let both = self.both(&key, &key, default, own);
            council.insert(key, both);
        }
        council
    }

    /// What stands at `key`, which is at `place`, when both files are taken together.
    fn both(&mut self, key: &str, place: &str, default: Value, own: Option<Value>) -> Value {
        match (key, default, own) {
            (_, default, None) => {
                self.origins.note(self.names.1, place, self.names.0);
                default
            }
            // What is most special to a council is read first, then what holds for all.
            ("limits", Value::Array(default), Some(Value::Array(mut own))) => {
                let after = own.len().min(1);
                own.splice(after..after, default);
                Value::Array(own)
            }
            (
                "population" | "authority_year",
                Value::Table(default),
                Some(Value::Table(mut own)),
            ) => {
                for (key, default) in default {
                    let before = own.remove(&key);
                    let both = self.both(&key, &format!("{place}.{key}"), default, before);
                    own.insert(key, both);
                }
                Value::Table(own)
            }
            (key, Value::Array(default), Some(Value::Array(own))) if key != "age_bands" => {
                Value::Array(self.lists(key, place, default, own))
            }
            (_, default, Some(own)) => {
                self.instead(place, &[default]);
                own
            }
        }
    }

    /// The defaults, with entries that the council names too in their places, and then
    /// the council's others.
    fn lists(&mut self, key: &str, at: &str, default: Vec<Value>, own: Vec<Value>) -> Vec<Value> {
        let mut own: Vec<Option<(String, Value)>> = own
            .into_iter()
            .map(|entry| Some((name_in(key, &entry).unwrap_or_default(), entry)))
            .collect();
        let mut instead: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut both = Vec::new();
        for entry in default {
            // What has no name has the place that it is at.
            let unnamed = || (both.len() + 1).to_string();
            let name = name_in(key, &entry).unwrap_or_else(unnamed);
            let place = place_of(at, &name);
            let alike = own.iter_mut().filter(|it| it.as_ref().is_some_and(|it| it.0 == name));
            let council: Vec<Value> = alike.filter_map(Option::take).map(|it| it.1).collect();
            if council.is_empty() && !instead.contains_key(&place) {
                self.origins.note(self.names.1, place, self.names.0);
                both.push(entry);
            } else {
                both.extend(council);
                instead.entry(place).or_default().push(entry);
            }
        }
        for (place, entries) in &instead {
            self.instead(place, entries);
        }
        both.extend(own.into_iter().flatten().map(|it| it.1));
        both
    }

    /// Remembers what stood at `place`.
    fn instead(&mut self, place: &str, defaults: &[Value]) {
        let values: Vec<String> = defaults.iter().filter_map(number_in).map(plain).collect();
        let what = if values.is_empty() { "what is there".to_owned() } else { values.join(" / ") };
        self.origins.replaced.insert(place.to_owned(), format!("{what} in {}", self.names.0));
    }
}

/// The only number of an entry: its `value`, or that of its only figure.
fn number_in(entry: &Value) -> Option<f64> {
    let number = |value: &Value| value.as_float().or_else(|| Some(value.as_integer()? as f64));
    if let Some(value) = entry.get("value") {
        return number(value);
    }
    let mut figures = entry.as_table()?.values().filter_map(|inner| number(inner.get("value")?));
    figures.next().filter(|_| figures.next().is_none())
}

/// What an entry of the list `key` is called: entries called alike are one entry.
fn name_in(key: &str, entry: &Value) -> Option<String> {
    let words = |keys: &[&str]| {
        let given = keys.iter().map(|key| text(entry, key)).filter(|word| !word.is_empty());
        given.collect::<Vec<_>>().join(" ")
    };
    let name = match key {
        "rates" => {
            let end = words(&["to", "split"]);
            format!("{} to {end} {}", text(entry, "from"), text(entry, "id")).trim_end().to_owned()
        }
        "factors" => words(&["tag", "from", "to", "age", "history", "class", "id"]),
        _ => ["id", "level", "measure", "name"]
            .iter()
            .map(|key| text(entry, key).to_owned())
            .find(|name| !name.is_empty())?,
    };
    Some(name)
}

fn names_in(key: &str, list: Option<&Value>) -> Vec<String> {
    let entries = list.and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| name_in(key, entry)).collect()
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The place of an entry, as problems and the register name it.
fn place_of(list: &str, name: &str) -> String {
    match list {
        "programmes" | "funding" => format!("{list}.{name}"),
        _ => format!("{list}[{name}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(defaults: &str, council: &str) -> (Table, Origins) {
        let read = |text: &str| text.parse::<Table>().expect("test text is TOML");
        lay(read(defaults), read(council), ("d", "c"))
    }

    fn row(place: &str) -> Row {
        Row {
            path: format!("c: {place}"),
            label: String::new(),
            value: String::new(),
            unit: String::new(),
            source: String::new(),
            references: Vec::new(),
            grade: super::super::Grade::Assumed,
            distribution: None,
            key: 0,
            quantiles: Vec::new(),
            range: None,
            note: None,
        }
    }

    /// Fails if lists are joined in another order, if an entry that the council names
    /// too is kept twice or moved, or if the register names the wrong file.
    #[test]
    fn the_councils_entry_stands_in_the_defaults_place() {
        let (both, origins) = laid(
            "[[rates]]\nfrom='a'\nto='b'\nage='x'\nvalue=1.0\n[[rates]]\nfrom='a'\nto='b'\n\
             age='y'\nvalue=2.0\n[[rates]]\nfrom='b'\nto='a'\nvalue=3.0",
            "[[rates]]\nfrom='c'\nto='a'\nvalue=4.0\n[[rates]]\nfrom='a'\nto='b'\nvalue=5.0",
        );
        let values: Vec<f64> =
            both["rates"].as_array().expect("a list").iter().filter_map(number_in).collect();
        assert_eq!(values, [5.0, 3.0, 4.0]);
        let told = |place: &str| {
            let mut row = row(place);
            origins.set_right_row(&mut row);
            (row.path, row.note)
        };
        assert_eq!(told("rates[b to a]"), ("d: rates[b to a]".to_owned(), None));
        assert_eq!(told("rates[c to a]"), ("c: rates[c to a]".to_owned(), None));
        let (path, note) = told("rates[a to b]");
        assert_eq!(
            (path.as_str(), note.as_deref()),
            ("c: rates[a to b]", Some("In place of 1 / 2 in d."))
        );
    }

    /// Fails if a stay of the council leaves the defaults' rates from that level in force.
    #[test]
    fn a_stay_takes_the_place_of_rates() {
        let rates = "[[rates]]\nfrom='a'\nto='b'\n[[rates]]\nfrom='b'\nto='a'";
        let (both, _) = laid(rates, "[[stays]]\nlevel='a'");
        let rates = both["rates"].as_array().expect("a list");
        assert_eq!(rates.iter().map(|rate| text(rate, "from")).collect::<Vec<_>>(), ["b"]);
    }

    /// Fails if tables are not merged key by key, age bands are, or the limits that hold for
    /// all do not come right after a council's first own one.
    #[test]
    fn tables_are_laid_key_by_key_and_bands_are_one_whole() {
        let (both, origins) = laid(
            "limits=['d']\n[population]\ngrowth=1\nchildren=1\n[[age_bands]]\nid='x'\n\
             [authority_year]\npersistence=1\n[[authority_year.drifts]]\nname='n'",
            "limits=['c', 'e']\n[population]\nchildren=2\n[[age_bands]]\nid='y'\n\
             [[authority_year.drifts]]\nname='m'",
        );
        assert_eq!(both["limits"].to_string(), "[\"c\", \"d\", \"e\"]");
        assert_eq!(both["population"].to_string(), "{ children = 2, growth = 1 }");
        assert_eq!(both["age_bands"].to_string(), "[{ id = \"y\" }]");
        assert_eq!(both["authority_year"]["drifts"].as_array().map(Vec::len), Some(2));
        assert_eq!(origins.of("c", "population.growth.value"), Some("d"));
        assert_eq!(origins.of("c", "population.children"), None);
        assert_eq!(origins.of("c", "authority_year.drifts[n].spread"), Some("d"));
    }
}
