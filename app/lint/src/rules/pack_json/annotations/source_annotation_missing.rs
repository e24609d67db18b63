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
    /// It shows whether a pack comes from the community or from the vendor. Reviewers of the community
    /// repository ask for it; its check and your own registry do not need it.
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
    /// Reviewers of the community repository.
    "source-annotation-missing", Warning, only community
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
    let message = "The annotation `source` is missing, which reviewers of the community repository ask for. Add it.";
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
            let sample = sample.silent(RULE.id).for_community();
            let sample = sample.fires(RULE.id, &["/annotations/source"]);
            assert_eq!(sample.findings_of(RULE.id)[0].severity, Severity::Warning);
            assert_eq!(
                sample
                    .fixed(RULE.id, "add")
                    .silent(RULE.id)
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
            .for_community()
            .silent(RULE.id)
            .fixed("misspelt-property", "rename")
            .silent(RULE.id);
    }

    #[test]
    fn a_wrong_type_is_the_schemas_matter() {
        Sample::addon()
            .set("/annotations", json!([]))
            .for_community()
            .silent(RULE.id);
    }
}
