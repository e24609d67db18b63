//! A YAML file of the pack that cannot be parsed.

use pack_model::{Change, Place, YamlFile};
use pack_syntax::yaml::Tab;
use pack_syntax::{Lines, Problem, ProblemKind};

use crate::judge::findings::{Findings, Report};
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::macros::bare;
use crate::rules::syntax::{self, report_conflict};

use super::documents;

declare_rule! {
    /// ## What it does
    /// Reports every syntax error in `values.yaml`, `presets.yaml` and `schema.yaml`, with line
    /// and column. Manifests and files inside charts are not checked, as they may be templates.
    ///
    /// ## Why is this bad
    /// Palette cannot read the file, so it ignores all of its values.
    ///
    /// ## Example
    /// ```text
    /// pack:
    ///   namespace: "monitoring
    /// charts: {}
    /// ```
    ///
    /// ## How to fix
    /// Fix the first error; it often causes the later ones. YAML does not allow tabs in the
    /// indentation: the fix replaces them with spaces, and asks first if the number of spaces
    /// changes the meaning.
    ///
    /// ## Source
    /// yaml.org, specification 1.2.
    "yaml-syntax", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for document in documents() {
        let file = document.path().clone();
        let path = file.as_str();
        // What is no text is reported by another rule.
        let Some(yaml) = context.yaml(path) else {
            continue;
        };
        // A macro without quotes is reported by another rule.
        if !bare(yaml.text()).is_empty() {
            continue;
        }
        if yaml.is_broken() && report_conflict(findings, &file, yaml.text()) {
            continue;
        }
        if !yaml.problems().iter().any(is_syntax) {
            continue;
        }
        let lines = Lines::new(yaml.text());
        let tabs = yaml.tab_interpretations();
        for problem in yaml.problems().iter().filter(|problem| is_syntax(problem)) {
            let message = syntax::message(problem, &lines, path);
            let report = findings.report(Place::text(file.clone(), problem.range.clone()), message);
            if problem.kind == ProblemKind::Tab {
                offer_spaces(report, &document, &tabs);
            }
        }
    }
}

/// Whether a problem makes the file unreadable. Duplicate keys have a rule of their own.
fn is_syntax(problem: &Problem) -> bool {
    problem.kind != ProblemKind::DuplicateKey
}

/// Offers to replace tabs with spaces: once if the result is certain, otherwise once for each tab
/// width.
fn offer_spaces(mut report: Report<'_>, file: &YamlFile, tabs: &[Tab]) {
    let expand = |tab: Tab| vec![Change::expand_tabs(file.clone(), tab)];
    if let [only] = tabs {
        report.safe("expand-tabs", "Replace tabs with spaces", expand(*only));
        return;
    }
    for tab in tabs {
        let (id, label) = match tab {
            Tab::AlignWithLineAbove => (
                "expand-tabs-as-above".to_owned(),
                "Indent like the line above".to_owned(),
            ),
            Tab::Spaces(1) => (
                "expand-tabs-1".to_owned(),
                "Replace each tab with 1 space".to_owned(),
            ),
            Tab::Spaces(width) => (
                format!("expand-tabs-{width}"),
                format!("Replace each tab with {width} spaces"),
            ),
        };
        report = report.ask(&id, label, expand(*tab));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Safety;
    use pack_model::path::{PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};

    #[test]
    fn says_where() {
        let sample = Sample::addon().file(VALUES_YAML, "pack:\n  a: [1\nb: 2\n");
        let findings = sample.findings_of(RULE.id);
        assert!(
            !findings.is_empty() && findings[0].message.starts_with("Line "),
            "{findings:?}"
        );
        for path in [PRESETS_YAML, SCHEMA_YAML] {
            let sample = Sample::addon().file(path, "a: \"b\nc: {}\n");
            assert!(
                sample
                    .findings_of(RULE.id)
                    .iter()
                    .any(|finding| finding.place.file == path)
            );
        }
    }

    #[test]
    fn an_unfinished_merge_is_the_only_cause() {
        let values = "pack:\n  a: 1\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> theirs\n";
        let sample = Sample::addon()
            .file(VALUES_YAML, values)
            .fires(RULE.id, &["values.yaml:3:1"]);
        assert!(sample.findings_of(RULE.id)[0].message.contains("merge"));
    }

    #[test]
    fn a_tab_above_a_line_that_is_as_deep_is_a_question() {
        let values = "pack:\n\tcontent:\n    images: [{image: a:1}]\n";
        let sample = Sample::addon().file(VALUES_YAML, values);
        let fixes = sample.findings_of(RULE.id).remove(0).fixes;
        let ids: Vec<_> = fixes.iter().map(|fix| fix.id.as_str()).collect();
        assert_eq!(ids, ["expand-tabs-as-above", "expand-tabs-2"]);
        assert!(fixes.iter().all(|fix| fix.safety == Safety::Ask));
    }

    #[test]
    fn tabs_become_blanks() {
        let sample = Sample::addon().file(
            VALUES_YAML,
            "pack:\n\tnamespace: sample\n\tcontent: {images: []}\n",
        );
        assert!(!sample.findings_of(RULE.id).is_empty());
        sample.fixed(RULE.id, "expand-tabs").clean();
    }

    #[test]
    fn it_is_asked_where_tabs_may_mean_different_things() {
        let sample = Sample::addon().file(
            VALUES_YAML,
            "pack:\n  content:\n    images: []\n\tnamespace: sample\n",
        );
        let fixes = &sample.findings_of(RULE.id)[0].fixes;
        let ids: Vec<_> = fixes.iter().map(|fix| fix.id.as_str()).collect();
        assert_eq!(ids, ["expand-tabs-as-above", "expand-tabs-2"]);
        sample.fixed(RULE.id, "expand-tabs-2").clean();
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be_so() {
        Sample::addon()
            .bytes(VALUES_YAML, b"a: \xff\n")
            .silent(RULE.id)
            .fires("text-not-utf8", &[VALUES_YAML]);
    }

    #[test]
    fn templates_duplicates_and_empty_files_are_not_its_matter() {
        let sample = Sample::addon().file("manifests/sample.yaml", "{{- if .Values.x }}\n\ta: [\n");
        sample.file(VALUES_YAML, "").silent(RULE.id);
        Sample::addon()
            .file(
                VALUES_YAML,
                "a: 1\na: 2\nb: \"{{ .spectro.system.cluster.name }}\"\n",
            )
            .silent(RULE.id);
        Sample::addon().file("other.yaml", "a: [").silent(RULE.id);
    }
}
