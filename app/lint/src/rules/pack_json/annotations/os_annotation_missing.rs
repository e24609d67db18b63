//! An OS pack without an annotation that its cloud needs.

use pack_model::format::annotations::{ANNOTATIONS, names_image, os_annotations_for};
use pack_model::format::property::{Shown, find};
use pack_model::{Change, JsonFile, Pointer, Severity};

use super::is_os;
use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;
use crate::reading::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports, for a pack in the layer `os`, each missing annotation that the vendor's example for
    /// one of its clouds (AWS, Azure, vSphere) has. It is an **error** for what names the image:
    /// `imageId`, and on Azure `imageOffer`, `imagePublisher` and `imageSKU`.
    ///
    /// ## Why is this bad
    /// The annotations tell Palette which image to start and how to log in. Without one of them,
    /// cluster nodes may not start.
    ///
    /// ## Example
    /// ```json
    /// { "layer": "os", "cloudTypes": ["aws"], "annotations": { "imageId": "ami-071f6fc516c53fca1" } }
    /// ```
    ///
    /// ## How to fix
    /// Add the annotation and enter its value. The fix adds it empty, or renames one that is
    /// misspelled.
    ///
    /// ## Source
    /// Vendor documentation, "Adding an OS Pack".
    "os-annotation-missing", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !is_os(context) || !context.is_sound() {
        return;
    }
    let present: Vec<&str> = match context.property("annotations") {
        None if context.is_missing("annotations") => Vec::new(),
        // A misspelled `annotations` is reported by another rule.
        None => return,
        Some(annotations) => match annotations.members() {
            Some(members) => members.iter().map(|member| member.key()).collect(),
            // A wrong type violates the schema.
            None => return,
        },
    };
    let annotations = Pointer::root().child("annotations");
    let needed = os_annotations_for(&context.manifest.cloud_types());
    let needed: Vec<_> = needed.iter().map(|annotation| annotation.key).collect();
    for key in needed.iter().filter(|key| !present.contains(*key)) {
        let pointer = annotations.child(*key);
        let message = format!(
            "The annotation `{key}` is missing, and Palette needs it to start the image. Add it and enter a value."
        );
        let mut report = findings
            .report(at(pointer.clone()), message)
            .severity(severity(key));
        let others = present.iter().copied().filter(|present| !is_of_os(present));
        let misspelt = others
            .into_iter()
            .find(|present| nearest(present, needed.iter().copied()) == Some(*key));
        if let Some(wrong) = misspelt {
            let rename = Change::rename_key(JsonFile::pack(), annotations.child(wrong), *key);
            report = report.safe("rename", format!("Rename {wrong} to {key}"), vec![rename]);
        }
        report.safe("add", format!("Add {key} (empty)"), vec![set(pointer, "")]);
    }
}

/// The severity of an annotation without a value: nothing starts without an image.
pub(super) fn severity(key: &str) -> Severity {
    match names_image(key) {
        true => Severity::Error,
        false => Severity::Warning,
    }
}

/// Whether an operating system needs an annotation on some cloud.
fn is_of_os(key: &str) -> bool {
    let annotation = find(ANNOTATIONS, key);
    annotation.is_some_and(|annotation| matches!(annotation.shown, Shown::ForOsOn(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn each_missing_key_is_added_empty() {
        let sample = Sample::os(
            "vsphere",
            json!({ "imageId": "x", "osName": "ubuntu", "folder": "f" }),
        );
        let places = [
            "/annotations/os_spectro_version",
            "/annotations/sshUsername",
            "/annotations/skipK8sInstall",
        ];
        let fixed = sample.fires(RULE.id, &places).fixed(RULE.id, "add");
        assert_eq!(fixed.value("/annotations/os_spectro_version"), "");
        Sample::os("aws", json!({ "imageId": "x" }))
            .unset("/annotations")
            .fires(
                RULE.id,
                &[
                    "/annotations/imageId",
                    "/annotations/cloudRegion",
                    "/annotations/imageOwner",
                    "/annotations/osName",
                    "/annotations/os_spectro_version",
                    "/annotations/sshUsername",
                    "/annotations/skipK8sInstall",
                ],
            );
    }

    #[test]
    fn a_key_of_another_cloud_is_not_misspelt() {
        let annotations = json!({
            "cloudRegion": "r", "imageId": "i", "imageOffer": "o", "osName": "o", "os_spectro_version": "0", "sshUsername": "u", "skipK8sInstall": "true",
        });
        let sample = Sample::os("aws", annotations).fires(RULE.id, &["/annotations/imageOwner"]);
        let fixes = &sample.findings_of(RULE.id)[0].fixes;
        assert!(fixes.iter().all(|fix| fix.id != "rename"));
    }

    #[test]
    fn a_misspelt_key_is_renamed() {
        let annotations = json!({
            "folder": "f", "imageID": "x", "osName": "o", "os_spectro_version": "0", "sshUsername": "u", "skipK8sInstall": "true",
        });
        let sample = Sample::os("vsphere", annotations).fires(RULE.id, &["/annotations/imageId"]);
        assert_eq!(
            sample
                .fixed(RULE.id, "rename")
                .silent(RULE.id)
                .value("/annotations/imageId"),
            "x"
        );
    }

    #[test]
    fn other_layers_and_clouds_need_none() {
        Sample::addon()
            .set("/cloudTypes", json!(["aws"]))
            .silent(RULE.id);
        Sample::os("maas", json!({})).silent(RULE.id);
        Sample::os("aws", json!([])).silent(RULE.id);
        Sample::os("aws", json!({}))
            .unset("/annotations")
            .set("/Annotations", json!({}))
            .silent(RULE.id);
    }
}
