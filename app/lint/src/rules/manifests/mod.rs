//! Rules on what a pack writes for its manifests.

pub(super) mod manifest_value_missing;
pub(super) mod manifest_value_unknown;
pub(super) mod manifest_values_unmatched;
