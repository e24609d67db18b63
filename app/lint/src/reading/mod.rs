//! What the files of a pack say: read once for as long as a file stays, and asked by the rules.

pub(crate) mod chart;
pub(crate) mod context;
pub(crate) mod file;
pub(crate) mod images;
pub(crate) mod manifest;
pub(crate) mod pack_json;
pub(crate) mod parameters;
pub(crate) mod presets;
pub(crate) mod text;
pub(crate) mod values;
