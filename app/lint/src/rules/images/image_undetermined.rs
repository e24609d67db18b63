//! A container whose image is not known before the deployment.

use pack_model::deployment::Deployment;
use pack_model::deployment::images::ImageState;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::images::listed::{IMAGES, listed_images, rows};
use crate::reading::values::{at, pointer};
use crate::rules::images::{is_in_layer_with_images, used_at};

declare_rule! {
    /// ## What it does
    /// Reports a container of the rendered charts and manifests whose image cannot be known before the
    /// deployment: it is empty or no name of an image without a cluster, or it depends on a macro or
    /// on something random.
    ///
    /// ## Why is this bad
    /// Whether the image is in `pack.content.images` cannot be checked. Clusters without internet
    /// access may lack it.
    ///
    /// ## Example
    /// ```yaml
    /// charts:
    ///   web:
    ///     image: "docker.io/library/nginx:{{ .spectro.var.version }}"
    /// ```
    ///
    /// ## How to fix
    /// Write the whole name of the image, or list every image that it may be.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack".
    "image-undetermined", Info, rendered
}

/// The most findings. Some charts have the same container many times.
const MOST: usize = 20;

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let Some(values) = context
        .values()
        .filter(|_| is_in_layer_with_images(context))
    else {
        return;
    };
    let mut told = Vec::new();
    for image in &deployment.unknown_images {
        let Some(object) = deployment.objects.get(image.object) else {
            continue;
        };
        let (kind, name, template) = (&object.kind, &object.name, object.source.path());
        let what = match image.text.as_str() {
            "" => "has no image".to_owned(),
            text => format!("has the image “{text}”, which is no name of one,"),
        };
        told.push(format!(
            "A container of {kind} {name} ({template}) {what} before the deployment, so its image cannot be checked. List the images that it may be."
        ));
    }
    let listed = listed_images(&values).unwrap_or_default();
    for row in rows(&listed, deployment) {
        if row.state == ImageState::Unlisted && row.certain && row.varies {
            told.push(format!(
                "The image of a container ({}) depends on a macro or on something random; here it became {}. List the images that it may be.",
                used_at(&row),
                row.name
            ));
        }
    }
    told.truncate(MOST);
    for message in told {
        findings.report(at(pointer(IMAGES)), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n";

    fn check(image: &str, fires: bool) {
        let text = format!("{POD}  - image: {image}\n");
        let sample = Sample::images("- image: x.io/a:1\n").file("manifests/sample.yaml", &text);
        match fires {
            true => sample.fires(RULE.id, &["values.yaml/pack/content/images"]),
            false => sample.silent(RULE.id),
        };
    }

    #[test]
    fn images_that_are_not_known_are_told() {
        check("''", true);
        check("A B", true);
        check("'x.io/b:{{ .spectro.var.version }}'", true);
        check("'x.io/b:{{ randAlphaNum 12 }}'", true);
        check("x.io/b:1", false);
        check("'x.io/{{ .spectro.pack.sample.pack.namespace }}:1'", false);
    }
}
