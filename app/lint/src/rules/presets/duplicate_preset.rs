//! Two presets with the same name.

use std::collections::BTreeSet;

use pack_model::{Change, YamlFile};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::presets;

declare_rule! {
    /// ## What it does
    /// Reports a preset with the same name as an earlier one.
    ///
    /// ## Why is this bad
    /// Presets are selected by name, so only one of the two can be selected.
    ///
    /// ## Example
    /// ```yaml
    /// presets:
    ///   - name: small
    ///     displayName: Small
    ///   - name: small
    ///     displayName: Smaller
    /// ```
    ///
    /// ## How to fix
    /// Rename or remove one of them.
    ///
    /// ## Source
    /// Vendor documentation on presets: names are unique.
    "duplicate-preset", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for preset in presets(context) {
        let Some(name) = preset.text("name").filter(|name| !name.trim().is_empty()) else {
            continue;
        };
        if seen.insert(name) {
            continue;
        }
        let message = format!(
            "There is already a preset named “{name}”, so only one of them can be selected. Rename this one."
        );
        let change = Change::remove(YamlFile::presets(), preset.pointer.clone());
        findings.report(preset.at("name"), message).ask(
            "remove",
            "Remove this preset",
            vec![change],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::PRESETS_YAML;

    #[test]
    fn the_later_one_is_removed() {
        let one =
            "- name: a\n  displayName: A\n  group: G\n  remove: []\n  add: |\n    charts: {}\n";
        let other = one.replace("name: a", "name: b");
        let sample = Sample::addon().file(PRESETS_YAML, &format!("presets:\n{one}{one}{other}"));
        let fixed = sample
            .fires(RULE.id, &["presets.yaml/presets/1/name"])
            .fixed(RULE.id, "remove")
            .clean();
        assert_eq!(fixed.text(PRESETS_YAML), format!("presets:\n{one}{other}"));
    }
}
