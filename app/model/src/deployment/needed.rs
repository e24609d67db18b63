//! Values that a chart lacks to render, chosen in place of the user.

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::as_json;

/// A value without which a chart does not render. It is a sample: the user has to replace it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededValue {
    /// The path of the chart in the pack.
    pub file: String,
    /// Its path in values.yaml.
    pub path: Pointer,
    /// The sample.
    #[serde(with = "as_json")]
    pub value: Value,
    /// Where the sample is from, as a path in the chart; `None` if it is made up.
    pub source: Option<String>,
}
