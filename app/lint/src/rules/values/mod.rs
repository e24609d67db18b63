//! Rules on values.yaml and the other YAML files at the root.

pub(in crate::rules) mod ambiguous_scalar;
pub(in crate::rules) mod install_priority_not_integer;
pub(in crate::rules) mod macro_not_closed;
pub(in crate::rules) mod macro_not_quoted;
pub(in crate::rules) mod misspelt_pack_value;
pub(in crate::rules) mod namespace_invalid;
pub(in crate::rules) mod namespace_labels_not_text;
pub(in crate::rules) mod namespace_missing;
pub(in crate::rules) mod number_as_text;
pub(in crate::rules) mod unknown_system_macro;
pub(in crate::rules) mod values_missing;
pub(in crate::rules) mod values_not_a_map;
pub(in crate::rules) mod yaml_duplicate_key;
pub(in crate::rules) mod yaml_multiple_documents;
pub(in crate::rules) mod yaml_syntax;

use pack_model::YamlFile;

/// The files that hold one YAML document each.
fn documents() -> [YamlFile; 3] {
    [
        YamlFile::values(),
        YamlFile::presets(),
        YamlFile::parameters(),
    ]
}
