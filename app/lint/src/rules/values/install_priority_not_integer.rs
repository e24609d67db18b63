//! An install priority that is no integer in quotes.

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
    /// Palette reads the priority from a text. Of a bare number, or another text, it makes nothing, and
    /// the pack is installed in the wrong order.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   spectrocloud.com/install-priority: 10
    /// ```
    ///
    /// ## How to fix
    /// Write the number in quotes: `"10"`. The lowest comes first, negative numbers are allowed.
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
                "The install priority {number} stands without quotes, and Palette reads it from a text. Write “{number}” in quotes."
            );
            let change = vec![set(place.clone(), number.to_string())];
            findings
                .report(at(place), message)
                .safe("quote", "Write it in quotes", change);
        }
        other => {
            let message = format!(
                "The install priority {other} is no integer, so Palette cannot order the pack by it. Write an integer in quotes, such as \"10\"."
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
        let mended = with("-10")
            .fires(RULE.id, &[PLACE])
            .mended(RULE.id, "quote")
            .clean();
        assert!(
            mended
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
