//! A dependency whose version is not checked.

use pack_syntax::json::Node;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};

declare_rule! {
    /// ## What it does
    /// Reports a dependency with neither `minVersion` nor `maxVersion`.
    ///
    /// ## Why is this bad
    /// Without a limit, Palette does not check the version.
    ///
    /// ## Example
    /// ```json
    /// { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "", "maxVersion": "" }
    /// ```
    ///
    /// ## How to fix
    /// Set the lowest or the highest version that works. If every version works, leave it as it
    /// is.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "dependency-without-range", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (pointer, dependency) in context.constraints("dependencies") {
        // `upgrade` names the pack that this one follows; it needs no range.
        let named =
            text(dependency, "packName").filter(|_| text(dependency, "type") != Some("upgrade"));
        let Some(pack) = named
            .filter(|_| is_open(dependency, "minVersion") && is_open(dependency, "maxVersion"))
        else {
            continue;
        };
        let message = format!(
            "The dependency on {pack} has no minVersion or maxVersion, so Palette does not check its version. Set one unless every version works."
        );
        findings.report(at(pointer), message);
    }
}

/// Whether a limit is absent or empty; a wrong type violates the schema.
fn is_open(dependency: &Node, key: &str) -> bool {
    dependency
        .member(key)
        .is_none_or(|member| crate::reading::pack_json::is_blank(member.value()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn one_limit_is_enough() {
        let dependency = |limits: [(&str, &str); 2], kind: &str| {
            let mut dependency = json!({ "packName": "kubernetes", "layer": "k8s", "type": kind });
            for (key, version) in limits {
                dependency[key] = json!(version);
            }
            Sample::addon().set("/constraints", json!({ "dependencies": [dependency] }))
        };
        dependency([("minVersion", ""), ("maxVersion", " ")], "required")
            .fires(RULE.id, &["/constraints/dependencies/0"]);
        dependency([("minVersion", "1.2.0"), ("maxVersion", "")], "required").silent(RULE.id);
        dependency([("minVersion", ""), ("maxVersion", "")], "upgrade").silent(RULE.id);
        let absent = json!([{ "packName": "kubernetes", "layer": "k8s", "type": "optional" }, {}]);
        Sample::addon()
            .set("/constraints", json!({ "dependencies": absent }))
            .fires(RULE.id, &["/constraints/dependencies/0"]);
    }
}
