//! The documented JSON schema of pack.json, and what of a pack.json breaks it.
//!
//! The schema is derived from the table of pack.json's properties in the model: the one on the
//! vendor's page "Add a Custom Pack", with what the community repository's schema adds and is legal in
//! practice. `pack.schema.json` is a copy for the compiler, which `tests/schema.rs` writes.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use pack_model::Pointer;
use serde_json::Value;

/// The schema, compiled to Rust when this crate is: compiling it in the browser would take along
/// every keyword of every draft and two engines of regular expressions, 400 KB of the download.
#[jsonschema::validator(path = "pack.schema.json", draft = Draft7, methods = { is_valid = false, validate = false, iter_errors = true })]
struct PackSchema;

/// One way in which a value breaks the schema.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Violation {
    /// The value, or the key that is missing.
    pub(crate) pointer: Pointer,
    /// How it breaks the schema.
    pub(crate) fault: Fault,
}

/// How a value breaks the schema.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fault {
    /// A key is missing that must be there.
    Missing,
    /// A value is of another type than this one of JSON's.
    Type(String),
    /// A text is none of these.
    NotOneOf(Vec<String>),
    /// A text is empty.
    Empty,
}

/// All violations, at most one a place, in the order of their places.
pub(crate) fn violations(value: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    for error in PackSchema::iter_errors(value) {
        let Ok(at) = error.instance_path().as_str().parse::<Pointer>() else {
            continue;
        };
        let (pointer, fault) = match error.kind() {
            ValidationErrorKind::Required { property } => (
                at.child(property.as_str().unwrap_or_default()),
                Fault::Missing,
            ),
            ValidationErrorKind::Type { .. } => (at, Fault::Type(expected_type(&error))),
            // A value of another type is none of the texts that are allowed; the type says more.
            ValidationErrorKind::Enum { .. } if !error.instance().is_string() => {
                (at, Fault::Type("string".to_owned()))
            }
            ValidationErrorKind::Enum { options } => (at, Fault::NotOneOf(texts(options))),
            ValidationErrorKind::MinLength { .. } => (at, Fault::Empty),
            // The schema has no other keywords.
            _ => continue,
        };
        found.push(Violation { pointer, fault });
    }
    found.sort_by(|one, other| one.pointer.cmp(&other.pointer));
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

fn texts(options: &Value) -> Vec<String> {
    options
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: &Value, expected: &[(&str, Fault)]) {
        let found: Vec<_> = violations(value)
            .into_iter()
            .map(|violation| (violation.pointer.to_string(), violation.fault))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(at, fault)| ((*at).to_owned(), fault.clone()))
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
        let string = || Fault::Type("string".into());
        check(
            &json!({ "name": "", "displayName": 1, "version": "1", "eol": 2028 }),
            &[
                ("/displayName", string()),
                ("/eol", string()),
                ("/layer", Fault::Missing),
                ("/name", Fault::Empty),
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
            &[("/charts", Fault::Type("array".into()))],
        );
        check(&json!([]), &[("", Fault::Type("object".into()))]);
        let component = |schedule: &str| {
            base(
                "constraints",
                json!({ "resources": [{ "type": "cpu", "components": [{ "scheduleType": schedule }] }] }),
            )
        };
        check(&component("master"), &[]);
        let found = violations(&component("none"));
        assert!(
            matches!(found.as_slice(), [Violation { fault: Fault::NotOneOf(options), .. }] if options.len() == 4)
        );
    }
}
