//! A preset that lacks what it must have.

use pack_model::path::PRESETS_YAML;
use pack_model::{Change, FilePath, Place};
use serde_json::Value;

use crate::context::Context;
use crate::findings::Findings;
use crate::nearest::is_near;
use crate::oci::slug;
use crate::presets::{Preset, at, presets};
use crate::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a preset without `name`, `displayName`, `group` or `add`, or with one of them of another
    /// kind than a text; and a presets.yaml without a list `presets`.
    ///
    /// ## Why is this bad
    /// Palette does not offer such a preset, or refuses the file.
    ///
    /// ## Example
    /// ```yaml
    /// presets:
    ///   - name: small
    ///     displayName: Small
    ///     add: |
    ///       charts: {}
    /// ```
    ///
    /// ## How to fix
    /// Add what is missing. The fix derives names from each other and adds the rest empty or with the
    /// group "Options".
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "preset-incomplete", Error
}

/// What every preset has, each a text.
const KEYS: [&str; 4] = ["name", "displayName", "group", "add"];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(data) = context.data(PRESETS_YAML).filter(|data| !data.is_null()) else {
        return;
    };
    if !data
        .get("presets")
        .is_some_and(|list| list.is_array() || list.is_null())
    {
        let message = "presets.yaml has no list `presets`, so Palette finds no preset in it. Write the presets as a list under `presets`.";
        findings.report(Place::file(FilePath::of(PRESETS_YAML)), message);
        return;
    }
    for (index, preset) in presets(context).iter().enumerate() {
        if !preset.value.is_object() {
            let message = "This entry is no preset: a preset is a map with name, displayName, group, remove and add.";
            findings.report(at(preset.pointer.clone()), message);
            continue;
        }
        if preset
            .value
            .get("remove")
            .is_some_and(|list| !list.is_array() && !list.is_null())
        {
            let message = "`remove` of this preset is no list, so Palette cannot read it. Write each path as an item of a list.";
            findings.report(preset.at("remove"), message);
        }
        for key in KEYS {
            let value = preset.value.get(key).filter(|value| !value.is_null());
            let blank = value
                .and_then(Value::as_str)
                .is_some_and(|text| text.trim().is_empty());
            match value {
                Some(value) if !value.is_string() => {
                    let message = format!(
                        "`{key}` of this preset is no text, so Palette cannot read it. Write it as a text{}.",
                        if key == "add" { ", behind `|`" } else { "" }
                    );
                    findings.report(preset.at(key), message);
                }
                Some(_) if !blank || key == "add" => {}
                _ => {
                    let message = format!(
                        "This preset has no `{key}`, and Palette does not offer a preset without one. Add it."
                    );
                    let value = derived(preset, key, index);
                    let label = match value.as_str() {
                        "" => format!("Add {key}, still empty"),
                        value => format!("Add {key}: {value}"),
                    };
                    let file = FilePath::of(PRESETS_YAML);
                    let is_free = preset.value.get(key).is_none();
                    if let Some(wrong) = misspelt(preset, key).filter(|_| is_free) {
                        let message = format!(
                            "`{wrong}` of this preset is probably meant to be `{key}`, which every preset must have. Rename it."
                        );
                        let rename = Change::RenameKey {
                            file,
                            pointer: preset.pointer.child(wrong),
                            key: key.to_owned(),
                        };
                        let label = format!("Rename {wrong} to {key}");
                        findings
                            .report(
                                Place::key(FilePath::of(PRESETS_YAML), preset.pointer.child(wrong)),
                                message,
                            )
                            .safe("rename", label, vec![rename]);
                        continue;
                    }
                    let change = Change::Set {
                        file,
                        pointer: preset.pointer.child(key),
                        value: value.into(),
                    };
                    findings
                        .report(preset.at(key), message)
                        .safe("add", label, vec![change]);
                }
            }
        }
    }
}

/// The key of a preset that is probably meant as another one.
fn misspelt<'p>(preset: &Preset<'p>, key: &str) -> Option<&'p str> {
    let keys = preset.value.as_object()?.keys().map(String::as_str);
    let mut others = keys.filter(|other| !KEYS.contains(other) && *other != "remove");
    others.find(|other| is_near(other, key))
}

/// A value for what is missing.
fn derived(preset: &Preset<'_>, key: &str, index: usize) -> String {
    let number = index + 1;
    match key {
        "name" => preset
            .text("displayName")
            .and_then(slug)
            .unwrap_or_else(|| format!("preset-{number}")),
        "displayName" => preset
            .text("name")
            .map_or_else(|| format!("Preset {number}"), str::to_owned),
        "group" => "Options".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn misspelt_keys_are_renamed_and_texts_are_no_list() {
        let presets = "presets:\n- name: a\n  displayname: The A\n  group: G\n  remove: []\n  add: |\n    a: 1\n";
        let mended = Sample::addon()
            .file(PRESETS_YAML, presets)
            .fires(RULE.id, &["presets.yaml/presets/0/displayname"])
            .mended(RULE.id, "rename")
            .silent(RULE.id);
        let right = presets.replace("displayname", "displayName");
        assert_eq!(mended.text(PRESETS_YAML), right);
        Sample::addon()
            .file(PRESETS_YAML, &right.replace("remove: []", "remove: a.b"))
            .fires(RULE.id, &["presets.yaml/presets/0/remove"]);
    }

    use super::*;
    use crate::testing::Sample;

    #[test]
    fn what_is_missing_is_added() {
        let text = "presets:\n- displayName: Small One\n  remove: []\n";
        let sample = Sample::addon().file(PRESETS_YAML, text).fires(
            RULE.id,
            &[
                "presets.yaml/presets/0/name",
                "presets.yaml/presets/0/group",
                "presets.yaml/presets/0/add",
            ],
        );
        let mended = (0..3)
            .fold(sample, |sample, _| sample.mended(RULE.id, "add"))
            .clean();
        let text = mended.text(PRESETS_YAML);
        assert!(
            text.contains("name: small-one") && text.contains("group: Options"),
            "{text}"
        );
    }

    #[test]
    fn other_kinds_are_reported() {
        let text = "presets:\n- name: a\n  displayName: [A]\n  group: G\n  add: {b: 1}\n- x\n";
        Sample::addon().file(PRESETS_YAML, text).fires(
            RULE.id,
            &[
                "presets.yaml/presets/0/displayName",
                "presets.yaml/presets/0/add",
                "presets.yaml/presets/1",
            ],
        );
        for text in ["a: 1\n", "- name: a\n", "presets: {}\n"] {
            Sample::addon()
                .file(PRESETS_YAML, text)
                .fires(RULE.id, &["presets.yaml"]);
        }
        for text in ["", "# none\n", "presets:\n", "presets: []\n"] {
            Sample::addon().file(PRESETS_YAML, text).silent(RULE.id);
        }
    }
}
