//! Images that texts name: manifests, templates and annotations of charts.

use pack_syntax::Yaml;
use pack_syntax::yaml::Node;

use super::{FoundImage, once_each};
use crate::chart::Chart;
use crate::facts::image_reference::ImageReference;
use crate::facts::layers::Layers;
use crate::facts::template_text::{KeyedLine, actions, keyed_lines, value_paths};
use crate::format::files::CHART_YAML;

/// The lists of containers in a resource of any kind.
const CONTAINERS: &[&str] = &["containers", "initContainers", "ephemeralContainers"];

/// The images that a chart's templates and annotations name, whatever its values are.
pub fn literal_in_chart(chart: &Chart) -> Vec<FoundImage> {
    let mut found = Vec::new();
    for file in &chart.files {
        let templates = file.path.split('/').any(|part| part == "templates");
        let text = std::str::from_utf8(&file.bytes).ok().filter(|_| templates);
        // What is inside a condition may never be rendered.
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
pub struct ImageLine {
    text: String,
    /// Whether it belongs to a container.
    in_container: bool,
}

/// The lines of a manifest that may name an image. YAML is read by lines, because it may be a
/// template; JSON is parsed.
pub fn image_lines(text: &str) -> Vec<ImageLine> {
    // Most of the longest manifests, such as those that define resources, name no image.
    if !text.contains("image") {
        return Vec::new();
    }
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('{') && !start.starts_with("{{") {
        let mut found = Vec::new();
        if let Some(root) = Yaml::read(text).root() {
            collect(root, None, &mut found);
        }
        return found;
    }
    let lines = keyed_lines(text).into_iter();
    lines.filter_map(|line| ImageLine::of(&line)).collect()
}

/// The images in a part of a document. `above` is the key of the part, or of the list that it is in.
fn collect(node: &Node, above: Option<&str>, found: &mut Vec<ImageLine>) {
    for entry in node.entries().unwrap_or_default() {
        if let (Some("image"), Some(text)) = (entry.key(), entry.value().as_str()) {
            found.push(ImageLine::under(text, above));
        }
        collect(entry.value(), entry.key(), found);
    }
    for item in node.items().unwrap_or_default() {
        collect(item, above, found);
    }
}

/// The images of a manifest with these `.Values`.
pub fn in_manifest(path: &str, lines: &[ImageLine], values: &Layers<'_>) -> Vec<FoundImage> {
    let found = lines.iter().filter_map(|line| line.image(path, values));
    once_each(found.collect())
}

impl ImageLine {
    fn of(line: &KeyedLine<'_>) -> Option<Self> {
        (line.key == "image").then(|| Self::under(line.value, line.above))
    }

    fn under(text: &str, above: Option<&str>) -> Self {
        Self {
            text: text.to_owned(),
            in_container: above.is_some_and(|above| CONTAINERS.contains(&above)),
        }
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

/// A text with its `{{ .Values.path }}` replaced; `None` if it has other templates.
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
        .file(CHART_YAML)
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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

    fn check(text: &str, expected: &[(&str, bool)]) {
        let found = in_manifest("m", &image_lines(text), &Layers::default());
        let found: Vec<_> = found
            .iter()
            .map(|image| (image.name.as_str(), image.certain))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn manifests_name_the_images_of_all_containers() {
        let containers = "kind: Any\nspec:\n  image: no/container:1\n  template:\n    initContainers:\n    - image: a:1\n    \
            containers: [{name: b, image: 'x.io/b:2'}]\n";
        check(
            containers,
            &[
                ("docker.io/library/a:1", true),
                ("docker.io/no/container:1", false),
                ("x.io/b:2", true),
            ],
        );
        let templated = "{{ if .a }}\ncontainers:\n  - image: \"x.io/a:1\" # why\n  - image: {{ .b }}:2\nimage:\n    type: string\n";
        check(templated, &[("x.io/a:1", true)]);
    }

    #[test]
    fn json_names_images_as_yaml_does() {
        check(
            r#"{"spec": {"containers": [{"name": "a", "image": "x.io/a:1"}], "image": "x.io/b:1"}}"#,
            &[("x.io/a:1", true), ("x.io/b:1", false)],
        );
    }
}
