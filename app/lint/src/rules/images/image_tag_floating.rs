//! An image that may be another one tomorrow.

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::listed_images;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` without tag and digest, or with the tag `latest`.
    ///
    /// ## Why is this bad
    /// What is behind such a name changes. The image that is mirrored need not be the one that the
    /// pack was tested with, nor the one that its charts ask for.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: docker.io/library/nginx:latest
    /// ```
    ///
    /// ## How to fix
    /// Write the tag that the charts and manifests use, or a digest.
    ///
    /// ## Source
    /// Kubernetes documentation on images: avoid `:latest` in production.
    "image-tag-floating", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for listed in listed_images(&values).unwrap_or_default() {
        let (Some(text), Some(reference)) = (listed.text(), listed.reference()) else {
            continue;
        };
        if !reference.is_floating() {
            continue;
        }
        let fault = match reference.tag {
            Some(_) => "has the tag latest",
            None => "has neither tag nor digest",
        };
        let message = format!(
            "The image “{text}” {fault}, so it may be another one tomorrow than the one that the pack was made with. Write the tag that is meant."
        );
        findings.report(at(listed.place()), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn only_tags_and_digests_are_certain() {
        let digest = "0a".repeat(32);
        let list = format!(
            "- image: x.io/a\n- image: x.io/b:latest\n- image: x.io/c:1\n- image: x.io/d:latest@sha256:{digest}\n- image: x.io:5000/e\n"
        );
        Sample::images(&list).fires(
            RULE.id,
            &[
                "values.yaml/pack/content/images/0/image",
                "values.yaml/pack/content/images/1/image",
                "values.yaml/pack/content/images/4/image",
            ],
        );
    }
}
