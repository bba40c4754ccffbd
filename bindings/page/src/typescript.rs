//! The types of what crosses the door, as TypeScript.
//!
//! schemars describes what serde writes and reads, attributes included: what may be left out,
//! what is null, what is flattened. This only puts that description into another language.

use super::{ScenarioFiles, amend, authorities, observe, validate};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value as Json, json};
use staircase_answers::explore::tornado::TornadoRow;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::outcome::contributions::Shift;
use staircase_answers::outcome::sensitivity::Sensitivity;
use staircase_answers::study::Parts;
use staircase_reporting::told::{TabledAnswer, TabledCase, TabledEven};
use staircase_reporting::view::StudyView;
use staircase_scenario::Edit;
use staircase_scenario::grouped::Grouped;

/// Longest line of the text, where a description can be broken.
const WIDTH: usize = 100;

const HEADER: &str = "\
/**
 * What crosses the door between the page and the engine.
 * Made from the engine's types by `cargo xtask types`: do not edit.
 */
";

/// What the page asks, and what it is answered: definitions by name.
fn definitions() -> Map<String, Json> {
    let mut asked = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let _ = asked.subschema_for::<ScenarioFiles>();
    let _ = asked.subschema_for::<Ask>();
    let _ = asked.subschema_for::<observe::Request>();
    let _ = asked.subschema_for::<amend::Request>();
    let _ = asked.subschema_for::<staircase_answers::authorities::Tables<'static>>();
    let mut definitions = asked.take_definitions(true);
    for (name, definition) in written().take_definitions(true) {
        let other = definitions.insert(name.clone(), definition);
        assert!(other.is_none(), "two types are called {name}");
    }
    definitions.into_iter().map(|(name, definition)| (name, without_null(definition))).collect()
}

/// What the door writes. A person's changes are read, but the page has them as the command
/// line writes them.
fn written() -> SchemaGenerator {
    let mut it = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let _ = it.subschema_for::<Edit>();
    let _ = it.subschema_for::<Grouped>();
    let _ = it.subschema_for::<StudyView>();
    let _ = it.subschema_for::<TabledAnswer>();
    let _ = it.subschema_for::<TabledCase>();
    let _ = it.subschema_for::<TabledEven>();
    let _ = it.subschema_for::<Sensitivity>();
    let _ = it.subschema_for::<Parts>();
    let _ = it.subschema_for::<Shift>();
    let _ = it.subschema_for::<TornadoRow>();
    let _ = it.subschema_for::<amend::Amended>();
    let _ = it.subschema_for::<observe::TableView<'static>>();
    let _ = it.subschema_for::<observe::Calibrated>();
    let _ = it.subschema_for::<observe::Tested>();
    let _ = it.subschema_for::<validate::Part>();
    let _ = it.subschema_for::<authorities::AuthorityList>();
    let _ = it.subschema_for::<authorities::Made>();
    let _ = it.subschema_for::<staircase_answers::authorities::profile::Profile>();
    it
}

/// A description in which no part that may be left out may be null as well: the door writes
/// none, and the page asks without.
fn without_null(mut schema: Json) -> Json {
    let needed = schema["required"].as_array().cloned().unwrap_or_default();
    let parts = schema.get_mut("properties").and_then(Json::as_object_mut);
    for (name, part) in parts.into_iter().flatten() {
        if !needed.contains(&json!(name)) {
            for key in ["type", "anyOf"] {
                if let Some(choices) = part.get_mut(key).and_then(Json::as_array_mut) {
                    choices.retain(|choice| *choice != "null" && choice["type"] != "null");
                }
            }
        }
    }
    schema
}

/// The file of types.
#[must_use]
pub fn text() -> String {
    let mut text = HEADER.to_owned();
    for (name, schema) in definitions() {
        text += "\n";
        text += &comment(&schema, "");
        if schema.get("properties").is_some() {
            text += &format!("export interface {name} {}\n", object(&schema, ""));
        } else {
            text += &format!("export type {name} ={};\n", alternatives(&schema));
        }
    }
    text
}

