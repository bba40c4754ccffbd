//! Structure of a file against its schema: unknown, missing and misspelt keys,
//! wrong types – all of them at once, with their places.
//!
//! serde stops at the first mistake; this walk does not. It understands just
//! the part of JSON Schema that schemars makes from [`super::written`], as kept in
//! [`super::shape`].

use super::problem::{Fault, Problem, nearest};
use super::shape;
use schemars::JsonSchema;
use serde_json::{Map, Value as Json};
use toml::Value;

/// Everything in `tree` that the schema of `T` does not allow.
#[must_use]
pub fn check<T: JsonSchema>(tree: &Value, file: &str) -> Vec<Problem> {
    let root = shape::all();
    let mut walk = Walk { root, file, problems: Vec::new() };
    walk.visit(tree, shape::named(root, &T::schema_name()), "");
    walk.problems
}

struct Walk<'a> {
    root: &'a Json,
    file: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn report(&mut self, path: &str, fault: Fault) {
        self.problems.push(Problem::new(self.file, path, fault));
    }

    fn resolve(&self, schema: &'a Json) -> &'a Json {
        let reference = schema.get("$ref").and_then(Json::as_str);
        match reference.and_then(|text| self.root.pointer(text.trim_start_matches('#'))) {
            Some(target) => self.resolve(target),
            None => schema,
        }
    }

    fn visit(&mut self, value: &Value, schema: &'a Json, path: &str) {
        let schema = self.resolve(schema);
        if let Some(options) = alternatives(schema) {
            self.visit_alternatives(value, options, path);
            return;
        }
        if let Some(words) = schema.get("enum").and_then(Json::as_array) {
            self.visit_words(value, words.iter().filter_map(Json::as_str).collect(), path);
            return;
        }
        match value {
            Value::Table(table) if permits(schema, "object") => {
                self.visit_table(table, schema, path);
            }
            Value::Array(items) if permits(schema, "array") => {
                if let Some(inner) = schema.get("items") {
                    for (place, item) in items.iter().enumerate() {
                        self.visit(item, inner, &element_path(path, place, item));
                    }
                }
            }
            Value::String(_) if permits(schema, "string") => {}
            Value::Boolean(_) if permits(schema, "boolean") => {}
            Value::Integer(_) if permits(schema, "integer") || permits(schema, "number") => {}
            Value::Float(_) if permits(schema, "number") => {}
            _ => self.report(
                path,
                Fault::WrongType { expected: expected_words(schema), found: found_words(value) },
            ),
        }
    }

    fn visit_table(&mut self, table: &toml::Table, schema: &'a Json, path: &str) {
        let properties = schema.get("properties").and_then(Json::as_object);
        for (key, value) in table {
            let place = join(path, key);
            match properties.and_then(|properties| properties.get(key)) {
                Some(inner) => self.visit(value, inner, &place),
                None => {
                    let known = properties.into_iter().flat_map(Map::keys).map(String::as_str);
                    let suggestion = nearest(key, known);
                    self.report(&place, Fault::UnknownKey { key: key.clone(), suggestion });
                }
            }
        }
        let required = schema.get("required").and_then(Json::as_array);
        for key in required.into_iter().flatten().filter_map(Json::as_str) {
            if !table.contains_key(key) {
                self.report(path, Fault::Missing { key: key.to_owned() });
            }
        }
    }

    /// A nullable value, an enum of words with docs, or an enum of one-key tables.
    fn visit_alternatives(&mut self, value: &Value, options: &'a [Json], path: &str) {
        let options: Vec<&Json> = options.iter().map(|option| self.resolve(option)).collect();
        let real: Vec<&'a Json> =
            options.into_iter().filter(|option| !permits(option, "null")).collect();
        if let [only] = real.as_slice() {
            self.visit(value, only, path);
            return;
        }
        let words: Vec<&str> =
            real.iter().filter_map(|option| option.get("const").and_then(Json::as_str)).collect();
        if words.len() == real.len() {
            self.visit_words(value, words, path);
            return;
        }
        let keys: Vec<&str> = real.iter().flat_map(|option| required_keys(option)).collect();
        let Value::Table(table) = value else {
            let expected = format!("a table with one of: {}", keys.join(", "));
            self.report(path, Fault::WrongType { expected, found: found_words(value) });
            return;
        };
        let chosen = real
            .iter()
            .copied()
            .find(|option| required_keys(option).iter().any(|key| table.contains_key(*key)));
        match (chosen, table.keys().next()) {
            (Some(option), _) => self.visit_table(table, option, path),
            (None, Some(key)) => {
                let suggestion = nearest(key, keys.iter().copied());
                self.report(&join(path, key), Fault::UnknownKey { key: key.clone(), suggestion });
            }
            (None, None) => self.report(path, Fault::Missing { key: keys.join(" or ") }),
        }
    }

    fn visit_words(&mut self, value: &Value, words: Vec<&str>, path: &str) {
        match value.as_str() {
            Some(word) if words.contains(&word) => {}
            Some(word) => {
                let suggestion = nearest(word, words.iter().copied());
                self.report(
                    path,
                    Fault::UnknownName {
                        kind: "choice",
                        name: word.to_owned(),
                        suggestion,
                        known: words.into_iter().map(str::to_owned).collect(),
                    },
                );
            }
            None => {
                let expected = format!("one of: {}", words.join(", "));
                self.report(path, Fault::WrongType { expected, found: found_words(value) });
            }
        }
    }
}

