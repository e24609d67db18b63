//! Joins values: what the user gives over what the parent gives over a chart's own, `null` taking away.
//!
//! As in Helm, maps are shared and not copied where a key is taken over whole: joining values for a chart
//! can change the defaults of the charts in it, which later steps see.

use super::Chart;
use crate::value::{List, Map, MapType, Value};

const GLOBAL: &str = "global";

/// A copy that shares nothing.
pub(super) fn deep_copy(map: &Map) -> Map {
    if map.is_nil() {
        return map.clone();
    }
    let entries = map.to_vec().into_iter();
    let entries = entries.map(|(key, value)| (key, deep_copy_value(&value)));
    Map::new(map.map_type(), entries.collect())
}

fn deep_copy_value(value: &Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(deep_copy(map)),
        Value::List(list) => {
            let items = list.to_vec().iter().map(deep_copy_value).collect();
            Value::List(List::new(list.element(), items))
        }
        other => other.clone(),
    }
}

/// The values of a chart and its subcharts, over which these are laid; those are not changed.
pub(super) fn coalesce_values(chart: &Chart, values: &Map) -> Result<Map, Vec<u8>> {
    let values = deep_copy(values).converted(MapType::Any);
    let values = match values.is_nil() {
        true => Map::default(),
        false => values,
    };
    coalesce(chart, &values)?;
    Ok(values)
}

fn coalesce(chart: &Chart, values: &Map) -> Result<(), Vec<u8>> {
    lay_over_defaults(chart, values);
    for subchart in &chart.dependencies {
        let name = subchart.name();
        let inner = match values.get(name) {
            None => {
                let inner = Map::default();
                values.insert(name, inner.clone());
                inner
            }
            Some(value) => match table(&value) {
                Some(inner) => inner,
                None => return Err(mismatch(name, value)),
            },
        };
        coalesce_globals(&inner, values);
        coalesce(subchart, &inner)?;
    }
    Ok(())
}

fn mismatch(name: &str, value: Value) -> Vec<u8> {
    let arguments = [Value::text(name), value];
    crate::format::printf(b"type mismatch on %s: %t", &arguments)
}

/// A map of the kind that values are made of.
pub(super) fn table(value: &Value) -> Option<Map> {
    let map = value.as_map()?;
    (map.map_type() == MapType::Any).then(|| map.clone())
}

/// Adds a chart's own values where the values do not have them.
fn lay_over_defaults(chart: &Chart, values: &Map) {
    for (key, default) in chart.values.to_vec() {
        match values.get(&key) {
            None => values.insert(key, default),
            Some(Value::Nil) => drop(values.remove(&key)),
            Some(value) => {
                if let (Some(to), Some(from)) = (table(&value), table(&default)) {
                    coalesce_tables(&to, &from);
                }
            }
        }
    }
}

/// Adds the entries of a table to another one where that does not have them. A null there takes the key away.
pub(super) fn coalesce_tables(to: &Map, from: &Map) {
    if to.is_same(from) {
        // Each null in it takes itself away.
        from.entries_mut()
            .retain(|_, value| !matches!(value, Value::Nil));
        return;
    }
    for (key, value) in from.to_vec() {
        match to.get(&key) {
            None => to.insert(key, value),
            Some(Value::Nil) => drop(to.remove(&key)),
            Some(there) => {
                if let (Some(to), Some(from)) = (table(&there), table(&value)) {
                    coalesce_tables(&to, &from);
                }
            }
        }
    }
}

/// Gives the global values of a chart to a subchart.
fn coalesce_globals(to: &Map, from: &Map) {
    let global = |values: &Map| match values.get(GLOBAL) {
        None => Some(Map::default()),
        Some(value) => table(&value),
    };
    let (Some(to_global), Some(from_global)) = (global(to), global(from)) else {
        return;
    };
    for (key, value) in from_global.to_vec() {
        let there = to_global.get(&key);
        let Some(from) = table(&value) else {
            if there.as_ref().and_then(table).is_none() {
                to_global.insert(key, value);
            }
            continue;
        };
        let copy = Map::new(MapType::Any, from.to_vec().into_iter().collect());
        match there {
            None => to_global.insert(key, copy),
            Some(there) => {
                if let Some(there) = table(&there) {
                    coalesce_tables(&copy, &there);
                    to_global.insert(key, copy);
                }
            }
        }
    }
    to.insert(GLOBAL, to_global);
}
