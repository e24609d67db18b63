//! An image without a fixed version.

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
    /// The content of such an image changes over time. Clusters may get another image than the one
    /// you tested, or than the one the charts use.
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
        let problem = match reference.tag {
            Some(_) => "has the tag `latest`",
            None => "has neither tag nor digest",
        };
        let message = format!(
            "The image “{text}” {problem}, so its content may change after you test the pack. Write a fixed tag or a digest."
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
