//! A parameter without hints.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::parameters::parameters;

declare_rule! {
    /// ## What it does
    /// Reports an entry of schema.yaml whose expression has no `hints`.
    ///
    /// ## Why is this bad
    /// Palette shows the hints beside the value. Without them, users of the pack have to guess.
    ///
    /// ## Example
    /// ```yaml
    /// charts.web.replicas:
    ///   schema: '{{ required | format "${number}" }}'
    /// ```
    ///
    /// ## How to fix
    /// Add `| hints "How many copies run"` to the expression.
    ///
    /// ## Source
    /// Reviewers of the community repository ask for hints in every entry.
    "parameter-without-hints", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for parameter in parameters(context) {
        if !parameter
            .whole()
            .is_some_and(|expression| expression.hints.is_empty())
        {
            continue;
        }
        let message = format!(
            "{} has no hints, so users do not see what it is for. Add `hints` to its expression.",
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
    fn hints_are_asked_for() {
        let schema = |expression: &str| {
            let text = format!("pack.namespace:\n  schema: '{{{{ {expression} }}}}'\n");
            Sample::addon().file("schema.yaml", &text)
        };
        schema("required").fires(RULE.id, &["schema.yaml/pack.namespace/schema"]);
        schema("required | hints \"x\"").silent(RULE.id);
        schema("nonsense").silent(RULE.id);
    }
}
