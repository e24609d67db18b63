//! Which value wins if a pack sets values over those of a chart? Nothing is copied.

use std::collections::BTreeSet;

use serde_json::Value;

/// The values at one place, with the winning ones first.
#[derive(Debug, Clone, Default)]
pub struct Layers<'a>(Vec<&'a Value>);

impl<'a> Layers<'a> {
    /// Values over values; absent ones are skipped.
    pub fn new(layers: impl IntoIterator<Item = Option<&'a Value>>) -> Self {
        Self(layers.into_iter().flatten().collect())
    }

    /// These over further values.
    pub fn over(mut self, below: Option<&'a Value>) -> Self {
        self.0.extend(below);
        self
    }

    /// The value that wins, unless it is a map: all layers together make up a map.
    pub fn single(&self) -> Option<&'a Value> {
        self.0.first().copied().filter(|value| !value.is_object())
    }

    /// The value that wins, if it is a string, without spaces around it.
    pub fn text(&self) -> Option<&'a str> {
        self.single()?.as_str().map(str::trim)
    }

    /// The values below a key; none if they are not maps.
    pub fn get(&self, key: &str) -> Self {
        let maps = self.0.iter().map_while(|value| value.as_object());
        Self(maps.filter_map(|map| map.get(key)).collect())
    }

    /// The values along a path of keys.
    pub fn at<'k>(&self, path: impl IntoIterator<Item = &'k str>) -> Self {
        path.into_iter()
            .fold(self.clone(), |layers, key| layers.get(key))
    }

    /// Whether no layer has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys of the map here, each once.
    pub fn keys(&self) -> BTreeSet<&'a str> {
        let maps = self.0.iter().map_while(|value| value.as_object());
        let mut keys = BTreeSet::new();
        maps.for_each(|map| keys.extend(map.keys().map(String::as_str)));
        keys
    }

    /// The items of the list that wins.
    pub fn items(&self) -> Vec<Self> {
        let items = self.single().and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .map(|item| Self(vec![item]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_layer_wins_and_maps_are_joined() {
        let (pack, chart) = (
            json!({ "a": { "b": 2 }, "l": [3], "m": 1, "n": null }),
            json!({ "a": { "b": 1, "c": "x " }, "l": [1, 2], "m": { "z": 1 }, "n": { "y": 1 } }),
        );
        let layers = Layers::new([Some(&pack), None]).over(Some(&chart));
        assert_eq!(layers.at(["a", "b"]).single(), Some(&json!(2)));
        assert_eq!(layers.at(["a", "c"]).text(), Some("x"));
        assert_eq!(layers.get("a").keys(), ["b", "c"].into());
        assert_eq!(layers.get("l").items().len(), 1);
        assert!(layers.at(["m", "z"]).is_empty() && layers.at(["n", "y"]).is_empty());
        assert_eq!(layers.get("a").single(), None);
    }
}
