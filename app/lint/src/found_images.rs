//! The container images that charts and manifests use, found without rendering a template.

use pack_model::{Chart, ImageReference};
use pack_syntax::Yaml;
use serde_json::Value;

use crate::reading::chart::ChartReading;
use crate::reading::chart::defaults::Defaults;
use crate::reading::text::template::{KeyedLine, actions, keyed_lines, value_paths};
use crate::reading::values::layers::Layers;
use pack_model::facts::version::without_v;

/// The lists of containers in a resource of any kind.
const CONTAINERS: &[&str] = &["containers", "initContainers", "ephemeralContainers"];

/// An image and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundImage {
    /// Its whole name with the registry.
    pub(crate) name: String,
    /// Where it was found, in words.
    pub(crate) source: String,
    /// Whether it is certainly used, and not only probably.
    pub(crate) certain: bool,
    /// Whether its tag is the chart's own version, which templates may put a `v` before.
    pub(crate) own_version: bool,
}

impl FoundImage {
    /// Where its tag is the chart's own version, the name that it has if templates put a `v` before that,
    /// or leave it out.
    pub(crate) fn respelt(&self) -> Option<String> {
        let (name, version) = self.name.rsplit_once(':').filter(|_| self.own_version)?;
        Some(match without_v(version) {
            Some(plain) => format!("{name}:{plain}"),
            None => format!("{name}:v{version}"),
        })
    }

    /// Whether it may be another image tomorrow.
    pub(crate) fn is_floating(&self) -> bool {
        ImageReference::parse(&self.name).is_none_or(|reference| reference.is_floating())
    }

    /// The name without tag and digest.
    pub(crate) fn repository(&self) -> String {
        ImageReference::parse(&self.name)
            .map_or_else(|| self.name.clone(), |reference| reference.repository())
    }
}

/// The images that a chart uses with the values that a pack gives it.
///
/// Parts that are switched off, by `enabled: false` beside or above them, are left out.
pub(crate) fn in_chart(reading: &ChartReading, given: Option<&Value>) -> Vec<FoundImage> {
    let mut found = Vec::new();
    let values = Layers::new([given]);
    collect(reading.defaults(), values, &Layers::default(), &mut found);
    let named: Vec<_> = found.iter().map(FoundImage::repository).collect();
    // What the values name is the same image in the version that is really used.
    let others = reading
        .literal_images()
        .iter()
        .filter(|image| image.certain || !named.contains(&image.repository()));
    found.extend(others.cloned());
    once_each(found)
}

/// The images that a chart's templates and annotations name whatever its values are.
pub(crate) fn literal_in_chart(chart: &Chart) -> Vec<FoundImage> {
    let mut found = Vec::new();
    for file in &chart.files {
        let templates = file.path.split('/').any(|part| part == "templates");
        let text = std::str::from_utf8(&file.bytes).ok().filter(|_| templates);
        // What stands in a condition may never be rendered.
        let conditional = |word| {
            text.is_some_and(|text| actions(text).iter().any(|action| action.starts_with(word)))
        };
        let certain = !["if ", "with ", "range "].into_iter().any(conditional);
        for line in image_lines(text.unwrap_or_default()) {
            found.extend(
                line.image(&file.path, &Layers::default())
                    .map(|image| FoundImage {
                        certain: image.certain && certain && !file.path.contains("/tests/"),
                        source: format!("{} of the chart {}", image.source, chart.name),
                        ..image
                    }),
            );
        }
    }
    found.extend(annotated(chart));
    once_each(found)
}

/// A line that may name an image.
#[derive(Debug)]
pub(crate) struct ImageLine {
    text: String,
    /// Whether it belongs to a container.
    in_container: bool,
}

/// The lines of a manifest that may name an image.
pub(crate) fn image_lines(text: &str) -> Vec<ImageLine> {
    // Most of the longest manifests, such as those that define resources, name none.
    if !text.contains("image:") {
        return Vec::new();
    }
    let lines = keyed_lines(text).into_iter();
    lines.filter_map(|line| ImageLine::of(&line)).collect()
}

