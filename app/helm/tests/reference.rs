//! Every case of the reference data, rendered and compared with what Helm's own engine gave.
//!
//! `HELM_REFERENCE` names the folder of the data; without it nothing is tried, and a line says so.
//! `HELM_GROUP` names a group, or a case, whose differences are listed.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use pack_helm::template::{self, File, Limits};
use pack_helm::value::{Map, MapType, Value};
use serde_json::Value as Json;

/// Enough for the deepest nesting that Helm allows, also without optimization.
const STACK: usize = 1 << 30;

#[test]
fn every_case_is_as_helm_renders_it() {
    let Ok(folder) = env::var("HELM_REFERENCE") else {
        println!("skipped: HELM_REFERENCE does not name the reference data");
        return;
    };
    let text = fs::read_to_string(Path::new(&folder).join("cases.json")).unwrap();
    let json: Json = serde_json::from_str(&text).unwrap();
    let cases: Vec<_> = json["cases"].as_array().unwrap().iter().collect();
    let snippets: Vec<_> = cases
        .into_iter()
        .filter(|case| !case["template"].is_null() && case["unsure"] != true)
        .collect();
    let chosen = env::var("HELM_GROUP").ok();
    let chosen = chosen.as_deref();
    let count = thread::available_parallelism().map_or(2, |count| count.get());
    let results = Mutex::new(BTreeMap::<&str, (usize, usize)>::new());
    let next = Mutex::new(snippets.iter());
    thread::scope(|scope| {
        for _ in 0..count {
            let work = || {
                loop {
                    let Some(case) = next.lock().unwrap().next() else {
                        break;
                    };
                    let group = case["group"].as_str().unwrap();
                    let difference = difference(case);
                    let mut results = results.lock().unwrap();
                    let (equal, all) = results.entry(group).or_default();
                    *all += 1;
                    *equal += usize::from(difference.is_none());
                    let id = case["id"].as_str().unwrap();
                    if let Some(difference) = difference
                        && chosen.is_some_and(|chosen| chosen == group || id.starts_with(chosen))
                    {
                        println!("{id}: {difference}\n");
                    }
                }
            };
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).unwrap();
        }
    });
    let results = results.into_inner().unwrap();
    let mut sum = (0, 0);
    for (group, (equal, all)) in &results {
        println!("{group:24} {equal:4} of {all:4}");
        sum = (sum.0 + equal, sum.1 + all);
    }
    println!("{:24} {:4} of {:4}", "all", sum.0, sum.1);
}

/// How a case differs, if it does.
fn difference(case: &Json) -> Option<String> {
    let got = render(case);
    let expected = if let Some(text) = case["expected"].as_str() {
        Ok(text.as_bytes().to_vec())
    } else if let Some(text) = case["expected_b64"].as_str() {
        Ok(base64(text))
    } else if let Some(text) = case["error"].as_str() {
        Err(text.as_bytes().to_vec())
    } else if let Some(text) = case["error_b64"].as_str() {
        Err(base64(text))
    } else {
        return cut_error_difference(case, got);
    };
    if got == expected {
        return None;
    }
    let shown = |result: &Result<Vec<u8>, Vec<u8>>| match result {
        Ok(text) => format!("text  {:?}", String::from_utf8_lossy(text)),
        Err(text) => format!("error {:?}", String::from_utf8_lossy(text)),
    };
    let given = format!("{}\n    values   {}", case["template"], case["values"]);
    let (got, expected) = (shown(&got), shown(&expected));
    Some(format!(
        "{given}\n    got      {got}\n    expected {expected}"
    ))
}

/// The same for an error that is so long that the data only has its ends.
fn cut_error_difference(case: &Json, got: Result<Vec<u8>, Vec<u8>>) -> Option<String> {
    let error = got.err().unwrap_or_default();
    let error = String::from_utf8_lossy(&error);
    let starts = case["error_starts"].as_str().unwrap();
    let ends = case["error_ends"].as_str().unwrap();
    let length = case["error_length"].as_u64().unwrap() as usize;
    if error.starts_with(starts) && error.ends_with(ends) && error.len() == length {
        return None;
    }
    let start: String = error.chars().take(1_000).collect();
    Some(format!("{} of {length} bytes: {start}", error.len()))
}

fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}

/// What a snippet gives: the text of `templates/t.yaml`, or the error.
fn render(case: &Json) -> Result<Vec<u8>, Vec<u8>> {
    let values = case["values"].as_str().unwrap();
    let values: serde_yaml::Value = serde_yaml::from_str(values).unwrap_or_default();
    let dot = dot(value(&values));
    let mut files = vec![(
        "templates/t.yaml".to_owned(),
        case["template"].as_str().unwrap().into(),
    )];
    for (path, text) in case["files"].as_object().into_iter().flatten() {
        if path.starts_with("templates/") {
            files.push((path.clone(), text.as_str().unwrap().to_owned()));
        }
    }
    let files = files.into_iter().map(|(path, text)| File {
        path: format!("snip/{path}").into(),
        text: text.into(),
        base_path: "snip/templates".into(),
        values: dot.clone(),
    });
    let limits = Limits {
        stack: STACK / 2,
        ..Limits::default()
    };
    let rendered = template::render(files.collect(), limits).map_err(|error| error.message)?;
    let snippet = rendered
        .into_iter()
        .find(|file| file.path.ends_with(b"/t.yaml"));
    Ok(snippet.unwrap().text)
}

/// What the template gets as dot.
fn dot(values: Value) -> Map {
    let values = match values {
        Value::Map(values) => values,
        _ => Map::from_iter::<[(&str, Value); 0]>([]),
    };
    let release: [(&str, Value); 6] = [
        ("Name", "rel".into()),
        ("Namespace", "ns".into()),
        ("Service", "Helm".into()),
        ("Revision", Value::Int(1)),
        ("IsInstall", true.into()),
        ("IsUpgrade", false.into()),
    ];
    let chart = [("Name", "snip"), ("Version", "0.3.1"), ("APIVersion", "v2")];
    let dot: Map = [
        ("Values", Value::Map(values.converted(MapType::Values))),
        ("Release", Value::map(release)),
        ("Chart", Value::map(chart)),
    ]
    .into_iter()
    .collect();
    dot.converted(MapType::Values)
}

fn value(yaml: &serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match yaml {
        Yaml::Null => Value::Nil,
        Yaml::Bool(truth) => (*truth).into(),
        Yaml::Number(number) => number.as_f64().unwrap().into(),
        Yaml::String(text) => text.as_str().into(),
        Yaml::Sequence(items) => Value::list(items.iter().map(value).collect()),
        Yaml::Mapping(entries) => {
            let key = |key: &Yaml| match key {
                Yaml::String(key) => key.clone(),
                other => serde_yaml::to_string(other).unwrap().trim().to_owned(),
            };
            Value::map(entries.iter().map(|(k, v)| (key(k), value(v))))
        }
        Yaml::Tagged(tagged) => value(&tagged.value),
    }
}
