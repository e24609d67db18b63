//! An object in a namespace that the pack does not name.

use pack_model::deployment::{Deployment, Object};
use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::samples::samples;
use crate::reading::deployment::{and_others, file_of, grouped, in_words, origin};
use crate::reading::images::listed::is_template;

declare_rule! {
    /// ## What it does
    /// Reports objects whose namespace is neither `pack.namespace` nor one of `pack.additionalNamespaces`. The
    /// objects of one namespace in a chart or manifest are reported together.
    ///
    /// Kinds that lie in no namespace, tests, and rights in `kube-system`, which must stand there, are not
    /// reported. If the pack names no namespace, only those are that neither every cluster nor the pack has.
    ///
    /// ## Why is this bad
    /// They stay where they are if someone changes the namespace of the pack, and Palette creates only the
    /// namespaces that the pack names.
    ///
    /// ## Example
    /// ```yaml
    /// # values.yaml
    /// pack:
    ///   namespace: web
    /// # manifests/settings.yaml
    /// apiVersion: v1
    /// kind: ConfigMap
    /// metadata:
    ///   name: settings
    ///   namespace: web-system
    /// ```
    ///
    /// ## How to fix
    /// Leave it if that namespace is meant, such as `kube-system`. Otherwise, remove the namespace from the
    /// object, or add it to `pack.additionalNamespaces`.
    ///
    /// ## Source
    /// Vendor documentation on the values of packs.
    "namespace-fixed", Info, rendered
}

/// Namespaces that every cluster has.
const EVERYWHERE: &[&str] = &["default", "kube-node-lease", "kube-public", "kube-system"];
/// The namespace of a pack that names none.
const DEFAULT: &str = "default";

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let text = |value: &Value| value.as_str().map(str::trim).map(str::to_owned);
    let given = values.value(&["pack", "namespace"]).and_then(text);
    let given = given.filter(|given| !given.is_empty());
    let further = values.value(&["pack", "additionalNamespaces"]);
    let further = further.and_then(Value::as_array).into_iter().flatten();
    let named: Vec<_> = given
        .iter()
        .cloned()
        .chain(further.filter_map(text))
        .collect();
    // What a macro becomes is known only in a cluster.
    if named.iter().any(|name| is_template(name)) {
        return;
    }
    let own = given.as_deref().unwrap_or(DEFAULT);
    let is_known = |namespace: &str| namespace == own || named.iter().any(|name| name == namespace);
    let fixed = deployment.objects.iter().filter_map(|object| {
        let namespace = object.namespace.as_deref()?;
        let is_fixed = !is_known(namespace)
            && !object.is_test()
            && !object.is_cluster_wide()
            && !must_lie_there(object, namespace);
        is_fixed.then(|| ((file_of(deployment, object), namespace), object))
    });
    let found = grouped(fixed);
    if found.is_empty() {
        return;
    }
    let samples = samples(context);
    let objects = || deployment.objects.iter();
    let is_deployed = |namespace: &str| {
        objects().any(|object| object.kind == "Namespace" && object.name == namespace)
    };
    let exists = |namespace: &str| EVERYWHERE.contains(&namespace) || is_deployed(namespace);
    for ((_, namespace), object, others) in found {
        let is_sample = |sample: &String| namespace.contains(sample.as_str());
        let exists = exists(namespace);
        if samples.iter().any(is_sample) || exists && named.is_empty() {
            continue;
        }
        let end = match exists {
            true => {
                "and stays there if the pack gets another namespace. Remove it if that is not meant"
            }
            false => {
                "which Palette does not create. Add it to `pack.additionalNamespaces`, or remove it from the object"
            }
        };
        let message = format!(
            "{} is not in the namespace {own} of the pack{}, but in {namespace}, {end}.",
            in_words(object),
            and_others(others)
        );
        if let Some(place) = origin(context, deployment, object) {
            findings.report(place, message);
        }
    }
}

/// Whether an object gives rights to what Kubernetes itself has in `kube-system`.
fn must_lie_there(object: &Object, namespace: &str) -> bool {
    namespace == "kube-system" && matches!(object.kind.as_str(), "Role" | "RoleBinding")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn sample(values: &str) -> Sample {
        let object = |name: &str, namespace: &str| {
            format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: {namespace}}}\n"
            )
        };
        let text = [object("a", "one"), object("b", "two"), object("c", "two")].concat();
        Sample::addon()
            .file("manifests/sample.yaml", &text)
            .file("values.yaml", values)
    }

    #[test]
    fn namespaces_are_those_of_the_pack() {
        let two = "manifests/sample.yaml:6:1";
        let found = sample("pack:\n  namespace: one\n")
            .fires(RULE.id, &[two])
            .findings_of(RULE.id);
        assert_eq!(
            found[0].message,
            "The Pod “b” of manifests/sample.yaml is not in the namespace one of the pack (and one more object), but in two, which Palette does not create. Add it to `pack.additionalNamespaces`, or remove it from the object."
        );
        sample("pack:\n  namespace: one\n  additionalNamespaces: [two]\n").silent(RULE.id);
        sample("pack:\n  namespace: ''\n").fires(RULE.id, &["manifests/sample.yaml:2:1", two]);
        sample("pack:\n  namespace: '{{ .spectro.var.ns }}'\n").silent(RULE.id);
    }

    #[test]
    fn what_must_lie_elsewhere_is_fine() {
        let check = |values: &str, kind: &str, namespace: &str, count: usize| {
            let text = format!(
                "apiVersion: v1\nkind: {kind}\nmetadata: {{name: a, namespace: {namespace}}}\n\
                ---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: own}}\n"
            );
            let sample = Sample::addon()
                .file("manifests/sample.yaml", &text)
                .file("values.yaml", values);
            let places = ["manifests/sample.yaml:1:1"];
            sample.fires(RULE.id, &places[..count]);
        };
        let named = "pack: {namespace: one}\n";
        for (kind, namespace, count) in [
            ("Pod", "kube-system", 1),
            ("Pod", "own", 1),
            ("ClusterRole", "other", 0),
            ("RoleBinding", "kube-system", 0),
            ("RoleBinding", "default", 1),
        ] {
            check(named, kind, namespace, count);
        }
        // Without a namespace of the pack there is none to be different from.
        check("pack: {}\n", "Pod", "kube-system", 0);
        check("pack: {}\n", "Pod", "own", 0);
        check("pack: {}\n", "Pod", "other", 1);
    }
}
