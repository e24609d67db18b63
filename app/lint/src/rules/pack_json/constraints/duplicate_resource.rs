//! Two constraints on the same resource.

use std::collections::BTreeSet;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, text};

declare_rule! {
    /// ## What it does
    /// Reports a second entry of `resources` with the same resource type.
    ///
    /// ## Why is this bad
    /// The documentation does not say which of the two applies.
    ///
    /// ## Example
    /// ```json
    /// { "resources": [{ "type": "cpu", "minLimit": 2000 }, { "type": "cpu", "minLimit": 4000 }] }
    /// ```
    ///
    /// ## How to fix
    /// Merge them into one entry.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints.
    "duplicate-resource", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (pointer, resource) in context.constraints("resources") {
        let Some(kind) = text(resource, "type") else {
            continue;
        };
        if !seen.insert(kind) {
            let message = format!(
                "There is already a constraint on “{kind}”, and it is not defined which applies. Merge the two."
            );
            findings.report(at(pointer.child("type")), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn each_type_stands_once() {
        let resources = json!([{ "type": "cpu" }, { "type": "memory" }, { "type": "cpu" }, {}, {}]);
        let sample = Sample::addon().set("/constraints", json!({ "resources": resources }));
        sample.fires(RULE.id, &["/constraints/resources/2/type"]);
    }
}
