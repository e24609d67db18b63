//! Which values under `charts.<chart>` does the chart not have, or have with another type?

use serde_json::{Map, Value};

use crate::reading::images::listed::is_template;

/// A value that does not fit the chart's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The keys that lead to it, starting at the chart's values.
    pub(crate) path: Vec<String>,
    /// Why it does not fit.
    pub(crate) reason: Reason,
}

/// Why a value does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The chart has no such value.
    Unknown,
    /// The type in the chart, and the one in the pack.
    Kind(&'static str, &'static str),
}

/// All values of a pack that do not fit the chart's, in the order of the file, without what is
/// below them.
///
/// Below an empty map or list, or null, anything fits. Items of lists are not compared.
pub(crate) fn misfits(pack: &Map<String, Value>, chart: &Map<String, Value>) -> Vec<Misfit> {
    let mut found = Vec::new();
    compare_maps(pack, chart, &mut Vec::new(), &mut found);
    found
}

fn compare_maps(
    pack: &Map<String, Value>,
    chart: &Map<String, Value>,
    path: &mut Vec<String>,
    found: &mut Vec<Misfit>,
) {
    if chart.is_empty() {
        return;
    }
    for (key, value) in pack {
        path.push(key.clone());
        match chart.get(key) {
            None => found.push(Misfit {
                path: path.clone(),
                reason: Reason::Unknown,
            }),
            Some(own) => compare(value, own, path, found),
        }
        path.pop();
    }
}

fn compare(value: &Value, own: &Value, path: &mut Vec<String>, found: &mut Vec<Misfit>) {
    match (value, own) {
        (Value::Object(value), Value::Object(own)) => compare_maps(value, own, path, found),
        (Value::Null, _) | (_, Value::Null) => {}
        // A template may result in anything.
        (Value::String(text), _) if is_template(text) => {}
        _ if is_scalar(value) == is_scalar(own) => {}
        _ => found.push(Misfit {
            path: path.clone(),
            reason: Reason::Kind(kind(own), kind(value)),
        }),
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "a map",
        Value::Array(_) => "a list",
        _ => "a single value",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn finds_what_the_chart_does_not_have() {
        let chart = json!({
            "a": { "b": 1, "any": {}, "list": [], "null": null }, "items": [{ "x": 1 }], "text": "t",
        });
        let table = [
            (
                json!({ "a": { "b": 2 }, "items": [{ "y": 1 }], "text": 3 }),
                vec![],
            ),
            (
                json!({ "a": { "c": { "d": 1 } } }),
                vec![("a.c", Reason::Unknown)],
            ),
            (
                json!({ "z": 1, "a": { "any": { "q": 1 }, "list": ["x"], "null": { "q": 1 } } }),
                vec![("z", Reason::Unknown)],
            ),
            (json!({ "a": null, "text": null }), vec![]),
            (
                json!({ "a": 1, "items": "x", "text": { "b": 1 } }),
                vec![
                    ("a", Reason::Kind("a map", "a single value")),
                    ("items", Reason::Kind("a list", "a single value")),
                    ("text", Reason::Kind("a single value", "a map")),
                ],
            ),
            (json!({ "a": "{{ .spectro.var.a }}", "items": {} }), vec![]),
        ];
        for (pack, expected) in table {
            let found = misfits(pack.as_object().unwrap(), chart.as_object().unwrap());
            let found: Vec<_> = found
                .iter()
                .map(|misfit| (misfit.path.join("."), misfit.reason))
                .collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(path, reason)| (path.to_owned(), reason))
                .collect();
            assert_eq!(found, expected, "{pack}");
        }
    }
}