fn alternatives(schema: &Json) -> Option<&Vec<Json>> {
    schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array)
}

fn required_keys(schema: &Json) -> Vec<&str> {
    schema
        .get("required")
        .and_then(Json::as_array)
        .map(|keys| keys.iter().filter_map(Json::as_str).collect())
        .unwrap_or_default()
}

fn permits(schema: &Json, kind: &str) -> bool {
    match schema.get("type") {
        Some(Json::String(only)) => only == kind,
        Some(Json::Array(several)) => several.iter().any(|one| one.as_str() == Some(kind)),
        _ => false,
    }
}

fn expected_words(schema: &Json) -> String {
    let name = |kind: &str| match kind {
        "object" => "a table",
        "array" => "a list",
        "string" => "text in quotes",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    };
    match schema.get("type") {
        Some(Json::String(only)) => name(only).to_owned(),
        Some(Json::Array(several)) => several
            .iter()
            .filter_map(Json::as_str)
            .filter(|kind| *kind != "null")
            .map(name)
            .collect::<Vec<_>>()
            .join(" or "),
        _ => "something else".to_owned(),
    }
}

fn found_words(value: &Value) -> String {
    match value {
        Value::String(text) => format!("the text {text:?}"),
        Value::Integer(number) => format!("the number {number}"),
        Value::Float(number) => format!("the number {number}"),
        Value::Boolean(yes) => format!("{yes}"),
        Value::Datetime(date) => format!("the date {date} (put dates in quotes)"),
        Value::Array(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Elements are named by their identity where they have one, else by place from 1.
fn element_path(path: &str, place: usize, item: &Value) -> String {
    let name = ["id", "level", "tag", "source", "name"]
        .iter()
        .find_map(|key| item.as_table()?.get(*key)?.as_str())
        .map_or_else(|| (place + 1).to_string(), str::to_owned);
    format!("{path}[{name}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::{CouncilFile, ScenarioFile};

    fn problems(text: &str) -> Vec<String> {
        let tree = Value::Table(text.parse().expect("test text is TOML"));
        check::<ScenarioFile>(&tree, "f").iter().map(ToString::to_string).collect()
    }

    /// Fails if the walk stops at the first mistake.
    #[test]
    fn all_structural_mistakes_are_reported_at_once() {
        let found = problems(
            "fromat = 1\n[about]\ntitle = 3\nauthority='a'\ndate='d'\nauthor='x'\nsources=[1]\n\
             [projection]\nstart='2019-03-31'\nmonths='ten'\n",
        );
        let all = found.join("\n");
        assert!(all.contains("\"fromat\" is not known here. Did you mean \"format\"?"), "{all}");
        assert!(all.contains("about.title: Expected text in quotes, found the number 3."), "{all}");
        assert!(all.contains("The key \"parts\" is missing."), "{all}");
        assert!(all.contains("projection.months: Expected a whole number"), "{all}");
        assert!(all.contains("about.sources[1]: Expected text in quotes"), "{all}");
    }

    #[test]
    fn a_misspelt_distribution_or_grade_is_named() {
        let text = "[[stocks]]\nlevel='cin'\nchildren={value=1,unit='children',grade='guessed',\
                    distribution={lognormall={median=1,p95=2}}}";
        let tree = Value::Table(text.parse().expect("test text is TOML"));
        let all = check::<CouncilFile>(&tree, "f")
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n");
        assert!(all.contains("stocks[cin].children.grade: There is no choice called"), "{all}");
        assert!(all.contains("Did you mean \"lognormal\"?"), "{all}");
    }
}
