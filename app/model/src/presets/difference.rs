//! What values.yaml has otherwise than it had before, or than its charts have, as a preset would say it.

use pack_syntax::{Pointer, Yaml};
use serde_json::Value;

use super::applying::{data, differing, put};
use crate::chart::Chart;
use crate::chart::defaults::Defaults;
use crate::pack::Pack;
use crate::pack::path::VALUES_YAML;

/// The properties of a preset that makes the difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The dotted paths that it removes.
    pub remove: Vec<String>,
    /// What it adds, as YAML text with the comments of values.yaml.
    pub add: String,
}

impl Difference {
    /// Whether it makes none.
    pub fn is_empty(&self) -> bool {
        self.remove.is_empty() && self.add.is_empty()
    }
}

/// What leads from the values of an earlier pack to those that it has now; `None` if they cannot be read.
pub fn since(before: &Pack, now: &Pack) -> Option<Difference> {
    let text = |pack: &Pack| pack.text(VALUES_YAML).unwrap_or_default().to_owned();
    let (before, after) = (data(before, &text(before))?, data(now, &text(now))?);
    let mut remove = Vec::new();
    gone(&before, &after, "", &mut remove);
    let add = addition(now, &differing(&before, &after))?;
    Some(Difference { remove, add })
}

/// What the pack gives its charts otherwise than they have by themselves; `None` if values.yaml cannot be read. A
/// chart without values of its own has nothing to differ from.
pub fn from_charts(pack: &Pack) -> Option<Difference> {
    let own = data(pack, pack.text(VALUES_YAML).unwrap_or_default())?;
    let mut places = Vec::new();
    let archives = pack.manifest().charts().into_iter();
    let archives = archives.filter_map(|listed| pack.file(&listed.path));
    for chart in archives.filter_map(|file| Chart::read(&file.bytes).ok()) {
        let root = Pointer::from_iter(["charts", chart.name.as_str()]);
        let defaults = Defaults::read(&chart).with_inner();
        if let Some((defaults, own)) = defaults.zip(own.pointer(&root.to_string())) {
            let found = differing(&defaults, own).into_iter();
            places.extend(found.map(|place| {
                root.tokens()
                    .iter()
                    .chain(place.tokens())
                    .cloned()
                    .collect()
            }));
        }
    }
    Some(Difference {
        remove: Vec::new(),
        add: addition(pack, &places)?,
    })
}

/// The values at some places as a text of their own.
fn addition(pack: &Pack, places: &[Pointer]) -> Option<String> {
    let source = pack.read_yaml(pack.text(VALUES_YAML).unwrap_or_default());
    put(pack, String::new(), &source, places).or_else(|| printed(&source, places))
}

/// The same without comments, where the text cannot be copied.
fn printed(source: &Yaml, places: &[Pointer]) -> Option<String> {
    let (data, mut text) = (source.value()?, String::new());
    for place in places {
        let value = data.pointer(&place.to_string())?;
        let edits = Yaml::read(text.as_str()).set(place, value).ok()?;
        text = pack_syntax::apply(&text, &edits).ok()?;
    }
    Some(text)
}

/// The dotted paths of what is no longer in a map.
fn gone(before: &Value, after: &Value, above: &str, found: &mut Vec<String>) {
    let (Value::Object(before), Value::Object(after)) = (before, after) else {
        return;
    };
    for (key, before) in before {
        let path = match above {
            "" => key.clone(),
            above => format!("{above}.{key}"),
        };
        match after.get(key) {
            Some(after) => gone(before, after, &path, found),
            None => found.push(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use pack_archive::{Entry, write_tar_gz};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::pack::file::File;
    use crate::pack::path::{FilePath, PACK_JSON};
    use crate::presets::applied;
    use crate::presets::testing::{all, pack};

    #[test]
    fn a_difference_is_what_goes_and_what_comes() {
        let before =
            "charts:\n  web:\n    # how many\n    replicas: 1\n    tls: {a: 1}\n    x.y: 2\n";
        let now = "charts:\n  web:\n    # how many\n    replicas: 3 # three\n    # hosts\n    hosts:\n    - a\n";
        let found = since(&pack(before, ""), &pack(now, "")).unwrap();
        assert_eq!(found.remove, ["charts.web.tls", "charts.web.x.y"]);
        assert_eq!(
            found.add,
            "charts:\n  web:\n    # how many\n    replicas: 3 # three\n    # hosts\n    hosts:\n    - a\n"
        );
        assert!(since(&pack(now, ""), &pack(now, "")).unwrap().is_empty());
        assert_eq!(since(&pack("a: [", ""), &pack(now, "")), None);
    }

    #[test]
    fn what_a_chart_has_by_itself_is_no_difference() {
        let entry = |path: &str, text: &str| Entry::new(path, text.as_bytes().to_vec());
        let entries = [
            entry("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            entry("values.yaml", "replicas: 1\nport: 80\nlist: [1]\n"),
        ];
        let chart = write_tar_gz("web", &entries).unwrap();
        let values = "pack: {}\ncharts:\n  web:\n    replicas: 1\n    list: [2]\n    new: true\n";
        let mut pack = pack(values, "");
        assert!(from_charts(&pack).unwrap().is_empty());
        pack.put(
            FilePath::of(PACK_JSON),
            Some(File::of_text(r#"{"charts": ["charts/web.tgz"]}"#)),
        );
        pack.put(FilePath::of("charts/web.tgz"), Some(File::new(chart)));
        let found = from_charts(&pack).unwrap();
        assert!(found.remove.is_empty());
        assert_eq!(found.add, "charts:\n  web:\n    list: [2]\n    new: true\n");
    }

    proptest! {
        #[test]
        fn a_difference_makes_the_difference(
            before in prop::collection::btree_map("[ab]", prop::collection::btree_map("[a-c.0]{1,2}", 0..3, 0..4), 0..3),
            now in prop::collection::btree_map("[ab]", prop::collection::btree_map("[a-c]{1,2}", 0..3, 0..4), 0..3),
        ) {
            let (before, now) = (json!(before).to_string(), json!(now).to_string());
            let made = since(&pack(&before, ""), &pack(&now, "")).unwrap();
            let presets = json!({ "presets": [{ "name": "x", "remove": made.remove, "add": made.add }] });
            let pack = pack(&before, &presets.to_string());
            let applied = applied(&pack, &all(&pack).iter().collect::<Vec<_>>()).unwrap();
            let read = Yaml::read(applied.text.as_str()).value();
            prop_assert_eq!(read, Yaml::read(now.as_str()).value());
        }
    }
}
