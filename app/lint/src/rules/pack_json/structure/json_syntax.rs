//! A pack.json that is not strict JSON.

use pack_model::Json;
use pack_model::path::PACK_JSON;
use pack_model::{Change, FilePath, JsonFile, Place};
use pack_syntax::{Lines, Problem, ProblemKind};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::syntax::{self, report_conflict};

declare_rule! {
    /// ## What it does
    /// Reports where `pack.json` is not strict JSON, with line and column. The rest of the file is
    /// checked as far as it can be read.
    ///
    /// ## Why is this bad
    /// Registries and Palette accept strict JSON only. One extra comma makes the whole file
    /// unreadable.
    ///
    /// ## Example
    /// ```text
    /// {
    ///   "name": "golden-centos-aws",
    ///   "version": "7.7.1908",
    /// }
    /// ```
    ///
    /// ## How to fix
    /// The fix removes trailing commas, comments and a byte order mark. Fix everything else in the
    /// Code view. Errors that only follow from an earlier one are not shown.
    ///
    /// ## Source
    /// RFC 8259. Examples in the vendor's own documentation have trailing commas.
    "json-syntax", Error
}

/// The most errors that are reported.
const MOST: usize = 20;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let path = || FilePath::of(PACK_JSON);
    // What is no text is reported by another rule.
    let Some(text) = context.pack.text(PACK_JSON) else {
        return;
    };
    let json = context.manifest.json();
    if json.has_bom() {
        let message = "Line 1, column 1: The file starts with a byte order mark, an invisible character that strict JSON parsers reject. Remove it.";
        let rest = Change::set_text(path(), text.trim_start_matches('\u{feff}'));
        let place = Place::text(path(), 0..'\u{feff}'.len_utf8());
        findings.report(place, message).safe(
            "remove-mark",
            "Remove the byte order mark",
            vec![rest],
        );
    }
    if json.is_broken() && report_conflict(findings, &path(), text) {
        return;
    }
    let lines = Lines::new(text);
    for problem in causes(json).into_iter().take(MOST) {
        let message = syntax::message(problem, &lines, PACK_JSON);
        let report = findings.report(Place::text(path(), problem.range.clone()), message);
        if !json.is_broken()
            && matches!(
                problem.kind,
                ProblemKind::TrailingComma | ProblemKind::Comment
            )
        {
            let strict = Change::make_strict(JsonFile::pack());
            report.safe(
                "make-strict",
                "Remove trailing commas and comments",
                vec![strict],
            );
        }
    }
}

/// The errors that do not follow from another: trailing commas, comments, and errors on lines of
/// their own; or only the first error, if it makes the structure uncertain.
fn causes(json: &Json) -> Vec<&Problem> {
    let loose = |problem: &Problem| {
        matches!(
            problem.kind,
            ProblemKind::TrailingComma | ProblemKind::Comment
        )
    };
    let lines = Lines::new(json.text());
    let line = |problem: &Problem| lines.position(problem.range.start).line;
    let mut causes: Vec<&Problem> = Vec::new();
    for problem in json.problems() {
        let first = || match json.uncertain_from() {
            Some(_) => json.first_error() == Some(problem),
            None => !causes
                .iter()
                .any(|cause| !loose(cause) && line(cause) == line(problem)),
        };
        if loose(problem) || first() {
            causes.push(problem);
        }
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    const LOOSE: &str = r#"{
  // who we are
  "name": "sample",
  "displayName": "Sample",
  "version": "1.2.3",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": ["all",],
  "annotations": { "source": "community" },
  "kubeManifests": ["manifests/sample.yaml"],
}
"#;

    #[test]
    fn says_where_and_makes_it_strict() {
        let sample = Sample::addon().file(PACK_JSON, LOOSE);
        let sample = sample.fires(RULE.id, &[":2:3", ":8:23", ":10:45"]);
        assert!(
            sample.findings()[1]
                .message
                .starts_with("Line 8, column 23: ")
        );
        sample.fixed(RULE.id, "make-strict").clean();
    }

    #[test]
    fn goes_on_with_what_could_be_read_and_calls_nothing_missing() {
        let sample = Sample::addon().file(
            PACK_JSON,
            "{\n  \"name\": \"sample\"\n  \"version\": \"v1.2.3\"\n",
        );
        let sample = sample.fires(RULE.id, &[":2:19"]);
        let rules: Vec<_> = sample
            .findings()
            .into_iter()
            .map(|finding| finding.rule)
            .collect();
        assert_eq!(rules, ["json-syntax"]);
        let sample = Sample::addon().file(
            PACK_JSON,
            "{\n  \"name\": \"sample\"\n  \"version\": \"v1.2.3\",\n  \"layer\": \"os\"\n",
        );
        let closed = format!("{}}}\n", sample.pack.text(PACK_JSON).unwrap());
        let rules: Vec<_> = sample
            .file(PACK_JSON, &closed)
            .findings()
            .into_iter()
            .map(|finding| finding.rule)
            .collect();
        assert_eq!(rules, ["json-syntax", "version-leading-v"]);
    }

    #[test]
    fn one_sign_too_few_is_one_finding() {
        let whole = Sample::addon().set(
            "/constraints",
            json!({ "dependencies": [
            { "packName": "k", "layer": "k8s", "type": "required", "minVersion": "1.0.0" },
            { "packName": "l", "layer": "cni", "type": "optional", "minVersion": "1.0.0" },
        ] }),
        );
        let text = whole.pack.text(PACK_JSON).unwrap().to_owned();
        let signs = text.match_indices(['{', '}', '[', ']', '"', ':', ',']);
        let without_sign =
            signs.map(|(at, sign)| format!("{}{}", &text[..at], &text[at + sign.len()..]));
        let lines: Vec<_> = text.lines().collect();
        let brackets = (0..lines.len()).filter(|at| lines[*at].trim().len() < 3);
        let without_line = brackets.map(|at| [&lines[..at], &lines[at + 1..]].concat().join("\n"));
        for broken in without_sign.chain(without_line) {
            let findings = Sample::addon().file(PACK_JSON, &broken).findings();
            let rules: Vec<_> = findings.into_iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, [RULE.id], "{broken}");
        }
    }

    #[test]
    fn slips_in_lines_of_their_own_are_findings_of_their_own() {
        let text = "{\n  name: \"sample\",\n  displayName: 'My Pack'\n  \"layer\": \"os\"\n}\n";
        Sample::addon()
            .file(PACK_JSON, text)
            .fires(RULE.id, &[":2:3", ":3:3"]);
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        let text = format!("\u{feff}{}", Sample::addon().pack.text(PACK_JSON).unwrap());
        Sample::addon()
            .file(PACK_JSON, &text)
            .fires(RULE.id, &[":1:1"])
            .fixed(RULE.id, "remove-mark")
            .clean();
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be_so() {
        Sample::addon()
            .bytes(PACK_JSON, b"{\0}")
            .silent(RULE.id)
            .fires("text-not-utf8", &[""]);
        Sample::addon()
            .bytes(PACK_JSON, b"")
            .fires(RULE.id, &[":1:1"]);
    }
}
