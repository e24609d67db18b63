//! A pack without cloud types.

use serde_json::json;

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at_property, text};

declare_rule! {
    /// ## What it does
    /// Reports a `pack.json` without `cloudTypes`, or with an empty list.
    ///
    /// ## Why is this bad
    /// Palette offers a pack only for its cloud types. The documentation requires the property,
    /// although the schema does not.
    ///
    /// ## Example
    /// ```json
    /// { "name": "prometheus", "cloudTypes": [] }
    /// ```
    ///
    /// ## How to fix
    /// List the cloud types, or write `["all"]`. If the older `cloudType` is set, the fix uses its
    /// value.
    ///
    /// ## Source
    /// Vendor documentation, table of properties: required.
    "cloud-types-missing", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !context.is_missing_or_empty("cloudTypes") {
        return;
    }
    let root = context.manifest.json().root();
    let single = root
        .and_then(|root| text(root, "cloudType"))
        .filter(|value| !value.is_empty());
    let cloud = single.unwrap_or("all");
    let message = format!(
        "The pack has no cloud types, so Palette does not know for which clusters to offer it. List them, or write [\"{cloud}\"]."
    );
    let fix = vec![set_property("cloudTypes", json!([cloud]))];
    findings.report(at_property("cloudTypes"), message).safe(
        "set",
        format!("Set cloud types to {cloud}"),
        fix,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn absent_and_empty_become_all() {
        for sample in [
            Sample::addon().unset("/cloudTypes"),
            Sample::addon().set("/cloudTypes", json!([])),
        ] {
            let fixed = sample
                .fires(RULE.id, &["/cloudTypes"])
                .fixed(RULE.id, "set")
                .clean();
            assert_eq!(fixed.value("/cloudTypes"), json!(["all"]));
        }
    }

    #[test]
    fn takes_the_single_cloud_type_over() {
        let sample = Sample::addon()
            .unset("/cloudTypes")
            .set("/cloudType", "aws")
            .fires(RULE.id, &["/cloudTypes"]);
        assert_eq!(
            sample.fixed(RULE.id, "set").value("/cloudTypes"),
            json!(["aws"])
        );
    }

    #[test]
    fn a_wrong_type_is_the_schemas_matter() {
        Sample::addon().set("/cloudTypes", "all").silent(RULE.id);
    }
}
