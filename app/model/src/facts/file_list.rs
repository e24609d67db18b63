//! The lists of files in pack.json: one table of what each lists, and which files belong in it.

use pack_syntax::Pointer;

use super::files::{
    CHARTS_ACCEPTED, IsThere, MANIFESTS_ACCEPTED, is_chart_to_list, is_manifest_to_list,
};
use crate::format::files::{CHARTS, MANIFESTS};
use crate::pack::path::FilePath;

/// A list of paths in pack.json, and the files that belong in it.
#[derive(Debug)]
pub struct FileList {
    /// The property of pack.json.
    pub key: &'static str,
    /// The folder of the files, ending in `/`.
    pub folder: &'static str,
    /// What one listed file is called.
    pub noun: &'static str,
    /// What several are called.
    pub plural: &'static str,
    /// What file choosers accept.
    pub accepted: &'static str,
    /// Whether a file belongs in the list, by its path and whether a file is at another path.
    pub(crate) belongs: fn(&FilePath, &IsThere<'_>) -> bool,
}

/// The Helm charts: archives directly in `charts/`.
pub const CHART_LIST: FileList = FileList {
    key: "charts",
    folder: CHARTS,
    noun: "chart",
    plural: "charts",
    accepted: CHARTS_ACCEPTED,
    belongs: is_chart_to_list,
};

/// The Kubernetes manifests: YAML and JSON files anywhere in `manifests/`.
pub const MANIFEST_LIST: FileList = FileList {
    key: "kubeManifests",
    folder: MANIFESTS,
    noun: "manifest",
    plural: "manifests",
    accepted: MANIFESTS_ACCEPTED,
    belongs: is_manifest_to_list,
};

/// All lists of files.
pub const FILE_LISTS: &[FileList] = &[CHART_LIST, MANIFEST_LIST];

impl PartialEq for FileList {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl FileList {
    /// The place of the list in pack.json.
    pub fn pointer(&self) -> Pointer {
        Pointer::root().child(self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::pack_json::ROOT;
    use crate::format::property::Type;

    #[test]
    fn every_property_that_lists_files_is_in_the_table() {
        let is_file = |of: &Type| matches!(of, Type::ChartFile | Type::ManifestFile);
        let keys = ROOT
            .iter()
            .filter(|property| matches!(property.value, Type::List(of) if is_file(of)))
            .map(|property| property.key);
        assert!(keys.eq(FILE_LISTS.iter().map(|list| list.key)));
    }
}