/// The images of a manifest, whose `.Values` are these.
pub(crate) fn in_manifest(path: &str, lines: &[ImageLine], values: &Layers<'_>) -> Vec<FoundImage> {
    let found = lines.iter().filter_map(|line| line.image(path, values));
    once_each(found.collect())
}

impl ImageLine {
    fn of(line: &KeyedLine<'_>) -> Option<Self> {
        (line.key == "image").then(|| Self {
            text: line.value.to_owned(),
            in_container: line.above.is_some_and(|above| CONTAINERS.contains(&above)),
        })
    }

    /// The image that is named: certain in a container, and probable elsewhere.
    fn image(&self, path: &str, values: &Layers<'_>) -> Option<FoundImage> {
        let text = resolved(&self.text, values)?;
        // Elsewhere a name without a tag may be any word.
        let reference = ImageReference::parse(&text)
            .filter(|reference| self.in_container || reference.is_pinned())?;
        Some(FoundImage {
            name: reference.canonical(),
            source: path.to_owned(),
            certain: self.in_container,
            own_version: false,
        })
    }
}

/// A text with its `{{ .Values.path }}` replaced; `None` where it has other templates.
fn resolved(text: &str, values: &Layers<'_>) -> Option<String> {
    let mut whole = text.to_owned();
    for action in actions(text) {
        let path = match value_paths(action).as_slice() {
            [path] if *action == format!(".Values.{path}") => *path,
            _ => return None,
        };
        let value = values.at(path.split('.')).text()?;
        let start = whole.find("{{")?;
        let end = start + whole.get(start..)?.find("}}")? + 2;
        whole.replace_range(start..end, value);
    }
    Some(whole)
}

/// The images that Chart.yaml lists in its annotations.
fn annotated(chart: &Chart) -> Vec<FoundImage> {
    let about = chart
        .file("Chart.yaml")
        .and_then(|file| std::str::from_utf8(&file.bytes).ok());
    let about = about
        .and_then(|text| Yaml::read(text).value())
        .unwrap_or_default();
    let mut found = Vec::new();
    for key in ["artifacthub.io/images", "helm.sh/images"] {
        let list = about
            .get("annotations")
            .and_then(|all| all.get(key)?.as_str());
        let list = list
            .and_then(|text| Yaml::read(text).value())
            .unwrap_or_default();
        let images = list.as_array().into_iter().flatten();
        let images = images.filter_map(|item| ImageReference::parse(item.get("image")?.as_str()?));
        found.extend(
            images
                .filter(ImageReference::is_pinned)
                .map(|image| FoundImage {
                    name: image.canonical(),
                    source: format!("the annotations of the chart {}", chart.name),
                    certain: false,
                    own_version: false,
                }),
        );
    }
    found
}

/// Finds the images of the values that a chart gets from above, over its own.
fn collect(
    defaults: &Defaults,
    above: Layers<'_>,
    global: &Layers<'_>,
    found: &mut Vec<FoundImage>,
) {
    let values = above.over(defaults.values.as_ref());
    if is_off(&values) {
        return;
    }
    let own = values.get("global");
    let global = if global.is_empty() { &own } else { global };
    let walk = Walk {
        chart: defaults,
        has_registry: global
            .get("imageRegistry")
            .text()
            .is_some_and(|text| !text.is_empty()),
    };
    // A chart made for a pack may carry the values of that pack.
    let mut taken = vec!["global", "pack"];
    for (keys, inner) in &defaults.inner {
        for key in keys {
            taken.push(key);
            collect(inner, values.get(key), global, found);
        }
    }
    for key in values.keys() {
        if !taken.contains(&key) {
            walk.visit(&values.get(key), key, key, found);
        }
    }
}

/// Helm writes smaller numbers as they are, and this one and larger ones with an exponent.
const SPELT: u64 = 1_000_000;

/// A walk through the values of one chart.
struct Walk<'c> {
    chart: &'c Defaults,
    /// Whether a registry for all images is set.
    has_registry: bool,
}

