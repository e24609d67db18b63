//! Which charts and manifests does pack.json list, and which are missing in the list?

use pack_model::facts::files::{is_chart_to_list, is_manifest_to_list};
use pack_model::manifest::Listed;
use pack_model::{FilePath, Pack};

use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::properties::{self, has_misspelt};
use crate::reading::text::is_among;

/// A list of paths in pack.json, and which files belong in it.
pub(crate) struct Listing {
    /// The property.
    pub(crate) key: &'static str,
    /// What one listed file is called.
    pub(crate) noun: &'static str,
    /// Whether a file of the pack belongs in the list.
    belongs: fn(&FilePath) -> bool,
}

/// The Helm charts: archives directly below `charts/`.
pub(crate) const CHART_LISTING: Listing = Listing {
    key: "charts",
    noun: "chart",
    belongs: is_chart_to_list,
};

/// The Kubernetes manifests: YAML and JSON files below `manifests/`.
pub(crate) const MANIFEST_LISTING: Listing = Listing {
    key: "kubeManifests",
    noun: "manifest",
    belongs: is_manifest_to_list,
};

impl Listing {
    /// The paths that pack.json lists.
    pub(crate) fn listed(&self, context: &Context<'_>) -> Vec<Listed> {
        if self.key == CHART_LISTING.key {
            context.manifest.charts()
        } else {
            context.manifest.kube_manifests()
        }
    }

    /// The files that belong in the list and are not listed, sorted by path.
    pub(crate) fn unlisted(&self, context: &Context<'_>) -> Vec<FilePath> {
        let listed = self.listed(context);
        let mut listed: Vec<_> = listed.iter().filter_map(|one| inside(&one.path)).collect();
        listed.sort();
        let files = context
            .pack
            .files()
            .map(|(path, _)| path)
            .filter(|path| (self.belongs)(path));
        files
            .filter(|path| !is_among(&listed, path.as_str()))
            .cloned()
            .collect()
    }

    /// Whether a path leads to the folder of an unpacked chart.
    pub(crate) fn is_folder(&self, pack: &Pack, path: &str) -> bool {
        let inner = format!("{}/Chart.yaml", path.trim_end_matches('/'));
        self.key == CHART_LISTING.key && pack.file(&inner).is_some()
    }

    /// Whether it is certain what is listed: the list is readable, or certainly missing.
    pub(crate) fn is_certain(&self, context: &Context<'_>) -> bool {
        let Some(root) = context.manifest.json().root() else {
            return false;
        };
        context.is_sound()
            && context
                .property(self.key)
                .is_none_or(|list| list.items().is_some())
            && !has_misspelt(root, properties::ROOT, self.key)
    }
}
