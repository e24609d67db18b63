//! Charts that do not render, and what can be said about each value that is at fault.

use pack_model::deployment::{Deployment, FailedValue, Failure, Stage};
use pack_model::{Place, Pointer};
use serde_json::Value;

use crate::reading::chart::ChartReading;
use crate::reading::context::Context;
use crate::reading::deployment::entry;
use crate::reading::parameters::parameters;
use crate::reading::values::{at, pointer};

/// How a schema refuses a text that is empty and must not be.
const TOO_SHORT: &str = "String length must be greater than or equal to ";

/// A chart that does not render.
#[derive(Debug)]
pub(crate) struct Failing<'a> {
    /// What Helm says.
    pub(crate) failure: &'a Failure,
    /// The name in its Chart.yaml.
    pub(crate) chart: &'a str,
    /// Its entry in pack.json.
    pub(crate) entry: Place,
    /// The archive, if it can be read.
    pub(crate) reading: Option<&'a ChartReading>,
    /// The presets, by index, with which it renders.
    pub(crate) repairs: Vec<usize>,
}

/// The charts that do not render, whatever they need.
pub(crate) fn failing<'a>(
    context: &'a Context<'_>,
    deployment: &'a Deployment,
) -> Vec<Failing<'a>> {
    let charts = context.charts();
    let failures = deployment.failures.iter();
    let rendering = failures.filter(|failure| {
        let is_of_values = matches!(
            failure.stage,
            Stage::Dependencies | Stage::Values | Stage::Render
        );
        // Helm may well render such a chart.
        is_of_values && !pack_helm::misses_table(failure.message.as_bytes())
    });
    let failing = rendering.filter_map(|failure| {
        let mut releases = deployment.releases.iter();
        let release = releases.find(|release| release.chart == failure.file)?;
        let reading = charts
            .iter()
            .find(|(listed, _)| listed.path == failure.file);
        let outcomes = deployment.presets.iter().flatten();
        let repairs = outcomes.filter(|outcome| outcome.repairs.contains(&failure.file));
        Some(Failing {
            failure,
            chart: &release.chart_name,
            entry: entry(context, &failure.file)?,
            reading: reading.map(|(_, reading)| *reading),
            repairs: repairs.map(|outcome| outcome.preset).collect(),
        })
    });
    failing.collect()
}

impl Failing<'_> {
    /// What Helm says, without the places of the templates that it went through.
    pub(crate) fn said(&self) -> String {
        self.failure.said()
    }

    /// Where it failed, as a sentence goes on: “ in web/templates/secret.yaml, line 8,”.
    pub(crate) fn within(&self) -> String {
        match (&self.failure.template, self.failure.line) {
            (Some(template), Some(line)) => format!(" in {template}, line {line},"),
            _ => String::new(),
        }
    }

    /// The path of a value in values.yaml.
    pub(crate) fn path(&self, value: &FailedValue) -> Vec<String> {
        let above = ["charts".to_owned(), self.chart.to_owned()];
        let below = value.path.tokens().iter().cloned();
        above.into_iter().chain(below).collect()
    }

    /// The same as text.
    pub(crate) fn dotted(&self, value: &FailedValue) -> String {
        self.path(value).join(".")
    }

    /// The place of a value: the nearest entry of the chart's values that exists, or else the chart.
    pub(crate) fn place(&self, context: &Context<'_>, value: &FailedValue) -> Place {
        let Some(values) = context.values() else {
            return self.entry.clone();
        };
        let path = self.path(value);
        let existing = (2..=path.len()).rev().find_map(|length| {
            let pointer: Pointer = path.get(..length)?.iter().cloned().collect();
            values.yaml.get(&pointer).map(|_| pointer)
        });
        existing.map_or_else(|| self.entry.clone(), at)
    }

    /// What the pack gives for a value.
    pub(crate) fn given<'c>(
        &self,
        context: &'c Context<'_>,
        value: &FailedValue,
    ) -> Option<&'c Value> {
        let path = self.path(value);
        let all = context.values()?.data;
        all.pointer(&Pointer::from_iter(path).to_string())
    }

    /// What the chart has for a value by itself.
    pub(crate) fn default(&self, path: &Pointer) -> Option<&Value> {
        let values = self.reading?.values()?;
        let mut tokens = path.tokens().iter();
        let first = values.get(tokens.next()?)?;
        tokens.try_fold(first, |value, key| match value {
            Value::Object(map) => map.get(key),
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Whether a value is empty with the pack as it is.
    pub(crate) fn is_empty(&self, context: &Context<'_>, value: &FailedValue) -> bool {
        let given = self.given(context, value);
        let value = given.or_else(|| self.default(&value.path));
        match value {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.is_empty(),
            _ => false,
        }
    }

    /// Whether the user of the pack has to give a value, because only the user knows it.
    pub(crate) fn asks_for(&self, context: &Context<'_>, value: &FailedValue) -> bool {
        let refusal = value.refusal.as_deref().unwrap_or_default();
        self.failure.asks_for_a_value()
            || refusal.starts_with(TOO_SHORT) && self.is_empty(context, value)
    }

    /// Whether schema.yaml makes the user give a value.
    pub(crate) fn is_required(&self, context: &Context<'_>, value: &FailedValue) -> bool {
        let path = self.dotted(value);
        let mut parameters = parameters(context).into_iter();
        parameters.any(|parameter| {
            parameter.path.trim() == path
                && parameter
                    .whole()
                    .is_some_and(|expression| expression.required)
        })
    }

    /// Whether values.yaml has room for a value of the chart.
    pub(crate) fn has_room(&self, context: &Context<'_>, value: &FailedValue) -> bool {
        let path = self.path(value);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let values = context.values();
        values.is_some_and(|values| {
            values.has_room(&path) && values.yaml.get(&pointer(&path)).is_none()
        })
    }
}
