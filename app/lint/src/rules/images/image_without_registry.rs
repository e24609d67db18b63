//! An image without a registry.

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::listed_images;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` that does not name the registry of its image.
    ///
    /// ## Why is this bad
    /// Container runtimes resolve `nginx` to `docker.io/library/nginx`, but tools that mirror
    /// images for clusters without internet access may not.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Write the full name: `docker.io/library/nginx:1.27.0`.
    ///
    /// ## Source
    /// Reviewers of the community repository ask for it; the grammar of image references.
    "image-without-registry", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for listed in listed_images(&values).unwrap_or_default() {
        let (Some(text), Some(reference)) = (listed.text(), listed.reference()) else {
            continue;
        };
        if reference.registry.is_some() {
            continue;
        }
        let whole = reference.canonical();
        let message = format!(
            "The image “{text}” has no registry, so tools that mirror images may not find it. Write {whole}."
        );
        let change = vec![set(listed.place(), whole.as_str())];
        findings.report(at(listed.place()), message).safe(
            "complete",
            format!("Change to {whole}"),
            change,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_registry_that_is_meant_is_written() {
        for (short, whole) in [
            ("nginx:1.27.0", "docker.io/library/nginx:1.27.0"),
            ("org/app:v1", "docker.io/org/app:v1"),
        ] {
            let sample = Sample::images(&format!("- image: {short} # why\n"));
            let fixed = sample
                .fires(RULE.id, &["values.yaml/pack/content/images/0/image"])
                .fixed(RULE.id, "complete")
                .clean();
            assert!(
                fixed
                    .text("values.yaml")
                    .contains(&format!("- image: {whole} # why\n"))
            );
        }
    }

    #[test]
    fn whole_names_and_templates_are_left() {
        Sample::images(
            "- image: localhost/a:1\n- image: x.io/a:1\n- image: \"{{ .a }}/b:1\"\n- image: A\n",
        )
        .silent(RULE.id);
    }
}
