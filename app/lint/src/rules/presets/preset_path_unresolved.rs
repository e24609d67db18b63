//! A preset that removes a value that does not exist.

use std::cell::LazyCell;

use pack_model::path::VALUES_YAML;
use pack_model::{Change, YamlFile};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::enabled::enabled;
use crate::reading::presets::{AddedPaths, Preset, are_known, at, presets};
use crate::reading::text::nearest::MEANT;
use crate::reading::values::dotted_path;
use crate::reading::values::misspelt_keys::{are_in, misspelt};

declare_rule! {
    /// ## What it does
    /// Reports a path under `remove` of a preset that is neither in values.yaml nor added by
    /// another preset. A preset that is enabled in values.yaml may also remove a default of its chart,
    /// since it is applied already.
    ///
    /// ## Why is this bad
    /// It removes nothing. Often the value was renamed, and the preset no longer works.
    ///
    /// ## Example
    /// ```yaml
    /// presets:
    ///   - name: no-ingress
    ///     displayName: Disable
    ///     group: Ingress
    ///     remove: ["charts.web.ingres"]
    ///     add: |
    ///       charts: {}
    /// ```
    ///
    /// ## How to fix
    /// Correct the path, or remove it from the list. If a path of values.yaml is similar or ends in the
    /// same way, a fix writes it.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "preset-path-unresolved", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| are_known(context)) else {
        return;
    };
    let presets = presets(context);
    let misspelt = LazyCell::new(|| misspelt(&values));
    let known = LazyCell::new(|| dotted_path::all(values.data));
    let mut reported = 0;
    let enabled = enabled(context.pack.text(VALUES_YAML).unwrap_or_default());
    let is_enabled = |preset: &Preset<'_>| {
        let name = preset.text("name");
        enabled.iter().any(|chosen| Some(chosen.name) == name)
    };
    // A preset that is enabled already removed what it removes: the chart has its default there.
    let charts = context.charts();
    let is_default = |path: &str| {
        let path = path.strip_prefix("charts.").unwrap_or_default();
        charts.iter().any(|(_, reading)| {
            let path = path.strip_prefix(reading.chart.name.as_str());
            let path = path.and_then(|path| path.strip_prefix('.'));
            let own = reading.defaults().values.as_ref();
            path.zip(own)
                .is_some_and(|(path, own)| dotted_path::exists(own, path))
        })
    };
    let added = AddedPaths::of(&presets);
    for (index, preset) in presets.iter().enumerate() {
        for (pointer, path) in preset.removed() {
            let is_there = added.has(path, Some(index)) || dotted_path::exists(values.data, path);
            let is_applied = || is_enabled(preset) && is_default(path);
            if is_there || is_applied() || are_in(&misspelt, &values, &dotted_path::parts(path)) {
                continue;
            }
            let message = format!(
                "“{path}” exists neither in values.yaml nor in another preset, so it removes nothing. Correct it, or remove it from the list."
            );
            let removed = preset.removed();
            let is_new = |known: &&str| removed.iter().all(|(_, path)| path != known);
            let known = known.iter().map(String::as_str).filter(is_new);
            let meant = dotted_path::meant(path, known);
            let change = Change::remove(YamlFile::presets(), pointer.clone());
            let mut report = findings.report(at(pointer.clone()), message);
            if let Some(meant) = meant.filter(|_| reported < MEANT) {
                let change = Change::set(YamlFile::presets(), pointer, meant);
                report = report.ask("replace", format!("Change to {meant}"), vec![change]);
            }
            reported += 1;
            report.ask(
                "remove",
                format!("Remove “{path}” from the list"),
                vec![change],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::PRESETS_YAML;

    #[test]
    fn paths_lead_to_values_or_to_what_others_add() {
        let preset = |name: &str, remove: &str, add: &str| {
            format!(
                "- name: {name}\n  displayName: A\n  group: G\n  remove: [{remove}]\n  add: |\n    {add}\n"
            )
        };
        let text = format!(
            "presets:\n{}{}",
            preset(
                "a",
                "pack.namespace, readinessCheck.x, readinessCheck.own",
                "readinessCheck: {own: 1}"
            ),
            preset("b", "", "readinessCheck: {x: 1}"),
        );
        let sample = Sample::addon().file(PRESETS_YAML, &text);
        let fixed = sample
            .fires(RULE.id, &["presets.yaml/presets/0/remove/2"])
            .fixed(RULE.id, "remove")
            .clean();
        assert!(
            fixed
                .text(PRESETS_YAML)
                .contains("remove: [pack.namespace, readinessCheck.x]")
        );
    }
}
