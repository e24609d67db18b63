//! A pack without a list of images.

use pack_model::deployment::Deployment;
use pack_model::deployment::images::ImageRow;
use serde_json::{Value, json};

use crate::judge::changes::values::set;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::chart::judged::CHECK_REFUSES;
use crate::reading::context::Context;
use crate::reading::images::listed::{IMAGES, rows};
use crate::reading::values::{at, pointer};
use crate::rules::images::{counts_as_missing, is_pinned};

declare_rule! {
    /// ## What it does
    /// Reports a pack with charts or manifests, in a layer other than `os` and `k8s`, whose
    /// values.yaml has no `pack.content.images`, or an empty list although images are used. For the
    /// community repository, every list has to name an image, also in a pack that installs nothing.
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
    /// List every image. One fix lists those that containers of the rendered charts and manifests
    /// certainly use, another one all that have a fixed tag or a digest. For a pack without images, write an empty
    /// list, which the community repository's check refuses.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; the community repository's checks.
    "images-missing", Warning, community, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let Some(values) = context.values().filter(|_| context.is_sound()) else {
        return;
    };
    if !counts_as_missing(context, &values) {
        return;
    }
    let used = rows(&[], deployment);
    let used: Vec<_> = used.iter().filter(|image| !image.switched_off).collect();
    let is_empty = values.value(IMAGES).is_some_and(Value::is_array);
    let is_all_read = is_all_read(context, deployment);
    let refuses_empty = context.for_community;
    if is_empty && used.is_empty() && !refuses_empty {
        return;
    }
    let found = match used.as_slice() {
        [] if !is_all_read => {
            "Fix the listed files that cannot be read or rendered, then list the images."
        }
        [] => {
            "No image was found in its charts and manifests; if it needs none, add an empty list."
        }
        _ => "Add its images.",
    };
    let lack = match is_empty {
        true => "The list `pack.content.images` is empty",
        false => "The pack has no `pack.content.images`",
    };
    let message = match refuses_empty && used.is_empty() && is_all_read {
        true => format!("{lack}, and no image was found. {CHECK_REFUSES}."),
        false => {
            format!("{lack}, so deployments in clusters without internet access fail. {found}")
        }
    };
    let list = pointer(IMAGES);
    let mut report = findings.report(at(list.clone()), message);
    let sure: Vec<_> = used
        .iter()
        .copied()
        .filter(|image| is_sure(image))
        .collect();
    if !sure.is_empty() {
        let label = format!(
            "Add {} that {} definitely used",
            images(sure.len()),
            are(sure.len())
        );
        report = report.safe("add", label, vec![set(list.clone(), entries(&sure))]);
    }
    let known = used.iter().copied().filter(|image| is_pinned(&image.name));
    let known: Vec<_> = known.collect();
    let others = known.len() - sure.len();
    if others > 0 {
        let label = format!(
            "Add {} with a fixed tag ({others} only probable)",
            images(known.len())
        );
        report = report.ask("add-all", label, vec![set(list.clone(), entries(&known))]);
    }
    if used.is_empty() && is_all_read && !refuses_empty {
        report.ask("add-empty", "Add an empty list", vec![set(list, json!([]))]);
    }
}

/// Whether an image is used in any case, and is the same one tomorrow.
fn is_sure(image: &ImageRow) -> bool {
    image.certain && !image.varies && is_pinned(&image.name)
}

/// Whether every listed chart and manifest could be read and rendered.
fn is_all_read(context: &Context<'_>, deployment: &Deployment) -> bool {
    let manifest = &context.manifest;
    context.charts().len() == manifest.charts().len()
        && context.manifests().len() == manifest.kube_manifests().len()
        && deployment.is_whole()
}

fn entries(images: &[&ImageRow]) -> Value {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: nginx:1\n";

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
    fn an_empty_list_is_none_where_images_are_used() {
        let sample = Sample::addon()
            .file("manifests/sample.yaml", POD)
            .fires(RULE.id, &["values.yaml/pack/content/images"])
            .fixed(RULE.id, "add")
            .clean();
        let text = sample.text("values.yaml");
        assert!(
            text.ends_with("      - image: docker.io/library/nginx:1\n"),
            "{text}"
        );
        Sample::addon().silent(RULE.id);
    }

    #[test]
    fn other_layers_and_packs_that_install_nothing_need_none() {
        let sample = Sample::addon().file("values.yaml", "pack:\n  namespace: sample\n");
        sample.clone().set("/layer", "k8s").silent(RULE.id);
        sample.unset("/kubeManifests").silent(RULE.id);
    }

    #[test]
    fn the_check_refuses_an_empty_list_whatever_is_used() {
        let sample = Sample::addon().for_community();
        let sample = sample.fires(RULE.id, &["values.yaml/pack/content/images"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
        let sample = sample.unset("/kubeManifests").file("values.yaml", "");
        sample.fires(RULE.id, &["values.yaml/pack/content/images"]);
    }
}
