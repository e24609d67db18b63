//! Drops fixes that would be refused. A YAML value with an anchor is not changed by path, as its
//! aliases would change too, and a map in braces is not split into lines. If a file has aliases or
//! a fix splits a map, the fix is tried before it is offered.

use std::cell::LazyCell;

use pack_model::edit::change::YamlChange;
use pack_model::path::{PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};
use pack_model::{Action, Change, Diagnostic, Session};
use pack_syntax::yaml::{Node, NodeKind};

use crate::reading::context::Context;

/// Drops the fixes that would be refused.
pub(crate) fn drop_refused(diagnostics: &mut [Diagnostic], context: &Context<'_>) {
    let has_aliases = |path: &str| {
        let root = context.yaml(path).and_then(|yaml| yaml.root());
        root.is_some_and(has_alias)
    };
    // Only some fixes need a walk through whole files.
    let documents = LazyCell::new(|| {
        let documents = [VALUES_YAML, PRESETS_YAML, SCHEMA_YAML].into_iter();
        documents
            .filter(|path| has_aliases(path))
            .collect::<Vec<_>>()
    });
    // A map in braces cannot be split into lines.
    let unwraps = |change: &Change| matches!(change, Change::Yaml(_, YamlChange::Unwrap { .. }));
    let session = LazyCell::new(|| Session::open(context.pack.clone()));
    for diagnostic in diagnostics {
        diagnostic.fixes.retain(|fix| match &fix.action {
            Action::Changes(changes) => {
                let touches = |path: &&str| changes.iter().any(|change| *change.file() == **path);
                let is_doubtful = documents.iter().any(touches) || changes.iter().any(unwraps);
                !is_doubtful || session.tried(changes).is_ok()
            }
            // These change files and pack.json only, which have no aliases.
            Action::Package(_) | Action::Logo(_) => true,
        });
    }
}

fn has_alias(node: &Node) -> bool {
    match node.kind() {
        NodeKind::Map(entries) => entries
            .iter()
            .any(|entry| has_alias(entry.key_node()) || has_alias(entry.value())),
        NodeKind::Seq(items) => items.iter().any(has_alias),
        NodeKind::Alias(_) => true,
        NodeKind::Scalar { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::Sample;

    #[test]
    fn what_an_alias_stands_for_is_not_moved() {
        let values = |inner: &str| {
            format!(
                "pack:\n  namespace: sample\n  content:\n    images: []\ncharts:\n  tag: {inner}\n"
            )
        };
        let sample = |inner: &str| Sample::with_chart("tag: x\nother: x\n", &values(inner));
        let fixes = |sample: &Sample| sample.findings_of("chart-values-unmatched")[0].fixes.len();
        assert_eq!(fixes(&sample("&tag x")), 1);
        assert_eq!(fixes(&sample("&tag x\n  other: *tag")), 0);
    }
}
