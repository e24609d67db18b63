//! What does each preset add to the values?

use pack_model::presets::added;
use serde_json::Value;

/// What each preset of a presets.yaml adds to the values, if that is YAML.
pub(crate) fn additions(data: &Value) -> Vec<Option<Value>> {
    let presets = data.get("presets").and_then(Value::as_array);
    let presets = presets.into_iter().flatten();
    presets
        .map(|preset| added(preset.get("add")?.as_str()?))
        .collect()
}
