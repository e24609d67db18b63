//! Checks values against values.schema.json, with the verdicts and the texts of the library gojsonschema.
//!
//! The crate `jsonschema` judges alike most often, but not what to say: gojsonschema adds the errors of the
//! alternative that came closest, and stops at other places. So its walk is followed here.

mod compile;
mod format;
mod keywords;
mod number;
mod read;
mod scalars;
mod validate;

use super::Chart;
use super::values::table;
use crate::data::json;
use crate::value::{Map, Text, Value};

/// Checks the values of a chart and of its subcharts. The message is Helm's.
pub(super) fn check(chart: &Chart, values: &Map) -> Result<(), String> {
    let mut problems = String::new();
    check_each(chart, values, &mut problems);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "values don't meet the specifications of the schema(s) in the following chart(s):\n{problems}"
        )),
    }
}

fn check_each(chart: &Chart, values: &Map, problems: &mut String) {
    if let Some(schema) = &chart.schema
        && let Err(message) = check_one(schema, values)
    {
        problems.push_str(chart.name());
        problems.push_str(":\n");
        problems.push_str(&message);
    }
    for subchart in &chart.dependencies {
        let inner = values.get(subchart.name()).as_ref().and_then(table);
        check_each(subchart, &inner.unwrap_or_default(), problems);
    }
}

/// Checks values against one schema: what is wrong with the schema, or a line for each violation.
fn check_one(schema: &Text, values: &Map) -> Result<(), String> {
    let root = json::read_first(schema)?;
    let schema = compile::compile(&root)?;
    let problems = schema.validate(&Value::Map(values.clone()));
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems
            .iter()
            .map(|problem| format!("- {problem}\n"))
            .collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with values, a line for each violation.
    fn problems(schema: &str, values: &str) -> String {
        let values = crate::read_values(values.as_bytes()).unwrap();
        let found = check_one(&schema.into(), &values);
        found.err().unwrap_or_default()
    }

    #[test]
    fn violations_are_told_as_by_gojsonschema() {
        for (keywords, value, expected) in [
            (
                r#""type": ["string", "null"]"#,
                "1",
                "a: Invalid type. Expected: [string,null], given: integer",
            ),
            (
                r#""type": "integer""#,
                "1.5",
                "a: Invalid type. Expected: integer, given: number",
            ),
            (
                r#""enum": ["x", 1]"#,
                "y",
                r#"a: a must be one of the following: "x", 1"#,
            ),
            (
                r#""const": {"b": 1}"#,
                "{b: 2}",
                r#"a: a does not match: {"b":1}"#,
            ),
            (
                r#""multipleOf": 0.1"#,
                "0.25",
                "a: Must be a multiple of 0.1",
            ),
            (
                r#""minimum": 5"#,
                "4",
                "a: Must be greater than or equal to 5",
            ),
            (r#""exclusiveMaximum": 5"#, "5", "a: Must be less than 5"),
            (
                r#""maximum": 5, "exclusiveMaximum": true"#,
                "5",
                "a: Must be less than 5",
            ),
            (
                r#""minLength": 2"#,
                "x",
                "a: String length must be greater than or equal to 2",
            ),
            (
                r#""pattern": "^\\d+$""#,
                "x",
                r"a: Does not match pattern '^\d+$'",
            ),
            (
                r#""format": "ipv4""#,
                "1.2.3",
                "a: Does not match format 'ipv4'",
            ),
            (
                r#""format": "uri""#,
                "http://[a",
                "a: Does not match format 'uri'",
            ),
            (r#""format": "uri""#, "1", "a: Does not match format 'uri'"),
            (r#""required": ["b"]"#, "{}", "a: b is required"),
            (
                r#""additionalProperties": false"#,
                "{b: 1}",
                "a: Additional property b is not allowed",
            ),
            (
                r#""maxItems": 1"#,
                "[1, 2]",
                "a: Array must have at most 1 items",
            ),
            (
                r#""uniqueItems": true"#,
                "[1, 2, 1.0]",
                "a: array items[0,2] must be unique",
            ),
            (
                r#""items": {"type": "string"}"#,
                "[b, 1]",
                "a.1: Invalid type. Expected: string, given: integer",
            ),
            (
                r#""not": {"type": "string"}"#,
                "b",
                "a: Must not validate the schema (not)",
            ),
        ] {
            let schema = format!(r#"{{"properties": {{"a": {{{keywords}}}}}}}"#);
            let found = problems(&schema, &format!("a: {value}"));
            assert_eq!(found, format!("- {expected}\n"), "{keywords}");
        }
    }

    #[test]
    fn the_closest_alternative_is_told() {
        let schema = r#"{"properties": {"a": {"anyOf": [
            {"type": "string"},
            {"type": "object", "required": ["b", "c"]},
            {"type": "object", "required": ["d"]}
        ]}}}"#;
        assert_eq!(
            problems(schema, "a: {b: 1}"),
            "- a: Must validate at least one schema (anyOf)\n- a: c is required\n"
        );
    }

    #[test]
    fn references_are_followed_within_the_schema() {
        let schema = r##"{"definitions": {"tree": {
            "properties": {"in": {"$ref": "#/definitions/tree"}, "num": {"type": "integer"}}
        }}, "$ref": "#/definitions/tree"}"##;
        assert_eq!(
            problems(schema, "in: {in: {num: x}}"),
            "- in.in.num: Invalid type. Expected: integer, given: string\n"
        );
        let missing = r##"{"$ref": "#/definitions/none"}"##;
        assert_eq!(problems(missing, ""), "Object has no key 'definitions'");
    }

    #[test]
    fn schemas_that_are_none_are_refused() {
        for (schema, expected) in [
            ("", "EOF"),
            (r#"{"type": "#, "unexpected EOF"),
            ("[]", "schema is invalid"),
            (r#"{"not": 1}"#, "not must be of an object"),
            (r#"{"$schema": 1}"#, "$schema must be of type string"),
            (
                r#"{"title": 1}"#,
                "Invalid type. Expected: string, given: title",
            ),
            (
                r#"{"exclusiveMinimum": true}"#,
                "exclusiveMinimum cannot be used without minimum",
            ),
            (
                r#"{"type": "text"}"#,
                "has a primitive type that is NOT VALID -- given: /text/ Expected valid values are:\
                 [array boolean integer number null object string]",
            ),
        ] {
            assert_eq!(problems(schema, ""), expected, "{schema}");
        }
    }

    #[test]
    fn the_first_drafts_have_fewer_keywords() {
        let schema = |draft: &str| {
            let draft = format!("http://json-schema.org/draft-{draft}/schema#");
            format!(r#"{{"$schema": "{draft}", "properties": {{"a": {{"const": 1}}}}}}"#)
        };
        assert_eq!(problems(&schema("04"), "a: 2"), "");
        let exclusive = schema("04").replace("const", "exclusiveMinimum");
        assert_eq!(
            problems(&exclusive, "a: 2"),
            "Invalid type. Expected: boolean, given: exclusiveMinimum"
        );
        let everything = schema("04").replace(r#"{"const": 1}"#, "true");
        assert_eq!(
            problems(&everything, "a: 2"),
            "Expected: valid schema, given: Invalid JSON"
        );
        assert_eq!(
            problems(&schema("06"), "a: 2"),
            "- a: a does not match: 1\n"
        );
    }
}
