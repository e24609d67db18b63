//! A chart's own values, compared with those of a pack: the default and the comment of a path, and the
//! keys that the pack does not set.

use pack_syntax::yaml::{Node, NodeKind};
use pack_syntax::{Pointer, Yaml, apply};
use serde_json::Value;

use super::Values;
use crate::chart::Chart;
use crate::edit::Change;
use crate::edit::{Session, Transaction};
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::path;

/// The values.yaml of a chart.
#[derive(Debug, Clone)]
pub struct OwnValues {
    chart: Chart,
    yaml: Yaml,
}

/// A chart's default of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Default {
    /// The comment above it, without `#`.
    pub comment: String,
    /// The entry as it is written in the chart, from column 0.
    pub text: String,
    /// Whether the pack sets the same value.
    pub is_same: bool,
}

impl PartialEq for OwnValues {
    fn eq(&self, other: &Self) -> bool {
        self.chart.name == other.chart.name
            && self.chart.version == other.chart.version
            && self.yaml.text() == other.yaml.text()
    }
}

impl OwnValues {
    /// The values of a chart, empty if it has no values.yaml.
    pub fn of(mut chart: Chart) -> Self {
        // The files of the archive are not needed, and may be large.
        chart.files.clear();
        chart.charts.clear();
        let yaml = Yaml::read(chart.values.as_deref().unwrap_or_default());
        Self { chart, yaml }
    }

    /// The chart, without its files and the charts in it.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The place of this chart's values in values.yaml.
    pub fn root(&self) -> Pointer {
        Pointer::root().child("charts").child(&self.chart.name)
    }

    /// The path in the chart's own values that belongs to a place in values.yaml, if that is below the
    /// chart's key.
    fn inside(&self, place: &Pointer) -> Option<Pointer> {
        let root = self.root();
        place
            .starts_with(&root)
            .then(|| {
                place
                    .tokens()
                    .iter()
                    .skip(root.tokens().len())
                    .collect::<Vec<_>>()
            })
            .map(|tokens| tokens.into_iter().cloned().collect())
    }

    /// Whether a place in values.yaml is below this chart's key.
    pub fn covers(&self, place: &Pointer) -> bool {
        self.inside(place).is_some_and(|inside| !inside.is_root())
    }

    /// The chart's default for a place in values.yaml.
    pub fn default(&self, values: &Values, place: &Pointer) -> Option<Default> {
        let inside = self.inside(place)?;
        let entry = self.yaml.entry_text_for_display(&inside)?;
        let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let comment: Vec<_> = entry.lines().take_while(|line| is_comment(line)).collect();
        let text: Vec<_> = entry.lines().skip(comment.len()).collect();
        Some(Default {
            comment: words(&comment),
            text: text.join("\n"),
            is_same: value(&self.yaml, &inside) == value(values.yaml(), place),
        })
    }

    /// The keys at and below a place of values.yaml that the chart has and values.yaml has not, in the
    /// chart's order; keys below a missing one are left out. If values.yaml has something else than a map,
    /// even an empty value, Helm ignores all of the chart's keys below it.
    pub fn missing(&self, values: &Values, place: &Pointer) -> Vec<Pointer> {
        let mut missing = Vec::new();
        let own = self.inside(place).and_then(|inside| self.yaml.get(&inside));
        if let (Some(own), Some(given)) = (own, values.yaml().get(place)) {
            collect(own, given, place, *place == self.root(), &mut missing);
        }
        missing
    }

    /// The changes that copy entries of the chart with their comments to a pack's values.yaml, each to where
    /// the chart has it: after the nearest entry before it that the pack has too, else before the nearest after it. An entry
    /// that cannot be copied as text is printed again, without comments.
    pub fn additions(&self, pack: &Pack, places: &[Pointer]) -> Vec<Change> {
        let mut session = Session::open(pack.clone());
        let mut changes = Vec::new();
        for place in places {
            let ways = [
                self.as_text(session.pack(), place),
                self.as_printed(session.pack(), place),
                self.as_data(place),
            ];
            let made = ways.into_iter().flatten().find(|change| {
                let step = Transaction::new("Add from chart", vec![change.clone()]);
                session.apply(step).is_ok()
            });
            changes.extend(made);
        }
        changes
    }

    fn as_text(&self, pack: &Pack, place: &Pointer) -> Option<Change> {
        let text = self.yaml.entry_text(&self.inside(place)?)?;
        self.in_order(pack, place, text)
    }

