//! Rules on pack.json.

pub(super) mod json_syntax;
pub(super) mod pack_json_missing;
pub(super) mod version_leading_v;
