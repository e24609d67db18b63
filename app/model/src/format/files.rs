//! The names of the files and folders of a pack.

/// The metadata of a pack.
pub const PACK_JSON: &str = "pack.json";
/// The values that a pack offers to a cluster profile.
pub const VALUES_YAML: &str = "values.yaml";
/// The logo that Palette shows.
pub const LOGO_PNG: &str = "logo.png";
/// The description that Palette shows when the pack is selected.
pub const README_MD: &str = "README.md";
/// The presets that a user of the pack can pick.
pub const PRESETS_YAML: &str = "presets.yaml";
/// The constraints on values, called parameters in the page.
pub const SCHEMA_YAML: &str = "schema.yaml";
/// The findings that the pack ignores. It stays with the sources of a pack, and is never pushed.
pub const PACK_CHECK_YAML: &str = ".pack-check.yaml";
/// What a folder or an archive has at its root if it is a Helm chart.
pub const CHART_YAML: &str = "Chart.yaml";
/// The folder of Helm chart archives.
pub const CHARTS: &str = "charts/";
/// The folder of Kubernetes manifests.
pub const MANIFESTS: &str = "manifests/";
