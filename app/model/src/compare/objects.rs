//! What differs between what two packs deploy.

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

/// The labels and annotations that name a version, which charts put on every object.
/// Source: Helm, "Labels and Annotations"; Kubernetes, "Recommended Labels".
const VERSIONS: &[&str] = &["helm.sh/chart:", "app.kubernetes.io/version:", "chart:"];

/// The objects that differ between the deployments of two versions of a pack, or of two packs: by kind,
/// namespace and name, whatever version their chart has.
pub fn of_deployments(before: &Deployment, after: &Deployment) -> Vec<ObjectDifference> {
    let differences = effects_of_versions(before, after).into_iter();
    let differences = differences.map(|effect| {
        let (kind, deployment) = match effect {
            Effect::Added(_) => (Kind::Added, after),
            Effect::Removed(_) => (Kind::Removed, before),
            Effect::Changed { .. } => (Kind::Changed, after),
        };
        let (object, old, new) = (effect.object(), effect.before(), effect.after());
        let text = TextDifference::between(old, new);
        ObjectDifference {
            kind,
            object_kind: object.kind.clone(),
            namespace: deployment.namespace_of(object).map(str::to_owned),
            name: object.name.clone(),
            origin: deployment.origin_of(object).to_owned(),
            is_only_version: kind == Kind::Changed && text.lines(old, new).all(names_version),
            text,
            texts: (old.to_owned(), new.to_owned()),
        }
    });
    differences.collect()
}

fn names_version(line: &str) -> bool {
    let line = line.trim_start();
    VERSIONS.iter().any(|key| line.starts_with(key))
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

    #[test]
    fn objects_differ_across_versions_and_their_labels_are_told_apart() {
        let before = deployment(
            "web-1.yaml",
            &[
                ("a", "x: 1\nhelm.sh/chart: web-1\n"),
                ("b", "x: 1\n"),
                ("c", ""),
            ],
        );
        let after = deployment(
            "web-2.yaml",
            &[
                ("a", "x: 1\nhelm.sh/chart: web-2\n"),
                ("b", "x: 2\ny: 1\n"),
                ("d", ""),
            ],
        );
        let found = of_deployments(&before, &after);
        let written = |it: &ObjectDifference| {
            let ObjectDifference {
                kind,
                name,
                is_only_version,
                text,
                ..
            } = it;
            format!(
                "{kind:?} {name} -{}+{} {is_only_version}",
                text.removed, text.added
            )
        };
        let written: Vec<_> = found.iter().map(written).collect();
        let expected = [
            "Changed a -1+1 true",
            "Changed b -1+2 false",
            "Added d -0+0 false",
            "Removed c -0+0 false",
        ];
        assert_eq!(written, expected);
        assert_eq!(
            (found[2].origin.as_str(), found[3].origin.as_str()),
            ("web-2.yaml", "web-1.yaml")
        );
    }
}
