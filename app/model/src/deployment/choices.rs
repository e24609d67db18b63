//! What can be chosen and sampled before a pack is rendered: the version of Kubernetes, the presets of the
//! pack, by group, and the macros that its texts have.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::facts::enabled_presets::enabled;
use crate::format::macros::MACROS;
use crate::pack::Pack;
use crate::pack::manifest::Manifest;
use crate::pack::path::{PRESETS_YAML, VALUES_YAML};

/// Versions of Kubernetes to choose from, the newest first. Any other one can be typed.
pub const KUBE_VERSIONS: &[&str] = &[
    "v1.35.0", "v1.34.0", "v1.33.0", "v1.32.0", "v1.31.0", "v1.30.0", "v1.29.0", "v1.28.0",
    "v1.27.0", "v1.26.0", "v1.25.0", "v1.24.0", "v1.23.0", "v1.22.0",
];

/// An API version, as an example.
pub const API_VERSION: &str = "monitoring.coreos.com/v1";

/// A version of Kubernetes as it was typed, with or without its `v` and its last number, written in full, with
/// what a distribution puts behind it (`1.29.5+rke2r1`, `v1.29.5-gke.100`); `None` if it is none.
pub fn kube_version(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let version = typed.strip_prefix(['v', 'V']).unwrap_or(typed);
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let (numbers, behind) = version.split_at_checked(end)?;
    let mut numbers = numbers.split('.');
    let mut number = || numbers.next().map(str::parse::<u32>);
    let (major, minor) = (number()?.ok()?, number()?.ok()?);
    let patch = number().transpose().ok()?.unwrap_or(0);
    let is_named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    let is_whole = behind.chars().all(is_named) && !behind.ends_with(['-', '+', '.']);
    // `1.3` is on its way to become `1.31`.
    let is_one = major == 1 && minor >= 10 && number().is_none() && is_whole;
    is_one.then(|| format!("v{major}.{minor}.{patch}{behind}"))
}

/// Whether a pack lists a chart or a manifest, so that a cluster may get objects from it.
pub fn has_sources(manifest: &Manifest) -> bool {
    !manifest.charts().is_empty() || !manifest.kube_manifests().is_empty()
}

/// The word that the path of a macro begins with.
const WORD: &str = ".spectro.";

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
        let preset = Preset {
            index,
            name: name.to_owned(),
            id: preset_id(group, name),
            is_preselected: enabled
                .iter()
                .any(|enabled| (enabled.group, enabled.name) == (group, name)),
            label: label.unwrap_or(name).to_owned(),
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

/// The paths of the macros that are replaced before a pack is rendered: those in values.yaml, in what
/// presets add to it, and in the listed manifests.
pub fn macros(pack: &Pack) -> Vec<String> {
    let manifests = pack.manifest().kube_manifests().into_iter();
    let files = [VALUES_YAML, PRESETS_YAML].map(str::to_owned);
    let files = files.into_iter().chain(manifests.map(|listed| listed.path));
    let texts: Vec<&str> = files.filter_map(|file| pack.text(&file)).collect();
    let lines = texts.into_iter().flat_map(str::lines);
    let lines = lines.filter(|line| line.contains(WORD) && !line.trim_start().starts_with('#'));
    let mut found = BTreeSet::new();
    for line in lines {
        for part in line.split("{{").skip(1) {
            let inner = part.split("}}").next().unwrap_or_default();
            for (at, _) in inner.match_indices(WORD) {
                let rest = inner.get(at..).unwrap_or_default();
                let is_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
                let path = rest.split(|c: char| !is_path(c)).next().unwrap_or_default();
                found.insert(path.trim_end_matches('.').to_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// What stands for a macro where the user gives no sample: that of the table, or the last name of its
/// path.
pub fn usual_sample(path: &str) -> &str {
    let known = MACROS.iter().find(|known| known.name == path);
    let sample = known.map(|known| known.sample).unwrap_or_default();
    match sample {
        "" => path.rsplit('.').next().unwrap_or_default(),
        sample => sample,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;
    use crate::pack::path::FilePath;

    fn pack(values: &str, presets: &str) -> Pack {
        let mut pack = Pack::default();
        for (path, text) in [(VALUES_YAML, values), (PRESETS_YAML, presets)] {
            pack.put(FilePath::of(path), Some(File::of_text(text)));
        }
        pack
    }

    #[test]
    fn a_version_of_kubernetes_is_read_as_it_is_typed() {
        for (typed, expected) in [
            ("1.31", Some("v1.31.0")),
            (" v1.31.2 ", Some("v1.31.2")),
            ("1.3", None),
            ("1.29.5+rke2r1", Some("v1.29.5+rke2r1")),
            ("v1.29.5-gke.100", Some("v1.29.5-gke.100")),
            ("1.29.5+", None),
            ("1.29.5+a b", None),
            ("1.31.", None),
            ("1.31.2.3", None),
            ("2.0", None),
            ("newest", None),
            ("", None),
        ] {
            assert_eq!(kube_version(typed).as_deref(), expected, "{typed}");
        }
        for version in KUBE_VERSIONS {
            assert_eq!(kube_version(version).as_deref(), Some(*version));
        }
    }

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

    #[test]
    fn macros_are_found_once_and_in_order() {
        let values = "# {{ .spectro.var.not }}\na: \"{{ .spectro.var.my-host | default .spectro.system.cluster.name }}-{{.spectro.var.my-host}}\"\nb: .spectro.var.no_macro\n";
        let presets = "presets:\n- add: |\n    c: '{{ .spectro.pack.other.x_y }}'\n";
        assert_eq!(
            macros(&pack(values, presets)),
            [
                ".spectro.pack.other.x_y",
                ".spectro.system.cluster.name",
                ".spectro.var.my-host"
            ]
        );
    }

    #[test]
    fn a_macro_has_a_usual_sample() {
        assert_eq!(usual_sample(".spectro.system.cluster.name"), "cluster-name");
        assert_eq!(usual_sample(".spectro.var.my-host"), "my-host");
    }
}
