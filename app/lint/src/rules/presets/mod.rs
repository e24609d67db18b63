//! Rules on presets.yaml, and on what values.yaml says of presets.

pub(super) mod duplicate_preset;
pub(super) mod enabled_preset_conflict;
pub(super) mod enabled_preset_unknown;
pub(super) mod enabled_presets_misspelt;
pub(super) mod preset_add_not_yaml;
pub(super) mod preset_incomplete;
pub(super) mod preset_path_unresolved;