impl Walk<'_> {
    fn visit(&self, values: &Layers<'_>, key: &str, path: &str, found: &mut Vec<FoundImage>) {
        if is_off(values) {
            return;
        }
        if let Some(text) = values.text() {
            if key == "image" || key.ends_with("Image") {
                self.add(text, path, key == "image", found);
            }
            return;
        }
        for (index, item) in values.items().iter().enumerate() {
            self.visit(item, key, &format!("{path}[{index}]"), found);
        }
        self.of_map(values, path, found);
        for key in values.keys() {
            // A text beside a tag is a part of the name, which was put together above.
            let part = key == "image" && !values.get("tag").is_empty();
            if !part {
                self.visit(&values.get(key), key, &format!("{path}.{key}"), found);
            }
        }
    }

    /// The image that a map of its parts spells: `registry`, `repository`, `tag`, `digest`.
    fn of_map(&self, map: &Layers<'_>, path: &str, found: &mut Vec<FoundImage>) {
        let part = |key: &str| map.get(key).text().filter(|text| !text.is_empty());
        let repository =
            part("repository").or_else(|| part("image").filter(|_| !map.get("tag").is_empty()));
        let Some(repository) = repository else {
            return;
        };
        let written = map.get("tag").single().cloned().unwrap_or_default();
        let number = written.as_u64().filter(|number| *number < SPELT);
        let tag = match &written {
            Value::Null => None,
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ if number.is_some() => number.map(|number| number.to_string()),
            // Other numbers are not sure to be spelt as they were written.
            _ => return,
        };
        let digest = part("digest").or_else(|| part("sha"));
        let version = self.chart.app_version.as_deref();
        let known = tag.is_some() || digest.is_some();
        let mut name = match part("registry") {
            Some(registry) => format!("{}/{repository}", registry.trim_end_matches('/')),
            None => repository.to_owned(),
        };
        let version = version.filter(|_| !known && !repository.contains([':', '@']));
        if let Some(tag) = tag.as_deref().or(version) {
            name = format!("{name}:{tag}");
        }
        if let Some(digest) = digest.filter(|digest| digest.contains(':')) {
            name = format!("{name}@{digest}");
        }
        // A single word may get its registry and path elsewhere.
        let is_certain = known && number.is_none() && name.contains('/');
        let before = found.len();
        self.add(&name, path, is_certain, found);
        for image in found.iter_mut().skip(before) {
            image.own_version = version.is_some();
        }
    }

    fn add(&self, name: &str, path: &str, certain: bool, found: &mut Vec<FoundImage>) {
        let Some(reference) = ImageReference::parse(name).filter(ImageReference::is_pinned) else {
            return;
        };
        found.push(FoundImage {
            own_version: false,
            name: reference.canonical(),
            source: format!("{path} of the chart {}", self.chart.name),
            // A registry for all images stands in front of those that the templates say.
            certain: certain && !self.has_registry,
        });
    }
}

/// Whether a part of a chart is switched off.
fn is_off(values: &Layers<'_>) -> bool {
    values.get("enabled").single() == Some(&Value::Bool(false))
}

