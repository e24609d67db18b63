//! Rules on the charts and manifests that pack.json lists.

pub(in crate::rules) mod chart_drifts_from_folder;
pub(in crate::rules) mod chart_file_missing;
pub(in crate::rules) mod chart_not_an_archive;
pub(in crate::rules) mod chart_not_loadable;
pub(in crate::rules) mod duplicate_chart;
pub(in crate::rules) mod manifest_file_missing;
pub(in crate::rules) mod path_leaves_pack;
pub(in crate::rules) mod unlisted_chart;
pub(in crate::rules) mod unlisted_manifest;

mod missing;
mod unlisted;
