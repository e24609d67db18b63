//! A value that does not match its format in schema.yaml.

use pack_model::Pointer;
use pack_model::parameters::format::FormatPart;
use pack_model::parameters::verdict::{is_invalid_regex, mismatch};
use serde_json::Value;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::is_template;
use crate::reading::parameters::parameters;
use crate::reading::values::dotted_path;
use crate::reading::values::{Values, at};

declare_rule! {
    /// ## What it does
    /// Reports a value in values.yaml that does not match its format in schema.yaml. Empty values
    /// and macros are skipped.
    ///
    /// ## Why is this bad
    /// Palette rejects the value, so users must change it before they can deploy the pack.
    ///
    /// ## Example
    /// ```yaml
    /// # schema.yaml
    /// charts.web.replicas:
    ///   schema: '{{ format "${number:[1-9]}" | hints "How many" }}'
    /// # values.yaml
    /// charts:
    ///   web:
    ///     replicas: 10
    /// ```
    ///
    /// ## How to fix
    /// Write a value that matches the format, or correct the format.
    ///
    /// ## Source
    /// Vendor documentation on pack constraints of parameters: the whole value must match.
    "parameter-default-invalid", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for parameter in parameters(context) {
        let format = parameter
            .whole()
            .and_then(|expression| expression.format.as_ref());
        let Some(format) = format.filter(|format| !format.parts.iter().any(is_unclear)) else {
            continue;
        };
        for (pointer, value) in dotted_path::find(values.data, parameter.path) {
            let Some(text) = spelled(&values, &pointer, value) else {
                continue;
            };
            if text.trim().is_empty() || is_template(&text) {
                continue;
            }
            if let Some(wanted) = mismatch(format, &text) {
                let message = format!(
                    "“{text}” does not match schema.yaml, which expects {wanted}, so Palette rejects it. Change the value, or correct the format."
                );
                findings.report(at(pointer), message);
            }
        }
    }
}

/// Whether a part has an error that another rule reports.
fn is_unclear(part: &FormatPart) -> bool {
    part.regex().is_some_and(is_invalid_regex)
}

/// A single value as it is written in the file.
fn spelled(values: &Values<'_>, pointer: &Pointer, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => {
            let node = values.yaml.get(pointer).and_then(|node| node.as_str());
            Some(node.map_or_else(|| value.to_string(), str::to_owned))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn checked(format: &str, value: &str) -> Sample {
        let schema =
            format!("readinessCheck.a:\n  schema: '{{{{ format \"{format}\" | hints \"x\" }}}}'\n");
        let values = format!(
            "pack:\n  namespace: sample\n  content: {{images: []}}\nreadinessCheck:\n  a: {value}\n"
        );
        Sample::addon()
            .file("schema.yaml", &schema)
            .file("values.yaml", &values)
    }

    #[test]
    fn values_match_their_formats() {
        for (format, value) in [
            ("${number:[1-9]}", "10"),
            ("${list:[a,b]}", "c"),
            ("${boolean}", "\"maybe\""),
            ("${ipv4}", "host"),
        ] {
            checked(format, value).fires(RULE.id, &["values.yaml/readinessCheck/a"]);
        }
        for (format, value) in [
            ("${number:[1-9]}", "9"),
            ("${number}", "\"\""),
            ("${number}", ""),
            ("${boolean}", "true"),
            ("${ipv4}", "\"{{ .spectro.var.ip }}\""),
            ("${string:/(a/}", "b"),
            ("${string}", "{b: c}"),
        ] {
            checked(format, value).silent(RULE.id);
        }
    }
}