/// A description as a comment, if there is one.
fn comment(schema: &Json, indent: &str) -> String {
    let Some(words) = schema["description"].as_str() else { return String::new() };
    // References to other items are for Rust's own documentation.
    let words = words.replace("[`", "`").replace("`]", "`");
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last().map_or(0, String::len);
        if last > 0 && indent.len() + last + word.len() + 8 > WIDTH {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            *line += if line.is_empty() { "" } else { " " };
            *line += word;
        }
    }
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines: String = lines.iter().map(|line| format!("{indent} * {line}\n")).collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

/// An object with named parts, one a line.
fn object(schema: &Json, indent: &str) -> String {
    let needed = schema["required"].as_array().cloned().unwrap_or_default();
    let mut text = "{\n".to_owned();
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        let mark = if needed.contains(&json!(name)) { "" } else { "?" };
        let inner = format!("{indent}  ");
        text += &comment(part, &inner);
        text += &format!("{inner}{name}{mark}: {};\n", of(part, &inner));
    }
    text + indent + "}"
}

/// What a name that is no object stands for: one alternative a line where they are described.
fn alternatives(schema: &Json) -> String {
    let described = schema["oneOf"].as_array();
    let described = described.filter(|all| all.iter().any(|one| one["description"].is_string()));
    match described {
        None => format!(" {}", of(schema, "")),
        Some(all) => all
            .iter()
            .map(|one| format!("\n{}  | {}", comment(one, "  "), of(one, "  ")))
            .map(|one| one.trim_end().to_owned())
            .collect(),
    }
}

/// The type that a description allows.
fn of(schema: &Json, indent: &str) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    let union = |choices: Vec<String>| choices.join(" | ");
    if let Some(values) = schema["enum"].as_array() {
        return union(values.iter().map(Json::to_string).collect());
    }
    if let Some(choices) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        return union(choices.iter().map(|choice| of(choice, indent)).collect());
    }
    let simple = |kind: &str| match kind {
        "object" => match schema.get("additionalProperties") {
            Some(values) => format!("Record<string, {}>", of(values, indent)),
            None => object(schema, indent),
        },
        "array" => array(schema, indent),
        "integer" | "number" => "number".to_owned(),
        other => other.to_owned(),
    };
    match &schema["type"] {
        Json::String(kind) => simple(kind),
        Json::Array(kinds) => union(kinds.iter().filter_map(Json::as_str).map(simple).collect()),
        _ => panic!("no TypeScript for {schema}"),
    }
}

