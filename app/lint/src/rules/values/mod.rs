//! Rules on values.yaml and the other YAML files at the root.

pub(super) mod ambiguous_scalar;
pub(super) mod install_priority_not_integer;
pub(super) mod macro_not_closed;
pub(super) mod macro_not_quoted;
pub(super) mod misspelt_pack_value;
pub(super) mod namespace_invalid;
pub(super) mod namespace_labels_not_text;
pub(super) mod namespace_missing;
pub(super) mod unknown_system_macro;
pub(super) mod values_missing;
pub(super) mod values_not_a_map;
pub(super) mod yaml_duplicate_key;
pub(super) mod yaml_multiple_documents;
pub(super) mod yaml_syntax;

use pack_model::path::{PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};

/// The files that hold one YAML document each.
const DOCUMENTS: [&str; 3] = [VALUES_YAML, PRESETS_YAML, SCHEMA_YAML];
