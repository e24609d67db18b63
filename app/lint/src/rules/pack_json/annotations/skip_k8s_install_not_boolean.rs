//! A skipK8sInstall that is neither true nor false.

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
    /// The annotation says whether the image already contains Kubernetes. With any other value,
    /// Palette may install Kubernetes again.
    ///
    /// ## Example
    /// ```json
    /// { "annotations": { "skipK8sInstall": "yes" } }
    /// ```
    ///
    /// ## How to fix
    /// Write `"true"` if the image contains Kubernetes, otherwise `"false"`.
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
            "`skipK8sInstall` is “{value}”, but must be “true” or “false”. Write “true” if the image already contains Kubernetes, otherwise “false”."
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
