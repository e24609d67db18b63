//! An item that a list of a chart's values has twice.

use std::collections::BTreeSet;

use pack_model::Pointer;
use serde_json::Value;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::{Values, at};

declare_rule! {
    /// ## What it does
    /// Reports an item of a list under `charts` in values.yaml that equals an earlier item of the
    /// same list.
    ///
    /// ## Why is this bad
    /// Helm reads it, but the community repository's check refuses lists with equal items.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     metrics: [cpu, memory, cpu]
    /// ```
    ///
    /// ## How to fix
    /// Remove the later item.
    ///
    /// ## Source
    /// The community repository's checks.
    "duplicate-item", Error, only community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let charts = Pointer::root().child("charts");
    if let Some(value) = values.value(&["charts"]) {
        walk(&values, value, &charts, findings);
    }
}

fn walk(values: &Values<'_>, value: &Value, pointer: &Pointer, findings: &mut Findings) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                walk(values, value, &pointer.child(key), findings);
            }
        }
        Value::Array(items) => {
            let mut seen = BTreeSet::new();
            for (index, item) in items.iter().enumerate() {
                let pointer = pointer.item(index);
                if seen.insert(item.to_string()) {
                    walk(values, item, &pointer, findings);
                } else {
                    report(values, pointer, findings);
                }
            }
        }
        _ => {}
    }
}

/// Whether a list in a value has an item twice.
pub(super) fn has_item_twice(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.values().any(has_item_twice),
        Value::Array(items) => {
            let mut seen = BTreeSet::new();
            let mut items = items.iter();
            items.any(|item| !seen.insert(item.to_string()) || has_item_twice(item))
        }
        _ => false,
    }
}

fn report(values: &Values<'_>, pointer: Pointer, findings: &mut Findings) {
    let message = "The list already has this item. Helm reads this; the community repository's check refuses it. Remove the item.";
    let is_own = values.yaml.owns(&pointer);
    let report = findings.report(at(pointer.clone()), message);
    if is_own {
        report.safe("remove", "Remove this item", vec![remove(pointer)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_later_item_goes() {
        let values = "charts:\n  web:\n    # all\n    args:\n    - a\n    - {b: [x, y, x]}\n    - a # again\n    - {b: [x, y, x]}\n";
        let sample = Sample::with_chart("args: []\n", values).silent(RULE.id);
        let fixed = sample
            .for_community()
            .fires(
                RULE.id,
                &[
                    "values.yaml/charts/web/args/1/b/2",
                    "values.yaml/charts/web/args/2",
                    "values.yaml/charts/web/args/3",
                ],
            )
            .fixed(RULE.id, "remove")
            .fixed(RULE.id, "remove")
            .silent("yaml-syntax");
        let expected = "charts:\n  web:\n    # all\n    args:\n    - a\n    - {b: [x, y]}\n    - {b: [x, y, x]}\n";
        assert_eq!(fixed.text("values.yaml"), expected);
    }

    #[test]
    fn other_lists_and_like_items_are_left() {
        Sample::with_chart(
            "args: []\nmore: []\n",
            "pack:\n  additionalNamespaces: [a, a]\ncharts:\n  web:\n    args: [1, \"1\", [a], a]\n    more: [a]\n",
        )
        .for_community()
        .silent(RULE.id);
    }
}
