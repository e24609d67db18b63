//! A chart without values in values.yaml.

use pack_model::{Change, Pointer, YamlFile};
use pack_syntax::Yaml;
use serde_json::Value;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::ChartReading;
use crate::reading::chart::judged::CHECK_REFUSES;
use crate::reading::context::Context;
use crate::reading::values::misspelt_keys::is_misspelt;
use crate::reading::values::{Values, at};

use super::duplicate_item::has_item_twice;
use super::unmatched_keys;

declare_rule! {
    /// ## What it does
    /// Reports a listed chart with default values, if values.yaml has nothing under
    /// `charts.<chart>`. `<chart>` is the name in its Chart.yaml. For the community repository, it
    /// reports charts without default values as well, because its check wants values for each.
    ///
    /// ## Why is this bad
    /// In Palette, users can see and change only what is in values.yaml. The chart runs with
    /// defaults that they cannot see.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespace: karpenter
    /// ```
    /// in a pack with the chart `karpenter`.
    ///
    /// ## How to fix
    /// Write the values that users should see under `charts.<chart>`. The fix copies the chart's
    /// default values with their comments.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; the community repository's checks.
    "chart-values-missing", Warning, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    // Values at a wrong place have a finding of another rule.
    if !context.is_sound() || !unmatched_keys(context, &values).is_empty() {
        return;
    }
    let has_other_name = is_misspelt(&values, &["charts"]);
    for (_, reading) in context.charts() {
        let name = reading.chart.name.as_str();
        let path = ["charts", name];
        let present = values.map(&path).is_some_and(|values| !values.is_empty());
        let is_elsewhere = at_root(&values, reading);
        let is_needed = reading.values().is_some() && !is_elsewhere;
        if present || is_misspelt(&values, &path) || !(is_needed || context.for_community) {
            continue;
        }
        let message = match is_needed {
            true => format!(
                "values.yaml has no values for the chart {name}, so users of the pack cannot see or change any. Add them under `charts.{name}`."
            ),
            false => format!("{CHECK_REFUSES}: values.yaml has no values under `charts.{name}`."),
        };
        let pointer = Pointer::from_iter(path);
        let report = findings.report(at(pointer), message);
        if is_needed && !has_other_name {
            let label = format!("Add the chart's default values under charts.{name}");
            if let Some(changes) = added_values(context, &values, reading) {
                report.safe("add", label, changes);
            }
        }
    }
}

/// The changes that give a chart its default values; none if it has values, or no defaults. `None` if the
/// defaults cannot be written, or the community repository's check would refuse the chart even so.
pub(in crate::rules) fn added_values(
    context: &Context<'_>,
    values: &Values<'_>,
    reading: &ChartReading,
) -> Option<Vec<Change>> {
    let name = reading.chart.name.as_str();
    let path = ["charts", name];
    let present = values.map(&path).is_some_and(|values| !values.is_empty());
    let is_elsewhere = at_root(values, reading) || is_misspelt(values, &["charts"]);
    if present || is_elsewhere || reading.values().is_none() && !context.for_community {
        return Some(Vec::new());
    }
    let own = reading.defaults().values.as_ref();
    // The check refuses a list that has an item twice.
    if context.for_community && own.is_some_and(has_item_twice) {
        return None;
    }
    let text = own_text(reading)?;
    let pointer = Pointer::from_iter(path);
    let mut changes = Vec::new();
    match values.node(&path).map(|_| values.value(&path)) {
        None => {}
        Some(Some(Value::Null | Value::Object(_))) => changes.push(remove(pointer)),
        Some(_) => return None,
    }
    changes.push(Change::insert_text(
        YamlFile::values(),
        Pointer::root().child("charts"),
        name,
        text,
    ));
    Some(changes)
}

/// Whether values of the chart are at the root, which another rule reports.
fn at_root(values: &Values<'_>, reading: &ChartReading) -> bool {
    let root = values.map(&[]).into_iter().flat_map(|root| root.keys());
    let own = reading.values();
    root.filter(|key| !super::ROOT_KEYS.contains(&key.as_str()))
        .filter(|key| *key != "global")
        .any(|key| *key == reading.chart.name || own.is_some_and(|own| own.contains_key(key)))
}

/// The chart's values as an entry under its name; `None` if they are not a single map that can be
/// indented.
fn own_text(reading: &ChartReading) -> Option<String> {
    let name = &reading.chart.name;
    let values = reading
        .chart
        .values
        .as_deref()?
        .trim_start_matches('\u{feff}');
    let mut text = format!("{name}:\n");
    for line in values.lines() {
        let indent = if line.trim().is_empty() { "" } else { "  " };
        text.push_str(indent);
        text.push_str(line.trim_end_matches('\r'));
        text.push('\n');
    }
    let whole = Yaml::read(text.as_str());
    let same =
        whole.documents() == 1 && whole.value()?.get(name) == Yaml::read(values).value().as_ref();
    same.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::VALUES_YAML;

    const OWN: &str = "# How many.\nreplicas: 1 # at least\n\n# Which.\nkinds:\n- a\n- b\n";

    #[test]
    fn takes_over_the_charts_own_values_with_their_comments() {
        for values in [
            "",
            "charts:\n",
            "charts: {}\n",
            "charts:\n  web: {}\n",
            "charts:\n  web:\n",
        ] {
            let values =
                format!("pack:\n  namespace: sample\n  content:\n    images: []\n{values}");
            let sample = Sample::with_chart(OWN, &values);
            let fixed = sample
                .fires(RULE.id, &["values.yaml/charts/web"])
                .fixed(RULE.id, "add")
                .clean();
            let expected = "charts:\n  web:\n    # How many.\n    replicas: 1 # at least\n\n    # Which.\n    kinds:\n    - a\n    - b\n";
            assert!(
                fixed.text(VALUES_YAML).ends_with(expected),
                "{}",
                fixed.text(VALUES_YAML)
            );
        }
    }

    #[test]
    fn charts_with_values_or_without_any_are_left() {
        Sample::with_chart(OWN, "charts:\n  web:\n    replicas: 2\n").silent(RULE.id);
        Sample::with_chart("", "").silent(RULE.id);
        Sample::with_chart(OWN, "replicas: 2\n").silent(RULE.id);
        Sample::with_chart(OWN, "charts:\n  wep:\n    replicas: 2\n").silent(RULE.id);
    }

    #[test]
    fn the_check_wants_values_for_each_chart() {
        for values in ["", "charts: {web: {}}\n", "charts: {web: }\n"] {
            let sample = Sample::with_chart("", values).silent(RULE.id);
            sample
                .for_community()
                .fires(RULE.id, &["values.yaml/charts/web"]);
        }
    }
}
