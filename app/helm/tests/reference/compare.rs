//! What Helm gave and what was rendered, side by side.

use std::collections::BTreeMap;

use base64::Engine as _;
use pack_helm::{Error, Rendered};
use serde_json::Value as Json;

/// Bytes that stand in the data as base64.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let engine = base64::engine::general_purpose::STANDARD;
    engine.decode(text).unwrap()
}

/// Files of an entry, those that are no UTF-8 among them.
pub(crate) fn files(entry: &Json, texts: &str, bytes: &str) -> BTreeMap<String, Vec<u8>> {
    let texts = entry[texts].as_object().into_iter().flatten();
    let texts = texts.map(|(path, text)| (path.clone(), text.as_str().unwrap().into()));
    let bytes = entry[bytes].as_object().into_iter().flatten();
    let bytes = bytes.map(|(path, text)| (path.clone(), base64(text.as_str().unwrap())));
    texts.chain(bytes).collect()
}

/// How an error differs from that of an entry. Violations of a schema come in any order.
pub(crate) fn error_difference(entry: &Json, error: &Error) -> Option<String> {
    let got = String::from_utf8_lossy(&error.message).into_owned();
    let is_equal = if let Some(expected) = entry["error"].as_str() {
        sorted(expected) == sorted(&got)
    } else if let Some(expected) = entry["error_b64"].as_str() {
        base64(expected) == error.message
    } else if let Some(starts) = entry["error_starts"].as_str() {
        let ends = entry["error_ends"].as_str().unwrap();
        let length = entry["error_length"].as_u64().unwrap() as usize;
        got.starts_with(starts) && got.ends_with(ends) && error.message.len() == length
    } else {
        return Some(format!("error {got:.2000?} where Helm has none"));
    };
    let stage = entry["stage"].as_str();
    if is_equal && stage == Some(error.stage.name()) {
        return None;
    }
    let expected = &entry["error"];
    let at = error.stage.name();
    Some(format!(
        "\n    got      {at} error {got:.2000?}\n    expected {stage:?} error {expected}"
    ))
}

/// The lines after the first one in order, where they are violations of a schema.
fn sorted(message: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = message.lines().collect();
    if message.starts_with("values don't meet") {
        lines.sort_unstable();
    }
    lines
}

/// How rendered files differ from those expected, but for lines that vary.
pub(crate) fn files_difference(
    expected: &BTreeMap<String, Vec<u8>>,
    rendered: &Rendered,
    varies: &BTreeMap<String, Vec<usize>>,
    with_blank: bool,
) -> Option<String> {
    let mut got = BTreeMap::new();
    for file in &rendered.files {
        if with_blank || !file.text.iter().all(u8::is_ascii_whitespace) {
            got.insert(file.path.clone(), file.text.clone());
        }
    }
    let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    if paths(&got) != paths(expected) {
        let (got, expected) = (paths(&got), paths(expected));
        return Some(format!("files {got:?}\n    expected {expected:?}"));
    }
    for (path, expected) in expected {
        let lines = varies.get(path);
        if lines.is_some_and(Vec::is_empty) {
            continue;
        }
        let without = |text: &[u8]| {
            let text = text.split(|byte| *byte == b'\n').enumerate();
            let text = text.filter(|(at, _)| !lines.is_some_and(|lines| lines.contains(&(at + 1))));
            let text: Vec<_> = text.map(|(_, line)| line.to_vec()).collect();
            text
        };
        let (got, expected) = (without(&got[path]), without(expected));
        if got != expected {
            return Some(line_difference(path, &got, &expected));
        }
    }
    None
}

/// The first line that differs.
fn line_difference(path: &str, got: &[Vec<u8>], expected: &[Vec<u8>]) -> String {
    let empty = Vec::new();
    let count = got.len().max(expected.len());
    let at = |lines: &[Vec<u8>], index: usize| {
        let line = lines.get(index).unwrap_or(&empty);
        String::from_utf8_lossy(line).into_owned()
    };
    let first = (0..count).find(|index| got.get(*index) != expected.get(*index));
    let first = first.unwrap_or(0);
    format!(
        "{path} line {}\n    got      {:?}\n    expected {:?}",
        first + 1,
        at(got, first),
        at(expected, first)
    )
}
