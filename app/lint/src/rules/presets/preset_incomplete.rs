//! A preset with missing or invalid properties.

use std::collections::BTreeSet;

use pack_model::facts::enabled_presets::Enabled;
use pack_model::facts::oci::slug;
use pack_model::format::documents::PRESET;
use pack_model::format::property::find;
use pack_model::path::{PRESETS_YAML, VALUES_YAML};
use pack_model::{Change, FilePath, Place, YamlFile};
use pack_once::sort::set;
use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::enabled::enabled;
use crate::reading::presets::{Preset, at, presets};
use crate::reading::text::nearest::is_near;

declare_rule! {
    /// ## What it does
    /// Reports a preset without `name`, `displayName`, `group` or `add`, or with one of them that
    /// is not a string; a `remove` that is not a list; and a presets.yaml without a list
    /// `presets`.
    ///
    /// ## Why is this bad
    /// Palette does not offer such a preset, or rejects the file.
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
    /// Add what is missing. The fix derives names from each other, takes the group that the comment in
    /// values.yaml enables the preset with, and adds the rest empty. Where nothing names the group, it
    /// offers "Options" and asks.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "preset-incomplete", Error
}

/// The optional list of a preset.
const REMOVE: &str = "remove";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(data) = context.data(PRESETS_YAML).filter(|data| !data.is_null()) else {
        return;
    };
    if !data
        .get("presets")
        .is_some_and(|list| list.is_array() || list.is_null())
    {
        let message = "presets.yaml has no list `presets`, so Palette finds no preset. Write the presets as a list under `presets`.";
        findings.report(Place::file(FilePath::of(PRESETS_YAML)), message);
        return;
    }
    let presets = presets(context);
    let values = context.pack.text(VALUES_YAML).unwrap_or_default();
    let known = Known {
        names: set(presets.iter().filter_map(|one| one.text("name"))),
        enabled: enabled(values),
    };
    for (index, preset) in presets.iter().enumerate() {
        if !preset.value.is_object() {
            let message = "This entry is not a map, so Palette cannot read it. Write a map with name, displayName, group, remove and add.";
            findings.report(at(preset.pointer.clone()), message);
            continue;
        }
        let is_list = |list: &Value| list.is_array() || list.is_null();
        if preset.value.get(REMOVE).is_some_and(|list| !is_list(list)) {
            let message = "`remove` of this preset is not a list, so Palette cannot read it. Write each path as a list item.";
            findings.report(preset.at(REMOVE), message);
        }
        let needed = PRESET.iter().filter(|property| property.is_required());
        let needed = needed.map(|property| property.key);
        for key in [REMOVE].into_iter().chain(needed) {
            if let Some(wrong) = misspelt(preset, key) {
                report_misspelt(findings, preset, wrong, key);
            } else if key != REMOVE {
                check_text(&known, findings, preset, key, index);
            }
        }
    }
}

/// Reports a required key of a preset that is missing, empty, or not a string.
fn check_text(
    known: &Known<'_>,
    findings: &mut Findings,
    preset: &Preset<'_>,
    key: &str,
    index: usize,
) {
    let value = preset.value.get(key).filter(|value| !value.is_null());
    let blank = value
        .and_then(Value::as_str)
        .is_some_and(|text| text.trim().is_empty());
    match value {
        Some(value) if !value.is_string() => {
            let message = format!(
                "`{key}` of this preset is not a string, so Palette cannot read it. Write it as a string{}.",
                if key == "add" { " after `|`" } else { "" }
            );
            findings.report(preset.at(key), message);
        }
        Some(_) if !blank || key == "add" => {}
        _ => {
            let message =
                format!("This preset has no `{key}`, so Palette does not offer it. Add it.");
            let (value, is_said) = derived(known, preset, key, index);
            let label = match value.as_str() {
                "" => format!("Add {key} (empty)"),
                value => format!("Add {key}: {value}"),
            };
            let change = Change::set(YamlFile::presets(), preset.pointer.child(key), value);
            let report = findings.report(preset.at(key), message);
            match is_said {
                true => report.safe("add", label, vec![change]),
                false => report.ask("add", label, vec![change]),
            };
        }
    }
}

