//! What can be chosen and sampled before a pack is rendered: the version of Kubernetes, and the macros that
//! its texts have.

use std::collections::BTreeSet;

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