/// A list, or so many values one after the other.
fn array(schema: &Json, indent: &str) -> String {
    if let Some(items) = schema["prefixItems"].as_array() {
        let items: Vec<String> = items.iter().map(|item| of(item, indent)).collect();
        return format!("[{}]", items.join(", "));
    }
    let item = of(&schema["items"], indent);
    if let (Some(least), Some(most)) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64())
        && least == most
    {
        return format!("[{}]", vec![item; usize::try_from(most).unwrap_or(0)].join(", "));
    }
    if item.contains(" | ") { format!("({item})[]") } else { format!("{item}[]") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Collector, Study, check};
    use staircase_scenario::load::from_disk;
    use std::path::Path;

    /// Fails if the page's types are not those of the engine.
    #[test]
    fn the_page_has_the_types_of_the_engine() {
        let kept = include_str!("../../../www/src/engine/generated/types.ts");
        let behind = "www/src/engine/generated/types.ts is behind the engine's types";
        assert!(kept == text(), "{behind}: run `cargo xtask types`");
    }

    /// Everything about `value` that its description does not say.
    fn misfits(all: &Map<String, Json>, schema: &Json, value: &Json, at: &str) -> Vec<String> {
        let one = |what: &str| vec![format!("{at}: {what}: {value}")];
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return misfits(all, &all[name], value, at);
        }
        if let Some(only) = schema.get("const") {
            return if only == value { Vec::new() } else { one("another value") };
        }
        if let Some(choices) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
            let fits = choices.iter().any(|one| misfits(all, one, value, at).is_empty());
            return if fits { Vec::new() } else { one("none of the alternatives") };
        }
        if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
            return one("not among the values");
        }
        let kind = match value {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::String(_) => "string",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        };
        let is = |allowed: &Json| allowed == kind || (allowed == "integer" && kind == "number");
        let allowed = &schema["type"];
        if !is(allowed) && !allowed.as_array().is_some_and(|kinds| kinds.iter().any(is)) {
            return one("of another kind");
        }
        match value {
            Json::Array(items) => {
                let each = items.iter().enumerate();
                let part = |place: usize| match schema.get("prefixItems") {
                    Some(parts) => &parts[place],
                    None => &schema["items"],
                };
                each.flat_map(|(place, item)| {
                    misfits(all, part(place), item, &format!("{at}[{place}]"))
                })
                .collect()
            }
            Json::Object(parts) => {
                let needed = schema["required"].as_array().cloned().unwrap_or_default();
                let absent = needed.iter().filter_map(Json::as_str);
                let absent = absent.filter(|name| !parts.contains_key(*name));
                let mut found: Vec<String> =
                    absent.map(|name| format!("{at}: {name} is absent")).collect();
                for (name, part) in parts {
                    let place = format!("{at}.{name}");
                    let known = schema["properties"].get(name);
                    match known.or_else(|| schema.get("additionalProperties")) {
                        Some(schema) => found.extend(misfits(all, schema, part, &place)),
                        None => found.push(format!("{place} is not described")),
                    }
                }
                found
            }
            _ => Vec::new(),
        }
    }

    /// Fails if what the door writes is not what the page is told that it writes: a part that
    /// is not described, absent where it must be there, null, or of another kind.
    #[test]
    fn answers_are_as_the_page_is_told() {
        let all = definitions();
        let fits = |name: &str, written: &str| {
            let value: Json = serde_json::from_str(written).expect("is JSON");
            let found = misfits(&all, &all[name], &value, name);
            assert!(found.is_empty(), "{} misfits, such as {:#?}", found.len(), &found[..1]);
        };
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
        let (main, files) = from_disk(&place.join("rotherham-2019.toml")).expect("is there");
        let opened = json!({ "main": main, "files": files }).to_string();
        let study = Study::open(&opened).expect("is a scenario");
        let view = study.view();
        fits("StudyView", &view);
        let view: Json = serde_json::from_str(&view).expect("is JSON");
        let option = view["options"][1]["id"].as_str().expect("has an option");

        fits("Answer", &study.preview(option, "null").expect("is answered"));
        let mut runs: Collector = study.collector(option, "null", "1").expect("is an option");
        runs.add(0, &study.draws(option, "null", "1", 0, 4).expect("are drawn")).expect("fit");
        fits("Answer", &runs.answer());
        let asked = r#"{"reserve": 1000000}"#;
        fits("Appraisal", &runs.appraisal(asked).expect("has rules"));
        fits("Appraisal", &study.appraisal(option, "null", "{}").expect("has rules"));
        fits("BreakEven", &study.break_even(option, "null", "{}").expect("has rules"));
        fits("Parts", &study.parts(option, "null", "{}").expect("has rules"));
        fits("OnePercent", &study.one_percent(option, "null", "{}").expect("has rules"));
        let look = study.sensitivity(option, "null").expect("is an option");
        fits("Shift", &look.central());
        fits("TornadoRow", &look.row(0));

        fits("Grouped", &check(r#"{"main": "a.toml", "files": {"a.toml": "nothing"}}"#));
        fits("CasesPart", &validate::published_cases(0, 100));
        let table = "area,year,measure,value\nRotherham,2019,looked_after,600\n";
        fits("TableView", &observe::read_table("own.csv", table.as_bytes(), "Rotherham"));
        let row = view["register"].as_array().expect("is a list").iter();
        let row = row.clone().find(|row| row["range"].is_array()).expect("has a single number");
        let amended = json!({
            "main": main, "files": files, "originals": files,
            "path": row["path"], "label": row["label"],
        });
        fits("Amended", &amend::amend_row(&amended.to_string()).expect("is a row"));
    }
}
