//! A chart that renders only once a preset is chosen.

use pack_model::deployment::Deployment;
use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Pointer};
use serde_json::Value;

use crate::judge::changes::values::{remove, set};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::failing::failing;
use crate::reading::presets::enabled::with_enabled;
use crate::reading::presets::{Preset, presets};
use crate::reading::values::dotted_path;

declare_rule! {
    /// ## What it does
    /// Reports a chart that Helm cannot render with the values as they are, but renders once a preset of the
    /// pack is chosen.
    ///
    /// ## Why is this bad
    /// Whoever adds the pack to a cluster profile must choose that preset, or the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     provider: ""
    /// ```
    /// where the chart fails without a provider, and each preset sets one.
    ///
    /// ## How to fix
    /// Leave it if users have to choose, and say so in the README. Otherwise, preselect a preset, which the
    /// fixes do: they apply it to values.yaml and name it in the comment at the top.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "chart-needs-preset", Info, rendered
}

/// The most presets that a finding offers.
const MOST: usize = 5;

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let presets = presets(context);
    for failing in failing(context, deployment) {
        let repairs = failing.repairs.iter().filter_map(|index| {
            let preset = presets.get(*index)?;
            Some((preset.text("name")?, preset.text("group")?, preset))
        });
        let repairs: Vec<_> = repairs.collect();
        let names: Vec<_> = repairs
            .iter()
            .map(|(name, ..)| format!("“{name}”"))
            .collect();
        if names.is_empty() {
            continue;
        }
        let message = format!(
            "The chart {} renders only with a preset: {}; without one, Helm says “{}”. Preselect one, or tell users to choose it.",
            failing.chart,
            names.join(" or "),
            failing.said()
        );
        let mut report = findings.report(failing.entry.clone(), message);
        for (name, group, preset) in repairs.into_iter().take(MOST) {
            if let Some(changes) = preselected(context, group, name, preset) {
                let label = format!("Preselect {name}");
                report = report.ask(&format!("preselect-{name}"), label, changes);
            }
        }
    }
}

/// Applies a preset to values.yaml, and names it in the comment there.
fn preselected(
    context: &Context<'_>,
    group: &str,
    name: &str,
    preset: &Preset<'_>,
) -> Option<Vec<Change>> {
    let values = context.values()?;
    let text = context.pack.text(VALUES_YAML)?;
    let text = with_enabled(text, &format!("{group}:{name}"));
    let mut changes = vec![Change::set_text(FilePath::of(VALUES_YAML), text)];
    let added = preset.added.filter(|added| added.is_object());
    for (_, path) in preset.removed() {
        let found = dotted_path::find(values.data, path).into_iter();
        // What is added at the same place replaces it.
        let is_set = |pointer: &Pointer| {
            added.is_some_and(|added| added.pointer(&pointer.to_string()).is_some())
        };
        let found = found.filter(|(pointer, _)| !is_set(pointer) && values.yaml.owns(pointer));
        changes.extend(found.map(|(pointer, _)| remove(pointer)));
    }
    let mut leaves = Vec::new();
    if let Some(added) = added {
        collect(added, &Pointer::root(), &mut leaves);
    }
    changes.extend(
        leaves
            .into_iter()
            .map(|(pointer, value)| set(pointer, value)),
    );
    Some(changes)
}

/// The values of a map that are no maps themselves.
fn collect(value: &Value, here: &Pointer, leaves: &mut Vec<(Pointer, Value)>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                collect(value, &here.child(key.as_str()), leaves);
            }
        }
        _ => leaves.push((here.clone(), value.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::PRESETS_YAML;

    #[test]
    fn a_preset_is_preselected() {
        let template = "{{ if not .Values.provider }}{{ fail \"no provider\" }}{{ end }}";
        let presets = "presets:\n- name: aws\n  displayName: AWS\n  group: Cloud\n  remove: [charts.web.old]\n  add: |\n    charts: {web: {provider: aws}}\n- name: none\n  displayName: None\n  group: Cloud\n  remove: []\n  add: |\n    charts: {web: {other: 1}}\n";
        let values = "pack:\n  namespace: a\ncharts:\n  web:\n    old: 1\n    provider: ''\n";
        let own = "provider: ''\nold: 1\nother: 0\n";
        let sample = Sample::with_template(template, "", own, values)
            .file(PRESETS_YAML, presets)
            .silent("chart-does-not-render")
            .silent("chart-needs-value")
            .fires(RULE.id, &["/charts/0"]);
        let fixed = sample
            .clone()
            .fixed(RULE.id, "preselect-aws")
            .silent(RULE.id);
        assert_eq!(
            fixed.text(VALUES_YAML),
            "# spectrocloud.com/enabled-presets: Cloud:aws\npack:\n  namespace: a\ncharts:\n  web:\n    provider: 'aws'\n"
        );
        sample
            .file(PRESETS_YAML, &presets.replace("provider: aws", "p: aws"))
            .silent(RULE.id)
            .fires("chart-needs-value", &["values.yaml/charts/web/provider"]);
    }
}