    /// The entry with its data printed, where its text needs more of the chart's.
    fn as_printed(&self, pack: &Pack, place: &Pointer) -> Option<Change> {
        let key = Pointer::root().child(place.last()?);
        let edits = Yaml::read("").set(&key, &self.data(place)?).ok()?;
        self.in_order(pack, place, apply("", &edits).ok()?)
    }

    fn in_order(&self, pack: &Pack, place: &Pointer, text: String) -> Option<Change> {
        let order = self.neighbours(pack, place).unwrap_or_default();
        let (map, key) = (place.parent()?, place.last()?);
        let file = YamlFile::values();
        Some(Change::insert_text_in_order(file, map, key, text, order))
    }

    fn as_data(&self, place: &Pointer) -> Option<Change> {
        let data = self.data(place)?;
        Some(Change::set(YamlFile::values(), place.clone(), data))
    }

    fn data(&self, place: &Pointer) -> Option<Value> {
        let inside = self.inside(place)?.to_string();
        self.yaml.value()?.pointer(&inside).cloned()
    }

    /// The key at a place, behind the nearest key before it in the chart that the pack has too, or else before
    /// the nearest after it. `None` if the pack has neither.
    fn neighbours(&self, pack: &Pack, place: &Pointer) -> Option<Vec<String>> {
        let (map, key) = (place.parent()?, place.last()?);
        let own = self.yaml.get(&self.inside(&map)?)?.entries()?;
        let keys: Vec<_> = own.iter().filter_map(|entry| entry.key()).collect();
        let rank = keys.iter().position(|known| *known == key)?;
        let values = pack.read_yaml(pack.text(path::VALUES_YAML)?);
        let given = values.get(&map)?;
        let is_set = |known: &&&str| given.entry(known).is_some();
        let before = keys[..rank].iter().rev().find(is_set);
        let order = match before {
            Some(before) => [*before, key],
            None => [key, *keys[rank + 1..].iter().find(is_set)?],
        };
        Some(order.map(str::to_owned).to_vec())
    }
}

/// The entries of a chart's map that the pack does not set. An empty value at the chart's own key is a
/// map to fill in; further down it removes the chart's values.
fn collect(own: &Node, given: &Node, place: &Pointer, is_root: bool, missing: &mut Vec<Pointer>) {
    let is_blank = is_root && given.as_str() == Some("");
    let Some(entries) = own.entries() else {
        return;
    };
    // The keys that a merge key adds are unknown here.
    let may_be_filled = match given.kind() {
        NodeKind::Map(_) => given.entry("<<").is_none(),
        _ => is_blank,
    };
    if !may_be_filled {
        return;
    }
    for entry in entries {
        let Some(key) = entry.key() else {
            continue;
        };
        match given.entry(key) {
            None => missing.push(place.child(key)),
            Some(given) => collect(
                entry.value(),
                given.value(),
                &place.child(key),
                false,
                missing,
            ),
        }
    }
}

/// The value at a place. It parses the entry alone if possible, because the whole text may be long.
fn value(yaml: &Yaml, pointer: &Pointer) -> Option<Value> {
    let alone = || {
        let entry = Yaml::read(yaml.entry_text_for_display(pointer)?).value()?;
        entry.get(pointer.last()?).cloned()
    };
    alone().or_else(|| yaml.value()?.pointer(&pointer.to_string()).cloned())
}

