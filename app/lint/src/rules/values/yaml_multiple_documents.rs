//! A YAML file with several documents.

use pack_model::Place;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

use super::documents;

declare_rule! {
    /// ## What it does
    /// Reports a values.yaml, presets.yaml or schema.yaml with more than one document.
    ///
    /// ## Why is this bad
    /// Palette reads one document. Everything after a line `---` is ignored, or the file is
    /// rejected.
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
    /// Merge the documents: remove the line `---`, and merge keys that are in both.
    ///
    /// ## Source
    /// yaml.org, specification 1.2, chapter 9. No published pack has several documents in one
    /// file.
    "yaml-multiple-documents", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for file in documents() {
        let path = file.path().as_str();
        let Some(yaml) = context.yaml(path) else {
            continue;
        };
        let Some(second) = yaml.document(1).filter(|_| !yaml.is_broken()) else {
            continue;
        };
        let message = format!(
            "{path} has {} documents, and Palette reads only the first. Merge them into one.",
            yaml.documents()
        );
        findings.report(Place::text(file.path().clone(), second.span()), message);
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
