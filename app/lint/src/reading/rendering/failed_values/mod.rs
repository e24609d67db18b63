//! Which values of a chart is a failure about? Helm's message tells it where the expression that failed names
//! one, and where values.schema.json refuses one; otherwise the template does, at the place that the message
//! names.

mod asked;
mod schema;
mod template;

use pack_model::Chart;
use pack_model::chart::defaults::Defaults;
use pack_model::deployment::{FailedValue, Failure, Stage};
use pack_model::facts::template_text::value_paths;
use pack_syntax::Pointer;

use template::Place;

/// The key of the values that all charts share.
const GLOBAL: &str = "global";

/// The values that a failure of a chart is about; empty where that cannot be told.
pub(super) fn failed_values(failure: &Failure, chart: &Chart) -> Vec<FailedValue> {
    match failure.stage {
        Stage::Values => schema::refused(&failure.message, chart),
        Stage::Render => {
            let path = if failure.asks_for_a_value() {
                let defaults = Defaults::read(chart).with_inner();
                asked::value(failure, chart, defaults.as_ref())
            } else {
                of_expression(&failure.message).or_else(|| of_template(&failure.message, chart))
            };
            let template = outermost(&failure.message);
            let path = path.map(|path| FailedValue {
                path: below_chart(template.as_deref().unwrap_or_default(), &path),
                refusal: None,
            });
            path.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// How a message shows the expression that failed.
const AT: &str = " at <";

/// The value that the innermost expression names which names exactly one.
fn of_expression(message: &str) -> Option<String> {
    let starts: Vec<_> = message.match_indices(AT).collect();
    let mut expressions = starts.iter().rev().filter_map(|(start, _)| {
        let rest = message.get(start + AT.len()..)?;
        rest.get(..rest.find(">: ")?)
    });
    expressions.find_map(|expression| only(&value_paths(expression)))
}

/// The value that stands in front of what failed in the innermost template.
fn of_template(message: &str, chart: &Chart) -> Option<String> {
    let places = Place::all_in(message);
    let place = places.last()?;
    let text = template::text(chart, place.template)?;
    let (before, _) = template::action_at(text, place)?;
    value_paths(before).last().map(|path| (*path).to_owned())
}

/// The only one of some paths.
fn only(paths: &[&str]) -> Option<String> {
    let (first, others) = paths.split_first()?;
    let is_only = others.iter().all(|other| other == first);
    is_only.then(|| (*first).to_owned())
}

/// The template that was run, which is the first that a message names.
fn outermost(message: &str) -> Option<String> {
    let places = Place::all_in(message);
    places.first().map(|place| place.template.to_owned())
}

/// The path in the values of the whole chart of a value that one of its templates names: subcharts have
/// their values below their keys.
fn below_chart(template: &str, path: &str) -> Pointer {
    let mut keys: Vec<&str> = Vec::new();
    let first = path.split('.').next();
    if first != Some(GLOBAL) {
        let mut rest = template.split('/').skip(1);
        while let (Some("charts"), Some(key)) = (rest.next(), rest.next()) {
            keys.push(key);
        }
    }
    keys.into_iter().chain(path.split('.')).collect()
}

#[cfg(test)]
mod tests;
