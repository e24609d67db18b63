//! Rules on whether pack.json can be read, and on its properties as its schema has them.

pub(in crate::rules) mod json_duplicate_key;
pub(in crate::rules) mod json_syntax;
pub(in crate::rules) mod misspelt_property;
pub(in crate::rules) mod pack_json_missing;
pub(in crate::rules) mod schema_violation;
pub(in crate::rules) mod template_unfinished;
pub(in crate::rules) mod unknown_property;
