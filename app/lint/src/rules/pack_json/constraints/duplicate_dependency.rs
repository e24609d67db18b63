//! Two dependencies on the same pack.

use std::collections::BTreeSet;

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};

declare_rule! {
    /// ## What it does
    /// Reports a second dependency on the same pack and layer. A `notSupported` range beside
    /// another dependency is allowed, because it may exclude versions.
    ///
    /// ## Why is this bad
    /// The documentation does not say which of the two applies.
    ///
    /// ## Example
    /// ```json
    /// { "dependencies": [
    ///   { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "1.26.0" },
    ///   { "packName": "kubernetes", "layer": "k8s", "type": "required", "maxVersion": "1.30.0" }
    /// ] }
    /// ```
    ///
    /// ## How to fix
    /// Merge them into one range, then remove the other.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "duplicate-dependency", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (pointer, dependency) in context.constraints("dependencies") {
        let (Some(pack), Some(layer)) = (text(dependency, "packName"), text(dependency, "layer"))
        else {
            continue;
        };
        let excludes =
            text(dependency, "type").filter(|kind| matches!(*kind, "notSupported" | "upgrade"));
        if !seen.insert(format!("{pack}\n{layer}\n{}", excludes.unwrap_or_default())) {
            let message = format!(
                "There is already a dependency on {pack} in the layer {layer}, and it is not defined which applies. Merge the two ranges."
            );
            let change = vec![remove(pointer.clone())];
            findings.report(at(pointer), message).ask(
                "remove",
                format!("Remove this dependency on {pack}"),
                change,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn two(layer: &str, kind: &str) -> Sample {
        Sample::addon().set(
            "/constraints",
            json!({ "dependencies": [
                { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "1.26.0" },
                { "packName": "kubernetes", "layer": layer, "type": kind, "maxVersion": "1.30.0" },
            ] }),
        )
    }

    #[test]
    fn the_later_one_is_removed() {
        for kind in ["required", "optional"] {
            let sample = two("k8s", kind).fires(RULE.id, &["/constraints/dependencies/1"]);
            sample.fixed(RULE.id, "remove").clean();
        }
    }

    #[test]
    fn other_layers_and_exclusions_are_no_duplicates() {
        two("os", "required").silent(RULE.id);
        two("k8s", "notSupported").silent(RULE.id);
    }
}
