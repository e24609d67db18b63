//! What rules ask of a pack: each file is read once, and again only when it changes. Nothing here
//! knows of rules, findings or fixes.

mod by_key;
pub(crate) mod chart;
pub(crate) mod context;
pub(crate) mod deployment;
pub(crate) mod file;
pub(crate) mod ignores;
pub(crate) mod images;
pub(crate) mod logo;
pub(crate) mod manifest;
pub(crate) mod pack_json;
pub(crate) mod parameters;
pub(crate) mod presets;
pub(crate) mod rendering;
pub(crate) mod text;
pub(crate) mod values;
