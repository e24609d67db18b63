//! A name, namespace, label or annotation that Kubernetes does not accept.

use pack_model::deployment::{Deployment, ObjectProblem};
use pack_model::facts::label::is_subdomain;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::samples::samples;
use crate::reading::deployment::{and_others, file_of, grouped, in_words, origin};

declare_rule! {
    /// ## What it does
    /// Reports a name, namespace, label or annotation of an object that Kubernetes does not accept: a character
    /// that is not allowed, a text that is too long, or a number or boolean where a string is expected. The
    /// same one in several objects of a chart is reported once.
    ///
    /// ## Why is this bad
    /// Kubernetes rejects the object, so the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// apiVersion: v1
    /// kind: Service
    /// metadata:
    ///   name: My_Service
    ///   labels:
    ///     enabled: true
    /// ```
    ///
    /// ## How to fix
    /// Correct the text, or put it in quotes if it is a number or boolean. If the object is from a chart, look
    /// for a value that the template prints there.
    ///
    /// ## Source
    /// Kubernetes documentation, "Object Names and IDs", "Labels and Selectors" and "Annotations".
    "object-name-invalid", Error, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let objects = deployment.objects.iter();
    let refused = objects.flat_map(|object| {
        let problems = object.problems.iter();
        problems.filter_map(move |problem| match problem {
            ObjectProblem::Lacks(_) => None,
            ObjectProblem::Refused { path, text, reason } => {
                Some(((file_of(deployment, object), path, text, reason), object))
            }
        })
    });
    let found = grouped(refused);
    if found.is_empty() {
        return;
    }
    let samples = samples(context);
    // The name of the pack begins that of each release: where it is wrong, another rule says so.
    let pack = context.manifest.name().filter(|name| !is_subdomain(name));
    for ((_, path, text, reason), object, others) in found {
        // What stands for a macro may be another text in a cluster.
        let is_packs = pack
            .as_ref()
            .is_some_and(|name| text.contains(name.as_str()));
        // So does one about the namespace of the pack.
        let namespaces = deployment.releases.iter().map(|release| &release.namespace);
        let is_releases = path.tokens().last().is_some_and(|key| key == "namespace")
            && namespaces.into_iter().any(|namespace| namespace == text);
        if is_packs
            || is_releases
            || text.contains("{{")
            || samples.iter().any(|sample| text.contains(sample.as_str()))
        {
            continue;
        }
        let Some(place) = origin(context, deployment, object) else {
            continue;
        };
        let message = format!(
            "{} has `{}: {text}`{}: it {reason}, so Kubernetes rejects the object. Correct it.",
            in_words(object),
            path.tokens().join("."),
            and_others(others)
        );
        findings.report(place, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn each_is_told_once() {
        let object = |name: &str| {
            format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, labels: {{active: true}}}}\n"
            )
        };
        let text = [object("a"), object("b"), object("A_b")].concat();
        let sample = Sample::addon().file("manifests/sample.yaml", &text).fires(
            RULE.id,
            &["manifests/sample.yaml:2:1", "manifests/sample.yaml:10:1"],
        );
        assert_eq!(
            sample.findings_of(RULE.id)[0].message,
            "The Pod “a” of manifests/sample.yaml has `metadata.labels.active: true` (and 2 more objects): it is not a string, so Kubernetes rejects the object. Correct it."
        );
    }

    #[test]
    fn the_namespace_of_the_pack_is_told_by_its_own_rule() {
        let template = "---\nkind: Pod\napiVersion: v1\nmetadata: {name: x, namespace: '{{ .Release.Namespace }}'}";
        Sample::with_template(template, "", "a: b\n", "pack:\n  namespace: Upper\n")
            .silent(RULE.id);
    }

    #[test]
    fn what_a_macro_becomes_is_not_judged() {
        let values = "charts:\n  web:\n    a: '{{ .spectro.var.HostName }}'\n";
        let template = "---\nkind: Pod\napiVersion: v1\nmetadata: {name: 'x-{{ .Values.a }}'}";
        Sample::with_template(template, "", "a: b\n", values).silent(RULE.id);
        Sample::with_template(template, "", "a: B\n", "pack: {}\n").fires(RULE.id, &["/charts/0"]);
    }
}
