//! An expression in schema.yaml that cannot be parsed.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::parameters::parameters;

declare_rule! {
    /// ## What it does
    /// Reports an entry of schema.yaml without an expression under `schema`, or with one that
    /// cannot be parsed: an unknown function or type, a missing closing quote or brace, an invalid
    /// range.
    ///
    /// ## Why is this bad
    /// Palette cannot check the value, and may reject the pack.
    ///
    /// ## Example
    /// ```yaml
    /// charts.web.replicas:
    ///   schema: '{{ requierd | format "${number:[9-1]}" }}'
    /// ```
    ///
    /// ## How to fix
    /// Use the functions `required`, `readonly`, `format "..."` and `hints "..."`, joined by `|`, and in a
    /// format the types `string`, `number`, `boolean`, `password`, `list`, `ipv4` and `version`.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints of parameters.
    "parameter-expression-invalid", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for parameter in parameters(context) {
        let problem = match &parameter.expression {
            Some(Ok(_)) => continue,
            Some(Err(problem)) => problem.as_str(),
            None => "there is no string under `schema`.",
        };
        let message = format!(
            "Palette cannot check {}, because its expression is invalid: {problem}",
            parameter.path
        );
        findings.report(parameter.place(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn faults_are_named() {
        for expression in [
            "'{{ requierd }}'",
            "'{{ format \"${text}\" }}'",
            "'required'",
            "",
            "[a]",
        ] {
            let text = format!("pack.namespace:\n  schema: {expression}\n");
            Sample::addon()
                .file("schema.yaml", &text)
                .fires(RULE.id, &["schema.yaml/pack.namespace/schema"]);
        }
        Sample::addon()
            .file("schema.yaml", "pack.namespace: x\n")
            .fires(RULE.id, &["schema.yaml/pack.namespace/schema"]);
        for text in [
            "",
            "# none\n",
            "pack.namespace:\n  schema: '{{ required | hints \"x\" }}'\n",
        ] {
            Sample::addon().file("schema.yaml", text).silent(RULE.id);
        }
    }
}
