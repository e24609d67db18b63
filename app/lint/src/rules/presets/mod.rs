//! Rules on presets.yaml, and on what values.yaml says of presets.

pub(in crate::rules) mod duplicate_preset;
pub(in crate::rules) mod enabled_preset_conflict;
pub(in crate::rules) mod enabled_preset_unknown;
pub(in crate::rules) mod enabled_presets_misspelt;
pub(in crate::rules) mod preset_add_not_yaml;
pub(in crate::rules) mod preset_incomplete;
pub(in crate::rules) mod preset_path_unresolved;
