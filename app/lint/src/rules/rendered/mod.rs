//! Rules on what a cluster gets: charts and manifests, rendered, and the objects that they become.

pub(super) mod api_version_removed;
pub(super) mod chart_does_not_render;
pub(super) mod chart_needs_preset;
pub(super) mod chart_needs_value;
pub(super) mod manifest_not_yaml;
pub(super) mod namespace_fixed;
pub(super) mod object_incomplete;
pub(super) mod object_name_invalid;
pub(super) mod object_twice;
pub(super) mod preset_breaks_rendering;
pub(in crate::rules) mod value_without_effect;
