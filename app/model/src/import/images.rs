//! Container images that charts and manifests certainly use. Images that depend on a template, an
//! application version or a missing tag are left out: a wrong image in the list is worse than none.

use pack_syntax::Yaml;
use pack_syntax::yaml::Node;
use serde_json::{Map, Value};

use crate::facts::image_reference::ImageReference;

/// The images in a chart's values: `image: repository:tag`, and maps of `repository` with a `tag`
/// or `digest`.
pub(super) fn in_values(values: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let global = values
        .get("global")
        .and_then(|global| global.get("imageRegistry"))
        .and_then(Value::as_str);
    // A registry for all images applies to some of them, and only the templates say to which.
    if global.is_none_or(str::is_empty) {
        collect_from_values(values, &mut found);
    }
    found
}

/// The images of the containers in a manifest, in any kind of resource.
pub(super) fn in_manifest(text: &str) -> Vec<String> {
    let yaml = Yaml::read(text);
    let mut found = Vec::new();
    if yaml.is_broken() {
        found.extend(text.lines().filter_map(on_line));
    } else {
        let documents = (0..yaml.documents()).filter_map(|index| yaml.document(index));
        documents.for_each(|document| collect_from_resource(document, &mut found));
    }
    found
}

fn collect_from_values(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let text = map.get("image").and_then(Value::as_str);
            found.extend(
                text.filter(|_| !map.contains_key("tag"))
                    .and_then(canonical),
            );
            found.extend(of_map(map));
            map.values()
                .for_each(|value| collect_from_values(value, found));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_from_values(item, found)),
        _ => {}
    }
}

/// The image of a map of its parts: `registry`, `repository`, `tag`, `digest`.
fn of_map(map: &Map<String, Value>) -> Option<String> {
    let part = |key: &str| match map.get(key) {
        None | Some(Value::Null) => Some(""),
        Some(Value::String(text)) => Some(text.trim()),
        // A number may have been written differently.
        Some(_) => None,
    };
    let (registry, repository, tag, digest) = (
        part("registry")?,
        part("repository")?,
        part("tag")?,
        part("digest")?,
    );
    let mut reference = match registry {
        "" => repository.to_owned(),
        registry => format!("{}/{repository}", registry.trim_end_matches('/')),
    };
    for (mark, text) in [(':', tag), ('@', digest)] {
        if !text.is_empty() {
            reference.push(mark);
            reference.push_str(text);
        }
    }
    canonical(&reference).filter(|_| !repository.contains([':', '@']))
}

fn collect_from_resource(node: &Node, found: &mut Vec<String>) {
    for entry in node.entries().unwrap_or_default() {
        let holds_containers = matches!(
            entry.key(),
            Some("containers" | "initContainers" | "ephemeralContainers")
        );
        if holds_containers && let Some(containers) = entry.value().items() {
            let images = containers
                .iter()
                .filter_map(|container| container.entry("image")?.value().as_str());
            found.extend(images.filter_map(canonical));
        }
        collect_from_resource(entry.value(), found);
    }
    node.items()
        .unwrap_or_default()
        .iter()
        .for_each(|item| collect_from_resource(item, found));
}

/// The image of a line `image: reference` in a template, which is not YAML before it is rendered.
fn on_line(line: &str) -> Option<String> {
    let line = line.trim();
    let value = line
        .strip_prefix("- ")
        .map_or(line, str::trim_start)
        .strip_prefix("image:")?;
    let value = value.split(" #").next().unwrap_or_default().trim();
    let quoted = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    canonical(quoted.unwrap_or(value))
}

/// A reference with its registry, if it is one and has a tag or digest.
fn canonical(reference: &str) -> Option<String> {
    let reference = ImageReference::parse(reference)?;
    reference.is_pinned().then(|| reference.canonical())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_give_texts_and_maps_that_are_whole() {
        let values = json!({
            "image": "redis:7",
            "a": {"image": {"registry": "quay.io", "repository": "org/a", "tag": "v1"}},
            "b": [{"image": {"repository": "org/b", "tag": ""}}, {"repository": "git@x.io:y", "tag": "main"}],
            "c": {"repository": "org/c", "tag": 1.1, "digest": null},
            "d": {"image": "org/d:1", "tag": "2"},
            "e": {"repository": "org/e:1", "tag": "2"},
            "global": {"imageRegistry": ""},
        });
        assert_eq!(
            in_values(&values),
            ["docker.io/library/redis:7", "quay.io/org/a:v1"]
        );
        assert!(
            in_values(&json!({"image": "redis:7", "global": {"imageRegistry": "x.io"}})).is_empty()
        );
    }

    #[test]
    fn manifests_give_the_images_of_all_containers() {
        let resource = "kind: Any\nspec:\n  image: no/container:1\n  template:\n    initContainers:\n    - image: a:1\n    \
            containers: [{name: b, image: 'x.io/b:2'}, {image: '{{ .Values.c }}'}]\n";
        assert_eq!(in_manifest(resource), ["docker.io/library/a:1", "x.io/b:2"]);
        let templated = "{{ if .a }}\n  - image: \"x.io/a:1\" # why\n    image: {{ .b }}:2\n  image:\n    type: string\nimage: c:3\n";
        assert_eq!(
            in_manifest(templated),
            ["x.io/a:1", "docker.io/library/c:3"]
        );
    }
}
