//! The values that are tried: all that a pack sets otherwise than the chart, and how else they could be.

use std::collections::BTreeSet;

use pack_helm::value::{Map, Value};
use pack_helm::{Chart, write_yaml};
use pack_once::sort::set;

use crate::reading::rendering::trials::switches::inner_charts;
use crate::reading::rendering::values::lookup::{copy_map, map, merge};
use crate::reading::rendering::values::macros::altered;

/// How deep values are searched. Deeper ones are made to break their readers.
const MAX_DEPTH: usize = 50;

/// The keys that lead to a value, from the values of the chart or manifest on.
pub(in crate::reading::rendering) type Path = Vec<String>;

/// What stands in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// Nothing, so that the default counts.
    Default,
    /// Another value of the same kind.
    Other,
    /// One of the words that the templates name together with it, by its index.
    Word(usize),
}

/// The values of a chart by default, with those of its subcharts below their keys.
pub(super) fn defaults(chart: &Chart) -> Map {
    defaults_within(chart, 0)
}

fn defaults_within(chart: &Chart, depth: usize) -> Map {
    let all = copy_map(chart.values());
    if depth < MAX_DEPTH {
        for (key, inner) in inner_charts(chart) {
            let own = defaults_within(inner, depth + 1);
            // What the chart says about its subchart counts more than what that says itself.
            if let Some(above) = map(&all, key) {
                merge(&own, &above, 0);
            }
            all.insert(key, own);
        }
    }
    all
}

/// The paths of all values that are not those by default. Maps are searched for what is in them, and lists are
/// taken as a whole.
pub(super) fn candidates(given: &Map, defaults: Option<&Map>) -> Vec<Path> {
    let mut found = Vec::new();
    collect(given, defaults, &mut Vec::new(), &mut found);
    found
}

fn collect(given: &Map, defaults: Option<&Map>, path: &mut Path, found: &mut Vec<Path>) {
    for (key, value) in given.to_vec() {
        let Ok(key) = std::str::from_utf8(&key) else {
            continue;
        };
        let default = defaults.and_then(|defaults| defaults.get(key));
        path.push(key.to_owned());
        match &value {
            Value::Map(map) if path.len() < MAX_DEPTH => {
                collect(map, default.as_ref().and_then(Value::as_map), path, found);
            }
            // An empty value where there is none by default says what is so anyway.
            _ if default.is_none() && !value.truth() => {}
            _ if default.is_some_and(|default| is_equal(&default, &value)) => {}
            _ => found.push(path.clone()),
        }
        path.pop();
    }
}

fn is_equal(one: &Value, other: &Value) -> bool {
    match (write_yaml(one), write_yaml(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A value that is tried.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) path: Path,
    /// The words that it may be compared with.
    pub(super) words: Vec<String>,
}

/// Values with something else at some paths.
pub(super) fn changed(given: &Map, candidates: &[Candidate], instead: Instead) -> Map {
    let values = copy_map(given);
    for Candidate { path, words } in candidates {
        let Some((last, above)) = path.split_last() else {
            continue;
        };
        let above = above
            .iter()
            .try_fold(values.clone(), |values, key| map(&values, key));
        let Some(above) = above else { continue };
        let other = match instead {
            Instead::Default => None,
            Instead::Other => above.get(last).as_ref().and_then(other),
            Instead::Word(index) => match words.get(index) {
                Some(word) => Some(Value::text(word.as_str())),
                None => continue,
            },
        };
        match other {
            Some(other) => above.insert(last.as_str(), other),
            None => _ = above.remove(last),
        }
    }
    values
}

/// Clearly another value of the same kind.
fn other(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Bool(truth) => Value::Bool(!truth),
        Value::Int(number) => Value::Int(number.wrapping_add(1)),
        Value::Int64(number) => Value::Int64(number.wrapping_add(1)),
        Value::Float(number) => Value::Float(number + 1.0),
        Value::Text(text) if text.is_empty() => Value::text("a"),
        Value::Text(text) => Value::text(altered(&text.lossy())),
        Value::List(list) if list.is_empty() => Value::texts(["a"]),
        Value::List(_) => Value::list(Vec::new()),
        _ => return None,
    })
}

/// Paths as those of maps where all that is in a map is among them.
pub(super) fn joined(given: &Map, found: &[Path]) -> Vec<Path> {
    let known = set(found.iter().map(Vec::as_slice));
    let mut whole = Vec::new();
    for (key, value) in given.to_vec() {
        let path = vec![key.lossy().into_owned()];
        join(&value, path, &known, &mut whole);
    }
    whole
}

/// Adds the paths in a value. Gives whether it is found as a whole.
fn join(value: &Value, path: Path, known: &BTreeSet<&[String]>, whole: &mut Vec<Path>) -> bool {
    let is_found = match value {
        Value::Map(map) if !map.is_empty() && path.len() < MAX_DEPTH => {
            let before = whole.len();
            let mut is_all = true;
            for (key, value) in map.to_vec() {
                let mut path = path.clone();
                path.push(key.lossy().into_owned());
                is_all &= join(&value, path, known, whole);
            }
            if is_all {
                whole.truncate(before);
            }
            is_all
        }
        _ => known.contains(path.as_slice()),
    };
    if is_found {
        whole.push(path);
    }
    is_found
}
