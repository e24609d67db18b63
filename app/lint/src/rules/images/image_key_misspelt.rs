//! An image entry with a misspelled key.

use crate::judge::changes::values::rename_key;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::listed_images;
use crate::reading::text::nearest::is_near;
use crate::reading::values::at_key;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` without `image` that has a similar key.
    ///
    /// ## Why is this bad
    /// Palette does not find the image under another key, so deployments in clusters without
    /// internet access fail.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - iamge: docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Rename the key to `image`.
    ///
    /// ## Source
    /// Published packs; vendor documentation on images for air-gapped clusters.
    "image-key-misspelt", Error
}

/// The key that is similar to `image`, if an entry has no `image`.
pub(super) fn misspelt(map: &serde_json::Map<String, serde_json::Value>) -> Option<&str> {
    if map.contains_key("image") {
        return None;
    }
    map.keys()
        .map(String::as_str)
        .find(|key| is_near(key, "image"))
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for listed in listed_images(&values).unwrap_or_default() {
        let Some(wrong) = listed.map().and_then(misspelt) else {
            continue;
        };
        let message = format!(
            "`{wrong}` is probably a misspelling of `image`, so clusters without internet access do not get this image. Rename it."
        );
        let pointer = listed.pointer.child(wrong);
        let change = vec![rename_key(pointer.clone(), "image")];
        findings
            .report(at_key(pointer), message)
            .safe("rename", "Rename to image", change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn keys_like_it_are_renamed() {
        for wrong in ["iamge", "Image", "images", "imge"] {
            let sample = Sample::images(&format!("- {wrong}: docker.io/library/a:1\n"));
            let place = format!("values.yaml/pack/content/images/0/{wrong}");
            sample
                .fires(RULE.id, &[&place])
                .fixed(RULE.id, "rename")
                .clean();
        }
    }

    #[test]
    fn other_keys_are_not_its_matter() {
        Sample::images("- image: docker.io/library/a:1\n  images: x\n- name: a\n").silent(RULE.id);
    }
}
