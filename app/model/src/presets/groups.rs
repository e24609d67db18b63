//! The presets of a pack by group, and which of them are chosen.

use std::collections::BTreeSet;

use pack_once::sort::sort_by_cached_key;
use serde_json::Value;

use crate::facts::enabled_presets::enabled;
use crate::pack::Pack;
use crate::pack::path::{PRESETS_YAML, VALUES_YAML};

/// Presets of one group. A cluster profile has at most one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresetGroup {
    /// Its name; empty for presets without a group.
    pub name: String,
    /// Its presets, in the order of presets.yaml.
    pub presets: Vec<Preset>,
}

/// A preset that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Its index in presets.yaml.
    pub index: usize,
    /// Its name. Presets of other groups may have it as well.
    pub name: String,
    /// Group and name: see [`preset_id`].
    pub id: String,
    /// What Palette shows for it.
    pub label: String,
    /// The name of its group; empty if it has none.
    pub group: String,
    /// The dotted paths that it removes from the values first.
    pub remove: Vec<String>,
    /// What it adds to the values then, as YAML text.
    pub add: String,
    /// The comment at the top of values.yaml enables it: it counts as chosen as long as no other one of its
    /// group is, and the values have it already.
    pub is_preselected: bool,
}

/// What tells a preset apart, as the comment in values.yaml names it: `Group:name`, or `name` without a
/// group.
pub fn preset_id(group: &str, name: &str) -> String {
    match group {
        "" => name.to_owned(),
        group => format!("{group}:{name}"),
    }
}

impl PresetGroup {
    /// Whether one of the presets of the group counts as chosen, by the ids of all that are.
    pub fn is_chosen(&self, preset: &Preset, chosen: &[String]) -> bool {
        let is_in = |preset: &Preset| chosen.contains(&preset.id);
        is_in(preset) || (preset.is_preselected && !self.presets.iter().any(is_in))
    }

    /// The ids of all presets that are chosen once this one is turned: it is chosen in place of the others of its
    /// group, or no more.
    pub fn turned(&self, id: &str, chosen: &[String]) -> Vec<String> {
        let is_chosen = chosen.iter().any(|other| other == id);
        let is_of_group = |other: &&String| self.presets.iter().any(|preset| preset.id == **other);
        let others = chosen.iter().filter(|other| !is_of_group(other)).cloned();
        others.chain((!is_chosen).then(|| id.to_owned())).collect()
    }
}

/// The presets of a pack, by group. What has no name cannot be chosen, so it is left out.
pub fn presets(pack: &Pack) -> Vec<PresetGroup> {
    let Some(text) = pack.text(PRESETS_YAML) else {
        return Vec::new();
    };
    let enabled = enabled(pack.text(VALUES_YAML).unwrap_or_default());
    let data = pack.read_yaml(text).value().unwrap_or_default();
    let all = data.get("presets").and_then(Value::as_array);
    let mut groups: Vec<PresetGroup> = Vec::new();
    for (index, preset) in all.into_iter().flatten().enumerate() {
        let text = |key: &str| preset.get(key).and_then(Value::as_str).unwrap_or_default();
        let (name, group) = (text("name"), text("group"));
        if name.is_empty() {
            continue;
        }
        let label = Some(text("displayName")).filter(|label| !label.is_empty());
        let remove = preset.get("remove").and_then(Value::as_array);
        let remove = remove.into_iter().flatten().filter_map(Value::as_str);
        let preset = Preset {
            index,
            name: name.to_owned(),
            id: preset_id(group, name),
            is_preselected: enabled
                .iter()
                .any(|enabled| (enabled.group, enabled.name) == (group, name)),
            label: label.unwrap_or(name).to_owned(),
            group: group.to_owned(),
            remove: remove.map(str::to_owned).collect(),
            add: text("add").to_owned(),
        };
        match groups.iter_mut().find(|known| known.name == group) {
            Some(known) => known.presets.push(preset),
            None => groups.push(PresetGroup {
                name: group.to_owned(),
                presets: vec![preset],
            }),
        }
    }
    groups
}

