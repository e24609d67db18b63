//! An install priority that is not an integer in quotes.

use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::is_template;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a `pack.spectrocloud.com/install-priority` that is not an integer in quotes.
    ///
    /// ## Why is this bad
    /// Palette expects a string that contains an integer. It ignores any other value and may
    /// install the pack in the wrong order.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   spectrocloud.com/install-priority: 10
    /// ```
    ///
    /// ## How to fix
    /// Put the number in quotes: `"10"`. Packs with lower numbers are installed first; negative
    /// numbers are allowed.
    ///
    /// ## Source
    /// Vendor documentation on install order.
    "install-priority-not-integer", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let path = ["pack", "spectrocloud.com/install-priority"];
    let Some(value) = context.values().and_then(|values| values.value(&path)) else {
        return;
    };
    let place = pointer(&path);
    match value {
        Value::String(text) if text.trim().parse::<i64>().is_ok() || is_template(text) => {}
        Value::Number(number) if number.is_i64() => {
            let message = format!(
                "The install priority {number} has no quotes, so Palette ignores it. Put it in quotes."
            );
            let change = vec![set(place.clone(), number.to_string())];
            findings
                .report(at(place), message)
                .safe("quote", "Put in quotes", change);
        }
        other => {
            let message = format!(
                "The install priority {other} is not an integer, so Palette ignores it. Write an integer in quotes, such as \"10\"."
            );
            findings.report(at(place), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn with(priority: &str) -> Sample {
        let values = format!(
            "pack:\n  namespace: sample\n  content: {{images: []}}\n  spectrocloud.com/install-priority: {priority}\n"
        );
        Sample::addon().file("values.yaml", &values)
    }

    const PLACE: &str = "values.yaml/pack/spectrocloud.com~1install-priority";

    #[test]
    fn numbers_are_quoted() {
        let fixed = with("-10")
            .fires(RULE.id, &[PLACE])
            .fixed(RULE.id, "quote")
            .clean();
        assert!(
            fixed
                .text("values.yaml")
                .ends_with("install-priority: \"-10\"\n")
        );
        for wrong in ["1.5", "first", "\"\"", "true", "[1]"] {
            with(wrong).fires(RULE.id, &[PLACE]);
        }
    }

    #[test]
    fn integers_in_quotes_are_taken() {
        for right in ["\"10\"", "'-1'", "\"0\"", "\"{{ .spectro.var.p }}\""] {
            with(right).silent(RULE.id);
        }
    }
}
