//! What differs between what two packs deploy.

use std::ops::Range;

use serde::Serialize;

use super::Kind;
use super::files::TextDifference;
use crate::deployment::Deployment;
use crate::deployment::effect::{Effect, effects_of_versions};

/// An object that differs between two deployments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObjectDifference {
    /// In which deployment it is.
    pub kind: Kind,
    /// Its kind.
    #[serde(rename = "object")]
    pub object_kind: String,
    /// The namespace that it comes to lie in.
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// The path of the chart or manifest that it comes from.
    pub origin: String,
    /// Whether nothing differs but what names the version of its chart or software.
    pub is_only_version: bool,
    /// Its lines that differ.
    pub text: TextDifference,
    /// Its text before and after; empty where it is not.
    #[serde(skip)]
    pub texts: (String, String),
}

/// The labels and annotations that name a version, which charts put on every object, and a checksum of what
/// an object uses, which only restarts it.
/// Source: Helm, "Labels and Annotations" and "Chart Development Tips and Tricks"; Kubernetes, "Recommended
/// Labels".
const VERSIONS: &[&str] = &[
    "helm.sh/chart:",
    "app.kubernetes.io/version:",
    "chart:",
    "checksum/",
    "controller-gen.kubebuilder.io/version:",
];

/// What Helm installs from the folder `crds` of a chart, but never changes or deletes.
pub(super) const DEFINITION: &str = "CustomResourceDefinition";

/// The objects that differ between the deployments of two versions of a pack, or of two packs: by kind,
/// namespace and name, whatever version their chart has. First those that a reader has to look at.
pub fn of_deployments(before: &Deployment, after: &Deployment) -> Vec<ObjectDifference> {
    let mut found = without_lines(before, after);
    for object in &mut found {
        object.compare_lines();
    }
    sort(&mut found);
    found
}

/// The same before their lines are compared, in no order.
pub(super) fn without_lines(before: &Deployment, after: &Deployment) -> Vec<ObjectDifference> {
    let differences = effects_of_versions(before, after).into_iter();
    let differences = differences.map(|effect| {
        let (kind, deployment) = match effect {
            Effect::Added(_) => (Kind::Added, after),
            Effect::Removed(_) => (Kind::Removed, before),
            Effect::Changed { .. } => (Kind::Changed, after),
        };
        let object = effect.object();
        ObjectDifference {
            kind,
            object_kind: object.kind.clone(),
            namespace: deployment.namespace_of(object).map(str::to_owned),
            name: object.name.clone(),
            origin: deployment.origin_of(object).to_owned(),
            is_only_version: false,
            text: TextDifference::default(),
            texts: (ended(effect.before()), ended(effect.after())),
        }
    });
    // The end of a template's last line is no difference.
    let differs = |object: &ObjectDifference| {
        object.kind != Kind::Changed || object.texts.0 != object.texts.1
    };
    differences.filter(differs).collect()
}

/// Puts objects in the order in which a reader has to look at them.
pub(super) fn sort(objects: &mut [ObjectDifference]) {
    let rank = |object: &ObjectDifference| {
        let is_definition = object.object_kind == DEFINITION;
        match (object.kind, object.is_only_version) {
            (Kind::Removed, _) => 0,
            (_, true) => 4,
            _ if is_definition => 3,
            (Kind::Changed, _) => 1,
            (Kind::Added, _) => 2,
        }
    };
    pack_once::sort::sort_by(objects, &|one, other| rank(one).cmp(&rank(other)));
}

/// A text that ends with one line end, if it is not empty.
fn ended(text: &str) -> String {
    match text.trim_end_matches(['\r', '\n']) {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

impl ObjectDifference {
    /// Finds the lines that differ.
    pub(super) fn compare_lines(&mut self) {
        let (before, after) = &self.texts;
        self.text = TextDifference::between(before, after);
        let mut hunks = self.text.hunks.iter();
        self.is_only_version = self.kind == Kind::Changed
            && hunks.all(|hunk| {
                name_versions(before, &hunk.before) && name_versions(after, &hunk.after)
            });
    }
}

/// Whether all lines in some bytes of a text are labels or annotations that name a version.
fn name_versions(text: &str, bytes: &Range<usize>) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut start = bytes.start;
    let mut lines = text
        .get(bytes.clone())
        .unwrap_or_default()
        .split_inclusive('\n');
    lines.all(|line| {
        let before = text.get(..start).unwrap_or_default();
        start += line.len();
        let key = line.trim_start().trim_start_matches(['"', '\'']);
        VERSIONS.iter().any(|known| key.starts_with(known)) && {
            let mut above = before.lines().rev();
            let parent = above.find(|above| indent(above) < indent(line));
            parent.is_some_and(|parent| {
                let parent = parent.trim_matches([' ', '-']);
                matches!(parent, "labels:" | "annotations:")
            })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deployment::{Object, Source};

    fn deployment(path: &str, objects: &[(&str, &str)]) -> Deployment {
        let objects = objects.iter().map(|(name, text)| Object {
            api_version: "v1".to_owned(),
            kind: "ConfigMap".to_owned(),
            name: (*name).to_owned(),
            namespace: Some("shop".to_owned()),
            hooks: Vec::new(),
            source: Source::Manifest(path.to_owned()),
            lines: 1..=1,
            text: (*text).to_owned(),
            problems: Vec::new(),
        });
        Deployment {
            objects: objects.collect(),
            ..Deployment::default()
        }
    }

    fn written(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let (before, after) = (
            deployment("web-1.yaml", before),
            deployment("web-2.yaml", after),
        );
        let found = of_deployments(&before, &after).into_iter();
        let written = found.map(|it| {
            let (kind, name, text) = (it.kind, it.name, it.text);
            let (added, removed) = (text.added, text.removed);
            let only_version = if it.is_only_version {
                " only version"
            } else {
                ""
            };
            format!(
                "{kind:?} {name} -{removed}+{added} of {}{only_version}",
                it.origin
            )
        });
        written.collect()
    }

    #[test]
    fn what_needs_a_reader_comes_first() {
        let labels = |version: &str| {
            format!("metadata:\n  labels:\n    app: web\n    helm.sh/chart: web-{version}\n")
        };
        let found = written(
            &[
                ("a", &labels("1")),
                ("b", "x: 1\n"),
                ("c", ""),
                ("e", "x: 1"),
            ],
            &[
                ("a", &labels("2")),
                ("b", "x: 2\ny: 1\n"),
                ("d", ""),
                ("e", "x: 1\n"),
            ],
        );
        let expected = [
            "Removed c -0+0 of web-1.yaml",
            "Changed b -1+2 of web-2.yaml",
            "Added d -0+0 of web-2.yaml",
            "Changed a -1+1 of web-2.yaml only version",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn versions_are_labels_and_checksums_and_nothing_else() {
        for (is_only_version, text) in [
            (true, "annotations:\n  x: y\n  checksum/config: N\n"),
            (true, "- labels:\n    \"chart\": x\n    chart: N\n"),
            (true, "labels:\n  app.kubernetes.io/version: N\n"),
            (false, "labels:\n  app: N\n"),
            (false, "matchLabels:\n  helm.sh/chart: N\n"),
            (false, "spec:\n  chart: N\n"),
            (false, "chart: N\n"),
            (false, "labels:\n  x:\n    chart: N\n"),
        ] {
            let [before, after] = ["1", "2"].map(|version| text.replace('N', version));
            let found = written(&[("a", &before)], &[("a", &after)]);
            assert_eq!(
                found[0].ends_with("only version"),
                is_only_version,
                "{text}"
            );
        }
    }
}
