//! An image that is listed as a string.

use serde_json::json;

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::listed_images;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` that is a string instead of a map with `image`.
    ///
    /// ## Why is this bad
    /// The documentation shows strings, but every published pack uses maps, and the community
    /// repository's checks read only those.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Write `- image: docker.io/library/nginx:1.27.0`. The fix does that.
    ///
    /// ## Source
    /// Published packs and the community repository's checks.
    "image-as-text", Info, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    for listed in listed_images(&values).unwrap_or_default() {
        let Some(text) = listed.value.as_str() else {
            continue;
        };
        let message = format!(
            "The image “{text}” is listed as a string, which some tools do not read. Write `image: {text}`, as published packs do."
        );
        let change = set(listed.pointer.clone(), json!({ "image": text }));
        findings.report(at(listed.pointer), message).safe(
            "make-map",
            "Change to `image: …`",
            vec![change],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn texts_become_maps_and_keep_their_comments() {
        let list = "- docker.io/library/a:1 # why\n- \"docker.io/library/b:1\"\n- image: docker.io/library/c:1\n";
        let sample = Sample::images(list).fires(
            RULE.id,
            &[
                "values.yaml/pack/content/images/0",
                "values.yaml/pack/content/images/1",
            ],
        );
        let fixed = sample.fixed(RULE.id, "make-map").fixed(RULE.id, "make-map");
        let text = fixed.clean().text("values.yaml");
        assert!(text.contains("image: docker.io/library/a:1\n"), "{text}");
        assert!(text.contains("# why"), "{text}");
    }
}
