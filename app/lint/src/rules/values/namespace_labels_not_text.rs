//! Namespace labels that are not a single string.

use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports, under `pack.namespaceLabels` and `pack.namespaceAnnotations`, a namespace whose
    /// labels are a map or list instead of one string.
    ///
    /// ## Why is this bad
    /// Palette reads one string of the form `k=v,k=v` for each namespace. In any other form the
    /// labels are not set.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespaceLabels:
    ///     monitoring:
    ///       pod-security.kubernetes.io/enforce: privileged
    /// ```
    ///
    /// ## How to fix
    /// Join them: `monitoring: "pod-security.kubernetes.io/enforce=privileged"`.
    ///
    /// ## Source
    /// Vendor documentation on values of packs; published packs.
    "namespace-labels-not-text", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for key in ["namespaceLabels", "namespaceAnnotations"] {
        let spaces = values.map(&["pack", key]);
        for (space, labels) in spaces.into_iter().flatten() {
            if !labels.is_object() && !labels.is_array() {
                continue;
            }
            let place = pointer(&["pack", key, space]);
            let message = format!(
                "`{key}` of {space} is not a string of the form k=v,k=v, so Palette ignores it. Join the entries into one string."
            );
            let report = findings.report(at(place.clone()), message);
            if let Some(joined) = joined(labels) {
                let label = format!("Change to “{joined}”");
                report.safe("join", label, vec![set(place, joined)]);
            }
        }
    }
}

/// Labels as one string; `None` if one of them is a map or list.
fn joined(labels: &Value) -> Option<String> {
    let parts: Option<Vec<String>> = match labels {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| Some(format!("{key}={}", plain(value)?)))
            .collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        _ => None,
    };
    parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join(","))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn maps_and_lists_are_joined() {
        for labels in ["{a/b: c, d: 1}", "[a/b=c, d=1]"] {
            let values = format!(
                "pack:\n  namespace: sample\n  content: {{images: []}}\n  namespaceLabels:\n    sample: {labels}\n"
            );
            let fixed = Sample::addon()
                .file("values.yaml", &values)
                .fires(RULE.id, &["values.yaml/pack/namespaceLabels/sample"])
                .fixed(RULE.id, "join")
                .clean();
            assert!(fixed.text("values.yaml").contains("a/b=c,d=1"));
        }
    }

    #[test]
    fn texts_are_left() {
        let values =
            "pack:\n  namespaceLabels:\n    a: \"b=c,d=e\"\n    f:\n  namespaceAnnotations: {}\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
