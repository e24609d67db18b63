//! A regular expression in schema.yaml that RE2 does not support.

use pack_model::parameters::format::FormatPart;
use pack_model::parameters::verdict::is_invalid_regex;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::parameters::parameters;

declare_rule! {
    /// ## What it does
    /// Reports a regular expression in a format that RE2 does not support. RE2 has no look-around
    /// and no back references.
    ///
    /// ## Why is this bad
    /// Palette uses RE2, so it cannot check the value.
    ///
    /// ## Example
    /// ```yaml
    /// charts.web.name:
    ///   schema: '{{ format "${string:/(?=a)b/}" | hints "A name" }}'
    /// ```
    ///
    /// ## How to fix
    /// Write it with the syntax of RE2.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints of parameters; RE2 syntax.
    "parameter-regex-invalid", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for parameter in parameters(context) {
        let parts = parameter
            .whole()
            .and_then(|expression| expression.format.as_ref());
        let parts = parts.into_iter().flat_map(|format| &format.parts);
        for regex in parts.filter_map(FormatPart::regex) {
            if is_invalid_regex(regex) {
                let message = format!(
                    "/{regex}/ is not a valid RE2 expression, so Palette cannot check {}. RE2 has no look-around and no back references.",
                    parameter.path
                );
                findings.report(parameter.place(), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn re2_is_the_measure() {
        let schema = |regex: &str| {
            let text = format!(
                "pack.namespace:\n  schema: '{{{{ format \"${{string:/{regex}/}}\" | hints \"x\" }}}}'\n"
            );
            Sample::addon().file("schema.yaml", &text)
        };
        for regex in ["(?!a)b", "[a", "(a"] {
            schema(regex).fires(RULE.id, &["schema.yaml/pack.namespace/schema"]);
        }
        schema("^[a-z]+$").silent(RULE.id);
    }
}
