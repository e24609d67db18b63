//! Values that a chart takes from its subcharts, as `import-values` asks.

use super::Chart;
use super::coalesce::{coalesce_tables, coalesce_values};
use super::dependencies::table_at;
use crate::value::{Map, Value};

/// Adds what subcharts export to the values of a chart, from the innermost subchart outwards.
pub(super) fn import(chart: &mut Chart) -> Result<(), Vec<u8>> {
    for subchart in &mut chart.dependencies {
        import(subchart)?;
    }
    let Some(dependencies) = chart.metadata.dependencies.take() else {
        return Ok(());
    };
    let values = coalesce_values(chart, &Map::default())?;
    let imported = Map::default();
    for dependency in dependencies.iter().flatten() {
        for import in &dependency.import_values {
            let Some((child, parent)) = paths(import)? else {
                continue;
            };
            let child = format!("{}.{child}", dependency.name);
            if let Some(table) = table_at(&values, &child) {
                coalesce_tables(&imported, &nested(&parent, table));
            }
        }
    }
    chart.metadata.dependencies = Some(dependencies);
    coalesce_tables(&values, &imported);
    chart.values = values;
    Ok(())
}

/// Where the values stand in the subchart, and where they go in the parent.
fn paths(import: &Value) -> Result<Option<(String, String)>, Vec<u8>> {
    match import {
        Value::Text(name) => Ok(Some((format!("exports.{}", name.lossy()), ".".to_owned()))),
        Value::Map(map) => Ok(Some((entry(map, "child")?, entry(map, "parent")?))),
        _ => Ok(None),
    }
}

fn entry(map: &Map, name: &str) -> Result<String, Vec<u8>> {
    let value = map.get(name).unwrap_or(Value::Nil);
    match &value {
        Value::Text(text) => Ok(text.lossy().into_owned()),
        other => {
            let found = match other {
                Value::Nil => "nil".into(),
                other => other.go_type(),
            };
            Err(format!("interface conversion: interface {{}} is {found}, not string").into())
        }
    }
}

/// A table below keys that a path names.
fn nested(path: &str, table: Map) -> Map {
    if path == "." {
        return table;
    }
    path.rsplit('.')
        .fold(table, |inner, key| Map::from_iter([(key, inner)]))
}
