//! An image that is listed twice.

use std::collections::BTreeSet;

use crate::judge::changes::values::remove;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::listed_images;
use crate::reading::values::at;

declare_rule! {
    /// ## What it does
    /// Reports an entry of `pack.content.images` with the same image as an earlier entry, even if
    /// only one of them names the registry.
    ///
    /// ## Why is this bad
    /// It has no effect, and when the version changes, it is easy to update only one of them.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   content:
    ///     images:
    ///       - image: docker.io/library/nginx:1.27.0
    ///       - image: docker.io/library/nginx:1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Remove the later entry.
    ///
    /// ## Source
    /// The community repository's checks reject lists with equal items.
    "duplicate-image", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let mut seen = BTreeSet::new();
    for listed in listed_images(&values).unwrap_or_default() {
        let Some(text) = listed.text() else {
            continue;
        };
        let name = listed
            .reference()
            .map_or_else(|| text.to_owned(), |reference| reference.canonical());
        if !seen.insert(name) {
            let message = format!(
                "The image “{text}” is already listed, so this entry has no effect. Remove it."
            );
            let change = vec![remove(listed.pointer.clone())];
            findings.report(at(listed.place()), message).safe(
                "remove",
                "Remove this entry",
                change,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn the_later_one_goes() {
        let sample = Sample::images(
            "# first\n- image: docker.io/library/a:1\n- image: x.io/b:1\n- image: docker.io/library/a:1\n",
        );
        let fixed = sample
            .fires(RULE.id, &["values.yaml/pack/content/images/2/image"])
            .fixed(RULE.id, "remove")
            .clean();
        assert!(fixed.text("values.yaml").contains("# first"));
        Sample::images("- image: a:1\n- docker.io/library/a:1\n")
            .fires(RULE.id, &["values.yaml/pack/content/images/1"]);
    }

    #[test]
    fn other_tags_are_other_images() {
        Sample::images("- image: x.io/a:1\n- image: x.io/a:2\n").silent(RULE.id);
    }
}
