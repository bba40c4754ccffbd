//! The shape of files: which keys stand where, which are needed, what kind of value each takes.
//!
//! schemars derives it from [`super::written`], the only place where a key is declared. The walk
//! reads `shape.json`, which `cargo xtask types` makes from that: the generator would be an eighth
//! of the page's engine. A test holds the two together.

use super::written::{
    BibliographyFile, CouncilFile, FrameworkFile, MoneyFile, OptionsFile, ScenarioFile,
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value as Json;
use std::sync::OnceLock;

/// The JSON Schema (draft 2020-12) of a written type.
#[must_use]
pub fn schema_of<T: JsonSchema>() -> Json {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

/// Definitions of all written types under `$defs`, without what only people read. A kind of
/// file that is opened on its own must be named here.
#[must_use]
pub fn generated() -> Json {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let _ = generator.subschema_for::<ScenarioFile>();
    let _ = generator.subschema_for::<FrameworkFile>();
    let _ = generator.subschema_for::<CouncilFile>();
    let _ = generator.subschema_for::<OptionsFile>();
    let _ = generator.subschema_for::<MoneyFile>();
    let _ = generator.subschema_for::<BibliographyFile>();
    let mut all = serde_json::json!({ "$defs": generator.take_definitions(true) });
    strip(&mut all, false);
    all
}

/// Takes off titles, descriptions and limits, which the walk does not read. `named` says
/// that the keys of this table are names from files and not words of the schema.
fn strip(schema: &mut Json, named: bool) {
    const UNREAD: [&str; 8] = [
        "$schema",
        "additionalProperties",
        "default",
        "description",
        "format",
        "maximum",
        "minimum",
        "title",
    ];
    match schema {
        Json::Object(table) => {
            if !named {
                table.retain(|key, _| !UNREAD.contains(&key.as_str()));
            }
            for (key, inner) in table {
                strip(inner, !named && matches!(key.as_str(), "properties" | "$defs"));
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| strip(item, false)),
        _ => {}
    }
}

/// All definitions, read once.
pub(super) fn all() -> &'static Json {
    static ALL: OnceLock<Json> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(include_str!("shape.json")).unwrap_or_default())
}

/// The definition of one type; one that allows nothing if there is none.
pub(super) fn named<'a>(all: &'a Json, name: &str) -> &'a Json {
    all.get("$defs").and_then(|definitions| definitions.get(name)).unwrap_or(&Json::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if the walk knows other keys than the types.
    #[test]
    fn the_walk_knows_the_keys_of_the_types() {
        let kept: Json = serde_json::from_str(include_str!("shape.json")).unwrap_or_default();
        assert!(
            kept == generated(),
            "crates/scenario/src/shape.json is behind the written types: run \
             `cargo xtask types`"
        );
    }
}
