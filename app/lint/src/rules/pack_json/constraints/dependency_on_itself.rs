//! A pack that depends on itself.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};

declare_rule! {
    /// ## What it does
    /// Reports a dependency that names the pack itself, unless its type is `upgrade`.
    ///
    /// ## Why is this bad
    /// The pack always meets the dependency, so it has no effect. With `notSupported`, it excludes
    /// the pack itself.
    ///
    /// ## Example
    /// ```json
    /// { "name": "prometheus", "constraints": { "dependencies": [{ "packName": "prometheus", "layer": "addon", "type": "required" }] } }
    /// ```
    ///
    /// ## How to fix
    /// Name the pack that you mean, or remove the dependency.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints. Published packs use `upgrade` to name an earlier
    /// version.
    "dependency-on-itself", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(name) = context.manifest.name().filter(|name| !name.is_empty()) else {
        return;
    };
    for (pointer, dependency) in context.constraints("dependencies") {
        if text(dependency, "packName") == Some(&name)
            && text(dependency, "type") != Some("upgrade")
        {
            let message = format!(
                "This dependency names {name}, the pack itself, so it has no effect. Name another pack, or remove the dependency."
            );
            findings.report(at(pointer.child("packName")), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn upgrade_may_name_the_pack() {
        let on = |pack: &str, kind: &str| {
            let dependency =
                json!({ "packName": pack, "layer": "addon", "type": kind, "minVersion": "1.0.0" });
            Sample::addon().set("/constraints", json!({ "dependencies": [dependency] }))
        };
        on("sample", "required").fires(RULE.id, &["/constraints/dependencies/0/packName"]);
        on("sample", "upgrade").silent(RULE.id);
        on("other", "required").silent(RULE.id);
    }
}
