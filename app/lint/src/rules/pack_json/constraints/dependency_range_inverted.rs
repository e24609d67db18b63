//! A version range that contains no version.

use std::cmp::Ordering;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};
use pack_model::facts::version::compare;

declare_rule! {
    /// ## What it does
    /// Reports a dependency whose `minVersion` is higher than its `maxVersion`.
    ///
    /// ## Why is this bad
    /// No version is in the range, so the pack can never be used together with the other one.
    ///
    /// ## Example
    /// ```json
    /// { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "1.30.0", "maxVersion": "1.28.0" }
    /// ```
    ///
    /// ## How to fix
    /// Swap the two, or correct one of them. Note that `1.9` is lower than `1.28`.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "dependency-range-inverted", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (pointer, dependency) in context.constraints("dependencies") {
        let (Some(min), Some(max)) = (
            text(dependency, "minVersion"),
            text(dependency, "maxVersion"),
        ) else {
            continue;
        };
        if compare(min, max) != Some(Ordering::Greater) {
            continue;
        }
        let pack = text(dependency, "packName").unwrap_or("another pack");
        let message = format!(
            "In the dependency on {pack}, minVersion {min} is higher than maxVersion {max}, so no version is allowed. Swap or correct them."
        );
        let swap = vec![
            set(pointer.child("minVersion"), max),
            set(pointer.child("maxVersion"), min),
        ];
        let report = findings.report(at(pointer.child("minVersion")), message);
        report.ask("swap", format!("Swap to {max} – {min}"), swap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    fn range(min: &str, max: &str) -> Sample {
        let dependency = json!({ "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": min, "maxVersion": max });
        Sample::addon().set("/constraints", json!({ "dependencies": [dependency] }))
    }

    #[test]
    fn limits_are_swapped() {
        let sample =
            range("1.28.0", "1.9.0").fires(RULE.id, &["/constraints/dependencies/0/minVersion"]);
        let fixed = sample.fixed(RULE.id, "swap").clean();
        assert_eq!(
            fixed.value("/constraints/dependencies/0/minVersion"),
            "1.9.0"
        );
        assert_eq!(
            fixed.value("/constraints/dependencies/0/maxVersion"),
            "1.28.0"
        );
    }

    #[test]
    fn open_and_right_ranges_are_fine() {
        for (min, max) in [
            ("1.29", "1.29.x"),
            ("1.27", "1.28"),
            ("1.28.0", "1.28"),
            ("1.28.0", ""),
            ("", "1.0.0"),
            ("a", "b"),
        ] {
            range(min, max).silent(RULE.id);
        }
    }
}