/// The text of comment lines.
fn words(lines: &[&str]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            let line = line.trim().trim_start_matches('#');
            let line = line.strip_prefix(' ').unwrap_or(line);
            line.strip_prefix("-- ").unwrap_or(line).trim_end()
        })
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;

    const OWN: &str = "# -- How many\n# there are.\nreplicas: 1\nimage:\n  # The name.\n  repository: x.io/web # ours\n  tag: \"\"\nextra: &e\n  a: 1\nsame: *e\nresources: {}\n";

    fn own() -> OwnValues {
        OwnValues::of(Chart {
            name: "web".to_owned(),
            values: Some(OWN.to_owned()),
            ..Chart::default()
        })
    }

    fn at(path: &str) -> Pointer {
        path.parse().unwrap()
    }

    #[test]
    fn defaults_have_their_comments() {
        let values =
            Values::read("charts:\n  web:\n    replicas: 1\n    image:\n      repository: y.io\n");
        let found = own().default(&values, &at("/charts/web/replicas")).unwrap();
        assert_eq!(
            (found.comment.as_str(), found.text.as_str(), found.is_same),
            ("How many\nthere are.", "replicas: 1", true)
        );
        let found = own()
            .default(&values, &at("/charts/web/image/repository"))
            .unwrap();
        assert_eq!(
            (found.comment.as_str(), found.text.as_str(), found.is_same),
            ("The name.", "repository: x.io/web # ours", false)
        );
        for place in [
            "/charts/web/none",
            "/charts/other/replicas",
            "/charts/web",
            "/pack",
        ] {
            assert_eq!(own().default(&values, &at(place)), None, "{place}");
        }
        assert!(own().covers(&at("/charts/web/none")) && !own().covers(&at("/charts/web")));
    }

    #[test]
    fn what_is_missing_is_named_at_its_top() {
        let all = ["replicas", "image", "extra", "same", "resources"]
            .map(|key| format!("/charts/web/{key}"));
        for (values, place, expected) in [
            ("charts:\n  web: {}\n", "/charts/web", all.to_vec()),
            ("charts:\n  web:\n", "/charts/web", all.to_vec()),
            (
                "charts:\n  web:\n    replicas: 2\n    image:\n      tag: a\n    extra:\n    same: {b: 1}\n    resources: {}\n",
                "/charts/web",
                vec!["/charts/web/image/repository".to_owned()],
            ),
            (
                "charts:\n  web:\n    image: {tag: a}\n",
                "/charts/web/image",
                vec!["/charts/web/image/repository".to_owned()],
            ),
            (
                "charts:\n  web:\n    image: a:1\n",
                "/charts/web/image",
                vec![],
            ),
            ("charts:\n  web:\n    <<: *x\n", "/charts/web", vec![]),
            ("charts: {}\n", "/charts/web", vec![]),
            ("web: {}\n", "/web", vec![]),
        ] {
            let missing = own().missing(&Values::read(values), &at(place));
            let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
            assert_eq!(missing, expected, "{values}");
        }
    }

    /// What values.yaml is once entries were added.
    fn check(before: &str, places: &[&str], after: &str) {
        let mut pack = Pack::default();
        pack.put(Values::file(), Some(File::of_text(before)));
        let places: Vec<_> = places.iter().map(|place| at(place)).collect();
        let changes = own().additions(&pack, &places);
        let mut session = Session::open(pack);
        session.apply(Transaction::new("Test", changes)).unwrap();
        assert_eq!(session.pack().text("values.yaml"), Some(after));
    }

    #[test]
    fn entries_are_added_with_their_comments_at_their_depth() {
        check(
            "charts:\n    web:\n        image:\n            tag: a # b\nend: 1\n",
            &["/charts/web/replicas", "/charts/web/image/repository"],
            "charts:\n    web:\n        # -- How many\n        # there are.\n        replicas: 1\n        image:\n            # The name.\n            repository: x.io/web # ours\n            tag: a # b\nend: 1\n",
        );
        check(
            "charts:\n  web: {}\n",
            &["/charts/web/image"],
            "charts:\n  web:\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: \"\"\n",
        );
    }

    #[test]
    fn entries_go_where_the_chart_has_them() {
        // After the nearest that stands before it in the chart, though the pack's order is another one.
        check(
            "charts:\n  web:\n    resources: {}\n\n    # Ours.\n    replicas: 2 # two\n    extra: {}\n",
            &["/charts/web/image"],
            "charts:\n  web:\n    resources: {}\n\n    # Ours.\n    replicas: 2 # two\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: \"\"\n    extra: {}\n",
        );
        // Before the nearest that stands after it, with all between them in the chart's order.
        check(
            "charts:\n  web:\n    # Last.\n    resources: {}\n    zone: a\n",
            &[
                "/charts/web/replicas",
                "/charts/web/extra",
                "/charts/web/same",
            ],
            "charts:\n  web:\n    # -- How many\n    # there are.\n    replicas: 1\n    extra: &e\n      a: 1\n    same:\n      a: 1\n    # Last.\n    resources: {}\n    zone: a\n",
        );
        check(
            "charts:\n  web:\n    image:\n      tag: a\n",
            &["/charts/web/image/repository"],
            "charts:\n  web:\n    image:\n      # The name.\n      repository: x.io/web # ours\n      tag: a\n",
        );
    }

    #[test]
    fn entries_that_are_no_text_of_their_own_are_written_anew() {
        check(
            "charts:\n  web:\n    a: 1\n",
            &["/charts/web/same"],
            "charts:\n  web:\n    a: 1\n    same:\n      a: 1\n",
        );
        check(
            "charts: {web: {a: 1}}\n",
            &["/charts/web/replicas"],
            "charts: {web: {a: 1, replicas: 1}}\n",
        );
        check(
            "charts:\n  web: text\n",
            &["/charts/web/replicas"],
            "charts:\n  web: text\n",
        );
    }
}
