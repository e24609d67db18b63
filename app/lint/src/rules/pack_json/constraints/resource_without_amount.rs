//! A resource constraint without an amount.

use pack_syntax::json::Node;

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};

declare_rule! {
    /// ## What it does
    /// Reports a resource constraint with neither `minLimit` nor components.
    ///
    /// ## Why is this bad
    /// It has no amount, so nothing is checked.
    ///
    /// ## Example
    /// ```json
    /// { "resources": [{ "type": "memory" }] }
    /// ```
    ///
    /// ## How to fix
    /// Set `minLimit` to the amount that each worker pool needs, or list the components whose
    /// requests add up to it. Otherwise remove the constraint.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "resource-without-amount", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (pointer, resource) in context.constraints("resources") {
        let Some(kind) = text(resource, "type") else {
            continue;
        };
        let components = resource.member("components").map(|member| member.value());
        let none = components.is_none_or(|list| list.items().is_some_and(<[Node]>::is_empty));
        if resource.member("minLimit").is_some() || !none {
            continue;
        }
        let message = format!(
            "The constraint on “{kind}” has neither minLimit nor components, so nothing is checked. Set one of them, or remove the constraint."
        );
        let change = vec![remove(pointer.clone())];
        findings.report(at(pointer), message).ask(
            "remove",
            format!("Remove the constraint on {kind}"),
            change,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn an_amount_or_components_are_needed() {
        let resources = json!([
            {},
            { "type": "cpu" },
            { "type": "memory", "components": [] },
            { "type": "diskSize", "minLimit": 20 },
            { "type": "cpu", "components": [{ "scheduleType": "all" }] },
        ]);
        let places = ["/constraints/resources/1", "/constraints/resources/2"];
        Sample::addon()
            .set("/constraints", json!({ "resources": resources }))
            .fires(RULE.id, &places);
        let sample = Sample::addon().set(
            "/constraints",
            json!({ "resources": [{ "type": "cpu" }, { "type": "memory", "minLimit": 1 }] }),
        );
        sample.fixed(RULE.id, "remove").clean();
    }
}
