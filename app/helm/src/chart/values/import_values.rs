//! Values that a chart takes from its subcharts, as `import-values` asks.

use super::coalesce::{coalesce_tables, coalesce_values};
use super::dependencies::table_at;
use crate::chart::Chart;
use crate::value::{Map, MapType, Value};

/// Adds what subcharts export to the values of a chart, from the innermost subchart outwards.
pub(in crate::chart) fn import(chart: &mut Chart) -> Result<(), Vec<u8>> {
    for subchart in &mut chart.dependencies {
        import(subchart)?;
    }
    let Some(mut dependencies) = chart.metadata.dependencies.take() else {
        return Ok(());
    };
    let values = coalesce_values(chart, &Map::default())?;
    // As in Helm, a table that is taken over by its path goes into the chart's values at once, and what was
    // exported before it is lost.
    let mut imported = Map::default();
    for dependency in dependencies.iter_mut().flatten() {
        for import in std::mem::take(&mut dependency.import_values) {
            let Some(Import { child, parent }) = paths(&import)? else {
                continue;
            };
            let shown = parent.as_deref().unwrap_or(".");
            let shown = Map::from_iter([("child", child.as_str()), ("parent", shown)]);
            let shown = Value::Map(shown.converted(MapType::Texts));
            dependency.import_values.push(shown);
            let Some(table) = table_at(&values, &format!("{}.{child}", dependency.name)) else {
                continue;
            };
            match parent {
                None => coalesce_tables(&imported, &table),
                Some(parent) => {
                    coalesce_tables(&values, &nested(&parent, table));
                    imported = values.clone();
                }
            }
        }
    }
    chart.metadata.dependencies = Some(dependencies);
    coalesce_tables(&imported, &values);
    chart.values = imported;
    Ok(())
}

/// What is imported.
struct Import {
    /// Where it stands in the subchart's values.
    child: String,
    /// Where it goes in the parent's values; at their root if it is exported.
    parent: Option<String>,
}

/// Where the values stand in the subchart, and where they go in the parent.
fn paths(import: &Value) -> Result<Option<Import>, Vec<u8>> {
    match import {
        Value::Text(name) => Ok(Some(Import {
            child: format!("exports.{}", name.lossy()),
            parent: None,
        })),
        Value::Map(map) => Ok(Some(Import {
            child: entry(map, "child")?,
            parent: Some(entry(map, "parent")?),
        })),
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
