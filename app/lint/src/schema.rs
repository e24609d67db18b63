//! The documented JSON schema of pack.json, and what of a pack.json breaks it.
//!
//! The schema stands in the vendor's "Add a Custom Pack" page. It is built here from the words of
//! `pack_model::vocabulary`, with two additions of the community repository's schema that are legal
//! in practice: its cloud types, which a rule of their own reports, and `master` as schedule type.

use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, ValidationError, Validator};
use pack_model::Pointer;
use pack_model::vocabulary::{
    CLOUD_TYPES, COMMUNITY_CLOUD_TYPES, Choice, DEPENDENCY_TYPES, LAYERS, OLDER_SCHEDULE_TYPE, RESOURCE_TYPES,
    SCHEDULE_TYPES,
};
use serde_json::{Value, json};

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

/// All violations, at most one a place, in the order in which they are found.
pub(crate) fn violations(value: &Value) -> Vec<Violation> {
    let Some(validator) = validator() else {
        return Vec::new();
    };
    let mut found: Vec<Violation> = Vec::new();
    for error in validator.iter_errors(value) {
        let Ok(at) = error.instance_path().as_str().parse::<Pointer>() else {
            continue;
        };
        let (pointer, fault) = match error.kind() {
            ValidationErrorKind::Required { property } => {
                (at.child(property.as_str().unwrap_or_default()), Fault::Missing)
            }
            ValidationErrorKind::Type { .. } => (at, Fault::Type(expected_type(&error))),
            ValidationErrorKind::Enum { options } => (at, Fault::NotOneOf(texts(options))),
            ValidationErrorKind::MinLength { .. } => (at, Fault::Empty),
            // The schema has no other keywords.
            _ => continue,
        };
        match found.iter_mut().find(|violation| violation.pointer == pointer) {
            // A value of the wrong type is also none of the texts that are allowed; the type says more.
            Some(known) if matches!(fault, Fault::Type(_)) => known.fault = fault,
            Some(_) => {}
            None => found.push(Violation { pointer, fault }),
        }
    }
    found
}

/// The type that the schema wants, as JSON Schema calls it.
fn expected_type(error: &ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::Type { kind: TypeKind::Single(wanted) } => wanted.to_string(),
        _ => String::new(),
    }
}

fn texts(options: &Value) -> Vec<String> {
    options.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The compiled schema; `None` only if it were no schema, which a test rules out.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    let compile = || jsonschema::options().with_draft(Draft::Draft7).build(&schema()).ok();
    VALIDATOR.get_or_init(compile).as_ref()
}

/// The schema as data.
fn schema() -> Value {
    let text = json!({ "type": "string" });
    let filled = json!({ "type": "string", "minLength": 1 });
    let texts = list(&text);
    let layer = one_of(LAYERS, &[]);
    let clouds = [CLOUD_TYPES, COMMUNITY_CLOUD_TYPES].concat();
    let cloud = one_of(&clouds, &[]);
    let dependency = object(
        &["packName", "layer", "type"],
        json!({
            "packName": filled,
            "layer": layer,
            "minVersion": text,
            "maxVersion": text,
            "type": one_of(DEPENDENCY_TYPES, &[]),
        }),
    );
    let component = object(
        &["scheduleType"],
        json!({
            "scheduleType": one_of(SCHEDULE_TYPES, &[OLDER_SCHEDULE_TYPE]),
            "resourceRequestParamRef": text,
            "replicaCountParamRef": text,
        }),
    );
    let resource = object(
        &["type"],
        json!({
            "type": one_of(RESOURCE_TYPES, &[]),
            "minLimit": { "type": "number" },
            "components": list(&component),
        }),
    );
    let constraints =
        object(&[], json!({ "dependencies": list(&dependency), "resources": list(&resource) }));
    object(
        &["name", "displayName", "version", "layer"],
        json!({
            "name": filled,
            "displayName": filled,
            "version": filled,
            "layer": layer,
            "addonType": text,
            "addonSubType": text,
            "cloudTypes": list(&cloud),
            "cloudType": cloud,
            "group": text,
            "eol": text,
            "annotations": { "type": "object", "additionalProperties": text },
            "charts": texts,
            "kubeManifests": texts,
            "ansibleRoles": texts,
            "constraints": constraints,
        }),
    )
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn one_of(choices: &[Choice], further: &[&str]) -> Value {
    let values: Vec<_> = choices.iter().map(|choice| choice.value).chain(further.iter().copied()).collect();
    json!({ "type": "string", "enum": values })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &Value, expected: &[(&str, Fault)]) {
        let found: Vec<_> =
            violations(value).into_iter().map(|violation| (violation.pointer.to_string(), violation.fault)).collect();
        let expected: Vec<_> = expected.iter().map(|(at, fault)| ((*at).to_owned(), fault.clone())).collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn is_a_schema_of_its_draft() {
        assert!(jsonschema::draft7::meta::is_valid(&schema()));
        assert!(validator().is_some());
    }

    #[test]
    fn knows_every_property() {
        let known = schema();
        for key in pack_model::manifest::KEY_ORDER {
            assert!(known["properties"].get(key).is_some(), "{key}");
        }
    }

    #[test]
    fn finds_each_kind_of_fault_once() {
        let string = || Fault::Type("string".into());
        check(
            &json!({ "name": "", "displayName": 1, "version": "1", "eol": 2028 }),
            &[("/layer", Fault::Missing), ("/name", Fault::Empty), ("/displayName", string()), ("/eol", string())],
        );
        let base = |key: &str, value: Value| {
            let mut pack = json!({ "name": "a", "displayName": "A", "version": "1", "layer": "os" });
            pack[key] = value;
            pack
        };
        check(&base("annotations", json!({ "a/b": true })), &[("/annotations/a~1b", string())]);
        check(&base("cloudTypes", json!(["aws", 1])), &[("/cloudTypes/1", string())]);
        check(&base("cloudTypes", json!(["libvirt"])), &[]);
        check(&base("charts", json!("x")), &[("/charts", Fault::Type("array".into()))]);
        check(&json!([]), &[("", Fault::Type("object".into()))]);
        let component = |schedule: &str| {
            base("constraints", json!({ "resources": [{ "type": "cpu", "components": [{ "scheduleType": schedule }] }] }))
        };
        check(&component("master"), &[]);
        let found = violations(&component("none"));
        assert!(matches!(found.as_slice(), [Violation { fault: Fault::NotOneOf(options), .. }] if options.len() == 4));
    }
}
