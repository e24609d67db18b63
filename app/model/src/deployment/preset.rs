//! What a preset changes about what renders.

use serde::{Deserialize, Serialize};

use super::Failure;

/// What a preset of the pack does to its charts and manifests, chosen alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresetOutcome {
    /// The index of the preset in presets.yaml.
    pub preset: usize,
    /// What fails with it, and renders without any preset.
    pub breaks: Vec<Failure>,
    /// The paths of the charts and manifests that render with it, and fail without any preset.
    pub repairs: Vec<String>,
}
