//! An enabled preset that does not exist.

use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::enabled::{enabled, without};
use crate::reading::presets::{are_known, presets};
use crate::reading::text::nearest::is_near;

declare_rule! {
    /// ## What it does
    /// Reports a preset in the comment `# spectrocloud.com/enabled-presets:` of values.yaml that
    /// is not in that group of presets.yaml.
    ///
    /// ## Why is this bad
    /// The preset is not enabled. Often the comment was copied from another pack.
    ///
    /// ## Example
    /// ```yaml
    /// # spectrocloud.com/enabled-presets: Ingress:disable-ingress
    /// pack:
    ///   namespace: web
    /// ```
    ///
    /// ## How to fix
    /// Correct the group and the name, or remove them from the comment.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "enabled-preset-unknown", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(text) = context.pack.text(VALUES_YAML) else {
        return;
    };
    if !are_known(context) {
        return;
    }
    let presets = presets(context);
    for chosen in enabled(text) {
        let exists = presets.iter().any(|preset| {
            preset.text("name") == Some(chosen.name) && preset.text("group") == Some(chosen.group)
        });
        if exists {
            continue;
        }
        let written = text.get(chosen.range.clone()).unwrap_or_default();
        let message = if chosen.group.is_empty() {
            format!(
                "“{written}” has no group, so no preset is enabled. Write `group:name`, or remove it."
            )
        } else {
            format!(
                "presets.yaml has no preset “{}” in the group “{}”, so it is not enabled. Correct or remove it.",
                chosen.name, chosen.group
            )
        };
        let removal = format!("Remove {written} from the comment");
        let change = without(text, &chosen.range);
        let file = FilePath::of(VALUES_YAML);
        let place = Place::text(file.clone(), chosen.range.clone());
        let mut report = findings.report(place, message);
        let mut near = presets.iter().filter_map(|preset| {
            let (name, group) = (preset.text("name")?, preset.text("group")?);
            let in_group = chosen.group.is_empty() || is_near(chosen.group, group);
            let is_meant = is_near(chosen.name, name) && in_group;
            is_meant.then(|| format!("{group}:{name}"))
        });
        if let Some(meant) = near.next() {
            let mut text = text.to_owned();
            text.replace_range(chosen.range, &meant);
            let change = Change::set_text(file, text);
            report = report.ask("replace", format!("Change to {meant}"), vec![change]);
        }
        report.ask("remove", removal, vec![change]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::path::PRESETS_YAML;

    #[test]
    fn what_does_not_exist_is_removed() {
        let text = Sample::addon().text(VALUES_YAML);
        let values = |list: &str| format!("# spectrocloud.com/enabled-presets:{list}\n{text}");
        let presets =
            "presets:\n- name: a\n  displayName: A\n  group: G\n  remove: []\n  add: ''\n";
        let sample = Sample::addon().file(PRESETS_YAML, presets);
        sample
            .clone()
            .file(VALUES_YAML, &values(" G:a"))
            .silent(RULE.id);
        let fixed = sample
            .clone()
            .file(VALUES_YAML, &values(" G:a,G:b"))
            .fires(RULE.id, &["values.yaml:1:41"])
            .fixed(RULE.id, "remove")
            .clean();
        assert_eq!(fixed.text(VALUES_YAML), values(" G:a"));
        Sample::addon()
            .file(VALUES_YAML, &values(" G:a"))
            .fires(RULE.id, &["values.yaml:1:37"]);
        let fixed = sample
            .clone()
            .file(VALUES_YAML, &values(" a"))
            .fixed(RULE.id, "replace")
            .clean();
        assert_eq!(fixed.text(VALUES_YAML), values(" G:a"));
        let presets = presets.replace("name: a\n", "name: disable-api\n");
        let fixed = Sample::addon()
            .file(PRESETS_YAML, &presets)
            .file(VALUES_YAML, &values(" g:disable_api"))
            .fixed(RULE.id, "replace")
            .silent(RULE.id);
        assert_eq!(fixed.text(VALUES_YAML), values(" G:disable-api"));
        Sample::addon()
            .file(VALUES_YAML, &values(""))
            .silent(RULE.id);
        Sample::addon()
            .file(VALUES_YAML, &values(" G:a"))
            .file(PRESETS_YAML, "a: [")
            .silent(RULE.id);
    }
}
