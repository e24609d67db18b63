//! An OS pack that leaves open whether its image has Kubernetes.

use pack_model::Pointer;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;

declare_rule! {
    /// ## What it does
    /// Reports an annotation `skipK8sInstall` that is neither `"true"` nor `"false"`.
    ///
    /// ## Why is this bad
    /// It says whether Kubernetes is already in the image. Any other text may count as no, and
    /// Palette would install it once more.
    ///
    /// ## Example
    /// ```json
    /// { "annotations": { "skipK8sInstall": "yes" } }
    /// ```
    ///
    /// ## How to fix
    /// Write `"true"` where Kubernetes is in the image, otherwise `"false"`.
    ///
    /// ## Source
    /// Vendor documentation, "Adding an OS Pack".
    "skip-k8s-install-not-boolean", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(value) = context.manifest.annotation("skipK8sInstall") else {
        return;
    };
    if !matches!(value.as_str(), "true" | "false") {
        let message = format!(
            "The annotation skipK8sInstall is “{value}”, which is neither “true” nor “false”. Write “true” if Kubernetes is already in the image, otherwise “false”."
        );
        findings.report(
            at(Pointer::from_iter(["annotations", "skipK8sInstall"])),
            message,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn only_two_texts_are_clear() {
        for value in ["yes", "True", "", "1"] {
            Sample::addon()
                .set("/annotations/skipK8sInstall", value)
                .fires(RULE.id, &["/annotations/skipK8sInstall"]);
        }
        for value in ["true", "false"] {
            Sample::addon()
                .set("/annotations/skipK8sInstall", value)
                .silent(RULE.id);
        }
        Sample::addon()
            .set("/annotations/skipK8sInstall", true)
            .silent(RULE.id);
    }
}
