//! Rules on what a pack writes for its manifests.

pub(in crate::rules) mod manifest_value_missing;
pub(in crate::rules) mod manifest_value_unknown;
pub(in crate::rules) mod manifest_values_unmatched;
