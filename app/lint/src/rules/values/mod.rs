//! Rules on values.yaml and the other YAML files at the root.

pub(super) mod values_missing;
pub(super) mod yaml_syntax;
