//! Rules on what a pack says of itself: name, version, type, cloud types, end of life.

pub(in crate::rules) mod addon_type_missing;
pub(in crate::rules) mod addon_type_on_core_layer;
pub(in crate::rules) mod cloud_types_missing;
pub(in crate::rules) mod cloud_types_redundant;
pub(in crate::rules) mod eol_blank;
pub(in crate::rules) mod eol_not_a_date;
pub(in crate::rules) mod eol_passed;
pub(in crate::rules) mod name_not_pushable;
pub(in crate::rules) mod undocumented_cloud_type;
pub(in crate::rules) mod unknown_addon_type;
pub(in crate::rules) mod version_leading_v;
pub(in crate::rules) mod version_not_pushable;
pub(in crate::rules) mod version_not_semver;
