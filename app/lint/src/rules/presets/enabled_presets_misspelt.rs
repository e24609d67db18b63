//! A misspelled or misplaced comment that should enable presets.

use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::presets::enabled::{MARK, misplaced_mark, misspelt_mark, with_line_on_top};

declare_rule! {
    /// ## What it does
    /// Reports a comment at the top of values.yaml that is similar to `#
    /// spectrocloud.com/enabled-presets: ...` but not the same, and a correct comment below the
    /// first value.
    ///
    /// ## Why is this bad
    /// Palette reads only a comment with exactly the key `spectrocloud.com/enabled-presets`, above
    /// all values. With any other comment, it enables no preset and reports no error.
    ///
    /// ## Example
    /// ```yaml
    /// # spectrocloud.com/enabled-preset: Ingress:disable-ingress
    /// ```
    ///
    /// ## How to fix
    /// Write `# spectrocloud.com/enabled-presets: <group>:<name>` at the top of the file, above all
    /// values.
    ///
    /// ## Source
    /// Vendor documentation on presets.
    "enabled-presets-misspelt", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let file = FilePath::of(VALUES_YAML);
    let Some(text) = context.pack.text(VALUES_YAML) else {
        return;
    };
    if let Some(range) = misplaced_mark(text) {
        let line = text.get(range.clone()).unwrap_or_default();
        let message = "Palette reads this comment only above the first value, so no preset is enabled. Move it to the top.";
        let place = Place::text(
            file.clone(),
            range.start..range.start + line.trim_end().len(),
        );
        let text = with_line_on_top(text, range);
        let change = Change::set_text(file, text);
        let report = findings.report(place, message);
        report.ask("move", "Move to the top", vec![change]);
        return;
    }
    let Some(range) = misspelt_mark(text) else {
        return;
    };
    let written = text.get(range.clone()).unwrap_or_default();
    let message = format!(
        "The comment “{written}” has no effect, because Palette reads only `{MARK}`. Correct it."
    );
    let place = Place::text(file.clone(), range.clone());
    let mut fixed = text.to_owned();
    fixed.replace_range(range, MARK);
    let change = Change::set_text(file, fixed);
    let label = format!("Change to {MARK}");
    let report = findings.report(place, message);
    if written.contains('/') {
        report.safe("replace", label, vec![change]);
    } else {
        report.ask("replace", label, vec![change]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const PRESETS: &str =
        "presets:\n- {name: a, displayName: A, group: G, remove: [], add: \"a: {}\"}\n";
    const REST: &str = "pack:\n  namespace: sample\n  content: {images: []}\n";

    #[test]
    fn the_mark_is_written_right() {
        for wrong in [
            "spectrocloud.com/enabled-preset:",
            "spectrocloud.com/enabledPresets :",
            "SpectroCloud.com/enabled-presets:",
            "enabled-presets:",
        ] {
            let sample = Sample::addon()
                .file(VALUES_YAML, &format!("# first\n#  {wrong} G:a\n{REST}"))
                .file("presets.yaml", PRESETS)
                .fires(RULE.id, &["values.yaml:2:4"]);
            let fixed = sample.fixed(RULE.id, "replace").silent(RULE.id);
            assert_eq!(
                fixed.text(VALUES_YAML),
                format!("# first\n#  spectrocloud.com/enabled-presets: G:a\n{REST}")
            );
        }
    }

    #[test]
    fn a_comment_behind_values_is_moved_to_the_top() {
        let comment = "# spectrocloud.com/enabled-presets: G:a\n";
        let sample = Sample::addon()
            .file(VALUES_YAML, &format!("{REST}{comment}charts: {{}}\n"))
            .file("presets.yaml", PRESETS)
            .fires(RULE.id, &["values.yaml:4:1"]);
        let fixed = sample.fixed(RULE.id, "move").clean();
        let expected = format!("{comment}{REST}charts: {{}}\n");
        assert_eq!(fixed.text(VALUES_YAML), expected);
    }

    #[test]
    fn other_comments_are_left() {
        for text in [
            "# spectrocloud.com/enabled-presets: G:a\n",
            "# presets: see presets.yaml\n",
            "# Enabled presets: see below\n",
            "# enabledPresets: true\n",
            "# spectrocloud.com/enabled-preset: G:a\n# spectrocloud.com/enabled-presets: G:a\n",
            "# enabled-presets are chosen by a comment\n",
            "a: 1\n# spectrocloud.com/enabled-preset: G:a\n",
            "\u{feff}# spectrocloud.com/enabled-presets: G:a\n",
            "---\n# spectrocloud.com/enabled-presets: G:a\n",
        ] {
            let values = format!("{text}{REST}");
            Sample::addon().file(VALUES_YAML, &values).silent(RULE.id);
        }
    }
}
