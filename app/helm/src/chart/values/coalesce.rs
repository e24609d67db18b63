//! Joins values: what the user gives over what the parent gives over a chart's own, `null` taking away.
//!
//! As in Helm, maps are shared and not copied where a key is taken over whole: joining values for a chart
//! can change the defaults of the charts in it, which later steps see.

use crate::chart::Chart;
use crate::value::{List, Map, MapType, Value};

const GLOBAL: &str = "global";

/// How deep tables may stand in tables.
const MAX_DEPTH: usize = 200;

/// A copy that shares nothing.
pub(in crate::chart) fn deep_copy(map: &Map) -> Map {
    if map.is_nil() {
        return map.clone();
    }
    let entries = map.to_vec().into_iter();
    let entries = entries.map(|(key, value)| (key, deep_copy_value(&value)));
    Map::new(map.map_type(), pack_once::sort::map(entries))
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
pub(in crate::chart) fn coalesce_values(chart: &Chart, values: &Map) -> Result<Map, Vec<u8>> {
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
pub(in crate::chart) fn table(value: &Value) -> Option<Map> {
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

/// Adds the entries of a table to another one where that does not have them. A null there takes the key away,
/// so that a table that is laid over itself loses its nulls.
pub(in crate::chart) fn coalesce_tables(to: &Map, from: &Map) {
    let _ = coalesce_deeper(to, from, 0);
}

/// Values that are imported into themselves have no end: then it stops.
fn coalesce_deeper(to: &Map, from: &Map, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    for (key, value) in from.to_vec() {
        match to.get(&key) {
            None => to.insert(key, value),
            Some(Value::Nil) => drop(to.remove(&key)),
            Some(there) => {
                if let (Some(to), Some(from)) = (table(&there), table(&value)) {
                    coalesce_deeper(&to, &from, depth + 1)?;
                }
            }
        }
    }
    Some(())
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
        let copy = Map::new(MapType::Any, from.entries().clone());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::SourceFile;
    use crate::data::json::{self, Layout};

    /// What a chart with a subchart `sub` gets, as JSON.
    fn coalesced(own: &str, subchart: &str, given: &str) -> String {
        let metadata = |name: &str| format!("apiVersion: v2\nname: {name}\nversion: 1.0.0\n");
        let chart = Chart::from_files([
            SourceFile::new("Chart.yaml", metadata("top")),
            SourceFile::new("values.yaml", own),
            SourceFile::new("charts/sub/Chart.yaml", metadata("sub")),
            SourceFile::new("charts/sub/values.yaml", subchart),
        ]);
        let given = crate::read_values(given.as_bytes()).unwrap();
        let layout = Layout {
            is_indented: false,
            escapes_html: false,
        };
        let bytes = match coalesce_values(&chart.unwrap(), &given) {
            Ok(values) => json::write(&Value::Map(values), layout).unwrap(),
            Err(message) => message,
        };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_user_wins_over_the_parent_and_the_parent_over_the_subchart() {
        assert_eq!(
            coalesced(
                "sub: {a: parent, b: parent}",
                "{a: own, b: own, c: own}",
                "sub: {a: user}"
            ),
            r#"{"sub":{"a":"user","b":"parent","c":"own","global":{}}}"#
        );
    }

    #[test]
    fn null_takes_a_default_away() {
        assert_eq!(
            coalesced(
                "{a: 1, b: 2}",
                "c: 3",
                "{a: null, sub: {c: null}, new: null}"
            ),
            r#"{"b":2,"new":null,"sub":{"global":{}}}"#
        );
    }

    #[test]
    fn subcharts_get_copies_of_global_tables() {
        assert_eq!(
            coalesced("global: {m: {a: 1}}", "global: {m: {a: 2, b: 3}}", ""),
            r#"{"global":{"m":{"a":1}},"sub":{"global":{"m":{"a":1,"b":3}}}}"#
        );
    }

    #[test]
    fn values_of_a_subchart_must_be_a_table() {
        let message = "type mismatch on sub: %!t(string=text)";
        assert_eq!(coalesced("", "", "sub: text"), message);
    }
}
