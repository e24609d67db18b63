//! Cloud types that are listed twice, or beside `all`.

use serde_json::json;

use crate::judge::changes::pack_json::set_property;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;

declare_rule! {
    /// ## What it does
    /// Reports cloud types that are listed beside `all`, or more than once.
    ///
    /// ## Why is this bad
    /// `all` covers every cloud. Other cloud types beside it suggest a restriction that does not
    /// exist.
    ///
    /// ## Example
    /// ```json
    /// { "cloudTypes": ["all", "aws"] }
    /// ```
    ///
    /// ## How to fix
    /// Keep only `all`, or remove it if you want a restriction. The fix does not
    /// change which clouds the pack supports.
    ///
    /// ## Source
    /// Vendor documentation, table of properties.
    "cloud-types-redundant", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let items = context
        .property("cloudTypes")
        .and_then(|list| list.items())
        .unwrap_or_default();
    let Some(values) = items
        .iter()
        .map(|item| item.as_str())
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let (message, rest) = if values.contains(&"all") && values.iter().any(|value| *value != "all") {
        ("“all” covers every cloud, so the other cloud types have no effect. Keep only “all”, or remove it if you want the others only.".to_owned(), vec!["all"])
    } else {
        let mut rest: Vec<&str> = Vec::new();
        let mut twice: Vec<String> = Vec::new();
        for value in values {
            if rest.contains(&value) {
                twice.push(format!("“{value}”"));
            } else {
                rest.push(value);
            }
        }
        if twice.is_empty() {
            return;
        }
        (
            format!(
                "The cloud types list {} more than once. Remove the duplicates.",
                twice.join(", ")
            ),
            rest,
        )
    };
    let label = format!("Keep only {}", rest.join(", "));
    findings.report(at_property("cloudTypes"), message).safe(
        "reduce",
        label,
        vec![set_property("cloudTypes", json!(rest))],
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn all_stands_alone() {
        let sample = Sample::addon()
            .set("/cloudTypes", json!(["aws", "all", "gcp"]))
            .fires(RULE.id, &["/cloudTypes"]);
        assert_eq!(
            sample.fixed(RULE.id, "reduce").clean().value("/cloudTypes"),
            json!(["all"])
        );
    }

    #[test]
    fn each_value_stands_once() {
        let sample = Sample::addon()
            .set("/cloudTypes", json!(["aws", "gcp", "aws"]))
            .fires(RULE.id, &["/cloudTypes"]);
        assert_eq!(
            sample.fixed(RULE.id, "reduce").clean().value("/cloudTypes"),
            json!(["aws", "gcp"])
        );
    }

    #[test]
    fn several_clouds_are_fine() {
        Sample::addon()
            .set("/cloudTypes", json!(["aws", "gcp"]))
            .silent(RULE.id);
    }
}
