//! The JSON schema of pack.json, derived from its table.

use serde_json::{Map, Value, json};

use super::pack_json;
use super::property::{Need, Property, Type};

/// The schema in draft 7: the vendor's documented one, with what the community repository's schema adds, but
/// for the texts of which a property may have one. These are checked by the table: for their lists, a compiled
/// schema would take along a reader of JSON with all that it needs for exact numbers.
pub fn pack_json() -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "pack.json",
        "description": "The documented schema of a pack's metadata, with what the community repository's schema adds. Derived from the table of pack.json's properties.",
    });
    if let (Some(whole), Value::Object(root)) =
        (schema.as_object_mut(), of_type(pack_json::DOCUMENT))
    {
        whole.extend(root);
    }
    schema
}

fn of_property(property: &Property) -> Value {
    match (property.value, property.need) {
        (Type::Text, Need::BySchema) => json!({ "type": "string", "minLength": 1 }),
        (value, _) => of_type(value),
    }
}

fn of_type(value: Type) -> Value {
    match value {
        Type::Text
        | Type::LongText
        | Type::Date
        | Type::ValuePath
        | Type::ChartFile
        | Type::ManifestFile
        | Type::Choice(_)
        | Type::OpenChoice(_) => json!({ "type": "string" }),
        Type::Number => json!({ "type": "number" }),
        Type::List(item) => json!({ "type": "array", "items": of_type(*item) }),
        Type::Object(properties) => of_object(properties),
        // Values of annotations are not restricted: forms offer what is usual.
        Type::Texts(_) => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Type::Map(_, entry) => {
            json!({ "type": "object", "additionalProperties": of_property(entry) })
        }
        Type::Anything => json!({}),
    }
}

fn of_object(properties: &[Property]) -> Value {
    let mut schema = json!({ "type": "object" });
    let required: Vec<_> = properties
        .iter()
        .filter(|property| property.need == Need::BySchema)
        .map(|property| property.key)
        .collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    let properties = properties
        .iter()
        .map(|property| (property.key.to_owned(), of_property(property)));
    schema["properties"] = Value::Object(Map::from_iter(properties));
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::property::{ITEM, all};

    #[test]
    fn the_schema_has_every_property_at_every_level() {
        let schema = pack_json();
        for (path, _) in all(pack_json::DOCUMENT) {
            // Annotations may have any key.
            if matches!(path.as_slice(), ["annotations", _]) {
                continue;
            }
            let steps = path.iter().map(|token| match *token {
                ITEM => "/items".to_owned(),
                key => format!("/properties/{key}"),
            });
            let at = steps.collect::<String>();
            let found = schema.pointer(&at).unwrap_or_else(|| panic!("{at}"));
            assert!(found["type"].is_string(), "{at}");
        }
    }
}
