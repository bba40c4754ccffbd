//! The shape of files: which keys stand where, which are needed, what kind of value each takes.
//!
//! schemars derives it from [`super::written`], the only place where a key is declared.

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

/// Definitions of all written types under `$defs`, made once. A kind of file that is opened
/// on its own must be named here.
pub(super) fn all() -> &'static Json {
    static ALL: OnceLock<Json> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let _ = generator.subschema_for::<ScenarioFile>();
        let _ = generator.subschema_for::<FrameworkFile>();
        let _ = generator.subschema_for::<CouncilFile>();
        let _ = generator.subschema_for::<OptionsFile>();
        let _ = generator.subschema_for::<MoneyFile>();
        let _ = generator.subschema_for::<BibliographyFile>();
        serde_json::json!({ "$defs": generator.take_definitions(true) })
    })
}

/// The definition of one type; one that allows nothing if there is none.
pub(super) fn named<'a>(all: &'a Json, name: &str) -> &'a Json {
    all.get("$defs").and_then(|definitions| definitions.get(name)).unwrap_or(&Json::Null)
}
