//! JSON as the tree that files are read from.
//!
//! Through serde_json's own tree and not type by type, so that reading types from JSON is
//! the same code as reading them from TOML.

use serde_json::Value as Json;
use toml::Value;

/// The tree of a text; nothing for `null`. Keys with `null` are as if they were not there, as
/// TOML has no such thing.
///
/// # Errors
/// Where the text is not JSON, or a list has `null` in it.
pub fn tree(text: &str) -> Result<Option<Value>, String> {
    convert(serde_json::from_str(text).map_err(|error| error.to_string())?)
}

fn convert(json: Json) -> Result<Option<Value>, String> {
    Ok(Some(match json {
        Json::Null => return Ok(None),
        Json::Bool(yes) => Value::Boolean(yes),
        Json::String(text) => Value::String(text),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(number)) => Value::Float(number),
            (None, None) => return Err("a number is too large".to_owned()),
        },
        Json::Array(items) => {
            let item = |item| convert(item)?.ok_or_else(|| "a list has null in it".to_owned());
            Value::Array(items.into_iter().map(item).collect::<Result<_, _>>()?)
        }
        Json::Object(table) => {
            let mut tree = toml::Table::new();
            for (key, value) in table {
                if let Some(value) = convert(value)? {
                    tree.insert(key, value);
                }
            }
            Value::Table(tree)
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_reads_as_the_same_toml() {
        let toml: toml::Table =
            "a = 1\nb = 2.5\nc = [true]\nd = { e = 'x' }\n".parse().expect("is");
        let json = r#"{"a": 1, "b": 2.5, "c": [true], "d": {"e": "x", "f": null}}"#;
        assert_eq!(tree(json), Ok(Some(Value::Table(toml))));
        assert_eq!(tree("null"), Ok(None));
        assert_eq!(
            tree("18446744073709551615"),
            Ok(Some(Value::Float(18_446_744_073_709_551_615.0)))
        );
        assert!(tree("[null]").is_err());
        assert!(tree("{").is_err());
    }
}
