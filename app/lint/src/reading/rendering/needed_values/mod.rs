//! What does a chart need to render that its own values do not give? The smallest addition that makes it
//! render is looked for: first the values that its failures are about, one after the other, then what the
//! chart itself is tested with.

mod candidates;

use pack_helm::{Capabilities, read_values};
use pack_model::Chart;
use pack_model::deployment::{Failure, NeededValue};
use pack_syntax::Pointer;
use serde_json::{Map, Value};

use super::charts::{Given, LoadedChart};
use super::failed_values::failed_values;
use super::part::failure;
use super::values::lookup::{copy_map, merge};
use candidates::Candidates;

/// How often a chart is rendered for this at most.
const MOST: usize = 60;

/// A chart that does not render.
pub(super) struct Failing<'a> {
    pub(super) loaded: &'a LoadedChart,
    /// Its path in the pack.
    pub(super) path: &'a str,
    pub(super) given: &'a Given,
    pub(super) capabilities: &'a Capabilities,
}

/// What a chart renders with.
pub(super) struct NeededValues {
    pub(super) values: Vec<NeededValue>,
    pub(super) given: Given,
}

/// The smallest addition to the values of a chart with which it renders.
pub(super) fn find(failing: &Failing<'_>, first: &Failure) -> Option<NeededValues> {
    let chart = failing.loaded.texts()?;
    let candidates = Candidates::of(&chart);
    let mut search = ValueSearch {
        failing,
        chart: &chart,
        left: MOST,
    };
    let found = search
        .value_by_value(&candidates, first.clone())
        .or_else(|| search.as_tested(&candidates))?;
    let addition = search.reduced(found);
    let mut values = Vec::new();
    leaves(&addition, &Pointer::root(), &mut |path, value| {
        let above = ["charts", chart.name.as_str()].into_iter();
        values.push(NeededValue {
            file: failing.path.to_owned(),
            path: above
                .chain(path.tokens().iter().map(String::as_str))
                .collect(),
            value: value.clone(),
            source: candidates.source(path, value),
        });
    });
    let given = failing.with(&addition);
    Some(NeededValues { values, given })
}

impl Failing<'_> {
    /// What the chart is given with an addition.
    fn with(&self, addition: &Value) -> Given {
        let values = copy_map(&self.given.values);
        if let Ok(added) = read_values(addition.to_string().as_bytes()) {
            merge(&values, &added, 0);
        }
        Given {
            values,
            release: self.given.release.clone(),
        }
    }
}

/// The search for one chart.
struct ValueSearch<'a> {
    failing: &'a Failing<'a>,
    chart: &'a Chart,
    /// How often it may still be rendered.
    left: usize,
}

impl ValueSearch<'_> {
    /// Why the chart does not render with an addition, if so.
    fn failure(&mut self, addition: &Value) -> Option<Failure> {
        self.left = self.left.saturating_sub(1);
        let Failing {
            loaded,
            path,
            capabilities,
            ..
        } = self.failing;
        let error = loaded.error(&self.failing.with(addition), capabilities)?;
        let mut failure = failure(path, &error);
        failure.values = failed_values(&failure, self.chart);
        Some(failure)
    }

    /// Gives what each failure is about, until there is none. A value that fails again gets the next of its
    /// candidates.
    fn value_by_value(&mut self, candidates: &Candidates<'_>, first: Failure) -> Option<Value> {
        let mut addition = Value::Object(Map::new());
        let mut tries: Vec<(Pointer, usize)> = Vec::new();
        let mut failure = first;
        while self.left > MOST / 2 && !failure.values.is_empty() {
            for failed in &failure.values {
                let known = tries.iter().position(|(path, _)| *path == failed.path);
                let index = known.unwrap_or(tries.len());
                if known.is_none() {
                    tries.push((failed.path.clone(), 0));
                }
                let (_, tried) = tries.get_mut(index)?;
                let sample = candidates.nth(failed, *tried)?;
                *tried += 1;
                put(&mut addition, failed.path.tokens(), sample);
            }
            match self.failure(&addition) {
                None => return Some(addition),
                Some(next) => failure = next,
            }
        }
        None
    }

    /// The smallest of the values that the chart is tested with, if it renders with them.
    fn as_tested(&mut self, candidates: &Candidates<'_>) -> Option<Value> {
        let mut tests = candidates.tests();
        let found = tests.find(|values| self.left > 0 && self.failure(values).is_none());
        found.cloned()
    }

    /// An addition without what the chart renders without.
    fn reduced(&mut self, mut addition: Value) -> Value {
        self.reduce(&mut addition, &Pointer::root());
        addition
    }

    fn reduce(&mut self, addition: &mut Value, at: &Pointer) {
        let Some(Value::Object(map)) = addition.pointer(&at.to_string()) else {
            return;
        };
        let keys: Vec<String> = map.keys().cloned().collect();
        for key in keys {
            let mut without = addition.clone();
            let map = without.pointer_mut(&at.to_string());
            let Some(map) = map.and_then(Value::as_object_mut) else {
                return;
            };
            map.remove(&key);
            // A map without anything says nothing to who has to replace it.
            let is_last = map.is_empty();
            if self.left == 0 {
                return;
            }
            if !is_last && self.failure(&without).is_none() {
                *addition = without;
            } else {
                self.reduce(addition, &at.child(&key));
            }
        }
    }
}

/// Puts a value at a path; what is no map on the way becomes one.
fn put(values: &mut Value, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        *values = value;
        return;
    };
    if !values.is_object() {
        *values = Value::Object(Map::new());
    }
    if let Value::Object(map) = values {
        put(map.entry(first.clone()).or_insert(Value::Null), rest, value);
    }
}

/// All values that are no maps, or maps of nothing, with their paths.
fn leaves(values: &Value, at: &Pointer, found: &mut dyn FnMut(&Pointer, &Value)) {
    match values {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                leaves(value, &at.child(key), found);
            }
        }
        value => found(at, value),
    }
}

#[cfg(test)]
mod tests;
