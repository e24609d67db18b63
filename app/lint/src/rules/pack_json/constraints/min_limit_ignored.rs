//! A minLimit that is ignored.

use pack_syntax::json::Node;

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;

declare_rule! {
    /// ## What it does
    /// Reports a resource with `minLimit` beside `components`.
    ///
    /// ## Why is this bad
    /// If a constraint has components, Palette adds up their requests and ignores `minLimit`.
    ///
    /// ## Example
    /// ```json
    /// { "type": "cpu", "minLimit": 2000, "components": [{ "scheduleType": "all" }] }
    /// ```
    ///
    /// ## How to fix
    /// Keep one of the two.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "min-limit-ignored", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (pointer, resource) in context.constraints("resources") {
        let components = resource
            .member("components")
            .and_then(|member| member.value().items());
        let Some(limit) = resource
            .member("minLimit")
            .filter(|_| components.is_some_and(|items| !items.is_empty()))
        else {
            continue;
        };
        let limit = Node::to_value(limit.value());
        let pointer = pointer.child("minLimit");
        let message = format!(
            "`minLimit` {limit} has no effect, because Palette uses the components instead. Remove `minLimit` or the components."
        );
        findings.report(at(pointer.clone()), message).ask(
            "remove",
            "Remove minLimit",
            vec![remove(pointer)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn components_win() {
        let resources = json!({ "resources": [
            { "type": "cpu", "minLimit": 2000, "components": [{ "scheduleType": "all" }] },
            { "type": "memory", "minLimit": 2000, "components": [] },
            { "type": "diskSize", "minLimit": 20 },
        ] });
        let sample = Sample::addon()
            .set("/constraints", resources)
            .fires(RULE.id, &["/constraints/resources/0/minLimit"]);
        sample.fixed(RULE.id, "remove").clean();
    }
}
