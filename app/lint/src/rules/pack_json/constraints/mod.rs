//! Rules on `constraints` of pack.json: dependencies and resources.

pub(in crate::rules) mod dependency_on_itself;
pub(in crate::rules) mod dependency_range_inverted;
pub(in crate::rules) mod dependency_without_range;
pub(in crate::rules) mod duplicate_dependency;
pub(in crate::rules) mod duplicate_resource;
pub(in crate::rules) mod min_limit_ignored;
pub(in crate::rules) mod resource_without_amount;
pub(in crate::rules) mod unresolved_parameter_path;
