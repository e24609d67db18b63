//! Which values under `charts.<chart>` does the chart not have, or have with another type?
//!
//! Two readers answer differently. Helm also reads what sub-charts and templates use. The community
//! repository's check compares with the chart's own values.yaml alone.

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

/// Who compares the values of a pack with those of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Helm. To it, null means the default, and a template may result in anything.
    Helm,
    /// The community repository's check. To it, null and templates are single values, and `cpu` and
    /// `memory` may be added to limits.
    Check,
}

/// All values of a pack that do not fit the chart's, in the order of the file, without what is
/// below them.
///
/// Below an empty map or list anything fits. Items of lists are not compared.
pub(crate) fn misfits(
    pack: &Map<String, Value>,
    chart: &Map<String, Value>,
    reader: Reader,
) -> Vec<Misfit> {
    let mut found = Vec::new();
    compare_maps(pack, chart, reader, &mut Vec::new(), &mut found);
    found
}

/// Whether a value fits the one of the chart.
pub(crate) fn fits(value: &Value, own: &Value, reader: Reader) -> bool {
    let mut found = Vec::new();
    compare(value, own, reader, &mut Vec::new(), &mut found);
    found.is_empty()
}

fn compare_maps(
    pack: &Map<String, Value>,
    chart: &Map<String, Value>,
    reader: Reader,
    path: &mut Vec<String>,
    found: &mut Vec<Misfit>,
) {
    if chart.is_empty() {
        return;
    }
    let is_limits = reader == Reader::Check && path.last().is_some_and(|key| key == "limits");
    for (key, value) in pack {
        path.push(key.clone());
        match chart.get(key) {
            None if is_limits && matches!(key.as_str(), "cpu" | "memory") => {}
            None => found.push(Misfit {
                path: path.clone(),
                reason: Reason::Unknown,
            }),
            Some(own) => compare(value, own, reader, path, found),
        }
        path.pop();
    }
}

fn compare(
    value: &Value,
    own: &Value,
    reader: Reader,
    path: &mut Vec<String>,
    found: &mut Vec<Misfit>,
) {
    match (value, own) {
        (Value::Object(value), Value::Object(own)) => compare_maps(value, own, reader, path, found),
        _ if is_scalar(value) == is_scalar(own) => {}
        (Value::Null, _) | (_, Value::Null) if reader == Reader::Helm => {}
        (Value::String(text), _) if reader == Reader::Helm && is_template(text) => {}
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
        Value::Null => "nothing",
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
            let found = misfits(
                pack.as_object().unwrap(),
                chart.as_object().unwrap(),
                Reader::Helm,
            );
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

    #[test]
    fn the_check_takes_null_and_templates_as_single_values() {
        let chart = json!({
            "null": null, "map": { "a": 1 }, "list": [1], "any": [],
            "resources": { "limits": { "x": 1 }, "requests": { "cpu": 1 } },
        });
        let pack = json!({
            "null": { "a": 1 }, "map": null, "list": "{{ .a }}", "any": { "b": 1 },
            "resources": { "limits": { "cpu": 1, "memory": 1, "disk": 1 }, "requests": { "memory": 1 } },
        });
        let found = misfits(
            pack.as_object().unwrap(),
            chart.as_object().unwrap(),
            Reader::Check,
        );
        let found: Vec<_> = found.iter().map(|misfit| misfit.path.join(".")).collect();
        let expected = [
            "null",
            "map",
            "list",
            "resources.limits.disk",
            "resources.requests.memory",
        ];
        assert_eq!(found, expected);
    }
}
