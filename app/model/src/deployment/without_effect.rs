//! Values that change nothing of what is rendered.

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

/// The values of a pack that change nothing of what is rendered, as far as they were tried.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutEffect {
    /// Their paths in values.yaml; that of a map where nothing in it has an effect.
    pub values: Vec<Pointer>,
    /// How many values were not tried, because that would have taken too long.
    pub untried: usize,
}
