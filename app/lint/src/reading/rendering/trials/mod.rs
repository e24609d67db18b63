//! What needs many renderings: the same chart or manifest with other values.
//!
//! - `switches`: what a chart would add if parts of it were switched on.
//! - `presets`: what fails or renders with each preset.
//! - `effects`: values that change nothing.

pub(super) mod effects;
pub(super) mod presets;
pub(super) mod switches;
