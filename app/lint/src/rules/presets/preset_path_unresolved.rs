//! A preset that removes a value that does not exist.

use std::cell::LazyCell;

use pack_model::{Change, YamlFile};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::{are_known, at, presets};
use crate::reading::values::dotted_path;
use crate::reading::values::misspelt_keys::{are_in, misspelt};

declare_rule! {
    /// ## What it does
    /// Reports a path under `remove` of a preset that is neither in values.yaml nor added by
    /// another preset.
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
    /// Correct the path, or remove it from the list.
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
    for (index, preset) in presets.iter().enumerate() {
        let others = || {
            presets
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
        };
        for (pointer, path) in preset.removed() {
            let added = others().any(|(_, other)| {
                other
                    .added
                    .is_some_and(|added| dotted_path::exists(added, path))
            });
            let is_there = added || dotted_path::exists(values.data, path);
            if is_there || are_in(&misspelt, &values, &dotted_path::parts(path)) {
                continue;
            }
            let message = format!(
                "“{path}” exists neither in values.yaml nor in another preset, so it removes nothing. Correct it, or remove it from the list."
            );
            let change = Change::remove(YamlFile::presets(), pointer.clone());
            findings.report(at(pointer), message).ask(
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
