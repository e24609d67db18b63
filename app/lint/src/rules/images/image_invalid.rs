//! An entry in the list of images that is not an image reference.

use pack_model::ImageReference;
use serde_json::Value;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::{IMAGES, ListedImage, is_template, listed_images};
use crate::reading::values::{at, pointer};

use super::image_key_misspelt::misspelt;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` without a valid image reference, and an `images`
    /// that is not a list.
    ///
    /// ## Why is this bad
    /// Palette cannot pull such an image, so deployments in clusters without internet access fail.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: https://docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Write `registry/path:tag` or `registry/path@sha256:...`, without a scheme, spaces, or
    /// upper-case letters in the path. The fix removes a scheme, or spaces and punctuation around
    /// a valid reference, or characters that nobody sees.
    ///
    /// ## Source
    /// The grammar of image references of the distribution project; vendor documentation.
    "image-invalid", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let Some(listed) = listed_images(&values) else {
        if values.value(IMAGES).is_some_and(|value| !value.is_null()) {
            let message = "`pack.content.images` is not a list, so Palette finds no image in it. Write each image as an entry `- image: ...`.";
            findings.report(at(pointer(IMAGES)), message);
        }
        return;
    };
    for listed in listed {
        if let Some(problem) = problem(&listed) {
            let message = format!(
                "{problem}, so clusters without internet access cannot pull it. Write registry/path:tag."
            );
            let report = findings.report(at(listed.place()), message);
            let text = listed.text().map(|text| text.replace(is_invisible, ""));
            if let Some(meant) = text.as_deref().and_then(meant) {
                let label = format!("Change to {meant}");
                report.safe("replace", label, vec![set(listed.place(), meant)]);
            }
        }
    }
}

fn is_invisible(c: char) -> bool {
    pack_syntax::invisible::name(c).is_some()
}

/// The image reference in a text, without a scheme, spaces and punctuation around it.
fn meant(text: &str) -> Option<&str> {
    let inner = text.trim_matches([' ', '\t', '\n', ',', ';', '"', '\'']);
    let (scheme, name) = inner.split_once("://").unwrap_or(("", inner));
    let reference = ImageReference::parse(name)?;
    // An address without a version is probably that of a page about the image.
    (scheme.is_empty() || !reference.is_floating()).then_some(name)
}

/// What is wrong with an entry, as the first half of a sentence.
fn problem(listed: &ListedImage<'_>) -> Option<String> {
    if let Some(text) = listed.text() {
        let known = is_template(text) || ImageReference::parse(text).is_some();
        return (!known).then(|| match text.split_once("://") {
            Some(_) => format!("“{text}” starts with a scheme"),
            None if text.contains(is_invisible) => {
                format!("“{text}” has an invisible character")
            }
            None if meant(text).is_some() => {
                format!("“{text}” has spaces or punctuation around the image reference")
            }
            None => format!("“{text}” is not an image reference"),
        });
    }
    match listed.map() {
        Some(map) if misspelt(map).is_some() => None,
        Some(map) if map.contains_key("image") => {
            Some("The value of `image` is not a string".to_owned())
        }
        Some(_) => Some("This entry has no `image`".to_owned()),
        None if listed.value.is_null() => Some("This entry is empty".to_owned()),
        None => Some(format!(
            "“{}” is not an image reference",
            shown(listed.value)
        )),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "A list".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn what_stands_around_an_image_goes_and_addresses_of_pages_stay() {
        for (wrong, right) in [
            ("https://x.io/a:1", Some("x.io/a:1")),
            ("x.io/a:1,", Some("x.io/a:1")),
            ("' x.io/a '", Some("x.io/a")),
            ("https://hub.docker.com/r/a/b", None),
            ("x.io/a b:1", None),
        ] {
            let sample = Sample::images(&format!("- image: {wrong}\n"));
            let found = sample.findings_of(RULE.id);
            assert_eq!(found.len(), 1, "{wrong}");
            let fix = found[0].fixes.first().map(|fix| fix.label.clone());
            assert_eq!(
                fix,
                right.map(|right| format!("Change to {right}")),
                "{wrong}"
            );
        }
    }

    #[test]
    fn what_is_no_reference() {
        for entry in [
            "image: https://docker.io/library/a:1",
            "image: docker.io/Library/a:1",
            "image: \"docker.io/library/a:1 \"",
            "image: docker.io/library/a@sha256:12",
            "image:",
            "image: 12",
            "name: a",
            "a b",
            "12",
            "",
        ] {
            let sample = Sample::images(&format!("- {entry}\n"));
            assert_eq!(sample.findings_of(RULE.id).len(), 1, "{entry}");
        }
        let values = "pack:\n  namespace: sample\n  content:\n    images: {a: b}\n";
        Sample::addon()
            .file("values.yaml", values)
            .fires(RULE.id, &["values.yaml/pack/content/images"]);
    }

    #[test]
    fn references_and_templates_are_taken() {
        let digest = "0a".repeat(32);
        Sample::images(&format!(
            "- image: docker.io/library/a:1\n- image: nginx\n- image: x.io:5000/a/b@sha256:{digest}\n\
             - image: \"{{{{.spectro.system.reverseproxy.server}}}}/a:1\"\n- iamge: x\n"
        ))
        .silent(RULE.id);
    }
}
