//! What a value of a chart could be: what values.schema.json and the values that the chart is tested with
//! say about it, or else what its name and its present value suggest.

use pack_model::Chart;
use pack_model::chart::defaults::{Defaults, keys_of};
use pack_model::deployment::FailedValue;
use pack_once::sort::sort_by_cached_key;
use pack_syntax::{Pointer, Yaml};
use serde_json::{Value, json};

/// The file of a chart that says which values are allowed.
const SCHEMA: &str = "values.schema.json";
/// A text that nobody takes for a real value.
const TEXT: &str = "sample";
/// What names say about values: the first part that fits.
const BY_NAME: &[(&str, &str)] = &[
    ("url", "https://sample.example.com"),
    ("endpoint", "https://sample.example.com"),
    ("email", "sample@example.com"),
    ("host", "sample.example.com"),
    ("domain", "sample.example.com"),
    ("fqdn", "sample.example.com"),
    ("cidr", "10.0.0.0/16"),
    ("port", "8080"),
    ("size", "1Gi"),
];
/// How a schema tells the type that it wants.
const EXPECTED: &str = "Expected: ";

/// What the values of a chart could be.
pub(super) struct Candidates<'c> {
    chart: &'c Chart,
    defaults: Option<Value>,
    /// The values that the chart is tested with, the smallest first, with the paths of their files.
    tests: Vec<(&'c str, Value)>,
}

impl<'c> Candidates<'c> {
    /// Those of a chart. The tool of Helm's maintainers for testing charts installs one with each of its
    /// files `ci/*-values.yaml`.
    pub(super) fn of(chart: &'c Chart) -> Self {
        let is_test = |path: &str| path.starts_with("ci/") && path.ends_with("values.yaml");
        let files = chart.files.iter().filter(|file| is_test(&file.path));
        let mut files: Vec<_> = files.collect();
        sort_by_cached_key(&mut files, &|file| file.bytes.len());
        let tests = files.into_iter().filter_map(|file| {
            let values = Yaml::read(std::str::from_utf8(&file.bytes).ok()?).value()?;
            values.is_object().then_some((file.path.as_str(), values))
        });
        Self {
            chart,
            defaults: Defaults::read(chart).with_inner(),
            tests: tests.collect(),
        }
    }

    /// The values that the chart is tested with, the smallest first.
    pub(super) fn tests(&self) -> impl Iterator<Item = &Value> {
        self.tests.iter().map(|(_, values)| values)
    }

    /// The file of the chart that has a value.
    pub(super) fn source(&self, path: &Pointer, value: &Value) -> Option<String> {
        let of_schema = || {
            let schema = schema_of(self.chart, path.tokens())?;
            let is_named = named(&schema).contains(value);
            is_named.then(|| SCHEMA.to_owned())
        };
        let mut tests = self.tests.iter();
        let test = tests.find(|(_, values)| values.pointer(&path.to_string()) == Some(value));
        of_schema().or_else(|| test.map(|(file, _)| (*file).to_owned()))
    }

    /// The nth value that could help where one is at fault. `None` if there is none left, or if it is in
    /// a list.
    pub(super) fn nth(&self, failed: &FailedValue, nth: usize) -> Option<Value> {
        let path = failed.path.tokens();
        let name = path.last()?.to_lowercase();
        if path.iter().any(|key| key.parse::<usize>().is_ok()) {
            return None;
        }
        let pointer = failed.path.to_string();
        let present = self.defaults.as_ref().and_then(|all| all.pointer(&pointer));
        let schema = schema_of(self.chart, path);
        let mut all: Vec<Value> = schema.as_ref().map(named).unwrap_or_default();
        let tested = self.tests().filter_map(|values| values.pointer(&pointer));
        all.extend(tested.cloned());
        let refusal = failed.refusal.as_deref().unwrap_or_default();
        let wanted = refusal.split_once(EXPECTED).map(|(_, rest)| {
            let end = rest.find([',', ' ']).unwrap_or(rest.len());
            rest.get(..end).unwrap_or_default()
        });
        let typed = schema.as_ref().and_then(|schema| schema["type"].as_str());
        let shortest = schema
            .as_ref()
            .and_then(|schema| schema["minLength"].as_u64());
        let text = text(&name, shortest);
        all.extend(wanted.or(typed).and_then(|of| of_type(of, &text)));
        all.extend(match present {
            Some(Value::Bool(on)) => Some(json!(!on)),
            Some(Value::Number(_)) => Some(json!(1)),
            Some(Value::Array(_)) => Some(json!([text])),
            Some(Value::Object(_)) => of_type("object", &text),
            _ => None,
        });
        let others = ["string", "boolean", "integer", "array", "object"];
        all.extend(others.iter().filter_map(|of| of_type(of, &text)));
        let mut different: Vec<Value> = Vec::new();
        for value in all {
            let is_empty = value.is_null() || value == "" || Some(&value) == present;
            if !is_empty && !different.contains(&value) {
                different.push(value);
            }
        }
        different.into_iter().nth(nth)
    }
}

/// A value of a type.
fn of_type(name: &str, text: &str) -> Option<Value> {
    Some(match name {
        "string" => json!(text),
        "boolean" => json!(true),
        "integer" | "number" => json!(1),
        "array" => json!([text]),
        "object" => json!({ TEXT: text }),
        _ => return None,
    })
}

/// A text for a value of a name, with at least so many letters.
fn text(name: &str, shortest: Option<u64>) -> String {
    let found = BY_NAME.iter().find(|(part, _)| name.contains(part));
    let text = found.map_or(TEXT, |(_, text)| *text);
    let shortest = shortest.and_then(|length| usize::try_from(length).ok());
    match shortest.unwrap_or_default().min(1_000) {
        length if length > text.len() => TEXT.chars().cycle().take(length).collect(),
        _ => text.to_owned(),
    }
}

/// The values that a schema names itself.
fn named(schema: &Value) -> Vec<Value> {
    let one = ["const", "default"].map(|key| schema.get(key).cloned());
    let lists = ["enum", "examples"].map(|key| schema.get(key).and_then(Value::as_array));
    let listed = lists.into_iter().flatten().flatten().cloned();
    one.into_iter().flatten().chain(listed).collect()
}

/// What values.schema.json says about a value; that of a subchart where the chart's own says nothing.
fn schema_of(chart: &Chart, path: &[String]) -> Option<Value> {
    let file = chart.file(SCHEMA);
    let text = file.and_then(|file| std::str::from_utf8(&file.bytes).ok());
    let whole = text.and_then(|text| pack_syntax::json::value(text).ok());
    let own = whole.as_ref().and_then(|whole| {
        let mut schema = whole;
        for key in path {
            schema = resolved(whole, schema).get("properties")?.get(key)?;
        }
        Some(resolved(whole, schema).clone())
    });
    own.or_else(|| {
        let (first, rest) = path.split_first()?;
        let mut inner = chart.charts.iter();
        let inner = inner.find(|inner| keys_of(chart, inner).contains(first))?;
        schema_of(inner, rest)
    })
}

/// The part of a schema that a reference leads to.
fn resolved<'s>(whole: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| whole.pointer(target.strip_prefix('#')?));
    target.unwrap_or(schema)
}
