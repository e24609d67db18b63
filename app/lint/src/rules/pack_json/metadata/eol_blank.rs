//! An end of life that says nothing.

use pack_model::Pointer;

use crate::judge::changes::pack_json::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at_property, is_blank};

declare_rule! {
    /// ## What it does
    /// Points out an `eol` that is an empty text or only blanks.
    ///
    /// ## Why is this bad
    /// It is harmless, and it says nothing. A reader of dates may stumble over it.
    ///
    /// ## Example
    /// ```json
    /// { "eol": "" }
    /// ```
    ///
    /// ## How to fix
    /// Remove it, or fill in the day.
    ///
    /// ## Source
    /// The vendor's public API types call it a day.
    "eol-blank", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.property("eol").is_some_and(is_blank) {
        let message =
            "The end of life is blank, so it says nothing. Remove it, or fill in the day.";
        let change = vec![remove(Pointer::root().child("eol"))];
        findings.report(at_property("eol"), message).safe(
            "remove",
            "Remove the blank end of life",
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
                .mended(RULE.id, "remove")
                .clean();
        }
    }

    #[test]
    fn anything_written_is_not_its_matter() {
        Sample::addon().set("/eol", "x").silent(RULE.id);
        Sample::addon().silent(RULE.id);
    }
}
