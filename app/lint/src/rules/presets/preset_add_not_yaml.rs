//! A preset whose `add` is not a YAML map.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::presets;

declare_rule! {
    /// ## What it does
    /// Reports a preset whose `add` is not a YAML map.
    ///
    /// ## Why is this bad
    /// The text is merged into the values. If it is not a map, selecting the preset fails.
    ///
    /// ## Example
    /// ```yaml
    /// presets:
    ///   - name: small
    ///     displayName: Small
    ///     group: Size
    ///     add: replicas
    /// ```
    ///
    /// ## How to fix
    /// Write the values as in values.yaml, starting at its root, after `add: |`.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "preset-add-not-yaml", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for preset in presets(context) {
        let Some(text) = preset.text("add").filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let problem = match preset.added {
            Some(added) if added.is_object() || added.is_null() => continue,
            Some(_) => "is not a map",
            None => "cannot be read as YAML",
        };
        let first = text.trim().lines().next().unwrap_or_default();
        let message = format!(
            "The `add` of this preset, “{first}”, {problem}, so it cannot be merged into the values. Write it like values.yaml."
        );
        findings.report(preset.at("add"), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn adding(add: &str) -> Sample {
        let text = format!(
            "presets:\n- name: a\n  displayName: A\n  group: G\n  remove: []\n  add: {add}\n"
        );
        Sample::addon().file("presets.yaml", &text)
    }

    #[test]
    fn only_maps_are_merged() {
        for wrong in [
            "replicas",
            "\"- a\"",
            "\"a: [\"",
            "|\n    a: 1\n    a: 2",
            "|\n    a: 1\n    ---\n    b: 1",
        ] {
            adding(wrong).fires(RULE.id, &["presets.yaml/presets/0/add"]);
        }
        for right in [
            "|\n    charts:\n      a: \"{{ .x }}\"",
            "\"\"",
            "\"# nothing\"",
        ] {
            adding(right).silent(RULE.id);
        }
    }
}
