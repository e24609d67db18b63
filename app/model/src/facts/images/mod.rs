//! Which container images a chart or a manifest names, found without rendering a template.
//!
//! Rules and imports ask here. An import lists what is certain, so that nothing it lists is reported
//! as unused, and no rule reports a certain image that it did not list.

mod literal;
mod values;

use pack_once::sort::sort_by;
use serde_json::Value;

use super::image_reference::ImageReference;
use super::layers::Layers;
use super::version::without_v;
use crate::chart::Chart;
use crate::chart::defaults::Defaults;

pub use literal::{ImageLine, image_lines, in_manifest, literal_in_chart};

/// An image and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundImage {
    /// Its whole name with the registry.
    pub name: String,
    /// Where it was found, in words.
    pub source: String,
    /// Whether it is certainly used, and not only probably.
    pub certain: bool,
    /// Whether its tag is the chart's own version, which templates may put a `v` before.
    pub own_version: bool,
}

impl FoundImage {
    /// If its tag is the chart's own version: the other name that templates may give it, with a `v`
    /// before the version, or without it.
    pub fn respelt(&self) -> Option<String> {
        let (name, version) = self.name.rsplit_once(':').filter(|_| self.own_version)?;
        Some(match without_v(version) {
            Some(plain) => format!("{name}:{plain}"),
            None => format!("{name}:v{version}"),
        })
    }

    /// Whether it may be another image tomorrow.
    pub fn is_floating(&self) -> bool {
        ImageReference::parse(&self.name).is_none_or(|reference| reference.is_floating())
    }

    /// The name without tag and digest.
    pub fn repository(&self) -> String {
        ImageReference::parse(&self.name)
            .map_or_else(|| self.name.clone(), |reference| reference.repository())
    }
}

/// The images that a chart uses with its default values.
pub fn of_chart(chart: &Chart) -> Vec<FoundImage> {
    in_chart(&Defaults::read(chart), &literal_in_chart(chart), None)
}

/// The images that a chart uses with the values that a pack gives it. `literal` are those that its
/// templates and annotations name.
///
/// Parts that `enabled: false` beside or above them switches off are left out.
pub fn in_chart(
    defaults: &Defaults,
    literal: &[FoundImage],
    given: Option<&Value>,
) -> Vec<FoundImage> {
    let mut found = Vec::new();
    values::collect(
        defaults,
        Layers::new([given]),
        &Layers::default(),
        &mut found,
    );
    let named: Vec<_> = found.iter().map(FoundImage::repository).collect();
    // What the values name is the same image in the version that is really used.
    let others = literal
        .iter()
        .filter(|image| image.certain || !named.contains(&image.repository()));
    found.extend(others.cloned());
    once_each(found)
}

/// The names to list for the images that were found: of the certain ones, those with a tag or a
/// digest. A wrong image in the list is worse than none.
pub fn to_list(found: Vec<FoundImage>) -> Vec<String> {
    let is_pinned =
        |name: &str| ImageReference::parse(name).is_some_and(|reference| reference.is_pinned());
    let certain = found.into_iter().filter(|image| image.certain);
    let names = certain.map(|image| image.name);
    names.filter(|name| is_pinned(name)).collect()
}

/// Each image once, in the order of their names; certain if it is so anywhere.
fn once_each(mut found: Vec<FoundImage>) -> Vec<FoundImage> {
    sort_by(&mut found, &|one, other| {
        (&one.name, other.certain).cmp(&(&other.name, one.certain))
    });
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
        let chart = Chart::read(&bytes).unwrap();
        let literal = literal_in_chart(&chart);
        let found = in_chart(&Defaults::read(&chart), &literal, Some(&given));
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
    fn only_certain_and_pinned_images_are_listed() {
        let image = |name: &str, certain| FoundImage {
            name: name.to_owned(),
            source: String::new(),
            certain,
            own_version: false,
        };
        let found = vec![
            image("x.io/a:1", true),
            image("x.io/b:1", false),
            image("x.io/c", true),
        ];
        assert_eq!(to_list(found), ["x.io/a:1"]);
    }
}
