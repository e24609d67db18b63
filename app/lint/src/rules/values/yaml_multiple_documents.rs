//! A YAML file of several documents.

use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

use super::DOCUMENTS;

declare_rule! {
    /// ## What it does
    /// Reports a values.yaml, presets.yaml or schema.yaml that holds more than one document.
    ///
    /// ## Why is this bad
    /// Palette reads one document. What stands behind a line `---` is lost, or the file is refused.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespace: web
    /// ---
    /// charts: {}
    /// ```
    ///
    /// ## How to fix
    /// Join the documents: remove the line `---`, and put keys that stand in both under one.
    ///
    /// ## Source
    /// yaml.org, specification 1.2, chapter 9. No published pack has several documents.
    "yaml-multiple-documents", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for path in DOCUMENTS {
        let Some(yaml) = context.yaml(path) else {
            continue;
        };
        let Some(second) = yaml.document(1).filter(|_| !yaml.is_broken()) else {
            continue;
        };
        let message = format!(
            "{path} holds {} documents, and Palette reads one. What stands behind the line `---` is lost. Join them into one.",
            yaml.documents()
        );
        findings.report(Place::text(FilePath::of(path), second.span()), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn one_document_is_read() {
        Sample::addon()
            .file("values.yaml", "a: 1\n---\nb: 2\n")
            .fires(RULE.id, &["values.yaml:3:1"]);
        Sample::addon()
            .file("values.yaml", "---\na: 1\n...\n")
            .silent(RULE.id);
        Sample::addon()
            .file("manifests/sample.yaml", "a: 1\n---\nb: 2\n")
            .silent(RULE.id);
    }
}
