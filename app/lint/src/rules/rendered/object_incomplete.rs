//! An object without kind, API version or name.

use pack_model::deployment::{Deployment, Object, ObjectProblem, Source};
use pack_model::facts::template_text::{actions, value_paths};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::{in_words, origin};
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports an object of a chart or manifest that has no `apiVersion`, `kind` or `metadata.name`. Objects
    /// with `generateName` need no name.
    ///
    /// ## Why is this bad
    /// Kubernetes rejects it, so the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// kind: ConfigMap
    /// metadata:
    ///   name: settings
    /// ```
    ///
    /// ## How to fix
    /// Add what is missing. If the object is from a chart, look for a value that the template prints there.
    ///
    /// ## Source
    /// Kubernetes documentation, "Objects In Kubernetes": required fields.
    "object-incomplete", Error, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    for object in &deployment.objects {
        let lacks = object.problems.iter().filter_map(|problem| match problem {
            ObjectProblem::Lacks(key) => Some(format!("`{key}`")),
            ObjectProblem::Refused { .. } => None,
        });
        let lacks: Vec<_> = lacks.collect();
        if lacks.is_empty() {
            continue;
        }
        if lacks_values(context, object) {
            continue;
        }
        let Some(place) = origin(context, deployment, object) else {
            continue;
        };
        let message = format!(
            "{} has no {}, so Kubernetes rejects it. Add what is missing.",
            in_words(object),
            lacks.join(" and no ")
        );
        findings.report(place, message);
    }
}

/// Whether an object is from a manifest that needs values which the pack does not have. Another rule names them.
fn lacks_values(context: &Context<'_>, object: &Object) -> bool {
    let Source::Manifest(path) = &object.source else {
        return false;
    };
    let text = inside(path).and_then(|path| context.pack.text(&path));
    let (Some(text), Some(values)) = (text, context.values()) else {
        return false;
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut paths = actions(text).into_iter().flat_map(value_paths);
    paths.any(|path| {
        let keys = ["manifests", stem].into_iter().chain(path.split('.'));
        values.value(&keys.collect::<Vec<_>>()).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn what_is_missing_is_named() {
        let text = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n---\nkind: Pod\n";
        let sample = Sample::addon()
            .file("manifests/sample.yaml", text)
            .fires(RULE.id, &["manifests/sample.yaml:5:1"]);
        assert_eq!(
            sample.findings_of(RULE.id)[0].message,
            "The Pod of manifests/sample.yaml has no `apiVersion` and no `metadata.name`, so Kubernetes rejects it. Add what is missing."
        );
        Sample::with_template("a: b", "", "a: 1\n", "pack: {}\n").silent(RULE.id);
    }
}
