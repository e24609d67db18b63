//! A key that appears more than once in a map of a YAML file.

use std::collections::BTreeSet;

use pack_model::{Change, Place, Pointer};
use pack_syntax::yaml::{Node, NodeKind};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

use super::documents;

declare_rule! {
    /// ## What it does
    /// Reports a key that appears more than once in the same map of values.yaml, presets.yaml or
    /// schema.yaml.
    ///
    /// ## Why is this bad
    /// Most YAML parsers reject the file. Others keep one of the values, but not always the same
    /// one.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     replicas: 1
    ///     replicas: 2
    /// ```
    ///
    /// ## How to fix
    /// Keep the value you want. The fix keeps the last one.
    ///
    /// ## Source
    /// yaml.org, specification 1.2, section 3.2.1.1; the community repository's checks.
    "yaml-duplicate-key", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for file in documents() {
        let path = file.path().as_str();
        let Some(yaml) = context.yaml(path) else {
            continue;
        };
        let mut found = Vec::new();
        if let Some(root) = yaml.root().filter(|_| !yaml.is_broken()) {
            collect(root, &Pointer::root(), &mut found);
        }
        for pointer in found {
            let key = pointer.last().unwrap_or_default();
            let message = format!(
                "The key `{key}` appears more than once in the same map, so most parsers reject {path}. Keep the value you want."
            );
            let keep = Change::keep_last(file.clone(), pointer.clone());
            let label = format!("Keep the last `{key}`");
            findings
                .report(Place::key(file.path().clone(), pointer), message)
                .ask("keep-last", label, vec![keep]);
        }
    }
}

/// Finds the pointers with more than one entry. Of a duplicate key only the last entry is searched,
/// because a pointer leads to that one.
fn collect(node: &Node, here: &Pointer, found: &mut Vec<Pointer>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            let mut seen = BTreeSet::new();
            let mut reported = BTreeSet::new();
            for entry in entries.iter().rev() {
                let Some(key) = entry.key() else {
                    continue;
                };
                if !seen.insert(key) {
                    if reported.insert(key) {
                        found.push(here.child(key));
                    }
                } else if holds_others(entry.value()) {
                    collect(entry.value(), &here.child(key), found);
                }
            }
        }
        NodeKind::Seq(items) => {
            let items = items.iter().enumerate();
            for (index, item) in items.filter(|(_, item)| holds_others(item)) {
                collect(item, &here.item(index), found);
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
    }
}

fn holds_others(node: &Node) -> bool {
    matches!(node.kind(), NodeKind::Map(_) | NodeKind::Seq(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_last_is_kept() {
        let values =
            "pack:\n  namespace: a\n  content: {images: []}\n  # right\n  namespace: sample\n";
        let fixed = Sample::addon()
            .file("values.yaml", values)
            .fires(RULE.id, &["values.yaml/pack/namespace"])
            .fixed(RULE.id, "keep-last")
            .clean();
        assert!(fixed.text("values.yaml").contains("namespace: sample"));
        Sample::addon()
            .file("presets.yaml", "presets: []\npresets: []\npresets: []\n")
            .fires(RULE.id, &["presets.yaml/presets"]);
    }

    #[test]
    fn what_is_dropped_with_the_first_is_not_told_apart() {
        Sample::addon()
            .file("values.yaml", "a:\n  x: 1\n  x: 2\na:\n  x: 3\n")
            .fires(RULE.id, &["values.yaml/a"]);
    }

    #[test]
    fn other_maps_and_broken_files_are_not_its_matter() {
        Sample::addon()
            .file("values.yaml", "a:\n- x: 1\n- x: 2\n")
            .silent(RULE.id);
        Sample::addon()
            .file("values.yaml", "a: 1\na: [\n")
            .silent(RULE.id);
        Sample::addon()
            .file("other.yaml", "a: 1\na: 2\n")
            .silent(RULE.id);
    }
}
