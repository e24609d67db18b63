//! Texts that read like the name of an image: whatever they are for, a mirror should have it.

use pack_helm::read_yaml;
use pack_helm::value::{Map, Value};
use pack_model::ImageReference;

use super::certain::Tell;

/// How deep values in a text are read.
const MAX_DEPTH: usize = 50;

/// What the command, the arguments and the environment of a container name.
pub(super) fn of_container(container: &Map, tell: &mut Tell<'_>) {
    for key in ["command", "args"] {
        let Some(Value::List(list)) = container.get(key) else {
            continue;
        };
        for (index, item) in list.to_vec().iter().enumerate() {
            add(item, &[key, &index.to_string()], tell);
        }
    }
    let Some(Value::List(list)) = container.get("env") else {
        return;
    };
    for (index, item) in list.to_vec().iter().enumerate() {
        if let Some(value) = item.as_map().and_then(|item| item.get("value")) {
            add(&value, &["env", &index.to_string(), "value"], tell);
        }
    }
}

fn add(value: &Value, below: &[&str], tell: &mut Tell<'_>) {
    let Value::Text(text) = value else { return };
    for name in names_in(&text.lossy()) {
        tell(name, below);
    }
}

/// The names in a text: in any words between which neither names nor URLs go on.
pub(super) fn names_in(text: &str) -> Vec<String> {
    // Most long texts have none.
    if !text.contains('/') {
        return Vec::new();
    }
    let is_part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | ':' | '@' | '-');
    let words = text.split(|c| !is_part(c));
    let words = words.map(|word| word.trim_end_matches(['.', ':']));
    words
        .filter(|word| reads_like_an_image(word))
        .map(str::to_owned)
        .collect()
}

/// The name that the parts of a map make: `repository` and `tag`, as values of charts have them.
pub(super) fn name_in_parts(map: &Map) -> Option<String> {
    let text = |key: &str| match map.get(key)? {
        Value::Text(text) if !text.is_empty() => Some(text.lossy().into_owned()),
        _ => None,
    };
    let path = text("repository").or_else(|| text("image"))?;
    let tag = text("tag").or_else(|| text("version"))?;
    let name = match text("registry") {
        Some(registry) => format!("{registry}/{path}:{tag}"),
        None => format!("{path}:{tag}"),
    };
    reads_like_an_image(&name).then_some(name)
}

/// The names that the parts of values make, which stand as YAML in a text.
pub(super) fn names_in_values(text: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    if let Ok(values) = read_yaml(text) {
        collect(&values, 0, &mut names);
    }
    names
}

fn collect(value: &Value, depth: usize, names: &mut Vec<String>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Map(map) => {
            names.extend(name_in_parts(map));
            for (_, value) in map.to_vec() {
                collect(&value, depth + 1, names);
            }
        }
        Value::List(list) => {
            for item in list.to_vec() {
                collect(&item, depth + 1, names);
            }
        }
        _ => {}
    }
}

/// Whether a word has a registry or a path of several parts, and a digest or a tag that looks like a
/// version. `host:port`, `name/namespace:port` and taints such as `example.com/key:NoSchedule` do not.
fn reads_like_an_image(word: &str) -> bool {
    let Some(reference) = ImageReference::parse(word) else {
        return false;
    };
    let has_path = reference.registry.is_some() || reference.path.contains('/');
    let is_version = |tag: &str| {
        let is_port = reference.registry.is_none()
            && tag.len() > 1
            && tag.bytes().all(|byte| byte.is_ascii_digit());
        tag == "latest" || (tag.bytes().any(|byte| byte.is_ascii_digit()) && !is_port)
    };
    has_path && (reference.digest.is_some() || reference.tag.is_some_and(is_version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_images_are_told_from_other_texts() {
        for (text, expected) in [
            ("x.io/a/b:1.2", &["x.io/a/b:1.2"][..]),
            (
                "--image=x.io/a:v1,org/b:latest",
                &["x.io/a:v1", "org/b:latest"],
            ),
            ("run \"org/app:1\".", &["org/app:1"]),
            ("localhost:5000/app:v1", &["localhost:5000/app:v1"]),
            ("host:8080 postgres:5432 web.svc:80", &[]),
            ("https://x.io/a:1 oci://x.io/a:1", &[]),
            ("kube-system/dns:53", &[]),
            ("node.example.com/master:NoSchedule", &[]),
            ("/var/run/a:1 {{ .x }}/a:1 nginx x.io/a", &[]),
        ] {
            assert_eq!(names_in(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_values_make_names() {
        let values = b"a: {image: {repository: x.io/a, tag: v1}}\nb: [{image: org/b, version: v2}]\nc: {repository: c, tag: v3}\n";
        assert_eq!(names_in_values(values), ["x.io/a:v1", "org/b:v2"]);
        assert!(names_in_values(b"a: [").is_empty());
    }
}
