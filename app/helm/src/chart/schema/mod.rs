//! Checks values against values.schema.json, with the verdicts and the texts of the library gojsonschema.
//!
//! The crate `jsonschema` judges alike most often, but not what to say: gojsonschema adds the errors of the
//! alternative that came closest, and stops at other places. So its walk is followed here.

mod compile;
mod format;
mod keywords;
mod number;
mod validate;

use super::Chart;
use super::coalesce::table;
use crate::data::json;
use crate::value::{Map, Text, Value};

/// Checks the values of a chart and of its subcharts. The message is Helm's.
pub(super) fn check(chart: &Chart, values: &Map) -> Result<(), String> {
    let mut problems = String::new();
    check_each(chart, values, &mut problems);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "values don't meet the specifications of the schema(s) in the following chart(s):\n{problems}"
        )),
    }
}

fn check_each(chart: &Chart, values: &Map, problems: &mut String) {
    if let Some(schema) = &chart.schema
        && let Err(message) = check_one(schema, values)
    {
        problems.push_str(chart.name());
        problems.push_str(":\n");
        problems.push_str(&message);
    }
    for subchart in &chart.dependencies {
        let inner = values.get(subchart.name()).as_ref().and_then(table);
        check_each(subchart, &inner.unwrap_or_default(), problems);
    }
}

/// Checks values against one schema: what is wrong with the schema, or a line for each violation.
fn check_one(schema: &Text, values: &Map) -> Result<(), String> {
    let root = json::read_first(schema)?;
    let schema = compile::compile(&root)?;
    let problems = schema.validate(&Value::Map(values.clone()));
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems
            .iter()
            .map(|problem| format!("- {problem}\n"))
            .collect()),
    }
}
