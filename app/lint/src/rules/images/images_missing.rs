//! A pack without a list of images.

use pack_model::facts::images::FoundImage;
use pack_model::vocabulary::Layer;
use serde_json::{Value, json};

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::IMAGES;
use crate::reading::images::used::used_images;
use crate::reading::values::misspelt_keys::is_misspelt;
use crate::reading::values::{at, pointer};

declare_rule! {
    /// ## What it does
    /// Reports a pack with charts or manifests, in a layer other than `os` and `k8s`, whose
    /// values.yaml has no `pack.content.images`.
    ///
    /// ## Why is this bad
    /// Clusters without internet access, and edge clusters in local mode, get only the listed
    /// images. If an image is not listed, the deployment fails there.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   namespace: web
    /// ```
    ///
    /// ## How to fix
    /// List every image. One fix lists those that the charts and manifests certainly use, another
    /// one also those that they probably use. For a pack without images, write an empty list.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; the community repository's checks.
    "images-missing", Warning, community
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    let other_layer = matches!(
        context.manifest.layer(),
        None | Some(Layer::Os | Layer::K8s)
    );
    let installs =
        !context.manifest.charts().is_empty() || !context.manifest.kube_manifests().is_empty();
    let listed =
        values.value(IMAGES).is_some_and(|list| !list.is_null()) || is_misspelt(&values, IMAGES);
    if other_layer || !installs || listed {
        return;
    }
    let used = used_images(context, &values);
    let (certain, probable): (Vec<_>, Vec<_>) = used.iter().partition(|image| image.certain);
    let found = match used.as_slice() {
        [] if !is_all_read(context) => {
            "Fix the listed files that cannot be read, then list the images."
        }
        [] => {
            "No image was found in its charts and manifests; if it needs none, add an empty list."
        }
        _ => "Add its images.",
    };
    let message = format!(
        "The pack has no `pack.content.images`, so deployments in clusters without internet access fail. {found}"
    );
    let list = pointer(IMAGES);
    let mut report = findings.report(at(list.clone()), message);
    if !certain.is_empty() {
        let label = format!(
            "Add {} that {} definitely used",
            images(certain.len()),
            are(certain.len())
        );
        let change = vec![set(list.clone(), entries(&certain))];
        report = match certain.iter().any(|image| image.is_floating()) {
            true => report.ask("add", label, change),
            false => report.safe("add", label, change),
        };
    }
    if !probable.is_empty() {
        let all: Vec<_> = used.iter().collect();
        let label = format!(
            "Add all {} found ({} probably used)",
            images(all.len()),
            are_some(probable.len())
        );
        report = report.ask("add-all", label, vec![set(list.clone(), entries(&all))]);
    }
    if used.is_empty() && is_all_read(context) {
        report.ask("add-empty", "Add an empty list", vec![set(list, json!([]))]);
    }
}

/// Whether every listed chart and manifest could be read.
fn is_all_read(context: &Context<'_>) -> bool {
    let manifest = &context.manifest;
    context.charts().len() == manifest.charts().len()
        && context.manifests().len() == manifest.kube_manifests().len()
}

fn entries(images: &[&FoundImage]) -> Value {
    images
        .iter()
        .map(|image| json!({ "image": image.name }))
        .collect()
}

fn images(count: usize) -> String {
    match count {
        1 => "the image".to_owned(),
        count => format!("the {count} images"),
    }
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn are_some(count: usize) -> String {
    format!("{count} {}", are(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const POD: &str = "spec:\n  containers:\n  - image: nginx:1\n";

    #[test]
    fn what_is_certain_is_listed() {
        for values in [
            "pack:\n  namespace: sample\n",
            "pack:\n  namespace: sample\n  content:\n    images:\n",
        ] {
            let sample = Sample::addon()
                .file(
                    "manifests/sample.yaml",
                    &format!("{POD}  image: x.io/a:1\n"),
                )
                .file("values.yaml", values)
                .fires(RULE.id, &["values.yaml/pack/content/images"]);
            let fixed = sample.fixed(RULE.id, "add").silent(RULE.id);
            assert!(
                fixed
                    .text("values.yaml")
                    .contains("- image: docker.io/library/nginx:1\n")
            );
        }
    }

    #[test]
    fn a_pack_without_images_says_so() {
        Sample::addon()
            .file("values.yaml", "pack:\n  namespace: sample\n")
            .fires(RULE.id, &["values.yaml/pack/content/images"])
            .fixed(RULE.id, "add-empty")
            .clean();
        Sample::addon()
            .file("values.yaml", "")
            .fires(RULE.id, &["values.yaml/pack/content/images"]);
    }

    #[test]
    fn nothing_is_known_of_files_that_are_missing() {
        let sample = Sample::addon()
            .file("values.yaml", "pack:\n  namespace: sample\n")
            .without("manifests/sample.yaml")
            .fires(RULE.id, &["values.yaml/pack/content/images"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn other_layers_and_packs_that_install_nothing_need_none() {
        let sample = Sample::addon().file("values.yaml", "pack:\n  namespace: sample\n");
        sample.clone().set("/layer", "k8s").silent(RULE.id);
        sample.unset("/kubeManifests").silent(RULE.id);
    }
}
