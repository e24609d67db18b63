//! An empty end of life.

use pack_model::Pointer;

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at_property, is_blank};

declare_rule! {
    /// ## What it does
    /// Reports an `eol` that is empty or only spaces.
    ///
    /// ## Why is this bad
    /// It has no effect, and a program that expects a date may reject it.
    ///
    /// ## Example
    /// ```json
    /// { "eol": "" }
    /// ```
    ///
    /// ## How to fix
    /// Remove it, or enter a date.
    ///
    /// ## Source
    /// The vendor's public API types call it a day.
    "eol-blank", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.property("eol").is_some_and(is_blank) {
        let message = "The end of life is empty, so it has no effect. Remove it, or enter a date.";
        let change = vec![remove(Pointer::root().child("eol"))];
        findings.report(at_property("eol"), message).safe(
            "remove",
            "Remove the empty end of life",
            change,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn is_removed() {
        for eol in ["", " "] {
            Sample::addon()
                .set("/eol", eol)
                .fires(RULE.id, &["/eol"])
                .fixed(RULE.id, "remove")
                .clean();
        }
    }

    #[test]
    fn anything_written_is_not_its_matter() {
        Sample::addon().set("/eol", "x").silent(RULE.id);
        Sample::addon().silent(RULE.id);
    }
}
