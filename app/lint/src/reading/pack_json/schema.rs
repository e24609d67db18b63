//! Which values of a pack.json violate its JSON schema, and how?
//!
//! The schema is derived from the table of pack.json's properties in the model: the one on the
//! vendor's page "Add a Custom Pack", with what the community repository's schema adds and is legal in
//! practice. `pack.schema.json` is a copy for the compiler, which `tests/schema.rs` writes.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use pack_model::Pointer;
use pack_model::format::pack_json;
use pack_model::format::property::Type;
use pack_once::sort::sort_by;
use serde_json::Value;

/// The schema, compiled to Rust when this crate is: compiling it in the browser would take along
/// every keyword of every draft and two engines of regular expressions, 400 KB of the download.
#[jsonschema::validator(path = "pack.schema.json", draft = Draft7, methods = { is_valid = false, validate = false, iter_errors = true })]
struct PackSchema;

/// One violation of the schema.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Violation {
    /// The value, or the key that is missing.
    pub(crate) pointer: Pointer,
    /// How it violates the schema.
    pub(crate) cause: Cause,
}

/// How a value violates the schema.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cause {
    /// A required key is missing.
    Missing,
    /// A value does not have this JSON type.
    Type(String),
    /// A string is none of these.
    NotOneOf(Vec<String>),
    /// A string is empty.
    Empty,
}

/// All violations, at most one a place, in the order of their places.
pub(crate) fn violations(value: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    add_choices(value, pack_json::DOCUMENT, &Pointer::root(), &mut found);
    for error in PackSchema::iter_errors(value) {
        let Ok(at) = error.instance_path().as_str().parse::<Pointer>() else {
            continue;
        };
        let (pointer, cause) = match error.kind() {
            ValidationErrorKind::Required { property } => (
                at.child(property.as_str().unwrap_or_default()),
                Cause::Missing,
            ),
            ValidationErrorKind::Type { .. } => (at, Cause::Type(expected_type(&error))),
            ValidationErrorKind::MinLength { .. } => (at, Cause::Empty),
            // The schema has no other keywords.
            _ => continue,
        };
        found.push(Violation { pointer, cause });
    }
    sort_by(&mut found, &|one, other| one.pointer.cmp(&other.pointer));
    found.dedup_by(|other, first| other.pointer == first.pointer);
    found
}

/// The type that the schema wants, as JSON Schema calls it.
fn expected_type(error: &ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::Type {
            kind: TypeKind::Single(wanted),
        } => wanted.to_string(),
        _ => String::new(),
    }
}

/// Adds the strings at and below a place that are none of those that the table lets one choose.
fn add_choices(value: &Value, of: Type, at: &Pointer, found: &mut Vec<Violation>) {
    match (of, value) {
        (Type::Choice(choices), Value::String(text))
            if !choices.values().any(|choice| choice == text) =>
        {
            found.push(Violation {
                pointer: at.clone(),
                cause: Cause::NotOneOf(choices.values().map(str::to_owned).collect()),
            });
        }
        (Type::List(of), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                add_choices(item, *of, &at.item(index), found);
            }
        }
        (Type::Object(properties), Value::Object(entries)) => {
            for property in properties {
                if let Some(value) = entries.get(property.key) {
                    add_choices(value, property.value, &at.child(property.key), found);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: &Value, expected: &[(&str, Cause)]) {
        let found: Vec<_> = violations(value)
            .into_iter()
            .map(|violation| (violation.pointer.to_string(), violation.cause))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(at, cause)| ((*at).to_owned(), cause.clone()))
            .collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn the_schema_is_one() {
        assert!(jsonschema::draft7::meta::is_valid(
            &pack_model::format::schema::pack_json()
        ));
    }

    #[test]
    fn finds_each_kind_of_fault_once() {
        let string = || Cause::Type("string".into());
        check(
            &json!({ "name": "", "displayName": 1, "version": "1", "eol": 2028 }),
            &[
                ("/displayName", string()),
                ("/eol", string()),
                ("/layer", Cause::Missing),
                ("/name", Cause::Empty),
            ],
        );
        let base = |key: &str, value: Value| {
            let mut pack =
                json!({ "name": "a", "displayName": "A", "version": "1", "layer": "os" });
            pack[key] = value;
            pack
        };
        check(
            &base("annotations", json!({ "a/b": true })),
            &[("/annotations/a~1b", string())],
        );
        check(
            &base("cloudTypes", json!(["aws", 1])),
            &[("/cloudTypes/1", string())],
        );
        check(&base("cloudTypes", json!(["libvirt"])), &[]);
        check(
            &base("charts", json!("x")),
            &[("/charts", Cause::Type("array".into()))],
        );
        check(&json!([]), &[("", Cause::Type("object".into()))]);
        let component = |schedule: &str| {
            base(
                "constraints",
                json!({ "resources": [{ "type": "cpu", "components": [{ "scheduleType": schedule }] }] }),
            )
        };
        check(&component("master"), &[]);
        let found = violations(&component("none"));
        assert!(
            matches!(found.as_slice(), [Violation { cause: Cause::NotOneOf(options), .. }] if options.len() == 4)
        );
    }
}
