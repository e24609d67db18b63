//! Values that a chart lacks to render, chosen in place of the user.

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value without which a chart does not render. It is a sample: the user has to replace it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededValue {
    /// The path of the chart in the pack.
    pub file: String,
    /// Its path in values.yaml.
    pub path: Pointer,
    /// The sample.
    #[serde(with = "json")]
    pub value: Value,
    /// Where the sample is from, as a path in the chart; `None` if it is made up.
    pub source: Option<String>,
}

/// Writes a value as JSON, as it is sent in a form that does not say of what type a value is.
mod json {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(
        value: &Value,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Value, D::Error> {
        let text = String::deserialize(deserializer)?;
        pack_syntax::json::value(&text).map_err(D::Error::custom)
    }
}
