//! A pack without the annotation `source`.

use pack_model::Pointer;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;

declare_rule! {
    /// ## What it does
    /// Reports a `pack.json` without the annotation `source`.
    ///
    /// ## Why is this bad
    /// It shows whether a pack comes from the community or from the vendor. The community
    /// repository rejects a pack without it; your own registry does not need it.
    ///
    /// ## Example
    /// ```json
    /// { "annotations": { "contributor": "me" } }
    /// ```
    ///
    /// ## How to fix
    /// Add `"source": "community"`.
    ///
    /// ## Source
    /// The community repository's checks.
    "source-annotation-missing", Info, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let has_source = match context.property("annotations") {
        None => !context.is_missing("annotations"),
        // Annotations that are not an object are reported by another rule.
        Some(annotations) => {
            annotations.members().is_none() || annotations.member("source").is_some()
        }
    };
    if has_source || !context.is_sound() {
        return;
    }
    let pointer = Pointer::from_iter(["annotations", "source"]);
    let message = "The annotation `source` is missing, which the community repository requires. Your own registry does not need it.";
    let report = findings.report(at(pointer.clone()), message);
    report.safe(
        "add",
        "Add source: community",
        vec![set(pointer, "community")],
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Severity;
    use serde_json::json;

    #[test]
    fn is_added() {
        for sample in [
            Sample::addon().unset("/annotations"),
            Sample::addon().unset("/annotations/source"),
        ] {
            let sample = sample.fires(RULE.id, &["/annotations/source"]);
            assert_eq!(
                sample.clone().for_community().findings()[0].severity,
                Severity::Error
            );
            assert_eq!(
                sample
                    .fixed(RULE.id, "add")
                    .clean()
                    .value("/annotations/source"),
                "community"
            );
        }
    }

    #[test]
    fn annotations_under_another_name_are_renamed_first() {
        Sample::addon()
            .unset("/annotations")
            .set("/Annotations", json!({ "source": "community" }))
            .silent(RULE.id)
            .fixed("misspelt-property", "rename")
            .clean();
    }

    #[test]
    fn a_wrong_type_is_the_schemas_matter() {
        Sample::addon()
            .set("/annotations", json!([]))
            .silent(RULE.id);
    }
}
