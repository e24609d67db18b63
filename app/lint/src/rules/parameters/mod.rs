//! Rules on schema.yaml, whose entries the page calls parameters.

pub(super) mod parameter_default_invalid;
pub(super) mod parameter_expression_invalid;
pub(super) mod parameter_path_unresolved;
pub(super) mod parameter_regex_invalid;
pub(super) mod parameter_required_empty;
pub(super) mod parameter_without_hints;
