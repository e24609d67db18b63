//! A pack without README.md.

use pack_model::path::README_MD;
use pack_model::{Change, File, FilePath, Place};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a pack without `README.md` at its root.
    ///
    /// ## Why is this bad
    /// Palette shows it to users who choose the pack. Without it, they see only a name and a
    /// version. The community repository rejects such a pack.
    ///
    /// ## Example
    /// ```text
    /// pack.json
    /// values.yaml
    /// logo.png
    /// ```
    ///
    /// ## How to fix
    /// Describe what the pack installs, what it needs, and what can be configured. The fix creates
    /// a template to fill in.
    ///
    /// ## Source
    /// The community repository's checks.
    "readme-missing", Warning, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.pack.file(README_MD).is_some() {
        return;
    }
    let path = FilePath::of(README_MD);
    let message = "README.md is missing, so users see no description of the pack in Palette. Write one, or start from a template.";
    let report = findings.report(Place::file(path.clone()), message);
    if let Some(found) = context.misnamed(README_MD) {
        report.safe(
            "rename",
            format!("Rename {found} to README.md"),
            rename_file(found, README_MD),
        );
        return;
    }
    let manifest = &context.manifest;
    let name = manifest
        .display_name()
        .or_else(|| manifest.name())
        .unwrap_or_else(|| "This pack".to_owned());
    let create = Change::put_file(path, File::of_text(&template(&name)));
    report.safe("create", "Create README.md from a template", vec![create]);
}

/// A README with placeholders, as comments that Markdown does not show.
fn template(name: &str) -> String {
    format!(
        "# {name}

<!-- One paragraph: what {name} is, and what it does in a cluster. -->

## Prerequisites

<!-- Versions of Kubernetes, other packs, accounts or hardware that are needed. -->

## Parameters

<!-- The values that most users change. -->

| Parameter | Description | Default |
| --------- | ----------- | ------- |

## Usage

<!-- How to add {name} to a cluster profile, and how to see that it works. -->

## References

<!-- Links to the documentation and the source of {name}. -->
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Severity;

    #[test]
    fn starts_from_a_template() {
        let sample = Sample::addon()
            .without(README_MD)
            .fires(RULE.id, &[README_MD]);
        assert_eq!(
            sample.clone().for_community().findings()[0].severity,
            Severity::Error
        );
        let fixed = sample.fixed(RULE.id, "create").silent(RULE.id);
        assert!(
            fixed
                .pack
                .text(README_MD)
                .unwrap()
                .starts_with("# Sample\n")
        );
    }

    #[test]
    fn a_file_in_other_case_is_renamed() {
        let sample = Sample::addon()
            .without(README_MD)
            .file("readme.md", "# S\n")
            .fires(RULE.id, &[README_MD]);
        sample.fixed(RULE.id, "rename").clean();
    }
}
