//! Who ignores or refuses a value under `charts.<chart>`?

use pack_model::{Pointer, Severity};
use pack_syntax::Yaml;
use pack_syntax::yaml::{Node, NodeKind};
use serde_json::{Map, Value};

use super::ChartReading;
use super::misfits::{Misfit, Reader, Reason, misfits};
use super::unknown_values::is_unused;
use crate::reading::context::Context;
use crate::reading::values::Values;

/// What the messages say of a value that only the check refuses.
pub(crate) const CHECK_REFUSES: &str =
    "Helm reads this; the community repository's check refuses it";

/// The key that merges a map into another.
const MERGE: &str = "<<";

/// A value that somebody does not take.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The value.
    pub(crate) misfit: Misfit,
    /// Whether Helm does not use it, or uses it wrongly.
    pub(crate) by_helm: bool,
    /// Whether the community repository's check refuses it, if the pack is for that.
    pub(crate) by_check: bool,
}

impl Judged {
    /// Its severity if that is not the one of its rule: what the check takes is no error.
    pub(crate) fn severity(&self, context: &Context<'_>, rule: Severity) -> Severity {
        match context.for_community && !self.by_check {
            true => Severity::Warning,
            false => rule,
        }
    }
}

/// The values of a chart that somebody does not take: what the check refuses first, if the pack is for the
/// community repository, in the order of the file.
pub(crate) fn judged(
    context: &Context<'_>,
    values: &Values<'_>,
    reading: &ChartReading,
) -> Vec<Judged> {
    let name = reading.chart.name.as_str();
    let (Some(given), Some(all)) = (values.map(&["charts", name]), reading.values()) else {
        return Vec::new();
    };
    let mut unused = misfits(given, all, Reader::Helm);
    unused.retain(|misfit| {
        misfit.reason != Reason::Unknown || is_unused(&misfit.path, reading, given, all)
    });
    let mut found = Vec::new();
    if let Some(own) = reading.own_values().filter(|_| context.for_community) {
        let refused = misfits(given, own, Reader::Check);
        let merges = merge_keys(values, reading, own);
        for misfit in merges.into_iter().chain(refused) {
            let before = unused.len();
            unused.retain(|other| other.path != misfit.path);
            found.push(Judged {
                by_helm: unused.len() < before,
                by_check: true,
                misfit,
            });
        }
    }
    found.extend(unused.into_iter().map(|misfit| Judged {
        misfit,
        by_helm: true,
        by_check: false,
    }));
    found
}

/// The merge keys among the values of a chart. To the check they are keys like any other.
fn merge_keys(
    values: &Values<'_>,
    reading: &ChartReading,
    own: &Map<String, Value>,
) -> Vec<Misfit> {
    let mut found = Vec::new();
    if !values.yaml.text().contains(MERGE) {
        return found;
    }
    let defaults = Yaml::read(reading.chart.values.as_deref().unwrap_or_default());
    let mut open = Vec::new();
    if let Some(node) = values.node(&["charts", &reading.chart.name]) {
        open.push((Vec::new(), node, own));
    }
    while let Some((path, node, own)) = open.pop() {
        for (key, value) in entries(node) {
            let mut path: Vec<String> = path.clone();
            path.push(key.to_owned());
            let is_in_chart = || defaults.get(&Pointer::from_iter(&path)).is_some();
            if key == MERGE && !is_in_chart() {
                found.push(Misfit {
                    path,
                    reason: Reason::Unknown,
                });
            } else if let Some(own) = own.get(key).and_then(Value::as_object)
                && !own.is_empty()
            {
                open.push((path, value, own));
            }
        }
    }
    found
}

fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries = match node.kind() {
        NodeKind::Map(entries) => &**entries,
        _ => &[],
    };
    entries
        .iter()
        .filter_map(|entry| Some((entry.key()?, entry.value())))
}
