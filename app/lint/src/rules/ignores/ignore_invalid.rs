//! An ignore that cannot be understood.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::{IDS_OF_RENDERING, OF_TEXT};

declare_rule! {
    /// ## What it does
    /// Reports a `# pack-check:` comment or an entry of `.pack-check.yaml` that cannot be understood: it
    /// has no reason, names no known rule, or is written in another way.
    ///
    /// ## Why is this bad
    /// It ignores nothing.
    ///
    /// ## Example
    /// ```yaml
    /// # pack-check: ignore[image-tag-floating]
    /// tag: latest
    /// ```
    ///
    /// ## How to fix
    /// Write the rule and the reason. In YAML, write a comment on the line of the finding or on the line
    /// above it:
    /// ```yaml
    /// # pack-check: ignore[image-tag-floating] Our registry pins it.
    /// tag: latest
    /// ```
    /// For anything else, make an entry in `.pack-check.yaml` at the root of the pack. `file` and `path`
    /// can be left out:
    /// ```yaml
    /// ignore:
    ///   - rule: eol-passed
    ///     file: pack.json
    ///     path: /annotations/eol
    ///     reason: We support it until the end of the year.
    /// ```
    ///
    /// ## Source
    /// The format of Pack Editor, "Ignoring a finding" in its README.
    "ignore-invalid", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let ignores = context.ignores();
    for (place, problem) in &ignores.problems {
        findings.report(place.clone(), problem.as_str());
    }
    for ignore in &ignores.list {
        let id = ignore.rule.as_str();
        let is_known =
            IDS_OF_RENDERING.contains(&id) || OF_TEXT.iter().any(|checked| checked.rule.id == id);
        if !is_known {
            let message = format!(
                "There is no rule `{id}`, so this ignores nothing. Write the id that the finding shows."
            );
            findings.report(ignore.place.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn comments_need_a_known_rule_and_a_reason() {
        for (comment, is_found) in [
            ("# pack-check: ignore[namespace-missing] why", false),
            ("#pack-check:ignore[namespace-missing]why", false),
            ("# pack-check: ignore[namespace-missing]", true),
            ("# pack-check: ignore[] why", true),
            ("# pack-check: ignore namespace-missing", true),
            ("# pack-check: ignore[no-such-rule] why", true),
            ("# pack-checks: none", false),
            ("a: 'x # pack-check: y'", false),
            ("a: |\n  # pack-check: y", false),
        ] {
            let values = Sample::addon().text("values.yaml");
            let sample = Sample::addon().file("values.yaml", &format!("{values}{comment}\n"));
            let places: &[&str] = if is_found { &["values.yaml:5:1"] } else { &[] };
            sample.fires(RULE.id, places);
        }
    }

    #[test]
    fn the_list_is_entries_with_a_rule_and_a_reason() {
        let at = |place: &str| vec![format!(".pack-check.yaml{place}")];
        let why = "reason: why";
        for (text, places) in [
            (String::new(), vec![]),
            ("ignore:\n".to_owned(), vec![]),
            ("ignore: [\n".to_owned(), at("")),
            ("[]\n".to_owned(), at("")),
            ("ignore: all\n".to_owned(), at("/ignore")),
            ("ignored: []\n".to_owned(), at("/ignored")),
            (format!("ignore: [{{rule: eol-passed, {why}}}]\n"), vec![]),
            ("ignore: [eol-passed]\n".to_owned(), at("/ignore/0")),
            ("ignore: [{rule: eol-passed}]\n".to_owned(), at("/ignore/0")),
            (
                format!("ignore: [{{rule: none, {why}}}]\n"),
                at("/ignore/0"),
            ),
            (
                format!("ignore: [{{rule: eol-passed, path: a.b, {why}}}]\n"),
                at("/ignore/0"),
            ),
            (
                format!("ignore: [{{rule: eol-passed, files: a, {why}}}]\n"),
                at("/ignore/0"),
            ),
            (
                format!("ignore: [{{rule: eol-passed, file: 1, {why}}}]\n"),
                at("/ignore/0"),
            ),
        ] {
            let places: Vec<&str> = places.iter().map(String::as_str).collect();
            Sample::addon()
                .file(".pack-check.yaml", &text)
                .fires(RULE.id, &places);
        }
    }
}