/// The presets that count as chosen, in the order of presets.yaml, by the ids of those that are.
pub fn counted<'g>(groups: &'g [PresetGroup], chosen: &[String]) -> Vec<&'g Preset> {
    let all = groups.iter().flat_map(|group| {
        let presets = group.presets.iter();
        presets.filter(|preset| group.is_chosen(preset, chosen))
    });
    let mut found: Vec<_> = all.collect();
    sort_by_cached_key(&mut found, &|preset| preset.index);
    found
}

/// The ids of presets that are chosen, of which older drafts have the bare names. A name that no preset has
/// stays.
pub fn full_ids(pack: &Pack, chosen: Vec<String>) -> Vec<String> {
    if chosen.is_empty() {
        return chosen;
    }
    let groups = presets(pack);
    let all: Vec<_> = groups.iter().flat_map(|group| &group.presets).collect();
    let mut full = BTreeSet::new();
    for id in chosen {
        let is_known = all.iter().any(|preset| preset.id == id);
        let named = all.iter().filter(|preset| !is_known && preset.name == id);
        let ids: Vec<_> = named.map(|preset| preset.id.clone()).collect();
        match ids.is_empty() {
            true => full.extend([id]),
            false => full.extend(ids),
        }
    }
    full.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presets::testing::pack;

    #[test]
    fn presets_are_grouped_in_their_order() {
        let text = "presets:\n- {name: small, displayName: Small, group: Size}\n- {name: plain}\n- {name: large, group: Size}\n- {group: Size}\n";
        let groups = presets(&pack("", text)).into_iter().map(|group| {
            let presets = group.presets.into_iter();
            let presets: Vec<_> = presets
                .map(|preset| format!("{}={}", preset.name, preset.label))
                .collect();
            format!("{}: {}", group.name, presets.join(" "))
        });
        assert_eq!(
            groups.collect::<Vec<_>>(),
            ["Size: small=Small large=large", ": plain=plain"]
        );
        for unreadable in ["", "presets: [", "presets: {a: b}", "- 1"] {
            assert!(presets(&pack("", unreadable)).is_empty(), "{unreadable}");
        }
    }

    #[test]
    fn presets_of_two_groups_are_told_apart_and_one_of_a_group_is_chosen() {
        let text = "presets:\n- {name: none, group: A}\n- {name: some, group: A}\n- {name: none, group: B}\n- {name: none}\n";
        let groups = presets(&pack("# spectrocloud.com/enabled-presets: A:none\n", text));
        let chosen = |chosen: &[&str]| {
            let chosen: Vec<_> = chosen.iter().map(|id| (*id).to_owned()).collect();
            let all = groups.iter().flat_map(|group| {
                let presets = group.presets.iter();
                presets.filter(|preset| group.is_chosen(preset, &chosen))
            });
            all.map(|preset| preset.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(chosen(&[]), ["A:none"]);
        assert_eq!(chosen(&["A:some"]), ["A:some"]);
        assert_eq!(chosen(&["B:none", "none"]), ["A:none", "B:none", "none"]);
        let ids = ["B:none".to_owned()];
        let counted = counted(&groups, &ids).into_iter();
        assert_eq!(
            counted.map(|preset| preset.index).collect::<Vec<_>>(),
            [0, 2]
        );
        let turned = |id: &str, chosen: &[&str]| {
            let chosen: Vec<_> = chosen.iter().map(|id| (*id).to_owned()).collect();
            groups[0].turned(id, &chosen)
        };
        assert_eq!(
            turned("A:some", &["A:none", "B:none"]),
            ["B:none", "A:some"]
        );
        assert_eq!(turned("A:some", &["A:some", "B:none"]), ["B:none"]);
    }

    #[test]
    fn bare_names_of_presets_become_their_ids() {
        let text = "presets:\n- {name: a, group: G}\n- {name: a, group: H}\n- {name: b, group: G}\n- {name: c, group: G}\n- {name: c}\n";
        let pack = pack("", text);
        let full =
            |chosen: &[&str]| full_ids(&pack, chosen.iter().map(|id| (*id).to_owned()).collect());
        assert_eq!(full(&["b", "gone"]), ["G:b", "gone"]);
        assert_eq!(
            full(&["a"]),
            ["G:a", "H:a"],
            "all of that name were applied"
        );
        assert_eq!(full(&["c", "G:a", "H:a"]), ["G:a", "H:a", "c"]);
        assert!(full(&[]).is_empty());
    }
}
