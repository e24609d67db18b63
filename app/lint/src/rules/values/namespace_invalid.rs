//! A namespace that Kubernetes does not accept.

use pack_model::facts::label;
use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::is_template;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a `pack.namespace` that is not a DNS label: lower-case letters, digits and hyphens,
    /// starting and ending with a letter or digit, at most 63 characters.
    ///
    /// ## Why is this bad
    /// Kubernetes rejects the namespace, so nothing of the pack is installed.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespace: My_Namespace
    /// ```
    ///
    /// ## How to fix
    /// Write a name of lower-case letters, digits and hyphens. The fix writes the nearest one.
    ///
    /// ## Source
    /// Kubernetes documentation, "Object Names and IDs": RFC 1123 label names.
    "namespace-invalid", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let path = ["pack", "namespace"];
    let Some(value) = context.values().and_then(|values| values.value(&path)) else {
        return;
    };
    let place = pointer(&path);
    let text = match value {
        Value::Null | Value::Number(_) => return,
        Value::String(text)
            if label::is_label(text) || is_template(text) || text.trim().is_empty() =>
        {
            return;
        }
        Value::String(text) => text,
        _ => {
            let message = "The namespace is not a string, so Kubernetes rejects it and nothing is installed. Use lower-case letters, digits and hyphens.";
            findings.report(at(place), message);
            return;
        }
    };
    let message = format!(
        "“{text}” is not a valid namespace, so Kubernetes rejects it and nothing is installed. Use lower-case letters, digits and hyphens, at most {} characters.",
        label::LENGTH
    );
    let report = findings.report(at(place.clone()), message);
    if let Some(near) = label::nearest(text) {
        let change = vec![set(place, near.as_str())];
        report.ask("replace", format!("Change to {near}"), change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn named(namespace: &str) -> Sample {
        let values = format!("pack:\n  namespace: {namespace}\n  content: {{images: []}}\n");
        Sample::addon().file("values.yaml", &values)
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let long = "a".repeat(70);
        for (wrong, right) in [
            ("My_Namespace", "my-namespace"),
            ("-a.b-", "a-b"),
            (long.as_str(), &long[..63]),
        ] {
            let fixed = named(wrong)
                .fires(RULE.id, &["values.yaml/pack/namespace"])
                .fixed(RULE.id, "replace")
                .clean();
            assert!(
                fixed
                    .text("values.yaml")
                    .contains(&format!("namespace: {right}\n"))
            );
        }
        named("[a]").fires(RULE.id, &["values.yaml/pack/namespace"]);
    }

    #[test]
    fn names_macros_and_nothing_are_left() {
        for namespace in [
            "a",
            "kube-system",
            "\"1\"",
            "12",
            "\"{{ .spectro.var.ns }}\"",
            "",
            "\"\"",
        ] {
            named(namespace).silent(RULE.id);
        }
    }
}
