//! What does each preset add to the values?

use pack_syntax::Yaml;
use serde_json::Value;

/// What each preset of a presets.yaml adds to the values, if that is YAML.
pub(crate) fn additions(data: &Value) -> Vec<Option<Value>> {
    let presets = data.get("presets").and_then(Value::as_array);
    presets.into_iter().flatten().map(addition).collect()
}

fn addition(preset: &Value) -> Option<Value> {
    let yaml = Yaml::read(preset.get("add")?.as_str()?);
    if yaml.is_broken() || yaml.documents() > 1 {
        return None;
    }
    yaml.value()
}
