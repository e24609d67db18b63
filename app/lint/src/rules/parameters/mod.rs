//! Rules on schema.yaml, whose entries the page calls parameters.

pub(in crate::rules) mod parameter_default_invalid;
pub(in crate::rules) mod parameter_expression_invalid;
pub(in crate::rules) mod parameter_path_unresolved;
pub(in crate::rules) mod parameter_regex_invalid;
pub(in crate::rules) mod parameter_required_empty;
pub(in crate::rules) mod parameter_without_hints;