/// Reports a misspelled key of a preset.
fn report_misspelt(findings: &mut Findings, preset: &Preset<'_>, wrong: &str, key: &str) {
    let message = format!(
        "`{wrong}` is probably a misspelling of `{key}`, so Palette ignores it. Rename it."
    );
    let file = || FilePath::of(PRESETS_YAML);
    let pointer = preset.pointer.child(wrong);
    let place = Place::key(file(), pointer.clone());
    let rename = Change::rename_key(YamlFile::presets(), pointer, key);
    let label = format!("Rename {wrong} to {key}");
    findings
        .report(place, message)
        .safe("rename", label, vec![rename]);
}

/// The key of a preset that is probably a misspelling of a missing one.
fn misspelt<'p>(preset: &Preset<'p>, key: &str) -> Option<&'p str> {
    let map = preset
        .value
        .as_object()
        .filter(|map| !map.contains_key(key))?;
    let keys = map.keys().map(String::as_str);
    let mut others = keys.filter(|other| find(PRESET, other).is_none());
    others.find(|other| is_near(other, key))
}

/// A value for what is missing, and whether the pack says it.
fn derived(known: &Known<'_>, preset: &Preset<'_>, key: &str, index: usize) -> (String, bool) {
    let number = index + 1;
    let said = match key {
        "name" => preset
            .text("displayName")
            .and_then(slug)
            .filter(|name| known.is_new(name)),
        "displayName" => preset.text("name").map(str::to_owned),
        "group" => known.group_of(preset),
        _ => Some(String::new()),
    };
    let invented = || match key {
        "name" => (number..)
            .map(|number| format!("preset-{number}"))
            .find(|name| known.is_new(name))
            .unwrap_or_default(),
        "displayName" => format!("Preset {number}"),
        _ => "Options".to_owned(),
    };
    let is_said = said.is_some();
    (said.unwrap_or_else(invented), is_said)
}

/// What the pack says about all of its presets.
struct Known<'a> {
    /// Their names.
    names: BTreeSet<&'a str>,
    /// Those that values.yaml enables.
    enabled: Vec<Enabled<'a>>,
}

impl Known<'_> {
    /// Whether no preset has a name.
    fn is_new(&self, name: &str) -> bool {
        !self.names.contains(name)
    }

    /// The group that the comment in values.yaml enables a preset with.
    fn group_of(&self, preset: &Preset<'_>) -> Option<String> {
        let name = preset.text("name")?;
        let chosen = self.enabled.iter().find(|chosen| chosen.name == name)?;
        (!chosen.group.is_empty()).then(|| chosen.group.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn misspelt_keys_are_renamed_and_texts_are_no_list() {
        let presets = "presets:\n- name: a\n  displayname: The A\n  group: G\n  remove: []\n  add: |\n    a: 1\n";
        let fixed = Sample::addon()
            .file(PRESETS_YAML, presets)
            .fires(RULE.id, &["presets.yaml/presets/0/displayname"])
            .fixed(RULE.id, "rename")
            .silent(RULE.id);
        let right = presets.replace("displayname", "displayName");
        assert_eq!(fixed.text(PRESETS_YAML), right);
        Sample::addon()
            .file(PRESETS_YAML, &right.replace("remove: []", "Removes: []"))
            .fires(RULE.id, &["presets.yaml/presets/0/Removes"])
            .fixed(RULE.id, "rename")
            .silent(RULE.id);
        Sample::addon()
            .file(PRESETS_YAML, &right.replace("remove: []", "remove: a.b"))
            .fires(RULE.id, &["presets.yaml/presets/0/remove"]);
    }

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
        let fixed = (0..3)
            .fold(sample, |sample, _| sample.fixed(RULE.id, "add"))
            .clean();
        let text = fixed.text(PRESETS_YAML);
        assert!(
            text.contains("name: small-one") && text.contains("group: Options"),
            "{text}"
        );
    }

    #[test]
    fn a_group_is_taken_from_the_comment_or_asked_for() {
        let text = "presets:\n- name: a\n  displayName: A\n  remove: []\n  add: ''\n";
        let sample = Sample::addon().file(PRESETS_YAML, text);
        let safety = |sample: &Sample| sample.findings_of(RULE.id)[0].fixes[0].safety;
        assert_eq!(safety(&sample), pack_model::Safety::Ask);
        let values = sample.text(VALUES_YAML);
        let values = format!("# spectrocloud.com/enabled-presets: Speed:a\n{values}");
        let sample = sample.file(VALUES_YAML, &values);
        assert_eq!(safety(&sample), pack_model::Safety::Safe);
        let fixed = sample.fixed(RULE.id, "add").clean();
        assert!(fixed.text(PRESETS_YAML).contains("group: Speed"));
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