/// Each image once, in the order of their names; certain if it is so anywhere.
fn once_each(mut found: Vec<FoundImage>) -> Vec<FoundImage> {
    found.sort_by(|one, other| (&one.name, other.certain).cmp(&(&other.name, one.certain)));
    found.dedup_by(|later, first| later.name == first.name);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_archive::{Entry, Format};
    use serde_json::json;

    fn check(files: &[(&str, &str)], given: Value, expected: &[(&str, bool)]) {
        let entries = files
            .iter()
            .map(|(path, text)| Entry::new(*path, text.as_bytes()));
        let entries: Vec<_> = entries.collect();
        let bytes = pack_archive::write(Format::TarGz, "web", "1", &entries).unwrap();
        let reading = ChartReading::read(&bytes).unwrap();
        let found = in_chart(&reading, Some(&given));
        let found: Vec<_> = found
            .iter()
            .map(|image| (image.name.as_str(), image.certain))
            .collect();
        assert_eq!(found, expected);
    }

    const ABOUT: (&str, &str) = ("Chart.yaml", "name: web\nappVersion: v9\n");

    #[test]
    fn values_name_images_as_texts_and_in_parts() {
        let values = "image: x.io/a:1\nb:\n  image:\n    registry: q.io\n    repository: org/b\n    tag: 2\n  sidecarImage: x.io/c:1\n\
            d:\n  image:\n    repository: org/d\n    tag: ''\n  extra: {image: x.io/e, tag: '5'}\n\
            off:\n  enabled: false\n  image: x.io/off:1\nlist:\n- image: x.io/f:1\nword: {image: latest}\nnumber: {image: x.io/n, tag: 312}\nlarge: {image: x.io/l, tag: 20260131}\n";
        check(
            &[ABOUT, ("values.yaml", values)],
            json!({ "b": { "image": { "tag": "v2" } } }),
            &[
                ("docker.io/org/d:v9", false),
                ("q.io/org/b:v2", true),
                ("x.io/a:1", true),
                ("x.io/c:1", false),
                ("x.io/e:5", true),
                ("x.io/f:1", true),
                ("x.io/n:312", false),
            ],
        );
    }

    #[test]
    fn inner_charts_have_their_own_version_and_may_be_off() {
        let files = [
            ABOUT,
            ("values.yaml", "store: {}\nlog:\n  enabled: true\n"),
            ("charts/store/Chart.yaml", "name: store\nappVersion: '3'\n"),
            (
                "charts/store/values.yaml",
                "image:\n  repository: x.io/store\n",
            ),
            ("charts/log/Chart.yaml", "name: log\n"),
            ("charts/log/values.yaml", "image: x.io/log:1\n"),
        ];
        check(
            &files,
            json!({ "log": { "enabled": false } }),
            &[("x.io/store:3", false)],
        );
        check(
            &files,
            json!({ "global": { "imageRegistry": "m.io" } }),
            &[("x.io/log:1", false), ("x.io/store:3", false)],
        );
    }

    #[test]
    fn templates_and_annotations_name_images_too() {
        let about = "name: web\nannotations:\n  artifacthub.io/images: |\n    - name: a\n      image: x.io/a:1\n    - image: x.io/z:1\n";
        let files = [
            ("Chart.yaml", about),
            ("values.yaml", "image: x.io/a:2\n"),
            (
                "templates/pod.yaml",
                "containers:\n- image: x.io/t:1\n- image: {{ .Values.image }}\n",
            ),
            ("templates/tests/t.yaml", "containers:\n- image: busybox\n"),
            (
                "templates/if.yaml",
                "{{- if .Values.x }}\ncontainers:\n- image: x.io/u:1\n{{ end }}\n",
            ),
            ("docs/x.yaml", "image: x.io/no:1\n"),
        ];
        check(
            &files,
            json!({}),
            &[
                ("docker.io/library/busybox", false),
                ("x.io/a:2", true),
                ("x.io/t:1", true),
                ("x.io/u:1", false),
                ("x.io/z:1", false),
            ],
        );
    }

    #[test]
    fn manifests_name_images_by_values() {
        let text = "spec:\n  containers:\n  - image: nginx\n  - image: \"{{ .Values.repo }}:{{ .Values.tag }}\"\n  - image: {{ .Values.no }}\n  - image: {{ .Release.Name }}:1\n  image: x.io/cr:1\n";
        let values = json!({ "repo": "x.io/a", "tag": "1" });
        let layers = Layers::new([Some(&values)]);
        let found = in_manifest("m.yaml", &image_lines(text), &layers);
        let found: Vec<_> = found
            .iter()
            .map(|image| (image.name.as_str(), image.certain))
            .collect();
        assert_eq!(
            found,
            [
                ("docker.io/library/nginx", true),
                ("x.io/a:1", true),
                ("x.io/cr:1", false)
            ]
        );
    }
}
