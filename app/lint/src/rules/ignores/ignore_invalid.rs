//! An ignore that cannot be understood.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::rules::is_rule;

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
    ///     path: /eol
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
        if !is_rule(id) {
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

    #[test]
    fn a_list_that_cannot_be_read_says_where_and_why() {
        let entry = "  - {rule: eol-passed, reason: why}\n";
        for (text, place, why) in [
            ("ignore: [\n".to_owned(), ":2:1", "Line 2: "),
            (
                format!("ignore:\n{entry}ignore:\n{entry}"),
                ":3:1",
                "Line 3: The key `ignore` is there twice, so nothing",
            ),
            (
                format!("ignore:\n{entry}    rule: logo-small\n"),
                ":3:5",
                "Line 3: ",
            ),
            (
                "ignore:\n  - rule: eol-passed\n    rule: logo-small\n    reason: why\n".to_owned(),
                ":3:5",
                "Line 3: The key `rule` is there twice, so nothing",
            ),
            (
                format!("ignore:\n{entry}---\nignore:\n{entry}"),
                ":4:1",
                "Line 4: A second YAML document begins, so nothing",
            ),
            (
                "ignore:\n  - rule: {{ .spectro.system.x }}\n".to_owned(),
                "",
                "This cannot be read",
            ),
        ] {
            let sample = Sample::addon().file(".pack-check.yaml", &text);
            let sample = sample.fires(RULE.id, &[&format!(".pack-check.yaml{place}")]);
            let message = &sample.findings_of(RULE.id)[0].message;
            assert!(message.starts_with(why), "{message}");
            assert!(
                message.contains("so nothing that this file lists is ignored."),
                "{message}"
            );
        }
        Sample::addon()
            .file(".pack-check.yaml", "---\nignore:\n# none\n...\n")
            .silent(RULE.id);
    }
}
