//! A README.md with unfilled placeholders.

use std::ops::Range;

use pack_model::path::README_MD;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a README.md that still has the placeholder comments of a template.
    ///
    /// ## Why is this bad
    /// Users who choose the pack see an incomplete description.
    ///
    /// ## Example
    /// ```markdown
    /// # My pack
    ///
    /// <!-- Versions of Kubernetes, other packs, accounts or hardware that are needed. -->
    /// ```
    ///
    /// ## How to fix
    /// Replace the comments with what they ask for.
    ///
    /// ## Source
    /// Vendor documentation: README.md is shown when a pack is selected.
    "readme-is-a-template", Info
}

/// What the comments of templates begin with.
const PLACEHOLDERS: &[&str] = &[
    "One paragraph:",
    "Versions of Kubernetes,",
    "The values that most users change",
    "How to add ",
    "Links to the documentation",
];

/// The bytes of the comments of a template that README.md still has.
pub(in crate::rules) fn placeholders(context: &Context<'_>) -> Vec<Range<usize>> {
    let text = context.pack.text(README_MD).unwrap_or_default();
    let comments = text.match_indices("<!--").filter_map(|(at, sign)| {
        let inner = text.get(at + sign.len()..)?;
        let (inner, _) = inner.split_once("-->")?;
        let is_left = |words: &&str| inner.trim_start().starts_with(*words);
        let range = at..at + sign.len() + inner.len() + "-->".len();
        PLACEHOLDERS.iter().any(is_left).then_some(range)
    });
    comments.collect()
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let comments = placeholders(context);
    let Some(first) = comments.first() else {
        return;
    };
    let placeholders = match comments.len() {
        1 => "one placeholder".to_owned(),
        count => format!("{count} placeholders"),
    };
    let message = format!(
        "README.md still has {placeholders} from its template, so the description is incomplete. Replace them with your text."
    );
    findings.report(Place::text(FilePath::of(README_MD), first.clone()), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn comments_of_the_template_are_found() {
        let sample = Sample::addon()
            .without(README_MD)
            .fixed("readme-missing", "create");
        let sample = sample.fires(RULE.id, &["README.md:3:1"]);
        assert!(
            sample.findings_of(RULE.id)[0]
                .message
                .contains("5 placeholders")
        );
        Sample::addon()
            .file(README_MD, "# A\n\n<!-- checked by hand -->\nText.\n")
            .silent(RULE.id);
    }
}
