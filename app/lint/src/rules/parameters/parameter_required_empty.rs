//! A required value that is empty.

use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::parameters::parameters;
use crate::reading::values::at;
use crate::reading::values::dotted_path;

declare_rule! {
    /// ## What it does
    /// Reports an empty value in values.yaml that schema.yaml requires.
    ///
    /// ## Why is this bad
    /// Users must enter the value before they can deploy the pack. This is not an error if only
    /// they know it.
    ///
    /// ## Example
    /// ```yaml
    /// # schema.yaml
    /// charts.web.license:
    ///   schema: '{{ required | format "${string}" | hints "The license" }}'
    /// # values.yaml
    /// charts:
    ///   web:
    ///     license: ""
    /// ```
    ///
    /// ## How to fix
    /// Leave it empty if only the user knows the value; otherwise set a default.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints of parameters.
    "parameter-required-empty", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for parameter in parameters(context) {
        if !parameter
            .whole()
            .is_some_and(|expression| expression.required)
        {
            continue;
        }
        for (pointer, value) in dotted_path::find(values.data, parameter.path) {
            let empty = match value {
                Value::Null => true,
                Value::String(text) => text.trim().is_empty(),
                _ => false,
            };
            if empty {
                let message = format!(
                    "{} is required and empty, so every user must enter a value. Set a default if there is one.",
                    parameter.path
                );
                findings.report(at(pointer), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn empty_values_are_named() {
        let schema = "pack.namespace:\n  schema: '{{ required | hints \"x\" }}'\n";
        for values in ["pack:\n  namespace:\n", "pack:\n  namespace: ''\n"] {
            Sample::addon()
                .file("schema.yaml", schema)
                .file("values.yaml", values)
                .fires(RULE.id, &["values.yaml/pack/namespace"]);
        }
        Sample::addon().file("schema.yaml", schema).silent(RULE.id);
        Sample::addon()
            .file(
                "schema.yaml",
                "pack.namespace:\n  schema: '{{ hints \"x\" }}'\n",
            )
            .file("values.yaml", "pack:\n  namespace:\n")
            .silent(RULE.id);
    }
}
