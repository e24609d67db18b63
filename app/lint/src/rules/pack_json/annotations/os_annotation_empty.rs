//! An annotation that an OS pack needs and that is empty.

use pack_model::Pointer;
use pack_model::format::annotations::os_annotations_for;

use super::is_os;
use super::os_annotation_missing::severity;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::{at, is_blank};

declare_rule! {
    /// ## What it does
    /// Reports, for a pack in the layer `os`, each empty annotation that one of its clouds (AWS,
    /// Azure, vSphere) needs. It is an **error** for what names the image: `imageId`, and on Azure
    /// `imageOffer`, `imagePublisher` and `imageSKU`.
    ///
    /// ## Why is this bad
    /// The annotations tell Palette which image to start and how to log in. Without a value,
    /// cluster nodes may not start.
    ///
    /// ## Example
    /// ```json
    /// { "layer": "os", "cloudTypes": ["aws"], "annotations": { "imageId": "" } }
    /// ```
    ///
    /// ## How to fix
    /// Enter the value. Only you know it.
    ///
    /// ## Source
    /// Vendor documentation, "Adding an OS Pack".
    "os-annotation-empty", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !is_os(context) {
        return;
    }
    let Some(annotations) = context.property("annotations") else {
        return;
    };
    for annotation in os_annotations_for(&context.manifest.cloud_types()) {
        let key = annotation.key;
        let value = annotations.member(key).map(|member| member.value());
        // An empty skipK8sInstall is reported by another rule.
        if key == "skipK8sInstall" || !value.is_some_and(is_blank) {
            continue;
        }
        let message = format!(
            "The annotation `{key}` is empty, and Palette needs it to start the image. Enter a value."
        );
        findings
            .report(at(Pointer::from_iter(["annotations", key])), message)
            .severity(severity(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn each_empty_text_is_to_be_filled_in() {
        let annotations = json!({
            "folder": " ", "imageId": "", "osName": "o", "os_spectro_version": "0", "sshUsername": "u",
            "skipK8sInstall": "", "sshPassword": "", "note": "",
        });
        Sample::os("vsphere", annotations)
            .fires(RULE.id, &["/annotations/folder", "/annotations/imageId"]);
    }

    #[test]
    fn an_annotation_that_was_added_empty_is_still_to_be_filled_in() {
        let sample = Sample::os("aws", json!({}));
        sample
            .fixed("os-annotation-missing", "add")
            .fires(RULE.id, &["/annotations/imageId"]);
    }

    #[test]
    fn other_layers_and_clouds_need_none() {
        let empty = json!({ "imageId": "" });
        Sample::os("maas", empty.clone()).silent(RULE.id);
        Sample::os("aws", json!({ "imageId": 1 })).silent(RULE.id);
        Sample::addon().set("/annotations", empty).silent(RULE.id);
    }
}
